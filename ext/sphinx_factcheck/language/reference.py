"""Whom a word means: he and she, they, both men, the lawyer, the former and the latter, across sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from sphinx_factcheck.language import lexicon as lex
from sphinx_factcheck.language.clauses import Clause, Noun
from sphinx_factcheck.language.people import (
    AUTHORS,
    COMPANY,
    EPITHETS,
    GROUPS,
    MANY,
    NTH,
    ONE,
    OURS,
    PAIRS,
    PARTIES,
    RELATED,
    WRITER,
    Circle,
    as_person,
    distinct,
    gender_told,
    going_on,
    is_crowd,
    is_other,
)
from sphinx_factcheck.language.sentences import Sentence, read
from sphinx_factcheck.language.tokens import Span

_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_BACK = 3
"""How many sentences back one is looked for by name."""
_WINDOW = 60
"""How many sentences back one is looked for who is called so throughout: "the appellant", "my father"."""
_CHAIN = 24
"""Sentences of a paragraph over which a pronoun can mean what the one before means."""
_FIRST_CLAUSE = 40
"""Characters from the start of a sentence in which a clause before the main one starts."""
_OF_PAIR = {"the former": 0, "the latter": 1}
_RESTRICTED = re.compile(r"\s(?:who|whom|whose|that)\b")
"""A relative without a comma says who is meant: "all who were detained" are none of those named before."""
_FOR = re.compile(
    r"\b(?:(?:on|in)\s(?:the\s)?behalf\sof|(?:I|we)\s(?:act|appear)\sfor|(?:I|we)\srepresent)\s(?:my\sclient,?\s)?"
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.?\s)?$",
    re.IGNORECASE,
)
"""What stands before the name of one for whom a letter speaks."""


_GOES_ON = re.compile(r"\s(?:and|or|&|[A-Z])")
"""Where more follows, it may be that who he is comes after: "the economist and laureate X"."""


class Reader:
    """A text read sentence by sentence as it is asked for; tells whom its words mean. A doubt means nobody.

    `sentences` are (start, end) in order; `spans` gives the typed stretches between two offsets.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        spans: Callable[[int, int], Iterable[Span]],
        circle: Circle = Circle(),  # noqa: B008
    ) -> None:
        self.text = text
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._spans = spans
        self._circle = circle
        self._read: dict[int, Sentence] = {}
        self._meant: dict[tuple[int, int], tuple[Noun, ...]] = {}
        self._whole: set[int] = set()

    @property
    def author(self) -> object:
        """The one person who writes, if there is one."""
        return self._circle.author

    def number_at(self, offset: int) -> int:
        """The number of the sentence around an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence(self, number: int) -> Sentence:
        """What a sentence is read as; each is read once."""
        if number not in self._read:
            start, end = self._sentences[number]
            self._read[number] = read(self.text, start, end, self._spans(start, end))
        return self._read[number]

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
        self._settle(at)
        return self._one(at, "", same_block=same_block)

    def _find(self, noun: Noun) -> tuple[Noun, ...]:
        low = noun.words[0].low if noun.head.tag == lex.OWN or noun.is_pronoun else noun.head.low
        sentence = self.sentence(self.number_at(noun.start))
        if named := distinct(p for one in noun.apposed for p in (self.meant(one) if one.kind == "person" else ())):
            return named
        hosts = sentence.hosts_of(noun)
        if hosts and low not in ONE and low not in WRITER:
            return distinct(person for host in hosts for person in self._as_told(host, noun))
        if low in {"himself", "herself"} and (whose := self._of_clause(sentence, noun)):
            return whose
        if low in ONE:
            self._settle(noun.start)
            return self._one(noun.start, ONE[low], cataphora=True)
        if low in WRITER:
            return (as_person(noun, self.author),) if self.author else ()
        if (nth := _nth(noun)) is not None:
            return self._of_list(noun.start, nth, 2 if noun.words[0].low in _OF_PAIR else 0)
        if _RESTRICTED.match(self.text, noun.end):
            return ()
        if low in MANY or (low == "all" and len(noun.words) == 1):
            both = any(w.low in {"both", "the two of them", "both of them"} for w in noun.words)
            return self._many(noun.start, 2 if both else 0)
        return self._by_role(noun)

    def _as_told(self, one: Noun, noun: Noun) -> tuple[Noun, ...]:
        """Whom a noun means that stands beside another: by its name, or by what was told before the other."""
        return self.meant(one) if one.kind == "person" or one.start < noun.start else ()

    # By what one is

    def _by_role(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom "both men", "the three lawyers", "the lawyer", "my father" mean."""
        first, low = noun.words[0].low, noun.head.low
        if first in AUTHORS and lex.is_human(low) and not lex.is_plural(low):
            return self._of_authors(noun)
        if noun.owners:
            return self._relative(noun, self.meant(noun.owners[0]))
        if first not in {"the", "these", "those", "both", "all", "this", "that"}:
            return ()
        if lex.is_plural(low) or low in PAIRS or low in _NUMBERS:
            return self._several(noun)
        if not lex.is_human(low):
            return ()
        role = lex.singular(low)
        return self._described(noun.start, role) or self._party(noun, role) or self._by_epithet(noun, role)

    def _of_clause(self, sentence: Sentence, noun: Noun) -> tuple[Noun, ...]:
        """The subject of the clause in which "himself" stands."""
        clause = sentence.clause_of(noun)
        subject = [n for n in (clause.subject if clause else ()) if n.start < noun.start]
        before = subject or [n for n in sentence.nouns if n.end < noun.start]
        return self.meant(before[-1]) if len(subject) < 2 and before else ()

    def _relative(self, noun: Noun, of: tuple[Noun, ...]) -> tuple[Noun, ...]:
        """The one relative of somebody who is known: "her husband"."""
        role = lex.singular(noun.head.low)
        found = self._circle.relatives(of[0].value, role) if len(of) == 1 and not lex.is_plural(noun.head.low) else ()
        return (as_person(noun, found[0]),) if len(found) == 1 else ()

    def _of_list(self, at: int, nth: int, count: int) -> tuple[Noun, ...]:
        """Who was named at a place of the last list: "the first applicant", "the latter"."""
        listed = self._many(at, count, most=_WINDOW if not count else _BACK)
        return listed[nth : nth + 1] if len(listed) > 1 and count in {0, len(listed)} else ()

    def _several(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom a plural means that is told with a number, or as told before."""
        first, low = noun.words[0].low, noun.head.low
        number = 2 if first == "both" or low in {"pair", "couple", "duo", "two"} else _number(noun)
        number = number or (2 if first == "the" and lex.singular(low) in COMPANY else 0)
        human = lex.is_human(low) or low in GROUPS or low in _NUMBERS
        if not human or not (number or first in {"these", "those"}) or any(p == "of" for p, _ in noun.phrases):
            return ()
        return self._many(noun.start, number)

    def _described(self, at: int, role: str, *, own: bool = False) -> tuple[Noun, ...]:
        """The one person who was called so before: "the lawyer"; with `own`, "my father"."""
        for sentence, stop in self._back(at, _WINDOW if own else _BACK):
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

    def _introduced(self, at: int, role: str) -> tuple[Noun, ...]:
        """The one whom the letter introduced so, and calls so throughout: "the appellant, X"."""
        found: dict[object, Noun] = {}
        for sentence, stop in self._back(at, _WINDOW):
            for noun in sentence.nouns:
                if noun.start < stop and noun.kind != "person" and noun.head.low == role:
                    found |= {p.value: p for one in noun.apposed for p in self._as_told(one, noun)}
        return tuple(found.values()) if len(found) == 1 else ()

    def _of_authors(self, noun: Noun) -> tuple[Noun, ...]:
        """Whom those who write call theirs: "my father", who was named so, or of whom they are the children."""
        role = lex.singular(noun.head.low)
        if found := self._described(noun.start, role, own=True):
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

    def _related(self, at: int, to: frozenset[str]) -> tuple[Noun, ...]:
        """The one whose relatives are told to write: "the mother, the wife and the children of X"."""
        found: dict[object, Noun] = {}
        for sentence, stop in self._back(at, _WINDOW):
            for noun in sentence.nouns:
                if noun.start < stop and noun.kind == "person" and (_kin_before(sentence, noun) & to):
                    found[noun.value] = noun
        return tuple(found.values()) if len(found) == 1 else ()

    def _party(self, noun: Noun, role: str) -> tuple[Noun, ...]:
        """The one on whose behalf the letter is written: "the petitioner", "my client"."""
        if role not in PARTIES or any(p == "of" for p, _ in noun.phrases):
            return ()
        told = (n for sentence, stop in self._back(noun.start, _WINDOW) for n in sentence.nouns if n.start < stop)
        found = distinct(n for n in told if n.kind == "person" and self._is_spoken_for(n))
        return found if len(found) == 1 else ()

    def _is_spoken_for(self, person: Noun) -> bool:
        return bool(_FOR.search(self.text, max(person.start - 60, 0), person.head.start))

    # By a pronoun

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

    def _chain_start(self, number: int) -> int:
        """From which sentence on a pronoun can mean what the one before means: the first of the paragraph, if near."""
        start = number - number % _CHAIN
        blank = self.text.rfind("\n\n", self._starts[start], self._starts[number] + 1)
        return start if blank < 0 else min(self.number_at(blank) + 1, number)

    def _back(self, at: int, most: int = _BACK) -> Iterator[tuple[Sentence, int]]:
        number = self.number_at(at)
        for n in range(number, max(number - most - 1, -1), -1):
            yield self.sentence(n), at if n == number else self._sentences[n][1]

    def _one(self, at: int, gender: str, *, same_block: bool = False, cataphora: bool = False) -> tuple[Noun, ...]:
        """The one person who can be meant by "he" or "she" at an offset."""
        number = self.number_at(at)
        since = self._starts[self._chain_start(number)]
        for sentence, stop in self._back(at):
            here = sentence is self.sentence(number)
            if same_block and not here and "\n\n" in self.text[sentence.start : at]:
                return ()
            persons = self._told(sentence, stop, gender, since)
            other = any(
                is_other(sentence, n, gender) and not self._settled(n, since) for n in sentence.nouns if n.start < stop
            )
            if here and not persons and cataphora and (later := self._later(sentence, at, gender)):
                return later
            if len(persons) == 1 and not other:
                in_passing = not here and _in_passing(sentence, persons[0])
                return self._before(sentence, persons, gender, since) if in_passing else persons
            if not here and (chief := self._chief(sentence, at, gender)):
                return chief
            if persons or other:
                return ()
        return ()

    def _before(self, sentence: Sentence, persons: tuple[Noun, ...], gender: str, since: int) -> tuple[Noun, ...]:
        """Whom the sentence before one is on that names somebody only in passing; else the one it names."""
        number = self.number_at(sentence.start) - 1
        told = self._told(self.sentence(number), self._sentences[number][1], gender, since) if number >= 0 else ()
        return () if len(told) > 1 else told or persons

    def _told(self, sentence: Sentence, stop: int, gender: str, since: int) -> tuple[Noun, ...]:
        """The persons of a sentence, by name or by what goes on with them, who can be of a gender."""
        before = [n for n in sentence.nouns if n.start < stop]
        beside = _beside_pronoun(sentence, stop)
        named = [n for n in before if n.kind == "person" and not n.denied and n.value not in beside]
        again = [p for n in before for p in self._settled(n, since, gender) if p.value not in beside]
        return distinct([*(n for n in named if not self._clashes(sentence, n, gender)), *again])

    def _settled(self, noun: Noun, since: int, gender: str = "") -> tuple[Noun, ...]:
        """Whom a word that goes on with somebody was told to mean, since the chain starts, where of a gender."""
        if noun.start < since:
            party = self._party(noun, noun.head.low) if going_on(noun) == (noun,) else ()
            return tuple(p for p in party if self._circle.gender(p.value) in {gender, ""} or not gender)
        told = (one for one in going_on(noun) if not gender or _gender_of(one) in {gender, ""})
        return tuple(person for one in told for person in self._meant.get((one.start, one.end), ()))

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

    def _later(self, sentence: Sentence, at: int, gender: str) -> tuple[Noun, ...]:
        """The person whom a pronoun that comes first means: "When he was freed, X …"."""
        clause = next((c for c in sentence.clauses if any(n.start == at for n in c.subject)), None)
        if clause is None or clause.link not in {"subordinate", "participle", "gerund"}:
            return ()
        if clause.start > sentence.start + _FIRST_CLAUSE:
            return ()
        main = next((c for c in sentence.clauses if c.link == "main" and c.verb and c.subject), None)
        persons = distinct(n for n in sentence.nouns if n.kind == "person" and not self._clashes(sentence, n, gender))
        if main is None or len(persons) != 1 or main.subject[0].value != persons[0].value:
            return ()
        return persons

    # Several

    def _many(self, at: int, count: int, *, most: int = _BACK) -> tuple[Noun, ...]:
        """The several persons who can be meant by "they" or "both" at an offset."""
        for sentence, stop in self._back(at, most):
            before = [n for n in sentence.nouns if n.start < stop]
            persons = distinct(n for n in before if n.kind == "person" and not n.denied)
            again = distinct(p for n in before if _nth(n) is not None for p in self.meant(n))
            persons = persons if len(persons) > 1 else again if len(again) > 1 else persons
            if len(persons) > 1:
                return persons if count in {0, len(persons)} else self._group(sentence, stop, count)
            if most == _BACK and (persons or any(is_crowd(sentence, n) for n in before)):
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


def _gender_of(noun: Noun) -> str:
    return ONE.get(noun.words[0].low, "") if len(noun.words) == 1 else gender_told(noun)


def _nth(noun: Noun) -> int | None:
    """At which place of a list, from 0, somebody stands whom a noun means: "the second applicant", "the latter"."""
    words = [w.low for w in noun.words]
    if words[0] in _OF_PAIR:
        return _OF_PAIR[words[0]]
    human = lex.is_human(noun.head.low) and not lex.is_plural(noun.head.low)
    return NTH.get(words[1]) if human and len(words) > 2 and words[0] == "the" else None


def _number(noun: Noun) -> int:
    """The number told in a noun: "the three lawyers"."""
    told = next((_NUMBERS[w.low] for w in noun.words if w.low in _NUMBERS), 0)
    digits = next((w.low for w in noun.words if w.low.isdigit()), "")
    return told or (int(digits) if 0 < len(digits) < 4 else 0)


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


def _in_passing(sentence: Sentence, person: Noun) -> bool:
    """Whether a sentence names a person only in what tells more of something else: "the year in which X left"."""
    clause = sentence.clause_of(person)
    while clause is not None and clause.link == "coordinated" and clause.governor >= 0:
        clause = sentence.clauses[clause.governor]
    return clause is not None and clause.link == "relative"


def _is_called_otherwise(sentence: Sentence, person: Noun, gender: str) -> bool:
    """Whether the sentence goes on with a pronoun of the other gender that can mean nobody else."""
    if sum(n.kind == "person" for n in sentence.nouns) != 1:
        return False
    subjects = [n for c in sentence.clauses if c.link in {"main", "coordinated", "relative"} for n in c.subject]
    after = {ONE[n.words[0].low] for n in subjects if n.start > person.end and n.words[0].low in ONE}
    return bool(after) and gender not in after


def _beside_pronoun(sentence: Sentence, at: int) -> frozenset[object]:
    """The subject of the clause in which "him" or "her" is told: another one, or it were "himself"."""
    pronoun = next((n for n in sentence.nouns if n.start == at and n.head.tag == lex.OBJ), None)
    clause = sentence.clause_of(pronoun) if pronoun is not None else None
    if pronoun is None or clause is None or pronoun in clause.subject or pronoun.words[0].low.endswith("self"):
        return frozenset()
    return frozenset(n.value for n in clause.subject if n.kind == "person")


def _direct(main: Clause) -> list[Noun]:
    """The nouns of a clause but for its subject."""
    return [*main.object, *main.indirect, *main.predicate, *(n for c in main.complements for n in c.nouns)]
