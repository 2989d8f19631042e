"""The list of letters with the state of their checking, and one claim followed from its words to its source."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from docutils.nodes import Node
from sphinx.util import logging

from sphinx_factcheck.book.letter.evidence import PlacedClaim, placed_claims
from sphinx_factcheck.book.parts.nodes import EXPLAINED, SIGNS
from sphinx_factcheck.book.parts.phrases import dates_in_words
from sphinx_factcheck.book.parts.source_marks import source_line
from sphinx_factcheck.book.wire.context import Desk, joined, table
from sphinx_factcheck.book.wire.domain import NAME
from sphinx_factcheck.check import Checked

logger = logging.getLogger(__name__)


def letters_table(desk: Desk, about: str) -> list[Node]:
    """Every letter with its date and the state of its checking, its witnesses below it."""
    rows: list[list[list[Node]]] = []
    for page, checked in desk.checked.items():
        letter = checked.outline
        shown: list[Node] = [desk.link(page, "", desk.title(page))]
        if letter.witness_of:
            shown.insert(0, nodes.Text("↳ "))
        rows.append([shown, [nodes.Text(desk.dated(letter))], [nodes.Text(_state(checked))]])
    if not rows:
        return [nodes.paragraph("", "There is no letter yet.")]
    return [table(("Letter", "Date", "Checked"), rows, "fc-letters")]


def _state(checked: Checked) -> str:
    coverage = checked.coverage
    errors = len({f.acknowledged_by for f in checked.findings if f.acknowledged_by})
    explained = f", {errors} {'error' if errors == 1 else 'errors'} explained" if errors else ""
    return f"{coverage.decided} of {coverage.found} statements decided{explained}"


def followed_claim(desk: Desk, about: str) -> list[Node]:
    """One claim, named by its page and its words, step by step."""
    page, _, words = about.partition(" ")
    checked = desk.checked.get(page)
    for placed in placed_claims(checked) if checked else ():
        if " ".join(placed.claim.text.split()) == " ".join(words.split()) and placed.claim.ruling.cited:
            return [_steps(desk, page, placed)]
    logger.warning(
        "{followed-claim} names “%s”, which is no decided claim of an edition’s page: write the page, then its words",
        about, type=NAME, subtype="followed-claim", location=desk.docname,
    )  # fmt: skip
    return []


def _steps(desk: Desk, page: str, placed: PlacedClaim) -> nodes.enumerated_list:
    steps = nodes.enumerated_list(classes=["fc-followed"], enumtype="arabic", prefix="", suffix=".")
    for name, told in _told(desk, page, placed):
        line = nodes.paragraph("", "", nodes.strong("", name), nodes.Text(" "), *told)
        steps += nodes.list_item("", line)
    return steps


def _told(desk: Desk, page: str, placed: PlacedClaim) -> Iterator[tuple[str, list[Node]]]:
    claim, ruling = placed.claim, placed.claim.ruling
    words = desk.link(page, placed.fragment, f"“{' '.join(claim.text.split())}”")
    where = [nodes.Text(" in "), desk.link(page, "", desk.title(page)), nodes.Text(f" ({claim.place}).")]
    yield "The words.", [words, *where]
    about = desk.entity(claim.claim.subject) if claim.claim.subject else nodes.Text("the letter itself")
    kind, value = claim.claim.kind, claim.claim.value
    yield "What they assert.", [nodes.Text(f"A claim of the kind “{kind}” about "), about, nodes.Text(f": {value}.")]
    for cited in ruling.cited:
        place = f", in {cited.place.path}, line {cited.place.line}" if cited.place else ""
        said = dates_in_words(ruling.message or ruling.expected)
        yield "The fact.", [desk.fact(cited.address), nodes.Text(f"{place}: {said}.")]
        sources = [desk.facts.sources[id] for id, _ in cited.sources if id in desk.facts.sources]
        if sources:
            name = "Its source." if len(sources) == 1 else "Its sources."
            yield name, [*joined((source_line(source) for source in sources), "; "), nodes.Text(".")]
    if ruling.also:
        also = "; ".join(ruling.also)
        yield "What else speaks.", [nodes.Text(f"{also[:1].upper()}{also[1:]}.")]
    yield "The verdict.", [nodes.Text(f"{SIGNS[str(ruling.verdict)]} {ruling.verdict}.")]
    if claim.acknowledged_by:
        told = f"{EXPLAINED} The source really has this, so the words stay and a note explains them: "
        yield "What was done.", [nodes.Text(told), nodes.literal("", claim.acknowledged_by), nodes.Text(".")]
