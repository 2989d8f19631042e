"""`factcheck read`: what the engine reads in a text, as a table and as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sphinx_factcheck.cli import main
from sphinx_factcheck.engine.language.reference import Reader
from sphinx_factcheck.engine.language.sentences import Sentence

TEXT = "Ann Archer was sentenced to 14 years in prison on 4 May. She said: “I am ill.”\n"


def rows(*arguments: str, text: str = TEXT) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["read", *arguments, "--format", "jsonl"], input=text)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_sentences_clauses_and_values() -> None:
    told = rows("--date", "2016-06-01")
    assert {row["what"] for row in told} >= {"sentence", "clause", "date", "term", "number", "quote"}
    clause = next(row for row in told if row["what"] == "clause")
    expected = {"verb": "sentence", "voice": "passive", "tense": "past", "certainty": "asserted"}
    assert {key: clause[key] for key in expected} == expected
    assert clause["subject"] == ["Ann Archer"]


def test_a_date_has_its_readings_by_the_day_of_the_letter() -> None:
    date = next(row for row in rows("--date", "2016-06-01") if row["what"] == "date")
    assert (date["text"], date["earliest"], date["latest"]) == ("4 May", "2016-05-04", "2016-05-04")
    assert ["2016-05-04", "2016-05-04"] in date["readings"]


def test_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    for row in rows(str(path)):
        assert TEXT[row["start"] : row["end"]] == row["text"]


def test_names_are_known_with_facts(tmp_path: Path) -> None:
    (tmp_path / "people.yml").write_text("- {id: ann, name: Ann Archer}\n", encoding="utf-8")
    told = rows("--facts", str(tmp_path))
    said = next(row for row in told if row["what"] == "clause" and row["verb"] == "say")
    assert said["means"] == {"She": ["ann"]}


def test_a_sentence_that_is_not_read_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Reader, number: int) -> Sentence:
        if not number:
            raise ValueError("no such thing")
        return whole(self, number)

    whole = Reader.sentence
    monkeypatch.setattr(Reader, "sentence", broken)
    told = [row for row in rows(text="Ann came. Bob left.") if row["what"] in {"clause", "unread"}]
    assert [(row["what"], row["value"]) for row in told] == [
        ("unread", "ValueError: no such thing"),
        ("clause", "leave"),
    ]


def test_a_table_and_what_is_no_text() -> None:
    result = CliRunner().invoke(main, ["read"], input=TEXT)
    assert result.exit_code == 0
    assert "certainty asserted" in result.output
    assert CliRunner().invoke(main, ["read"], input=b"\xff\xfe").exit_code == 2
    assert CliRunner().invoke(main, ["read", "nowhere.txt"]).exit_code == 2
