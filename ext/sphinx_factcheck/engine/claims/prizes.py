"""By which names letters call the awards of a fact base: "Sakharov", for the Sakharov Prize for Freedom of Thought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from sphinx_factcheck.engine.spans.awards import NOUN
from sphinx_factcheck.facts.countries import COUNTRY_WORDS
from sphinx_factcheck.facts.model import Award, FactBase
from sphinx_factcheck.facts.remembered import once

_WORD = re.compile(r"[\w’'-]+")
_NOUN = re.compile(rf"\s{NOUN}\b", re.IGNORECASE)
_FIELD = re.compile(r"\s(?:for|in|of)\s(?:the\s)?")
_LINKS = frozenset("of for the in and to prize award medal fellowship".split())
_COMMON = COUNTRY_WORDS | frozenset(
    "order honor honour laureate prestigious freedom human rights right international "
    "national european american african asian world global press peace literature media science".split()
)
"""Words of many awards, which alone name none of them."""


_AROUND = 60
"""How far a name goes on, at most, before and behind what a grammar without the fact base reads of it."""


@dataclass(frozen=True)
class PrizeNames:
    """The names of the awards of a fact base, short ones too, as words in small letters; and their telling words."""

    known: frozenset[tuple[str, ...]]
    automaton: AhoCorasick | None
    whole: AhoCorasick | None = None

    def has(self, name: str) -> bool:
        """Whether these words are such a name, in any case, with its noun or without."""
        return words_of(name) in self.known

    def whole_at(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Where a whole name of an award stands that shares words with text[start:end]."""
        low, high = max(start - _AROUND, 0), min(end + _AROUND, len(text))
        words = text[low:high].lower()
        if self.whole is None or len(words) != high - low:
            return None
        for _, first, last in self.whole.find_matches_as_indexes(words):
            apart = not words[last : last + 1].isalnum() and not words[max(first - 1, 0) : first].isalnum()
            if apart and low + first < end and start < low + last:
                return low + first, low + last
        return None

    def all_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where whole names of awards stand in a text."""
        words = text.lower()
        if self.whole is None or len(words) != len(text):
            return
        for _, first, last in self.whole.find_matches_as_indexes(words):
            if not words[last : last + 1].isalnum() and not words[max(first - 1, 0) : first].isalnum():
                yield first, last

    def places(self, text: str) -> list[int]:
        """The offsets at which a word that tells an award stands, as the fact base writes it."""
        return [start for _, start, _ in self.automaton.find_matches_as_indexes(text)] if self.automaton else []


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without its noun and those that only link."""
    return tuple(w for w in _WORD.findall(name.lower()) if w not in _LINKS)


@once
def prize_names(facts: FactBase) -> PrizeNames:
    """The short names of the awards that a fact base holds."""
    awards = [f.statement for about in facts.facts.values() for f in about if isinstance(f.statement, Award)]
    full = dict.fromkeys(name for award in awards for name in (award.award, *award.also))
    short = {words_of(name): name for whole in full for name in (whole, *_short(whole)) if _tells(name)}
    telling = {next(filter(_tells, name.split()), "") for name in short.values()} - {""}
    names = sorted({name.lower() for name in full if name.isascii() or len(name.lower()) == len(name)})
    whole = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest) if names else None
    return PrizeNames(frozenset(short), AhoCorasick(sorted(telling)) if telling else None, whole)


def _short(name: str) -> Iterator[str]:
    """What names an award without its noun: what stands before it, the beginnings of that, and with what it is for.

    "Martin Ennals Award for Human Rights Defenders": Martin, Martin Ennals, Ennals; of more words, also the last. An
    award that has no such noun is named whole, or without what it is of or for.
    """
    noun = _NOUN.search(name)
    if noun is None:
        yield from (part for part in {name, _FIELD.split(name)[0]} if _tells(part))
        return
    words = name[: noun.start()].split()
    runs = [words[:n] for n in range(1, len(words) + 1)] + [words[1:n] for n in range(2, len(words) + 1)] + [words[-1:]]
    field = _FIELD.split(name[noun.end() :], maxsplit=1)[1:]
    for run in [*runs, *([*words, part] for part in field)]:
        if _tells(" ".join(run)):
            yield " ".join(run)


def _tells(name: str) -> bool:
    """Whether one of its words tells an award from others."""
    return name[:1].isupper() and any(word not in _COMMON for word in words_of(name))
