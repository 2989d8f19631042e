"""Ages, and persons told of as dead, held against births and deaths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, plain, rule
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.findings import Ruling

_NEAR_BIRTHDAY = 45


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
