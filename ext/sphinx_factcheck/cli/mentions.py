"""mentions: every mention of an entity."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sphinx_factcheck.check import Chapter
from sphinx_factcheck.check.reports import rows, table
from sphinx_factcheck.cli.common import (
    end_listing,
    letters_options,
    open_call,
)
from sphinx_factcheck.cli.letters import OUTPUT, TABLE_FORMAT, each, write_list
from sphinx_factcheck.facts.dates import When


@click.command()
@letters_options
@TABLE_FORMAT
@OUTPUT
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

    listed = (row for chapter_rows in each(call, found) for row in chapter_rows)
    columns = (*table.MENTION_COLUMNS, "why") if explain else table.MENTION_COLUMNS
    write_list(call.seen(form).rows(listed), columns, form, output)
    end_listing(call)
