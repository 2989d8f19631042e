"""The lasting name of a statement: by what it is about and when, never by its number, which others before it change."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from hashlib import sha256

from sphinx_factcheck.facts.model import FactBase, Statement

_TELLING = frozenset(
    "event office of award year role name kin country vocation place subject text where by on valid".split()
)
"""What tells a statement from the others of its key; the rest may be corrected, and the name stays."""
_DIGITS = 8


def lasting_names(facts: FactBase, entity: str) -> dict[str, str]:
    """The lasting names of an entity's facts by their addresses: `custody-1f0a7c2e`, or `custody-ID` with an id of its
    own. Those that would have the same are numbered.
    """
    taken: Counter[str] = Counter()
    found = {}
    for fact in facts.facts.get(entity, ()):
        name = f"{fact.key}-{fact.statement.id or _digest(fact.statement)}"
        taken[name] += 1
        found[fact.address] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return found


def _digest(statement: Statement) -> str:
    told = [f"{field.name}={getattr(statement, field.name)}" for field in fields(statement) if field.name in _TELLING]
    return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
