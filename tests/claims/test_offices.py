"""Offices: every form that ties one to a name, and judges that see no text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from claims.test_tables import cases, fact_base, letter_of, together

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.holding.posts import POSTS, Post
from sphinx_factcheck.engine.claims.holding.ties import TIES, Tie
from sphinx_factcheck.engine.claims.office import OfficeKind
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import FactBase, Organization, Person
from sphinx_factcheck.letters.text import plain_letter

ARCHIVE = FactBase(
    {"archer": Person(id="archer", name="Ann Archer"), "archive": Organization(id="archive", name="Archive")}
)


def reading_of(text: str, facts: FactBase) -> Reading:
    letter = plain_letter("letter.txt", text, date=parse("2020-05-04"))
    return Reading(letter, NameIndex(facts).find(letter).found, facts)


@pytest.mark.parametrize("tie", TIES, ids=lambda tie: tie.name)
def test_ties_a_title_to_a_name(tie: Tie) -> None:
    [claim] = OfficeKind().find(reading_of(f"{tie.example}.", ARCHIVE))
    assert claim.subject == "archer"
    assert claim.said.titles == ("director of the Archive",)
    assert ("for 10 years" in claim.value) == tie.lasted
    assert claim.said.body == "archive"


OFFICE = {"office": "director", "of": "archive", "valid": "2009/2016", "sources": ["s"]}
POST = {
    "people": [{"id": "archer", "name": "Ann Archer", "offices": [OFFICE]}],
    "organizations": [{"id": "archive", "name": "Archive"}],
}


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.example)
def test_a_verb_gives_a_title(post: Post) -> None:
    reading = reading_of(post.example.replace("X", "Ann Archer") + ".", fact_base(json.dumps(together(POST))))
    assert "archer" in {c.subject for c in OfficeKind().find(reading) if "director" in " ".join(c.said.titles)}


@pytest.mark.parametrize(("name", "shared", "case"), [c for c in cases() if c.values[0] == "office"])
def test_judges_without_the_text(name: str, shared: dict[str, Any], case: dict[str, Any]) -> None:
    facts, letter, kind = fact_base(json.dumps(together(shared, case.get("facts", {})))), letter_of(case), OfficeKind()
    reading = Reading(letter, NameIndex(facts).find(letter).found, facts)
    blank = replace(letter, text=" " * len(letter.text))
    for claim in kind.find(reading):
        assert kind.judge(claim, Reading(blank, (), facts)) == kind.judge(claim, reading)
