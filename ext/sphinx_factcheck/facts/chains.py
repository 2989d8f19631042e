"""What courts did with a case, step by step, and so which sentences stood, and were still to be served, on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Custody, Fact, FactBase, Status
from sphinx_factcheck.facts.terms import Term

CHANGED = frozenset({"upheld", "raised", "cut", "commuted", "quashed", "restored", "pardoned", "retrial"})
"""What a later court, or whoever pardons, does to a sentence that was passed."""
FELLED = frozenset({"quashed", "pardoned", "retrial"})
"""What takes a sentence away."""
BANS = frozenset({"travel ban", "exit ban", "practice ban"})
"""Forms that leave a person at liberty, if not free in all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence as it stood on a day: the statement that passed it, the last that changed it, and its term then.

    `stands` is false once it was quashed, and true again once restored.
    """

    passed: Fact
    last: Fact
    term: Term | None
    stands: bool = True

    @property
    def said(self) -> Custody:
        return _custody(self.passed)

    @property
    def months(self) -> int:
        """The months of its term that are to be served, where it is no life sentence."""
        suspended = max(self.said.suspended.months, 0) if self.said.suspended else 0
        return self.term.months - suspended if self.term else 0


def sentences_on(person: str, day: When, facts: FactBase) -> tuple[Standing, ...]:
    """Every sentence passed on a person by a day, in the order of time, as it stood on that day."""
    standing: list[Standing] = []
    for fact in _told_by(person, day, facts):
        _step(standing, fact)
    return tuple(standing)


def changes_by(person: str, day: When, facts: FactBase) -> tuple[tuple[Fact, Term, Term], ...]:
    """Every change of a term by a day: the statement of it, the term before and the one after."""
    found: list[tuple[Fact, Term, Term]] = []
    standing: list[Standing] = []
    for fact in _told_by(person, day, facts):
        before = {one.passed: one.term for one in standing}
        _step(standing, fact)
        changed = [one for one in standing if one.last is fact and one.term and one.term != before.get(one.passed)]
        found += [(fact, old, one.term) for one in changed if one.term and (old := before.get(one.passed))]
    return tuple(found)


def _told_by(person: str, day: When, facts: FactBase) -> list[Fact]:
    return sorted((f for f in facts.about(person, "custody") if _known_by(f, day)), key=_earliest)


def _step(standing: list[Standing], fact: Fact) -> None:
    custody = _custody(fact)
    if custody.event == "sentenced" and not custody.total:
        standing.append(Standing(fact, fact, custody.term))
    elif custody.event in CHANGED:
        _apply(standing, fact, custody)


def _apply(standing: list[Standing], fact: Fact, custody: Custody) -> None:
    at = meant([s.passed for s in standing], custody)
    if at is None:
        return
    one = standing[at]
    if custody.event in FELLED:
        standing[at] = replace(one, last=fact, stands=False)
    else:
        standing[at] = replace(one, last=fact, term=custody.term or one.term, stands=True)


def meant(passed: Sequence[Fact] | Sequence[Custody], custody: Custody) -> int | None:
    """Which of the sentences passed before a statement changes: that of the id, of the charge, or else the last."""
    said = [one.statement if isinstance(one, Fact) else one for one in passed]
    if custody.to:
        return next((n for n, one in enumerate(said) if one.id == custody.to), None)
    same = [n for n, one in enumerate(said) if custody.charge and getattr(one, "charge", "") == custody.charge]
    return same[-1] if same else (len(said) - 1 if said else None)


def _known_by(fact: Fact, day: When) -> bool:
    when = fact.statement.when
    told = isinstance(fact.statement, Custody) and fact.statement.status is not Status.UNVERIFIED
    return told and when is not None and when.earliest <= day.latest


def _custody(fact: Fact) -> Custody:
    assert isinstance(fact.statement, Custody)
    return fact.statement


def _earliest(fact: Fact) -> date:
    assert fact.statement.when is not None
    return fact.statement.when.earliest
