"""A letter dated before something that it says has happened."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.dated import Stage, horizon
from sphinx_factcheck.engine.claims.dating.doubt import quoted
from sphinx_factcheck.engine.claims.dating.things import things_of, years_begun
from sphinx_factcheck.engine.claims.happenings import WORDED
from sphinx_factcheck.engine.claims.judging import plain, rule
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.facts.chains import CHANGED
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Award, Custody, Dating, Fact, FactBase, Happening, LifeDate, Status, Vote
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Letter

_LATE = re.compile(r"\bthe\slate\s(?:[A-Z][\w.’-]*\s){0,3}$")
_IS_THERE = frozenset({"delivered", "adopted", "in-force", "submitted", "introduced", "ratified", "rejected", "held"})
"""What happens to a document that is there before: a petition that is not yet delivered can be signed."""
_OF_THE_PAST = frozenset({"sentence", "custody", "award", "vote"})


@dataclass(frozen=True, slots=True)
class AnachronismKind:
    """Finds only what is wrong: nothing is claimed where the order of the dates is as it should be."""

    name: str = "anachronism"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """One claim for each statement that the letter relies on before its time."""
        for claim, fact in told_too_early(reading):
            yield Claim(self.name, fact.entity, plain(fact.statement.when), claim.span, fact.address)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        fact = reading.facts.fact(claim.asserted(str))
        date = reading.letter.date
        if fact is None or date is None or not _is_later(fact, reading.letter):
            return rule((), reading.facts, "")
        when = plain(fact.statement.when)
        message = f"this letter is dated {plain(date)}, but {happened(fact, reading.facts)} only later: {when}"
        return rule([(fact, Answer.NO)], reading.facts, message, when)


def told_too_early(reading: Reading) -> Iterator[tuple[Claim, Fact]]:
    """The claims that something has happened which the fact base puts after the letter's date, each fact once."""
    letter = reading.letter
    if letter.date is None or not _can_be(reading):
        return
    done: set[str] = set()
    for kind in reading.kinds:
        if kind.name == "anachronism":
            continue
        for claim in reading.claims_of(kind):
            if claim.span.field or not getattr(claim.said, "past", claim.kind in _OF_THE_PAST):
                continue
            ruling = reading.ruling_on(claim, kind)
            facts = [f for c in ruling.cited if (f := reading.facts.fact(c.address))]
            if ruling.verdict is Verdict.UNVERIFIED or not facts or not all(_is_later(f, letter) for f in facts):
                continue
            if facts[0].address not in done:
                done.add(facts[0].address)
                yield claim, facts[0]
    for mention, fact in _named_too_early(reading):
        if fact.address not in done and not any(address.startswith(f"{fact.entity}/") for address in done):
            done.add(fact.address)
            yield Claim("anachronism", fact.entity, plain(fact.statement.when), mention.span), fact


def _named_too_early(reading: Reading) -> Iterator[tuple[Mention, Fact]]:
    """What is named as having happened: an event that nobody plans or that is told as past, a document, the late X."""
    assert reading.letter.date is not None
    text, things = reading.letter.text, things_of(reading.facts)
    stage: Stage | None = None
    for mention in reading.mentions:
        start = mention.span.start
        if mention.span.field:
            continue
        if mention.entity not in things.by_entity:
            if _LATE.search(text, max(start - 40, 0), start):
                died = reading.facts.about(mention.entity, "died")
                yield from ((mention, fact) for fact in died if _is_later(fact, reading.letter))
            continue
        thing = things.all[things.by_entity[mention.entity]]
        if thing.recurring or not all(_is_later(f, reading.letter) for f in thing.facts):
            continue
        stage = stage or Stage.of(reading)
        scene = stage.scene(reading.sentence_at(start))
        tense = scene.tense(mention.span)
        is_document = reading.facts.entities[mention.entity].kind == "document"
        if is_document and _IS_THERE.issuperset(getattr(f.statement, "event", "") for f in thing.facts):
            continue
        known = is_document or tense is Tense.PAST
        told = known and tense is not Tense.FUTURE and not quoted(text, start) and asserted(reading, mention.span)
        if thing.unplanned or told:
            yield mention, thing.held[0]


def happened(fact: Fact, facts: FactBase) -> str:
    """What a statement says has happened, as a clause: "Xu Zhiyong was sentenced"."""
    name = facts.entities[fact.entity].name
    match fact.statement:
        case Custody() as custody:
            if custody.event in CHANGED:
                return f"the sentence of {name} was {custody.event}"
            return f"{name} {WORDED.get(custody.event, f'was {custody.event}')}"
        case Award() as award:
            return f"{name} was {'given' if award.role == 'laureate' else 'named a finalist for'} the {award.award}"
        case Happening() as happening:
            return f"{name} had this happen: {happening.event}"
        case Vote():
            return f"{name} was voted on"
        case LifeDate():
            return f"{name} {'died' if fact.key == 'died' else f'was {fact.key}'}"
        case Dating() as dating:
            return f"{name} {'came into force' if dating.event == 'in-force' else f'was {dating.event}'}"
    return f"the {fact.key} of {name} came about"


def _is_later(fact: Fact, letter: Letter) -> bool:
    when = fact.statement.when
    return bool(
        when and letter.date and fact.statement.status is Status.CONFIRMED and when.earliest > letter.date.latest
    )


def _can_be(reading: Reading) -> bool:
    """Whether the fact base holds anything later than the letter on whom or what it can speak of."""
    assert reading.letter.date is not None
    day, last = reading.letter.date.latest, horizon(reading)
    begun, firsts = years_begun(reading.facts), things_of(reading.facts).firsts
    near = [year in begun for year in range(day.year, date.fromordinal(last).year + 1)]  # each of them is asked
    days = _last_days(reading.facts)
    return (any(near) and bisect_right(firsts, last) > bisect_right(firsts, day.toordinal())) or any(
        days.get(m.entity, 0) > day.toordinal() for m in reading.mentions
    )


@once
def _last_days(facts: FactBase) -> dict[str, int]:
    """The day of each entity's last statement."""
    return {
        id: max((f.statement.when.earliest.toordinal() for f in about if f.statement.when), default=0)
        for id, about in facts.facts.items()
    }
