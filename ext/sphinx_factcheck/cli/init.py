"""init: a new edition."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.cli.common import fail, remark, writing


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--bare", is_flag=True, help="Only what an edition cannot do without.")
def init(folder: Path, bare: bool) -> None:
    """Make a new edition that builds and passes at once: a letter with a witness, notes, facts, pages, CI."""
    from sphinx_factcheck.edition.starting import Occupied, start

    try:
        written = start(folder, bare=bare)
    except Occupied as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or folder} cannot be written: {error.strerror}")
    with writing(None) as out:
        out.writelines(f"{lines.one_line(str(path))}\n" for path in written)
    remark(f"next: cd {shlex.quote(str(folder))} && factcheck check && factcheck build html")
