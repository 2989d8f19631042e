"""Dates and statements in words, as the pages show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sphinx_factcheck.facts.chains import CHANGED
from sphinx_factcheck.facts.dates import DateError, parse
from sphinx_factcheck.facts.model import (
    Alias,
    Award,
    Citizenship,
    Count,
    Custody,
    Dating,
    Entity,
    FactBase,
    Happening,
    Kin,
    Membership,
    Office,
    Passage,
    Rank,
    Residence,
    Statement,
    Status,
    Vocation,
    Vote,
    statements_of,
)
from sphinx_factcheck.facts.values import tell
from sphinx_factcheck.facts.words import FormError, custody_in_words
from sphinx_factcheck.facts.words import when_in_words as when_in_words

_DAY = r"\d{4}-\d{2}(?:-\d{2})?"
_DATES = re.compile(rf"(?<![\w“/-]){_DAY}(?:/{_DAY})?(?![\w”/-])")

NAMED = 3
"""So many names are told; of more there is a word for how many they are."""


def dates_in_words(told: str) -> str:
    """What a check found, with its dates as a reader would write them; quoted ones stay as they are."""
    return _DATES.sub(lambda found: date_in_words(found.group()), told)


def date_in_words(written: str) -> str:
    """A date in EDTF as a reader would write it; what is none stays as it is."""
    try:
        return when_in_words(parse(written))
    except DateError:
        return written


def fact_in_words(facts: FactBase, target: str) -> str:
    """What a {fact} shows for `address key form…`; empty where it names no value, or what is not there."""
    try:
        return tell(facts, target)
    except (LookupError, FormError):
        return ""


@dataclass(frozen=True, slots=True)
class StatementInWords:
    """A statement in words, with the address it has in the fact base."""

    address: str
    words: str
    statement: Statement

    @property
    def when(self) -> str:
        return when_in_words(self.statement.when) if self.statement.when else ""

    @property
    def begins(self) -> date:
        return self.statement.when.earliest if self.statement.when else date.min

    @property
    def doubt(self) -> str:
        """What a reader must know before relying on it."""
        return "" if self.statement.status is Status.CONFIRMED else str(self.statement.status)


def told_of(entity: Entity, facts: FactBase) -> tuple[StatementInWords, ...]:
    """What is known of an entity, in the order of time; names are left out."""
    told = (
        StatementInWords(f"{entity.id}/{key}", _words(key, statement, facts), statement)
        for key, statement in statements_of(entity)
        if not isinstance(statement, Alias)
    )
    return tuple(sorted(told, key=lambda one: one.begins))


def _words(key: str, statement: Statement, facts: FactBase) -> str:
    say = _SAYINGS.get(type(statement))
    words = say(statement, facts) if say else key.partition("/")[0]
    return words[:1].upper() + words[1:]


def first_authors(names: list[str]) -> tuple[list[str], int]:
    """The names of a few, or the first of many; and how many others there are."""
    first = names if len(names) <= NAMED else names[:1]
    return first, len(names) - len(first)


def name_of(id: str, facts: FactBase) -> str:
    """The name of an entity, or the words themselves where they are no id."""
    entity = facts.entities.get(id)
    return entity.name if entity else id


def _custody(one: Custody, facts: FactBase) -> str:
    if one.event in CHANGED or one.form or one.suspended or one.penalty != "prison":
        return custody_in_words(one)
    term = ""
    if one.term:
        lasts = "life in prison" if one.term.life else f"{one.term} in prison"
        term = f" to {lasts}" if one.event == "sentenced" else f", {lasts}"
    charge = f" for {one.charge}" if one.charge else ""
    court = f", {one.court}" if one.court else ""
    return f"{one.event}{term}{charge}{court}{f', {one.where}' if one.where else ''}"


def _office(one: Office, facts: FactBase) -> str:
    of = f", {name_of(one.of, facts)}" if one.of else ""
    return f"{'acting ' if one.acting else ''}{one.office}{of}"


def _award(one: Award, facts: FactBase) -> str:
    part = "" if one.role == "laureate" else f", {one.role}"
    return f"{one.award} {one.year}{part}"


def _happening(one: Happening, facts: FactBase) -> str:
    return f"{one.event}{f', {one.where}' if one.where and one.where not in one.event else ''}"


def _vote(one: Vote, facts: FactBase) -> str:
    return f"{one.votes_for} for, {one.against} against, {one.abstaining} abstaining"


def _count(one: Count, facts: FactBase) -> str:
    if one.count is not None:
        number = str(one.count)
    else:
        bounds = ((one.least, "at least"), (one.most, "at most"))
        number = ", ".join(f"{word} {bound}" for bound, word in bounds if bound is not None)
    return f"{one.of}: {number}"


def _rank(one: Rank, facts: FactBase) -> str:
    return f"{name_of(one.subject, facts)}: {one}"


def _dating(one: Dating, facts: FactBase) -> str:
    return one.event.replace("-", " ")


def _passage(one: Passage, facts: FactBase) -> str:
    return f"“{one.text}”"


_SAYINGS: Mapping[type[Statement], Callable[[Any, FactBase], str]] = {
    Custody: _custody,
    Office: _office,
    Award: _award,
    Happening: _happening,
    Vote: _vote,
    Count: _count,
    Rank: _rank,
    Dating: _dating,
    Kin: lambda one, facts: f"{one.kin}: {name_of(one.of, facts)}",
    Citizenship: lambda one, facts: f"citizen of {one.country}",
    Vocation: lambda one, facts: f"no {one.vocation}" if one.no else one.vocation,
    Residence: lambda one, facts: f"lives in {name_of(one.where, facts)}",
    Membership: lambda one, facts: " of ".join(part for part in (one.role or "member", name_of(one.of, facts)) if part),
    Passage: _passage,
}
