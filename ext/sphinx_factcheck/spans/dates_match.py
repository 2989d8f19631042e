"""Which times a run of words can tell, by the table of forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sphinx_factcheck.spans.calendar import Moment, Which
from sphinx_factcheck.spans.dates_forms import FORMS, WRAPS, Form, Wrap
from sphinx_factcheck.spans.dates_words import KINDS, Token
from sphinx_factcheck.spans.periods import Either, Range, Said


@dataclass(frozen=True, slots=True)
class Told:
    """A time read in a run of words: what it says, by which form, and where in the run it stands."""

    said: Said | Either
    form: str
    start: int
    end: int
    needs: str = ""


_NAME = re.compile(r"[a-z_]+\d?")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    seen: dict[str, int] = {}

    def once(found: re.Match[str]) -> str:
        """A name that stands twice, as in two ways to go on, is told by the one that is there."""
        seen[found[0]] = seen.get(found[0], 0) + 1
        label = found[0] if seen[found[0]] == 1 else f"{found[0]}_{seen[found[0]]}"
        return f"(?P<{label}>[{re.escape(KINDS[found[0].rstrip('0123456789')])}])"

    return re.compile(_NAME.sub(once, pattern.replace("(", "\0")).replace("\0", "(?:").replace(" ", ""))


class Run:
    """A run of words and marks of dates, and the times that can be read in it."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.letters = "".join(token.letter for token in tokens)
        self._at: dict[int, list[Told]] = {}

    def longest(self, at: int) -> Iterator[Told]:
        """The times that begin at a word, the longest first."""
        told = [*self.times(at), *self.ranges(at)]
        told.sort(key=lambda one: -one.end)
        yield from told

    def times(self, at: int) -> list[Told]:
        """The single times that begin at a word, those of the table's earlier forms first."""
        known = self._at.get(at)
        if known is None:
            self._at[at] = []  # a time does not hold one that begins where it does
            known = self._at[at] = [*self._simple(at), *self._wrapped(at)]
        return known

    def _simple(self, at: int) -> Iterator[Told]:
        for form in _by_first().get(self.letters[at], ()):
            found = _compiled(form.pattern).match(self.letters, at)
            if found and found.end() > at and (said := form.build(self._words(found))) is not None:
                yield Told(said, form.name, at, found.end(), form.needs)

    def _wrapped(self, at: int) -> Iterator[Told]:
        for wrap in _wraps_by_first().get(self.letters[at], ()):
            found = _compiled(wrap.before).match(self.letters, at)
            if not found or found.end() >= len(self.letters):
                continue
            words = self._words(found)
            for of in self.times(found.end()):
                ways = of.said.ways if isinstance(of.said, Either) else (of.said,)
                built: list[Said] = [said for way in ways if (said := wrap.build(words, way)) is not None]
                if built:
                    yield Told(built[0] if len(built) == 1 else Either(tuple(built)), wrap.name, at, of.end, wrap.needs)

    def _words(self, found: re.Match[str]) -> dict[str, Token]:
        told = {name: self.tokens[found.start(name)] for name, letter in found.groupdict().items() if letter}
        return {
            name.partition("_")[0] if name[-1].isdigit() and "_" in name else name: word for name, word in told.items()
        }

    def ranges(self, at: int) -> Iterator[Told]:
        """The times from one to another that begin at a word."""
        lead = self.letters[at]
        begin = at + (lead in "fb")
        for first in self.times(begin) if begin < len(self.letters) else ():
            after = first.end + (self.letters[first.end : first.end + 1] == "," and lead == "f")
            joined = self.letters[after : after + 1]
            if not joined or joined not in "-t/&r" or (joined in "&r" and lead != "b"):
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
    """The time from one time to another, the year of the one taken from the other where only that says it."""
    a, b = _single(first.said), _single(last.said)
    if a is None or b is None or isinstance(a, Range) or isinstance(b, Range):
        return None
    if isinstance(a, Moment) and isinstance(b, Moment):
        if a.month and not b.month and not a.year and b.year:
            return None
        if a.year is None and b.year is not None and a.which is Which.ANY:
            if a.month is None and not a.part:
                return None
            year = b.year - (1 if (a.month or 0) > (b.month or 12) else 0)
            a = Moment(year, a.month, a.day, a.part, short=b.short, weekday=a.weekday)
        if a.year is not None and b.year is not None and not (a.short or b.short) and _later_than(a, b):
            return None
    return Range(a, b)


def _later_than(a: Moment, b: Moment) -> bool:
    return (a.year or 0, a.month or 1, a.day or 1) > (b.year or 0, b.month or 12, b.day or 31)


def _single(said: Said | Either) -> Said | None:
    return said.ways[0] if isinstance(said, Either) else said


@cache
def _by_first() -> Mapping[str, Sequence[Form]]:
    """The forms by the letters that they can begin with."""
    return {letter: [f for f in FORMS if _can_begin(f.pattern, letter)] for letter in _all_letters()}


@cache
def _wraps_by_first() -> Mapping[str, Sequence[Wrap]]:
    return {letter: [w for w in WRAPS if _can_begin(w.before, letter)] for letter in _all_letters()}


def _all_letters() -> str:
    return "".join(dict.fromkeys("".join(KINDS.values()) + "#uz"))


def _can_begin(pattern: str, letter: str) -> bool:
    """Whether a run that a pattern fits can begin with a letter: by a walk over the first words of the pattern."""
    return letter in _firsts(_parse(pattern))


def _parse(pattern: str) -> list[object]:
    """A pattern as nested lists: words, "?" behind what may be missing, "|" between what may stand instead."""
    stack: list[list[object]] = [[]]
    for piece in re.findall(r"[a-z_]+\d?|[()?|]", pattern):
        if piece == "(":
            stack.append([])
        elif piece == ")":
            group = stack.pop()
            stack[-1].append(group)
        else:
            stack[-1].append(piece)
    return stack[0]


def _firsts(nodes: Sequence[object]) -> str:
    """The letters that what is parsed can begin with; a space among them where it can be empty."""
    letters, open_ = "", True
    at = 0
    alternatives = ""
    while at < len(nodes):
        node = nodes[at]
        if node == "|":
            alternatives += letters + (" " if open_ else "")
            letters, open_ = "", True
            at += 1
            continue
        optional = at + 1 < len(nodes) and nodes[at + 1] == "?"
        if open_:
            own = _firsts(node) if isinstance(node, list) else KINDS[str(node).rstrip("0123456789")]
            letters += own.replace(" ", "")
            open_ = optional or " " in own
        at += 1 + optional
    return alternatives + letters + (" " if open_ else "")
