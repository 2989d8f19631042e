"""What is too much to read: markup whose parsing takes the square of its length, refused before anything parses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 250_000
"""The characters of a stretch without a blank line, of a list or table too: a book's whole chapter has as many."""
DEFINITIONS = 40_000
"""The link definitions of a stretch without a blank line, times its lines: each definition reads the stretch anew."""
PROBLEMS = 200
"""So many problems of one file are told; of more, how many."""
_PART = "part it with blank lines; a collection of texts can be checked as .txt or .jsonl"
_SPREAD = "put a blank line between every few of them, or write the links where they belong"


@dataclass(frozen=True, slots=True)
class TooMuch:
    """Where (a line from 0) there is too much of something, in words."""

    line: int
    message: str
    mend: str


def too_much(lines: Sequence[str]) -> TooMuch | None:
    """The first stretch of a text that would take too long to parse."""
    for first, stretch in _stretches(lines):
        length = sum(map(len, stretch))
        if length > LONGEST:
            return TooMuch(first, f"{length} characters without a blank line are more than a paragraph can have", _PART)
        links = sum(line.count("]:") for line in stretch if not line.lstrip(" >").startswith("[^"))
        if links * len(stretch) > DEFINITIONS:
            told = f"{links} definitions of links in {len(stretch)} lines without a blank one"
            return TooMuch(first, f"{told} are too many to read", _SPREAD)
    return None


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """The stretches without a blank line, each with the number of its first."""
    start = 0
    for number, line in enumerate(lines):
        if not line.strip(" \t"):
            if number > start:
                yield start, lines[start:number]
            start = number + 1
    if start < len(lines):
        yield start, lines[start:]
