"""The prose of a letter, read as sentences whose persons, dates, terms and numbers are whole tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_factcheck.claims.grammar.ages import find_ages
from sphinx_factcheck.claims.grammar.terms import find_terms
from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.model import Document, Person
from sphinx_factcheck.language.people import Circle
from sphinx_factcheck.language.reference import Reader
from sphinx_factcheck.language.tokens import Span
from sphinx_factcheck.mentions.kin import genders, relatives

if TYPE_CHECKING:
    from sphinx_factcheck.claims.base import Reading

_SIGNATURE = 80
"""Characters that a line with the name of who writes has at most, with a title or two."""
_COUNTED = later(r"\s(?:before|after|prior\sto)\b")
_APART = later(r"(?:[,;:(–—-]|\b(?:and|but))\s?(?:only\s|just\s|some\s|barely\s|not\s)?$")
"""What stands around a length of time that is no term, but tells how far apart two things were."""
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
            if _COUNTED.match(text, term.end) and (term.start == start or _APART.search(text, start, term.start)):
                continue
            yield Span(term.start, term.end, "term", term)
        for at, stop, years in find_ages(text, start, end):
            yield Span(at, stop, "age", years)
        for date in reading.dates_in(start, end):
            article = text.endswith(_ON_THE, start, date.start) and date.first.day
            yield Span(date.start - len("the ") if article else date.start, date.end, "date", date)

    circle = Circle(genders(text, reading.mentions, reading.facts), relatives(reading.facts), _author(reading))
    return Reader(text, [(s.start, s.end) for s in reading.sentences], spans, circle)


def _author(reading: Reading) -> str:
    """The one person who writes: the author of the document, or else who alone stands in the last line."""
    letter, entities = reading.letter, reading.facts.entities
    document = entities.get(letter.carries)
    if isinstance(document, Document):
        return document.by[0] if len(document.by) == 1 and isinstance(entities.get(document.by[0]), Person) else ""
    end = len(letter.text.rstrip())
    line = letter.text.rfind("\n", 0, end) + 1
    named = reading.mentions_in(line, end)
    signed = len(named) == 1 and end - line < _SIGNATURE and isinstance(entities.get(named[0].entity), Person)
    return named[0].entity if signed else ""
