"""What a date in the text dates: what was done to a person, a step in a career, an event or document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.attach import leads_to
from sphinx_factcheck.engine.claims.dating.by_clause import (
    EVENTS,
    PHRASAL,
    Bond,
    Meant,
    bond,
    dated_by_clause,
    events_of,
    told_then,
)
from sphinx_factcheck.engine.claims.dating.by_owner import dated_by_owner
from sphinx_factcheck.engine.claims.dating.by_sentence import dated_by_sentence
from sphinx_factcheck.engine.claims.dating.by_words import dated_by_words
from sphinx_factcheck.engine.claims.dating.chosen import in_tense, nearest, there
from sphinx_factcheck.engine.claims.dating.compare import compare
from sphinx_factcheck.engine.claims.dating.dated import Bound, Scene
from sphinx_factcheck.engine.claims.dating.doubt import in_doubt
from sphinx_factcheck.engine.claims.dating.fits import fitting
from sphinx_factcheck.engine.claims.dating.steps import Step
from sphinx_factcheck.engine.claims.dating.things import PUT_OFF, Thing
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.happenings import happenings_of
from sphinx_factcheck.engine.claims.judging import own_dates, told_by
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.calendar import SEASONS, Lead, Tense
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.spans.periods import MonthDay, Nth, Vague
from sphinx_factcheck.engine.spans.tense import tense_at
from sphinx_factcheck.engine.subjects.stems import stem, stems, words_of
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Dating, Document, Fact
from sphinx_factcheck.letters.text import Span

_HELD = frozenset({"held", "ended"})
_DECIDING = frozenset(stems("adopt pass carry reject defeat approve enact vote throw lose"))
"""Verbs that tell when a vote was held on what is named."""
_EVER, _SPELL, _NEXT, _WEEKS, _MONTHS, _SEASON = 10**9, 60, 45, 14, 60, 200
_RIVAL = 40
_SINCE = ("since ", "until ", "till ", "through ", "from ")
_OF = frozenset((" of ", " of the ", " on ", " on the ", " dated "))
_APART = {"died": _EVER, "born": _EVER} | dict.fromkeys(
    (
        "charged",
        "sentenced",
        "convicted",
        "retried",
        "acquitted",
        "pardoned",
        "upheld",
        "quashed",
        "commuted",
        "raised",
    ),
    400,
)
_PARTICLE = later(r"\s(out|off|up|away|over|back|down|through|in(?=\s(?:on|in|by|at)\b))\b")
"""What makes another verb of one, and an in that leads to no place."""
_BEGIN = any_of(
    "began begun begin begins went_on goes_on gone_on launched start started starts embarked_on open opened opens "
    "commence commences commenced kicks_off kicked_off"
)
_END = any_of("end ended ends close closed closes conclude concluded concludes")
_CONCLUDED = later(r"\bconcluded\s(?:(?:in|at)\s(?:[\w’-]+\s){1,4})?(?:on\s|in\s)?(?:the\s)?$")
"""What is done with a treaty on one day, and is no end of it."""
_BEGAN = later(rf"\b{_BEGIN}\s(?:[\w-]+\s){{0,4}}$")
_PUT_DOWN = any_of(
    "put_down crushed suppressed quelled stamped_out subsided died_down came_to_an_end come_to_an_end brought_to_an_end"
)
"""How it ended that nobody closed; told with a place it may have ended there alone."""
_BEGINS = later(
    rf"\b(?:(?:(?P<begin>{_BEGIN})|{_END})\s(?:(?:in|at)\s(?:[\w’-]+\s){{1,4}})?|{_PUT_DOWN}\s)(?:on\s|in\s)?(?:the\s)?$"
)
_BEGINS_THEN = later(rf"\s(?:(?:will|shall|is\sto|are\sto)\s)?(?:(?P<begin>{_BEGIN})|{_END})\b")
_DEED_OF = later(r"\s(?P<noun>[a-z]{5,})\s(?P<force>into\s(?:force|effect)\s)?of\s(?:the\s)?[*_]?")
"""What leads from "recent" to a document: the noun for what was done with it."""
_LONGEST_NAME, _NEW = 120, 730
"""Characters of a name, and days for which the adoption of a law is recent."""
_FOR_DAYS = later(r"\bfor\s(?:an?\s)?[\w-]{1,14}[\s-](?:day|week)s?\b")


@record()
class Dated:
    """The data of a claim in the text: the date said, the times and the addresses of the dates it can mean.

    Where the date said lies more than `near` days from what is known, another thing of its kind may be meant: always
    with `apart`, else where it lies nearer to the letter. `past` tells that it is told as having happened, `to_come`
    that it surely will, `quoted` that another one says so.
    """

    said: DateSaid
    times: tuple[When, ...] = ()
    facts: tuple[str, ...] = ()
    strong: bool = True
    near: int = _EVER
    apart: bool = False
    tense: Tense = Tense.UNKNOWN
    past: bool = False
    quoted: bool = False
    to_come: bool = False


def claim_of_deed(reading: Reading, said: DateSaid, deed: Deed, person: Mention, last: DateSaid | None) -> Claim:
    """The claim of the date of what was done to a person; `last` is the date before it."""
    events = deed.events | {"detained"} if deed.name == "missing" else deed.events
    known = reading.facts.about(person.entity, "born") if deed.name == "born" else ()
    facts = known or _of_the_deed(happenings_of(person.entity, events, reading), deed, reading)
    near = _APART.get(deed.name, _SPELL)
    times = said.readings(own_dates(reading), Tense.PAST)
    planned = _is_planned(reading, said, times)
    of_story = said.form == "weekday" and reading.letter.text.endswith("the ", 0, said.start)  # "on the Tuesday"
    data = Dated(
        said,
        times,
        _addresses(facts),
        not (planned or deed.doubted or of_story),
        near,
        apart=True,
        tense=Tense.PAST,
        past=not planned,
    )
    return Claim("date", person.entity, _value(said, times, reading), Span(said.start, said.end), data)


def _is_planned(reading: Reading, said: DateSaid, times: Sequence[When]) -> bool:
    """Whether a day after the letter is told as still to come: what happened then may be another thing."""
    letter = max((day.latest for day in own_dates(reading)), default=None)
    coming = letter is not None and bool(times) and all(when.earliest > letter for when in times)
    return coming and tense_at(reading.letter.text, said.start, said.end) is Tense.FUTURE


def claim_of_step(reading: Reading, scene: Scene, said: DateSaid, step: Step, last: DateSaid | None) -> Claim:
    """The claim of the date of a step in a life or a career; `last` is the date before it."""
    span = Span(said.start, said.end)
    tense = scene.tense(span)
    led = said if said.lead in {Lead.BEFORE, Lead.AFTER} or said.last else replace(said, lead=step.lead)
    times = said.readings(own_dates(reading), tense)
    data = Dated(led, times, _addresses(step.facts), step.strong, tense=tense, past=tense is not Tense.FUTURE)
    return Claim("date", step.subject, _value(said, times, reading), span, data)


def claim_of_thing(reading: Reading, scene: Scene, said: DateSaid, last: DateSaid | None, on: bool) -> Claim | None:
    """The claim of a date that an event or document can have; one that binds to nothing where a month is named.

    `last` is the date before it; it dates the same thing as that where it goes `on` from it.
    """
    span = Span(said.start, said.end)
    if isinstance(said.said, Vague) and (lately := _of_deed_noun(reading, said)):
        return lately
    bound = () if said.wrong else scene.bind(Span(last.start, last.end) if last and on else span)
    month_said = said.wrong or said.first.month or said.first.part in SEASONS
    if not month_said:
        sure = (b for b in bound if b.strong and (said.relative or _is_sure(reading.letter.text, said, b)))
        bound = tuple(b for b in sure if not _is_of_another_year(said, b, scene)) or there(reading, scene, span)
        if not bound:
            day_said = not said.relative or isinstance(said.said, MonthDay | Nth)
            return (
                _of_owner(reading, scene, said)
                or _of_clause(reading, scene, said)
                or (_unbound(reading, said) if day_said and _is_a_day(said, reading) else None)
            )
    if not bound:
        return _by_reading(reading, scene, said) or _unbound(reading, said)
    tense = scene.tense(span)
    times = said.readings(own_dates(reading), tense)
    one = _likeliest(own_dates(reading), scene, said, times, tense, bound)
    if one is None:
        return _by_reading(reading, scene, said) or (_unbound(reading, said, tense) if month_said else None)
    said = _led_to(said, one, scene)
    dated, strong = _datings(said, one, scene), one.strong
    bonded = Bond.LOOSE if one.thing.decided else bond(reading, said, one.thing.entity, one.start, one.thing.facts)
    if bonded in {Bond.TOLD, Bond.APART} and tuple(dated) == one.thing.held:  # no verb between them tells which
        told = told_then(reading, said, one.thing.facts, one.start)
        dated = told if 0 < len(told) < len(one.thing.facts) else dated
    if bonded is Bond.UNDATED:
        dated, strong = (), False
    elif bonded is Bond.APART or (
        bonded is Bond.OTHER and isinstance(reading.facts.entities.get(one.thing.entity), Document)
    ):
        strong = False
    near = (_MONTHS if one.sure else _WEEKS) if said.soon else _NEXT
    if one.sure and not said.soon:
        near = _SEASON if one.thing.recurring else _EVER
    past = tense is Tense.PAST or said.gone
    data = Dated(said, times, _addresses(dated), strong, near, tense=tense, past=past)
    return Claim("date", one.thing.entity, _value(said, times, reading), span, data)


def _of_deed_noun(reading: Reading, said: DateSaid) -> Claim | None:
    """The claim that what was done with a document was lately: "the recent adoption of the Act"."""
    noun = _DEED_OF.match(reading.letter.text, said.end)
    named = reading.mentions_in(noun.end(), noun.end() + _LONGEST_NAME)[:1] if noun else ()
    if noun is None or not named or named[0].span.start != noun.end():
        return None
    events = frozenset({"in-force"}) if noun["force"] else events_of(stem(noun["noun"]))
    dated = [f for f in reading.facts.about(named[0].entity, "dates") if getattr(f.statement, "event", "") in events]
    if not dated:
        return None
    lately = replace(said, said=Vague(-_NEW, 0))
    times = lately.readings(own_dates(reading), Tense.PAST)
    value = " ".join(reading.letter.text[said.start : noun.end("noun")].lower().split())
    data = Dated(lately, times, _addresses(dated), strong=False, tense=Tense.PAST, past=True)
    return Claim("date", named[0].entity, value, Span(said.start, said.end), data)


def _by_reading(reading: Reading, scene: Scene, said: DateSaid) -> Claim | None:
    """The claim of a date that no words near it bind: by its clause, what it quotes, or all its sentence tells."""
    found = _of_owner(reading, scene, said) or _of_clause(reading, scene, said) or _of_words(reading, scene, said)
    return found or _of_sentence(reading, scene, said)


def _of_owner(reading: Reading, scene: Scene, said: DateSaid) -> Claim | None:
    """The claim of the date of a text of somebody: of another one where it differs by more than a slip."""
    one = None if said.wrong else dated_by_owner(reading, said)
    if one is None:
        return None
    times = said.readings(own_dates(reading), Tense.PAST)
    data = Dated(said, times, _addresses(one.facts), one.strong, _NEXT, apart=True, tense=Tense.PAST, past=True)
    return Claim("date", one.entity, _value(said, times, reading), Span(said.start, said.end), data)


def _of_words(reading: Reading, scene: Scene, said: DateSaid) -> Claim | None:
    """The claim of the date of a document whose words are quoted as said then."""
    one = None if said.wrong else dated_by_words(reading, said)
    if one is None:
        return None
    times = said.readings(own_dates(reading), Tense.PAST)
    data = Dated(said, times, _addresses(one.facts), one.strong, _NEXT, tense=Tense.PAST, past=True)
    return Claim("date", one.entity, _value(said, times, reading), Span(said.start, said.end), data)


def _of_clause(reading: Reading, scene: Scene, said: DateSaid) -> Claim | None:
    """The claim of a date of what the verb of its clause is told of."""
    one: Meant | None = None if said.wrong else dated_by_clause(reading, said)
    if one is None or (one.named and all(o.thing.entity != one.entity for o in scene.occurrences)):
        return None
    span = Span(said.start, said.end)
    tense = scene.tense(span)
    times = said.readings(own_dates(reading), tense)
    recurring = any(o.thing.recurring for o in scene.occurrences if o.thing.entity == one.entity)
    near = _MONTHS if said.soon else _EVER
    told = {getattr(f.statement, "event", "held") for f in one.facts}
    put_off = told <= PUT_OFF
    strong = one.strong and not (one.named and told & _HELD) and not (recurring and not said.first.month)
    strong = strong and not in_doubt(reading.letter.text, scene.sentence, said.start, said.end, put_off=put_off)
    data = Dated(said, times, _addresses(one.facts), strong, near, tense=tense, past=tense is Tense.PAST)
    return Claim("date", one.entity, _value(said, times, reading), span, data)


def _of_sentence(reading: Reading, scene: Scene, said: DateSaid) -> Claim | None:
    """The claim of a date of the one thing that its sentence means, which it can bear out and not be held against."""
    subject = dated_by_sentence(reading, said)
    if subject is None:
        return None
    span = Span(said.start, said.end)
    tense = scene.tense(span)
    times = said.readings(own_dates(reading), tense)
    facts = _addresses(told_then(reading, said, reading.facts.about(subject.id, "dates")))
    data = Dated(said, times, facts, strong=False, tense=tense)
    return Claim("date", subject.id, _value(said, times, reading), span, data)


def _unbound(reading: Reading, said: DateSaid, tense: Tense = Tense.UNKNOWN) -> Claim:
    """The claim of a date of which no words tell what it dates: what is known of that very day, or nothing."""
    span = Span(said.start, said.end)
    days = said.readings(own_dates(reading), tense)
    if fit := fitting(reading, said, days):
        led = replace(said, lead=Lead.START) if fit.begun else said
        data = Dated(led, (fit.when,), _addresses(fit.facts), strong=False, tense=tense)
        return Claim("date", fit.entity, _value(said, data.times, reading), span, data)
    times = said.readings(own_dates(reading), tense) if said.first.year and tense is Tense.FUTURE else ()
    value = said.value if said.wrong else said.likely(own_dates(reading))
    if said.relative and (told := said.readings(own_dates(reading), tense)):
        value = told[0].text
    return Claim("date", "", value, span, Dated(said, times, tense=tense))


def _is_a_day(said: DateSaid, reading: Reading) -> bool:
    """Whether a day is said by its number: "the 19th", "the 23rd of this month"."""
    return any(when.is_day for when in said.readings(own_dates(reading))[:1])


def _is_sure(text: str, said: DateSaid, one: Bound) -> bool:
    """Whether a bare year can be held against a thing: it is all but named, and not just told of "since" then."""
    return (one.sure or one.named) and not text.endswith(_SINCE, max(said.start - 9, 0), said.start)


def _is_of_another_year(said: DateSaid, one: Bound, scene: Scene) -> bool:
    """Whether a year beside what comes again is that of another one of it: "the Harvest Fair of 2015"."""
    beside = scene.text[one.end : said.start] in _OF or scene.text[said.end : one.start] == " "
    years = said.readings(())
    return bool(said.first.year) and one.thing.recurring and beside and not _fits(years, said, one, scene)


def _addresses(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(f.address for f in facts)


def _of_the_deed(facts: Sequence[Fact], deed: Deed, reading: Reading) -> Sequence[Fact]:
    """Of what happened to a person what the verb can mean, and had happened; all of it where that leaves none."""
    taken = [f for f in facts if getattr(f.statement, "event", "") not in {"sentenced", "charged"}]
    told = taken if taken and deed.name == "detained" else facts
    return [f for f in told if told_by(f.statement.when, reading)] or told


def _likeliest(
    dates: Sequence[When], scene: Scene, said: DateSaid, readings: Sequence[When], tense: Tense, bound: Sequence[Bound]
) -> Bound | None:
    """Of the things that may be meant the first that the date fits; else of the likeliest the nearest in time."""
    told = [b for b in bound if b.strong or (not said.relative and (b.likely or _is_of(said, b, scene)))]
    fitting = [b for b in told if _fits(readings, said, b, scene)]
    if fitting:
        return nearest([b for b in fitting if b.score == fitting[0].score], dates) if said.relative else fitting[0]
    sure = [b for b in bound if b.strong and _datings(said, b, scene)]
    strong = in_tense(sure, tense, dates)
    if not strong or (sure[0].named and sure[0] not in strong):
        return None
    rivals = [b for b in strong if b.cost <= strong[0].cost + _RIVAL]
    return strong[0] if strong[0].sure else nearest(rivals, dates, readings)


def _is_of(said: DateSaid, one: Bound, scene: Scene) -> bool:
    """Whether a thing is told by nothing but its day: "the agreement of 17 December"."""
    return bool(said.first.day and one.near and scene.text[one.end : said.start] in _OF)


def _fits(readings: Sequence[When], said: DateSaid, one: Bound, scene: Scene) -> bool:
    whens = [f.statement.when for f in _datings(said, one, scene) if f.statement.when]
    lead = _led_to(said, one, scene).lead
    return any(compare(readings, lead, when) is Answer.YES for when in whens)


def _led_to(said: DateSaid, one: Bound, scene: Scene) -> DateSaid:
    """The date with what else tells how it is tied to a thing.

    "After the June 23 meeting" speaks of a meeting of June 23; what "began", or is "for two days", starts on its date.
    """
    if one.start >= said.end and leads_to(scene.text, said.end, one.start):
        said = replace(said, lead=Lead.AT)
    if one.start >= said.end and said.lead in {Lead.BEFORE, Lead.AFTER}:
        return replace(said, lead=Lead.AT)
    if one.thing.written:
        return replace(said, lead=Lead.AT) if _CONCLUDED.search(scene.text, one.end, said.start) else said
    if said.lead is not Lead.AT or said.last:
        return said
    start, end = scene.sentence.start, scene.sentence.end
    before = one.end <= said.start
    verb = _BEGINS.search(scene.text, one.end, said.start) if before else _BEGINS_THEN.match(scene.text, one.end, end)
    if verb:
        return replace(said, lead=Lead.START if verb["begin"] else Lead.END)
    begun = _BEGAN.search(scene.text[max(one.start - 50, start) : one.start])
    lasting = said.first.day and _FOR_DAYS.search(scene.text, said.end, min(end, said.end + 150))
    return replace(said, lead=Lead.START) if begun or lasting else said


def _datings(said: DateSaid, one: Bound, scene: Scene) -> Sequence[Fact]:
    """Of the dates of a thing those that the verb between it and the date speaks of: adopted, signed; else all.

    None where it speaks of something that the fact base does not date.
    """
    low = one.end if one.end <= said.start else max(said.start - 25, scene.sentence.start)
    told = _events_told(scene.text, low, said.start, one.thing)
    if told is None and one.start >= said.end:
        told = _events_told(scene.text, said.end, one.start, one.thing)
    if told is None:
        return one.thing.held
    of_this = [f for f in one.thing.facts if getattr(f.statement, "event", "held") in told]
    return one.thing.held if not of_this and told & _HELD else of_this


def _events_told(text: str, start: int, end: int, thing: Thing) -> frozenset[str] | None:
    """What the last verb in a stretch tells of a thing, in the words of the fact base; None where there is none."""
    own = {
        stem(verb): frozenset({dating.event})
        for fact in thing.facts
        if isinstance(dating := fact.statement, Dating)
        for verb in dating.verbs
    }
    for word in reversed(list(words_of(text, start, end))):
        told = stem(word[0])
        if particle := _PARTICLE.match(text, word.end(), end):
            if phrasal := PHRASAL.get((told, particle[1])):
                return phrasal
            continue
        if told in _DECIDING and thing.decided:
            return frozenset({"held"})
        events = own.get(told, EVENTS.get(told))
        if events is not None:
            return events
    return None


def _value(said: DateSaid, times: Sequence[When], reading: Reading) -> str:
    """What is said, with the year that is most likely meant."""
    if isinstance(said.said, MonthDay) and times:
        return times[0].text
    if said.relative:
        return " ".join(reading.letter.text[said.start : said.end].lower().split()).removesuffix("ly")
    return times[0].text if times and not said.first.year else said.value
