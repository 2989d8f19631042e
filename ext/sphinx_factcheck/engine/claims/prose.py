"""The prose of a letter, read as sentences whose persons, dates, terms and numbers are whole tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.frames.lists import speaks_of_prison
from sphinx_factcheck.engine.claims.writers import addressee, author
from sphinx_factcheck.engine.language.people import Circle
from sphinx_factcheck.engine.language.reference import Reader
from sphinx_factcheck.engine.language.tokens import Span
from sphinx_factcheck.engine.mentions.called import called, names
from sphinx_factcheck.engine.mentions.kin import genders, relatives
from sphinx_factcheck.engine.spans.ages import find_ages
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.engine.spans.terms import find_terms, taken_up

if TYPE_CHECKING:
    from sphinx_factcheck.engine.claims.base import Reading

_LEAD = 40
"""Characters before a date in which its article and the part of the day stand."""
_LAST = 250
"""Characters before a sentence in which a term has to be one of prison that its number can take up."""
_COUNTED = later(r"\s(?:before|after|prior\sto)\b")
_APART = later(r"(?:[,;:(–—-]|\b(?:and|but))\s?(?:only\s|just\s|some\s|barely\s|not\s)?$")
"""What stands around a length of time that is no term, but tells how far apart two things were."""
_PART_OF_DAY = later(
    r"\b(?:the\s|that\s)?(?:(?:very\s)?(?:early|small|late)\s(?:hours|morning|evening|afternoon)|night|evening|morning"
    r"|afternoon|dawn)\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
_POINTING = later(r"\b[Tt]hat\s(?:same\s|very\s)?$")
"""What leads to a date of the time told before: "sentenced that October"."""
_ARTICLE = later(r"\b[Tt]he\s$")
_BEFORE_NOUN = later(
    r"\s(?!(?:he|she|it|they|we|i|you|there|in|on|at|by|to|for|from|of|with|after|before|during|and|but|or|nor|when|while|"
    r"which|who|that|as|until|because|upon|against|under|without|the|an?|his|her|their|its|our|my|your|was|were|is|are|had|"
    r"has|have|did|will|would|not|last|[a-z]+ed)\b)[a-z]"
)
"""A noun after a date, of which the date only tells more: "the February vote"; then the article is that of the noun."""
_NAMES = {"organization": "body", "event": "event", "document": "document", "ranking": "ranking"}


def prose_of(reading: Reading) -> Reader:
    """The prose of a letter: what is in a sentence is looked for when it is read."""
    text, entities = reading.letter.text, reading.facts.entities

    def spans(start: int, end: int) -> Iterator[Span]:
        for mention in reading.mentions_in(start, end):
            entity = entities.get(mention.entity)
            kind = entity.kind if entity else "person"
            yield Span(mention.span.start, mention.span.end, _NAMES.get(kind, kind), mention.entity)
        for term in find_terms(text, start, end):
            if _COUNTED.match(text, term.end) and (term.start == start or _APART.search(text, start, term.start)):
                continue
            yield Span(term.start, term.end, "term", term)
        for term in taken_up(text, start, end) if speaks_of_prison(text, max(start - _LAST, 0), start) else ():
            yield Span(term.start, term.end, "term", term)
        for at, stop, years in find_ages(text, start, end):
            yield Span(at, stop, "age", years)
        for date in reading.dates_in(start, end):
            in_a_name = any(m.span.start < date.end for m in reading.mentions_in(date.start, date.end + _LEAD)[:1])
            yield Span(date.start if in_a_name else _start_of(text, start, date), date.end, "date", date)

    facts = reading.facts
    circle = Circle(
        genders(text, reading.mentions, facts),
        relatives(facts),
        author(reading),
        called(facts),
        names(facts),
        addressee(reading),
    )
    return Reader(text, [(s.start, s.end) for s in reading.sentences], spans, circle)


def _start_of(text: str, start: int, date: DateSaid) -> int:
    """Where a date begins, with its article and the part of the day: "the night of 4 May", "the following spring"."""
    low = max(start, date.start - _LEAD)
    part = _PART_OF_DAY.search(text, low, date.start)
    if part:
        return part.start()
    if pointing := _POINTING.search(text, low, date.start):
        return pointing.start()
    whole = date.form != "year" and not text[date.start].isupper() and not _BEFORE_NOUN.match(text, date.end)
    article = _ARTICLE.search(text, low, date.start) if whole else None
    return article.start() if article else date.start
