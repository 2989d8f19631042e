"""check, claims, mentions, coverage: what the letters assert, and whether it holds."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from sphinx_factcheck.check import Chapter, Report
from sphinx_factcheck.check.baseline import accept, baseline_text, read_baseline
from sphinx_factcheck.cli.common import (
    Call,
    Percentage,
    colour_wanted,
    end_listing,
    letters_options,
    open_call,
    read_date,
    remark,
    writing,
)
from sphinx_factcheck.cli.narrowing import narrowed
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.findings import Coverage
from sphinx_factcheck.letters.files import Unreadable
from sphinx_factcheck.reports import WRITERS, rows, table

_T = TypeVar("_T")
_TABLE_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)
_OUTPUT = click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")


def _each(call: Call, work: Callable[[Chapter], _T]) -> Iterator[_T]:
    """Do some work for every chapter, with a bar where there are many and somebody watches."""
    chapters = call.inputs.chapters
    if len(chapters) < 20 or not sys.stderr.isatty():
        yield from map(work, chapters)
        return
    from rich.console import Console
    from rich.progress import track

    for chapter in track(chapters, "checking", console=Console(stderr=True), transient=True):
        yield work(chapter)


def _report(call: Call) -> Report:
    checked = tuple(_each(call, call.checker().check)) if call.inputs.chapters else ()
    return Report(checked, call.inputs.problems)


@click.command()
@letters_options
@click.option("--format", "form", type=click.Choice(list(WRITERS)), default="text", show_default=True)
@_OUTPUT
@click.option(
    "--changed-since",
    "since",
    metavar="REV",
    help="Only the letters that changed since this git revision, or that rest on changed facts, notes or settings.",
)
@click.option("--baseline", "baseline_file", type=click.Path(path_type=Path), help="Findings accepted for now.")
def check(
    paths: tuple[Path, ...],
    facts_folder: Path | None,
    date: When | None,
    form: str,
    output: Path | None,
    since: str | None,
    baseline_file: Path | None,
) -> None:
    """Check letters and print the findings."""
    if since is not None and facts_folder is not None:
        raise click.UsageError("--changed-since compares the edition's own fact base; it goes without --facts")
    call = open_call(paths, facts_folder, date)
    if since is not None:
        call = narrowed(call, since)
    report = _accepted(call, _report(call), baseline_file)
    with writing(output) as out:
        WRITERS[form](report, out, colour=colour_wanted(output))
    least = call.project.settings.fail_under if call.project and not call.apart else 0.0
    sys.exit(report.exit_code(least))


def _accepted(call: Call, report: Report, baseline_file: Path | None) -> Report:
    """The report with what a baseline accepts marked so: that of the call, else that of the edition."""
    today = dt.date.today()  # noqa: DTZ011 - an entry ends on the day of whoever runs the check
    try:
        if baseline_file is not None:
            return accept(report, read_baseline(baseline_file, baseline_file.as_posix()), today)
        return call.project.accept(report, today) if call.project else report
    except Unreadable as error:
        return replace(report, problems=(*report.problems, error.problem))


def _said(_: click.Context, __: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("say why, in a few words")
    return value


@click.command()
@letters_options
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--reason", required=True, callback=_said, help="Why these findings are accepted for now.")
@click.option("--until", callback=read_date, help="The last day on which they are accepted (EDTF).")
def baseline(
    paths: tuple[Path, ...],
    facts_folder: Path | None,
    date: When | None,
    output: Path,
    reason: str,
    until: When | None,
) -> None:
    """Write a baseline that accepts every finding that shuts the gate now."""
    call = open_call(paths, facts_folder, date)
    report = _report(call)
    with writing(output) as out:
        out.write(baseline_text(report, reason, until.latest if until else None))
    end_listing(call, report.checked)


@click.command()
@letters_options
@_TABLE_FORMAT
@_OUTPUT
def claims(
    paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, form: str, output: Path | None
) -> None:
    """List every claim with its verdict."""
    call = open_call(paths, facts_folder, date)
    report = _report(call)
    _list((rows.claim_row(claim) for claim in report.claims), table.CLAIM_COLUMNS, form, output)
    end_listing(call, report.checked)


@click.command()
@letters_options
@_TABLE_FORMAT
@_OUTPUT
@click.option("--explain", is_flag=True, help="Say in words why each mention is taken to mean its entity.")
def mentions(
    paths: tuple[Path, ...],
    facts_folder: Path | None,
    date: When | None,
    form: str,
    output: Path | None,
    explain: bool,
) -> None:
    """List every mention of a person or body."""
    call = open_call(paths, facts_folder, date)
    checker = call.checker()

    def found(chapter: Chapter) -> list[dict[str, Any]]:
        return [
            rows.mention_row(m, chapter.letter) | {"why": m.explanation if explain else m.why}
            for m in checker.mentions(chapter)
        ]

    listed = (row for chapter_rows in _each(call, found) for row in chapter_rows)
    columns = (*table.MENTION_COLUMNS, "why") if explain else table.MENTION_COLUMNS
    _list(listed, columns, form, output)
    end_listing(call)


def _list(listed: Iterable[dict[str, Any]], columns: Sequence[str], form: str, output: Path | None) -> None:
    with writing(output) as out:
        if form == "jsonl":
            rows.write_jsonl(listed, out)
        else:
            table.write(listed, columns, out, colour=colour_wanted(output))


@click.command()
@letters_options
@click.option("--fail-under", type=Percentage(), help="Exit 1 where coverage is below this percentage.")
def coverage(paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, fail_under: float | None) -> None:
    """Show how many of the claims found were decided, by letter and kind."""
    call = open_call(paths, facts_folder, date)
    report = _report(call)
    with writing(None) as out:
        table.write(
            _coverage_rows(report), ("letter", "kind", "decided", "found", "percent"), out, colour=colour_wanted(None)
        )
    end_listing(call, report.checked)
    least = call.project.settings.fail_under if fail_under is None and call.project else fail_under or 0.0
    if report.coverage.percent < least:
        remark(f"coverage {report.coverage.percent:.1f} % is under {least:g} %")
        sys.exit(1)


def _coverage_rows(report: Report) -> Iterator[dict[str, str]]:
    for one in report.checked:
        letter = one.chapter.letter
        name = f"{letter.path} {letter.id}".strip()
        for kind in sorted({judged.claim.kind for judged in one.claims}):
            told = Coverage.of(j.ruling.verdict for j in one.claims if j.claim.kind == kind)
            yield _coverage_row(name, kind, told)
        yield _coverage_row(name, "all", Coverage.of(j.ruling.verdict for j in one.claims))
    yield _coverage_row("all letters", "all", report.coverage)


def _coverage_row(letter: str, kind: str, told: Coverage) -> dict[str, str]:
    return {
        "letter": letter,
        "kind": kind,
        "decided": str(told.decided),
        "found": str(told.found),
        "percent": f"{told.percent:.1f}" if told.found else "-",
    }


COMMANDS = (check, baseline, claims, mentions, coverage)
