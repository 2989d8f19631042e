"""Whatever happens to a run, files are whole: interrupted, killed, beside another, where nothing can be written."""

from __future__ import annotations

import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from editions import FILES, write_edition

from sphinx_factcheck.cli import main
from sphinx_factcheck.cli.common import replacing

COMMAND = [sys.executable, "-m", "sphinx_factcheck"]


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return write_edition(tmp_path / "Ärger mit Räumen")


@pytest.mark.parametrize("how", [KeyboardInterrupt(), OSError(28, "No space left on device"), MemoryError()])
def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, how: BaseException) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")

    def write() -> None:
        with replacing(path) as out:
            out.write("half of the n")
            raise how

    with pytest.raises(type(how)):
        write()
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.parametrize("after", [0.1, 0.5, 0.9])
def test_a_killed_run_leaves_every_file_whole(edition: Path, after: float) -> None:
    before = json.dumps([])
    (edition / "out.json").write_text(before)
    run = subprocess.Popen([*COMMAND, "check", "--format", "json", "--output", "out.json"], cwd=edition)
    time.sleep(after)
    run.send_signal(signal.SIGKILL)
    run.wait(10)
    json.loads((edition / "out.json").read_text())
    assert {name: (edition / name).read_bytes() for name in FILES} == {n: t.encode() for n, t in FILES.items()}
    again = subprocess.run([*COMMAND, "check"], cwd=edition, capture_output=True, check=False)
    assert again.returncode == 0, again.stderr


def test_two_runs_at_once(edition: Path) -> None:
    command = [*COMMAND, "check", "--format", "json", "--output", "out.json"]
    runs = [subprocess.Popen(command, cwd=edition, stderr=subprocess.PIPE) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert len(json.loads((edition / "out.json").read_text())) == 3
    assert [path.name for path in edition.glob(".*")] == []


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--format", "sarif", "--output", "out.sarif"],
        ["annotate", "chapters/2023-berg.md", "Ove Dahl"],
        ["init", "new"],
        ["facts", "schema", "--output", "schema"],
    ],
)
def test_a_full_disk_is_told_in_a_line_and_leaves_the_old_files(edition: Path, words: list[str]) -> None:
    notes = edition / "annotations" / "2023-berg.md"
    (edition / "out.sarif").write_text("old")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    run = subprocess.run(
        [*COMMAND, *words], cwd=edition, capture_output=True, text=True, preexec_fn=full, timeout=60, check=False
    )
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1, run.stderr
    assert notes.read_text() == FILES["annotations/2023-berg.md"]
    assert (edition / "out.sarif").read_text() == "old"
    left = [path.name for path in edition.rglob(".*") if path.is_file()] + list(edition.glob("_build/.factcheck/*"))
    assert left == []


def test_an_output_that_takes_nothing_more_is_told_in_a_line(edition: Path) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [*COMMAND, "claims"], cwd=edition, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert (run.returncode, run.stderr) == (2, "factcheck: what was to be written: No space left on device\n")


def test_an_output_that_is_no_file_is_written_to_and_a_link_stays_one(edition: Path) -> None:
    (edition / "linked.json").symlink_to("out.json")
    for output in ("/dev/stdout", "linked.json"):
        run = subprocess.run(
            [*COMMAND, "check", "--format", "json", "--output", output],
            cwd=edition, stdout=subprocess.PIPE, text=True, timeout=60, check=True,
        )  # fmt: skip
        told = (edition / "out.json").read_text() if output == "linked.json" else run.stdout
        assert len(json.loads(told)) == 3
    assert (edition / "linked.json").is_symlink()
    assert Path("/dev/stdout").is_symlink()


def test_where_nothing_can_be_written_the_check_still_runs(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (edition.parent / "cache").write_text("in the way of the cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(edition.parent / "cache"))
    for folder in (edition, edition / "facts"):
        folder.chmod(0o555)
    monkeypatch.chdir(edition)
    for words in (["check"], ["check", "--changed-since", "HEAD"], ["selftest"], ["mutate"]):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--output", "none/out.json"],
        ["check", "--output", "_config.yml/out.json"],
        ["init", "_config.yml/new"],
        ["annotate", "chapters/2023-berg.md", "Ove Dahl"],
    ],
)
def test_what_cannot_be_written_is_told_in_a_line(
    edition: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    for path in (edition / "annotations").iterdir():
        path.unlink()
    (edition / "annotations").rmdir()
    (edition / "annotations").write_text("in the way")
    monkeypatch.chdir(edition)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert len(result.stderr.splitlines()) == 1, result.stderr


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_help_that_cannot_be_written_is_told_in_a_line(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert (run.returncode, run.stderr) == (2, "factcheck: what was to be written: No space left on device\n")


@pytest.mark.parametrize("words", [["selftest"], ["init", "new"], ["facts", "schema", "--output", "schema"]])
def test_a_reader_that_leaves_does_not_change_how_a_command_ends(edition: Path, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run([*COMMAND, *words], cwd=edition, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert run.returncode == 0, run.stderr


def test_a_closed_output_changes_nothing(edition: Path) -> None:
    command = f"{shlex.join([*COMMAND, 'claims'])} >&-"
    run = subprocess.run(command, shell=True, cwd=edition, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


def test_an_interrupted_run_says_nothing_of_the_gate(monkeypatch: pytest.MonkeyPatch, edition: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(edition)
    monkeypatch.setattr("sphinx_factcheck.cli.check.open_call", interrupt)
    assert CliRunner().invoke(main, ["check"]).exit_code == 130
