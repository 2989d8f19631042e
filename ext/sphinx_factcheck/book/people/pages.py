"""A page of its own for every person and organization, made after all others (`html-collect-pages`)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from sphinx_factcheck.book.parts.made_pages import Made, remove, rendered, standing, surroundings, written
from sphinx_factcheck.book.parts.nodes import Drawing
from sphinx_factcheck.book.parts.page_names import entity_page, has_pages
from sphinx_factcheck.book.parts.phrases import Told, told_of
from sphinx_factcheck.book.parts.source_marks import source_line
from sphinx_factcheck.book.people.entries import Entries, Named, letters_of, named_in, of_kind
from sphinx_factcheck.book.people.life import SHAPES, draw_life, life_of
from sphinx_factcheck.book.wire.context import Desk, table
from sphinx_factcheck.book.wire.domain import domain_of, fragment, statement_id
from sphinx_factcheck.book.wire.outdated import bears, digest_of, seal
from sphinx_factcheck.facts.model import Entity, FactBase
from sphinx_factcheck.letters.text import Letter

STYLES = ("generated.css", "people.css")
_OWN = "fc-entity"
"""The class by which the page of an entity is known."""


def setup_pages(app: Sphinx) -> None:
    """Register all of it."""
    app.connect("html-collect-pages", entity_pages)
    app.connect("html-page-context", _add_assets, priority=400)  # before others replace the lists of files


def entity_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that are not there yet as they should be; all of them can be searched for (`html-collect-pages`)."""
    builder, domain = app.builder, domain_of(app.env)
    if not has_pages(builder) or not isinstance(builder, StandaloneHTMLBuilder):
        return
    root = Desk(builder, app.env, app.config.root_doc)
    named, letters, around = named_in(root), letters_of(root), surroundings(builder)
    for listing, kinds in sorted(domain.entries.items()):
        contents: list[tuple[Entity, nodes.section, str]] = []
        listed = [entity for kind in dict.fromkeys(kinds) for entity in of_kind(kind, root.facts)]
        _remove_stale(builder, listing, {entity.id for entity in listed})
        for entity in listed:
            page = entity_page(listing, entity.id)
            builder.index_page(page, _searched(entity), entity.name)
            digest = _digest(around, entity, root.facts, named, letters)
            if not bears(builder, page, digest):
                entries = Entries(Desk(builder, app.env, page), named, letters)
                contents.append((entity, _content(entity, entries, listing, letters), seal(digest)))
        shown = rendered(builder, (content for _, content, _ in contents))
        made = {e.id: Made(e.name, body + end) for (e, _, end), body in zip(contents, shown, strict=True)}
        yield from written(builder, listing, made)


def _remove_stale(builder: StandaloneHTMLBuilder, listing: str, known: Container[str]) -> None:
    """Remove the pages of entities that are listed no more."""
    for id, path in standing(builder, listing):
        if id in known or f"{listing}/{id}" in builder.env.found_docs:
            continue
        if _OWN in path.read_text(encoding="utf-8", errors="replace"):
            remove(path)


def _digest(around: str, entity: Entity, facts: FactBase, named: Named, letters: Mapping[str, Letter]) -> str:
    mentions = named.mentions.get(entity.id, {})
    cited = [facts.sources.get(id) for fact in facts.about(entity.id) for id in fact.statement.sources]
    dates = [(page, letters[page].date) for page in mentions]
    told = (around, told_of(entity, facts), entity, cited, dates, dict(mentions), named.signed.get(entity.id))
    return digest_of(repr(told))


def _searched(entity: Entity) -> nodes.document:
    """What the search finds a page by: names, and who it is; its mentions are found in the letters."""
    found = new_document(entity.id)
    words = " ".join(dict.fromkeys((*(alias.name for alias in entity.aliases()), entity.native, entity.about)))
    found += nodes.section("", nodes.title("", entity.name), nodes.paragraph("", words), ids=[fragment(entity)])
    return found


def _content(entity: Entity, entries: Entries, listing: str, letters: Mapping[str, Letter]) -> nodes.section:
    desk = entries.desk
    page = nodes.section("", nodes.title("", entity.name), ids=[fragment(entity)], classes=["fc-entry", _OWN])
    page += list(entries.names(entity))
    if entity.about:
        page += nodes.paragraph("", entity.about, classes=["fc-about"])
    told = told_of(entity, desk.facts)
    naming = {page: letters[page] for page in entries.mentions.get(entity.id, {})}
    named = [(page, one.date) for page, one in naming.items() if one.date and not one.witness_of]
    if life := life_of(entity, desk.facts, named):
        for shape, width in SHAPES:
            page += Drawing(svg=draw_life(life, width, shape), caption=f"{life.name} in time", classes=[f"fc-{shape}"])
    if told:
        page += _titled("What is known", _known(entity, told, entries))
    if signed := entries.signed.get(entity.id):
        items = (nodes.list_item("", nodes.paragraph("", "", *_letter(desk, one, letters[one]))) for one in signed)
        page += _titled("Signed", nodes.bullet_list("", *items))
    if places := list(entries.named(entity)):
        page += _titled("In the letters", *places)
    back = desk.link(listing, fragment(entity), desk.title(listing))
    page += nodes.paragraph("", "", nodes.Text("← "), back, classes=["fc-back-to-list"])
    return page


def _titled(name: str, *parts: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", name), *parts, ids=[nodes.make_id(f"fc {name}")])


def _letter(desk: Desk, page: str, letter: Letter) -> list[nodes.Node]:
    return [desk.link(page, "", desk.full_title(page)), nodes.Text(f", {desk.dated(letter)}")]


def _known(entity: Entity, told: tuple[Told, ...], entries: Entries) -> nodes.table:
    """The table behind the picture: when, what, and below it on what sources, each with the day it was read."""
    known = entries.desk.facts.sources
    rows: list[list[list[nodes.Node]]] = []
    for one in told:
        cited = (known[id] for id in one.statement.sources if id in known)
        lines = (nodes.paragraph("", "", *source_line(source), classes=["fc-cited"]) for source in cited)
        rows.append([[nodes.Text(one.when)], [nodes.paragraph("", "", *entries.said(one)), *lines]])
    ids = [statement_id(entity, one.address) for one in told]
    return table(("When", "What, and who says so"), rows, "fc-life", ids=ids)


def _add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Styles for tables and pictures, and the script of the lists, where they are needed (`html-page-context`)."""
    entries = domain_of(app.env).entries
    in_one = bool(entries) and not has_pages(app.builder)
    if pagename in entries or in_one:
        app.add_js_file("lists.js")
    if pagename in entries or pagename.rpartition("/")[0] in entries or in_one:
        for name in STYLES:
            app.add_css_file(name)
