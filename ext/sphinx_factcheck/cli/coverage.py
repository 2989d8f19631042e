"""coverage: how many of the claims found were decided."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sphinx_factcheck.base.findings import Coverage
from sphinx_factcheck.check import Report
from sphinx_factcheck.check.reports import table
from sphinx_factcheck.check.reports.paths import Seen
from sphinx_factcheck.cli.common import (
    Percentage,
    colour_wanted,
    end_listing,
    jobs_option,
    letters_options,
    open_call,
    remark,
    writing,
)
from sphinx_factcheck.cli.letters import report_of
from sphinx_factcheck.facts.dates import When

_COLUMNS = ("letter", "kind", "decided", "found", "unread", "percent")


@click.command()
@letters_options
@jobs_option
@click.option("--fail-under", type=Percentage(), help="Exit 1 where coverage is below this percentage.")
def coverage(paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, fail_under: float | None) -> None:
    """Show how many of the claims found were decided, by letter and kind.

    Unread are those among them that were seen and not understood.
    """
    call = open_call(paths, facts_folder, date)
    report = report_of(call)
    with writing(None) as out:
        table.write(
            _coverage_rows(report, call.seen()),
            ("letter", "kind", "decided", "found", "unread", "percent"),
            out,
            colour=colour_wanted(None),
        )
    end_listing(call, report.checked)
    least = call.project.settings.fail_under if fail_under is None and call.project else fail_under or 0.0
    if report.coverage.percent < least:
        remark(f"coverage {report.coverage.percent:.1f} % is under {least:g} %")
        sys.exit(1)


def _coverage_rows(report: Report, seen: Seen) -> Iterator[dict[str, str]]:
    for one in report.checked:
        letter = one.chapter.letter
        name = f"{seen(letter.path)} {letter.id}".strip()
        for kind in sorted({judged.claim.kind for judged in one.claims}):
            told = Coverage.of(j.ruling for j in one.claims if j.claim.kind == kind)
            yield _coverage_row(name, kind, told)
        yield _coverage_row(name, "all", Coverage.of(j.ruling for j in one.claims))
    yield _coverage_row("all letters", "all", report.coverage)


def _coverage_row(letter: str, kind: str, told: Coverage) -> dict[str, str]:
    return {
        "letter": letter,
        "kind": kind,
        "decided": str(told.decided),
        "found": str(told.found),
        "unread": str(told.unread),
        "percent": f"{told.percent:.1f}" if told.found else "-",
    }
