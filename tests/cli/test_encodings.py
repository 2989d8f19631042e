"""Output into something that is not UTF-8, and programs that break: neither is ever taken for an answer of the gate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from editions import FILES, write_edition

from sphinx_factcheck.cli import main

LETTER = "chapters/2023-berg.md"
WRONG = FILES[LETTER].replace("14 years", "13 years").replace("Karin Lind", "“Karin Lind” (林德)")
"""A letter with an error, whose words neither ASCII nor cp1252 can write."""


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_edition(tmp_path_factory.mktemp("林德"), {LETTER: WRONG, "annotations/2023-berg.md": None})


def run(folder: Path, encoding: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "sphinx_factcheck", *words]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("encoding", "words", "code"),
    [
        ("ascii", ("check",), 1),
        ("cp1252", ("check", "--format", "github"), 1),
        ("cp1252", ("claims",), 0),
        ("ascii", ("read", LETTER), 0),
        ("ascii", ("facts", "show", "karin-lind"), 0),
        ("cp1252", ("--help",), 0),
    ],
)
def test_what_an_encoding_cannot_write_is_escaped(shut: Path, encoding: str, words: tuple[str, ...], code: int) -> None:
    done = run(shut, encoding, *words)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode(encoding)
    if words == ("check",):
        assert rb"\u6797\u5fb7" in done.stdout


@pytest.mark.parametrize(("encoding", "form"), [("utf-16", "json"), ("ascii", "sarif"), ("cp1252", "junit")])
def test_machines_get_utf_8(shut: Path, encoding: str, form: str) -> None:
    done = run(shut, encoding, "check", "--format", form)
    assert done.returncode == 1, done.stderr
    told = done.stdout.decode("utf-8")
    assert "林德" in told
    json.loads(told) if form != "junit" else ET.fromstring(told)


def test_lines_of_json_are_utf_8(shut: Path) -> None:
    done = run(shut, "cp1252", "claims", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert all(json.loads(line) for line in done.stdout.decode("utf-8").splitlines())


def test_files_are_utf_8(shut: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    assert run(shut, "ascii", "check", "--output", str(report)).returncode == 1
    assert "林德" in report.read_text("utf-8")


@pytest.mark.parametrize("error", [ValueError("it broke"), RecursionError(), MemoryError(), AssertionError()])
def test_a_crash_is_neither_open_nor_shut(shut: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def breaks(*_: object) -> None:
        raise error

    monkeypatch.chdir(shut)
    monkeypatch.setattr("sphinx_factcheck.cli.check.report_of", breaks)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert type(error).__name__ in done.stderr
    assert "a fault of the program, not of the edition" in done.stderr
