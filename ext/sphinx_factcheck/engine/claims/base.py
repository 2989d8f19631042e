"""A claim, the reading it is found in, and what a kind of claim has to offer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.claim import Claim
from sphinx_factcheck.engine.claims.held import Asked, Held
from sphinx_factcheck.engine.language.reference import Reader
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.engine.spans.story import read_dates
from sphinx_factcheck.engine.spans.tense import tense_at
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import FactBase, Status
from sphinx_factcheck.letters.text import Letter, Span

__all__ = ["Claim", "Kind", "Reading"]

_SOFT_BREAK = re.compile(r"\n(?<=[a-z,;’']\n)(?=(?!\d{1,3}[.)]\s)[a-z\d(])")

_PARAGRAPH = re.compile(r"^[^\n]{50,140}(?:\n[^\n]+){2,}", re.MULTILINE)
_LISTED = re.compile(r"\s|[-*•–>|#]|\w{1,3}[.)]\s")
_WIDEST = 140


def _unwrapped(paragraph: str) -> str:
    """A paragraph with spaces for the line breaks of one that was wrapped: no line had room for the next one's word."""
    lines = paragraph.split("\n")
    width = max(map(len, lines))
    wrapped = width <= _WIDEST and all(
        len(line) + 1 + len(following.partition(" ")[0]) > width and not _LISTED.match(following)
        for line, following in pairwise(lines)
    )
    return " ".join(lines) if wrapped else paragraph


@dataclass(frozen=True)
class Reading:
    """A letter with the mentions found in it: what the kinds of claim read.

    `held` gives the text of every document of the edition, by the id of the document (for quotations); differences of
    the kinds in `forgiving` are none. `kinds` are all that are looked
    for: one of them asks what the others have found. A line that
    breaks within a sentence is read as a space; offsets stay as they are.
    """

    letter: Letter
    mentions: tuple[Mention, ...]
    facts: FactBase
    held: Mapping[str, str] = field(default_factory=dict)
    forgiving: frozenset[str] = frozenset()
    kinds: tuple[Kind, ...] = ()

    places: tuple[Mention, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.held, Held):
            object.__setattr__(self, "held", Held(self.held))
        places = tuple(m for m in self.mentions if self._is_place(m))
        if places:  # what a place is named for is a matter of the kind that asks for places
            object.__setattr__(self, "places", tuple(m for m in places if not m.span.field))
            object.__setattr__(self, "mentions", tuple(m for m in self.mentions if not self._is_place(m)))

        def joined(line_break: re.Match[str]) -> str:
            return line_break[0] if self.letter.signer(*line_break.span()) else " "

        signed = sorted(line.start for line in self.letter.signers)

        def whole(paragraph: re.Match[str]) -> str:
            first = bisect_left(signed, paragraph.start())
            by_signers = first < len(signed) and signed[first] < paragraph.end()
            return paragraph[0] if by_signers else _unwrapped(paragraph[0])

        text = _SOFT_BREAK.sub(joined, _PARAGRAPH.sub(whole, self.letter.text))
        if text != self.letter.text:
            object.__setattr__(self, "letter", replace(self.letter, text=text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, in order; none crosses a block."""
        from sphinx_factcheck.engine.claims.sentences import split_sentences

        return split_sentences(self.letter)

    def sentence_at(self, offset: int) -> Span:
        """The sentence around an offset of the text."""
        at = bisect_right(self._sentence_starts, offset)
        if at:
            return self.sentences[at - 1]
        return self.sentences[0] if self.sentences else Span(0, len(self.letter.text))

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie within a stretch of the text, in order."""
        starts = self._mention_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        last = bisect_left(starts, end, first)
        return tuple([m for m in self._text_mentions[first:last] if m.span.end <= end])

    def names_person(self, start: int, end: int) -> bool:
        """Whether a mention that lies within a stretch of the text is that of a person."""
        starts, ends = self._persons
        at = bisect_left(starts, start)
        while at < len(starts) and starts[at] < end:
            if ends[at] <= end:
                return True
            at += 1
        return False

    @cached_property
    def own_dates(self) -> tuple[When, ...]:
        """When the words of the letter were written, as far as known: the date it prints, and those of its document.

        A witness is read as of the letter it carries, so that a false printed date does not spoil every other claim.
        """
        letter = self.letter
        known = [
            f.statement.when
            for f in self.facts.about(letter.carries, "dates")
            if f.statement.when and f.statement.status is Status.CONFIRMED
        ]
        printed = [letter.date] if letter.date and not (letter.witness_of and known) else []
        return tuple(dict.fromkeys([*printed, *known]))

    @cached_property
    def dates(self) -> tuple[DateSaid, ...]:
        """The dates of the text in order, each with the year that the story or the day of writing tells it."""

        def tense(text: str, start: int, end: int) -> Tense:
            sentence = self.sentence_at(start)
            return tense_at(text, start, end, (sentence.start, sentence.end))

        return tuple(read_dates(self.letter.text, self.own_dates, tense))

    def dates_in(self, start: int, end: int) -> tuple[DateSaid, ...]:
        """The dates that lie within a stretch of the text, in order."""
        starts = self._date_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        last = bisect_left(starts, end, first)
        return tuple([said for said in self.dates[first:last] if said.end <= end])

    @cached_property
    def prose(self) -> Reader:
        """The text as sentences with their clauses, each read when it is asked for, and whom its words mean."""
        from sphinx_factcheck.engine.claims.prose import prose_of

        return prose_of(self)

    def claims_of(self, kind: Kind) -> tuple[Claim, ...]:
        """The claims of a kind in this letter, looked for once."""
        if kind.name not in self._found:
            self._found[kind.name] = tuple(kind.find(self))
        return self._found[kind.name]

    def ruling_on(self, claim: Claim, kind: Kind) -> Ruling:
        """What the fact base says of a claim of a kind, asked once."""
        known = self._rulings.get(id(claim))
        if known is None or known[0] is not claim:
            known = self._rulings[id(claim)] = claim, kind.judge(claim, self)
        return known[1]

    @cached_property
    def asked(self) -> list[Asked]:
        """The quotations that were looked for among the texts held; filled as they are."""
        return []

    @cached_property
    def doubtful(self) -> dict[int, bool]:
        """Whether something in a sentence can take back what it says, by where it starts; filled as it is asked."""
        return {}

    @cached_property
    def tells(self) -> dict[tuple[int, int], bool]:
        """Whether a stretch can tell of persons, by where it starts and ends; filled as it is asked."""
        return {}

    @cached_property
    def counted(self) -> dict[tuple[int, int, int, bool, bool], Any]:
        """What its numbers count, by their place and whether they are parts; filled as they are read."""
        return {}

    @cached_property
    def scenes(self) -> dict[tuple[int, int], Any]:
        """What its sentences can be about, by where they start and end; filled as they are looked at."""
        return {}

    @cached_property
    def deeds(self) -> dict[int, Any]:
        """What its sentences tell of persons, by the number of the sentence; filled as they are read."""
        return {}

    def _is_place(self, mention: Mention) -> bool:
        entity = self.facts.entities.get(mention.entity)
        return entity is not None and entity.kind == "place"

    @cached_property
    def _found(self) -> dict[str, tuple[Claim, ...]]:
        return {}

    @cached_property
    def _rulings(self) -> dict[int, tuple[Claim, Ruling]]:
        return {}

    @cached_property
    def _text_mentions(self) -> tuple[Mention, ...]:
        return tuple(m for m in self.mentions if not m.span.field)

    @cached_property
    def _persons(self) -> tuple[list[int], list[int]]:
        """Where the mentions of persons start and end."""
        entities = self.facts.entities
        spans = [m.span for m in self._text_mentions if (e := entities.get(m.entity)) and e.kind == "person"]
        return [span.start for span in spans], [span.end for span in spans]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [m.span.start for m in self._text_mentions]

    @cached_property
    def _date_starts(self) -> list[int]:
        return [said.start for said in self.dates]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]


class Kind(Protocol):
    """A kind of claim. Third parties register theirs under the entry point group `sphinx_factcheck.claims`."""

    @property
    def name(self) -> str: ...

    def find(self, reading: Reading) -> Iterable[Claim]:
        """The claims of this kind in a letter."""
        ...

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """What the fact base says of a claim, as of the letter's date."""
        ...
