"""Ages as they are written: "67-year-old", "aged 67", "67 years of age"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.compiling import later
from sphinx_factcheck.spans.numbers import NUMBER, parse_number

YOUNGEST, OLDEST = 10, 120
"""What a number can be as the age of a person of whom letters are written."""
_AGE = later(
    rf"\b(?P<a>{NUMBER})[\s-]years?[\s-]old\b|\b(?:at\s)?(?:aged|the\sage\sof)\s(?P<b>{NUMBER})\b"
    rf"|\b(?:at\s)?(?P<c>{NUMBER})\syears\sof\sage\b",
    re.IGNORECASE,
)
_HINTS = ("years", "year-old", "year old", "aged ", "age of")


def find_ages(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The ages written between two offsets: where each stands, and its years."""
    if not any(text.find(hint, start, end) >= 0 for hint in _HINTS):
        return
    for said in _AGE.finditer(text, start, end):
        years = parse_number(said["a"] or said["b"] or said["c"])
        if years is not None and YOUNGEST <= years <= OLDEST:
            yield *said.span(), years
