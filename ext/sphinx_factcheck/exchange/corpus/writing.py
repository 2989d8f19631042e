"""The output of one part: its letters, its claims and what was set aside, each file there as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Protocol, TextIO

from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.exchange.corpus.reading import Aside
from sphinx_factcheck.exchange.corpus.work import Row

FORMS = ("parquet", "jsonl")
LETTERS: Mapping[str, str] = {
    "input": "string", "row": "int64", "id": "string", "date": "string", "characters": "int64", "mentions": "int64",
    "claims": "int64", "supported": "int64", "contradicted": "int64", "contested": "int64", "unverified": "int64",
    "unread": "int64",
}  # fmt: skip
"""The columns of a letter, with the types that Parquet gives them."""
CLAIMS: Mapping[str, str] = {
    "input": "string", "row": "int64", "id": "string", "line": "int64", "column": "int64", "end_line": "int64",
    "end_column": "int64", "start": "int64", "end": "int64", "text": "string", "kind": "string", "subject": "string",
    "value": "string", "verdict": "string", "fact": "string", "expected": "string", "sources": "strings",
    "unread": "bool",
}  # fmt: skip
ASIDE = tuple(field.name for field in fields(Aside))
_ROWS = 5_000
"""Rows that are held before they are written."""


class Table(Protocol):
    """A file of rows that is being written."""

    def add(self, row: Row) -> None: ...

    def close(self) -> None: ...


class _Lines:
    def __init__(self, path: Path, columns: Iterable[str]) -> None:
        self._columns = tuple(columns)
        self._out: TextIO = path.open("w", encoding="utf-8", newline="\n")

    def add(self, row: Row) -> None:
        self._out.write(f"{json_text({name: row[name] for name in self._columns})}\n")

    def close(self) -> None:
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()


class _Parquet:
    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        types = {"strings": pa.list_(pa.string()), "bool": pa.bool_(), "string": pa.string(), "int64": pa.int64()}
        self._schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
        self._path = path
        self._out = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._kept: list[Row] = []

    def add(self, row: Row) -> None:
        self._kept.append(row)
        if len(self._kept) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        self._out.write_table(pa.Table.from_pylist(self._kept, schema=self._schema))
        self._kept.clear()

    def close(self) -> None:
        if self._kept:
            self._flush()
        self._out.close()
        with self._path.open("rb") as file:
            os.fsync(file.fileno())


def output_paths(out: Path, form: str, number: int) -> dict[str, Path]:
    """Where the output of a part stands."""
    return {
        "claims": out / f"claims-{number:05d}.{form}",
        "letters": out / "letters" / f"letters-{number:05d}.{form}",
        "aside": out / ".run" / "aside" / f"{number:05d}.jsonl",
    }


class Output:
    """The files of one part while they are written, under names of their own."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables

    def letter(self, row: Row) -> None:
        self._tables["letters"].add(row)

    def claim(self, row: Row) -> None:
        self._tables["claims"].add(row)

    def aside(self, aside: Aside) -> None:
        self._tables["aside"].add(asdict(aside))


@contextmanager
def output(out: Path, form: str, number: int) -> Iterator[Output]:
    """The output of a part, put in its place when all of it is written. Raises OSError."""
    paths = output_paths(out, form, number)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=out / ".run" / "tmp")))
        beside = {what: folder / path.name for what, path in paths.items()}
        tables: dict[str, Table] = {
            "claims": _table(beside["claims"], form, CLAIMS),
            "letters": _table(beside["letters"], form, LETTERS),
            "aside": _Lines(beside["aside"], ASIDE),
        }
        yield Output(tables)
        for table in tables.values():
            table.close()
        for what, path in paths.items():
            path.parent.mkdir(exist_ok=True)
            beside[what].replace(path)


def _table(path: Path, form: str, columns: Mapping[str, str]) -> Table:
    return _Parquet(path, columns) if form == "parquet" else _Lines(path, columns)
