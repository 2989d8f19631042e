"""What has a date and can be described without its name: events, documents, and what happened to persons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sphinx_factcheck.engine.spans.numbers import parse_ordinal
from sphinx_factcheck.engine.subjects.kin import RECURRING, UNPLANNED, VISITS, kin_of
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.model import Document, Entity, Event, Fact, FactBase, Happening
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.facts.words import MONTHS

_MONTHS = frozenset(stem(month) for month in MONTHS)
_BREAK = re.compile(r"\b(?:of|on|in|at|to|for|by|with|between|against|about|from|and)\b|[,:(]")
_RECURRING, _UNPLANNED = frozenset(stems(RECURRING)), frozenset(stems(UNPLANNED))
_MET_ON_VISITS = frozenset(stems("meeting talks"))
_HELD = frozenset({"held", "ended"})
PUT_OFF = frozenset({"postponed", "canceled"})
"""What is done with a thing instead of holding it."""
_VOTES = frozenset(stems("vote ballot poll"))
_VERBS = frozenset(stems("met spoke spoken speak"))
_STAYS = re.compile(
    r"\b(?:be|is|was|been|arriv(?:e|es|ed|ing)|go(?:es|ing)?|went|fl(?:y|ies|ew|own)|stay(?:s|ed)?|return(?:s|ed)?|head(?:s|ed|ing)?)"
    r"(?:\sback)?(?=\s(?:in|to|at|for)\s(?:the\s)?[A-Z])"
)
_WITH = re.compile(r"\s(?:(?!to\b|with\b)[\w’-]+\s){0,3}?(?:with|to)\s|\s(?:[a-z]+\s)?[A-Z]")


@lru_cache(maxsize=1 << 12)
def told_in(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order, without months and figures."""
    return tuple(word for word in stems(text) if word not in _MONTHS and not word.isdigit())


def stands_for(text: str, word: str, end: int) -> bool:
    """Whether a word whose stem is that of a head can stand for something: no verb without whom it was done with."""
    return stem(word) not in _VERBS or bool(_WITH.match(text, end))


def stays_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a stretch tells of a stay somewhere without a noun for it: "will be in Lima", "flew to Lima"."""
    return (m.span() for m in _STAYS.finditer(text, start, end))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something dated: whose it is, its dates, and the words that can tell it.

    `called` are the nouns it is called by, `heads` all that can stand for it, `words` the others of its names, `about`
    those that tell more of it, `number` its ordinal if it has one.
    """

    entity: str
    facts: tuple[Fact, ...]
    heads: frozenset[str]
    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    number: int | None = None
    visit: bool = False
    called: frozenset[str] = frozenset()

    @property
    def recurring(self) -> bool:
        """Whether there may be another one of its name in another year."""
        return not self.called.isdisjoint(_RECURRING)

    @property
    def unplanned(self) -> bool:
        """Whether nobody can speak of it before it happens."""
        return not self.called.isdisjoint(_UNPLANNED)

    @property
    def decided(self) -> bool:
        """Whether something is decided on it: then it is held when that is adopted or rejected."""
        return not self.heads.isdisjoint(_VOTES)

    @property
    def written(self) -> bool:
        """Whether it is a text, which neither begins nor ends on a day."""
        return all(getattr(f.statement, "event", "held") not in _HELD for f in self.facts)

    @property
    def held(self) -> tuple[Fact, ...]:
        """The dates at which it took place, or all of them where none is called that."""
        held = tuple(f for f in self.facts if getattr(f.statement, "event", "held") == "held")
        return held or tuple(f for f in self.facts if getattr(f.statement, "event", "") not in PUT_OFF)


@dataclass(frozen=True, slots=True)
class Things:
    """All that is dated in a fact base, in the order of time; by the nouns for it, visits by who went, and by entity.

    `firsts` are the days (as ordinals) on which each began.
    """

    all: tuple[Thing, ...] = ()
    firsts: tuple[int, ...] = ()
    by_head: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    visits: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    by_entity: Mapping[str, int] = field(default_factory=dict)


@once
def things_of(facts: FactBase) -> Things:
    """What is dated in a fact base."""
    told = [thing for id in facts.facts if id in facts.entities for thing in _of(facts.entities[id], facts)]
    told.sort(key=_first_day)
    by_head: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(told):
        for head in thing.heads:
            by_head[head].append(number)
    own = {t.entity: n for n, t in enumerate(told) if t.facts[0].key == "dates"}
    firsts = tuple(_first_day(thing) for thing in told)
    visits: dict[str, tuple[int, ...]] = {}
    for number, thing in enumerate(told):
        for visitor in thing.participants if thing.visit else ():
            visits[visitor] = *visits.get(visitor, ()), number
    return Things(tuple(told), firsts, {h: tuple(ns) for h, ns in by_head.items()}, visits, own)


@once
def years_begun(facts: FactBase) -> frozenset[int]:
    """The years in which something that is dated began."""
    return frozenset(date.fromordinal(first).year for first in things_of(facts).firsts)


def _first_day(thing: Thing) -> int:
    return min(f.statement.when.earliest.toordinal() for f in thing.facts if f.statement.when)


def _of(entity: Entity, facts: FactBase) -> Iterator[Thing]:
    dated = tuple(f for f in facts.about(entity.id, "dates") if f.statement.when)
    match entity:
        case Event() if dated:
            yield _thing(entity, dated, entity.places, frozenset(entity.participants), facts)
        case Document() if dated:
            yield _thing(entity, dated, (), frozenset({*entity.by, *entity.addressees}), facts)
    for fact in facts.about(entity.id, "happenings"):
        if isinstance(fact.statement, Happening) and fact.statement.when:
            told = told_in(fact.statement.event)
            if len(told) > 1 and fact.statement.event.split()[0].endswith("ed"):
                continue  # "called to the Bar": its verb tells it, with all its words
            called = frozenset({*_heads([fact.statement.event]), *told[:1]})
            heads = _alike(called)
            places = frozenset(told_in(fact.statement.where))
            yield Thing(
                entity.id, (fact,), heads, frozenset(told) - heads, places, frozenset({entity.id}),
                visit=_is_visit(heads), called=called,
            )  # fmt: skip


def _thing(
    entity: Event | Document,
    dated: tuple[Fact, ...],
    places: Iterable[str],
    participants: frozenset[str],
    facts: FactBase,
) -> Thing:
    names = [alias.name for alias in entity.aliases()]
    called = frozenset(_heads([*names, entity.type] if entity.type else names))
    heads = _alike(called)
    where = frozenset(word for place in places for word in told_in(place))
    known = (facts.entities[id].aliases() for id in participants if id in facts.entities)
    persons = frozenset(word for aliases in known for alias in aliases for word in told_in(alias.name))
    words = frozenset(word for name in names for word in told_in(name)) - heads - where - persons
    about = frozenset(told_in(entity.about)) - heads - where
    visit = _is_visit(heads)
    return Thing(entity.id, dated, heads, words, where, participants, about, _ordinal(names), visit, called)


def _heads(names: Iterable[str]) -> set[str]:
    """The nouns that names are about: the last word before the first preposition."""
    found = set()
    for name in names:
        words = told_in(_BREAK.split(name, maxsplit=1)[0])
        if words and not words[-1].isdigit():
            found.add(words[-1])
    return found


def _alike(heads: Iterable[str]) -> frozenset[str]:
    told = kin_of(heads)
    return told | _MET_ON_VISITS if _is_visit(told) else told


def _is_visit(heads: Set[str]) -> bool:
    return not heads.isdisjoint(VISITS)


def _ordinal(names: Iterable[str]) -> int | None:
    for name in names:
        first = name.split()[0] if name.split() else ""
        number = parse_ordinal(first)
        if number is not None:
            return number
    return None
