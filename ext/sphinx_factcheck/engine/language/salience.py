"""Whom "he" means where several were told of: the one who stands out, if none of the others comes near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.people import KIN, gender_told, is_stranger, role_of
from sphinx_factcheck.engine.language.pronouns import Pronouns
from sphinx_factcheck.engine.language.sentences import Sentence

_SUBJECT, _PARTY, _DESCRIBED, _ASIDE = 4.0, 3.0, 2.0, 1.0
"""What it weighs to be the subject of what a sentence tells, to have another part in it, to be described, to be told
of in passing."""
_FADES = 0.5
"""What is left of it one sentence later, and once more where a paragraph ends between."""
_NEAR_NAMED, _NEAR_UNNAMED = 0.5, 0.62
"""The share of the weight of the one who stands out from which on another one, by name or not, may be meant as well."""
_LEAST = 2.0
"""What one weighs at least who stands out."""
_LONGEST_BLOCK = 12
"""Sentences of the paragraph before that are looked at."""
_CHIEF = frozenset({"main", "coordinated", "complement"})
_ASIDES = frozenset({"relative", "participle", "aside"})
_WITH = frozenset("with to by for against on upon".split())
"""What leads to those who have a part in what is told."""


_OF_PERSONS = frozenset({"who", "whom"})


class _Telling(NamedTuple):
    """A place at which somebody is told of, and what that weighs: a person, or else a stranger as he is called.

    `sure` says that the gender is told there, or that a stranger has a name.
    """

    weight: float
    person: Noun | None
    called: str
    sure: bool

    @property
    def who(self) -> object:
        return self.person.value if self.person else self.called


@dataclass
class _Standing:
    """What those weigh of whom sentences tell.

    `sure` are the persons whose gender is told, and the strangers with a name; `last` is what all weigh in the last
    sentence that tells of any, `latest` the last person named who has a part in it, and `scale` what that counts.
    """

    persons: dict[object, Noun] = field(default_factory=dict)
    weights: dict[object, float] = field(default_factory=dict)
    sure: set[object] = field(default_factory=set)
    last: dict[object, float] = field(default_factory=dict)
    latest: object = None
    scale: float = 1.0

    def add(self, tellings: Sequence[_Telling], share: float) -> None:
        """What another sentence tells, the one before the last added."""
        if not self.last:
            named = [t.who for t in tellings if t.person and t.weight > _ASIDE]
            self.last, self.latest, self.scale = _sums(tellings), named[-1] if named else None, share
        for who, weight in _sums(tellings).items():
            self.weights[who] = self.weights.get(who, 0.0) + share * weight
        self.sure |= {t.who for t in tellings if t.sure}
        for one in tellings:
            if one.person:
                self.persons.setdefault(one.who, one.person)

    def foremost(self) -> tuple[Noun, ...]:
        """The one to whom nobody else comes near, neither in all nor in the last sentence that tells of any."""
        first = max(self.persons, key=self.weights.__getitem__, default=None)
        if first not in self.sure or self.weights[first] < _LEAST * self.scale or self.latest not in {None, first}:
            return ()
        others = [one for one in self.weights if one != first]
        return () if any(self._is_near(one, first) for one in others) else (self.persons[first],)

    def _is_near(self, one: object, first: object) -> bool:
        share = _NEAR_NAMED if one in self.persons or one in self.sure else _NEAR_UNNAMED
        return self.weights[one] > share * self.weights[first] or self.last.get(one, 0.0) >= self.last.get(first, 0.1)


class Salience(Pronouns):
    """Weighs those of whom the last sentences tell, where not just one of them can be meant."""

    def _one(
        self, at: int, gender: str, *, same_block: bool = False, cataphora: bool = False, but_state: bool = False
    ) -> tuple[Noun, ...]:
        alone = super()._one(at, gender, same_block=same_block, cataphora=cataphora, but_state=but_state)
        if alone or same_block or not gender or self._is_quoted(at):
            return alone
        found = self._standing(at, gender).foremost()
        doubtful = not found or self._is_bound(at, found[0]) or self._is_left(at, found[0], gender)
        return () if doubtful else found

    def _is_bound(self, at: int, person: Noun) -> bool:
        """Whether a pronoun stands in what tells more of somebody else: "X thanked Y, who wept when he left"."""
        sentence = self.sentence(self.number_at(at))
        clause = next((c for c in reversed(sentence.clauses) if c.start <= at < c.end), None)
        while clause is not None:
            if clause.link == "relative" and clause.anchor is not None and clause.anchor.value != person.value:
                return clause.marker in _OF_PERSONS or lex.is_human(clause.anchor.head.low)
            clause = sentence.clauses[clause.governor] if clause.governor >= 0 else None
        return False

    def _is_left(self, at: int, person: Noun, gender: str) -> bool:
        """Whether a new paragraph begins with the pronoun's sentence, and the one before is on others as well."""
        number = self.number_at(at)
        block = self._starts[max(number - _LONGEST_BLOCK, 0)]
        border = self.text.rfind("\n\n", block, at)
        if border < 0 or self.number_at(border + 2) != number:
            return False
        before = max(self.text.rfind("\n\n", block, border), block)
        persons = (
            n.value
            for k in range(self.number_at(before + 2), number)
            for n in self.sentence(k).nouns
            if n.kind == "person"
        )
        return any(one != person.value and self._circle.gender(one) == gender for one in persons)

    def _standing(self, at: int, gender: str) -> _Standing:
        standing, share, start = _Standing(), 1.0, at
        since = self._starts[self._chain_start(self.number_at(at))]
        for sentence, stop in self._back(at):
            share *= _FADES if start < at and self.text.find("\n\n", sentence.start, start) >= 0 else 1
            standing.add(list(self._tellings(sentence, stop, gender, since)), share)
            share, start = share * _FADES, sentence.start
        return standing

    def _tellings(self, sentence: Sentence, stop: int, gender: str, since: int) -> Iterator[_Telling]:
        told = {p.value for p in self._told(sentence, stop, gender, since)}
        for noun in (n for n in sentence.nouns if n.start < stop):
            weight = _weight(sentence, noun)
            for person, whole in self._persons(noun, since, gender):
                if person.value in told:
                    sure = noun.is_pronoun or gender in {gender_told(noun), self._circle.gender(person.value)}
                    yield _Telling(weight if whole else _ASIDE, person, "", sure)
            if self._brings_in(sentence, noun, gender, since):
                by_name = is_stranger(sentence, noun) or role_of(noun) in KIN
                yield _Telling(weight, None, noun.head.low, by_name)

    def _persons(self, noun: Noun, since: int, gender: str) -> Iterator[tuple[Noun, bool]]:
        """The persons whom a noun tells of, and whether it means them, or but what is theirs."""
        yield from ((one, one is noun) for one in (noun, *noun.owners) if one.kind == "person" and not one.denied)
        yield from ((one, noun.is_pronoun or not noun.owners) for one in self._settled(noun, since, gender))


def _sums(tellings: Iterable[_Telling]) -> dict[object, float]:
    sums: dict[object, float] = {}
    for one in tellings:
        sums[one.who] = sums.get(one.who, 0.0) + one.weight
    return sums


def _weight(sentence: Sentence, noun: Noun) -> float:
    """What it weighs to be told of at a place of a sentence, or beside another who is."""
    hosts = [host for host in sentence.hosts_of(noun) if host is not noun]
    return max((_weight_of(sentence, host) for host in hosts or [noun]), default=_ASIDE)


def _weight_of(sentence: Sentence, noun: Noun) -> float:
    clause = sentence.clause_of(noun)
    if clause is None or not _is_told(sentence, clause):
        described = any(c.anchor is noun and noun in c.subject for c in sentence.clauses)
        return _DESCRIBED if described else _ASIDE
    if noun in clause.subject:
        return _SUBJECT if clause.link in _CHIEF else _PARTY
    parts = (*clause.object, *clause.indirect, *clause.predicate, *clause.by(*_WITH))
    return _PARTY if noun in parts else _ASIDE


def _is_told(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells something by itself, and not more of a noun or of when something else was."""
    while clause.link == "coordinated" and clause.governor >= 0:
        clause = sentence.clauses[clause.governor]
    above = sentence.clauses[clause.governor] if clause.governor >= 0 else None
    return clause.link not in _ASIDES and not (above and clause.link == above.link == "subordinate")
