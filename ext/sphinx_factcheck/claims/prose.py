"""The prose of a letter, read as sentences whose persons, dates, terms and numbers are whole tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.model import Document, Person
from sphinx_factcheck.language.people import Circle
from sphinx_factcheck.language.reference import Reader
from sphinx_factcheck.language.tokens import Span
from sphinx_factcheck.mentions.called import called, names
from sphinx_factcheck.mentions.kin import genders, relatives
from sphinx_factcheck.spans.ages import find_ages
from sphinx_factcheck.spans.said import DateSaid
from sphinx_factcheck.spans.terms import find_terms

if TYPE_CHECKING:
    from sphinx_factcheck.claims.base import Reading

_HEAD = 1500
"""Characters from the start of a letter in which it calls those to whom it is written."""
_GREETING = later(
    r"^(?:(?:My\s)?(?:Dear|Dearest|Esteemed|Honou?red|Most\s\w+|Highly\s\w+)\s[^\n.;]{2,60}?\s?[,:!—–-]?"
    r"|(?:(?:Mr|Mrs|Ms|Mme|Madame?)\.?\s)?[A-Z]\w{2,20}\s?[,:!—–-])[ \t]*$|^(?:Sir|Madam|Your\s[A-Z]\w+)[,:!—–-]",
    re.MULTILINE,
)
"""The line that greets those to whom it is written; one with a name stands alone."""
_TO = later(r"^(?:(?:An\s)?(?:[Oo]pen\s)?[Ll]etter\s)?[Tt]o:?\s[^\n]{3,120}$", re.MULTILINE)
_SEVERAL = later(r"\band\s(?:[A-Z]|all\b|the\b|members?\b|colleagues?\b)|;")
"""What shows that others are written to as well: "Dear Mr X and Ms Y"."""
_MY_NAME = later(r"[IM](?<!\w.)(?:(?<=M)y\sname\sis|(?<=I),|(?<=I)\sam\scalled)\s")
"""It begins with a set of signs, which is looked for many times faster than the boundary of a word."""
_OF_MY_NAME = ("name", "I,", "called")
"""One of these stands in every such sentence; letters without them are the most."""
_GENITIVES = ("’s", "'s")
_LEAD = 40
"""Characters before a date in which its article and the part of the day stand."""
_ITEM = later(r"^\W|\d|:", re.MULTILINE)
"""What a line has that is an item of a list, and no signature."""
_SIGNATURE = 80
"""Characters that a line with the name of who writes has at most, with a title or two."""
_COUNTED = later(r"\s(?:before|after|prior\sto)\b")
_APART = later(r"(?:[,;:(–—-]|\b(?:and|but))\s?(?:only\s|just\s|some\s|barely\s|not\s)?$")
"""What stands around a length of time that is no term, but tells how far apart two things were."""
_PART_OF_DAY = later(
    r"\b(?:the\s|that\s)?(?:(?:very\s)?(?:early|small|late)\s(?:hours|morning|evening|afternoon)|night|evening|morning"
    r"|afternoon|dawn)\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
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
        for at, stop, years in find_ages(text, start, end):
            yield Span(at, stop, "age", years)
        for date in reading.dates_in(start, end):
            in_a_name = any(m.span.start < date.end for m in reading.mentions_in(date.start, date.end + _LEAD)[:1])
            yield Span(date.start if in_a_name else _start_of(text, start, date), date.end, "date", date)

    facts = reading.facts
    circle = Circle(
        genders(text, reading.mentions, facts),
        relatives(facts),
        _author(reading),
        called(facts),
        names(facts),
        _addressee(reading),
    )
    return Reader(text, [(s.start, s.end) for s in reading.sentences], spans, circle)


def _addressee(reading: Reading) -> str:
    """The one person to whom it is written: of the document, the salutation, or the line "To X" before it."""
    letter, entities = reading.letter, reading.facts.entities
    document = entities.get(letter.carries)
    if isinstance(document, Document) and document.addressees:
        first = document.addressees[0]
        return first if len(document.addressees) == 1 and isinstance(entities.get(first), Person) else ""
    greeting = _GREETING.search(letter.text, 0, _HEAD)
    if greeting is None:
        return ""
    lines = [greeting, *(line for line in _TO.finditer(letter.text, 0, greeting.start()))]
    for line in lines:
        named = reading.mentions_in(*line.span())
        if named:
            persons = {m.entity for m in named if isinstance(entities.get(m.entity), Person)}
            return persons.pop() if len(persons) == 1 and not _SEVERAL.search(line[0]) else ""
    return ""


def _start_of(text: str, start: int, date: DateSaid) -> int:
    """Where a date begins, with its article and the part of the day: "the night of 4 May", "the following spring"."""
    low = max(start, date.start - _LEAD)
    part = _PART_OF_DAY.search(text, low, date.start)
    if part:
        return part.start()
    whole = date.form != "year" and not text[date.start].isupper() and not _BEFORE_NOUN.match(text, date.end)
    article = _ARTICLE.search(text, low, date.start) if whole else None
    return article.start() if article else date.start


def _author(reading: Reading) -> str:
    """The one person who writes: author of the document, called so ("My name is X"), or alone in the last line."""
    letter, entities = reading.letter, reading.facts.entities
    document = entities.get(letter.carries)
    if isinstance(document, Document):
        return document.by[0] if len(document.by) == 1 and isinstance(entities.get(document.by[0]), Person) else ""
    called_so = any(map(letter.text.__contains__, _OF_MY_NAME))
    if called_so and (calls := _MY_NAME.search(letter.text)):
        own = reading.mentions_in(calls.end(), calls.end() + _SIGNATURE)
        named_so = own and own[0].span.start == calls.end() and isinstance(entities.get(own[0].entity), Person)
        return own[0].entity if named_so and not letter.text.startswith(_GENITIVES, own[0].span.end) else ""
    end = len(letter.text.rstrip())
    line = letter.text.rfind("\n", 0, end) + 1
    named = reading.mentions_in(line, end)
    signed = (
        len(named) == 1
        and end - line < _SIGNATURE
        and not _ITEM.search(letter.text, line, end)
        and isinstance(entities.get(named[0].entity), Person)
    )
    return named[0].entity if signed else ""
