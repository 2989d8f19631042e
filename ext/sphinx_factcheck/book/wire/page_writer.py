"""What writing a generated part of a page needs: links from this page, names of pages, the letters in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.page_names import evidence_page
from sphinx_factcheck.book.parts.phrases import name_of, when_in_words
from sphinx_factcheck.book.wire.domain import FactcheckDomain, domain_of
from sphinx_factcheck.book.wire.edition import Edition
from sphinx_factcheck.check.report import Outline
from sphinx_factcheck.edition.cache.rows import Kept
from sphinx_factcheck.facts.model import Document, FactBase
from sphinx_factcheck.letters.text import Letter


@dataclass(frozen=True)
class Whole:
    """All letters of a build and the names of its pages, for whatever is made from them."""

    edition: Edition
    env: BuildEnvironment

    @cached_property
    def checked(self) -> dict[str, Kept]:
        """The chapters by page, in the order of their dates, witnesses behind their letter."""
        checked = self.edition.checked

        def key(page: str) -> tuple[str, str, bool, str]:
            one = checked[page].outline
            carrier = checked[self.edition.carriers.get(one.carries, page)].outline
            own = carrier.date.earliest.isoformat() if carrier.date else ""
            return own, one.carries, bool(one.witness_of), page

        return {page: checked[page] for page in sorted((p for p in checked if p in self.env.found_docs), key=key)}

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """What is told of each letter and witness."""
        return {page: one.outline for page, one in self.checked.items()}

    @cached_property
    def letters(self) -> dict[str, Outline]:
        """Those of the letters themselves."""
        return {page: one for page, one in self.outlines.items() if not one.witness_of}

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, str]]:
        """For each letter the one before it and the one after between the same correspondents; empty for none.

        Who writes and who is written to may change places: an answer belongs to what it answers.
        """
        rows: dict[frozenset[frozenset[str]], list[str]] = {}
        for page, letter in self.letters.items():
            document = self.edition.known.entities.get(letter.document)
            if isinstance(document, Document) and document.by and document.addressees:
                both = frozenset({frozenset(document.by), frozenset(document.addressees)})
                rows.setdefault(both, []).append(page)
        told = (zip(row, ["", *row], [*row[1:], ""], strict=False) for row in rows.values() if len(row) > 1)
        return {page: (before, after) for row in told for page, before, after in row}

    def asking(self, kind: str) -> Mapping[str, str]:
        """The first page that asks for parts of a kind, by what each is about."""
        if kind not in self._asking:
            told = sorted(self._generated.items(), reverse=True)
            self._asking[kind] = {about: page for page, parts in told for one, about in parts if one == kind}
        return self._asking[kind]

    @cached_property
    def _asking(self) -> dict[str, Mapping[str, str]]:
        return {}

    @cached_property
    def _generated(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        return domain_of(self.env).generated

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of pages in the table of contents."""
        trees = (tree for toc in self.env.tocs.values() for tree in toc.findall(addnodes.toctree))
        return {ref: title for tree in trees for title, ref in tree["entries"] if title and ref}

    @cached_property
    def titles(self) -> str:
        """A digest of what all pages are called."""
        titles = sorted((page, title.astext()) for page, title in self.env.titles.items())
        return digest_of(repr((titles, sorted(self.names.items()))))


@dataclass(frozen=True)
class PageWriter:
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

    @property
    def whole(self) -> Whole:
        """The letters of this build, put in order once."""
        domain = self.domain
        if domain.whole is None or domain.whole.edition is not domain.edition:
            domain.whole = Whole(domain.edition, self.env)
        return domain.whole

    @property
    def checked(self) -> Mapping[str, Kept]:
        """The chapters by page, in the order of their dates, witnesses behind their letter."""
        return self.whole.checked

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """What is told of each of them."""
        return self.whole.outlines

    @property
    def letters(self) -> Mapping[str, Outline]:
        """The letters themselves by page, without their witnesses."""
        return self.whole.letters

    def letter(self, page: str) -> Letter:
        """The letter of a page, read."""
        return self.checked[page].chapter.letter

    def title(self, page: str) -> str:
        """The name of a page in the table of contents, or else its title."""
        return self.whole.names.get(page) or self.full_title(page)

    def full_title(self, page: str) -> str:
        """The title that stands on a page."""
        return self.env.titles[page].astext() if page in self.env.titles else page

    def dated(self, letter: Letter | Outline) -> str:
        """The date of a letter in words."""
        return when_in_words(letter.date) if letter.date else "without a date"

    def year(self, page: str) -> str:
        """The year of a letter."""
        date = self.outlines[page].date
        return str(date.earliest.year) if date else "undated"

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

    def fact(self, address: str, words: str = "") -> nodes.Node:
        """A link to a statement that shows `words`, or whose it is and when; the bare words where it has no place."""
        place = self.place(address)
        inner = nodes.inline("", words or self.fact_name(address))
        return make_refnode(self.builder, self.docname, *place, inner) if place else inner

    def fact_name(self, address: str) -> str:
        """Whose a statement is, and when: `Xu Zhiyong, 10 April 2023`."""
        fact = self.facts.fact(address)
        if fact is None:
            return name_of(address.partition("/")[0], self.facts)
        name, when = name_of(fact.entity, self.facts), fact.statement.when
        return f"{name}, {when_in_words(when)}" if when else name

    def facts_named(self, addresses: Iterable[str]) -> list[str]:
        """The first of those addresses that are shown alike."""
        named: dict[str, str] = {}
        for address in addresses:
            named.setdefault(self.fact_name(address), address)
        return list(named.values())

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
