"""Time as EDTF (ISO 8601-2) writes it, held as intervals of days with what is uncertain about their ends.

A plain date is one moment that may be any day of its span: `2023-06` is some day in June. An interval `a/b` is a
time that lasts: it starts on some day of `a` and ends on some day of `b`. Questions are answered yes, no, or can't tell.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class DateError(ValueError):
    """A text that is no EDTF date; its message says what is wrong and what would be right."""


class Answer(Enum):
    """Yes, no, or can't tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "can't tell"


@dataclass(frozen=True, slots=True)
class When:
    """A date or a lasting time: it starts in [earliest, start_latest] and ends in [end_earliest, latest].

    Of a plain date both spans are the whole date; `lasting` tells an interval from a plain date.
    """

    text: str
    earliest: date
    start_latest: date
    end_earliest: date
    latest: date
    lasting: bool = False
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def is_day(self) -> bool:
        """Whether it is one day exactly."""
        return self.earliest == self.latest

    @property
    def open_end(self) -> bool:
        return self.latest == date.max


_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse(text: str) -> When:
    """Read an EDTF date or interval of level 0 or 1.

    Raises DateError on anything else, with the mend in its message.
    """
    text = text.strip()
    if "/" in text:
        return _interval(text)
    first, last = _span(text)
    return When(text, first, last, first, last)


def day(value: date) -> When:
    """One calendar day."""
    return When(value.isoformat(), value, value, value, value)


def span(first: date, last: date) -> When:
    """A time that lasts from one day to another, both included."""
    return When(f"{first}/{last}", first, first, last, last, lasting=True)


def _interval(text: str) -> When:
    begin, _, end = text.partition("/")
    first, start_latest = (date.min, date.min) if begin in {"..", ""} else _span(begin)
    end_earliest, last = (date.max, date.max) if end in {"..", ""} else _span(end)
    if first > last:
        raise DateError(f"“{text}” ends before it starts")
    return When(text, first, start_latest, end_earliest, last, lasting=True)


def _span(text: str) -> tuple[date, date]:
    plain = _DAY.fullmatch(text.rstrip("~?%"))
    if not plain:
        raise DateError(f"“{text}” is no EDTF date: write 2023, 2023-06, 2023-06-14, or an interval like 2021-01/2023")
    year, month, day_ = (int(part) if part else None for part in plain.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day_ or 1)
    except ValueError as error:
        raise DateError(f"“{text}” is no day of the calendar ({error})") from None
    if day_:
        return first, first
    return first, date(year, month or 12, monthrange(year, month or 12)[1])


def holds(when: When, on: When) -> Answer:
    """Whether a state that lasts over `when` held on all of `on`."""
    if when.latest < on.earliest or when.earliest > on.latest:
        return Answer.NO
    if when.start_latest <= on.earliest and on.latest <= when.end_earliest:
        return Answer.YES
    return Answer.UNKNOWN


def fits(claimed: When, known: When) -> Answer:
    """Whether a claimed date can be the known one: no when no day is in both, yes when one lies within the other."""
    if claimed.latest < known.earliest or claimed.earliest > known.latest:
        return Answer.NO
    within = claimed.earliest <= known.earliest and known.latest <= claimed.latest
    return Answer.YES if within or known.is_day else Answer.UNKNOWN


def before(first: When, second: When) -> Answer:
    """Whether all of `first` lies before `second`."""
    if first.latest < second.earliest:
        return Answer.YES
    return Answer.NO if first.earliest >= second.start_latest else Answer.UNKNOWN


def near(when: When, on: date, days: int) -> date | None:
    """The boundary of `when` that lies within so many days of `on`, if there is one."""
    reach = timedelta(days=days)
    for boundary in (when.earliest, when.latest):
        if boundary not in {date.min, date.max} and abs(boundary - on) <= reach:
            return boundary
    return None
