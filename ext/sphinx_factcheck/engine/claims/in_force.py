"""Whether a sentence that is told as being served was still in force: what later courts made of it, and time."""

from __future__ import annotations

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.judging import own_dates, plain, rule
from sphinx_factcheck.engine.spans.terms import TermSaid
from sphinx_factcheck.facts.chains import Standing, sentences_on
from sphinx_factcheck.facts.custody import Liberty, liberty
from sphinx_factcheck.facts.dates import Answer


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
