"""All that a sentence can mean, filed under the words that tell it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from sphinx_factcheck.engine.subjects.kin import RECURRING, UNPLANNED, VISITS, kin_of
from sphinx_factcheck.engine.subjects.stems import stem, stems, words_of
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Document, Entity, Event, FactBase, Ranking, statements_of
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.facts.words import MONTHS

YEAR = re.compile(r"(?<![\d./-])(?:1[0-9]|20)\d\d(?![\d/-])")
_BREAK = re.compile(r"\b(?:of|on|in|at|to|for|by|with|between|against|about|from|and)\b|[,:(]")
_ORDINALS = {
    word: n for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1)
}  # fmt: skip
_FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_MONTH = 31
_TIMES = frozenset(stem(month) for month in MONTHS)


class Tells(StrEnum):
    """How a word tells something."""

    HEAD = "a noun or verb for it"
    PROPER = "a word of its name, written with a capital"
    WORD = "a word of its name"
    PLACE = "where it was"
    PEOPLE = "a word of the name of who took part"
    ABOUT = "a word of what is known about it"
    COUNTED = "a word of what is stated of it"


@dataclass(frozen=True)
class Subject:
    """Something that a sentence can mean, and what tells it; all words are stems.

    `heads` are the nouns and verbs that can stand for it, `taking_part` the ids of who took part, wrote or received it,
    `number` its ordinal if it has one, `series` what its editions share, `years` those of what is stated of it.
    """

    entity: Entity
    words: Mapping[str, Tells]
    taking_part: frozenset[str] = frozenset()
    number: int | None = None
    dates: tuple[When, ...] = ()
    series: tuple[str, ...] = ()
    edition: str = ""
    years: frozenset[int] = frozenset()

    @property
    def id(self) -> str:
        return self.entity.id

    @cached_property
    def heads(self) -> frozenset[str]:
        return self.told_by(Tells.HEAD)

    @property
    def visit(self) -> bool:
        return not self.heads.isdisjoint(VISITS)

    @property
    def recurring(self) -> bool:
        """Whether there may be another one of its name in another year."""
        return not self.heads.isdisjoint(_RECURRING)

    @property
    def unplanned(self) -> bool:
        """Whether nobody can speak of it before it happens."""
        return not self.heads.isdisjoint(_UNPLANNED)

    def told_by(self, *ways: Tells) -> frozenset[str]:
        """The words that tell it in one of these ways."""
        return frozenset(word for word, how in self.words.items() if how in ways)

    def in_year(self, year: int) -> bool:
        """Whether a time of it, or of what is stated of it, lies in a year; of an edition, whether it is that of it."""
        if self.edition:
            return self.edition == str(year)
        return year in self.years or any(w.earliest.year <= year <= w.latest.year for w in self.dates)


_RECURRING = frozenset(stems(RECURRING))
_UNPLANNED = frozenset(stems(UNPLANNED))


@dataclass(frozen=True)
class Index:
    """Subjects, each with its number; by the words that tell them, by entity, by series and by day."""

    all: tuple[Subject, ...] = ()
    by_word: Mapping[str, tuple[tuple[int, Tells], ...]] = field(default_factory=dict)
    by_entity: Mapping[str, int] = field(default_factory=dict)
    by_series: Mapping[tuple[str, ...], tuple[int, ...]] = field(default_factory=dict)
    by_day: Mapping[date, tuple[int, ...]] = field(default_factory=dict)

    def of(self, id: str) -> Subject | None:
        """The subject that an entity is, if it can be meant."""
        number = self.by_entity.get(id)
        return None if number is None else self.all[number]

    def editions(self, subject: Subject) -> tuple[Subject, ...]:
        """The others of its series."""
        return tuple(self.all[n] for n in self.by_series.get(subject.series, ()) if self.all[n] is not subject)


@once
def index_of(facts: FactBase) -> Index:
    """All events, documents and rankings of a fact base, and all other entities that carry counts."""
    told = [e for e in facts.entities.values() if isinstance(e, Event | Document | Ranking) or e.counts]
    return _filed([subject_of(entity, facts) for entity in told])


@once
def bearing(facts: FactBase, key: str) -> Index:
    """Those of which the fact base holds statements under a key; the words of these tell them too."""
    told = [s for s in index_of(facts).all if facts.about(s.id, key)]
    return _filed([_with_counted(s, facts, key) for s in told])


def _filed(subjects: Iterable[Subject]) -> Index:
    told = tuple(subjects)
    by_word: dict[str, list[tuple[int, Tells]]] = defaultdict(list)
    by_series: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_day: dict[date, list[int]] = defaultdict(list)
    for n, subject in enumerate(told):
        for day in {day for when in subject.dates for day in days_of(when)}:
            by_day[day].append(n)
        by_series[subject.series].append(n)
        for word, how in subject.words.items():
            by_word[word].append((n, how))
    return Index(
        told,
        {word: tuple(ns) for word, ns in by_word.items()},
        {subject.id: n for n, subject in enumerate(told)},
        {series: tuple(ns) for series, ns in by_series.items() if series},
        {day: tuple(ns) for day, ns in by_day.items()},
    )


def days_of(when: When) -> tuple[date, ...]:
    """The days of a time, where that is a month at most."""
    length = (when.latest - when.earliest).days
    return tuple(when.earliest + timedelta(n) for n in range(length + 1)) if length < _MONTH else ()


def subject_of(entity: Entity, facts: FactBase) -> Subject:
    """An entity with all that can tell it."""
    people = _taking_part(entity)
    words = {stem(w[0]): Tells.ABOUT for w in words_of(entity.about)} if isinstance(entity, Event | Document) else {}
    for id in people:
        if id in facts.entities:
            words |= {s: Tells.PEOPLE for alias in facts.entities[id].aliases() for s in stems(alias.name)}
    names = [alias.name for alias in entity.aliases()]
    for name in names:
        capital = {s: w[0][0].isupper() and w.start() > 0 for w in words_of(name) for s in stems(w[0])}
        for word, proper in capital.items():
            if words.get(word) is not Tells.PROPER:
                words[word] = Tells.PROPER if proper else Tells.WORD
    if isinstance(entity, Event):
        words |= {s: Tells.PLACE for place in entity.places for s in stems(place)}
    words |= dict.fromkeys(_heads(entity, names), Tells.HEAD)
    edition = entity.edition if isinstance(entity, Ranking) else ""
    return Subject(
        entity,
        {word: how for word, how in words.items() if word not in _TIMES and not YEAR.fullmatch(word)},
        people,
        _ordinal(names),
        tuple(s.when for key, s in statements_of(entity) if s.when and key.startswith("dates/")),
        _series(entity),
        edition if YEAR.fullmatch(edition) else "",
    )


def _with_counted(subject: Subject, facts: FactBase, key: str) -> Subject:
    stated = [f.statement for f in facts.about(subject.id, key)]
    words = {s: Tells.COUNTED for one in stated for s in stems(getattr(one, "of", ""))} | dict(subject.words)
    years = frozenset(one.when.earliest.year for one in stated if one.when)
    return replace(subject, words=words, years=years)


def _taking_part(entity: Entity) -> frozenset[str]:
    match entity:
        case Event():
            return frozenset(entity.participants)
        case Document():
            return frozenset({*entity.by, *entity.addressees})
        case Ranking():
            return frozenset({entity.by} - {""})
    return frozenset()


def _heads(entity: Entity, names: Iterable[str]) -> frozenset[str]:
    """The nouns that names are about, the last word before the first preposition, and what can stand for them."""
    types = [entity.type] if isinstance(entity, Event | Document) and entity.type else []
    found = set()
    for name in (*names, *types):
        told = [w for w in stems(_BREAK.split(name, maxsplit=1)[0]) if not w.isdigit()]
        found.update(told[-1:])
    if isinstance(entity, Ranking):
        found |= {"index", "rank"}
    return kin_of(found)


def _series(entity: Entity) -> tuple[str, ...]:
    """What the editions of one thing share: the words of its name but years, ordinals and months, and who makes it."""
    by = entity.by if isinstance(entity, Ranking) else ""
    told = [
        w for w in stems(YEAR.sub(" ", entity.name))
        if w not in _TIMES and w not in _ORDINALS and not _FIGURES.fullmatch(w) and not w.isdigit()
    ]  # fmt: skip
    return (entity.kind, by, *told) if told else ()


def _ordinal(names: Iterable[str]) -> int | None:
    """The ordinal that opens a name: 52 of "52nd session"."""
    for name in names:
        words = name.removeprefix("The ").removeprefix("the ").split()
        first = words[0].lower() if words else ""
        if first in _ORDINALS or (figures := _FIGURES.fullmatch(first)):
            return _ORDINALS.get(first) or int(figures[1])  # type: ignore[index]
    return None
