"""What the fact base counts, and whether a number that a letter gives is of the same: the nouns and the deeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from itertools import permutations

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.language.lexicon import is_human
from sphinx_factcheck.engine.spans.measures import Number, Unit, measured
from sphinx_factcheck.engine.spans.nouns import is_plural
from sphinx_factcheck.engine.spans.numbers import Quantity, exactly
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Count, Fact

BODIES = frozenset(
    "organization organisation ngo group association signatory signature body institution charity undersigned".split()
)
STATES = frozenset("country state nation government".split())
PEOPLE = frozenset("people person individual man woman soul life inhabitant".split())
BOTH_SEXES = frozenset(permutations(("men", "women"))) | frozenset(permutations(("brothers", "sisters")))
"""Two nouns that together tell of people."""
_OF_ONE_SEX = frozenset({"man", "woman"})
KINDS_OF_PEOPLE = frozenset(
    "lawyer attorney activist advocate defender campaigner journalist reporter blogger writer prisoner detainee "
    "dissident protester protestor demonstrator student worker monk nun pastor priest official citizen member "
    "signatory artist scholar academic teacher researcher publisher bookseller editor child refugee victim survivor "
    "leader politician lawmaker legislator senator witness minor soldier officer judge prosecutor volunteer villager "
    "resident civilian doctor farmer believer hostage captive scientist miner passenger sailor son daughter visitor "
    "spectator participant attendee guest delegate".split()
)
_KIN = (
    BODIES, STATES, *(frozenset(words.split()) for words in (
        "journalist reporter correspondent", "lawyer attorney solicitor barrister", "prisoner detainee inmat captiv",
        "pupil schoolchildren student", "worker workman labour employe", "lawmaker legislator parliamentarian",
        "hous home dwell cottag", "newspap paper", "ship vessel boat", "villag hamlet",
    )),
)  # fmt: skip
"""Nouns that are said of the same, as `singular` gives them."""
_DEED_NOUNS = frozenset("death arrest detention execution killing disappearance conviction deportation".split())
_PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children", "country": "countries",
            "signatory": "signatories", "body": "bodies", "charity": "charities", "witness": "witnesses",
            "life": "lives"}  # fmt: skip
GENERIC = {_PLURALS.get(n, f"{n}s"): n for n in BODIES | STATES | PEOPLE | KINDS_OF_PEOPLE | _DEED_NOUNS} | {
    "people": "people", "persons": "person", "undersigned": "undersigned", "nationals": "citizen", "NGOs": "ngo",
}  # fmt: skip
"""The nouns that any letter may count, by their plurals."""
SIGNING = "signatory"
_SIGNINGS = frozenset({SIGNING, "signatur", "signature", "signer"})

_FAMILIES = (
    "kill killed killing dead death deaths died lives slain shot massacred murdered perished drowned burned toll",
    "detain detention taken arrest rounded seized apprehended custody held",
    "imprisoned jailed prison prisons bars incarcerated prisoner imprisonment held",
    "sentenced convicted condemned conviction",
    "injured wounded injuring wounding injury hurt",
    "disappeared missing vanished disappearance",
    "displaced fled uprooted displacing homeless",
    "dismissed sacked removed purged ousted suspended",
    "released freed pardoned release freeing",
    "charged indicted prosecuted accused tried",
    "executed hanged execution executing death",
    "deported expelled extradited deportation",
    "raided searched stormed",
    "closed shut shuttered dissolved",
    "destroyed burned burnt torched razed demolished ashes levelled flattened wrecked ruined gutted",
    "tortured beaten",
    "signed endorsed joined issued delivered sponsored backed",
    "born birth",
    "rescued saved survived survivor",
)
_FAMILY: dict[str, frozenset[int]] = {}
for _number, _words in enumerate(_FAMILIES):
    for _word in _words.split():
        _FAMILY[stem(_word)] = _FAMILY.get(stem(_word), frozenset()) | {_number}
_SIGNED = _FAMILY[stem("signed")]
"""Who signs a letter may be told by any verb of saying: "46 organizations urged them"."""
_TO_PERSONS = frozenset(n for word in "detain imprisoned sentenced charged deported".split()
                         for n in _FAMILY[stem(word)])  # fmt: skip
"""What is done to none but persons."""
_ADVERBS = frozenset(map(stem, (
    "still so far formally officially reportedly known since ever now already arbitrarily unlawfully up down out off "
    "least most at"
).split()))  # fmt: skip
_LOOSE = frozenset(map(stem, (
    "peaceful innocent nongovernmental non-governmental independent prominent brave other different individual civil "
    "society leading international undersigned such ordinary unarmed estimated recorded total"
).split()))  # fmt: skip
_WORD = later(r"[\w’'-]+|,")
_DOER = frozenset("who that which".split())
_DONE = later(
    r"\w{2,}(?:ed|ing|own|wn|ught)|held|shot|hurt|lost|left|sent|slain|beaten|taken|born|found|dead|missing|freed"
)
_NO_DEEDS = frozenset("hundred red including according during".split())


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
    """What a letter counts: noun, unit, the words that narrow it, those right around it and those of its clause.

    All words are stems. The noun is empty where it is left out, as in "31 dead"; `human` where it tells of persons.
    `named` are the words of names, which tell no deed against another: "Storm Lorna". `also` is another noun that the
    number counts together with the first.
    """

    noun: str
    narrowing: frozenset[str]
    clause: frozenset[str]
    near: frozenset[str] = frozenset()
    unit: Unit = Unit.COUNT
    of: str = ""
    human: bool = False
    named: frozenset[str] = frozenset()
    also: str = ""

    @property
    def telling(self) -> frozenset[str]:
        """The words that tell the deed: those right around the number where they do, else those of its clause.

        The noun itself tells it only where nothing else does: "prisoners released" are no longer in prison.
        """
        noun = frozenset({stem(self.noun)})
        for words in (self.near - noun, self.clause - noun):
            if tells_deed(words):
                return words
        return self.clause | noun


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a statement counts: its nouns, all its words, what was done, what else narrows it; unit and scale.

    `joint`: how many nouns "and" joins in it ("students and staff"), of each of which it counts but some.
    """

    nouns: frozenset[str]
    words: frozenset[str]
    deeds: frozenset[str]
    context: frozenset[str] = frozenset()
    human: bool = False
    unit: Unit = Unit.COUNT
    of: str = ""
    scale: Fraction | int = 1
    joint: int = 1


def tells_deed(words: frozenset[str]) -> bool:
    """Whether one of these stems is of a deed that is often counted: killed, detained, released."""
    return not words.isdisjoint(_FAMILY)


def tells_other_deed(one: Counting, other: Counting) -> bool:
    """Whether two numbers are told of two deeds: "killed 53 people and injured a further 112"."""
    deeds, others = _families(one.telling), _families(other.telling)
    return bool(deeds and others) and deeds.isdisjoint(others)


def tells_signing(verb: str) -> bool:
    """Whether a verb tells that somebody signs, joins or issues a text."""
    return not _SIGNED.isdisjoint(_FAMILY.get(stem(verb), frozenset()))


def tells_signers(fact: Fact) -> bool:
    """Whether a statement counts those who signed, whoever they are."""
    return not _counted(count_of(fact).of).nouns.isdisjoint(_SIGNINGS)


def count_of(fact: Fact) -> Count:
    """The count that a fact is."""
    assert isinstance(fact.statement, Count)
    return fact.statement


def singular(noun: str) -> str:
    """One of what a plural tells."""
    return GENERIC.get(noun.lower(), GENERIC.get(noun, stem(noun)))


def nouns_of(of: str) -> list[str]:
    """The plurals that a phrase counts: "lawyers" in "human rights lawyers", both in "lawyers, judges"."""
    return _split(of)[0]


def _split(of: str) -> tuple[list[str], list[str]]:
    """The plurals that a phrase counts, and the words after them."""
    words = _WORD.findall(of)
    nouns: list[str] = []
    rest = 0
    for n, word in enumerate(words):
        following = words[n + 1] if n + 1 < len(words) else ""
        if nouns and words[rest : rest + 1] not in (["and"], ["or"], [","], ["&"]):
            break
        if not nouns or n > rest:
            if _DONE.fullmatch(word) or word in _DOER:
                break
            if is_plural(word) and not is_plural(following):
                nouns.append(word)
                rest = n + 1
    return nouns, words[rest:] if nouns else []


_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


@lru_cache(maxsize=4096)
def _counted(of: str) -> _Counted:
    """What a statement counts, read from its words."""
    first, _, others = of.partition(" ")
    scale = _SCALES.get(first.lower(), 1)
    plain = others if scale != 1 else of
    sized = measured(f"7 {plain}", Number(0, 1, exactly(7)), 0, len(plain) + 2)
    if sized.unit in {Unit.PER_CENT, Unit.MONEY, Unit.MEASURE}:
        plain = plain[max(sized.end - 2, 0) :].strip().removeprefix("of ").removeprefix("the ")
    nouns, after = _split(plain)
    words = [stem(word) for word in after if word != ","]
    told = [stem(w) for w in after if (_DONE.fullmatch(w) and w not in _NO_DEEDS) or stem(w) in _FAMILY]
    doer = next((n for n, w in enumerate(after) if w in _DOER), None)
    if not told and doer is not None:
        told = [stem(w) for w in after[doer + 1 : doer + 3]]
    singulars = frozenset(map(singular, nouns or re.findall(r"\w+", plain)))
    deeds = (frozenset(told[:1]) | {w for w in words if w in _FAMILY}) - _ADVERBS
    deeds = deeds or frozenset(s for s in map(stem, singulars) if s in _FAMILY)
    whole = frozenset(stems(of))
    context = frozenset(stems(" ".join(after))) - deeds - _ADVERBS
    unit = sized.unit if sized.unit in {Unit.PER_CENT, Unit.MONEY, Unit.MEASURE} else Unit.COUNT
    if unit in {Unit.MONEY, Unit.MEASURE}:
        context = frozenset(stems(plain))
    human = any(map(is_human, nouns))
    joint = len(nouns) if " and " in of else 1
    return _Counted(
        singulars, whole, deeds, context, human, unit, sized.of if unit is not Unit.COUNT else "", scale, joint
    )


def width(counting: Counting, fact: Fact, known: frozenset[str] = frozenset()) -> Width | None:
    """How the noun of a letter lies to that of a statement; None where they have nothing to do with each other.

    `known` are words that narrow nothing, for they tell the event itself.
    """
    counted = _counted(count_of(fact).of)
    if (counting.unit, counting.of) != (counted.unit, counted.of):
        return None
    if counted.unit in {Unit.MONEY, Unit.MEASURE}:
        return Width.SAME
    noun, nouns = counting.noun, counted.nouns
    if not noun:
        return (
            Width.SAME if counted.deeds & counting.near or _families(counted.deeds) & _families(counting.near) else None
        )
    if noun in PEOPLE or noun in _DEED_NOUNS:
        if nouns & _SIGNINGS and _families(counting.near) & _SIGNED:
            return Width.SAME
        if nouns & (PEOPLE | _DEED_NOUNS):
            return Width.NARROWER if noun in _OF_ONE_SEX and noun not in nouns else Width.SAME
        return Width.WIDER if counted.human or nouns & (KINDS_OF_PEOPLE - {SIGNING}) else None
    alike = noun in nouns or any(noun in kin and nouns & kin for kin in _KIN)
    if alike:
        return _of_alike(counting, counted, known)
    if nouns & _SIGNINGS and (
        noun in KINDS_OF_PEOPLE or noun in {"name", "signature"} or _families(counting.near) & _SIGNED
    ):
        return Width.SAME
    if nouns & (PEOPLE | _DEED_NOUNS) and _is_of_people(counting):
        return Width.NARROWER
    return None


def _of_alike(counting: Counting, counted: _Counted, known: frozenset[str]) -> Width:
    """How a noun lies to a statement of the same: with another noun it is of more than without, or than one alone."""
    if counting.also and counting.also not in counted.nouns:
        return Width.WIDER
    if counted.joint > 1 + bool(counting.also) and counting.noun in counted.nouns:
        return Width.NARROWER
    narrowing = counting.narrowing - counted.words - known - _LOOSE
    return Width.NARROWER if narrowing and not tells_deed(narrowing) else Width.SAME


def _is_of_people(counting: Counting) -> bool:
    """Whether a noun tells of persons: by itself, or by what is only done to such ("five of our lads were jailed")."""
    if counting.noun in BODIES | STATES | {SIGNING}:
        return False
    return counting.human or counting.noun in KINDS_OF_PEOPLE or bool(_families(counting.telling) & _TO_PERSONS)


def _families(words: frozenset[str]) -> frozenset[int]:
    return frozenset(number for word in words for number in _FAMILY.get(word, ()))


def match(counting: Counting, fact: Fact) -> Match:
    """How surely a clause tells of the deed that a statement counts."""
    counted = _counted(count_of(fact).of)
    clause = counting.telling
    if (
        counted.nouns & _SIGNINGS
        and counting.noun in KINDS_OF_PEOPLE - {SIGNING}
        and not _families(counting.clause) & _SIGNED
    ):
        return Match.NOUN
    if not counted.deeds or (_families(counted.deeds) == _SIGNED and not _families(clause) & _SIGNED):
        return Match.ALONE if not counted.context or counted.context & counting.clause else Match.NOUN
    if counted.deeds & clause:
        return Match.DEED
    ours = _families(counted.deeds)
    if ours & _families(clause):
        return Match.FAMILY
    others = _families(clause - counting.named - {stem(counting.noun)})
    if not (counting.human or counting.noun in BODIES | STATES | PEOPLE | KINDS_OF_PEOPLE):
        others -= _SIGNED  # what is no person or body signs and joins nothing
    return Match.NOT if ours and others else Match.NOUN


def fits(quantity: Quantity, counting: Counting, fact: Fact, known: frozenset[str] = frozenset()) -> Answer:
    """Whether a number can be said of what a statement counts."""
    scale = _counted(count_of(fact).of).scale
    least, most = (None if bound is None else bound * scale for bound in bounds(count_of(fact)))
    answer = Answer.YES if _within(quantity, least, most) else quantity.fits(least, most)
    match width(counting, fact, known):
        case Width.WIDER:
            return answer if answer is Answer.YES else quantity.fits(least)
        case Width.NARROWER if not (answer is Answer.YES and quantity.is_exact):
            return Answer.NO if quantity.fits(None, most) is Answer.NO else Answer.UNKNOWN
    return answer


def _within(quantity: Quantity, least: Fraction | int | None, most: Fraction | int | None) -> bool:
    """Whether a number surely lies between two bounds that are known: "some 8,000", of 7,000 to 9,000."""
    if least is None or most is None or least == most:
        return False
    if quantity.sure_low is None or quantity.sure_high is None:
        return False
    return least <= quantity.sure_low and quantity.sure_high <= most


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
