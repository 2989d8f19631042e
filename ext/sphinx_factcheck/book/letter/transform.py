"""The transform that turns a chapter's doctree into the page of a letter."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from docutils import nodes
from docutils.nodes import Element
from sphinx.transforms import SphinxTransform

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.book.letter.alignment import Placed, align, join_texts
from sphinx_factcheck.book.letter.evidence import EVIDENCE, PlacedClaim, placed_claims
from sphinx_factcheck.book.letter.head import letter_head
from sphinx_factcheck.book.letter.marking import Mark, mark_all
from sphinx_factcheck.book.parts.nodes import (
    AnchoredWords,
    AssertedWords,
    LetterText,
    MarginNote,
    NamedWords,
    NoteNumber,
    ParagraphNumber,
    UnplacedNotes,
    VerdictSign,
)
from sphinx_factcheck.book.parts.phrases import dates_in_words
from sphinx_factcheck.book.parts.tree import insert_behind, replace
from sphinx_factcheck.book.wire.domain import FactcheckDomain, PlacedMention, domain_of, reference
from sphinx_factcheck.book.wire.generated import part
from sphinx_factcheck.book.wire.outdated import taken
from sphinx_factcheck.book.wire.source import SHOWN
from sphinx_factcheck.check import Checked
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.exchange.published import PublishedLetter
from sphinx_factcheck.letters.annotations import Anchored
from sphinx_factcheck.letters.files import problem_at_start
from sphinx_factcheck.letters.text import Block, Letter, Span

_CONTEXT = 70
_BODIES = (
    nodes.document,
    nodes.section,
    nodes.list_item,
    nodes.definition,
    nodes.block_quote,
    nodes.container,
    nodes.Admonition,
    LetterText,
)
_GRAVEST = ("contradicted", "explained", "contested", "unverified", "supported")


class PlaceLetter(SphinxTransform):
    """Places mentions, notes and claims on the page of a letter.

    It comes after the titles and tables of contents are collected (880), so that these stay plain.
    """

    default_priority = 890

    def apply(self, **kwargs: Any) -> None:
        domain, docname = domain_of(self.env), self.env.docname
        checked, record = domain.edition.checked.get(docname), domain.record(docname)
        if checked:
            page = _Page(domain, docname, checked, self.document)
            record.problems = tuple(page.make())
            record.mentions, record.claims = page.mentions, page.claims
        if checked or record.used:
            record.taken = taken(domain.edition, checked, record.used)


class _Page:
    """The page of one letter, while it is made."""

    def __init__(self, domain: FactcheckDomain, docname: str, checked: Checked, document: nodes.document) -> None:
        self.domain = domain
        self.docname = docname
        self.checked = checked
        self.letter = checked.chapter.letter
        self.document = document
        self.mentions: tuple[PlacedMention, ...] = ()
        self.claims: tuple[str, ...] = ()
        self.own = own = PublishedLetter(checked, domain.edition.known)
        self.addresses = {id(found): address for address, found in (*own.mentions, *own.notes)}

    def make(self) -> Iterator[Problem]:
        """Make the page; yields what stood in the way."""
        unplaced = next(iter(self.document.findall(UnplacedNotes)), None)
        notes = list(unplaced.children) if unplaced else []
        if unplaced:
            replace(unplaced, [])
        elif _shown(self.checked):
            mend = "close what is left open at its end (a code fence?)"
            yield problem_at_start(self.letter.path, "the notes of this chapter cannot be added", mend)
        join_texts(self.document)
        placed, problem = align(self.letter, self.document)
        if problem:
            yield problem
        self._name_paragraphs(
            _number_paragraphs(placed, dict(zip(self.letter.blocks, self.own.paragraphs, strict=True)))
        )
        for link in (one for text in placed if (one := _link_around(text.node)) is not None):
            link.attributes.pop("reftitle", None)
        self._mark(placed, notes)

    def _name_paragraphs(self, count: int) -> None:
        """Let links from other pages lead to paragraphs: `[…](2016-kerry-lew.md#p3)`."""
        slugs = self.domain.env.metadata[self.docname].setdefault("myst_slugs", {})
        for number in range(1, count + 1):
            slugs.setdefault(f"p{number}", (0, f"p{number}", f"paragraph {number}"))

    def _mark(self, placed: tuple[Placed, ...], parsed: list[nodes.Node]) -> None:
        notes = _numbered(self.checked, parsed)
        for note, anchored in notes:
            note["ids"].append(self.addresses[id(anchored)])
        claims = placed_claims(self.checked)
        self.claims = tuple(placed.fragment for placed in claims)
        names = list(self._names())
        self.mentions = tuple(mention for mention, _ in names)
        note_marks = [self._note_mark(note, anchored.span) for note, anchored in notes]
        claim_marks = [self._claim_mark(alike) for alike in _by_words(claims)]
        in_text = [m for m in (*note_marks, *claim_marks, *(mark for _, mark in names)) if not m.span.field]
        ends = mark_all(placed, in_text)
        root = self._root()
        head = letter_head(self.domain, self.docname, self.checked, [*note_marks, *claim_marks])
        _put_head(root, head)
        last: dict[int, Element] = {}
        for mark, (note, anchored) in zip(note_marks, notes, strict=True):
            self._add_findings(note, anchored)
            block = head if mark.span.field else _block_around(ends.get(id(mark), head))
            insert_behind(last.get(id(block), block), [note])
            last[id(block)] = note
        root += part(self.domain.env, EVIDENCE, self.docname)

    def _names(self) -> Iterator[tuple[PlacedMention, Mark]]:
        for mention in self.checked.mentions:
            fragment = self.addresses[id(mention)]
            yield _in_context(self.letter, mention, fragment), self._name_mark(mention, fragment)

    def _name_mark(self, mention: Mention, fragment: str) -> Mark:
        kind = self.domain.edition.known.entities[mention.entity].kind

        def wrap(first: bool) -> tuple[Element, Element]:
            link = reference(kind, mention.entity, mention.entity, self.docname)
            inner = nodes.inline()
            link.children = []
            link += inner
            return NamedWords("", "", link, entity=mention.entity, ids=[fragment] if first else []), inner

        return Mark(mention.span, 2, wrap, holds_signs=False)

    def _note_mark(self, note: MarginNote, span: Span) -> Mark:
        id, words, number = note["ids"][0], note["words"], note["number"]

        def wrap(first: bool) -> tuple[Element, Element]:
            node = AnchoredWords("", note=id, kind=note["kind"], manner=note["manner"], ids=[words] if first else [])
            return node, node

        return Mark(span, 0, wrap, (NoteNumber(note=id, number=number),))

    def _claim_mark(self, claims: Sequence[PlacedClaim]) -> Mark:
        """One mark for all claims that the same words make; its sign is that of the gravest."""
        sign = min((one.sign for one in claims), key=_GRAVEST.index)
        ids = [one.fragment for one in claims]

        def wrap(first: bool) -> tuple[Element, Element]:
            node = AssertedWords("", verdict=sign, ids=ids if first else [])
            return node, node

        rows = " ".join(one.row for one in claims)
        return Mark(claims[0].claim.claim.span, 1, wrap, (VerdictSign(verdict=sign, rows=rows),))

    def _add_findings(self, note: MarginNote, anchored: Anchored) -> None:
        """In the note on an error of the source, what the check found there, and how often it shows elsewhere."""
        mine = [f for f in self.checked.findings if f.acknowledged_by == str(anchored.annotation.place)]
        words = self.letter.place(anchored.span)
        told = [dates_in_words(f.message) for f in mine if f.place.overlaps(words)]
        others = len({f.place for f in mine if not f.place.overlaps(words)})
        if others:
            told.append(
                f"{others} other place{'' if others == 1 else 's'} in the letter show{'s' * (others == 1)} it too"
            )
        if told:
            note.append(
                nodes.paragraph("", f"Found by the check: {'; '.join(dict.fromkeys(told))}.", classes=["fc-found"])
            )

    def _root(self) -> Element:
        """The section of the letter, or a node around all of it where its page has no heading or several."""
        sections = [child for child in self.document.children if isinstance(child, nodes.section)]
        root: Element = sections[0] if len(sections) == 1 else LetterText("", *self.document.children)
        if isinstance(root, LetterText):
            self.document.children = []
            self.document += root
        root["classes"].append("fc-letter")
        self.domain.env.metadata[self.docname]["html_theme.sidebar_secondary.remove"] = "true"
        return root


def _by_words(claims: Iterable[PlacedClaim]) -> Iterable[list[PlacedClaim]]:
    alike: dict[Span, list[PlacedClaim]] = defaultdict(list)
    for one in claims:
        alike[one.claim.claim.span].append(one)
    return alike.values()


def _shown(checked: Checked) -> list[Anchored]:
    return [one for one in checked.anchored if one.annotation.kind in SHOWN]


def _numbered(checked: Checked, parsed: list[nodes.Node]) -> list[tuple[MarginNote, Anchored]]:
    """The parsed notes with their places, numbered in the order of the page: the title, the head, the text."""
    shown = _shown(checked)
    notes = [(node, shown[node["order"]]) for node in parsed if isinstance(node, MarginNote)]
    blocks = checked.chapter.letter.blocks
    title_end = blocks[0].end if blocks and blocks[0].kind == "title" else -1

    def rank(pair: tuple[MarginNote, Anchored]) -> tuple[int, int, int]:
        span = pair[1].span
        part = 1 if span.field else 0 if span.start < title_end else 2
        return part, span.end, span.start

    notes.sort(key=rank)
    for number, (note, _) in enumerate(notes, 1):
        note["number"] = number
        note["ids"] = [f"fc-note-{number}"]
        note["words"] = f"fc-words-{number}"
    return notes


def _in_context(letter: Letter, mention: Mention, fragment: str) -> PlacedMention:
    start, end = mention.span.start, mention.span.end
    block = next((b for b in letter.blocks if b.start <= start < b.end), None)
    first, last = (block.start, block.end) if block else (start, end)
    before = _folded(letter.text[max(first, start - _CONTEXT) : start])
    behind = _folded(letter.text[end : min(last, end + _CONTEXT)])
    if start - _CONTEXT > first:
        before = f"…{before.partition(' ')[2] or before}"
    if end + _CONTEXT < last:
        behind = f"{behind.rpartition(' ')[0] or behind}…"
    return PlacedMention(mention.entity, fragment, before, _folded(letter.words(mention.span)), behind)


def _folded(words: str) -> str:
    inner = " ".join(words.split())
    lead = " " if words[:1].isspace() else ""
    return f"{lead}{inner}{' ' if inner and words[-1:].isspace() else ''}"


def _number_paragraphs(placed: Iterable[Placed], addresses: Mapping[Block, str]) -> int:
    """Number the paragraphs of the letter's own text, with a permanent link for each; how many.

    Every block gets its address, so that whatever is edited elsewhere leads there still.
    """
    numbered: set[int] = set()
    named: set[str] = set()
    starts = sorted((block.start, block.end, address) for block, address in addresses.items())
    for one in placed:
        address = _address_at(starts, one)
        paragraph = one.node.parent
        while paragraph is not None and not isinstance(paragraph, nodes.paragraph | nodes.container | nodes.title):
            paragraph = paragraph.parent
        if paragraph is None or isinstance(paragraph, nodes.container):
            continue
        if address and address not in named:
            named.add(address)
            target = paragraph.parent if isinstance(paragraph, nodes.title) else paragraph
            target["ids"].append(address)
        if isinstance(paragraph, nodes.paragraph) and id(paragraph) not in numbered and not _beside_text(paragraph):
            numbered.add(id(paragraph))
            number = len(numbered)
            paragraph["ids"].append(f"p{number}")
            paragraph["classes"].append("fc-numbered")
            paragraph.insert(0, ParagraphNumber(number=number, to=address or f"p{number}"))
    return len(numbered)


def _address_at(starts: Sequence[tuple[int, int, str]], placed: Placed) -> str:
    """The address of the block in which a text node begins; empty where it holds no words of the letter."""
    if not placed.letter:
        return ""
    at = bisect_right(starts, placed.letter[0], key=lambda one: one[0]) - 1
    return starts[at][2] if at >= 0 and placed.letter[0] < starts[at][1] else ""


def _beside_text(node: nodes.Node) -> bool:
    """Whether it stands in the list of signers, in a table or in a footnote."""
    while node.parent is not None:
        if isinstance(node, nodes.entry | nodes.footnote):
            return True
        if isinstance(node, Element) and "fc-signatories" in node["classes"]:
            return True
        node = node.parent
    return False


def _block_around(node: nodes.Node) -> Element:
    """The block behind which a note can stand: a child of what holds blocks, and outside of any table."""
    while not isinstance(node.parent, _BODIES):
        node = node.parent
    assert isinstance(node, Element)
    return node


def _link_around(text: nodes.Text) -> nodes.reference | None:
    """The link that holds some words of the letter; what a browser shows beside it nobody has read."""
    node: nodes.Node | None = text
    while node is not None and not isinstance(node, nodes.reference):
        node = node.parent
    return node


def _put_head(root: Element, head: Element) -> None:
    first = next((child for child in (root, *root.children) if isinstance(child, nodes.section)), root)
    titled = bool(first.children) and isinstance(first.children[0], nodes.title)
    first.insert(1 if titled else 0, head)
