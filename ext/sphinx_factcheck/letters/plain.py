"""The one reading of a letter's words before anything matches: as a reader of Latin script sees them.

Signs without a shape go, wide, ringed and joined letters and digits become ordinary ones, and letters of other scripts
that stand in for Latin ones become these. Words in other scripts stay as they are. Every offset keeps its way back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_factcheck.letters import signs
from sphinx_factcheck.letters.text import Block, Letter, Run, Span, source_end_of, source_of
from sphinx_factcheck.letters.words import Piece, StandIn, read_word

_WORD = re.compile(r"\S{1,200}")
_ODD = re.compile(r"[^\x00-\x7f–—‘’“”…•«»]")
"""What may ask for a closer look; the commonest marks of honest letters do not."""
_CONTROL = re.compile(f"[{signs.CONTROLS}]")
_CLOSER = re.compile(r"[^\x09-\x0d\x1c-\x7e–—‘’“”…•«»]")
"""Both in one set of signs, which is looked for many times faster than one after the other."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain. `runs` lead from it to the text as it was; empty where every sign kept its offset."""

    text: str
    runs: tuple[Run, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as it was behind a stretch of the plain text."""
        if not self.runs:
            return start, end
        return source_of(self.runs, start), source_end_of(self.runs, end)

    def offset(self, at: int) -> int:
        """The offset in the plain text of an offset in the text as it was."""
        if not self.runs:
            return at
        run = self.runs[max(bisect_right(self.runs, at, key=lambda run: run.source) - 1, 0)]
        if at >= run.source_end:
            return run.end
        return run.text + max(at - run.source, 0) if run.verbatim else run.text


@dataclass(frozen=True, slots=True)
class PlainLetter:
    """A letter as the engine reads it, and the way between its spans and those of the letter itself."""

    letter: Letter
    plain: Plain

    def back(self, span: Span) -> Span:
        """A stretch of the plain letter, as a stretch of the letter itself."""
        return span if span.field or not self.plain.runs else Span(*self.plain.back(span.start, span.end))

    def forth(self, span: Span) -> Span:
        """A stretch of the letter itself, as one of the plain letter."""
        if span.field or not self.plain.runs:
            return span
        return Span(self.plain.offset(span.start), self.plain.offset(span.end))


def plain_letter_of(letter: Letter) -> PlainLetter:
    """A letter with its words made plain; places in the file stay true."""
    plain = plain_text(letter.text)
    there = PlainLetter(letter, plain)
    if not plain.runs:
        return there if plain.text == letter.text else replace(there, letter=replace(letter, text=plain.text))

    def moved(block: Block) -> Block:
        return replace(block, start=plain.offset(block.start), end=plain.offset(block.end))

    read = replace(
        letter,
        text=plain.text,
        runs=tuple(_joined(plain.runs, letter.runs)),
        blocks=tuple(map(moved, letter.blocks)),
        signers=tuple(map(there.forth, letter.signers)),
        links=tuple(map(there.forth, letter.links)),
    )
    return replace(there, letter=read)


def _joined(outer: Sequence[Run], inner: Sequence[Run]) -> Iterator[Run]:
    """The runs that lead from where `outer` starts to where `inner` ends, in order."""
    for run in outer:
        if not run.verbatim:
            start, end = source_of(inner, run.source), source_end_of(inner, run.source_end)
            yield Run(run.text, start, run.length, end - start)
            continue
        at = max(bisect_right(inner, run.source, key=lambda one: one.text) - 1, 0)
        while at < len(inner) and inner[at].text < run.source_end:
            one = inner[at]
            start, end = max(run.source, one.text), min(run.source_end, one.end)
            if start < end and one.verbatim:
                yield Run(run.text + start - run.source, one.source + start - one.text, end - start, end - start)
            elif start < end:
                yield Run(run.text + start - run.source, one.source, end - start, one.source_length)
            at += 1


def asks_closer(text: str) -> bool:
    """Whether any sign of a text is not one of honest plain letters."""
    return _CLOSER.search(text) is not None


@lru_cache(maxsize=16)
def plain_text(text: str) -> Plain:
    """Make a text plain. Most texts are plain, and are known to be at a glance."""
    if text.isascii() and not _CONTROL.search(text):
        return Plain(text)
    spaced = signs.SPACES.sub(" ", text)
    if not (_ODD.search(spaced) or _CONTROL.search(spaced)):
        return Plain(spaced)
    pieces: list[Piece] = []
    stand_ins: list[StandIn] = []
    for start, end in _odd_lines(spaced):
        for word in _WORD.finditer(spaced, start, end):
            if not word[0].isascii() or _CONTROL.search(word[0]):
                read, odd = read_word(spaced, word.start(), word.end())
                pieces += read
                stand_ins += odd
    return _put_together(spaced, pieces, tuple(stand_ins))


def _odd_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text in which a sign asks for a closer look, in order."""
    end = 0
    for sign in _CLOSER.finditer(text):
        if sign.start() >= end:
            start, end = text.rfind("\n", 0, sign.start()) + 1, text.find("\n", sign.end())
            end = end if end >= 0 else len(text)
            yield start, end


def _put_together(text: str, pieces: Sequence[Piece], stand_ins: tuple[StandIn, ...]) -> Plain:
    """A text with other words at some places. It needs no map where each piece is as long as what it stands for."""
    parts: list[str] = []
    runs: list[Run] = []
    at = length = 0

    def put(words: str, start: int, end: int) -> None:
        nonlocal length
        last = runs[-1] if runs else None
        if last and last.verbatim and len(words) == end - start and last.source_end == start:
            runs[-1] = replace(last, length=last.length + len(words), source_length=last.length + len(words))
        elif words:
            runs.append(Run(length, start, len(words), end - start))
        parts.append(words)
        length += len(words)

    for piece in pieces:
        put(text[at : piece.start], at, piece.start)
        put(piece.words, piece.start, piece.end)
        at = piece.end
    put(text[at:], at, len(text))
    even = len(runs) == 1 and runs[0].verbatim and length == len(text)
    return Plain("".join(parts), () if even else tuple(runs) or (Run(0, 0, 0, len(text)),), stand_ins)
