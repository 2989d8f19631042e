"""The commands that prove the gate: mutate and selftest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import write_edition

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.cli import main
from sphinx_factcheck.edition.proof.mutate import Change, Outcome
from sphinx_factcheck.edition.proof.selftest import Trial


@pytest.fixture
def factcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(*words: str, changes: dict[str, str] | None = None) -> Result:
        write_edition(tmp_path, changes)
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(main, words)

    return run


def test_mutate_counts_on_the_error_stream(factcheck) -> None:
    result = factcheck("mutate", "--fail-under", "100")
    assert result.exit_code == 0, result.output
    assert "changes noticed: 12 of 12, 100.0 %" in result.stderr
    assert "rewordings left alone: 4 of 4, 100.0 %" in result.stderr


def test_mutate_lists_what_was_not_noticed(factcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    missed = Outcome(Change(Place("chapters/2023-berg.md", 10, 35, 10, 37, 0, 2), "sentence", "14", "15"), ())
    monkeypatch.setattr("sphinx_factcheck.edition.proof.mutate.mutate", lambda chapter, checker: iter([missed]))
    result = factcheck("mutate", "chapters/2023-berg.md", "--fail-under", "95")
    assert result.exit_code == 1, result.output
    assert "chapters/2023-berg.md:10:35" in result.stdout
    assert "not noticed under [sentence]: 1" in result.stderr


def test_mutate_as_lines_gives_every_change_with_its_place(factcheck) -> None:
    rows = [json.loads(line) for line in factcheck("mutate", "--format", "jsonl").stdout.splitlines()]
    (row,) = [r for r in rows if r["path"] == "chapters/2023-berg.md" and r["text"] == "14"]
    assert (row["line"], row["column"], row["after"], row["kind"]) == (10, 35, "15", "sentence")
    assert row["reported"] == ["sentence"]
    assert row["right"] is True


def test_mutate_says_which_files_it_could_not_read(factcheck) -> None:
    result = factcheck("mutate", "chapters/none.md")
    assert result.exit_code == 2
    assert "chapters/none.md" in result.stderr


def test_a_gate_that_lets_a_lie_through_fails_the_selftest(factcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    trials = [Trial("facts/people.yml:5 a (14 years)", True), Trial("facts/people.yml:9 b (12 years)", False)]
    monkeypatch.setattr(
        "sphinx_factcheck.edition.proof.selftest.planted", lambda project, facts, chapters: iter(trials)
    )
    result = factcheck("selftest")
    assert result.exit_code == 1
    assert "NOT REFUSED: facts/people.yml:9 b (12 years)" in result.output


def test_a_selftest_without_anything_to_plant_is_no_proof(factcheck) -> None:
    result = factcheck("selftest", changes={"facts/people.yml": "[]\n", "facts/documents.yml": "[]\n"})
    assert result.exit_code == 2
    assert "nothing to plant" in result.output


def test_a_plain_letter_keeps_its_date_when_it_is_changed(factcheck) -> None:
    letter = {"a.txt": "Karin Lind was sentenced on 10 April to 14 years in prison."}
    result = factcheck("mutate", "a.txt", "--date", "2023-06-14", "--format", "jsonl", changes=letter)
    changed_days = [row for row in map(json.loads, result.stdout.splitlines()) if row["text"] == "10 April"]
    assert changed_days
    assert all(row["right"] for row in changed_days), result.output
