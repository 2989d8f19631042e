"""A part with more rows than one page should carry: these stand on sheets, pages of their own, and the page lists them.

So no page grows with the edition, and where a letter changes only the sheets are made again on which it stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.made_pages import Made, in_folder, rendered, surroundings, written
from sphinx_factcheck.book.parts.page_names import has_pages
from sphinx_factcheck.book.wire.page_writer import PageWriter, table
from sphinx_factcheck.book.wire.written import Written, seal

MOST = 500
"""Rows on one page, some 300 KB."""
_BEHIND = "-sheets"

_T = TypeVar("_T")
_PLAIN = str.maketrans({" ": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Some rows of a part: what they are called, in an address and in words; figures; a digest of their origins; these.

    `content` makes them for the page that it is told, `data` what a script beside the sheet tells of them, if any.
    """

    name: str
    label: str
    figures: tuple[str, ...]
    origin: str
    content: Callable[[PageWriter], list[Node]]
    data: Callable[[PageWriter], str] | None = None


Sheets = Callable[[PageWriter, str], Sequence[Sheet]]
"""The sheets of a part; none where it has room on its page."""


def are_many(writer: PageWriter, rows: int) -> bool:
    """Whether rows are more than one page should carry, where a builder makes pages at will."""
    return has_pages(writer.builder) and rows > MOST


def in_sheets(told: Sequence[tuple[_T, str, int]]) -> Iterator[tuple[str, str, list[_T]]]:
    """Things in a row, each with its group and how many rows it takes, as sheets: the name, the label, the things."""
    groups: list[tuple[str, list[tuple[_T, int]]]] = []
    for one, group, rows in told:
        if not groups or groups[-1][0] != group:
            groups.append((group, []))
        groups[-1][1].append((one, rows))
    for group, ones in groups:
        filled: list[list[_T]] = [[]]
        room = MOST
        for one, rows in ones:
            if filled[-1] and rows > room:
                filled.append([])
                room = MOST
            filled[-1].append(one)
            room -= rows
        for number, some in enumerate(filled, 1):
            name = group.casefold().translate(_PLAIN)
            if len(filled) > 1:
                yield f"{name}-{number}", f"{group}, part {number} of {len(filled)}", some
            else:
                yield name, group, some


def listed(
    writer: PageWriter, kind: str, about: str, sheets: Sequence[Sheet], heads: Sequence[str], page: str = ""
) -> nodes.table:
    """The list of the sheets of a part, which stands on this page or on another one."""
    rows: list[list[list[Node]]] = []
    for sheet in sheets:
        link = nodes.reference("", "", nodes.inline("", sheet.label), internal=True)
        link["refuri"] = writer.uri(in_folder(f"{page or writer.docname}{_BEHIND}", _name(kind, about, sheet)))
        figures: list[list[Node]] = [[nodes.Text(figure)] for figure in sheet.figures]
        rows.append([[link], *figures])
    return table(heads, rows, "fc-sheets")


def script_uri(writer: PageWriter, kind: str, about: str, sheet: Sheet) -> str:
    """The address of the script beside a sheet as seen from the page that lists it."""
    builder, page = writer.builder, in_folder(f"{writer.docname}{_BEHIND}", _name(kind, about, sheet))
    own = Path(builder.get_outfilename(writer.docname)).parent  # type: ignore[attr-defined]
    return f"{quote(Path(os.path.relpath(script_path(builder, page), own)).as_posix())}?{sheet.origin[:8]}"


def script_path(builder: Builder, page: str) -> Path:
    """Where the script beside a sheet stands."""
    return Path(builder.get_outfilename(page)).with_suffix(".js")  # type: ignore[attr-defined]


def _name(kind: str, about: str, sheet: Sheet) -> str:
    return "-".join(filter(None, (kind, about, sheet.name)))


def page_of_sheets(page: str) -> str:
    """The page that lists the sheet of this name; empty where it is none."""
    folder = page.rpartition("/")[0]
    return folder.removesuffix(_BEHIND) if folder.endswith(_BEHIND) else ""


def sheet_pages(root: PageWriter, kinds: Mapping[str, Sheets]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The sheets that are not there yet as they should be, for Sphinx to make (`html-collect-pages`)."""
    builder, domain = root.builder, root.domain
    if not has_pages(builder) or not isinstance(builder, StandaloneHTMLBuilder):
        return
    around = surroundings(builder, root.whole.titles)
    for page in sorted(domain.generated):
        writer = PageWriter(builder, root.env, page)
        wanted = _wanted(writer, kinds)
        doubtful = {name: sheet for name, sheet in wanted.items() if not _is_fresh(writer, name, sheet, around)}
        if doubtful:
            yield from written(builder, f"{page}{_BEHIND}", partial(_made, writer, doubtful, around))


def name_sheets(root: PageWriter, kinds: Mapping[str, Sheets]) -> None:
    """Name the sheets of now (`build-finished`)."""
    for page in root.domain.generated if has_pages(root.builder) else ():
        for name, sheet in _wanted(PageWriter(root.builder, root.env, page), kinds).items():
            own = in_folder(f"{page}{_BEHIND}", name)
            root.domain.written.own(Path(root.builder.get_outfilename(own)))  # type: ignore[attr-defined]
            if sheet.data:
                root.domain.written.own(script_path(root.builder, own))


def _wanted(writer: PageWriter, kinds: Mapping[str, Sheets]) -> dict[str, Sheet]:
    """All sheets of a page by their names."""
    return {
        _name(kind, about, sheet): sheet
        for kind, about in writer.domain.page(writer.docname).parts
        if kind in kinds
        for sheet in kinds[kind](writer, about)
    }


def _is_fresh(writer: PageWriter, name: str, sheet: Sheet, around: str) -> bool:
    """Whether nothing has changed that a sheet is made from, and it stands there."""
    page, known = in_folder(f"{writer.docname}{_BEHIND}", name), writer.domain.written
    quick = digest_of(f"{around} {sheet.label} {sheet.origin}")
    digest = known.known(page, quick)
    if digest:
        known.note(page, quick, digest)
    return bool(digest) and _stands(writer.builder, page, digest, sheet, known)


def _stands(builder: Builder, page: str, digest: str, sheet: Sheet, known: Written) -> bool:
    """Whether a sheet stands there, with the script beside it."""
    return known.bears(builder, page, digest) and (sheet.data is None or script_path(builder, page).is_file())


def _made(writer: PageWriter, sheets: dict[str, Sheet], around: str, frame: str) -> dict[str, Made]:
    builder, known = writer.builder, writer.domain.written
    assert isinstance(builder, StandaloneHTMLBuilder)
    contents: dict[str, tuple[Sheet, nodes.section, str]] = {}
    for name, sheet in sheets.items():
        page = in_folder(f"{writer.docname}{_BEHIND}", name)
        digest = digest_of(f"{frame} {sheet.label} {sheet.origin}")
        known.note(page, digest_of(f"{around} {sheet.label} {sheet.origin}"), digest)
        if not _stands(builder, page, digest, sheet, known):
            own = PageWriter(builder, writer.env, page)
            contents[name] = sheet, _content(own, writer, sheet), seal(digest)
            if sheet.data:
                path = script_path(builder, page)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"document.currentScript.told = {sheet.data(own)};\n", encoding="utf-8")
    shown = rendered(builder, (content for _, content, _ in contents.values()))
    told = zip(contents.items(), shown, strict=True)
    return {name: Made(f"{_title(writer)}: {sheet.label}", body + end) for (name, (sheet, _, end)), body in told}


def _title(writer: PageWriter) -> str:
    return writer.title(writer.docname)


def _content(own: PageWriter, writer: PageWriter, sheet: Sheet) -> nodes.section:
    title = f"{_title(writer)}: {sheet.label}"
    back = nodes.paragraph("", "← ", own.link(writer.docname, "", _title(writer)), classes=["fc-back-to-list"])
    return nodes.section("", nodes.title("", title), *sheet.content(own), back, ids=["fc-sheet"])


def origin_of(writer: PageWriter, pages: Iterable[str]) -> str:
    """A digest of what rows about letters are made from: what was found in them, of whom, and what they are called."""
    domain = writer.domain
    told = [
        (page, taken and (taken.found, taken.told), record.source, writer.title(page), writer.outlines[page].date)
        for page in pages
        for record in [domain.page(page)]
        for taken in [record.taken]
    ]
    return digest_of(repr((told, sorted(domain.entries.items()))))
