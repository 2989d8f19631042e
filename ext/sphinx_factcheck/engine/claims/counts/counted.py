"""Which counts of the fact base a sentence tells of, and what they say of its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.counts.borrowed import YEAR_AFTER, Numbered
from sphinx_factcheck.engine.claims.counts.counting import (
    SIGNING,
    Counting,
    Match,
    Width,
    count_of,
    fits,
    match,
    singular,
    tells_signers,
    width,
    worded,
)
from sphinx_factcheck.engine.claims.counts.doubts import does_another, holds, is_doubtful, is_of_another_body
from sphinx_factcheck.engine.claims.counts.told import TellsOf, told_of
from sphinx_factcheck.engine.claims.counts.words import counting_of, own_stretch, part_of
from sphinx_factcheck.engine.claims.judging import UNDECIDED, rule
from sphinx_factcheck.engine.claims.when import begun_by, known_by
from sphinx_factcheck.engine.spans.numbers import Quantity, exactly
from sphinx_factcheck.engine.subjects.index import YEAR, bearing
from sphinx_factcheck.engine.subjects.meant import lies_in, near_sentence
from sphinx_factcheck.engine.subjects.stems import stems
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Fact, FactBase
from sphinx_factcheck.letters.text import Span

_YEAR_LENGTH = 360
_SIGNERS = Counting(SIGNING, frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts, as typed data: what a judge sees.

    `doubtful`: it may be of others than those which are known by number; `whole`: it is told of all of its kind.
    `years`: those that its sentence tells, `times` when in them, where that is told.
    """

    quantity: Quantity
    counting: Counting
    told: tuple[TellsOf, ...] = ()
    doubtful: bool = False
    whole: bool = True
    years: frozenset[int] = frozenset()
    times: tuple[When, ...] = ()


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
    counting = counting_of(number, reading)
    told = told_of(number, counting, reading)
    sentence = near_sentence(reading, number.start)
    text = reading.letter.text
    own = own_stretch(text, sentence, number)
    of_year = YEAR_AFTER.match(text, number.end)
    years = frozenset({int(of_year["year"])}) if of_year else _years(text, own)
    years = years or _years(text, part_of(text, sentence, number)) or _years(text, sentence)
    if not told:
        return Counted(number.quantity, counting, years=years)
    index = bearing(reading.facts, "counts")
    subjects = [subject for one in told if (subject := index.of(one.id))]
    doubtful = is_doubtful(number, own, sentence, subjects, reading) or does_another(
        number, counting.near, subjects, reading
    )
    whole = not number.part and holds(number, reading) and not is_of_another_body(number, subjects, reading)
    return Counted(number.quantity, counting, told, doubtful, whole, years, _times(own, reading))


def _times(within: Span, reading: Reading) -> tuple[When, ...]:
    """The times, shorter than a year, that a stretch tells."""
    said = reading.dates_in(within.start, within.end)
    told = (when for one in said for when in one.readings(reading.own_dates, one.tense)[:1])
    return tuple(when for when in told if (when.latest - when.earliest).days < _YEAR_LENGTH)


def _years(text: str, within: Span) -> frozenset[int]:
    return frozenset(int(year) for year in YEAR.findall(text, within.start, within.end))


def decided(said: Counted, facts: FactBase, days: Sequence[When]) -> Ruling:
    """Hold a number against the counts of what its sentence tells of, as of the days of the letter."""
    counting = said.counting
    counts = [f for one in said.told for f in facts.about(one.id, "counts")]
    alike = _out_by_then([f for f in counts if width(counting, f) and match(counting, f)], facts, days)
    known = _closest(alike, said) if len(alike) > 1 else alike
    if not known:
        return _of_what_comes(said, counts, facts, days)
    names = frozenset(word for alias in facts.entities[known[0].entity].aliases() for word in stems(alias.name))
    answers = [(f, fits(said.quantity, counting, f, names)) for f in known]
    if all(answer is Answer.NO for _, answer in answers):
        others = [f for f in _latest(alike) if _how(f, counting)[:2] == _how(known[0], counting)[:2]]
        fitting = [f for f in others if fits(said.quantity, counting, f, names) is Answer.YES]
        fitting = fitting or [f for f in alike if f not in known and _is_told_beside(said, f)]
        fitting = fitting or [f for f in alike if said.times and _is_just(said, f) and _is_of_series(f, known[0])]
        if not fitting and any(_is_just(said, f) and count_of(f).of != count_of(known[0]).of for f in alike):
            return UNDECIDED
        answers = [(f, Answer.YES) for f in fitting] or answers
    return _ruling(answers, facts) if _surely(answers, said, days) else UNDECIDED


def _of_what_comes(said: Counted, counts: Sequence[Fact], facts: FactBase, days: Sequence[When]) -> Ruling:
    """Hold a number against those of what is still to come, where these can be known before: who will have part."""
    known = [
        f for f in counts
        if known_by(f.statement.when, days) and count_of(f).members and match(said.counting, f) is Match.ALONE
    ]  # fmt: skip
    answers = [(f, Answer.YES) for f in known if _is_just(said, f) and width(said.counting, f) is Width.SAME]
    return _ruling(answers, facts) if answers else UNDECIDED


def _is_told_beside(said: Counted, fact: Fact) -> bool:
    """Whether a number is just that of a count without a deed which the words beside it tell: "61 souls aboard"."""
    words = said.counting.near.intersection(stems(count_of(fact).of))
    return _is_just(said, fact) and bool(words) and match(said.counting, fact) is Match.ALONE


def _is_of_series(one: Fact, other: Fact) -> bool:
    return one.entity == other.entity and count_of(one).of == count_of(other).of


def tells_just(said: Counted, fact: Fact) -> bool:
    """Whether a number is just that of a count of the same, or of signers."""
    return _is_just(said, fact) and bool(width(said.counting, fact) or tells_signers(fact))


def _is_just(said: Counted, fact: Fact) -> bool:
    return said.quantity.is_plain and said.quantity.sure_low == count_of(fact).count


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


def _surely(answers: Sequence[tuple[Fact, Answer]], said: Counted, days: Sequence[When]) -> bool:
    """Whether the sentence tells of one of these facts so clearly that its number can be held against them.

    A number that does not fit must be told of surely; one that fits, the more surely the less it says itself.
    """
    how = max(match(said.counting, f) for f, _ in answers)
    wrong = all(answer is Answer.NO for _, answer in answers)
    slip = wrong and all(_is_slip(said, f) for f, _ in answers)
    if wrong and (not days or said.doubtful):
        return False
    if wrong and (
        (how is Match.NOUN and not (slip and said.whole)) or (how is Match.ALONE and not (slip or said.whole))
    ):
        return False
    if not wrong and not said.doubtful and any(one.whole for one in said.told):
        return True
    if not wrong and (how > Match.ALONE or (said.quantity.is_plain and not said.doubtful)):
        return True
    sure = {one.id for one in said.told if one.sure or (one.here and how <= Match.ALONE) or (slip and one.whole)}
    return not sure.isdisjoint(f.entity for f, _ in answers)


def _is_slip(said: Counted, fact: Fact) -> bool:
    """Whether a number is so near that of a statement of the same things that it looks like a slip: 41 for 47, 240 for
    204. Of people there may be as many others.
    """
    number, known = str(said.quantity.sure_low), str(count_of(fact).count)
    if said.counting.human or not said.quantity.is_plain or len(number) != len(known) or len(known) == 1:
        return False
    apart = sum(one != other for one, other in zip(number, known, strict=True))
    return width(said.counting, fact) is Width.SAME and (apart == 1 or sorted(number) == sorted(known))


def _closest(facts: list[Fact], said: Counted) -> list[Fact]:
    """Of several counts those whose deed, noun and words the sentence tells best, and of a series that of a year said,
    or the last.
    """
    scores = {f.address: _how(f, said.counting) for f in facts}
    return list(_latest([f for f in facts if scores[f.address] == max(scores.values())], said.years, said.times))


def _how(fact: Fact, counting: Counting) -> tuple[int, bool, int]:
    """How well a clause tells of a count: its deed, its noun, its words."""
    words = (counting.near | counting.clause).intersection(stems(count_of(fact).of))
    return match(counting, fact), width(counting, fact) is Width.SAME, len(words)


def _latest(facts: Sequence[Fact], years: frozenset[int] = frozenset(), times: Sequence[When] = ()) -> Iterator[Fact]:
    """Of each series that of a time or year said, or the last."""
    series: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        series.setdefault((fact.entity, count_of(fact).of), []).append(fact)
    for told in series.values():
        dated = [(f, f.statement.when) for f in told if f.statement.when]
        same = [f for f, when in dated if any(lies_in(when, t) or lies_in(t, when) for t in times)]
        same = same or [f for f, when in dated if when.earliest.year in years] or told
        days = [f.statement.when.earliest if f.statement.when else date.min for f in same]
        yield from (f for f, day in zip(same, days, strict=True) if not f.statement.when or day == max(days))
