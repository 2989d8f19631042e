"""What the fact base tells of a person's custody and death, in words and as a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.judging import own_dates, plain, rule
from sphinx_factcheck.facts.custody import Liberty, events_of, liberty
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Fact

WORDED = {
    "missing": "went missing",
    "died": "died",
    "bailed": "was released on bail",
    "retrial": "was tried again",
    "banned": "was placed under a ban",
    "lifted": "had a ban lifted",
}
_ENDED = {Liberty.FREE, Liberty.DEAD}


def happenings_of(person: str, events: frozenset[str], reading: Reading) -> list[Fact]:
    """What the fact base tells of these events of a person, in its order."""
    told = reading.facts.about(person, "custody", "died", "born", "happenings")
    return [f for f in told if events_of(f) & events]


def done(person: str, facts: Sequence[Fact], reading: Reading) -> str:
    """What was done to a person and when, for a message: "Wang Yu was arrested (2016-01-08)"."""
    if not facts:
        return ""
    told = []
    for fact in facts[:3]:
        event = getattr(fact.statement, "event", fact.key)
        term = getattr(fact.statement, "term", None) if event == "sentenced" else None
        to = f" to {term}" if term else ""
        told.append(f"{WORDED.get(event, f'was {event}')}{to} ({plain(fact.statement.when)})")
    return f"{reading.facts.entities[person].name} {', '.join(told)}"


def over(person: str, reading: Reading) -> Ruling | None:
    """The contradiction where someone who is said to be held was surely free or dead by then."""
    states = [liberty(person, day, reading.facts) for day in own_dates(reading)]
    if not states or not all(state in _ENDED for state, _ in states):
        return None
    facts = states[0][1]
    expected = "dead" if states[0][0] is Liberty.DEAD else "free"
    ruling = rule([(f, Answer.NO) for f in facts], reading.facts, done(person, facts, reading), expected)
    return ruling if ruling.verdict is Verdict.CONTRADICTED else None
