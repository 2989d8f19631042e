"""Which sentences can hold a claim at all: one pass of an automaton over the text for all the words of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.letters.text import Span


@lru_cache(maxsize=64)
def _automaton(cues: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(sorted({*cues, *(c[:1].upper() + c[1:] for c in cues)}))


def cues_in(text: str, cues: tuple[str, ...]) -> list[int]:
    """The offsets at which one of these beginnings of words stands, as written or with a capital, in order."""
    return [start for _, start, _ in _automaton(cues).find_matches_as_indexes(text)]


def sentences_with(reading: Reading, cues: tuple[str, ...]) -> Iterator[Span]:
    """The sentences that hold one of these, in order, each once."""
    done = -1
    for at in cues_in(reading.letter.text, cues):
        if at >= done:
            sentence = reading.sentence_at(at)
            done = sentence.end
            yield sentence
