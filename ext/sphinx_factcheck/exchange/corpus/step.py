"""What a worker does with one part of an archive: read, check, write. Its fact base it loads once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sphinx_factcheck.base.collecting import collect_seldom
from sphinx_factcheck.check import Checker
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.exchange.corpus.files import digest_of, get_json, put_json
from sphinx_factcheck.exchange.corpus.plan import Part
from sphinx_factcheck.exchange.corpus.reading import Aside, Desk, Read, letters_of
from sphinx_factcheck.exchange.corpus.work import Result, check_batch
from sphinx_factcheck.exchange.corpus.writing import Output, output, output_paths
from sphinx_factcheck.facts import cache as compiled
from sphinx_factcheck.facts.dates import When

RUN = ".run"
"""The folder below the output that is of use only to a run that goes on."""


class Lost(OSError):
    """The folder of the run lacks what it had when it began."""


@dataclass(frozen=True, slots=True)
class CheckPart:
    """Checks the part whose number it is called with, for whatever engine calls it. It is plain data."""

    out: Path
    form: str
    home: Path
    project: Project
    date: When | None
    largest: int
    size: int
    facts: str
    forgiving: frozenset[str] = frozenset()

    def __call__(self, data: object, rank: int, world_size: int) -> None:
        """Check part number `rank`. Raises OSError, also where the run's own files are gone."""
        told = get_json(part_path(self.out, rank))
        if told is None:
            raise Lost(f"{part_path(self.out, rank)} is gone")
        checker = _checker(self.out, self.facts, self.forgiving)
        desk = Desk(self.home, self.project, self.date, self.largest)
        counts = _Counts()
        mark = mark_path(self.out, rank)
        letters = _marked(letters_of(Part.of(told), desk), mark, set(get_json(skip_path(self.out, rank)) or ()))
        with output(self.out, self.form, rank) as written:
            for one in check_batch(letters, checker):
                counts.add(one)
                _write(one, written)
        files = {what: digest_of(path) for what, path in output_paths(self.out, self.form, rank).items()}
        noted = [
            {"input": name, "row": problem.place.line, "message": problem.message, "mend": problem.mend, "cause": cause}
            for (name, cause), problem in desk.noted.items()
        ]
        put_json(done_path(self.out, rank), counts.told() | {"files": files, "noted": noted})
        mark.unlink(missing_ok=True)


def _write(one: Result | Aside, written: Output) -> None:
    if isinstance(one, Aside):
        written.aside(one)
        return
    written.letter(one.letter)
    for claim in one.claims:
        written.claim(claim)


class _Counts:
    """How much of what a part held."""

    def __init__(self) -> None:
        self.letters = self.aside = self.unread = 0
        self.claims: Counter[tuple[str, str]] = Counter()

    def add(self, one: Result | Aside) -> None:
        if isinstance(one, Aside):
            self.aside += 1
            return
        self.letters += 1
        self.unread += one.letter["unread"]
        self.claims.update((claim["kind"], claim["verdict"]) for claim in one.claims)

    def told(self) -> dict[str, Any]:
        claims = [[*key, number] for key, number in sorted(self.claims.items())]
        return {"letters": self.letters, "aside": self.aside, "unread": self.unread, "claims": claims}


def _marked(letters: Iterable[Read | Aside], path: Path, skipped: set[int]) -> Iterator[Read | Aside]:
    """The letters, while a file tells which of the part's is being checked; of some only that they are set aside."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb", buffering=0) as mark:
        for number, letter in enumerate(letters):
            os.pwrite(mark.fileno(), b"%012d" % number, 0)
            if number in skipped and isinstance(letter, Read):
                why = "the worker that checked it was ended each time, perhaps for want of memory"
                yield Aside(letter.input, letter.row, letter.chapter.letter.id, why, "part it", letter.given)
            else:
                yield letter


@lru_cache(maxsize=1)
def _checker(out: Path, digest: str, forgiving: frozenset[str]) -> Checker:
    """The checker of a run, made once in each process."""
    collect_seldom()
    facts = compiled.load(out / RUN, digest)
    if facts is None:
        raise Lost(f"{out / RUN / compiled.NAME} is gone, or is of another version of this program")
    return Checker(facts, get_json(out / RUN / "held.json") or {}, forgiving=forgiving)


def part_path(out: Path, number: int) -> Path:
    """What a part is made of."""
    return out / RUN / "parts" / f"{number:05d}.json"


def done_path(out: Path, number: int) -> Path:
    """What was counted in a part that is done."""
    return out / RUN / "done" / f"{number:05d}.json"


def mark_path(out: Path, number: int) -> Path:
    """At which letter the check of a part is, or was when it was stopped."""
    return out / RUN / "at" / f"{number:05d}"


def skip_path(out: Path, number: int) -> Path:
    """Which letters of a part are set aside unchecked, by their number in it from 0."""
    return out / RUN / "skip" / f"{number:05d}.json"
