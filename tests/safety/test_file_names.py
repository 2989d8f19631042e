"""The name of a file never makes a second line in a report: a host would take it for a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from editions import FILES, write_edition
from safety.gate import LETTER, NOTES, PEOPLE

from sphinx_factcheck.cli import main

NAMES = {
    "line feed": "x\n::error::y",
    "carriage return": "x\r::error::y",
    "next line": "x\x85::error::y",
    "line separator": "x\u2028::error::y",
    "escape": "x\x1b[2J\n::error::y",
    "blank line": "x\n\n::error::y",
}
FORMS = ("text", "github", "junit", "sarif", "json")
COMMANDS = ("claims", "mentions", "coverage", "anchors", "mutate", "selftest", "baseline", "facts validate")


def lines_of(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return [line.strip() for line in (result.stdout + "\n" + result.stderr).splitlines()]


def edition(folder: Path, where: str, name: str) -> Path:
    write_edition(folder)
    path = folder / Path(where).parent / f"{name}{Path(where).suffix}"
    content = FILES[where].replace("14 years", "13 years").replace("ove-dahl", "nobody")
    path.write_text(content, encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize("where", [LETTER, NOTES, PEOPLE])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_report_has_a_line_of_its_making(tmp_path: Path, monkeypatch, where: str, name: str) -> None:
    folder = edition(tmp_path, where, name)
    for form in FORMS:
        assert not [
            line for line in lines_of(folder, monkeypatch, "check", "--format", form) if line.startswith("::error::")
        ]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_other_command_has_either(tmp_path: Path, monkeypatch, command: str) -> None:
    folder = edition(tmp_path, LETTER, NAMES["line feed"])
    assert not [line for line in lines_of(folder, monkeypatch, *command.split()) if line.startswith("::error::")]


@pytest.mark.parametrize("where", [LETTER, PEOPLE])
def test_such_a_file_is_refused_by_its_name(tmp_path: Path, monkeypatch, where: str) -> None:
    folder = edition(tmp_path, where, NAMES["line feed"])
    told = "\n".join(lines_of(folder, monkeypatch, "check"))
    assert "has a sign of control in its name" in told
    assert "rename it" in told
