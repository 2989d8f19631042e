"""What is read in a text, as rows: sentences, clauses with their roles, and the stretches that have a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.triggers import sentences_with, together
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.spans.measures import numbers
from sphinx_factcheck.engine.spans.periods import Vague
from sphinx_factcheck.engine.spans.quotes import quotations
from sphinx_factcheck.engine.spans.ranks import TRIGGERS as RANK_WORDS
from sphinx_factcheck.engine.spans.ranks import ranks
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.engine.spans.scores import TRIGGERS as SCORE_WORDS
from sphinx_factcheck.engine.spans.scores import results
from sphinx_factcheck.engine.spans.terms import find_terms


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing read: what it is, where it stands in the text, its value in normal form, and what else it tells."""

    what: str
    start: int
    end: int
    value: str = ""
    more: dict[str, Any] = field(default_factory=dict)


Finder = Callable[[Reading], Iterator[Shown]]


def shown(reading: Reading) -> list[Shown]:
    """Everything that is read in a letter, in order, the longer of two things that start together first."""
    found = [one for finder in FINDERS for one in finder(reading)]
    return sorted(found, key=lambda one: (one.start, -one.end))


def _sentences(reading: Reading) -> Iterator[Shown]:
    for sentence in reading.sentences:
        if reading.letter.text[sentence.start : sentence.end].strip():
            yield Shown("sentence", sentence.start, sentence.end)


def _clauses(reading: Reading) -> Iterator[Shown]:
    prose = reading.prose
    for number, span in enumerate(reading.sentences):
        try:
            clauses = prose.sentence(number).clauses
            told = [Shown("clause", c.start, c.end, c.verb, _roles(c, reading)) for c in clauses]
        except Exception as fault:  # noqa: BLE001  what one sentence is not read for is told, and hides no other
            yield Shown("unread", span.start, span.end, f"{type(fault).__name__}: {fault}")
        else:
            yield from told


def _roles(clause: Clause, reading: Reading) -> dict[str, Any]:
    text, prose = reading.letter.text, reading.prose

    def told(nouns: tuple[Noun, ...]) -> list[str]:
        return [text[n.start : n.end] for n in nouns]

    return {
        "verb": f"{clause.verb} {clause.particle}".strip(),
        "voice": clause.voice if clause.verb else "",
        "subject": told(clause.subject),
        "object": told(clause.object),
        "certainty": str(clause.certainty),
        "tense": f"{clause.tense} perfect".strip() if clause.perfect else clause.tense,
        "indirect": told(clause.indirect),
        "predicate": told(clause.predicate),
        "complements": [[c.preposition, told(c.nouns)] for c in clause.complements],
        "link": clause.link,
        "marker": clause.marker,
        "negated": clause.negated,
        "means": {
            text[n.start : n.end]: sorted({str(m.value) for m in prose.meant(n)})
            for n in (*clause.subject, *clause.object, *clause.indirect)
            if n.kind != "person" and prose.meant(n)
        },
    }


def _dates(reading: Reading) -> Iterator[Shown]:
    for said in reading.dates:
        if isinstance(said.said, Vague):
            continue
        yield Shown("date", said.start, said.end, said.value, _readings(said, reading))


def _readings(said: DateSaid, reading: Reading) -> dict[str, Any]:
    times = said.readings(reading.own_dates, said.tense)
    days = [[when.earliest.isoformat(), when.latest.isoformat()] for when in times]
    first = days[0] if days else ["", ""]
    return {"earliest": first[0], "latest": first[1], "readings": days}


def _terms(reading: Reading) -> Iterator[Shown]:
    for term in find_terms(reading.letter.text, 0, len(reading.letter.text)):
        yield Shown("term", term.start, term.end, term.value)


def _numbers(reading: Reading) -> Iterator[Shown]:
    for number in numbers(reading.letter.text):
        yield Shown("number", number.start, number.end, number.value, {"unit": str(number.unit)})


def _scores(reading: Reading) -> Iterator[Shown]:
    for sentence in sentences_with(reading, SCORE_WORDS):
        for score, span in results(reading.letter.text, sentence.start, sentence.end):
            yield Shown("score", span.start, span.end, str(score))


def _ranks(reading: Reading) -> Iterator[Shown]:
    for sentence in sentences_with(reading, RANK_WORDS):
        for one in ranks(reading.letter.text, sentence.start, sentence.end, of_index=True):
            yield Shown("rank", one.span.start, one.span.end, str(one.said))


def _quotes(reading: Reading) -> Iterator[Shown]:
    text = reading.letter.text
    for start, end in quotations(text):
        yield Shown("quote", start, end, text[start:end])


FINDERS: tuple[Finder, ...] = (_sentences, _clauses, _dates, _terms, _numbers, _scores, _ranks, _quotes)
"""What finds each sort of thing: a new reader of spans is one more of these."""


together(SCORE_WORDS, RANK_WORDS)
