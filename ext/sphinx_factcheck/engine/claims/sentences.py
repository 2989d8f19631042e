"""Where the sentences of a letter begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.letters.text import Block, Letter, Span

_ABBREVIATIONS = (
    "mr mrs ms dr prof gen lt col maj capt cmdr adm sgt gov sen rep hon rev fr st jr sr messrs mme mlle "
    "no nos vs etc cf al ed eds vol pp p art sec para dept inc ltd co corp univ assn bros "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "approx ca est fig tel ave blvd rd amb secy asst"
).split()
_DOTTED = r"[Ee]\.g|[Ii]\.e|a\.m|p\.m"
_STARTERS = frozenset(
    "The A An In On At We You He She It They This That These Those There Our Your His Her Their As If When While "
    "Although However But And Since Such After Before During For From With Despite".split()
)
_LONGEST = 4000
_WORD = r"(?<![^\s(\[“\"‘])"


def _no_abbreviation_before() -> str:
    """Look-behinds, one for each length of abbreviation."""
    by_length = groupby(sorted(_ABBREVIATIONS, key=len), key=len)
    words = [*(f"(?i:{'|'.join(same)})" for _, same in by_length), f"(?:{_DOTTED})", r"(?:[Pp]h\.[Dd])"]
    return "".join(rf"(?<!{_WORD}{same}\.)" for same in words)


_STOP = later(
    r"[.!?…\n](?:"
    rf"(?<=\.){_no_abbreviation_before()}[.!?…\"'”’»)\]]{{0,6}}\s+(?![a-z,;:])"
    r"|(?<=[!?…])(?<!\([!?])[.!?…\"'”’»)\]]{0,6}\s+"
    r"|(?<=\n)(?=[ \t]{0,3}(?:(?:[-*•–]|\d{1,3}[.)])\s|[A-Z][a-z]{2,14}(?:\s[a-z]{2,12}){0,2}:\s)))"
)
_INITIALS_BEFORE = later(rf"{_WORD}\w(?:\.[^\s(]*)?\Z")
_NEXT_WORD = later(r"[“\"‘'(\[]*(\w+)")


def split_sentences(letter: Letter) -> tuple[Span, ...]:
    """The sentences of a letter's text, in order; none crosses a block, and what never ends is cut."""
    text = letter.text
    blocks = letter.blocks or (Block(0, len(text), "paragraph"),)
    ends = [m.end() for m in _STOP.finditer(text) if not (text[m.start() - 1].isupper() and _within_name(text, m))]
    found: list[Span] = []
    for block in blocks:
        within = ends[bisect_right(ends, block.start) : bisect_left(ends, block.end)]
        found += [Span(start, end) for start, end in pairwise((block.start, *within, block.end)) if start < end]
    if any(sentence.end - sentence.start > _LONGEST for sentence in found):
        found = [piece for sentence in found for piece in _cut(text, sentence)]
    return tuple(found)


def _cut(text: str, sentence: Span) -> list[Span]:
    """A sentence, in pieces that end between words where it is longer than any sentence of a letter."""
    found, start = [], sentence.start
    while sentence.end - start > _LONGEST:
        at = text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        found.append(Span(start, at))
        start = at
    return [*found, Span(start, sentence.end)]


def _within_name(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop after a capital ends initials only: J. F. Kerry, the U.S. Department, but not “U.S. The”."""
    at = stop.start()
    if text[at] != "." or not (initials := _INITIALS_BEFORE.search(text, max(at - 12, 0), at)):
        return False
    if len(initials[0]) == 1:
        return True
    next_word = _NEXT_WORD.match(text, stop.end(), stop.end() + 30)
    return next_word is None or next_word[1] not in _STARTERS
