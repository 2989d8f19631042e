"""What a sentence says that persons are: by the words before a name, and by nouns that say more of one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.lexicon import is_plural, singular
from sphinx_factcheck.engine.language.reference import Reader
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.language.tokens import Token
from sphinx_factcheck.facts.countries import COUNTRY_OF, is_of
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.lives import BEREFT, OTHER_SIDE, country_of, is_calling
from sphinx_factcheck.letters.text import Span

KIN = frozenset({*OTHER_SIDE, *BEREFT})
NATIONAL = frozenset({"national", "citizen", "subject"})
NATIONALITY = frozenset({"nationality", "citizenship", "passport"})
_HAVE = frozenset("have hold carry possess keep retain bear acquire obtain receive".split())
LIVING = frozenset("live lives living lived reside resides residing resided".split())
_LIVE = frozenset("live reside".split())
RESIDENTS = frozenset("resident inhabitant".split())
_ARTICLES = frozenset("a an the his her their its our your my this that".split())
_ONCE = frozenset("former formerly ex- fellow would-be self-styled alleged supposed aspiring future honorary".split())
_WORKS = frozenset("work serve train practise practice earn qualify live".split())
_MUTUAL = frozenset("brother sister cousin sibling twin".split())
_TO_NAME = re.compile(r",?\s")


@dataclass(frozen=True, slots=True)
class Said:
    """The data of a claim: `citizen` of a country, `kin` to the person `of` that id, a `calling`, a `home` or a `name`.

    `once` where it is told of another time, so that nothing known of today is against it. The `relative` `of` a name is
    one who is no entity. `begun` is when it is told to have begun: "became a Swedish citizen in 1996".
    """

    sort: str
    value: str
    of: str = ""
    once: bool = False
    past: bool = True
    begun: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the fact base has of those whom a letter names: words for their callings and names of their countries, in
    lower case; their relatives, by id, each with the words of the names that one bears; who has a citizenship; and the
    names of their homes.
    """

    callings: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    relatives: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    citizens: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()

    def is_calling(self, word: str) -> bool:
        """Whether a noun, in the singular, is a calling."""
        return is_calling(word) or word in self.callings

    def is_told(self, word: str) -> bool:
        """Whether a noun, in the singular, tells a calling, a relative, or that somebody belongs to a country."""
        return self.is_calling(word) or word in NATIONAL or word in NATIONALITY or word in KIN

    def country_of(self, words: str) -> str:
        """The country of an adjective or a name, in lower case; empty where it is none that is known."""
        low = " ".join(words.lower().split()).removeprefix("both ").removeprefix("the ")
        own = (country for country in self.countries if low == country or is_of(low, country))
        return country_of(low) or next(own, "")

    def relative(self, person: str, name: str) -> str:
        """The one relative of somebody who bears a name; empty where there is none, or there are several."""
        found = [one for one, names in self.relatives.get(person, {}).items() if name.lower() in names]
        return found[0] if len(found) == 1 else ""


Told = Iterator[tuple[str, Said, Span]]


@dataclass(frozen=True, slots=True)
class Description:
    """A sentence, asked for what it says that persons are."""

    sentence: Sentence
    prose: Reader
    known: Known

    def told(self) -> Told:
        """Each person by id, with what is said and the words that say it."""
        joined = {n.start: before for n in self.sentence.nouns if n.kind == "person" and (before := self._joined(n))}
        leading = {before.start for before in joined.values()}
        for noun in self.sentence.nouns:
            presupposed = noun.owners and any(w.low in KIN for w in noun.words)  # "not her sister X, who writes"
            if (noun.denied and not presupposed) or noun.start in leading:
                continue
            yield from self._by_given_name(noun)
            if noun.kind == "person":
                listed = self._listed(noun)
                if before := joined.get(noun.start):
                    yield from self._described(before, listed if is_plural(before.head.low) else (noun,))
                yield from self._described(noun, listed, self._was(noun))
            elif persons := self._of_noun(noun):
                yield from self._described(noun, persons, self._was(noun))
            yield from self._one_another(noun)
        yield from self._married()
        yield from self._living()

    def _of_noun(self, noun: Noun) -> tuple[Noun, ...]:
        """The persons of whom a noun says more; none where its clause tells it, and not as a fact."""
        clause = self.sentence.clause_of(noun)
        if clause and not clause.certainty.told and noun in (*clause.predicate, *clause.object):
            return ()
        hosts = [n for n in self.sentence.nouns if noun in n.brackets] or self.sentence.hosts_of(noun)
        if not hosts and noun.head.low in NATIONALITY:
            hosts = self._having(noun, clause)
        hosts = hosts or self._fronted(noun, clause)
        persons = tuple(p for host in hosts for p in self.prose.meant(host))
        return persons or tuple(one for one in noun.apposed if one.kind == "person") or self._named_next(noun)

    def _having(self, noun: Noun, clause: Clause | None) -> tuple[Noun, ...]:
        """Who has a nationality: "X holds a Swedish passport", "X, of Swedish nationality"."""
        if clause and clause.verb in _HAVE and noun in clause.object and not clause.passive and not clause.negated:
            return clause.subject
        return tuple(n for n in self.sentence.nouns if any(p == "of" and noun in nouns for p, nouns in n.phrases))

    def _fronted(self, noun: Noun, clause: Clause | None) -> tuple[Noun, ...]:
        """Whom a calling tells that stands before "he", or is led in by "as": "A cooper by trade, he worked as …"."""
        if clause and clause.verb in _WORKS and noun in clause.by("as") and not clause.negated:
            return clause.subject
        if noun.start > self.sentence.start + 1 or not self._is_calling(noun.head.low):
            return ()
        told = next((n for n in self.sentence.nouns if n.head.low in {"he", "she"}), None)
        return (told,) if told and self.prose.text[told.start - 2 : told.start] == ", " else ()

    def _by_given_name(self, noun: Noun) -> Told:
        """A relative who is named by a given name alone: "his wife Phebe", "X’s daughter, Ada"."""
        kin = next((w for w in noun.words if w.low in KIN), None)
        if kin is None or noun.kind == "person" or not noun.owners:
            return
        name = noun.head if noun.head is not kin else self._name_behind(noun)
        whose = {str(p.value) for owner in noun.owners for p in self.prose.meant(owner)}
        relative = self.known.relative(next(iter(whose)), name.text) if name and len(whose) == 1 else ""
        word, span = BEREFT.get(kin.low, kin.low), Span(kin.start, kin.end)
        if relative[:1].isupper():  # no entity, but a name
            yield whose.pop(), Said("relative", word, relative, once=True), span
        elif relative:
            yield relative, Said("kin", word, whose.pop(), once=True), span

    def _one_another(self, noun: Noun) -> Told:
        """Two who are told to be brothers, sisters or cousins: "the brothers X and Y", "X and Y, brothers"."""
        kin = next((w for w in noun.words if w.low.endswith("s") and singular(w.low) in _MUTUAL), None)
        if kin is None or noun.owners or any(p in {"of", "to"} for p, _ in noun.phrases):
            return
        clause = self.sentence.clause_of(noun)
        hosts = (noun,) if noun.kind == "person" else self.sentence.hosts_of(noun)
        hosts = hosts or (clause.subject if clause and noun in clause.predicate and clause.verb == "be" else ())
        pair = next((slot for slot in _slots(self.sentence) if hosts and hosts[-1] in slot), hosts)
        told = clause is None or clause.certainty.told or noun not in clause.predicate
        if len(pair) == 2 and told and all(one.kind == "person" for one in pair):
            said = Said("kin", singular(kin.low), str(pair[0].value))
            yield str(pair[1].value), said, Span(kin.start, kin.end)

    def _name_behind(self, noun: Noun) -> Token | None:
        """The name between commas right behind a noun."""
        behind = (n for n in (*noun.apposed, *self.sentence.nouns) if n.start == noun.end + 2 and not n.kind)
        one = next(behind, None)
        apart = self.prose.text[noun.end : noun.end + 2] == ", "
        return one.words[0] if one and apart and one.head.text[:1].isupper() else None

    def _named_next(self, noun: Noun) -> tuple[Noun, ...]:
        """Of "her husband, Dr. X, and their children" the one who is named after a relative told with whose it is."""
        if noun.head.low not in KIN or not noun.owners:
            return ()
        at = self.sentence.nouns.index(noun) + 1
        after = self.sentence.nouns[at] if at < len(self.sentence.nouns) else None
        if after is None or after.kind != "person":
            return ()
        return (after,) if _TO_NAME.fullmatch(self.prose.text, noun.end, after.start) else ()

    def _living(self) -> Told:
        """Where persons are told to live."""
        for clause in self.sentence.clauses:
            if clause.verb in _LIVE and clause.certainty.told and not clause.passive:
                persons = [p for n in clause.subject for p in self.prose.meant(n)]
                for place in _named(clause.by("in", "at")):
                    said = Said("home", self._place(place), once=clause.tense != "present" or clause.perfect)
                    yield from _each(persons, said, Span(clause.verb_start, place.end))

    def _place(self, noun: Noun) -> str:
        return " ".join(w.text for w in noun.words if w.tag != "d")

    def _married(self) -> Told:
        """Husband or wife of "X is married to Y": either is the spouse of the other."""
        for clause in self.sentence.clauses:
            if clause.verb != "marry" or not clause.certainty.told:
                continue
            others = (*clause.by("to"), *(clause.object if not clause.passive else ()))
            whose = [p for n in clause.subject for p in self.prose.meant(n)]
            both = len(clause.subject) == len(whose) == 2 and not others
            if both:
                whose, others = whose[:1], clause.subject[1:]
            if len(whose) == len(others) == 1 and others[0].kind == "person":
                once = both or (clause.tense == "past" and not clause.passive)
                said = Said("kin", "spouse", str(whose[0].value), once=once)
                yield str(others[0].value), said, Span(clause.verb_start, clause.verb_end)

    def _was(self, noun: Noun) -> bool:
        """Whether the words before a noun say that it is told of another time: "the former poet X"."""
        before = bisect_right(self.sentence.tokens, noun.start, key=lambda token: token.end)
        return before > 0 and self.sentence.tokens[before - 1].low.split()[-1] in _ONCE

    def _listed(self, noun: Noun) -> tuple[Noun, ...]:
        """Of "the lawyers X, Y and Z" all of them: those of the list whose names stand bare after the first."""
        if not any(self._says(w.low) and is_plural(w.low) for w in noun.words):
            return (noun,)
        for slot in _slots(self.sentence):
            if noun in slot:
                rest = (*slot[slot.index(noun) + 1 :], *self._told_alike(noun))
                return (noun, *takewhile(lambda one: one.kind == "person" and len(one.words) == 1, rest))
        return (noun,)

    def _says(self, low: str) -> bool:
        return self.known.is_calling(singular(low)) or singular(low) in NATIONAL

    def _told_alike(self, noun: Noun) -> tuple[Noun, ...]:
        """Of "sentenced the lawyers X to ten years and Y to two" those of the clauses whose verb is left out."""
        own = self.sentence.clause_of(noun)
        if own is None or noun not in own.object:
            return ()
        return tuple(n for c in self.sentence.clauses if c.elided and c.verb == own.verb and c.start >= own.start
                     for n in c.object if n.start > noun.end)  # fmt: skip

    def _joined(self, noun: Noun) -> Noun | None:
        """Of "the monk and philosopher X" the monk: one noun with the next, without an article and of its number."""
        if len(noun.words) < 2 or noun.words[0].low in _ARTICLES:
            return None
        at = self.sentence.nouns.index(noun)
        before = self.sentence.nouns[at - 1] if at else None
        if (
            before is None
            or before.kind
            or before.head is not before.words[-1]
            or not self._is_calling(before.head.low)
        ):
            return None
        between = [t.low for t in self.sentence.tokens if before.end <= t.start < noun.start]
        described = next((w for w in reversed(noun.words) if self._is_calling(w.low)), None)
        if described is None:  # "the economist and prize laureate X"
            common = [w for w in noun.words if w.kind != "person" and w.text.islower()]
            described = common[-1] if common else None
        alike = described is not None and is_plural(described.low) == is_plural(before.head.low)
        return before if between == ["and"] and alike else None

    def _is_calling(self, low: str) -> bool:
        return self.known.is_calling(singular(low))

    def _described(self, noun: Noun, persons: Sequence[Noun], once: bool = False) -> Told:
        """What the words of a noun group say of persons: the head, and what stands before it."""
        words = [w for w in noun.words if w.kind != "person"]
        once = once or bool(_ONCE & {w.low for w in words})
        for n, word in enumerate(words):
            low = singular(word.low)
            after = words[n + 1 :]
            if not (noun.kind == "person" or word is noun.head or (len(after) > 1 and after[0].low in {"and", ","})):
                continue
            span = Span(word.start, word.end)
            if low in NATIONAL | NATIONALITY:
                for country, first, end in self._countries(noun, n):
                    yield from _each(persons, Said("citizen", country, once=once), Span(first, end))
            elif low in KIN and len(persons) == 1:
                yield from self._kin(noun, persons[0], low, once, span)
            elif self.known.is_calling(low):
                yield from _each(persons, Said("calling", low, once=once), span)
                yield from self._of_country(words[:n], persons)
            elif (
                word.text[:1].isupper() and (word is noun.head or word is words[-1]) and (people := self._people(word))
            ):
                yield from _each(persons, Said("citizen", people, once=once), span)
            if word is noun.head and (low in RESIDENTS or self.known.is_calling(low)):
                yield from self._at_home(noun, persons)
        if noun.kind == "person":
            yield from self._at_home(noun, persons)

    def _at_home(self, noun: Noun, persons: Sequence[Noun]) -> Told:
        """The places that are told behind a name or a calling: "a printer in York", "X of York"."""
        for place in _named(n for p, nouns in noun.phrases if p in {"in", "of"} for n in nouns):
            yield from _each(persons, Said("home", self._place(place), once=True), Span(place.start, place.end))

    def _people(self, word: Token) -> str:
        """The country of somebody who is called by a word for a people: "a Swede"."""
        return COUNTRY_OF.get(word.low, "") if word.text[:1].isupper() else ""

    def _of_country(self, words: Sequence[Token], persons: Sequence[Noun]) -> Told:
        """ "the Swedish bookseller X": told of those whose citizenship is known, and never against it."""
        for n in range(len(words) - 1, -1, -1):
            for low in dict.fromkeys((words[n].text, *words[n].text.split("-"))):
                known = [p for p in persons if str(p.value) in self.known.citizens]
                if known and low[:1].isupper() and (country := self.known.country_of(low)):
                    yield from _each(known, Said("citizen", country, once=True), Span(words[n].start, words[n].end))
            if words[n].text[:1].isupper():
                return

    def _countries(self, noun: Noun, n: int) -> Iterator[tuple[str, int, int]]:
        """The countries that a national is of, with their words: "Swedish national", "citizen of Sweden and Norway"."""
        words = [w for w in noun.words if w.kind != "person"]
        for first in dict.fromkeys((n - 1, n - 2)):
            said = " ".join(w.text for w in words[first:n]) if first >= 0 else ""
            countries = [c for one in dict.fromkeys((said, *said.split("-"))) if (c := self.known.country_of(one))]
            if countries:
                yield from ((country, words[first].start, words[n].end) for country in countries)
                yield from self._joined_countries(noun)
                return
        for one in (one for preposition, nouns in noun.phrases if preposition == "of" for one in nouns):
            if country := self.known.country_of(self.prose.text[one.start : one.end]):
                yield country, words[n].start, one.end

    def _joined_countries(self, noun: Noun) -> Iterator[tuple[str, int, int]]:
        """The other of two: "both Qasiri and Swedish citizenship"."""
        at = self.sentence.nouns.index(noun)
        before = self.sentence.nouns[at - 1] if at else None
        joined = before is not None and self.prose.text[before.end : noun.start].strip() in {"and", "or"}
        country = self.known.country_of(self.prose.text[before.start : before.end]) if before and joined else ""
        if before and country:
            yield country, before.start, noun.end

    def _kin(self, noun: Noun, person: Noun, low: str, once: bool, span: Span) -> Told:
        owners = noun.owners or tuple(n for p, ns in noun.phrases if p in {"of", "to"} for n in ns)
        of = {str(other.value) for owner in owners for other in self._whose(owner, person)} - {str(person.value)}
        if not of and len(owners) == 1 and owners[0].head.text[:1].isupper():  # "X, sister of Marat"
            of, once = {self.known.relative(str(person.value), owners[0].head.text)} - {""}, True
        if len(of) == 1:
            yield str(person.value), Said("kin", BEREFT.get(low, low), of.pop(), once), span

    def _whose(self, owner: Noun, person: Noun) -> tuple[Noun, ...]:
        """Whom "his" means in "X, his brother": nobody who is named in the same breath, so the one told of before."""
        meant = self.prose.meant(owner)
        if owner.kind != "person" and person.start < owner.start and {p.value for p in meant} <= {person.value}:
            return self.prose.topic(person.start)
        return meant


def _slots(sentence: Sentence) -> Iterator[tuple[Noun, ...]]:
    for clause in sentence.clauses:
        yield from (clause.subject, clause.object, clause.indirect, clause.predicate)
        yield from (complement.nouns for complement in clause.complements)
    for noun in sentence.nouns:
        yield from (nouns for _, nouns in noun.phrases)


def _named(nouns: Iterable[Noun]) -> Iterator[Noun]:
    return (noun for noun in nouns if noun.head.text[:1].isupper())


def _each(persons: Sequence[Noun], said: Said, span: Span) -> Told:
    yield from ((str(person.value), said, span) for person in persons)
