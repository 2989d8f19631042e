"""Times of the calendar as far as they are said: a day, month, season, quarter, year, decade or a part of one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from sphinx_factcheck.base.records import record
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.words import MONTHS

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The seasons of the north, with their numbers in EDTF."""

PARTS_OF_MONTH = {
    "": (1, 31), "early": (1, 15), "mid": (8, 23), "late": (16, 31), "first half": (1, 16), "second half": (15, 31),
    "first week": (1, 8), "second week": (6, 15), "third week": (13, 22), "fourth week": (20, 29),
    "last week": (21, 31),
}  # fmt: skip
"""The first and the last day of each part of a month."""

PARTS_OF_YEAR = {
    "": ((1, 1), (12, 31)), "early": ((1, 1), (4, 30)), "mid": ((4, 15), (9, 15)), "late": ((8, 15), (12, 31)),
    "first half": ((1, 1), (6, 30)), "second half": ((7, 1), (12, 31)), "year-end": ((12, 1), (12, 31)),
    "spring": ((3, 1), (6, 21)), "summer": ((6, 1), (9, 22)), "autumn": ((9, 1), (12, 21)), "fall": ((9, 1), (12, 21)),
    "winter": ((12, 1), (3, 20)),
    "first quarter": ((1, 1), (3, 31)), "second quarter": ((4, 1), (6, 30)),
    "third quarter": ((7, 1), (9, 30)), "fourth quarter": ((10, 1), (12, 31)), "last quarter": ((10, 1), (12, 31)),
}  # fmt: skip
"""The first and the last day of each part of a year; winter ends in the year after."""

_PARTS_OF_MANY = {"": (0.0, 1.0), "early": (0.0, 0.4), "mid": (0.3, 0.8), "late": (0.5, 1.0),
                  "first half": (0.0, 0.5), "second half": (0.5, 1.0)}  # fmt: skip
"""Which of ten or a hundred years each part of them takes."""

LAST_YEAR = 9998
_DAYS_OF_WEEK = 7


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


@record()
class Moment:
    """A day, month, season, quarter, year or more years, as far as it is said.

    `part` is a season, a quarter, or what of a month or year, or "week" for the week that begins on a day. `which`
    tells the year where it is told from the letter's day. `years` is how many begin with `year`: 10 in a decade, 100 in
    a century. Of a `short` year only the last two digits are said. `weekday` counts from 0, Monday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    which: Which = Which.ANY
    years: int = 1
    short: bool = False
    weekday: int | None = None

    def of(self, year: int) -> Moment:
        """The same time of a year."""
        return replace(self, year=year, which=Which.ANY, short=False)

    def wrong(self) -> str:
        """What is wrong with it as a day of the calendar, or nothing."""
        if self.year is not None and not self.short and not 1 <= self.year + self.years - 1 <= LAST_YEAR:
            return f"the year {self.year} is outside of the years 1 to {LAST_YEAR}"
        if self.month is None or self.day is None:
            return ""
        leap = self.year is None or self.short
        most = monthrange(2000 if leap else self.year or 2000, self.month)[1]
        if 1 <= self.day <= most:
            return ""
        of_year = f" {self.year}" if not leap and self.month == 2 else ""
        return f"there is no such day: {MONTHS[self.month - 1]}{of_year} has {most} days"

    def first(self) -> date:
        """The earliest day it can be; its year must be known."""
        assert self.year is not None
        if self.years > 1:
            return date(self.year + int(_PARTS_OF_MANY[self.part][0] * self.years), 1, 1)
        if self.month is None:
            return date(self.year, *PARTS_OF_YEAR[self.part][0])
        return date(self.year, self.month, self.day or PARTS_OF_MONTH[self.part][0])

    def last(self) -> date:
        """The latest day it can be; its year must be known."""
        assert self.year is not None
        if self.years > 1:
            return date(self.year + int(_PARTS_OF_MANY[self.part][1] * self.years) - 1, 12, 31)
        if self.day:
            return self.first() + timedelta(days=_DAYS_OF_WEEK - 1 if self.part == "week" else 0)
        if self.month is None:
            return date(self.year + (self.part == "winter"), *PARTS_OF_YEAR[self.part][1])
        return date(self.year, self.month, min(monthrange(self.year, self.month)[1], PARTS_OF_MONTH[self.part][1]))

    def edtf(self) -> str:
        """As EDTF, with X for a year that is not said."""
        year, month = "XXXX" if self.year is None else f"{self.year:04}", self.month or SEASONS.get(self.part)
        if self.short:
            year = f"XX{year[2:]}"
        if self.years > 1:
            return year[: -len(str(self.years)) + 1] + "X" * (len(str(self.years)) - 1)
        if month is None:
            return year
        return f"{year}-{month:02}" if self.day is None else f"{year}-{month:02}-{self.day:02}"


def when_of(first: Moment, last: Moment | None = None) -> When:
    """The date, or the time from one to the other, as an interval of days. Raises ValueError where there is none."""
    if last is None:
        begin, end = first.first(), first.last()
        return When(first.edtf(), begin, end, begin, end, approximate=bool(first.part))
    if last.last() < first.first():
        raise ValueError(f"{first.edtf()} to {last.edtf()} ends before it starts")
    text = f"{first.edtf()}/{last.edtf()}"
    return When(text, first.first(), first.last(), last.first(), last.last(), lasting=True)


def some_day(first: date, last: date) -> When:
    """Some day from one to another."""
    return When(f"{first}/{last}" if first != last else str(first), first, last, first, last)


def month_away(day: date, by: int) -> date:
    """The first of the month so many months away. Raises ValueError beyond the calendar."""
    months = day.year * 12 + day.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def months_later(day: date, by: int) -> date:
    """The same day so many months away, or the last of that month."""
    first = month_away(day, by)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def distance(when: When, ref: When) -> timedelta:
    """How far a date is from another; nothing where they overlap."""
    if when.latest < ref.earliest:
        return ref.earliest - when.latest
    return max(when.earliest - ref.latest, timedelta())
