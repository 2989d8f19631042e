"""The persons named in a stretch of a letter, and those whom its clauses speak of."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.letters.text import Span

_BACK = 4
"""How many sentences back a pronoun can reach, with its own."""


def persons_in(reading: Reading, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions of persons in a stretch, in order."""
    entities = reading.facts.entities
    return tuple(m for m in reading.mentions_in(start, end) if (e := entities.get(m.entity)) and e.kind == "person")


def just_before(reading: Reading, sentence: Span, back: int = 3) -> Span:
    """The sentences right before one, so many at most: in them those are named of whom it can go on to tell."""
    first = sentence
    for _ in range(back):
        first = reading.sentence_at(max(first.start - 1, 0))
    return Span(first.start, sentence.start)


def named(nouns: Iterable[Noun]) -> tuple[Mention, ...]:
    """Nouns that name persons, as mentions, each person once."""
    found = {n.value: Mention(Span(n.head.start, n.head.end), str(n.value), "") for n in nouns if n.kind == "person"}
    return tuple(found.values())


def clause_of_verb(reading: Reading, at: int) -> Clause | None:
    """The clause whose verb, or the helper of whose verb, stands at an offset."""
    prose = reading.prose
    for clause in prose.sentence(prose.number_at(at)).clauses:
        if clause.group_start <= at < clause.verb_end and not clause.elided:
            return clause
    return None


def subject_of_verb(reading: Reading, at: int) -> tuple[Mention, ...]:
    """The persons of whom the verb at an offset is told as its subject."""
    clause = clause_of_verb(reading, at)
    prose = reading.prose
    return named(p for n in (clause.subject if clause else ()) if not n.denied for p in prose.meant(n))


def joined_with(reading: Reading, person: Mention) -> tuple[Mention, ...]:
    """The persons of the list that a person stands in, up to it: "X, Y and Z"."""
    prose = reading.prose
    sentence = prose.sentence(prose.number_at(person.span.start))
    for clause in sentence.clauses:
        for slot in (clause.subject, clause.object, clause.indirect, *(c.nouns for c in clause.complements)):
            if any(n.head.start == person.span.start for n in slot):
                return named(n for n in slot if n.start <= person.span.start)
    return (person,)


def topic(reading: Reading, at: int, *, same_block: bool = False) -> tuple[Mention, ...]:
    """The one person whom "he" or "she" at an offset means; nothing is read where not just one is named."""
    stop, sentence = at, reading.sentence_at(at)
    for _ in range(_BACK):
        told = {m.entity for m in persons_in(reading, sentence.start, stop)}
        if told or sentence.start == 0:
            break
        sentence = reading.sentence_at(sentence.start - 1)
        stop = sentence.end
    if len(told) != 1:
        return ()
    return named(reading.prose.topic(at, same_block=same_block))
