"""Runs of words that two texts have in common, and the readings between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_RUN = 5
_PASSES = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the letter from `base` on that stand in the witness from `witness` on, `length` of them."""

    base: int
    witness: int
    length: int

    @property
    def base_end(self) -> int:
        return self.base + self.length

    @property
    def witness_end(self) -> int:
        return self.witness + self.length


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between two runs that belong together: a reading."""

    base: int
    base_end: int
    witness: int
    witness_end: int


def common_runs(base: Sequence[str], witness: Sequence[str]) -> list[Run]:
    """Runs of common words, longest first in each pass, also where passages have changed places."""
    ours, theirs = list(base), list(witness)
    found: list[Run] = []
    for number in range(_PASSES):
        new = _pass(ours, theirs)
        if not new:
            break
        for run in new:
            ours[run.base : run.base_end] = [f"\0b{number}"] * run.length
            theirs[run.witness : run.witness_end] = [f"\0w{number}"] * run.length
        found += new
    return sorted(found, key=lambda r: (r.witness, r.base))


def _pass(base: Sequence[str], witness: Sequence[str]) -> list[Run]:
    ours, theirs = (list(zip(words, words[1:], words[2:], strict=False)) for words in (base, witness))
    found: list[Run] = []
    base_end = witness_end = 0
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        shift = max(base_end - block.a, witness_end - block.b, 0)
        length = block.size + 2 - shift if block.size else 0
        if length >= min(_RUN, len(witness)):
            run = Run(block.a + shift, block.b + shift, length)
            base_end, witness_end = run.base_end, run.witness_end
            found.append(run)
    return found


def inner(base: Sequence[str], witness: Sequence[str], gap: Gap) -> tuple[list[Run], list[Gap]]:
    """A gap between two runs, word by word."""
    ours, theirs = base[gap.base : gap.base_end], witness[gap.witness : gap.witness_end]
    runs, gaps = [], []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(gap.base + a, gap.witness + b, a_end - a))
        else:
            gaps.append(Gap(gap.base + a, gap.base + a_end, gap.witness + b, gap.witness + b_end))
    return runs, gaps


def chains(runs: Sequence[Run], gaps: Iterable[Gap]) -> Iterator[tuple[list[Run], list[Gap]]]:
    """The runs that readings tie together, or nothing parts, with these readings."""
    by_start = {(gap.base, gap.witness): gap for gap in gaps}
    chain: list[Run] = []
    between: list[Gap] = []
    for run in runs:
        if chain:
            end = chain[-1].base_end, chain[-1].witness_end
            gap = by_start.get(end)
            if gap and (gap.base_end, gap.witness_end) == (run.base, run.witness):
                between.append(gap)
            elif end != (run.base, run.witness):
                yield chain, between
                chain, between = [], []
        chain.append(run)
    if chain:
        yield chain, between


def free(taken: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """What of `length` words is in none of the stretches."""
    at = 0
    for start, end in sorted(taken):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length
