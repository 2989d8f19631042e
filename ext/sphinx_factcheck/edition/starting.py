"""A new edition: complete, or the least that builds; its letters, notes and facts are there to be written over."""

from __future__ import annotations

import os
from importlib.resources import as_file, files
from pathlib import Path, PurePosixPath

from sphinx_factcheck.facts.schema import write_schemas

_DOT = "dot-"
SCHEMAS = "schema"


class Occupied(ValueError):
    """A folder that already has some of the files of an edition."""


def start(folder: Path, *, bare: bool = False) -> tuple[Path, ...]:
    """Write a new edition into a folder and return its files. Raises Occupied, and OSError where it cannot write.

    `bare` leaves out all that an edition can do without. Nothing is written where any of the files is there already.
    """
    with as_file(files("sphinx_factcheck.edition") / ("bare" if bare else "complete")) as template:
        made = sorted(path.relative_to(template) for path in template.rglob("*") if path.is_file())
        wanted = {folder / _named(path): template / path for path in made if "__pycache__" not in path.parts}
        taken = [str(path) for path in wanted if os.path.lexists(path)]
        if not bare and os.path.lexists(folder / SCHEMAS):
            taken.append(str(folder / SCHEMAS))
        if taken:
            raise Occupied(f"{taken[0]} is there already; name a folder without an edition in it")
        for path, source in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())
    schemas = () if bare else write_schemas(folder / SCHEMAS)
    return tuple(sorted([*wanted, *schemas]))


def _named(path: PurePosixPath | Path) -> Path:
    """A path of the template as it is in an edition: what starts with `dot-` there starts with a dot."""
    return Path(*(f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in path.parts))
