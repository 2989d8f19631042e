"""What a date dates that nothing beside it tells: the one thing that its clause speaks of, and that was then."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.subjects.index import Subject, bearing
from sphinx_factcheck.engine.subjects.meant import all_meant, lies_in, near_sentence
from sphinx_factcheck.engine.subjects.stems import stem
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.remembered import once

_MARGIN = 2
"""By how much something else may be told better that was not on that day."""


def dated_by_sentence(reading: Reading, said: DateSaid) -> Subject | None:
    """The dated thing that the clause of a date speaks of, where it was then; none where another may be meant."""
    index = bearing(reading.facts, "dates")
    times = said.readings(reading.own_dates, said.tense)[:1] if index.all and said.first.month else ()
    if said.wrong or not times or not was_anything(reading.facts, times[0]):
        return None
    sentence = near_sentence(reading, said.start)
    then = all_meant(reading, sentence, index, lambda s: any(lies_in(times[0], when) for when in s.dates))
    best = all_meant(reading, sentence, index) if len(then) == 1 else ()
    if not best or then[0].apart or best[0].score - then[0].score > _MARGIN:
        return None
    subject = then[0].subject
    if _of_others(reading, said, subject):
        return None
    beside = list(nouns_beside(reading, said))
    told = [noun for noun in beside if _tells(noun, subject)]
    strangers = any(is_stranger(n, subject) for noun in told for n in (noun, *_of(noun)))
    strangers = strangers or any(is_stranger(noun, subject) for noun in beside)
    return subject if told and not strangers else None


@once
def _years(facts: FactBase) -> frozenset[int]:
    """The years in which anything is dated."""
    dates = (when for subject in bearing(facts, "dates").all for when in subject.dates)
    spans = {(when.earliest.year, when.latest.year) for when in dates}
    return frozenset(year for first, last in spans for year in range(first, last + 1))


def was_anything(facts: FactBase, time: When) -> bool:
    """Whether anything is dated within a year of a time: cheaper than asking what the sentence means."""
    years = _years(facts)
    return any(year in years for year in range(time.earliest.year - 1, time.latest.year + 2))


def is_stranger(noun: Noun, subject: Subject) -> bool:
    """Whether a noun is a name, and no title, that is no part of what is known of a thing."""
    if noun.kind or noun.head.tag != lex.CAPITAL or lex.is_human(noun.head.low):
        return False
    return stem(noun.head.low) not in subject.words


def _of(noun: Noun) -> Iterator[Noun]:
    yield from noun.owners
    yield from (one for _, nouns in noun.phrases for one in nouns)


def _tells(noun: Noun, subject: Subject) -> bool:
    return noun.value == subject.id if noun.kind else stem(noun.head.low) in subject.heads


def nouns_beside(reading: Reading, said: DateSaid) -> Iterator[Noun]:
    """The nouns of the clause in which a date is told, with those that the clause tells more of."""
    prose = reading.prose
    sentence = prose.sentence(prose.number_at(said.start))
    date = sentence.noun_at(said.start)
    clause = sentence.clause_of(date) if date is not None else None
    if clause is None or not clause.verb:
        return
    yield from (*clause.subject, *clause.object, *clause.predicate)
    yield from (noun for complement in clause.complements for noun in complement.nouns)
    if clause.anchor is not None:
        yield clause.anchor


def _of_others(reading: Reading, said: DateSaid, subject: Subject) -> bool:
    """Whether a sentence names persons, and none who took part."""
    sentence = near_sentence(reading, said.start)
    entities = reading.facts.entities
    named = {m.entity for m in reading.mentions_in(sentence.start, sentence.end)}
    persons = {id for id in named if id in entities and entities[id].kind == "person"}
    return bool(persons and subject.taking_part) and persons.isdisjoint(subject.taking_part)
