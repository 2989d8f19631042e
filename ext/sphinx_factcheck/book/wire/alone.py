"""One build at a time in a folder: another that would write to the same waits until it has ended."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.letters.files import real

_held: dict[Path, FileIO] = {}
"""What this process has locked; a build that never came to its end leaves it to the next one of the same process."""


def wait_for_others(app: Sphinx, config: Config) -> None:
    """Wait for builds of other processes in the same folders (`config-inited`)."""
    if sys.platform == "win32":
        return
    import fcntl

    for folder, path in _locks(app):
        if path in _held:
            continue
        with suppress(OSError):  # where nothing can be kept, builds are not kept apart either
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileIO(path, "a")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                sys.stderr.write(f"factcheck: another build works in {os.path.relpath(folder)}: waiting for its end\n")
                fcntl.flock(lock, fcntl.LOCK_EX)
            _held[path] = lock


def let_others(app: Sphinx, exception: Exception | None) -> None:
    """Let the builds of others begin (`build-finished`)."""
    for _, path in _locks(app):
        if lock := _held.pop(path, None):
            lock.close()


def _locks(app: Sphinx) -> Iterator[tuple[Path, Path]]:
    """The folders that a build writes to, each with the file that stands for it, in the same order for all builds."""
    cache = Project(Path(app.srcdir)).cache
    if cache is None:
        return
    for folder in sorted({real(Path(app.outdir)), real(Path(app.doctreedir))}):
        yield folder, cache / f"building-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:24]}"
