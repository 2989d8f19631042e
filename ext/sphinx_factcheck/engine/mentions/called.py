"""By which words a person is known: those of vocations, offices, the description in the fact base; and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from sphinx_factcheck.engine.mentions.roles import plain_words
from sphinx_factcheck.facts.lives import other_callings
from sphinx_factcheck.facts.model import FactBase, Person

_PARTS = re.compile(r"[,;]|\band\b")
_MORE = re.compile(r"\b(?:of|for|in|at|from|to|who|whose|with|by|on)\b")
"""What leads from what somebody is to what else is told: "lawyer of Norland"."""


def called(facts: FactBase) -> Callable[[object], frozenset[str]]:
    """Tells of the id of a person the words by which he is known: "human", "rights", "lawyer"."""

    @cache
    def words(id: object) -> frozenset[str]:
        entity = facts.entities.get(str(id))
        if not isinstance(entity, Person):
            return frozenset()
        bodies = [facts.entities[one.of].name if one.of in facts.entities else one.of for one in entity.offices]
        told = (*(_MORE.split(one, maxsplit=1)[0] for one in _told(entity)), *bodies)
        return frozenset(word for one in told for word in plain_words(one))

    return words


def names(facts: FactBase) -> Callable[[object], frozenset[str]]:
    """Tells of the id of a person the words of the name and of the names he has beside it."""

    @cache
    def words(id: object) -> frozenset[str]:
        entity = facts.entities.get(str(id))
        known = [alias.name for alias in entity.aliases()] if entity is not None else []
        return frozenset(word for name in known for word in plain_words(name))

    return words


def _told(person: Person) -> Iterator[str]:
    yield from _PARTS.split(person.about)
    for office in person.offices:
        yield from (office.office, *office.also)
    for award in person.awards:
        parts = ("winner", "laureate", "recipient") if award.role == "laureate" else ("finalist",)
        yield from (f"{name} {part}" for name in (award.award, *award.also) for part in parts)
    for vocation in person.vocations:
        yield from (vocation.vocation, *vocation.also, *other_callings(vocation.vocation))
