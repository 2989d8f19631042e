"""How to cite each letter, ready to be copied."""

from __future__ import annotations

import re

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.parts.phrases import first_authors, name_of
from sphinx_factcheck.book.wire.page_writer import PageWriter
from sphinx_factcheck.facts.model import Document

_YEAR = re.compile(r"\b\d{4}\b")


def citations(writer: PageWriter, about: str) -> list[Node]:
    """A line for each letter: who wrote it, its title and date, and this edition."""
    config = writer.env.config
    book = config.html_title or config.project
    items = []
    for page, letter in writer.letters.items():
        document = writer.facts.entities.get(letter.document)
        by = document.by if isinstance(document, Document) else ()
        line = nodes.paragraph("", f"{authors([name_of(id, writer.facts) for id in by])}“")
        line += writer.link(page, "", writer.full_title(page))
        line += [
            nodes.Text(f",” {writer.dated(letter)}, in: "),
            nodes.emphasis("", book),
            nodes.Text(_edition(writer, page)),
        ]
        items.append(nodes.list_item("", line))
    if not items:
        return [nodes.paragraph("", "There is no letter yet.")]
    return [nodes.bullet_list("", *items, classes=["fc-citations"])]


def _edition(writer: PageWriter, page: str) -> str:
    """Who edited this edition, its version, its year and the address of a page, as far as its settings say so."""
    config = writer.env.config
    said = {**config._raw_config, **config.overrides}
    editor = str(config.author) if said.get("author") else ""
    version = str(said.get("release") or said.get("version") or "")
    year = _YEAR.search(str(said.get("copyright") or ""))
    address = f"{config.html_baseurl.rstrip('/')}/{writer.builder.get_target_uri(page)}" if config.html_baseurl else ""
    told = (
        f"ed. by {editor}" if editor else "",
        f"version {version}" if version else "",
        year[0] if year else "",
        address,
    )
    return "".join(f", {part}" for part in told if part) + ("" if address else ".")


def authors(names: list[str]) -> str:
    """The names of a few, or the first of many and how many others there are, with a comma behind."""
    first, others = first_authors(names)
    if others:
        return f"{first[0]} and {others} others, "
    told = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    return f"{told}, " if told else ""
