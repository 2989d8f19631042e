"""init: a new edition."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sphinx_factcheck.cli.common import fail, remark, writing
from sphinx_factcheck.reports import wording


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a new edition: a letter, its notes and its facts, which build and pass at once."""
    from sphinx_factcheck.edition.starting import Occupied, start

    try:
        written = start(folder)
    except Occupied as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or folder} cannot be written: {error.strerror}")
    with writing(None) as out:
        out.writelines(f"{wording.one_line(str(path))}\n" for path in written)
    remark(f"next: cd {shlex.quote(str(folder))} && factcheck check && jupyter-book build .")
