"""How well a fact base is borne out: on how many voices its statements rest, and whether these name the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from sphinx_factcheck.facts.model import (
    Alias,
    Award,
    Custody,
    Dating,
    Document,
    Entity,
    Event,
    Fact,
    FactBase,
    Happening,
    LifeDate,
    Office,
    Organization,
    Person,
    Source,
    Status,
)
from sphinx_factcheck.facts.origins import origin, site_of
from sphinx_factcheck.facts.words import MONTHS

ENOUGH = 2  # voices that a statement of weight rests on
HAPPENED = (Award, Custody, Dating, Happening, LifeDate)
_IN_ADDRESS = re.compile(r"(?<!\d)([12]\d{3})[-/]?(\d\d)[-/]?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Borne:
    """A statement with the voices it rests on, copies and pages of one publisher counted once.

    `weight` is the kind of statement that two should tell, empty for the rest; `own` are voices that speak in a letter
    of the edition alone, which is no witness for what it says.
    """

    fact: Fact
    origins: tuple[str, ...]
    own: tuple[str, ...] = ()
    weight: str = ""

    @property
    def thin(self) -> bool:
        """Whether a statement of weight rests on fewer than two voices."""
        return bool(self.weight) and len(self.origins) < ENOUGH


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures of a fact base.

    `hosts` counts the statements that rest on two sites or more. Of the `days` that something happened, `quoted` stand
    in the words of a source; `undated` are those that not even the date of a page has. `bare` are entities whose
    description rests on nothing, with the keys concerned.
    """

    borne: tuple[Borne, ...]
    hosts: int
    days: int
    quoted: int
    undated: tuple[Fact, ...]
    bare: Mapping[str, tuple[str, ...]]

    @property
    def thin(self) -> tuple[Borne, ...]:
        """The statements of weight that rest on fewer than two voices."""
        return tuple(one for one in self.borne if one.thin)

    @property
    def unsourced(self) -> tuple[Fact, ...]:
        """The statements that name no source."""
        return tuple(one.fact for one in self.borne if not one.fact.statement.sources)

    def resting_on(self, voices: int, *, without_letters: bool = False) -> int:
        """How many statements rest on that many voices or more, the letters themselves counted or not."""
        return sum(len(set(one.origins) - (set(one.own) if without_letters else set())) >= voices for one in self.borne)


def weigh(facts: FactBase, letters: Iterable[str] = ()) -> Evidence:
    """The evidence of a fact base; `letters` are the ids of the sources that are letters of the edition."""
    told = [fact for facts_of in facts.facts.values() for fact in facts_of if not _bare_name(fact)]
    own = set(letters)
    days = [fact for fact in told if _is_of_a_day(fact)]
    return Evidence(
        borne=tuple(_borne(fact, facts, own) for fact in told),
        hosts=sum(len({site_of(source.url) or source.id for source in _sources(f, facts)}) >= ENOUGH for f in told),
        days=len(days),
        quoted=sum(_told_by(fact, facts, _says) for fact in days),
        undated=tuple(fact for fact in days if not _told_by(fact, facts, _says, _is_of)),
        bare=dict(_bare(facts)),
    )


def _bare_name(fact: Fact) -> bool:
    """A name that states nothing: neither a time nor a source."""
    return isinstance(fact.statement, Alias) and not fact.statement.sources and fact.statement.when is None


def _sources(fact: Fact, facts: FactBase) -> Iterator[Source]:
    yield from (facts.sources[id] for id in fact.statement.sources)


def _borne(fact: Fact, facts: FactBase, letters: set[str]) -> Borne:
    voices = {source.id: origin(source, facts.sources) for source in _sources(fact, facts)}
    apart = {voice for id, voice in voices.items() if id not in letters}
    own = tuple(dict.fromkeys(voice for id, voice in voices.items() if id in letters and voice not in apart))
    return Borne(fact, tuple(dict.fromkeys(voices.values())), own, _weight(fact, facts))


def _weight(fact: Fact, facts: FactBase) -> str:
    """The kind of a statement that two voices should tell."""
    if fact.statement.status is not Status.CONFIRMED:
        return ""
    entity = facts.entities[fact.entity]
    return next((kind for kind, holds in WEIGHTY.items() if holds(fact, entity, facts)), "")


def _addressed(id: str, facts: FactBase) -> bool:
    return any(id in one.addressees for one in facts.entities.values() if isinstance(one, Document))


WEIGHTY: Mapping[str, Callable[[Fact, Entity, FactBase], bool]] = {
    "sentence": lambda fact, _entity, _facts: isinstance(fact.statement, Custody) and bool(fact.statement.term),
    "date of a document": lambda fact, one, _facts: isinstance(fact.statement, Dating) and isinstance(one, Document),
    "date of an event": lambda fact, one, _facts: isinstance(fact.statement, Dating) and isinstance(one, Event),
    "office of an addressee": lambda fact, one, facts: isinstance(fact.statement, Office) and _addressed(one.id, facts),
}


def _is_of_a_day(fact: Fact) -> bool:
    """Whether a statement is that something happened on one day; a post or a number is merely as of it."""
    when = fact.statement.when
    return isinstance(fact.statement, HAPPENED) and when is not None and when.is_day


def _told_by(fact: Fact, facts: FactBase, *ways: Callable[[Source, date], bool]) -> bool:
    when = fact.statement.when
    assert when is not None
    return any(way(source, when.earliest) for source in _sources(fact, facts) for way in ways)


def _says(source: Source, day: date) -> bool:
    """Whether the title or the excerpt of a source has a day: in words, in figures, or by weekday beside its date."""
    month = MONTHS[day.month - 1]
    named, number = rf"{month[:3]}(?:{month[3:]}|t)?\b\.?", rf"\b0?{day.day}(?:st|nd|rd|th)?\b"
    forms = (
        rf"{number}\.?(?: of)? {named}",
        rf"{named} {number}",
        rf"\b0?{day.day}\.0?{day.month}\.|\b0?{day.month}/0?{day.day}/",
        rf"{day.isoformat()}|{day.month}月{day.day}日",
    )
    read = f"{source.title} {source.excerpt}"
    if any(re.search(form, read, re.IGNORECASE) for form in forms):
        return True
    recent = any(timedelta() <= page - day < timedelta(days=7) for page in page_dates(source))
    return recent and re.search(rf"\b{day:%A}\b", read) is not None


def _is_of(source: Source, day: date) -> bool:
    """Whether a page is of a day itself."""
    return day in page_dates(source)


def page_dates(source: Source) -> Iterator[date]:
    """The days a page may be of: as published, or as its address has it: /2016/06/14/, 2024-11-19, n3/2024/0422."""
    if source.published and source.published.is_day:
        yield source.published.earliest
    for found in _IN_ADDRESS.finditer(source.url):
        with suppress(ValueError):
            yield date(int(found[1]), int(found[2]), int(found[3]))


def _bare(facts: FactBase) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Entities whose description nothing bears out: neither sources of their own nor a statement that has some."""
    for id, entity in facts.entities.items():
        keys = tuple(key for key in _described(entity) if getattr(entity, key))
        if keys and not entity.sources and not any(fact.statement.sources for fact in facts.about(id)):
            yield id, keys


def _described(entity: Entity) -> tuple[str, ...]:
    match entity:
        case Person() | Organization():
            return ("about", "country")
        case Event():
            return ("about", "places", "participants")
        case _:
            return ("about",)
