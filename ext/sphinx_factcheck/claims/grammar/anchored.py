"""Times told from a date before them: "nine days later", "the following month", "that same day"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_factcheck.claims.grammar.away import DAYS, MOST, UNIT, Away, Unit
from sphinx_factcheck.claims.grammar.calendar import Moment
from sphinx_factcheck.claims.grammar.numbers import HEDGE, NUMBER, parse_number
from sphinx_factcheck.claims.grammar.said import DateSaid
from sphinx_factcheck.facts.dates import When

TRIGGERS = (
    " later", " earlier", " afterwards", " afterward", "he following ", "he next ", "he same ", "hat same ",
    "he previous ", "he day after", "he day before", "he preceding ",
)  # fmt: skip
_COUNTED = re.compile(rf"(?P<number>{NUMBER}|an?)\s{UNIT}(?P<many>s?)$", re.IGNORECASE)
_HEDGED = re.compile(rf"\b(?:{HEDGE}|only|just|barely|within)\s$", re.IGNORECASE)
_LATER = re.compile(r"\s(?:later|earlier|afterwards?)\b(?!\s(?:than|that|this|in)\b)")
_NEXT = re.compile(
    r"h(?:e|at)\s(?P<which>following|next|same|previous|preceding)\s(?P<unit>day|morning|evening|afternoon|night|week|month|year)\b"
)
_BESIDE = re.compile(r"he\sday\s(?P<which>after|before)(?=[,.;]|\s(?:he|she|they|it|the)\b|$)")
_STEPS = {"following": 1, "next": 1, "after": 1, "same": 0, "previous": -1, "preceding": -1, "before": -1}
_UNITS = {"week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR}
_REACH, _HEDGE_REACH = 40, 20


def anchored_at(text: str, places: Sequence[int]) -> Iterator[DateSaid]:
    """The times told so, given where the triggers start; each needs the times it is counted from (`anchored_on`)."""
    for at in places:
        said = _counted(text, at) if text[at] == " " else _stepped(text, at)
        if said:
            yield said


def anchored_on(said: DateSaid, base: Sequence[When]) -> DateSaid:
    """A time told from another, counted from the times that this can mean."""
    return replace(said, base=tuple(base))


def _counted(text: str, at: int) -> DateSaid | None:
    later = _LATER.match(text, at)
    first = max(at - _REACH, 0)
    counted = _COUNTED.search(text[first:at]) if later else None
    if later is None or counted is None:
        return None
    number = 1 if counted["number"].lower() in {"a", "an"} else parse_number(counted["number"])
    if number is None or not 0 < number <= MOST or (number > 1) != bool(counted["many"]):
        return None
    start = first + counted.start()
    size = DAYS[counted["unit"].lower()]
    slack = 1.0 if size == 1 else size / 2
    if hedge := _HEDGED.search(text, max(start - _HEDGE_REACH, 0), start):
        start, slack = hedge.start(), slack + number * size * 0.4
    sign = -1 if later[0].strip() == "earlier" else 1
    days = sign * number * size
    return _said(start, later.end(), Away(Unit.DAY, round(days - slack), round(days + slack)))


def _stepped(text: str, at: int) -> DateSaid | None:
    """A step of one day, week, month or year; the offset is that of the second letter of "the"."""
    found = _NEXT.match(text, at) or _BESIDE.match(text, at)
    if found is None or text[max(at - 2, 0) : at].strip(' \n([“"—–').lower() != "t":
        return None
    step = _STEPS[found["which"]]
    unit = _UNITS.get(found.groupdict().get("unit") or "day", Unit.DAY)
    return _said(at - 1, found.end(), Away(unit, step, step))


def _said(start: int, end: int, way: Away) -> DateSaid:
    return DateSaid(start, end, Moment(), away=(way,), anchored=True)
