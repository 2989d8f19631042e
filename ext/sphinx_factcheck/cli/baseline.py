"""baseline: findings accepted for now."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_factcheck.check.baseline import baseline_text
from sphinx_factcheck.cli.common import (
    end_listing,
    jobs_option,
    letters_options,
    open_call,
    read_date,
    writing,
)
from sphinx_factcheck.cli.letters import report_of
from sphinx_factcheck.facts.dates import When


def _said(_: click.Context, __: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("say why, in a few words")
    return value


@click.command()
@letters_options
@jobs_option
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
    report = report_of(call)
    with writing(output) as out:
        out.write(baseline_text(report, reason, until.latest if until else None))
    end_listing(call, report.checked)
