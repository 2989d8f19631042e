"""Sentences and what they are read as: `<table>.yml` beside this file, one line for each clause.

A line is `link marker: verb, voice, tense, certainty | role words + words | …`; a role is subject, indirect, object, is
(what "be" leads to), a preposition, or at (a time without one). `<of …>` hangs on a noun, `= …` stands in apposition,
`(…)` in brackets, `{…}` is the owner, `no …` what is ruled out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from language.reading import reader, told, whole

HERE = Path(__file__).parent
TABLES = ("roles", "certainty")


def cases() -> Iterator[Any]:
    for name in TABLES:
        for case in yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8")):
            yield pytest.param(case["text"], case["clauses"], id=f"{name}: {case['text'][:60]}")


@pytest.mark.parametrize(("text", "clauses"), list(cases()))
def test_reads(text: str, clauses: list[str]) -> None:
    assert [told(clause, text) for clause in whole(text).clauses] == clauses


@pytest.mark.parametrize(
    "case", yaml.safe_load((HERE / "reference.yml").read_text(encoding="utf-8")), ids=lambda case: case["text"][:70]
)
def test_means(case: dict[str, Any]) -> None:
    """`word` is the last such word of the text, or the only one; `means` the names it stands for."""
    text, word = case["text"], case["word"]
    read = reader(text)
    at = text.rindex(word)
    sentence = read.sentence(read.number_at(at))
    nouns = [n for n in sentence.nouns if n.start <= at < n.end] + [
        o for n in sentence.nouns for o in n.owners if o.start == at and o.head.low in {"his", "her", "their"}
    ]
    assert [str(n.value) for n in read.meant(nouns[-1])] == case["means"]


def test_enough_sentences() -> None:
    assert len(list(cases())) >= 250
