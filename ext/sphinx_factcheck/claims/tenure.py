"""Whether a person held an office on the day of a letter, or over the time it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.dating.described import near_sentence
from sphinx_factcheck.claims.grammar.calendar import Lead, Tense
from sphinx_factcheck.claims.grammar.dates import find_dates
from sphinx_factcheck.claims.grammar.offices import (
    LESSER,
    Aspect,
    exclude,
    heads_of,
    of_countries,
    office_words,
    standing,
)
from sphinx_factcheck.claims.grammar.tenures import Period
from sphinx_factcheck.claims.grammar.titles import Title
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import cited, own_dates, plain
from sphinx_factcheck.facts.crossing import ONE_HOLDER
from sphinx_factcheck.facts.dates import Answer, When, day, holds, near
from sphinx_factcheck.facts.model import Fact, FactBase, Office, Status
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_NEAR_DAYS = 4
_WHEN_PAST = re.compile(
    r"\b[Ww]hen\s[^.;]{3,80}?\s(?:[a-z]{3,}ed|was|were|had|came|went|met|took|spoke|saw|became|left|told|said|gave)\b"
)
_ACTING = re.compile(r"\b(?:acting|interim)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Held:
    """An office as a letter gives it to a person; `body` is the id of the organization it is said to be of.

    Without `parts` it is any office of the person, which is said to have begun or ended. `loosely`: given to several
    together, or by way of another ("Presidents X and Y", "his minister Z"): then it may be that of an earlier time.
    """

    parts: tuple[str, ...]
    aspect: Aspect
    body: str = ""
    period: Period | None = None
    loosely: bool = False

    @property
    def past(self) -> bool:
        """Whether it is told as begun: with the time it began or was held."""
        return self.period is not None and self.aspect is Aspect.THEN


@per_fact_base
def _holders(facts: FactBase) -> Mapping[frozenset[str], tuple[Fact, ...]]:
    """The statements of offices, by the words that tell the office, with and without its country."""
    found: dict[frozenset[str], list[Fact]] = {}
    for about in facts.facts.values():
        for fact in about:
            if isinstance(fact.statement, Office):
                for name in (fact.statement.office, *fact.statement.also):
                    found.setdefault(office_words(name), []).append(fact)
    return {words: tuple(told) for words, told in found.items()}


def judged(person: str, held: Held, span: Span, reading: Reading) -> Ruling:
    """Hold the offices that a letter gives a person against those the person held."""
    rulings = [_judged_part(part, person, held, span, reading) for part in held.parts or ("",)]
    for verdict in (Verdict.CONTRADICTED, Verdict.CONTESTED, Verdict.SUPPORTED):
        if told := next((r for r in rulings if r.verdict is verdict), None):
            return told
    return rulings[0]


def _judged_part(part: str, person: str, held: Held, span: Span, reading: Reading) -> Ruling:
    facts = reading.facts
    name = facts.entities[person].name
    every = facts.about(person, "offices")
    told = [f for f in every if f.statement.status is not Status.UNVERIFIED]
    dates = own_dates(reading)
    if not dates:
        return Ruling(Verdict.UNVERIFIED, "the letter has no date")
    matching = [f for f in told if not part or same_office(part, f, held, facts)]
    if not matching and (unsure := [f for f in every if f not in told and same_office(part, f, held, facts)]):
        cites = tuple(cited(f, facts) for f in unsure)
        message = f"{name} was {_worded(office_of(unsure[0]))}, but that is itself unverified"
        return Ruling(Verdict.UNVERIFIED, message, "", cites)
    if not matching:
        return _otherwise(part, person, told, held, dates, reading)
    if held.period:
        over_time = _over_time(name, matching, held.period, reading)
        if held.aspect is not Aspect.NOW or not held.period.goes_on:
            return over_time
        today = _as_of(name, matching, held.aspect, span, dates, reading)
        return today if today.verdict is Verdict.CONTRADICTED else over_time
    ruling = _as_of(name, matching, held.aspect, span, dates, reading)
    if not _denied(ruling) or not any(_answer(Aspect.THEN, office_of(f), dates) is Answer.YES for f in matching):
        return ruling
    now = held.aspect is Aspect.NOW
    loosely = held.loosely or (now and (_had_died(person, dates, facts) or _of_some_time(span, reading)))
    return replace(ruling, verdict=Verdict.UNVERIFIED) if loosely else ruling


def _of_some_time(span: Span, reading: Reading) -> bool:
    """Whether a sentence tells of a time that it does not date: "when Foreign Secretary X came, President Y …"."""
    text, sentence = reading.letter.text, near_sentence(reading, span.start)
    when = _WHEN_PAST.search(text, sentence.start, sentence.end)
    return when is not None and not any(find_dates(text, sentence.start, sentence.end))


def _had_died(person: str, dates: tuple[When, ...], facts: FactBase) -> bool:
    """Whether someone was dead when the letter was written: a title then is that of a life, and says nothing of now."""
    died = [f.statement.when for f in facts.about(person, "died") if f.statement.when]
    return any(when.latest < day.earliest for when in died for day in dates)


def _denied(ruling: Ruling) -> bool:
    return ruling.verdict in {Verdict.CONTRADICTED, Verdict.CONTESTED}


def _over_time(name: str, matching: list[Fact], period: Period, reading: Reading) -> Ruling:
    """Whether the office was held over the time that is said."""
    terms = [f.statement.when for f in matching if f.statement.when]
    message = _told(name, matching)
    cites = tuple(cited(f, reading.facts) for f in matching)
    verdict = {Answer.YES: Verdict.SUPPORTED, Answer.NO: Verdict.CONTRADICTED, Answer.UNKNOWN: Verdict.UNVERIFIED}
    told = verdict[period.fits(terms)]
    if told is Verdict.SUPPORTED and any(f.statement.status is Status.CONTESTED for f in matching):
        told = Verdict.CONTESTED
    return Ruling(told, message, plain(matching[0].statement.when), cites)


def _as_of(
    name: str, matching: list[Fact], aspect: Aspect, span: Span, dates: tuple[When, ...], reading: Reading
) -> Ruling:
    """Whether the office was held, is no longer, or is to be held, on the letter's date."""
    answers = [(f, _answer(aspect, office_of(f), dates)) for f in matching]
    if aspect is Aspect.FORMER and (
        now := [f for f in matching if _answer(Aspect.NOW, office_of(f), dates) is Answer.YES]
    ):
        answers = [(f, Answer.NO) for f in now]
    if aspect is Aspect.NOW and _attested_around(matching, dates):
        answers = [(f, Answer.YES) for f in matching if f.statement.when and not f.statement.when.lasting]
    answers = _fitting_first(answers)
    message = _told(name, [f for f, _ in answers])
    expected = plain(answers[0][0].statement.when)
    cites = tuple(cited(f, reading.facts) for f, _ in answers)
    if boundary := _boundary(matching, dates, aspect):
        return Ruling(Verdict.CONTESTED, f"{message}; the letter lies within days of {boundary}", expected, cites)
    if fitting := [f for f, answer in answers if answer is Answer.YES]:
        disputed = any(f.statement.status is Status.CONTESTED for f in fitting)
        verdict = Verdict.CONTESTED if disputed else Verdict.SUPPORTED
        return Ruling(verdict, message, expected, tuple(cited(f, reading.facts) for f in fitting))
    if any(answer is Answer.UNKNOWN for _, answer in answers):
        return Ruling(Verdict.UNVERIFIED, message, expected, cites)
    if aspect is Aspect.NOW and (when := _told_of(matching, span, dates, reading)):
        message += f": in {when}, of which this tells, but not when the letter was written"
        return Ruling(Verdict.CONTESTED, message, expected, cites)
    return Ruling(Verdict.CONTRADICTED, message, expected, cites)


def _told(name: str, facts: list[Fact]) -> str:
    return "; ".join(f"{name} was {_worded(office_of(f))} ({plain(f.statement.when)})" for f in facts)


def _fitting_first(answers: list[tuple[Fact, Answer]]) -> list[tuple[Fact, Answer]]:
    """The terms that fit where any does; else all, the latest first."""
    fitting = [told for told in answers if told[1] is Answer.YES]

    def begun(told: tuple[Fact, Answer]) -> date:
        when = told[0].statement.when
        return when.earliest if when else date.min

    return fitting or sorted(answers, key=begun, reverse=True)


def same_office(part: str, fact: Fact, said: Held, facts: FactBase) -> bool:
    """Whether a title can be that of an office in the fact base."""
    office = office_of(fact)
    if said.body and office.of in facts.entities and office.of != said.body:
        return False
    claimed = office_words(part)
    body = _body_words(office.of, facts)
    if said.body:
        body |= _body_words(said.body, facts)
    elsewhere = frozenset() if of_countries(body) else of_countries(claimed)
    for name in (office.office, *office.also):
        for one in Title(0, 0, name).parts:
            known = office_words(one)
            if heads_of(claimed - (body - known)) == heads_of(known) and claimed <= known | body | elsewhere:
                return True
    return False


def _body_words(of: str, facts: FactBase) -> frozenset[str]:
    entity = facts.entities.get(of)
    names = [a.name for a in entity.aliases()] if entity else [of]
    return frozenset(w for name in names for w in (*office_words(name), *_initials(name)))


def _initials(name: str) -> tuple[str, ...]:
    """What a body of several words may be called for short, in small letters: "WCC", "wcoc"."""
    words = re.findall(r"[\w’'-]+", name)
    short = ("".join(w[0] for w in told).lower() for told in (words, [w for w in words if w[0].isupper()]))
    return tuple(initials for initials in short if len(initials) > 1)


def _answer(aspect: Aspect, office: Office, dates: tuple[When, ...]) -> Answer:
    when = office.when
    founder = "founder" in office.office.lower()  # which one never ceases to be
    if when is None:
        return Answer.YES if founder else Answer.UNKNOWN
    if aspect is Aspect.ACTING and not (office.acting or _ACTING.search(office.office)):
        return Answer.NO if when.lasting else Answer.UNKNOWN
    answers = [_answer_on(Aspect.THEN if founder and aspect is Aspect.NOW else aspect, when, day) for day in dates]
    for answer in (Answer.YES, Answer.UNKNOWN):
        if answer in answers:
            return answer
    return Answer.NO


def _answer_on(aspect: Aspect, when: When, day: When) -> Answer:
    begun = (
        Answer.YES if when.start_latest <= day.latest else Answer.NO if when.earliest > day.latest else Answer.UNKNOWN
    )
    match aspect:
        case Aspect.THEN:
            return begun
        case Aspect.FORMER:
            if when.latest < day.earliest:
                return Answer.YES if when.lasting else Answer.UNKNOWN
            return Answer.NO if begun is Answer.NO or when.end_earliest >= day.earliest else Answer.UNKNOWN
        case Aspect.COMING:
            soon = (when.earliest - day.latest).days <= 400
            return Answer.NO if begun is Answer.YES else Answer.YES if begun is Answer.NO and soon else Answer.UNKNOWN
    answer = holds(when, day)
    return Answer.UNKNOWN if answer is Answer.NO and not when.lasting and when.earliest <= day.latest else answer


def _boundary(matching: list[Fact], dates: tuple[When, ...], aspect: Aspect) -> date | None:
    """The start or end of a term that the letter's date is within days of, where one of these terms decides."""
    if aspect is Aspect.THEN or any(
        len({_answer(aspect, office_of(f), (d,)) for d in _around(dates)}) == 1
        for f in matching
        if _answer(aspect, office_of(f), dates) is Answer.YES
    ):
        return None
    found = (
        near(f.statement.when, day.latest, _NEAR_DAYS)
        for f in matching
        if f.statement.when and f.statement.when.lasting
        for day in dates
    )
    return next((b for b in found if b), None)


def _attested_around(matching: list[Fact], dates: tuple[When, ...]) -> bool:
    """Whether the office is told of both at a day before the letter and at one after it."""
    days = [f.statement.when for f in matching if f.statement.when and not f.statement.when.lasting]
    return any(w.earliest <= d.latest for w in days for d in dates) and any(
        w.latest >= d.earliest for w in days for d in dates
    )


def _around(dates: tuple[When, ...]) -> list[When]:
    reach = timedelta(days=_NEAR_DAYS)
    return [d for when in dates for d in (when, day(when.earliest - reach), day(when.latest + reach))]


def _told_of(matching: list[Fact], span: Span, dates: tuple[When, ...], reading: Reading) -> str:
    """The earlier time that the sentence itself names, at which the office was held.

    Not where the sentence gives the same office to the one who holds it on the letter's day: then it tells of that day.
    """
    sentence = near_sentence(reading, span.start)
    text = reading.letter.text
    for said in find_dates(text, sentence.start, sentence.end):
        if said.lead not in {Lead.AT, Lead.AFTER} or said.wrong:
            continue
        whens = said.readings(dates, Tense.PAST)
        if any(_holds_at(f, when, dates) for f in matching for when in whens):
            here = {m.entity for m in reading.mentions_in(sentence.start, sentence.end)}
            succeeded = any(_successor(f, here, dates, reading.facts) for f in matching)
            return "" if succeeded else text[said.start : said.end]
    return ""


def _holds_at(fact: Fact, said: When, dates: tuple[When, ...]) -> bool:
    when = fact.statement.when
    past = said.earliest <= max(d.latest for d in dates)
    return past and when is not None and when.earliest <= said.latest and said.earliest <= when.latest


def _successor(fact: Fact, here: set[str], dates: tuple[When, ...], facts: FactBase) -> bool:
    """Whether one of these persons holds the office on the letter's day in another's stead."""
    office = office_of(fact)
    others = (f for f in _holders(facts).get(office_words(office.office), ()) if f.entity in here - {fact.entity})
    return _alone(office) and any(
        office_of(f).of == office.of and _answer(Aspect.NOW, office_of(f), dates) is Answer.YES for f in others
    )


def _alone(office: Office) -> bool:
    """Whether one person holds such an office at a time."""
    return bool(ONE_HOLDER.match(office.office)) and not office.shared


def _otherwise(
    part: str, person: str, told: list[Fact], held: Held, dates: tuple[When, ...], reading: Reading
) -> Ruling:
    """Whether another office that the person is known to hold on that day leaves no room for this one."""
    facts = reading.facts
    name = facts.entities[person].name
    claimed = office_words(part)
    now = [f for f in told if _answer(Aspect.NOW, office_of(f), dates) is Answer.YES]
    if held.aspect in {Aspect.NOW, Aspect.ACTING} and not held.period:
        for fact in now:
            if _leaves_no_room(claimed, office_of(fact), held, facts):
                office = office_of(fact)
                message = f"{name} was {_worded(office)} ({plain(office.when)})"
                return Ruling(Verdict.CONTRADICTED, message, office.office, (cited(fact, facts),))
        if other := _taken(claimed, person, told, held, dates, facts):
            office = office_of(other)
            message = f"{facts.entities[other.entity].name} was {_worded(office)} ({plain(office.when)}), not {name}"
            return Ruling(Verdict.CONTRADICTED, message, facts.entities[other.entity].name, (cited(other, facts),))
    message = f"the fact base has no such office of {name}"
    return Ruling(Verdict.UNVERIFIED, message, "", tuple(cited(f, facts) for f in now))


def _leaves_no_room(claimed: frozenset[str], office: Office, held: Held, facts: FactBase) -> bool:
    known = office_words(office.office)
    body = _body_words(office.of, facts)
    if held.body:
        same_body = office.of == held.body or facts.entities[held.body].name == office.of
        return same_body and not known <= claimed
    elsewhere = of_countries(claimed) - body - known
    if exclude(claimed, known) and not elsewhere and office.of not in facts.entities:
        return True
    portfolio = claimed - body - of_countries(claimed)
    if standing(known) and not portfolio <= known | LESSER:  # "Secretary General" of a body that is called otherwise
        return False
    return (
        heads_of(claimed) - LESSER == heads_of(known) - LESSER
        and bool(heads_of(known) & {"secretary", "minister"})
        and standing(claimed) == standing(known)
        and portfolio != heads_of(claimed)
    )


def _taken(
    claimed: frozenset[str], person: str, told: list[Fact], held: Held, dates: tuple[When, ...], facts: FactBase
) -> Fact | None:
    """The statement that somebody else held the claimed office on that day, where one holds it at a time.

    Of which state or body it is, the title says, or the other offices of the person.
    """
    bodies = {office_of(f).of for f in told} | {held.body} - {""}
    country = of_countries(claimed)
    for words in {claimed, claimed - country}:
        for fact in _holders(facts).get(words, ()):
            office = office_of(fact)
            body = _body_words(office.of, facts)
            told_by_country = country <= body | words if country else office.of in bodies
            same = office.of == held.body if held.body else told_by_country
            lasting = office.when is not None and office.when.lasting
            if fact.entity == person or not same or not lasting or not _alone(office):
                continue
            sure = fact.statement.status is Status.CONFIRMED
            if sure and _answer(Aspect.NOW, office, dates) is Answer.YES and not _boundary([fact], dates, Aspect.NOW):
                return fact
    return None


def _worded(office: Office) -> str:
    return f"acting {office.office}" if office.acting else office.office


def office_of(fact: Fact) -> Office:
    """The office that a fact is."""
    assert isinstance(fact.statement, Office)
    return fact.statement
