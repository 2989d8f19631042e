"""Counts: "on behalf of 42 organizations", "detained over 20 people", "three men: A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.described import (
    LEAST,
    SURE,
    Bearer,
    Bearers,
    begun_by,
    near_sentence,
    of_other_years,
    stem,
    stems,
    told_in,
    years_told,
)
from sphinx_factcheck.claims.grammar.numbers import Quantity, exactly, has_number, quantities
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, rule, told_by
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Count, Fact, FactBase
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_BODIES = frozenset(
    "organization organisation ngo group association signatory body institution charity undersigned".split()
)
_STATES = frozenset("country state nation government".split())
_PEOPLE = frozenset("people person individual man woman".split())
_KINDS_OF_PEOPLE = frozenset(
    "lawyer attorney activist advocate defender campaigner journalist reporter blogger writer prisoner detainee "
    "dissident protester protestor demonstrator student worker monk nun pastor priest official citizen member "
    "signatory artist scholar academic teacher researcher publisher bookseller editor child refugee victim survivor "
    "leader politician lawmaker legislator senator witness minor soldier officer judge volunteer".split()
)
_OWN_BEFORE = re.compile(
    r"\b(?:on behalf of|undersigned|signed by|endorsed by|supported by|representing|joined by|names of|following|our|"
    r"we,?|we are|we represent|we, as)"
    r"(?:\s(?:the|a|an|all|these|undersigned|following|below|coalition|network|group|alliance|of))*\s*$",
    re.IGNORECASE,
)
_OWN_AFTER = re.compile(
    r"\s(?:\([^()]{0,30}\)\s)?(?:have\s|has\s|are\s|below\s|listed\s)*(?:sign(?:ed|ing|atory)?\b|undersigned|writing|write\b|below\b)",
    re.IGNORECASE,
)
_PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children", "country": "countries",
            "signatory": "signatories", "body": "bodies", "charity": "charities", "witness": "witnesses"}  # fmt: skip
_GENERIC = {_PLURALS.get(n, f"{n}s"): n for n in _BODIES | _STATES | _PEOPLE | _KINDS_OF_PEOPLE} | {
    "people": "people", "persons": "person", "undersigned": "undersigned", "nationals": "citizen", "NGOs": "ngo",
}  # fmt: skip
_LETTERY = re.compile(
    r"\b(?:letter|statement|sign|signed|join|joined|call|urge|ask|write|wrote|send|sent|appeal)", re.IGNORECASE
)
_BREAKS = re.compile(
    r"[.;:!?()\n]|,\s|\b(?:to|by|with|from|who|that|which|and|or|as|are|were|was|is|have|has|had|will)\b"
)
_LIST_OPENS = re.compile(
    r"\s*(?:(?P<exact>:|[—–]|\s-\s|,?\s+namely,?|,?\s+i\.e\.,?)|,?\s+(?P<some>including|such as|among them)\b:?)\s*"
)
_APPOSED = re.compile(r",\s+(?=[A-Z])")
_ITEM = re.compile(
    r"\s*(?:and\s+|&\s+)?(?P<name>(?:(?:the|al|bin|de|van|von)\s+)?[^\W\d_a-z][\w.’'-]*(?:\s+(?:[^\W\d_a-z][\w.’'-]*|of|the|for|de|al|bin|and(?=\s+[A-Z]\w+\s+(?:Inc|Co)\b))){0,7})\s*(?:\([^()]{0,60}\))?\s*(?P<end>,|;|\band\b|&|[.!?]|$)?"
)
_DEFINITE = re.compile(r"\b(?:the|our|their|these|those|both|your|its|other)\s+(?:two|2)$", re.IGNORECASE)
_PLURAL = re.compile(r"\w{3,}[^\Ws]s")
_WINDOW = 80


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter counts, and how many there are of it.

    `own`: of its own signers; `listed`: by listing them, without a number.
    """

    quantity: Quantity
    noun: str
    end: int
    own: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """The counts of a fact base, and the nouns they count."""

    bearers: Bearers
    nouns: ahocorasick_rs.AhoCorasick


@per_fact_base
def _known(facts: FactBase) -> _Known:
    bearers = Bearers.of(facts, "counts")
    told = {noun for b in bearers.all for f in b.facts for noun in _nouns(_count(f).of)}
    words = sorted(_GENERIC.keys() | told)
    patterns = [f" {w}" for w in words] + [f" {w[0].upper()}{w[1:]}" for w in words if w[0].islower()]
    return _Known(bearers, ahocorasick_rs.AhoCorasick([*patterns, *(f"\n{w}" for w in words)]))


def _nouns(of: str) -> list[str]:
    """The plurals of a phrase that no other plural follows: "lawyers" in "human rights lawyers"."""
    words = re.findall(r"[\w-]+|,", of)
    return [
        w
        for w, following in zip(words, [*words[1:], ""], strict=True)
        if _PLURAL.fullmatch(w) and not _PLURAL.fullmatch(following)
    ]


class CountKind:
    """How many of something."""

    name = "count"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every number of something that the letter's lists or the fact base can count."""
        text = reading.letter.text
        found: list[tuple[int, Said]] = []
        last = 0
        for _, start, end in _known(reading.facts).nouns.find_matches_as_indexes(text, overlapping=True):
            if end < len(text) and (text[end].isalnum() or text[end] in "-_"):
                continue
            if found and found[-1][1].end == start:
                at, said = found.pop()
                counted: tuple[int, Quantity] | None = (at, said.quantity)
            else:
                counted = _counted(text, start + 1, max(last, start + 1 - _WINDOW))
            last = end
            if counted is not None:
                found.append((counted[0], Said(counted[1], _singular(text[start + 1 : end]), end)))
        claims = [_claim(reading, at, said, _last_word(text, said.end)) for at, said in found]
        return claims if any(c.said.own for c in claims) else [*claims, *_list_itself(reading)]

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a count against the list it speaks of, then against the fact base."""
        said: Said = claim.said
        known = _by_facts(claim, said, reading)
        if said.listed:
            return known
        listed = _own_list(said, reading) or _list_after(said, reading)
        if listed is None or listed.verdict is Verdict.UNVERIFIED:
            return known
        if listed.verdict is Verdict.CONTRADICTED:
            return Ruling(
                listed.verdict, listed.message, listed.expected, known.cited, (known.message,) if known.cited else ()
            )
        return known if known.verdict in {Verdict.CONTRADICTED, Verdict.CONTESTED} else Ruling(
            Verdict.SUPPORTED, listed.message, listed.expected, known.cited
        )  # fmt: skip


def _counted(text: str, noun: int, first: int) -> tuple[int, Quantity] | None:
    """The quantity that counts the noun at `noun`, and where it starts: at `first` or later."""
    if not has_number(text, first, noun):
        return None
    told = quantities(text, _word_start(text, first), noun)
    if not told:
        return None
    start, stop, quantity = told[-1]
    between = text[stop:noun]
    if text[max(start - 7, 0) : start].lower() == "out of ":
        return None
    if _BREAKS.search(between) or len(between.split()) > 6 or not between[:1].isspace():
        return None
    if quantity.is_exact and (quantity.low in {0, 1} or _is_year(text[start:stop])):
        return None
    if quantity.is_exact and quantity.low == 2 and _DEFINITE.search(text, max(start - 10, 0), stop):
        return None
    return start, quantity


def _last_word(text: str, end: int) -> str:
    return re.split(r"\s", text[max(end - 40, 0) : end])[-1]


def _word_start(text: str, at: int) -> int:
    while at and at < len(text) and not text[at - 1].isspace():
        at += 1
    return at


def _is_year(words: str) -> bool:
    return bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", words))


def _singular(noun: str) -> str:
    return _GENERIC.get(noun.lower(), _GENERIC.get(noun, stem(noun)))


def _claim(reading: Reading, start: int, said: Said, noun: str) -> Claim:
    letter = reading.letter
    if _is_own(said, start, reading):
        said = Said(said.quantity, said.noun, said.end, own=True)
        return Claim("count", letter.carries, f"{said.quantity} {noun}", Span(start, said.end), said)
    told = _told(said, start, reading)
    subject = told[0].entity.id if told else ""
    return Claim("count", subject, f"{said.quantity} {noun}", Span(start, said.end), said)


def _list_itself(reading: Reading) -> Iterator[Claim]:
    """The list of signers as a claim, where the letter states no number but the fact base has one."""
    letter, number = reading.letter, len(reading.letter.signers)
    if number and any(_same_noun("signatory", f) for f in reading.facts.about(letter.carries, "counts")):
        first = letter.signers[0]
        said = Said(exactly(number), "signatory", first.end, own=True, listed=True)
        yield Claim("count", letter.carries, f"{number} signatories", first, said)


def _is_own(said: Said, start: int, reading: Reading) -> bool:
    """Whether a letter counts its own signers ("on behalf of 42 organizations"), or a report those of its letter."""
    letter = reading.letter
    if said.noun in {"signatory", "undersigned"} or " undersigned " in letter.text[start : said.end]:
        return True
    if said.noun not in _BODIES | _PEOPLE:
        return False
    signing = _OWN_BEFORE.search(letter.text, max(start - 60, 0), start) or _OWN_AFTER.match(letter.text, said.end)
    if signing or said.noun in _PEOPLE:
        return bool(signing)
    sentence = near_sentence(reading, start)
    return bool(letter.witness_of and _LETTERY.search(letter.text, sentence.start, sentence.end))


def _told(said: Said, start: int, reading: Reading, least: int = LEAST) -> tuple[Bearer, ...]:
    """The bearers of counts that the sentence tells of; one of another year than the sentence names is not meant."""
    bearers = _known(reading.facts).bearers
    if not bearers.all:
        return ()
    sentence = near_sentence(reading, start)
    years = years_told(reading, sentence)

    def counts(bearer: Bearer) -> bool:
        return any(_same_noun(said.noun, f) for f in bearer.facts) and not of_other_years(years, bearer.entity)

    return told_in(bearers, reading, sentence, least, counts)


def _own_list(said: Said, reading: Reading) -> Ruling | None:
    signers = len(reading.letter.signers)
    if not said.own or not signers:
        return None
    return _listed(said.quantity, signers, f"the letter's own list has {signers}")


def _list_after(said: Said, reading: Reading) -> Ruling | None:
    """Hold a number against the names that follow: all of them after a colon, some of them after "including"."""
    text = reading.letter.text
    sentence = near_sentence(reading, said.end - 1)
    opening = _LIST_OPENS.match(text, said.end, sentence.end)
    apposed = _APPOSED.match(text, said.end, sentence.end) if not opening else None
    if not (opening or apposed):
        return None
    names, closed = _names(text, (opening or apposed).end(), sentence.end)  # type: ignore[union-attr]
    message = f"{len(names)} are named: {', '.join(names)}"
    if opening and opening["some"]:
        most = said.quantity.high
        return None if most is None or len(names) <= most else Ruling(Verdict.CONTRADICTED, message, str(len(names)))
    if not closed or len(names) < 2:
        return None
    if apposed and said.quantity.fits(len(names), len(names)) is not Answer.YES:
        return None
    return _listed(said.quantity, len(names), message)


def _names(text: str, start: int, end: int) -> tuple[list[str], bool]:
    """The names listed from `start` on, and whether the list comes to its end ("… and C")."""
    names: list[str] = []
    last = ""
    while item := _ITEM.match(text, start, end):
        names.append(" ".join(item["name"].split()).rstrip("."))
        led_by_and = last in {"and", "&"} or text[start : item.start("name")].strip() in {"and", "&"}
        last = item["end"] or ""
        start = item.end()
        if last in {".", "!", "?", ""} or led_by_and:
            return names, led_by_and or last != ""
    return names, False


def _listed(quantity: Quantity, number: int, message: str) -> Ruling:
    fits = quantity.fits(number, number)
    verdict = {Answer.YES: Verdict.SUPPORTED, Answer.NO: Verdict.CONTRADICTED, Answer.UNKNOWN: Verdict.UNVERIFIED}[fits]
    return Ruling(verdict, message, str(number))


def _by_facts(claim: Claim, said: Said, reading: Reading) -> Ruling:
    if said.own:
        known = [f for f in reading.facts.about(claim.subject, "counts") if _same_noun(said.noun, f)]
    else:
        known = [f for b in _told(said, claim.span.start, reading) for f in b.facts if _same_noun(said.noun, f)]
    known = [f for f in known if told_by(f.statement.when, reading) and begun_by(f.entity, reading)]
    every = known
    if len(known) > 1:
        known = _closest(known, claim, reading)
    if not known:
        return UNDECIDED
    answers = [(f, said.quantity.fits(*_bounds(_count(f)))) for f in known]
    if all(a is Answer.NO for _, a in answers):
        fitting = [f for f in _latest(every) if said.quantity.fits(*_bounds(_count(f))) is Answer.YES]
        answers, known = ([(f, Answer.YES) for f in fitting], fitting) if fitting else (answers, known)
    if not said.own and all(a is Answer.NO for _, a in answers) and not _surely(known, claim, said, reading):
        return UNDECIDED
    message = "; ".join(dict.fromkeys(f"{reading.facts.entities[f.entity].name}: {_worded(_count(f))}" for f in known))
    return rule(answers, reading.facts, message, _worded(_count(known[0])))


def _surely(known: list[Fact], claim: Claim, said: Said, reading: Reading) -> bool:
    """Whether the sentence tells of one of these facts so clearly that a number that differs is an error."""
    if not own_dates(reading):
        return False
    sure = {b.entity.id for b in _told(said, claim.span.start, reading, SURE)}
    return any(f.entity in sure for f in known)


def _closest(known: list[Fact], claim: Claim, reading: Reading) -> list[Fact]:
    """Of several counts those whose words stand in the sentence best, and of a series the last."""
    sentence = near_sentence(reading, claim.span.start)
    words = set(stems(reading.letter.text[sentence.start : sentence.end]))
    score = {f.address: len(words & set(stems(_count(f).of))) for f in known}
    return _latest([f for f in known if score[f.address] == max(score.values())])


def _latest(known: list[Fact]) -> list[Fact]:
    """Of each series the last."""
    series: dict[tuple[str, str], list[Fact]] = {}
    for f in known:
        series.setdefault((f.entity, _count(f).of), []).append(f)
    return [f for facts in series.values() for f in _last(facts)]


def _last(facts: list[Fact]) -> Iterator[Fact]:
    days = [f.statement.when.earliest for f in facts if f.statement.when]
    return (f for f in facts if not f.statement.when or f.statement.when.earliest == max(days))


def _same_noun(noun: str, fact: Fact) -> bool:
    of = {_singular(w) for w in re.findall(r"\w+", _count(fact).of)}
    for alike in (_BODIES, _STATES):
        if noun in alike:
            return bool(of & alike)
    if noun in _PEOPLE:
        return bool(of & (_PEOPLE | _KINDS_OF_PEOPLE))
    return noun in of or (noun in _KINDS_OF_PEOPLE and bool(of & _PEOPLE))


def _bounds(count: Count) -> tuple[int | None, int | None]:
    if count.count is not None:
        return count.count, count.count
    if count.least is None and count.most is None and count.members:
        return len(count.members), len(count.members)
    return count.least, count.most


def _worded(count: Count) -> str:
    least, most = _bounds(count)
    if least == most:
        return f"{least} {count.of}"
    if least is None or most is None:
        return f"at least {least} {count.of}" if most is None else f"at most {most} {count.of}"
    return f"{least} to {most} {count.of}"


def _count(fact: Fact) -> Count:
    assert isinstance(fact.statement, Count)
    return fact.statement
