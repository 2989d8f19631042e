"""The manual builds without a warning, its tutorial runs as written, and its tables are those of the code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_factcheck.check.reports import WRITERS, rules
from sphinx_factcheck.cli import COMMANDS
from sphinx_factcheck.edition.settings import EXPORTS, PREFIX, declared
from sphinx_factcheck.engine.claims.registry import kinds
from sphinx_factcheck.exchange.sources.checking import FAILING, STATES
from sphinx_factcheck.letters.allowed import OWN_ROLES
from sphinx_factcheck.letters.annotations import OPTIONS
from sphinx_factcheck.letters.myst import FRONT_MATTER

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```sh(?: expect=(\d))?\n(.*?)```", re.DOTALL)
_SET_UP = ("python -m venv", ". .venv", "pip install")


def blocks() -> list[tuple[int, str]]:
    """The commands of the tutorial with the exit code each ends with, setting up apart: the tests stand in for that."""
    text = (ROOT / "docs/tutorial.md").read_text("utf-8")
    told = [(int(code or 0), body) for code, body in _BLOCK.findall(text)]
    assert any(line.startswith(_SET_UP) for _, body in told for line in body.splitlines())
    return [
        (code, "\n".join(line for line in body.splitlines() if not line.startswith(_SET_UP))) for code, body in told
    ]


def test_the_tutorial_runs_as_written(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    said = []
    folder = tmp_path
    for code, body in blocks():
        ended = subprocess.run(
            ["bash", "-euc", f"{body}\npwd > {tmp_path}/where"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == code, f"{body}\n{ended.stdout[-2000:]}\n{ended.stderr[-2000:]}"
        said.append(ended.stdout)
        if code == 0:
            folder = Path((tmp_path / "where").read_text("utf-8").strip())
    (shown,) = re.findall(r"```\n(chapters/.*?)```", (ROOT / "docs/tutorial.md").read_text("utf-8"), re.DOTALL)
    assert any(shown.strip() in told for told in said), "the finding is shown otherwise than the command prints it"
    assert (folder / "_build/html/index.html").is_file()
    notes = (folder / "annotations/2023-berg.md").read_text("utf-8")
    assert ":::{sic} 13 years\n:rule: sentence" in notes


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages that are made from the code."""
    root = tmp_path_factory.mktemp("manual")
    (root / "docs").mkdir()
    shutil.copy(ROOT / "docs/made.py", root / "docs")
    subprocess.run([sys.executable, "docs/made.py"], cwd=root, check=True)
    return root / "docs/reference"


def test_the_manual_builds_without_a_warning(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("_build", "reference"))
    subprocess.run([sys.executable, "docs/made.py"], cwd=tmp_path, check=True)
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "docs", "-W", "-n", "--keep-going"]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-3000:]
    pages = tmp_path / "docs/_build/html"
    assert "factcheck sources check" in (pages / "reference/commands.html").read_text("utf-8")
    assert not [path for path in (tmp_path / "docs").glob("*.md") if not (pages / f"{path.stem}.html").is_file()]


def rows(page: str) -> list[list[str]]:
    """The rows of the tables of a page that begin with a word in code."""
    lines = re.findall(r"^\| `(\w+)` \|(.*)\|$", (ROOT / f"docs/{page}.md").read_text("utf-8"), re.MULTILINE)
    return [[first, *map(str.strip, rest.split("|"))] for first, rest in lines]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("settings", [PREFIX + entry.name for entry in declared()]),
        ("front-matter", [*FRONT_MATTER]),
        ("kinds", [kind.name for kind in kinds()]),
        ("rules", [kind.name for kind in kinds()] + [*rules.known()]),
        ("commands", [f"factcheck {name}" for name in COMMANDS]),
        ("markup", [*OPTIONS, *OWN_ROLES]),
        ("formats", [*WRITERS, *EXPORTS]),
    ],
)
def test_the_reference_is_told_whole(reference: Path, page: str, words: list[str]) -> None:
    text = (reference / f"{page}.md").read_text("utf-8")
    assert [word for word in words if not re.search(rf"(?:`\{{?|^#+ ){re.escape(word)}\b", text, re.MULTILINE)] == []


def test_exit_codes_are_those_of_the_command_line(reference: Path) -> None:
    text = (reference / "commands.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == ["0", "1", "2", "130"]


def test_every_kind_of_claim_has_words_of_its_own() -> None:
    assert {kind.name for kind in kinds()} <= {*rules.known()}


def test_the_states_of_sources_are_told_whole_with_their_exit_codes() -> None:
    assert {row[0]: row[-1] for row in rows("sources")} == {state: "1" if state in FAILING else "0" for state in STATES}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/index.md"])
def test_pages_a_user_comes_upon_first_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert targets
    assert all(((ROOT / page).parent / target).exists() for target in targets)
