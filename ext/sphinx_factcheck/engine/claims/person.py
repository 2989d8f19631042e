"""Who somebody is: "Swedish national X", "his wife, Y", "the economist Z", "X (aka Y)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.described import (
    KIN,
    LIVING,
    NATIONAL,
    NATIONALITY,
    RESIDENTS,
    Description,
    Known,
    Said,
)
from sphinx_factcheck.engine.claims.judging import UNDECIDED, own_dates, plain, rule, told_by
from sphinx_factcheck.engine.claims.triggers import any_between, places_of, stretches, together
from sphinx_factcheck.engine.language.lexicon import singular
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.facts.countries import COUNTRY_OF
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.geography import geography
from sphinx_factcheck.facts.lives import OTHER_SIDE, VOCATIONS, country_of, same_calling, same_kin
from sphinx_factcheck.facts.model import Alias, Citizenship, Fact, FactBase, Kin, Person, Residence, Vocation
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_CALLINGS = frozenset(chain(*VOCATIONS))
_COMMONLY_KNOWN = Known()
_MARRIED = "married"
_TOLD_BY_VERB = {_MARRIED, *LIVING, *RESIDENTS}
_STEMS = tuple(
    sorted(
        {word.rstrip("e") for word in _CALLINGS}
        | {*KIN, *NATIONAL, *NATIONALITY, *_TOLD_BY_VERB, "aka ", "a.k.a", "also known as"}
    )
)
_NEAR = 160
_AKA = later(
    r"[\s,(]{1,3}(?:aka|a\.k\.a\.?|(?:who\sis\s)?also\sknown\sas|also\scalled)\s"
    r"[“\"]?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
_AKA_WITHIN = later(r"(?P<first>[^()]+)\((?:aka|a\.k\.a\.?|also\sknown\sas|also)\s(?P<name>[^()]+)\)(?P<last>[^()]*)")
"""Another form of a part of a name: "Thabkhe (aka Thamkey) Gyatso"."""
_ONE = re.compile(r"\b(?:[Ss]?[Hh]e|[Hh]is|[Hh]er|[Bb]oth|They)\b")
_WORD = re.compile(r"\w+(?:-\w+)?")
_A_PEOPLE = later(rf"\b(?:[Aa]n?|[Tt]he)\s(?:{'|'.join(word.title() for word in COUNTRY_OF if word.isalpha())})\b")
"""Where somebody may be called by a word for a people: "a Swede", "the Dane X"."""


@dataclass(frozen=True, slots=True)
class PersonKind:
    """Citizenship, kin, callings and other names of persons, held against their lives."""

    name: str = "person"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Everything that stands with a person's name, or is said of one, and tells who that is."""
        last = -1
        known = _known(reading)
        called = _places_of(known, reading.letter.text)
        for near in stretches(reading, _STEMS, _NEAR, called):
            if near.end <= last:
                continue
            if not _can_mean_a_person(reading, near):
                continue
            sentence = reading.sentence_at(near.start)
            last = sentence.end
            yield from self._names(reading, sentence)
            if not any_between(called, sentence.start, sentence.end) and not _has_told(reading, sentence):
                continue
            number = reading.prose.number_at(sentence.start)
            done: set[tuple[str, str, str]] = set()
            for person, said, span in Description(reading.prose.sentence(number), reading.prose, known).told():
                said, span = _begun(person, said, span, reading)
                key = (person, said.sort, said.value)
                if key not in done and (said.sort != "home" or reading.facts.about(person, "residences")):
                    done.add(key)
                    yield Claim(self.name, person, _value(said, reading.facts), span, said)

    def _names(self, reading: Reading, sentence: Span) -> Iterator[Claim]:
        for mention in reading.mentions_in(sentence.start, sentence.end):
            if within := _AKA_WITHIN.fullmatch(reading.letter.text, mention.span.start, mention.span.end):
                said = Said("name", f"{within['name']}{within['last']}")
                yield Claim(self.name, mention.entity, f"also {said.value}", Span(*within.span("name")), said)
            aka = _AKA.match(reading.letter.text, mention.span.end, sentence.end)
            if aka and _is_person(mention.entity, reading.facts):
                said = Said("name", aka["name"])
                yield Claim(self.name, mention.entity, f"also {aka['name']}", Span(*aka.span("name")), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported by a statement that says so; a calling is contradicted only where the base plainly denies it."""
        said = claim.asserted(Said)
        judged, holds = _JUDGES[said.sort](claim.subject, said, reading.facts)
        judged = [(f, a) for f, a in judged if told_by(f.statement.when, reading)]
        if said.begun:
            judged = [(f, _begins(f.statement.when, said.begun) if a is Answer.YES else a) for f, a in judged]
        if said.once:
            judged = [(f, Answer.UNKNOWN if a is Answer.NO else a) for f, a in judged]
        if not judged:
            return UNDECIDED
        name = reading.facts.entities[claim.subject].name
        sort = "denied" if said.sort == "calling" and holds.startswith("no ") else said.sort
        return rule(judged, reading.facts, _SAYS[sort].format(name=name, holds=holds), holds)


def _begun(person: str, said: Said, span: Span, reading: Reading) -> tuple[Said, Span]:
    """A citizenship with when it is told to have begun, where the base knows that: "became a citizen in 1996"."""
    known = reading.facts.about(person, "citizenship") if said.sort == "citizen" else ()
    if not any(f.statement.when for f in known):
        return said, span
    sentence = reading.prose.sentence(reading.prose.number_at(span.start))
    noun = sentence.noun_at(span.start)
    clause = sentence.clause_of(noun) if noun else None
    since = [n for p, ns in (noun.phrases if noun else ()) if p == "since" for n in ns]
    if noun and clause:
        led = [c for c in clause.complements if c.preposition == "since" or clause.verb == "become"]
        since += [n for c in led if noun in clause.predicate or c.start == noun.end + 1 for n in c.nouns]
    dates = [*{n.start: n.value for n in since if isinstance(n.value, DateSaid)}.values()]
    if len(dates) != 1:
        return said, span
    begun = dates[0].readings(own_dates(reading), Tense.PAST)
    since_then = reading.letter.text[span.end : dates[0].start].strip() == "since"
    return replace(said, begun=begun), Span(span.start, dates[0].end) if since_then else span


def _begins(known: When | None, told: tuple[When, ...]) -> Answer:
    """Whether what is known to last since a day is told to have begun then: in another year it did not."""
    if known is None or any(one.earliest <= known.earliest <= one.latest for one in told):
        return Answer.YES
    years = {year for one in told for year in range(one.earliest.year, one.latest.year + 1)}
    return Answer.UNKNOWN if known.earliest.year in years else Answer.NO


def _can_mean_a_person(reading: Reading, near: Span) -> bool:
    if reading.names_person(near.start, near.end):
        return True
    return bool(reading.mentions) and bool(_ONE.search(reading.letter.text, near.start, near.end))


def _known(reading: Reading) -> Known:
    named = (reading.facts.entities.get(id) for id in dict.fromkeys(m.entity for m in reading.mentions))
    persons = [person for person in named if isinstance(person, Person)]
    callings = (words for p in persons for one in p.vocations for words in (one.vocation, *one.also))
    countries = (country for p in persons for country in (p.country, *(one.country for one in p.citizenship)))
    own = frozenset(singular(calling.lower().split()[-1]) for calling in callings) - _CALLINGS
    citizens = frozenset(p.id for p in persons if p.citizenship)
    homes = frozenset(_name(one.where, reading.facts) for p in persons for one in p.residences)
    lower = frozenset(country.lower() for country in countries if country)
    return Known(own, lower, {p.id: _relatives(p.id, reading.facts) for p in persons}, citizens, homes)


def _name(place: str, facts: FactBase) -> str:
    """The name of a place that is told by its id, or by its name."""
    return facts.entities[place].name if place in facts.entities else place


def _relatives(person: str, facts: FactBase) -> dict[str, frozenset[str]]:
    """The relatives of somebody, on either side, with the words of their names in lower case."""
    own = [kin.of for f in facts.about(person, "kin") if isinstance(kin := f.statement, Kin)]
    known = (facts.entities.get(id) for id in dict.fromkeys((*own, *kin_to(facts).get(person, ()))))
    names = {one.id: " ".join(a.name for a in one.aliases()) for one in known if isinstance(one, Person)}
    names |= {name: name for name in own if name not in facts.entities and name[:1].isupper()}
    return {id: frozenset(re.findall(r"\w{3,}", words.lower())) for id, words in names.items()}


@once
def kin_to(facts: FactBase) -> dict[str, tuple[str, ...]]:
    """Of whom each person is told to be a relative, by id."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in facts.entities.values():
        for kin in entity.kin if isinstance(entity, Person) else ():
            found[kin.of] = (*found.get(kin.of, ()), entity.id)
    return found


def _places_of(known: Known, text: str) -> list[int]:
    """Where words for their callings stand, in the singular or the plural, and for their people and their homes."""
    found = [_word_of(known.callings).finditer(text)] if known.callings else []
    found += [_A_PEOPLE.finditer(text)] if known.citizens else []
    found += [re.finditer(rf"\bof\s(?:{'|'.join(map(re.escape, sorted(known.homes)))})\b", text)] if known.homes else []
    return sorted(one.start() for places in found for one in places)


def _word_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})", re.IGNORECASE)


def _has_told(reading: Reading, sentence: Span) -> bool:
    """Whether a word that tells who somebody is stands whole in a sentence: no "son" in "reason"."""
    text = reading.letter.text
    places = places_of(text, _STEMS)
    for at in places[bisect_left(places, sentence.start) : bisect_left(places, sentence.end)]:
        if (at == 0 or not text[at - 1].isalnum()) and (word := _WORD.match(text, at)):
            whole = word[0].lower()
            forms = {singular(whole), singular(whole.partition("-")[0])}
            if whole in _TOLD_BY_VERB or any(_COMMONLY_KNOWN.is_told(form) for form in forms):
                return True
    return False


def _is_person(entity: str, facts: FactBase) -> bool:
    found = facts.entities.get(entity)
    return found is not None and found.kind == "person"


def _value(said: Said, facts: FactBase) -> str:
    if said.sort == "kin":
        other = facts.entities.get(said.of)
        return f"{said.value} of {other.name if other else said.of}"
    if said.sort == "relative":
        return f"{said.value} {said.of}"
    told = {"citizen": f"citizen of {said.value}", "home": f"at home in {said.value}"}
    return told.get(said.sort, said.value)


def _judge_kin(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    """What one is to another is told under either of the two; the same word the other way round decides nothing.

    It is too easily written under the wrong one in the fact base.
    """
    judged: list[tuple[Fact, Answer]] = []
    told = ""
    for fact in (*facts.about(person, "kin"), *facts.about(said.of, "kin")):
        kin = fact.statement
        if not isinstance(kin, Kin) or kin.of not in {person, said.of}:
            continue
        turned = fact.entity != said.of
        sides = OTHER_SIDE[kin.kin] if turned else {kin.kin}
        fits = any(same_kin(said.value, side) for side in sides)
        doubtful = turned and same_kin(said.value, kin.kin)
        judged.append((fact, Answer.YES if fits else Answer.UNKNOWN if doubtful else Answer.NO))
        told = f"{kin.kin} of {facts.entities[fact.entity].name} is {facts.entities[kin.of].name}"
    return judged, told


def _judge_relative(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    """What a relative is to somebody, who is told by a name alone."""
    known = [(f, f.statement) for f in facts.about(person, "kin") if isinstance(f.statement, Kin)]
    told = [(f, kin) for f, kin in known if kin.of == said.of]
    judged = [(f, Answer.YES if same_kin(said.value, kin.kin) else Answer.UNKNOWN) for f, kin in told]
    return judged, ", ".join(f"{kin.kin} of {facts.entities[person].name} is {kin.of}" for _, kin in told)


def _judge_citizen(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    """Another citizenship contradicts only where the base says that there is but one."""
    known = [(f, f.statement) for f in facts.about(person, "citizenship") if isinstance(f.statement, Citizenship)]
    judged: list[tuple[Fact, Answer]] = []
    for fact, one in known:
        same = (country_of(one.country) or one.country.lower()) == said.value
        judged.append((fact, Answer.YES if same else Answer.NO if one.only else Answer.UNKNOWN))
    told = [f"{one.country} ({plain(f.statement.when)})" if said.begun and f.statement.when else one.country
            for f, one in known]  # fmt: skip
    return judged, "citizen of " + " and ".join(told)


def _judge_home(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    """Supported by a home that lies in the place said; contradicted where the only one that is known lies elsewhere."""
    known = [(f, f.statement.where) for f in facts.about(person, "residences") if isinstance(f.statement, Residence)]
    places = geography(facts)
    claimed = next(iter(places.places_in(said.value)), said.value)
    judged = [(f, places.fits(claimed, where)) for f, where in known]
    if len(known) > 1:
        judged = [(f, Answer.UNKNOWN if a is Answer.NO else a) for f, a in judged]
    names = [_name(where, facts) for _, where in known]
    return judged, f"at home in {' and '.join(names)}"


def _judge_calling(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    known = [(f, f.statement) for f in facts.about(person, "vocations") if isinstance(f.statement, Vocation)]
    judged: list[tuple[Fact, Answer]] = []
    for fact, one in known:
        fits = any(_named(said.value, words) for words in (one.vocation, *one.also))
        judged.append((fact, (Answer.NO if one.no else Answer.YES) if fits else Answer.UNKNOWN))
    decided: list[tuple[Fact, Answer]] = [(f, a) for f, a in judged if a is not Answer.UNKNOWN]
    decided = decided or judged
    told = [f"{'no ' if one.no else ''}{one.vocation} ({plain(f.statement.when)})" if f.statement.when else
            f"{'no ' if one.no else ''}{one.vocation}" for f, one in known]  # fmt: skip
    return list(decided), ", ".join(told)


def _named(said: str, known: str) -> bool:
    """Whether a calling is told by the last word of a longer one: a human rights lawyer is a lawyer."""
    return same_calling(said, singular(known.lower().split()[-1]))


def _judge_name(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    judged: list[tuple[Fact, Answer]] = []
    told = [f for f in facts.about(person, "also") if isinstance(f.statement, Alias)]
    fits = [f for f in told if isinstance(f.statement, Alias) and f.statement.name.casefold() == said.value.casefold()]
    names = ", ".join(alias.name for alias in facts.entities[person].aliases()[1:])
    judged += [(f, Answer.YES if f in fits else Answer.UNKNOWN) for f in fits or told]
    return judged, f"also {names}"


_SAYS = {
    "kin": "the {holds}", "relative": "the {holds}", "citizen": "{name} is {holds}",
    "calling": "{name} is known as {holds}",
    "denied": "{name} is {holds}", "name": "{name} is {holds}", "home": "{name} is {holds}",
}  # fmt: skip
"""What the fact base holds, as a sentence."""
_JUDGES = {"kin": _judge_kin, "citizen": _judge_citizen, "calling": _judge_calling, "name": _judge_name,
           "home": _judge_home, "relative": _judge_relative}  # fmt: skip


together(_STEMS)
