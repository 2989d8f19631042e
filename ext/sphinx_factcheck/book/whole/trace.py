"""The list of letters with the state of their checking, and one claim followed from its words to its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from textwrap import shorten

from docutils import nodes
from docutils.nodes import Node
from sphinx.util import logging

from sphinx_factcheck.book.letter.evidence import PlacedClaim, placed_claims
from sphinx_factcheck.book.parts.nodes import EXPLAINED, SIGNS
from sphinx_factcheck.book.parts.phrases import dates_in_words
from sphinx_factcheck.book.parts.source_marks import source_line
from sphinx_factcheck.book.whole.facets import facets, state
from sphinx_factcheck.book.wire.domain import NAME
from sphinx_factcheck.book.wire.page_writer import PageWriter, joined, table
from sphinx_factcheck.book.wire.sheets import Sheet, are_many, in_sheets, listed, origin_of
from sphinx_factcheck.engine.spans.tense import sentence_around

_BESIDE = 160
"""So many characters of its sentence stand at most on either side of a claim."""

logger = logging.getLogger(__name__)


def letters_table(writer: PageWriter, about: str) -> list[Node]:
    """Every letter with its date and the state of its checking, its witnesses below it."""
    if sheets := letters_sheets(writer, about):
        return [*facets(writer), listed(writer, "letters", about, sheets, ("Letters of", "Letters"))]
    return [*facets(writer), *_table(writer.checked, writer)]


def letters_sheets(writer: PageWriter, about: str) -> list[Sheet]:
    """The letters by their years, where they are many."""
    if not are_many(writer, len(writer.checked)):
        return []
    told = in_sheets([(page, writer.year(page), 1) for page in writer.checked])
    return [
        Sheet(name, label, (str(len(pages)),), origin_of(writer, pages), partial(_table, pages))
        for name, label, pages in told
    ]


def _table(pages: Iterable[str], writer: PageWriter) -> list[Node]:
    rows: list[list[list[Node]]] = []
    for page in pages:
        checked = writer.checked[page]
        letter = checked.outline
        shown: list[Node] = [writer.link(page, "", writer.title(page))]
        if letter.witness_of:
            shown.insert(0, nodes.Text("↳ "))
        rows.append([shown, [nodes.Text(writer.dated(letter))], [nodes.Text(state(checked))]])
    if not rows:
        return [nodes.paragraph("", "There is no letter yet.")]
    return [table(("Letter", "Date", "Checked"), rows, "fc-letters")]


def followed_claim(writer: PageWriter, about: str) -> list[Node]:
    """One claim, named by its page and its words, step by step."""
    page, _, words = about.partition(" ")
    checked = writer.checked.get(page)
    for placed in placed_claims(checked) if checked else ():
        if " ".join(placed.claim.text.split()) == " ".join(words.split()) and placed.claim.ruling.cited:
            return [_steps(writer, page, placed)]
    logger.warning(
        "{followed-claim} names “%s”, which is no decided claim of an edition’s page: write the page, then its words",
        about, type=NAME, subtype="followed-claim", location=writer.docname,
    )  # fmt: skip
    return []


def _steps(writer: PageWriter, page: str, placed: PlacedClaim) -> nodes.enumerated_list:
    steps = nodes.enumerated_list(classes=["fc-followed"], enumtype="arabic", prefix="", suffix=".")
    for name, told in _told(writer, page, placed):
        line = nodes.paragraph("", "", nodes.strong("", name), nodes.Text(" "), *told)
        steps += nodes.list_item("", line)
    return steps


def _told(writer: PageWriter, page: str, placed: PlacedClaim) -> Iterator[tuple[str, list[Node]]]:
    ruling = placed.claim.ruling
    where = [nodes.Text(" in "), writer.link(page, "", writer.title(page)), nodes.Text(".")]
    yield "The words.", [*_words(writer, page, placed), *where]
    first, *others = writer.facts_named(cited.address for cited in ruling.cited)
    also_see = (
        [nodes.Text(" See also "), *joined([writer.fact(one)] for one in others), nodes.Text(".")] if others else []
    )
    yield "The fact.", [writer.fact(first, placed.told), *also_see]
    ids = dict.fromkeys(id for cited in ruling.cited for id, _ in cited.sources if id in writer.facts.sources)
    if ids:
        name = "Its source." if len(ids) == 1 else "Its sources."
        yield name, [*joined((source_line(writer.facts.sources[id]) for id in ids), "; "), nodes.Text(".")]
    if ruling.also:
        also = dates_in_words("; ".join(ruling.also))
        yield "What else speaks.", [nodes.Text(f"{also[:1].upper()}{also[1:]}.")]
    yield "The verdict.", [nodes.Text(f"{SIGNS[str(ruling.verdict)]} {ruling.verdict}.")]
    if placed.claim.acknowledged_by:
        told = f"{EXPLAINED} The source really has this, so the words stay, and "
        note = writer.link(page, placed.fragment, "a note beside them")
        yield "What was done.", [nodes.Text(told), note, nodes.Text(" explains them.")]


def _words(writer: PageWriter, page: str, placed: PlacedClaim) -> list[Node]:
    """The words of a claim as a link, in the sentence around them where they are of the text."""
    span, letter = placed.claim.claim.span, writer.letter(page)
    link = writer.link(page, placed.fragment, placed.words)
    if span.field:
        return [nodes.Text("“"), link, nodes.Text("”")]
    first, last = sentence_around(letter.text, span.start)
    before = _end_of(" ".join(letter.text[first : span.start].split("\n\n")[-1].split()))
    after = " ".join(letter.text[span.end : last].split("\n\n")[0].split())
    joins = (" " * letter.text[: span.start][-1:].isspace(), " " * letter.text[span.end : span.end + 1].isspace())
    told = shorten(after, _BESIDE, placeholder=" …")
    return [nodes.Text(f"“{before}{joins[0]}"), link, nodes.Text(f"{joins[1]}{told}”")]


def _end_of(words: str) -> str:
    """The last words before a claim, as many as one cares to read."""
    backwards = shorten(" ".join(reversed(words.split())), _BESIDE, placeholder=" …")
    return " ".join(reversed(backwards.split()))
