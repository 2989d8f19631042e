"""Every row of the table of frames reads its own example."""

from __future__ import annotations

import pytest

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.frames.table import PREDICATES, VERBS, Frame
from sphinx_factcheck.claims.frames.telling import deeds_in
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.letters.text import plain_letter
from sphinx_factcheck.mentions import NameIndex

FACTS = FactBase({"ann": Person(id="ann", name="Ann Archer")})


def told(text: str) -> list[str]:
    letter = plain_letter("a.txt", text.replace("X", "Ann Archer", 1) + ".")
    reading = Reading(letter, NameIndex(FACTS).find(letter).found, FACTS)
    deeds = deeds_in(reading, reading.sentences[0])
    return [f"{d.name} {d.term.value if d.term else ''}".strip() for d in deeds if d.told and d.persons]


@pytest.mark.parametrize("frame", [*VERBS, *PREDICATES], ids=lambda frame: frame.example)
def test_reads_its_example(frame: Frame) -> None:
    text, _, expected = frame.example.partition(" => ")
    assert expected in told(text)


@pytest.mark.parametrize(
    "text", ["X drew a five-year stretch", "A court in Oslo slapped a five-year stretch on X", "X got five years"]
)
def test_a_stretch_by_any_verb(text: str) -> None:
    assert told(text) == ["sentenced 5 years"]
