"""The points that a letter announces by number and lists: parted by ";", told off by (1) or "First,", or bullets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.lists import Listed, leads
from sphinx_factcheck.letters.text import Letter, Span

POINTS = frozenset(
    "demands points steps requests recommendations questions measures reasons areas issues cases principles "
    "conditions proposals actions priorities concerns commitments topics things ways appeals asks aims goals reforms "
    "objections criteria grounds observations".split()
)
"""What a letter announces by number and then lists, point by point."""

_MARK = r"[-*+•–‣]|\d{1,2}[.)]|\([a-z\d]{1,2}\)"
_MARKED = later(rf"(?P<inset>[ \t]*)(?:{_MARK})[ \t]+")
_COLON = later(r"[^:;.!?\n]{0,90}:\s*$")
_NUMBERED = later(r"\((\d{1,2}|[a-z])\)|(?<![\w.])(\d{1,2})\)(?=\s)")
_ORDINALS = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split()
_IN_TURN = later(rf"(?:And\s)?(?P<nth>{'|'.join(_ORDINALS)})(?:ly)?,\s")
_FINALLY = later(r"(?:Finally|Lastly|Last),\s")
_THESE = later(r"\b(?:these|those|all)\s(?:the\s)?$", re.IGNORECASE)
_FARTHEST, _MOST_ITEMS = 6000, 60


def points_after(letter: Letter, sentence: Span, at: int) -> Listed | None:
    """The points that a sentence goes on to list: "three demands: …; …; and …", (1) and (2), bullets, First, Second."""
    rest = letter.text[at : sentence.end]
    block = _block_at(letter, at - 1)
    block_end = letter.blocks[block].end if letter.blocks else len(letter.text)
    colon = rest.find(":")
    ends_block = not letter.text[sentence.end : block_end].strip()
    if ends_block and (_COLON.match(rest) or rest.rstrip()[-1:] in {".", ""}):
        marked = _marked(letter, sentence.end, block + 1)
        if marked > 1:
            return Listed(marked)
    if colon >= 0:
        here = max(_in_order(rest[colon:]), _numbered(rest[colon:])) or _parted(rest[colon:])
        to_block_end = _numbered(letter.text[at + colon : min(block_end, at + _FARTHEST)])
        number = max(here, to_block_end)
        return Listed(number, sure=to_block_end <= here) if number > 1 else None
    if (turns := _turns(letter, Span(sentence.end, min(len(letter.text), sentence.end + _FARTHEST)))) > 1:
        return Listed(turns, sure=False)
    return None


def bullets_after(letter: Letter, at: int) -> Listed | None:
    """The items with a mark that follow a noun; but for a few words and a colon it ends its paragraph at `at`."""
    block = _block_at(letter, at - 1)
    rest = letter.text[at : letter.blocks[block].end].rstrip() if letter.blocks else "."
    if rest not in {"", ":"} and not (_COLON.match(rest) and leads(rest[:-1])):
        return None
    marked = _marked(letter, letter.blocks[block].end, block + 1)
    return Listed(marked) if marked > 1 else None


def points_before(letter: Letter, sentence: Span, previous: Span, start: int) -> Listed | None:
    """The points listed right before "these three demands": those of the sentence or of the paragraphs before it."""
    if not _THESE.search(letter.text, max(start - 12, 0), start):
        return None
    block = _block_at(letter, start)
    in_block = bool(letter.blocks) and previous.start >= letter.blocks[block].start
    number = _numbered(letter.text[previous.start : sentence.start]) if in_block else 0
    if not number and letter.blocks and sentence.start == letter.blocks[block].start:
        number = _marked_before(letter, block)
    return Listed(number) if number > 1 else None


def _block_at(letter: Letter, at: int) -> int:
    """The number of the block that holds an offset."""
    return max(bisect_right(letter.blocks, at, key=lambda b: b.start) - 1, 0)


def _marked(letter: Letter, at: int, block: int) -> int:
    """How many items with a mark of one depth follow; a paragraph set in under its item goes on with it."""
    insets: list[str] = []
    for one in letter.blocks[block : block + _MOST_ITEMS]:
        lines = list(_lines(letter, one.start, one.end))
        told = [m["inset"] for line in lines if (m := _MARKED.match(line))]
        if not told and not (insets and lines[0][:1].isspace()):
            break
        insets += told
    return insets.count(insets[0]) if insets else 0


def _marked_before(letter: Letter, block: int) -> int:
    """How many items with a mark end right before a block."""
    first = block
    while first and block - first < _MOST_ITEMS:
        lines = list(_lines(letter, letter.blocks[first - 1].start, letter.blocks[first - 1].end))
        if not (_MARKED.match(lines[0]) or lines[0][:1].isspace()):
            break
        first -= 1
    return _marked(letter, 0, first) if first < block else 0


def _lines(letter: Letter, start: int, end: int) -> Iterator[str]:
    """The lines of a block as the source has them, with the marks that its markup took away."""
    place = letter.place(Span(start, start + 1))
    first = letter.lines.starts[place.line - 1]
    yield letter.source[first : place.start + 80]
    yield from letter.text[start:end].split("\n")[1:]


def _parted(text: str) -> int:
    """How many parts ";" makes."""
    return text.count(";") + 1


def _numbered(text: str) -> int:
    """How far marks like (1) or (a) count."""
    number = 0
    if "1)" not in text and "(a)" not in text:
        return 0
    for mark in _NUMBERED.finditer(text):
        if (mark[1] or mark[2]) in {str(number + 1), chr(ord("a") + number)}:
            number += 1
    return number


def _in_order(text: str) -> int:
    """How far "first, … second, …" counts within a sentence."""
    number = at = 0
    while number < len(_ORDINALS) and (
        found := re.compile(rf"\b{_ORDINALS[number]}(?:ly)?,\s", re.IGNORECASE).search(text, at)
    ):
        number, at = number + 1, found.end()
    return number


def _turns(letter: Letter, span: Span) -> int:
    """How far sentences that begin "First," "Second," count."""
    number = 0
    if letter.text.find(_ORDINALS[0], span.start, span.end) < 0:
        return 0
    for found in _IN_TURN.finditer(letter.text, span.start, span.end):
        if found["nth"] == _ORDINALS[number] and _starts(letter.text, found.start()):
            number += 1
            if number == len(_ORDINALS):
                break
    if number == 0 or (final := _FINALLY.search(letter.text, span.start, span.end)) is None:
        return number
    return number + 1 if _starts(letter.text, final.start()) else number


def _starts(text: str, at: int) -> bool:
    return text[max(at - 2, 0) : at].strip() in {"", ".", "!", "?"}
