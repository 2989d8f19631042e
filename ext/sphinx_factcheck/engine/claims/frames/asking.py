"""Whose freedom a letter asks for: "release X", "we call for the release of X", "X must go free"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.interpret import Teller
from sphinx_factcheck.engine.claims.frames.nouns import is_attained
from sphinx_factcheck.engine.claims.frames.table import FREEDOM, NOUNS, PRISONS
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Noun
from sphinx_factcheck.engine.language.verbs import ASKS_FOR
from sphinx_factcheck.engine.mentions import Mention

_LETS_GO = frozenset({
    ("release", ""), ("free", ""), ("liberate", ""), ("set", "free"), ("let", "go"), ("let", "out"), ("parole", ""),
})  # fmt: skip
_GOES_FREE = frozenset({("go", "free"), ("walk", "free"), ("come", "free")})
_ASKED = frozenset({Certainty.ASKED, Certainty.PLANNED})
_WORKS = ASKS_FOR | set(
    "secure obtain effect ensure raise negotiate arrange order grant achieve press push campaign work call beg "
    "plead".split()
)
_GIVES = frozenset({"give", "restore", "return", "grant", "allow", "accord"})
_ENDS = frozenset({"end", "terminate", "cease", "stop", "lift", "discontinue"})
_COULD = frozenset({"could", "can", "should", "must", "may", "might", "ought"})
_LIST_FOLLOWS = re.compile(
    r"\b(?:include(?:\shere)?|including|such\sas|namely|among\sthem|among\swhom|following)\b[^.]{0,160}:", re.IGNORECASE
)


def asked_for(reading: Reading, number: int) -> Iterator[tuple[Mention, bool]]:
    """The persons of a sentence whose freedom is asked for, and whether that was asked at an earlier time."""
    teller = Teller(reading, number)
    sentence = teller.sentence
    clauses = sentence.clauses
    proposed = {c.verb_start for c in clauses if _is_proposed(c, clauses)}
    freed = {
        m.entity
        for d in teller.deeds()
        if d.told and d.name == "released" and d.start not in proposed
        for m in d.persons
    }
    requested = False
    for nouns, bygone in _wanted(teller):
        persons = teller.mentions(nouns, including=True)
        requested = True
        yield from ((person, bygone) for person in persons if person.entity not in freed)
    if requested:
        following = number + 1
        if (
            following < len(reading.sentences)
            and "\n\n" not in reading.letter.text[sentence.end - 2 : sentence.end + 2]
        ):
            yield from _in_list(reading, following)


def _wanted(teller: Teller) -> Iterator[tuple[tuple[Noun, ...], bool]]:
    clauses = teller.sentence.clauses
    for number, clause in enumerate(clauses):
        done = (clause.verb, clause.particle)
        asked = clause.certainty in _ASKED or _is_proposed(clause, clauses)
        if done in _LETS_GO | _GOES_FREE and asked and _is_asked(clause, clauses) and not _goes_elsewhere(clause):
            patient = clause.subject if clause.passive or done in _GOES_FREE else clause.object
            joined = [
                c
                for c in clauses[number + 1 : number + 2]
                if not c.subject[1:] and (c.link == "coordinated" or (c.link == "relative" and c.anchor in patient))
            ]
            listed = tuple(n for c in (clause, *joined) for n in c.by("including", "such as"))
            yield patient + listed, _is_bygone(clause, clauses)
        elif clause.verb in {"want", "need", "like"} and any(n.head.low in PRISONS for n in clause.by("out of")):
            yield clause.object, _is_past(clause)
    for noun in teller.sentence.nouns:
        clause_of = teller.sentence.clause_of(noun)
        if clause_of is None or noun.denied or _is_denied(clause_of, clauses):
            continue
        if noun.head.low in FREEDOM and _asks(clause_of, noun):
            hanging = tuple(n for p, ns in noun.phrases if p in {"of", "for"} for n in _in_turn(ns, p))
            yield noun.owners or hanging, _is_bygone(clause_of, clauses)
        elif noun.head.low in FREEDOM and _gives(clause_of, noun):
            yield noun.owners or clause_of.indirect or clause_of.by("to") or clause_of.object, False
        elif NOUNS.get(noun.head.low) in _HELD and clause_of.verb in _ENDS and clause_of.certainty in _ASKED:
            hanging = tuple(n for p, ns in noun.phrases if p == "of" for n in _in_turn(ns, p))
            yield (noun.owners or hanging) if noun in clause_of.object else (), _is_bygone(clause_of, clauses)


_HELD = frozenset({"detained", "imprisoned"})


def _in_turn(nouns: tuple[Noun, ...], preposition: str, depth: int = 0) -> Iterator[Noun]:
    """The nouns of a phrase, and those of the same phrase told once more: "of X, of Y and of Z"."""
    for noun in nouns:
        yield noun
        for other, further in noun.phrases if depth < _DEEPEST else ():
            if other == preposition and noun.kind == "person":
                yield from _in_turn(further, preposition, depth + 1)


_DEEPEST = 12


def _gives(clause: Clause, noun: Noun) -> bool:
    """Whether freedom is asked to be given: "give X his freedom", "restore X to liberty"."""
    given = noun in clause.object or noun in clause.by("to")
    given = given and not any(p == "of" for p, _ in noun.phrases)
    return given and clause.verb in _GIVES and clause.certainty in _ASKED and not clause.passive


def _asks(clause: Clause, noun: Noun) -> bool:
    governed = noun in clause.object or noun in clause.by("for", "on", "to")
    if is_attained(noun, clause):
        return False
    if governed and not clause.verb and clause.certainty is Certainty.ASKED:
        return True  # "begs that the Red Cross press for the release of X"
    return governed and clause.verb in _WORKS and not clause.passive and clause.certainty is not Certainty.DENIED


def _is_asked(clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Whether a clause tells of what is wanted, and not of what is planned or bound to come on a day."""
    if any(n.kind == "date" for c in clause.complements for n in c.nouns) or clause.by("next", "when"):
        return False
    if clause.certainty is Certainty.PLANNED:
        above = clauses[clause.governor] if clause.governor >= 0 else None
        in_power = above is not None and any(n.head.low in {"power", "hands"} for n in above.by("in", "within"))
        return clause.link == "infinitive" and above is not None and (in_power or above.certainty is Certainty.ASKED)
    return not _is_denied(clause, clauses)


def _goes_elsewhere(clause: Clause) -> bool:
    """ "Let X go to the party" asks for no freedom."""
    return clause.particle == "go" and any(n.head.low not in _KEPT_FOR for n in clause.by("to"))


_KEPT_FOR = frozenset("home family wife husband children house mother father parents village country".split())


def _is_proposed(clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    """ "You could begin by releasing X"."""
    above = clauses[clause.governor] if clause.governor >= 0 else None
    if above is None or clause.link not in {"gerund", "participle"} or above.modal not in _COULD:
        return False
    return any(n.head.low == "you" for n in above.subject) and clause.verb_start > above.verb_end


def _chain(clause: Clause, clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    seen = 0
    while seen < 12:
        yield clause
        if clause.governor < 0:
            return
        clause, seen = clauses[clause.governor], seen + 1


def _is_denied(clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Whether somewhere above it is said that nobody asks: "we no longer need to call for"."""
    return any(c.negated or "no longer" in c.adverbs for c in _chain(clause, clauses))


def _is_past(clause: Clause) -> bool:
    return clause.tense == "past" and clause.finite and not clause.perfect


def _is_bygone(clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Whether it was asked at a time before: "in 2018 we called for"; not "we have called for"."""
    return any(_is_past(c) for c in _chain(clause, clauses) if c.verb in ASKS_FOR)


def _in_list(reading: Reading, number: int) -> Iterator[tuple[Mention, bool]]:
    """The persons of a list that the sentence after a request brings: "we include here: X; Y"."""
    sentence = reading.prose.sentence(number)
    colon = _LIST_FOLLOWS.search(reading.letter.text, sentence.start, sentence.end)
    if colon is None:
        return
    teller = Teller(reading, number)
    freed = {m.entity for d in teller.deeds() if d.told and d.name == "released" for m in d.persons}
    for noun in sentence.nouns:
        if noun.kind == "person" and noun.start >= colon.end() and not noun.denied:
            for person in teller.mentions([noun]):
                if person.entity not in freed:
                    yield person, False
