"""Small helpers to write patterns that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: str) -> str:
    """A group that matches any of these words, parted by spaces; `_` is white space within one, `*` any ending.

    Words of one first letter stand together behind it, so that most places are refused at a glance.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(words.split(), key=len, reverse=True):
        by_first.setdefault(word[0].lower(), []).append(word.replace("_", r"\s").replace("*", r"\w*"))
    return "(?:" + "|".join(f"(?:{'|'.join(told)})" for told in by_first.values()) + ")"


Hinted = tuple[tuple[str, re.Pattern[str]], ...]


def hinted(*told: tuple[str, str]) -> Hinted:
    """Patterns, each with the words of which one must be there before it is worth a look; `_` is a space."""
    patterns = ((hints.split(), re.compile(words, re.IGNORECASE)) for hints, words in told)
    return tuple((hint.replace("_", " "), pattern) for hints, pattern in patterns for hint in hints)


def worth_a_look(patterns: Hinted, text: str) -> Iterable[re.Pattern[str]]:
    """The patterns of which a text holds a hint, in lower case or not, each once and in order."""
    low = text.lower()
    return dict.fromkeys(pattern for hint, pattern in patterns if hint in low)
