"""Offices: "former Minister of Foreign Affairs X", "X, president of Y", and the titles in lines of signers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.described import near_sentence
from sphinx_factcheck.claims.grammar.offices import (
    LESSER,
    Aspect,
    Title,
    exclude,
    heads_of,
    leading_title,
    of_countries,
    office_words,
    standing,
    title_after,
    title_before,
    title_within,
)  # fmt: skip
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import cited, own_dates, plain
from sphinx_factcheck.facts.dates import Answer, When, day, holds, near
from sphinx_factcheck.facts.model import Fact, FactBase, Office, Status
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_REACH = 110
_NEAR_DAYS = 4
_LINK = re.compile(r",\s+|\s+\(|\s+(?P<verb>is|was|became|becomes|serves\sas|served\sas|has\sbeen)\s+")
_ENDS = re.compile(r"[.;:!?](?=\s)|[()\[\]“”\"]|\s[–—-]\s|\n")
_PIECE = re.compile(r"[^,\n]+")
_PAST = re.compile(
    r"\b(?:(January|February|March|April|May|June|July|August|September|October|November|December)\s+)?(?:\d{1,2},\s+)?((?:19|20)\d\d)\b"
)
_ACTING = re.compile(r"\b(?:acting|interim)\b", re.IGNORECASE)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Said:
    """An office as a letter gives it to a person; `body` is the id of the organization it is said to be of."""

    parts: tuple[str, ...]
    aspect: Aspect
    body: str = ""


@per_fact_base
def _holders(facts: FactBase) -> Mapping[frozenset[str], tuple[Fact, ...]]:
    """The statements of offices, by the words that tell the office."""
    found: dict[frozenset[str], list[Fact]] = {}
    for about in facts.facts.values():
        for fact in about:
            if isinstance(fact.statement, Office):
                found.setdefault(office_words(fact.statement.office), []).append(fact)
    return {words: tuple(told) for words, told in found.items()}


class OfficeKind:
    """Which office a person holds."""

    name = "office"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every title that stands before or after a person's name, or beside it in a line of signers."""
        people = [m for m in reading.mentions if not m.span.field and _is(m, "person", reading)]
        signers = reading.letter.signers
        for mention in people:
            if not any(mention.span.within(s) for s in signers):
                yield from _beside(mention, reading)
        for line in signers:
            yield from _signed(line, reading)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold an office against those the person held, as of the letter's date."""
        rulings = [_judge_part(part, claim, reading) for part in claim.said.parts]
        for verdict in (Verdict.CONTRADICTED, Verdict.CONTESTED, Verdict.SUPPORTED):
            if told := next((r for r in rulings if r.verdict is verdict), None):
                return told
        return rulings[0]


def _beside(mention: Mention, reading: Reading) -> Iterator[Claim]:
    text, span = reading.letter.text, mention.span
    sentence = near_sentence(reading, span.start)
    inside = leading_title(text[span.start : span.end])
    start = max(sentence.start, span.start - _REACH)
    for stop in _ENDS.finditer(text, start, span.start):
        start = stop.end()
    if inside or text[start : span.start].strip():
        others = reading.mentions_in(start, span.start)
        start = max([start, *(m.span.end for m in others if _is(m, "person", reading))])
        if title := title_before(text, _word_start(text, start), span.start, inside):
            if not inside and " " not in text[span.start : span.end]:
                title = _without_given_name(title, mention, reading)
            yield _claim(mention, title, Span(title.start, span.end), reading)
    link = _LINK.match(text, span.end, sentence.end)
    if link and (title := title_after(text, link.end(), sentence.end)):
        if link["verb"] and link["verb"] != "is" and title.aspect is Aspect.NOW:
            title = Title(title.start, title.end, title.words, Aspect.THEN)
        if not _leads_to_name(title, reading):
            yield _claim(mention, title, Span(span.start, title.end), reading)


def _without_given_name(title: Title, mention: Mention, reading: Reading) -> Title:
    """The title without a given name that the mention of a surname leaves before it: "Secretary of State Jon Brown"."""
    told = [f for f in reading.facts.about(mention.entity, "offices") if isinstance(f.statement, Office)]
    words = title.words.split()
    for kept in (len(words), len(words) - 1, len(words) - 2):
        part = Title(title.start, title.end, " ".join(words[:kept]), title.aspect)
        if kept > 0 and any(
            _same_office(one, f, Said((), part.aspect), reading.facts) for one in part.parts for f in told
        ):
            return part
    return title


def _leads_to_name(title: Title, reading: Reading) -> bool:
    """Whether a title belongs to the name after it: "Xi, Minister Wang"."""
    following = reading.mentions_in(title.start, title.end + 40)
    return any(
        m.span.start - title.end <= 1 or m.span.start < title.end for m in following if _is(m, "person", reading)
    )


def _signed(line: Span, reading: Reading) -> Iterator[Claim]:
    text = reading.letter.text
    inside = reading.mentions_in(line.start, line.end)
    people = [m for m in inside if _is(m, "person", reading)]
    bodies = [m for m in inside if _is(m, "organization", reading)]
    if len(people) != 1:
        return
    named = [*people, *bodies]
    for start, end in _pieces(text, line, named):
        if title := title_within(text, start, end):
            said = Said(title.parts, title.aspect, bodies[0].entity if bodies else "")
            yield Claim("office", people[0].entity, title.words, Span(title.start, title.end), said)


def _pieces(text: str, line: Span, named: list[Mention]) -> Iterator[tuple[int, int]]:
    """The parts of a signer's line, by commas and line ends, that name nobody; one without a title ends the last."""
    last: tuple[int, int] | None = None
    for piece in _PIECE.finditer(text, line.start, line.end):
        start, end = piece.span()
        if any(m.span.start < end and start < m.span.end for m in named):
            continue
        if last and text[last[1] : start] == "," and not title_within(text, start, end):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _claim(mention: Mention, title: Title, span: Span, reading: Reading) -> Claim:
    within = reading.mentions_in(title.start, title.end)
    body = next((m.entity for m in within if _is(m, "organization", reading)), "")
    value = title.words if title.aspect is Aspect.NOW else f"{title.aspect} {title.words}"
    return Claim("office", mention.entity, value, span, Said(title.parts, title.aspect, body))


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at


def _is(mention: Mention, kind: str, reading: Reading) -> bool:
    entity = reading.facts.entities.get(mention.entity)
    return entity is not None and entity.kind == kind


def _judge_part(part: str, claim: Claim, reading: Reading) -> Ruling:
    facts = reading.facts
    name = facts.entities[claim.subject].name
    every = facts.about(claim.subject, "offices")
    told = [f for f in every if f.statement.status is not Status.UNVERIFIED]
    dates = own_dates(reading)
    if not dates:
        return Ruling(Verdict.UNVERIFIED, "the letter has no date")
    matching = [f for f in told if _same_office(part, f, claim.said, facts)]
    if not matching and (unsure := [f for f in every if f not in told and _same_office(part, f, claim.said, facts)]):
        cites = tuple(cited(f, facts) for f in unsure)
        return Ruling(
            Verdict.UNVERIFIED, f"{name} was {_worded(_office(unsure[0]))}, but that is itself unverified", "", cites
        )
    if not matching:
        return _otherwise(part, name, told, claim, dates, reading)
    aspect = claim.said.aspect
    answers = [(f, _answer(aspect, _office(f), dates)) for f in matching]
    if aspect is Aspect.FORMER and (
        now := [f for f in matching if _answer(Aspect.NOW, _office(f), dates) is Answer.YES]
    ):
        answers = [(f, Answer.NO) for f in now]
    if aspect is Aspect.NOW and _attested_around(matching, dates):
        answers = [(f, Answer.YES) for f in matching if f.statement.when and not f.statement.when.lasting]
    answers = _fitting_first(answers)
    message = "; ".join(f"{name} was {_worded(_office(f))} ({plain(f.statement.when)})" for f, _ in answers)
    expected = plain(answers[0][0].statement.when)
    cites = tuple(cited(f, facts) for f, _ in answers)
    if boundary := _boundary(matching, dates, aspect):
        return Ruling(Verdict.CONTESTED, f"{message}; the letter lies within days of {boundary}", expected, cites)
    fitting = [f for f, answer in answers if answer is Answer.YES]
    if fitting:
        disputed = any(f.statement.status is Status.CONTESTED for f in fitting)
        return Ruling(
            Verdict.CONTESTED if disputed else Verdict.SUPPORTED,
            message,
            expected,
            tuple(cited(f, facts) for f in fitting),
        )
    if any(answer is Answer.UNKNOWN for _, answer in answers):
        return Ruling(Verdict.UNVERIFIED, message, expected, cites)
    if aspect is Aspect.NOW and (when := _told_of(matching, claim.span, dates, reading)):
        return Ruling(
            Verdict.CONTESTED,
            f"{message}: in {when}, of which this tells, but not when the letter was written",
            expected,
            cites,
        )
    return Ruling(Verdict.CONTRADICTED, message, expected, cites)


def _fitting_first(answers: list[tuple[Fact, Answer]]) -> list[tuple[Fact, Answer]]:
    """The terms that fit where any does; else all, the latest first."""
    fitting = [told for told in answers if told[1] is Answer.YES]

    def begun(told: tuple[Fact, Answer]) -> date:
        when = told[0].statement.when
        return when.earliest if when else date.min

    return fitting or sorted(answers, key=begun, reverse=True)


def _same_office(part: str, fact: Fact, said: Said, facts: FactBase) -> bool:
    office = _office(fact)
    if said.body and office.of in facts.entities and office.of != said.body:
        return False
    claimed = office_words(part)
    body = _body_words(office.of, facts)
    if said.body:
        body |= _body_words(said.body, facts)
    elsewhere = frozenset() if of_countries(body) else of_countries(claimed)
    for name in (office.office, *office.also):
        for one in Title(0, 0, name).parts:
            known = office_words(one)
            if heads_of(claimed - (body - known)) == heads_of(known) and claimed <= known | body | elsewhere:
                return True
    return False


def _body_words(of: str, facts: FactBase) -> frozenset[str]:
    entity = facts.entities.get(of)
    names = [a.name for a in entity.aliases()] if entity else [of]
    return frozenset(w for name in names for w in office_words(name))


def _answer(aspect: Aspect, office: Office, dates: tuple[When, ...]) -> Answer:
    when = office.when
    if when is None:
        return Answer.YES if "founder" in office.office.lower() else Answer.UNKNOWN
    if aspect is Aspect.ACTING and not (office.acting or _ACTING.search(office.office)):
        return Answer.NO if when.lasting else Answer.UNKNOWN
    answers = [_answer_on(aspect, when, day) for day in dates]
    for answer in (Answer.YES, Answer.UNKNOWN):
        if answer in answers:
            return answer
    return Answer.NO


def _answer_on(aspect: Aspect, when: When, day: When) -> Answer:
    begun = (
        Answer.YES if when.start_latest <= day.latest else Answer.NO if when.earliest > day.latest else Answer.UNKNOWN
    )
    match aspect:
        case Aspect.THEN:
            return begun
        case Aspect.FORMER:
            if when.latest < day.earliest:
                return Answer.YES if when.lasting else Answer.UNKNOWN
            return Answer.NO if begun is Answer.NO or when.end_earliest >= day.earliest else Answer.UNKNOWN
        case Aspect.COMING:
            soon = (when.earliest - day.latest).days <= 400
            return Answer.NO if begun is Answer.YES else Answer.YES if begun is Answer.NO and soon else Answer.UNKNOWN
    answer = holds(when, day)
    return Answer.UNKNOWN if answer is Answer.NO and not when.lasting and when.earliest <= day.latest else answer


def _boundary(matching: list[Fact], dates: tuple[When, ...], aspect: Aspect) -> date | None:
    """The start or end of a term that the letter's date is within days of, where one of these terms decides."""
    if aspect is Aspect.THEN or any(
        len({_answer(aspect, _office(f), (d,)) for d in _around(dates)}) == 1
        for f in matching
        if _answer(aspect, _office(f), dates) is Answer.YES
    ):
        return None
    found = (
        near(f.statement.when, day.latest, _NEAR_DAYS)
        for f in matching
        if f.statement.when and f.statement.when.lasting
        for day in dates
    )
    return next((b for b in found if b), None)


def _attested_around(matching: list[Fact], dates: tuple[When, ...]) -> bool:
    """Whether the office is told of both at a day before the letter and at one after it."""
    days = [f.statement.when for f in matching if f.statement.when and not f.statement.when.lasting]
    return any(w.earliest <= d.latest for w in days for d in dates) and any(
        w.latest >= d.earliest for w in days for d in dates
    )


def _around(dates: tuple[When, ...]) -> list[When]:
    reach = timedelta(days=_NEAR_DAYS)
    return [d for when in dates for d in (when, day(when.earliest - reach), day(when.latest + reach))]


def _told_of(matching: list[Fact], span: Span, dates: tuple[When, ...], reading: Reading) -> str:
    """The earlier time that the sentence itself names, at which the office was held."""
    sentence = near_sentence(reading, span.start)
    for found in _PAST.finditer(reading.letter.text, sentence.start, sentence.end):
        year, month = int(found[2]), _MONTHS.index(found[1]) + 1 if found[1] else 0
        first, last = date(year, month or 1, 1), date(year, month or 12, 28)
        if first <= max(d.latest for d in dates) and any(
            f.statement.when and f.statement.when.earliest <= last and first <= f.statement.when.latest
            for f in matching
        ):
            return found[0]
    return ""


def _otherwise(
    part: str, name: str, told: list[Fact], claim: Claim, dates: tuple[When, ...], reading: Reading
) -> Ruling:
    """Whether another office that the person is known to hold on that day leaves no room for this one."""
    facts, said = reading.facts, claim.said
    claimed = office_words(part)
    held = [f for f in told if _answer(Aspect.NOW, _office(f), dates) is Answer.YES]
    for fact in held if said.aspect in {Aspect.NOW, Aspect.ACTING} else ():
        office = _office(fact)
        known = office_words(office.office)
        body = _body_words(office.of, facts)
        same_body = said.body and (office.of == said.body or facts.entities[said.body].name == office.of)
        same_body = same_body and not known <= claimed
        portfolio = claimed - body - of_countries(claimed)
        same_noun = (
            not said.body
            and heads_of(claimed) - LESSER == heads_of(known) - LESSER
            and heads_of(known) & {"secretary", "minister"}
            and standing(claimed) == standing(known)
            and portfolio != heads_of(claimed)
        )
        apart = not said.body and exclude(claimed, known) and office.of not in facts.entities
        if same_body or same_noun or apart or _taken(claimed - body, claim.subject, office, dates, facts):
            message = f"{name} was {_worded(office)} ({plain(office.when)})"
            return Ruling(Verdict.CONTRADICTED, message, office.office, (cited(fact, facts),))
    message = f"the fact base has no such office of {name}"
    return Ruling(Verdict.UNVERIFIED, message, "", tuple(cited(f, facts) for f in held))


def _taken(claimed: frozenset[str], person: str, office: Office, dates: tuple[When, ...], facts: FactBase) -> bool:
    """Whether somebody else held the claimed office of the same body on that day."""
    others = (f for f in _holders(facts).get(claimed, ()) if f.entity != person and _office(f).of == office.of)
    return any(_answer(Aspect.NOW, _office(f), dates) is Answer.YES for f in others)


def _worded(office: Office) -> str:
    return f"acting {office.office}" if office.acting else office.office


def _office(fact: Fact) -> Office:
    assert isinstance(fact.statement, Office)
    return fact.statement
