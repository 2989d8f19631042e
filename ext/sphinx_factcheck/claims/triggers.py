"""Where a letter can hold a claim at all: one pass of one automaton over the text, for the words of every kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.letters.text import Span

_asked: dict[tuple[str, ...], None] = {}
"""All the stems that any kind has asked for: from then on they are looked for together."""


def places_of(text: str, stems: tuple[str, ...]) -> tuple[int, ...]:
    """The offsets at which one of these stems stands, as written or with a capital, in order.

    The stems are a kind's constants: each new tuple of them makes the automaton of all anew.
    """
    _asked.setdefault(stems)
    return _places(text, len(_asked))[stems]


@lru_cache(maxsize=4)
def _places(text: str, kinds: int) -> Mapping[tuple[str, ...], tuple[int, ...]]:
    automaton, asked_by = _automaton(kinds)
    found: list[set[int]] = [set() for _ in range(kinds)]
    for stem, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        for kind in asked_by[stem]:
            found[kind].add(start)
    return {stems: tuple(sorted(starts)) for stems, starts in zip(list(_asked)[:kinds], found, strict=True)}


@lru_cache(maxsize=1)
def _automaton(kinds: int) -> tuple[AhoCorasick, list[list[int]]]:
    """The automaton of all stems, and for each of them the numbers of those who asked."""
    asked_by: dict[str, list[int]] = {}
    for kind, stems in enumerate(list(_asked)[:kinds]):
        for stem in sorted({*stems, *(s[:1].upper() + s[1:] for s in stems)}):
            asked_by.setdefault(stem, []).append(kind)
    return AhoCorasick(asked_by, implementation=Implementation.DFA), list(asked_by.values())


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
