"""The letters before and after one between the same correspondents."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.letter.witnesses import field
from sphinx_factcheck.book.wire.page_writer import PageWriter

NEIGHBOURS = "neighbours"


def neighbours_field(writer: PageWriter, page: str) -> list[Node]:
    """The field of a letter's head that leads to the letters before and after it in its correspondence, if any."""
    before, after = writer.whole.neighbours.get(page, ("", ""))
    shown: list[Node] = []
    if before:
        shown += [nodes.Text("← "), *_letter(writer, before)]
    if before and after:
        shown.append(nodes.Text(" · "))
    if after:
        shown += [*_letter(writer, after), nodes.Text(" →")]
    return [field("Between them", shown)] if shown else []


def _letter(writer: PageWriter, page: str) -> list[Node]:
    return [writer.link(page, "", writer.full_title(page)), nodes.Text(f", {writer.dated(writer.outlines[page])}")]
