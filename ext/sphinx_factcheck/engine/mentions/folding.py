"""Text made plain for comparing names: ASCII letters, straight quotes, single marks, every offset kept or mapped."""

from __future__ import annotations

import codecs
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

OTHER = "\x01"
"""Stands for a character that has no plain form: another script, an emoji, a sign."""

_WORD_BYTES = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "n", "ə": "e",
        "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "′": "'", "´": "'", "’": "'", "‘": "'", "‛": "'", "`": "'", "＇": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": ";", "‐": "-", "‑": "-", "‒": "-", "―": ";",
        "−": "-", "·": "-", "•": "*", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\f": "\n", "\v": "\n",
    }
)  # fmt: skip


@lru_cache(maxsize=8192)
def plain(char: str) -> str:
    """The plain form of one character: empty for marks and invisible signs, several letters for ligatures."""
    mapped = char.translate(_LETTERS)
    if mapped != char:
        return mapped
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"} or char == "\u034f":
        return ""
    if category == "Zs":
        return " "
    if category == "No":
        return "" if unicodedata.decomposition(char).startswith("<super>") else OTHER  # a footnote mark
    kept = [
        mark.translate(_LETTERS) for mark in unicodedata.normalize("NFKD", char) if unicodedata.category(mark) != "Mn"
    ]
    folded = "".join(kept)
    plainly = folded.isascii() and (len(folded) == 1 or folded.isalpha())
    return folded if plainly else OTHER


class _NotOneToOne(Exception):
    """Some character has no plain form of exactly one letter."""


def _replace(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    folded = [plain(char) for char in error.object[error.start : error.end]]
    if any(len(part) != 1 for part in folded):
        raise _NotOneToOne
    return "".join(folded), error.end


codecs.register_error("sphinx_factcheck.plain", _replace)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made plain. `flat` keeps its marks; `words` has blanks for them, and one more at both ends.

    `starts` and `ends` give for every letter of `flat` the stretch of the text it came from, combining marks
    included; None where they are the same.
    """

    flat: str
    words: bytes
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text behind a stretch of `flat`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def offset(self, at: int) -> int:
        """The offset in `flat` of an offset in the text."""
        return at if self.starts is None else bisect_left(self.starts, at)


def fold(text: str) -> Folded:
    """Make a text plain. ASCII stays as it is; one-to-one folding keeps offsets; anything else carries a map."""
    try:
        flat = text.encode("ascii", "sphinx_factcheck.plain")
    except _NotOneToOne:
        return _fold_with_map(text)
    return Folded(flat.decode("ascii"), b" %b " % flat.translate(_WORD_BYTES))


def _fold_with_map(text: str) -> Folded:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        folded = plain(char) if char > "\x7f" else char
        if folded:
            letters.append(folded)
            starts += [at] * len(folded)
            ends += [at + 1] * len(folded)
        elif ends and ends[-1] == at and unicodedata.category(char) == "Mn":
            ends[-1] = at + 1
    flat = "".join(letters)
    return Folded(flat, b" %b " % flat.encode("ascii").translate(_WORD_BYTES), starts, ends)


def fold_name(name: str) -> str:
    """A name made plain, its spaces single."""
    if name.isascii():
        return name if "  " not in name and "\n" not in name else " ".join(name.split())
    return " ".join("".join(plain(char) for char in name).split())
