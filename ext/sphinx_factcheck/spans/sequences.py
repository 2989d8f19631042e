"""An index of word sequences over many texts: where in them a few words in a row stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from sphinx_factcheck.spans.quotes import Token, tokens

_BITS = 21
"""Two million different words; those beyond share numbers, which costs a look and no more."""
_MASK = (1 << _BITS) - 1
COMMON = 64
"""Sequences that stand in more places than this find nothing that rarer ones would not."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A text as its words in a row, and the same in lower case."""

    text: str
    words: tuple[Token, ...]
    low: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words of a sequence stand: the number of the text, and where the sequence would start in it."""

    text: int
    start: int


@lru_cache(maxsize=4096)
def worded(text: str) -> Worded:
    """The words of a text, without square brackets, which are its editors' own."""
    words = tuple(tokens(text.replace("[", "").replace("]", "")))
    return Worded(text, words, tuple(t.word.lower() for t in words))


@dataclass
class Sequences:
    """The sequences of three words of many texts, and of two; made once, it grows with the texts."""

    texts: tuple[Worded, ...]
    _numbers: dict[str, int] = field(default_factory=dict)
    _threes: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sequences:
        """The index of some texts."""
        made = cls(tuple(map(worded, texts)))
        for number, text in enumerate(made.texts):
            made._file(number, text)
        return made

    def _file(self, number: int, text: Worded) -> None:
        numbers, threes = self._numbers, self._threes
        ids = [numbers.setdefault(word, len(numbers)) & _MASK for word in text.low]
        for at in range(len(ids) - 2):
            key = (ids[at] << _BITS | ids[at + 1]) << _BITS | ids[at + 2]
            places = threes.get(key)
            if places is None:
                threes[key] = [(number, at)]
            elif len(places) <= COMMON:
                places.append((number, at))

    def places(self, low: Sequence[str]) -> dict[Place, int]:
        """Where words, in lower case, may stand, by every three of them in a row that is not common everywhere; and how
        many of these stand so that the words would start there."""
        found: dict[Place, int] = {}
        for at, told in enumerate(self._told(low)):
            for text, start in told if len(told) <= COMMON else ():
                place = Place(text, start - at)
                found[place] = found.get(place, 0) + 1
        return found

    def counts(self, low: Sequence[str]) -> tuple[int, ...]:
        """In how many places every three of these words in a row stand, counted as far as one beyond COMMON."""
        return tuple(map(len, self._told(low)))

    def _told(self, low: Sequence[str]) -> Iterator[Sequence[tuple[int, int]]]:
        ids = [self._numbers.get(word, -1) & _MASK if word in self._numbers else -1 for word in low]
        for at in range(len(ids) - 2):
            known = -1 not in ids[at : at + 3]
            key = (ids[at] << _BITS | ids[at + 1]) << _BITS | ids[at + 2] if known else -1
            yield self._threes.get(key, ())

    def pairs(self, text: int, low: Sequence[str]) -> list[Place]:
        """Where in one text two of these words stand in a row."""
        wanted = {pair: at for at, pair in reversed(list(enumerate(pairwise(low))))}
        return [Place(text, n - wanted[p]) for n, p in enumerate(pairwise(self.texts[text].low)) if p in wanted]
