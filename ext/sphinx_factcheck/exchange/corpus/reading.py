"""The letters of a part, one after the other, each with the row it stands in; what is no letter says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.check import Chapter
from sphinx_factcheck.edition.inputs import KEYS, line_letter, one_letter, told_letter
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.exchange.corpus.lines import Cut, Line, lines
from sphinx_factcheck.exchange.corpus.plan import LINES, TABLE, Part, Stretch
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.letters.files import Unreadable
from sphinx_factcheck.letters.text import Letter

_BATCH = 16
"""Rows of a table that are read at once."""
_BUFFER = 1 << 20
"""Bytes of each column that are read at once: all of it would else be."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Aside:
    """A letter that cannot be checked, and why; `given` is what stood there, as far as it is known."""

    input: str
    row: int
    id: str
    why: str
    mend: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A letter and the row of its input in which it stands, from 1; `given` as of `Aside`."""

    input: str
    row: int
    chapter: Chapter
    given: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the letters of a part are read with. `home` is the folder that their paths start from; `noted` takes
    remarks on them, once for each file and cause.
    """

    home: Path
    project: Project
    date: When | None
    largest: int
    noted: dict[tuple[str, str], Problem] = field(default_factory=dict)

    def remember(self, name: str, told: Mapping[str, Problem]) -> None:
        for cause, problem in told.items():
            self.noted.setdefault((name, cause), problem)


def letters_of(part: Part, desk: Desk) -> Iterator[Read | Aside]:
    """All letters of a part in their order. Raises OSError where a file that was there is gone."""
    for stretch in part.stretches:
        if stretch.form == LINES:
            yield from _of_lines(stretch, desk)
        elif stretch.form == TABLE:
            yield from _of_table(stretch, desk)
        else:
            yield _whole(stretch, desk)


def _of_lines(stretch: Stretch, desk: Desk) -> Iterator[Read | Aside]:
    end = stretch.first + stretch.rows
    try:
        for line in lines(desk.home / stretch.path, desk.largest, stretch.at, stretch.first):
            if line.number >= end:
                return
            if line.number >= stretch.first and line.size:
                yield from _of_line(line, stretch.path, desk)
    except Cut:  # the plan has told it, and has counted no row behind
        return


def _of_line(line: Line, name: str, desk: Desk) -> Iterator[Read | Aside]:
    if line.content is None:
        yield _too_large(name, line.number, line.size, desk)
        return
    content = line.content.removeprefix(_BOM) if line.number == 1 else line.content
    if not content.strip():
        return
    given = content.decode("utf-8", "replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"line {line.number} is not UTF-8: byte 0x{content[error.start]:02x} cannot be read"
        yield Aside(name, line.number, "", why, "save the file as UTF-8", given)
        return
    told: dict[str, Problem] = {}
    yield _sorted_out(line_letter(text, name, _row_place(name, line.number), told), line.number, given)
    desk.remember(name, told)


def _of_table(stretch: Stretch, desk: Desk) -> Iterator[Read | Aside]:
    from pyarrow import parquet

    told: dict[str, Problem] = {}
    row = stretch.first
    with parquet.ParquetFile(desk.home / stretch.path, buffer_size=_BUFFER) as table:
        columns = [name for name in table.schema_arrow.names if name in KEYS]
        try:
            batches = table.iter_batches(batch_size=_BATCH, row_groups=[stretch.at], columns=columns)
            for batch, start in zip(batches, count(0, _BATCH)):
                chosen = batch[max(stretch.skip - start, 0) : max(stretch.skip + stretch.rows - start, 0)]
                for values in chosen.to_pylist():
                    yield _of_row(values, stretch.path, row, desk, told)
                    row += 1
                if start + _BATCH >= stretch.skip + stretch.rows:
                    break
        except (OSError, ValueError) as error:
            yield Aside(stretch.path, row, "", f"the table cannot be read from here on: {error}", "is the file whole?")
    desk.remember(stretch.path, told)


def _of_row(values: dict[str, Any], name: str, row: int, desk: Desk, noted: dict[str, Problem]) -> Read | Aside:
    given = str(values.get("text") or "")
    size = len(given.encode("utf-8", "surrogatepass"))
    if size > desk.largest:
        return _too_large(name, row, size, desk)
    told = {key: _plain(value) for key, value in values.items() if value is not None}
    return _sorted_out(told_letter(told, name, _row_place(name, row), noted), row, given)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _whole(stretch: Stretch, desk: Desk) -> Read | Aside:
    path = desk.home / stretch.path
    if stretch.size > desk.largest:
        return _too_large(stretch.path, 1, stretch.size, desk)
    try:
        chapter = one_letter(path, desk.project, desk.date)
    except Unreadable as error:
        return Aside(stretch.path, 1, path.name, error.problem.message, error.problem.mend)
    problems = (*chapter.letter.problems, *chapter.annotations.problems)
    if problems:
        where = f"line {problems[0].place.line}: {problems[0].message}"
        return Aside(stretch.path, 1, path.name, where, problems[0].mend, chapter.letter.source)
    return Read(stretch.path, 1, chapter, chapter.letter.source)


def _sorted_out(letter: Letter, row: int, given: str) -> Read | Aside:
    if letter.problems:
        problem = letter.problems[0]
        return Aside(letter.path, row, letter.id, problem.message, problem.mend, given)
    return Read(letter.path, row, Chapter(letter), given)


def _too_large(name: str, row: int, size: int, desk: Desk) -> Aside:
    why = f"{size / 1e6:.1f} MB are more than a letter may have ({desk.largest / 1e6:g} MB)"
    return Aside(name, row, "", why, "part it, or raise the limit with --largest")


def _row_place(name: str, row: int) -> Place:
    return Place(name, row, 1, row, 1, 0, 0)
