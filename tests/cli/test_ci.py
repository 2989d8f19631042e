"""The files that CI reads are valid, and what they call is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from sphinx_factcheck.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
GITHUB = ("--builtin-schema", "vendor.github-workflows")
TIMEOUTS = ("--builtin-schema", "custom.github-workflows-require-timeout")
GITLAB = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
_SNIPPET = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def valid(path: Path, *schema: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def snippets(page: str) -> dict[str, str]:
    """The YAML of a page of the manual that says in its first line which file it is."""
    found = _SNIPPET.findall((ROOT / "docs" / page).read_text("utf-8"))
    named = (text.partition("\n") for language, text in found if language == "yaml" and text.startswith("# ."))
    return {head.removeprefix("# "): body for head, _, body in named}


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        (".github/workflows/edition.yml", GITHUB),
        (".github/workflows/edition.yml", TIMEOUTS),
        (".gitlab-ci.yml", GITLAB),
    ],
)
@pytest.mark.parametrize("where", ["here", "in the manual"])
def test_workflows_are_valid(tmp_path: Path, name: str, schema: tuple[str, ...], where: str) -> None:
    path = ROOT / name
    if where == "in the manual":
        path = tmp_path / Path(name).name
        path.write_text(snippets("ci.md")[name], "utf-8")
    result = valid(path, *schema)
    assert result.returncode == 0, result.stdout


def test_the_validator_would_notice(tmp_path: Path) -> None:
    path = tmp_path / "edition.yml"
    path.write_text((ROOT / ".github/workflows/edition.yml").read_text("utf-8").replace("runs-on", "runs_on"), "utf-8")
    assert valid(path, *GITHUB).returncode == 1


def test_every_factcheck_command_that_ci_and_manual_name_is_there() -> None:
    pages = [".github/workflows/edition.yml", ".gitlab-ci.yml", ".pre-commit-hooks.yaml", ".pre-commit-config.yaml"]
    pages += [path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")]
    called = {
        (words[0], tuple(word for word in words[1:] if word.startswith("--")))
        for page in pages
        for line in re.findall(
            r"(?:^|\s|/|`)factcheck ((?:[a-z]+\b)(?: [^\n`|#>]*)?)", (ROOT / page).read_text("utf-8")
        )
        if (words := line.split())[0] in COMMANDS or "--" in line
    }
    assert {"check", "facts", "anchors", "selftest", "lsp"} <= {command for command, _ in called}
    for command, options in called:
        told = main.get_command(click.Context(main), command)
        nested = getattr(told, "commands", {})
        known = {option for one in (told, *nested.values()) for param in one.params for option in param.opts}
        assert set(options) <= known, (command, options)


def test_hooks_call_commands_that_run() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in hooks} == {"factcheck", "factcheck-facts"}
    for hook in hooks:
        assert {"id", "name", "entry", "language", "files"} <= hook.keys()
        program, *words = hook["entry"].split()
        assert program == "factcheck"
        assert CliRunner().invoke(main, [*words, "--help"]).exit_code == 0
        assert re.search(hook["files"], "facts/people.yml")
        assert not re.search(hook["files"], "README.md")


def test_the_manuals_pre_commit_config_names_hooks_that_are_there() -> None:
    (repo,) = yaml.safe_load(snippets("ci.md")[".pre-commit-config.yaml"])["repos"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in repo["hooks"]} == {hook["id"] for hook in hooks}
