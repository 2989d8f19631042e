"""Many chapters checked: what was found before is taken up where nothing has changed of what it was found by."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_factcheck.check.report import Chapter
from sphinx_factcheck.edition.cache.engine import engine, is_alone
from sphinx_factcheck.edition.cache.letters import Card, Changed, Letters, Library, Three, digest_of, threes_of, touched
from sphinx_factcheck.edition.cache.rows import Kept, Unsound, asked_of, packed, unpacked
from sphinx_factcheck.edition.cache.store import Store
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.consulted import Noted, noting
from sphinx_factcheck.facts.model import FactBase

if TYPE_CHECKING:
    from sphinx_factcheck.check import Checker

_MOST = 300
"""Of more changed texts nobody looks what they change: what they could is checked anew."""
_EMPTY = Library().digest
_FEWEST = 24
"""Fewer chapters are checked before other processes have begun."""

Watch = Callable[[Iterable[Kept], int], Iterable[Kept]]
"""Somebody who watches what is checked go by, told how many there will be."""


def _unwatched(checked: Iterable[Kept], number: int) -> Iterable[Kept]:
    return checked


@dataclass(frozen=True)
class Bench:
    """What chapters are checked with: the fact base, the edition with its settings, and where results are kept."""

    facts: FactBase
    project: Project
    store: Store | None = None
    jobs: int = 1
    watch: Watch = field(default=_unwatched)

    @property
    def forgiving(self) -> frozenset[str]:
        return frozenset(self.project.settings.quotations_forgive.split())


def store_of(project: Project | None, facts: FactBase) -> Store | None:
    """Where results of an edition are kept; None where they cannot be relied on."""
    folder = project.cache if project and facts.meaning else None
    return Store(folder) if folder and is_alone() else None


def processors() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_all(bench: Bench, chapters: Sequence[Chapter], others: Sequence[Chapter] = ()) -> tuple[Kept, ...]:
    """Check chapters; `others` are those whose texts are held, too."""
    if bench.store is None:
        from sphinx_factcheck.check import held_texts

        desk = _desk(bench, held_texts(chapter.letter for chapter in (*chapters, *others)))
        return tuple(bench.watch(_checked(bench, desk, chapters), len(chapters)))
    letters = Letters(bench.store, bench.project)
    cards = letters.cards([*chapters, *others])
    library = Library.of(cards)
    stamp = _Stamp(library.digest, bench.facts.meaning)
    keys = [_key(bench, chapter, card) for chapter, card in zip(chapters, cards, strict=False)]
    before = bench.store.get(filter(None, keys))
    kept = _still_good(_unconcerned(before, stamp, bench), library, letters, bench.store)
    found: list[Kept | None] = [
        _unpacked(kept.get(key), chapter, bench.facts) for chapter, key in zip(chapters, keys, strict=True)
    ]
    missing = [number for number, one in enumerate(found) if one is None]
    rows = {key: row for key, row in kept.items() if row is not before[key]}
    if not rows and not missing:
        bench.store.put(letters.new_rows())
        return tuple(one for one in found if one is not None)
    from sphinx_factcheck.edition.cache.depending import Versions, asked_key

    asked = bench.store.get(map(asked_key, rows))
    if missing:
        desk = _desk(bench, letters.held(library))
        made = bench.watch(_checked(bench, desk, [chapters[n] for n in missing]), len(missing))
        for number, checked in zip(missing, made, strict=True):
            found[number] = checked
            if keys[number]:
                rows[keys[number]] = b"\n".join([stamp.line, checked.consulted, checked.row])
                asked[asked_key(keys[number])] = checked.asked_for
        rows[_library_key(library.digest)] = library.row
    if asked:
        rows |= asked | Versions(bench.store, bench.facts).of_now(asked.values())
    bench.store.put({**rows, **letters.new_rows()})
    return tuple(one for one in found if one is not None)


class _Stamp(NamedTuple):
    """What stands on the first line of a row: digests of the texts held, and of what the facts say."""

    library: str
    meaning: str

    @classmethod
    def of(cls, row: bytes) -> _Stamp:
        told = row.partition(b"\n")[0].decode("ascii", "replace").split()
        return cls(*told) if len(told) == len(cls._fields) else cls("", "")

    @property
    def line(self) -> bytes:
        return " ".join(self).encode()

    def put_on(self, row: bytes) -> bytes:
        """A row brought up to the facts of now; the texts that were held are still those of then."""
        own = _Stamp.of(row)
        if own.meaning == self.meaning:
            return row
        return _Stamp(own.library, self.meaning).line + row[row.index(b"\n") :]


def _unconcerned(rows: Mapping[str, bytes], stamp: _Stamp, bench: Bench) -> dict[str, bytes]:
    """The rows that no change of the fact base concerns, brought up to that of now."""
    assert bench.store is not None
    stamps = {key: _Stamp.of(row) for key, row in rows.items()}
    same = {
        key for key, row in rows.items()
        if stamps[key].meaning == stamp.meaning or _says_the_same(row, bench.facts)
    }  # fmt: skip
    others = {key: stamps[key].meaning for key in same if stamps[key].meaning != stamp.meaning}
    concerned: Set[str] = frozenset()
    if others:
        from sphinx_factcheck.edition.cache.depending import Versions

        concerned = Versions(bench.store, bench.facts).concerned(others)
    return {key: stamp.put_on(row) for key, row in rows.items() if key in same - concerned}


def _key(bench: Bench, chapter: Chapter, card: Card) -> str:
    if not chapter.origin:
        return ""
    forgiving = " ".join(sorted(bench.forgiving))
    return f"checked {digest_of(engine(), forgiving, chapter.origin, card.links)}"


def _unpacked(row: bytes | None, chapter: Chapter, facts: FactBase) -> Kept | None:
    if row is None:
        return None
    try:
        return unpacked(row.split(b"\n", 2)[2], chapter, facts)
    except Unsound:
        return None


def _still_good(rows: Mapping[str, bytes], now: Library, letters: Letters, store: Store) -> dict[str, bytes]:
    """The rows for which the texts that are held now come to the same as those held then."""
    digest = now.digest
    then = {_Stamp.of(row).library for row in rows.values()} - {digest}
    changes = {one: _changes(one, now, letters, store) for one in then}
    return {key: row for key, row in rows.items() if _is_good(row, digest, changes)}


def _says_the_same(row: bytes, facts: FactBase) -> bool:
    """Whether the fact base says of all that was looked up what it said then."""
    try:
        told = json.loads(row.split(b"\n", 2)[1])
    except (ValueError, IndexError):
        return False
    return isinstance(told, dict) and all(facts.own.get(id, "") == digest for id, digest in told.items())


def _own(ids: Iterable[str], facts: FactBase) -> bytes:
    """What the fact base says of its own of entries that were looked up; nothing of most."""
    return json.dumps({id: facts.own.get(id, "") for id in sorted(ids)}).encode()


def _changes(digest: str, now: Library, letters: Letters, store: Store) -> tuple[Changed, ...] | None:
    """What differs from a library of before; None where that cannot be told, or is much."""
    key = _library_key(digest)
    row = store.get([key]).get(key)
    before = Library.from_row(row) if row else Library()
    old, new = dict(before.texts), dict(now.texts)
    if not old or [one for one in old if one in new] != [one for one in new if one in old]:
        return None
    documents = [one for one in {**old, **new} if old.get(one) != new.get(one)]
    digests = {known[one] for known in (old, new) for one in documents if one in known}
    texts = letters.texts(digests) if len(documents) <= _MOST else {}
    if texts.keys() != digests:
        return None
    from sphinx_factcheck.engine.spans.sequences import laid_up

    def threes(text: str | None) -> Counter[Three]:
        return Counter(threes_of(laid_up(texts[text]).split("\n"))) if text else Counter()

    return tuple(Changed(one, threes(old.get(one)), threes(new.get(one))) for one in documents)


def _is_good(row: bytes, now: str, changes: Mapping[str, tuple[Changed, ...] | None]) -> bool:
    digest, told = _Stamp.of(row).library, row.split(b"\n", 2)[2]
    if digest in {now, _EMPTY}:  # of nothing held, nobody asks for anything
        return digest == now
    differing = changes[digest]
    try:
        asked = asked_of(told)
        return not asked or (differing is not None and not touched(asked, differing))
    except Unsound:
        return False


def _library_key(digest: str) -> str:
    return f"library {digest}"


def _desk(bench: Bench, held: Mapping[str, str]) -> _Desk:
    from sphinx_factcheck.check import Checker

    facts, noted = noting(bench.facts)
    return _Desk(Checker(facts, held, forgiving=bench.forgiving), noted, bench.facts)


@dataclass(frozen=True)
class _Desk:
    """Checks letters, and notes what they are held against; all but `chapters` is the same for each."""

    checker: Checker
    noted: Noted
    facts: FactBase
    chapters: Sequence[Chapter] = ()

    def check(self, chapter: Chapter) -> Kept:
        from sphinx_factcheck.edition.cache.depending import Consulted

        self.noted.clear()
        checked = self.checker.check(chapter)
        asked = Consulted.of(self.noted, (one.entity for one in checked.mentions), chapter)
        consulted = _own(self.noted.own, self.facts)
        return unpacked(packed(checked), chapter, self.facts).having(consulted, asked.row)


def _checked(bench: Bench, desk: _Desk, chapters: Sequence[Chapter]) -> Iterator[Kept]:
    """The chapters checked, in their order; by several processes where there are many."""
    if len(chapters) >= _FEWEST:
        desk.checker.ready_for_many()
    import multiprocessing

    jobs = min(bench.jobs, len(chapters) // (_FEWEST // 2))
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(desk.check, chapters)
        return
    global _at_work
    _at_work = replace(desk, chapters=chapters)
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            made = pool.imap(_check_one, range(len(chapters)), 8)
            for chapter, (row, *looked_up) in zip(chapters, made, strict=True):
                yield unpacked(row, chapter, bench.facts).having(*looked_up)
    finally:
        _at_work = None


_at_work: _Desk | None = None
"""What the processes work at; they are born with it."""


def _check_one(number: int) -> tuple[bytes, bytes, bytes]:
    assert _at_work is not None
    checked = _at_work.check(_at_work.chapters[number])
    return checked.row, checked.consulted, checked.asked_for
