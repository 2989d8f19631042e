"""Many chapters checked: what was found before is taken up where nothing has changed of what it was found by."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_factcheck.cache.engine import engine, is_alone
from sphinx_factcheck.cache.letters import Card, Changed, Letters, Library, Three, digest_of, threes_of, touched
from sphinx_factcheck.cache.rows import Kept, Unsound, asked_of, packed, unpacked
from sphinx_factcheck.cache.store import Store
from sphinx_factcheck.check.report import Chapter, Checked
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.consulted import Noted, noting
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.spans.sequences import laid_up

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
    keys = [_key(bench, chapter, card) for chapter, card in zip(chapters, cards, strict=False)]
    rows_then = {
        key: row for key, row in bench.store.get(filter(None, keys)).items() if _says_the_same(row, bench.facts)
    }
    kept = _still_good(rows_then, library, letters, bench.store)
    found: list[Kept | None] = [
        _unpacked(kept.get(key), chapter, bench.facts) for chapter, key in zip(chapters, keys, strict=True)
    ]
    missing = [number for number, one in enumerate(found) if one is None]
    rows: dict[str, bytes] = {}
    if missing:
        desk = _desk(bench, letters.held(library))
        made = bench.watch(_checked(bench, desk, [chapters[n] for n in missing]), len(missing))
        for number, checked in zip(missing, made, strict=True):
            found[number] = checked
            if keys[number]:
                rows[keys[number]] = b"\n".join([library.digest.encode(), checked.consulted, checked.row])
        rows[_library_key(library.digest)] = library.row
    bench.store.put({**rows, **letters.new_rows()})
    return tuple(one for one in found if one is not None)


def _key(bench: Bench, chapter: Chapter, card: Card) -> str:
    if not chapter.origin:
        return ""
    forgiving = " ".join(sorted(bench.forgiving))
    return f"checked {digest_of(engine(), bench.facts.opened, forgiving, chapter.origin, card.links)}"


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
    then = {row.partition(b"\n")[0].decode("ascii", "replace") for row in rows.values()} - {digest}
    changes = {one: _changes(one, now, letters, store) for one in then}
    return {key: row for key, row in rows.items() if _is_good(row, digest, changes)}


def _says_the_same(row: bytes, facts: FactBase) -> bool:
    """Whether the fact base says of all that was looked up what it said then."""
    try:
        told = json.loads(row.split(b"\n", 2)[1])
    except (ValueError, IndexError):
        return False
    return isinstance(told, dict) and all(facts.own.get(id, "") == digest for id, digest in told.items())


def _consulted(noted: Noted, checked: Checked, facts: FactBase) -> bytes:
    """What was looked up for a letter, as far as what the fact base says of it is its own."""
    ids = noted.ids | {one.entity for one in checked.mentions}
    return json.dumps({id: facts.own[id] for id in sorted(ids) if id in facts.own}).encode()


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

    def threes(text: str | None) -> Counter[Three]:
        return Counter(threes_of(laid_up(texts[text]).split("\n"))) if text else Counter()

    return tuple(Changed(one, threes(old.get(one)), threes(new.get(one))) for one in documents)


def _is_good(row: bytes, now: str, changes: Mapping[str, tuple[Changed, ...] | None]) -> bool:
    then, _, told = row.split(b"\n", 2)
    digest = then.decode("ascii", "replace")
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
        self.noted.ids.clear()
        checked = self.checker.check(chapter)
        return unpacked(packed(checked), chapter, self.facts).having(_consulted(self.noted, checked, self.facts))


def _checked(bench: Bench, desk: _Desk, chapters: Sequence[Chapter]) -> Iterator[Kept]:
    """The chapters checked, in their order; by several processes where there are many."""
    if len(chapters) >= _FEWEST:
        desk.checker.ready_for_many()
    jobs = min(bench.jobs, len(chapters) // (_FEWEST // 2))
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(desk.check, chapters)
        return
    global _at_work
    _at_work = replace(desk, chapters=chapters)
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            made = pool.imap(_check_one, range(len(chapters)), 8)
            for chapter, (row, consulted) in zip(chapters, made, strict=True):
                yield unpacked(row, chapter, bench.facts).having(consulted)
    finally:
        _at_work = None


_at_work: _Desk | None = None
"""What the processes work at; they are born with it."""


def _check_one(number: int) -> tuple[bytes, bytes]:
    assert _at_work is not None
    checked = _at_work.check(_at_work.chapters[number])
    return checked.row, checked.consulted
