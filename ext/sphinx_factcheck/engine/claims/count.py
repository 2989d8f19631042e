"""Counts: "on behalf of 42 organizations", "detained over 20 people", "three men: A, B and C"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.counts.borrowed import Numbered
from sphinx_factcheck.engine.claims.counts.counted import (
    Counted,
    counted,
    decided,
    decided_of_signers,
    tells_just,
)
from sphinx_factcheck.engine.claims.counts.counting import STATES, Counting, singular, tells_other_deed
from sphinx_factcheck.engine.claims.counts.numbered import numbers_of
from sphinx_factcheck.engine.claims.counts.signers import (
    counts_signers,
    counts_states,
    joins,
    named_beside,
    own_document,
    whose,
)
from sphinx_factcheck.engine.claims.counts.words import counting_of, tells_of_deed
from sphinx_factcheck.engine.claims.judging import UNDECIDED
from sphinx_factcheck.engine.claims.ranking import RankingKind, is_in_name
from sphinx_factcheck.engine.claims.vote import VoteKind
from sphinx_factcheck.engine.language.lexicon import is_human
from sphinx_factcheck.engine.spans.lists import Listed, list_after, list_before
from sphinx_factcheck.engine.spans.measures import Unit
from sphinx_factcheck.engine.spans.numbers import Quantity, exactly
from sphinx_factcheck.engine.spans.points import POINTS, bullets_after, points_after, points_before
from sphinx_factcheck.engine.spans.signatures import homes_below, signed_below
from sphinx_factcheck.engine.spans.vague import is_vague
from sphinx_factcheck.engine.subjects.index import bearing
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.facts.dates import Answer

_MORE = re.compile(r"\b(?:another|further|additional)\s(?:\w+\s)?$", re.IGNORECASE)
_DATE = 40
"""Characters that a date has at most around a number in it."""
_GIVEN = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Bb]oth|[Ww]hose|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Ii]ts)\s$")
"""What a number follows that is taken as known, whatever is denied or asked of them: "none of the 76 passengers"."""
_ALL_OF_US = re.compile(r"\b[Tt]he\s$")
_SLIP, _MANY = 2, 10
"""Names by which a number may be off from those below a letter; from how many on anything that is counted is shown."""
_OTHERS = later(r"\sothers?\b")
_BESIDE = later(r"\b(?:with|besides)\s(?:\w+\s)?$|\b[A-Z][\w’'-]+\sand\s$")
_NAMED = 3
"""How many may be named beside "212 others", more than the one who is told of."""
_FARTHEST = 300
"""Characters back to the number that "more" comes on top of."""
_MORE_AFTER = re.compile(r"\s(?:more|other|additional|further)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter counts, and how many there are of it.

    `own`: of the signers of the letter itself, with `beside` as many of another noun ("23 groups and 4 individuals"),
    and as many as `signers` in its own list; `perhaps` of another document of its day; `listed`: by listing them,
    without a number; `part`: of a larger number of the same ("19 of the 47 members"); `listing`: what the letter itself
    lists of it; `letter`: which letter it is.
    """

    counted: Counted
    own: bool = False
    perhaps: bool = False
    listed: bool = False
    part: bool = False
    beside: int = 0
    signers: int = 0
    listing: Listed | None = None
    letter: str = ""

    @property
    def quantity(self) -> Quantity:
        return self.counted.quantity


class CountKind:
    """How many of something."""

    name = "count"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every number of something that the letter's lists or the fact base can count."""
        elsewhere = sorted(c.span for kind in (VoteKind(), RankingKind()) for c in reading.claims_of(kind))
        starts = [span.start for span in elsewhere]
        claims: list[Claim] = []
        numbers = numbers_of(reading)
        for before, number in zip((None, *numbers), numbers, strict=False):
            near = bisect_right(starts, number.start)
            if any(number.span.overlaps(other) for other in elsewhere[max(near - 1, 0) : near + 1]):
                continue
            if _is_day(reading, number) or is_in_name(reading, number.span):
                continue
            last = claims[-1].span if claims and claims[-1].asserted(Said).own else None
            joined = last is not None and joins(reading.letter.text, last.end, number.start)
            states = last is not None and counts_states(reading.letter.text, last.end, number)
            if claims and before and _of_more(reading, number, before):
                claims[-1] = _not_all(claims[-1], before)
            claim = _claim(reading, number, before, joined or states)
            if claim:
                claims[-1:] = _together(claims[-1], claim) if joined else [*claims[-1:], claim]
        return claims if any(c.asserted(Said).own for c in claims) else [*claims, *_list_itself(reading)]

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a count against the list it speaks of, then against the fact base."""
        said = claim.asserted(Said)
        known = _by_facts(said, reading)
        listed = None if said.listed else _by_list(said)
        if listed is None or listed.verdict is Verdict.UNVERIFIED:
            return known
        if listed.verdict is Verdict.CONTRADICTED:
            return replace(listed, cited=known.cited, also=(known.message,) if known.cited else ())
        if known.verdict in {Verdict.CONTRADICTED, Verdict.CONTESTED}:
            return known
        return replace(listed, cited=known.cited)


def _is_day(reading: Reading, number: Numbered) -> bool:
    """Whether a number is that of a day beside its month, and counts nothing: "the blast of 11 April killed 17"."""
    near = reading.dates_in(max(number.start - _DATE, 0), number.end + _DATE)
    return any(date.first.month and date.start <= number.start < date.end for date in near)


def _claim(reading: Reading, number: Numbered, before: Numbered | None, joined: bool) -> Claim | None:
    """The number as a claim, where the letter asserts it; of vague ones and of parts only what something decides.

    Of the whole that a part is taken from ("19 of the 47 members") only what fits: the sentence tells of the part.
    """
    if number.unit is not Unit.COUNT:
        return _sized(reading, number)
    if not number.noun:
        return _bare(reading, number, before)
    letter = reading.letter
    noun = singular(number.noun)
    value = " and ".join(filter(None, (f"{number.quantity} {number.noun}", number.also)))
    if joined or _is_of_signers(reading, number, noun):
        plain = Counted(number.quantity, Counting(noun, frozenset(), frozenset()))
        of_states = noun in STATES
        below = None if letter.signers else _below(letter.text, of_states=of_states)
        itself, sure = whose(reading, partial(tells_just, plain))
        said = Said(plain, True, part=number.part, signers=len(letter.signers), listing=below, letter=itself)
        said = replace(said, perhaps=not sure)
        return Claim("count", itself, value, number.span, said)
    if beside := named_beside(letter.text, number.start, number.stop):
        plain = Counted(number.quantity, Counting(noun, frozenset(), frozenset()))
        itself, sure = own_document(reading)
        said = Said(plain, True, perhaps=not sure, beside=beside, letter=itself)
        return Claim("count", itself, value, number.span, said)
    listing = _listing(reading, number)
    if listing is None and number.noun in POINTS:
        return None
    if listing and (number.noun in POINTS or not number.known):
        said = Said(Counted(number.quantity, Counting(noun, frozenset(), frozenset())), listing=listing)
        return Claim("count", letter.carries, value, number.span, said) if _by_list(said) else None
    return _of_facts(reading, number, before, value, listing)


def _of_facts(
    reading: Reading, number: Numbered, before: Numbered | None, value: str, listing: Listed | None
) -> Claim | None:
    """A number that neither the signers nor a list decide, as a claim."""
    letter = reading.letter
    given = _GIVEN.search(letter.text, max(number.start - 8, 0), number.start)
    if not (given or asserted(reading, number.span)):
        return None
    beside = _BESIDE.search(letter.text, max(number.start - 20, 0), number.start)
    if number.noun == "others" or (beside and _OTHERS.match(letter.text, number.stop)):
        return _with_others(reading, number, value)
    if not (number.known or _is_many(number.quantity)) or _of_more(reading, number, before):
        return None
    said = Said(counted(number, reading), part=number.part, listing=listing)
    claim = Claim("count", _subject(said.counted), value, number.span, said)
    if not (number.part or number.parted or is_vague(number.quantity)):
        return claim
    verdict = CountKind().judge(claim, reading).verdict
    kept = verdict is Verdict.SUPPORTED if number.parted else verdict is not Verdict.UNVERIFIED
    return claim if kept else None


def _with_others(reading: Reading, number: Numbered, value: str) -> Claim | None:
    """A number of others as a claim, where with those they are with they are as many as known: "with 191 others"."""
    least = number.quantity.sure_low
    if not (number.quantity.is_plain and least):
        return None
    told = counted(number, reading)
    for named in range(1, 2 + (least >= _MANY) * _NAMED):
        said = Said(replace(told, quantity=exactly(least + named)))
        claim = Claim("count", _subject(told), value, number.span, said)
        if CountKind().judge(claim, reading).verdict is Verdict.SUPPORTED:
            return claim
    undecided = Said(Counted(number.quantity, told.counting))
    return Claim("count", "", value, number.span, undecided) if _is_many(number.quantity) else None


def _below(text: str, *, of_states: bool) -> Listed | None:
    """The names that close a letter, or of how many countries they are."""
    return homes_below(text) if of_states else signed_below(text)


def _is_many(quantity: Quantity) -> bool:
    """Whether so many are told of that it asks to be checked, whatever it is of: "141,600 jobs"."""
    size = quantity.low or quantity.high
    return size is not None and size >= _MANY


def _sized(reading: Reading, number: Numbered) -> Claim | None:
    """A share, a sum of money or a length as a claim, which few fact bases decide."""
    if bearing(reading.facts, "counts").all and not asserted(reading, number.span):
        return None
    said = Said(counted(number, reading))
    unit = number.of or str(number.unit)
    value = " ".join(
        filter(None, (str(number.quantity), unit if number.unit is not Unit.FRACTION else "", number.noun))
    )
    return Claim("count", _subject(said.counted), value, number.span, said)


def _bare(reading: Reading, number: Numbered, before: Numbered | None) -> Claim | None:
    """A number whose noun is left out ("31 dead", "killed 31"), where it is of a deed that is known by number."""
    if not (bearing(reading.facts, "counts").all and tells_of_deed(number, reading)):
        return None
    if not asserted(reading, number.span):
        return None
    said = Said(counted(number, reading))
    if not said.counted.told:
        return None
    claim = Claim("count", _subject(said.counted), str(number.quantity), number.span, said)
    if _of_more(reading, number, before) and CountKind().judge(claim, reading).verdict is not Verdict.SUPPORTED:
        return None
    return claim


def _subject(told: Counted) -> str:
    return told.told[0].id if told.told else ""


def _is_of_signers(reading: Reading, number: Numbered, noun: str) -> bool:
    """Whether a number is of the letter's signers; where its words leave that open, whether it is as many."""
    below = signed_below(reading.letter.text)
    signers = len(reading.letter.signers) or (below.number if below else 0)
    if number.noun == "us" and _ALL_OF_US.search(reading.letter.text, max(number.start - 5, 0), number.start):
        return True
    if number.part or not (number.known or signers or is_human(number.noun)) or _is_of_another(reading, number):
        return False
    told = counts_signers(reading, noun, number.start, number.end)
    if told is Answer.UNKNOWN:
        known = reading.facts.about(own_document(reading)[0], "counts")
        just = Counted(number.quantity, Counting(noun, frozenset(), frozenset()))
        listed = signers > 0 and number.quantity.fits(signers, signers) is Answer.YES
        return listed or any(tells_just(just, fact) for fact in known)
    return told is Answer.YES


def _is_of_another(reading: Reading, number: Numbered) -> bool:
    """Whether the sentence names another document, of whose signers the number then is."""
    told = (one for one in counted(number, reading).told if one.here and one.id != reading.letter.carries)
    return any(reading.facts.entities[one.id].kind == "document" for one in told)


def _listing(reading: Reading, number: Numbered) -> Listed | None:
    """What the letter lists of what a number counts, after it or before it."""
    if number.parted:
        return None
    letter = reading.letter
    sentence = near_sentence(reading, number.end - 1)
    is_point = number.noun in POINTS
    points = points_after(letter, sentence, number.end) if is_point else bullets_after(letter, number.end)
    if points or (points := list_after(letter.text, sentence, number.start, number.end)):
        return points
    if is_point:
        previous = near_sentence(reading, max(sentence.start - 1, 0))
        points = points_before(letter, sentence, previous, number.start)
    return points or list_before(letter.text, sentence, number.start)


def _of_more(reading: Reading, number: Numbered, before: Numbered | None) -> bool:
    """Whether the number comes on top of another of the same deed: "another 200 lawyers", "12 more people"."""
    text = reading.letter.text
    lead = text[max(number.start - 30, 0) : number.start]
    if not (_MORE.search(lead) or _MORE_AFTER.match(text, number.stop)):
        return False
    near = before is not None and number.start - before.end < _FARTHEST
    return not (before and near and tells_other_deed(counting_of(before, reading), counting_of(number, reading)))


def _not_all(claim: Claim, number: Numbered) -> Claim:
    """The claim of a number to which another is added, so that it is of some: "killed 40 at once; 13 more died"."""
    said = claim.asserted(Said)
    if claim.span.start != number.start:
        return claim
    return replace(claim, said=replace(said, counted=replace(said.counted, doubtful=True)))


def _together(one: Claim, other: Claim) -> list[Claim]:
    """Two numbers of signers that "and" joins: what the list has is their sum."""
    said, more = one.asserted(Said), other.asserted(Said)
    first, second = (s.quantity.low if s.quantity.is_exact else None for s in (said, more))
    if first is None or second is None:
        return [one, other]
    return [
        replace(one, said=replace(said, beside=said.beside + int(second))),
        replace(other, said=replace(more, beside=said.beside + int(first))),
    ]


def _list_itself(reading: Reading) -> Iterator[Claim]:
    """The list of signers as a claim, where the letter states no number but the fact base has one."""
    letter, number = reading.letter, len(reading.letter.signers)
    if number:
        plain = Counted(exactly(number), Counting("signatory", frozenset(), frozenset()))
        said = Said(plain, own=True, listed=True, signers=number, letter=letter.carries)
        claim = Claim("count", letter.carries, f"{number} signatories", letter.signers[0], said)
        if _by_facts(said, reading).cited:
            yield claim


def _by_facts(said: Said, reading: Reading) -> Ruling:
    if said.own:
        told = decided_of_signers(said.counted, said.beside, said.letter, reading.facts, reading.own_dates)
        return UNDECIDED if said.perhaps and told.verdict is not Verdict.SUPPORTED else told
    return decided(said.counted, reading.facts, reading.own_dates)


def _by_list(said: Said) -> Ruling | None:
    """Hold a number against the letter's own signers, or against what it lists of the same."""
    if said.own and (signers := said.signers):
        return _listed(said, Listed(signers), f"the letter's own list has {signers}")
    listed = said.listing
    if said.own and listed and not _is_slip(said.quantity, listed.number - said.beside):
        return None
    if listed is None:
        return None
    if listed.some:
        most = said.quantity.high
        too_many = most is not None and listed.number > most
        return Ruling(Verdict.CONTRADICTED, str(listed), str(listed.number)) if too_many else None
    if not listed.sure and listed.fits(said.quantity) is not Answer.YES:
        return None
    return _listed(said, listed, str(listed))


def _is_slip(quantity: Quantity, names: int) -> bool:
    """Whether a number is about that of the names below a letter, which else may be but the first of many."""
    return abs(int(quantity.low or quantity.high or 0) - names) <= max(_SLIP, names // 5)


def _listed(said: Said, listed: Listed, message: str) -> Ruling:
    listed = replace(listed, number=listed.number - int(said.beside))
    verdict = {Answer.YES: Verdict.SUPPORTED, Answer.NO: Verdict.CONTRADICTED, Answer.UNKNOWN: Verdict.UNVERIFIED}
    message += f", {said.beside} of which are counted apart: that leaves {listed.number}" if said.beside else ""
    return Ruling(verdict[listed.fits(said.quantity)], message, str(listed.number))
