"""Anchors: finding the exact words an annotation quotes, in one place and no other.

The selector is the TextQuoteSelector of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sphinx_factcheck.letters.signs import INVISIBLE
from sphinx_factcheck.letters.text import Letter, Span

_ONE_TO_ONE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑–—−", "-")}
)
_UNEVEN = re.compile(rf"\s{{2,}}|[^\S ]|{INVISIBLE.pattern}+")
_CONTEXT = 24
_LIKENESS = 65
_SEARCHED = 200_000


@dataclass(frozen=True, slots=True)
class Selector:
    """The quoted words, what stands before and behind them, and which of several places is meant (from 1)."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Unanchored:
    """Why a selector has no place: a message, and the mend. `places` holds those it might mean."""

    message: str
    mend: str
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with quotes, dashes and white space made alike, without signs that have no shape, and the way back."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The offset in the text as it was."""
        number = bisect_right(self.starts, offset) - 1
        return self.origins[number] + offset - self.starts[number]


def fold(text: str) -> Folded:
    """Make quotes, dashes and runs of white space alike and leave out what has no shape, keeping the way back."""
    even = text.translate(_ONE_TO_ONE)
    parts, starts, origins, at, length = [], [0], [0], 0, 0
    for run in _UNEVEN.finditer(even):
        blank = " " if run[0][0].isspace() else ""
        parts += [even[at : run.start()], blank]
        length += run.start() - at + len(blank)
        at = run.end()
        starts.append(length)
        origins.append(at)
    return Folded("".join([*parts, even[at:]]), tuple(starts), tuple(origins))


@lru_cache(maxsize=64)
def _folded(text: str) -> Folded:
    return fold(text)


@lru_cache(maxsize=1024)
def _same(words: str) -> str:
    return fold(unicodedata.normalize("NFC", words)).text.strip()


def anchor(letter: Letter, selector: Selector) -> Span | Unanchored:
    """The one place that a selector means, or why there is none or more than one."""
    exact = _same(selector.exact)
    if not exact:
        return Unanchored("the anchor is empty", "quote the words of the letter that the note is about")
    found = [*_in_text(letter, exact), *_in_fields(letter, exact)]
    if not found:
        return _nothing(letter, selector)
    meant = [span for span in found if _fits(letter, span, selector)]
    if not meant:
        message = f"“{selector.exact}” stands in {letter.path}, but not between the given prefix and suffix"
        return Unanchored(message, _contexts(letter, found), tuple(found))
    if selector.occurrence is not None:
        if 1 <= selector.occurrence <= len(meant):
            return meant[selector.occurrence - 1]
        message = f"“{selector.exact}” stands {_times(len(meant))} in {letter.path}, not {selector.occurrence} times"
        return Unanchored(message, f"give :occurrence: a number from 1 to {len(meant)}", tuple(meant))
    if len(meant) > 1:
        return Unanchored(
            f"“{selector.exact}” stands {_times(len(meant))} in {letter.path}", _contexts(letter, meant), tuple(meant)
        )
    return meant[0]


def _in_text(letter: Letter, exact: str) -> Iterator[Span]:
    folded = _folded(letter.text)
    at = folded.text.find(exact)
    while at >= 0:
        yield Span(folded.origin(at), folded.origin(at + len(exact) - 1) + 1)
        at = folded.text.find(exact, at + 1)


def _in_fields(letter: Letter, exact: str) -> Iterator[Span]:
    for name, value in letter.fields.items():
        if name == "date" and _same(value.value) == exact:
            yield Span(0, len(value.value), name)


def _fits(letter: Letter, span: Span, selector: Selector) -> bool:
    if span.field or not (selector.prefix or selector.suffix):
        return not (selector.prefix or selector.suffix)
    reach = 2 * max(len(selector.prefix), len(selector.suffix)) + _CONTEXT
    before = letter.text[max(span.start - reach, 0) : span.start] if selector.prefix else ""
    behind = letter.text[span.end : span.end + reach] if selector.suffix else ""
    return _same(before).endswith(_same(selector.prefix)) and _same(behind).startswith(_same(selector.suffix))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _nothing(letter: Letter, selector: Selector) -> Unanchored:
    message = f"“{selector.exact}” does not stand in {letter.path}"
    near = nearest(letter, selector.exact)
    if near is None:
        return Unanchored(message, "quote the words exactly as the letter has them")
    place = letter.place(near)
    return Unanchored(message, f"the nearest is “{letter.words(near)}” at {place}", (near,))


def nearest(letter: Letter, words: str) -> Span | None:
    """The stretch of the letter most like some words, from word to word; None where nothing is alike."""
    text = letter.text[:_SEARCHED]
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(words[:_SEARCHED], text, score_cutoff=_LIKENESS)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _contexts(letter: Letter, found: list[Span]) -> str:
    places = "; ".join(
        f":occurrence: {number} at {letter.place(span)} (:prefix: {_before(letter, span)})"
        for number, span in enumerate(found[:5], 1)
    )
    return f"say which with one of {places}"


def _before(letter: Letter, span: Span) -> str:
    """The last words before a stretch, cut at a word."""
    if span.field:
        return f"{span.field}:"
    before = _same(letter.text[max(span.start - _CONTEXT, 0) : span.start])
    return before if span.start <= _CONTEXT else before.partition(" ")[2] or before
