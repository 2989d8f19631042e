"""`python -m sphinx_factcheck.book.outputs.serve`: sphinx-autobuild, with all its options, whose builds start warm.

sphinx-autobuild starts Python anew for every build, and half of a small build is the import of Sphinx, Jupyter Book and
what they bring. Here every build is made in a fork of the server, which imports what the first build needed.
"""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import sphinx_autobuild.__main__ as autobuild  # type: ignore[import-untyped]
from sphinx.cmd.build import main as sphinx_build
from sphinx_autobuild.build import Builder  # type: ignore[import-untyped]
from sphinx_autobuild.utils import show_message  # type: ignore[import-untyped]

import sphinx_factcheck

STARTED = time.time()


class WarmBuilder(Builder):  # type: ignore[misc]
    """Builds in this process, which for all builds but the first is a fork that sphinx-autobuild has made."""

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        if changed_paths:
            show_message(f"Changed: {', '.join(path.name for path in changed_paths[:5])}")
            _build(self.sphinx_args)
        else:
            with ProcessPoolExecutor(1) as pool:
                _import(pool.submit(_build, self.sphinx_args).result())
        show_message(f"Serving on {self.uri}")


def _build(arguments: list[str]) -> list[str]:
    """Build as `sphinx-build` does; returns the names of all modules that are loaded then."""
    _forget_changed_code()
    if sphinx_build(arguments):
        show_message("The build failed: what is served may be older than what was saved.")
    return list(sys.modules)


def _forget_changed_code() -> None:
    """Have this package imported anew where its source has changed since the server was started."""
    package = sphinx_factcheck.__name__
    sources = Path(sphinx_factcheck.__file__).parent.rglob("*.py")
    if any(path.stat().st_mtime > STARTED for path in sources):
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]


def _import(modules: Iterable[str]) -> None:
    """Load modules as far as they can be loaded again, for all forks to have them."""
    for name in modules:
        with suppress(ImportError):
            import_module(name)
    gc.freeze()


def main() -> None:
    """Serve a book; the arguments are those of sphinx-autobuild."""
    autobuild.Builder = WarmBuilder
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    autobuild.main()


if __name__ == "__main__":
    main()
