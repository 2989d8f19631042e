"""How to cite each letter, ready to be copied."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.parts.phrases import first_authors, name_of
from sphinx_factcheck.book.wire.context import Desk
from sphinx_factcheck.facts.model import Document


def citations(desk: Desk, about: str) -> list[Node]:
    """A line for each letter: who wrote it, its title and date, and this edition."""
    config = desk.env.config
    book = config.html_title or config.project
    items = []
    for page, letter in desk.letters.items():
        document = desk.facts.entities.get(letter.document)
        by = document.by if isinstance(document, Document) else ()
        line = nodes.paragraph("", f"{authors([name_of(id, desk.facts) for id in by])}“")
        line += desk.link(page, "", desk.full_title(page))
        line += [nodes.Text(f",” {desk.dated(letter)}, in: "), nodes.emphasis("", book), nodes.Text(".")]
        items.append(nodes.list_item("", line))
    if not items:
        return [nodes.paragraph("", "There is no letter yet.")]
    return [nodes.bullet_list("", *items, classes=["fc-citations"])]


def authors(names: list[str]) -> str:
    """The names of a few, or the first of many and how many others there are, with a comma behind."""
    first, others = first_authors(names)
    if others:
        return f"{first[0]} and {others} others, "
    told = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    return f"{told}, " if told else ""
