"""Addresses that outlive edits elsewhere: what is named is found again by its own words, never by its number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from sphinx_factcheck.letters.anchors import fold
from sphinx_factcheck.letters.text import Letter, Span

_DIGITS = 10
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|\n\s*\n")
_BESIDE = 5
"""So many words on each side, within the sentence, tell like words apart."""
_CONTEXT = 80
"""These stand within so many code points."""


@dataclass(slots=True)
class Namer:
    """Gives out addresses within one letter. Like things are told apart by what stands around them, then by order."""

    _taken: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def name(self, prefix: str, *told: str) -> str:
        """`prefix` and a digest of what is told, with a number behind it where that is taken: an XML name."""
        digest = sha256("\0".join(_plain(part) for part in told).encode("utf-8", "surrogatepass")).hexdigest()
        found = f"{prefix}-{digest[:_DIGITS]}"
        self._taken[found] += 1
        times = self._taken[found]
        return found if times == 1 else f"{found}-{times}"


def paragraph_ids(letter: Letter) -> tuple[str, ...]:
    """The address of each block of a letter, by its words, in the order of `letter.blocks`."""
    namer = Namer()
    return tuple(namer.name("p", letter.text[block.start : block.end]) for block in letter.blocks)


def stretch_ids(letter: Letter, prefix: str, stretches: Iterable[tuple[str, Span]]) -> Iterator[str]:
    """The address of each stretch: by what it is (a kind, an entity), its words, and those beside it in its sentence.

    Whatever other sentences say, it stays.
    """
    namer = Namer()
    for what, span in stretches:
        yield namer.name(prefix, what, letter.words(span), *_beside(letter, span))


def _beside(letter: Letter, span: Span) -> tuple[str, ...]:
    """The few words before and behind a stretch, in its own sentence, and whether that is the title."""
    if span.field:
        return (span.field,)
    before = letter.text[max(span.start - _CONTEXT, 0) : span.start]
    behind = letter.text[span.end : span.end + _CONTEXT]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    first = _SENTENCE_END.search(behind)
    near = _WORD.findall(before[ends[-1] if ends else 0 :])[-_BESIDE:]
    far = _WORD.findall(behind[: first.start()] if first else behind)[:_BESIDE]
    title = letter.blocks[:1] and letter.blocks[0].kind == "title" and span.start < letter.blocks[0].end
    return " ".join(near), " ".join(far), *(["title"] if title else [])


def _plain(words: str) -> str:
    """The words alone, in small letters: neither marks nor spaces nor quotes change an address."""
    return " ".join(_WORD.findall(fold(words).text.casefold()))
