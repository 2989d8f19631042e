"""Text made to be slow: the time that the claims of a letter take grows with its length, and no faster."""

from __future__ import annotations

import time

import pytest

from sphinx_factcheck.claims.base import Kind, Reading
from sphinx_factcheck.claims.registry import kinds
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import Custody, Dating, Event, Fact, FactBase, Person
from sphinx_factcheck.facts.terms import parse_term
from sphinx_factcheck.letters.text import plain_letter
from sphinx_factcheck.mentions import NameIndex
from sphinx_factcheck.places import Place

SIZE, SECONDS = 100_000, 1.5
UNITS = [
    "to to to 1 1 1 ",
    "1 year and ",
    "Ann Archer was sentenced to 14 years, ",
    "Ann Archer to 14 years and Bob Baker to 12 years and ",
    "June 1-",
    "May ",
    "on June 6 and 7 to 8 June ",
    "6 7 8 June ",
    "(((((",
    "must release Ann Archer and ",
    "in 2008 detained Ann Archer, ",
    "one hundred and ",
    "......",
    "a",
    "9" * 400 + " ",
    "forthcoming visit to Lima ",
    "Ann Archer, Bob Baker and Ann Archer, ",
    "was was was was detained ",
    "imprisoned since May 2008 ",
    "12-day 3-day visit ",
    "Ann Archer, who, and, who, and was ",
    "\u202e\U0001f600e\u0301 ",
]


def a_fact(entity: str, key: str, statement: Custody | Dating) -> Fact:
    return Fact(f"{entity}/{key}/1", entity, key, statement, Place("facts.yml", 1, 1, 1, 1, 0, 0))


@pytest.fixture(scope="module")
def facts() -> FactBase:
    custody = Custody(event="sentenced", on=parse("2020-01-01"), term=parse_term("14 years"), sources=("s",))
    dating = Dating(valid=parse("2023-06-18/2023-06-19"), sources=("s",))
    ann = Person(id="ann", name="Ann Archer", custody=(custody,))
    bob = Person(id="bob", name="Bob Baker", custody=(custody,))
    visit = Event(
        id="visit", name="Visit to Lima", type="visit", places=("Lima",), participants=("ann",), dates=(dating,)
    )
    told = {
        "ann": (a_fact("ann", "custody", custody),),
        "bob": (a_fact("bob", "custody", custody),),
        "visit": (a_fact("visit", "dates", dating),),
    }
    return FactBase({e.id: e for e in (ann, bob, visit)}, {}, told)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_hostile_text_takes_no_longer_than_its_length(kind: Kind, facts: FactBase) -> None:
    names = NameIndex(facts)
    for unit in UNITS:
        letter = plain_letter("letter.txt", (unit * (SIZE // len(unit) + 1))[:SIZE], date=parse("2023-06-14"))
        reading = Reading(letter, names.find(letter).found, facts)
        began = time.process_time()
        for claim in kind.find(reading):
            kind.judge(claim, reading)
            assert 0 <= claim.span.start < claim.span.end <= SIZE
        assert time.process_time() - began < SECONDS, unit
