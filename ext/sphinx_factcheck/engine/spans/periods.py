"""What a date can say besides a moment of the calendar: times told from another day, parts and ranges of times."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sphinx_factcheck.engine.spans.calendar import Moment, Which
from sphinx_factcheck.facts.dates import When


class Unit(StrEnum):
    """What time is counted in."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


DAYS = {
    Unit.DAY: 1.0, Unit.WEEKEND: 7.0, Unit.WEEK: 7.0, Unit.FORTNIGHT: 14.0, Unit.MONTH: 30.44, Unit.QUARTER: 91.31,
    Unit.YEAR: 365.25, Unit.DECADE: 3652.5, Unit.CENTURY: 36525.0,
}  # fmt: skip
"""How many days each unit has."""

RECENT, COMING = 240, 240
"""How many days back "recently", and ahead "upcoming", surely allow."""


@dataclass(frozen=True, slots=True)
class Around:
    """A unit of the calendar so many steps from the day of writing, or, if `anchored`, from the date before it.

    `part` is what of it is meant: "early", or "earlier" and "later" for what of it lies before or after that day.
    """

    unit: Unit
    least: int
    most: int
    part: str = ""
    weekday: int | None = None
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """So many units from a day: that of writing, the date before it if `anchored`, or that of `base`.

    `number` is the least and the most that it can be; `hedge` the word that blurs it; `exact` tells the very day.
    """

    number: tuple[int, int]
    unit: Unit
    sign: int
    hedge: str = ""
    anchored: bool = False
    base: Said | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time of so many units that ends or begins on the day of writing, or on that of the date before it."""

    number: tuple[int, int]
    unit: Unit
    sign: int
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week near the day of writing; `which` is "last", "this" or "next" where that is said."""

    weekday: int
    which: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """The last or the coming unit, as the tense tells: "the weekend"."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month that is not named: "the 18th", "the 10th instant", "Friday the 27th"."""

    day: int
    months: tuple[int, int] = (-1, 1)
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Nth:
    """The so-manieth weekday or unit of a time, from its end on where the number is -1."""

    nth: int
    what: int | Unit
    of: Said


@dataclass(frozen=True, slots=True)
class Several:
    """So many units from the beginning of a time on, or until its end where the number is negative."""

    number: int
    unit: Unit
    of: Said


@dataclass(frozen=True, slots=True)
class OfYear:
    """A moment in the year that is so many years from that of the date told before: "June of the same year".

    Without a `step` the first one after that date: "the following June".
    """

    step: int | None
    of: Moment

    def after(self, told: When) -> int:
        """The year in which it is, given the date told before."""
        if self.step is not None:
            return told.latest.year + self.step
        begins = self.of.month or _SEASON_BEGINS.get(self.of.part, 1)
        return told.latest.year + (begins <= told.latest.month)


_SEASON_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which a season begins."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The weekday, day or other unit right before or after a time; without one, after the date told before."""

    what: int | Unit
    sign: int
    of: Said | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a time: "early", "late"."""

    part: str
    of: Said


@dataclass(frozen=True, slots=True)
class Feast:
    """A day of the year by its name."""

    name: str
    year: int | None = None
    which: Which = Which.ANY


@dataclass(frozen=True, slots=True)
class Range:
    """A time from one to another."""

    first: Said
    last: Said


@dataclass(frozen=True, slots=True)
class Vague:
    """Recently, or soon: the least and the most days away."""

    least: int
    most: int


Told = Around | Away | Stretch | Weekday | Near | MonthDay | Nth | Several | OfYear | Beside | Part | Feast | Vague
Said = Moment | Told | Range
"""A time as it is told."""


@dataclass(frozen=True, slots=True)
class Either:
    """Two or more ways to read the same words, the likelier first."""

    ways: tuple[Said, ...] = field(default=())
