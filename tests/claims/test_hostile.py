"""Text made to confuse: no kind of claim fails on it, and every claim lies in the text."""

from __future__ import annotations

import pytest

from sphinx_factcheck.claims.base import Kind, Reading
from sphinx_factcheck.claims.registry import kinds
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import Custody, Dating, Event, Fact, FactBase, Person
from sphinx_factcheck.facts.terms import parse_term
from sphinx_factcheck.findings import Verdict
from sphinx_factcheck.letters.text import plain_letter
from sphinx_factcheck.mentions import NameIndex
from sphinx_factcheck.places import Place

SIZE = 4_000
UNITS = [
    "to to to 1 1 1 ",
    "1 year and ",
    "Ann Archer was sentenced to 14 years, ",
    "Ann Archer to 14 years and Bob Baker to 12 years and ",
    "June 1-",
    "May ",
    "on June 6 and 7 to 8 June ",
    "June 6, 2016 ",
    "30 May–2 June ",
    "on Monday, the 6th of June, 2016, in 2008 ",
    "first week of June last year two years ago ",
    "6/7/2016 2016-06-08 8.6.2016 ",
    "Sunday last month the 18th summer of 2015 ",
    "visit to Lima on June 6, 2016 ",
    "30th anniversary of the visit to Lima on June 6 ",
    "Ann Archer was elected in 2008 and ",
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


def hostile_facts() -> FactBase:
    """Two persons of one sentence each, and a visit: what the units speak of."""
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


@pytest.fixture(scope="module")
def facts() -> FactBase:
    return hostile_facts()


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_no_text_makes_a_kind_of_claim_fail(kind: Kind, facts: FactBase) -> None:
    names = NameIndex(facts)
    for unit in UNITS:
        letter = plain_letter("letter.txt", (unit * (SIZE // len(unit) + 1))[:SIZE], date=parse("2023-06-14"))
        reading = Reading(letter, names.find(letter).found, facts)
        for claim in kind.find(reading):
            assert kind.judge(claim, reading).verdict in Verdict
            assert 0 <= claim.span.start < claim.span.end <= SIZE
