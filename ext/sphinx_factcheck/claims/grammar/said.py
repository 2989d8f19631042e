"""A date as it is written, and the times that it can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from sphinx_factcheck.claims.grammar.away import Away, Unit
from sphinx_factcheck.claims.grammar.calendar import SEASONS, Lead, Moment, Tense, Which, distance, when_of
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.words import WEEKDAYS

_LONG_AGO, _HALF_A_YEAR = 40, 186
_PART_OF_MONTH, _PART_OF_YEAR, _SEASON = 4, 30, 15


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date as written: its offsets in the text, what it says, and what is wrong with it in itself.

    `other` is a second way to read it (6/7/2023). `weekday` counts from 0, Monday. `hints` are the years that its
    sentence names before it, where it says none. `away` tells it from the letter's day, or, where it is `anchored`,
    from the times in `base`; `first` is empty then.
    """

    start: int
    end: int
    first: Moment
    last: Moment | None = None
    lead: Lead = Lead.AT
    weekday: int | None = None
    other: Moment | None = None
    wrong: str = ""
    hints: tuple[int, ...] = ()
    away: tuple[Away, ...] = ()
    anchored: bool = False
    base: tuple[When, ...] = ()

    @property
    def vague(self) -> bool:
        """Whether what does not fit it is no error: "recent", "upcoming"."""
        return any(way.vague for way in self.away)

    @property
    def soon(self) -> bool:
        """Whether it is told from the letter's day, and not as long ago."""
        return (
            bool(self.away)
            and not self.anchored
            and not any(way.unit is Unit.DAY and way.most < -_LONG_AGO for way in self.away)
        )

    @property
    def slack(self) -> int:
        """By how many days it may be off: letters are sent some days on, and "early May" or "autumn" have no edges."""
        if any(way.unit is Unit.DAY and way.least == way.most for way in self.away):
            return 1
        if any(way.part for way in self.away) or (self.first.part and self.first.month and not self.first.day):
            return _PART_OF_MONTH
        if self.first.part in SEASONS:
            return _SEASON
        return _PART_OF_YEAR if self.first.part and not self.first.month else 0

    @property
    def gone(self) -> bool:
        """Whether it is told as over by the letter's day."""
        return bool(self.away) and not self.anchored and all(way.most < 0 for way in self.away)

    def readings(self, refs: Iterable[When], tense: Tense = Tense.UNKNOWN) -> tuple[When, ...]:
        """Every time that can be meant, given when it was written, the likeliest first."""
        if self.wrong:
            return ()
        told = _Told(self.first, self.last, self.other, self.weekday, self.hints, self.away)
        return _readings(told, self.base if self.anchored else tuple(refs), tense)

    def likely(self, refs: Sequence[When]) -> str:
        """The value with the year that lies nearest to when it was written, where it says none."""
        if self.first.year or self.first.month is None or not refs:
            return self.value
        ref = refs[0].earliest
        apart = 31 * (self.first.month - ref.month) + (self.first.day or 15) - ref.day
        year = ref.year + (-1 if apart > _HALF_A_YEAR else 1 if apart < -_HALF_A_YEAR else 0)
        later = bool(self.last and (self.last.month or 0) < self.first.month)
        first = self.first.of(year).edtf()
        return f"{first}/{(self.last if self.last.year else self.last.of(year + later)).edtf()}" if self.last else first

    def off_weekday(self, times: Sequence[When]) -> str:
        """What is wrong with the weekday, where no time that can be meant falls on it; else an empty text."""
        if self.weekday is None or not times or any(when.earliest.weekday() == self.weekday for when in times):
            return ""
        day = times[0].earliest
        return f"{day} was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[self.weekday]}"

    @property
    def value(self) -> str:
        """What is said, as EDTF with X for a year that is not said."""
        return self.first.edtf() + (f"/{self.last.edtf()}" if self.last else "")


class _Told(NamedTuple):
    """A date without its place in the text."""

    first: Moment
    last: Moment | None
    other: Moment | None
    weekday: int | None
    hints: tuple[int, ...]
    away: tuple[Away, ...]

    def times(self, refs: Sequence[When], tense: Tense) -> Iterator[When]:
        if self.away:
            yield from (when for way in self.away for ref in refs for when in way.times(ref, tense))
            return
        for moment in (self.first, self.other):
            for first in self._moments(moment, refs, tense) if moment else ():
                try:
                    yield self._with_end(first)
                except ValueError:  # the 29th of February in a year that has none
                    continue

    def _moments(self, moment: Moment, refs: Sequence[When], tense: Tense) -> Iterator[Moment]:
        yield from moment.in_years(refs, tense)
        if moment.year is None and moment.which is Which.ANY and tense is not Tense.FUTURE:
            yield from (moment.of(year) for year in self.hints)

    def _with_end(self, first: Moment) -> When:
        if self.last is None:
            return when_of(first)
        last = self.last if self.last.year or not first.year else self.last.of(first.year)
        if (last.month or 0) < (first.month or 0) and not self.last.year and first.year:
            last = last.of(first.year + 1)
        return when_of(first, last)


@lru_cache(maxsize=1 << 12)
def _readings(said: _Told, refs: tuple[When, ...], tense: Tense) -> tuple[When, ...]:
    """The times that can be meant, the likeliest first; kept, for letters say the same dates again and again.

    A weekday tells the year better than the tense.
    """
    if said.weekday is not None and tense is not Tense.UNKNOWN:
        times = _readings(said, refs, Tense.UNKNOWN)
        if any(when.earliest.weekday() == said.weekday for when in times):
            return times
    found = {when.text: when for when in said.times(refs, tense)}
    order = {year: n for n, year in enumerate(said.hints)} if tense is not Tense.FUTURE else {}

    def likely(when: When) -> tuple[int, timedelta]:
        return order.get(when.earliest.year, len(order)), min((distance(when, r) for r in refs), default=timedelta())

    ordered = sorted(found.values(), key=likely) if len(found) > 1 else list(found.values())
    return tuple([when for when in ordered if when.earliest.weekday() == said.weekday] or ordered)
