"""Where a letter can hold a claim at all: one pass of one automaton over the text, for the words of every kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from ahocorasick_rs import AhoCorasick, Implementation

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.letters.text import Span

_TOGETHER: dict[tuple[str, ...], int] = {}
"""The stems that modules look for, numbered; filled while they are imported, and never after."""


def together(*told: tuple[str, ...]) -> None:
    """Have these stems looked for in one pass with those of all other modules: said at the end of a module that asks
    for them. Others, asked for without that, cost a pass of their own.
    """
    for stems in told:
        _TOGETHER.setdefault(stems, len(_TOGETHER))


def places_of(text: str, stems: tuple[str, ...]) -> tuple[int, ...]:
    """The offsets at which one of these stems stands, as written or with a capital, in order."""
    number = _TOGETHER.get(stems)
    return _places_alone(text, stems) if number is None else _places(text, len(_TOGETHER))[number]


@lru_cache(maxsize=16)
def _places_alone(text: str, stems: tuple[str, ...]) -> tuple[int, ...]:
    hits = _automaton_alone(stems).find_matches_as_indexes(text, overlapping=True)
    return tuple(sorted({start for _, start, _ in hits}))


@lru_cache(maxsize=16)
def _automaton_alone(stems: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(_written(stems))


def _written(stems: tuple[str, ...]) -> list[str]:
    """Stems as they are written, and with a capital."""
    return sorted({*stems, *(s[:1].upper() + s[1:] for s in stems)})


@lru_cache(maxsize=4)
def figures_in(text: str) -> tuple[int, ...]:
    """The offsets at which a number in figures begins, of whatever script, in order."""
    figures = _FIGURES if text.isascii() else _ANY_FIGURES
    return tuple([number.start() for number in figures.finditer(text)])


_FIGURES, _ANY_FIGURES = re.compile(r"[0-9][0-9]*"), re.compile(r"[\d]\d*")
"""Each begins with a set of signs, which is looked for many times faster than anything else."""


@lru_cache(maxsize=4)
def _places(text: str, kinds: int) -> tuple[tuple[int, ...], ...]:
    """The places of the stems of each kind."""
    automaton, told_by = _automaton(kinds)
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for stem, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        starts[stem].append(start)
    here = frozenset(starts)
    return tuple([tuple(sorted({*chain(*[starts[stem] for stem in here & stems])})) for stems in told_by])


@lru_cache(maxsize=1)
def _automaton(kinds: int) -> tuple[AhoCorasick, tuple[frozenset[int], ...]]:
    """The automaton of all stems, and their numbers for each kind."""
    numbers: dict[str, int] = {}
    told = [_written(stems) for stems, _ in zip(_TOGETHER, range(kinds), strict=False)]
    told_by = tuple(frozenset([numbers.setdefault(stem, len(numbers)) for stem in stems]) for stems in told)
    return AhoCorasick(numbers, implementation=Implementation.DFA), told_by


def any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of these places, which are in order, lies between two offsets."""
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


def sentences_with(reading: Reading, stems: tuple[str, ...]) -> Iterator[Span]:
    """The sentences that hold one of these stems, in order, each once."""
    done = -1
    for hit in places_of(reading.letter.text, stems):
        if hit >= done:
            sentence = reading.sentence_at(hit)
            done = sentence.end
            yield sentence


def stretches(reading: Reading, stems: tuple[str, ...], reach: int, also: Sequence[int] = ()) -> list[Span]:
    """The text within so many characters of these stems, in order; none overlaps another or crosses a sentence.

    `also` are further places that stand for stems.
    """
    found: list[Span] = []
    places = places_of(reading.letter.text, stems)
    for at in sorted({*places, *also}) if also else places:
        last = found[-1] if found else Span(0, 0)
        if found and at + reach <= last.end:
            continue
        sentence = reading.sentence_at(at)
        start, end = max(sentence.start, at - reach), min(sentence.end, at + reach)
        if found and sentence.start <= last.start and start <= last.end:
            found[-1] = Span(last.start, max(end, last.end))
        elif end > last.end:
            found.append(Span(max(start, last.end), end))
    return found
