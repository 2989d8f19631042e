"""Dates in figures: 2023-06-18, 18.06.2023, 6/18/2023."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_factcheck.claims.grammar.calendar import Lead, Moment
from sphinx_factcheck.claims.grammar.lead import Before, led
from sphinx_factcheck.claims.grammar.said import DateSaid

_FIGURES = re.compile(
    r"(?:(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<c>[12]\d{3}))"
    r"(?!\w|[/-](?!\d{1,4}[./-]\d)|\.\d)"
)
_WITHIN = re.compile(r"[\w/-]")
_TO = re.compile(r"\s?[-–—‒/]\s?|\s(?:to|until|till|through)\s")
_LASTING = {Lead.START: Lead.AT, Lead.END: Lead.AT}
_YEAR_DIGITS = 3
_NUMBERED = frozenset("§ section sec article art rule version no para paragraph chapter clause".split())


MARKS = frozenset("-/.")
TRIGGERS = tuple(f"{a}{mark}{b}" for a in "0123456789" for mark in sorted(MARKS) for b in "0123456789")
"""What a date in figures can be told by: a mark between two of its digits."""


def date_in_figures(text: str, at: int) -> DateSaid | None:
    """The date in figures whose first mark stands right after an offset."""
    start = at
    while start and at - start < _YEAR_DIGITS and text[start - 1].isdigit():
        start -= 1
    found = _FIGURES.match(text, start)
    if found is None or (start and _WITHIN.match(text[start - 1])):
        return None
    said = _iso(text, found) if found["y"] else _day_and_month(text, found)
    to = _TO.match(text, found.end()) if said and not said.wrong else None
    last = _FIGURES.match(text, to.end()) if to else None
    return _with_last(said, last) if said and last else said


def _with_last(said: DateSaid, last: re.Match[str]) -> DateSaid:
    """A time from one date in figures to another: "29.12.2019-04.01.2020"; each in the order that makes it one."""
    if last["y"]:
        ends = [Moment(int(last["y"]), int(last["m"]), int(last["d"]))] if 1 <= int(last["m"]) <= 12 else []
    else:
        ends = _ways(last)
    pairs = [(first, end) for first in (said.first, said.other) for end in ends if first and not end.wrong()]
    pairs = [(first, end) for first, end in pairs if first.first() <= end.last()]
    if not pairs:
        return replace(said, end=last.end(), wrong="this time ends before it starts") if ends else said
    first, end = min(pairs, key=lambda pair: pair[1].last() - pair[0].first())
    return replace(said, end=last.end(), first=first, last=end, other=None, lead=_LASTING.get(said.lead, said.lead))


def _iso(text: str, found: re.Match[str]) -> DateSaid | None:
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    if 1 <= month <= 12:
        moment = Moment(year, month, day)
        return led(text, DateSaid(*found.span(), moment, wrong=moment.wrong()))
    if not Before.of(text, found.start()).leads_to_day():
        return None
    return led(text, DateSaid(*found.span(), Moment(year), wrong=f"there is no month {found['m']}"))


def _day_and_month(text: str, found: re.Match[str]) -> DateSaid | None:
    """A day and a month in either order; the American one first, but for dots."""
    before = Before.of(text, found.start())
    if before.words and before.words[-1].rstrip(".") in _NUMBERED:
        return None
    a, b, year = int(found["a"]), int(found["b"]), int(found["c"])
    ways = _ways(found)
    if ways:
        said = DateSaid(*found.span(), ways[0], other=ways[1] if len(ways) > 1 else None)
        return led(text, said, before=before)
    if not before.leads_to_day():
        return None
    wrong = Moment(year, b, a).wrong() if 1 <= b <= 12 else Moment(year, a, b).wrong() if 1 <= a <= 12 else ""
    return led(text, DateSaid(*found.span(), Moment(year), wrong=wrong or f"there is no month {max(a, b)}"))


def _ways(found: re.Match[str]) -> list[Moment]:
    """The days that two small numbers and a year can be, the likelier first."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["c"])
    ways = [Moment(year, month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= 12]
    if found["sep"] == ".":
        ways.reverse()
    return [way for way in dict.fromkeys(ways) if not way.wrong()]
