"""Small helpers to write patterns that can be read."""

from __future__ import annotations


def any_of(words: str) -> str:
    """A group that matches any of these words, parted by spaces; `_` is white space within one, `*` any ending."""
    told = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(w.replace("_", r"\s").replace("*", r"\w*") for w in told) + ")"
