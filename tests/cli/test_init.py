"""init: a complete edition that is green at once, and the bare one; build without make."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from sphinx_factcheck.cli import main
from sphinx_factcheck.facts.model import FILE_KINDS

WORKFLOW = ("--builtin-schema", "vendor.github-workflows")
GITLAB = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "an edition"
    assert run("init", str(folder)).exit_code == 0
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize(
    "words", [["check"], ["facts", "validate"], ["selftest"], ["coverage", "--fail-under", "90"], ["anchors"]]
)
def test_a_new_edition_is_green(started: Path, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 0, result.output


def test_a_new_edition_has_every_kind_of_fact_with_its_schema(started: Path) -> None:
    for kind in FILE_KINDS:
        first = (started / f"facts/{kind}.yml").read_text("utf-8").partition("\n")[0]
        schema = (started / "facts" / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert json.loads(schema.read_text("utf-8"))["title"] == kind
    settings = json.loads((started / ".vscode/settings.json").read_text("utf-8"))
    assert all((started / schema).is_file() for schema in settings["yaml.schemas"])


def test_a_new_edition_shows_each_thing_an_editor_writes(started: Path) -> None:
    notes = "".join(path.read_text("utf-8") for path in (started / "annotations").iterdir())
    letters = "".join(path.read_text("utf-8") for path in (started / "chapters").iterdir())
    assert all(f":::{{{name}}}" in notes for name in ("note-on", "sic"))
    assert all(word in letters for word in (":::{signatories}", "witness_of:", "document:"))
    listed = yaml.safe_load((started / "_toc.yml").read_text("utf-8"))
    pages = [one["file"] for part in listed["parts"] for one in part["chapters"]]
    assert all((started / f"{page}.md").is_file() for page in pages)
    assert {path.stem for path in (started / "reference").iterdir()} == {
        page.partition("/")[2] for page in pages if "reference" in page
    }


@pytest.mark.parametrize(("name", "schema"), [(".github/workflows/edition.yml", WORKFLOW), (".gitlab-ci.yml", GITLAB)])
def test_its_workflows_are_valid(started: Path, name: str, schema: tuple[str, ...]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema, str(started / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def test_a_broken_fact_is_refused_and_an_acknowledgement_opens_the_gate(started: Path) -> None:
    letter = started / "chapters/2023-berg.md"
    letter.write_text(letter.read_text("utf-8").replace("14 years", "15 years"), "utf-8")
    notes = started / "annotations/2023-berg.md"
    notes.write_text(
        notes.read_text("utf-8").replace("Karin Lind to 14 years in prison", "Karin Lind to 15 years in prison"),
        "utf-8",
    )
    result = run("check")
    assert result.exit_code == 1
    assert "contradicted [sentence]" in result.stdout
    assert "{sic} 15 years" in result.stdout
    assert run("annotate", "chapters/2023-berg.md", "15 years", "--kind", "sic").exit_code == 0
    told = (
        notes.read_text("utf-8")
        .replace("{source}`id`", "{source}`court-2023`")
        .replace(":rule: date", ":rule: sentence")
    )
    notes.write_text(told.replace("Explain why the letter itself is wrong here.", "A slip of the letter."), "utf-8")
    again = run("check")
    assert again.exit_code == 0, again.output


@pytest.mark.parametrize("name", ["README.md", "facts/people.yml", ".gitignore", "schema/x"])
def test_a_folder_that_has_some_of_it_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine", "utf-8")
    result = run("init", str(tmp_path))
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [name]


def test_other_files_do_not_hinder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert run("init", str(tmp_path)).exit_code == 0
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_bare_is_the_least_that_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "--bare", str(tmp_path)).exit_code == 0
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert ".gitignore" in names
    assert not [name for name in names if name.startswith((".github", ".vscode", "schema", "Makefile"))]
    monkeypatch.chdir(tmp_path)
    assert run("check").exit_code == 0
    assert run("selftest").exit_code == 0


@pytest.mark.parametrize("form", ["html", "epub"])
def test_the_new_edition_builds_without_make(started: Path, form: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "sphinx_factcheck", "build", form],
        cwd=started,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    made = Path(result.stderr.rpartition("made: ")[2].strip())
    assert made.is_file()
    assert made.stat().st_size > 10_000


def test_a_sphinx_project_builds_too_and_the_gate_holds(started: Path) -> None:
    (started / "_config.yml").unlink()
    (started / "_toc.yml").unlink()
    index = "# An edition\n\n```{toctree}\n:glob:\n\nchapters/*\nreference/*\n```\n"
    (started / "index.md").write_text(index, "utf-8")
    conf = (
        'project = "An edition"\nauthor = "its editors"\nextensions = ["myst_parser", "sphinx_factcheck"]\n'
        'myst_enable_extensions = ["colon_fence", "deflist"]\nmyst_title_to_header = True\nsmartquotes = False\n'
        'exclude_patterns = ["_build", "README.md"]\n'
    )
    (started / "conf.py").write_text(conf, "utf-8")
    command = [sys.executable, "-m", "sphinx_factcheck", "build", "html"]
    good = subprocess.run(command, cwd=started, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stdout[-3000:] + good.stderr[-3000:]
    letter = started / "chapters/2023-berg.md"
    letter.write_text(letter.read_text("utf-8").replace("12 years", "13 years"), "utf-8")
    assert subprocess.run([*command, "--lax"], cwd=started, capture_output=True, check=False).returncode == 1
