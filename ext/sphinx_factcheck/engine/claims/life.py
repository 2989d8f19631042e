"""Whether persons are as they are told of: held where their release is asked for, dead, so many years old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.ages import Aged, Dead, judge_age, judge_dead
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.causes import Caused, causes_told, judge_cause
from sphinx_factcheck.engine.claims.frames.ages import after_name, ages_in, is_entry, late_in
from sphinx_factcheck.engine.claims.frames.asking import asked_for
from sphinx_factcheck.engine.claims.frames.telling import can_tell, deeds_in
from sphinx_factcheck.engine.claims.happenings import done
from sphinx_factcheck.engine.claims.judging import UNDECIDED, own_dates, rule
from sphinx_factcheck.engine.claims.lifetimes import Lived, judge_lifetime, lifetimes
from sphinx_factcheck.engine.claims.triggers import sentences_with, together
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.facts.custody import Liberty, liberty
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.letters.text import Span

_TRIGGERS = (
    "releas", " to free ", "Free ", "freed", "set free", "go free", "walk free", "him free", "her free", "them free",
    "please free", "Set ", " free,", "and free", "ly free", "free all", "free the", " free.",
    "let go", "let out", "liberat", "freedom", "liberty", "Let ",
    "let him go", "let her go", "let them go", " go:", " go.",
    "end the ", "end his ", "end her ", "End the ",
    "out of prison", "out of jail", "out of detention", "parole",
)  # fmt: skip
_TENS = "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
_LEADING = "is am now was be reached turned at over past nearly almost barely only just still already"
_BEFORE_FIGURES = "is was now of then be at only just barely nearly almost about over still already"
_AGES = (
    "year-old", "year old", "years old", "yrs old", "years of age",
    *(f"{mark}age{of}" for mark in " (–—“" for of in ("d ", " of")), "Aged ", "Age of", "genarian", "centenarian",
    "he late ", "turn", "Age: ", "died", "dead", "killed", "executed", "passed away", "murdered", "departed th",
    "man of ", "boy of ", "girl of ", "lady of ", "person of ", *(f" of {ten}" for ten in _TENS),
    "th year", "st year", "nd year", "rd year",
    "enties", "irties", "orties", "ifties", "ixties", "ighties", "ineties", "0s",
    *(f" {verb} {ten}" for verb in _LEADING.split() for ten in _TENS),
    *(f"At {age}" for age in (*_TENS, *range(1, 10))),
    *(f", {then}{ten}" for then in ("", "now ", "then ", "only ", "nearly ", "almost ") for ten in _TENS),
    *(f", {digit}{more}{end}" for digit in range(1, 10) for more in range(10) for end in ",;).:"),
    "birthday",
    *(f" {verb} {digit}" for verb in _BEFORE_FIGURES.split() for digit in range(1, 10)),
)  # fmt: skip
_WITHOUT_NUMBER = later(
    r"late\b|birthday|died|dead|kill|execut|passed\saway|murder|depart|genarian|centenar|[thdsn]\syear|(?:nt|rt|ft|xt|ht|et)ies\b|0s\b",
    re.IGNORECASE,
)
_YEARS = later(
    r"(?<![\d.,:/$£€])(?:1[01]\d|120|[1-9]\d)(?![\d/%]|[.,:]\d|\s(?:[ap]\.?m\b|per\s?cent|[mb]illion|thousand))"
    r"|\bten\b|\beleven|\btwelve|teen|\b(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)y|hundred|dozen|score",
    re.IGNORECASE,
)
"""Numbers that can be somebody's years."""
_NEXT = 400
"""How far behind a request the persons can stand whom it is for, where a list of them follows it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The data of a claim that somebody is held whose release is asked for; or was, at a `bygone` time."""

    bygone: bool = False


@dataclass(frozen=True, slots=True)
class LifeKind:
    """Persons whose release is asked for, held against custody and death as of the letter."""

    name: str = "life"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Each person of a request for release, once in a letter; ages; and those who are told of as dead."""
        yield from self._ages(reading)
        done_with: set[str] = set()
        for sentence in sentences_with(reading, _TRIGGERS):
            if reading.letter.signer(sentence.start, sentence.end):
                continue
            if not can_tell(reading, Span(sentence.start, sentence.end + _NEXT)):
                continue
            for person, bygone in asked_for(reading, reading.prose.number_at(sentence.start)):
                if person.entity not in done_with:
                    done_with.add(person.entity)
                    yield Claim(self.name, person.entity, "held", person.span, Asked(bygone))

    def _ages(self, reading: Reading) -> Iterator[Claim]:
        named = [m for m in reading.mentions if not m.span.field]
        for mention in named:
            yield from lifetimes(mention, reading)
        told = [one for m in named if (one := after_name(reading, m))]
        told = [one for one in told if _is_person(one.person, reading)]
        died: list[Claim] = []
        seen = {one.span.start for one in told}
        for sentence in sentences_with(reading, _AGES):
            labelled = is_entry(reading.letter.text, sentence)
            if not (labelled or (_can_tell_age(reading.letter.text, sentence) and can_tell(reading, sentence))):
                continue
            number = reading.prose.number_at(sentence.start)
            told += [one for one in ages_in(reading, number) if one.span.start not in seen]
            for person in late_in(reading, number):
                yield Claim(self.name, person.entity, "dead", person.span, Dead())
            deeds = deeds_in(reading, sentence)
            yield from causes_told(deeds, reading)
            for deed in deeds:
                if deed.name == "died" and deed.told and deed.when is None:
                    span = Span(deed.start, deed.end)
                    died += [Claim(self.name, person.entity, "dead", span, Dead()) for person in deed.persons]
        dead = {one.person.entity for one in told if one.at_death}
        yield from (claim for claim in died if claim.subject not in dead)
        for one in told:
            said = Aged(one.age, one.at_death, one.doubtful, one.then, one.dates, one.events, one.birthday, one.bare)
            yield Claim(self.name, one.person.entity, f"aged {one.age}", one.span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported where the person surely was in custody, contradicted where surely free or dead, else unverified."""
        if isinstance(claim.said, Aged):
            return judge_age(claim, claim.said, reading)
        if isinstance(claim.said, Lived):
            return judge_lifetime(claim, claim.said, reading)
        if isinstance(claim.said, Caused):
            return judge_cause(claim, claim.said, reading)
        if isinstance(claim.said, Dead):
            return judge_dead(claim, reading)
        states = [liberty(claim.subject, day, reading.facts) for day in own_dates(reading)]
        if not states:
            return UNDECIDED
        for state, facts in states:
            if state is Liberty.HELD:
                return rule([(f, Answer.YES) for f in facts], reading.facts, done(claim.subject, facts, reading))
        if all(state in {Liberty.FREE, Liberty.DEAD} for state, _ in states):
            if claim.said == Asked(bygone=True):
                return UNDECIDED
            facts = states[0][1]
            expected = "dead" if states[0][0] is Liberty.DEAD else "free"
            return rule([(f, Answer.NO) for f in facts], reading.facts, done(claim.subject, facts, reading), expected)
        facts = states[0][1]
        return rule([(f, Answer.UNKNOWN) for f in facts], reading.facts, done(claim.subject, facts, reading))


def _can_tell_age(text: str, sentence: Span) -> bool:
    """Whether words of age, or of death, stand in a sentence: "turned" tells an age only with a number."""
    start, end = sentence.start, sentence.end
    return bool(_WITHOUT_NUMBER.search(text, start, end) or _YEARS.search(text, start, end))


def _is_person(mention: Mention, reading: Reading) -> bool:
    entity = reading.facts.entities.get(mention.entity)
    return entity is not None and entity.kind == "person"


together(_TRIGGERS, _AGES)
