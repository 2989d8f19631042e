"""claims: every claim with its verdict."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_factcheck.check.reports import rows, table
from sphinx_factcheck.cli.common import (
    end_listing,
    jobs_option,
    letters_options,
    open_call,
)
from sphinx_factcheck.cli.letters import OUTPUT, TABLE_FORMAT, report_of, write_list
from sphinx_factcheck.facts.dates import When


@click.command()
@letters_options
@jobs_option
@TABLE_FORMAT
@OUTPUT
def claims(
    paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, form: str, output: Path | None
) -> None:
    """List every claim with its verdict."""
    call = open_call(paths, facts_folder, date)
    report = report_of(call)
    write_list(call.seen(form).rows(map(rows.claim_row, report.claims)), table.CLAIM_COLUMNS, form, output)
    end_listing(call, report.checked)
