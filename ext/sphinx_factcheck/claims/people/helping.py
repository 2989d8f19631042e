"""The helping words before a verb ("has been", "was later", "could be"), and what they tell of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

BE = frozenset("was were is are be been being got get gets am".split())
STAYS = frozenset("remains remain remained stays stayed".split())
HAVE = frozenset("has have had having".split())
MODALS = frozenset("to could may might would should must can cannot will shall if unless not never nor without".split())
_FINITE = BE - {"be", "being"} | HAVE | STAYS
_SINGULAR = frozenset("was is has remains".split())
_LASTING = frozenset("is are remains remain still currently now".split())
_ADVERBS = frozenset(
    "both each all later then also now currently still first earlier again already once since just subsequently "
    "only finally long himself herself themselves".split()
)
_SELF = frozenset("himself herself themselves".split())
_HELPING = BE | STAYS | HAVE | MODALS | _ADVERBS
_IRREGULAR = frozenset(
    "gave found took held told said met saw let put left became began wrote went won lost spent made led fled ran "
    "died dies got gets receives serves faces sent".split()
)
_ASIDE = re.compile(
    r"\b(?P<be>was|were|is|are|been|had|has),?\s(?:in|on|by|since|last|this|at|after|yesterday|today)\b[^;]{0,50}?,?\s$"
)
_ADVERBIAL = re.compile(
    r"\b(?:at\sfirst|at\slast|in\sturn|in\sfull|in\sabsentia|in\sfact|of\scourse|once\smore|yet\sagain)$"
)
_REACH = 70


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The helping words before a verb: where they start, and which they are."""

    start: int
    words: frozenset[str]
    finite: bool = False

    @classmethod
    def before(cls, text: str, low: int, at: int, *, finite: bool = False) -> VerbGroup:
        """The group of the verb that starts at `at`, looked for back to `low`; `finite` where it needs no helping."""
        words: set[str] = set()
        while True:
            end = at
            while end > low and text[end - 1].isspace():
                end -= 1
            start = max(text.rfind(" ", low, end), text.rfind("\n", low, end), low - 1) + 1
            word = text[start:end]
            if adverbial := _ADVERBIAL.search(text, max(end - _REACH, low), end):
                at = adverbial.start()
            elif word.lower() in _SELF or not _helps(word if start > low else word.lower()):
                aside = None if words & _FINITE else _ASIDE.search(text, max(at - _REACH, low), at)
                if aside is None:
                    return cls(at, frozenset(words), finite)
                words.add(aside["be"])
                at = aside.start("be")
            else:
                words.add(word.lower())
                at = start

    @property
    def passive(self) -> bool:
        return bool(self.words & (BE | STAYS))

    @property
    def told(self) -> bool:
        """Whether it tells of a fact: not of what may be, must be, or was not."""
        return not self.words & MODALS and "be" not in self.words

    @property
    def bare(self) -> bool:
        """Whether nothing makes it finite: "jailed" in "a critic jailed for years"."""
        return not (self.finite or self.words & _FINITE)

    @property
    def single(self) -> bool:
        """Whether it speaks of one."""
        return bool(self.words & _SINGULAR) and "each" not in self.words

    @property
    def lasting(self) -> bool:
        return bool(self.words & _LASTING)


def is_verb(word: str) -> bool:
    """Whether a word, in small letters, can be a finite verb of the past or a helping verb."""
    return (
        word in _HELPING - _ADVERBS - {"to", "if", "unless", "without", "not", "never", "nor"}
        or word in _IRREGULAR
        or (word.endswith("ed") and len(word) > 4)
    )


def _helps(word: str) -> bool:
    return word in _HELPING or (word.endswith("ly") and word.islower() and len(word) > 4)
