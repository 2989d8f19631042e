"""cache: what is kept between runs, how much it is, and away with it."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_factcheck.cli.common import fail, find_project, writing


@click.group()
def cache() -> None:
    """Show or clear what is kept of this edition between runs: its fact base as read, and what was found."""


@cache.command()
def size() -> None:
    """Print where it is kept and how much it is."""
    folder = _folder()
    kept = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    told = sum(path.stat().st_size for path in kept)
    with writing(None) as out:
        out.write(f"{folder}: {len(kept)} file{'' if len(kept) == 1 else 's'}, {told / 1e6:.1f} MB\n")


@cache.command()
def clear() -> None:
    """Remove it; the next run reads and checks everything anew."""
    folder = _folder()
    kept = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    for path in kept:
        path.unlink(missing_ok=True)
    with writing(None) as out:
        out.write(f"{folder}: {len(kept)} file{'' if len(kept) == 1 else 's'} removed\n")


def _folder() -> Path:
    project = find_project(Path.cwd())
    assert project is not None
    if project.cache is None:
        fail("nothing is kept: the folder for it would lie within the edition, where a stranger could have filled it")
    return project.cache
