"""What a stretch of a sentence lists: names or short phrases, parted by commas and an "and"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_NAME = (
    rf"(?:(?:the|al|bin|de|van|von)\s+)?{_CAPITAL}"
    rf"(?:\s+(?:{_CAPITAL}|\d{{1,4}}\b|of|the|for|on|in(?=\s[A-Z])|de|al|bin|and(?=\s+[A-Z]\w+\s+(?:Inc|Co)\b))){{0,9}}"
)
_AND = r"(?:and|&|as\s+well\s+as)(?=\s)"
_ITEM = re.compile(rf"\s*(?P<name>{_NAME})\s*(?:\([^()]{{0,60}}\))?\s*(?P<end>[,;]\s*{_AND}|[,;]|\b{_AND}|[.!?]|$)?")
_CLAUSE = re.compile(r"\s*(that|whether|who|how|why)\s")
_PARTS = re.compile(r"\s*[,;]\s*")
_JOINED = re.compile(r"\b(?:and|or)\b")
_TOLD = frozenset(
    "who whom which that because but if when while is are was were has have had will would not can could may should "
    "he she they we it you i".split()
)
_LONGEST_PHRASE, _FEWEST_SURE = 4, 3


@dataclass(frozen=True, slots=True)
class Items:
    """What is listed up to `end`. `least` is the number of items where an "and" may stand within one of them.

    `whole` says that the list comes to its end there, by an "and" or by the end of the stretch.
    """

    names: tuple[str, ...]
    least: int
    end: int
    whole: bool


def names_in(text: str, start: int, end: int) -> Items:
    """The names listed from `start` on."""
    names: list[str] = []
    parted: list[str] = []
    while item := _ITEM.match(text, start, end):
        names.append(" ".join(item["name"].split()).rstrip("."))
        start = item.end()
        parted.append(" ".join((item["end"] or "").split()))
        if parted[-1] in {"", ".", "!", "?"}:
            break
    ands = [n for n, mark in enumerate(parted[:-1]) if mark not in {",", ";"}]
    if not ands:
        at_end = not text[start:end].strip(" .!?\n”’\"')")
        return Items(tuple(names), len(names), start, at_end and parted[-1:] != [","])
    commas = sum(mark[0] in ",;" for mark in parted[: len(names) - 1])
    return Items(tuple(names), len(names) if len(ands) == 1 else commas + 1, start, whole=ands[-1] + 2 == len(names))


def clauses_in(text: str, start: int, end: int) -> int:
    """How many clauses make up a stretch that all begin with the same word: "that …, that … and that …"; 0 if none."""
    told = text[start:end]
    first = _CLAUSE.match(told)
    if first is None:
        return 0
    led = re.findall(rf"(?:[,;]\s*(?:and\s+)?|\b(?P<and>and)\s+){first[1]}\b", told)
    return len(led) + 1 if led and re.search(rf"\band\s+{first[1]}\b", told) else 0


def phrases_in(text: str, start: int, end: int) -> Items:
    """The phrases of a few words that make up a stretch, parted by commas and one "and"."""
    told = text[start:end].strip(" .!?\n")
    parts = _PARTS.split(told)
    ands = len(_JOINED.findall(told))
    last = [part for part in _JOINED.split(parts[-1]) if part.strip()]
    words = [part.split() for part in [*parts[:-1], *last]]
    short = all(1 <= len(w) <= _LONGEST_PHRASE and _TOLD.isdisjoint(map(str.lower, w)) for w in words)
    whole = short and ands == 1 and bool(_JOINED.search(parts[-1]))
    names = tuple(" ".join(w) for w in words)
    apart = len(names) >= _FEWEST_SURE and not any(w[0].lower() in {"a", "an"} for w in words[1:] if w)
    return Items(names, len(names) if apart else 0, end, whole)
