"""corpus check: archives of letters, on one machine or many."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.cli.common import (
    BROKEN,
    ROOT,
    Call,
    fail,
    find_project,
    need,
    read_date,
    read_facts,
    remark,
    writing,
)
from sphinx_factcheck.edition.inputs import Inputs
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.files import real

if TYPE_CHECKING:
    from sphinx_factcheck.exchange.corpus.whole import Run, Total

_NEEDED = ("datatrove", "loguru", "pyarrow", "zstandard")
_EVERY = 10.0
"""Seconds between two lines of progress where nobody watches a terminal."""


@click.group()
def corpus() -> None:
    """Check archives of many letters; what is stopped goes on where it was."""


@corpus.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder of the output."
)
@click.option("--facts", "facts_folder", type=click.Path(path_type=Path), help="A fact base instead of the project's.")
@ROOT
@click.option("--date", callback=read_date, help="The date of .txt letters (EDTF).")
@click.option("--format", "form", type=click.Choice(["parquet", "jsonl"]), default="parquet", show_default=True)
@click.option("--engine", type=click.Choice(["local", "slurm", "ray"]), default="local", show_default=True)
@click.option("--jobs", type=click.IntRange(1), help="Parts checked at once; as many as there are processors.")
@click.option("--part", type=click.FloatRange(min=0.0001), default=1.0, show_default=True,
              help="Megabytes of a part: so much is done again after a stop.")  # fmt: skip
@click.option("--largest", type=click.FloatRange(min=0.001), default=20.0, show_default=True,
              help="Megabytes that a letter may have; a larger one is set aside.")  # fmt: skip
@click.option("--slurm", "slurm", multiple=True, metavar="KEY=VALUE",
              help="What Slurm is asked for: partition, time, mem_per_cpu_gb, or any option of sbatch.")  # fmt: skip
def check(
    inputs: tuple[Path, ...], out: Path, facts_folder: Path | None, date: When | None, form: str, engine: str,
    jobs: int | None, part: float, largest: float, slurm: tuple[str, ...],
) -> None:  # fmt: skip
    """Check every letter of folders, .jsonl (.gz, .zst) and .parquet files, in parts that are done once.

    Started again after it was stopped, it goes on. Exit 0, or 2 where letters could not be checked: they stand in
    unchecked.jsonl, and all others are checked. What is contradicted shuts no gate here.
    """
    need("corpus", _NEEDED)
    from sphinx_factcheck.exchange.corpus.engines import EngineError
    from sphinx_factcheck.exchange.corpus.step import CheckPart
    from sphinx_factcheck.exchange.corpus.whole import Occupied, opened

    project = find_project(Path.cwd(), needed=facts_folder is None)
    facts = read_facts(project, facts_folder)
    _refuse_among(inputs, out)
    held, forgiving = _held(project if facts_folder is None else None, facts)
    step = CheckPart(
        out.absolute(), form, Path.cwd(), project or Project(Path.cwd()), date, int(largest * 1e6), int(part * 1e6),
        facts.digest, forgiving,
    )  # fmt: skip
    try:
        with opened(inputs, step, facts, held) as run:
            if not run.plan.parts:
                _tell_problems(run)
                fail("there is no letter in what was given")
            if _carried_out(run, engine, jobs or len(os.sched_getaffinity(0)), slurm):
                _end(run, out)
    except (Occupied, EngineError) as error:
        fail(str(error))


def _refuse_among(inputs: tuple[Path, ...], out: Path) -> None:
    there = real(out)
    for path in inputs:
        if there.is_relative_to(real(path)) or real(path).is_relative_to(there):
            fail(f"{out} and {path} lie in each other: name a folder outside of the letters")


def _held(project: Project | None, facts: FactBase) -> tuple[dict[str, str], frozenset[str]]:
    """The texts that quotations are held against, and in what these may differ."""
    if project is None:
        return {}, frozenset()
    call = Call(project, facts, Inputs())
    return call.held(), frozenset(project.settings.quotations_forgive.split())


def _carried_out(run: Run, engine: str, jobs: int, slurm: tuple[str, ...]) -> bool:
    """Check the parts that are not done; whether all are now."""
    from sphinx_factcheck.exchange.corpus import engines

    if engine == "slurm":
        wrong = [one for one in slurm if "=" not in one]
        if wrong:
            fail(f"--slurm takes KEY=VALUE, not {wrong[0]}")
        if engines.submit(run.step, len(run.plan.parts), jobs, dict(one.split("=", 1) for one in slurm)):
            remark("handed to Slurm; start the same command again when the job has ended, for the summary")
            return False
        return True
    with _progress(run) as told:
        (engines.Ray if engine == "ray" else engines.Local)(run.step, len(run.plan.parts), jobs).run(told)
    return True


@contextmanager
def _progress(run: Run) -> Iterator[Callable[[int], None]]:
    """What takes the number of each part that is done: a bar with an estimate on a terminal, else a line at times."""
    sizes, done = run.sizes(), run.done()
    whole, before = sum(sizes), sum(sizes[number] for number in done)
    if done:
        remark(f"{len(done)} of {len(sizes)} parts are done already")
    if sys.stderr.isatty():
        with _bar(whole, before) as advance:
            yield lambda number: advance(sizes[number])
        return
    started = said = time.monotonic()
    read = before

    def told(number: int) -> None:
        nonlocal read, said
        read += sizes[number]
        now = time.monotonic()
        if now - said >= _EVERY:
            said = now
            left = (now - started) * (whole - read) / (read - before)
            remark(f"{read / 1e6:.1f} of {whole / 1e6:.1f} MB, about {left:.0f} s left")

    yield told


@contextmanager
def _bar(whole: int, before: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("checking"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=whole, completed=before)
        yield lambda size: bar.advance(task, size)


def _end(run: Run, out: Path) -> None:
    from sphinx_factcheck.exchange.corpus.whole import UNCHECKED, finish

    total = finish(run)
    for note in total.noted:
        remark(f"{note['input']}:{note['row']}: warning [letter] {note['message']}")
    _tell_problems(run)
    with writing(None) as lines:
        lines.write(_told(total) + "\n")
    if total.unchecked:
        remark(f"{total.unchecked} could not be checked; {out / UNCHECKED} says why")
        sys.exit(BROKEN)


def _tell_problems(run: Run) -> None:
    for source in run.plan.sources:
        if source.problem:
            remark(f"{source.path}: error [file] {source.problem}")


def _told(total: Total) -> str:
    verdicts = ", ".join(f"{total.of(verdict):,} {verdict}" for verdict in Verdict)
    return f"{total.letters:,} letters, {total.found:,} claims: {verdicts}; coverage {total.coverage:.1f} %"
