"""Who somebody is: "Swedish national X", "his wife, Y", "the economist Z", "X (aka Y)"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.judging import UNDECIDED, plain, rule, told_by
from sphinx_factcheck.claims.triggers import places_of, stretches, together
from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.lives import OTHER_SIDE, VOCATIONS, country_of, is_calling, same_calling, same_kin
from sphinx_factcheck.facts.model import Alias, Citizenship, Fact, FactBase, Kin, Vocation
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.language.clauses import Noun
from sphinx_factcheck.language.lexicon import is_plural, singular
from sphinx_factcheck.language.reference import Reader
from sphinx_factcheck.language.sentences import Sentence
from sphinx_factcheck.letters.text import Span

_STEMS = tuple(sorted({word.rstrip("e") for row in VOCATIONS for word in row} | {*OTHER_SIDE, "national", "citizen",
               "aka ", "a.k.a", "also known as", "nationals", "citizens"}))  # fmt: skip
_NEAR = 160
_NATIONAL = frozenset({"national", "citizen"})
_AKA = later(
    r"[\s,(]{1,3}(?:aka|a\.k\.a\.?|(?:who\sis\s)?also\sknown\sas|also\scalled)\s"
    r"[“\"]?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
_WORD = re.compile(r"\w+(?:-\w+)?")
_ARTICLES = frozenset("a an the his her their its our your my this that".split())
_ONCE = frozenset("former formerly ex- fellow would-be self-styled alleged supposed aspiring future honorary".split())


@dataclass(frozen=True, slots=True)
class Said:
    """The data of a claim: `citizen` of a country, `kin` to the person `of` that id, a `calling` or another `name`.

    `once` where it is told of another time, so that nothing known of today is against it.
    """

    sort: str
    value: str
    of: str = ""
    once: bool = False
    past: bool = True


@dataclass(frozen=True, slots=True)
class PersonKind:
    """Citizenship, kin, callings and other names of persons, held against their lives."""

    name: str = "person"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Everything that stands with a person's name, or is said of one, and tells who that is."""
        last = -1
        for near in stretches(reading, _STEMS, _NEAR):
            if near.end <= last:
                continue
            if not any(_is_person(m.entity, reading.facts) for m in reading.mentions_in(near.start, near.end)):
                continue
            sentence = reading.sentence_at(near.start)
            last = sentence.end
            yield from self._names(reading, sentence)
            if not _has_told(reading.letter.text, sentence):
                continue
            number = reading.prose.number_at(sentence.start)
            done: set[tuple[str, str, str]] = set()
            for person, said, span in _told(reading.prose.sentence(number), reading.prose):
                key = (person, said.sort, said.value)
                if key not in done:
                    done.add(key)
                    yield Claim(self.name, person, _value(said, reading.facts), span, said)

    def _names(self, reading: Reading, sentence: Span) -> Iterator[Claim]:
        for mention in reading.mentions_in(sentence.start, sentence.end):
            aka = _AKA.match(reading.letter.text, mention.span.end, sentence.end)
            if aka and _is_person(mention.entity, reading.facts):
                said = Said("name", aka["name"])
                yield Claim(self.name, mention.entity, f"also {aka['name']}", Span(*aka.span("name")), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported by a statement that says so; a calling is contradicted only where the base plainly denies it."""
        said: Said = claim.said
        judged, holds = _JUDGES[said.sort](claim.subject, said, reading.facts)
        judged = [(f, a) for f, a in judged if told_by(f.statement.when, reading)]
        if said.once:
            judged = [(f, Answer.UNKNOWN if a is Answer.NO else a) for f, a in judged]
        if not judged:
            return UNDECIDED
        name = reading.facts.entities[claim.subject].name
        sort = "denied" if said.sort == "calling" and holds.startswith("no ") else said.sort
        return rule(judged, reading.facts, _SAYS[sort].format(name=name, holds=holds), holds)


def _has_told(text: str, sentence: Span) -> bool:
    """Whether a word that tells who somebody is stands whole in a sentence: no "son" in "reason"."""
    places = places_of(text, _STEMS)
    for at in places[bisect_left(places, sentence.start) : bisect_left(places, sentence.end)]:
        if (at == 0 or not text[at - 1].isalnum()) and (word := _WORD.match(text, at)):
            whole = word[0].lower()
            forms = {singular(whole), singular(whole.partition("-")[0])}
            if any(_is_told(form) or form in OTHER_SIDE for form in forms):
                return True
    return False


def _is_person(entity: str, facts: FactBase) -> bool:
    found = facts.entities.get(entity)
    return found is not None and found.kind == "person"


def _value(said: Said, facts: FactBase) -> str:
    if said.sort == "kin":
        other = facts.entities.get(said.of)
        return f"{said.value} of {other.name if other else said.of}"
    return f"citizen of {said.value}" if said.sort == "citizen" else said.value


def _told(sentence: Sentence, prose: Reader) -> Iterator[tuple[str, Said, Span]]:
    """Who is told to be what in a sentence: by the words before a name, and by nouns that say more of one."""
    for noun in sentence.nouns:
        if noun.denied:
            continue
        if noun.kind == "person":
            listed = _listed(noun, sentence)
            if before := _joined(noun, sentence):
                yield from _described(before, listed if is_plural(before.head.low) else (noun,), prose)
            yield from _described(noun, listed, prose, _was(noun, sentence))
            continue
        hosts = sentence.hosts_of(noun)
        persons = tuple(p for host in hosts for p in prose.meant(host)) or _apposed(noun)
        clause = sentence.clause_of(noun)
        if persons and (clause is None or clause.certainty.told):
            yield from _described(noun, persons, prose, _was(noun, sentence))


def _was(noun: Noun, sentence: Sentence) -> bool:
    """Whether the words before a noun say that it is told of another time: "the former poet X"."""
    before = bisect_right(sentence.tokens, noun.start, key=lambda token: token.end)
    return before > 0 and sentence.tokens[before - 1].low.split()[-1] in _ONCE


def _listed(noun: Noun, sentence: Sentence) -> tuple[Noun, ...]:
    """Of "the lawyers X, Y and Z" all of them: those of the list whose names stand bare after the first."""
    if not any(_is_told(singular(w.low)) and is_plural(w.low) for w in noun.words):
        return (noun,)
    for slot in _slots(sentence):
        if noun in slot:
            rest = (*slot[slot.index(noun) + 1 :], *_told_alike(noun, sentence))
            return (noun, *takewhile(lambda one: one.kind == "person" and len(one.words) == 1, rest))
    return (noun,)


def _told_alike(noun: Noun, sentence: Sentence) -> tuple[Noun, ...]:
    """Of "sentenced the lawyers X to ten years and Y to two" those of the clauses whose verb is left out."""
    own = sentence.clause_of(noun)
    if own is None or noun not in own.object:
        return ()
    return tuple(n for c in sentence.clauses if c.elided and c.verb == own.verb and c.start >= own.start
                 for n in c.object if n.start > noun.end)  # fmt: skip


def _is_told(word: str) -> bool:
    return is_calling(word) or word in _NATIONAL


def _slots(sentence: Sentence) -> Iterator[tuple[Noun, ...]]:
    for clause in sentence.clauses:
        yield from (clause.subject, clause.object, clause.indirect, clause.predicate)
        yield from (complement.nouns for complement in clause.complements)
    for noun in sentence.nouns:
        yield from (nouns for _, nouns in noun.phrases)


def _joined(noun: Noun, sentence: Sentence) -> Noun | None:
    """Of "the monk and philosopher X" the monk: one noun with the next, which has no article and the same number."""
    if len(noun.words) < 2 or noun.words[0].low in _ARTICLES:
        return None
    at = sentence.nouns.index(noun)
    before = sentence.nouns[at - 1] if at else None
    if (
        before is None
        or before.kind
        or not is_calling(singular(before.head.low))
        or before.head is not before.words[-1]
    ):
        return None
    between = [t.low for t in sentence.tokens if before.end <= t.start < noun.start]
    described = next((w for w in reversed(noun.words) if is_calling(singular(w.low))), None)
    if described is None:  # "the economist and prize laureate X"
        common = [w for w in noun.words if w.kind != "person" and w.text.islower()]
        described = common[-1] if common else None
    alike = described is not None and is_plural(described.low) == is_plural(before.head.low)
    return before if between == ["and"] and alike else None


def _apposed(noun: Noun) -> tuple[Noun, ...]:
    return tuple(one for one in noun.apposed if one.kind == "person")


def _described(
    noun: Noun, persons: Sequence[Noun], prose: Reader, once: bool = False
) -> Iterator[tuple[str, Said, Span]]:
    """What the words of a noun group say of persons: the head, and what stands before it."""
    words = [w for w in noun.words if w.kind != "person"]
    once = once or bool(_ONCE & {w.low for w in words})
    span_of = {w: Span(w.start, w.end) for w in words}
    for n, word in enumerate(words):
        low = singular(word.low)
        after = words[n + 1 :]
        last = noun.kind == "person" or word is noun.head or (len(after) > 1 and after[0].low in {"and", ","})
        if low in _NATIONAL and n and last:
            for first in (n - 1, max(n - 2, 0)):
                if country := country_of(" ".join(w.text for w in words[first:n])):
                    yield from _each(persons, Said("citizen", country, once=once), Span(words[first].start, word.end))
                    break
        elif low in OTHER_SIDE and last and len(persons) == 1:
            yield from _kin(noun, persons[0], low, once, span_of[word], prose)
        elif is_calling(low) and last:
            yield from _each(persons, Said("calling", low, once=once), span_of[word])


def _each(persons: Sequence[Noun], said: Said, span: Span) -> Iterator[tuple[str, Said, Span]]:
    yield from ((str(person.value), said, span) for person in persons)


def _kin(noun: Noun, person: Noun, low: str, once: bool, span: Span, prose: Reader) -> Iterator[tuple[str, Said, Span]]:
    owners = noun.owners or tuple(n for p, ns in noun.phrases if p == "of" for n in ns)
    of = {str(other.value) for owner in owners for other in prose.meant(owner)} - {str(person.value)}
    if len(of) == 1:
        yield str(person.value), Said("kin", low, of.pop(), once), span


def _judge_kin(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    """What one is to another is told under either of the two."""
    judged: list[tuple[Fact, Answer]] = []
    told = ""
    for fact in (*facts.about(person, "kin"), *facts.about(said.of, "kin")):
        kin = fact.statement
        if not isinstance(kin, Kin) or kin.of not in {person, said.of}:
            continue
        if fact.entity == said.of:
            fits = same_kin(said.value, kin.kin)
        else:
            fits = any(same_kin(said.value, side) for side in OTHER_SIDE[kin.kin])
        judged.append((fact, Answer.YES if fits else Answer.NO))
        told = f"{kin.kin} of {facts.entities[fact.entity].name} is {facts.entities[kin.of].name}"
    return judged, told


def _judge_citizen(person: str, said: Said, facts: FactBase) -> tuple[list[tuple[Fact, Answer]], str]:
    """Another citizenship contradicts only where the base says that there is but one."""
    known = [(f, f.statement) for f in facts.about(person, "citizenship") if isinstance(f.statement, Citizenship)]
    judged: list[tuple[Fact, Answer]] = []
    for fact, one in known:
        same = (country_of(one.country) or one.country.lower()) == said.value
        judged.append((fact, Answer.YES if same else Answer.NO if one.only else Answer.UNKNOWN))
    return judged, "citizen of " + " and ".join(one.country for _, one in known)


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
    "kin": "the {holds}",
    "citizen": "{name} is {holds}",
    "calling": "{name} is known as {holds}",
    "denied": "{name} is {holds}",
    "name": "{name} is {holds}",
}
"""What the fact base holds, as a sentence."""
_JUDGES = {"kin": _judge_kin, "citizen": _judge_citizen, "calling": _judge_calling, "name": _judge_name}


together(_STEMS)
