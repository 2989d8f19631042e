"""The dates of a letter in order, bare years among them, each with what those before it tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.dating.things import things_of
from sphinx_factcheck.claims.grammar.anchored import TRIGGERS, anchored_at
from sphinx_factcheck.claims.grammar.away import Unit
from sphinx_factcheck.claims.grammar.calendar import SEASONS
from sphinx_factcheck.claims.grammar.dates import DateSaid, find_dates, year_said
from sphinx_factcheck.claims.triggers import places_of

_YEAR_BEFORE = re.compile(r"\b([12]\d{3})\s+(?:\w+\s)?$")
_YEAR_AFTER = re.compile(r"\s*(?:\(|,\s|in\s|of\s)([12]\d{3}(?:[-–/](?:\d{4}|\d\d)(?=\)))?)\b(?![-–]\d)")
_YEAR_IN = re.compile(r"\b[12]\d{3}\b")
_PART_OF_YEAR = ("this ", "today")
_SAME_CLAUSE, _SAME_STORY, _LONGEST_NAME = 60, 300, 120


def dates_said(reading: Reading) -> list[DateSaid]:
    """The dates of a text, bare years among them where something leads to them; in order, none within another."""
    text = reading.letter.text
    told = [said for said in find_dates(text) if said.first.part not in SEASONS or not _in_a_name(reading, said)]
    beside = [*_years_of_events(reading), *(anchored_at(text, places_of(text, TRIGGERS)) if told else ())]
    if not beside:
        return told
    kept: list[DateSaid] = []
    for said in sorted([*told, *beside], key=lambda d: (d.start, -d.end)):
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept


def _in_a_name(reading: Reading, said: DateSaid) -> bool:
    """Whether a season is but a word of a name: "the next Spring Session"."""
    return said.first.year is None and any(
        m.span.start < said.end <= m.span.end for m in reading.mentions_in(said.start, said.end + _LONGEST_NAME)
    )


def told_after(text: str, said: DateSaid, last: DateSaid) -> DateSaid:
    """A day whose month only the date before it names: "this May, from the 24th", "until the 30th"."""
    way = said.away[0]
    if not last.first.month or said.start - last.end > _SAME_CLAUSE:
        return said
    if way.unit is not Unit.MONTH_DAY or way.which or set(text[last.end : said.start]) & set(".;:\n"):
        return said
    first = last.last or last.first
    return replace(said, first=replace(first, day=way.day, part=""), away=())


def of_the_year(text: str, said: DateSaid, last: DateSaid) -> bool:
    """Whether a date tells but the part of the year of the one before, so long ago: "27 years ago this August"."""
    return text[last.end : said.start] == " " and text.startswith(_PART_OF_YEAR, said.start)


def tells_when(text: str, last: DateSaid, said: DateSaid) -> bool:
    """Whether a date can be what "nine days later" is counted from: not far before it in the same paragraph."""
    return said.start - last.end <= _SAME_STORY and "\n\n" not in text[last.end : said.start]


def _years_of_events(reading: Reading) -> Iterator[DateSaid]:
    """The years that stand in or beside the name of an event: "the 1989 massacre", "the massacre (1989)"."""
    text, entities = reading.letter.text, reading.facts.entities
    if not things_of(reading.facts).all:
        return
    for mention in reading.mentions:
        if mention.span.field or entities[mention.entity].kind != "event":
            continue
        start, end = mention.span.start, mention.span.end
        before = _YEAR_BEFORE.search(text, max(start - 24, 0), start)
        after = _YEAR_AFTER.match(text, end, end + 16)
        inside = (m.span() for m in _YEAR_IN.finditer(text, start, end))
        for found in (before and before.span(1), after and after.span(1), *inside):
            said = year_said(text, *found) if found else None
            if said:
                yield said
