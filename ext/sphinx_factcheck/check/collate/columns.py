"""A letter and a witness in columns: which paragraphs stand beside each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sphinx_factcheck.check.collate.model import SAME, Collation
from sphinx_factcheck.letters.text import Letter, Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Blocks of the letter and of the witness beside each other, by their numbers from 0; either can be empty."""

    base: tuple[int, ...]
    witness: tuple[int, ...]


class Blocks:
    """The blocks of a letter, to be found by a stretch of its text."""

    def __init__(self, letter: Letter) -> None:
        self._ends = [block.end for block in letter.blocks]
        self._starts = [block.start for block in letter.blocks]

    def under(self, span: Span) -> range:
        """The numbers of the blocks that a stretch has words in; of an empty one, that which it stands in or ends."""
        start = span.start if span.start < span.end else span.start - 1
        return range(bisect_right(self._ends, start), bisect_left(self._starts, span.end))


def pairs(found: Collation) -> list[Pair]:
    """All blocks of both texts, each in its own order. What has changed its place stands beside nothing."""
    answers = _answers(found)
    known = {base for answered in answers.values() for base in answered}
    beside = dict(_in_order(answers))
    rows: list[Pair] = []
    done = 0
    for number in range(len(found.witness.blocks)):
        at = beside.get(number)
        if at is None:
            rows.append(Pair((), (number,)))
        elif at < done:
            rows[-1] = Pair(rows[-1].base, (*rows[-1].witness, number))
        else:
            first, end = _around(at, answers[number], done)
            rows += _alone(range(done, first), known)
            rows.append(Pair(tuple(range(first, end)), (number,)))
            done = end
    return [*rows, *_alone(range(done, len(found.base.blocks)), known)]


def _alone(blocks: range, known: set[int]) -> Iterator[Pair]:
    """Blocks of the letter beside nothing: those that the witness has elsewhere apart from those it does not have."""
    for _, some in groupby(blocks, key=known.__contains__):
        yield Pair(tuple(some), ())


def _answers(found: Collation) -> dict[int, Counter[int]]:
    """For each block of the witness the blocks of the letter that it has words of, with the length of these."""
    ours, theirs = Blocks(found.base), Blocks(found.witness)
    answers: dict[int, Counter[int]] = {}
    for one in found.segments:
        if one.relation in SAME:
            for number in theirs.under(one.witness):
                told = answers.setdefault(number, Counter())
                told.update(dict.fromkeys(ours.under(one.base), one.base.end - one.base.start))
    return answers


def _in_order(answers: Mapping[int, Counter[int]]) -> Iterator[tuple[int, int]]:
    """The longest row of blocks in the same order in both texts: each with the block it has most of, last one first."""
    told = [(number, count.most_common(1)[0][0]) for number, count in sorted(answers.items())]
    ends: list[int] = []
    lengths: list[int] = []
    for _, base in told:
        at = bisect_right(ends, base)
        ends[at : at + 1] = [base]
        lengths.append(at)
    wanted, limit = len(ends) - 1, ends[-1] if ends else 0
    for (number, base), length in zip(reversed(told), reversed(lengths), strict=True):
        if length == wanted and base <= limit:
            yield number, base
            wanted, limit = wanted - 1, base


def _around(at: int, answered: Counter[int], since: int) -> tuple[int, int]:
    """The blocks around one that the same block of the witness has words of: the first, and the one behind the last."""
    first, end = at, at + 1
    while first > since and first - 1 in answered:
        first -= 1
    while end in answered:
        end += 1
    return first, end
