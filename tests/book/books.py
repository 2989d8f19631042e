"""Tiny books, written to a folder and built as an editor would build them."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from bs4 import BeautifulSoup
from editions import write_edition

CONF = """project = "Tiny"
extensions = ["myst_parser", "sphinx_factcheck"]
html_theme = "basic"
"""
CONFIG = """title: Tiny
author: nobody
copyright: "2026"
only_build_toc_files: true
execute:
  execute_notebooks: "off"
parse:
  myst_enable_extensions: [colon_fence]
sphinx:
  extra_extensions: [sphinx_factcheck]
"""
TOC = """format: jb-book
root: index
chapters:
  - file: chapters/2023-berg
  - file: chapters/2023-berg-repost
  - file: reference/people
"""
PAGES = {
    "reference/people.md": "# People\n\n```{people}\n```\n",
    "index.md": "# Tiny\n\n```{toctree}\n:glob:\nchapters/*\nreference/*\n```\n",
}
MORE = """---
title: Letter number {n}
date: 2023-05-{n:02}
source: board-2023
---

Ove Dahl was sentenced to 12 years in prison, says letter {n}.
"""


@dataclass(frozen=True)
class Built:
    """What a build said and made."""

    folder: Path
    pages: Path
    code: int
    said: str

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.pages / f"{name}.html").read_text(encoding="utf-8"), "html.parser")

    @property
    def read(self) -> int:
        """How many pages were read."""
        told = re.search(r"(\d+) added, (\d+) changed, \d+ removed", plain(self.said))
        assert told, self.said
        return int(told[1]) + int(told[2])

    @property
    def written(self) -> set[str]:
        """The pages that were written."""
        return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", plain(self.said)))


def plain(text: str) -> str:
    """What a terminal shows, without its colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def make_book(folder: Path, changes: Mapping[str, str | bytes | None] | None = None, *, jupyter: bool = False) -> Path:
    """Write the tiny edition as a book: for Jupyter Book, or with a plain conf.py."""
    shell: dict[str, str | None] = {"_config.yml": None, "conf.py": CONF}
    pages = dict(PAGES)
    if jupyter:
        shell = {"_config.yml": CONFIG, "_toc.yml": TOC}
        pages["index.md"] = "# Tiny\n"
    return write_edition(folder, {**pages, **shell, **(changes or {})})


def more_letters(count: int) -> dict[str, str]:
    """Further letters, so that Sphinx goes parallel, which it does above five pages."""
    return {f"chapters/2023-more-{n}.md": MORE.format(n=n) for n in range(1, count + 1)}


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace some words of one file; they must stand in it."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def sphinx(folder: Path, *options: str) -> Built:
    """Build with sphinx-build."""
    from sphinx.cmd.build import main

    builder = next((options[n + 1] for n, option in enumerate(options) if option == "-b"), "html")
    out = folder / "_build" / builder
    chosen = [] if "-b" in options else ["-b", "html"]
    return _apart(folder, out, lambda: main([*chosen, *options, str(folder), str(out)]))


def jupyter_book(folder: Path, *options: str, output: Path | None = None) -> Built:
    """Build with jupyter-book."""
    from jupyter_book.cli.main import main

    to = ["--path-output", str(output)] if output else []
    arguments = ["build", str(folder), *to, *options]
    return _apart(folder, (output or folder) / "_build" / "html", lambda: main(arguments))


@lru_cache(maxsize=1)
def _load_modules() -> None:
    """Load what every build loads, once for all the processes that are forked from this one."""
    from sphinx.application import builtin_extensions

    from sphinx_factcheck.engine.claims.registry import kinds

    kinds()
    shells = (
        "myst_parser.sphinx_ext.main",
        "sphinx_factcheck.book",
        "myst_nb",
        "sphinx_book_theme",
        "jupyter_book.sphinx",
    )
    for name in (*builtin_extensions, *shells):
        with suppress(ImportError):
            import_module(name)


def _apart(folder: Path, pages: Path, run: Callable[[], object]) -> Built:
    """Run a program's own entry in a process of its own."""
    _load_modules()
    with tempfile.TemporaryFile() as said:
        process = os.fork()
        if process == 0:
            code = 70
            try:
                os.chdir(folder if folder.is_dir() else folder.parent)
                os.environ["NO_COLOR"] = "1"
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
                sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
                code = _code(run)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(process, 0)
        said.seek(0)
        return Built(folder, pages, os.waitstatus_to_exitcode(status), said.read().decode("utf-8", "replace"))


def _code(run: Callable[[], object]) -> int:
    try:
        ended = run()
    except SystemExit as end:
        ended = end.code
    except BaseException:  # noqa: BLE001 - as the interpreter itself does
        traceback.print_exc()
        return 1
    return ended if isinstance(ended, int) else int(ended is not None)
