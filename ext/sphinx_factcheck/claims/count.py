"""Counts: "on behalf of 42 organizations", "detained over 20 people", "three men: A, B and C"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.counts.counted import Counted, decided, decided_of_signers, told_of
from sphinx_factcheck.claims.counts.counting import singular
from sphinx_factcheck.claims.counts.listed import Listed, list_after, list_before
from sphinx_factcheck.claims.counts.numbered import Number, numbers_of_any, numbers_of_known
from sphinx_factcheck.claims.counts.points import POINTS, bullets_after, points_after, points_before
from sphinx_factcheck.claims.counts.signers import counts_signers, joins
from sphinx_factcheck.claims.ranking import RankingKind
from sphinx_factcheck.claims.vote import VoteKind
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.spans.numbers import Quantity, exactly
from sphinx_factcheck.spans.vague import is_vague

_MORE = re.compile(r"\b(?:another|further|additional)\s(?:\w+\s)?$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s(?:more|other|additional|further)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter counts, and how many there are of it; `stop` is where the number ends, `end` where its noun does.

    `own`: of its own signers, with `beside` as many of another noun ("23 groups and 4 individuals"); `listed`: by
    listing them, without a number; `part`: of a larger number of the same ("19 of the 47 members");
    `told`: the ids of what the sentence tells of; `listing`: what the letter itself lists of it.
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
    listing: Listed | None = None


class CountKind:
    """How many of something."""

    name = "count"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every number of something that the letter's lists or the fact base can count."""
        elsewhere = sorted(c.span for kind in (VoteKind(), RankingKind()) for c in reading.claims_of(kind))
        starts = [span.start for span in elsewhere]
        claims: list[Claim] = []
        for number in _numbers(reading):
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


def _numbers(reading: Reading) -> list[Number]:
    """The numbers of a letter that count something, each once, in order."""
    known = list(numbers_of_known(reading.letter.text, reading.facts))
    done = {number.stop for number in known}
    any_noun = {number.stop: number for number in numbers_of_any(reading) if number.stop not in done}
    return sorted([*known, *any_noun.values()], key=lambda number: number.start) if any_noun else known


def _claim(reading: Reading, number: Number, joined: bool) -> Claim | None:
    """The number as a claim, where the letter asserts it; of vague ones and of parts only what something decides.

    Of the whole that a part is taken from ("19 of the 47 members") only what fits: the sentence tells of the part.
    """
    letter = reading.letter
    said = Said(number.quantity, singular(number.noun), number.stop, number.end, part=number.part)
    value = f"{number.quantity} {number.noun}"
    if joined or _is_of_signers(reading, number, said.noun):
        return Claim("count", letter.carries, value, number.span, replace(said, own=True))
    if listing := _listing(reading, number):
        said = replace(said, listing=listing)
    if said.listing is None and number.noun in POINTS:
        return None
    if said.listing and (number.noun in POINTS or not number.known):
        return Claim("count", letter.carries, value, number.span, said) if _by_list(said, reading) else None
    if not number.known or not asserted(reading, number.span) or _of_more(letter.text, number):
        return None
    counted = _counted_by(said, number.span)
    told = tuple(bearer.entity.id for bearer in told_of(counted, reading))
    said = replace(said, told=told)
    claim = Claim("count", told[0] if told else "", value, number.span, said)
    if not (number.part or number.parted or is_vague(number.quantity)):
        return claim
    verdict = CountKind().judge(claim, reading).verdict
    kept = verdict is Verdict.SUPPORTED if number.parted else verdict is not Verdict.UNVERIFIED
    return claim if kept else None


def _is_of_signers(reading: Reading, number: Number, noun: str) -> bool:
    """Whether a number is of the letter's signers; where its words leave that open, whether it is as many."""
    signers = len(reading.letter.signers)
    if number.part or not (number.known or signers):
        return False
    told = counts_signers(reading, noun, number.start, number.end)
    if told is Answer.UNKNOWN:
        return signers > 0 and number.quantity.fits(signers, signers) is Answer.YES
    return told is Answer.YES


def _listing(reading: Reading, number: Number) -> Listed | None:
    """What the letter lists of what a number counts, after it or before it."""
    if number.parted:
        return None
    points = points_after(reading, number.end) if number.noun in POINTS else bullets_after(reading, number.end)
    return (
        points
        or list_after(reading, number.start, number.end)
        or (points_before(reading, number.start) if number.noun in POINTS else None)
        or list_before(reading, number.start)
    )


def _of_more(text: str, number: Number) -> bool:
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
    """Hold a number against the letter's own signers, or against what it lists of the same."""
    if said.own:
        signers = len(reading.letter.signers)
        return _listed(said, Listed(signers), f"the letter's own list has {signers}") if signers else None
    listed = said.listing
    if listed is None:
        return None
    if listed.some:
        most = said.quantity.high
        too_many = most is not None and listed.number > most
        return Ruling(Verdict.CONTRADICTED, str(listed), str(listed.number)) if too_many else None
    if not listed.sure and listed.fits(said.quantity) is not Answer.YES:
        return None
    return _listed(said, listed, str(listed))


def _listed(said: Said, listed: Listed, message: str) -> Ruling:
    listed = replace(listed, number=listed.number - said.beside)
    verdict = {Answer.YES: Verdict.SUPPORTED, Answer.NO: Verdict.CONTRADICTED, Answer.UNKNOWN: Verdict.UNVERIFIED}
    return Ruling(verdict[listed.fits(said.quantity)], message, str(listed.number))
