"""`mutate --hide` and the self-test attack the gate itself: each change hidden in every known way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editions import write_edition
from safety.gate import LETTER, NO_NOTES

from sphinx_factcheck.check import Checker
from sphinx_factcheck.cli import main
from sphinx_factcheck.edition.proof.mutate.hiding import BLOCKS, DECOYS, FRONT, MARKUP, PLANTED, SIGNS


@pytest.fixture
def factcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(*words: str) -> Result:
        write_edition(tmp_path, NO_NOTES)
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(main, words)

    return run


def test_the_gate_notices_every_change_however_it_is_hidden(factcheck) -> None:
    result = factcheck("mutate", "--hide", "--fail-under", "100")
    assert result.exit_code == 0, result.output
    assert "100.0 %" in result.stderr
    assert "not noticed" not in result.stderr


def test_every_trick_is_tried_on_a_false_term(factcheck) -> None:
    lines = factcheck("mutate", "--hide", "--format", "jsonl").stdout.splitlines()
    rows = [row for row in map(json.loads, lines) if (row["path"], row["text"], row["after"]) == (LETTER, "14", "15")]
    tried = {row["trick"] for row in rows}
    of_letters = {"Cyrillic letters", "Greek letters"}
    blocks = {*BLOCKS, *(f"{block} beside the true words" for block in BLOCKS)}
    assert tried == {*SIGNS, *MARKUP, *DECOYS, *blocks, "mention of nobody"} - of_letters
    assert all(row["right"] for row in rows)


def test_every_trick_of_front_matters_is_tried_on_a_false_date_and_shuts_the_gate(factcheck) -> None:
    lines = factcheck("mutate", "--hide", "--format", "jsonl").stdout.splitlines()
    rows = [row for row in map(json.loads, lines) if row["path"] == LETTER and row["trick"] in FRONT]
    dates = [row for row in rows if row["text"] == "2023-06-14"]
    assert {row["trick"] for row in dates} == set(FRONT)
    assert all(row["shut"] for row in dates)


def test_a_hidden_false_term_shuts_the_gate_but_for_quotation_marks(factcheck) -> None:
    lines = factcheck("mutate", "--hide", "--format", "jsonl").stdout.splitlines()
    rows = [row for row in map(json.loads, lines) if (row["text"], row["after"]) == ("14", "15")]
    assert {row["trick"] for row in rows if not row["shut"]} <= {
        "quotation marks", "element", "comment within", *DECOYS,
    }  # fmt: skip
    assert all(row["less_covered"] or row["reported"] for row in rows)


def test_a_gate_that_sees_nothing_is_told_of(factcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    check = Checker.check

    def blind(self, chapter):
        return check(self, chapter) if "\u200b" not in chapter.letter.source else self.first

    def remember(self, chapter):
        self.first = check(self, chapter)
        monkeypatch.setattr(Checker, "check", blind)
        return self.first

    monkeypatch.setattr(Checker, "check", remember)
    result = factcheck("mutate", "--hide", "--fail-under", "100")
    assert result.exit_code == 1
    assert "not noticed behind zero width space" in result.stderr
    assert "hidden behind zero width space: unnoticed" in result.stdout


def test_the_self_test_plants_hidden_changes(factcheck) -> None:
    result = factcheck("selftest")
    hidden = [line for line in result.stdout.splitlines() if "hidden behind" in line]
    assert hidden
    assert all(line.startswith("refused") for line in hidden)
    assert {line.rpartition("behind ")[2] for line in hidden} == {*PLANTED} - {"Cyrillic letters"}
