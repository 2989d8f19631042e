"""Ages, and persons told of as dead: "the 67-year-old X", "X, 28,", "who is 65 years old", "the late X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.grammar.numbers import NUMBER, parse_number
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, plain, rule
from sphinx_factcheck.claims.people.helping import VerbGroup
from sphinx_factcheck.claims.people.subjects import Cast, persons_in
from sphinx_factcheck.claims.triggers import sentences_with
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_TURNED = tuple(f"{verb} {digit}" for verb in ("is now", "turned", "turns") for digit in "123456789")
_CUES = ("year-old", "years old", " aged ", "years of age", "the age of", "he late ", *_TURNED)
_AFTER_NAME = re.compile(r",\s(?P<age>\d{2})(?=,|\s\()|\s\((?P<doubtful>\d{2})\)")
_YEAR_OLD = re.compile(rf"(?P<age>{NUMBER})[\s-]years?[\s-]old\s(?P<who>(?:[\w’'-]+,?\s){{0,6}})", re.IGNORECASE)
_AGED = re.compile(
    rf"\b(?:aged|(?:at|reached)\sthe\sage\sof)\s(?P<age>{NUMBER})\b"
    rf"|\b(?:at\s)?(?P<age2>{NUMBER})\s(?:years\sold|years\sof\sage)\b"
    rf"|\b(?:(?<=is\s)|(?<=now\s)|turned\s|turns\s)(?P<age3>\d{{2}})(?=\s?[,.;]|\s(?:and|this|last|next|on|in)\b)",
    re.IGNORECASE,
)
_THEN = re.compile(rf"\s(?:at\sthe\stime|{any_of('when then on_the_day and_over or to')})\b|[–-]\d")
_WAS = frozenset({"was", "were", "had", "been"})
_DIED = re.compile(r"\b(?:died|dies|executed|killed|passed\saway|death)\b[^,;]{0,30}$")
_LATE = re.compile(r"\b[Tt]he\slate\s(?:[A-Z][a-z]*\.?\s|[a-z-]+\s){0,3}$")
_YOUNGEST, _OLDEST, _NEAR_BIRTHDAY = 10, 120, 45


@dataclass(frozen=True, slots=True)
class Aged:
    """The data of a claim of an age: the years, whether at death, and whether it may be another number altogether."""

    years: int
    at_death: bool = False
    doubtful: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Dead:
    """The data of a claim that someone is dead."""

    past: bool = True


def ages_in(reading: Reading) -> Iterator[Claim]:
    """The ages that a letter gives persons, and those it calls the late X."""
    text = reading.letter.text
    for mention in reading.mentions:
        said = None if mention.span.field else _AFTER_NAME.match(text, mention.span.end)
        if said and persons_in(reading, mention.span.start, mention.span.end):
            age = "age" if said["age"] else "doubtful"
            yield from _claim(mention, int(said[age]), Span(*said.span(age)), doubtful=age == "doubtful")
    for sentence in sentences_with(reading, _CUES):
        cast = Cast.of_some(reading, sentence)
        if cast is None:
            continue
        yield from _told(cast)
        for mention in cast.persons:
            if _LATE.search(text, max(mention.span.start - 50, sentence.start), mention.span.start):
                yield Claim("life", mention.entity, "dead", mention.span, Dead())


def _told(cast: Cast) -> Iterator[Claim]:
    text, span = cast.text, cast.span
    for said in _YEAR_OLD.finditer(text, span.start, span.end):
        who = next((m for m in cast.between(said.start("who"), span.end) if m.span.start <= said.end("who")), None)
        years = parse_number(said["age"])
        who = who or next(iter(cast.described(said.start())), None)
        if who and years and not text.startswith(("’s ", "'s "), who.span.end):
            yield from _claim(who, years, Span(said.start(), said.start("who") - 1))
    for said in _AGED.finditer(text, span.start, span.end):
        years = parse_number(said["age"] or said["age2"] or said["age3"])
        if years is None or _THEN.match(text, said.end()):
            continue
        group = VerbGroup.before(text, span.start, said.start(), finite=not said["age"])
        persons = cast.subject(group)
        died = bool(_DIED.search(text, max(said.start() - 60, span.start), said.start()))
        if died and not persons:
            persons = cast.between(span.start, said.start())[:1]
        if len(persons) == 1 and (died or not group.words & _WAS):
            yield from _claim(persons[0], years, Span(*said.span()), at_death=died)


def _claim(who: Mention, years: int, span: Span, *, at_death: bool = False, doubtful: bool = False) -> Iterator[Claim]:
    if _YOUNGEST <= years <= _OLDEST:
        yield Claim("life", who.entity, f"aged {years}", span, Aged(years, at_death, doubtful))


def judge_age(claim: Claim, aged: Aged, reading: Reading) -> Ruling:
    """The age on the letter's day, or at death; a few weeks from a birthday nothing is held against it."""
    died = [f.statement.when for f in reading.facts.about(claim.subject, "died") if f.statement.when]
    days = died if aged.at_death else [d for d in own_dates(reading) if not any(w.latest < d.earliest for w in died)]
    judged = [
        (f, _fits(aged.years, f.statement.when, days))
        for f in reading.facts.about(claim.subject, "born")
        if f.statement.when and days
    ]
    if aged.doubtful:
        judged = [(f, Answer.UNKNOWN if a is Answer.NO else a) for f, a in judged]
    if not judged:
        return UNDECIDED
    born = judged[0][0]
    name = reading.facts.entities[claim.subject].name
    return rule(judged, reading.facts, f"{name} was born ({plain(born.statement.when)})", _expected(born, days))


def judge_dead(claim: Claim, reading: Reading) -> Ruling:
    """Whether someone had died by the letter's day."""
    dates = own_dates(reading)
    died: list[Fact] = [f for f in reading.facts.about(claim.subject, "died") if f.statement.when]
    died += [f for f in reading.facts.about(claim.subject, "custody") if getattr(f.statement, "event", "") == "died"]
    if not died or not dates:
        return UNDECIDED
    letter = max(d.latest for d in dates)
    judged = [(f, Answer.NO if f.statement.when and f.statement.when.earliest > letter else Answer.YES) for f in died]
    when = plain(died[0].statement.when)
    return rule(judged, reading.facts, f"{reading.facts.entities[claim.subject].name} died ({when})", when)


def _fits(years: int, born: When | None, days: list[When]) -> Answer:
    assert born is not None
    least = min(_age(born.latest, day.earliest) for day in days)
    most = max(_age(born.earliest, day.latest) for day in days)
    if least <= years <= most:
        return Answer.YES if most - least <= 1 else Answer.UNKNOWN
    near = min(abs(_to_birthday(born.earliest, day.earliest)) for day in days)
    by_one = years in {least - 1, most + 1}
    return Answer.UNKNOWN if by_one and (near <= _NEAR_BIRTHDAY or born.earliest != born.latest) else Answer.NO


def _expected(born: Fact, days: list[When]) -> str:
    assert born.statement.when is not None
    ages = {_age(born.statement.when.latest, days[0].earliest), _age(born.statement.when.earliest, days[0].latest)}
    return "aged " + " or ".join(str(age) for age in sorted(ages))


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _to_birthday(born: date, on: date) -> int:
    """The days from a day to the nearest birthday."""
    apart = (on.timetuple().tm_yday - born.timetuple().tm_yday) % 365
    return min(apart, 365 - apart)
