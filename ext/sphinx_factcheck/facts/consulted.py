"""What somebody looked up in a fact base: entries by their ids, and by their keys what indexes make of all entries.

So one can tell whom a change of the facts concerns. Whoever goes through all entries, or through all of an index, is
noted as having asked for the whole of it.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, Set, ValuesView
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar, overload

from sphinx_factcheck.facts.model import Entity, Fact, FactBase, Person, Source

V = TypeVar("V")

EVERYTHING = "entries"
"""What is noted of one who goes through all entries."""


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
    """What was looked up, there or not; nothing while an index is being made.

    `ids` are those of entries, `own` those of which also what is their own was asked for (see `open_form`), `asked` the
    keys by the index, `whole` the indexes that somebody went through or that cannot be asked by a key. `open_facts` are
    the statements that are nobody's own: who asks for them asks for no more.
    """

    ids: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    asked: dict[str, set[Any]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    paused: bool = False
    open_facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin anew."""
        self.ids.clear()
        self.own.clear()
        self.whole.clear()
        for keys in self.asked.values():
            keys.clear()

    def seeing(self, name: str, made: V) -> V:
        """The same index, which notes what it is asked; itself where it cannot."""
        seen: Any = made
        if isinstance(made, Mapping):
            seen = _SeenMapping(made, self, name)
        elif isinstance(made, frozenset):
            seen = _SeenSet(made, self, name)
        elif is_dataclass(made) and not isinstance(made, type):
            parts = parts_of(made)
            seen = replace(made, **{part: self._part(f"{name}.{part}", told) for part, told in parts.items()})
            seen = seen if parts else made
        return seen  # type: ignore[no-any-return]

    def _part(self, name: str, told: Any) -> Any:
        return _SeenMapping(told, self, name) if isinstance(told, Mapping) else _SeenRow(told, self, name)


def parts_of(made: Any) -> dict[str, Any]:
    """The mappings of an index, and the rows that these lead into; none where it holds anything else.

    Rows of numbers only put in order what a key has found.
    """
    told = {one.name: getattr(made, one.name) for one in fields(made)}
    if not all(isinstance(value, Mapping | tuple) for value in told.values()):
        return {}
    return {
        name: value
        for name, value in told.items()
        if isinstance(value, Mapping) or not isinstance((*value, "")[0], int)
    }


class _Noting(Mapping[str, V]):
    """A mapping of entries that notes what is looked up in it by its key, and who goes through all of it.

    `own` says whether what is an entry's own is found in it, too.
    """

    __slots__ = ("_inner", "_noted", "_own")

    def __init__(self, inner: Mapping[str, V], noted: Noted, *, own: bool) -> None:
        self._inner = inner
        self._noted = noted
        self._own = own

    def _note(self, id: object) -> None:
        if not self._noted.paused and isinstance(id, str):
            self._noted.ids.add(id)
            if self._own:
                self._noted.own.add(id)

    def _all(self) -> Mapping[str, V]:
        if not self._noted.paused:
            self._noted.whole.add(EVERYTHING)
        return self._inner

    def __getitem__(self, id: str) -> V:
        self._note(id)
        return self._inner[id]

    def __contains__(self, id: object) -> bool:
        self._note(id)
        return id in self._inner

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[str]:
        return self._all().keys()

    def values(self) -> ValuesView[V]:
        return self._all().values()

    def items(self) -> ItemsView[str, V]:
        return self._all().items()


class _Seen:
    """Part of an index that notes what it is asked. An empty one is asked whole by whoever asks whether it is."""

    __slots__ = ("_inner", "_keys", "_name", "_noted")

    def __init__(self, inner: Any, noted: Noted, name: str) -> None:
        self._inner = inner
        self._noted = noted
        self._name = name
        self._keys = noted.asked.setdefault(name, set())

    def _all(self) -> Any:
        self._noted.whole.add(self._name)
        return self._inner

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __bool__(self) -> bool:
        return bool(self._inner or self._all())

    def __contains__(self, key: object) -> bool:
        self._keys.add(key)
        return key in self._inner


class _SeenMapping(_Seen, Mapping[Any, Any]):
    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        self._keys.add(key)
        return self._inner[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._keys.add(key)
        return self._inner.get(key, default)

    def keys(self) -> KeysView[Any]:
        return self._all().keys()  # type: ignore[no-any-return]

    def values(self) -> ValuesView[Any]:
        return self._all().values()  # type: ignore[no-any-return]

    def items(self) -> ItemsView[Any, Any]:
        return self._all().items()  # type: ignore[no-any-return]


class _SeenSet(_Seen, Set[Any]):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, told: Any) -> Any:
        return frozenset(told)


class _SeenRow(_Seen, Sequence[Any]):
    """A row whose places are known to those who have looked up a key."""

    __slots__ = ()

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        return self._inner[at] if isinstance(at, int) else self._all()[at]


def noting(facts: FactBase) -> tuple[FactBase, Noted]:
    """The same fact base, which notes what is looked up, and its notes.

    Nobody who checks a letter reads what is an entity's own from the entity: it is asked for among the statements.
    """
    noted = Noted()
    noted.open_facts = _Noting(facts.facts, noted, own=False)
    told = replace(
        facts,
        entities=_Noting(facts.entities, noted, own=False),
        sources=_Noting(facts.sources, noted, own=True),
        facts=_Noting(facts.facts, noted, own=True),
        noted=noted,
    )
    return told, noted
