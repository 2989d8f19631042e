"""Partial dates of the calendar, and the years that may be meant where none is said."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sphinx_factcheck.facts.dates import When

MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PARTS = {"early": (1, 15), "mid": (8, 23), "late": (16, 31)}


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


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year as far as it is said; `part` is early, mid or late in the month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""

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
        return date(self.year, self.month or 1, self.day or _PARTS.get(self.part, (1, 31))[0])

    def last(self) -> date:
        """The latest day it can be; its year must be known."""
        assert self.year is not None
        if self.day:
            return self.first()
        month = self.month or 12
        most = monthrange(self.year, month)[1]
        return date(self.year, month, min(most, _PARTS.get(self.part, (1, 31))[1]))

    def edtf(self) -> str:
        parts = [f"{self.year:04}" if self.year else "XXXX"]
        parts += [f"{p:02}" for p in (self.month, self.day) if p is not None]
        return "-".join(parts)

    def in_years(self, refs: Iterable[When], tense: Tense) -> Iterator[Moment]:
        """The years that can be meant: the last such time before the letter, and the next one after it."""
        if self.year is not None:
            yield self
            return
        for ref in refs:
            near = ref.earliest
            years = range(max(near.year - 1, 1), min(near.year + 1, 9999) + 1)
            dated = [m for m in (replace(self, year=y) for y in years) if not m.wrong()]
            past = [m for m in dated if m.first() <= ref.latest]
            coming = [m for m in dated if m.last() >= ref.earliest]
            if past and tense is not Tense.FUTURE:
                yield past[-1]
            if coming and tense is not Tense.PAST:
                yield coming[0]


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
