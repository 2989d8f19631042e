"""The words that belong to a number: its part of the sentence, those right around it, and what it thus counts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.counts.borrowed import PRONOUNS, Numbered
from sphinx_factcheck.engine.claims.counts.counting import Counting, singular, tells_deed
from sphinx_factcheck.engine.claims.counts.doubts import clauses_of
from sphinx_factcheck.engine.language.lexicon import is_human
from sphinx_factcheck.engine.spans.numbers import NUMBER, quantities
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.engine.subjects.stems import stems, stems_of_word, words_of
from sphinx_factcheck.letters.text import Span

_NEXT = later(r"(?:\b(?:and|while|but)|[,;:])\s(?:[\w-]+\s){0,3}$")
_PARTS = later(r";|,\s(?:and\s)?(?=(?:that|those)\sof\b)")
_OF_ANOTHER = later(r"(?P<part>\s?(?:,|and\b)[^.;:()\n]{3,80}),\s(?:who|which|whose|where|whom)\s")
"""What tells more of something else that stands after a number: "47 computers and a reporter, who had joined …"."""
_OF_OURS = later(r"\sof\s(?:our|my|your)\b")
"""What leads to some of all: "seven of our journalists", beside whom there may be others."""
_AFTER_NOUN = later(r"[^,;:.()\n]{0,48}")
_BEFORE_NUMBER = later(r"(?:[\w’'-]+\s){0,3}$")
_ENDING = later(
    r"\b(?:and|but|or|while|for|to(?!\sdeath\b)|after|before|by|since|because|when|whose|as|of|"
    r"(?:in|on|at|from|with)(?!\s(?:custody|prison|detention|jail|captivity)\b))\b"
)
"""What ends the words that belong to a noun before it."""
_LIKEWISE = later(
    rf"\b(?P<verb>\w+)\s(?:(?:about|some|only|over|nearly|almost)\s)?{NUMBER}(?:\s\w+)?[,;]\s(?:and\s|but\s|while\s)?"
    r"(?:the|that)\s[\w’' -]{3,40}\s$",
    re.IGNORECASE,
)
"""A verb that goes on to hold for the next subject: "the A fire killed 31, the B flood" 13."""
_LED = later(r"\b(?:and|but|while|who|which)\b")
_PARTING = 40


def tells_of_deed(number: Numbered, reading: Reading) -> bool:
    """Whether the words right around a number tell a deed that is often counted: "31 dead", "killed 31"."""
    return tells_deed(_near(reading.letter.text, near_sentence(reading, number.start), number))


def counting_of(number: Numbered, reading: Reading) -> Counting:
    """What a number counts: the words between it and the noun, those right around it, and those of its clause."""
    text, sentence = reading.letter.text, near_sentence(reading, number.start)
    own = own_stretch(text, sentence, number)
    whole = text[sentence.start : sentence.end]
    clause = _stems_between(whole, own.start - sentence.start, own.end - sentence.start)
    near = _near(text, sentence, number)
    if number.part:  # of "three of the 31 people killed were nurses" what is told of the three
        verbs = [text[c.verb_start : c.end] for c in clauses_of(number, reading) if c.verb]
        clause = near = frozenset(s for told in verbs for s in stems(told)) or clause
    elif not tells_deed(clause):
        clause |= _stems_between(whole, 0, len(whole) if own.end == sentence.end else own.start - sentence.start)
    noun = PRONOUNS.get(number.noun) or (singular(number.noun) if number.noun else "")
    also = singular(number.also) if number.also else ""
    last = -1 if not also else -2
    narrowing = frozenset(stems(text[number.stop : number.end])[:last])
    if number.noun == "others":
        near |= clause
    if _OF_OURS.match(text, number.stop):
        narrowing |= {"our"}
    names = (m.span for m in reading.mentions_in(sentence.start, sentence.end))
    named = frozenset(s for span in names for s in stems(text[span.start : span.end]))
    human = number.noun in PRONOUNS or is_human(number.noun.lower())
    return Counting(noun, narrowing, clause, near, number.unit, number.of, human, named, also)


def part_of(text: str, sentence: Span, number: Numbered) -> Span:
    """The part of a sentence that a number stands in: between semicolons, or from "that of" another one on."""
    start = max((found.end() for found in _PARTS.finditer(text, sentence.start, number.start)), default=sentence.start)
    after = _PARTS.search(text, number.end, sentence.end) or _OF_ANOTHER.match(text, number.end, sentence.end)
    if after is None:
        return Span(start, sentence.end)
    return Span(start, after.end("part") if "part" in after.re.groupindex else after.start())


def _near(text: str, sentence: Span, number: Numbered) -> frozenset[str]:
    """The words right after the noun and right before the number: "deaths of 12 men held at sea"."""
    after = _AFTER_NOUN.match(text, number.end, sentence.end)
    stretch = _ENDING.split(after[0], maxsplit=1)[0] if after else ""
    told = frozenset(stems(text[number.stop : number.end] + stretch))
    if number.lead >= 0:
        return told | frozenset(stems(text[number.lead : number.start]))
    if tells_deed(told) or number.part:
        return told
    before = _BEFORE_NUMBER.search(text, max(number.start - 40, sentence.start), number.start)
    lead = _LED.split(before[0])[-1] if before else ""
    same = _LIKEWISE.search(text, max(number.start - 100, sentence.start), number.start) if not number.noun else None
    return told | frozenset(stems(lead)) | frozenset(stems(same["verb"]) if same else ())


def own_stretch(text: str, sentence: Span, number: Numbered) -> Span:
    """The part of a sentence that is this number's: from the one before it to what parts off the next."""
    whole = text[sentence.start : sentence.end]
    first, last = number.start - sentence.start, number.end - sentence.start
    start, stop = last if number.part else 0, len(whole)
    ends, numbers = _numbers_in(whole)
    for end in () if number.part else reversed(ends[: bisect_right(ends, first)]):
        if parting := _NEXT.search(whole, max(first - _PARTING, end), first):
            start = parting.start()
            break
        if end <= first - _PARTING:
            break
    for at, known in numbers[bisect_left(numbers, (last,)) :]:
        parted = known if at - _PARTING >= last else _parting(whole, last, at)
        if parted is not None:
            stop = parted
            break
    return Span(sentence.start + start, sentence.start + stop)


@lru_cache(maxsize=64)
def _numbers_in(sentence: str) -> tuple[tuple[int, ...], tuple[tuple[int, int | None], ...]]:
    """Where the numbers of a sentence end, and where they start, each with the start of what parts it off."""
    found = quantities(sentence)
    starts = tuple((at, _parting(sentence, 0, at)) for at, _, _ in found)
    return tuple(end for _, end, _ in found), starts


def _parting(text: str, low: int, at: int) -> int | None:
    """Where the "and" or the comma starts that parts a number at `at` from what is before it."""
    parted = _NEXT.search(text, max(at - _PARTING, low), at)
    return parted.start() if parted else None


def _stems_between(sentence: str, start: int, end: int) -> frozenset[str]:
    """The stems of the words that start between two offsets of a sentence."""
    starts, told = _stems_at(sentence)
    return frozenset(told[bisect_left(starts, start) : bisect_left(starts, end)])


@lru_cache(maxsize=64)
def _stems_at(sentence: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    found = [(word.start(), one) for word in words_of(sentence) for one in stems_of_word(word[0])]
    return tuple(at for at, _ in found), tuple(one for _, one in found)
