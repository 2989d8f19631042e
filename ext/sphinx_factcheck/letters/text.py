"""A letter as read: its words, without markup, and the map from every word back to its place in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_factcheck.base.places import LineMap, Place, Problem
from sphinx_factcheck.base.records import record
from sphinx_factcheck.facts.dates import When


@record(order=True)
class Span:
    """A stretch of a letter's text; or, where `field` names one, of that value of its front matter."""

    start: int
    end: int
    field: str = ""

    def overlaps(self, other: Span) -> bool:
        return self.field == other.field and self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        return self.field == other.field and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and where it stands in the source: letter for letter, or as one escape or entity."""

    text: int
    source: int
    length: int
    source_length: int

    @property
    def end(self) -> int:
        return self.text + self.length

    @property
    def source_end(self) -> int:
        return self.source + self.source_length

    @property
    def verbatim(self) -> bool:
        return self.length == self.source_length


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell, as a stretch of the text."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter, and the offset in the source where it starts."""

    value: str
    source: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, read once. Offsets of spans, blocks and signers are into `text`, in code points.

    `blocks` are parted by a blank line in `text`; `signers` are the items of its lists of signatories; `links` are
    the words its author made links of; `body_at` is the offset in `source` at which its front matter has ended.
    """

    path: str
    source: str
    text: str
    runs: tuple[Run, ...]
    blocks: tuple[Block, ...] = ()
    signers: tuple[Span, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    date: When | None = None
    document: str = ""
    witness_of: str = ""
    id: str = ""
    authors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    written_at: str = ""
    problems: tuple[Problem, ...] = ()
    lines: LineMap = field(default_factory=lambda: LineMap((0,)))
    links: tuple[Span, ...] = ()
    body_at: int = 0

    @property
    def plain(self) -> bool:
        """Whether the whole source is the text, without markup."""
        return self.text == self.source

    @property
    def carries(self) -> str:
        """The id of the document whose words these are, for a letter and for a witness."""
        return self.document or self.witness_of

    def words(self, span: Span) -> str:
        """The words of a stretch."""
        text = self.fields[span.field].value if span.field else self.text
        return text[span.start : span.end]

    def signer(self, start: int, end: int) -> Span | None:
        """The first signer that a stretch of the text meets, if it meets any."""
        at = bisect_left(self.signers, end, key=lambda line: line.start)
        first = bisect_right(self.signers, start, key=lambda line: line.end)
        return self.signers[first] if first < at else None

    def place(self, span: Span) -> Place:
        """Where a stretch stands in the file."""
        if span.field:
            base = self.fields[span.field].source
            return self.lines.place(self.path, base + span.start, base + span.end)
        return self.lines.place(self.path, source_of(self.runs, span.start), source_end_of(self.runs, span.end))


def source_of(runs: Sequence[Run], offset: int) -> int:
    """The offset in the source of the character at `offset` of the text."""
    run = _run_at(runs, offset)
    return run.source + min(offset - run.text, run.length if run.verbatim else 0) if run else 0


def source_end_of(runs: Sequence[Run], offset: int) -> int:
    """The offset in the source just behind the character before `offset` of the text."""
    run = _run_at(runs, offset - 1)
    if not run or offset >= run.end:
        return run.source_end if run else 0
    return run.source + offset - run.text if run.verbatim else run.source_end


def _run_at(runs: Sequence[Run], offset: int) -> Run | None:
    if len(runs) < 2:
        return runs[0] if runs else None
    return runs[max(bisect_right(runs, offset, key=lambda run: run.text) - 1, 0)]


def plain_letter(
    path: str,
    text: str,
    *,
    date: When | None = None,
    id: str = "",
    document: str = "",
    authors: tuple[str, ...] = (),
    addressees: tuple[str, ...] = (),
    written_at: str = "",
) -> Letter:
    """A letter whose whole file is its text (`.txt`), or one line of a `.jsonl` file."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(at, at + len(part), "paragraph"))
        at += len(part) + 2
    return Letter(
        path, text, text, (Run(0, 0, len(text), len(text)),), tuple(blocks),
        date=date, id=id, document=document, authors=authors, addressees=addressees, written_at=written_at,
        lines=LineMap.of(text),
    )  # fmt: skip
