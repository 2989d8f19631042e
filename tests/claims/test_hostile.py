"""Text made to confuse: no kind of claim fails on it or takes long, and every claim lies in the text."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.base.places import Place
from sphinx_factcheck.engine.claims.base import Kind, Reading
from sphinx_factcheck.engine.claims.registry import kinds
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import (
    Award,
    Count,
    Custody,
    Dating,
    Event,
    Fact,
    FactBase,
    Office,
    Person,
    Rank,
    Ranking,
    Statement,
    Vote,
)
from sphinx_factcheck.facts.terms import parse_term
from sphinx_factcheck.letters.text import plain_letter

SIZE = 4_000
LONGER, MOST_SECONDS = 20_000, 2.0
"""The slowest takes three quarters of this; one whose time grows with the square of the text takes more."""
UNITS = [
    "Ann Archer’s wife’s brother’s ",
    "2010 Lima Prize winner ",
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
    "A, B and C, the three ",
    "(A and B) seven groups ",
    "three groups: A, B and ",
    "......",
    "a",
    "9" * 400 + " ",
    "forthcoming visit to Lima ",
    "Ann Archer, Bob Baker and Ann Archer, ",
    "was was was was detained ",
    "imprisoned since May 2008 ",
    "12-day 3-day visit ",
    "Ann Archer, who, and, who, and was ",
    "two of the three of the four people ",
    "at least two people, nearly three men, ",
    "between 20 and 30 to 40 or 50 people ",
    "dozens of hundreds of thousands of people ",
    "three men: A, B and C; two women: D and E. ",
    "12 defence lawyers activists people ",
    "killed two of the 3 people who said that ",
    "we the undersigned 42 organizations and 3 individuals ",
    "sentenced to 1 and 2 and 3 years respectively ",
    "serving a life sentence of life in prison ",
    "fell two votes short by 17 votes to 19 ",
    "17 in favour, 19 against and 11 abstentions ",
    "rejected by a margin of majority of two, ",
    "1-2-3-4-5-6-7-8-",
    "ranked 176 out of 180 last place ",
    "second to last third from the bottom of ",
    "President Minister Secretary of State ",
    "Ann Archer, president of Peru since 2012, ",
    "then acting Foreign Minister Ann Archer ",
    "of the of the ",
    "Mr. Mr. Mr. ",
    ", and, and",
    "Ann Archer won the 2010 Lima Prize ",
    "“She said ‘he said “it ",
    '"a" "b "c ',
    "[...] “the … of . . . the” ",
    "(the (the [the ",
    "A.B.C. U.S. Ph.D. ",
    "I II III IV V XI ",
    "Zhang San Li Si Wang Wu ",
    "the 25th anniversary of the June 4 ",
    "his mother, his father, her brother ",
    "would not, could not, never hoped to ",
    "1) 2) First, (a) (b) ",
    "\u202e\U0001f600e\u0301 ",
]


def a_fact(entity: str, key: str, statement: Statement) -> Fact:
    return Fact(f"{entity}/{key}/1", entity, key, statement, Place("facts.yml", 1, 1, 1, 1, 0, 0))


def hostile_facts() -> FactBase:
    """Two persons with a sentence, an office and an award, a visit with counts and a vote, and an index."""
    custody = Custody(event="sentenced", on=parse("2020-01-01"), term=parse_term("14 years"), sources=("s",))
    office = Office(office="Foreign Minister", of="Peru", valid=parse("2012-01-01/2020-01-01"), sources=("s",))
    award = Award(award="Lima Prize", year=2010, sources=("s",))
    dating = Dating(valid=parse("2023-06-18/2023-06-19"), sources=("s",))
    killed = Count(of="people killed", count=3, on=parse("2023-06-18"), sources=("s",))
    vote = Vote(votes_for=17, against=19, abstaining=11, on=parse("2023-06-19"), sources=("s",))
    rank = Rank(subject="Peru", rank=176, out_of=180, on=parse("2023-05-01"), sources=("s",))
    people = [
        Person(id=id, name=name, custody=(custody,), offices=(office,), awards=(award,))
        for id, name in (("ann", "Ann Archer"), ("bob", "Bob Baker"))
    ]
    visit = Event(
        id="visit", name="Visit to Lima", type="visit", places=("Lima",), participants=("ann",), dates=(dating,),
        counts=(killed,), result=vote,
    )  # fmt: skip
    index = Ranking(id="index", name="Lima Index", ranks=(rank,))
    told = {
        person.id: tuple(
            a_fact(person.id, key, one) for key, one in (("custody", custody), ("offices", office), ("awards", award))
        )
        for person in people
    }
    told["visit"] = tuple(
        a_fact("visit", k, one) for k, one in (("dates", dating), ("counts", killed), ("result", vote))
    )
    told["index"] = (a_fact("index", "ranks", rank),)
    return FactBase({e.id: e for e in (*people, visit, index)}, {}, told)


@pytest.fixture(scope="module")
def facts() -> FactBase:
    return hostile_facts()


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_no_text_makes_a_kind_of_claim_fail(kind: Kind, facts: FactBase) -> None:
    names = NameIndex(facts)
    for unit in UNITS:
        letter = plain_letter("letter.txt", (unit * (SIZE // len(unit) + 1))[:SIZE], date=parse("2023-06-14"))
        reading = Reading(letter, names.find(letter).found, facts, kinds=kinds())
        for claim in kind.find(reading):
            assert kind.judge(claim, reading).verdict in Verdict
            assert 0 <= claim.span.start < claim.span.end <= SIZE


@pytest.fixture
def _own_objects_alone() -> Iterator[None]:
    """What a whole test session has left in memory is not gone through again while a text is timed."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit[:24].strip())
@pytest.mark.usefixtures("_own_objects_alone")
def test_no_text_takes_long(unit: str, facts: FactBase) -> None:
    letter = plain_letter("letter.txt", unit * (LONGER // len(unit)), date=parse("2023-06-14"))
    began = time.process_time()
    reading = Reading(letter, NameIndex(facts).find(letter).found, facts, kinds=kinds())
    for kind in kinds():
        for claim in reading.claims_of(kind):
            kind.judge(claim, reading)
    assert time.process_time() - began < MOST_SECONDS
