"""What the search for names hands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.base.records import record
from sphinx_factcheck.letters.text import Span

EXPLAINED: Mapping[str, str] = {
    "name": "the words are a name of the entity as the fact base writes it",
    "full name": "given name and surname are those of this person, and of nobody else in the fact base",
    "initials and surname": "the initials before the surname fit this person, and nobody else in the fact base",
    "name in its own script": "the words are the entity's name in its own script",
    "title and office": "of those who bear the surname, only this person held the office that stands beside it",
    "title and surname": "a title stands before the surname, and the fact base knows one bearer of it",
    "surname after introduction": "the letter names this person in full or by office, and nobody else of the surname",
    "surname, nearest introduction": "of several of the surname in this letter, this one was named last before it",
    "given name after introduction": "the letter names this person in full, and nobody else with this given name",
    "given name of a relative": "the letter names somebody, and so a relative of that person by the given name alone",
    "only bearer of the surname": "the fact base knows one bearer of the surname, and the letter names no other",
    "settled by hand": "an annotation says who is meant",
}
"""Each reason of a mention, in words."""


@record()
class Mention:
    """A stretch of a letter that names an entity, and why it is taken to do so: a key of EXPLAINED."""

    span: Span
    entity: str
    why: str

    @property
    def explanation(self) -> str:
        return EXPLAINED.get(self.why, self.why)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch that could name any of several entities, or that nearly spells a name; it is never linked."""

    span: Span
    rule: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found in one letter, in the order of the text; problems are ambiguous names and near misses.

    A problem tells of an ambiguous name once, and `told` holds each with its doubt; `doubts` are all places, as data.
    `overruled` are mentions that a hand has taken away or given to another.
    """

    found: tuple[Mention, ...] = ()
    told: tuple[tuple[Problem, Doubt], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    overruled: tuple[Mention, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is told of the doubts."""
        return tuple(problem for problem, _ in self.told)
