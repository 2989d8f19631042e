"""The dates of English prose: with a month, in figures, years alone, seasons, and those told from the letter's day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from sphinx_factcheck.claims.grammar import away, figures, years
from sphinx_factcheck.claims.grammar.calendar import SEASONS, Moment, Which
from sphinx_factcheck.claims.grammar.feasts import FEASTS, feast_at
from sphinx_factcheck.claims.grammar.lead import Before, led
from sphinx_factcheck.claims.grammar.months import NUMBERS, date_at_month
from sphinx_factcheck.claims.grammar.said import DateSaid
from sphinx_factcheck.claims.grammar.years import with_year, year_said
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS

__all__ = ["DateSaid", "find_dates", "year_said"]

_SEASON_YEAR = re.compile(r"\s(?:of\s)?(?:(?P<y>[12]\d{3})(?:[-–/]\d{2,4})?\b|(?P<which>last|this|next)\syear\b)")
_WHICH = re.compile(r"\b(?P<which>last|this|next)\s$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]*\s$")
_OF_YEAR = {"last": Which.YEAR_BEFORE, "this": Which.THIS, "next": Which.YEAR_AFTER}
_NTH = re.compile(r"\b(?P<nth>first|second|third|fourth|last)\s$")
_OF_MONTH = re.compile(rf"\s(?:of|in)\s(?P<m>{'|'.join(MONTHS)})\b(?:,?\s(?P<y>[12]\d{{3}})\b)?")
_SPELLS = ("the past ", "the last ")

Reader = Callable[[str, int, int], DateSaid | None]
"""What reads the date at a trigger: given the text, where the trigger starts, and where it ends."""


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateSaid]:
    """The dates told between two offsets, in order; none within another. Bare years where something leads to them."""
    stop = len(text) if end is None else end
    done = start
    part = text if start == 0 and stop == len(text) else text[start:stop]
    automaton, readers = _automaton()
    for number, at, past in automaton.find_matches_as_indexes(part):
        at, past = at + start, past + start
        reader = readers[number]
        if at < done or (at and reader is not _figures and text[at - 1].isalnum()):
            continue
        said = reader(text, at, past) if reader else date_at_month(text, at, past, done, stop)
        if said and said.start >= done and said.end <= stop:
            done = said.end
            yield said


@cache
def _automaton() -> tuple[AhoCorasick, list[Reader | None]]:
    """The automaton of all that a date can be told by, and what reads each; None for a month."""
    readers: dict[str, Reader | None] = dict.fromkeys(NUMBERS)
    for words, reader in (
        (SEASONS, _season), (away.WORDS, _word), (("ago",), _read(away.ago_at)),
        (_SPELLS, _read(away.spell_at)), (years.TRIGGERS, _year),
    ):  # fmt: skip
        readers |= {form: reader for word in words for form in (word, word.capitalize())}
    readers |= dict.fromkeys(FEASTS, feast_at)
    readers |= dict.fromkeys(WEEKDAYS, _weekday)
    readers |= {f"the {digit}": _month_day for digit in range(1, 10)}
    readers |= {f"the {century}": _year for century in years.CENTURIES}
    readers |= dict.fromkeys(figures.TRIGGERS, _figures)
    return AhoCorasick(readers, MatchKind.LeftmostLongest, implementation=Implementation.DFA), list(readers.values())


def _read(find: Callable[[str, int, int], away.Found | None]) -> Reader:
    """The reader of a time told from the letter's day."""

    def read(text: str, at: int, past: int) -> DateSaid | None:
        found = find(text, at, past)
        return led(text, DateSaid(found[0], found[1], Moment(), away=found[2])) if found else None

    return read


_from_here = _read(away.word_at)


def _word(text: str, at: int, past: int) -> DateSaid | None:
    """A word or two, with the part that is meant: "last month", "at the start of this year"."""
    said = _from_here(text, at, past)
    part = Before.of(text, said.start).part() if said else None
    if said is None or part is None:
        return said
    return replace(said, start=part[1], away=tuple(replace(way, part=part[0]) for way in said.away))


_from_weekday = _read(away.weekday_at)


def _weekday(text: str, at: int, past: int) -> DateSaid | None:
    """A weekday of the letter's days, or of a month: "on Sunday", "the last Sunday of September"."""
    of_month = _OF_MONTH.match(text, past)
    nth = _NTH.search(text, max(at - 7, 0), at) if of_month else None
    if of_month is None or nth is None:
        return _from_weekday(text, at, past)
    year = int(of_month["y"]) if of_month["y"] else None
    moment = Moment(year, NUMBERS[of_month["m"]], part=f"{nth['nth']} week")
    return led(text, DateSaid(nth.start(), of_month.end(), moment))


_month_day = _read(away.month_day_at)


def _year(text: str, at: int, past: int) -> DateSaid | None:
    """What begins with the first two digits of a year: that year, or a day ("from 18.06.2023", "the 18th")."""
    if text[past : past + 1] in figures.MARKS:
        return figures.date_in_figures(text, past - 1)
    return years.year_at(text, past - 2) or (_month_day(text, at, past) if text[at] in "tT" else None)


def _figures(text: str, at: int, past: int) -> DateSaid | None:
    return figures.date_in_figures(text, at)


def _season(text: str, at: int, past: int) -> DateSaid | None:
    """A season with its year: "summer of 2015", "last spring"."""
    if text[at].isupper() and _NAME_BEFORE.search(text, max(at - 14, 0), at):
        return None  # the Prague Spring
    season = text[at:past].lower()
    after = _SEASON_YEAR.match(text, past)
    if after and after["y"]:
        year = int(after["y"])
        other = Moment(year - 1, part=season) if season == "winter" else None
        part = Before.of(text, at).part()
        return led(text, DateSaid(part[1] if part else at, after.end(), Moment(year, part=season), other=other))
    if after:
        return led(text, DateSaid(at, after.end(), Moment(part=season, which=_OF_YEAR[after["which"]])))
    before = _WHICH.search(text, max(at - 6, 0), at)
    if before is None:
        bare = DateSaid(at, past, Moment(part=season))
        said = with_year(text, bare)
        return None if said is bare else led(text, said)
    start, which = before.start("which"), Which(before["which"].lower())
    return led(text, DateSaid(start, past, Moment(part=season, which=which)))
