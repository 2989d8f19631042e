"""A letter and a witness of it, word by word: what the witness keeps, drops, changes, quotes, copies, or says itself.

Words are compared, not spaces and punctuation marks. Runs of common words are found by `difflib` over triples of words,
so that words every text has do not tie unrelated passages together; what stands between two runs is compared again,
word by word. Passages may stand in another order than in the letter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from sphinx_factcheck.claims.grammar.quotes import Token, quotations, tokens
from sphinx_factcheck.claims.sentences import split_sentences
from sphinx_factcheck.letters.text import Block, Letter, Span

_RUN = 5
_COPIED = 8
_NEAR = 12
_STEPS = ((1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1))
_LONG_WORD = 4
_COPY = 0.8
_ALIKE = 0.6
_PARAPHRASED, _FEWEST_SHARED = 0.4, 8
_PASSES = 8
_PROSE = frozenset({"paragraph", "cell"})


class Relation(StrEnum):
    """How a stretch of a witness relates to the letter. `dropped` stretches are the letter's alone."""

    KEPT = "kept"
    QUOTED = "quoted"
    COPIED = "copied"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    PARAPHRASED = "paraphrased"
    OWN = "own"


SAME = frozenset({Relation.KEPT, Relation.QUOTED, Relation.COPIED})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the letter and the stretch of the witness that answers it; either can be empty.

    `inner` tells a reading within a passage that both have from a passage that only one of them has.
    """

    relation: Relation
    base: Span
    witness: Span
    inner: bool = False


@dataclass(frozen=True)
class Collation:
    """A letter and one witness. `segments` are in the order of the witness, dropped ones in that of the letter."""

    base: Letter
    witness: Letter
    segments: tuple[Segment, ...]
    copy: bool

    def count(self, *relations: Relation) -> int:
        """The words in stretches of these relations: those of the letter where dropped, else those of the witness."""
        return sum(
            len(words_of(self.base, s.base) if s.relation is Relation.DROPPED else words_of(self.witness, s.witness))
            for s in self.segments
            if s.relation in relations
        )

    @cached_property
    def words(self) -> tuple[int, int]:
        """How many words letter and witness have, titles included."""
        whole = Span(0, len(self.base.text)), Span(0, len(self.witness.text))
        return len(words_of(self.base, whole[0])), len(words_of(self.witness, whole[1]))

    @cached_property
    def cut_at(self) -> tuple[Span, Span] | None:
        """The last common stretch in the letter, and all behind it, where a copy breaks off before the letter's end."""
        same = [s for s in self.segments if s.relation in SAME]
        if not (self.copy and same):
            return None
        last = same[-1]
        behind = Span(last.base.end, len(self.base.text))
        more_here = len(words_of(self.witness, Span(last.witness.end, len(self.witness.text))))
        missing = len(words_of(self.base, behind))
        return (last.base, behind) if missing > _NEAR and more_here < _NEAR else None

    @cached_property
    def cut_within_sentence(self) -> bool:
        """Whether a copy breaks off before its sentence has ended."""
        cut = self.cut_at
        return bool(cut) and not any(
            cut and s.start < cut[0].end <= s.end and not words_of(self.base, Span(cut[0].end, s.end))
            for s in split_sentences(self.base)
        )

    def variants(self) -> tuple[Segment, ...]:
        """Where the witness varies within passages that both have, in the order of the letter."""
        return tuple(sorted((s for s in self.segments if s.inner), key=lambda s: (s.base, s.witness)))


def words_of(letter: Letter, span: Span) -> list[Token]:
    """The words within a stretch of a letter."""
    return [t for t in tokens(letter.text[span.start : span.end], span.start) if _is_word(t)]


def collate(base: Letter, witness: Letter) -> Collation:
    """Compare a witness with its letter."""
    return _Bench(base, witness).collation()


def _is_word(token: Token) -> bool:
    return token.word[0].isalnum()


@dataclass(frozen=True, slots=True)
class _Run:
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
class _Gap:
    """Words between two runs that belong together: a reading."""

    base: int
    base_end: int
    witness: int
    witness_end: int


class _Side:
    """The words of one text, with the blocks and quotations they stand in."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.words = words_of(letter, Span(0, len(letter.text)))
        self.keys = [t.word.casefold() for t in self.words]
        self.starts = [t.start for t in self.words]
        self.blocks = letter.blocks or (Block(0, len(letter.text), "paragraph"),)
        self._block_starts = [b.start for b in self.blocks]
        self.quotes = [
            (bisect_left(self.starts, start), bisect_left(self.starts, end))
            for block in self.blocks
            for start, end in quotations(letter.text, block.start, block.end)
        ]

    def block(self, word: int) -> int:
        return bisect_right(self._block_starts, self.starts[word]) - 1

    def span(self, first: int, end: int) -> Span:
        """The stretch from one word to the one before `end`; empty, behind the word before, where there is none."""
        if first < end:
            return Span(self.words[first].start, self.words[end - 1].end)
        at = self.words[first - 1].end if first else 0
        return Span(at, at)

    def quote_at(self, word: int, among: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        at = bisect_right(among, word, key=lambda q: q[0]) - 1
        return among[at] if at >= 0 and word < among[at][1] else None


class _Bench:
    """Two texts side by side while they are compared."""

    def __init__(self, base: Letter, witness: Letter) -> None:
        self.base = _Side(base)
        self.witness = _Side(witness)

    def collation(self) -> Collation:
        runs = self._extended(_common_runs(self.base.keys, self.witness.keys))
        runs, gaps = self._refined(runs)
        quotes = self._marks_of_quoting(runs)
        same = sum(run.length for run in runs)
        copy = not quotes and bool(same) and same >= _COPY * len(self.witness.words)
        if not copy:
            runs, gaps = self._telling(runs, gaps, quotes)
        segments = [*self._same(runs, quotes, copy), *self._readings(gaps), *self._own(runs, gaps)]
        segments.sort(key=lambda s: (s.witness.start, s.witness.end, s.base))
        return Collation(self.base.letter, self.witness.letter, (*segments, *self._dropped(runs, gaps)), copy)

    # -- Runs and the readings between them

    def _extended(self, runs: list[_Run]) -> list[_Run]:
        """Take in common words that stand a word or two before or behind a run: `Urge your counterparts to …`."""
        more: list[_Run] = []
        base_taken = sorted((r.base, r.base_end) for r in runs)
        witness_taken = sorted((r.witness, r.witness_end) for r in runs)
        for run in runs:
            base_floor = max((end for _, end in base_taken if end <= run.base), default=0)
            witness_floor = max((end for _, end in witness_taken if end <= run.witness), default=0)
            before = self._beyond(run, -1, base_floor, witness_floor)
            base_roof = min((at for at, _ in base_taken if at >= run.base_end), default=len(self.base.words))
            witness_roof = min(
                (at for at, _ in witness_taken if at >= run.witness_end), default=len(self.witness.words)
            )
            behind = self._beyond(run, 1, base_roof, witness_roof)
            more += [one for one in (before, run, behind) if one]
        return sorted(set(more), key=lambda r: (r.witness, r.base))

    def _beyond(self, run: _Run, step: int, base_limit: int, witness_limit: int) -> _Run | None:
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
                return _Run(m, n, length) if step > 0 else _Run(m - length + 1, n - length + 1, length)
        return None

    def _refined(self, runs: list[_Run]) -> tuple[list[_Run], list[_Gap]]:
        """The runs with what is common between them, and the readings that part them."""
        found: list[_Run] = list(runs)
        gaps: list[_Gap] = []
        for one, two in pairwise(runs):
            gap = _Gap(one.base_end, two.base, one.witness_end, two.witness)
            if self._is_reading(gap):
                more, parts = _inner(self.base.keys, self.witness.keys, gap)
                found += more
                gaps += parts
        return sorted(found, key=lambda r: (r.witness, r.base)), gaps

    def _is_reading(self, gap: _Gap) -> bool:
        """Whether two runs belong to one passage, so that what parts them is a reading of it."""
        base, witness = gap.base_end - gap.base, gap.witness_end - gap.witness
        if base < 0 or witness < 0 or base == witness == 0:
            return False
        if self.witness.block(max(gap.witness - 1, 0)) != self.witness.block(gap.witness_end):
            return False
        if base <= _NEAR and witness <= _NEAR:
            return True
        ours = self.base.keys[gap.base : gap.base_end]
        theirs = self.witness.keys[gap.witness : gap.witness_end]
        return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE

    def _marks_of_quoting(self, runs: Sequence[_Run]) -> list[tuple[int, int]]:
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
        self, runs: list[_Run], gaps: list[_Gap], quotes: Sequence[tuple[int, int]]
    ) -> tuple[list[_Run], list[_Gap]]:
        """Of a report, the passages that are quoted, or long enough to be no chance."""
        chained = list(_chains(runs, gaps))
        kept = [
            (chain, between)
            for chain, between in chained
            if sum(run.length for run in chain) >= _COPIED
            or any(self.witness.quote_at(n, quotes) for run in chain for n in (run.witness, run.witness_end - 1))
        ]
        return [run for chain, _ in kept for run in chain], [gap for _, between in kept for gap in between]

    # -- Segments

    def _same(self, runs: Iterable[_Run], quotes: Sequence[tuple[int, int]], copy: bool) -> Iterator[Segment]:
        for run in runs:
            for part in self._cut(run, quotes):
                quoted = self.witness.quote_at(part.witness, quotes)
                relation = Relation.KEPT if copy else Relation.QUOTED if quoted else Relation.COPIED
                yield Segment(
                    relation,
                    self.base.span(part.base, part.base_end),
                    self.witness.span(part.witness, part.witness_end),
                )

    def _cut(self, run: _Run, quotes: Sequence[tuple[int, int]]) -> Iterator[_Run]:
        """A run in parts none of which crosses a block or the mark of a quotation."""

        def where(n: int) -> tuple[int, int, tuple[int, int] | None]:
            there = run.witness + n
            return self.base.block(run.base + n), self.witness.block(there), self.witness.quote_at(there, quotes)

        start = 0
        for n in range(1, run.length + 1):
            if n == run.length or where(n) != where(n - 1):
                yield _Run(run.base + start, run.witness + start, n - start)
                start = n

    def _readings(self, gaps: Iterable[_Gap]) -> Iterator[Segment]:
        for gap in gaps:
            base = self.base.span(gap.base, gap.base_end)
            witness = self.witness.span(gap.witness, gap.witness_end)
            relation = Relation.CHANGED
            if not (gap.base < gap.base_end and gap.witness < gap.witness_end):
                relation = Relation.ADDED if gap.witness < gap.witness_end else Relation.DROPPED
            yield Segment(relation, base, witness, inner=True)

    def _own(self, runs: Iterable[_Run], gaps: Iterable[_Gap]) -> Iterator[Segment]:
        """What the witness says beside the letter, sentence by sentence."""
        taken = [(r.witness, r.witness_end) for r in runs] + [(g.witness, g.witness_end) for g in gaps]
        nothing = Span(0, 0)
        sentences = split_sentences(self.witness.letter)
        likeness = _Likeness(self.base)
        for start, end in _free(taken, len(self.witness.words)):
            for sentence in sentences:
                first = max(start, bisect_left(self.witness.starts, sentence.start))
                last = min(end, bisect_left(self.witness.starts, sentence.end))
                if first < last:
                    source = likeness.nearest(self.witness.keys[first:last])
                    relation = Relation.PARAPHRASED if source else Relation.OWN
                    yield Segment(relation, source or nothing, self.witness.span(first, last))

    def _dropped(self, runs: Iterable[_Run], gaps: Iterable[_Gap]) -> Iterator[Segment]:
        """What of the letter the witness has nowhere, block by block."""
        taken = [(r.base, r.base_end) for r in runs] + [(g.base, g.base_end) for g in gaps]
        for start, end in _free(taken, len(self.base.words)):
            first = start
            for n in range(start + 1, end + 1):
                if n == end or self.base.block(n) != self.base.block(first):
                    yield Segment(Relation.DROPPED, self.base.span(first, n), Span(0, 0))
                    first = n


def _common_runs(base: Sequence[str], witness: Sequence[str]) -> list[_Run]:
    """Runs of common words, longest first in each pass, also where passages have changed places."""
    ours, theirs = list(base), list(witness)
    found: list[_Run] = []
    for number in range(_PASSES):
        new = _pass(ours, theirs)
        if not new:
            break
        for run in new:
            ours[run.base : run.base_end] = [f"\0b{number}"] * run.length
            theirs[run.witness : run.witness_end] = [f"\0w{number}"] * run.length
        found += new
    return sorted(found, key=lambda r: (r.witness, r.base))


def _pass(base: Sequence[str], witness: Sequence[str]) -> list[_Run]:
    ours, theirs = (list(zip(words, words[1:], words[2:], strict=False)) for words in (base, witness))
    found: list[_Run] = []
    base_end = witness_end = 0
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        shift = max(base_end - block.a, witness_end - block.b, 0)
        length = block.size + 2 - shift if block.size else 0
        if length >= min(_RUN, len(witness)):
            run = _Run(block.a + shift, block.b + shift, length)
            base_end, witness_end = run.base_end, run.witness_end
            found.append(run)
    return found


def _inner(base: Sequence[str], witness: Sequence[str], gap: _Gap) -> tuple[list[_Run], list[_Gap]]:
    """A gap between two runs, word by word."""
    ours, theirs = base[gap.base : gap.base_end], witness[gap.witness : gap.witness_end]
    runs, gaps = [], []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(_Run(gap.base + a, gap.witness + b, a_end - a))
        else:
            gaps.append(_Gap(gap.base + a, gap.base + a_end, gap.witness + b, gap.witness + b_end))
    return runs, gaps


def _chains(runs: Sequence[_Run], gaps: Iterable[_Gap]) -> Iterator[tuple[list[_Run], list[_Gap]]]:
    """The runs that readings tie together, or nothing parts, with these readings."""
    by_start = {(gap.base, gap.witness): gap for gap in gaps}
    chain: list[_Run] = []
    between: list[_Gap] = []
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


def _free(taken: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """What of `length` words is in none of the stretches."""
    at = 0
    for start, end in sorted(taken):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


class _Likeness:
    """The sentences of a letter by their telling words, rare ones counting for more."""

    def __init__(self, side: _Side) -> None:
        self._sentences: list[tuple[Span, frozenset[str]]] = []
        for span in split_sentences(side.letter):
            first, end = bisect_left(side.starts, span.start), bisect_left(side.starts, span.end)
            telling = _telling_words(side.keys[first:end])
            if len(telling) >= _FEWEST_SHARED and side.blocks[side.block(first)].kind in _PROSE:
                self._sentences.append((side.span(first, end), telling))
        self._often: dict[str, int] = {}
        for _, words in self._sentences:
            for word in words:
                self._often[word] = self._often.get(word, 0) + 1

    def nearest(self, keys: Sequence[str]) -> Span | None:
        """The sentence of the letter that some words seem to tell again, or None."""
        said = _telling_words(keys)
        best, where = 0.0, None
        for span, words in self._sentences:
            shared = said & words
            if len(shared) >= _FEWEST_SHARED:
                score = self._weight(shared) / self._weight(words)
                if score > best:
                    best, where = score, span
        return where if best >= _PARAPHRASED else None

    def _weight(self, words: Iterable[str]) -> float:
        return sum(1 / self._often[word] for word in words)


def _telling_words(keys: Iterable[str]) -> frozenset[str]:
    """Words that carry meaning, as spelled on either side of the ocean: `organisations`, `non-governmental`."""
    folded = (k.replace("-", "").replace("iz", "is").rstrip("s") for k in keys if len(k) >= _LONG_WORD or k.isdigit())
    return frozenset(word for word in folded if word)
