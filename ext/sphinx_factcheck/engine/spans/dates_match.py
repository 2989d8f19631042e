"""Which times a run of words can tell, by the table of forms."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.spans.calendar import Moment, Which
from sphinx_factcheck.engine.spans.dates_forms import FORMS, WRAPS, Form, Wrap
from sphinx_factcheck.engine.spans.dates_words import KINDS, Token
from sphinx_factcheck.engine.spans.periods import (
    Around,
    Either,
    Feast,
    MonthDay,
    Near,
    Nth,
    OfYear,
    Part,
    Range,
    Said,
    Weekday,
)


@record()
class Told:
    """A time read in a run of words: what it says, by which form, and where in the run it stands."""

    said: Said | Either
    form: str
    start: int
    end: int
    needs: str = ""


_NAME = re.compile(r"[a-z_]+\d?")
_PART = re.compile(rf"{_NAME.pattern}|[()|?]")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    seen: dict[str, int] = {}

    def once(found: re.Match[str]) -> str:
        """A name that stands twice, as in two ways to go on, is told by the one that is there."""
        seen[found[0]] = seen.get(found[0], 0) + 1
        label = found[0] if seen[found[0]] == 1 else f"{found[0]}_{seen[found[0]]}"
        return f"(?P<{label}>[{re.escape(KINDS[found[0].rstrip('0123456789')])}])"

    return re.compile(_NAME.sub(once, pattern.replace("(", "\0")).replace("\0", "(?:").replace(" ", ""))


Found = tuple[int, tuple[tuple[str, int], ...]]
"""How many words fit a pattern, and which of them have which name in it."""


@lru_cache(maxsize=1 << 15)
def _forms_of(letters: str) -> tuple[tuple[Form, Found], ...]:
    """The forms that a run of words can begin with, the longest first, of those the first of the table.

    They are kept, for a few hundred runs are most of what is ever read.
    """
    forms = _beginning().get(letters[:1], ())
    told = [(form, found) for form in forms if (found := _fit(form.pattern, letters))]
    return tuple(sorted(told, key=lambda one: -one[1][0]))


@cache
def _beginning() -> Mapping[str, Sequence[Form]]:
    """The forms by the kind of word that they can begin with, in the order of the table."""
    told: dict[str, list[Form]] = {}
    for form in FORMS:
        for letter in _first_letters(deque(_PART.findall(form.pattern)))[0]:
            told.setdefault(letter, []).append(form)
    return told


def _first_letters(parts: deque[str]) -> tuple[set[str], bool]:
    """The kinds of words with which a pattern can begin, up to a bracket that closes it; whether it can be empty."""
    told: set[str] = set()
    empty, open_ = False, True
    while parts and parts[0] != ")":
        part = parts.popleft()
        if part == "|":
            empty, open_ = empty or open_, True
            continue
        letters, none = (set(KINDS[part.rstrip("0123456789")]), False) if part != "(" else _first_letters(parts)
        if part == "(":
            parts.popleft()
        if parts and parts[0] == "?":
            parts.popleft()
            none = True
        if open_:
            told |= letters
            open_ = none
    return told, empty or open_


@lru_cache(maxsize=1 << 15)
def _wraps_of(letters: str) -> tuple[tuple[Wrap, Found], ...]:
    """The forms with another time in them that a run of words can begin with."""
    return tuple((wrap, found) for wrap in WRAPS if (found := _fit(wrap.before, letters)) and found[0] < len(letters))


def _fit(pattern: str, letters: str) -> Found | None:
    found = _compiled(pattern).match(letters)
    if found is None or not found.end():
        return None
    names = {
        name.partition("_")[0] if name[-1].isdigit() and "_" in name else name: found.start(name)
        for name, letter in found.groupdict().items()
        if letter
    }
    return found.end(), tuple(names.items())


@lru_cache(maxsize=1 << 15)
def _starts(letters: str) -> tuple[int, ...]:
    """Where in a run a time can begin."""
    told = {at for at in range(len(letters)) if _forms_of(letters[at : at + _MOST])}
    wrapped = {at for at in range(len(letters)) if told and _wraps_of(letters[at : at + _MOST])}
    led = {at for at in range(len(letters)) if letters[at] in "fb" and at + 1 in told}
    return tuple(sorted(told | wrapped | led))


_MOST = 20
"""No form has more words."""


_JOINING = re.compile(r"[-t/&r]")


class Run:
    """A run of words and marks of dates, and the times that can be read in it."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.letters = "".join([token.letter for token in tokens])
        self._at: dict[int, list[Told]] = {}

    @property
    def starts(self) -> tuple[int, ...]:
        """Where a time can begin, in order."""
        return _starts(self.letters)

    def longest(self, at: int) -> Iterator[Told]:
        """The times that begin at a word, the longest first."""
        if self.letters[at] in "fb" or _JOINING.search(self.letters, at) or _wraps_of(self.letters[at : at + _MOST]):
            return iter(sorted((*self.times(at), *self.ranges(at)), key=lambda told: -told.end))
        return self._simple(at)

    def times(self, at: int) -> list[Told]:
        """The single times that begin at a word, those of the table's earlier forms first."""
        known = self._at.get(at)
        if known is None:
            self._at[at] = []  # a time does not hold one that begins where it does
            known = self._at[at] = [*self._simple(at), *self._wrapped(at)]
        return known

    def _simple(self, at: int) -> Iterator[Told]:
        for form, (length, names) in _forms_of(self.letters[at : at + _MOST]):
            if (said := form.build(self._words(at, names))) is not None:
                yield Told(said, form.name, at, at + length, form.needs)

    def _wrapped(self, at: int) -> Iterator[Told]:
        for wrap, (length, names) in _wraps_of(self.letters[at : at + _MOST]):
            words = self._words(at, names)
            for of in self.times(at + length):
                ways = of.said.ways if isinstance(of.said, Either) else (of.said,)
                built: list[Said] = [said for way in ways if (said := wrap.build(words, way)) is not None]
                if built:
                    yield Told(built[0] if len(built) == 1 else Either(tuple(built)), wrap.name, at, of.end, wrap.needs)

    def _words(self, at: int, names: tuple[tuple[str, int], ...]) -> dict[str, Token]:
        return {name: self.tokens[at + place] for name, place in names}

    def ranges(self, at: int) -> Iterator[Told]:
        """The times from one to another that begin at a word."""
        lead = self.letters[at]
        begin = at + (lead in "fb")
        for first in self.times(begin) if begin < len(self.letters) else ():
            after = first.end + (self.letters[first.end : first.end + 1] == "," and lead == "f")
            joined = self.letters[after : after + 1]
            if not _JOINING.match(joined) or (joined in "&r" and lead != "b"):
                continue
            if joined == "/" and first.form != "figures":
                continue
            second = after + 1 + (self.letters[after + 1 : after + 2] == "T")
            for start in dict.fromkeys((after + 1, second)):
                for last in self.times(start) if start < len(self.letters) else ():
                    said = _ranged(first, last)
                    if said is not None:
                        yield Told(said, "range", at, last.end, "range")


def _ranged(first: Told, last: Told) -> Said | None:
    """The time from one time to another: of several ways to read them the shortest."""
    made = [said for a in _ways(first) for b in _ways(last) if (said := _from_to(a, b))]
    return min(made, key=_length, default=None)


def _from_to(a: Said, b: Said) -> Range | None:
    """The time from one to another, the year of the first taken from the last where only that says it."""
    if not (isinstance(a, _ENDS) and isinstance(b, _ENDS)) or _beyond(a) or _beyond(b):
        return None
    if isinstance(a, MonthDay) and isinstance(b, Moment) and b.month and a.day <= (b.day or 0):
        a = replace(b, day=a.day, weekday=a.weekday)  # "from the 3d to the 8th of March"
    if isinstance(a, Moment) and isinstance(b, Moment):
        if a.year is None and b.year is not None and a.which is Which.ANY:
            if a.month is None and not a.part:
                return None
            if a.month and not b.month:
                return None
            year = b.year - (1 if (a.month or 0) > (b.month or 12) else 0)
            a = Moment(year, a.month, a.day, a.part, short=b.short, weekday=a.weekday)
        if a.year and b.year and not (a.short or b.short) and _later_than(a, b) and not (a.day and b.day):
            return None
    return Range(a, b)


_ENDS = (Moment, Weekday, Around, Near, Feast, MonthDay, Nth, Part, OfYear)
"""What a time can last from and until."""


def _beyond(said: Said) -> bool:
    """Whether a bare number is no year that anybody speaks of."""
    return isinstance(said, Moment) and not said.month and (said.year or 0) > _LAST_SPOKEN_OF


_LAST_SPOKEN_OF = 2200


def _length(said: Range) -> int:
    """In days, roughly; a time that ends before it starts is the longest."""
    first, last = said.first, said.last
    if not (isinstance(first, Moment) and isinstance(last, Moment) and first.year and last.year):
        return 0
    days = (
        365 * (last.year - first.year)
        + 30 * ((last.month or 1) - (first.month or 1))
        + (last.day or 1)
        - (first.day or 1)
    )
    return days if days >= 0 else _ENDLESS


_ENDLESS = 10**7


def _ways(told: Told) -> tuple[Said, ...]:
    return told.said.ways if isinstance(told.said, Either) else (told.said,)


def _later_than(a: Moment, b: Moment) -> bool:
    return (a.year or 0, a.month or 1, a.day or 1) > (b.year or 0, b.month or 12, b.day or 31)
