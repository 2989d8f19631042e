"""Small helpers to write patterns that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator


def any_of(words: str) -> str:
    """A group that matches any of these words, parted by spaces; `_` is white space within one, `*` any ending."""
    told = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(w.replace("_", r"\s").replace("*", r"\w*") for w in told) + ")"


Hinted = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def hinted(*told: tuple[str, str]) -> Hinted:
    """Patterns, each with the words of which one must be there before it is worth a look; `_` is a space."""
    return tuple(
        (tuple(hint.replace("_", " ") for hint in hints.split()), re.compile(words, re.IGNORECASE))
        for hints, words in told
    )


def worth_a_look(patterns: Hinted, text: str) -> Iterator[re.Pattern[str]]:
    """The patterns of which a text holds a hint, in lower case or not."""
    low = text.lower()
    return (pattern for hints, pattern in patterns if any(hint in low for hint in hints))
