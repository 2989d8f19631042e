"""What the events of custody mean: which take a person's liberty, which give it back, and so who was free on a day."""

from __future__ import annotations

from enum import Enum

from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Custody, Fact, FactBase, Status

TAKEN = frozenset({"detained", "arrested", "charged", "sentenced", "imprisoned"})
"""The events after which a person is held."""
FREED = frozenset({"released", "paroled", "bailed"})
"""The events after which a person is out of prison, if not always free."""


class Liberty(Enum):
    """What a person's state was."""

    HELD = "held"
    FREE = "free"
    MISSING = "missing"
    DEAD = "dead"
    UNKNOWN = "unknown"


def liberty(person: str, day: When, facts: FactBase) -> tuple[Liberty, tuple[Fact, ...]]:
    """A person's state on a day, with the statements that tell it. Release on bail or parole leaves it unknown."""
    died = [f for f in facts.about(person, "died", "custody") if _is_death(f) and _is_over(f, day)]
    if died:
        return Liberty.DEAD, tuple(died[:1])
    told = [f for f in facts.about(person, "custody") if isinstance(f.statement, Custody) and f.statement.when]
    begun = [f for f in told if f.statement.status is not Status.UNVERIFIED and _begin(f) <= day.latest.toordinal()]
    if not begun:
        return Liberty.UNKNOWN, ()
    last = max(begun, key=_begin)
    at_once = tuple(f for f in begun if _begin(f) == _begin(last))
    states = {_after(f, day, facts) for f in at_once}
    open_question = any(f not in at_once and _end(f) >= _begin(last) and _is_release(f) for f in begun)
    state = states.pop() if len(states) == 1 and not open_question else Liberty.UNKNOWN
    return state, at_once


def _after(fact: Fact, day: When, facts: FactBase) -> Liberty:
    statement = fact.statement
    assert isinstance(statement, Custody)
    assert statement.when is not None
    if statement.event == "missing":
        return Liberty.MISSING
    if statement.event == "released":
        return Liberty.FREE if _is_over(fact, day) else Liberty.UNKNOWN
    if statement.event not in TAKEN:
        return Liberty.UNKNOWN
    if statement.when.lasting and statement.when.latest < day.earliest:
        return Liberty.UNKNOWN
    if statement.term and not statement.term.life:
        spell = _spell(fact, facts)
        served = day.latest.toordinal() - min(_begin(f) for f in spell)
        other = any(f.statement.event == "charged" and f.statement.charge != statement.charge for f in spell)  # type: ignore[attr-defined]
        return Liberty.HELD if other or served < statement.term.months * 30 else Liberty.UNKNOWN
    return Liberty.HELD


def _spell(last: Fact, facts: FactBase) -> list[Fact]:
    """The statements of one time in custody up to `last`: those since the release before it."""
    told = [f for f in facts.about(last.entity, "custody") if f.statement.when and _begin(f) <= _begin(last)]
    freed = max((_begin(f) for f in told if _is_release(f)), default=0)
    return [f for f in told if _begin(f) > freed and _is_taking(f)] or [last]


def _is_death(fact: Fact) -> bool:
    return fact.key == "died" or getattr(fact.statement, "event", "") == "died"


def _is_taking(fact: Fact) -> bool:
    return bool(getattr(fact.statement, "event", "") in TAKEN and fact.statement.when)


def _is_release(fact: Fact) -> bool:
    return getattr(fact.statement, "event", "") in FREED


def _is_over(fact: Fact, day: When) -> bool:
    when = fact.statement.when
    return fact.statement.status is Status.CONFIRMED and when is not None and when.latest < day.earliest


def _begin(fact: Fact) -> int:
    assert fact.statement.when is not None
    return fact.statement.when.earliest.toordinal()


def _end(fact: Fact) -> int:
    assert fact.statement.when is not None
    return fact.statement.when.end_earliest.toordinal()
