"""The witnesses of a letter beside it: two columns for each, with what differs marked in both, and an apparatus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes
from docutils.nodes import Node
from sphinx.util import logging

from sphinx_factcheck.book.desk import Desk, joined, table
from sphinx_factcheck.book.domain import NAME
from sphinx_factcheck.collate import SAME, Collation, Relation, Segment, collate, words_of
from sphinx_factcheck.letters.text import Block, Letter, Span

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
SAID = {
    Relation.QUOTED: "stand in it word for word, in quotation marks",
    Relation.COPIED: "stand in it word for word, without quotation marks",
}
_NUMBERED = frozenset({"paragraph", "cell"})
_FOLDED = 3
_FROM = SAME | {Relation.PARAPHRASED}


def collations(desk: Desk, about: str) -> list[Node]:
    """Every letter that has witnesses, or the one asked for, with each of its witnesses."""
    parts: list[Node] = []
    for page, letter in desk.letters.items():
        if not letter.document or about not in {"", letter.document}:
            continue
        for other, checked in desk.checked.items():
            if checked.chapter.letter.witness_of == letter.document:
                parts += _witness(desk, page, other, letter, checked.chapter.letter)
    if not parts and about and about not in {letter.document for letter in desk.letters.values()}:
        logger.warning(
            "{collation} asks for “%s”, which is no letter of this edition", about,
            type=NAME, subtype="collation", location=desk.docname,
        )  # fmt: skip
    return [_legend(), *parts] if parts else [nodes.paragraph("", "No other witness of this letter is kept here.")]


def _legend() -> nodes.paragraph:
    """What the marks mean."""
    marks = ([nodes.inline("", words, classes=["fc-relation", f"fc-{one}"])] for one, words in LEGEND.items())
    return nodes.paragraph("", "", *joined(marks, " · "), classes=["fc-legend"])


def _witness(desk: Desk, page: str, other: str, base: Letter, witness: Letter) -> Iterator[Node]:
    found = collate(base, witness)
    title = desk.title(other)
    section = nodes.section("", nodes.title("", title), ids=[f"fc-witness-{other.rpartition('/')[2]}"])
    section["classes"] = ["fc-witness"]
    heads = nodes.paragraph("", "", desk.link(page, "", desk.title(page)), nodes.Text(" beside "))
    heads += [desk.link(other, "", title), nodes.Text(f", {desk.dated(witness)}.")]
    section += [heads, summary(found)]
    section += list(_ending(found))
    section += list(_apparatus(desk, page, found))
    section += _columns(desk, page, other, found)
    yield section


# -- In words


def summary(found: Collation) -> nodes.bullet_list:
    """How much of the letter is in the witness and how, in words and figures."""
    ours, theirs = found.words
    points = [f"{_words(theirs)}; the letter has {ours}."]
    same = found.count(*SAME)
    if not same:
        points.append("No passage of the letter stands in it word for word.")
    elif found.copy:
        points.append(f"It copies the letter: {_share(same, theirs)} of its words stand there word for word.")
    else:
        counts = {relation: found.count(relation) for relation in (Relation.QUOTED, Relation.COPIED)}
        points += [f"{_words(count)} of the letter {SAID[relation]}." for relation, count in counts.items() if count]
    if inner := found.variants():
        differ = "reading differs" if len(inner) == 1 else "readings differ"
        points.append(f"{len(inner)} {differ} within these passages.")
    if told := found.count(Relation.PARAPHRASED):
        points.append(f"{_words(told)} that seem to tell a sentence of the letter in other words.")
    if own := found.count(Relation.OWN):
        points.append(f"{_words(own)} of its own.")
    if left := found.count(Relation.DROPPED):
        points.append(f"{_words(left)} of the letter are not in it{_signers_missing(found)}.")
    items = (nodes.list_item("", nodes.paragraph("", point)) for point in points)
    return nodes.bullet_list("", *items, classes=["fc-collated"])


def _signers_missing(found: Collation) -> str:
    signers = found.base.signers
    if not signers:
        return ""
    kept = [s for s in found.segments if s.relation in SAME and any(s.base.overlaps(line) for line in signers)]
    return "" if kept else f", the {len(signers)} lines of its signatories among them"


def _ending(found: Collation) -> Iterator[nodes.paragraph]:
    """The sign of truncation, where there is one."""
    cut = found.cut_at
    if cut is None:
        return
    last, behind = cut
    words = " ".join(found.base.text[last.start : last.end].split()[-6:])
    where = "in the middle of a sentence" if found.cut_within_sentence else "at the end of a sentence"
    paragraphs = sum(1 for b in found.base.blocks if b.kind in _NUMBERED and b.start >= behind.start)
    left = _words(len(words_of(found.base, behind)))
    follow = f"{left} of the letter follow there, in {_count(paragraphs, 'paragraph')}"
    signers = sum(1 for line in found.base.signers if line.start >= behind.start)
    follow += f" and {_count(signers, 'line')} of signatories" if signers else ""
    told = f"A sign of truncation: it breaks off after “… {words}”, {where}. {follow}."
    yield nodes.paragraph("", told, classes=["fc-truncated"])


def _apparatus(desk: Desk, page: str, found: Collation) -> Iterator[Node]:
    """The readings in the form of a critical apparatus: lemma ] reading."""
    readings = found.variants()
    if not readings:
        return
    numbers = paragraph_numbers(found.base)
    items = []
    for one in readings:
        line = nodes.paragraph()
        number = _number_at(numbers, found.base, one.base.start)
        if number:
            line += [desk.link(page, f"p{number}", f"¶ {number}"), nodes.Text(" ")]
        line += [nodes.inline("", _lemma(found.base, one.base), classes=["fc-lemma"]), nodes.Text(" ] ")]
        reading = " ".join(found.witness.text[one.witness.start : one.witness.end].split())
        line += nodes.inline("", reading, classes=["fc-reading"]) if reading else nodes.emphasis("", "omitted")
        items.append(nodes.list_item("", line))
    yield nodes.rubric("", "Readings")
    yield nodes.bullet_list("", *items, classes=["fc-apparatus"])


def _lemma(base: Letter, span: Span) -> str:
    """The words of the letter; of an addition, the word it stands behind."""
    if span.start < span.end:
        return " ".join(base.text[span.start : span.end].split())
    return f"after “{base.text[: span.start].split()[-1]}”" if base.text[: span.start].split() else "at the start"


def _words(count: int) -> str:
    return _count(count, "word")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _share(part: int, whole: int) -> str:
    """A share in percent, rounded down: what is not all is never shown as all."""
    return "all" if part == whole else f"{100 * part // max(whole, 1)} %"


# -- In columns


@dataclass(frozen=True, slots=True)
class Pair:
    """Blocks of the letter and blocks of the witness that stand beside each other."""

    base: tuple[Block, ...]
    witness: tuple[Block, ...]


def pairs(found: Collation) -> list[Pair]:
    """Both texts in blocks, side by side in the order of the letter; what has moved stands where the witness has it."""
    rows: list[Pair] = []
    done = 0
    blocks = found.base.blocks
    for block in found.witness.blocks:
        answered = [s.base for s in found.segments if _in(s.witness, block) and s.relation in SAME]
        numbers = [n for n, b in enumerate(blocks) if any(_in(span, b) for span in answered)]
        fresh = [n for n in numbers if n >= done]
        if not fresh:
            repeated = bool(numbers) and bool(rows) and rows[-1].base and numbers == [done - 1]
            if repeated:
                rows[-1] = Pair(rows[-1].base, (*rows[-1].witness, block))
            else:
                rows.append(Pair((), (block,)))
            continue
        if fresh[0] > done:
            rows.append(Pair(tuple(blocks[done : fresh[0]]), ()))
        rows.append(Pair(tuple(blocks[fresh[0] : fresh[-1] + 1]), (block,)))
        done = fresh[-1] + 1
    if done < len(blocks):
        rows.append(Pair(tuple(blocks[done:]), ()))
    return rows


def _in(span: Span, block: Block) -> bool:
    return span.start < block.end and block.start < span.end


def _columns(desk: Desk, page: str, other: str, found: Collation) -> nodes.table:
    numbers = {page: paragraph_numbers(found.base), other: paragraph_numbers(found.witness)}
    rows = []
    for pair in pairs(found):
        left = _cell(desk, page, numbers[page], found.base, pair.base, _on_base(found))
        right = _cell(desk, other, numbers[other], found.witness, pair.witness, _on_witness(found))
        if not pair.witness:
            right = [nodes.paragraph("", "not in it", classes=["fc-absent"])]
        if not pair.base:
            moved = [s for b in pair.witness for s in found.segments if _in(s.witness, b) and s.relation in _FROM]
            where = _moved(desk, page, numbers[page], found.base, moved)
            left = [nodes.paragraph("", "", *where, classes=["fc-absent"])]
        rows.append([left, right])
    return table((desk.title(page), desk.title(other)), rows, "fc-collation")


def _moved(desk: Desk, page: str, numbers: dict[int, int], base: Letter, moved: Sequence[Segment]) -> list[Node]:
    """Where in the letter the words stand that the witness has elsewhere."""
    places = [n for s in moved if (n := _number_at(numbers, base, s.base.start))]
    if not places:
        return [nodes.Text("not in the letter")]
    links = joined([desk.link(page, f"p{n}", f"¶ {n}")] for n in dict.fromkeys(places))
    told = any(s.relation is Relation.PARAPHRASED for s in moved)
    return [nodes.Text("compare " if told else "in the letter elsewhere: "), *links]


def _cell(
    desk: Desk, page: str, numbers: dict[int, int], letter: Letter, blocks: Sequence[Block],
    marked: Sequence[tuple[Span, Relation]],
) -> list[Node]:  # fmt: skip
    shown: list[Node] = []
    if len(blocks) > _FOLDED and not any(r is not Relation.DROPPED and _in(s, b) for s, r in marked for b in blocks):
        return [_digest(desk, page, numbers, letter, blocks)]
    for block in blocks:
        line = nodes.paragraph("", "", *_marked(letter, block, marked))
        if block.start in numbers:
            number = numbers[block.start]
            line.insert(0, [desk.link(page, f"p{number}", f"¶ {number}"), nodes.Text(" ")])
        shown.append(line)
    return shown


def _digest(desk: Desk, page: str, numbers: dict[int, int], letter: Letter, blocks: Sequence[Block]) -> Node:
    """Many blocks that the witness lacks, in one line, with links to the first and the last."""
    own = [numbers[b.start] for b in blocks if b.start in numbers]
    words = sum(len(words_of(letter, Span(b.start, b.end))) for b in blocks)
    line = nodes.paragraph(classes=["fc-dropped"])
    if own:
        line += [desk.link(page, f"p{own[0]}", f"¶ {own[0]}")]
        line += [nodes.Text(" to "), desk.link(page, f"p{own[-1]}", f"¶ {own[-1]}")] if len(own) > 1 else []
    signers = sum(1 for b in blocks if b.kind == "signer")
    if signers:
        line += nodes.Text(f"{' and ' if own else ''}{_count(signers, 'line')} of signatories")
    line += nodes.Text(f"{': ' if own or signers else ''}{_words(words)}")
    return line


def _on_base(found: Collation) -> list[tuple[Span, Relation]]:
    """The marks of the letter. A sentence that is told in other words as well as quoted counts as quoted."""
    marks = [(s.base, s.relation) for s in found.segments if s.base.start < s.base.end]
    same = [span for span, relation in marks if relation in SAME]
    return [
        (span, relation)
        for span, relation in marks
        if relation is not Relation.PARAPHRASED or not any(span.overlaps(other) for other in same)
    ]


def _on_witness(found: Collation) -> list[tuple[Span, Relation]]:
    return [(s.witness, s.relation) for s in found.segments if s.witness.start < s.witness.end]


def _marked(letter: Letter, block: Block, marked: Iterable[tuple[Span, Relation]]) -> Iterator[Node]:
    """The words of a block, each stretch with the class of its relation."""
    at = block.start
    for span, relation in sorted((m for m in marked if _in(m[0], block)), key=lambda m: m[0].start):
        start, end = max(span.start, at), min(span.end, block.end)
        if start >= end:
            continue
        if start > at:
            yield nodes.Text(letter.text[at:start])
        yield nodes.inline("", letter.text[start:end], classes=["fc-relation", f"fc-{relation}"])
        at = end
    if at < block.end:
        yield nodes.Text(letter.text[at : block.end])


def paragraph_numbers(letter: Letter) -> dict[int, int]:
    """The number that each paragraph of a letter has on its page, by the offset where it starts."""
    counted = [b for b in letter.blocks if b.kind in _NUMBERED]
    return {block.start: number for number, block in enumerate(counted, 1)}


def _number_at(numbers: dict[int, int], letter: Letter, offset: int) -> int | None:
    block = next((b for b in letter.blocks if b.start <= offset < b.end), None)
    return numbers.get(block.start) if block else None
