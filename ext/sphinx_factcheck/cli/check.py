"""check: what the letters assert, and whether it holds."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import click

from sphinx_factcheck.check import Report, joined
from sphinx_factcheck.check.baseline import accept, read_baseline
from sphinx_factcheck.check.reports import WRITERS
from sphinx_factcheck.cli.common import (
    Call,
    colour_wanted,
    jobs_option,
    letters_options,
    open_call,
    writing,
)
from sphinx_factcheck.cli.letters import OUTPUT, report_of
from sphinx_factcheck.cli.since import narrowed
from sphinx_factcheck.edition.project import is_edition
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.letters.files import Unreadable, real


@click.command()
@letters_options
@jobs_option
@click.option("--format", "form", type=click.Choice(list(WRITERS)), default="text", show_default=True)
@OUTPUT
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
    """Check letters and print the findings.

    A PATH is a letter, a folder of letters, or an edition: a folder that holds a _config.yml or conf.py.
    """
    if since is not None and facts_folder is not None:
        raise click.UsageError("--changed-since compares the edition's own fact base; it goes without --facts")
    checked = [_checked(some, facts_folder, date, form, since, baseline_file) for some in _by_edition(paths)]
    with writing(output, form) as out:
        WRITERS[form](joined([report for report, _ in checked]), out, colour=colour_wanted(output))
    sys.exit(max(report.exit_code(least) for report, least in checked))


def _by_edition(paths: tuple[Path, ...]) -> list[tuple[Path, ...]]:
    """The paths by the edition that they belong to; each folder of an edition stands alone."""
    groups: dict[object, list[Path]] = {}
    for path in paths:
        home = next((one for one in (real(path), *real(path).parents) if is_edition(one)), None)
        groups.setdefault(path if is_edition(path) else home, []).append(path)
    return [tuple(group) for group in groups.values()] or [()]


def _checked(
    paths: tuple[Path, ...],
    facts_folder: Path | None,
    date: When | None,
    form: str,
    since: str | None,
    baseline_file: Path | None,
) -> tuple[Report, float]:
    """The report on what belongs to one edition, and the coverage under which its gate is shut."""
    call = open_call(paths, facts_folder, date)
    if since is not None:
        call = narrowed(call, since)
    report = _accepted(call, report_of(call), baseline_file)
    least = call.project.settings.fail_under if call.project and not call.apart else 0.0
    return call.seen(form).report(report, claims=form == "junit"), least


def _accepted(call: Call, report: Report, baseline_file: Path | None) -> Report:
    """The report with what a baseline accepts marked so: that of the call, else that of the edition."""
    today = dt.date.today()  # noqa: DTZ011 - an entry ends on the day of whoever runs the check
    try:
        if baseline_file is not None:
            name = call.project.name(baseline_file) if call.project else baseline_file.as_posix()
            return accept(report, read_baseline(baseline_file, name), today)
        return call.project.accept(report, today) if call.project else report
    except Unreadable as error:
        return replace(report, problems=(*report.problems, error.problem))
