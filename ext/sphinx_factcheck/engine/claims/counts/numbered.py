"""The numbers of a letter that count something, each with the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.counts.borrowed import PRONOUNS, Numbered, with_noun_elsewhere, with_noun_of
from sphinx_factcheck.engine.claims.counts.counting import BOTH_SEXES, GENERIC, count_of, nouns_of
from sphinx_factcheck.engine.claims.triggers import figures_in, places_of, together
from sphinx_factcheck.engine.spans.measures import Number, Unit, fractions, measured
from sphinx_factcheck.engine.spans.nouns import noun_joined, phrase_after
from sphinx_factcheck.engine.spans.numbers import quantities
from sphinx_factcheck.engine.spans.points import POINTS
from sphinx_factcheck.engine.spans.vague import VAGUE_WORDS, vague_quantities
from sphinx_factcheck.engine.subjects.index import bearing
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_PART_OF = later(r"\sof\s(?:(?:the|its|his|our|their|these|those|all|all\sthe)\s)?")
_DEFINITE = later(r"\b(?:the|our|their|these|those|both|your|its|other)\s+(?:two|2)$", re.IGNORECASE)
_OUT_OF = later(r"\b(?:out\sof|(?:one|two|three|four|nine|\d+)\sin|every)\s(?:every\s)?$", re.IGNORECASE)
_YEAR = later(r"1[5-9]\d\d|20\d\d")
_ORDERED = "article section chapter page paragraph resolution rule annex".split()
_NUMBERED = later(rf"(?:\bNos?\.|\b(?i:number|(?:{'|'.join(_ORDERED)})s?)|§|#)\s?$")
_TELLS = later(
    r"\b(?:they|we|who|which|[Tt]he\s(?:dead|wounded|injured|missing|\w+s)\b[^.;:,]{0,50}?)\s(?:now\s)?number\s$"
)
"""What makes "number" a verb: "the dead of the fire number 27"."""
_BEFORE_OTHER = ("of", "in", "every", "no.", "nos.", "number", "§", "#", *_ORDERED, *(f"{noun}s" for noun in _ORDERED))
"""How the words end, in small letters, that make a number one of something else."""
_SIGNED_BY = later(r"\b(?:signed|endorsed|supported|subscribed)\sby\s(?:the\s)?$")
_SHARES = frozenset({Unit.PER_CENT, Unit.FRACTION})
_NO_COUNTS = frozenset({Unit.AGE, Unit.ORDINAL, Unit.RATIO, Unit.POINTS})
_LONGEST_HEDGE, _WINDOW, _NOUN, _FARTHEST = 24, 80, 40, 400
"""Characters that a hedge takes, that stand between a number and its noun, that a noun takes, and a list."""
_UNITS = (
    "%", "per cent", "percent", "$", "£", "€", " million", " billion", "dollars", "euros", "pounds", "francs", "marks",
    "crowns", "kilomet", "miles", "metres", "hectares", "acres", " tons", " tonnes", "dead", "wounded", "injured",
)  # fmt: skip
_NOUNS = (*(f" {noun}" for noun in sorted(GENERIC.keys() | POINTS)), *_UNITS)
_FEW = tuple(f"{few} " for few in "two three four five six seven eight nine ten eleven twelve".split())
_OPENERS = (":", " (", "—", " – ", " namely", " i.e.", " viz.")
_BETWEEN_ITEMS = later(r"[,;\n]| and ")
_SHARES_IN = (
    "half ", "thirds", "a third", "one third", "quarter", "fifth", "tenth", " in three", " in four", " in five",
    " in ten", " in twenty", " in 10", " out of",
)  # fmt: skip
_LONGEST_SHARE = 18
_SIGNING = (
    "undersigned", "signed", " sign ", "behalf", "ndorse", "We are ", "we are ", "We, ", "we, ", " below", "signator",
)  # fmt: skip
_MANY = later(r"\d[\d,]{2,}|\b(?:hundred|thousand|million|billion)\b")
_IN_WORDS = tuple("hundred thousand million billion".split())


@once
def _own_nouns(facts: FactBase) -> frozenset[str]:
    """The nouns that a fact base counts and not every letter may, and each two that it counts together."""
    counted = [nouns_of(count_of(f).of) for s in bearing(facts, "counts").all for f in facts.about(s.id, "counts")]
    told = frozenset(noun for nouns in counted for noun in nouns)
    pairs = frozenset(f"{one} {other}" for nouns in counted for one, other in permutations(nouns, 2))
    return told | pairs | ({"names"} if told & {"signatures", "signatories", "signers"} else frozenset())


def numbers_of(reading: Reading) -> list[Numbered]:
    """The numbers of a letter that count something, each once, in order."""
    text = reading.letter.text
    own = _own_nouns(reading.facts)
    numbered: list[Numbered] = []
    found = [Number(*told) for told in vague_quantities(text, places_of(text, VAGUE_WORDS))]
    for start, end in _windows(reading):
        found += (Number(*told) for told in quantities(text, start, end, decimals=True))
    for at in places_of(text, _SHARES_IN):
        found += fractions(text, _word_start(text, at - _LONGEST_SHARE), min(at + _LONGEST_SHARE, len(text)))
    last = -1
    for number in sorted(found, key=lambda one: (one.start, -one.end)):
        if number.start < last or _is_other(text, number.start):
            continue
        last = number.end
        sentence = near_sentence(reading, number.start)
        if number.unit is Unit.COUNT:
            number = measured(text, number, sentence.start, sentence.end)
        one = _of_noun(text, number, sentence, own)
        if one is None:
            continue
        before = numbered[-1] if numbered else None
        if not one.noun or one.part or one.noun == "others":
            borrowed = with_noun_of(one, before, text, sentence)
            one = replace(borrowed, known=_is_known(borrowed.noun, own)) if borrowed is not one else one
        if before and before.unit is Unit.COUNT and _PART_OF.fullmatch(text, before.stop, one.start):
            numbered[-1], one = _part_of(before, one), _parted(one)
        numbered.append(one)
    return numbered


def _windows(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a number can count something, none overlapping another: everywhere, where the fact base has any count, for
    then nouns may be left out; else near a noun, a unit, a list, or the signers.
    """
    text = reading.letter.text
    if bearing(reading.facts, "counts").all:
        yield 0, len(text)
        return
    around = [(at - _WINDOW, at + _NOUN) for at in places_of(text, _NOUNS)]
    around += [(at - _LONGEST_HEDGE, at + _WINDOW) for at in places_of(text, _FEW)]
    around += [(at - _WINDOW - _LONGEST_HEDGE, at) for at in places_of(text, _OPENERS) if _can_list(text, at)]
    many = (_MANY.match(text, at) for at in (*figures_in(text), *places_of(text, _IN_WORDS)))
    around += [(one.start() - _LONGEST_HEDGE, one.end() + _WINDOW) for one in many if one]
    if reading.letter.signers:
        signing = {near_sentence(reading, at) for at in places_of(text, _SIGNING)}
        around += [(sentence.start, sentence.end) for sentence in signing]
    first, last = 0, 0
    for start, end in sorted(around):
        if start > last:
            if last > first:
                yield _word_start(text, first), last
            first = start
        last = max(last, end)
    if last > first:
        yield _word_start(text, first), min(last, len(text))


def _word_start(text: str, at: int) -> int:
    at = max(at, 0)
    while 0 < at < len(text) and not text[at - 1].isspace():
        at += 1
    return at


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


def _is_other(text: str, start: int) -> bool:
    """Whether a number is one of "176 out of 180", or numbers something: "Article 19"."""
    if text[start - 1 : start] in {"/", "-", "–"}:
        return True
    before = text[max(start - 20, 0) : start]
    ordered = before.rstrip().lower().endswith(_BEFORE_OTHER) and not _TELLS.search(text, max(start - 80, 0), start)
    return ordered and bool(_OUT_OF.search(before) or _NUMBERED.search(before))


def _of_noun(text: str, number: Number, sentence: Span, own: frozenset[str]) -> Numbered | None:
    quantity, start, stop = number.quantity, number.start, number.end
    if number.unit in _NO_COUNTS:
        return None
    if number.unit is not Unit.COUNT:
        return _sized(text, number, sentence)
    if quantity.is_exact and (quantity.low in {0, 1} or quantity.low is None or quantity.low.denominator != 1):
        return None
    if quantity.is_exact and _YEAR.fullmatch(text[start:stop]):
        return None
    if (low := quantity.low or quantity.high) is not None and low.denominator != 1:
        return None
    definite = quantity.is_exact and quantity.low == 2 and _DEFINITE.search(text, max(start - 10, 0), stop)
    phrase = phrase_after(text, stop, sentence.end)
    if phrase is None:
        one = with_noun_elsewhere(text, number, sentence)
        return replace(one, known=_is_known(one.noun, own)) if one and one.lead >= 0 else one
    noun = phrase.noun
    known = _is_known(noun, own) or noun in POINTS
    known = known or bool(_SIGNED_BY.search(text, max(start - 40, sentence.start), start))
    known = known and not (definite and noun != "undersigned") and not (noun == "us" and text.endswith("he ", 0, start))
    one = Numbered(start, stop, quantity, noun, phrase.end, phrase.of_them, known=known)
    return _with_joined(text, one, sentence, own)


def _with_joined(text: str, one: Numbered, sentence: Span, own: frozenset[str]) -> Numbered:
    """A number with the other noun that it counts together with the first, where the fact base or the pair tells so."""
    also, end = noun_joined(text, one.end, sentence.end)
    if (one.noun.lower(), also) in BOTH_SEXES:
        return replace(one, noun="people", end=end, known=True)
    if not one.part and f"{one.noun} {also}" in own:
        return replace(one, also=also, end=end)
    return one


def _is_known(noun: str, own: frozenset[str]) -> bool:
    return not noun or noun in PRONOUNS or noun in GENERIC or noun.lower() in GENERIC or noun in own


def _sized(text: str, number: Number, sentence: Span) -> Numbered:
    """A share, a sum, a length: of a noun after "of", or of none."""
    phrase = phrase_after(text, number.end, sentence.end, share=True) if number.unit in _SHARES else None
    noun, end = (phrase.noun, phrase.end) if phrase and phrase.noun else ("", number.end)
    return Numbered(number.start, number.end, number.quantity, noun, end, unit=number.unit, of=number.of)


def _part_of(one: Numbered, whole: Numbered) -> Numbered:
    return Numbered(one.start, one.stop, one.quantity, whole.noun, whole.end, part=True, known=whole.known)


def _parted(one: Numbered) -> Numbered:
    return Numbered(one.start, one.stop, one.quantity, one.noun, one.end, parted=True, known=one.known)


together(VAGUE_WORDS, _SHARES_IN, _NOUNS, _FEW, _OPENERS, _SIGNING, _IN_WORDS)
