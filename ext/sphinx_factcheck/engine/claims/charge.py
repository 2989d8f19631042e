"""Charges: "sentenced for inciting subversion", "arrested on charges including “subversion of state power”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.telling import can_tell, deeds_in
from sphinx_factcheck.engine.claims.judging import UNDECIDED, plain, rule, told_by
from sphinx_factcheck.engine.claims.persons import named, persons_in
from sphinx_factcheck.engine.claims.triggers import places_of, together
from sphinx_factcheck.engine.subjects.stems import stems, words_of
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Custody, Fact
from sphinx_factcheck.facts.offences import STEMS, Offence, find_charges, in_own_words, offences_of
from sphinx_factcheck.letters.text import Span

_JUDGED = frozenset({"sentenced", "convicted", "serving", "served"})
_TOLD_OF = _JUDGED | {"charged", "arrested", "formal", "detained", "imprisoned", "spent", "changed", "accused", "tried"}
_ALLEGED = frozenset({"accused", "tried"})
"""What does not tell that these were the charges in the end."""
_FOR = re.compile(
    r"(?:^|[\s,])(?:for|with|of|on|over|under)\b(?:[^.;:?!()]{0,60}?\b(?:for|with|of|including|against|to)\b)?\W*"
    r"(?:(?:the|a|an|alleged|allegedly|his|her|their|its|crime|charges?|offen[cs]es?|crimes?|including|supposed|trumped-up|"
    r"bogus|vague|so-called|counts?|suspicion|accusations?|having|or|of)\W+){0,6}"
    r"(?:(?!\w+ing\b|about|what|who|how|his|her|their)[a-z-]{4,}\s){0,2}$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\W]*(?:(?:and|or|as\swell\sas|and\sfor|or\sfor)\W+)?(?:(?:the|of|for)\W+)?$", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:not|never|without|instead\sof|rather\sthan|cleared|acquitted|reporting|protesting|criticizing|criticising|"
    r"exposing|investigating|denouncing|defending|opposing|writing|speaking|documenting|known|notorious|famous|accused|who|which|that|but|"
    r"kept|reserved|usually?|way\sto)\b|,\s(?:a|the)\s(?:term|sentence|penalty|punishment)\b",
    re.IGNORECASE,
)
_LIKE = re.compile(r"\blike\s(?:[A-Z]\w*\.?\s)?$")
"""What leads to somebody who is no more than an example of many."""
_BY_LAW = re.compile(
    r"\bunder\s(?:an?\s|the\s|its\s|their\s)?(?:[a-z]+\s){0,3}(?:law|act|statute|decree|article|section)s?\b",
    re.IGNORECASE,
)
"""What tells the law, and only by that what somebody was charged with."""
_CHARGE_WAS = re.compile(
    r"\W*(?:The|His|Her|Their|Your|Official|Formal)?\s?(?:(?:only|official|formal|alleged|supposed)\s)*"
    r"(?:charges?|offen[cs]es?|crimes?|accusations?)(?:\s(?:against|of|on)\s[^,.;:]{2,60}?)?(?:,\s[^,.;:“\"]{2,40},)?"
    r"(?:\s(?:was|were|is|are|reads?|included?)|:)(?:\sthat\sof)?\W+(?:the\s|an?\s)?",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"\s(?:for|with|of|on\s(?:a\s|the\s)?charges?\sof)\s(?:the\scrime\sof\s|alleged(?:ly)?\s|so-called\s)?"
    r"[“\"](?P<charge>[a-z][a-z’' -]{4,70}[a-z])[,.]?[”\"]",
    re.IGNORECASE,
)
"""A charge by its quotation marks, whatever it is."""
_ENTRY = re.compile(r"\s?[–—:,;(-]\s?(?:for\s)?[“\"]?")
"""What parts term and charge in an entry: "X – 4 years – “insulting the army”"."""
_HEAD = re.compile(
    r"\W*(?:On|For|Over)\s(?:(?:an?|the|\w+-up|bogus|false|two|three|charges?|counts?|of)\s)*\W?", re.IGNORECASE
)
_ALIKE = (
    {"terrorism", "extremism", "membership"}, {"espionage", "state secrets", "treason"},
    {"subversion", "sedition", "rebellion"},
)  # fmt: skip
"""Families of which one is often told as another."""
_QUOTES = tuple(f"{word} {mark}" for word in ("for", "with", "of") for mark in '“"')
_UNKNOWN = "unknown"
"""Stands for the part in a charge that is of no family, nor one of the fact base."""
_VERDICTS = frozenset({"sentenced", "convicted"})
"""What a court says in the end, with a term or without one."""
_OF_TERM = re.compile(
    r"[’']?(?:\s(?:(?:in|of|behind|’)\s)?(?:prison|jail|gaol|bars|imprisonment|hard\slabou?r|penal\sservitude))?,?\s"
    r"(?:for|on\s(?:an?\s|the\s)?charges?\sof|on\s(?:a\s|one\s)?counts?\sof)\s(?:(?:the|an?|alleged|alleged|so-called)\s)?\W?"
)
_BEGINS = 5
"""Letters of a word that all its forms begin with."""
_PARTED = re.compile(r"[;:]|\b(?:and|but|who|which)\b")
_LONG = 160


@dataclass(frozen=True, slots=True)
class Charged:
    """The data of a claim of this kind: the family of the charge, the part in it, whether a court has judged it.

    `among` where several charges are told, so that one of them may be another's, or one that the base does not tell.
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
        worded = (m.start() for c in own for m in _any_word(c).finditer(text))
        places = sorted({*places_of(text, STEMS), *places_of(text, _QUOTES), *worded})
        end = -1
        for at in places:
            if at < end:
                continue
            sentence = reading.sentence_at(at)
            end = sentence.end
            tells = can_tell(reading, sentence)
            if not (tells or _CHARGE_WAS.match(text, sentence.start, end)):
                continue
            offences = list(find_charges(text, sentence.start, end, own))
            offences += _worded(text, sentence, own, offences)
            offences = sorted([*offences, *_quoted(text, sentence, own, offences)], key=lambda one: one.start)
            if offences and tells:
                yield from self._claims(reading, sentence, offences)
            elif offences:
                yield from self._of_heading(reading, sentence, offences)

    def _claims(self, reading: Reading, sentence: Span, offences: Sequence[Offence]) -> Iterator[Claim]:
        bound = list(_bound(reading, deeds_in(reading, sentence), offences))
        if not bound:
            yield from self._of_heading(reading, sentence, offences)
        for deed, offence in bound:
            among = sum(d is deed for d, _ in bound) > 1 or deed.name in _ALLEGED or offence.mode == _UNKNOWN
            among = among or bool(_BY_LAW.search(reading.letter.text, deed.end, offence.start))
            mode = offence.mode if offence.mode != _UNKNOWN else ""
            said = Charged(offence.family, mode, deed.name in _JUDGED, among)
            for person in deed.persons:
                value = f"{mode} {offence.family}".strip()
                alike = _LIKE.search(reading.letter.text, sentence.start, person.span.start) is not None
                one = replace(said, among=said.among or alike)
                yield Claim(self.name, person.entity, value, Span(offence.start, offence.end), one)

    def _of_heading(self, reading: Reading, sentence: Span, offences: Sequence[Offence]) -> Iterator[Claim]:
        """Charges of a sentence of their own: "The charge was spreading false news", "Charges against X: fraud"."""
        text = reading.letter.text
        headed = _CHARGE_WAS.match(text, sentence.start, offences[0].start)
        if headed is None or headed.end() != offences[0].start:
            return
        persons = persons_in(reading, sentence.start, offences[0].start) or named(reading.prose.topic(sentence.start))
        last = offences[0].start
        for offence in offences:
            if not _JOINED.fullmatch(text, last, offence.start):
                return
            last = offence.end
            said = Charged(offence.family, offence.mode, judged=False, among=True)
            for person in persons:
                yield Claim(self.name, person.entity, offence.value, Span(offence.start, offence.end), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported by a charge of the family and part said; contradicted by the same family in another part alone.

        Another family contradicts only a sentence, where all statements with a charge have one and the same.
        """
        said = claim.asserted(Charged)
        known = [
            (f, offences_of(f.statement.charge))
            for f in reading.facts.about(claim.subject, "custody")
            if isinstance(f.statement, Custody) and f.statement.charge and told_by(f.statement.when, reading)
        ]
        if not known:
            return UNDECIDED
        same = [(f, o) for f, o in known if (said.family, said.mode) in o]
        if same:
            chosen = [(f, _of_same(same, said)) for f, _ in _nearest(same, said)]
        elif said.among:
            chosen = [(f, Answer.UNKNOWN) for f, _ in known]
        else:
            kin = [f for f, o in known if said.family in {family for family, _ in o}]
            alone = (
                said.judged
                and len({charges for _, charges in known}) == 1
                and not in_own_words(_charges([known[0][0]]))
                and any(_event(f) == "sentenced" for f, _ in known)
                and not any({said.family} | {family for family, _ in known[0][1]} <= alike for alike in _ALIKE)
            )
            answer = Answer.NO if kin or alone else Answer.UNKNOWN
            chosen = [(f, answer) for f in kin or [f for f, _ in known]]
        facts = [f for f, _ in chosen]
        return rule(chosen, reading.facts, _told(claim.subject, facts, reading), _charges(facts))


def _quoted(text: str, sentence: Span, own: Sequence[str], known: Sequence[Offence]) -> Iterator[Offence]:
    """Charges of no family that their quotation marks tell, those of the fact base in other forms of their words."""
    for found in _QUOTED.finditer(text, sentence.start, sentence.end):
        start, end = found.span("charge")
        if any(one.start < end and start < one.end for one in known):
            continue
        said = frozenset(stems(found["charge"]))
        same = next((charge for charge in own if frozenset(stems(charge)) == said), "")
        yield Offence(start, end, (same or found["charge"]).lower(), "" if same else _UNKNOWN)


def charge_of_term(reading: Reading, start: int, end: int) -> tuple[str, str] | None:
    """The family and part of the one charge that a term which ends at `start` is told to be for."""
    text = reading.letter.text
    led = _OF_TERM.match(text, start, end)
    if not led:
        return None
    told = list(find_charges(text, led.end(), end, _own_words(reading)))
    if not told or told[0].start != led.end():
        return None
    joined = len(told) > 1 and _JOINED.fullmatch(text, told[0].end, told[1].start)
    return None if joined else (told[0].family, told[0].mode)


def _own_words(reading: Reading) -> tuple[str, ...]:
    """The charges of those named in the letter that are of no family, as the fact base words them."""
    persons = dict.fromkeys(m.entity for m in reading.mentions)
    told = (f.statement for person in persons for f in reading.facts.about(person, "custody"))
    charges = dict.fromkeys(s.charge for s in told if isinstance(s, Custody) and s.charge)
    return tuple(charge for charge in charges if in_own_words(charge))


@lru_cache(maxsize=1 << 10)
def _any_word(charge: str) -> re.Pattern[str]:
    """What a sentence has in it that can tell of a charge in other forms of its words."""
    begins = sorted({re.escape(word[:_BEGINS]) for word in re.findall(r"\w{4,}", charge)}) or [re.escape(charge)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(begins)})", re.IGNORECASE)


def _worded(text: str, sentence: Span, own: Sequence[str], known: Sequence[Offence]) -> Iterator[Offence]:
    """Charges of the fact base in other forms of their words, one between them left out or put in.

    "having insulted the throne" for insulting the throne, "managing a society" for managing an unlawful society.
    """
    words = list(words_of(text, sentence.start, sentence.end))
    for charge in own:
        asked = [word[0][:_BEGINS].lower() for word in words_of(charge)]
        for at in range(len(words)) if len(asked) > 1 else ():
            said = [word[0][:_BEGINS].lower() for word in words[at : at + len(asked) + 1]]
            if said[0] != asked[0] or asked[-1] not in said[1:]:
                continue
            last = at + said.index(asked[-1], 1)
            between = [one for one in said[1 : last - at] if one in asked]
            start, end = words[at].start(), words[last].end()
            if len(between) < len(asked) - 3 or _NOT_SO.search(text, start, end):
                continue
            if not any(one.start < end and start < one.end for one in known):
                yield Offence(start, end, charge.lower())
                break


def _bound(reading: Reading, deeds: Sequence[Deed], offences: Sequence[Offence]) -> Iterator[tuple[Deed, Offence]]:
    """Each charge with its deed: right after it, at the head of the sentence, or joined to another charge."""
    text = reading.letter.text
    last: tuple[Deed, Offence] | None = None
    told = [d for d in deeds if d.persons and d.told and d.name in _TOLD_OF]
    for offence in offences:
        if last and _JOINED.fullmatch(text, last[1].end, offence.start):
            last = last[0], offence
            yield last
            continue
        before = [d for d in told if _place(d, offence)[0] < offence.start]
        deed = max(before, key=lambda d: _place(d, offence)) if before else _after_head(reading, told, offence)
        last = None
        if deed and (not before or _leads_to(reading, deed, offence)):
            last = deed, offence
            yield last


def _place(deed: Deed, offence: Offence) -> tuple[int, int]:
    """Where a deed stands before a charge: its verb, or the term that takes up the verb of another."""
    if deed.shared and deed.term and deed.term.end <= offence.start:
        return deed.term.start, deed.term.end
    return deed.start, deed.end


def _leads_to(reading: Reading, deed: Deed, offence: Offence) -> bool:
    """Whether the words between a deed and a charge say that it was for it, and speak of nobody else."""
    end = _place(deed, offence)[1]
    between = reading.letter.text[end : offence.start]
    entry = deed.term is not None and deed.start == deed.term.start and _ENTRY.fullmatch(between)
    if end > offence.start or len(between) > _LONG or not (entry or _FOR.search(between)) or _NOT_SO.search(between):
        return False
    own = {m.entity for m in deed.persons}
    return all(m.entity in own for m in persons_in(reading, end, offence.start))


def _after_head(reading: Reading, told: Sequence[Deed], offence: Offence) -> Deed | None:
    """The deed of a charge at the head of its sentence: "On charges of fraud, X was jailed"."""
    text = reading.letter.text
    if not _HEAD.fullmatch(text, reading.sentence_at(offence.start).start, offence.start):
        return None
    first = told[0] if told else None
    return first if first and not _PARTED.search(text, offence.end, first.start) else None


def _nearest(
    known: list[tuple[Fact, frozenset[tuple[str, str]]]], said: Charged
) -> list[tuple[Fact, frozenset[tuple[str, str]]]]:
    """Of the statements that fit those of the stage that is told: the verdict, or what came before it."""
    stage = [(f, o) for f, o in known if (_event(f) in _VERDICTS) is said.judged]
    return (stage or known)[-1:]


def _of_same(same: Sequence[tuple[Fact, frozenset[tuple[str, str]]]], said: Charged) -> Answer:
    """Whether statements with the charge said bear that a court found so: not where all it did was to acquit."""
    events = {_event(f) for f, _ in same}
    if not said.judged or events & _VERDICTS:
        return Answer.YES
    return Answer.NO if _event(same[-1][0]) == "acquitted" and not said.among else Answer.UNKNOWN


def _event(fact: Fact) -> str:
    return str(getattr(fact.statement, "event", ""))


def _charges(facts: Sequence[Fact]) -> str:
    return " or ".join(dict.fromkeys(str(getattr(f.statement, "charge", "")) for f in facts))


def _told(person: str, facts: Sequence[Fact], reading: Reading) -> str:
    name = reading.facts.entities[person].name
    told = [f"was {_event(f)} for {_charges([f])} ({plain(f.statement.when)})" for f in facts[-3:]]
    return f"{name} {', '.join(dict.fromkeys(told))}"


together(STEMS, _QUOTES)
