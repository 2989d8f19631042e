"""Which counts of the fact base a sentence tells of, and what they say of its number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.counts.counting import (
    Counting,
    Match,
    Width,
    count_of,
    fits,
    match,
    tells_deed,
    width,
    worded,
)
from sphinx_factcheck.claims.dating.described import (
    LEAST,
    SURE,
    Bearer,
    Bearers,
    begun_by,
    near_sentence,
    of_another_time,
    stems,
    stems_between,
    told_in,
)
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, rule, told_by
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Fact, FactBase
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.spans.numbers import Quantity, exactly, quantities

_OURS = re.compile(r"\b(?:we|our|us|my|I)\s(?:[\w’']+\s){0,4}$")
_SPEAKING = re.compile(
    r"\s(?:(?:have|has|had|also|today|jointly)\s)*(?:condemn|call|urg|ask|demand|writ|wrote|sa(?:y|id)|protest|welcom|appeal|join|"
    r"met\b|meet|believ|work|stand|stood|ceas)"
)
_NEXT = re.compile(r"(?:\b(?:and|while|but)|[,;:])\s(?:[\w-]+\s){0,3}$")
_PARTING = 40
_SIGNERS = Counting("signatory", frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a letter with its noun: `span` holds both, `stop` is where the number ends.

    `part`: of others of its noun ("19 of the 47 members"), so that only what is said of the part tells what it counts.
    """

    quantity: Quantity
    noun: str
    span: Span
    stop: int
    part: bool = False


@per_fact_base
def bearers_of(facts: FactBase) -> Bearers:
    """The entities that carry counts."""
    return Bearers.of(facts, "counts")


def told_of(counted: Counted, reading: Reading, least: int = LEAST, *, by_sentence: bool = False) -> tuple[Bearer, ...]:
    """The bearers of counts that the sentence tells of; one of another time than it names is not meant.

    `by_sentence`: told by its sentence alone, and not by what the paragraph has named before.
    """
    bearers = bearers_of(reading.facts)
    if not bearers.all:
        return ()
    sentence = near_sentence(reading, counted.span.start)
    text, span = reading.letter.text, counted.span
    if _OURS.search(text, max(span.start - 60, sentence.start), span.start) or _SPEAKING.match(text, span.end):
        return ()
    counting = _counting(counted, sentence, reading)

    def counts(bearer: Bearer) -> bool:
        if bearer.entity.id == reading.letter.carries and not reading.letter.witness_of:
            return False
        same = any(width(counting, f) and match(counting, f) for f in bearer.facts)
        return same and not of_another_time(reading, sentence, bearer, span)

    return told_in(bearers, reading, sentence, least, counts, by_sentence=by_sentence)


def decided(counted: Counted, told: Sequence[str], reading: Reading) -> Ruling:
    """Hold a number against the counts of what its sentence tells of, by the ids of these entities."""
    if not told:
        return UNDECIDED
    counting = _counting(counted, near_sentence(reading, counted.span.start), reading)
    counts = [f for id in told for f in reading.facts.about(id, "counts")]
    facts = _out_by_then([f for f in counts if width(counting, f) and match(counting, f)], reading)
    known = _closest(facts, counting) if len(facts) > 1 else facts
    if not known:
        return UNDECIDED
    aliases = reading.facts.entities[known[0].entity].aliases()
    names = frozenset(word for alias in aliases for word in stems(alias.name))
    answers = [(f, fits(counted.quantity, counting, f, names)) for f in known]
    if all(answer is Answer.NO for _, answer in answers):
        others = [f for f in _latest(facts) if _how(f, counting)[:2] == _how(known[0], counting)[:2]]
        fitting = [f for f in others if fits(counted.quantity, counting, f, names) is Answer.YES]
        answers = [(f, Answer.YES) for f in fitting] or answers
    if not _surely(answers, counted, counting, reading):
        return UNDECIDED
    return _ruling(answers, reading)


def decided_of_signers(counted: Counted, beside: int, reading: Reading) -> Ruling:
    """Hold a number of the letter's own signers, and as many of another noun beside it, against what is known of it."""
    counting = Counting(counted.noun, frozenset(), frozenset())
    answers = []
    for fact in _out_by_then(reading.facts.about(reading.letter.carries, "counts"), reading):
        if beside and counted.quantity.low is not None and width(_SIGNERS, fact):
            total = exactly(counted.quantity.low + beside)
            if fits(total, _SIGNERS, fact) is Answer.YES or not width(counting, fact):
                answers.append((fact, fits(total, _SIGNERS, fact)))
                continue
        if width(counting, fact) or width(_SIGNERS, fact):
            answers.append((fact, fits(counted.quantity, counting, fact)))
    return _ruling(answers, reading) if answers else UNDECIDED


def _ruling(answers: Sequence[tuple[Fact, Answer]], reading: Reading) -> Ruling:
    entities = reading.facts.entities
    message = "; ".join(dict.fromkeys(f"{entities[f.entity].name}: {worded(count_of(f))}" for f, _ in answers))
    return rule(answers, reading.facts, message, worded(count_of(answers[0][0])))


def _out_by_then(facts: Sequence[Fact], reading: Reading) -> list[Fact]:
    return [f for f in facts if told_by(f.statement.when, reading) and begun_by(f.entity, reading)]


def _counting(counted: Counted, sentence: Span, reading: Reading) -> Counting:
    """What a number counts: the words between it and the noun, and those of its clause."""
    text, span = reading.letter.text, counted.span
    whole = text[sentence.start : sentence.end]
    first, last = span.start - sentence.start, span.end - sentence.start
    start, stop = last if counted.part else 0, len(whole)
    own_start = start
    ends, numbers = _numbers_in(whole)
    for end in () if counted.part else reversed(ends[: bisect_right(ends, first)]):
        if parting := _NEXT.search(whole, max(first - _PARTING, end), first):
            start, own_start = end, parting.start()
            break
        if end <= first - _PARTING:
            break
    for at, known in numbers[bisect_left(numbers, (last,)) :]:
        parted = known if at - _PARTING >= last else _parting(whole, last, at)
        if parted is not None:
            stop = parted
            break
    clause = stems_between(whole, own_start, stop)
    if not tells_deed(clause):
        clause = stems_between(whole, start, stop)
    if not counted.part and not tells_deed(clause):
        clause = stems_between(whole, 0, len(whole))
    return Counting(counted.noun, frozenset(stems(text[counted.stop : span.end])[:-1]), clause)


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


def _surely(answers: Sequence[tuple[Fact, Answer]], counted: Counted, counting: Counting, reading: Reading) -> bool:
    """Whether the sentence tells of one of these facts so clearly that its number can be held against them.

    A number that does not fit must be told of surely; one that fits, the more surely the less it says itself.
    """
    how = max(match(counting, f) for f, _ in answers)
    wrong = all(answer is Answer.NO for _, answer in answers)
    if wrong and (how is Match.NOUN or not own_dates(reading)):
        return False
    if not wrong and (how > Match.ALONE or counted.quantity.is_exact):
        return True
    told = told_of(counted, reading, SURE, by_sentence=how <= Match.ALONE)
    return not {b.entity.id for b in told}.isdisjoint(f.entity for f, _ in answers)


def _closest(facts: list[Fact], counting: Counting) -> list[Fact]:
    """Of several counts those whose deed, noun and words the sentence tells best, and of a series the last."""
    scores = {f.address: _how(f, counting) for f in facts}
    return list(_latest([f for f in facts if scores[f.address] == max(scores.values())]))


def _how(fact: Fact, counting: Counting) -> tuple[int, bool, int]:
    """How well a clause tells of a count: its deed, its noun, its words."""
    words = counting.clause.intersection(stems(count_of(fact).of))
    return match(counting, fact), width(counting, fact) is Width.SAME, len(words)


def _latest(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Of each series the last."""
    series: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        series.setdefault((fact.entity, count_of(fact).of), []).append(fact)
    for same in series.values():
        days = [f.statement.when.earliest for f in same if f.statement.when]
        yield from (f for f in same if not f.statement.when or f.statement.when.earliest == max(days))
