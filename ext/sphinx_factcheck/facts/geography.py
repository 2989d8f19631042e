"""Which place lies in which, as the fact base has it, and whether two names can be of one place."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import FactBase, Locality

_GAOLS = frozenset(
    "prison jail gaol remand centre center detention facility penitentiary camp colony fortress castle police station "
    "headquarters no".split()
)
"""What the name of a place of custody may leave out."""


class Geography:
    """The places of a fact base by their names, and what each lies in."""

    def __init__(self, facts: FactBase) -> None:
        self._by_name: dict[str, str] = {}
        self._outer: dict[str, set[str]] = {}
        for id, place in facts.entities.items():
            if isinstance(place, Locality):
                for name in (id, *(alias.name for alias in place.aliases())):
                    self._by_name.setdefault(name.casefold(), id)
                self._outer[id] = {one.place for one in place.outer()}
        self._holds = {outer for outers in self._outer.values() for outer in outers}

    def places_in(self, words: str) -> tuple[str, ...]:
        """The places that the words of a statement name, the smallest first: of “Pattaya, Thailand” both."""
        found = (self._by_name.get(part.strip().casefold(), "") for part in (words, *re.split(r",\s*", words)))
        return tuple(dict.fromkeys(one for one in found if one))

    def around(self, place: str) -> frozenset[str]:
        """A place and all that it lies in."""
        seen, todo = {place}, [place]
        while todo:
            for outer in self._outer.get(todo.pop(), ()):
                if outer not in seen:
                    seen.add(outer)
                    todo.append(outer)
        return frozenset(seen)

    def fits(self, claimed: str, known: str) -> Answer:
        """Whether what was in the `known` place, told in words, was in the claimed one: an id, or words as well.

        No only where both are known to lie somewhere, and neither in the other.
        """
        if claimed not in self._outer and _is_named(claimed, known):
            return Answer.YES
        places = self.places_in(known)
        if not places or claimed not in self._outer:
            return Answer.UNKNOWN
        if any(claimed in self.around(place) for place in places):
            return Answer.YES
        inside = places[0] in self.around(claimed) or any(place in self.around(claimed) for place in places)
        apart = all(self._outer.get(one) or one in self._holds for one in (claimed, places[0]))
        return Answer.NO if apart and not inside else Answer.UNKNOWN


def _is_named(claimed: str, known: str) -> bool:
    """Whether the words of one place name another told in words: "Bellevue" the "Bellevue Prison, Lessa"."""
    said = _words(claimed)
    return bool(said) and any(
        said <= told and told - said <= _GAOLS for told in map(_words, (known, *re.split(r",\s*", known)))
    )


def _words(place: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w’'.-]+", place.casefold())) - {"the", "of", "in", "at", "a", "an"}


@lru_cache(maxsize=4)
def _geography(digest: str, facts: _Held) -> Geography:
    return Geography(facts.facts)


class _Held:
    """A fact base as the key of a cache: the same one, not an equal one."""

    def __init__(self, facts: FactBase) -> None:
        self.facts = facts

    def __hash__(self) -> int:
        return id(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.facts is self.facts


def geography(facts: FactBase) -> Geography:
    """The geography of a fact base, made once."""
    return _geography(facts.digest, _Held(facts))
