"""Whether a person held an office on the day of a letter, or over the time it says. Sees what is read, not the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.holding.times import OwnTime
from sphinx_factcheck.engine.claims.judging import cited, plain
from sphinx_factcheck.engine.spans.calendar import distance
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact, FactBase, Office, Status
from sphinx_factcheck.facts.offices import (
    HEADS,
    OFFICE_KEYS,
    Aspect,
    Fit,
    Period,
    Title,
    another_portfolio,
    another_state,
    answer,
    bare,
    body_words,
    boundary,
    exclude,
    fit,
    is_of_one,
    lowered,
    office_of,
    parts_of,
    title_of,
)
from sphinx_factcheck.facts.remembered import once

_LONG_GONE = timedelta(days=5 * 365)
_NEVER_ALONE = frozenset("founder representative member professor fellow advisor trustee".split())


@dataclass(frozen=True, slots=True)
class Held:
    """An office as a letter gives it to a person.

    `titles`: several are joined by "and"; none is any office of the person, which is said to have begun or ended.
    `body` is the id of the organization it is of, `thing` what it is of in small letters.
    `time` is that of the sentence. `surely`: the name surely is this person's; `whole`: no longer title can be meant;
    `loosely`: it is given to several, or by way of another ("Presidents X and Y", "his minister Z"); `before`: it
    stands before the name; `does`: what its holder does tells it ("chairs"); `of_then`: it is said to have been held
    at the time of the sentence ("X, then Home Secretary"). `beside`: who else in the sentence is
    given the same title.
    """

    titles: tuple[str, ...] = ()
    aspect: Aspect = Aspect.NOW
    body: str = ""
    thing: str = ""
    period: Period | None = None
    time: OwnTime = field(default_factory=OwnTime)
    surely: bool = True
    whole: bool = True
    loosely: bool = False
    before: bool = False
    does: bool = False
    of_then: bool = False
    beside: tuple[str, ...] = ()

    @property
    def past(self) -> bool:
        """Whether it is told as begun: with the time it began or was held."""
        return self.period is not None and self.aspect is Aspect.THEN


def judged(person: str, held: Held, facts: FactBase, days: tuple[When, ...]) -> Ruling:
    """Hold the offices that a letter of these days gives a person against those the person held."""
    if not days:
        return Ruling(Verdict.UNVERIFIED, "the letter has no date")
    rulings = [_Case(person, one, held, facts, days).ruling() for one in held.titles or ("",)]
    for verdict in (Verdict.CONTRADICTED, Verdict.CONTESTED, Verdict.SUPPORTED):
        if told := next((r for r in rulings if r.verdict is verdict), None):
            return told
    return rulings[0]


@dataclass(frozen=True, slots=True)
class _Case:
    """One title given to one person in a letter of these days."""

    person: str
    title: str
    held: Held
    facts: FactBase
    days: tuple[When, ...]

    @property
    def name(self) -> str:
        return self.facts.entities[self.person].name

    def ruling(self) -> Ruling:
        every = self.facts.about(self.person, *OFFICE_KEYS)
        fits = [(f, self._fit(f)) for f in every]
        told = [(f, how) for f, how in fits if how is not Fit.NO and f.statement.status is not Status.UNVERIFIED]
        if not told and (unsure := [f for f, how in fits if how is not Fit.NO]):
            message = f"{self.name} was {_worded(office_of(unsure[0]))}, but that is itself unverified"
            return Ruling(Verdict.UNVERIFIED, message, "", tuple(cited(f, self.facts) for f in unsure))
        if not told:
            return self._otherwise([f for f in every if f.statement.status is not Status.UNVERIFIED])
        whole = [f for f, how in told if how is Fit.WHOLE]
        ruling = self._of([f for f, _ in told], whole)
        return ruling if ruling.verdict not in _DENIED or self._may_deny(whole, ruling) else _undecided(ruling)

    def _fit(self, fact: Fact) -> Fit:
        if not self.title:
            return Fit.WHOLE
        office = office_of(fact)
        how = fit(self.title, self.held.body, office, self.facts)
        if how is Fit.NO and self.held.does and self.held.body and office.of == self.held.body:
            return (
                Fit.SHORT if title_of(office.office).nouns & _LEADING and not title_of(office.office).ranks else Fit.NO
            )
        if how is Fit.WHOLE and self._is_loose(office):
            return Fit.SHORT
        return how

    def _is_loose(self, office: Office) -> bool:
        """Whether what the title is of is not told so that it must be this office."""
        thing = frozenset(self.held.thing.split())
        if thing and not thing & (body_words(office.of, self.facts) | title_of(office.office).words):
            return True
        return not self.held.body and bare(title_of(self.title), office)

    def _of(self, matching: list[Fact], whole: list[Fact]) -> Ruling:
        """The ruling of the offices that the title fits; those it fits as a whole decide, where there are any."""
        held = self.held
        if held.period:
            over_time = self._over_time(whole or matching, held.period)
            if held.aspect is not Aspect.NOW or not held.period.goes_on:
                return over_time
            today = self._as_of(whole or matching)
            return today if today.verdict is Verdict.CONTRADICTED else over_time
        ruling = self._as_of(whole or matching)
        if whole and len(whole) < len(matching) and ruling.verdict is Verdict.CONTRADICTED:
            others = self._as_of(matching)
            if others.verdict is not Verdict.CONTRADICTED:
                return replace(others, verdict=Verdict.UNVERIFIED)
        return ruling

    def _is_addressed_so(self) -> bool:
        """Whether a title before a name is how the person is addressed, in office or not: "Rector X"."""
        titles = getattr(self.facts.entities[self.person], "titles", ())
        return self.held.before and self.title.lower() in {title.lower() for title in titles}

    def _may_deny(self, whole: list[Fact], ruling: Ruling) -> bool:
        """Whether the fact base surely means this office and person, and the letter the day that decides."""
        held = self.held
        if not whole or not held.whole or self._is_addressed_so():
            return False
        terms = [when for f in whole if (when := office_of(f).when)]
        if ruling.verdict is Verdict.CONTESTED:
            return held.surely or any(answer(held.aspect, office_of(f), self._days) is Answer.YES for f in whole)
        begun = any(answer(Aspect.THEN, office_of(f), self._days) is Answer.YES for f in whole)
        if not held.surely and (not begun or held.aspect is Aspect.ACTING):
            return False
        if held.period or held.aspect not in {Aspect.NOW, Aspect.ACTING} or not begun:
            return not held.loosely or not begun
        if held.loosely or held.time.undated or any(_meets(when, term) for when in held.time.named for term in terms):
            return False
        if held.time.dated or held.time.present:
            return True
        if self._had_died():
            return False
        last = max((when.latest for when in terms), default=date.max)
        gone = last < min(d.earliest for d in self.days) - _LONG_GONE if last != date.max else False
        return not (gone and held.time.past and held.before and not self._has_office_now())

    def _has_office_now(self) -> bool:
        told = self.facts.about(self.person, "offices")
        return any(answer(Aspect.NOW, office_of(f), self.days) is Answer.YES for f in told)

    @property
    def _days(self) -> tuple[When, ...]:
        return (*self.held.time.dated, *self.days)

    def _had_died(self) -> bool:
        """Whether someone was dead when the letter was written: a title then is that of a life, not of now."""
        died = [f.statement.when for f in self.facts.about(self.person, "died") if f.statement.when]
        return any(when.latest < on.earliest for when in died for on in self.days)

    def _over_time(self, matching: Sequence[Fact], period: Period) -> Ruling:
        """Whether the office was held over the time that is said."""
        terms = [f.statement.when for f in matching if f.statement.when]
        verdict = {Answer.YES: Verdict.SUPPORTED, Answer.NO: Verdict.CONTRADICTED, Answer.UNKNOWN: Verdict.UNVERIFIED}
        told = verdict[period.fits(terms, max(day.latest for day in self.days))]
        if told is Verdict.CONTRADICTED and not self.title and period.is_apart(terms):
            told = Verdict.UNVERIFIED
        if told is Verdict.SUPPORTED and any(f.statement.status is Status.CONTESTED for f in matching):
            told = Verdict.CONTESTED
        cites = tuple(cited(f, self.facts) for f in matching)
        return Ruling(told, self._told(matching), plain(matching[0].statement.when), cites)

    def _as_of(self, matching: Sequence[Fact]) -> Ruling:
        """Whether the office was held, is no longer, or is to be held, on the day that decides."""
        aspect, days = self.held.aspect, self._days
        answers = [(f, answer(aspect, office_of(f), days)) for f in matching]
        now = [f for f in matching if answer(Aspect.NOW, office_of(f), self.days) is Answer.YES]
        if aspect is Aspect.FORMER and now and not self.held.time.dated:
            answers = [(f, Answer.NO) for f in now]
        if aspect is Aspect.NOW and _attested_around(matching, self.days):
            answers = [(f, Answer.YES) for f in matching if f.statement.when and not f.statement.when.lasting]
        if self.held.of_then and self.held.time.dated and not self.held.period:
            answers = [(f, answer(Aspect.NOW, office_of(f), self.held.time.dated)) for f in matching]
        if aspect is Aspect.NOW and not self.held.time.under and self._beside():
            answers = [(f, answer(aspect, office_of(f), self.days)) for f in matching]
        answers = _fitting_first(answers, self.held.time.dated or self.days)
        message, expected = self._told([f for f, _ in answers]), plain(answers[0][0].statement.when)
        cites = tuple(cited(f, self.facts) for f, _ in answers)
        offices = [office_of(f) for f in matching]
        fitting = [f for f, told in answers if told is Answer.YES]
        if (near := boundary(offices, self.days, aspect)) and not (fitting and self.held.time.dated):
            return Ruling(Verdict.CONTESTED, f"{message}; the letter lies within days of {near}", expected, cites)
        if fitting:
            disputed = any(f.statement.status is Status.CONTESTED for f in fitting)
            verdict = Verdict.CONTESTED if disputed else Verdict.SUPPORTED
            return Ruling(verdict, message, expected, tuple(cited(f, self.facts) for f in fitting))
        if any(told is Answer.UNKNOWN for _, told in answers):
            return Ruling(Verdict.UNVERIFIED, message, expected, cites)
        return Ruling(Verdict.CONTRADICTED, message, expected, cites)

    def _beside(self) -> bool:
        """Whether somebody given the same title in the sentence holds it on the letter's day: it tells of that day."""
        return any(
            fit(self.title, self.held.body, office_of(f), self.facts) is Fit.WHOLE
            and is_of_one(office_of(f))
            and answer(Aspect.NOW, office_of(f), self.days) is Answer.YES
            for other in self.held.beside
            for f in self.facts.about(other, *OFFICE_KEYS)
        )

    def _told(self, facts: Sequence[Fact]) -> str:
        return "; ".join(f"{self.name} was {_worded(office_of(f))} ({plain(f.statement.when)})" for f in facts)

    def _otherwise(self, told: list[Fact]) -> Ruling:
        """Whether another office that the person is known to hold on that day leaves no room for this one."""
        held, facts = self.held, self.facts
        then = held.aspect is Aspect.THEN
        days = self._told_of if then else self.days
        now = [f for f in told if answer(Aspect.NOW, office_of(f), days) is Answer.YES]
        if not days or held.loosely or not (held.surely and held.whole):
            return self._no_such(now)
        if then or (held.aspect in {Aspect.NOW, Aspect.ACTING} and not held.period and self._is_told_of_now()):
            for fact in now:
                if self._leaves_no_room(office_of(fact)):
                    office = office_of(fact)
                    message = f"{self.name} was {_worded(office)} ({plain(office.when)})"
                    return Ruling(Verdict.CONTRADICTED, message, office.office, (cited(fact, facts),))
            if other := self._taken(told, days):
                office, holder = office_of(other), facts.entities[other.entity].name
                message = f"{holder} was {_worded(office)} ({plain(office.when)}), not {self.name}"
                return Ruling(Verdict.CONTRADICTED, message, holder, (cited(other, facts),))
        return self._no_such(now)

    def _no_such(self, now: list[Fact]) -> Ruling:
        message = f"the fact base has no such office of {self.name}"
        return Ruling(Verdict.UNVERIFIED, message, "", tuple(cited(f, self.facts) for f in now))

    @property
    def _told_of(self) -> tuple[When, ...]:
        """The one time at which an office is said to have been held, where the sentence dates it."""
        period, dated = self.held.period, self.held.time.dated
        told = (period.held,) if period and period.held else dated if not period else ()
        return told if len(told) == 1 else ()

    def _is_told_of_now(self) -> bool:
        """Whether a title surely is one that somebody is said to hold on the letter's day."""
        held = self.held
        if held.time.undated or held.thing:
            return False
        return not held.time.dated or all(_covers(when, self.days) for when in held.time.dated)

    def _leaves_no_room(self, office: Office) -> bool:
        said, body = title_of(self.title), body_words(office.of, self.facts)
        return any(self._excludes(said, title_of(part), body, office) for part in parts_of(office.office))

    def _excludes(self, said: Title, known: Title, body: frozenset[str], office: Office) -> bool:
        """Whether nobody who holds the known title of a body holds the one that is said."""
        if lowered(said, known, body):
            return not self.held.body or self.held.body == office.of
        if self.held.body:
            entity = self.facts.entities.get(self.held.body)
            same = self.held.body == office.of or (entity is not None and entity.name == office.of)
            core = said.nouns <= HEADS and known.nouns <= HEADS and not (said.nouns | known.nouns) & _NEVER_ALONE
            return same and core and not known.words <= said.words
        elsewhere = said.countries - body - known.words
        if exclude(said, known) and not elsewhere and office.of not in self.facts.entities:
            return not said.others - body - known.others - {"prime", "general"}
        return another_portfolio(said, known, body) or another_state(said, known, body)

    def _taken(self, told: list[Fact], days: Sequence[When]) -> Fact | None:
        """The statement that somebody else held the claimed office on that day, where one holds it at a time.

        Of which state or body it is, the title says, or the other offices of the person.
        """
        bodies = {office_of(f).of for f in told} | {self.held.body} - {""}
        said = title_of(self.title)
        for fact in _holders(self.facts).get((said.nouns, said.ranks), ()):
            office = office_of(fact)
            known = said.countries <= body_words(office.of, self.facts) if said.countries else office.of in bodies
            same = office.of == self.held.body if self.held.body else known
            lasting = office.when is not None and office.when.lasting
            if fact.entity == self.person or not same or not lasting or not is_of_one(office):
                continue
            if (
                fit(self.title, self.held.body, office, self.facts) is not Fit.WHOLE
                or fact.statement.status is not Status.CONFIRMED
            ):
                continue
            near = boundary([office], days, Aspect.NOW)
            if answer(Aspect.NOW, office, days) is Answer.YES and not near:
                return fact
        return None


_DENIED = frozenset({Verdict.CONTRADICTED, Verdict.CONTESTED})
_LEADING = frozenset(
    "leader head director chair president executive chief manager secretary principal dean founder".split()
)


def _undecided(ruling: Ruling) -> Ruling:
    return replace(ruling, verdict=Verdict.UNVERIFIED)


@once
def _holders(facts: FactBase) -> Mapping[tuple[frozenset[str], frozenset[str]], tuple[Fact, ...]]:
    """The statements of offices, by their nouns and ranks."""
    found: dict[tuple[frozenset[str], frozenset[str]], list[Fact]] = {}
    for about in facts.facts.values():
        for fact in about:
            if isinstance(fact.statement, Office):
                titles: list[Title] = [title_of(one) for one in (fact.statement.office, *fact.statement.also)]
                for key in {(title.nouns, title.ranks) for title in titles}:
                    found.setdefault(key, []).append(fact)
    return {key: tuple(told) for key, told in found.items()}


def _fitting_first(answers: list[tuple[Fact, Answer]], days: Sequence[When]) -> list[tuple[Fact, Answer]]:
    """The terms that fit where any does, the nearest to these days first; else all, the latest first."""

    def begun(told: tuple[Fact, Answer]) -> date:
        when = told[0].statement.when
        return when.earliest if when else date.min

    def apart(told: tuple[Fact, Answer]) -> timedelta:
        when = told[0].statement.when
        return min((distance(when, day) for day in days), default=timedelta()) if when else timedelta.max

    fitting = [told for told in answers if told[1] is Answer.YES]
    return sorted(fitting, key=apart) or sorted(answers, key=begun, reverse=True)


def _attested_around(matching: Sequence[Fact], dates: tuple[When, ...]) -> bool:
    """Whether the office is told of both at a day before the letter and at one after it."""
    days = [f.statement.when for f in matching if f.statement.when and not f.statement.when.lasting]
    return any(w.earliest <= d.latest for w in days for d in dates) and any(
        w.latest >= d.earliest for w in days for d in dates
    )


def _meets(one: When, other: When) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _covers(when: When, days: Sequence[When]) -> bool:
    """Whether a time is near the letter's own day, so that an office of that day was held then, too."""
    return any(abs((d.earliest - when.latest).days) <= 31 or _meets(when, d) for d in days)


def _worded(office: Office) -> str:
    return f"acting {office.office}" if office.acting else office.office
