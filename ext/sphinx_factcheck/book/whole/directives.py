"""The parts of pages that are made from all letters at once: lists, ledger, timeline, matrix, collation, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from sphinx_factcheck.book.letter.evidence import EVIDENCE, STATE, folds, state_field
from sphinx_factcheck.book.letter.neighbours import NEIGHBOURS, neighbours_field
from sphinx_factcheck.book.letter.witnesses import COLLATION, WITNESSES, witness_field
from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.page_names import has_pages
from sphinx_factcheck.book.parts.tree import replace
from sphinx_factcheck.book.people.entries import ENTRIES, LISTS, entries, entries_sheets
from sphinx_factcheck.book.whole.citations import citations
from sphinx_factcheck.book.whole.collation import collations
from sphinx_factcheck.book.whole.facets import SCRIPT, are_found, facets_paths
from sphinx_factcheck.book.whole.figures import number_of
from sphinx_factcheck.book.whole.ledger import download_paths, ledger, ledger_sheets
from sphinx_factcheck.book.whole.matrix import signatories_matrix
from sphinx_factcheck.book.whole.timeline import timeline, timeline_sheets
from sphinx_factcheck.book.whole.trace import followed_claim, letters_sheets, letters_table
from sphinx_factcheck.book.wire.domain import FactcheckDomain, domain_of
from sphinx_factcheck.book.wire.generated import LivePart, Part, note_part, part
from sphinx_factcheck.book.wire.page_writer import PageWriter, Whole
from sphinx_factcheck.book.wire.sheets import Sheets, name_sheets, page_of_sheets, sheet_pages
from sphinx_factcheck.book.wire.written import seal

Maker = Callable[[PageWriter, str], list[Node]]

PARTS: Mapping[str, Maker] = {
    "ledger": ledger,
    "timeline": timeline,
    "signatories-matrix": signatories_matrix,
    "collation": collations,
    "letters": letters_table,
    "citations": citations,
    "followed-claim": followed_claim,
}
ROLES: Mapping[str, Maker] = {"number-of": number_of}
MAKERS: Mapping[str, Maker] = {
    **PARTS,
    **ROLES,
    ENTRIES: entries,
    NEIGHBOURS: neighbours_field,
    WITNESSES: witness_field,
    EVIDENCE: folds,
    STATE: state_field,
}
SHEETS: Mapping[str, Sheets] = {
    "ledger": ledger_sheets,
    "timeline": timeline_sheets,
    "letters": letters_sheets,
    ENTRIES: entries_sheets,
}
"""Of the parts that grow with the edition, the sheets on which their rows stand where these are many."""
ASSETS: Mapping[str, tuple[str, ...]] = {"ledger": ("ledger.js",)}
BESIDE: Mapping[str, Callable[[PageWriter], Iterable[Path]]] = {"ledger": download_paths, "letters": facets_paths}
"""The files that are written beside the page of a part."""
_OF_LETTER = frozenset({NEIGHBOURS, WITNESSES, EVIDENCE, STATE})
_STYLE = "generated.css"


def _beside(writer: PageWriter, kinds: Iterable[str]) -> Iterator[Path]:
    return (path for kind in kinds if kind in BESIDE for path in BESIDE[kind](writer))


class PartDirective(SphinxDirective):
    """``{ledger}``, ``{timeline}``, ``{letters}``, ``{collation}`` with the id of a document, and so on (`PARTS`)."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        return self.made(self.name.rpartition(":")[2], self.arguments[0].strip() if self.arguments else "")

    def made(self, kind: str, about: str) -> list[Node]:
        """The place of one part."""
        place = part(self.env, kind, about)
        place.source, place.line = self.get_source_info()
        return [place]


class EntriesDirective(PartDirective):
    """``{people}``, ``{organizations}``, ``{events}`` …: all entities of this kind (`LISTS`)."""

    optional_arguments = 0

    def run(self) -> list[Node]:
        kind = LISTS[self.name.rpartition(":")[2]]
        listed = domain_of(self.env).entries
        listed[self.env.docname] = (*listed.get(self.env.docname, ()), kind)
        return self.made(ENTRIES, kind)


class LiveRole(SphinxRole):
    """``{number-of}`letters` ``: a figure that the engine counts."""

    def run(self) -> tuple[list[Node], list[nodes.system_message]]:
        kind = self.name.rpartition(":")[2]
        note_part(self.env, kind, self.text)
        part = LivePart(kind=kind, about=self.text)
        part.source, part.line = self.get_source_info()
        return [part], []


def setup_directives(app: Sphinx) -> None:
    """Register all of it."""
    for node in (Part, LivePart):
        app.add_node(node)
    for name in PARTS:
        app.add_directive(name, PartDirective)
    for name in LISTS:
        app.add_directive(name, EntriesDirective)
    for name in ROLES:
        app.add_role(name, LiveRole())
    app.connect("env-updated", pages_to_write)
    app.connect("html-collect-pages", _sheets)
    app.connect("doctree-resolved", fill_parts)
    app.connect("html-page-context", seal_page)
    app.connect("build-finished", _name_own, priority=300)
    app.connect("html-page-context", _add_assets, priority=400)  # before others replace the lists of files


def _sheets(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The sheets to be written (`html-collect-pages`)."""
    yield from sheet_pages(PageWriter(app.builder, app.env, app.config.root_doc), SHEETS)


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages whose parts are not shown as they are now (`env-updated`).

    A part is made only where something has changed that it may be made from. Builders other than of HTML do not leave
    a trace of what they wrote: they write all these pages again.
    """
    domain = domain_of(env)
    if not has_pages(app.builder):
        return list(domain.generated)
    origins = _Origins(domain, PageWriter(app.builder, env, app.config.root_doc).whole)
    for page, parts in domain.generated.items():
        origin = origins.of(page, parts)
        digest = domain.written.known(page, origin)
        if not digest:
            writer = PageWriter(app.builder, env, page)
            made = domain.made[page] = {(kind, about): MAKERS[kind](writer, about) for kind, about in parts}
            told = "".join(str(node) for shown in made.values() for node in shown)
            digest = digest_of(f"{told} {origins.name(page)}")
        domain.written.note(page, origin, digest)
        domain.shown[page] = digest
    return [page for page in domain.generated if not _stands(app.builder, domain, page)]


def _stands(builder: Builder, domain: FactcheckDomain, page: str) -> bool:
    """Whether a page stands there as it is to be, with the files beside it."""
    writer = PageWriter(builder, domain.env, page)
    kinds = {kind for kind, _ in domain.page(page).parts}
    there = domain.written.bears(builder, page, domain.shown[page])
    return there and all(path.is_file() for path in _beside(writer, kinds))


class _Origins:
    """Digests of all that the parts of a page may be made from."""

    def __init__(self, domain: FactcheckDomain, whole: Whole) -> None:
        self._domain = domain
        self._whole = whole
        self._edition = domain.edition
        self._listings = repr(sorted(domain.entries.items()))

    def of(self, page: str, parts: Iterable[tuple[str, str]]) -> str:
        kinds = {kind for kind, _ in parts}
        if kinds <= _OF_LETTER:
            return self._of_letter(page)
        whole = self._lists if kinds <= {ENTRIES} else self._all
        lines = self._edition.known.digest if "followed-claim" in kinds else ""
        return digest_of(f"{whole} {lines} {self.name(page)}")

    def name(self, page: str) -> str:
        """What a page is called, on itself and in the table of contents."""
        title = self._domain.env.titles.get(page)
        return repr((title.astext() if title else "", self._whole.names.get(page, "")))

    def _of_letter(self, page: str) -> str:
        """Of a letter: what it took, and its witnesses, or those of the letter it is a witness of."""
        domain, edition = self._domain, self._edition
        checked = edition.checked.get(page)
        document = checked.outline.carries if checked else ""
        others = {page, edition.carriers.get(document, page), *edition.witnesses.get(document, ())}
        beside = [(other, edition.digests.get(other), self.name(other)) for other in sorted(others)]
        between = [(p, self.name(p), edition.digests.get(p)) for p in self._whole.neighbours.get(page, ()) if p]
        told = (domain.page(page).taken, domain.page(page).used, beside, between, self._listings, self._collations)
        return digest_of(repr(told))

    @cached_property
    def _collations(self) -> str:
        asked = (
            (page, parts) for page, parts in self._domain.generated.items() if any(k == COLLATION for k, _ in parts)
        )
        return repr(sorted(asked))

    @cached_property
    def _lists(self) -> str:
        """What the lists of entities are made from: the fact base, and who is named where."""
        found = sorted((page, one.digest) for page, one in self._edition.checked.items())
        return digest_of(repr((self._edition.meaning, self._listings, found)))

    @cached_property
    def _all(self) -> str:
        """What any part may be made from: also the letters and notes themselves, and what all pages are called."""
        letters = sorted((page, self._edition.digests.get(page)) for page in self._edition.checked)
        config = self._domain.env.config
        return digest_of(repr((self._lists, letters, self._whole.titles, config.html_title, config.project)))


def _name_own(app: Sphinx, exception: Exception | None) -> None:
    """Name the files that stand beside the pages of parts now (`build-finished`)."""
    domain = domain_of(app.env)
    for page, parts in domain.generated.items() if has_pages(app.builder) else ():
        for path in _beside(PageWriter(app.builder, app.env, page), (kind for kind, _ in parts)):
            domain.written.own(path)
    name_sheets(PageWriter(app.builder, app.env, app.config.root_doc), SHEETS)


def fill_parts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the parts where they were asked for (`doctree-resolved`)."""
    made = domain_of(app.env).made.get(docname, {})
    places: list[Element] = [*doctree.findall(Part), *doctree.findall(LivePart)]
    for place in places:
        kind, about = place["kind"], place["about"]
        replace(place, made.pop((kind, about), []) or MAKERS[kind](PageWriter(app.builder, app.env, docname), about))


def seal_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Put a seal on a page for what its parts show, by which the next build knows it (`html-page-context`)."""
    shown = domain_of(app.env).shown.get(pagename)
    if shown and has_pages(app.builder):
        context["body"] += seal(shown)


def _add_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Load styles and scripts on the pages that have such parts, and on no other (`html-page-context`)."""
    domain = domain_of(app.env)
    parts = domain.page(pagename).parts or domain.page(page_of_sheets(pagename)).parts
    kinds = {kind for kind, _ in parts} - _OF_LETTER
    if kinds:
        app.add_css_file(_STYLE)
        for kind in sorted(kinds):
            for name in ASSETS.get(kind, ()):
                app.add_js_file(name)
        if "letters" in kinds and are_found(PageWriter(app.builder, app.env, pagename)):
            app.add_js_file(SCRIPT, loading_method="defer")
