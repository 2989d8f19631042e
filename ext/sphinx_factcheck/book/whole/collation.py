"""The witnesses of a letter beside it: two columns for each, with what differs marked in both, and an apparatus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from docutils.nodes import Node
from sphinx.util import logging

from sphinx_factcheck.book.letter.witnesses import COLLATION, section_id
from sphinx_factcheck.book.wire.domain import NAME
from sphinx_factcheck.book.wire.page_writer import PageWriter, joined, table
from sphinx_factcheck.check.collate import SAME, Collation, Relation, Segment, collate, words_of
from sphinx_factcheck.check.collate.columns import Blocks, Pair, pairs
from sphinx_factcheck.check.collate.telling import Paragraphs, counted, ending, lemma, points
from sphinx_factcheck.letters.text import Letter, Span

logger = logging.getLogger(__name__)

LEGEND = {
    Relation.QUOTED: "word for word, in quotation marks",
    Relation.COPIED: "word for word, without quotation marks",
    Relation.CHANGED: "other words in this place",
    Relation.ADDED: "added",
    Relation.DROPPED: "left out",
    Relation.PARAPHRASED: "perhaps told in other words",
    Relation.OWN: "the witness’s own words",
}
_FOLDED = 3
_FROM = SAME | {Relation.PARAPHRASED}


def collations(writer: PageWriter, about: str) -> list[Node]:
    """Every letter that has witnesses, or the one asked for, with each of its witnesses."""
    parts: list[Node] = []
    _check_sigla(writer)
    for page, letter in writer.letters.items():
        if letter.document and about in {"", letter.document}:
            others = (
                other for other in writer.domain.edition.witnesses.get(letter.document, ()) if other in writer.checked
            )
            parts += (_beside(writer, page, other, writer.letter(page), writer.letter(other)) for other in others)
    if not parts and about and about not in {letter.document for letter in writer.letters.values()}:
        logger.warning(
            "{%s} asks for “%s”, which is no letter of this edition", COLLATION, about,
            type=NAME, subtype=COLLATION, location=writer.docname,
        )  # fmt: skip
    return [_legend(), *parts] if parts else [nodes.paragraph("", "No other witness of this letter is kept here.")]


def _legend() -> nodes.paragraph:
    """What the marks mean."""
    marks = ([nodes.inline("", words, classes=["fc-relation", f"fc-{one}"])] for one, words in LEGEND.items())
    return nodes.paragraph("", "", *joined(marks, " · "), classes=["fc-legend"])


def _beside(writer: PageWriter, page: str, other: str, letter: Letter, witness: Letter) -> nodes.section:
    """A witness beside its letter: what it is in words, and both in columns."""
    settings = writer.domain.edition.project.settings
    found = collate(letter, witness, settings.collation_forgive)
    title = writer.title(other)
    section = nodes.section("", nodes.title("", title), ids=[section_id(other)], classes=["fc-witness"])
    heads = nodes.paragraph("", "", writer.link(page, "", writer.title(page)), nodes.Text(" beside "))
    heads += [writer.link(other, "", title), nodes.Text(f", {writer.dated(witness)}.")]
    items = (nodes.list_item("", nodes.paragraph("", point)) for point in points(found))
    section += [heads, nodes.bullet_list("", *items, classes=["fc-collated"])]
    if cut := ending(found):
        section += nodes.paragraph("", cut, classes=["fc-truncated"])
    columns = _Columns(writer, page, other, found)
    heads_of_columns = [
        f"{writer.title(one)}{f' ({siglum})' if (siglum := _siglum(writer, one)) else ''}" for one in (page, other)
    ]
    section += table(heads_of_columns, (columns.row(pair) for pair in pairs(found)), "fc-collation")
    return section


def _siglum(writer: PageWriter, page: str) -> str:
    """The siglum that an edition has given a letter or witness; empty where it has none."""
    settings = writer.domain.edition.project.settings
    return dict(settings.sigla).get(page.removeprefix(f"{settings.chapters}/"), "")


def _check_sigla(writer: PageWriter) -> None:
    settings = writer.domain.edition.project.settings
    for name, siglum in settings.sigla:
        if f"{settings.chapters}/{name}" not in writer.checked:
            logger.warning(
                "factcheck_sigla gives “%s” to “%s”, which is no chapter of this edition", siglum, name,
                type=NAME, subtype=COLLATION, location=writer.docname,
            )  # fmt: skip


class _Side:
    """One of the two texts in their columns: its page, and what each of its blocks is marked with."""

    def __init__(self, writer: PageWriter, page: str, letter: Letter, marks: Iterable[tuple[Span, Segment]]) -> None:
        self._writer = writer
        self._page = page
        self.letter = letter
        self.paragraphs = Paragraphs(letter)
        self.marks: dict[int, list[tuple[Span, Segment]]] = {}
        blocks = Blocks(letter)
        for span, segment in sorted(marks, key=lambda mark: mark[0]):
            for number in blocks.under(span):
                self.marks.setdefault(number, []).append((span, segment))

    def link(self, number: int) -> Node:
        """A link to a paragraph that shows its number."""
        return self._writer.link(self._page, f"p{number}", f"¶ {number}")

    def segments(self, blocks: Iterable[int]) -> Iterator[Segment]:
        return (segment for number in blocks for _, segment in self.marks.get(number, ()))

    def block(self, number: int) -> nodes.paragraph:
        """The words of a block, each stretch with the class of its relation, behind the number of its paragraph."""
        block = self.letter.blocks[number]
        line = nodes.paragraph()
        if told := self.paragraphs.number(block.start):
            line += [self.link(told), nodes.Text(" ")]
        at = block.start
        for span, segment in self.marks.get(number, ()):
            start, end = max(span.start, at), min(span.end, block.end)
            if start < end:
                line += [nodes.Text(self.letter.text[at:start])] if start > at else []
                words = self.letter.text[start:end]
                line += nodes.inline("", words, classes=["fc-relation", f"fc-{segment.relation}"])
                at = end
        line += [nodes.Text(self.letter.text[at : block.end])] if at < block.end else []
        return line

    def digest(self, numbers: Sequence[int]) -> nodes.paragraph:
        """Many blocks in one line, with links to the first and the last."""
        blocks = [self.letter.blocks[number] for number in numbers]
        told = [number for block in blocks if (number := self.paragraphs.number(block.start))]
        signers = sum(1 for block in blocks if block.kind == "signer")
        words = sum(len(words_of(self.letter, Span(block.start, block.end))) for block in blocks)
        named: list[list[Node]] = []
        if told:
            named.append([self.link(told[0]), *([nodes.Text(" to "), self.link(told[-1])] if len(told) > 1 else [])])
        if signers:
            named.append([nodes.Text(f"{counted(signers, 'line')} of signatories")])
        shown = [*joined(named, " and "), nodes.Text(f"{': ' if named else ''}{counted(words, 'word')}")]
        return nodes.paragraph("", "", *shown, classes=["fc-dropped"])


class _Columns:
    """A letter and one of its witnesses, row by row."""

    def __init__(self, writer: PageWriter, page: str, other: str, found: Collation) -> None:
        self._base = _Side(writer, page, found.base, _on_base(found))
        self._siglum = _siglum(writer, other)
        self._witness = _Side(writer, other, found.witness, [(one.witness, one) for one in found.segments])

    def row(self, pair: Pair) -> list[list[Node]]:
        """The cells of two columns."""
        left = self._of_letter(pair.base)
        right: list[Node] = [self._witness.block(number) for number in pair.witness]
        if not pair.witness:
            moved = [one.witness for one in self._base.segments(pair.base) if one.relation in SAME]
            right = [_absent("not in it", "elsewhere in it: ", self._witness, moved)]
        if not pair.base:
            alike = [one for one in self._witness.segments(pair.witness) if one.relation in _FROM]
            told = any(one.relation is Relation.PARAPHRASED for one in alike)
            where = "compare " if told else "elsewhere in the letter: "
            left = [_absent("not in the letter", where, self._base, [one.base for one in alike])]
        return [left, right]

    def _of_letter(self, numbers: Sequence[int]) -> list[Node]:
        """Blocks of the letter, each with its apparatus; many that the witness lacks are told in one line."""
        left_out = all(one.relation is Relation.DROPPED for one in self._base.segments(numbers))
        if len(numbers) > _FOLDED and left_out:
            return [self._base.digest(numbers)]
        return [part for number in numbers for part in (self._base.block(number), *self._apparatus(number))]

    def _apparatus(self, number: int) -> Iterator[nodes.paragraph]:
        """The readings of the witness in a block, as a critical apparatus has them: lemma ] reading."""
        start = self._base.letter.blocks[number].start
        readings = [one for _, one in self._base.marks.get(number, ()) if one.inner and one.base.start >= start]
        if readings:
            shown = joined(([*self._reading(one)] for one in readings), " · ")
            yield nodes.paragraph("", "", *shown, classes=["fc-apparatus"])

    def _reading(self, one: Segment) -> Iterator[Node]:
        yield nodes.inline("", lemma(self._base.letter, one.base), classes=["fc-lemma"])
        yield nodes.Text(" ] ")
        reading = " ".join(self._witness.letter.words(one.witness).split())
        yield nodes.inline("", reading, classes=["fc-reading"]) if reading else nodes.emphasis("", "omitted")
        if self._siglum:
            yield nodes.inline("", f" {self._siglum}", classes=["fc-siglum"])


def _on_base(found: Collation) -> Iterator[tuple[Span, Segment]]:
    """The marks of the letter. A sentence that is told in other words as well as quoted counts as quoted."""
    same = [(one.base, one) for one in found.segments if one.relation in SAME]
    blocks = Blocks(found.base)
    quoted = {number for span, _ in same for number in blocks.under(span)}
    for one in found.segments:
        told = one.relation is Relation.PARAPHRASED
        near = told and not quoted.isdisjoint(blocks.under(one.base))
        if not (near and any(one.base.overlaps(span) for span, _ in same)):
            yield one.base, one


def _absent(nowhere: str, elsewhere: str, side: _Side, spans: Iterable[Span]) -> nodes.paragraph:
    """What stands in place of blocks that the other text has elsewhere, or nowhere."""
    numbers = dict.fromkeys(number for span in spans if (number := side.paragraphs.at(span.start)))
    shown: list[Node] = [nodes.Text(nowhere)]
    if numbers:
        shown = [nodes.Text(elsewhere), *joined([side.link(number)] for number in numbers)]
    return nodes.paragraph("", "", *shown, classes=["fc-absent"])
