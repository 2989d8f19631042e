"""What a comparison of a letter with a witness finds, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sphinx_factcheck.engine.claims.sentences import split_sentences
from sphinx_factcheck.engine.spans.quotes import Token, tokens
from sphinx_factcheck.letters.text import Letter, Span

CAPITALS, HYPHENS = FORGIVABLE = ("capitals", "hyphens")
"""Differences that an edition may have make no other word."""
_HYPHENS = str.maketrans("", "", "-\u2010\u2011\u00ad")
_NEAR = 12


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


def compared(word: str, forgiving: frozenset[str]) -> str:
    """A word as it is compared."""
    told = word.translate(_HYPHENS) if HYPHENS in forgiving else word
    return told.casefold() if CAPITALS in forgiving else told


def _is_word(token: Token) -> bool:
    return token.word[0].isalnum()
