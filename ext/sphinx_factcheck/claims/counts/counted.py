"""Which counts of the fact base a sentence tells of, and what they say of its number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.counts.counting import (
    SIGNING,
    Counting,
    Match,
    Width,
    count_of,
    fits,
    match,
    singular,
    tells_deed,
    width,
    worded,
)
from sphinx_factcheck.claims.counts.doubts import clauses_of, does_another, holds, is_doubtful
from sphinx_factcheck.claims.counts.numbered import Numbered
from sphinx_factcheck.claims.judging import UNDECIDED, rule
from sphinx_factcheck.claims.when import begun_by, known_by, of_another_time
from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact, FactBase
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.spans.numbers import NUMBER, Quantity, exactly, quantities
from sphinx_factcheck.subjects.index import YEAR, Subject, bearing
from sphinx_factcheck.subjects.meant import Meant, all_meant, goes_on, near_sentence
from sphinx_factcheck.subjects.scores import SURE
from sphinx_factcheck.subjects.stems import stems, stems_of_word, words_of

_OURS = later(r"\b(?:we|our|us|my|I)\s(?:[\w’']+\s){0,4}$")
_SPEAKING = later(
    r"\s(?:(?:have|has|had|also|today|jointly)\s)*(?:condemn|call\son|sa(?:y|id)|protest|welcom|"
    r"met\b|meet|believ|work|stand|stood|ceas)"
)
_NEXT = later(r"(?:\b(?:and|while|but)|[,;:])\s(?:[\w-]+\s){0,3}$")
_PARTS = later(r";|,\s(?:and\s)?(?=(?:that|those)\sof\b)")
_AFTER_NOUN = later(r"[^,;:.()\n]{0,48}")
_BEFORE_NUMBER = later(r"(?:[\w’'-]+\s){0,3}$")
_ENDING = later(
    r"\b(?:and|but|or|while|for|to|after|before|by|since|because|when|whose|as|of|"
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
_RECENT = 400
"""Days after which something of the kind may well have happened again."""
_BY_NOUN = 2
"""What a noun for a thing weighs by itself."""
_NEAR = 400
"""Characters of a sentence within which what tells a thing and a number belong together beyond doubt."""
_SIGNERS = Counting(SIGNING, frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class TellsOf:
    """An entity whose counts a sentence can speak of: `sure` with what was told before, `here` by itself."""

    id: str
    sure: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts, as typed data: what a judge sees.

    `doubtful`: it may be of others than those which are known by number; `whole`: its verb tells it of all of its kind.
    `years`: those that its sentence tells.
    """

    quantity: Quantity
    counting: Counting
    told: tuple[TellsOf, ...] = ()
    doubtful: bool = False
    whole: bool = True
    years: frozenset[int] = frozenset()


def counted(number: Numbered, reading: Reading) -> Counted:
    """A number of a letter with what it counts, and of what; read once."""
    key = number.start, number.stop, number.end, number.part, number.parted
    if key not in reading.counted:
        reading.counted[key] = _counted(number, reading)
    known: Counted = reading.counted[key]
    return known


def _counted(number: Numbered, reading: Reading) -> Counted:
    if not bearing(reading.facts, "counts").all:
        return Counted(number.quantity, Counting(singular(number.noun), frozenset(), frozenset()))
    counting = _counting(number, reading)
    told = _told_of(number, counting, reading)
    sentence = near_sentence(reading, number.start)
    text = reading.letter.text
    years = _years(text, _part(text, sentence, number)) or _years(text, sentence)
    if not told:
        return Counted(number.quantity, counting, years=years)
    index = bearing(reading.facts, "counts")
    subjects = [subject for one in told if (subject := index.of(one.id))]
    own = _own_stretch(text, sentence, number)
    doubtful = is_doubtful(number, own, sentence, subjects, reading) or does_another(
        number, counting.near, subjects, reading
    )
    return Counted(number.quantity, counting, told, doubtful, holds(number, reading), years)


def _years(text: str, within: Span) -> frozenset[int]:
    return frozenset(int(year) for year in YEAR.findall(text, within.start, within.end))


def tells_of_deed(number: Numbered, reading: Reading) -> bool:
    """Whether the words right around a number tell a deed that is often counted: "31 dead", "killed 31"."""
    return tells_deed(_near(reading.letter.text, near_sentence(reading, number.start), number))


def _told_of(number: Numbered, counting: Counting, reading: Reading) -> tuple[TellsOf, ...]:
    """The bearers of counts that the sentence tells of; one of another time than it names is not meant."""
    index = bearing(reading.facts, "counts")
    if not index.all:
        return ()
    span = Span(number.start, number.end)
    sentence = near_sentence(reading, span.start)
    text = reading.letter.text
    ours = _OURS.search(text, max(span.start - 60, sentence.start), span.start)
    named = any(index.of(m.entity) for m in reading.mentions_in(sentence.start, sentence.end))
    if (ours and not named) or _SPEAKING.match(text, span.end):
        return ()

    own, part = _own_stretch(text, sentence, number), _part(text, sentence, number)

    def counts(subject: Subject, how: Match, within: Span = part) -> bool:
        if subject.id == reading.letter.carries and not reading.letter.witness_of:
            return False
        facts = reading.facts.about(subject.id, "counts")
        same = any(width(counting, f) and match(counting, f) >= how for f in facts)
        return same and not of_another_time(reading, within, subject, facts, span)

    def told(stretch: Span, how: Match, *, before: bool) -> tuple[Meant, ...]:
        found = all_meant(reading, stretch, index, lambda subject: counts(subject, how), before=before)
        return tuple(m for m in found if not m.apart)

    for how, stretch in product((Match.ALONE, Match.NOUN), dict.fromkeys((own, part, sentence))):
        here = told(stretch, how, before=False)
        if here and here[0].score >= SURE:
            near = stretch.end - stretch.start <= _NEAR
            return tuple(TellsOf(m.id, near and m.sure, near) for m in here)
    found = told(sentence, Match.ALONE, before=True) or told(sentence, Match.NOUN, before=True)
    if not found and number.noun:
        return _by_its_noun(counting, own, lambda s: counts(s, Match.FAMILY, own), reading)
    of_deed = [m for m in found if counts(m.subject, Match.FAMILY)] if sentence.end - sentence.start <= _NEAR else []
    return tuple(TellsOf(m.id, _is_sure(m, reading, sentence) or _by_deed(m, of_deed, reading), False) for m in found)


def _by_its_noun(
    counting: Counting, own: Span, counts: Callable[[Subject], bool], reading: Reading
) -> tuple[TellsOf, ...]:
    """The one thing of which the fact base counts just this, told by a noun for it: "112 deputies signed a petition".

    It may be another of its kind: what does not fit is no error.
    """
    index = bearing(reading.facts, "counts")
    found = all_meant(reading, own, index, counts, least=_BY_NOUN, before=False)
    alone = len(found) == 1 and not found[0].apart and not found[0].subject.heads.isdisjoint(counting.clause)
    return (TellsOf(found[0].id, sure=False, here=False),) if alone else ()


def _by_deed(one: Meant, of_deed: Sequence[Meant], reading: Reading) -> bool:
    """Whether the deed and what else tells a thing make it sure: the one such thing that is or was not long ago."""
    recent = any(
        w.latest >= day.earliest - timedelta(_RECENT) and w.earliest <= day.latest
        for w in one.subject.dates
        for day in reading.own_dates
    )
    return of_deed == [one] and recent and one.score + 1 >= SURE and not one.by_words_of_deed


def _is_sure(one: Meant, reading: Reading, sentence: Span) -> bool:
    return one.sure and (not one.by_story or goes_on(reading.letter.text[sentence.start : sentence.end], one.subject))


def decided(said: Counted, facts: FactBase, days: Sequence[When]) -> Ruling:
    """Hold a number against the counts of what its sentence tells of, as of the days of the letter."""
    counting = said.counting
    counts = [f for one in said.told for f in facts.about(one.id, "counts")]
    alike = _out_by_then([f for f in counts if width(counting, f) and match(counting, f)], facts, days)
    known = _closest(alike, counting, said.years) if len(alike) > 1 else alike
    if not known:
        return UNDECIDED
    names = frozenset(word for alias in facts.entities[known[0].entity].aliases() for word in stems(alias.name))
    answers = [(f, fits(said.quantity, counting, f, names)) for f in known]
    if all(answer is Answer.NO for _, answer in answers):
        others = [f for f in _latest(alike) if _how(f, counting)[:2] == _how(known[0], counting)[:2]]
        fitting = [f for f in others if fits(said.quantity, counting, f, names) is Answer.YES]
        fitting = fitting or [f for f in alike if f not in known and _is_told_beside(said, f)]
        answers = [(f, Answer.YES) for f in fitting] or answers
    return _ruling(answers, facts) if _surely(answers, said, days) else UNDECIDED


def _is_told_beside(said: Counted, fact: Fact) -> bool:
    """Whether a number is just that of a count without a deed which the words beside it tell: "61 souls aboard"."""
    words = said.counting.near.intersection(stems(count_of(fact).of))
    just = said.quantity.is_exact and said.quantity.low == count_of(fact).count
    return just and bool(words) and match(said.counting, fact) is Match.ALONE


def decided_of_signers(said: Counted, beside: int, letter: str, facts: FactBase, days: Sequence[When]) -> Ruling:
    """Hold a number of a letter's own signers, and as many of another noun beside it, against what is known of it."""
    counting = Counting(said.counting.noun, frozenset(), frozenset())
    answers = []
    for fact in _out_by_then(facts.about(letter, "counts"), facts, days):
        if beside and said.quantity.low is not None and width(_SIGNERS, fact):
            total = exactly(said.quantity.low + beside)
            if fits(total, _SIGNERS, fact) is Answer.YES or not width(counting, fact):
                answers.append((fact, fits(total, _SIGNERS, fact)))
                continue
        if width(counting, fact) or width(_SIGNERS, fact):
            answers.append((fact, fits(said.quantity, counting, fact)))
    return _ruling(answers, facts) if answers else UNDECIDED


def _ruling(answers: Sequence[tuple[Fact, Answer]], facts: FactBase) -> Ruling:
    entities = facts.entities
    message = "; ".join(dict.fromkeys(f"{entities[f.entity].name} had {worded(count_of(f))}" for f, _ in answers))
    return rule(answers, facts, message, worded(count_of(answers[0][0])))


def _out_by_then(told: Sequence[Fact], facts: FactBase, days: Sequence[When]) -> list[Fact]:
    return [f for f in told if known_by(f.statement.when, days) and begun_by(f.entity, facts, days)]


def _counting(number: Numbered, reading: Reading) -> Counting:
    """What a number counts: the words between it and the noun, those right around it, and those of its clause."""
    text, sentence = reading.letter.text, near_sentence(reading, number.start)
    own = _own_stretch(text, sentence, number)
    whole = text[sentence.start : sentence.end]
    clause = _stems_between(whole, own.start - sentence.start, own.end - sentence.start)
    near = _near(text, sentence, number)
    if number.part:  # of "three of the 31 people killed were nurses" what is told of the three
        verbs = [text[c.verb_start : c.end] for c in clauses_of(number, reading) if c.verb]
        clause = near = frozenset(s for told in verbs for s in stems(told)) or clause
    elif not tells_deed(clause):
        clause |= _stems_between(whole, 0, len(whole) if own.end == sentence.end else own.start - sentence.start)
    noun = singular(number.noun) if number.noun else ""
    narrowing = frozenset(stems(text[number.stop : number.end])[:-1])
    return Counting(noun, narrowing, clause, near, number.unit, number.of)


def _part(text: str, sentence: Span, number: Numbered) -> Span:
    """The part of a sentence that a number stands in: between semicolons, or from "that of" another one on."""
    start = max((found.end() for found in _PARTS.finditer(text, sentence.start, number.start)), default=sentence.start)
    after = _PARTS.search(text, number.end, sentence.end)
    return Span(start, after.start() if after else sentence.end)


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


def _own_stretch(text: str, sentence: Span, number: Numbered) -> Span:
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


def _surely(answers: Sequence[tuple[Fact, Answer]], said: Counted, days: Sequence[When]) -> bool:
    """Whether the sentence tells of one of these facts so clearly that its number can be held against them.

    A number that does not fit must be told of surely; one that fits, the more surely the less it says itself.
    """
    how = max(match(said.counting, f) for f, _ in answers)
    wrong = all(answer is Answer.NO for _, answer in answers)
    if wrong and (how is Match.NOUN or not days or said.doubtful or (how is Match.ALONE and not said.whole)):
        return False
    if not wrong and (how > Match.ALONE or (said.quantity.is_exact and not said.doubtful)):
        return True
    sure = {one.id for one in said.told if one.sure or (one.here and how <= Match.ALONE)}
    return not sure.isdisjoint(f.entity for f, _ in answers)


def _closest(facts: list[Fact], counting: Counting, years: frozenset[int]) -> list[Fact]:
    """Of several counts those whose deed, noun and words the sentence tells best, and of a series that of a year said,
    or the last.
    """
    scores = {f.address: _how(f, counting) for f in facts}
    return list(_latest([f for f in facts if scores[f.address] == max(scores.values())], years))


def _how(fact: Fact, counting: Counting) -> tuple[int, bool, int]:
    """How well a clause tells of a count: its deed, its noun, its words."""
    words = (counting.near | counting.clause).intersection(stems(count_of(fact).of))
    return match(counting, fact), width(counting, fact) is Width.SAME, len(words)


def _latest(facts: Sequence[Fact], years: frozenset[int] = frozenset()) -> Iterator[Fact]:
    """Of each series that of a year said, or the last."""
    series: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        series.setdefault((fact.entity, count_of(fact).of), []).append(fact)
    for told in series.values():
        same = [f for f in told if f.statement.when and f.statement.when.earliest.year in years] or told
        days = [f.statement.when.earliest if f.statement.when else date.min for f in same]
        yield from (f for f, day in zip(same, days, strict=True) if not f.statement.when or day == max(days))
