"""The persons named in a sentence, the groups that they are joined in, and whom a pronoun means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.numbers import parse_number
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_TELLS_MORE = any_of("who whom whose which where when while like unlike with against")
_JOINED = re.compile(
    r"(?:\s?\([^()]{0,40}\)(?:\s[A-Z][\w’-]+){0,2})?(?:,|,?\s+and|,?\s+or|\s+&|;)(?:\s+and)?\s+"
    rf"(?:(?:the|his|her|their|a)\s+)?(?:(?!{_TELLS_MORE}\b)[a-z’'-]+\s+){{0,4}}(?:(?!{_TELLS_MORE}\b)[a-z’'-]+,?\s+)?"
)
_HANGING = any_of("for of with by against from to about on beside like alongside than unlike besides except")
_PRIZED = r"(?:[A-Z\d][\w’-]*\s+){1,5}(?:prize\s?)?(?:laureate|winner|recipient)\s+"
_PREPOSITION = re.compile(rf"\b{_HANGING}\s+(?:(?!(?:and|or|but|then|that)\b)[a-z’'-]+\s+){{0,3}}(?:{_PRIZED})?$")
_CLOSING = ' \n\t\u00a0”"*_'
_COUNTS = "two|three|four|five|six|seven|eight|nine|ten"
_LONGEST_ANAPHOR = 100
_ANAPHOR = re.compile(
    r"(?:\b(?P<one>he|she)|\b(?P<all>they|both|the\s(?:pair|couple))"
    rf"|\b(?:the|these|those|all|(?P<two>both))(?:\sof\sthe(?:m|se)?)?\s(?P<n>{_COUNTS})?"
    r"(?P<noun>(?:\s?(?!\bof\b)[a-z-]+){0,2}?\s?(?:men|women|people|colleagues|[a-z]{4,}s))?)"
    r"(?:\s(?:each|both|all))?\s*$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    rf"\b(?:he|she|his|her|him|they|their|them|both|(?:the|these|all)\s(?:{_COUNTS}))\b", re.IGNORECASE
)
_RELATIONS = any_of(
    "brother* sister* wife husband son* daughter* father mother lawyer* colleague* friend* partner* cousin* uncle*"
)
_OTHERS = re.compile(rf"\b{_RELATIONS}\b")
_NO_NAMES = "On In At By Since The A An This That After Before During For From With Under Last As But And"
_OTHER_FIRST = re.compile(rf"\W*(?!{any_of(_NO_NAMES)}\b)[A-Z][\w’-]+\s[A-Z]")
_BACK, _LARGEST, _LONGEST_TITLE = 3, 40, 80


def persons_in(reading: Reading, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions of persons in a stretch, in order."""
    entities = reading.facts.entities
    return tuple(m for m in reading.mentions_in(start, end) if (e := entities.get(m.entity)) and e.kind == "person")


def after_preposition(text: str, mention: Mention) -> bool:
    """Whether a mention hangs on a noun before it ("a lawyer for X"), and so is no subject."""
    return bool(_PREPOSITION.search(text, max(mention.span.start - _LONGEST_TITLE, 0), mention.span.start))


def points_back(text: str, sentence: Span) -> bool:
    """Whether words of a sentence can mean persons named before it."""
    return bool(_POINTS_BACK.search(text, sentence.start, sentence.end))


@dataclass(frozen=True, slots=True)
class Persons:
    """A sentence with the persons named in it, in order."""

    reading: Reading
    span: Span
    persons: tuple[Mention, ...]

    @property
    def text(self) -> str:
        return self.reading.letter.text

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The persons named in a stretch of the sentence, in order."""
        first = bisect_left(self.persons, start, key=lambda m: m.span.start)
        last = bisect_right(self.persons, end, key=lambda m: m.span.end)
        return self.persons[first:last]

    def ending(self, low: int, at: int) -> Mention | None:
        """The person whose name ends right before `at`, and starts no earlier than `low`."""
        before = self.between(low, at)[-1:]
        return before[0] if before and not self.text[before[0].span.end : at].strip(_CLOSING) else None

    def group_from(self, first: Mention) -> tuple[Mention, ...]:
        """The persons joined by commas and "and" into one group that starts with `first`."""
        rest = self.between(first.span.start, self.span.end)[:_LARGEST]
        count = 1
        while count < len(rest) and self._are_joined(rest[count - 1], rest[count]):
            count += 1
        return rest[:count]

    def group_to(self, last: Mention, low: int = 0) -> tuple[Mention, ...]:
        """The persons joined into one group that ends with `last`, none named before `low`."""
        before = self.between(low, last.span.end)[-_LARGEST:]
        first = len(before) - 1
        while first > 0 and self._are_joined(before[first - 1], before[first]):
            first -= 1
        return before[first:]

    def _are_joined(self, one: Mention, other: Mention) -> bool:
        return bool(_JOINED.fullmatch(self.text, one.span.end, other.span.start))

    def meant_before(self, low: int, at: int) -> tuple[Mention, ...] | None:
        """The persons that "he", "they", "the two men" right before `at` can mean; None where no such word is there."""
        anaphor = _ANAPHOR.search(self.text, max(low, at - _LONGEST_ANAPHOR), at)
        if anaphor is None:
            return None
        if anaphor["one"]:
            return self.referents(anaphor.start(), single=True)
        if anaphor["n"] or anaphor["two"]:
            count = parse_number(anaphor["n"]) if anaphor["n"] else 2
            return self.referents(anaphor.start(), single=False, count=count)
        if anaphor["noun"] or not anaphor["all"]:
            return ()
        return self.referents(anaphor.start(), single=False, count=None if anaphor["all"].lower() == "they" else 2)

    def referents(
        self, at: int, *, single: bool, count: int | None = None, same_block: bool = False
    ) -> tuple[Mention, ...]:
        """The one person, or the several, named before `at` in this sentence; where none is, shortly before it."""
        clause = max(self.text.rfind(";", self.span.start, at), self.span.start)
        told = _distinct(self.between(clause, at)) or _distinct(self.between(self.span.start, at))
        start = self.span.start
        for _ in range(_BACK):
            previous = self.reading.sentence_at(start - 1) if start else self.span
            parted = same_block and "\n\n" in self.text[previous.start : start]
            if told or parted or previous.start >= start or self._tells_of_others(previous, start):
                break
            start = previous.start
            told = _distinct(persons_in(self.reading, previous.start, previous.end))
        if single:
            return told if len(told) == 1 else ()
        return told if len(told) > 1 and count in {None, len(told)} else ()

    def _tells_of_others(self, sentence: Span, stop: int) -> bool:
        """Whether a sentence may bring in someone whom the fact base does not know, and names nobody whom it does."""
        if persons_in(self.reading, sentence.start, sentence.end):
            return False
        others = _OTHERS.search(self.text, sentence.start, stop) or _OTHER_FIRST.match(self.text, sentence.start, stop)
        return bool(others)


def _distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple({m.entity: m for m in mentions}.values())
