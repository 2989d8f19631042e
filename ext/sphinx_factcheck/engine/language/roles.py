"""Whom a word means that tells what one is: "both men", "the human rights lawyer", "my father", "our client"."""

from __future__ import annotations

import re

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.passage import BACK, WINDOW
from sphinx_factcheck.engine.language.people import (
    ANOTHER,
    AUTHORS,
    COMPANY,
    EPITHETS,
    GROUPS,
    OURS,
    PAIRS,
    RELATED,
    as_person,
    distinct,
    gender_told,
    is_entry,
    is_stranger,
    role_of,
)
from sphinx_factcheck.engine.language.pronouns import Pronouns
from sphinx_factcheck.engine.language.sentences import Sentence

_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_GOES_ON = re.compile(r"\s(?:and|or|&|[A-Z])")
"""Where more follows, it may be that who he is comes after: "the economist and laureate X"."""


_WORDS = re.compile(r"\w+")
_SMALL = frozenset("the a an our its his her their of".split())


class Roles(Pronouns):
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
            return ()
        if lex.is_plural(low) or low in PAIRS or low in _NUMBERS:
            return self._several(noun)
        if noun.head.kind == "age":
            self._settle(noun.start)
            return self._one(noun.start, "")
        if not lex.is_human(low):
            return ()
        role = lex.singular(low)
        return (
            self._described(noun.start, role)
            or self._party(noun, role)
            or self._known_so(noun, role)
            or self._by_epithet(noun, role)
        )

    def _so_named(self, noun: Noun, found: tuple[Noun, ...]) -> tuple[Noun, ...]:
        """Those of whom a given name beside what they are is one: "our father Daniel"."""
        if noun.head.tag != lex.CAPITAL:
            return found
        return tuple(p for p in found if noun.head.low in self._circle.named(p.value))

    def _as_told(self, one: Noun, noun: Noun) -> tuple[Noun, ...]:
        """Whom a noun means that stands beside another: by its name, or by what was told before the other."""
        return self.meant(one) if one.kind == "person" or one.start < noun.start else ()

    def _relative(self, noun: Noun, of: tuple[Noun, ...]) -> tuple[Noun, ...]:
        """The one relative of somebody who is known: "her husband"."""
        role = role_of(noun)
        found = self._circle.relatives(of[0].value, role) if len(of) == 1 and not lex.is_plural(noun.head.low) else ()
        return (as_person(noun, found[0]),) if len(found) == 1 else ()

    def _several(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom a plural means that is told with a number, or as told before."""
        first, low = noun.words[0].low, noun.head.low
        number = 2 if first == "both" or low in {"pair", "couple", "duo", "two"} else _number(noun)
        number = number or (2 if first == "the" and lex.singular(low) in COMPANY else 0)
        if first == "the" and low not in PAIRS and (again := self._called_before(noun)):
            return again
        human = lex.is_human(low) or low in GROUPS or low in _NUMBERS
        if not human or not (number or first in {"these", "those"}) or any(p == "of" for p, _ in noun.phrases):
            return ()
        return self._many(noun.start, number)

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

    def _described(self, at: int, role: str, *, own: bool = False) -> tuple[Noun, ...]:
        """The one person who was called so before: "the lawyer"; with `own`, "my father"."""
        for sentence, stop in self._back(at, WINDOW if own else BACK):
            called = [n for n in sentence.nouns if n.start < stop and _is_called(n, role)]
            named = [n for n in called if not own or n.kind == "person" or n.words[0].low in AUTHORS]
            found = {p.value: p for n in named for p in self._who_is(sentence, n)}
            if not own and any(n.words[0].low != "the" and not self._who_is(sentence, n) for n in called):
                return ()
            if found:
                return tuple(found.values()) if len(found) == 1 else ()
        return ()

    def _who_is(self, sentence: Sentence, noun: Noun) -> tuple[Noun, ...]:
        if noun.kind == "person":
            return (noun,)
        return tuple(p for one in (*noun.apposed, *sentence.hosts_of(noun)) for p in self._as_told(one, noun))

    def _by_epithet(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """Whom "the poet" means: who was called so somewhere before, or the one just named."""
        this = noun.words[0].low == "this"
        if not this and (role not in EPITHETS or noun.words[0].low != "the" or any(p == "of" for p, _ in noun.phrases)):
            return ()
        if _GOES_ON.match(self.text, noun.end):
            return ()
        if found := self._introduced(noun.start, role):
            return found
        self._settle(noun.start)
        return self._one(noun.start, gender_told(noun))

    def _known_so(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """Who is known to be what "the human rights lawyer" says, of those told shortly before."""
        told = {w.low for w in noun.words[1:-1] if w.tag in "kK" and "-" not in w.low} | {role}
        if _GOES_ON.match(self.text, noun.end) or any(w.low in ANOTHER for w in noun.words):
            return ()
        if any(preposition != "of" for preposition, _ in noun.phrases):
            return ()
        told |= {
            w for _, of in noun.phrases for one in of[:1] for word in one.words for w in _WORDS.findall(word.low)
        } - _SMALL
        self._settle(noun.start)
        since = self._starts[self._chain_start(self.number_at(noun.start))]
        for sentence, stop in self._back(noun.start):
            before = [n for n in sentence.nouns if n.start < stop]
            if any(_is_called(n, role) and n.kind != "person" and not self._who_is(sentence, n) for n in before):
                return ()
            persons = self._told(sentence, stop, gender_told(noun), since)
            found = [p for p in persons if told <= self._circle.called(p.value)]
            if found:
                unknown = any(not self._circle.called(p.value) for p in persons)
                doubt = unknown or any(is_stranger(sentence, n) for n in before)
                return tuple(found) if len(found) == 1 and not doubt else ()
        return ()

    def _introduced(self, at: int, role: str) -> tuple[Noun, ...]:
        """The one whom the letter introduced so, and calls so throughout: "the appellant, X"."""
        found: dict[object, Noun] = {}
        for sentence, stop in self._back(at, WINDOW):
            for noun in sentence.nouns:
                if noun.start < stop and noun.kind != "person" and noun.head.low == role:
                    found |= {p.value: p for one in noun.apposed for p in self._as_told(one, noun)}
        return tuple(found.values()) if len(found) == 1 else ()

    def _of_authors(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom those who write call theirs: "my father", who was named so, or of whom they are the children."""
        role = role_of(noun)
        if found := self._described(noun.start, role, own=True):
            return found
        if noun.head.tag == lex.CAPITAL and (found := self._relative_of_any(noun, role)):
            return found
        if role in RELATED and (found := self._related(noun.start, RELATED[role])):
            return found
        if self.author and (found := self._relative(noun, (as_person(noun, self.author),))):
            return found
        if party := self._party(noun, role):
            return party
        if role not in OURS:
            return ()
        self._settle(noun.start)
        return self._one(noun.start, "")

    def _relative_of_any(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """The one relative of anybody named before who bears a name: "our father Daniel"."""
        nouns = (n for sentence, stop in self._back(noun.start, WINDOW) for n in sentence.nouns if n.start < stop)
        told = {n.value for n in nouns if n.kind == "person"}
        kin = {one for person in told for one in self._circle.relatives(person, role)}
        named = [one for one in kin if noun.head.low in self._circle.named(one)]
        return (as_person(noun, named[0]),) if len(named) == 1 else ()

    def _related(self, at: int, to: frozenset[str]) -> tuple[Noun, ...]:
        """The one whose relatives are told to write: "the mother, the wife and the children of X"."""
        found: dict[object, Noun] = {}
        for sentence, stop in self._back(at, WINDOW):
            for noun in sentence.nouns:
                if noun.start < stop and noun.kind == "person" and (_kin_before(sentence, noun) & to):
                    found[noun.value] = noun
        return tuple(found.values()) if len(found) == 1 else ()


def _number(noun: Noun) -> int:
    """The number told in a noun: "the three lawyers"."""
    told = next((_NUMBERS[w.low] for w in noun.words if w.low in _NUMBERS), 0)
    digits = next((w.low for w in noun.words if w.low.isdigit()), "")
    return told or (int(digits) if 0 < len(digits) < 4 else 0)


def _leads_list(noun: Noun, low: str) -> bool:
    """Whether a name has a plural before it that tells what it and those after it are: "the brothers X and Y"."""
    return noun.kind == "person" and any(w.low == low for w in noun.words[:-1])


def _is_called(noun: Noun, role: str) -> bool:
    return any(w.tag in "kjK" and lex.singular(w.low) == role for w in noun.words)


def _kin_before(sentence: Sentence, person: Noun) -> frozenset[str]:
    """What is told "of" a person before the name: "the mother, the wife and the children of X"."""
    found: set[str] = set()
    for noun in reversed([n for n in sentence.nouns if n.start < person.start]):
        if any(p == "of" and any(n.start == person.start for n in ns) for p, ns in noun.phrases) or found:
            if not lex.is_human(noun.head.low) and noun.head.low != "family":
                break
            found.add(lex.singular(noun.head.low))
    return frozenset(found)
