"""A new edition: a letter, its notes and its facts, to be written over."""

from __future__ import annotations

import os
from importlib.resources import as_file, files
from pathlib import Path

_RENAMED = {"gitignore": ".gitignore"}


class Occupied(ValueError):
    """A folder that already has some of the files of an edition."""


def start(folder: Path) -> tuple[Path, ...]:
    """Write a new edition into a folder and return its files. Raises Occupied, and OSError where it cannot write.

    Nothing is written where any of the files is there already.
    """
    with as_file(files("sphinx_factcheck.edition") / "template") as template:
        made = sorted(path.relative_to(template) for path in template.rglob("*") if path.is_file())
        wanted = {folder / path.with_name(_RENAMED.get(path.name, path.name)): template / path for path in made}
        taken = [str(path) for path in wanted if os.path.lexists(path)]
        if taken:
            raise Occupied(f"{taken[0]} is there already; name a folder without an edition in it")
        for path, source in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())
    return tuple(sorted(wanted))
