"""Ages, and persons told of as dead: "the 67-year-old X", "X, 28,", "who is 65 years old", "the late X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.frames.interpret import Teller
from sphinx_factcheck.claims.grammar.ages import OLDEST, YOUNGEST
from sphinx_factcheck.language.clauses import Clause, Noun
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention
from sphinx_factcheck.spans.numbers import parse_number

_AFTER_NAME = re.compile(r",\s(?P<age>\d{2})(?=[,;]|\.(?!\d)|\s\()|\s\((?P<doubtful>\d{2})\)")
_THEN = re.compile(r"\s(?:at\sthe\stime|when|then|on\sthe\sday|and\sover|or|to)\b|[–-]\d")


@dataclass(frozen=True, slots=True)
class AgeTold:
    """An age that is said of a person: its place, and whether it is that at death or may be another number."""

    person: Mention
    years: int
    span: Span
    at_death: bool = False
    doubtful: bool = False


def after_name(reading: Reading, mention: Mention) -> AgeTold | None:
    """The age right after a name: "X, 28,", "X (28)"."""
    said = _AFTER_NAME.match(reading.letter.text, mention.span.end)
    if said is None:
        return None
    group = "age" if said["age"] else "doubtful"
    years = int(said[group])
    told = AgeTold(mention, years, Span(*said.span(group)), doubtful=group == "doubtful")
    return told if YOUNGEST <= years <= OLDEST else None


def ages_in(reading: Reading, number: int) -> Iterator[AgeTold]:
    """The ages that a sentence gives persons."""
    teller = Teller(reading, number)
    text = reading.letter.text
    for noun in teller.sentence.nouns:
        age = next((w for w in noun.words if w.kind == "age"), None)
        if age is None or _THEN.match(text, age.end):
            continue
        clause = teller.sentence.clause_of(noun)
        whom, at_death = ((noun,), False) if noun.kind != "age" else _whom(noun, clause, teller)
        persons = teller.mentions(whom)
        if len(persons) == 1:
            yield AgeTold(persons[0], age.value, Span(age.start, age.end), at_death)
    for clause in teller.sentence.clauses:
        yield from _bare(clause, teller)


def _whom(noun: Noun, clause: Clause | None, teller: Teller) -> tuple[tuple[Noun, ...], bool]:
    """Whose an age is that stands alone; and whether it is that at death."""
    if hosts := teller.sentence.hosts_of(noun):
        present = clause is None or noun not in clause.predicate or clause.tense == "present"
        return (hosts if present else ()), False
    if clause is None or not clause.certainty.told:
        return (), False
    died = clause.verb in {"die", "pass"} or (clause.verb in {"kill", "execute", "murder"} and clause.passive)
    if died:
        return clause.subject, True
    return (clause.subject if clause.tense == "present" and clause.verb in {"be", "reach"} else ()), False


def _bare(clause: Clause, teller: Teller) -> Iterator[AgeTold]:
    """ "X is 63.", "X turns 63 in May"."""
    told = clause.predicate if clause.verb == "be" else clause.object if clause.verb == "turn" else ()
    if not told or told[0].head.tag != "N" or clause.tense != "present" or not clause.certainty.told:
        return
    number = told[0]
    years = parse_number(number.head.low)
    persons = teller.mentions(clause.subject)
    plain = len(number.words) == 1 and not number.phrases and number.head.low.isdigit()
    if plain and years and YOUNGEST <= years <= OLDEST and len(persons) == 1:
        yield AgeTold(persons[0], years, Span(clause.verb_start if clause.verb == "turn" else number.start, number.end))


def late_in(reading: Reading, number: int) -> Iterator[Mention]:
    """The persons who are called the late X."""
    teller = Teller(reading, number)
    for noun in teller.sentence.nouns:
        if noun.kind == "person" and any(w.low == "late" for w in noun.words[:-1]):
            yield from teller.mentions([noun])
