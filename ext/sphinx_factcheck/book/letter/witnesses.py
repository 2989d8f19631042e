"""At the head of a letter the way to its witnesses, at the head of a witness the way to its letter."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_factcheck.book.wire.page_writer import PageWriter
from sphinx_factcheck.check.collate import Collation, collate
from sphinx_factcheck.check.collate.telling import in_a_few_words

WITNESSES, COLLATION = "witnesses", "collation"


def witness_field(writer: PageWriter, page: str) -> list[nodes.Node]:
    """The field of the head, with what each witness is in a few words; none for a letter without witnesses."""
    edition = writer.domain.edition
    checked = edition.checked.get(page)
    if checked is None:
        return []
    letter, forgiving = checked.chapter.letter, edition.project.settings.collation_forgive
    if letter.witness_of:
        base = edition.carriers.get(letter.witness_of)
        if base is None:
            return [field("Witness of", [writer.entity(letter.witness_of)])]
        told = _told(writer, base, page, collate(edition.checked[base].chapter.letter, letter, forgiving))
        return [field("Witness of", told)]
    others = edition.witnesses.get(letter.document, ())
    lines = [_told(writer, one, one, collate(letter, edition.checked[one].chapter.letter, forgiving)) for one in others]
    return [field("Witness" if len(lines) == 1 else "Witnesses", *lines)] if lines else []


def field(name: str, *lines: Sequence[nodes.Node]) -> nodes.field:
    """A field of the head, a paragraph for each line."""
    paragraphs = (nodes.paragraph("", "", *line) for line in lines)
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", *paragraphs))


def _told(writer: PageWriter, to: str, witness: str, found: Collation) -> list[nodes.Node]:
    """A link to a page, what the witness is, and a link to where both stand in columns."""
    told = [writer.link(to, "", writer.title(to)), nodes.Text(f": {in_a_few_words(found)}")]
    if beside := _collation_page(writer, found.base.document):
        told += [nodes.Text(" ("), writer.link(beside, section_id(witness), "side by side"), nodes.Text(")")]
    return told


def _collation_page(writer: PageWriter, document: str) -> str:
    """The page that has a letter and its witnesses side by side."""
    pages = writer.whole.asking(COLLATION)
    return min(filter(None, (pages.get(""), pages.get(document))), default="")


def section_id(witness: str) -> str:
    """The id of the section that has a witness beside its letter, from the name of the witness's page."""
    return nodes.make_id(f"fc-witness-{witness}")
