"""Which entries somebody looked up in a fact base, and what of an entry is of no concern to all others.

Indexes are made from what all entries say: their ids, names, dates, offices, awards. The rest is an entry's own: only
who asks for it by its id can learn of it. So where only such has changed, nothing changes for those who did not ask.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sphinx_factcheck.facts.model import Entity, FactBase, Person, Source

V = TypeVar("V")


def open_form(entry: Entity | Source) -> Entity | Source:
    """An entry without what is its own: sources but for their ids, what is told of custody, notes, identifiers."""
    if isinstance(entry, Source):
        return Source(id=entry.id, title="")
    if isinstance(entry, Person) and entry.custody:
        entry = replace(entry, custody=())
    own = entry.note or entry.wikidata or entry.viaf or entry.gnd
    return replace(entry, note="", wikidata="", viaf="", gnd="") if own else entry


@dataclass(slots=True)
class Noted:
    """The ids that were looked up, there or not; none while an index is being made."""

    ids: set[str] = field(default_factory=set)
    paused: bool = False


class _Noting(Mapping[str, V]):
    """A mapping that notes what is looked up in it by its key; who goes through all of it is after what is open."""

    __slots__ = ("_inner", "_noted")

    def __init__(self, inner: Mapping[str, V], noted: Noted) -> None:
        self._inner = inner
        self._noted = noted

    def _note(self, id: object) -> None:
        if not self._noted.paused and isinstance(id, str):
            self._noted.ids.add(id)

    def __getitem__(self, id: str) -> V:
        self._note(id)
        return self._inner[id]

    def __contains__(self, id: object) -> bool:
        self._note(id)
        return id in self._inner

    def __iter__(self) -> Iterator[str]:
        return iter(self._inner)

    def __len__(self) -> int:
        return len(self._inner)

    def keys(self) -> KeysView[str]:
        return self._inner.keys()

    def values(self) -> ValuesView[V]:
        return self._inner.values()

    def items(self) -> ItemsView[str, V]:
        return self._inner.items()


def noting(facts: FactBase) -> tuple[FactBase, Noted]:
    """The same fact base, which notes the entries that are looked up, and its notes."""
    noted = Noted()
    told = replace(
        facts,
        entities=_Noting(facts.entities, noted),
        sources=_Noting(facts.sources, noted),
        facts=_Noting(facts.facts, noted),
        noted=noted,
    )
    return told, noted
