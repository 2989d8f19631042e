"""Where a letter can hold a claim at all: one cheap pass over the text for the words that a kind needs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.letters.text import Span


@lru_cache(maxsize=64)
def _automaton(stems: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(sorted({*stems, *(s[:1].upper() + s[1:] for s in stems)}))


def places_of(text: str, stems: tuple[str, ...]) -> list[int]:
    """The offsets at which one of these stems stands, as written or with a capital, in order."""
    return [start for _, start, _ in _automaton(stems).find_matches_as_indexes(text)]


def sentences_with(reading: Reading, stems: tuple[str, ...]) -> Iterator[Span]:
    """The sentences that hold one of these stems, in order, each once."""
    done = -1
    for hit in places_of(reading.letter.text, stems):
        if hit >= done:
            sentence = reading.sentence_at(hit)
            done = sentence.end
            yield sentence


def stretches(reading: Reading, stems: tuple[str, ...], reach: int) -> list[Span]:
    """The text within so many characters of these stems, in order; none overlaps another or crosses a sentence."""
    found: list[Span] = []
    for at in places_of(reading.letter.text, stems):
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
