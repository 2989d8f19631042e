"""Where a letter can hold a claim at all: one pass of one automaton over the text, for the words of every kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.letters.text import Span

_asked: dict[tuple[str, ...], int] = {}
"""All the stems that any kind has asked for, numbered: from then on they are looked for together."""


def places_of(text: str, stems: tuple[str, ...]) -> tuple[int, ...]:
    """The offsets at which one of these stems stands, as written or with a capital, in order.

    The stems are a kind's constants: each new tuple of them makes the automaton of all anew.
    """
    kind = _asked.setdefault(stems, len(_asked))
    return _places(text, len(_asked)).get(kind, ())


@lru_cache(maxsize=4)
def figures_in(text: str) -> tuple[int, ...]:
    """The offsets at which a number in figures begins, of whatever script, in order."""
    figures = _FIGURES if text.isascii() else _ANY_FIGURES
    return tuple([number.start() for number in figures.finditer(text)])


_FIGURES, _ANY_FIGURES = re.compile(r"[0-9][0-9]*"), re.compile(r"[\d]\d*")
"""Each begins with a set of signs, which is looked for many times faster than anything else."""


@lru_cache(maxsize=4)
def _places(text: str, kinds: int) -> Mapping[int, tuple[int, ...]]:
    """The places of the stems of each kind that has any in the text."""
    automaton, asked_by = _automaton(kinds)
    found: dict[int, set[int]] = {}
    for stem, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        for kind in asked_by[stem]:
            found.setdefault(kind, set()).add(start)
    return {kind: tuple(sorted(starts)) for kind, starts in found.items()}


@lru_cache(maxsize=1)
def _automaton(kinds: int) -> tuple[AhoCorasick, list[list[int]]]:
    """The automaton of all stems, and for each of them the numbers of those who asked."""
    asked_by: dict[str, list[int]] = {}
    for stems, kind in list(_asked.items())[:kinds]:
        for stem in sorted({*stems, *(s[:1].upper() + s[1:] for s in stems)}):
            asked_by.setdefault(stem, []).append(kind)
    return AhoCorasick(asked_by, implementation=Implementation.DFA), list(asked_by.values())


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
