"""What has a date and can be described without its name: events, documents, and what happened to persons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from sphinx_factcheck.facts.model import Document, Entity, Event, Fact, FactBase, Happening
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.spans.numbers import parse_ordinal

_ALIKE = (
    "talks dialogue meeting summit conference consultations negotiations meet met",
    "call conversation telephone telephoned spoke spoken speak",
    "vote ballot",
    "crackdown roundup round-up sweep",
    "massacre killing bloodshed",
    "protest demonstration rally march",
    "abduction kidnapping disappearance",
    "detention arrest",
    "hearing trial",
    "statement declaration",
    "report assessment",
    "law act ordinance legislation",
    "agreement treaty accord",
)
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_EMPTY = frozenset(
    "a an the of on in at to for from by with and or as is are was were be been it its this that his her our your we "
    "they he she not".split()
) | frozenset(month.lower() for month in MONTHS)
_BREAK = re.compile(r"\b(?:of|on|in|at|to|for|by|with|between|against|about|from|and)\b|[,:(]")
_VISITS = "visit trip travel tour journey"
_MET_ON_VISITS = "meeting talks"
_RECURRING = (
    "conference summit forum games dialogue session assembly festival vigil talks congress election olympics cup "
    "consultation"
)
_UNPLANNED = (
    "massacre killing bloodshed crackdown coup battle war earthquake flood disaster famine riot uprising disappearance "
    "abduction murder assassination attack bombing fire accident crash explosion revolution unrest violence collapse"
)
_VOTES = "vote ballot poll"
_VERBS = "met spoke spoken speak"
_STAYS = re.compile(
    r"\b(?:be|is|was|been|arriv(?:e|es|ed|ing)|go(?:es|ing)?|went|fl(?:y|ies|ew|own)|stay(?:s|ed)?|return(?:s|ed)?|head(?:s|ed|ing)?)"
    r"(?:\sback)?(?=\s(?:in|to|at|for)\s(?:the\s)?[A-Z])"
)
_WITH = re.compile(r"\s(?:(?!to\b|with\b)[\w’-]+\s){0,3}?(?:with|to)\s|\s(?:[a-z]+\s)?[A-Z]")


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """A word without its case, its possessive and its commonest endings: the same for "votes", "voted" and "vote"."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "")
    word = word.replace("travell", "travel")
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        word = word[:-1]
    for ending, least in (("ing", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= least:
            word = word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=1 << 12)
def roots(text: str) -> tuple[str, ...]:
    """The roots of the words that carry meaning, in order."""
    words = (m[0].lower() for m in _WORD.finditer(text))
    return tuple(root(word) for word in words if word not in _EMPTY and not word.isdigit())


def stands_for(text: str, word: str, end: int) -> bool:
    """Whether a word whose root is that of a head can stand for something: no verb without whom it was done with."""
    return root(word) not in _VERB_ROOTS or bool(_WITH.match(text, end))


def stays_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a stretch tells of a stay somewhere without a noun for it: "will be in Lima", "flew to Lima"."""
    return (m.span() for m in _STAYS.finditer(text, start, end))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something dated: whose it is, its dates, and the words that can tell it.

    `heads` are the nouns that can stand for it, `words` the others of its names, `about` those that tell more of it,
    `number` its ordinal if it has one.
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

    @property
    def recurring(self) -> bool:
        """Whether there may be another one of its name in another year."""
        return not self.heads.isdisjoint(roots(_RECURRING))

    @property
    def unplanned(self) -> bool:
        """Whether nobody can speak of it before it happens."""
        return not self.heads.isdisjoint(roots(_UNPLANNED))

    @property
    def decided(self) -> bool:
        """Whether something is decided on it: then it is held when that is adopted or rejected."""
        return not self.heads.isdisjoint(roots(_VOTES))

    @property
    def held(self) -> tuple[Fact, ...]:
        """The dates at which it took place, or all of them where none is called that."""
        return tuple(f for f in self.facts if getattr(f.statement, "event", "held") == "held") or self.facts


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


def _first_day(thing: Thing) -> int:
    return min(f.statement.when.earliest.toordinal() for f in thing.facts if f.statement.when)


def _of(entity: Entity, facts: FactBase) -> Iterator[Thing]:
    dated = tuple(f for f in facts.about(entity.id, "dates") if f.statement.when)
    match entity:
        case Event() if dated:
            yield _thing(entity, dated, entity.places, frozenset(entity.participants), facts)
        case Document() if dated:
            yield _thing(entity, dated, (), frozenset({*entity.by, *entity.addressees}), facts)
    if entity.kind in {"person", "organization"}:
        for fact in facts.about(entity.id, "happenings"):
            if isinstance(fact.statement, Happening) and fact.statement.when:
                heads = _alike(_heads([fact.statement.event]))
                words = frozenset(roots(fact.statement.event)) - heads
                places = frozenset(roots(fact.statement.where))
                yield Thing(entity.id, (fact,), heads, words, places, frozenset({entity.id}), visit=_is_visit(heads))


def _thing(
    entity: Event | Document,
    dated: tuple[Fact, ...],
    places: Iterable[str],
    participants: frozenset[str],
    facts: FactBase,
) -> Thing:
    names = [alias.name for alias in entity.aliases()]
    heads = _alike({*_heads(names), *_heads([entity.type])} if entity.type else _heads(names))
    where = frozenset(word for place in places for word in roots(place))
    known = (facts.entities[id].aliases() for id in participants if id in facts.entities)
    persons = frozenset(word for aliases in known for alias in aliases for word in roots(alias.name))
    words = frozenset(word for name in names for word in roots(name)) - heads - where - persons
    about = frozenset(roots(entity.about)) - heads - where
    return Thing(entity.id, dated, heads, words, where, participants, about, _ordinal(names), _is_visit(heads))


def _heads(names: Iterable[str]) -> set[str]:
    """The nouns that names are about: the last word before the first preposition."""
    found = set()
    for name in names:
        words = roots(_BREAK.split(name, maxsplit=1)[0])
        if words and not words[-1].isdigit():
            found.add(words[-1])
    return found


_VERB_ROOTS = frozenset(roots(_VERBS))


def _alike(heads: Iterable[str]) -> frozenset[str]:
    told = set(heads)
    groups = [set(roots(group)) for group in (_VISITS, *_ALIKE)]
    told = told.union(*(group for group in groups if group & told))
    return frozenset(told.union(roots(_MET_ON_VISITS)) if _is_visit(told) else told)


def _is_visit(heads: Set[str]) -> bool:
    return not heads.isdisjoint(roots(_VISITS))


def _ordinal(names: Iterable[str]) -> int | None:
    for name in names:
        first = name.split()[0] if name.split() else ""
        number = parse_ordinal(first)
        if number is not None:
            return number
    return None
