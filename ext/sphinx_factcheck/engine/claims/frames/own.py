"""What the fact base alone has a word for that happened to somebody: "called to the Bar", "operation", by its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.language.clauses import Clause
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.model import Happening


def events_told(clause: Clause, person: str, reading: Reading) -> frozenset[str]:
    """What happened to a person that a clause tells by its verb, with all words that the fact base has for it."""
    own = {event: words for event in _events(person, reading) if stem(clause.verb) in (words := stems(event))}
    said = {stem(clause.verb), *stems(reading.letter.text[clause.start : clause.end])} if own else set()
    acts = bool(clause.object) and not clause.passive  # whoever "dismissed his driver" was not dismissed
    return frozenset(event for event, words in own.items() if said.issuperset(words) and not (acts and len(words) < 2))


def places_of_own(reading: Reading) -> Iterator[int]:
    """Where words stand that may tell what only the fact base has a word for, of those whom a letter names."""
    persons = dict.fromkeys(m.entity for m in reading.mentions)
    told = {word for person in persons for event in _events(person, reading) for word in stems(event)}
    if told:
        words = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(told)))})", re.IGNORECASE)
        yield from (found.start() for found in words.finditer(reading.letter.text))


def _events(person: str, reading: Reading) -> Iterator[str]:
    told = (f.statement for f in reading.facts.about(person, "happenings"))
    return (one.event for one in told if isinstance(one, Happening) and one.when)
