"""How to cite each letter, ready to be copied."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.desk import Desk
from sphinx_factcheck.facts.model import Document

_NAMED = 3


def citations(desk: Desk, about: str) -> list[Node]:
    """A line for each letter: who wrote it, its title and date, and this edition."""
    config = desk.env.config
    book = config.html_title or config.project
    items = []
    for page, letter in desk.letters.items():
        document = desk.facts.entities.get(letter.document)
        by = document.by if isinstance(document, Document) else ()
        line = nodes.paragraph("", f"{authors([_name(desk, id) for id in by])}“")
        line += desk.link(page, "", desk.full_title(page))
        line += [nodes.Text(f",” {desk.dated(letter)}, in: "), nodes.emphasis("", book), nodes.Text(".")]
        items.append(nodes.list_item("", line))
    if not items:
        return [nodes.paragraph("", "There is no letter yet.")]
    return [nodes.bullet_list("", *items, classes=["fc-citations"])]


def _name(desk: Desk, id: str) -> str:
    entity = desk.facts.entities.get(id)
    return entity.name if entity else id


def authors(names: list[str]) -> str:
    """The names of a few, or the first of many and how many others there are, with a comma behind."""
    if len(names) > _NAMED:
        return f"{names[0]} and {len(names) - 1} others, "
    told = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    return f"{told}, " if told else ""
