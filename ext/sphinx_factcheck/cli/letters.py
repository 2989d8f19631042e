"""What the commands over letters share: their check with progress, their listings, their options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from sphinx_factcheck.check import Chapter, Report
from sphinx_factcheck.cli.common import (
    Call,
    colour_wanted,
    writing,
)
from sphinx_factcheck.reports import rows, table

_T = TypeVar("_T")


TABLE_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)


OUTPUT = click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")


def each(call: Call, work: Callable[[Chapter], _T]) -> Iterator[_T]:
    """Do some work for every chapter, with a bar where there are many and somebody watches."""
    chapters = call.inputs.chapters
    if len(chapters) < 20 or not sys.stderr.isatty():
        yield from map(work, chapters)
        return
    from rich.console import Console
    from rich.progress import track

    for chapter in track(chapters, "checking", console=Console(stderr=True), transient=True):
        yield work(chapter)


def report_of(call: Call) -> Report:
    checked = tuple(each(call, call.checker().check)) if call.inputs.chapters else ()
    return Report(checked, call.inputs.problems)


def write_list(listed: Iterable[dict[str, Any]], columns: Sequence[str], form: str, output: Path | None) -> None:
    with writing(output, form) as out:
        if form == "jsonl":
            rows.write_jsonl(listed, out)
        else:
            table.write(listed, columns, out, colour=colour_wanted(output))
