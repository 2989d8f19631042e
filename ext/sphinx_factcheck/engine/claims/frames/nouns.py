"""Deeds told as nouns, or by what somebody is called: "the arrest of X on 3 May", "the imprisoned editor X"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.frames.dated import dated
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.lengths import Length
from sphinx_factcheck.engine.claims.frames.lists import speaks_of_prison
from sphinx_factcheck.engine.claims.frames.table import (
    BEFORE_NOUNS,
    CAPTIVES,
    CAUSES,
    CUSTODIAL,
    NO_MORE,
    NOUNS,
    SENTENCE_NOUNS,
    SORTS,
    TRIALS,
    VERB_WORDS,
)
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Noun
from sphinx_factcheck.engine.language.lexicon import singular
from sphinx_factcheck.engine.language.tokens import Token
from sphinx_factcheck.engine.language.verbs import ASKS_FOR, FEARS
from sphinx_factcheck.engine.spans.dates import DateSaid

if TYPE_CHECKING:
    from sphinx_factcheck.engine.claims.frames.interpret import Teller

_PROSPECTS = frozenset(
    "warrant order threat risk danger fear possibility attempt request demand call plan prospect likelihood call "
    "allegation rumour rumor claim bill law penalty".split()
)
"""Nouns of what may come, and of which a noun on them does not tell that it has: "a warrant for the arrest of X"."""
_TRIALS = frozenset("trial retrial case appeal hearing".split())
_ABOUT = ("against", "at", "over", "to", "for", "of", "about", "with", "on")
"""What leads from a verb to what it is about; not to its time: "before her release in May"."""
_ASIDE = later(r"(?:,\s|\s\(|\s)(?:(?:on|in)\s)?")
_CELLS = frozenset({"cell", "dungeon", "captivity", "captors", "jailers", "gaolers", "captor"})
"""What only those have who are held."""
_COMES = frozenset("come follow happen occur be take_place".split())
"""Verbs that tell when a deed was done that is told as a noun."""
_NOT_YET = ("attempted", "planned", "threatened", "imminent", "scheduled", "impending")
_ATTAINS = frozenset("secure obtain achieve win negotiate effect procure arrange order grant bring".split())
_AVERTS = frozenset(
    "avoid prevent avert escape evade stop risk threaten face seek attempt plan consider order expect await".split()
)
_ONCE = later(r"\b(?:former|formerly|ex|released|freed|once|fellow)[\s-](?:an?\s)?(?:\w+\s){0,2}$", re.IGNORECASE)


def is_attained(noun: Noun, clause: Clause) -> bool:
    """Whether what somebody worked for is told to have come about: "Canada has secured the release of X"."""
    done = clause.verb in _ATTAINS and clause.certainty.told and (clause.perfect or clause.tense == "past")
    return done and noun in (clause.subject if clause.passive else clause.object)


class Nouns:
    """Tells the deeds that the nouns of one sentence tell."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.text, self.sentence, self.lengths = teller.text, teller.sentence, teller.lengths
        self.mentions, self.owners = teller.mentions, teller.whom.owners

    def before_names(self) -> Iterator[Deed]:
        """ "the imprisoned editor X": what stands before the noun, told of whomever it names."""
        for noun in self.sentence.nouns:
            for word in noun.words[:-1]:
                sort = BEFORE_NOUNS.get(word.low)
                if not sort or any(w.low in NO_MORE for w in noun.words) or _is_named_so(word, noun):
                    continue
                clause = self.sentence.clause_of(noun)
                if persons := self.mentions(self._called_so(noun, clause)):
                    now = clause is not None and clause.tense == "present" and not clause.perfect and not clause.modal
                    yield Deed(word.start, word.end, sort, SORTS[sort].events, persons, still=now)

    def called(self) -> Iterator[Deed]:
        """ "X, a political prisoner, writes": what somebody is called, beside the name or before it."""
        for noun in self.sentence.nouns:
            word = next((w for w in noun.words if w.low in CAPTIVES), None)
            if word is None or noun.denied or _ONCE.search(self.text, max(word.start - 30, 0), word.start):
                continue
            if any(p == "of" and ns[0].head.low not in CAUSES for p, ns in noun.phrases if ns):
                continue
            clause = self.sentence.clause_of(noun)
            if noun.kind == "person" and word is not noun.head:
                named: tuple[Noun, ...] = self._called_so(noun, clause)
            elif noun.head is word and not (clause and noun in clause.predicate):
                named = self.sentence.hosts_of(noun)
            else:
                continue
            if persons := self.mentions(named):
                now = clause is not None and clause.tense == "present" and not clause.perfect and not clause.modal
                yield Deed(word.start, word.end, "imprisoned", SORTS["imprisoned"].events, persons, still=now)

    def _called_so(self, noun: Noun, clause: Clause | None) -> tuple[Noun, ...]:
        """Who is called so: the first of a list, and all of them behind a plural, "the jailed brothers X and Y"."""
        if clause is None or not any(w.low != singular(w.low) and w.low == w.text for w in noun.words[1:-1]):
            return (noun,)
        slots = (clause.subject, clause.object, *(c.nouns for c in clause.complements))
        slot = next((s for s in slots if noun in s), (noun,))
        return tuple(n for n in slot if n.start >= noun.start and (n is noun or n.kind == "person"))

    def cells(self) -> Iterator[Deed]:
        """ "from her cell, X writes": whoever has one is held."""
        for noun in self.sentence.nouns:
            if noun.head.low not in _CELLS or not noun.owners or noun.denied:
                continue
            clause = self.sentence.clause_of(noun)
            if clause and clause.certainty.told and (persons := self.mentions(noun.owners)):
                now = clause.tense == "present" and not clause.modal
                yield Deed(noun.start, noun.end, "imprisoned", SORTS["imprisoned"].events, persons, still=now)

    def deeds(self) -> Iterator[Deed]:
        """Deeds told as nouns with their dates: "X’s arrest in May", "the arrests of X on 3 May and Y on 5 May"."""
        for noun in self.sentence.nouns:
            name = NOUNS.get(singular(noun.head.low))
            if noun.denied:
                continue
            if name:
                yield from self._dated_noun(noun, name)
            if noun.head.low in TRIALS and (persons := self.mentions(self.owners([noun]))):
                yield Deed(noun.head.start, noun.head.end, "tried", frozenset(), persons, certainty=self._of_noun(noun))

    def _dated_noun(self, noun: Noun, name: str) -> Iterator[Deed]:
        """A deed told as a noun, with each of its persons and dates; without a date where it tells of a state."""
        persons = everybody = self.mentions(noun.owners)
        certainty, found = self._of_noun(noun), False
        within = [w.value for w in noun.words[:-1] if isinstance(w.value, DateSaid)]
        name = "formal" if name == "arrested" and noun.holds("formal") else name
        deed = Deed(noun.head.start, noun.head.end, name, SORTS[name].events, certainty=certainty)
        apart = [(p, ns) for _, nouns in noun.phrases for n in nouns if n.kind == "date" for p, ns in n.phrases]
        for preposition, nouns in (*apart, *noun.phrases, ("", ())):
            if preposition == "of" and (named := self.mentions(nouns)):
                persons, everybody = named, everybody + named
            dates = within if not preposition else [n.value for n in nouns if isinstance(n.value, DateSaid)]
            for date in dates if persons and preposition not in {"until", "till"} else ():
                found = True
                doubted = self._may_date_verb(noun, date)
                if not (doubted and any(told.when is date for told in self.teller.found)):
                    yield replace(deed, persons=persons, when=date, doubted=doubted)
        if everybody and not found and (beside := self._date_aside(noun) or self._when_it_came(noun)):
            found = True
            yield replace(deed, persons=everybody, when=beside)
        clause = self.sentence.clause_of(noun)
        done = (
            name in {"arrested", "formal"}
            or (name == "died" and not any(map(noun.holds, _NOT_YET)))
            or noun.head.low in TRIALS
        )
        done = done or (clause is not None and is_attained(noun, clause))
        if everybody and not found and done and self._is_told(noun):
            yield replace(deed, persons=everybody)
        if everybody and not found and name in {"detained", "imprisoned", "missing"}:
            lasts = any(w.low in {"continuing", "continued", "ongoing", "current", "present"} for w in noun.words)
            yield replace(deed, start=noun.start, persons=everybody, still=lasts)

    def _may_date_verb(self, noun: Noun, date: DateSaid) -> bool:
        """Whether a date behind a noun and whose it is may be that of its verb: "praised the release of X in May"."""
        clause = self.sentence.clause_of(noun)
        if clause is None or not 0 <= clause.verb_start <= noun.start or not (clause.tense == "past" or clause.perfect):
            return False
        governed = noun in clause.object or noun in clause.by(*_ABOUT)
        return governed and date.start >= noun.end

    def _when_it_came(self, noun: Noun) -> DateSaid | None:
        """The date on which a deed is told to have come: "his arrest followed on 22 November", "took place in May"."""
        clause = self.sentence.clause_of(noun)
        if clause is not None and is_attained(noun, clause):
            return dated(clause, self.sentence)[0]
        takes_place = clause is not None and clause.verb == "take" and any(n.holds("place") for n in clause.object)
        if clause is None or clause.subject != (noun,) or not (takes_place or clause.verb in _COMES):
            return None
        return dated(clause, self.sentence)[0]

    def _is_told(self, noun: Noun) -> bool:
        """Whether a deed told as a noun has been done: not "to prevent X’s arrest", "X’s arrest would be"."""
        clause = self.sentence.clause_of(noun)
        if clause is None or not clause.verb:
            return True
        averted = clause.verb in _AVERTS and not clause.passive
        told = clause.certainty.told or (clause.certainty is Certainty.DENIED and clause.verb not in _COMES)
        return told and not clause.modal and not averted

    def _date_aside(self, noun: Noun) -> DateSaid | None:
        """The date right after a noun: "her arrest a year ago", "her arrest, in May", "her release (11 April)"."""
        end = max([noun.end, *(n.end for p, ns in noun.phrases if p == "of" for n in ns)])
        dates = (n.value for n in self.sentence.nouns if n.kind == "date" and _ASIDE.fullmatch(self.text, end, n.start))
        return next((date for date in dates if isinstance(date, DateSaid)), None)

    def _of_noun(self, noun: Noun) -> Certainty:
        """How what a noun tells is told: what is asked for or feared has not come about."""
        clause = self.sentence.clause_of(noun)
        if any(
            noun in ns
            for other in self.sentence.nouns
            if singular(other.head.low) in _PROSPECTS
            for _, ns in other.phrases
        ):
            return Certainty.POSSIBLE
        if clause is None:
            return Certainty.ASSERTED
        governed = noun in clause.object or noun in clause.by("for")
        if governed and clause.verb in ASKS_FOR and not is_attained(noun, clause):
            return Certainty.ASKED
        if governed and clause.verb in FEARS | {"propose", "recommend", "carry", "order"}:
            return Certainty.POSSIBLE
        if noun.owners or noun.words[0].low in {"the", "this", "that", "these", "those"}:
            return Certainty.ASSERTED
        return clause.certainty

    def terms(self) -> Iterator[Deed]:
        """Terms told as nouns: "X’s 14-year sentence", "the 12-year term for X"; and in entries: "X (14 years)"."""
        told = self.lengths.terms and speaks_of_prison(self.text, self.sentence.start, self.sentence.end)
        more = self.lengths.numbers_for() if told else ()
        for length in (*self.lengths.of_nouns(), *more):
            if length.term.start in self.teller.used:
                continue
            persons = self.mentions(self.owners([length.noun]))
            persons = persons or (self.mentions(length.own.owners) if length.own else ())
            persons = persons or self.mentions(self._of_the_noun_before(length))
            persons = persons or self.mentions(self._of_clause(length)) or self.mentions(self.lengths.entry(length))
            if not (persons or length.is_sentence):
                continue
            self.teller.used.add(length.term.start)
            certainty = Certainty.POSSIBLE if length.feared else self._of_noun(length.noun)
            own = length.own
            if own is not None and own.kind == "term" and own is length.noun and own.owners and length.inside > 0:
                spent = SORTS["spent"]  # "her three years in prison" may be but part of her sentence
                yield Deed(own.start, length.inside, "spent", spent.events, persons, term=length.term, part=True,
                           certainty=certainty)  # fmt: skip
                continue
            when = next(
                (n.value for p, ns in length.noun.phrases if p in {"on", "in"} for n in ns if n.kind == "date"), None
            )
            yield Deed(
                length.term.start, length.term.end, "sentenced", SORTS["sentenced"].events, persons,
                when if isinstance(when, DateSaid) else None, term=length.term, certainty=certainty,
            )  # fmt: skip

    def _of_the_noun_before(self, length: Length) -> Iterator[Noun]:
        """Whose it is of which a term tells more: "X’s punishment, ten years’ imprisonment"."""
        clause = self.sentence.clause_of(length.noun)
        if clause and length.is_sentence and clause.subject and clause.subject[0].head.low in _TRIALS:
            trial = clause.subject[0]
            yield from (*trial.owners, *(n for p, ns in trial.phrases if p in {"of", "against"} for n in ns))
        for noun in self.sentence.nouns:  # "the conviction and sentencing of X to ten years"
            led = any(p == "to" and length.noun in ns for p, ns in noun.phrases)
            if led and NOUNS.get(noun.head.low) in {"sentenced", "convicted"}:
                yield from (*noun.owners, *(n for p, ns in noun.phrases if p == "of" for n in ns))
        hosts = self.sentence.hosts_of(length.noun)
        yield from (o for host in hosts if host.head.low in CUSTODIAL | SENTENCE_NOUNS for o in host.owners)
        slot = clause.subject if clause and length.noun in clause.subject else ()
        if len(slot) == 2 and slot[1] is length.noun and slot[0].head.low in CUSTODIAL | SENTENCE_NOUNS:
            yield from slot[0].owners

    def _of_clause(self, length: Length) -> tuple[Noun, ...]:
        """Whose a sentence is that only stands beside: "is in the second year of a ten-year sentence"."""
        clause = self.sentence.clause_of(length.noun)
        if clause is None:
            return ()
        if not clause.verb and clause.subject and clause.subject[0].head.low in SENTENCE_NOUNS:
            return self.teller.reading.prose.topic(clause.start)
        if not length.is_sentence:
            return ()
        beside = any(length.noun in c.nouns or _hangs(length.noun, c.nouns) for c in clause.complements)
        beside = beside or length.noun in clause.by("into")
        beside = beside or (clause.verb in {"serve", "complete", "finish"} and _hangs(length.noun, clause.object))
        told = clause.verb in VERB_WORDS or clause.verb in {"be", "remain"} or length.noun in clause.by("into")
        return clause.subject if beside and told and length.noun.kind != "term" else ()


def _is_named_so(word: Token, noun: Noun) -> bool:
    """Whether a word is part of a name: "the Day of the Imprisoned Writer"."""
    return noun.kind != "person" and word.text[0].isupper() and noun.head.text[0].isupper()


def _hangs(noun: Noun, nouns: Iterable[Noun]) -> bool:
    return any(noun in ns or _hangs(noun, ns) for n in nouns for _, ns in n.phrases[:3])
