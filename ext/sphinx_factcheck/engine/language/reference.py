"""Whom a word means: he and she, they, both men, the lawyer, the former and the latter, across sentences."""

from __future__ import annotations

import re

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.passage import BACK, WINDOW
from sphinx_factcheck.engine.language.people import (
    MANY,
    NTH,
    ONE,
    READER,
    WRITER,
    as_person,
    distinct,
    is_entry,
    is_fragment,
    is_other,
    is_reader,
    named_by,
)
from sphinx_factcheck.engine.language.pronouns import OF_PAIR, nth_told
from sphinx_factcheck.engine.language.roles import Roles
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions.lexicon import HONORIFICS, RANKS

_ONE_AND_OTHER = [["the", "one"], ["the", "other"]]
_LONGEST_ENTRY = 8
"""Sentences that an entry has at most."""
_RESTRICTED = re.compile(r"\s(?:who|whom|whose|that)\b")
"""A relative without a comma says who is meant: "all who were detained" are none of those named before."""


class Reader(Roles):
    """A text read sentence by sentence as it is asked for; tells whom its words mean. A doubt means nobody."""

    def meant(self, noun: Noun) -> tuple[Noun, ...]:
        """The persons, as named in the text, whom a noun means; none where that is in doubt, or no person is meant."""
        if noun.kind == "person":
            return (noun,)
        key = (noun.start, noun.end)
        if key not in self._meant:
            self._meant[key] = ()
            self._meant[key] = self._find(noun)
        return self._meant[key]

    def topic(self, at: int, *, same_block: bool = True) -> tuple[Noun, ...]:
        """The one person spoken of before an offset, in the same paragraph: whom an entry without a subject is on."""
        if len(named := self.listed_before(at)) == 1:
            return named
        self._settle(at)
        return self._one(at, "", same_block=same_block)

    def _of_entry(self, at: int, gender: str) -> tuple[Noun, ...]:
        """The one on whom an entry is, where it goes on with "he" or "she"."""
        named = self.listed_before(at)
        between = range(self.number_at(named[0].start) + 1, self.number_at(at)) if named else ()
        sentences = [self.sentence(n) for n in between]
        if any(is_other(s, n, gender) and not is_entry(s, n) for s in sentences for n in s.nouns):
            return ()
        return named if len(named) == 1 and self._circle.gender(named[0].value) in {gender, ""} else ()

    def listed_before(self, at: int) -> tuple[Noun, ...]:
        """Whom an entry is on that opens with no more than names: "His deputy, X. Twenty years. Died in May."."""
        number = self.number_at(at)
        for n in range(number - 1, max(number - _LONGEST_ENTRY, -1), -1):
            sentence = self.sentence(n)
            if "\n\n" in self.text[sentence.start : self._starts[n + 1]] or not is_fragment(sentence):
                return ()
            if named := named_by(sentence):
                return named
        return ()

    def _find(self, noun: Noun) -> tuple[Noun, ...]:
        low = noun.words[0].low if noun.head.tag == lex.OWN or noun.is_pronoun else noun.head.low
        sentence = self.sentence(self.number_at(noun.start))
        of_them = [n for _, ns in noun.phrases for n in ns[1:2]] if low == "one" else []  # "One of them, the mayor X,"
        apposed = ((one if one.kind == "person" else _titled(one)) for one in (*noun.apposed, *of_them))
        if named := distinct(p for one in apposed if one is not None for p in self.meant(one)):
            return named
        if named := _named_so(sentence, noun):
            return named
        if (titled := _titled(noun)) is not None:
            return (titled,)
        hosts = sentence.hosts_of(noun)
        if hosts and low not in ONE and low not in WRITER | READER:
            return distinct(person for host in hosts for person in self._as_told(host, noun))
        if low in {"himself", "herself"} and (whose := self._of_clause(sentence, noun)):
            return whose
        if low in ONE:
            self._settle(noun.start)
            found = self._one(noun.start, ONE[low], cataphora=True)
            return found or self._of_entry(noun.start, ONE[low])
        if low in WRITER | READER or is_reader(noun):
            who = self.author if low in WRITER else self._circle.addressee
            return (as_person(noun, who),) if who and not self._is_quoted(noun.start) else ()
        if (nth := _of_two(sentence, noun)) is not None:
            return self._of_list(noun.start, nth, 2, BACK)
        if (nth := nth_told(noun)) is not None:
            alone = noun.words[0].low in OF_PAIR or noun.head.low in NTH
            return self._of_list(noun.start, nth, 2 if noun.words[0].low in OF_PAIR else 0, BACK if alone else WINDOW)
        return () if _RESTRICTED.match(self.text, noun.end) else self._of_many(noun, low)

    def _of_many(self, noun: Noun, low: str) -> tuple[Noun, ...]:
        """Whom "each", "both", "all" and a noun for several or one mean."""
        if low == "each":
            of = [n for preposition, ns in noun.phrases if preposition == "of" for n in ns]
            return distinct(p for n in of for p in self.meant(n)) if noun.phrases else self._many(noun.start, 0)
        if low in MANY or (low == "all" and len(noun.words) == 1):
            both = any(w.low in {"both", "the two of them", "both of them"} for w in noun.words)
            return self._many(noun.start, 2 if both else 0)
        return self._by_role(noun)

    def _of_clause(self, sentence: Sentence, noun: Noun) -> tuple[Noun, ...]:
        """The subject of the clause in which "himself" stands."""
        clause = sentence.clause_of(noun)
        subject = [n for n in (clause.subject if clause else ()) if n.start < noun.start]
        before = subject or [n for n in sentence.nouns if n.end < noun.start]
        return self.meant(before[-1]) if len(subject) < 2 and before else ()


def _named_so(sentence: Sentence, noun: Noun) -> tuple[Noun, ...]:
    """By which name somebody is told to be known: "the cartoonist known as X, whose real name is Y, was freed"."""
    known = (c for c in sentence.clauses if c.link == "participle" and c.verb in _NAMING and noun in c.subject)
    return distinct(n for c in known for n in (*c.by("as"), *c.object) if n.kind == "person")


_NAMING = frozenset({"know", "call", "name"})


def _titled(noun: Noun) -> Noun | None:
    """Who stands behind what a title is of: "the Minister of Health X"."""
    if noun.head.low not in _HOLDERS:
        return None
    behind = [one for preposition, ns in noun.phrases if preposition in {"of", "for"} for one in ns[:1]]
    named = [one for one in behind if one.kind == "person" and len(one.words) > 1]
    plain = named and all(
        w.tag == lex.CAPITAL and w.low not in HONORIFICS | RANKS and not lex.is_human(w.low)
        for w in named[0].words[:-1]
    )
    return named[0] if plain else None


_HOLDERS = frozenset("minister ministers commissioner professor archbishop bishop mayor governor".split())


def _of_two(sentence: Sentence, noun: Noun) -> int | None:
    """Which of two "the one" and "the other" mean, where a sentence has both."""
    pair = [n for n in sentence.nouns if [w.low for w in n.words] in _ONE_AND_OTHER]
    both = [[w.low for w in n.words] for n in pair] == _ONE_AND_OTHER
    return pair.index(noun) if both and noun in pair else None
