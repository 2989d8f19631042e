"""A page of its own for every person and organization, made after all others (`html-collect-pages`)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.made_pages import Made, remove, rendered, standing, surroundings, written
from sphinx_factcheck.book.parts.nodes import Drawing
from sphinx_factcheck.book.parts.page_names import entity_page, has_pages
from sphinx_factcheck.book.parts.phrases import StatementInWords, told_of
from sphinx_factcheck.book.parts.source_marks import source_line
from sphinx_factcheck.book.people.entries import ENTRIES, Entries, Named, named_in, of_kind
from sphinx_factcheck.book.people.life import SHAPES, draw_life, life_of
from sphinx_factcheck.book.wire.domain import domain_of, fragment, statement_ids
from sphinx_factcheck.book.wire.page_writer import PageWriter, table
from sphinx_factcheck.book.wire.sheets import listed, page_of_sheets
from sphinx_factcheck.book.wire.written import seal
from sphinx_factcheck.facts.model import Entity

STYLES = ("generated.css", "people.css")
_OWN = "fc-entity"
"""The class by which the page of an entity is known."""


def setup_pages(app: Sphinx) -> None:
    """Register all of it."""
    app.connect("html-collect-pages", entity_pages)
    app.connect("build-finished", _name_own, priority=300)
    app.connect("html-page-context", _add_assets, priority=400)  # before others replace the lists of files


def _name_own(app: Sphinx, exception: Exception | None) -> None:
    """Name the pages of all that are listed now (`build-finished`)."""
    domain = domain_of(app.env)
    for id, entity in domain.edition.known.entities.items() if domain.entries and has_pages(app.builder) else ():
        for listing, kinds in domain.entries.items():
            if entity.kind in kinds:
                domain.written.own(Path(app.builder.get_outfilename(entity_page(listing, id))))  # type: ignore[attr-defined]


def entity_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that are not there yet as they should be (`html-collect-pages`)."""
    builder, domain = app.builder, domain_of(app.env)
    if not has_pages(builder) or not isinstance(builder, StandaloneHTMLBuilder):
        return
    root = PageWriter(builder, app.env, app.config.root_doc)
    origins = _Origins(root, named_in(root), surroundings(builder, root.whole.titles))
    for listing, kinds in sorted(domain.entries.items()):
        listed = [entity for kind in dict.fromkeys(kinds) for entity in of_kind(kind, root.facts)]
        _remove_stale(builder, listing, {entity.id for entity in listed})
        doubtful = [entity for entity in listed if not origins.is_fresh(listing, entity)]
        if doubtful:
            yield from written(builder, listing, partial(_made, builder, origins, listing, doubtful))


def _made(
    builder: StandaloneHTMLBuilder, origins: _Origins, listing: str, entities: Sequence[Entity], frame: str
) -> dict[str, Made]:
    """The pages of those that are not there as they should be."""
    contents: list[tuple[Entity, nodes.section, str]] = []
    for entity in entities:
        page, digest = entity_page(listing, entity.id), origins.digest(listing, entity, frame)
        if not domain_of(builder.env).written.bears(builder, page, digest):
            entries = Entries(PageWriter(builder, builder.env, page), origins.named)
            contents.append((entity, _content(entity, entries, listing), seal(digest)))
    shown = rendered(builder, (content for _, content, _ in contents))
    return {e.id: Made(e.name, body + end) for (e, _, end), body in zip(contents, shown, strict=True)}


class _Origins:
    """What the page of each entity is made from."""

    def __init__(self, writer: PageWriter, named: Named, around: str) -> None:
        self._writer = writer
        self.named = named
        self._around = digest_of(f"{around} {sorted(writer.domain.entries.items())} {writer.domain.edition.meaning}")

    def is_fresh(self, listing: str, entity: Entity) -> bool:
        """Whether nothing has changed that a page may be made from, and it stands there."""
        page, quick = entity_page(listing, entity.id), self._quick(entity)
        written = self._writer.domain.written
        digest = written.known(page, quick)
        if digest:
            written.note(page, quick, digest)
        return bool(digest) and written.bears(self._writer.builder, page, digest)

    def _quick(self, entity: Entity) -> str:
        domain, where = self._writer.domain, self.named.mentions.get(entity.id, {})
        pages = [(page, domain.page(page).source, domain.page(page).letter) for page in where]
        return digest_of(repr((self._around, pages, self.named.signed.get(entity.id))))

    def digest(self, listing: str, entity: Entity, frame: str) -> str:
        """A digest of what a page shows."""
        writer, mentions = self._writer, self.named.mentions.get(entity.id, {})
        signed = self.named.signed.get(entity.id, ())
        facts = writer.facts
        cited = [facts.sources.get(id) for fact in facts.about(entity.id) for id in fact.statement.sources]
        letters = {
            page: (writer.outlines[page].date, writer.outlines[page].witness_of, writer.full_title(page))
            for page in (*mentions, *signed)
        }
        told = (frame, told_of(entity, facts), entity, cited, letters, dict(mentions), signed, writer.title(listing))
        digest = digest_of(repr(told))
        writer.domain.written.note(entity_page(listing, entity.id), self._quick(entity), digest)
        return digest


def _remove_stale(builder: StandaloneHTMLBuilder, listing: str, known: Container[str]) -> None:
    """Remove the pages of entities that are listed no more."""
    for id, path in standing(builder, listing):
        if id in known or f"{listing}/{id}" in builder.env.found_docs:
            continue
        if _OWN in path.read_text(encoding="utf-8", errors="replace"):
            remove(path)


def _content(entity: Entity, entries: Entries, listing: str) -> nodes.section:
    writer = entries.writer
    letters = writer.outlines
    page = nodes.section("", nodes.title("", entity.name), ids=[fragment(entity)], classes=["fc-entry", _OWN])
    page += list(entries.names(entity))
    if entity.about:
        page += nodes.paragraph("", entity.about, classes=["fc-about"])
    told = told_of(entity, writer.facts)
    naming = {page: letters[page] for page in entries.mentions.get(entity.id, {})}
    named = [(page, one.date) for page, one in naming.items() if one.date and not one.witness_of]
    if life := life_of(entity, writer.facts, named):
        for shape, width in SHAPES:
            page += Drawing(svg=draw_life(life, width, shape), caption=f"{life.name} in time", classes=[f"fc-{shape}"])
    if told:
        page += _titled("What is known", _known(entity, told, entries))
    if sheets := entries.signed_sheets(entity):
        page += _titled("Signed", listed(writer, ENTRIES, entity.kind, sheets, ("Signed", "Letters"), listing))
    elif signed := entries.signed.get(entity.id):
        page += _titled("Signed", entries.letters(signed))
    if sheets := entries.named_sheets(entity):
        heads = ("In the letters", "Letters", "Places")
        page += _titled("In the letters", listed(writer, ENTRIES, entity.kind, sheets, heads, listing))
    elif places := list(entries.named(entity)):
        page += _titled("In the letters", *places)
    page += list(entries.elsewhere(entity))
    back = writer.link(listing, fragment(entity), writer.title(listing))
    page += nodes.paragraph("", "", nodes.Text("← "), back, classes=["fc-back-to-list"])
    return page


def _titled(name: str, *parts: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", name), *parts, ids=[nodes.make_id(f"fc {name}")])


def _known(entity: Entity, told: tuple[StatementInWords, ...], entries: Entries) -> nodes.table:
    """The table behind the picture: when, what, and below it on what sources, each with the day it was read."""
    known = entries.writer.facts.sources
    rows: list[list[list[nodes.Node]]] = []
    for one in told:
        cited = (known[id] for id in one.statement.sources if id in known)
        lines = (nodes.paragraph("", "", *source_line(source), classes=["fc-cited"]) for source in cited)
        rows.append([[nodes.Text(one.when)], [nodes.paragraph("", "", *entries.said(one)), *lines]])
    names = statement_ids(entries.writer.facts, entity)
    ids = [names[one.address] for one in told]
    return table(("When", "What, and who says so"), rows, "fc-life", ids=ids)


def _add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Styles for tables and pictures, and the script of the lists, where they are needed (`html-page-context`)."""
    entries = domain_of(app.env).entries
    in_one = bool(entries) and not has_pages(app.builder)
    pagename = page_of_sheets(pagename) or pagename
    if pagename in entries or in_one:
        app.add_js_file("lists.js")
    if pagename in entries or pagename.rpartition("/")[0] in entries or in_one:
        for name in STYLES:
            app.add_css_file(name)
