"""The prose of a letter, read as sentences whose persons, dates, terms and numbers are whole tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_factcheck.claims.grammar.ages import find_ages
from sphinx_factcheck.claims.grammar.terms import find_terms
from sphinx_factcheck.language.reference import Reader
from sphinx_factcheck.language.tokens import Span
from sphinx_factcheck.mentions.genders import genders

if TYPE_CHECKING:
    from sphinx_factcheck.claims.base import Reading

_ON_THE = ("on the ", "On the ", "until the ", "since the ", "Since the ")
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
            yield Span(term.start, term.end, "term", term)
        for at, stop, years in find_ages(text, start, end):
            yield Span(at, stop, "age", years)
        for date in reading.dates_in(start, end):
            article = text.endswith(_ON_THE, start, date.start) and date.first.day
            yield Span(date.start - len("the ") if article else date.start, date.end, "date", date)

    told = genders(text, reading.mentions, reading.facts)
    return Reader(text, [(s.start, s.end) for s in reading.sentences], spans, told)
