"""Partial dates of the calendar, and the years that may be meant where none is said."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.words import MONTHS

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The seasons of the north, with their numbers in EDTF."""

_PARTS = {
    "": (1, 31), "early": (1, 15), "mid": (8, 23), "late": (16, 31), "first half": (1, 16), "second half": (15, 31),
    "first week": (1, 8), "second week": (6, 15), "third week": (13, 22), "fourth week": (20, 29),
    "last week": (21, 31),
}  # fmt: skip
_PARTS_OF_YEAR = {
    "": ((1, 1), (12, 31)), "early": ((1, 1), (4, 30)), "mid": ((4, 15), (9, 15)), "late": ((8, 15), (12, 31)),
    "first half": ((1, 1), (6, 30)), "second half": ((7, 1), (12, 31)),
    "spring": ((3, 1), (6, 21)), "summer": ((6, 1), (9, 22)), "autumn": ((9, 1), (12, 21)), "fall": ((9, 1), (12, 21)),
    "winter": ((12, 1), (3, 20)),
}  # fmt: skip
_LAST_YEAR = 9998


class Lead(StrEnum):
    """How a date is tied to what it dates."""

    AT = "at"
    START = "start"
    END = "end"
    BEFORE = "before"
    AFTER = "after"


class Tense(StrEnum):
    """Whether what is dated had happened when it was written."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Which(StrEnum):
    """Which year is meant, by the letter's: "last May", "June 6 of this year", "next spring"."""

    ANY = ""
    LAST = "last"
    THIS = "this"
    NEXT = "next"
    YEAR_BEFORE = "last year"
    YEAR_AFTER = "next year"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, season or year as far as it is said; `part` is a season, what of a month or year, or "week".

    `which` tells the year where it is told from the letter's day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    which: Which = Which.ANY

    def of(self, year: int) -> Moment:
        """The same time of a year."""
        return Moment(year, self.month, self.day, self.part)

    def wrong(self) -> str:
        """Why there is no such day, or an empty text."""
        if self.month is None or self.day is None or 1 <= self.day <= 28:
            return ""
        most = monthrange(self.year or 2000, self.month)[1]
        if 1 <= self.day <= most:
            return ""
        of_year = f" {self.year}" if self.year and self.month == 2 else ""
        return f"there is no such day: {MONTHS[self.month - 1]}{of_year} has {most} days"

    def first(self) -> date:
        """The earliest day it can be; its year must be known."""
        assert self.year is not None
        if self.month is None:
            return date(self.year, *_PARTS_OF_YEAR[self.part][0])
        return date(self.year, self.month, self.day or _PARTS[self.part][0])

    def last(self) -> date:
        """The latest day it can be; its year must be known."""
        assert self.year is not None
        if self.day:
            return self.first() + timedelta(days=6 if self.part == "week" else 0)
        if self.month is None:
            return date(self.year + (self.part == "winter"), *_PARTS_OF_YEAR[self.part][1])
        return date(self.year, self.month, min(monthrange(self.year, self.month)[1], _PARTS[self.part][1]))

    def edtf(self) -> str:
        year, month = f"{self.year:04}" if self.year else "XXXX", self.month or SEASONS.get(self.part)
        if month is None:
            return year
        return f"{year}-{month:02}" if self.day is None else f"{year}-{month:02}-{self.day:02}"

    def in_years(self, refs: Iterable[When], tense: Tense) -> Iterator[Moment]:
        """The years that can be meant: the last such time before the letter, and the next one after it."""
        if self.year is not None:
            yield self
            return
        for ref in refs:
            yield from self._near(ref, tense)

    def _near(self, ref: When, tense: Tense) -> Iterator[Moment]:
        year = ref.earliest.year
        if self.which is not Which.ANY:
            yield from self._which(year, ref)
            return
        told = self.of(year)
        if told.wrong() or not 1 < year < _LAST_YEAR:  # the 29th of February
            yield from [m for y in (year - 1, year + 1) if 1 <= y <= _LAST_YEAR and not (m := self.of(y)).wrong()][:1]
            return
        if tense is not Tense.FUTURE:
            yield told if told.first() <= ref.latest else self.of(year - 1)
        if tense is not Tense.PAST:
            yield told if told.last() >= ref.earliest else self.of(year + 1)

    def _which(self, year: int, ref: When) -> Iterator[Moment]:
        match self.which:
            case Which.LAST:
                years = range(year, year - 3, -1)
            case Which.NEXT:
                years = range(year, year + 3)
            case _:
                step = {Which.YEAR_BEFORE: -1, Which.YEAR_AFTER: 1}.get(self.which, 0)
                years = range(year + step, year + step + 1)
        told = [m for y in years if 1 <= y <= _LAST_YEAR and not (m := self.of(y)).wrong()]
        if self.which is Which.LAST:
            told = [m for m in told if m.first() <= ref.latest]
        elif self.which is Which.NEXT:
            told = [m for m in told if m.last() >= ref.earliest]
        yield from told[:2]


def when_of(first: Moment, last: Moment | None = None) -> When:
    """The date, or the time from one to the other, as an interval of days. Raises ValueError where there is none."""
    if last is None:
        begin, end = first.first(), first.last()
        return When(first.edtf(), begin, end, begin, end, approximate=bool(first.part))
    if last.last() < first.first():
        raise ValueError(f"{first.edtf()} to {last.edtf()} ends before it starts")
    text = f"{first.edtf()}/{last.edtf()}"
    return When(text, first.first(), first.last(), last.first(), last.last(), lasting=True)


def distance(when: When, ref: When) -> timedelta:
    """How far a date is from another; nothing where they overlap."""
    if when.latest < ref.earliest:
        return ref.earliest - when.latest
    return max(when.earliest - ref.latest, timedelta())
