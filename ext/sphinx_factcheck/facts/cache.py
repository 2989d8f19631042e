"""The compiled fact base: one file, read in a moment, whose entries are made into objects only when they are asked for.

It is JSON throughout, never a pickle: whoever plants such a file in a project can at worst make it say something wrong,
as with a planted YAML file, but cannot make it run anything. A file of other contents, of another version of this
package, or with a byte changed is not used.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.facts.consulted import open_form
from sphinx_factcheck.facts.files import FactFile
from sphinx_factcheck.facts.model import Entity, Fact, FactBase, Source, file_kind, statements_of
from sphinx_factcheck.facts.shape import adapter

NAME = "facts.compiled"

V = TypeVar("V")


def digest_of(files: Iterable[FactFile]) -> str:
    """The hash of what the files hold and where."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.path}\0{file.kind}\0{len(file.content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(file.content)
    return digest.hexdigest()


def load(folder: Path, digest: str) -> FactBase | None:
    """The fact base compiled from files of this digest, or None where there is none that can be used."""
    try:
        head, _, body = (folder / NAME).read_bytes().partition(b"\n")
        if head.decode("ascii") != _head(digest, body):
            return None
        index, _, blob = body.partition(b"\n")
        return _Compiled.of(json.loads(index), blob).fact_base(digest)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def save(folder: Path, facts: FactBase) -> FactBase:
    """Write the compiled fact base, and give it with its digests; where it cannot be written, do without."""
    body, facts = _body(facts)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside and then moved, so that a run beside this one never reads half a file.
        with tempfile.NamedTemporaryFile(prefix=f"{NAME}-", dir=folder, delete=False) as file:
            aside = Path(file.name)
        try:
            aside.write_bytes(_head(facts.digest, body).encode("ascii") + b"\n" + body)
            aside.replace(folder / NAME)
        finally:
            aside.unlink(missing_ok=True)
    return facts


def _head(digest: str, body: bytes) -> str:
    return f"{digest} {_package()} {hashlib.sha256(body).hexdigest()}"


@cache
def _package() -> str:
    """The hash of the code that reads fact bases: what it compiled is good for itself alone."""
    digest = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def _body(facts: FactBase) -> tuple[bytes, FactBase]:
    """What is written, and the fact base with digests of all in it but the places: the index on one line, then entries.

    A row of the index: kind, place, where to find entry and places, and a digest of what is the entry's own.
    """
    records: list[bytes] = []
    rows: dict[str, list[Any]] = {}
    paths: dict[str, int] = {}
    at = 0
    meaning, opened = hashlib.sha256(), hashlib.sha256()
    entries: Iterable[tuple[str, Entity | Source]] = (*facts.entities.items(), *facts.sources.items())
    for id, entry in entries:
        kind = file_kind(entry)
        told = {fact.address: _place_row(fact.place, paths) for fact in facts.facts.get(id, ())}
        record, places = adapter(kind).dump_json(entry, exclude_defaults=True), json.dumps(told).encode()
        seen = open_form(entry)
        shown = record if seen is entry else adapter(kind).dump_json(seen, exclude_defaults=True)
        own = "" if shown == record else hashlib.sha256(record).hexdigest()[:20]
        rows[id] = [kind, _place_row(facts.places[id], paths), at, len(record), len(places) if told else 0, own]
        records += (record, places)
        for digest, what in ((meaning, record), (opened, shown)):
            digest.update(b"%b %b %d\0" % (kind.encode(), id.encode("utf-8", "surrogatepass"), len(what)) + what)
        at += len(record) + len(places)
    warnings = [[w.rule, _place_row(w.place, paths), w.message, w.mend, w.text] for w in facts.warnings]
    digested = replace(facts, meaning=meaning.hexdigest(), opened=opened.hexdigest(), own=_own(rows))
    digests = {"meaning": digested.meaning, "opened": digested.opened}
    index = json.dumps({"rows": rows, "warnings": warnings, "paths": [*paths], **digests}, separators=(",", ":"))
    return b"".join([index.encode(), b"\n", *records]), digested


def _own(rows: Mapping[str, list[Any]]) -> dict[str, str]:
    return {id: row[5] for id, row in rows.items() if row[5]}


def _place_row(place: Place, paths: dict[str, int]) -> tuple[int, ...]:
    path = paths.setdefault(place.path, len(paths))
    return path, place.line, place.column, place.end_line, place.end_column, place.start, place.end


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The contents of a compiled file, and how to make objects of them."""

    rows: Mapping[str, list[Any]]
    paths: tuple[str, ...]
    warnings: tuple[Problem, ...]
    blob: bytes
    meaning: str
    opened: str

    @classmethod
    def of(cls, index: dict[str, Any], blob: bytes) -> _Compiled:
        paths = tuple(index["paths"])
        warnings = (Problem(rule, _place(row, paths), *rest) for rule, row, *rest in index["warnings"])
        return cls(index["rows"], paths, tuple(warnings), blob, str(index["meaning"]), str(index["opened"]))

    def fact_base(self, digest: str) -> FactBase:
        named = {id: row for id, row in self.rows.items() if row[0] != "sources"}
        entities = Shelf[Entity](named, self.entry)
        facts = Shelf[tuple[Fact, ...]]((id for id, row in named.items() if row[4]), _Facts(self, entities))
        sources = Shelf[Source]((id for id in self.rows if id not in named), self.entry)
        places = Shelf[Place](self.rows, self.place)
        return FactBase(
            entities, sources, facts, places, digest, self.warnings, self.meaning, self.opened, _own(self.rows)
        )

    def entry(self, id: str) -> Any:
        kind, _, at, length, *_ = self.rows[id]
        return adapter(kind).validate_json(self.blob[at : at + length])

    def place(self, id: str) -> Place:
        return _place(self.rows[id][1], self.paths)

    def fact_places(self, id: str) -> dict[str, Place]:
        """The places of an entity's statements by their addresses."""
        _, _, at, length, more, _ = self.rows[id]
        told = json.loads(self.blob[at + length : at + length + more])
        return {address: _place(row, self.paths) for address, row in told.items()}


@dataclass(frozen=True, slots=True)
class _Facts:
    """Makes the facts of an entity, of the very statements that the entity holds."""

    compiled: _Compiled
    entities: Shelf[Entity]

    def __call__(self, id: str) -> tuple[Fact, ...]:
        told = zip(statements_of(self.entities[id]), self.compiled.fact_places(id).values(), strict=True)
        return tuple(Fact(f"{id}/{a}", id, a.partition("/")[0], statement, place) for (a, statement), place in told)

    def place(self, address: str) -> Place | None:
        """Where a statement stands, without its entity being made."""
        id = address.partition("/")[0]
        row = self.compiled.rows.get(id)
        return self.compiled.fact_places(id).get(address) if row and row[4] else None


def place_of(facts: FactBase, address: str) -> Place | None:
    """Where an entry stands, or a statement by its address."""
    if "/" not in address:
        return facts.places.get(address)
    made = facts.facts.make if isinstance(facts.facts, Shelf) else None
    if isinstance(made, _Facts) and (place := made.place(address)):
        return place
    fact = facts.fact(address)
    return fact.place if fact else None


def _place(row: list[int], paths: tuple[str, ...]) -> Place:
    return Place(paths[row[0]], *row[1:])


class Shelf(Mapping[str, V]):
    """A mapping whose values are made when they are first asked for, and kept."""

    __slots__ = ("_ids", "_kept", "make")

    def __init__(self, ids: Iterable[str], make: Callable[[str], V]) -> None:
        self._ids = dict.fromkeys(ids)
        self.make = make
        self._kept: dict[str, V] = {}

    def __getitem__(self, id: str) -> V:
        try:
            return self._kept[id]
        except KeyError:
            if id not in self._ids:
                raise
        made = self._kept[id] = self.make(id)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __reduce__(self) -> tuple[Any, ...]:
        return Shelf, (tuple(self._ids), self.make)
