"""From statements to a verdict: which of them decide, and what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sphinx_factcheck.base.findings import Cited, Ruling, Verdict
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact, FactBase, Status

if TYPE_CHECKING:
    from sphinx_factcheck.engine.claims.base import Reading

UNDECIDED = Ruling(Verdict.UNVERIFIED, "the fact base holds nothing that decides this")


def cited(fact: Fact, facts: FactBase) -> Cited:
    """A fact as a verdict cites it."""
    known = ((s, facts.sources.get(s)) for s in fact.statement.sources)
    return Cited(fact.address, fact.place, tuple((s, source.url if source else "") for s, source in known))


def rule(
    judged: Iterable[tuple[Fact, Answer]], facts: FactBase, message: str, expected: str = "", also: Sequence[str] = ()
) -> Ruling:
    """The verdict of statements that are alternatives: a claim needs to fit one of them.

    Unverified statements decide nothing. Where a statement is contested, those that fit and those that don't
    make the claim contested. `message` says what the statements hold.
    """
    told = list(judged)
    deciding = [(f, answer) for f, answer in told if f.statement.status is not Status.UNVERIFIED]
    cites = tuple(cited(f, facts) for f, _ in deciding or told)
    if not told:
        return UNDECIDED
    if not deciding:
        return Ruling(Verdict.UNVERIFIED, f"{message}, but that is itself unverified", expected, cites)
    verdict = _verdict([a for _, a in deciding], any(f.statement.status is Status.CONTESTED for f, _ in deciding))
    if verdict is Verdict.SUPPORTED:
        cites = tuple(cited(f, facts) for f, answer in deciding if answer is Answer.YES)
    return Ruling(verdict, message, expected, cites, tuple(also))


def _verdict(answers: Sequence[Answer], disputed: bool) -> Verdict:
    if all(a is Answer.NO for a in answers):
        return Verdict.CONTRADICTED
    if disputed and len(set(answers)) > 1:
        return Verdict.CONTESTED
    return Verdict.SUPPORTED if Answer.YES in answers else Verdict.UNVERIFIED


def own_dates(reading: Reading) -> tuple[When, ...]:
    """When the words of a letter were written, as far as known."""
    return reading.own_dates


def told_by(statement: When | None, reading: Reading) -> bool:
    """Whether something dated so can have happened when the letter was written."""
    dates = own_dates(reading)
    return statement is None or not dates or any(statement.earliest <= d.latest for d in dates)


def plain(when: When | None) -> str:
    """A date as messages say it."""
    if when is None:
        return "at a time that is not known"
    begin, slash, end = when.text.partition("/")
    if not slash:
        return when.text
    if end in {"", ".."}:
        return f"from {begin} on"
    return f"until {end}" if begin in {"", ".."} else f"{begin} to {end}"


_BEST = (Verdict.SUPPORTED, Verdict.CONTESTED, Verdict.UNVERIFIED, Verdict.CONTRADICTED)


def best(rulings: Sequence[Ruling]) -> Ruling:
    """The ruling of the reading that fits best: contradicted only where every reading is. The first wins a tie."""
    return min(rulings, key=lambda ruling: _BEST.index(ruling.verdict), default=UNDECIDED)
