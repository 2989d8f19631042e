"""What the events of custody mean: which take a person's liberty, which give it back, and so who was free on a day."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from sphinx_factcheck.facts.chains import BANS, CHANGED, Standing, sentences_on
from sphinx_factcheck.facts.dates import Answer, When, holds
from sphinx_factcheck.facts.model import Custody, Fact, FactBase, Status

TAKEN = frozenset({"detained", "arrested", "charged", "sentenced", "imprisoned"})
"""The events after which a person is held."""
KEPT = frozenset({"detained", "imprisoned", "confined"})
"""The events that can tell where a person is kept as long as they last."""
FREED = frozenset({"released", "paroled", "bailed"})
"""The events after which a person is out of prison, if not always free."""
PENALTY_DEEDS = {"fine": "fined", "lashes": "flogged", "exile": "exiled"}
"""What is told to be done to a person who is sentenced to such a penalty."""
PENALIZED = frozenset(PENALTY_DEEDS.values())
AFTER_DEATH = frozenset({"acquitted", "pardoned", "quashed", "retrial", "upheld"})
"""What courts and crowns still do about somebody who is dead."""


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
    told = [f for f in facts.about(person, "custody") if _bears(f)]
    begun = [f for f in told if f.statement.status is not Status.UNVERIFIED and _begin(f) <= day.latest.toordinal()]
    if not begun:
        return Liberty.UNKNOWN, ()
    standing = {s.passed: s for s in sentences_on(person, day, facts)}
    last = max(begun, key=_begin)
    at_once = tuple(f for f in begun if _begin(f) == _begin(last))
    if all(_is_taking(f) for f in at_once):
        state, holding = _held(last, at_once, day, facts, standing)
    else:
        states = {_after(f, day) for f in at_once}
        state, holding = states.pop() if len(states) == 1 else Liberty.UNKNOWN, at_once
    open_question = any(f not in at_once and _end(f) >= _begin(last) and _is_release(f) for f in begun)
    return (Liberty.UNKNOWN if open_question else state), holding


def _after(fact: Fact, day: When) -> Liberty:
    """A person's state after one event."""
    statement = custody_of(fact)
    if statement.event == "missing" or statement.form == "enforced disappearance":
        return Liberty.MISSING
    if statement.event == "released" or statement.is_suspended:
        return Liberty.FREE if _is_over(fact, day) else Liberty.UNKNOWN
    return Liberty.HELD if _is_taking(fact) else Liberty.UNKNOWN


_SEIZED = frozenset({"arrested", "detained"})
"""What holds whoever is charged: a charge alone holds nobody."""


def _held(
    last: Fact, at_once: tuple[Fact, ...], day: When, facts: FactBase, standing: Mapping[Fact, Standing]
) -> tuple[Liberty, tuple[Fact, ...]]:
    """Whether someone who was taken is held still, and by what: a sentence not yet served, a remand, a charge."""
    if any(custody_of(f).form == "enforced disappearance" for f in at_once):
        return Liberty.MISSING, at_once
    if all(custody_of(f).event != "sentenced" for f in at_once):
        over = last.statement.when and last.statement.when.lasting and last.statement.when.latest < day.earliest
        return (Liberty.UNKNOWN if over else Liberty.HELD), at_once
    spell = _spell(last, facts)
    served = day.latest.toordinal() - min(map(_begin, spell))
    passed = [f for f in spell if f in standing]
    to_serve = [f for f in passed if _is_to_serve(standing[f], served)]
    lasting = [f for f in spell if _lasts(f, day)]
    judged = {custody_of(f).charge for f in passed}
    pending = [f for f in spell if custody_of(f).event == "charged" and custody_of(f).charge not in judged]
    taken = [f for f in spell if pending and custody_of(f).event in _SEIZED and _begin(f) <= _begin(pending[0])]
    pending = taken[-1:] + pending
    for holding in (to_serve[-1:], lasting, pending):
        if holding:
            return Liberty.HELD, tuple(holding)
    return Liberty.UNKNOWN, at_once


def _is_to_serve(one: Standing, served: int) -> bool:
    """Whether a sentence keeps in prison one who has been there for so many days."""
    if not one.stands or one.said.is_suspended:
        return False
    if one.said.penalty not in {"prison", "death", "death with reprieve", "forced labor"}:
        return False
    return one.term is None or one.term.life or served < one.months * 30


def _lasts(fact: Fact, day: When) -> bool:
    when = fact.statement.when
    return when is not None and when.lasting and holds(when, day) is Answer.YES


def _spell(last: Fact, facts: FactBase) -> list[Fact]:
    """The statements of one time in custody up to `last`: those since the release before it."""
    told = [f for f in facts.about(last.entity, "custody") if _bears(f) and _begin(f) <= _begin(last)]
    freed = max((_begin(f) for f in told if _is_release(f)), default=0)
    return [f for f in told if _begin(f) > freed and _is_taking(f)] or [last]


def _bears(fact: Fact) -> bool:
    """Whether an event of custody changes by itself whether one is held; what is done to a sentence, or a ban, not."""
    said = fact.statement
    if not isinstance(said, Custody) or said.when is None or said.form in BANS or said.event in CHANGED:
        return False
    paid = said.event == "sentenced" and said.penalty in {"fine", "lashes", "deprivation of rights", "exile"}
    return not paid and said.event != "convicted" and not said.total


def events_of(fact: Fact) -> frozenset[str]:
    """The words for what happened to a person: a sentence to a fine is told as "fined" too, a ban by what is banned."""
    said = fact.statement
    if isinstance(said, Custody) and said.event in {"banned", "lifted"}:
        return frozenset({said.event, f"{said.event} {'practice' if said.form == 'practice ban' else 'travel'}"})
    if isinstance(said, Custody) and said.event == "sentenced" and said.penalty in PENALTY_DEEDS:
        return frozenset({said.event, PENALTY_DEEDS[said.penalty]})
    return frozenset({getattr(said, "event", fact.key)})


def custody_of(fact: Fact) -> Custody:
    """The statement of a fact that is one of custody."""
    assert isinstance(fact.statement, Custody)
    return fact.statement


def _is_death(fact: Fact) -> bool:
    return fact.key == "died" or getattr(fact.statement, "event", "") == "died"


def _is_taking(fact: Fact) -> bool:
    said = fact.statement
    return isinstance(said, Custody) and said.event in TAKEN | {"confined"} and not said.is_suspended


def _is_release(fact: Fact) -> bool:
    said = fact.statement
    return isinstance(said, Custody) and (said.event in FREED | {"lifted"} or said.is_suspended)


def _is_over(fact: Fact, day: When) -> bool:
    when = fact.statement.when
    return fact.statement.status is Status.CONFIRMED and when is not None and when.latest < day.earliest


def _begin(fact: Fact) -> int:
    assert fact.statement.when is not None
    return fact.statement.when.earliest.toordinal()


def _end(fact: Fact) -> int:
    assert fact.statement.when is not None
    return fact.statement.when.end_earliest.toordinal()
