"""One of two texts that are compared: its words with the blocks and quotations they stand in, and its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sphinx_factcheck.check.collate.model import compared, words_of
from sphinx_factcheck.check.collate.runs import Words
from sphinx_factcheck.engine.claims.sentences import split_sentences
from sphinx_factcheck.engine.spans.quotes import quotations
from sphinx_factcheck.letters.text import Block, Letter, Span

_LONG_WORD = 4
_PARAPHRASED, _FEWEST_SHARED = 0.4, 8
_RARE = 20
"""A word in more sentences than these does not lead to any of them."""
_PROSE = frozenset({"paragraph", "cell"})


class Side:
    """The words of one text, with the blocks and quotations they stand in."""

    def __init__(self, letter: Letter, forgiving: frozenset[str]) -> None:
        self.letter = letter
        self.words = words_of(letter, Span(0, len(letter.text)))
        self.keys = [compared(t.word, forgiving) for t in self.words]
        self.starts = [t.start for t in self.words]
        self.blocks = letter.blocks or (Block(0, len(letter.text), "paragraph"),)
        self._block_starts = [b.start for b in self.blocks]
        self.quotes = [
            (bisect_left(self.starts, start), bisect_left(self.starts, end))
            for block in self.blocks
            for start, end in quotations(letter.text, block.start, block.end)
        ]

    @property
    def compared(self) -> Words:
        return Words(self.keys, frozenset(bisect_left(self.starts, start) for start in self._block_starts))

    def block(self, word: int) -> int:
        return bisect_right(self._block_starts, self.starts[word]) - 1

    def lines(self, taken: Iterable[tuple[int, int]]) -> dict[tuple[str, ...], list[int]]:
        """The blocks without a word in any of the stretches: the numbers of their first words, by all their words."""
        begun = [bisect_left(self.starts, start) for start in self._block_starts]
        used = {self.block(n) for first, end in taken for n in range(first, end)}
        lines: dict[tuple[str, ...], list[int]] = {}
        for number, (first, end) in enumerate(pairwise([*begun, len(self.words)])):
            if first < end and number not in used:
                lines.setdefault(tuple(self.keys[first:end]), []).append(first)
        return lines

    def span(self, first: int, end: int) -> Span:
        """The stretch from one word to the one before `end`; empty, behind the word before, where there is none."""
        if first < end:
            return Span(self.words[first].start, self.words[end - 1].end)
        at = self.words[first - 1].end if first else 0
        return Span(at, at)

    def quote_at(self, word: int, among: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        at = bisect_right(among, word, key=lambda q: q[0]) - 1
        return among[at] if at >= 0 and word < among[at][1] else None


class Likeness:
    """The sentences of a letter by their telling words, rare ones counting for more."""

    def __init__(self, side: Side) -> None:
        self._sentences: list[tuple[Span, frozenset[str]]] = []
        for span in split_sentences(side.letter):
            first, end = bisect_left(side.starts, span.start), bisect_left(side.starts, span.end)
            telling = _telling_words(side.keys[first:end])
            if len(telling) >= _FEWEST_SHARED and side.blocks[side.block(first)].kind in _PROSE:
                self._sentences.append((side.span(first, end), telling))
        self._with: dict[str, list[int]] = {}
        for number, (_, words) in enumerate(self._sentences):
            for word in words:
                self._with.setdefault(word, []).append(number)

    def nearest(self, keys: Sequence[str]) -> Span | None:
        """The sentence of the letter that some words seem to tell again, or None."""
        said = _telling_words(keys)
        rare = (self._with.get(word, ()) for word in said)
        best, where = 0.0, None
        for number in sorted({n for sentences in rare if len(sentences) <= _RARE for n in sentences}):
            span, words = self._sentences[number]
            shared = said & words
            if len(shared) >= _FEWEST_SHARED:
                score = self._weight(shared) / self._weight(words)
                if score > best:
                    best, where = score, span
        return where if best >= _PARAPHRASED else None

    def _weight(self, words: Iterable[str]) -> float:
        return sum(1 / len(self._with[word]) for word in words)


def _telling_words(keys: Iterable[str]) -> frozenset[str]:
    """Words that carry meaning, as spelled on either side of the ocean: `organisations`, `non-governmental`."""
    folded = (k.replace("-", "").replace("iz", "is").rstrip("s") for k in keys if len(k) >= _LONG_WORD or k.isdigit())
    return frozenset(word for word in folded if word)
