"""Time as EDTF (ISO 8601-2) writes it, held as intervals of days with what is uncertain about their ends.

A plain date is one moment that may be any day of its span: `2023-06` is some day in June. An interval `a/b` is a time
that lasts: it starts on some day of `a` and ends on some day of `b`. Questions are answered yes, no, or can't tell.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import Literal


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

    Of a plain date both spans are the whole date; `lasting` tells an interval from a plain date. The days that `~`, `?`
    and `%` add on both sides are in the spans: as many again as the date spans, but three at the least.
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

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def is_day(self) -> bool:
        """Whether it is one day exactly."""
        return self.earliest == self.latest

    @property
    def open_end(self) -> bool:
        """Whether it is known to go on without an end."""
        return self.end_earliest == date.max

    @property
    def precision(self) -> Literal["day", "month", "season", "year", "decade", "century", "interval"]:
        """How exactly it is written."""
        if self.lasting:
            return "interval"
        if self.text.startswith("["):
            return "interval"
        written = self.text.rstrip(_QUALIFIERS).partition("T")[0].replace("-XX", "")
        if len(written) > 4:
            return "day" if len(written) > 7 else "season" if written[5:] > "12" else "month"
        return "century" if written.endswith("XX") else "decade" if written.endswith("X") else "year"


_QUALIFIERS = "~?%"
_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_OTHER = re.compile(
    r"\d{4}-2[1-4]|(?:\d{3}X|\d{2}XX)|\d{4}-(?:XX(?:-XX)?|\d{2}-XX)|\d{4}-\d{2}-\d{2}T[\d:.+Z-]{5,20}", re.ASCII
)
_SEASON = re.compile(r"\d{4}-2[1-4]", re.ASCII)
_OUTSIDE = re.compile(r"Y?-?\d{4,}", re.ASCII)
_MEND = "write 2023, 2023-06, 2023-06-14, or an interval like 2021-01/2023"

_Span = tuple[date, date]


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> When:
    """Read an EDTF date or interval of level 0 or 1.

    Raises DateError on anything else, with the mend in its message.
    """
    text = text.strip()
    if text.endswith(_JULIAN):
        return _julian(text)
    if text.startswith("["):
        return When(text, *_one_sided(text) * 2)
    marks = set(text) & set(_QUALIFIERS)
    approximate, uncertain = bool(marks & {"~", "%"}), bool(marks & {"?", "%"})
    if "/" in text:
        bounds, lasting = _interval(text), True
    else:
        bounds, lasting = _span(text) * 2, False
    return When(text, *bounds, lasting, approximate, uncertain)


_JULIAN = "(Julian)"
_DUAL = re.compile(r"(\d{4})/(\d{1,4})(?=-)", re.ASCII)
_SIDES = re.compile(r"\[([\d-]*)\.\.([\d-]*)\]", re.ASCII)
_DATE = (
    r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]|XX)(?:T[\d:.+Z-]{5,20})?)?|-2[1-4]|-XX(?:-XX)?)?"
    r"|\d{3}X|\d{2}XX)[~?%]?"
)
_DAYS = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
SHAPE = (
    rf"^\s*(?:{_DATE}|(?!(?:\.\.)?/(?:\.\.)?\s*$)(?:{_DATE}|\.\.)?/(?:{_DATE}|\.\.)?"
    rf"|\[(?:\.\.{_DAYS}|{_DAYS}\.\.(?:{_DAYS})?)\]"
    r"|\d{4}(?:/\d{1,4}(?=-))?(?:-\d{2}(?:-\d{2})?)?\s*\(Julian\))\s*$"
)
"""The pattern of all that `parse` reads, but for what none can tell: days of no calendar, ends before starts."""


def _julian(text: str) -> When:
    """A date of the old calendar, `1649-01-30 (Julian)`, also with two years, `1648/49-01-30 (Julian)`, as ours."""
    core = text.removesuffix(_JULIAN).strip()
    dual = _DUAL.match(core)
    if dual:
        year = str(int(dual[1]) + 1)
        if not year.endswith(dual[2]):
            raise DateError(f"“{text[:40]}” has two years that do not follow each other: write 1648/49-01-30 (Julian)")
        core = year + core[dual.end() :]
    if not _PLAIN.fullmatch(core):
        raise DateError(f"“{text[:40]}” is no date of the old calendar: write 1649-01-30 (Julian)")
    first, last = _span(core)
    return When(text, *(_shifted(first, _behind(first)), _shifted(last, _behind(last))) * 2)


def _behind(day_: date) -> timedelta:
    """By how many days the old calendar is behind ours at a date of it."""
    year = day_.year - (day_.month < 3)
    return timedelta(year // 100 - year // 400 - 2)


def _one_sided(text: str) -> _Span:
    """One day between bounds: `[1850-05..]` not before it, `[..1850-05]` not after it, `[1850..1852]` both."""
    sides = _SIDES.fullmatch(text)
    if sides is None or not any(sides.groups()):
        mend = "write [1850-05..] for not before, [..1850-05] for not after, [1850..1852] for both"
        raise DateError(f"“{text[:40]}” is no EDTF date: {mend}")
    first = _span(sides[1])[0] if sides[1] else date.min
    last = _span(sides[2])[1] if sides[2] else date.max
    if first > last:
        raise DateError(f"“{text}” ends before it starts")
    return first, last


def day(value: date) -> When:
    """One calendar day."""
    return When(value.isoformat(), value, value, value, value)


def span(first: date, last: date) -> When:
    """A time that lasts from one day to another, both included."""
    return When(f"{first}/{last}", first, first, last, last, lasting=True)


def _interval(text: str) -> tuple[date, date, date, date]:
    """The bounds of an interval. Of an end left empty only the order is known; `..` lies before or after all days."""
    begin, _, end = text.partition("/")
    known = [_span(part) for part in (begin, end) if part not in {"", ".."}]
    if not known:
        raise DateError(f"“{text}” says nothing: give it a start or an end")
    start = known[0] if begin not in {"", ".."} else (date.min, date.min if begin else known[-1][1])
    stop = known[-1] if end not in {"", ".."} else (date.max if end else known[0][0], date.max)
    if start[0] > stop[1]:
        raise DateError(f"“{text}” ends before it starts")
    return *start, *stop


def _span(text: str) -> _Span:
    """The first and the last day that a date without interval can be."""
    core = text.rstrip(_QUALIFIERS)
    if len(text) - len(core) > 1:
        raise DateError(f"“{text[:40]}” has more than one mark: write ? (uncertain), ~ (approximate) or % (both)")
    plain = None if _SEASON.fullmatch(core) else _PLAIN.fullmatch(core)
    first, last = _calendar(core, *plain.groups()) if plain else _written_otherwise(core)
    if core == text:
        return first, last
    reach = max(last - first, timedelta(3))
    return _shifted(first, -reach), _shifted(last, reach)


def _calendar(text: str, year: str, month: str | None, day_: str | None) -> _Span:
    try:
        first = date(int(year), int(month or 1), int(day_ or 1))
    except ValueError as error:
        raise DateError(f"“{text}” is no day of the calendar ({error})") from None
    if day_:
        return first, first
    last_month = int(month or 12)
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])


def _written_otherwise(text: str) -> _Span:
    """Masks, seasons and times of day, read by the `edtf` library (which takes milliseconds, and longer to import)."""
    if _OUTSIDE.fullmatch(text):
        raise DateError(f"“{text[:40]}” is outside of the years 1 to 9999")
    if not _OTHER.fullmatch(text):
        raise DateError(f"“{text[:40]}” is no EDTF date: {_MEND}")
    from edtf import EDTFParseException, parse_edtf

    try:
        read = parse_edtf(text)
        first, last = date(*read.lower_strict()[:3]), date(*read.upper_strict()[:3])
    except (EDTFParseException, ValueError, TypeError):
        raise DateError(f"“{text}” is no day of the calendar: {_MEND}") from None
    if text.endswith("-24"):  # winter: for the library December alone; a reader thinks of the two months after, too
        last = _shifted(last, timedelta(31 + monthrange(min(last.year + 1, 9999), 2)[1]))
    return first, last


def _shifted(day_: date, by: timedelta) -> date:
    try:
        return day_ + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max


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


def after(first: When, second: When) -> Answer:
    """Whether all of `first` lies after `second`."""
    return before(second, first)


def near(when: When, on: date, days: int) -> date | None:
    """The boundary of `when` that lies within so many days of `on`, if there is one."""
    reach = timedelta(days=days)
    for boundary in (when.earliest, when.latest):
        if boundary not in {date.min, date.max} and abs(boundary - on) <= reach:
            return boundary
    return None
