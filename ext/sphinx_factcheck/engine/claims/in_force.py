"""Whether a sentence that is told as being served was still in force: what later courts made of it, and time."""

from __future__ import annotations

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.judging import UNDECIDED, own_dates, plain, rule, told_by
from sphinx_factcheck.engine.spans.terms import TermSaid
from sphinx_factcheck.facts.chains import Standing, changes_by, sentences_on
from sphinx_factcheck.facts.custody import Liberty, liberty
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Fact
from sphinx_factcheck.facts.terms import Term


def no_longer(person: str, said: TermSaid, reading: Reading) -> Ruling | None:
    """The contradiction where the term said was passed, and another or none in force at the date of the letter."""
    changed = [_changed(said, sentences_on(person, day, reading.facts)) for day in own_dates(reading)]
    if not changed or None in changed or (one := changed[0]) is None:
        return None
    name = reading.facts.entities[person].name
    event = getattr(one.last.statement, "event", "")
    now = f" to {one.term}" if one.stands else ""
    message = f"the sentence of {name} was {event}{now} ({plain(one.last.statement.when)})"
    return rule([(one.last, Answer.NO)], reading.facts, message, str(one.term) if one.stands else event)


def changed_by(person: str, said: TermSaid, events: frozenset[str], reading: Reading) -> Ruling:
    """By how much a term is told to have been cut or raised, held against each such change that is known."""
    told = [one for day in own_dates(reading) for one in changes_by(person, day, reading.facts)]
    known = [one for one in told if _event(one[0]) in events]
    apart = {f: Term(months=abs(old.months - new.months)) for f, old, new in known if not (old.life or new.life)}
    judged = [(f, said.fits(term)) for f, term in apart.items()]
    if not judged:
        return UNDECIDED
    expected = " or ".join(dict.fromkeys(map(str, apart.values())))
    name, last = reading.facts.entities[person].name, judged[-1][0]
    message = f"the sentence of {name} was {_event(last)} by {expected} ({plain(last.statement.when)})"
    return rule(judged, reading.facts, message, expected)


def death_no_longer(person: str, reading: Reading) -> Ruling | None:
    """The contradiction where every sentence of death had been commuted, quashed or pardoned by the letter's date."""
    days = own_dates(reading)
    passed = [one for day in days for one in sentences_on(person, day, reading.facts)]
    deaths = [one for one in passed if one.said.penalty.startswith("death")]
    if not deaths or any(one.stands and one.term is None for one in deaths):
        return None
    last = deaths[-1]
    event, now = getattr(last.last.statement, "event", ""), f" to {last.term}" if last.stands else ""
    name = reading.facts.entities[person].name
    message = f"the sentence of {name} was {event}{now} ({plain(last.last.statement.when)})"
    return rule([(last.last, Answer.NO)], reading.facts, message, str(last.term) if last.stands else event)


def otherwise(person: str, events: frozenset[str], reading: Reading) -> Ruling | None:
    """The contradiction where the one ruling on appeal that is known by then rules out another: what was upheld was
    not quashed. With two sentences, or two later rulings, another may be meant.
    """
    told = [f for f in reading.facts.about(person, "custody") if told_by(f.statement.when, reading)]
    first = [f for f in told if _event(f) in _FIRST]
    ruled = [f for f in told if _event(f) in _LATER]
    contrary = frozenset().union(*(_CONTRARY.get(event, frozenset()) for event in events))
    if len(first) > 1 or len(ruled) != 1 or _event(ruled[0]) not in contrary:
        return None
    name, event = reading.facts.entities[person].name, _event(ruled[0])
    message = f"the sentence of {name} was {event} ({plain(ruled[0].statement.when)})"
    return rule([(ruled[0], Answer.NO)], reading.facts, message, event)


_FIRST = frozenset({"sentenced", "convicted", "acquitted"})
_LATER = frozenset({"upheld", "raised", "cut", "commuted", "quashed", "restored", "pardoned", "retrial"})
_CONTRARY = {
    "upheld": frozenset({"quashed", "cut", "raised"}),
    "quashed": frozenset({"upheld"}),
    "cut": frozenset({"upheld", "raised"}),
    "raised": frozenset({"upheld", "cut"}),
}
"""By what is told, what it cannot stand beside."""


def _event(fact: Fact) -> str:
    return str(getattr(fact.statement, "event", ""))


def may_be_served(person: str, reading: Reading) -> bool:
    """Whether nothing tells that somebody was held still: the term had run out, or there was bail or a pardon."""
    states = [liberty(person, day, reading.facts) for day in own_dates(reading)]
    return bool(states) and all(state is Liberty.UNKNOWN and facts for state, facts in states)


def _changed(said: TermSaid, passed: tuple[Standing, ...]) -> Standing | None:
    """The sentence that the words tell as it was passed, and is no longer; none where one in force may be meant."""
    if any(one.stands and one.term and said.fits(one.term) is not Answer.NO for one in passed):
        return None
    told = [one for one in passed if one.said.term and said.fits(one.said.term) is Answer.YES]
    return told[-1] if told else None
