"""Charges: "sentenced for inciting subversion", "arrested on charges including “subversion of state power”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.frames.deeds import Deed
from sphinx_factcheck.claims.frames.telling import TRIGGERS, telling
from sphinx_factcheck.claims.judging import UNDECIDED, plain, rule, told_by
from sphinx_factcheck.claims.triggers import any_between, places_of, together
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Custody, Fact
from sphinx_factcheck.facts.offences import STEMS, Offence, find_charges, in_own_words, offences_of
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span

_JUDGED = frozenset({"sentenced", "serving", "served"})
_TOLD_OF = _JUDGED | {"charged", "arrested", "formal", "detained", "imprisoned", "spent", "changed"}
_FOR = re.compile(
    r"(?:^|[\s,])(?:for|with|of|on|over|under)\b(?:[^.;:?!()]{0,60}?\b(?:for|with|of|including|against|to)\b)?\W*"
    r"(?:(?:the|a|an|alleged|allegedly|his|her|their|its|crime|charges?|offen[cs]es?|crimes?|including|supposed|trumped-up|"
    r"bogus|vague|so-called|counts?|suspicion|accusations?|or|of)\W+){0,6}$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\W]*(?:(?:and|or|as\swell\sas|and\sfor|or\sfor)\W+)?(?:(?:the|of|for)\W+)?$", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:not|never|without|instead\sof|rather\sthan|cleared|acquitted|reporting|protesting|criticizing|criticising|"
    r"exposing|investigating|denouncing|defending|opposing|writing|speaking|documenting|who|which|that|but)\b",
    re.IGNORECASE,
)
_LONG = 160


@dataclass(frozen=True, slots=True)
class Charged:
    """The data of a claim of this kind: the family of the charge, the part in it, whether a court has judged it.

    `among` where several persons share several charges, so that one of them may have another.
    """

    family: str
    mode: str
    judged: bool
    among: bool = False
    past: bool = True


@dataclass(frozen=True, slots=True)
class ChargeKind:
    """What somebody was charged with or sentenced for, held against the charges told of by the letter's date."""

    name: str = "charge"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every charge that stands with something done to persons, with each of them."""
        text = reading.letter.text
        own = _own_words(reading)
        places = sorted({*places_of(text, STEMS), *(m.start() for c in own for m in _literal(c).finditer(text))})
        for sentence, deeds in telling(reading, TRIGGERS) if places else ():
            if not any_between(places, sentence.start, sentence.end):
                continue
            bound = list(_bound(text, sentence, deeds, own))
            for deed, offence in bound:
                several = sum(d is deed for d, _ in bound) > 1 and len(deed.persons) > 1
                said = Charged(offence.family, offence.mode, deed.name in _JUDGED, several)
                for person in deed.persons:
                    yield Claim(self.name, person.entity, offence.value, Span(offence.start, offence.end), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported by a charge of the family and part said; contradicted by the same family in another part alone.

        Another family contradicts only a sentence, where the one known is the only statement with a charge.
        """
        said: Charged = claim.said
        known = [
            (f, offences_of(f.statement.charge))
            for f in reading.facts.about(claim.subject, "custody")
            if isinstance(f.statement, Custody) and f.statement.charge and told_by(f.statement.when, reading)
        ]
        if not known:
            return UNDECIDED
        same = [(f, o) for f, o in known if (said.family, said.mode) in o]
        if same:
            passed = not said.judged or any(_event(f) == "sentenced" for f, _ in same)
            chosen = [(f, Answer.YES if passed else Answer.UNKNOWN) for f, _ in _nearest(same, said)]
        elif said.among:
            chosen = [(f, Answer.UNKNOWN) for f, _ in known]
        else:
            kin = [f for f, o in known if said.family in {family for family, _ in o}]
            alone = (
                said.judged
                and len(known) == 1
                and not in_own_words(_charges([known[0][0]]))
                and _event(known[0][0]) == "sentenced"
            )
            answer = Answer.NO if kin or alone else Answer.UNKNOWN
            chosen = [(f, answer) for f in kin or [f for f, _ in known]]
        facts = [f for f, _ in chosen]
        return rule(chosen, reading.facts, _told(claim.subject, facts, reading), _charges(facts))


def _own_words(reading: Reading) -> tuple[str, ...]:
    """The charges of those named in the letter that are of no family, as the fact base words them."""
    persons = dict.fromkeys(m.entity for m in reading.mentions)
    told = (f.statement for person in persons for f in reading.facts.about(person, "custody"))
    charges = dict.fromkeys(s.charge for s in told if isinstance(s, Custody) and s.charge)
    return tuple(charge for charge in charges if in_own_words(charge))


@lru_cache(maxsize=1 << 10)
def _literal(charge: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(charge)}(?![\w-])", re.IGNORECASE)


def _bound(text: str, sentence: Span, deeds: Sequence[Deed], own: Sequence[str]) -> Iterator[tuple[Deed, Offence]]:
    """Each charge with the deed that it is told of: right after it, or joined to the charge before."""
    last: tuple[Deed, Offence] | None = None
    told = [d for d in deeds if d.persons and d.name in _TOLD_OF]
    for offence in find_charges(text, sentence.start, sentence.end, own):
        if last and _JOINED.fullmatch(text, last[1].end, offence.start):
            last = last[0], offence
            yield last
            continue
        before = [d for d in told if d.start < offence.start]
        deed = before[-1] if before else None
        between = text[deed.end : offence.start] if deed and deed.end <= offence.start else None
        last = None
        fits = between is not None and len(between) <= _LONG and _FOR.search(between) and not _NOT_SO.search(between)
        if deed and fits and deed.told:
            last = deed, offence
            yield last


def _nearest(
    known: list[tuple[Fact, frozenset[tuple[str, str]]]], said: Charged
) -> list[tuple[Fact, frozenset[tuple[str, str]]]]:
    """Of the statements that fit those of the stage that is told: the verdict, or what came before it."""
    stage = [(f, o) for f, o in known if (_event(f) == "sentenced") is said.judged]
    return (stage or known)[-1:]


def _event(fact: Fact) -> str:
    return str(getattr(fact.statement, "event", ""))


def _charges(facts: Sequence[Fact]) -> str:
    return " or ".join(dict.fromkeys(str(getattr(f.statement, "charge", "")) for f in facts))


def _told(person: str, facts: Sequence[Fact], reading: Reading) -> str:
    name = reading.facts.entities[person].name
    told = [f"was {_event(f)} for {_charges([f])} ({plain(f.statement.when)})" for f in facts[-3:]]
    return f"{name} {', '.join(dict.fromkeys(told))}"


together(STEMS)
