"""Penalties other than prison: "74 lashes", "a fine of 500 pounds", "exiled for two years"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.telling import can_tell, deeds_in
from sphinx_factcheck.engine.claims.judging import UNDECIDED, plain, rule, told_by
from sphinx_factcheck.engine.claims.persons import persons_in
from sphinx_factcheck.engine.claims.triggers import sentences_with, together
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.measures import Number, Unit, numbers
from sphinx_factcheck.engine.spans.terms import TermSaid, find_terms
from sphinx_factcheck.facts.custody import PENALIZED, PENALTY_DEEDS
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Custody, Fact
from sphinx_factcheck.facts.terms import Term
from sphinx_factcheck.letters.text import Span

_STEMS = (" lashes", " strokes", " fine", "Fine", "exile", "banish", "depriv", "flogged", "whipped", "lashed", "caned",
          "suspended")  # fmt: skip
_EXILE = re.compile(r"\s(?:of|in)\s(?:internal\s)?exile\b")
_Form = tuple[str, re.Pattern[str], re.Pattern[str]]
_OF_NUMBERS: tuple[_Form, ...] = (
    (
        "lashes",
        re.compile(r"\s(?:lashes|strokes(?:\sof\sthe\s\w+)?|blows\sof\sthe\s\w+)\b"),
        re.compile(r"\b(?:flogged|lashed|whipped|caned)\s(?:with\s)?$"),
    ),
    (
        "fine",
        re.compile(r"[\s-](?:[a-z]+\s)?fines?\b"),
        re.compile(
            r"\b(?:fined\s(?:(?:him|her|them|each|both|[A-Z]\S+)\s){0,3}(?:a\s(?:total|sum)\sof\s)?|fines?\sof\s)$"
        ),
    ),
)
_OF_TERMS: tuple[_Form, ...] = (
    (
        "exile",
        re.compile(r"[’']?s?\s(?:of\s|in\s)?(?:internal\s|foreign\s)?(?:exile|banishment)\b"),
        re.compile(r"\b(?:exiled?|banished|banishment)\s(?:[\w\s]{0,30}\s)?for\s$"),
    ),
    (
        "deprivation of rights",
        re.compile(r"[’']?s?\s(?:of\s)?(?:deprivation|loss|suspension)\sof\s(?:\w+\s){0,2}rights\b"),
        re.compile(r"\bdeprived\sof\s(?:\w+\s){0,3}rights\sfor\s$"),
    ),
)
"""The penalties by what stands right after how much of it there is, or right before."""
_SUSPENDED = re.compile(
    r"(?<!year\s)(?<!month\s)(?<!years\s)(?<!months\s)suspended\s(?:(?:prison|jail)\s)?(?:sentence|term)\b"
)
_WITHOUT_TERM = "suspended sentence"
_GIVEN = frozenset({"sentenced", "serving", "served", *PENALIZED})
_NEAR, _VERB_BEHIND = 160, 12
_PARTED = re.compile(r"[;:]|\b(?:who|which|while|whose|but)\b")


@dataclass(frozen=True, slots=True)
class Penalized:
    """The data of a claim of a penalty, and of how much of it: a number of lashes or of money, or a term."""

    penalty: str
    words: str = ""
    number: Number | None = None
    term: TermSaid | None = None
    past: bool = True

    @property
    def value(self) -> str:
        """What is said, in normal form."""
        told = str(self.term.value) if self.term else self.words
        return f"{self.penalty}: {told}" if told else self.penalty


def penalties_told(reading: Reading) -> Iterator[tuple[Mention, Penalized, Span]]:
    """Every penalty that persons are told to have been given."""
    for sentence in sentences_with(reading, _STEMS):
        if not can_tell(reading, sentence):
            continue
        deeds = [d for d in deeds_in(reading, sentence) if d.told and d.persons and d.name in _GIVEN]
        bare = {d.name: d for d in deeds if d.name in PENALIZED}
        for said, span in _amounts(reading.letter.text, sentence) if deeds else ():
            bare.pop(PENALTY_DEEDS.get(said.penalty, ""), None)  # whoever's it is, a measure is told
            if deed := _given(reading, deeds, said, span):
                yield from ((person, said, span) for person in deed.persons)
        for told in _SUSPENDED.finditer(reading.letter.text, sentence.start, sentence.end) if deeds else ():
            said, span = Penalized(_WITHOUT_TERM), Span(*told.span())
            if deed := _given(reading, deeds, said, span):
                yield from ((person, said, span) for person in deed.persons)
        for penalty, name in PENALTY_DEEDS.items():
            if deed := bare.get(name):
                known = (p for p in deed.persons if any(_of_person(p.entity, penalty, reading)))
                yield from ((person, Penalized(penalty), Span(deed.start, deed.end)) for person in known)


def _amounts(text: str, sentence: Span) -> Iterator[tuple[Penalized, Span]]:
    """How much of which penalty, with its words: "74 lashes", "a fine of 500 pounds", "two years of exile"."""
    start, end = sentence.start, sentence.end
    terms = list(find_terms(text, start, end))
    for term in (*terms, *_going_on(text, terms, sentence)):
        whole = Span(term.start, term.end)
        if not term.term.life and (told := _penalty(text, whole, sentence, _OF_TERMS)):
            yield Penalized(told[0], text[term.start : term.end], term=term), told[1]
    for number in numbers(text, start, end):
        if number.unit in {Unit.COUNT, Unit.MONEY}:
            whole = Span(number.start, number.end)
            if told := _penalty(text, whole, sentence, _OF_NUMBERS):
                yield Penalized(told[0], text[number.start : number.end], number), told[1]


def _going_on(text: str, terms: Sequence[TermSaid], sentence: Span) -> Iterator[TermSaid]:
    """Terms whose unit stands with the one before: the five of "seven years in a camp and five of exile"."""
    for number in numbers(text, sentence.start, sentence.end) if terms and _EXILE.search(text, sentence.start) else ():
        before = [t for t in terms if t.end <= number.start]
        years = number.quantity.sure_low
        if before and before[-1].unit == "year" and years and _EXILE.match(text, number.end, sentence.end):
            yield TermSaid(number.start, number.end, Term(months=int(years) * 12), None, "year")


def _penalty(text: str, span: Span, sentence: Span, forms: Sequence[_Form]) -> tuple[str, Span] | None:
    """The penalty of which something is a measure, and all its words."""
    low = max(span.start - _NEAR, sentence.start)
    for penalty, after, before in forms:
        if follows := after.match(text, span.end, sentence.end):
            return penalty, Span(span.start, follows.end())
        if before.search(text[low : span.start]):
            return penalty, span
    return None


def _given(reading: Reading, deeds: Sequence[Deed], said: Penalized, span: Span) -> Deed | None:
    """The deed by which a penalty was given: that of its own verb, or the last before it that speaks of nobody else."""
    text, name = reading.letter.text, PENALTY_DEEDS.get(said.penalty, "")
    before = [
        d for d in deeds if d.start < span.start and (d.name == name or d.name in {"sentenced", "serving", "served"})
    ]
    if not before:
        return next((d for d in deeds if d.name == name and 0 <= d.start - span.end <= _VERB_BEHIND), None)
    deed = before[-1]
    own = {m.entity for m in deed.persons}
    apart = _PARTED.search(text, deed.end, span.start) or any(
        m.entity not in own for m in persons_in(reading, deed.end, span.start)
    )
    verb = re.search(r"\b(?:fined|flogged|lashed|whipped|caned|exiled|banished)\b", text[deed.end : span.start])
    return None if apart or verb or span.start - deed.end > _NEAR else deed


def judge_penalty(person: str, said: Penalized, reading: Reading) -> Ruling:
    """Supported by a sentence to that penalty, contradicted where every one that is told by then is of another size."""
    known = [(f, s) for f, s in _of_person(person, said.penalty, reading) if told_by(s.when, reading)]
    if not known:
        return UNDECIDED
    if said.penalty == _WITHOUT_TERM:
        name = reading.facts.entities[person].name
        suspended = [(f, Answer.YES if s.suspended else Answer.UNKNOWN) for f, s in known]
        return rule(suspended, reading.facts, f"{name} was sentenced ({plain(known[0][1].when)})")
    judged: list[tuple[Fact, Answer]] = [(f, _fits(said, custody)) for f, custody in known]
    told = " or ".join(dict.fromkeys(_size(custody) for _, custody in known))
    name = reading.facts.entities[person].name
    message = f"{name} was sentenced to {said.penalty}{f', {told}' if told else ''} ({plain(known[0][1].when)})"
    return rule(judged, reading.facts, message, told)


def _of_person(person: str, penalty: str, reading: Reading) -> Iterator[tuple[Fact, Custody]]:
    for fact in reading.facts.about(person, "custody"):
        said = fact.statement
        if isinstance(said, Custody) and (
            said.event == "sentenced" if penalty == _WITHOUT_TERM else said.penalty == penalty
        ):
            yield fact, said


def _size(custody: Custody) -> str:
    return custody.amount or (str(custody.lasts) if custody.lasts else "")


def _fits(said: Penalized, custody: Custody) -> Answer:
    if said.term:
        return _of_term(said.term, custody.lasts)
    if said.number is None:
        return Answer.YES
    known = next(iter(numbers(custody.amount)), None)
    if known is None:
        return Answer.UNKNOWN
    other_unit = said.number.of and known.of and said.number.of != known.of
    exact = said.number.quantity.fits(known.quantity.sure_low, known.quantity.sure_high)
    return Answer.UNKNOWN if other_unit else exact


def _of_term(said: TermSaid, known: Term | None) -> Answer:
    return said.fits(known) if known else Answer.UNKNOWN


together(_STEMS)
