"""Whom one means by what he is, told again: "the human rights lawyer", "the accused", "the editor of the Lamp"."""

from __future__ import annotations

import re

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.passage import BACK, WINDOW
from sphinx_factcheck.engine.language.people import (
    ANOTHER,
    AUTHORS,
    BEFORE_COURT,
    EPITHETS,
    gender_told,
    is_crowd,
    is_of_the_state,
    is_other,
    is_stranger,
)
from sphinx_factcheck.engine.language.salience import Salience
from sphinx_factcheck.engine.language.sentences import Sentence

GOES_ON = re.compile(r"\s(?:and|or|&|[A-Z])")
"""Where more follows, it may be that who he is comes after: "the economist and laureate X"."""
_WORDS = re.compile(r"[^\W\d]+")
_SMALL = frozenset("the a an our its his her their of".split())


_PARENTS = frozenset("mother father".split())
_HELPERS = frozenset("lawyer attorney advocate counsel doctor physician nurse driver witness".split())
"""Those whom somebody told of has beside him."""
_AS_WELL = frozenset({"too", "also", "likewise", "as well"})
_BRINGING_IN = frozenset("be take consider remember recall forget mention name write speak think sit lie live".split())
"""Verbs that do no more than bring somebody in: "Take X", "We write about X", "X will not be there"."""
_MARKS = " \n*_#>-\u2013\u2014"


class Epithets(Salience):
    """Tells whom those nouns of a text mean that tell what one is. A doubt means nobody."""

    def _as_told(self, one: Noun, noun: Noun) -> tuple[Noun, ...]:
        """Whom a noun means that stands beside another: by its name, or by what was told before the other."""
        return self.meant(one) if one.kind == "person" or one.start < noun.start else ()

    def _who_is(self, sentence: Sentence, noun: Noun) -> tuple[Noun, ...]:
        if noun.kind == "person":
            return (noun,)
        return tuple(p for one in (*noun.apposed, *sentence.hosts_of(noun)) for p in self._as_told(one, noun))

    def _described(self, noun: Noun, role: str, *, own: bool = False) -> tuple[Noun, ...]:
        """The one person who was called so before: "the lawyer", "the editor of the Lamp"; with `own`, "my father"."""
        at, of = noun.start, frozenset[str]() if own else _words_of(noun)
        for sentence, stop in self._back(at, WINDOW if own else BACK):
            called = [n for n in sentence.nouns if n.start < stop and is_called(n, role)]
            named = [n for n in called if not own or n.kind == "person" or n.words[0].low in AUTHORS]
            found = {p.value: p for n in named for p in self._who_is(sentence, n) if of <= _told_of(n)}
            if not own and any(n.words[0].low != "the" and not self._who_is(sentence, n) for n in called):
                return ()
            if found:
                return tuple(found.values()) if len(found) == 1 else ()
        return ()

    def _known_so(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """Who is known to be what "the human rights lawyer" says, of those told shortly before."""
        if GOES_ON.match(self.text, noun.end) or any(w.low in ANOTHER for w in noun.words):
            return ()
        if any(preposition != "of" for preposition, _ in noun.phrases):
            return ()
        told = [_told_of(one) for one in self.told_with(noun)]
        self._settle(noun.start)
        since = self._starts[self._chain_start(self.number_at(noun.start))]
        for sentence, stop in self._back(noun.start):
            before = [n for n in sentence.nouns if n.start < stop]
            if any(is_called(n, role) and n.kind != "person" and not self._who_is(sentence, n) for n in before):
                return ()
            persons = self._told(sentence, stop, gender_told(noun), since)
            found = [p for p in persons if any(one <= self._circle.called(p.value) for one in told)]
            if found:
                unknown = any(not self._circle.called(p.value) for p in persons)
                doubt = unknown or any(is_stranger(sentence, n) for n in before)
                return tuple(found) if len(found) == 1 and not doubt else ()
        return ()

    def told_with(self, noun: Noun) -> tuple[Noun, ...]:
        """A noun, and what "and" adds to what one is: "the editor of the Lamp and winner of the Prize"."""
        clause = self.sentence(self.number_at(noun.start)).clause_of(noun)
        slot = clause.subject if clause is not None and noun in clause.subject else (noun,)
        more = tuple(n for n in slot[1:] if n.words[0].tag in "kK" and lex.is_human(n.head.low))
        return (slot[0], *more)

    def _presented(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """The one whom the sentence before does but bring in: "X will not be there. The editor of the Lamp was …"."""
        number = self.number_at(noun.start)
        sentence, opening = self.sentence(number), self.text[self._starts[number] : noun.start]
        clause = sentence.clause_of(noun)
        if number == 0 or opening.strip(_MARKS) or clause is None or noun not in clause.subject[:1]:
            return ()
        if is_of_the_state(noun) or role in _HELPERS or any(w.low in ANOTHER for w in noun.words):
            return ()
        before, end = self.sentence(number - 1), self._sentences[number - 1][1]
        if not _presents(before) or "\n\n" in self.text[before.start : noun.start] or clause.adverbs & _AS_WELL:
            return ()
        told = self._told(before, end, gender_told(noun), before.start)
        if len(told) != 1 or any(is_other(before, n, "") or is_crowd(before, n) for n in before.nouns):
            return ()
        known = {word for word in self._circle.called(told[0].value) if lex.is_human(word)}
        return told if not known or role in known else ()

    def _introduced(self, at: int, role: str) -> tuple[Noun, ...]:
        """The one whom the letter introduced so, and calls so throughout: "the appellant, X"."""
        found: dict[object, Noun] = {}
        for sentence, stop in self._back(at, WINDOW):
            for noun in sentence.nouns:
                if noun.start < stop and noun.kind != "person" and noun.head.low == role:
                    found |= {p.value: p for one in noun.apposed for p in self._as_told(one, noun)}
        return tuple(found.values()) if len(found) == 1 else ()

    def _by_epithet(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """Whom "the poet" means: who was called so somewhere before, or the one just named."""
        this = noun.words[0].low == "this"
        of = [n for p, ns in noun.phrases if p == "of" for n in ns]
        parent = role in _PARENTS and bool(of) and all(n.words[0].tag == lex.NUMBER for n in of)
        if not this and (noun.words[0].low != "the" or not (parent or (role in EPITHETS and not of))):
            return ()
        if GOES_ON.match(self.text, noun.end):
            return ()
        if found := self._introduced(noun.start, role):
            return found
        self._settle(noun.start)
        return self._one(noun.start, gender_told(noun), but_state=role in BEFORE_COURT)


def _words_of(noun: Noun) -> frozenset[str]:
    """The words of what one is something of, but for dates and numbers: "nobel", "prize"."""
    of = [one for _, nouns in noun.phrases for one in nouns[:1]]
    return frozenset(w for one in of for word in one.words for w in _WORDS.findall(word.low)) - _SMALL


def _told_of(noun: Noun) -> frozenset[str]:
    """The words by which a noun tells what one is: "winner", "nobel", "prize"."""
    told = {w.low for w in noun.words[:-1] if w.tag in "kK" and not w.kind and "-" not in w.low}
    return frozenset(told) - _SMALL | {lex.singular(noun.head.low)} | _words_of(noun)


def _presents(sentence: Sentence) -> bool:
    """Whether a sentence does no more than bring somebody in, and tells not what he is."""
    verbs = [c for c in sentence.clauses if c.verb]
    roles = [n for c in verbs for n in c.predicate if lex.is_human(n.head.low)]
    return bool(verbs) and not roles and all(c.verb in _BRINGING_IN for c in verbs)


def is_called(noun: Noun, role: str) -> bool:
    """Whether a noun tells that somebody is something."""
    return any(w.tag in "kjK" and lex.singular(w.low) == role for w in noun.words)
