"""Counts: "on behalf of 42 organizations", "detained over 20 people", "three men: A, B and C"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import ahocorasick_rs

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.counts.counted import Counted, bearers_of, decided, decided_of_signers, told_of
from sphinx_factcheck.claims.counts.counting import GENERIC, count_of, nouns_of, singular
from sphinx_factcheck.claims.counts.listed import POINTS, Listed, names_after, points_after
from sphinx_factcheck.claims.counts.signers import counts_signers, joins
from sphinx_factcheck.claims.grammar.numbers import Quantity, exactly, has_number, quantities
from sphinx_factcheck.claims.grammar.vague import has_vague, is_vague, vague_quantity
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.ranking import RankingKind
from sphinx_factcheck.claims.vote import VoteKind
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_BREAKS = re.compile(
    r"[.;:!?()\n]|,\s|\b(?:to|by|with|from|who|that|which|and|or|as|are|were|was|is|have|has|had|will)\b"
)
_MARKS = (". ", ", ", "; ", ": ", "(", ")", "\n")
_PART_OF = re.compile(r"\sof\s(?:(?:the|its|his|our|their|these|those|all|all\sthe)\s)?")
_OF_THEM = re.compile(r"\sof\s(?:the|its|his|our|their|these|those)\b")
_DEFINITE = re.compile(r"\b(?:the|our|their|these|those|both|your|its|other)\s+(?:two|2)$", re.IGNORECASE)
_MORE = re.compile(r"\b(?:another|further|additional)\s(?:\w+\s)?$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s(?:more|other|additional|further)\b")
_POINTS = frozenset(map(singular, POINTS))
_WINDOW = 80


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter counts, and how many there are of it; `stop` is where the number ends, `end` where its noun does.

    `own`: of its own signers, with `beside` as many of another noun ("23 groups and 4 individuals"); `listed`: by
    listing them, without a number; `part`: of a larger number of the same ("19 of the 47 members");
    `told`: the ids of what the sentence tells of.
    """

    quantity: Quantity
    noun: str
    stop: int
    end: int
    own: bool = False
    listed: bool = False
    part: bool = False
    beside: int = 0
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a noun as it stands in the text; `stop` ends the number itself."""

    start: int
    stop: int
    quantity: Quantity
    part: bool = False
    noun: str = ""
    end: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop if self.part and self.stop < self.end else self.end)

    @property
    def said(self) -> Said:
        return Said(self.quantity, singular(self.noun), self.stop, self.end, part=self.part)


@per_fact_base
def _nouns(facts: FactBase) -> ahocorasick_rs.AhoCorasick:
    """Every noun that can be counted: those of any letter, and those of this fact base."""
    told = {noun for b in bearers_of(facts).all for f in b.facts for noun in nouns_of(count_of(f).of)}
    words = sorted(GENERIC.keys() | told | POINTS)
    patterns = [f" {w}" for w in words] + [f" {w[0].upper()}{w[1:]}" for w in words if w[0].islower()]
    patterns += [f"\n{w}" for w in words]
    return ahocorasick_rs.AhoCorasick(patterns, implementation=ahocorasick_rs.Implementation.DFA)


class CountKind:
    """How many of something."""

    name = "count"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every number of something that the letter's lists or the fact base can count."""
        elsewhere = sorted(c.span for kind in (VoteKind(), RankingKind()) for c in reading.claims_of(kind))
        starts = [span.start for span in elsewhere]
        claims: list[Claim] = []
        for number in _numbers(reading.letter.text, reading.facts):
            near = bisect_right(starts, number.start)
            if any(number.span.overlaps(other) for other in elsewhere[max(near - 1, 0) : near + 1]):
                continue
            last = claims[-1] if claims and claims[-1].said.own else None
            joined = last is not None and joins(reading.letter.text, last.span.end, number.start)
            claim = _claim(reading, number, joined)
            if claim:
                claims[-1:] = _together(claims[-1], claim) if joined else [*claims[-1:], claim]
        return claims if any(c.said.own for c in claims) else [*claims, *_list_itself(reading)]

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a count against the list it speaks of, then against the fact base."""
        said: Said = claim.said
        known = _by_facts(claim, reading)
        listed = None if said.listed else _by_list(said, reading)
        if listed is None or listed.verdict is Verdict.UNVERIFIED:
            return known
        if listed.verdict is Verdict.CONTRADICTED:
            return replace(listed, cited=known.cited, also=(known.message,) if known.cited else ())
        if known.verdict in {Verdict.CONTRADICTED, Verdict.CONTESTED}:
            return known
        return replace(listed, cited=known.cited)


def _numbers(text: str, facts: FactBase) -> Iterator[_Number]:
    """Every number of a noun, in order."""
    last = 0
    pending: list[_Number] = []
    for _, before, end in _nouns(facts).find_matches_as_indexes(text, overlapping=True):
        if end < len(text) and (text[end].isalnum() or text[end] in "-_"):
            continue
        if text.startswith("United", max(before - 6, 0)):  # States, Nations
            continue
        if pending and pending[-1].end == before:  # of "12 defence lawyers" the noun that ends the phrase is counted
            told = pending
        else:
            yield from pending
            told = _counted(text, before + 1, max(last, before + 1 - _WINDOW))
        last = end
        pending = [replace(number, noun=text[before + 1 : end], end=end) for number in told]
    yield from pending


def _counted(text: str, noun: int, first: int) -> list[_Number]:
    """The number that counts the noun at `noun`, from `first` on; or two, the first of them a part of the second."""
    clause = max(first, *(text.rfind(mark, first, noun) for mark in _MARKS))
    numbered = has_number(text, clause, noun)
    maybe_vague = has_vague(text, clause, noun)
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
    if text[max(start - 7, 0) : start].lower() == "out of ":
        return []
    between = text[stop:noun]
    if _BREAKS.search(between) or len(between.split()) > 6 or not between[:1].isspace():
        return []
    if quantity.is_exact and (quantity.low in {0, 1} or _is_year(text[start:stop])):
        return []
    definite = quantity.is_exact and quantity.low == 2 and _DEFINITE.search(text, max(start - 10, 0), stop)
    if definite and not text.startswith("undersigned", stop + 1):
        return []
    whole = _Number(start, stop, quantity, part=_OF_THEM.match(between) is not None)
    if len(told) > 1 and _PART_OF.fullmatch(text, told[-2][1], start):
        return [_Number(*told[-2], part=True), whole]
    return [whole]


def _word_start(text: str, at: int) -> int:
    while at and at < len(text) and not text[at - 1].isspace():
        at += 1
    return at


def _is_year(words: str) -> bool:
    return bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", words))


def _claim(reading: Reading, number: _Number, joined: bool) -> Claim | None:
    """The number as a claim, where the letter asserts it; of vague ones and of parts only what something decides."""
    letter, said = reading.letter, number.said
    value = f"{number.quantity} {number.noun}"
    if joined or (not number.part and counts_signers(reading, said.noun, number.start, number.end)):
        return Claim("count", letter.carries, value, number.span, replace(said, own=True))
    if number.noun in POINTS:
        return Claim("count", letter.carries, value, number.span, said) if points_after(reading, number.end) else None
    if not asserted(reading, number.span) or _of_more(letter.text, number):
        return None
    counted = _counted_by(said, number.span)
    told = tuple(bearer.entity.id for bearer in told_of(counted, reading))
    unsure = number.part or is_vague(number.quantity)
    if unsure and decided(counted, told, reading).verdict is Verdict.UNVERIFIED:
        return None
    return Claim("count", told[0] if told else "", value, number.span, replace(said, told=told))


def _of_more(text: str, number: _Number) -> bool:
    """Whether the number comes on top of another: "another 200 lawyers", "12 more people"."""
    before = text[max(number.start - 30, 0) : number.start]
    return bool(_MORE.search(before) or _MORE_AFTER.match(text, number.stop))


def _together(one: Claim, other: Claim) -> list[Claim]:
    """Two numbers of signers that "and" joins: what the list has is their sum."""
    first, second = (c.said.quantity.low if c.said.quantity.is_exact else None for c in (one, other))
    if first is None or second is None:
        return [one, other]
    others = one.said.beside
    return [
        replace(one, said=replace(one.said, beside=others + second)),
        replace(other, said=replace(other.said, beside=others + first)),
    ]


def _list_itself(reading: Reading) -> Iterator[Claim]:
    """The list of signers as a claim, where the letter states no number but the fact base has one."""
    letter, number = reading.letter, len(reading.letter.signers)
    if number:
        first = letter.signers[0]
        claim = Claim("count", letter.carries, f"{number} signatories", first,
                      Said(exactly(number), "signatory", first.end, first.end, own=True, listed=True))  # fmt: skip
        if _by_facts(claim, reading).cited:
            yield claim


def _counted_by(said: Said, span: Span) -> Counted:
    return Counted(said.quantity, said.noun, Span(span.start, said.end), said.stop, said.part)


def _by_facts(claim: Claim, reading: Reading) -> Ruling:
    said: Said = claim.said
    counted = _counted_by(said, claim.span)
    return decided_of_signers(counted, said.beside, reading) if said.own else decided(counted, said.told, reading)


def _by_list(said: Said, reading: Reading) -> Ruling | None:
    """Hold a number against the letter's own signers, or against the names or points that follow it."""
    if said.own:
        signers = len(reading.letter.signers)
        return _listed(said, Listed(signers), f"the letter's own list has {signers}") if signers else None
    listed = points_after(reading, said.end) if said.noun in _POINTS else names_after(reading, said.end)
    if listed is None or said.part:
        return None
    if listed.some:
        most = said.quantity.high
        too_many = most is not None and listed.number > most
        return Ruling(Verdict.CONTRADICTED, str(listed), str(listed.number)) if too_many else None
    if not listed.sure and said.quantity.fits(listed.number, listed.number) is not Answer.YES:
        return None
    return _listed(said, listed, str(listed))


def _listed(said: Said, listed: Listed, message: str) -> Ruling:
    number = listed.number - said.beside
    answer = said.quantity.fits(number, number)
    verdict = {Answer.YES: Verdict.SUPPORTED, Answer.NO: Verdict.CONTRADICTED, Answer.UNKNOWN: Verdict.UNVERIFIED}
    return Ruling(verdict[answer], message, str(number))
