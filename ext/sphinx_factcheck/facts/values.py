"""What a statement holds, by key: its own values, and those that follow from them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sphinx_factcheck.facts.dates import When, parse
from sphinx_factcheck.facts.model import Fact, FactBase, Statement, Vote
from sphinx_factcheck.facts.words import in_words


def values_of(fact: Fact) -> dict[str, str]:
    """What a statement holds, by key, as the fact base writes it: its own values and those that follow from them."""
    return {key: str(value) for key, value in _held(fact.statement).items()}


def _held(statement: Statement) -> dict[str, Any]:
    silent = {"id", "sources", "status", "note", "also"}
    own = {f.name: getattr(statement, f.name) for f in fields(statement) if f.name not in silent}
    margin = {"margin": statement.margin} if isinstance(statement, Vote) else {}
    held = {**own, **margin, **(_lasting(statement.valid) if statement.valid and statement.valid.lasting else {})}
    unsaid = {"penalty": "prison", "total": False, "only": False, "no": False}
    return {k: value for k, value in held.items() if value not in (None, "", ()) and unsaid.get(k) != value}


def _lasting(when: When) -> dict[str, Any]:
    """The two ends of a time, where they are known, and its length in days, where both are days."""
    first, _, last = when.text.partition("/")
    ends = {key: parse(text) for key, text in (("start", first), ("end", last)) if text not in {"", ".."}}
    if len(ends) == 2 and all(end.is_day for end in ends.values()):
        return {**ends, "days": (when.latest - when.earliest).days + 1}
    return dict(ends)


def tell(facts: FactBase, target: str) -> str:
    """What `address key form…` names, in words: "14 years", "April 2023". Empty where it names no key.

    Raises LookupError where there is no such fact or value, FormError where the value has no such form.
    """
    address, *asked = target.split() or [""]
    fact = facts.fact(address)
    if fact is None:
        raise LookupError(f"no fact has the id “{address}”")
    if not asked:
        return ""
    held = _held(fact.statement)
    if asked[0] not in held:
        raise LookupError(f"{address} holds no {asked[0]}")
    return in_words(_named(held[asked[0]], facts), asked[1:])


def _named(value: Any, facts: FactBase) -> Any:
    """A value with names where it has the ids of entities."""
    if isinstance(value, tuple):
        return tuple(_named(one, facts) for one in value)
    entity = facts.entities.get(value) if isinstance(value, str) else None
    return entity.name if entity else value
