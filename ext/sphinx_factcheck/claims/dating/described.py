"""Which event or document a sentence speaks of when it does not name it: told by its words, places and dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.judging import own_dates, told_by
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Document, Entity, Event, Fact, FactBase, Ranking, statements_of
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.spans.calendar import Lead, Tense
from sphinx_factcheck.spans.dates import find_dates
from sphinx_factcheck.spans.said import DateSaid

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WORD = re.compile(r"\w+(?:[’'.]\w+)*")
_EMPTY = frozenset(
    "a an the of on in at to for from by with and or as is are was were be been it its this that these those their "
    "his her our your we they he she not no which who whom what when where while after before during under over about "
    "has have had do did will would can could may than".split()
)
LEAST, SURE = 3, 4
"""How well a sentence must tell of a thing to be taken to speak of it, and to be in error where it differs."""
_LONGEST = 800
_OFTEN = re.compile(
    r"\b(?:daily|(?:every|each|per|a)\s(?:day|week|month|year))\b(?!\s(?:ago|later|before|after|earlier))",
    re.IGNORECASE,
)
_LATELY = re.compile(
    r"\b(?:yesterday|today|tonight|this\s(?:morning|week|afternoon)|last\s(?:night|week))\b", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:[Ss]ince|[Aa]fter|[Ff]ollowing)\s[^,;:]*$")
_NEAR = 90
_LATELY_DAYS, _FEW_WEEKS = 10, 40
_NAMED, _NAMED_NEAR, _TAKES_PART, _SAME_YEAR, _OTHER_YEAR = 12, 5, 2, 2, -1


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its case, its possessive and its commonest endings."""
    word = word.lower().replace("’", "'").removesuffix("'s").replace(".", "")
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4), ("e", 5)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(stem(m[0]) for m in _WORD.finditer(text) if m[0].lower() not in _EMPTY)


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity with some of its statements, its own dates, and the words by which a sentence can tell it."""

    entity: Entity
    facts: tuple[Fact, ...]
    words: frozenset[str]
    taking_part: frozenset[str]
    dates: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearers:
    """All entities that carry statements under one key, by the words that tell them."""

    all: tuple[Bearer, ...] = ()
    by_word: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    by_entity: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: FactBase, key: str) -> Bearers:
        told: list[Bearer] = []
        for id, about in facts.facts.items():
            kept = tuple(f for f in about if f.key == key)
            if kept and id in facts.entities:
                entity = facts.entities[id]
                told.append(Bearer(entity, kept, _telling(entity, kept, facts), _taking_part(entity), _dates(entity)))
        by_word: dict[str, list[int]] = defaultdict(list)
        for n, bearer in enumerate(told):
            for word in bearer.words:
                by_word[word].append(n)
        return cls(
            tuple(told), {w: tuple(ns) for w, ns in by_word.items()}, {b.entity.id: n for n, b in enumerate(told)}
        )


def told_in(
    bearers: Bearers,
    reading: Reading,
    span: Span,
    least: int = LEAST,
    keep: Callable[[Bearer], bool] = lambda _: True,
    *,
    by_sentence: bool = False,
) -> tuple[Bearer, ...]:
    """The bearers that the words of `span` tell best, of those that `keep` admits and that score at least `least`.

    A name in the span settles it; one in the paragraph before (unless `by_sentence`), those who take part, words, and
    years add to it. Of equals those nearest before the letter's date remain, in the fact base's order: any other
    could change from run to run.
    """
    if not bearers.all:
        return ()
    scores: Counter[int] = Counter()
    text = reading.letter.text[span.start : span.end]
    for word in stems_in(text):
        scores.update(bearers.by_word.get(word, ()))
    here = {m.entity for m in reading.mentions_in(span.start, span.end)}
    blocks = reading.letter.blocks
    block = blocks[max(bisect_right(blocks, span.start, key=lambda b: b.start) - 1, 0)].start if blocks else 0
    first = span.start if by_sentence else max(block, span.start - _LONGEST)
    near = {m.entity for m in reading.mentions_in(first, span.start)}
    for id, weight in [*((e, _NAMED) for e in here), *((e, _NAMED_NEAR) for e in near - here)]:
        if id in bearers.by_entity:
            scores[bearers.by_entity[id]] += weight
    years = years_in(text)
    for n in [n for n in scores if not keep(bearers.all[n])]:
        del scores[n]
    for n in scores:
        bearer = bearers.all[n]
        scores[n] += _TAKES_PART * len(bearer.taking_part & (here | near))
        scores[n] += _year_score(years, bearer.dates)
    best = max(scores.values(), default=0)
    if best < least:
        return ()
    return _nearest_before([bearers.all[n] for n in sorted(scores) if scores[n] == best], reading)


def near_sentence(reading: Reading, offset: int) -> Span:
    """The sentence around an offset; where it goes on beyond all measure, the stretch of it that holds the offset."""
    sentence = reading.sentence_at(offset)
    if sentence.end - sentence.start <= 2 * _LONGEST:
        return sentence
    part = offset // _LONGEST * _LONGEST
    return Span(max(sentence.start, part - _LONGEST), min(sentence.end, part + 2 * _LONGEST))


def stems_between(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the words that start between two offsets of a sentence."""
    starts, told = _stems_at(text)
    return frozenset(told[bisect_left(starts, start) : bisect_left(starts, end)])


@lru_cache(maxsize=64)
def _stems_at(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    words = [m for m in _WORD.finditer(text) if m[0].lower() not in _EMPTY]
    return tuple(m.start() for m in words), tuple(stem(m[0]) for m in words)


@lru_cache(maxsize=64)
def stems_in(text: str) -> frozenset[str]:
    """The stems of a sentence, made once for all that ask for them."""
    return frozenset(stems(text))


def begun_by(entity: str, reading: Reading) -> bool:
    """Whether an event or document can have been there when the letter was written."""
    dated = reading.facts.about(entity, "dates")
    return not dated or any(told_by(f.statement.when, reading) for f in dated)


def _nearest_before(told: Sequence[Bearer], reading: Reading) -> tuple[Bearer, ...]:
    dates = own_dates(reading)
    if len(told) < 2 or not dates:
        return tuple(told)
    day = max(d.latest for d in dates)
    began = [min((when.earliest for when in b.dates), default=date.max) for b in told]
    last = max((first for first in began if first <= day), default=None)
    return tuple(b for b, first in zip(told, began, strict=True) if last in {None, first})


def _dates(entity: Entity) -> tuple[When, ...]:
    return tuple(s.when for key, s in statements_of(entity) if s.when and key.startswith("dates/"))


@lru_cache(maxsize=64)
def years_in(text: str) -> frozenset[int]:
    """The years that a text names in four digits."""
    return frozenset(int(year) for year in _YEAR.findall(text))


def of_another_time(reading: Reading, sentence: Span, bearer: Bearer, number: Span) -> bool:
    """Whether a sentence tells of a time at which a thing was not, or of one short part of a long time.

    `number` is what is counted there, and no year.
    """
    entity, at = bearer.entity, sentence.start
    times = _times_in(reading.letter.text[at : sentence.end])
    named = reading.mentions_in(at, sentence.end)
    apart = (number, *(m.span for m in named))
    years = frozenset(year for year, start in times.years if not _within(at + start, apart))
    if _year_score(years, bearer.dates) == _OTHER_YEAR:
        return True
    whens = [*bearer.dates, *(f.statement.when for f in bearer.facts if f.statement.when)]
    letter = own_dates(reading)
    if not whens or not letter:
        return False
    if times.often:
        return True
    if times.lately:
        return not any(_apart(w, d) <= _LATELY_DAYS for w in whens for d in letter)
    dates = [d for d in times.dates if not _within(at + d.start, apart)]
    said = [when for one in dates for when in one.readings(letter, Tense.PAST)]
    if not said or any(_said_on(when, whens) for when in said):
        return False
    return all(m.entity != entity.id for m in named) or any(
        w.lasting and w.earliest <= when.earliest and when.latest <= w.latest for w in whens for when in said
    )


@dataclass(frozen=True, slots=True)
class _Times:
    """The times that a sentence tells, at their offsets in it."""

    years: tuple[tuple[int, int], ...]
    dates: tuple[DateSaid, ...]
    often: bool
    lately: bool


@lru_cache(maxsize=64)
def _times_in(sentence: str) -> _Times:
    years = tuple((int(y[0]), y.start()) for y in _YEAR.finditer(sentence))
    dates = tuple(
        d for d in find_dates(sentence) if d.lead is Lead.AT and not (d.wrong or _precedes(sentence, d.start))
    )
    return _Times(years, dates, bool(_OFTEN.search(sentence)), bool(_LATELY.search(sentence)))


def _precedes(sentence: str, at: int) -> bool:
    """Whether a date is of what came before all that the sentence tells: "since the death of X on 5 May"."""
    return bool(_SINCE.search(sentence, max(at - _NEAR, 0), at))


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(s.start <= at < s.end for s in spans)


def _said_on(said: When, whens: Sequence[When]) -> bool:
    """Whether a date is one of these, or one of a few weeks that these tell of, or holds the whole of one."""
    return any(
        said.earliest <= w.latest
        and w.earliest <= said.latest
        and ((w.latest - w.earliest).days <= _FEW_WEEKS or (said.earliest <= w.earliest and w.latest <= said.latest))
        for w in whens
    )


def _apart(one: When, other: When) -> int:
    return max((other.earliest - one.latest).days, (one.earliest - other.latest).days, 0)


def _year_score(years: frozenset[int], whens: Sequence[When]) -> int:
    if not years or not whens:
        return 0
    return _SAME_YEAR if any(w.earliest.year <= y <= w.latest.year for w in whens for y in years) else _OTHER_YEAR


def _telling(entity: Entity, kept: Sequence[Fact], facts: FactBase) -> frozenset[str]:
    names = [alias.name for alias in entity.aliases()]
    match entity:
        case Event():
            names += [entity.type, *entity.places, *_names_of(entity.participants, facts)]
        case Document():
            names += [entity.type, *_names_of(entity.by, facts)]
        case Ranking():
            names += [entity.edition, *_names_of((entity.by,), facts)]
    names += [of for f in kept if (of := getattr(f.statement, "of", ""))]
    return frozenset(word for name in names for word in stems(name))


def _names_of(ids: Sequence[str], facts: FactBase) -> list[str]:
    return [facts.entities[id].name if id in facts.entities else id for id in ids]


def _taking_part(entity: Entity) -> frozenset[str]:
    match entity:
        case Event():
            return frozenset(entity.participants)
        case Document():
            return frozenset({*entity.by, *entity.addressees})
        case Ranking():
            return frozenset({entity.by})
    return frozenset()
