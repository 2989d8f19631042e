"""Ages, and persons told of as dead, held against births and deaths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.happenings import happenings_of
from sphinx_factcheck.engine.claims.judging import UNDECIDED, own_dates, plain, rule
from sphinx_factcheck.engine.spans.ages import Age
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact

_NEAR_BIRTHDAY = 45
_SLIP, _ADULT = 12, 18
"""How many years a slip lies from the right age at most, and from when on a number in brackets is an age."""


@dataclass(frozen=True, slots=True)
class Aged:
    """The data of a claim of an age: the years, whether at death, and whether it may be another number altogether.

    It is that of the letter's day, unless it is `then`; or of one of the `dates` that are told with it, or when one of
    the `events` befell the person. A `birthday` is not near another. A `bare` number may be no age where it is far off.
    """

    age: Age
    at_death: bool = False
    doubtful: bool = False
    then: bool = False
    dates: tuple[DateSaid, ...] = ()
    events: frozenset[str] = frozenset()
    birthday: bool = False
    bare: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Dead:
    """The data of a claim that someone is dead."""

    past: bool = True


def judge_age(claim: Claim, aged: Aged, reading: Reading) -> Ruling:
    """The age on the letter's day, at death, or when what is told with it was done; near a birthday that is open."""
    days = _days(claim.subject, aged, reading)
    judged = [
        (f, _fits(aged, f.statement.when, days))
        for f in reading.facts.about(claim.subject, "born")
        if f.statement.when and days
    ]
    today = [d for d in days if d in own_dates(reading)]
    if today and len(today) < len(days):  # an age of another day than the letter's may be meant, and is no proof of it
        judged = [(f, a if _fits(aged, f.statement.when, today) is a else Answer.UNKNOWN) for f, a in judged]
    far = [f for f, _ in judged if aged.bare and f.statement.when and days and _is_far(aged, f.statement.when, days)]
    if aged.doubtful or far or (aged.then and not (aged.dates or aged.events)):
        judged = [(f, Answer.UNKNOWN if a is Answer.NO else a) for f, a in judged]
    if not judged:
        return UNDECIDED
    born = judged[0][0]
    name = reading.facts.entities[claim.subject].name
    expected = _expected(born, days)
    aged_so = f", so was {expected}" if expected else ""
    return rule(judged, reading.facts, f"{name} was born ({plain(born.statement.when)}){aged_so}", expected)


def _days(person: str, aged: Aged, reading: Reading) -> list[When]:
    """The times one of which the age is of."""
    died = [f.statement.when for f in reading.facts.about(person, "died") if f.statement.when]
    if aged.at_death:
        return died
    alive = [d for d in own_dates(reading) if not any(w.latest < d.earliest for w in died)]
    said = [
        when for date in aged.dates for tense in (Tense.PAST, Tense.FUTURE)
        for when in date.readings(own_dates(reading), tense)
    ]  # fmt: skip
    befell = [f.statement.when for f in happenings_of(person, aged.events, reading) if f.statement.when]
    told = [*said, *befell]
    if aged.then:
        return told or ([] if alive else died)
    return [*alive, *told]


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


def _fits(aged: Aged, born: When | None, days: list[When]) -> Answer:
    assert born is not None
    answers = {_fits_on(aged, born, day) for day in days}
    return next((a for a in (Answer.YES, Answer.UNKNOWN) if a in answers), Answer.NO)


def _fits_on(aged: Aged, born: When, day: When) -> Answer:
    age = aged.age
    least, most = _age(born.latest, day.earliest), _age(born.earliest, day.latest)
    if least <= age.most and age.least <= most:
        return Answer.YES if most - least <= 1 or (age.least <= least and most <= age.most) else Answer.UNKNOWN
    near = not aged.birthday and _to_birthday(born.earliest, day.earliest) <= _NEAR_BIRTHDAY
    near = near or born.earliest != born.latest
    by_one = age.most == least - 1 or age.least == most + 1
    return Answer.UNKNOWN if by_one and near else Answer.NO


def _is_far(aged: Aged, born: When, days: list[When]) -> bool:
    """Whether a number that stands alone is so far from somebody's age that it need be no age at all."""
    known = _age(born.earliest, days[0].latest)
    return abs(aged.age.least - known) > _SLIP or aged.age.least < _ADULT


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
