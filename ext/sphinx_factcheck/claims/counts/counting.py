"""What the fact base counts, and whether a number that a letter gives is of the same: the nouns and the deeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from sphinx_factcheck.claims.dating.described import stem, stems
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Count, Fact
from sphinx_factcheck.spans.numbers import Quantity

BODIES = frozenset(
    "organization organisation ngo group association signatory body institution charity undersigned".split()
)
STATES = frozenset("country state nation government".split())
PEOPLE = frozenset("people person individual man woman".split())
KINDS_OF_PEOPLE = frozenset(
    "lawyer attorney activist advocate defender campaigner journalist reporter blogger writer prisoner detainee "
    "dissident protester protestor demonstrator student worker monk nun pastor priest official citizen member "
    "signatory artist scholar academic teacher researcher publisher bookseller editor child refugee victim survivor "
    "leader politician lawmaker legislator senator witness minor soldier officer judge prosecutor volunteer villager "
    "resident civilian doctor farmer believer hostage".split()
)
_DEED_NOUNS = frozenset("death arrest detention execution killing disappearance conviction deportation".split())
_PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children", "country": "countries",
            "signatory": "signatories", "body": "bodies", "charity": "charities", "witness": "witnesses"}  # fmt: skip
GENERIC = {_PLURALS.get(n, f"{n}s"): n for n in BODIES | STATES | PEOPLE | KINDS_OF_PEOPLE | _DEED_NOUNS} | {
    "people": "people", "persons": "person", "undersigned": "undersigned", "nationals": "citizen", "NGOs": "ngo",
}  # fmt: skip
"""The nouns that any letter may count, by their plurals."""

_FAMILIES = (
    "kill killed killing dead death deaths died lives slain shot massacred murdered perished",
    "detain detained detaining detention arrested arrest arrests arresting rounded seized apprehended custody detainee",
    "imprisoned jailed prison prisons bars incarcerated prisoner imprisonment",
    "sentenced convicted condemned conviction",
    "injured wounded injuring wounding injury",
    "disappeared missing vanished disappearance",
    "displaced fled uprooted displacing",
    "dismissed sacked fired removed purged ousted suspended",
    "released freed pardoned release freeing",
    "charged indicted prosecuted accused tried",
    "executed hanged execution executing",
    "deported expelled extradited deportation",
    "raided searched stormed",
    "closed shut shuttered dissolved",
    "destroyed burned burnt torched razed demolished",
    "tortured beaten",
    "signed endorsed joined issued delivered sponsored backed",
)
_FAMILY = {stem(word): number for number, words in enumerate(_FAMILIES) for word in words.split()}
_ADVERBS = frozenset(map(stem, (
    "still so far formally officially reportedly known since ever now already arbitrarily unlawfully up down out off"
).split()))  # fmt: skip
_LOOSE = frozenset(map(stem, (
    "peaceful innocent nongovernmental non-governmental independent prominent brave other different individual civil "
    "society leading international undersigned such ordinary unarmed"
).split()))  # fmt: skip
_PLURAL = re.compile(r"\w{3,}[^\Ws]s|people|men|women|children")


class Match(IntEnum):
    """How surely a number is of what a statement counts."""

    NOT = 0
    NOUN = 1
    ALONE = 2
    FAMILY = 3
    DEED = 4


class Width(IntEnum):
    """Whether a letter counts more than the statement does ("people" for "lawyers"), the same, or part of it."""

    WIDER = 1
    SAME = 2
    NARROWER = 3


@dataclass(frozen=True, slots=True)
class Counting:
    """What a letter counts: the noun, the words before it that narrow it, and the words of its clause."""

    noun: str
    narrowing: frozenset[str]
    clause: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a statement counts: its nouns, all its words, and those of what was done."""

    nouns: frozenset[str]
    words: frozenset[str]
    deeds: frozenset[str]


def tells_deed(words: frozenset[str]) -> bool:
    """Whether one of these stems is of a deed that is often counted: killed, detained, released."""
    return not words.isdisjoint(_FAMILY)


def count_of(fact: Fact) -> Count:
    """The count that a fact is."""
    assert isinstance(fact.statement, Count)
    return fact.statement


def singular(noun: str) -> str:
    """One of what a plural tells."""
    return GENERIC.get(noun.lower(), GENERIC.get(noun, stem(noun)))


def nouns_of(of: str) -> list[str]:
    """The plurals of a phrase that no other plural follows: "lawyers" in "human rights lawyers"."""
    words = re.findall(r"[\w-]+|,", of)
    return [w for w, next_ in pairwise([*words, ""]) if _PLURAL.fullmatch(w) and not _PLURAL.fullmatch(next_)]


@lru_cache(maxsize=4096)
def _counted(of: str) -> _Counted:
    nouns = nouns_of(of)
    at = max((m.end() for noun in nouns for m in re.finditer(rf"\b{re.escape(noun)}\b", of)), default=0)
    deeds = frozenset(stems(of[at:])) - _ADVERBS
    singulars = frozenset(map(singular, nouns or re.findall(r"\w+", of)))
    return _Counted(singulars, frozenset(stems(of)), deeds | {s for s in singulars if s in _FAMILY})


def width(counting: Counting, fact: Fact, known: frozenset[str] = frozenset()) -> Width | None:
    """How the noun of a letter lies to that of a statement; None where they have nothing to do with each other.

    `known` are words that narrow nothing, for they tell the event itself.
    """
    counted = _counted(count_of(fact).of)
    noun, nouns = counting.noun, counted.nouns
    if noun in PEOPLE or noun in _DEED_NOUNS:
        if nouns & (PEOPLE | _DEED_NOUNS):
            return Width.SAME
        return Width.WIDER if nouns & (KINDS_OF_PEOPLE - {"signatory"}) else None
    alike = noun in nouns or any(noun in kin and nouns & kin for kin in (BODIES, STATES))
    if alike:
        return Width.NARROWER if counting.narrowing - counted.words - known - _LOOSE else Width.SAME
    if noun in KINDS_OF_PEOPLE - {"signatory"} and nouns & (PEOPLE | _DEED_NOUNS):
        return Width.NARROWER
    return None


def match(counting: Counting, fact: Fact) -> Match:
    """How surely a clause tells of the deed that a statement counts."""
    deeds = _counted(count_of(fact).of).deeds
    clause = counting.clause | ({counting.noun} if counting.noun in _FAMILY else frozenset())
    if not deeds:
        return Match.ALONE
    if deeds & clause:
        return Match.DEED
    ours, theirs = ({_FAMILY[word] for word in words if word in _FAMILY} for words in (deeds, clause))
    if ours & theirs:
        return Match.FAMILY
    return Match.NOT if ours and theirs else Match.NOUN


def fits(quantity: Quantity, counting: Counting, fact: Fact, known: frozenset[str] = frozenset()) -> Answer:
    """Whether a number can be said of what a statement counts."""
    least, most = bounds(count_of(fact))
    answer = quantity.fits(least, most)
    match width(counting, fact, known):
        case Width.WIDER:
            return answer if answer is Answer.YES else quantity.fits(least)
        case Width.NARROWER if not (answer is Answer.YES and quantity.is_exact):
            return Answer.NO if quantity.fits(None, most) is Answer.NO else Answer.UNKNOWN
    return answer


def bounds(count: Count) -> tuple[int | None, int | None]:
    """The least and the most that a count can be."""
    if count.count is not None:
        return count.count, count.count
    if count.least is None and count.most is None and count.members:
        return len(count.members), len(count.members)
    return count.least, count.most


def worded(count: Count) -> str:
    """A count in words."""
    least, most = bounds(count)
    if least == most:
        return f"{least} {count.of}"
    if least is None or most is None:
        return f"at least {least} {count.of}" if most is None else f"at most {most} {count.of}"
    return f"{least} to {most} {count.of}"
