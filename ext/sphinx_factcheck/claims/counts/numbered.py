"""The numbers of a letter that count something: of nouns the fact base knows, and of any noun that a list goes with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

import ahocorasick_rs

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.counts.counted import bearers_of
from sphinx_factcheck.claims.counts.counting import GENERIC, count_of, nouns_of
from sphinx_factcheck.claims.counts.nouns import noun_after
from sphinx_factcheck.claims.counts.points import POINTS
from sphinx_factcheck.claims.dating.described import near_sentence
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.triggers import any_between, places_of
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.spans.numbers import Quantity, has_number, quantities
from sphinx_factcheck.spans.vague import VAGUE_WORDS, vague_quantity

_BREAKS = re.compile(
    r"[.;:!?()\n]|,\s|\b(?:to|by|with|from|who|that|which|and|or|as|are|were|was|is|have|has|had|will)\b"
)
_MARKS = (". ", ", ", "; ", ": ", "(", ")", "\n")
_WORD = re.compile(r"[\w-]+")
_PART_OF = re.compile(r"\sof\s(?:(?:the|its|his|our|their|these|those|all|all\sthe)\s)?")
_OF_THEM = re.compile(r"\sof\s(?:the|its|his|our|their|these|those)\b")
_DEFINITE = re.compile(r"\b(?:the|our|their|these|those|both|your|its|other)\s+(?:two|2)$", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"\b(?:out\sof|(?:one|two|three|four|nine|\d+)\sin|every)\s(?:every\s)?$", re.IGNORECASE)
_SHARE_AFTER = re.compile(r"[\s-](?:thirds?|quarters?|fifths?|tenths?|per\scent|percent)\b|\s?%", re.IGNORECASE)
_WINDOW = 80
_FARTHEST, _LONGEST_HEDGE = 400, 24
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen score hundred thousand several".split()
)
_NUMBER_WORDS |= {word.capitalize() for word in _NUMBER_WORDS}
_DIGITS, _STOPS = frozenset("0123456789"), frozenset(".,;:()")
_BETWEEN_ITEMS = re.compile(r"[,;\n]| and ")
_OPENERS = (":", " (", "—", " – ", " namely", " i.e.", " viz.")
_FEW = "two three four five six seven eight nine ten eleven twelve".split()
_FEW_WORDS = tuple(f"{few} " for few in _FEW)
_AFTER_NAMES = re.compile(r"(?:,|\s[–—]|\s(?:are|were))\s(?:the|these|all|our|its|his|her|their)\s$")
_BEFORE_NAMES = re.compile(r"[^.;:,\n]{3,60}?(?:,|\s(?:are|were):?)\s(?:the\s)?[A-Z]")
_SIGNING = (
    "undersigned",
    "signed",
    " sign ",
    "behalf",
    "ndorse",
    "We are ",
    "we are ",
    "We, ",
    "we, ",
    " below",
    "signator",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a noun as it stands in the text; `stop` ends the number itself, `end` the noun.

    `part`: of a larger number of the same ("19" of "the 47 members"), which is then `parted`; or of an unknown one
    ("three of our members"). `known` says that the noun is one that any letter may count, or the fact base does.
    """

    start: int
    stop: int
    quantity: Quantity
    part: bool = False
    noun: str = ""
    end: int = 0
    parted: bool = False
    known: bool = True

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop if self.part and self.known and self.stop < self.end else self.end)


def _forms(nouns: Iterable[str]) -> tuple[str, ...]:
    """Nouns as they stand in a text, with the gap before them."""
    words = sorted(nouns)
    capital = (f" {w[0].upper()}{w[1:]}" for w in words if w[0].islower())
    return (*(f" {w}" for w in words), *capital, *(f"\n{w}" for w in words))


_ANY_NOUNS = _forms(GENERIC.keys() | POINTS)
_IS_ANY_NOUN = frozenset(form[1:] for form in _ANY_NOUNS)


@per_fact_base
def _own_nouns(facts: FactBase) -> ahocorasick_rs.AhoCorasick | None:
    """The nouns that a fact base counts and not every letter may; None where it has none."""
    told = {noun for b in bearers_of(facts).all for f in b.facts for noun in nouns_of(count_of(f).of)}
    forms = _forms(told - GENERIC.keys() - POINTS)
    return ahocorasick_rs.AhoCorasick(forms, implementation=ahocorasick_rs.Implementation.DFA) if forms else None


def _nouns_in(text: str, facts: FactBase) -> list[tuple[int, int]]:
    """Every noun that can be counted, as it stands in a text, in order: the gap before it, and its end."""
    words = ((at, _WORD.match(text, at + 1)) for at in places_of(text, _ANY_NOUNS))
    found = [(at, word.end()) for at, word in words if word and word[0] in _IS_ANY_NOUN]
    own = _own_nouns(facts)
    if own is None:
        return found
    hits = own.find_matches_as_indexes(text, overlapping=True)
    return sorted([*found, *((at, end) for _, at, end in hits if not _WORD.match(text, end))])


def numbers_of_known(text: str, facts: FactBase) -> Iterator[Number]:
    """Every number of a noun that any letter may count, or that the fact base counts, in order."""
    last = 0
    pending: list[Number] = []
    vague = places_of(text, VAGUE_WORDS)
    for before, end in _nouns_in(text, facts):
        if text.startswith("United", max(before - 6, 0)):  # States, Nations
            continue
        if pending and pending[-1].end == before:  # of "12 defence lawyers" the noun that ends the phrase is counted
            told = pending
        else:
            yield from pending
            told = _counted(text, before + 1, max(last, before + 1 - _WINDOW), vague)
        last = end
        pending = [replace(number, noun=text[before + 1 : end], end=end) for number in told]
    yield from pending


def numbers_of_any(reading: Reading) -> Iterator[Number]:
    """The numbers of whatever noun that stand where a list of what they count can go with them, or signers be told."""
    letter = reading.letter
    for at in places_of(letter.text, _OPENERS):
        if _can_list(letter.text, at) and (first := _announced_from(letter.text, at)) is not None:
            yield from _numbers_in(reading, Span(max(first - _LONGEST_HEDGE, 0), at), last=True)
    for at in places_of(letter.text, _FEW_WORDS):
        before, after = letter.text[max(at - 14, 0) : at], letter.text[at : at + _WINDOW]
        if before[-1:].isalnum() or not (_AFTER_NAMES.search(before) or _BEFORE_NAMES.match(after)):
            continue
        first = max(at - _LONGEST_HEDGE, near_sentence(reading, at).start)
        told = _numbers_in(reading, Span(first, min(near_sentence(reading, at).end, at + _WINDOW)))
        yield from (number for number in told if number.start <= at < number.stop)
    signing = places_of(letter.text, _SIGNING) if letter.signers else ()
    for sentence in dict.fromkeys(near_sentence(reading, at) for at in signing):
        yield from _numbers_in(reading, sentence)


def _can_list(text: str, at: int) -> bool:
    """Whether what an opening at `at` begins can be a list: cheaper than reading it."""
    if not (text[at - 1 : at].islower() or text[at - 1 : at] == ","):
        return False
    end = at + _FARTHEST
    if text.startswith(" (", at):
        if not text[at + 2 : at + 3].isalpha():
            return False
        closing = text.find(")", at, end)
        end = closing if closing >= 0 else end
    elif text[at] != " " and not text[at + 1 : at + 2].isspace():
        return False
    return _BETWEEN_ITEMS.search(text, at + 1, end) is not None


def _announced_from(text: str, at: int) -> int | None:
    """Where the last number before an opening stands, back to the next mark."""
    for word in reversed(text[max(at - _WINDOW, 0) : at].rstrip(",").split()):
        if word[-1] in _STOPS:
            return None
        if word in _NUMBER_WORDS or word[0] in _DIGITS or ("-" in word and word.partition("-")[0] in _NUMBER_WORDS):
            return text.rfind(word, 0, at)
    return None


def _numbers_in(reading: Reading, span: Span, *, last: bool = False) -> Iterator[Number]:
    text = reading.letter.text
    told = quantities(text, _word_start(text, span.start), span.end)
    part = len(told) > 1 and told[-2][2].low not in {0, 1} and _PART_OF.fullmatch(text, told[-2][1], told[-1][0])
    for start, stop, quantity in (told[-2:-1] if part else told[-1:]) if last else told:
        noun = noun_after(text, told[-1][1] if part and last else stop, span.end)
        if _SHARE_BEFORE.search(text, max(start - 20, 0), start) or _SHARE_AFTER.match(text, stop):
            continue
        if noun and not (quantity.is_exact and (quantity.low in {0, 1} or _is_year(text[start:stop]))):
            of_them = part or _OF_THEM.match(text, stop)
            yield Number(start, stop, quantity, bool(of_them), text[slice(*noun)], noun[1], known=False)


def _counted(text: str, noun: int, first: int, vague_at: Sequence[int]) -> list[Number]:
    """The number that counts the noun at `noun`, from `first` on; or two, the first of them a part of the second.

    `vague_at` are the places of the words without which no number is vague, in order.
    """
    clause = max(first, *map(text.rfind, _MARKS, repeat(first), repeat(noun)))
    numbered = has_number(text, clause, noun)
    maybe_vague = any_between(vague_at, clause, noun)
    if not (numbered or maybe_vague):
        return []
    begin = _word_start(text, first)
    vague = vague_quantity(text, begin, noun) if maybe_vague else None
    told = quantities(text, begin, noun) if numbered else []
    if vague and (not told or told[-1][0] < vague[1]):
        told = [vague]
    if not told:
        return []
    start, stop, quantity = told[-1]
    if _SHARE_BEFORE.search(text, max(start - 20, 0), start) or _SHARE_AFTER.match(text, stop):
        return []
    between = text[stop:noun]
    if _BREAKS.search(between) or len(between.split()) > 6 or not between[:1].isspace():
        return []
    if quantity.is_exact and (quantity.low in {0, 1} or _is_year(text[start:stop])):
        return []
    definite = quantity.is_exact and quantity.low == 2 and _DEFINITE.search(text, max(start - 10, 0), stop)
    if definite and not text.startswith("undersigned", stop + 1):
        return []
    whole = Number(start, stop, quantity, part=_OF_THEM.match(between) is not None)
    if len(told) > 1 and _PART_OF.fullmatch(text, told[-2][1], start):
        return [Number(*told[-2], part=True), replace(whole, parted=True)]
    return [whole]


def _word_start(text: str, at: int) -> int:
    while at and at < len(text) and not text[at - 1].isspace():
        at += 1
    return at


def _is_year(words: str) -> bool:
    return bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", words))
