"""The sense of the fact base as a whole: rules that look across its entries."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.facts.dates import Answer, When, fits
from sphinx_factcheck.facts.files import is_reserved
from sphinx_factcheck.facts.model import (
    Count,
    Document,
    Entity,
    Event,
    Kin,
    Locality,
    Lying,
    Membership,
    Office,
    Passage,
    Person,
    Rank,
    Ranking,
    Source,
    Status,
    statements_of,
)
from sphinx_factcheck.facts.nodes import Path
from sphinx_factcheck.facts.offices import ONE_HOLDER
from sphinx_factcheck.facts.origins import is_site, originals
from sphinx_factcheck.facts.relatives import turned_round
from sphinx_factcheck.facts.shape import Fault, nearest, path_of

HANDOVER = timedelta(days=7)
MAX_RIVALS = 50
MAX_PROPOSALS = 200

Told = tuple[str, Fault, bool]


@dataclass(frozen=True, slots=True)
class Known:
    """All entries that are sound in themselves; the places of these and the rest, by id.

    `whole` is false where something could not be read at all, so that a reference to it proves nothing.
    """

    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    whole: bool

    def has(self, id: str, among: Mapping[str, object]) -> bool:
        """Whether an id is among these, or would be if what is wrong with it were mended."""
        return id in among or (id in self.places and id not in self.entities and id not in self.sources)


def across(known: Known) -> Iterator[Told]:
    """What is wrong between entries: the id of the entry, the fault, and whether it is an error or a warning."""
    if known.whole:
        yield from ((id, fault, True) for id, fault in dangling(known))
    yield from ((id, fault, True) for id, fault in held_twice(known))
    yield from ((id, fault, True) for id, fault in twins(known))
    yield from ((id, fault, True) for id, fault in unaddressable(known))
    yield from ((id, fault, True) for id, fault in within_itself(known))
    yield from ((id, fault, False) for id, fault in named_twice(known))
    yield from ((id, fault, False) for id, fault in named_nowhere(known))
    yield from ((id, fault, False) for id, fault in turned_round(known.entities))


def twins(known: Known) -> Iterator[tuple[str, Fault]]:
    """Entries alike in all but their id: no letter could ever tell them apart."""
    first: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for id, entity in known.entities.items():
        alike = first[entity.kind, entity.name]
        if entity.about and (twin := next((one for one in alike if replace(one, id=id) == entity), None)):
            message = f"“{id}” is “{twin.id}” ({known.places[twin.id]}) once more: only the id differs"
            yield id, Fault("facts-id", ("id",), message, "make them one, or say in about: what tells them apart")
        alike.append(entity)


def within_itself(known: Known) -> Iterator[tuple[str, Fault]]:
    """Places that lie in themselves in the end, each circle told once."""
    outer = {id: [w.place for w in e.outer()] for id, e in known.entities.items() if isinstance(e, Locality)}
    told: set[str] = set()
    for id in outer:
        way = _way_back(id, outer)
        if way and not told.intersection(way):
            told.update(way)
            names = " in ".join(f"“{step}”" for step in (*way, id))
            yield id, Fault("facts-place", ("within",), f"places in a circle: {names}", "take one of these steps out")


def _way_back(id: str, outer: Mapping[str, list[str]]) -> list[str]:
    """The steps from a place outwards that lead back to it; empty where none do."""
    todo, seen = [[id]], {id}
    while todo:
        way = todo.pop()
        for step in outer.get(way[-1], ()):
            if step == id:
                return way
            if step not in seen:
                seen.add(step)
                todo.append([*way, step])
    return []


def unaddressable(known: Known) -> Iterator[tuple[str, Fault]]:
    """Ids whose pages would be one file on systems that make no difference between capitals and others, or none."""
    first: dict[str, str] = {}
    for id in (*known.entities, *known.sources):
        other = first.setdefault(id.casefold(), id)
        if other != id:
            message = f"“{id}” differs from “{other}” ({known.places[other]}) only in capital letters"
            yield id, Fault("facts-id", ("id",), message, "give one of the two another")
        if is_reserved(id):
            yield id, Fault("facts-id", ("id",), f"“{id}” stands for a device on Windows", "give it another id")


def dangling(known: Known) -> Iterator[tuple[str, Fault]]:
    """References to what is not there."""
    near_source, near_entity = _Nearest(tuple(known.sources), 70), _Nearest(tuple(known.entities), 80)
    for id, entity in known.entities.items():
        for path, source in _sources_named(entity):
            if not known.has(source, known.sources):
                mend = near_source.mend(source) or "add it to sources.yml"
                yield id, Fault("facts-reference", path, f"there is no source “{source}”", mend)
        for path, other in _entities_named(entity):
            if known.has(other, known.entities) or not _may_be_id(other):
                continue
            mend = near_entity.mend(other)
            if mend or _must_be_id(other):
                mend = mend or "add it, or write the name in words"
                yield id, Fault("facts-reference", path, f"there is no entity “{other}”", mend)
    yield from _dangling_copies(known, near_source)


def _dangling_copies(known: Known, near: _Nearest) -> Iterator[tuple[str, Fault]]:
    """Copies of what is not there, or of themselves in the end."""
    for id, source in known.sources.items():
        copied = source.copy_of
        if not copied:
            continue
        if not is_site(copied) and not known.has(copied, known.sources):
            mend = near.mend(copied) or "write the id of a source, or the site that the text comes from: reuters.com"
            yield id, Fault("facts-reference", ("copy_of",), f"there is no source “{copied}”", mend)
        elif id in (one.id for one in originals(source, known.sources)):
            yield id, Fault("facts-reference", ("copy_of",), "it is a copy of itself", "name what it was copied from")


@dataclass
class _Nearest:
    """Proposes the nearest of many ids, up to a number of times: where that much is wrong, it is not the spelling."""

    ids: tuple[str, ...]
    least: float
    found: dict[str, str] = field(default_factory=dict)

    def mend(self, id: str) -> str:
        if id not in self.found and len(self.found) < MAX_PROPOSALS:
            like = nearest(id, self.ids, least=self.least)
            self.found[id] = f"did you mean “{like}”?" if like else ""
        return self.found.get(id, "")


def _sources_named(entity: Entity) -> Iterator[tuple[Path, str]]:
    yield from ((("sources", n), source) for n, source in enumerate(entity.sources))
    for address, statement in statements_of(entity):
        yield from (((*path_of(address), "sources", n), source) for n, source in enumerate(statement.sources))


def _entities_named(entity: Entity) -> Iterator[tuple[Path, str]]:
    for address, statement in statements_of(entity):
        match statement:
            case Office() if statement.of:
                yield (*path_of(address), "of"), statement.of
            case Rank():
                yield (*path_of(address), "subject"), statement.subject
            case Count():
                yield from (((*path_of(address), "members", n), member) for n, member in enumerate(statement.members))
                yield from (((*path_of(address), "by"), one) for one in (statement.by,) if one)
            case Kin() | Membership():
                yield (*path_of(address), "of"), statement.of
            case Passage() if statement.by:
                yield (*path_of(address), "by"), statement.by
            case Lying():
                yield (*path_of(address), "place"), statement.place
    yield from _entities_of(entity)


def _entities_of(entity: Entity) -> Iterator[tuple[Path, str]]:
    """The entities that the plain keys of an entry name."""
    match entity:
        case Event():
            yield from ((("participants", n), one) for n, one in enumerate(entity.participants))
        case Document():
            yield from ((("by", n), one) for n, one in enumerate(entity.by))
            yield from ((("addressees", n), one) for n, one in enumerate(entity.addressees))
        case Ranking() if entity.by:
            yield ("by",), entity.by
        case Locality():
            yield from ((("within", n), one) for n, one in enumerate(entity.within) if isinstance(one, str))


def named_nowhere(known: Known) -> Iterator[tuple[str, Fault]]:
    """Those a document or event names that look like ids and are none: a name in words has a capital or a space."""
    for id, entity in known.entities.items() if known.whole else ():
        for path, other in _entities_of(entity):
            if _seems_id(other) and not known.has(other, known.entities):
                mend = "add it to the fact base, or write the name in words"
                yield id, Fault("facts-reference", path, f"“{other}” names nobody in the fact base", mend)


def _seems_id(text: str) -> bool:
    """Whether a text is one word in small letters, which could be meant either way."""
    return text.islower() and _may_be_id(text) and not _must_be_id(text)


def _may_be_id(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9][A-Za-z0-9._-]*", text) is not None


def _must_be_id(text: str) -> bool:
    """Whether a text can only be meant as an id: no spaces, a small letter first, and a mark that words do not have."""
    return _may_be_id(text) and re.search(r"[-_]|\d", text) is not None


class _Holder(NamedTuple):
    """One person's time in one office."""

    id: str
    path: Path
    title: str
    valid: When


def held_twice(known: Known) -> Iterator[tuple[str, Fault]]:
    """Two people in an office that has one holder, for longer than a handover takes."""
    for held in _holders(known.entities):
        longest = held[0]
        for one in held[1:]:
            if longest.id != one.id and (days := _both(longest.valid, one.valid)):
                first, second = (f"{known.entities[h.id].name} ({h.valid})" for h in (longest, one))
                message = f"{first} and {second} are both {one.title}, {days}; see {known.places[longest.id]}"
                mend = "mend the dates, or say “shared: true” or “acting: true”"
                yield one.id, Fault("facts-office", one.path, message, mend)
            longest = max(longest, one, key=lambda h: h.valid.end_earliest)


def _holders(entities: Mapping[str, Entity]) -> Iterator[list[_Holder]]:
    """Those who held one office alone, by their beginnings."""
    holders: defaultdict[tuple[str, str], list[_Holder]] = defaultdict(list)
    for id, entity in entities.items():
        for number, office in enumerate(entity.offices if isinstance(entity, Person) else ()):
            alone = office.of and not office.acting and not office.shared and ONE_HOLDER.match(office.office)
            if alone and office.valid and office.status is Status.CONFIRMED:
                holder = _Holder(id, ("offices", number), f"{office.office} of {office.of}", office.valid)
                holders[_fold(office.office), _fold(office.of)].append(holder)
    for held in holders.values():
        yield sorted(held, key=lambda h: (h.valid.start_latest, h.id))


def _both(one: When, other: When) -> str:
    """From when to when two times surely overlap, where it is longer than a handover."""
    first, last = max(one.start_latest, other.start_latest), min(one.end_earliest, other.end_earliest)
    if first > last or last - first <= HANDOVER:
        return ""
    return f"from {first} on" if last.year == 9999 else f"from {first} to {last}"


def named_twice(known: Known) -> Iterator[tuple[str, Fault]]:
    """One name for two entities that nothing tells apart."""
    owners: defaultdict[str, list[tuple[str, Path, When | None]]] = defaultdict(list)
    for id, entity in known.entities.items():
        owners[_fold(entity.name)].append((id, ("name",), None))
        for number, alias in enumerate(entity.also):
            name, when = (alias, None) if isinstance(alias, str) else (alias.name, alias.when)
            owners[_fold(name)].append((id, ("also", number), when))
    for claims in owners.values():
        for n, (id, path, when) in enumerate(claims):
            before = claims[max(0, n - MAX_RIVALS) : n]
            rivals = {other for other, _, at in before if other != id and not _apart(known, other, at, id, when)}
            if rivals:
                named = " and ".join(f"“{rival}” ({known.places[rival]})" for rival in sorted(rivals)[:3])
                message = f"this is a name of “{id}” and of {named}"
                mend = "give each name the time it was in use (valid), or a form that tells them apart"
                yield id, Fault("facts-alias", path, message, mend)


def _apart(known: Known, one: str, one_when: When | None, other: str, other_when: When | None) -> bool:
    """Whether time or edition tells two entities of one name apart."""
    if one_when and other_when and fits(one_when, other_when) is Answer.NO:
        return True
    first, second = known.entities[one], known.entities[other]
    match first, second:
        case Ranking(), Ranking():
            return first.edition != second.edition
        case Event() | Document(), Event() | Document():
            days, others = ({dating.when for dating in entity.dates} for entity in (first, second))
            return bool(days and others) and days.isdisjoint(others)
        case _:
            return False


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
