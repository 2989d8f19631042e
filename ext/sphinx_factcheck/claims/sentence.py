"""Sentences of prison: "sentenced X to 14 years in prison and Y to 12 years", "X, serving a life sentence"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.compare import compare
from sphinx_factcheck.claims.cues import sentences_with
from sphinx_factcheck.claims.custody import over
from sphinx_factcheck.claims.deeds import deeds_in
from sphinx_factcheck.claims.grammar.calendar import Lead, Tense
from sphinx_factcheck.claims.grammar.dates import DateSaid
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.grammar.terms import TermSaid, find_terms, terms_before
from sphinx_factcheck.claims.judging import UNDECIDED, best, own_dates, plain, rule, told_by
from sphinx_factcheck.claims.subjects import after_preposition, group_before, person_before, persons_in
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Custody, Fact
from sphinx_factcheck.facts.terms import Term
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_TRIGGERS = ("sentenc", "jail", "prison", "condemned", "behind bars", "year term", "life term", "custodial")
_VERB = r"(?:re-?)?" + any_of(
    "sentenced jailed imprisoned condemned given handed received receives gets got serving serves serve served"
)
_HELPING = any_of(
    "who and was were is are has have had been being both each all later then also now currently still "
    "first earlier again already once since just"
)
_ADVERB = rf"(?:(?:{_HELPING}|[a-z]{{2,14}}ly)\s+){{0,6}}"
_ASIDE = r"(?:(?:in|on|by|last|this)\s[^,;]{1,40}?\s)?"
_OF = r"(?:total\sof\s|(?:prison\s|jail\s)?(?:sentence|term)s?\sof\s)"
_OF_TERM = rf"(?:{any_of('a an his her their the one')}\s)?(?:{_OF}|combined\s|lengthy\s|of\s)?"
_PASSIVE = re.compile(
    r"(?:\s*\([^()]{0,60}\))?(?:,[^;]{0,160}?,)?(?:,[^;,]{0,120}?)?(?:,|:|\s[–—])?\s*\(?"
    rf"{_ADVERB}{_ASIDE}(?:[^;,]{{0,100}}\sand\s{_ADVERB})?{_VERB}\b[^;]{{0,140}}?\s(?:to\s|for\s)?{_OF_TERM}"
)
_OBJECT = re.compile(
    rf"(?:\s*\([^()]{{0,60}}\))?(?:,[^;,]{{0,100}},)?,?\s+(?:each\s+)?(?:to|for)\s+(?:(?:a|an)\s)?{_OF}?"
)
_POSSESSIVE = re.compile(
    r"['’]s?\s+(?:[a-z-]+\s+){0,2}?"
    rf"(?:{any_of('sentence term imprisonment sentencing jailing')}\s{any_of('of to is was for')}\s(?:an?\s)?)?"
)
_BRACKETED = re.compile(r"\s*\((?:sentenced\sto\s)?|:\s|\s[–—]\s")
_ELLIPSIS = re.compile(r"\s+(?:an?\s|one\sof\s)?")
_SENTENCED = re.compile(r"\b(?:sentenc|jailed|imprison|condemn)", re.IGNORECASE)
_IN_PRISON = re.compile(
    rf"\b(?:sentenc|jailed|imprison|condemn|prison\sterm|{any_of('in_prison in_jail behind_bars')})", re.IGNORECASE
)
_SERVING = re.compile(
    rf"(?:\b{any_of('is are who_is who_are remains still currently now')}\s(?:\w+\s)?|,\s)serving\s(?:[\w-]+\s){{0,4}}$"
)
_PRISON = any_of(
    "hard_labor hard_labour prison jail imprisonment custody detention bars sentence term incarceration "
    "camp labor_camp "
    "labour_camp reeducation re-education suspended"
)
_OF_PRISON = re.compile(
    rf"['’]?[\s-]{{0,2}}(?:{any_of('suspended prison jail fixed')}[\s-])?"
    rf"(?:{any_of('in of behind at')}\s(?:an?\s)?)?{_PRISON}",
    re.IGNORECASE,
)
_NOT_TERM = re.compile(
    rf"['’]?\s*(?:-?old\b|{any_of('ago later earlier before after since')}\b"
    rf"|(?:of\s)?{any_of('deprivation probation supervis suspension')}"
    rf"|of\s(?!{any_of('imprison prison jail hard detention custody incarcer')}))",
    re.IGNORECASE,
)
_NOT_PASSED = re.compile(
    r"\b"
    + any_of(
        r"could may(?!\s\d) might would should can if unless maximum minimum possible possibly potential potentially "
        "up_to face faces faced "
        "facing risk* threatened punishable carry carries carrying carried prosecutor* demand* seek* sought "
        "call_for calls_for "
        "called_for likely expected_to_be served spent spending after not never between penalty penalties "
        "commut* reduc* fear*"
    )
    + r"\b",
    re.IGNORECASE,
)
_SERVED_OF = re.compile(r"\b(?:served|spent)\s(?:[\w-]+\s){1,8}of\s(?:an?|his|her|the)\s$")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_AMONG = re.compile(rf"\b{any_of('among_them among_whom including such_as')}\s(?:[a-z’'-]+\s){{0,3}}$")
_ONE_CASE = 366
_TO_TERM = ("to ", "for ", "to a ", "for a ", "of ", "received ", "given ", "handed ", "got ", "and ")
_FOR_HIM = re.compile(
    r"['’]?[\s-](?:(?:in|of)\s)?(?:suspended\s|prison\s|jail\s){0,2}(?:sentences?|terms?|imprisonment|prison|jail)\s"
    r"(?:(?:that|which|was|were|is|being)\s){0,2}"
    rf"(?:{any_of('handed handed_down given imposed passed meted_out pronounced')}\s)?"
    r"(?:for|to|on|against|of|upon)\s(?:(?:the|a|an|his|her|their|both)\s)?(?:[a-z’'-]+\s){0,6}"
)


@dataclass(frozen=True, slots=True)
class Sentenced:
    """The data of a claim of this kind: the term. `past` says that the sentence must have been passed.

    `serving` says that it is told as still being served; `when` is the one date said of it, if there is one.
    """

    said: TermSaid
    past: bool = True
    serving: bool = False
    when: DateSaid | None = None


@dataclass(frozen=True, slots=True)
class SentenceKind:
    """Terms of prison, held against the sentences passed by the date of the letter."""

    name: str = "sentence"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every term of prison that someone is said to have been given, with each person it is said of."""
        for sentence in sentences_with(reading, _TRIGGERS):
            yield from self._in_sentence(reading, sentence)

    def _in_sentence(self, reading: Reading, sentence: Span) -> Iterator[Claim]:
        text = reading.letter.text
        persons = persons_in(reading, sentence.start, sentence.end)
        passed: list[TermSaid] = []
        terms = list(find_terms(text, sentence.start, sentence.end))
        respectively = terms and text.find("respectively", sentence.start, sentence.end) >= 0
        if respectively:
            terms = [*terms_before(text, terms[0]), *terms]
        for number, term in enumerate(terms):
            clause_start = passed[-1].end if passed else sentence.start
            if not respectively and not _is_passed(text, sentence, term, clause_start, bool(passed)):
                continue
            passed.append(term)
            named = _named(reading, sentence, persons, term, clause_start)
            if respectively and len(terms) > 1:
                group = _named(reading, sentence, persons, terms[0], sentence.start)
                named = group[number : number + 1] if len(group) == len(terms) else ()
            serving = bool(_SERVING.search(text, max(term.start - 60, clause_start), term.start))
            when = _passed_on(reading, sentence) if len(terms) == 1 and named else None
            for subject in [m.entity for m in named] or [""]:
                said = Sentenced(term, True, serving, when)
                yield Claim(self.name, subject, term.value, Span(term.start, term.end), said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported where a sentence passed by then fits; contradicted where there are some and none does."""
        said: TermSaid = claim.said.said
        ended = over(claim.subject, reading) if claim.said.serving else None
        if ended:
            return ended
        terms = terms_of(claim.subject, reading)
        passed = {f: term for f, term in terms.items() if told_by(f.statement.when, reading)}
        passed = _of_that_day(passed, claim.said.when, reading) or passed
        if passed:
            by_date: dict[str, list[Fact]] = {}
            for fact in reversed(passed):
                by_date.setdefault(plain(fact.statement.when), []).append(fact)
            if _may_be_total(said, passed):
                return UNDECIDED
            return best(
                [
                    rule([(f, said.fits(passed[f])) for f in same], reading.facts, *_told(claim.subject, same, reading))
                    for same in by_date.values()
                ]
            )
        coming = [f for f, term in terms.items() if said.fits(term) is Answer.YES]
        message, expected = _told(claim.subject, coming, reading)
        return rule([(f, Answer.NO) for f in coming], reading.facts, f"{message}, after this letter", expected)


def _passed_on(reading: Reading, sentence: Span) -> DateSaid | None:
    """The one date of the one sentence of prison that is told of, where it is a day or has a year."""
    if len(_YEAR.findall(reading.letter.text, sentence.start, sentence.end)) > 1:
        return None
    deeds = [d for d in deeds_in(reading, sentence) if d.name in {"sentenced", "imprisoned"} and d.when]
    when = deeds[0].when if len({d.when.start for d in deeds if d.when}) == 1 else None
    return when if when and (when.first.year or when.first.day) and when.lead is Lead.AT else None


def _of_that_day(passed: dict[Fact, Term], when: DateSaid | None, reading: Reading) -> dict[Fact, Term]:
    """Of several sentences of prison those that the date said fits."""
    if when is None or len(passed) < 2:
        return {}
    readings = when.readings(own_dates(reading), Tense.PAST)
    return {
        f: term
        for f, term in passed.items()
        if f.statement.when and compare(readings, Lead.AT, f.statement.when) is Answer.YES
    }


def _may_be_total(said: TermSaid, terms: dict[Fact, Term]) -> bool:
    """Whether a term that is none of several may be what they come to: those of one year, in whole or run together."""
    days = {f: f.statement.when.earliest.toordinal() for f in terms if f.statement.when}
    lately = [terms[f].months for f, day in days.items() if max(days.values()) - day <= _ONE_CASE]
    if len(lately) < 2 or said.term.life or any(said.fits(t) is Answer.YES for t in terms.values()):
        return False
    return max(lately) < said.term.months <= sum(lately)


def terms_of(person: str, reading: Reading) -> dict[Fact, Term]:
    """The sentences of prison of a person, in the order of the fact base."""
    known = reading.facts.about(person, "custody")
    return {f: f.statement.term for f in known if isinstance(f.statement, Custody) and f.statement.term}


def _told(person: str, facts: Sequence[Fact], reading: Reading) -> tuple[str, str]:
    """What the fact base holds of a person's sentence, as a message and as a bare value."""
    entity = reading.facts.entities.get(person)
    if not facts or entity is None:
        return "", ""
    told = " or ".join(dict.fromkeys(str(t) for f in facts if (t := getattr(f.statement, "term", None))))
    return f"{entity.name} was sentenced to {told} ({plain(facts[0].statement.when)})", told


def _is_passed(text: str, sentence: Span, term: TermSaid, clause_start: int, follows: bool) -> bool:
    """Whether a length of time is a term of prison that has been passed, and not one that is feared or over."""
    before = text[clause_start : term.start]
    served = _SERVED_OF.search(before)
    before = before[: served.start()] if served else before
    if _NOT_TERM.match(text, term.end) or _NOT_PASSED.search(before[-100:]):
        return False
    if term.quantity and term.quantity.low is None:
        return False
    if term.term.life or _OF_PRISON.match(text, term.end):
        return True
    if text.startswith("(", term.start - 1) and text.startswith(")", term.end):
        return bool(_IN_PRISON.search(text, sentence.start, sentence.end))
    return bool(follows or _SENTENCED.search(before)) and before.endswith(_TO_TERM)


def _named(
    reading: Reading, sentence: Span, persons: Sequence[Mention], term: TermSaid, clause_start: int
) -> tuple[Mention, ...]:
    """The persons that a term is said of."""
    text = reading.letter.text
    after = [m for m in persons if m.span.start >= term.end]
    if after and _FOR_HIM.fullmatch(text, term.end, after[0].span.start):
        return tuple(after[:1])
    before = [m for m in persons if clause_start <= m.span.start and m.span.end <= term.start]
    for last in range(len(before) - 1, -1, -1):
        mention = before[last]
        gap = (mention.span.end, term.start)
        if _POSSESSIVE.fullmatch(text, *gap) or _BRACKETED.fullmatch(text, *gap):
            return (mention,)
        if _AMONG.search(text[max(mention.span.start - 40, 0) : mention.span.start]):
            return ()
        if _OBJECT.fullmatch(text, *gap) or _ELLIPSIS.fullmatch(text, *gap):
            return group_before(reading, before, last)
        passive = _PASSIVE.fullmatch(text, *gap)
        if passive and not (after_preposition(text, mention) and not text.startswith((", who", " who"), gap[0])):
            single = text.find(" was ", *gap) >= 0 and text.find(" each ", *gap) < 0
            return (mention,) if single else group_before(reading, before, last)
        if not passive:
            break
    if not before and clause_start == sentence.start:
        referent = person_before(reading, sentence)
        return (referent,) if referent else ()
    return ()
