"""Which place lies in which, as the fact base has it, and whether two names can be of one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.facts.countries import COUNTRY_OF
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Citizenship, Entity, Event, FactBase, Locality, Office, statements_of
from sphinx_factcheck.facts.remembered import once

_A_NAME = re.compile(r"[A-ZÀ-Þ][^,;()\d]{2,60}")
_LARGER = "coast province county district region state valley island islands republic kingdom empire mountains desert"
_SMALLER = (
    "park square street road hall palace hotel house prison jail gaol camp church cathedral university college school "
    "court airport station harbour bridge centre center theatre embassy hospital barracks guildhall palais"
)
_NO_TOWN = re.compile(
    rf"(?i:^(?:north|south|east|west|upper|lower|northern|southern|eastern|western)\s"
    rf"|\b(?:{'|'.join(f'{_LARGER} {_SMALLER}'.split())})(?:$|\sof\b))"
)
"""What makes a name one of something smaller or larger than a town: such a one may hold a town, or lie in one."""

_OF_TOWN = re.compile(r"(?i)\b(?:mayor|burgomaster|bürgermeister)")

_GAOLS = frozenset(
    "prison jail gaol remand centre center detention facility penitentiary camp colony fortress castle police station "
    "headquarters no".split()
)
"""What the name of a place of custody may leave out."""

_BY_NAME = frozenset({"prison", "jail", "gaol", "penitentiary"})


class Geography:
    """The places of a fact base, by their names or the words of its statements, and what each lies in."""

    def __init__(self, facts: FactBase) -> None:
        self._by_name: dict[str, str] = {}
        self._outer: dict[str, set[str]] = {}
        self._towns: set[str] = set()
        for id, place in facts.entities.items():
            if isinstance(place, Locality):
                for name in (id, *(alias.name for alias in place.aliases())):
                    self._by_name.setdefault(name.casefold(), id)
                self._outer[id] = {one.place for one in place.outer()}
                if place.type.casefold() in {"city", "town"}:
                    self._towns.add(id)
        self._entities = frozenset(self._outer)
        self._holds = {outer for outers in self._outer.values() for outer in outers}
        self.names: tuple[str, ...] = tuple(self._take_names(facts))
        """The places that only the words of statements tell, as they are written."""

    def _take_names(self, facts: FactBase) -> Iterator[str]:
        states = {*COUNTRY_OF.values(), *(name for entity in facts.entities.values() for name in _states(entity))}
        for words in (w for entity in facts.entities.values() for w in _told_places(entity)):
            parts = [part for part in re.split(r",\s*", words) if _A_NAME.fullmatch(part)]
            for part, outer in zip(parts, (*parts[1:], ""), strict=False):
                key = part.casefold()
                if key not in self._by_name:
                    self._by_name[key] = part
                    yield part
                if self._by_name[key] == part:
                    known = self._outer.setdefault(part, set())
                    known |= {self._by_name.get(outer.casefold(), outer)} if outer else set()
                    if key not in states and not _NO_TOWN.search(part):
                        self._towns.add(part)

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

        No only where both are known to lie somewhere, or to be towns, and neither in the other.
        """
        if claimed not in self._entities and _is_named(claimed, known):
            return Answer.YES
        places = self.places_in(known)
        if not places or claimed not in self._outer:
            return Answer.UNKNOWN
        if any(claimed in self.around(place) for place in places):
            return Answer.YES
        inside = any(place in self.around(claimed) for place in places)
        apart = all(self._outer.get(one) or one in self._holds for one in (claimed, places[0]))
        towns = {claimed, places[0]} <= self._towns
        return Answer.NO if (apart or towns) and not inside else Answer.UNKNOWN


def _is_named(claimed: str, known: str) -> bool:
    """Whether the words of one place name another told in words: "Bellevue" the "Bellevue Prison, Lessa"."""
    said = _words(claimed)
    return bool(said) and any(
        said <= told and told - said <= _GAOLS for told in map(_words, (known, *re.split(r",\s*", known)))
    )


def other_gaol(claimed: str, known: str) -> bool:
    """Whether both names are those of prisons, by their own word for it, and share no other word."""
    said, told = _words(claimed), _words(known)
    named = said & _BY_NAME and told & _BY_NAME
    return bool(named and said - _GAOLS and told - _GAOLS) and not (said & told) - _GAOLS


def _words(place: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w’'.-]+", place.casefold())) - {"the", "of", "in", "at", "a", "an"}


def _told_places(entity: Entity) -> Iterator[str]:
    """The words in which an entity and its statements tell of places."""
    if isinstance(entity, Event):
        yield from entity.places
    for _, statement in statements_of(entity):
        if isinstance(statement, Office) and _OF_TOWN.search(statement.office):
            yield statement.of
        elif where := getattr(statement, "where", ""):
            yield where


def _states(entity: Entity) -> Iterator[str]:
    """What an entity shows to be a state, or may: whose citizens there are, and where there are offices of no town."""
    for _, statement in statements_of(entity):
        if isinstance(statement, Citizenship):
            yield statement.country.casefold()
        elif isinstance(statement, Office) and not _OF_TOWN.search(statement.office):
            yield statement.of.casefold()


@once
def geography(facts: FactBase) -> Geography:
    """The geography of a fact base, made once."""
    return Geography(facts)
