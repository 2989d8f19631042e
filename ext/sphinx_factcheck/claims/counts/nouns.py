"""The plural noun that a number counts, whatever it is: "officials" in "five union officials were charged"."""

from __future__ import annotations

import re

_WORD = re.compile(r"\s+([^\W_][\w’'-]*)")
_OF_THEM = re.compile(r"\s+of\s+(?:the|our|their|its|his|her|my|these|those|all)\b(?=\s)")
_OF_ALL = re.compile(r"\s+of\s+(?:them|us|these|those)\b")
_STOPS = frozenset(
    "to by with from who whom whose that which and or but as are were was is be been being have has had will would can "
    "could may might must shall should do did does in on at for of since after before under over about against "
    "between during into near per than when where while because if not no nor the a an this its his her their our my "
    "your".split()
)
_PLURAL = re.compile(r"[^\W\d_](?:[\w’'-]*[^\Wsui_’'])?s|people|men|women|children|clergy|police|faculty")
_NO_PLURALS = frozenset(
    "as has was is this his its us yes plus thus always perhaps towards afterwards besides says".split()
)
MEASURES = frozenset(
    "seconds minutes hours days weeks months years decades centuries times percent points pages lines kilometres "
    "kilometers miles metres meters feet hectares acres tons tonnes dollars euros pounds francs cents votes seats "
    "places degrees nights".split()
)
"""What is measured rather than counted one by one."""
_MOST_WORDS = 7


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return bool(_PLURAL.fullmatch(word)) and word.lower() not in _NO_PLURALS


def noun_after(text: str, stop: int, end: int) -> tuple[int, int] | None:
    """The noun that a number which ends at `stop` counts, "them" in "four of them" included; none for measures."""
    if all_of := _OF_ALL.match(text, stop, end):
        return all_of.end() - len(text[: all_of.end()].split()[-1]), all_of.end()
    start = of.end() if (of := _OF_THEM.match(text, stop, end)) else stop
    found = None
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, start, end)
        if word is None or word[1].lower() in _STOPS:
            break
        if is_plural(word[1]):
            found = word.span(1)
        start = word.end()
    return None if found is None or text[slice(*found)].lower() in MEASURES else found
