"""What the commands over letters share: their check with progress, their listings, their options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from sphinx_factcheck.check import Chapter, Report, carried_twice_among, warned
from sphinx_factcheck.check.reports import rows, table
from sphinx_factcheck.cli.common import (
    JOBS,
    NO_CACHE,
    Call,
    colour_wanted,
    told,
    writing,
)
from sphinx_factcheck.edition.cache.checking import Bench, check_all, processors, store_of
from sphinx_factcheck.edition.project import Project

_T = TypeVar("_T")
_MANY = 20


TABLE_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)


OUTPUT = click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")


def each(call: Call, work: Callable[[Chapter], _T]) -> Iterator[_T]:
    """Do some work for every chapter, with a bar where there are many and somebody watches."""
    yield from _watched(map(work, call.inputs.chapters), len(call.inputs.chapters))


def report_of(call: Call) -> Report:
    """All letters of a call checked; what was found before is taken up where nothing has changed."""
    chapters, warnings = call.inputs.chapters, tuple(map(warned, call.warnings))
    if not chapters:
        return Report((), call.inputs.problems, warnings)
    project = call.project or Project(Path.cwd())
    store = None if told(NO_CACHE) else store_of(call.project, call.facts)
    bench = Bench(call.facts, project, store, told(JOBS) or processors(), _watched)
    checked = check_all(bench, chapters, call.others())
    return Report(checked, call.inputs.problems, (*warnings, *carried_twice_among(checked)))


def _watched(checked: Iterable[_T], number: int) -> Iterable[_T]:
    """A bar where there is much to do and somebody watches."""
    if number < _MANY or not sys.stderr.isatty():
        return checked
    from rich.console import Console
    from rich.progress import track

    return track(checked, "checking", number, console=Console(stderr=True), transient=True)


def write_list(listed: Iterable[dict[str, Any]], columns: Sequence[str], form: str, output: Path | None) -> None:
    with writing(output, form) as out:
        if form == "jsonl":
            rows.write_jsonl(listed, out)
        else:
            table.write(listed, columns, out, colour=colour_wanted(output))
