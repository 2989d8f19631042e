"""What writing a generated part of a page needs: links from this page, names of pages, the letters in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_factcheck.book.parts.page_names import evidence_page
from sphinx_factcheck.book.parts.phrases import when_in_words
from sphinx_factcheck.book.wire.domain import FactcheckDomain, domain_of
from sphinx_factcheck.check import Checked
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.text import Letter


@dataclass(frozen=True)
class Desk:
    """One page that is being written, by one builder."""

    builder: Builder
    env: BuildEnvironment
    docname: str

    @cached_property
    def domain(self) -> FactcheckDomain:
        return domain_of(self.env)

    @cached_property
    def facts(self) -> FactBase:
        return self.domain.edition.known

    @property
    def for_browser(self) -> bool:
        """Whether a browser will show the page, and not a reader of EPUB or a printer."""
        return self.builder.format == "html" and self.builder.name not in {"epub", "paper"}

    @property
    def on_paper(self) -> bool:
        """Whether the page will be printed."""
        return self.builder.name == "paper"

    @cached_property
    def checked(self) -> dict[str, Checked]:
        """The chapters by page, in the order of their dates, witnesses behind their letter."""

        def key(page: str) -> tuple[str, str, bool, str]:
            letter = self.domain.edition.checked[page].chapter.letter
            own = self._carrier_date(letter)
            return own, letter.carries, bool(letter.witness_of), page

        pages = sorted((p for p in self.domain.edition.checked if p in self.env.found_docs), key=key)
        return {page: self.domain.edition.checked[page] for page in pages}

    def _carrier_date(self, letter: Letter) -> str:
        page = self.domain.edition.carriers.get(letter.carries)
        carrier = self.domain.edition.checked[page].chapter.letter if page else letter
        return carrier.date.earliest.isoformat() if carrier.date else ""

    @cached_property
    def letters(self) -> dict[str, Letter]:
        """The letters themselves by page, without their witnesses."""
        told = {page: one.chapter.letter for page, one in self.checked.items()}
        return {page: letter for page, letter in told.items() if not letter.witness_of}

    def title(self, page: str) -> str:
        """The name of a page in the table of contents, or else its title."""
        return self._named.get(page) or self.full_title(page)

    def full_title(self, page: str) -> str:
        """The title that stands on a page."""
        return self.env.titles[page].astext() if page in self.env.titles else page

    @cached_property
    def _named(self) -> dict[str, str]:
        trees = (tree for toc in self.env.tocs.values() for tree in toc.findall(addnodes.toctree))
        return {ref: title for tree in trees for title, ref in tree["entries"] if title and ref}

    def dated(self, letter: Letter) -> str:
        """The date of a letter in words."""
        return when_in_words(letter.date) if letter.date else "without a date"

    def link(self, page: str, target: str, *shown: nodes.Node | str) -> nodes.Node:
        """A link to a place on a page; the bare words where this edition has no such page."""
        inner = nodes.inline("", "", *(nodes.Text(one) if isinstance(one, str) else one for one in shown))
        if page not in self.env.found_docs:
            return inner
        return make_refnode(self.builder, self.docname, page, target, inner)

    def behind(self, page: str, target: str, words: str) -> nodes.Node:
        """A link to what the letter on a page rests on."""
        beside = evidence_page(self.builder, page)
        return make_refnode(self.builder, self.docname, beside, target, nodes.inline("", words))

    def entity(self, id: str, words: str = "") -> nodes.Node:
        """A link to what is told of an entity, or its name where this edition tells nothing of its kind."""
        known = self.facts.entities.get(id)
        place = self.place(id)
        if known is None or place is None:
            return nodes.Text(words or (known.name if known else id))
        return make_refnode(self.builder, self.docname, *place, nodes.inline("", words or known.name))

    def fact(self, address: str) -> nodes.Node:
        """A link to a statement that shows its address; the bare address where it has no place."""
        place = self.place(address)
        inner = nodes.inline("", address)
        return make_refnode(self.builder, self.docname, *place, inner) if place else inner

    def place(self, address: str) -> tuple[str, str] | None:
        """The page and fragment of an entity or of one of its statements."""
        return self.domain.place_of(self.builder, address)

    def uri(self, page: str, target: str = "") -> str:
        """The address of a place as seen from this page."""
        return self.builder.get_relative_uri(self.docname, page) + (f"#{target}" if target else "")


def joined(parts: Iterable[Sequence[nodes.Node]], between: str = ", ") -> list[nodes.Node]:
    """Some inline nodes in a row."""
    row: list[nodes.Node] = []
    for part in parts:
        if row:
            row.append(nodes.Text(between))
        row += part
    return row


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]], *classes: str, caption: str = "",
    ids: Sequence[str] = (),
) -> nodes.table:  # fmt: skip
    """A table of rows, each a cell of inline nodes per head; `ids` are those of the rows."""
    made = nodes.table("", classes=["fc-table", *classes])
    if caption:
        made += nodes.title("", caption)
    head = nodes.row("", *(nodes.entry("", nodes.paragraph("", one)) for one in heads))
    body = nodes.tbody("", *(nodes.row("", *map(_cell, row)) for row in rows))
    widths = map(_width, zip(head.children, *(row.children for row in body.children), strict=False))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(heads))
    for row, id in zip(body.findall(nodes.row), ids, strict=False):
        row["ids"].append(id)
    group += [nodes.thead("", head), body]
    made += group
    return made


NARROWEST, WIDEST = 6, 40
"""The signs in a line of a column, where an output counts them; text never ends in a column narrower than its words."""


def _width(cells: Iterable[nodes.Node]) -> int:
    longest = max(len(line) for cell in cells for line in cell.astext().splitlines() or [""])
    return min(max(longest, NARROWEST), WIDEST)


def _cell(shown: Sequence[nodes.Node]) -> nodes.entry:
    if not shown:
        return nodes.entry()
    blocks = all(not isinstance(one, nodes.Inline | nodes.Text) for one in shown)
    return nodes.entry("", *(shown if blocks else [nodes.paragraph("", "", *shown)]))
