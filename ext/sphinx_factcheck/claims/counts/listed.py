"""The list that a number speaks of, where it follows right after: names, points parted by ";", numbers or bullets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.dating.described import near_sentence
from sphinx_factcheck.letters.text import Letter, Span

POINTS = frozenset(
    "demands points steps requests recommendations questions measures reasons areas issues cases principles "
    "conditions proposals actions priorities concerns commitments topics things ways".split()
)
"""What a letter announces by number and then lists, point by point."""

_OPENS = re.compile(
    r"\s*(?:(?P<exact>:|[—–]|\s-\s|,?\s+namely,?|,?\s+i\.e\.,?)|,?\s+(?P<some>including|such as|among them)\b:?)\s*"
)
_APPOSED = re.compile(r",\s+(?=[A-Z])")
_ITEM = re.compile(
    r"\s*(?:and\s+|&\s+)?(?P<name>(?:(?:the|al|bin|de|van|von)\s+)?[^\W\d_a-z][\w.’'-]*(?:\s+(?:[^\W\d_a-z][\w.’'-]*|of|the|for|de|al|bin|and(?=\s+[A-Z]\w+\s+(?:Inc|Co)\b))){0,7})\s*(?:\([^()]{0,60}\))?\s*(?P<end>,|;|\band\b|&|[.!?]|$)?"
)
_MARK = r"[-*+•–‣]|\d{1,2}[.)]|\([a-z\d]{1,2}\)"
_MARKED = re.compile(rf"(?P<inset>[ \t]*)(?:{_MARK})[ \t]+")
_COLON = re.compile(r"[^:;.!?\n]{0,90}:\s*$")
_NUMBERED = re.compile(r"\((\d{1,2}|[a-z])\)|(?<![\w.])(\d{1,2})\)(?=\s)")
_ORDINALS = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split()
_IN_TURN = re.compile(rf"(?:And\s)?(?P<nth>{'|'.join(_ORDINALS)})(?:ly)?,\s")
_FINALLY = re.compile(r"(?:Finally|Lastly|Last),\s")
_FARTHEST, _MOST_ITEMS = 6000, 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that follows a number. `names` are its items, where they are short; `some` says that they are examples.

    `sure` tells a list whose end is plain from one that may be told otherwise.
    """

    number: int
    names: tuple[str, ...] = ()
    some: bool = False
    sure: bool = True

    def __str__(self) -> str:
        return f"{self.number} are named: {', '.join(self.names)}" if self.names else f"{self.number} are listed"


def names_after(reading: Reading, at: int) -> Listed | None:
    """The names right after a noun: all of them after a colon or a comma, some of them after "including"."""
    text = reading.letter.text
    sentence = near_sentence(reading, at - 1)
    opening = _OPENS.match(text, at, sentence.end)
    apposed = None if opening else _APPOSED.match(text, at, sentence.end)
    start = opening or apposed
    if start is None:
        return None
    names, closed = _names(text, start.end(), sentence.end)
    if opening and opening["some"]:
        return Listed(len(names), tuple(names), some=True)
    if not closed or len(names) < 2:
        return None
    return Listed(len(names), tuple(names), sure=apposed is None)


def points_after(reading: Reading, at: int) -> Listed | None:
    """The points that a sentence goes on to list: "three demands: …; …; and …", (1) and (2), bullets, First, Second."""
    letter = reading.letter
    sentence = near_sentence(reading, at - 1)
    rest = letter.text[at : sentence.end]
    block = max(bisect_left(letter.blocks, at, key=lambda b: b.start) - 1, 0)
    block_end = letter.blocks[block].end if letter.blocks else len(letter.text)
    colon = rest.find(":")
    ends_block = not letter.text[sentence.end : block_end].strip()
    if ends_block and (_COLON.match(rest) or rest.rstrip().endswith(".")):
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


def _names(text: str, start: int, end: int) -> tuple[list[str], bool]:
    """The names listed from `start` on, and whether the list comes to its end ("… and C")."""
    names: list[str] = []
    last = ""
    while item := _ITEM.match(text, start, end):
        names.append(" ".join(item["name"].split()).rstrip("."))
        led_by_and = last in {"and", "&"} or text[start : item.start("name")].strip() in {"and", "&"}
        last = item["end"] or ""
        start = item.end()
        if last in {".", "!", "?", ""} or led_by_and:
            return names, led_by_and or last != ""
    return names, False


def _marked(letter: Letter, at: int, block: int) -> int:
    """How many items with a mark of one depth follow."""
    insets: list[str] = []
    for one in letter.blocks[block : block + _MOST_ITEMS]:
        lines = list(_lines(letter, one.start, one.end))
        told = [m["inset"] for line in lines if (m := _MARKED.match(line))]
        if not told:
            break
        insets += told
    return insets.count(insets[0]) if insets else 0


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
