"""Word sequences over many texts: where in them a few words in a row stand.

A text is laid up as its words in lower case, a line each. The first few sequences are looked for from end to end; only
whoever asks more gets an index, which takes as long to make as many such looks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from sphinx_factcheck.engine.spans.quotes import TOKEN, Token, tokens

_BITS = 21
"""Two million different words; those beyond share numbers, which costs a look and no more."""
_MASK = (1 << _BITS) - 1
COMMON = 64
"""Sequences that stand in more places than this find nothing that rarer ones would not."""
_LOOKS = 12
"""Of so many questions each is answered by looking through everything."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A text as its words in a row, and the same in lower case."""

    text: str
    words: tuple[Token, ...]
    low: tuple[str, ...]


class Place(NamedTuple):
    """Where some words of a sequence stand: the number of the text, and where the sequence would start in it."""

    text: int
    start: int


@lru_cache(maxsize=4096)
def worded(text: str) -> Worded:
    """The words of a text, without square brackets, which are its editors' own."""
    words = tuple(tokens(_plain(text)))
    return Worded(text, words, tuple(t.word.lower() for t in words))


def _plain(text: str) -> str:
    return text.replace("[", "").replace("]", "")


def laid_up(text: str) -> str:
    """The words of a text in lower case, as `worded` has them, a line each."""
    return "\n".join(_low(_plain(text)))


def _low(plain: str) -> Iterator[str]:
    if "\u2060" in plain:  # stands for a mark within a word
        yield from (token.word.lower() for token in tokens(plain))
        return
    for word in TOKEN.findall(plain):
        if word.isalnum():
            yield word.lower()
        else:
            yield from (token.word.lower() for token in tokens(word))


Found = tuple[Sequence[tuple[int, int]], ...]
"""For every three words in a row the texts they stand in, by number, and where; one place beyond COMMON at most."""


class Sequences:
    """The sequences of words of many texts, given laid up."""

    def __init__(self, laid: Sequence[str]) -> None:
        self._laid = laid
        self._found: Callable[[Sequence[str]], Found] | None = None
        self._asked = 0
        self._last: tuple[Sequence[str], Found] = ((), ())

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sequences:
        """Those of some texts as they are."""
        return cls([laid_up(text) for text in texts])

    def index(self) -> None:
        """Make ready for many questions."""
        if not isinstance(self._found, _Index):
            self._found = _Index(self._laid)

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

    def _told(self, low: Sequence[str]) -> Found:
        if self._last[0] != low:
            self._asked += 1
            if self._asked > _LOOKS:
                self.index()
            elif self._found is None:
                self._found = _Looked(self._laid)
            assert self._found is not None
            self._last = low, self._found(low)
        return self._last[1]

    def pairs(self, text: int, low: Sequence[str]) -> list[Place]:
        """Where in one text two of these words stand in a row."""
        wanted = {pair: at for at, pair in reversed(list(enumerate(pairwise(low))))}
        told = pairwise(self._laid[text].split("\n"))
        return [Place(text, n - wanted[pair]) for n, pair in enumerate(told) if pair in wanted]


class _Looked:
    """Answers by looking through all texts."""

    def __init__(self, laid: Sequence[str]) -> None:
        self._all = "".join(f"\n\n{one}" for one in laid) + "\n\n"
        self._starts = [1, *(1 + at for at in accumulate(len(one) + 2 for one in laid))][: len(laid)]

    def __call__(self, low: Sequence[str]) -> Found:
        return tuple([*self._places(low[at : at + 3])] for at in range(len(low) - 2))

    def _places(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        wanted, at = "\n" + "\n".join(words) + "\n", -1
        for _ in range(COMMON + 1):
            at = self._all.find(wanted, at + 1)
            if at < 0:
                return
            text = bisect_right(self._starts, at) - 1
            yield text, self._all.count("\n", self._starts[text], at)


class _Index:
    """Answers from an index of all that stands in a row by threes."""

    def __init__(self, laid: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._threes: dict[int, list[tuple[int, int]]] = {}
        for number, text in enumerate(laid):
            self._file(number, text.split("\n"))

    def _file(self, number: int, words: Sequence[str]) -> None:
        numbers, threes = self._numbers, self._threes
        ids = [numbers.setdefault(word, len(numbers)) & _MASK for word in words]
        for at in range(len(ids) - 2):
            key = (ids[at] << _BITS | ids[at + 1]) << _BITS | ids[at + 2]
            places = threes.get(key)
            if places is None:
                threes[key] = [(number, at)]
            elif len(places) <= COMMON:
                places.append((number, at))

    def __call__(self, low: Sequence[str]) -> Found:
        return tuple(self._answers(low))

    def _answers(self, low: Sequence[str]) -> Iterator[Sequence[tuple[int, int]]]:
        ids = [self._numbers.get(word, -1) & _MASK if word in self._numbers else -1 for word in low]
        for at in range(len(ids) - 2):
            known = -1 not in ids[at : at + 3]
            key = (ids[at] << _BITS | ids[at + 1]) << _BITS | ids[at + 2] if known else -1
            yield self._threes.get(key, ())
