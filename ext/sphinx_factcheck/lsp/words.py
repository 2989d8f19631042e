"""The words of a letter that a note could be anchored to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.check import Chapter, Checked
from sphinx_factcheck.letters.anchors import Selector, fold, nearest
from sphinx_factcheck.letters.anchors import anchor as find_anchor
from sphinx_factcheck.letters.text import Letter, Span

MOST = 40
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_STOP = re.compile(r"[.;:!?](?=\s)|\n\n")
_LENGTHS = (1, 2, 3, 5, 8)


def phrases(chapter: Chapter, checked: Checked | None, typed: str) -> Iterator[tuple[str, str]]:
    """Words that begin as typed, each with its place; nothing typed, those of the claims and names without a note."""
    letter = chapter.letter
    spans = _begun(letter, typed) if typed.strip() else _unnoted(checked)
    seen: set[str] = set()
    for span in spans:
        words = " ".join(letter.words(span).split())
        if words and words not in seen:
            seen.add(words)
            yield words, str(letter.place(span))
        if len(seen) >= MOST:
            return


def _begun(letter: Letter, typed: str) -> Iterator[Span]:
    folded = fold(letter.text)
    wanted = fold(typed).text.strip().casefold()
    text = folded.text.casefold()
    if len(text) != len(folded.text):  # a letter that grows when its case is folded would shift all offsets
        wanted, text = fold(typed).text.strip(), folded.text
    at = text.find(wanted)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            yield from (
                Span(folded.origin(at), folded.origin(end - 1) + 1) for end in _ends(folded.text, at, len(wanted))
            )
        at = text.find(wanted, at + 1)
    near = nearest(letter, typed) if not isinstance(find_anchor(letter, Selector(typed)), Span) else None
    if near and len(typed) > 8:
        yield near


def _ends(text: str, start: int, length: int) -> Iterator[int]:
    """Where a phrase that starts here could end: after some more words, and before the sentence does."""
    stop = _STOP.search(text, start + length)
    limit = min(stop.start() if stop else len(text), start + length + 200)
    first = re.compile(r"\w*").match(text, start + length)
    behind = first.end() if first else start + length
    yield behind
    ends = [word.end() for word in _WORD.finditer(text, behind, limit)]
    yield from (ends[count - 1] for count in _LENGTHS if count <= len(ends))
    if ends:
        yield ends[-1]


def _unnoted(checked: Checked | None) -> Iterator[Span]:
    if checked is None:
        return
    noted = [one.span for one in checked.anchored]
    told = sorted({*(claim.claim.span for claim in checked.claims), *(mention.span for mention in checked.mentions)})
    yield from (span for span in told if not any(span.overlaps(other) for other in noted))
