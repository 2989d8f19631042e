"""Whom a word means that tells what one is: "both men", "the human rights lawyer", "my father", "our client"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.epithets import GOES_ON, Epithets
from sphinx_factcheck.engine.language.passage import WINDOW
from sphinx_factcheck.engine.language.people import (
    AUTHORS,
    BEFORE_COURT,
    COMPANY,
    GROUPS,
    OURS,
    PAIRS,
    RELATED,
    as_person,
    distinct,
    is_entry,
    role_of,
)
from sphinx_factcheck.engine.language.sentences import Sentence

_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}


_SIGNED = 3
"""Sentences at the end of a letter in which it is told who signs."""
_VERB_OF_SEVERAL = re.compile(r"\s(?:were|are|have)\b")


class Roles(Epithets):
    """Tells whom the nouns of a text mean. A doubt means nobody."""

    def _by_role(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom "both men", "the three lawyers", "the lawyer", "my father" mean."""
        first, low = noun.words[0].low, noun.head.low
        named = role_of(noun) != lex.singular(low)
        if first in AUTHORS and (named or lex.is_human(low) or low in OURS) and not lex.is_plural(low):
            return self._so_named(noun, self._of_authors(noun))
        if noun.owners:
            return self._so_named(noun, self._relative(noun, self.meant(noun.owners[0])))
        if is_entry(self.sentence(self.number_at(noun.start)), noun):
            self._settle(noun.start)
            return self._one(noun.start, "", same_block=True)
        if first not in {"the", "these", "those", "both", "all", "this", "that"}:
            whole = self.told_with(noun)
            return self.meant(whole[0]) if noun in whole[1:] else ()
        if lex.is_plural(low) or low in PAIRS or low in _NUMBERS or _VERB_OF_SEVERAL.match(self.text, noun.end):
            return self._several(noun)
        if noun.head.kind == "age":
            self._settle(noun.start)
            return self._one(noun.start, "")
        if not lex.is_human(low):
            return ()
        role = lex.singular(low)
        return (
            self._described(noun, role)
            or self._party(noun, role)
            or self._known_so(noun, role)
            or self._presented(noun, role)
            or self._by_epithet(noun, role)
        )

    def _so_named(self, noun: Noun, found: tuple[Noun, ...]) -> tuple[Noun, ...]:
        """Those of whom a given name beside what they are is one: "our father Daniel"."""
        if noun.head.tag != lex.CAPITAL:
            return found
        return tuple(p for p in found if noun.head.low in self._circle.named(p.value))

    def _relative(self, noun: Noun, of: tuple[Noun, ...]) -> tuple[Noun, ...]:
        """The one relative of somebody who is known: "her husband"."""
        role = role_of(noun)
        found = self._circle.relatives(of[0].value, role) if len(of) == 1 and not lex.is_plural(noun.head.low) else ()
        return (as_person(noun, found[0]),) if len(found) == 1 else ()

    def _several(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom a plural means that is told with a number, or as told before."""
        first, low = noun.words[0].low, noun.head.low
        number = 2 if first == "both" or low in {"pair", "couple", "duo", "two"} else _number(noun)
        if first == "the" and not number and lex.singular(low) in COMPANY | BEFORE_COURT:
            number = self._listed_last(noun.start)
        if first == "the" and low not in PAIRS and (again := self._called_before(noun)):
            return again
        human = lex.is_human(low) or low in GROUPS or low in _NUMBERS
        if not human or not (number or first in {"these", "those"}) or any(p == "of" for p, _ in noun.phrases):
            return ()
        return self._many(noun.start, number)

    def _listed_last(self, at: int) -> int:
        """How many the last sentence that names several tells of, where they are a list of nobody but them."""
        persons = self._many(at, 0, most=1)
        sentence = self.sentence(self.number_at(persons[0].start)) if persons else None
        listed = sentence is not None and self._group(sentence, at, len(persons)) == persons
        return len(persons) if listed or len(persons) == 2 else 0

    def _called_before(self, noun: Noun) -> tuple[Noun, ...]:
        """Those who were called so just before, all by name: "two catechists, X and Y … the catechists"."""
        told = _number(noun)
        for sentence, stop in self._back(noun.start):
            called = [n for n in sentence.nouns if n.start < stop and n.head.low == noun.head.low and n is not noun]
            called += [n for n in sentence.nouns if n.start < stop and _leads_list(n, noun.head.low)]
            if called:
                found = self._named_as(sentence, called[-1])
                fits = len(found) > 1 and told in {0, len(found)} and _number(called[-1]) in {0, len(found)}
                return found if fits else ()
        return ()

    def _named_as(self, sentence: Sentence, noun: Noun) -> tuple[Noun, ...]:
        """The persons whom a plural names: beside it, as what they are, or in the list that it opens."""
        if noun.kind == "person":
            slots = (
                s
                for c in sentence.clauses
                for s in (c.subject, c.object, c.predicate, *(x.nouns for x in c.complements))
            )
            return next((s for s in slots if noun in s and all(n.kind == "person" for n in s)), ())
        return distinct(p for one in (*noun.apposed, *sentence.hosts_of(noun)) for p in self.meant(one) if one.kind)

    def _of_authors(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom those who write call theirs: "my father", who was named so, or of whom they are the children."""
        role = role_of(noun)
        if found := self._described(noun, role, own=True):
            return found
        if noun.head.tag == lex.CAPITAL and (found := self._relative_of_any(noun, role)):
            return found
        if role in RELATED and (found := self._related(noun.start, RELATED[role]) or self._signed_by(RELATED[role])):
            return found
        if self.author and (found := self._relative(noun, (as_person(noun, self.author),))):
            return found
        if not self.author and (found := self._relative_of_signers(noun)):
            return found
        if party := self._party(noun, role):
            return party
        if role not in OURS or GOES_ON.match(self.text, noun.end):
            return ()
        self._settle(noun.start)
        return self._one(noun.start, "")

    def _relative_of_signers(self, noun: Noun) -> tuple[Noun, ...]:
        """The one relative of those whom the last lines name: "our son", signed by both parents."""
        last = range(max(len(self._sentences) - _SIGNED, 0), len(self._sentences))
        signers = [n for s in map(self.sentence, last) for n in s.nouns if n.kind == "person"]
        found = distinct(p for n in signers for p in self._relative(noun, (n,)))
        return found if len(found) == 1 else ()

    def _relative_of_any(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """The one relative of anybody named before who bears a name: "our father Daniel"."""
        nouns = (n for sentence, stop in self._back(noun.start, WINDOW) for n in sentence.nouns if n.start < stop)
        told = {n.value for n in nouns if n.kind == "person"}
        kin = {one for person in told for one in self._circle.relatives(person, role)}
        named = [one for one in kin if noun.head.low in self._circle.named(one)]
        return (as_person(noun, named[0]),) if len(named) == 1 else ()

    def _related(self, at: int, to: frozenset[str]) -> tuple[Noun, ...]:
        """The one whose relatives are told to write: "the mother, the wife and the children of X"."""
        return _akin(((s, n) for s, stop in self._back(at, WINDOW) for n in s.nouns if n.start < stop), to)

    def _signed_by(self, to: frozenset[str]) -> tuple[Noun, ...]:
        """The one whose relative signs, as the last lines tell: "Anna Lissek, wife of X"."""
        last = range(max(len(self._sentences) - _SIGNED, 0), len(self._sentences))
        return _akin(((s, n) for s in map(self.sentence, last) for n in s.nouns), to)


def _akin(nouns: Iterable[tuple[Sentence, Noun]], to: frozenset[str]) -> tuple[Noun, ...]:
    """The one person of whom somebody is told to be such a relative."""
    found = distinct(n for sentence, n in nouns if n.kind == "person" and _kin_before(sentence, n) & to)
    return found if len(found) == 1 else ()


def _number(noun: Noun) -> int:
    """The number told in a noun: "the three lawyers"."""
    told = next((_NUMBERS[w.low] for w in noun.words if w.low in _NUMBERS), 0)
    digits = next((w.low for w in noun.words if w.low.isdigit()), "")
    return told or (int(digits) if 0 < len(digits) < 4 else 0)


def _leads_list(noun: Noun, low: str) -> bool:
    """Whether a name has a plural before it that tells what it and those after it are: "the brothers X and Y"."""
    return noun.kind == "person" and any(w.low == low for w in noun.words[:-1])


def _kin_before(sentence: Sentence, person: Noun) -> frozenset[str]:
    """What is told "of" a person before the name: "the mother, the wife and the children of X"."""
    found: set[str] = set()
    for noun in reversed([n for n in sentence.nouns if n.start < person.start]):
        if any(p == "of" and any(n.start == person.start for n in ns) for p, ns in noun.phrases) or found:
            if not lex.is_human(noun.head.low) and noun.head.low != "family":
                break
            found.add(lex.singular(noun.head.low))
    return frozenset(found)
