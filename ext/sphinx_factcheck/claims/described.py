"""Which event or document a sentence speaks of when it does not name it: told by its words, places and dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.judging import own_dates, told_by
from sphinx_factcheck.facts.model import Document, Entity, Event, Fact, FactBase, Ranking, statements_of
from sphinx_factcheck.letters.text import Span

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
    """An entity with some of its statements, and the words by which a sentence can tell it."""

    entity: Entity
    facts: tuple[Fact, ...]
    words: frozenset[str]
    taking_part: frozenset[str]


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
                told.append(Bearer(entity, kept, _telling(entity, kept, facts), _taking_part(entity)))
        by_word: dict[str, list[int]] = defaultdict(list)
        for n, bearer in enumerate(told):
            for word in bearer.words:
                by_word[word].append(n)
        return cls(
            tuple(told), {w: tuple(ns) for w, ns in by_word.items()}, {b.entity.id: n for n, b in enumerate(told)}
        )


def told_in(
    bearers: Bearers, reading: Reading, span: Span, least: int = LEAST, keep: Callable[[Bearer], bool] = lambda _: True
) -> tuple[Bearer, ...]:
    """The bearers that the words of `span` tell best, of those that `keep` admits and that score at least `least`.

    A name in the span settles it; one in the paragraph before, those who take part, words, and years add to it.
    Among equals those nearest before the letter's date remain.
    """
    if not bearers.all:
        return ()
    scores: Counter[int] = Counter()
    text = reading.letter.text[span.start : span.end]
    for word in _stems_once(text):
        scores.update(bearers.by_word.get(word, ()))
    here = {m.entity for m in reading.mentions_in(span.start, span.end)}
    blocks = reading.letter.blocks
    block = blocks[max(bisect_right(blocks, span.start, key=lambda b: b.start) - 1, 0)].start if blocks else 0
    near = {m.entity for m in reading.mentions_in(max(block, span.start - _LONGEST), span.start)}
    for id, weight in [*((e, _NAMED) for e in here), *((e, _NAMED_NEAR) for e in near - here)]:
        if id in bearers.by_entity:
            scores[bearers.by_entity[id]] += weight
    years = years_in(text)
    for n in [n for n in scores if not keep(bearers.all[n])]:
        del scores[n]
    for n in scores:
        bearer = bearers.all[n]
        scores[n] += _TAKES_PART * len(bearer.taking_part & (here | near))
        scores[n] += _year_score(years, bearer.entity)
    best = max(scores.values(), default=0)
    if best < least:
        return ()
    return _nearest_before([bearers.all[n] for n, score in scores.items() if score == best], reading)


def near_sentence(reading: Reading, offset: int) -> Span:
    """The sentence around an offset; where it goes on beyond all measure, the stretch of it that holds the offset."""
    sentence = reading.sentence_at(offset)
    if sentence.end - sentence.start <= 2 * _LONGEST:
        return sentence
    part = offset // _LONGEST * _LONGEST
    return Span(max(sentence.start, part - _LONGEST), min(sentence.end, part + 2 * _LONGEST))


@lru_cache(maxsize=64)
def _stems_once(text: str) -> frozenset[str]:
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
    began = {b.entity.id: _first_day(b.entity) for b in told}
    past = [began[b.entity.id] for b in told if 0 < began[b.entity.id] <= day.toordinal()]
    return tuple(b for b in told if began[b.entity.id] == max(past)) if past else tuple(told)


def _first_day(entity: Entity) -> int:
    when = [s.when.earliest.toordinal() for key, s in statements_of(entity) if s.when and key.startswith("dates/")]
    return min(when, default=0)


def years_in(text: str) -> frozenset[int]:
    """The years that a text names in four digits."""
    return frozenset(int(year) for year in _YEAR.findall(text))


def years_told(reading: Reading, span: Span) -> frozenset[int]:
    """The years that a stretch names, apart from those in names ("the 1989 massacre")."""
    named = [m.span for m in reading.mentions_in(span.start, span.end)]
    found = _YEAR.finditer(reading.letter.text, span.start, span.end)
    return frozenset(int(y[0]) for y in found if not any(n.start <= y.start() < n.end for n in named))


def of_other_years(years: frozenset[int], entity: Entity) -> bool:
    """Whether years are named and none of them is one of an entity's."""
    return _year_score(years, entity) == _OTHER_YEAR


def _year_score(years: frozenset[int], entity: Entity) -> int:
    whens = [s.when for key, s in statements_of(entity) if s.when and key.startswith("dates/")]
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
