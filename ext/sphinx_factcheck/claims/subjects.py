"""Whom a verb speaks of: the persons that stand before or after it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_JOINED = re.compile(
    r"(?:\s?\([^()]{0,40}\)(?:\s[A-Z][\w’-]+){0,2})?(?:,|,?\s+and|,?\s+or|\s+&|;)(?:\s+and)?\s+"
    r"(?:(?:the|his|her|their|a)\s+)?(?:[a-z’'-]+\s+){0,4}(?:[a-z’'-]+,?\s+)?"
)
_HANGING = any_of("for of with by against from to about on beside like")
_PREPOSITION = re.compile(rf"\b{_HANGING}\s+(?:[a-z’'-]+\s+){{0,3}}$")
_PRONOUN = re.compile(r"\b(?:He|She|They)\b")


def persons_in(reading: Reading, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions of persons in a stretch, in order."""
    entities = reading.facts.entities
    return tuple(m for m in reading.mentions_in(start, end) if (e := entities.get(m.entity)) and e.kind == "person")


def group_before(reading: Reading, persons: Sequence[Mention], last: int) -> tuple[Mention, ...]:
    """The persons joined by commas and "and" into one group that ends with `persons[last]`."""
    text = reading.letter.text
    first = last
    while first > 0 and _JOINED.fullmatch(text, persons[first - 1].span.end, persons[first].span.start):
        first -= 1
    return tuple(persons[first : last + 1])


def after_preposition(text: str, mention: Mention) -> bool:
    """Whether a mention hangs on a noun before it ("a lawyer for X"), and so is no subject."""
    return bool(_PREPOSITION.search(text[max(mention.span.start - 40, 0) : mention.span.start]))


def person_before(reading: Reading, sentence: Span) -> Mention | None:
    """The one person whom "he" or "she" at the head of a sentence can mean: the only one of the sentence before it."""
    text = reading.letter.text
    if not _PRONOUN.match(text, sentence.start, sentence.start + 5) or sentence.start == 0:
        return None
    previous = reading.sentence_at(sentence.start - 1)
    if previous.start >= sentence.start or "\n\n" in text[previous.start : sentence.start]:
        return None
    told = persons_in(reading, previous.start, previous.end)
    return told[-1] if len({m.entity for m in told}) == 1 else None
