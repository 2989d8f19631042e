"""A date as it is written: where it stands, what it says, and the times that it can mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.spans.calendar import SEASONS, Lead, Moment, Tense
from sphinx_factcheck.engine.spans.feasts import day_of_feast
from sphinx_factcheck.engine.spans.periods import (
    DAYS,
    Around,
    Away,
    Beside,
    Either,
    Feast,
    Nth,
    OfYear,
    Part,
    Range,
    Said,
    Several,
    Stretch,
    Unit,
    Vague,
)
from sphinx_factcheck.engine.spans.readings import Context, times
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.words import WEEKDAYS

_NOTHING = Moment()
_LONG_AGO = 40
_NEW_STYLE, _OLD_STYLE = 1753, 11
"""Until when many counted by the old calendar, and by how many days it was behind in its last century."""
_PART_OF_MONTH, _PART_OF_YEAR, _SEASON = 4, 30, 15


@record()
class DateSaid:
    """A date in a text: its offsets, what it says by which form, how it is led to, what is wrong with it in itself.

    `story` is the time that the story has come to where it stands, `strong` where that and not the day of writing tells
    its year; `base` what it is counted from where that is a date told before; `tense` that of its clause.
    """

    start: int
    end: int
    said: Said | Either
    form: str
    lead: Lead = Lead.AT
    wrong: str = ""
    story: When | None = None
    strong: bool = False
    base: tuple[When, ...] = ()
    tense: Tense = Tense.UNKNOWN

    def readings(self, days: Sequence[When], tense: Tense = Tense.UNKNOWN) -> tuple[When, ...]:
        """Every time that can be meant, given when it was written, the likeliest first; none of what is no day."""
        return _read(self.said, tuple(days), tense, self.story, self.strong, self.base)

    @property
    def first(self) -> Moment:
        """The moment of the calendar that it tells, or from which on; an empty one where it tells none."""
        told = _main(self.said)
        if isinstance(told, OfYear) and self.base:
            return told.of.of(told.after(self.base[0]))
        return _moment(told.first if isinstance(told, Range) else told)

    @property
    def last(self) -> Moment | None:
        """The moment until which it lasts, where it tells a time from one to another."""
        told = _main(self.said)
        return _moment(told.last) if isinstance(told, Range) else None

    @property
    def weekday(self) -> int | None:
        """The day of the week that is told beside the day, from 0, Monday."""
        return self.first.weekday

    def on_any_weekday(self) -> DateSaid:
        """The same date as if no day of the week were told beside it."""
        match self.said:
            case Moment():
                return replace(self, said=replace(self.said, weekday=None))
            case Range(first=Moment() as first):
                return replace(self, said=replace(self.said, first=replace(first, weekday=None)))
        return self

    @property
    def relative(self) -> bool:
        """Whether it is told from another day, and by no moment of the calendar."""
        return self.first == _NOTHING

    @property
    def anchored(self) -> bool:
        """Whether it is counted from a date that is told before it."""
        match self.said:
            case Around(anchored=anchored) | Away(anchored=anchored) | Stretch(anchored=anchored):
                return anchored
            case Nth(of=Around(anchored=anchored)):
                return anchored
            case Beside(of=of):
                return of is None
        return False

    @property
    def vague(self) -> bool:
        """Whether what does not fit it is no error: "recent", "upcoming", "today"."""
        return isinstance(self.said, Vague) or self.said == Around(Unit.DAY, 0, 0)

    @property
    def soon(self) -> bool:
        """Whether it is told from the day of writing, and not as long ago."""
        match self.said:
            case Away(anchored=False, base=None, sign=sign, number=(least, _), unit=unit):
                return sign > 0 or least * DAYS[unit] <= _LONG_AGO
        return self.relative and not self.anchored

    @property
    def gone(self) -> bool:
        """Whether it is told as over by the day of writing."""
        match self.said:
            case Away(anchored=False, base=None, sign=sign):
                return sign < 0
            case Around(anchored=False, most=most):
                return most < 0
        return False

    @property
    def slack(self) -> int:
        """By how many days it may be off: letters are sent some days on, and "early May" or "autumn" have no edges."""
        match self.said:
            case Away(unit=unit):
                return 1 if unit is Unit.DAY else round(DAYS[unit] / 4)
            case Around(part=part, unit=unit):
                return _PART_OF_MONTH if part or unit is Unit.WEEK else int(unit is Unit.DAY)
            case Part():
                return _PART_OF_MONTH
        first = self.first
        if first.part and first.month and not first.day:
            return _PART_OF_MONTH
        if first.part in SEASONS:
            return _SEASON
        return _PART_OF_YEAR if first.part and not first.month else 0

    @property
    def years_told(self) -> tuple[int, ...]:
        """The years that the story tells for it, where it says none."""
        if not self.strong or self.story is None or self.first.year:
            return ()
        return tuple(dict.fromkeys((self.story.earliest.year, self.story.latest.year)))

    @property
    def value(self) -> str:
        """What is said, as EDTF with X for a year that is not said."""
        return self.first.edtf() + (f"/{self.last.edtf()}" if self.last else "")

    def likely(self, days: Sequence[When]) -> str:
        """The value with the year that is likeliest, where it says none."""
        told = self.readings(days) if not self.first.year and self.first.month else ()
        return told[0].text if told else self.value

    def off_weekday(self, told: Sequence[When]) -> str:
        """What is wrong with the weekday, where no time that can be meant falls on it; else an empty text."""
        if self.weekday is None or not told or any(when.earliest.weekday() == self.weekday for when in told):
            return ""
        return _was_no(told[0].earliest, self.weekday)


def _main(said: Said | Either) -> Said:
    """The likeliest way to read the words."""
    return said.ways[0] if isinstance(said, Either) else said


def _moment(said: Said) -> Moment:
    match said:
        case Moment():
            return said
        case Nth(of=Moment() as of) | Several(of=Moment() as of) | Part(of=Moment() as of) | OfYear(of=Moment() as of):
            return of
        case Feast():
            return _day_of(said)
    return _NOTHING


def _day_of(feast: Feast) -> Moment:
    """The day of a feast; without a year only that of one that stands still."""
    days = [day_of_feast(feast.name, year) for year in ((feast.year,) if feast.year else (2001, 2002))]
    told = {(day.month, day.day) for day in days if day}
    if len(told) != 1:
        return Moment(feast.year)
    return Moment(feast.year, *told.pop(), which=feast.which)


@lru_cache(maxsize=1 << 13)
def _read(
    said: Said | Either, days: tuple[When, ...], tense: Tense, story: When | None, strong: bool, base: tuple[When, ...]
) -> tuple[When, ...]:
    return times(said, Context(days, tense, story, strong, base))


def wrong_with(said: Said | Either) -> str:
    """What is wrong with a date as one of the calendar, in every way to read it; or nothing."""
    match said:
        case Either(ways=ways):
            told = [wrong_with(way) for way in ways]
            return told[0] if all(told) else ""
        case Moment():
            return said.wrong() or _off_weekday(said)
        case Range(first=first, last=last):
            return wrong_with(first) or wrong_with(last) or _turned_round(first, last)
        case Away(base=base) if base:
            return wrong_with(base)
        case Nth(of=of) | Part(of=of) | OfYear(of=of):
            return wrong_with(of)
    return ""


def _turned_round(first: Said, last: Said) -> str:
    if not (isinstance(first, Moment) and isinstance(last, Moment)):
        return ""
    exact = first.year and last.year and first.day and last.day and not (first.short or last.short)
    return "this time ends before it starts" if exact and last.first() < first.first() else ""


def _off_weekday(moment: Moment) -> str:
    if moment.weekday is None or moment.year is None or moment.short or not moment.day:
        return ""
    day = moment.first()
    old = (day.weekday() + _OLD_STYLE) % 7 if day.year < _NEW_STYLE else None
    return "" if moment.weekday in {day.weekday(), old} else _was_no(day, moment.weekday)


def _was_no(day: date, weekday: int) -> str:
    return f"{day} was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}"
