"""Every row of the table of frames reads its own example."""

from __future__ import annotations

import pytest

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.ages import after_name, ages_in
from sphinx_factcheck.engine.claims.frames.table import PREDICATES, VERBS, Frame
from sphinx_factcheck.engine.claims.frames.telling import deeds_in
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.engine.spans.ages import FORMS, AgeForm, find_ages
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.letters.text import plain_letter

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
        ("X’s prison term was cut from nine years to six", ["commuted", "added 9 years", "changed 6 years"]),
        ("The death sentence passed on X was commuted to life imprisonment", ["commuted", "changed life"]),
        ("On 3 May the court upheld the eight-year sentence against X", ["upheld", "served 8 years"]),
        ("The eight-year prison sentence of X was quashed on 2 July", ["quashed", "served 8 years"]),
        ("X has served three years of a ten-year prison term", ["sentenced 10 years"]),
        ("A veteran of the Harbour Gazette, X was jailed for three years", ["sentenced 3 years"]),
        ("X was at the last Assizes sentenced to two years in prison", ["sentenced 2 years"]),
        ("Release all who are held, including X", []),
    ],
)
def test_a_term_apart_from_its_person(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.example)
def test_an_age_reads_its_example(form: AgeForm) -> None:
    text, _, expected = form.example.partition(" => ")
    assert [str(age) for _, _, age in find_ages(text, 0, len(text))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X, sixty-one, is ill", "61"),
        ("At sixty-eight X is the oldest there", "68"),
        ("A man of sixty-one, X has suffered enough", "61"),
        ("The octogenarian X still writes", "80 to 89"),
        ("X, nearly 84, cannot sleep", "81 to 84"),
        ("X is now of 47 years and the liver is ill", "47"),
        ("X died in his seventy-second year", "71"),
        ("X died at seventy-five", "75"),
        ("Next week X will be sixty", "60"),
        ("X turned seventy on Monday", "70"),
        ("X, in her fourth year behind bars, is ill", ""),
        ("X is a man of sixty thousand words", ""),
        ("In Room 12, 61, and 70 X was beaten", ""),
        ("X is not 60", ""),
    ],
)
def test_whose_an_age_is(text: str, expected: str) -> None:
    letter = plain_letter("a.txt", text.replace("X", "Ann Archer", 1) + ".")
    reading = Reading(letter, NameIndex(FACTS).find(letter).found, FACTS)
    told = [*ages_in(reading, 0), *(one for m in reading.mentions if (one := after_name(reading, m)))]
    assert {str(one.age) for one in told} == ({expected} if expected else set())
