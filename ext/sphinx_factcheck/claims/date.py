"""Dates: that of the letter itself, and those in the text against what they date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.compare import compare
from sphinx_factcheck.claims.cues import sentences_with
from sphinx_factcheck.claims.custody import done, happenings_of, is_since
from sphinx_factcheck.claims.dated import Bound, Scene, Stage, in_tense, nearest, tense_of
from sphinx_factcheck.claims.deeds import TRIGGERS, Deed, deeds_in
from sphinx_factcheck.claims.grammar.calendar import Lead, Tense
from sphinx_factcheck.claims.grammar.dates import DateSaid, find_dates, year_said
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, plain, rule
from sphinx_factcheck.claims.printed import Printed, dateline, judge_printed, printed_date
from sphinx_factcheck.claims.relative import Relative, judge_relative, relative_times
from sphinx_factcheck.claims.things import things_of
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Dating, Fact
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_OWN_VERB = {"published": "publi", "adopted": "adopt", "signed": "sign", "delivered": "deliver", "in-force": "force",
             "announced": "announc", "posted": "post"}  # fmt: skip
_FAR = 800
_YEAR_BEFORE = re.compile(r"\b([12]\d{3})\s+(?:\w+\s)?$")
_YEAR_AFTER = re.compile(r"\s*(?:\(|,\s|in\s|of\s)([12]\d{3})\b(?![-–]\d)")
_YEAR_IN = re.compile(r"\b[12]\d{3}\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """The data of a claim in the text: the date said, the addresses of the dates it can mean, and how sure that is.

    `far` are the years in which another, unknown thing may be meant; `past` whether it is told as having happened.
    """

    said: DateSaid
    facts: tuple[str, ...] = ()
    strong: bool = True
    named: bool = True
    tense: Tense = Tense.UNKNOWN
    past: bool = False


@dataclass(frozen=True, slots=True)
class DateKind:
    """Dates of letters, events, documents, and of what happened to persons."""

    name: str = "date"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """The date that the letter prints, then the dates in its text, each with what it dates where that is clear."""
        yield from printed_date(reading)
        yield from relative_times(reading)
        told_of = {s.start for s in sentences_with(reading, TRIGGERS)}
        stage = Stage.of(reading)
        sentence, scene = Span(0, -1), stage.scene(Span(0, 0))
        deeds: tuple[Deed, ...] = ()
        for said in dates_said(reading):
            if said.start >= sentence.end:
                sentence = reading.sentence_at(said.start)
                scene = stage.scene(sentence)
                deeds = tuple(deeds_in(reading, sentence)) if sentence.start in told_of else ()
            own = dateline(reading, said)
            if own:
                yield own
            elif not (told := [d for d in deeds if d.when and d.when.start == said.start]):
                yield from _of_things(reading, scene, said)
            else:
                yield from (c for deed in told if not is_since(deed) for c in _of_deed(reading, sentence, said, deed))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Contradicted where no reading of the date fits any date known; a doubtful binding never contradicts."""
        if isinstance(claim.said, Printed):
            return judge_printed(claim, claim.said, reading)
        if isinstance(claim.said, Relative):
            return judge_relative(claim, claim.said, reading)
        dated: Dated = claim.said
        if dated.said.wrong:
            return Ruling(Verdict.CONTRADICTED, dated.said.wrong)
        if not dated.facts:
            return UNDECIDED
        facts = [f for a in dated.facts if (f := reading.facts.fact(a)) and f.statement.when]
        readings = dated.said.readings(own_dates(reading), dated.tense)
        judged = [(f, compare(readings, dated.said.lead, f.statement.when)) for f in facts if f.statement.when]
        if not judged or not readings:
            return UNDECIDED
        fitting = [f for f, answer in judged if answer is Answer.YES] or facts
        ruling = rule(judged, reading.facts, _told(claim.subject, fitting, reading), plain(fitting[0].statement.when))
        if ruling.verdict is Verdict.CONTRADICTED and (
            not dated.strong or (not dated.named and _is_far(readings, facts))
        ):
            return UNDECIDED
        return ruling


def dates_said(reading: Reading) -> list[DateSaid]:
    """The dates of a text, and the bare years that stand with the name of an event; in order, none within another."""
    text = reading.letter.text
    told = [*find_dates(text), *_years_of_events(reading)]
    told.sort(key=lambda d: (d.start, -d.end))
    kept: list[DateSaid] = []
    for said in told:
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept


def _years_of_events(reading: Reading) -> Iterator[DateSaid]:
    text, entities = reading.letter.text, reading.facts.entities
    if not things_of(reading.facts).all:
        return
    for mention in reading.mentions:
        if mention.span.field or entities[mention.entity].kind != "event":
            continue
        start, end = mention.span.start, mention.span.end
        before = _YEAR_BEFORE.search(text, max(start - 24, 0), start)
        after = _YEAR_AFTER.match(text, end, end + 12)
        for found in (
            before and before.span(1),
            after and after.span(1),
            *(m.span() for m in _YEAR_IN.finditer(text, start, end)),
        ):
            said = year_said(text, *found) if found else None
            if said:
                yield said


def _of_deed(reading: Reading, sentence: Span, said: DateSaid, deed: Deed) -> Iterator[Claim]:
    tense = Tense.PAST
    for person in deed.persons:
        facts = happenings_of(person.entity, deed.events, reading)
        data = Dated(said, tuple(f.address for f in facts), tense=tense, past=True)
        yield Claim("date", person.entity, _value(said, reading, tense), Span(said.start, said.end), data)


def _of_things(reading: Reading, scene: Scene, said: DateSaid) -> Iterator[Claim]:
    span = Span(said.start, said.end)
    tense = tense_of(scene.text, scene.sentence, span) if scene.occurrences or not said.first.year else Tense.UNKNOWN
    value = _value(said, reading, tense)
    bound = () if said.wrong else scene.bind(span)
    if not bound:
        if said.wrong or said.first.month:
            yield Claim("date", "", value, span, Dated(said, tense=tense))
        return
    one = _likeliest(reading, said, tense, bound)
    if one is None:
        yield Claim("date", "", value, span, Dated(said, tense=tense))
        return
    said = _led_to(said, one)
    facts = tuple(f.address for f in _datings(reading, scene.sentence, one))
    past = tense is Tense.PAST
    yield Claim("date", one.thing.entity, value, span, Dated(said, facts, one.strong, one.score >= 6, tense, past))


def _likeliest(reading: Reading, said: DateSaid, tense: Tense, bound: Sequence[Bound]) -> Bound | None:
    """Of the things that may be meant the first that the date fits; else of the likeliest the nearest in time."""
    readings = said.readings(own_dates(reading), tense)
    for one in bound:
        whens = [f.statement.when for f in one.thing.held if f.statement.when]
        if any(compare(readings, _led_to(said, one).lead, when) is Answer.YES for when in whens):
            return one
    if not bound[0].strong:
        return None
    told = in_tense(bound, tense, own_dates(reading))
    best = [b for b in told if b.score == told[0].score and b.cost == told[0].cost]
    return nearest(best, [r.earliest.toordinal() for r in readings])


def _led_to(said: DateSaid, one: Bound) -> DateSaid:
    """The date without the word that leads to what it describes: "after the June 23 meeting"."""
    return replace(said, lead=Lead.AT) if one.follows and said.lead in {Lead.BEFORE, Lead.AFTER} else said


def _datings(reading: Reading, sentence: Span, one: Bound) -> Sequence[Fact]:
    """Of the dates of a thing those that the verb of the sentence speaks of: adopted, signed, published; else all."""
    text = reading.letter.text[sentence.start : sentence.end]
    named = [
        f for f in one.thing.facts
        if isinstance(f.statement, Dating) and (verb := _OWN_VERB.get(f.statement.event)) and verb in text
    ]  # fmt: skip
    return named or one.thing.held


def _value(said: DateSaid, reading: Reading, tense: Tense) -> str:
    """What is said, with the year that is most likely meant."""
    if said.wrong or said.first.year:
        return said.value
    readings = said.readings(own_dates(reading), tense)
    return readings[0].text if readings else said.value


def _is_far(readings: Sequence[When], facts: Sequence[Fact]) -> bool:
    """Whether the date said is years away from what is known: another thing of its kind may be meant."""
    whens = [f.statement.when for f in facts if f.statement.when]
    return all(abs((r.earliest - w.earliest).days) > _FAR for r in readings for w in whens)


def _told(subject: str, facts: Sequence[Fact], reading: Reading) -> str:
    if facts[0].key in {"custody", "died"}:
        return done(subject, facts, reading)
    name = reading.facts.entities[subject].name
    fact = facts[0]
    event = getattr(fact.statement, "event", "held")
    when = plain(fact.statement.when)
    if fact.key == "happenings":
        return f"{name}: {event}, {when}"
    verb = {"held": "is dated", "dated": "is dated", "in-force": "came into force on"}.get(event, f"was {event} on")
    return f"{name} {verb} {when}"
