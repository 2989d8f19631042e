"""Runs of words that two texts have in common, and the readings between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_RUN = 5
_OFTEN = 16


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


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are compared, and the numbers of those that open a block."""

    keys: Sequence[str]
    openings: frozenset[int] = frozenset()


def common_runs(base: Words, witness: Words) -> list[Run]:
    """Runs of common words, the longest first to be chosen, in whatever order the passages stand."""
    size = min(_RUN, len(witness.keys))
    free_here, free_there = bytearray(b"\1" * len(base.keys)), bytearray(b"\1" * len(witness.keys))
    found: list[Run] = []
    for run in sorted(_candidates(base, witness, size), key=lambda r: (-r.length, abs(r.base - r.witness), r.witness)):
        for part in _untaken(run, free_here, free_there):
            if part.length >= size:
                free_here[part.base : part.base_end] = free_there[part.witness : part.witness_end] = bytes(part.length)
                found.append(part)
    return sorted(found, key=lambda r: (r.witness, r.base))


def _candidates(base: Words, witness: Words, size: int) -> Iterator[Run]:
    """What both begin with, and all runs around `size` words that do not stand in the letter again and again."""
    reached: dict[int, int] = {}
    """How far the witness has been compared, for each distance between the places in letter and witness."""
    if size and base.keys[:size] == witness.keys[:size]:
        yield (run := _grown(base, witness, 0, 0, size))
        reached[0] = run.witness_end
    places: dict[tuple[str, ...], list[int]] = {}
    for n in range(len(base.keys) - size + 1 if size else 0):
        places.setdefault(tuple(base.keys[n : n + size]), []).append(n)
    for there in range(len(witness.keys) - size + 1):
        matching = places.get(tuple(witness.keys[there : there + size]), [])
        for here in matching if len(matching) <= _OFTEN else ():
            if there >= reached.get(here - there, 0):
                run = _grown(base, witness, here, there, size)
                reached[here - there] = run.witness_end
                yield run


def _grown(base: Words, witness: Words, here: int, there: int, size: int) -> Run:
    """A run of `size` words with all that is common before and behind it, into other blocks not for a few words."""
    ours, theirs = base.keys, witness.keys

    def enters(m: int, n: int, step: int) -> bool:
        """Whether growing on from two words goes on into another block, and for a few words only."""
        if m not in base.openings and n not in witness.openings:
            return False
        first = slice(m, m + size), slice(n, n + size)
        last = slice(max(m - size, 0), m), slice(max(n - size, 0), n)
        part = first if step > 0 else last
        return ours[part[0]] != theirs[part[1]]

    first, end = (here, there), (here + size, there + size)
    while min(first) and ours[first[0] - 1] == theirs[first[1] - 1] and not enters(*first, -1):
        first = first[0] - 1, first[1] - 1
    while end[0] < len(ours) and end[1] < len(theirs) and ours[end[0]] == theirs[end[1]] and not enters(*end, 1):
        end = end[0] + 1, end[1] + 1
    return Run(*first, end[0] - first[0])


def _untaken(run: Run, here: bytearray, there: bytearray) -> Iterator[Run]:
    """The parts of a run whose words are still free in both texts."""
    start = 0
    for n in range(run.length + 1):
        if n == run.length or not (here[run.base + n] and there[run.witness + n]):
            if n > start:
                yield Run(run.base + start, run.witness + start, n - start)
            start = n + 1


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
