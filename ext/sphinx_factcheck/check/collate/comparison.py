"""The comparison itself: two texts side by side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from operator import itemgetter

from sphinx_factcheck.check.collate.model import Collation, Relation, Segment
from sphinx_factcheck.check.collate.runs import Gap, Run, chains, common_runs, free, inner
from sphinx_factcheck.check.collate.side import Likeness, Side
from sphinx_factcheck.engine.claims.sentences import split_sentences
from sphinx_factcheck.letters.text import Letter, Span

_COPIED = 8
_NEAR = 12
_STEPS = ((1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1))
_LONG_WORD = 4
_COPY = 0.8
_ALIKE = 0.6


class Comparison:
    """Two texts side by side while they are compared."""

    def __init__(self, base: Letter, witness: Letter, forgiving: frozenset[str]) -> None:
        self.base = Side(base, forgiving)
        self.witness = Side(witness, forgiving)

    def collation(self) -> Collation:
        runs = self._extended(common_runs(self.base.compared, self.witness.compared))
        runs, gaps = self._refined(runs)
        quotes = self._marks_of_quoting(runs)
        runs, gaps = self._with_lines(runs, gaps)
        same = sum(run.length for run in runs)
        copy = not quotes and bool(same) and same >= _COPY * len(self.witness.words)
        if not copy:
            runs, gaps = self._with_lines(*self._telling(runs, gaps, quotes))
        segments = [*self._same(runs, quotes, copy), *self._readings(gaps), *self._own(runs, gaps)]
        segments.sort(key=lambda s: (s.witness.start, s.witness.end, s.base))
        return Collation(self.base.letter, self.witness.letter, (*segments, *self._dropped(runs, gaps)), copy)

    # -- Runs and the readings between them

    def _extended(self, runs: list[Run]) -> list[Run]:
        """Take in common words that stand a word or two before or behind a run: `Urge your counterparts to …`."""
        more: list[Run] = list(runs)
        here: set[int] = set()
        there: set[int] = set()
        starts, ends = sorted(r.base for r in runs), sorted(r.base_end for r in runs)
        for before, run, behind in zip([None, *runs], runs, [*runs[1:], None], strict=False):
            floor = _last(ends, run.base, 0), before.witness_end if before else 0
            roof = (
                _first(starts, run.base_end, len(self.base.words)),
                behind.witness if behind else len(self.witness.words),
            )
            for one in (self._beyond(run, -1, *floor), self._beyond(run, 1, *roof)):
                if one is None:
                    continue
                ours, theirs = range(one.base, one.base_end), range(one.witness, one.witness_end)
                if here.isdisjoint(ours) and there.isdisjoint(theirs):  # what stands between two runs is taken in once
                    more.append(one)
                    here.update(ours)
                    there.update(theirs)
        return sorted(set(more), key=lambda r: (r.witness, r.base))

    def _beyond(self, run: Run, step: int, base_limit: int, witness_limit: int) -> Run | None:
        """The common words a word or two before (`step` -1) or behind (1) a run, in the same blocks."""
        i, j = (run.base, run.witness) if step < 0 else (run.base_end - 1, run.witness_end - 1)

        def same(m: int, n: int) -> bool | None:
            """Whether two words are the same; None where one of them is out of reach."""
            inside = (m >= base_limit and n >= witness_limit) if step < 0 else (m < base_limit and n < witness_limit)
            if not inside or self.base.block(m) != self.base.block(i) or self.witness.block(n) != self.witness.block(j):
                return None
            return self.base.keys[m] == self.witness.keys[n]

        for over, beside in _STEPS:
            m, n = i + step * (over + 1), j + step * (beside + 1)
            if same(m, n) and len(self.base.keys[m]) >= _LONG_WORD:
                length = 1
                while same(m + step * length, n + step * length):
                    length += 1
                return Run(m, n, length) if step > 0 else Run(m - length + 1, n - length + 1, length)
        return None

    def _refined(self, runs: list[Run]) -> tuple[list[Run], list[Gap]]:
        """The runs with what is common between them, and the readings that part them."""
        found: list[Run] = list(runs)
        gaps: list[Gap] = []
        for one, two in pairwise(runs):
            gap = Gap(one.base_end, two.base, one.witness_end, two.witness)
            if self._is_reading(gap):
                more, parts = inner(self.base.keys, self.witness.keys, gap)
                found += more
                gaps += parts
        return sorted(found, key=lambda r: (r.witness, r.base)), gaps

    def _with_lines(self, runs: list[Run], gaps: list[Gap]) -> tuple[list[Run], list[Gap]]:
        """The runs with the lines that both texts have whole, wherever they stand: none is left out here, own there."""
        ours = self.base.lines((run.base, run.base_end) for run in runs)
        theirs = self.witness.lines((run.witness, run.witness_end) for run in runs)
        lines = [
            Run(here, there, len(words))
            for words, places in theirs.items()
            for here, there in zip(ours.get(words, ()), places, strict=False)
        ]
        if not lines:
            return runs, gaps
        here = {n for line in lines for n in range(line.base, line.base_end)}
        there = {n for line in lines for n in range(line.witness, line.witness_end)}
        kept = [
            gap
            for gap in gaps
            if here.isdisjoint(range(gap.base, gap.base_end)) and there.isdisjoint(range(gap.witness, gap.witness_end))
        ]
        return sorted([*runs, *lines], key=lambda run: (run.witness, run.base)), kept

    def _is_reading(self, gap: Gap) -> bool:
        """Whether two runs belong to one passage, so that what parts them is a reading of it."""
        base, witness = gap.base_end - gap.base, gap.witness_end - gap.witness
        if base < 0 or witness < 0 or base == witness == 0:
            return False
        here, there = (self.base, gap.base, gap.base_end), (self.witness, gap.witness, gap.witness_end)
        if not (_within_block(*here) and _within_block(*there)):
            return False
        if (base and not witness and _is_block(*here)) or (witness and not base and _is_block(*there)):
            return False
        if self._is_between_quotations(gap):
            return False
        if base <= _NEAR and witness <= _NEAR:
            return True
        if 2 * min(base, witness) < _ALIKE * (base + witness):
            return False
        ours = self.base.keys[gap.base : gap.base_end]
        theirs = self.witness.keys[gap.witness : gap.witness_end]
        return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE

    def _is_between_quotations(self, gap: Gap) -> bool:
        """Whether the witness ends a quotation before the gap and opens another behind it, and the letter does not."""

        def parts(side: Side, first: int, end: int) -> bool:
            before, behind = side.quote_at(max(first - 1, 0), side.quotes), side.quote_at(end, side.quotes)
            return before is not None and behind is not None and before != behind

        letter = parts(self.base, gap.base, gap.base_end)
        return parts(self.witness, gap.witness, gap.witness_end) and not letter

    def _marks_of_quoting(self, runs: Sequence[Run]) -> list[tuple[int, int]]:
        """The quotations of the witness that quote the letter: not those which the letter has itself."""
        found = []
        for start, end in self.witness.quotes:
            matched = [
                run.base + n - run.witness
                for run in runs
                for n in range(max(start, run.witness), min(end, run.witness_end))
            ]
            if matched and not all(self.base.quote_at(word, self.base.quotes) for word in matched):
                found.append((start, end))
        return found

    def _telling(
        self, runs: list[Run], gaps: list[Gap], quotes: Sequence[tuple[int, int]]
    ) -> tuple[list[Run], list[Gap]]:
        """Of a report, the passages that are quoted, or long enough to be no chance."""
        chained = list(chains(runs, gaps))
        kept = [
            (chain, between)
            for chain, between in chained
            if sum(run.length for run in chain) >= _COPIED
            or any(self.witness.quote_at(n, quotes) for run in chain for n in (run.witness, run.witness_end - 1))
        ]
        return [run for chain, _ in kept for run in chain], [gap for _, between in kept for gap in between]

    # -- Segments

    def _same(self, runs: Iterable[Run], quotes: Sequence[tuple[int, int]], copy: bool) -> Iterator[Segment]:
        for run in runs:
            for part in self._cut(run, quotes):
                quoted = self.witness.quote_at(part.witness, quotes)
                relation = Relation.KEPT if copy else Relation.QUOTED if quoted else Relation.COPIED
                yield Segment(
                    relation,
                    self.base.span(part.base, part.base_end),
                    self.witness.span(part.witness, part.witness_end),
                )

    def _cut(self, run: Run, quotes: Sequence[tuple[int, int]]) -> Iterator[Run]:
        """A run in parts none of which crosses a block or the mark of a quotation."""

        def where(n: int) -> tuple[int, int, tuple[int, int] | None]:
            there = run.witness + n
            return self.base.block(run.base + n), self.witness.block(there), self.witness.quote_at(there, quotes)

        start = 0
        for n in range(1, run.length + 1):
            if n == run.length or where(n) != where(n - 1):
                yield Run(run.base + start, run.witness + start, n - start)
                start = n

    def _readings(self, gaps: Iterable[Gap]) -> Iterator[Segment]:
        for gap in gaps:
            base = self.base.span(gap.base, gap.base_end)
            witness = self.witness.span(gap.witness, gap.witness_end)
            relation = Relation.CHANGED
            if not (gap.base < gap.base_end and gap.witness < gap.witness_end):
                relation = Relation.ADDED if gap.witness < gap.witness_end else Relation.DROPPED
            yield Segment(relation, base, witness, inner=True)

    def _own(self, runs: Iterable[Run], gaps: Iterable[Gap]) -> Iterator[Segment]:
        """What the witness says beside the letter, sentence by sentence."""
        taken = [(r.witness, r.witness_end) for r in runs] + [(g.witness, g.witness_end) for g in gaps]
        nothing = Span(0, 0)
        sentences = [
            (bisect_left(self.witness.starts, one.start), bisect_left(self.witness.starts, one.end))
            for one in split_sentences(self.witness.letter)
        ]
        likeness = Likeness(self.base)
        for start, end in free(taken, len(self.witness.words)):
            begin = max(bisect_right(sentences, start, key=itemgetter(0)) - 1, 0)
            behind = bisect_left(sentences, end, key=itemgetter(0))
            for opens, closes in sentences[begin:behind]:
                first, last = max(start, opens), min(end, closes)
                if first < last:
                    source = likeness.nearest(self.witness.keys[first:last])
                    relation = Relation.PARAPHRASED if source else Relation.OWN
                    yield Segment(relation, source or nothing, self.witness.span(first, last))

    def _dropped(self, runs: Iterable[Run], gaps: Iterable[Gap]) -> Iterator[Segment]:
        """What of the letter the witness has nowhere, block by block."""
        taken = [(r.base, r.base_end) for r in runs] + [(g.base, g.base_end) for g in gaps]
        for start, end in free(taken, len(self.base.words)):
            first = start
            for n in range(start + 1, end + 1):
                if n == end or self.base.block(n) != self.base.block(first):
                    yield Segment(Relation.DROPPED, self.base.span(first, n), Span(0, 0))
                    first = n


def _within_block(side: Side, first: int, end: int) -> bool:
    """Whether some words, if there are any, stand in one block."""
    return first == end or side.block(first) == side.block(end - 1)


def _is_block(side: Side, first: int, end: int) -> bool:
    """Whether some words are all that their block has."""
    opens = first == 0 or side.block(first - 1) != side.block(first)
    return opens and (end == len(side.words) or side.block(end) != side.block(end - 1))


def _last(numbers: Sequence[int], until: int, otherwise: int) -> int:
    """The last of some numbers in order that is not beyond `until`."""
    at = bisect_right(numbers, until)
    return numbers[at - 1] if at else otherwise


def _first(numbers: Sequence[int], since: int, otherwise: int) -> int:
    """The first of some numbers in order that is not before `since`."""
    at = bisect_left(numbers, since)
    return numbers[at] if at < len(numbers) else otherwise
