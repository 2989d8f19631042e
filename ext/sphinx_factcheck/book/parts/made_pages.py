"""Pages that are made after all others, many of them after one (`html-collect-pages`).

What the theme puts around a page is the same for all pages in a folder, and takes ten times as long as the page: so
Sphinx is given one page a folder to make, with marks for what differs, and all are made from that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.nodes import OnlyHtml

_AT_ONCE = 100
_CUT = "<!-- fc-next-page -->"
_NAME, _TITLE, _BODY = "fc-name-of-page", "fc-title-of-page", "<!-- fc-body-of-page -->"


@dataclass(frozen=True, slots=True)
class Made:
    """A page to be written: its title, and its body as HTML."""

    title: str
    body: str


def rendered(builder: StandaloneHTMLBuilder, contents: Iterable[nodes.Element]) -> Iterator[str]:
    """The HTML of each of these, many made in one go: to begin one costs as much as most pages."""
    left = iter(contents)
    while some := list(islice(left, _AT_ONCE)):
        parts = (part for content in some for part in (content, nodes.raw("", _CUT, format="html")))
        yield from builder.render_partial(OnlyHtml("", *parts))["fragment"].split(_CUT)[:-1]


def written(
    builder: StandaloneHTMLBuilder, folder: str, pages: Callable[[str], Mapping[str, Made]]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the pages of a folder, by their names in it; yields the one for Sphinx to make, which is gone then.

    `pages` gives them, told a digest of what will stand around each.
    """
    model = in_folder(folder, _NAME)
    yield model, {"title": _TITLE, "body": _BODY, "parents": []}, "page.html"
    path = Path(builder.get_outfilename(model))
    frame = path.read_text(encoding="utf-8")
    remove(path)
    for name, page in pages(digest_of(frame)).items():
        to = Path(builder.get_outfilename(in_folder(folder, name)))
        to.parent.mkdir(parents=True, exist_ok=True)
        own = frame.replace(_NAME, name).replace(_TITLE, escape(page.title)).replace(_BODY, page.body)
        to.write_text(own, encoding="utf-8", errors="xmlcharrefreplace")


def in_folder(folder: str, name: str) -> str:
    """The name of a page in a folder, which is empty for the outermost."""
    return f"{folder}/{name}" if folder else name


def standing(builder: StandaloneHTMLBuilder, folder: str, behind: str = "") -> Iterator[tuple[str, Path]]:
    """The pages that stand in a folder whose names end with `behind`: the rest of their names, and their files."""
    before, after = os.fspath(builder.get_outfilename(in_folder(folder, _NAME))).split(_NAME)
    for path in Path(before).glob(f"*{behind}{after}"):
        name = path.relative_to(before).as_posix().removesuffix(f"{behind}{after}")
        yield name, path


def remove(path: Path) -> None:
    """Remove a page, and the folder that it had to itself, as in `dirhtml`."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()


def surroundings(builder: StandaloneHTMLBuilder, titles: str) -> str:
    """A digest of what stands around every page: the theme with its options, the contents, the names of pages."""
    env = builder.env
    config = getattr(builder.build_info, "config_hash", "")
    told = (config, sorted(env.version.items()), titles, sorted(env.toctree_includes.items()))
    return digest_of(repr(told))
