"""Dates: that of the letter itself, and those in the text against what they date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sphinx_factcheck.claims.attach import opens
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.compare import compare
from sphinx_factcheck.claims.cues import sentences_with
from sphinx_factcheck.claims.custody import done, happenings_of, is_since
from sphinx_factcheck.claims.dated import Bound, Scene, Stage, in_tense, nearest, tense_of
from sphinx_factcheck.claims.deeds import TRIGGERS, Deed, deeds_in
from sphinx_factcheck.claims.grammar.calendar import Lead, Tense, distance
from sphinx_factcheck.claims.grammar.dates import DateSaid, find_dates, year_said
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.judging import UNDECIDED, cited, own_dates, plain, rule, told_by
from sphinx_factcheck.claims.printed import Printed, dateline, judge_printed, printed_date
from sphinx_factcheck.claims.relative import Relative, judge_relative, relative_times
from sphinx_factcheck.claims.things import things_of
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Dating, Fact
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_OWN_VERB = {"published": "publi", "adopted": "adopt", "signed": "sign", "delivered": "deliver", "in-force": "force",
             "announced": "announc", "posted": "post"}  # fmt: skip
_EVER, _FAR, _SPELL, _NEXT = 10**9, 800, 60, 45
_RIVAL = 40
_SLIP = 10
_APART = {"died": _EVER, "sentenced": 400}
_BEGIN = any_of("began begun begins went_on goes_on gone_on launched started starts embarked_on opened opens")
_BEGAN = re.compile(rf"\b{_BEGIN}\s(?:[\w-]+\s){{0,4}}$")
_FOR_DAYS = re.compile(r"\bfor\s(?:an?\s)?[\w-]{1,14}[\s-](?:day|week)s?\b")
_WILL = re.compile(rf"\b(?:will|shall|{any_of('is_to are_to is_scheduled_to is_due_to is_expected_to')})\s[a-z]+")
_TOLD_PAST = re.compile(
    r"\b(?:[a-z]{3,}ed|"
    + any_of("was were had did has have held took went met fell came gave began said told sent wrote spoke made")
    + r")\b"
)
_CLAUSES = re.compile(rf"[;:]|\b{any_of('that which who when since because after before from until and by')}\b")
_YEAR_BEFORE = re.compile(r"\b([12]\d{3})\s+(?:\w+\s)?$")
_YEAR_AFTER = re.compile(r"\s*(?:\(|,\s|in\s|of\s)([12]\d{3})\b(?![-–]\d)")
_YEAR_IN = re.compile(r"\b[12]\d{3}\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """The data of a claim in the text: the date said, the addresses of the dates it can mean, and how sure that is.

    Where the date said lies more than `near` days from what is known, another thing of its kind may be meant: always
    with `apart`, else where it lies nearer to the letter. `past` tells that it is told as having happened.
    """

    said: DateSaid
    facts: tuple[str, ...] = ()
    strong: bool = True
    near: int = _EVER
    apart: bool = False
    tense: Tense = Tense.UNKNOWN
    past: bool = False


@dataclass(frozen=True, slots=True)
class DateKind:
    """Dates of letters, events, documents, and of what happened to persons."""

    name: str = "date"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """The date that the letter prints, then the dates in its text, each with what it dates where that is clear."""
        yield from printed_date(reading)
        yield from relative_times(reading)
        told_of = {s.start for s in sentences_with(reading, TRIGGERS)}
        stage = Stage.of(reading)
        sentence, scene = Span(0, -1), stage.scene(Span(0, 0))
        deeds: tuple[Deed, ...] = ()
        for said in dates_said(reading):
            if said.start >= sentence.end:
                sentence = reading.sentence_at(said.start)
                scene = stage.scene(sentence)
                deeds = tuple(deeds_in(reading, sentence)) if sentence.start in told_of else ()
            own = dateline(reading, said)
            if own:
                yield own
            elif not (told := [d for d in deeds if d.when and d.when.start == said.start]):
                yield from _of_things(reading, scene, said)
            else:
                yield from (c for deed in told if not is_since(deed) for c in _of_deed(reading, sentence, said, deed))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Contradicted where no reading of the date fits any date known; a doubtful binding never contradicts."""
        if isinstance(claim.said, Printed):
            return judge_printed(claim, claim.said, reading)
        if isinstance(claim.said, Relative):
            return judge_relative(claim, claim.said, reading)
        dated: Dated = claim.said
        if dated.said.wrong:
            return Ruling(Verdict.CONTRADICTED, dated.said.wrong)
        if gone := _gone(claim, dated, reading):
            return gone
        if not dated.facts:
            return UNDECIDED
        facts = [f for a in dated.facts if (f := reading.facts.fact(a)) and f.statement.when]
        readings = dated.said.readings(own_dates(reading), dated.tense)
        judged = [(f, compare(readings, dated.said.lead, f.statement.when)) for f in facts if f.statement.when]
        if not judged or not readings:
            return UNDECIDED
        fitting = [f for f, answer in judged if answer is Answer.YES] or _nearest_first(facts, readings)
        ruling = rule(judged, reading.facts, _told(claim.subject, fitting, reading), plain(fitting[0].statement.when))
        doubtful = not dated.strong or _may_be_another(dated, readings, facts, own_dates(reading))
        return UNDECIDED if ruling.verdict is Verdict.CONTRADICTED and doubtful else ruling


def _nearest_first(facts: Sequence[Fact], readings: Sequence[When]) -> Sequence[Fact]:
    def far(fact: Fact) -> tuple[bool, timedelta]:
        when = fact.statement.when
        if when is None:
            return True, timedelta.max
        slip = any(_only_the_year_differs(said, [when]) for said in readings)
        return not slip, min((distance(when, said) for said in readings), default=timedelta.max)

    return sorted(facts, key=far)


def _gone(claim: Claim, dated: Dated, reading: Reading) -> Ruling | None:
    """The contradiction of a day with its year that is told as still to come and lies before the letter."""
    own = own_dates(reading)
    if (
        not own
        or not dated.said.first.year
        or dated.said.lead not in {Lead.AT, Lead.START}
        or dated.tense is not Tense.FUTURE
    ):
        return None
    times = dated.said.readings(own, dated.tense)
    letter = min(d.earliest for d in own)
    if not times or any(when.latest >= letter for when in times) or not _to_come(claim.span, reading):
        return None
    said = f"this is told as still to come, but the letter is dated {plain(own[0])}"
    facts = [f for a in dated.facts if (f := reading.facts.fact(a))]
    expected = plain(facts[0].statement.when) if facts else ""
    return Ruling(Verdict.CONTRADICTED, said, expected, tuple(cited(f, reading.facts) for f in facts[:1]))


def _to_come(span: Span, reading: Reading) -> bool:
    """Whether the sentence tells its date as that of something that will happen, and nothing that has happened."""
    text, sentence = reading.letter.text, reading.sentence_at(span.start)
    if _TOLD_PAST.search(text, sentence.start, sentence.end):
        return False
    if opens(text, sentence, span):
        will = _WILL.search(text, span.end, min(sentence.end, span.end + 150))
        return bool(will and not _CLAUSES.search(text, span.end, will.start()))
    will = next(iter(_WILL.finditer(text, max(sentence.start, span.start - 90), span.start)), None)
    return bool(will and not _CLAUSES.search(text, will.end(), span.start))


def dates_said(reading: Reading) -> list[DateSaid]:
    """The dates of a text, and the bare years that stand with the name of an event; in order, none within another."""
    text = reading.letter.text
    told = [*find_dates(text), *_years_of_events(reading)]
    told.sort(key=lambda d: (d.start, -d.end))
    kept: list[DateSaid] = []
    for said in told:
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept


def _years_of_events(reading: Reading) -> Iterator[DateSaid]:
    text, entities = reading.letter.text, reading.facts.entities
    if not things_of(reading.facts).all:
        return
    for mention in reading.mentions:
        if mention.span.field or entities[mention.entity].kind != "event":
            continue
        start, end = mention.span.start, mention.span.end
        before = _YEAR_BEFORE.search(text, max(start - 24, 0), start)
        after = _YEAR_AFTER.match(text, end, end + 12)
        for found in (
            before and before.span(1),
            after and after.span(1),
            *(m.span() for m in _YEAR_IN.finditer(text, start, end)),
        ):
            said = year_said(text, *found) if found else None
            if said:
                yield said


def _of_deed(reading: Reading, sentence: Span, said: DateSaid, deed: Deed) -> Iterator[Claim]:
    tense = Tense.PAST
    for person in deed.persons:
        events = deed.events | {"detained"} if deed.name == "missing" else deed.events
        facts = _of_the_deed(happenings_of(person.entity, events, reading), deed, reading)
        near = _APART.get(deed.name, _SPELL)
        data = Dated(said, tuple(f.address for f in facts), near=near, apart=True, tense=tense, past=True)
        yield Claim("date", person.entity, _value(said, reading, tense), Span(said.start, said.end), data)


def _of_the_deed(facts: Sequence[Fact], deed: Deed, reading: Reading) -> Sequence[Fact]:
    """Of what happened to a person what the verb can mean, and had happened; all of it where that leaves none."""
    taken = [f for f in facts if getattr(f.statement, "event", "") not in {"sentenced", "charged"}]
    told = taken if taken and deed.name == "detained" else facts
    return [f for f in told if told_by(f.statement.when, reading)] or told


def _of_things(reading: Reading, scene: Scene, said: DateSaid) -> Iterator[Claim]:
    span = Span(said.start, said.end)
    tense = tense_of(scene.text, scene.sentence, span) if scene.occurrences or not said.first.year else Tense.UNKNOWN
    value = _value(said, reading, tense)
    bound = () if said.wrong else scene.bind(span)
    if not bound:
        if said.wrong or said.first.month:
            yield Claim("date", "", value, span, Dated(said, tense=tense))
        return
    one = _likeliest(reading, scene, said, tense, bound)
    if one is None:
        yield Claim("date", "", value, span, Dated(said, tense=tense))
        return
    said = _led_to(said, one, scene)
    facts = tuple(f.address for f in _datings(reading, said, one))
    near = _EVER if one.sure else _NEXT
    data = Dated(said, facts, one.strong, near, tense=tense, past=tense is Tense.PAST)
    yield Claim("date", one.thing.entity, value, span, data)


def _likeliest(reading: Reading, scene: Scene, said: DateSaid, tense: Tense, bound: Sequence[Bound]) -> Bound | None:
    """Of the things that may be meant the first that the date fits; else of the likeliest the nearest in time."""
    readings = said.readings(own_dates(reading), tense)
    for one in bound:
        whens = [f.statement.when for f in _datings(reading, said, one) if f.statement.when]
        if any(compare(readings, _led_to(said, one, scene).lead, when) is Answer.YES for when in whens):
            return one
    told = in_tense([b for b in bound if b.strong], tense, own_dates(reading))
    if not told:
        return None
    rivals = [b for b in told if b.cost <= told[0].cost + _RIVAL]
    return told[0] if told[0].sure else nearest(rivals, own_dates(reading), readings)


def _led_to(said: DateSaid, one: Bound, scene: Scene) -> DateSaid:
    """The date with what else tells how it is tied to a thing.

    "After the June 23 meeting" speaks of a meeting of June 23; what "began", or is "for two days", starts on its date.
    """
    if one.start >= said.end and said.lead in {Lead.BEFORE, Lead.AFTER}:
        return replace(said, lead=Lead.AT)
    if said.lead is not Lead.AT or said.last:
        return said
    start, end = scene.sentence.start, scene.sentence.end
    begun = _BEGAN.search(scene.text[max(one.start - 50, start) : one.start])
    lasting = said.first.day and _FOR_DAYS.search(scene.text, said.end, min(end, said.end + 150))
    return replace(said, lead=Lead.START) if begun or lasting else said


def _datings(reading: Reading, said: DateSaid, one: Bound) -> Sequence[Fact]:
    """Of the dates of a thing those that the verb before the date speaks of: adopted, signed, published; else all."""
    before = reading.letter.text[max(said.start - 25, 0) : said.start].lower()
    told = [
        f for f in one.thing.facts
        if isinstance(f.statement, Dating) and (verb := _OWN_VERB.get(f.statement.event)) and verb in before
    ]  # fmt: skip
    return told or one.thing.held


def _value(said: DateSaid, reading: Reading, tense: Tense) -> str:
    """What is said, with the year that is most likely meant."""
    if said.wrong or said.first.year:
        return said.value
    readings = said.readings(own_dates(reading), tense)
    return readings[0].text if readings else said.value


def _may_be_another(dated: Dated, readings: Sequence[When], facts: Sequence[Fact], letter: Sequence[When]) -> bool:
    """Whether the date said may be that of another thing of the same kind, which the fact base does not hold."""
    whens = [f.statement.when for f in facts if f.statement.when]
    if not dated.said.first.year and any(_only_the_year_differs(said, whens) for said in readings):
        return True
    for said in readings:
        known = min(whens, key=lambda when: distance(when, said))
        apart = distance(known, said).days
        if dated.past and dated.said.first.year and _only_the_year_differs(said, whens):
            return False
        if apart <= dated.near or not letter:
            continue
        own = min(letter, key=lambda when: distance(when, said))
        against_tense = dated.tense is (Tense.PAST if said.earliest > own.latest else Tense.FUTURE)
        nearer = distance(said, own) < distance(known, own) and not against_tense
        if dated.apart or nearer or apart > _FAR:
            return True
    return False


def _only_the_year_differs(said: When, whens: Sequence[When]) -> bool:
    """Whether a day is a known one but for its year; or a month, where no more than one is known."""
    if said.lasting:
        return False
    first, last = said.earliest, said.latest
    for known in whens:
        same = (first.month, first.day) == (known.earliest.month, known.earliest.day)
        if same and first == last and known.earliest == known.latest:
            return abs(first.year - known.earliest.year) <= _SLIP
        a_month = first.month == last.month and first.day == 1 and first != last
        if a_month and first.month == known.earliest.month == known.latest.month:
            return abs(first.year - known.earliest.year) == 1
    return False


def _told(subject: str, facts: Sequence[Fact], reading: Reading) -> str:
    if facts[0].key in {"custody", "died"}:
        return done(subject, facts, reading)
    name = reading.facts.entities[subject].name
    fact = facts[0]
    event = getattr(fact.statement, "event", "held")
    when = plain(fact.statement.when)
    if fact.key == "happenings":
        return f"{name}: {event}, {when}"
    verb = {"held": "is dated", "dated": "is dated", "in-force": "came into force on"}.get(event, f"was {event} on")
    return f"{name} {verb} {when}"
