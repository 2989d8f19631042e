"""Which letters there are, and in which parts they are checked. The same input is always parted in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sphinx_factcheck.base.places import is_one_line
from sphinx_factcheck.exchange.corpus.files import digest_of
from sphinx_factcheck.exchange.corpus.lines import PACKED, Cut, Line, lines
from sphinx_factcheck.letters.files import closed, files_below, is_folder

_PARTS_OF_PACKED = 16
"""Into so many parts at most a packed file is parted, for each of them unpacks it from the start."""
_PARTS_OF_GROUP = 64
"""The same for a group of rows of a table, of which each reads those before."""
LINES, TABLE, WHOLE = "lines", "table", "whole"
_FORMS = {".jsonl": LINES, ".parquet": TABLE, ".txt": WHOLE, ".md": WHOLE}
_ENDS = (*_FORMS, *(f".jsonl{suffix}" for suffix in PACKED))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some letters of one file: `rows` of them from row `first` (from 1) on.

    `at` is where they begin: an offset in bytes, or in a table the number of a group of rows, of which the first
    `skip` are left out.
    """

    path: str
    form: str
    first: int = 1
    rows: int = 1
    at: int = 0
    skip: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What is checked in one go: stretches of one file or of several small ones."""

    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, told: Sequence[dict[str, Any]]) -> Part:
        return cls(tuple(Stretch(**one) for one in told))


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was found: its digest tells whether it is still the same when a run goes on."""

    path: str
    size: int
    digest: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All files and all parts, in the order of the input."""

    sources: tuple[Source, ...]
    parts: tuple[Part, ...]


def plan(paths: Iterable[Path], size: int, largest: int) -> Plan:
    """Look through all files once; parts are of about `size` bytes, or of one larger letter.

    What is wrong with a file stands in its `problem`, and hinders no other.
    """
    sources: list[Source] = []
    stretches: list[Stretch] = []
    for path in dict.fromkeys(_files(paths)):
        source, found = _looked_through(path, size, largest)
        sources.append(source)
        stretches += found
    return Plan(tuple(sources), tuple(_parted(stretches, size)))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if is_folder(path):
            yield from files_below(path, *_ENDS)
        else:
            yield path


def _form(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in PACKED:
        return LINES if suffixes[-2:-1] == [".jsonl"] else ""
    return _FORMS.get(suffixes[-1], "") if suffixes else ""


def _looked_through(path: Path, size: int, largest: int) -> tuple[Source, list[Stretch]]:
    name, form = str(path), _form(path)
    source = Source(name, 0, "")
    stretches: list[Stretch] = []
    if not is_one_line(name):
        return replace(source, problem="has a sign of control in its name, such as the end of a line"), []
    if is_folder(path):
        return replace(source, problem=closed(name).message), []
    if not form:
        return replace(source, problem=f"is none of {', '.join(_ENDS)}"), []
    problem = ""
    try:
        source = Source(name, path.stat().st_size, digest_of(path))
        if form == WHOLE:
            stretches.append(Stretch(name, form, size=source.size))
        else:
            _in_table(path, size, stretches) if form == TABLE else _in_lines(path, size, largest, stretches)
    except Cut as error:
        problem = str(error)
    except (OSError, ValueError) as error:
        problem = f"cannot be read: {getattr(error, 'strerror', None) or _first_line(error)}"
    return replace(source, problem=problem), stretches


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _in_lines(path: Path, most: int, largest: int, found: list[Stretch]) -> None:
    """Add the stretches of a file of lines to `found`, as far as it can be read. Raises OSError, Cut."""
    started: Line | None = None
    last: Line | None = None

    def end() -> None:
        if started and last:
            size = last.at + last.size + 1 - started.at
            rows = last.number + 1 - started.number
            found.append(Stretch(str(path), LINES, started.number, rows, started.at, 0, size))

    try:
        for line in lines(path, largest):
            if started and last and line.at + line.size - started.at > most:
                end()
                started = None
            started, last = started or line, line
    finally:
        end()
        if path.suffix in PACKED:
            found[:] = _fewer(found)


def _fewer(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The same rows in few stretches."""
    each = -(-len(stretches) // _PARTS_OF_PACKED) or 1
    joined = []
    for start in range(0, len(stretches), each):
        ones = stretches[start : start + each]
        joined.append(replace(ones[0], rows=sum(one.rows for one in ones), size=sum(one.size for one in ones), at=0))
    return joined


def _in_table(path: Path, most: int, found: list[Stretch]) -> None:
    """Add the stretches of a Parquet file to `found`. Raises OSError, ValueError."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as table:
        if "text" not in table.schema_arrow.names:
            raise ValueError("it has no column “text”; its letters need text, and may have id and date")
        first = 1
        for group in range(table.metadata.num_row_groups):
            told = table.metadata.row_group(group)
            rows, size = told.num_rows, told.total_byte_size
            each = max(-(-rows // _PARTS_OF_GROUP), rows * most // max(size, 1), 1)
            for skip in range(0, rows, each):
                some = min(each, rows - skip)
                found.append(Stretch(str(path), TABLE, first + skip, some, group, skip, size * some // rows))
            first += rows


def _parted(stretches: Iterable[Stretch], most: int) -> Iterator[Part]:
    """Parts of about one size: what is small goes together."""
    kept: list[Stretch] = []
    size = 0
    for stretch in stretches:
        if kept and size + stretch.size > most:
            yield Part(tuple(kept))
            kept, size = [], 0
        kept.append(stretch)
        size += stretch.size
    if kept:
        yield Part(tuple(kept))
