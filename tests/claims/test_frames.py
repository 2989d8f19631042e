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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X was sentenced to seven years in prison; in 2016, to eight", ["sentenced 7 years", "sentenced 8 years"]),
        ("X’s prison term was cut from nine years to six", ["added 9 years", "changed 6 years"]),
        ("The death sentence passed on X was commuted to life imprisonment", ["changed life"]),
        ("On 3 May the court upheld the eight-year sentence against X", ["served 8 years"]),
        ("The eight-year prison sentence of X was quashed on 2 July", ["served 8 years"]),
        ("X has served three years of a ten-year prison term", ["sentenced 10 years"]),
        ("A veteran of the Harbour Gazette, X was jailed for three years", ["sentenced 3 years"]),
        ("X was at the last Assizes sentenced to two years in prison", ["sentenced 2 years"]),
        ("Release all who are held, including X", []),
    ],
)
def test_a_term_apart_from_its_person(text: str, expected: list[str]) -> None:
    assert told(text) == expected
