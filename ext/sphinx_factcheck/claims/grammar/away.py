"""Times told from the day of the letter: "yesterday", "last month", "on Sunday", "two years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sphinx_factcheck.claims.grammar.calendar import Tense
from sphinx_factcheck.claims.grammar.numbers import HEDGE, NUMBER, parse_number
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.words import WEEKDAYS

_RECENT, _COMING = 240, 240
MOST = 100
"""More units than this are no length that is counted in them."""
DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25, "decade": 3652.5}
"""How many days each unit has."""
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)"
"""A unit of time: a fragment for other patterns, which need `re.IGNORECASE`."""
_AGO = re.compile(rf"\b(?P<number>{NUMBER}|an?)\s{UNIT}s?\s$", re.IGNORECASE)
_HEDGED = re.compile(rf"\b{HEDGE}\s$", re.IGNORECASE)
_PAST_SPELL = re.compile(rf"(?:the\s)(?:past|last)\s(?:(?P<number>{NUMBER})\s)?{UNIT}s?\b(?!\sof\b)", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:in|over|during|within|for)\s$", re.IGNORECASE)
_DAY_AFTER = re.compile(
    r",?\s{1,2}(?:the\s)?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)|\s[A-Z]|s\b|[-–]"
)
_WHICH_DAY = re.compile(
    r"\b(on|last|next|this|coming|past|by|until|since|before|after|from)\s(?:the\s)?$", re.IGNORECASE
)
_BARE_BEFORE = re.compile(r"(?:^|[\n.?!;]\s?|\b(?!every\b|each\b|one\b|a\b|any\b|of\b|Good\b)[a-z]{2,}\s)$")
_NOT_RECENT = re.compile(r"\s(?:months|weeks|years|days|times|past|history|decades)\b")
_MONTH_DAY = re.compile(
    r"the\s(?P<day>\d{1,2})(?:st|nd|rd|th|d)\b(?:(?P<which>\s(?:inst|ult|prox)(?:\.|[a-z]*\b))|(?=[.,;:)’'\n]|$"
    r"|\s(?:and|at|in|to|for|by|we|he|she|they|it|the|his|her|their|with|when|until|from)\b(?!\s(?:the\s)?\d)))"
)
_DAY_LEADS = ("on ", "until ", "till ", "through ", "from ", "since ", "by ")
_EARLIER = re.compile(r"\b(earlier|later)\s$", re.IGNORECASE)
_ALONE = re.compile(r"(?!\sof\b)[’'\s.,;:)?!\]”—–-]|$")


class Unit(StrEnum):
    """What a step from the letter's day counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    MONTH_DAY = "day of the month"


@dataclass(frozen=True, slots=True)
class Away:
    """A time from `least` to `most` units away from a day; `day` is the weekday (0, Monday) or day of the month meant.

    One that is `vague` can be met, but not missed. `which` is "last" or "next" where that is said, `part` what of the
    time is meant ("late").
    """

    unit: Unit
    least: int
    most: int
    day: int = 0
    which: str = ""
    vague: bool = False
    part: str = ""

    def times(self, ref: When, tense: Tense) -> Iterator[When]:
        """The times that can be meant on a day; none where they lie beyond the calendar."""
        try:
            match self.unit:
                case Unit.WEEKDAY if ref.is_day:
                    yield from self._weekdays(ref.earliest, tense)
                case Unit.MONTH_DAY if ref.is_day:
                    yield from self._month_days(ref.earliest, tense)
                case Unit.DAY | Unit.WEEK | Unit.MONTH | Unit.YEAR:
                    yield self._within(self._first(ref.earliest), self._last(ref.latest))
        except (OverflowError, ValueError):
            return

    def _within(self, first: date, last: date) -> When:
        begin, end = _PARTS.get(self.part, (0.0, 1.0))
        days = (last - first).days
        return _some_day(first + timedelta(days=int(begin * days)), first + timedelta(days=round(end * days)))

    def _first(self, day: date) -> date:
        match self.unit:
            case Unit.WEEK:
                return day + timedelta(days=7 * self.least - day.weekday())
            case Unit.MONTH:
                return _month(day, self.least)
            case Unit.YEAR:
                return date(day.year + self.least, 1, 1)
        return day + timedelta(days=self.least)

    def _last(self, day: date) -> date:
        match self.unit:
            case Unit.WEEK:
                return day + timedelta(days=7 * self.most + 6 - day.weekday())
            case Unit.MONTH:
                return _month(day, self.most + 1) - timedelta(days=1)
            case Unit.YEAR:
                return date(day.year + self.most, 12, 31)
        return day + timedelta(days=self.most)

    def _weekdays(self, ref: date, tense: Tense) -> Iterator[When]:
        of_week = ref + timedelta(days=self.day - ref.weekday())
        week = timedelta(days=7)
        before = of_week if of_week <= ref else of_week - week
        after = of_week if of_week >= ref else of_week + week
        match self.which:
            case "last" | "past":
                told = {before if before < ref else ref - week, of_week - week}
            case "next":
                told = {after if after > ref else ref + week, of_week + week}
            case _:
                told = {before} if tense is Tense.PAST else {after} if tense is Tense.FUTURE else {before, after}
        yield from (_some_day(day, day) for day in sorted(told))

    def _month_days(self, ref: date, tense: Tense) -> Iterator[When]:
        for away in range(self.least, self.most + 1):
            start = _month(ref, away)
            day = start + timedelta(days=self.day - 1)
            fits = tense is Tense.UNKNOWN or self.which or (day <= ref if tense is Tense.PAST else day >= ref)
            if day.month == start.month and fits:
                yield _some_day(day, day)


_PARTS = {
    "early": (0.0, 0.5), "mid": (0.25, 0.75), "late": (0.5, 1.0), "first half": (0.0, 0.5), "second half": (0.5, 1.0),
    "first week": (0.0, 0.27), "second week": (0.2, 0.5), "third week": (0.43, 0.73), "fourth week": (0.66, 0.97),
    "last week": (0.75, 1.0),
}  # fmt: skip
"""Which fractions of a time each part of it takes."""

Found = tuple[int, int, tuple[Away, ...]]
"""Where a time is told, and the ways to read it."""


def weekday_at(text: str, start: int, end: int) -> Found | None:
    """A weekday that stands alone: "on Sunday", "last Tuesday"; not "Sunday, June 18" nor "every Sunday"."""
    if _DAY_AFTER.match(text, end):
        return None
    before, day = text[max(start - 14, 0) : start], WEEKDAYS.index(text[start:end])
    told = _WHICH_DAY.search(before)
    if told is None and not _BARE_BEFORE.search(before):
        return None
    which = told[1].lower() if told and told[1].lower() in {"last", "next", "this", "past", "coming"} else ""
    if which:
        start -= len(before) - told.start()  # type: ignore[union-attr]
    return start, end, (Away(Unit.WEEKDAY, 0, 0, day, which),)


def month_day_at(text: str, start: int, end: int) -> Found | None:
    """A day of a month that is not named: "on the 18th", "the 10th instant"."""
    found = _MONTH_DAY.match(text, start)
    if found is None or not 1 <= int(found["day"]) <= 31:
        return None
    which = (found["which"] or "").strip()[:3]
    if not which and not text[max(start - 8, 0) : start].lower().endswith(_DAY_LEADS):
        return None
    least, most = {"ins": (0, 0), "ult": (-1, -1), "pro": (1, 1)}.get(which, (-1, 1))
    return start, found.end(), (Away(Unit.MONTH_DAY, least, most, int(found["day"]), which),)


def ago_at(text: str, start: int, end: int) -> Found | None:
    """So long before the letter: "two years ago", "over a year ago"; the offsets are those of "ago"."""
    window = max(start - 30, 0)
    said = _AGO.search(text[window:start])
    if said is None:
        return None
    first = window + said.start()
    number = 1 if said["number"].lower() in {"a", "an"} else parse_number(said["number"])
    if number is None or not 0 < number <= MOST:
        return None
    before = _HEDGED.search(text[max(first - 24, 0) : first])
    hedge = before[0].strip().lower() if before else ""
    size = DAYS[said["unit"].lower()]
    least, most = _reach(number, hedge, size)
    ways = [Away(Unit.DAY, -round(most * size) - 1, -round(least * size) + 1)]
    if not hedge and said["unit"].lower() in {"year", "month"}:
        ways.append(Away(Unit(said["unit"].lower()), -number, -number))
    return first - (len(before[0]) if before else 0), end, tuple(ways)


def _reach(number: int, hedge: str, size: float) -> tuple[float, float]:
    """From how many to how many units "two", "over two", "nearly two" can be; of years only whole ones may count."""
    if hedge.startswith(("more", "over", "at least", "well", "above")):
        return number - 0.05, number * 1.5 + 0.5
    if hedge.startswith(("less", "fewer", "under", "nearly", "almost", "not quite", "just")):
        return number * 0.6, number + 0.05
    if hedge:
        return number * 0.7, number * 1.3 + 0.2
    return number - 0.5, number + (1.0 if size >= DAYS["year"] else 0.5)


def spell_at(text: str, start: int, end: int) -> Found | None:
    """A spell that ends with the letter: "in the past year", "over the last three months"."""
    said = _PAST_SPELL.match(text, start)
    if said is None or not _WITHIN.search(text[max(start - 8, 0) : start]):
        return None
    number = parse_number(said["number"]) if said["number"] else 1
    if number is None or number > MOST:
        return None
    days = round(number * DAYS[said["unit"].lower()])
    return start, said.end(), (Away(Unit.DAY, -days - 1, 0),)


def word_at(text: str, start: int, end: int) -> Found | None:
    """What one word or two tell: "yesterday", "last month", "earlier this year", "recently", "upcoming"."""
    words = " ".join(text[start:end].lower().split())
    way = _WORDS[words]
    if way.vague and way.most == 0 and text.startswith("ly", end):
        end += 2
    if not _ALONE.match(text, end) or (way.vague and _NOT_RECENT.match(text, end)):
        return None
    which = _EARLIER.search(text[max(start - 8, 0) : start]) if words.startswith("this ") else None
    if which is None:
        return start, end, (way,)
    start -= len(which[0])
    past = which[1].lower() == "earlier"
    days = {Unit.WEEK: 6, Unit.MONTH: 30, Unit.YEAR: 365}[way.unit]
    return start, end, (Away(Unit.DAY, -days if past else 0, 0 if past else days),)


def _some_day(first: date, last: date) -> When:
    return When(f"{first}/{last}" if first != last else str(first), first, last, first, last)


def _month(day: date, by: int) -> date:
    months = day.year * 12 + day.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
_WORDS = {
    "yesterday": Away(Unit.DAY, -1, -1),
    "today": Away(Unit.DAY, 0, 0, vague=True),
    "tomorrow": Away(Unit.DAY, 1, 1),
    "recent": Away(Unit.DAY, -_RECENT, 0, vague=True),
    **{word: Away(Unit.DAY, 0, _COMING, vague=True) for word in ("forthcoming", "upcoming", "impending")},
    **{
        f"{which} {unit}": Away(unit, step, step)
        for which, step in _STEPS.items()
        for unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR)
    },
}
WORDS = tuple(_WORDS)
"""All that `word_at` reads, in lower case."""
