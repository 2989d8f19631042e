"""Which letters a change of the fact base concerns: those that looked up what is told otherwise now, or was not there.

What was looked up for a letter is noted while it is checked (`facts/consulted.py`): entries by their ids, indexes by
their keys, and the words of its text, which are what names are looked for in. An index is a sum over the entries, so
what an entry puts into it, or takes out, stands under the keys of the same index made of this entry alone.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check.report import Chapter
from sphinx_factcheck.edition.cache.letters import digest_of
from sphinx_factcheck.edition.cache.rows import Unsound
from sphinx_factcheck.edition.cache.store import Store
from sphinx_factcheck.engine.mentions.catalogue import Catalogue, low_words
from sphinx_factcheck.engine.mentions.folding import fold
from sphinx_factcheck.facts.consulted import EVERYTHING, Noted, open_form, parts_of
from sphinx_factcheck.facts.geography import geography
from sphinx_factcheck.facts.model import (
    Award,
    Entity,
    Fact,
    FactBase,
    Passage,
    Person,
    Source,
    file_kind,
    statements_of,
)  # fmt: skip
from sphinx_factcheck.facts.remembered import INDEXES
from sphinx_factcheck.facts.shape import adapter
from sphinx_factcheck.letters.plain import plain_letter_of

MANY = 50
"""More changed entries than these are not looked into: all letters are checked anew."""
LARGE = 20_000
"""Of larger fact bases nothing is kept to compare with."""
_NOWHERE = Place("", 1, 1, 1, 1, 0, 0)


def _titles(facts: FactBase) -> Iterable[object]:
    people = (one for one in facts.entities.values() if isinstance(one, Person))
    return {title for one in people for office in one.offices for title in (office.office, *office.also)}


def _prizes(facts: FactBase) -> Iterable[object]:
    told = (fact.statement for about in facts.facts.values() for fact in about)
    return {name for award in told if isinstance(award, Award) for name in (award.award, *award.also)}


def _quotable(facts: FactBase) -> Iterable[object]:
    told = (fact for about in facts.facts.values() for fact in about)
    return {(fact.address, repr(fact.statement)) for fact in told if isinstance(fact.statement, Passage)}


MADE_FROM: Mapping[str, Callable[[FactBase], Iterable[object]]] = {
    "sphinx_factcheck.engine.claims.holding.named._reader": _titles,
    "sphinx_factcheck.engine.claims.prizes.prize_names": _prizes,
    "sphinx_factcheck.engine.claims.quotation._passages": _quotable,
    "sphinx_factcheck.engine.claims.located._names": lambda facts: geography(facts).names,
}
"""What those indexes are made from that can only be asked as a whole."""
FOUND_IN_TEXT = frozenset({"sphinx_factcheck.engine.claims.located._names"})
"""Of these, those that are made from names alone and find nothing but these in a text."""


@dataclass(frozen=True)
class Consulted:
    """What was looked up for a letter; `words` are those of its text in small letters."""

    ids: frozenset[str]
    asked: Mapping[str, frozenset[str]]
    whole: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, noted: Noted, mentioned: Iterable[str], chapter: Chapter) -> Consulted:
        """What has just been noted."""
        asked = {name: frozenset(map(_told, keys)) for name, keys in noted.asked.items() if keys}
        return cls(frozenset({*noted.ids, *mentioned}), asked, frozenset(noted.whole), words_of(chapter))

    @property
    def row(self) -> bytes:
        """The names of whole indexes on one line, then all else."""
        asked = {name: sorted(keys) for name, keys in sorted(self.asked.items())}
        told = json.dumps([sorted(self.ids), asked, sorted(self.words)], separators=(",", ":"))
        return " ".join(sorted(self.whole)).encode() + b"\n" + zlib.compress(told.encode(), 1)

    @classmethod
    def from_row(cls, row: bytes) -> Consulted:
        """Raises Unsound."""
        try:
            ids, asked, words = json.loads(zlib.decompress(row.partition(b"\n")[2]))
            keys = {name: frozenset(told) for name, told in asked.items()}
            return cls(frozenset(ids), keys, whole_of(row), frozenset(words))
        except (ValueError, TypeError, AttributeError, zlib.error) as error:
            raise Unsound from error


def whole_of(row: bytes) -> frozenset[str]:
    """The whole indexes that the row of a letter names."""
    return frozenset(row.partition(b"\n")[0].decode("utf-8", "replace").split())


def words_of(chapter: Chapter) -> frozenset[str]:
    """The words of a letter's text in small letters; an empty one where it holds more than ASCII."""
    text = plain_letter_of(chapter.letter).letter.text
    return frozenset({*low_words(fold(text).flat), *([] if text.isascii() else [""])})


def _told(told: object) -> str:
    """A key, or all that an index holds, in signs that are the same in every run. Raises TypeError."""
    if isinstance(told, str | date | int | None):
        return str(told)
    if isinstance(told, set | frozenset):
        return f"{{{' '.join(sorted(map(_told, told)))}}}"
    if isinstance(told, tuple | list):
        return f"({' '.join(map(_told, told))})"
    if isinstance(told, dict):
        return f"[{' '.join(f'{_told(key)}: {_told(value)}' for key, value in told.items())}]"
    return _told(vars(told))


@dataclass(frozen=True)
class Version:
    """What a fact base says openly, with a digest: its entries in order, as kind and JSON by their ids, if they are not
    too many; and digests of whole indexes.
    """

    opened: str
    entries: Mapping[str, tuple[str, str]]
    values: Mapping[str, str]

    @classmethod
    def of(cls, facts: FactBase, names: Iterable[str]) -> Version:
        """That of a fact base, with the values of the indexes that are named."""
        told: Iterable[tuple[str, Entity | Source]] = (*facts.entities.items(), *facts.sources.items())
        large = len(facts.entities) + len(facts.sources) > LARGE
        entries = {} if large else {id: _open(entry) for id, entry in told}
        return cls(facts.opened, entries, values_of(facts, names))

    @property
    def row(self) -> bytes:
        told = json.dumps([self.opened, self.entries, self.values], separators=(",", ":"))
        return zlib.compress(told.encode(), 1)

    @classmethod
    def from_row(cls, row: bytes) -> Version | None:
        try:
            opened, entries, values = json.loads(zlib.decompress(row))
            return cls(
                str(opened), {str(id): (str(kind), str(told)) for id, (kind, told) in entries.items()}, dict(values)
            )
        except (ValueError, TypeError, AttributeError, zlib.error):
            return None

    def entry(self, id: str) -> Entity | None:
        """An entity, made again; None for a source, or for none."""
        kind, told = self.entries.get(id, ("sources", ""))
        made = adapter(kind).validate_json(told) if kind != "sources" else None
        return made if isinstance(made, Entity) else None


def _open(entry: Entity | Source) -> tuple[str, str]:
    kind = file_kind(entry)
    told = "" if kind == "sources" else adapter(kind).dump_json(open_form(entry), exclude_defaults=True).decode()
    return kind, told


def values_of(facts: FactBase, names: Iterable[str]) -> dict[str, str]:
    """Digests of the indexes that can be compared whole."""
    told = {name: _value(facts, name) for name in sorted(set(names))}
    return {name: value for name, value in told.items() if value is not None}


def _value(facts: FactBase, name: str) -> str | None:
    own, *words = name.split("|")
    if own in MADE_FROM:
        made_from = map(str, MADE_FROM[own](facts)) if own in FOUND_IN_TEXT else map(repr, MADE_FROM[own](facts))
        return "\n".join(sorted(made_from)) if own in FOUND_IN_TEXT else digest_of(*sorted(made_from))
    try:
        return digest_of(_told(INDEXES[own](facts, *words))) if own in INDEXES else None
    except TypeError:
        return None


class Changes:
    """What of a fact base is told otherwise than at some time before."""

    def __init__(self, then: Version, now: Version) -> None:
        self._then, self._now = then, now
        both = {**then.entries, **now.entries}
        self.ids = frozenset(id for id in both if then.entries.get(id) != now.entries.get(id))
        in_order = [id for id in then.entries if id in now.entries] == [id for id in now.entries if id in then.entries]
        known = then.opened == now.opened or bool(then.entries and now.entries)
        self.hopeless = not known or not in_order or len(self.ids) > MANY

    def touch(self, letter: Consulted) -> bool:
        """Whether a letter could be judged otherwise now."""
        if self.hopeless or EVERYTHING in letter.whole or not self.ids.isdisjoint(letter.ids):
            return True
        if any(needed <= letter.words for needed in self._needed):
            return True
        return self._asked(letter) or any(self._hangs_on(name, letter.words) for name in letter.whole)

    def _asked(self, letter: Consulted) -> bool:
        return any(
            _split(name)[0] not in INDEXES or not keys.isdisjoint(self._keys(name))
            for name, keys in letter.asked.items()
        )

    @cached_property
    def _alone(self) -> tuple[FactBase, FactBase]:
        """What has changed and what is told in its words, as a fact base of its own: then, and now."""
        filed = {*self.ids, *self._naming()}
        return _fact_base(filed, self._then), _fact_base(filed, self._now)

    def _naming(self) -> Iterator[str]:
        """The entries that refer to one whose names have changed."""
        renamed = [f'"{id}"' for id in self.ids if _names(self._then.entry(id)) != _names(self._now.entry(id))]
        for version in (self._then, self._now) if renamed else ():
            yield from (id for id, (_, told) in version.entries.items() if any(one in told for one in renamed))

    @cached_property
    def _needed(self) -> frozenset[frozenset[str]]:
        """The words by which a name of what has changed is found, each group of which must stand in a letter."""
        told = [version.entry(id) for version in (self._then, self._now) for id in self.ids]
        alone = (FactBase({entity.id: entity}) for entity in told if entity)
        groups = {needed or frozenset({""}) for facts in alone for needed in Catalogue(facts).needed()}
        return frozenset(groups)

    @cached_property
    def _known_keys(self) -> dict[str, frozenset[str]]:
        return {}

    def _keys(self, name: str) -> frozenset[str]:
        """The keys under which an index can have changed."""
        if name not in self._known_keys:
            then, now = (_keys_in(facts, name) for facts in self._alone)
            self._known_keys[name] = frozenset(key for key, _ in then.items() ^ now.items())
        return self._known_keys[name]

    def _hangs_on(self, name: str, words: frozenset[str]) -> bool:
        """Whether all of an index, or of a part of it, can be another now for a text of these words."""
        then, now = self._then.values.get(name), self._now.values.get(name)
        if then is not None and now is not None:
            if name not in FOUND_IN_TEXT:
                return then != now
            names = ({*then.split("\n")} ^ {*now.split("\n")}) - {""}
            return any(words.issuperset(low_words(fold(one).flat)) for one in names)
        own = _split(name)[0]
        return own in MADE_FROM or own not in INDEXES or bool(self._keys(name))


def _names(entity: Entity | None) -> object:
    if entity is None:
        return None
    person = (entity.family, entity.given, entity.name_order) if isinstance(entity, Person) else ()
    return entity.aliases(), person, entity.native


def _fact_base(ids: Iterable[str], version: Version) -> FactBase:
    """These entries with their statements, and the names of those they refer to."""
    told = {id: entity for id in ids if (entity := version.entry(id))}
    named = {one for entity in told.values() for one in _strings(entity) if one in version.entries} - told.keys()
    others = {id: entity for id in sorted(named) if (entity := version.entry(id))}
    facts = {id: tuple(_facts(entity)) for id, entity in told.items()}
    return FactBase({**others, **told}, facts={id: about for id, about in facts.items() if about})


def _facts(entity: Entity) -> Iterator[Fact]:
    for address, statement in statements_of(entity):
        yield Fact(f"{entity.id}/{address}", entity.id, address.partition("/")[0], statement, _NOWHERE)


def _strings(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, tuple | list):
        for one in told:
            yield from _strings(one)
    elif is_dataclass(told):
        for one in fields(told):
            yield from _strings(getattr(told, one.name))


def _split(name: str) -> tuple[str, Sequence[str], str]:
    """The index of a name, the words it was made for, and the part of it, if any: `module.make|words.part`."""
    own, *words = name.split("|")
    if words:
        words[-1], _, part = words[-1].partition(".")
        return own, words, part
    if own in INDEXES:
        return own, (), ""
    whole, _, part = own.rpartition(".")
    return whole, (), part


def _keys_in(facts: FactBase, name: str) -> dict[str, str]:
    """The keys of an index, or of a part of it, made of a fact base, with what stands there; of a row, all of it.

    Where a part leads to places in a row, what stands there is the whole of the index.
    """
    own, words, part = _split(name)
    whole: Any = INDEXES[own](facts, *words)
    made, there = (parts_of(whole).get(part, whole), repr(whole)) if part else (whole, "")
    if isinstance(made, frozenset):
        return {_told(key): "" for key in made}
    if isinstance(made, Mapping):
        return {_told(key): there or repr(value) for key, value in made.items()}
    return {"": there or repr(made)} if made else {}


class Versions:
    """What has been found with fact bases of before, brought up to that of now where no change concerns it."""

    def __init__(self, store: Store, facts: FactBase) -> None:
        self._store = store
        self._facts = facts

    def concerned(self, rows: Mapping[str, str]) -> set[str]:
        """Of what was found with other fact bases, the keys of what could be found otherwise with this one.

        `rows` gives by the keys the digest of what each of these fact bases means. What an entry says of its own is no
        concern of this, but for indexes that are compared whole.
        """
        if not rows:
            return set()
        import_all()
        asked = self._store.get(map(asked_key, rows))
        names = {name for row in asked.values() for name in whole_of(row)}
        now = Version.of(self._facts, names)
        changes = {digest: self._changes(digest, now) for digest in set(rows.values())}
        return {key for key, then in rows.items() if _touched(changes[then], asked.get(asked_key(key)))}

    def _changes(self, digest: str, now: Version) -> Changes | None:
        key = version_key(digest)
        row = self._store.get([key]).get(key)
        then = Version.from_row(row) if row else None
        return Changes(then, now) if then else None

    def of_now(self, asked: Iterable[bytes]) -> dict[str, bytes]:
        """The row of the fact base of now, to be compared with later; `asked` are those of what is found with it."""
        key = version_key(self._facts.meaning)
        row = self._store.get([key]).get(key)
        known = Version.from_row(row) if row else None
        names = {name for one in asked for name in whole_of(one)} - (known.values.keys() if known else set())
        values = values_of(self._facts, names)
        if known and not values:
            return {}
        told = known or Version.of(self._facts, ())
        return {key: replace(told, values={**told.values, **values}).row}


def _touched(changes: Changes | None, row: bytes | None) -> bool:
    if changes is None or row is None:
        return True
    try:
        return changes.touch(Consulted.from_row(row))
    except Unsound:
        return True


def import_all() -> None:
    """Load whatever makes an index."""
    for module in ("sphinx_factcheck.check.checker", "sphinx_factcheck.engine.mentions.kin"):
        import_module(module)
    import_module("sphinx_factcheck.engine.claims.registry").kinds()


def version_key(digest: str) -> str:
    """The key of what a fact base says."""
    return f"facts {digest}"


def asked_key(key: str) -> str:
    """The key of what was looked up for what is kept under a key."""
    return f"asked {key}"
