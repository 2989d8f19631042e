"""What of a page is printed: nothing for a browser alone, notes before their block, sources by their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_factcheck.book.parts.nodes import Drawing, MarginNote, OnlyHtml, SourceMark
from sphinx_factcheck.book.parts.source_marks import listed_mark
from sphinx_factcheck.book.parts.tree import replace
from sphinx_factcheck.book.wire.domain import domain_of
from sphinx_factcheck.facts.model import FactBase

PAPER = "paper"
_ENTRY = "fc-source-"


def make_printable(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make a page ready for paper (`doctree-resolved`)."""
    if app.builder.name != PAPER:
        return
    for node in [*doctree.findall(OnlyHtml), *(n for n in doctree.findall(nodes.raw) if "<script" in n.astext())]:
        replace(node, [])
    for drawing in list(doctree.findall(Drawing)):
        if "fc-narrow" in drawing["classes"]:
            replace(drawing, [])
    for parent in {id(one.parent): one.parent for one in doctree.findall(_is_entry)}.values():
        parent.children = list(_entries_together(parent))
    _number_sources(doctree, domain_of(app.env).edition.known)
    for parent in {id(note.parent): note.parent for note in doctree.findall(MarginNote)}.values():
        parent.children = list(_notes_first(parent.children))


def _notes_first(children: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Each block behind its notes, so that these float from its first line on; a title stays where it is."""
    notes: list[nodes.Node] = []
    block: list[nodes.Node] = []
    for child in children:
        if isinstance(child, MarginNote):
            notes.append(child)
            continue
        yield from (*notes, *block)
        notes, block = [], [child]
        if isinstance(child, nodes.title):
            yield from block
            block = []
    yield from (*notes, *block)


def _is_entry(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section) and "fc-entry" in node["classes"]


def _entries_together(parent: nodes.Element) -> Iterator[nodes.Node]:
    """Entries that follow each other in one container, which can have columns."""
    for together, children in groupby(parent.children, key=_is_entry):
        if together:
            entries = nodes.container("", *children, classes=["fc-entries"])
            entries.parent = parent
            yield entries
        else:
            yield from children


def _number_sources(doctree: nodes.document, facts: FactBase) -> None:
    """Cite sources as `[12]`, by their number in the list of the page: on paper a link to `hrw.org` leads nowhere."""
    entries = [id for item in doctree.findall(nodes.list_item) for id in item["ids"] if id.startswith(_ENTRY)]
    numbers = {entry.removeprefix(_ENTRY): number for number, entry in enumerate(entries, 1)}
    cited = [mark for note in doctree.findall(MarginNote) for mark in note.findall(SourceMark)]
    for line in doctree.findall(nodes.paragraph):
        cited += line.findall(SourceMark) if "fc-cited" in line["classes"] else ()
    for mark in cited:
        if number := numbers.get(mark["source"]):
            link = nodes.reference("", f"[{number}]", refid=f"{_ENTRY}{mark['source']}", internal=True)
            chosen = mark.astext() != listed_mark(facts.sources[mark["source"]]).astext()
            replace(mark, [mark.deepcopy(), nodes.Text(" "), link] if chosen else [link])
