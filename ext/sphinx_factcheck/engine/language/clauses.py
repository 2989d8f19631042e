"""What a sentence is read as: noun groups and clauses with their roles. Plain data, made once."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Any

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.language.tokens import Headed, Token


class Certainty(StrEnum):
    """How what a clause tells is told."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    SUPPOSED = "supposed"
    POSSIBLE = "possible"
    PLANNED = "planned"
    ASKED = "asked"
    DENIED = "denied"

    @property
    def told(self) -> bool:
        """Whether it is told as a fact, by the letter or by somebody whom it trusts."""
        return self in {Certainty.ASSERTED, Certainty.REPORTED}


@record(eq=False)
class Noun(Headed):
    """A noun group: its words and head, whose it is, what stands in apposition and in brackets, what hangs on it.

    `phrases` are (preposition, nouns). `denied` where it is told only to be ruled out: "not X but Y".
    """

    words: tuple[Token, ...]
    head: Token
    owners: tuple[Noun, ...] = ()
    apposed: tuple[Noun, ...] = ()
    brackets: tuple[Noun, ...] = ()
    phrases: tuple[tuple[str, tuple[Noun, ...]], ...] = ()
    denied: bool = False

    @property
    def kind(self) -> str:
        """The kind of the typed span that is its head, or empty."""
        return self.head.kind

    @property
    def value(self) -> Any:
        return self.head.value


@record()
class Complement:
    """What a preposition leads to from a verb, and where it starts; without one, a second object or a time."""

    preposition: str
    nouns: tuple[Noun, ...]
    start: int = -1


@record(eq=False)
class Clause:
    """A verb with its roles, and how what it tells is told.

    `verb` is the base form, empty in a clause without one; `link` is main, coordinated, subordinate, relative,
    complement, infinitive, gerund, participle, small or aside, and `marker` the word that opens it ("if", "who");
    `governor` is the number of the clause that it hangs on, or -1; `anchor` the noun that it tells more of.
    `verb_start` is where the verb itself starts, `group_start` where its helpers do. `predicate` is what "be" and its
    like lead to. `omitted`: the subject is left out, and not found in the sentence; `elided`: the verb is left out, and
    is that of another clause.
    """

    start: int
    end: int
    verb: str = ""
    particle: str = ""
    verb_start: int = -1
    verb_end: int = -1
    group_start: int = -1
    passive: bool = False
    tense: str = ""
    perfect: bool = False
    finite: bool = False
    modal: str = ""
    negated: bool = False
    subject: tuple[Noun, ...] = ()
    object: tuple[Noun, ...] = ()
    indirect: tuple[Noun, ...] = ()
    predicate: tuple[Noun, ...] = ()
    complements: tuple[Complement, ...] = ()
    adverbs: frozenset[str] = field(default_factory=frozenset)
    link: str = "main"
    marker: str = ""
    governor: int = -1
    anchor: Noun | None = None
    certainty: Certainty = Certainty.ASSERTED
    omitted: bool = False
    elided: bool = False

    @property
    def voice(self) -> str:
        return "passive" if self.passive else "active"

    def by(self, *prepositions: str) -> tuple[Noun, ...]:
        """The nouns that these prepositions lead to, in order."""
        return tuple(n for c in self.complements if c.preposition in prepositions for n in c.nouns)
