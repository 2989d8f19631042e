"""A sentence as segments between its commas, colons, dashes and brackets, and what each is to its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sphinx_factcheck.claims.people.helping import is_verb
from sphinx_factcheck.letters.text import Span

RELATIVE = frozenset("who whom whose which that where when".split())
_BREAK = re.compile(r",(?:(?<!\d,)|(?!\d))|[;:()—]|\s[–—-]\s")
_OPENING = re.compile(r"\W*(?:(?:and|but|or|then|yet|later|also|still|now|[a-z]{3,}ly)\s+)*", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[\w’'-]+")
_ADVERBIAL = frozenset(
    "in on at by from after before since during for with without until despite under along together including "
    "upon then now later still first once also too again initially meanwhile however therefore thus among through "
    "throughout following according against as to per both each early late mid last this".split()
)


class SegmentKind(Enum):
    """What a segment is to the clause that it stands in."""

    RELATIVE = "relative"
    PREDICATE = "predicate"
    ADVERBIAL = "adverbial"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two marks: the mark before it, and how deep in brackets it is."""

    start: int
    end: int
    depth: int
    mark: str

    def kind(self, text: str, sentence: Span) -> SegmentKind:
        """What it is, told by its first word."""
        start = _OPENING.match(text, self.start, self.end).end()  # type: ignore[union-attr]
        first = _FIRST_WORD.match(text, start, self.end)
        word = first[0] if first else ""
        lower = word.lower()
        if lower in RELATIVE:
            return SegmentKind.RELATIVE
        if (word[:1].islower() or start == sentence.start) and (is_verb(lower) or lower.endswith("ing")):
            return SegmentKind.PREDICATE
        adverbial = not word or lower in _ADVERBIAL or word[:1].isdigit()
        return SegmentKind.ADVERBIAL if adverbial else SegmentKind.NOUN


def segments_of(text: str, sentence: Span) -> Iterator[Segment]:
    """The segments of a sentence, in order."""
    start, depth, mark = sentence.start, 0, ""
    for stop in _BREAK.finditer(text, sentence.start, sentence.end):
        yield Segment(start, stop.start(), depth, mark)
        start, mark = stop.end(), stop[0].strip()
        depth = depth + 1 if mark == "(" else max(depth - 1, 0) if mark == ")" else depth
    yield Segment(start, sentence.end, depth, mark)
