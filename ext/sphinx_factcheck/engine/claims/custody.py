"""Custody: "imprisoned since 2008", "formally arrested", "were detained", "has been released from prison"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.compare import compare
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.telling import TRIGGERS, telling
from sphinx_factcheck.engine.claims.happenings import done, happenings_of, over
from sphinx_factcheck.engine.claims.in_force import may_be_served, otherwise
from sphinx_factcheck.engine.claims.judging import UNDECIDED, own_dates, plain, rule, told_by
from sphinx_factcheck.engine.claims.spells import Spent, lengths
from sphinx_factcheck.engine.spans.calendar import Lead, Tense
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.facts.custody import PENALIZED, TAKEN
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.letters.text import Span

_SAID = {"formal": "formally arrested"}
_RELEASE = later(
    r"(?:\bwelcom\w+\s(?:the\s)?(?:\w+\s)?release\s|\brelease\s(?:on|in|last|this|earlier)\s[^,.;:]{3,25}\s)of\s[^.;:]*$"
)
"""A release that is told, and not asked for, behind which stands who is free again."""
_JUDGED = frozenset({"sentenced", "convicted", "serving", "served", "changed", "quashed"})
"""With which an acquittal is not the whole of what is told."""
_ACQUITTED = frozenset({"acquitted"})
_VERDICTS = frozenset({"convicted", "sentenced"})
_UNDONE = frozenset({"acquitted", "quashed", "retrial", "pardoned", "restored"})
_SHORTLY, _A_YEAR = 400, 366
_FURTHER = later(
    r"\b(?:second|third|again|[Ss]upreme|[Hh]igh(?:er|est)?|[Ff]inal|[Cc]onstitutional|[Cc]assation|retrial|later|eventually|finally|"
    r"before|until|then|when|if|first)\b|\b[12]\d{3}\b"
)
"""What tells of another court, or another time, than those of which the fact base may know."""
_IN_NAMED = later(r"\b(?:in|at)\s(?:the\s)?[A-Z][^.;]*\ssince\b")
"""Where somebody is since a day, who may have been elsewhere before."""
_STARTS = frozenset({"detained", "arrested", "imprisoned", "missing", "confined", "banned"})
"""What tells when it began that somebody was not free."""
_ELSEWHERE = PENALIZED | {"cut by", "raised by", "happened", "fasted"}
_ELSEWHERE |= set("sentenced convicted serving served changed added died born accused tried".split())


@dataclass(frozen=True, slots=True)
class InCustody:
    """The data of a claim of this kind: the events that it can mean, since when, and whether it is said to last.

    `of_days`: the dates told just before of a matter that it ended; none where it may be but part of one.
    `further`: that its sentence tells of a later court or another time than the one that may be known.
    """

    events: frozenset[str]
    since: DateSaid | None = None
    still: bool = False
    past: bool = True
    of_days: tuple[When, ...] = ()
    further: bool = False


@dataclass(frozen=True, slots=True)
class CustodyKind:
    """What was done to a person, held against the custody told of by the date of the letter."""

    name: str = "custody"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every deed and time in custody with each of its persons. Dates other than "since" are of the kind `date`."""
        text = reading.letter.text
        for sentence, deeds in telling(reading, TRIGGERS):
            for deed in deeds:
                if deed.told and deed.persons and deed.name not in _ELSEWHERE:
                    if deed.since and deed.still:
                        freed = _told_free(deed, deeds) or _RELEASE.search(text, sentence.start, deed.start)
                        deed = replace(deed, still=not freed)
                    judged = any(d.name in _JUDGED and d.persons == deed.persons for d in deeds)
                    ended = deed.events == _ACQUITTED and not (deed.part or judged)
                    of_days = _days_before(reading, deed) if ended else ()
                    further = _FURTHER.search(text, sentence.start, sentence.end) is not None
                    yield from self._claims(deed, text, of_days, further=further)

    def _claims(self, deed: Deed, text: str, of_days: tuple[When, ...], *, further: bool) -> Iterator[Claim]:
        if deed.term is not None:
            value = f"held for {text[deed.term.start : deed.term.end]}"
            span = Span(deed.start, max(deed.end, deed.inside))
            spent = Spent(deed.term, deed.still, deed.total, deed.part, deed.untried)
            yield from (Claim(self.name, person.entity, value, span, spent) for person in deed.persons)
            return
        since = deed.when if deed.since else None
        today = deed.still and deed.when is not None and deed.when.vague
        if deed.when and not (since or today) and deed.name not in {"formal", "moved"}:
            return
        end = since.end if since and since.end > deed.end else deed.end
        verb = _SAID.get(deed.name, deed.name)
        value = f"{verb} since {text[since.start : since.end]}" if since else verb
        for person in deed.persons:
            said = InCustody(deed.events, since, deed.still, of_days=of_days, further=further)
            yield Claim(self.name, person.entity, value, Span(deed.start, end), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported by an event of the kind said; contradicted by a wrong start, or by an end before the letter."""
        if isinstance(claim.said, Spent):
            return self._judge_spell(claim, claim.said, reading)
        said = claim.asserted(InCustody)
        told = happenings_of(claim.subject, said.events, reading)
        passed = [f for f in told if f.statement.when and told_by(f.statement.when, reading)]
        if said.still and (
            ended := over(claim.subject, reading) if said.events & TAKEN else _lifted(claim, said, reading)
        ):
            return ended
        if said.of_days and not passed and (convicted := _convicted(claim, said, reading)):
            return convicted
        unsaid = not passed and not said.further and said.since is None
        if unsaid and (ruled := otherwise(claim.subject, said.events, reading)):
            return ruled
        if said.since is None:
            held = said.still and said.events & TAKEN
            told_so = Answer.UNKNOWN if held and may_be_served(claim.subject, reading) else Answer.YES
            named = claim.value.rpartition(" ")[2]
            meant = sorted(passed, key=lambda f: (getattr(f.statement, "event", "") == named, _when(f)), reverse=True)
            judged = [(f, told_so) for f in meant]
        else:
            readings = said.since.readings(own_dates(reading), Tense.PAST)
            judged = [(f, _since(readings, f, passed)) for f in _beginnings(passed)]
        message = done(claim.subject, [f for f, a in judged if a is Answer.YES] or passed, reading)
        ruling = rule(judged, reading.facts, message, plain(passed[0].statement.when) if passed and said.since else "")
        anew = ruling.verdict is Verdict.CONTRADICTED and _may_begin_anew(claim, said, passed, reading)
        return UNDECIDED if anew else ruling

    def _judge_spell(self, claim: Claim, spent: Spent, reading: Reading) -> Ruling:
        ended = over(claim.subject, reading) if spent.still else None
        judged = lengths(claim.subject, spent, reading)
        if ended and not any(answer is Answer.YES for _, answer in judged):
            return UNDECIDED
        return rule(judged, reading.facts, done(claim.subject, [f for f, _ in judged], reading))


def _days_before(reading: Reading, deed: Deed) -> tuple[When, ...]:
    """The dates told shortly before a deed, of which the letter goes on to tell."""
    dates = [d for d in reading.dates_in(max(deed.start - _SHORTLY, 0), deed.start) if not d.relative]
    return tuple(when for d in dates[-2:] for when in d.readings(own_dates(reading), Tense.PAST)[:1])


def _convicted(claim: Claim, said: InCustody, reading: Reading) -> Ruling | None:
    """The contradiction of the acquittal of somebody who was convicted then, which no court is known to have undone."""
    told = [f for f in reading.facts.about(claim.subject, "custody") if f.statement.when]
    judged = [f for f in told if getattr(f.statement, "event", "") in _VERDICTS and told_by(f.statement.when, reading)]
    undone = any(getattr(f.statement, "event", "") in _UNDONE for f in told)
    then = [f for f in judged for when in said.of_days if abs(_when(f) - when.earliest.toordinal()) < _A_YEAR]
    if len({f.statement.when for f in judged}) != 1 or undone or not then:
        return None
    verdict = str(getattr(then[-1].statement, "event", ""))
    return rule([(then[-1], Answer.NO)], reading.facts, done(claim.subject, then[-1:], reading), verdict)


def _lifted(claim: Claim, said: InCustody, reading: Reading) -> Ruling | None:
    """The contradiction of a ban that is said to last where the last that is told of it is that it was lifted."""
    bans = frozenset(event for event in said.events if event.startswith("banned "))
    ends = frozenset(event.replace("banned", "lifted") for event in bans)
    told = happenings_of(claim.subject, bans | ends, reading) if bans else []
    begun = [f for f in told if f.statement.when and told_by(f.statement.when, reading)]
    last = max(begun, key=_when, default=None)
    days, when = own_dates(reading), last.statement.when if last else None
    if last is None or when is None or not days or getattr(last.statement, "event", "") != "lifted":
        return None
    over_then = all(when.latest < day.earliest for day in days)
    ruling = rule([(last, Answer.NO)], reading.facts, done(claim.subject, [last], reading), "lifted")
    return ruling if over_then else None


def _told_free(deed: Deed, deeds: Sequence[Deed]) -> bool:
    """Whether the sentence itself tells that its persons are free again: "the release of X and Y, held since May"."""
    held = {m.entity for m in deed.persons}
    return any(d.name == "released" and d.told and held & {m.entity for m in d.persons} for d in deeds)


def _when(fact: Fact) -> int:
    """So that the last that was done comes first: it is the one that a letter tells as news."""
    return fact.statement.when.earliest.toordinal() if fact.statement.when else 0


def _beginnings(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts that can tell when custody began: no sentence or charge where it is told outright."""
    told = any(getattr(f.statement, "event", "") == "imprisoned" for f in facts)
    return [f for f in facts if not told or getattr(f.statement, "event", "") not in {"sentenced", "charged"}]


def _may_begin_anew(claim: Claim, said: InCustody, passed: Sequence[Fact], reading: Reading) -> bool:
    """Whether a time is told that may be a later one: "in custody again since", "in Evin Prison since"."""
    words = reading.letter.text[claim.span.start : claim.span.end]
    begun = [f.statement.when.latest for f in passed if f.statement.when]
    if said.since is None or " again" in words:
        return said.since is not None
    readings = said.since.readings(own_dates(reading), Tense.PAST)
    return bool(_IN_NAMED.search(words) and begun) and all(r.earliest > min(begun) for r in readings)


def _since(readings: Sequence[When], fact: Fact, passed: Sequence[Fact]) -> Answer:
    """Whether custody began so. A sentence tells only that it began no later than that."""
    assert fact.statement.when is not None
    answer = compare(readings, Lead.START, fact.statement.when)
    starts = any(getattr(f.statement, "event", "") in _STARTS for f in passed)
    earlier = any(r.earliest < fact.statement.when.earliest for r in readings)
    return Answer.UNKNOWN if answer is Answer.NO and earlier and not starts else answer
