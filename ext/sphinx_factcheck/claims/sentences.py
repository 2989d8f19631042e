"""Where the sentences of a letter begin and end."""

from __future__ import annotations

import re

from sphinx_factcheck.letters.text import Block, Letter, Span

_STOP = re.compile(r"[.!?…\n](?:(?<!\n)[.!?…\"'”’»)\]]{0,6}\s+|(?<=\n)(?=[ \t]{0,3}(?:[-*•–]|\d{1,3}[.)])\s))")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cmdr adm sgt gov sen rep hon rev fr st jr sr messrs mme mlle "
    "no nos vs etc e.g i.e cf al ed eds vol pp p art sec para dept inc ltd co corp univ assn bros "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "a.m p.m approx ca est fig tel ave blvd rd ph.d amb secy asst u.s u.n u.k e.u d.c".split()
)
_STARTERS = frozenset(
    "The A An In On At We You He She It They This That These Those There Our Your His Her Their As If When While "
    "Although However But And Since Such After Before During For From With Despite".split()
)
_LONGEST = 4000
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘]*$")
_NEXT_WORD = re.compile(r"[“\"‘'(\[]*(\w+)")


def split_sentences(letter: Letter) -> tuple[Span, ...]:
    """The sentences of a letter's text, in order; none crosses a block, and what never ends is cut."""
    text = letter.text
    blocks = letter.blocks or (Block(0, len(text), "paragraph"),)
    ends = (m.end() for m in _STOP.finditer(text) if _ends(text, m))
    found: list[Span] = []
    end = next(ends, None)
    for block in blocks:
        start = block.start
        while end is not None and end < block.end:
            if end > start:
                found += _cut(text, start, end)
                start = end
            end = next(ends, None)
        if start < block.end:
            found += _cut(text, start, block.end)
    return tuple(found)


def _cut(text: str, start: int, end: int) -> list[Span]:
    """A sentence, in pieces that end between words where it is longer than any sentence of a letter."""
    if end - start <= _LONGEST:
        return [Span(start, end)]
    found = []
    while end - start > _LONGEST:
        at = max(text.rfind(" ", start, start + _LONGEST) + 1, 0) or start + _LONGEST
        found.append(Span(start, at))
        start = at
    return [*found, Span(start, end)]


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop with white space after it ends a sentence."""
    if text[stop.start()] != ".":  # a mark that ends nothing else, or an item of a list
        return True
    following = text[stop.end() : stop.end() + 1]
    if following.islower() or following in ",;:":
        return False
    at = stop.start()
    before = text[max(at - 12, 0) : at]
    word = before[_WORD_BEFORE.search(before).start() :]  # type: ignore[union-attr]
    initials = (len(word) == 1 and word.isupper()) or (len(word) > 2 and word[1] == "." and word[-1].isupper())
    if initials:
        next_word = _NEXT_WORD.match(text, stop.end(), stop.end() + 30)
        return len(word) > 1 and next_word is not None and next_word[1] in _STARTERS
    return word.lower() not in _ABBREVIATIONS
