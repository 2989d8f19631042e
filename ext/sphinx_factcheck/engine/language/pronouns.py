"""Whom he and she, they, both and the latter mean, across sentences: the one or the several told just before."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator

from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Clause, Complement, Noun
from sphinx_factcheck.engine.language.passage import BACK, WINDOW, Passage
from sphinx_factcheck.engine.language.people import (
    KIN,
    NTH,
    ONE,
    PARTIES,
    distinct,
    gender_told,
    going_on,
    is_acting,
    is_crowd,
    is_entry,
    is_head,
    is_of_the_state,
    is_other,
    role_of,
)
from sphinx_factcheck.engine.language.sentences import Sentence

_FIRST_CLAUSE = 40
"""Characters from the start of a sentence in which a clause before the main one starts."""
_TOGETHER = frozenset({"with", "alongside", "together with", "along with"})
OF_PAIR = {"the former": 0, "the latter": 1}
_FOR = re.compile(
    r"\b(?:(?:on|in)\s(?:the\s)?behalf\sof|(?:I|we)\s(?:act|appear)\sfor|(?:I|we)\srepresent)\s(?:my\sclient,?\s)?"
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.?\s)?$",
    re.IGNORECASE,
)
"""What stands before the name of one for whom a letter speaks."""


class Pronouns(Passage):
    """Tells whom the pronouns of a text mean. A doubt means nobody."""

    @abstractmethod
    def meant(self, noun: Noun) -> tuple[Noun, ...]:
        """The persons, as named in the text, whom a noun means."""

    def _settle(self, at: int) -> None:
        """Tell whom the words before an offset mean that go on with somebody, so that each rests on the last."""
        number = self.number_at(at)
        for n in range(self._chain_start(number), number + 1):
            if n in self._whole:
                continue
            for noun in self.sentence(n).nouns:
                for one in going_on(noun):
                    if one.start < at:
                        self.meant(one)
            if n < number:
                self._whole.add(n)

    def _one(
        self, at: int, gender: str, *, same_block: bool = False, cataphora: bool = False, but_state: bool = False
    ) -> tuple[Noun, ...]:
        """The one person who can be meant by "he" or "she" at an offset; with `but_state` no judge and no guard."""
        number = self.number_at(at)
        since = self._starts[self._chain_start(number)]
        otherwise: set[object] = set()
        for sentence, stop in self._back(at):
            here = sentence is self.sentence(number)
            stop = _start_of_told(sentence, at) if here else stop
            if same_block and not here and "\n\n" in self.text[sentence.start : at] and not is_head(sentence):
                return ()
            otherwise |= {p.value for n in self._otherwise(sentence, stop, gender) for p in self._settled(n, since)}
            persons = tuple(p for p in self._told(sentence, stop, gender, since) if p.value not in otherwise)
            far = self.number_at(sentence.start) < number - 1
            aside = far or but_state
            beside = _beside_pronoun(sentence, at) if here else ()
            told_of = [n for n in sentence.nouns if n.start < stop and not (aside and is_of_the_state(n))]
            other = any(self._brings_in(sentence, n, gender, since) for n in told_of if n not in beside)
            if here and not persons and cataphora and (later := self._later(sentence, at, gender)):
                return later
            if here and other and gender and (same := self._goes_on_doing(sentence, at, gender)):
                return same
            if len(persons) == 1 and not other:
                in_passing = not here and _in_passing(sentence, persons[0])
                return self._before(sentence, persons, gender, since) if in_passing else persons
            if not here and gender and (same := self._carried(sentence, gender, since, stranger=other)):
                return same
            if not here and (chief := self._chief(sentence, at, gender)):
                return chief
            if persons or other:
                return ()
        return ()

    def _goes_on_doing(self, sentence: Sentence, at: int, gender: str) -> tuple[Noun, ...]:
        """The one who is subject as "he" and again in another clause: "He told the judge so before he was jailed"."""
        pronouns = [n for n in sentence.nouns if n.start <= at and n.is_pronoun and ONE.get(n.words[0].low) == gender]
        clauses = [sentence.clause_of(n) for n in pronouns]
        acting = all(c is not None and n in c.subject for n, c in zip(pronouns, clauses, strict=True))
        meant = distinct(p for n in pronouns[:-1] for p in self._meant.get((n.start, n.end), ()))
        known = all(self._meant.get((n.start, n.end)) for n in pronouns[:-1])
        return meant if acting and known and len(pronouns) > 1 and len(meant) == 1 else ()

    def _otherwise(self, sentence: Sentence, stop: int, gender: str) -> Iterator[Noun]:
        """The pronouns of the other gender: whomever "she" means is no "he"."""
        before = (n for n in sentence.nouns if gender and n.start < stop and n.is_pronoun)
        return (n for n in before if ONE.get(n.words[0].low, gender) != gender)

    def _brings_in(self, sentence: Sentence, noun: Noun, gender: str, since: int) -> bool:
        """Whether a noun brings in somebody else."""
        other = is_other(sentence, noun, gender) and not is_entry(sentence, noun)
        if other and not gender and noun.owners and is_acting(sentence, noun):
            return not self.meant(noun)
        return other and not self._is_settled(noun, since)

    def _before(self, sentence: Sentence, persons: tuple[Noun, ...], gender: str, since: int) -> tuple[Noun, ...]:
        """Whom the sentence before one is on that names somebody only in passing; else the one it names."""
        number = self.number_at(sentence.start) - 1
        told = self._told(self.sentence(number), self._sentences[number][1], gender, since) if number >= 0 else ()
        return () if len(told) > 1 else told or persons

    def _told(self, sentence: Sentence, stop: int, gender: str, since: int) -> tuple[Noun, ...]:
        """The persons of a sentence, by name or by what goes on with them, who can be of a gender."""
        before = [n for n in sentence.nouns if n.start < stop]
        beside = {p.value for n in _beside_pronoun(sentence, stop) for p in (n, *n.apposed) if p.kind == "person"}
        named = [
            n
            for noun in before
            for n in (*_names_before(noun), noun)
            if n.kind == "person" and not n.denied and n.value not in beside
        ]
        again = [p for n in before for p in self._settled(n, since, gender) if p.value not in beside]
        return distinct([*(n for n in named if not self._clashes(sentence, n, gender)), *again])

    def _settled(self, noun: Noun, since: int, gender: str = "") -> tuple[Noun, ...]:
        """Whom a word that goes on with somebody was told to mean, since the chain starts, where of a gender."""
        if noun.start < since and going_on(noun):
            if noun.start >= self._window_start(self.number_at(since)):
                self._settle(noun.end)
            else:
                party = self._party(noun, noun.head.low) if going_on(noun) == (noun,) else ()
                return tuple(p for p in party if not gender or self._circle.gender(p.value) in {gender, ""})
        told = (one for one in going_on(noun) if not gender or _gender_of(one) in {gender, ""})
        meant = (person for one in told for person in self._meant.get((one.start, one.end), ()))
        return tuple(p for p in meant if not gender or self._circle.gender(p.value) in {gender, ""})

    def _is_settled(self, noun: Noun, since: int) -> bool:
        """Whether a noun was told to mean somebody; of one's relatives it must be told who they are, not only whose."""
        if role_of(noun) in KIN and going_on(noun):
            return noun.start >= self._window_start(self.number_at(since)) and bool(self.meant(noun))
        return bool(self._settled(noun, since))

    def _clashes(self, sentence: Sentence, noun: Noun, gender: str) -> bool:
        """Whether a person is of the other gender: by the words beside the name, by what is known, by a "she" after."""
        if not gender:
            return False
        beside = (noun, *sentence.hosts_of(noun))
        told = next((g for one in beside if (g := gender_told(one))), "") or self._circle.gender(noun.value)
        return told != gender if told else _is_called_otherwise(sentence, noun, gender)

    def _chief(self, sentence: Sentence, at: int, gender: str) -> tuple[Noun, ...]:
        """The one whom a sentence is on, where all others are named in what only tells more: "X, who defended Y"."""
        asking = self.sentence(self.number_at(at))
        pronoun = next((n for n in asking.nouns if n.start == at), None)
        clause = asking.clause_of(pronoun) if pronoun else None
        if clause is None or pronoun not in clause.subject or clause.link != "main":
            return ()
        mains = [c for c in sentence.clauses if c.link == "main" and c.verb]
        if len(mains) != 1 or len(mains[0].subject) != 1:
            return ()
        main = mains[0]
        subject = self.meant(main.subject[0])
        if len(subject) != 1 or self._clashes(sentence, subject[0], gender):
            return ()
        direct = _direct(main)
        others = [n for n in direct if is_other(sentence, n, gender)]
        named = {p.value for n in direct if not sentence.hosts_of(n) for p in self.meant(n)}
        named |= {n.value for n in direct if n.kind == "person"}
        return subject if not others and named <= {subject[0].value} else ()

    def _carried(self, sentence: Sentence, gender: str, since: int, *, stranger: bool) -> tuple[Noun, ...]:
        """The one of several of whom a sentence goes on to speak as "she", and who does what it tells last.

        Where it brings in a `stranger`, that is the one of whom the two sentences before are as well.
        """
        again = [n for n in sentence.nouns if n.is_pronoun and ONE.get(n.words[0].low) == gender]
        who = distinct(p for n in again for p in self._meant.get((n.start, n.end), ()))
        known = sentence.start >= self._window_start(self.number_at(since))
        if len(who) != 1 or not known or not all(self._meant.get((n.start, n.end)) for n in again):
            return ()
        if stranger:
            return who if self._is_topic(who[0], sentence, gender, since) else ()
        return who if (last := _last_told(sentence)) and any(n in again for n in last.subject) else ()

    def _is_topic(self, person: Noun, sentence: Sentence, gender: str, since: int) -> bool:
        """Whether the two sentences before one are on nobody else, and it brings in but "a lawyer" or the like."""
        number = self.number_at(sentence.start)
        before = [self.sentence(n) for n in range(max(number - 2, self.number_at(since)), number)]
        others = (n for n in sentence.nouns if is_other(sentence, n, gender))
        passing = all(n.words[0].low in {"a", "an"} and n.head.tag == lex.NOUN for n in others)
        told = [
            {p.value for n in s.nouns for p in ((n,) if n.kind == "person" else self._meant.get((n.start, n.end), ()))}
            for s in before
        ]
        return passing and len(told) == 2 and all(one == {person.value} for one in told)

    def _later(self, sentence: Sentence, at: int, gender: str) -> tuple[Noun, ...]:
        """The person whom a pronoun that comes first means: "When he was freed, X …"."""
        clause = next((c for c in sentence.clauses if any(n.start == at for n in c.subject)), None)
        main = next((c for c in sentence.clauses if c.link == "main" and c.verb and c.subject), None)
        if main is None or (clause.start if clause else at) > sentence.start + _FIRST_CLAUSE:
            return ()
        persons = distinct(n for n in sentence.nouns if n.kind == "person" and not self._clashes(sentence, n, gender))
        if len(persons) != 1 or main.subject[0].value != persons[0].value:
            return ()
        if clause is None:
            return persons if _opens_with(main, at) and self._is_first(persons[0], at, gender) else ()
        return persons if clause.link in {"subordinate", "participle", "gerund"} else ()

    def _is_first(self, person: Noun, at: int, gender: str) -> bool:
        """Whether nobody else was told of in the sentence before, whom "his" may mean as well."""
        number = self.number_at(at)
        if number == 0 or "\n\n" in self.text[self._starts[number - 1] : self._starts[number]]:
            return True
        before = self._told(self.sentence(number - 1), self._sentences[number - 1][1], gender, self._starts[number - 1])
        return all(p.value == person.value for p in before)

    # Several

    def _many(self, at: int, count: int, *, most: int = BACK) -> tuple[Noun, ...]:
        """The several persons who can be meant by "they" or "both" at an offset."""
        for sentence, stop in self._back(at, most):
            before = [n for n in sentence.nouns if n.start < stop]
            persons = distinct(n for n in before if n.kind == "person" and not n.denied)
            again = distinct(p for n in before if nth_told(n) is not None for p in self.meant(n))
            persons = persons if len(persons) > 1 else again if len(again) > 1 else persons
            if len(persons) > 1:
                return persons if count in {0, len(persons)} else self._group(sentence, stop, count)
            if most == BACK and (persons or any(is_crowd(sentence, n) for n in before)):
                return ()
        return ()

    def _group(self, sentence: Sentence, stop: int, count: int) -> tuple[Noun, ...]:
        """The one list of so many persons in a sentence."""
        lists = {
            tuple(n.start for n in slot): slot
            for clause in sentence.clauses
            for slot in (clause.subject, clause.object)
            if len(slot) == count and all(n.kind == "person" and n.start < stop for n in slot)
        }
        return next(iter(lists.values())) if len(lists) == 1 else ()

    def _of_list(self, at: int, nth: int, count: int, most: int) -> tuple[Noun, ...]:
        """Who was named at a place of the last list: "the first applicant", "the latter"."""
        listed = self._many(at, count, most=most)
        return listed[nth : nth + 1] if len(listed) > 1 and count in {0, len(listed)} else ()

    # On whose behalf it is written

    def _party(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """The one on whose behalf the letter is written: "the petitioner", "my client"."""
        if role not in PARTIES or any(p == "of" for p, _ in noun.phrases):
            return ()
        told = (n for sentence, stop in self._back(noun.start, WINDOW) for n in sentence.nouns if n.start < stop)
        found = distinct(n for n in told if n.kind == "person" and self._is_spoken_for(n))
        return found if len(found) == 1 else ()

    def _is_spoken_for(self, person: Noun) -> bool:
        return bool(_FOR.search(self.text, max(person.start - 60, 0), person.head.start))


def _names_before(noun: Noun) -> Iterator[Noun]:
    """The names whose a noun is told to be: the X of "X’s trial"."""
    return (owner for owner in noun.owners if owner.kind == "person")


def _gender_of(noun: Noun) -> str:
    return ONE.get(noun.words[0].low, "") if len(noun.words) == 1 else gender_told(noun)


def nth_told(noun: Noun) -> int | None:
    """At which place of a list, from 0, somebody stands whom a noun means: "the second applicant", "the latter"."""
    words = [w.low for w in noun.words]
    if words[0] in OF_PAIR:
        return OF_PAIR[words[0]] if len(words) == 1 or lex.is_human(noun.head.low) else None
    if len(words) < 2 or words[0] != "the" or lex.is_plural(noun.head.low):
        return None
    return NTH.get(words[1]) if lex.is_human(noun.head.low) or len(words) == 2 else None


def _in_passing(sentence: Sentence, person: Noun) -> bool:
    """Whether a sentence names a person only in what tells more of something else: "the year in which X left"."""
    clause = sentence.clause_of(person)
    while clause is not None and clause.link == "coordinated" and clause.governor >= 0:
        clause = sentence.clauses[clause.governor]
    return clause is not None and clause.link == "relative"


def _last_told(sentence: Sentence) -> Clause | None:
    """The last clause of a sentence that stands by itself and has a subject."""
    mains = [c for c in sentence.clauses if c.link in {"main", "coordinated"} and c.verb and c.subject]
    return mains[-1] if mains else None


def _is_called_otherwise(sentence: Sentence, person: Noun, gender: str) -> bool:
    """Whether the sentence goes on with a pronoun of the other gender that can mean nobody else."""
    if sum(n.kind == "person" for n in sentence.nouns) != 1:
        return False
    subjects = [n for c in sentence.clauses if c.link in {"main", "coordinated", "relative"} for n in c.subject]
    after = {ONE[n.words[0].low] for n in subjects if n.start > person.end and n.words[0].low in ONE}
    return bool(after) and gender not in after


def _start_of_told(sentence: Sentence, at: int) -> int:
    """Where a pronoun starts, or what before it tells who that is: "A nurse in a hospital, she"."""
    pronoun = next((n for n in sentence.nouns if n.start == at), None)
    return min([at, *(one.start for one in (pronoun.apposed if pronoun else ()))])


def _beside_pronoun(sentence: Sentence, at: int) -> tuple[Noun, ...]:
    """The subject of the clause in which "him" or "her" is told: another one, or it were "himself"."""
    pronoun = next((n for n in sentence.nouns if n.start == at and n.head.tag == lex.OBJ), None)
    clause = sentence.clause_of(pronoun) if pronoun is not None else None
    if pronoun is None or clause is None or pronoun in clause.subject or pronoun.words[0].low.endswith("self"):
        return ()
    return clause.subject


def _direct(main: Clause) -> list[Noun]:
    """The nouns of a clause but for its subject, and for those to whom the same is done: "was held with two monks"."""
    apart = (n for c in main.complements if not (main.passive and _are_beside(c)) for n in c.nouns)
    return [*main.object, *main.indirect, *main.predicate, *apart]


def _are_beside(complement: Complement) -> bool:
    several = len(complement.nouns) > 1 or any(lex.is_plural(n.head.low) for n in complement.nouns)
    return complement.preposition in _TOGETHER and several


def _opens_with(main: Clause, at: int) -> bool:
    """Whether "his" at an offset stands in what opens a clause before its subject: "Since his arrest, X …"."""
    opening = [n for c in main.complements for n in c.nouns if n.start < main.subject[0].start]
    opening += [n for noun in opening for _, nouns in noun.phrases for n in nouns]
    return any(n.start == at or any(o.start == at for o in n.owners) for n in opening)
