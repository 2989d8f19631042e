"""The table of contents as it is written: which pages it lists, and where."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from sphinx_factcheck.base.places import LineMap, Place, Problem
from sphinx_factcheck.facts.nodes import Branch, Node, NodeError, Scalar, tree
from sphinx_factcheck.letters.files import Unreadable, read_text
from sphinx_factcheck.letters.markup import LEADS, is_safe

TOC = "_toc.yml"
SUFFIXES = (".md", ".rst", ".ipynb", ".myst")
"""What a page may be written in, as Jupyter Book takes it."""
_NAMING = {"file", "root"}
_Listed = dict[str, frozenset[str]]
"""What stands in folders that have been looked into."""


@dataclass(frozen=True, slots=True)
class Toc:
    """The entries that name a page, a pattern of pages or an address, each with its place; `problems` are its own."""

    pages: tuple[tuple[str, Place], ...] = ()
    patterns: tuple[tuple[str, Place], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_toc(path: Path, name: str) -> Toc:
    """Read a `_toc.yml`, in whichever of its formats; what cannot be read is a problem."""
    try:
        text = read_text(path, name)
    except Unreadable as error:
        return Toc(problems=(error.problem,))
    return _told(text, name)


@lru_cache(maxsize=4)
def _told(text: str, name: str) -> Toc:
    lines = LineMap.of(text)
    try:
        told = [(key, value.value or "", value) for key, value in _named(tree(text))]
    except NodeError as error:
        place = lines.place(name, error.start, error.end)
        return Toc(problems=(Problem("toc", place, error.message, error.mend),))
    found = [(key, value, lines.place(name, node.start, node.end)) for key, value, node in told]
    return Toc(
        tuple((value, place) for key, value, place in found if key in _NAMING),
        tuple((value, place) for key, value, place in found if key == "glob"),
        tuple(
            Problem("toc", place, f"a link to “{value[:60]}”", LEADS, value)
            for key, value, place in found
            if key == "url" and not is_safe(value)
        ),
    )


def _named(node: Node | None) -> Iterator[tuple[str, Scalar]]:
    """Every key with a single value, at any depth."""
    if not isinstance(node, Branch):
        return
    if not node.is_map:
        for item in node.items:
            yield from _named(item)
        return
    for key, value in zip(node.items[::2], node.items[1::2], strict=True):
        if isinstance(key, Scalar) and isinstance(value, Scalar):
            yield key.value or "", value
        else:
            yield from _named(value)


def pages_of(toc: Toc, root: Path, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[tuple[Path, Place]]:
    """The files of the pages that a table of contents lists, those it lists by a pattern too.

    `wanted` tells by its name, as it is written there, whether a page is looked for.
    """
    listed: _Listed = {}
    for value, place in toc.pages:
        if wanted(value) and _stays(value):
            yield from ((path, place) for path in _written_in(root / value, listed))
    for pattern, place in toc.patterns:
        for path in sorted(root.glob(pattern)) if _stays(pattern) else ():
            yield from ((found, place) for found in _written_in(path, listed))


def missing_pages(toc: Toc, root: Path) -> Iterator[Problem]:
    """The entries that name a page which has no file."""
    listed: _Listed = {}
    for value, place in toc.pages:
        if value and not (_stays(value) and _written_in(root / value, listed)):
            page = value.removesuffix(".md")
            mend = f"add {page}.md, or take the entry out"
            near = get_close_matches(page, _pages_beside(root / page, root), 1)
            if near:
                mend = f"did you mean {near[0]}?"
            yield Problem("toc", place, f"the page “{page}” has no file", mend, value)


def _pages_beside(path: Path, root: Path) -> list[str]:
    """The names of the pages in the folder of another, as a table of contents names them."""
    try:
        found = [one for one in path.parent.iterdir() if one.suffix in SUFFIXES]
        return sorted(one.relative_to(root).with_suffix("").as_posix() for one in found)
    except (OSError, ValueError):
        return []


def _stays(value: str) -> bool:
    return bool(value) and "\0" not in value and not Path(value).is_absolute() and ".." not in Path(value).parts


def _written_in(path: Path, listed: _Listed) -> list[Path]:
    """The files that a name in the table of contents may mean, with and without its ending."""
    bare, suffix = os.path.splitext(path)  # noqa: PTH122 - for each letter of many
    named = [f"{path}"] if suffix in SUFFIXES else [f"{path}{one}" for one in SUFFIXES]
    beside = [f"{bare}{one}" for one in SUFFIXES] if suffix in SUFFIXES else []
    every = dict.fromkeys([*named, *beside])
    folder = os.path.dirname(bare)  # noqa: PTH120
    if folder not in listed:
        listed[folder] = _names_in(folder)
    # Where capitals are not told apart a file may go by another name than the one that is listed.
    likely = [one for one in every if os.path.basename(one) in listed[folder]] or every  # noqa: PTH119
    return [Path(found) for found in likely if os.path.isfile(found)]  # noqa: PTH113


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208
    except (OSError, ValueError):
        return frozenset()
