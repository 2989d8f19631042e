"""Time spent in custody, held against when it began and ended: "has spent ten years in prison"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.spans.terms import TermSaid
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Custody, Fact

_ENDS = frozenset({"released", "paroled", "bailed", "died", "sentenced"})
_OUT = _ENDS - {"sentenced"}
_BEGINS = frozenset({"detained", "arrested", "imprisoned", "confined"})


@dataclass(frozen=True, slots=True)
class Spent:
    """The data of a claim of time in custody: how long, and whether it lasts until the letter.

    It may be the `total` of several times, or but `part` of one: in isolation, or until a release that is not known.
    """

    said: TermSaid
    still: bool
    total: bool = False
    part: bool = False
    untried: bool = False
    past: bool = True


def lengths(person: str, spent: Spent, reading: Reading) -> list[tuple[Fact, Answer]]:
    """Each known beginning of a time in custody, and whether what began then can have lasted as long as is said."""
    known = [f for f in reading.facts.about(person, "custody", "died") if f.statement.when]
    letter = own_dates(reading)
    if not letter:
        return []
    judged: list[tuple[Fact, Answer]] = []
    by_then = [f for f in known if _day(f) <= max(d.latest for d in letter)]
    begins = [f for f in by_then if _event(f) in _BEGINS] or [f for f in by_then if _event(f) == "sentenced"]
    freed = [f for f in known if _event(f) in {"released", "paroled", "bailed"}]
    for begin in begins:
        until = [] if spent.still else [f.statement.when for f in known if _event(f) in _ENDS and _day(f) > _day(begin)]
        out = any(_event(f) in _OUT and _day(f) > _day(begin) for f in by_then)
        ends = [w for w in until if w] + ([] if until and (out or spent.untried) else list(letter))
        told = spent if spent.still or until else replace(spent, part=True)
        answers = {_fits(told, begin.statement.when, end) for end in ends if begin.statement.when}
        answer = Answer.YES if Answer.YES in answers else Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN
        judged.append((begin, Answer.UNKNOWN if answer is Answer.NO and (freed and len(begins) > 1) else answer))
    if not spent.still and spent.said.quantity and spent.said.quantity.is_exact:
        judged += [
            (f, Answer.YES) for f in by_then if isinstance(f.statement, Custody) and f.statement.term == spent.said.term
        ]
    return judged if any(a is not Answer.NO for _, a in judged) or not _may_be_longer(known, begins) else []


def _may_be_longer(known: list[Fact], begins: list[Fact]) -> bool:
    """Whether custody may have begun before the first beginning that is known."""
    first = min(map(_day, begins), default=date.min)
    if all(_event(f) == "sentenced" for f in begins):
        return True
    return any(_event(f) in {"sentenced", "imprisoned"} and _day(f) < first for f in known)


def _fits(spent: Spent, begin: When, end: When) -> Answer:
    """Whether the time between two dates can be called so: rounded to its unit, or as its hedge allows."""
    said = spent.said
    least, most = (end.earliest - begin.start_latest).days, (end.latest - begin.earliest).days
    surely, never = said.bounds()
    if surely[0] <= least and most <= surely[1]:
        return Answer.YES
    too_long, too_short = most < never[0] and not spent.total, least > never[1] and not spent.part
    return Answer.NO if too_long or too_short else Answer.UNKNOWN


def _event(fact: Fact) -> str:
    return str(getattr(fact.statement, "event", fact.key))


def _day(fact: Fact) -> date:
    assert fact.statement.when is not None
    return fact.statement.when.earliest
