"""Whether a page still holds an excerpt, and where not, what it has instead, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from sphinx_factcheck.exchange.sources.pages import plain

_PARTED = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.{3})\s*")
_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"\S+")
_STOPS = ".,;:!?"
_NEAR = 72
_SEARCHED = 2_000_000
_STEP = 20_000


@dataclass(frozen=True, slots=True)
class Held:
    """What became of an excerpt: `held`, or else the nearest words and how these differ; `near` empty for nothing."""

    held: bool
    near: str = ""
    compared: str = ""


def held(excerpt: str, words: str) -> Held:
    """Look for an excerpt in the words of a page; its marked ellipses may stand for anything."""
    wanted, page = plain(excerpt).strip("\"'"), plain(words)
    if not wanted or wanted in page or _in_parts(wanted, page):
        return Held(True)
    close = _SPACE.sub("", page)
    if _SPACE.sub("", wanted) in close:
        return Held(True)
    near = _nearest(wanted, page[:_SEARCHED])
    return Held(False, near, compared(wanted, near)) if near else Held(False)


def _in_parts(wanted: str, page: str) -> bool:
    parts = [part for part in _PARTED.split(wanted) if part]
    at = 0
    for part in parts:
        found = page.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(parts) > 1


def _nearest(wanted: str, page: str) -> str:
    """The stretch of a page most like an excerpt, from word to word; empty where nothing is alike."""
    best, start, end = 0.0, 0, 0
    for offset in range(0, len(page), _STEP):
        window = page[offset : offset + _STEP + 2 * len(wanted)]
        found = fuzz.partial_ratio_alignment(wanted, window, score_cutoff=max(best, _NEAR))
        if found is not None and found.score > best:
            best, start, end = found.score, offset + found.dest_start, offset + found.dest_end
    if not best:
        return ""
    near = _whole_words(page, start, end)
    return near if wanted[-1] in _STOPS else near.rstrip(_STOPS)


def _whole_words(page: str, start: int, end: int) -> str:
    while start > 0 and not page[start - 1].isspace() and not page[start].isspace():
        start -= 1
    while end < len(page) and not page[end - 1].isspace() and not page[end].isspace():
        end += 1
    return page[start:end].strip()


def compared(wanted: str, near: str) -> str:
    """The words of a page beside those of an excerpt: `of [-42-]{+43+} bodies`."""
    return " ".join(_compared(_WORDS.findall(wanted), _WORDS.findall(near)))


def _compared(old: list[str], new: list[str]) -> Iterator[str]:
    for what, from_, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from old[from_:to]
            continue
        gone = f"[-{' '.join(old[from_:to])}-]" if to > from_ else ""
        come = f"{{+{' '.join(new[start:end])}+}}" if end > start else ""
        yield gone + come
