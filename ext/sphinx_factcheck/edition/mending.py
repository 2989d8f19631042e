"""Lost anchors: where their words most likely stand now. These are proposals: nothing applies one unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from sphinx_factcheck.letters.anchors import Folded, Selector, anchor, fold
from sphinx_factcheck.letters.annotations import Annotation
from sphinx_factcheck.letters.text import Letter, Span

_CONTEXT = 40
_LIKENESS = 62
_ALONE = 72
"""Without words around them, the words themselves must be more alike."""
_SEARCHED = 400_000
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
_OPTION = re.compile(r"^([ \t]*):(prefix|suffix|occurrence):[^\n]*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mend:
    """A new selector for a lost annotation, the place it means, and how alike the two are, in percent."""

    annotation: Annotation
    selector: Selector
    span: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Context:
    """What stood before and behind an anchor's words when it still had its place."""

    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, letter: Letter, selector: Selector) -> Context:
        """The context that an earlier state of the letter gives; else what the selector itself says."""
        found = anchor(letter, selector)
        if not isinstance(found, Span) or found.field:
            return cls(selector.prefix, selector.suffix)
        text = letter.text
        return cls(text[max(found.start - _CONTEXT, 0) : found.start], text[found.end : found.end + _CONTEXT])


def propose(letter: Letter, note: Annotation, before: Letter | None = None) -> Mend | None:
    """The place most like what a lost annotation quotes, or None where nothing is enough alike.

    `before` is the letter as it was when the anchor still held.
    """
    selector = note.selector
    context = Context.of(before, selector) if before else Context(selector.prefix, selector.suffix)
    if exact := _unmoved(letter, selector):
        return Mend(note, settled(letter, exact), exact, 100.0)
    found = _nearest(fold(letter.text[:_SEARCHED]), fold(selector.exact).text.strip(), context)
    if found is None:
        return None
    span, likeness = found
    return Mend(note, settled(letter, span), span, likeness)


def _unmoved(letter: Letter, selector: Selector) -> Span | None:
    """The only place of the words, where it is just the prefix, the suffix or the count that no longer fits."""
    found = anchor(letter, Selector(selector.exact))
    return found if isinstance(found, Span) else None


def _nearest(text: Folded, exact: str, context: Context) -> tuple[Span, float] | None:
    prefix, suffix = fold(context.prefix).text, fold(context.suffix).text
    needle = " ".join(part.strip() for part in (prefix, exact, suffix) if part.strip())
    least = _LIKENESS if prefix.strip() or suffix.strip() else _ALONE
    window = fuzz.partial_ratio_alignment(needle, text.text, score_cutoff=50)
    if window is None:
        return None
    pad = len(needle) // 4 + 8
    start, end = max(window.dest_start - pad, 0), min(window.dest_end + pad, len(text.text))
    scored = (
        (_likeness(text.text, s, e, exact, prefix, suffix), s, e) for s, e in _stretches(text.text, start, end, exact)
    )
    likeness, s, e = max(scored, default=(0.0, 0, 0), key=lambda told: told[0])
    if likeness < least:
        return None
    return Span(text.origin(s), text.origin(e - 1) + 1), likeness


def _stretches(text: str, start: int, end: int, exact: str) -> Iterator[tuple[int, int]]:
    """The stretches from word to word in a window that are about as long as the words looked for."""
    words = [found.span() for found in _WORD.finditer(text, start, end)]
    least, most = len(exact) * 0.5 - 4, len(exact) * 1.6 + 8
    for number, (s, _) in enumerate(words):
        for _, e in words[number:]:
            if e - s > most:
                break
            if e - s >= least:
                yield s, e


def _likeness(text: str, start: int, end: int, exact: str, prefix: str, suffix: str) -> float:
    parts = (
        (exact, text[start:end], 2 * len(exact)),
        (prefix, text[max(start - len(prefix), 0) : start], len(prefix)),
        (suffix, text[end : end + len(suffix)], len(suffix)),
    )
    return sum(fuzz.ratio(a, b) * weight for a, b, weight in parts) / sum(weight for _, _, weight in parts)


def settled(letter: Letter, span: Span) -> Selector:
    """A selector that means this place and no other: with the shortest prefix or suffix that does, else by counting."""
    exact = " ".join(letter.words(span).split())
    span = _trimmed(letter.text, span)
    bare = Selector(exact)
    found = anchor(letter, bare)
    if isinstance(found, Span):
        return bare
    for count in (1, 2, 3, 5):
        for prefix, suffix in ((_before(letter, span, count), ""), ("", _behind(letter, span, count))):
            selector = Selector(exact, prefix, suffix)
            if (prefix or suffix) and anchor(letter, selector) == span:
                return selector
    return Selector(exact, occurrence=found.places.index(span) + 1) if span in found.places else bare


def _trimmed(text: str, span: Span) -> Span:
    """A stretch without the white space at its ends."""
    told = text[span.start : span.end]
    return Span(span.start + len(told) - len(told.lstrip()), span.end - len(told) + len(told.rstrip()))


def _before(letter: Letter, span: Span, count: int) -> str:
    return " ".join(letter.text[max(span.start - 200, 0) : span.start].rsplit("\n\n", 1)[-1].split()[-count:])


def _behind(letter: Letter, span: Span, count: int) -> str:
    return " ".join(letter.text[span.end : span.end + 200].split("\n\n", 1)[0].split()[:count])


def mended(text: str, mends: Iterable[Mend]) -> str:
    """The text of an annotation file with mends applied to it."""
    for mend in sorted(mends, key=lambda mend: mend.annotation.place.start, reverse=True):
        place, old = mend.annotation.place, mend.annotation.selector
        if text[place.start : place.end] != old.exact:
            continue
        line_end = text.find("\n", place.end)
        head, tail = (text, "") if line_end < 0 else (text[: line_end + 1], text[line_end + 1 :])
        head = head[: place.start] + mend.selector.exact + head[place.end :]
        text = head + options_of(mend.selector, "\r\n" if head.endswith("\r\n") else "\n") + _without_options(tail)
    return text


def options_of(selector: Selector, end: str = "\n") -> str:
    """The option lines that a selector needs."""
    told = (("prefix", selector.prefix), ("suffix", selector.suffix), ("occurrence", selector.occurrence))
    return "".join(f":{key}: {value}{end}" for key, value in told if value)


def _without_options(tail: str) -> str:
    """The lines below a directive's first, without those that select its place."""
    lines = tail.splitlines(keepends=True)
    count = next(
        (n for n, line in enumerate(lines) if not line.lstrip().startswith(":") or line.startswith(":::")), len(lines)
    )
    return "".join(line for line in lines[:count] if not _OPTION.match(line)) + "".join(lines[count:])


def patch(name: str, before: str, after: str) -> str:
    """The change to one file as a unified diff, as `git apply` and `patch -p1` take it."""
    from difflib import unified_diff

    old, new = _lines(before), _lines(after)
    told = unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in told)


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + (
        [text.rsplit("\n", 1)[-1]] if not text.endswith("\n") else []
    )
