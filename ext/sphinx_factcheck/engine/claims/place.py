"""Places: "will convene in Beijing", "your trip to Lima on 3 May", "X was detained in Thailand"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.custody import CustodyKind
from sphinx_factcheck.engine.claims.date import DateKind
from sphinx_factcheck.engine.claims.dating.again import things_of_noun
from sphinx_factcheck.engine.claims.dating.dated import Stage
from sphinx_factcheck.engine.claims.dating.meant import Dated
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.table import LYING
from sphinx_factcheck.engine.claims.frames.telling import TRIGGERS, can_tell, deeds_in
from sphinx_factcheck.engine.claims.judging import UNDECIDED, own_dates, plain, rule, told_by
from sphinx_factcheck.engine.claims.located import (
    IN,
    NEXT_DOOR,
    TO,
    clauses_there,
    events_at,
    has_place,
    hung,
    places_by_form,
    places_named,
)
from sphinx_factcheck.engine.claims.triggers import any_between, places_of, together
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.facts.custody import FREED, KEPT, TAKEN
from sphinx_factcheck.facts.dates import Answer, When, holds
from sphinx_factcheck.facts.geography import Geography, geography, other_gaol
from sphinx_factcheck.facts.model import Custody, Document, Event, Fact, LifeDate
from sphinx_factcheck.letters.text import Span

_THERE = later(
    r"\b(?:in|at|visit(?:s|ed|ing)?(?:\sto)?|trip\sto|journey\sto|travel(?:s|ed|led|ling)?\sto|tour\sof|went\sto|arriv(?:ed|ing)\sin)"
    r"\s(?:the\s|mainland\s)?$",
    re.IGNORECASE,
)
_BREAK = later(
    r"[.;:!?]|\b(?:after|before|while|because|although|who|where|that|if|from|not|never|regarding|about|concerning|over)\b",
    re.IGNORECASE,
)
_ELSEWHERE = later(
    r"\b(?:en\sroute|on\s(?:the|his|her|their)\sway|meeting|to\s\w+|work|live|living|family)\b", re.IGNORECASE
)
_ON = later(r"(?<!ing\s)(?<!starts\s)(?<!begins\s)\b[Oo]n\s(?:the\s)?(?:\w+day,?\s)?$")
"""What leads to the day on which something is somewhere; what starts on a day may go there later."""
_LONGEST_ON = 30
"""Characters that "on" has at most with the day of the week behind it."""
_EN_ROUTE = later(r"\b(?:en\sroute|on\s(?:the|his|her|their)\sway)\s(?:to|for)\b")
_LOOSELY = later(
    r"\bfor\s(?!(?:the\s\w+\stime\b|(?:[\w-]+\s){1,3}(?:days?|weeks?|months?|years?|hours?|nights?)\b))"
    r"|\bon\s(?:a\s|the\s)?(?:charges?|suspicion|orders?)\b|\b(?:by|at|on)\s(?:the\s)?(?:orders?|requests?|instructions)\sof\b",
    re.IGNORECASE,
)
"""What stands between a deed and a place that may be that of something else: "arrested for a speech in"."""
_IS = LYING | {"spend", "arrive", "write"}
_STAYS = _IS | set("move remove transfer send take bring convey carry keep hold".split())
"""Verbs that tell where somebody is, or is brought to."""
_LED = frozenset({"moved", "imprisoned"})
"""Deeds of which a place behind "to" tells where somebody is then."""
_WHERE = TAKEN | FREED | {"missing", "died", "born"}
_NEAR = 90
_IN_LIFE = ("born", "died", "founded")
_FOUNDED = frozenset("found establish form constitute".split())


@dataclass(frozen=True, slots=True)
class Placed:
    """The data of a claim of this kind: the id of the place, or the words for one that the fact base has no entity of;
    and for persons the events of custody that are meant. `stays`: that somebody is there, taken elsewhere, maybe.
    `now`: that he is there on the letter's day. `day`: the one on which an event is told to be there.
    """

    place: str
    events: frozenset[str] = frozenset()
    stays: bool = False
    now: bool = False
    day: When | None = None


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """Where something was held or done to somebody, held against the places of the fact base."""

    name: str = "place"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every place that stands with something done to a person, or with an event."""
        stage = Stage.of(reading)
        named = places_named(reading)
        stems = places_of(reading.letter.text, TRIGGERS)
        dated = [c for c in reading.claims_of(DateKind()) if _may_be_there(c, stage)] if named else []
        done: set[tuple[str, int]] = set()
        scene, here = stage.scene(Span(0, 0)), list[Claim]()
        for place in sorted(_with_unknown(named, reading), key=lambda p: p.span):
            sentence = reading.sentence_at(place.span.start)
            if sentence != scene.sentence:
                scene = stage.scene(sentence)
                here = [c for c in dated if sentence.start <= c.span.start < sentence.end]
            at = list(events_at(place, scene, reading)) or list(_of_visits(place, sentence, here, reading))
            told = [(id, Placed(place.entity, day=_day(id, sentence, here, reading))) for id in at]
            if not told and any_between(stems, sentence.start, sentence.end) and can_tell(reading, sentence):
                told = list(_of_persons(place, deeds_in(reading, sentence), sentence, reading, named))
            told = told or list(_of_stays(place, reading)) or list(_of_foundings(place, reading))
            for subject, said in told:
                if (subject, place.span.start) not in done:
                    done.add((subject, place.span.start))
                    known = reading.facts.entities.get(place.entity)
                    value = known.name if known else place.entity
                    yield Claim(self.name, subject, value, place.span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported where what is known lies in the place said; contradicted where all of it lies elsewhere."""
        said = claim.asserted(Placed)
        known = geography(reading.facts)
        entity = reading.facts.entities[claim.subject]
        if isinstance(entity, Event):
            return _judge_event(entity, said, known, reading)
        if isinstance(entity, Document):
            return _judge_document(entity, said, known, reading)
        told = [*_of_custody(claim.subject, said, reading)] or _of_life(claim.subject, said, reading)
        here = _kept_on_the_day(claim.subject, reading) if said.now else []
        meant = here or _meant_first(told, claim, reading)
        judged = [(f, known.fits(said.place, s.where)) for f, s in meant if s.where]
        judged = [(f, Answer.NO if here and other_gaol(said.place, _where(f)) else a) for f, a in judged]
        if not judged:
            return UNDECIDED
        open_ = not here and (said.stays or any(not s.where for _, s in told))
        judged = [(f, Answer.UNKNOWN if a is Answer.NO and open_ else a) for f, a in judged]
        where = _chosen(judged)
        message = f"{entity.name} {_event(where)} in {_where(where)} ({plain(where.statement.when)})"
        return rule(judged, reading.facts, message, _where(where))


def _kept_on_the_day(person: str, reading: Reading) -> list[tuple[Fact, Custody | LifeDate]]:
    """The one place where somebody is told to be kept for a time that the letter's day lies in."""
    kept = [
        (f, one)
        for f in reading.facts.about(person, "custody")
        if isinstance(one := f.statement, Custody) and one.where and one.when and one.when.lasting
        if one.event in KEPT and all(holds(one.when, day) is Answer.YES for day in own_dates(reading))
    ]
    return list(kept) if len(kept) == 1 else []


def _meant_first(
    told: Sequence[tuple[Fact, Custody | LifeDate]], claim: Claim, reading: Reading
) -> Iterator[tuple[Fact, Custody | LifeDate]]:
    """These statements, those before that the sentence is held against for what was done, and not where."""
    span = reading.sentence_at(claim.span.start)
    beside = (c for c in reading.claims_of(CustodyKind()) if c.subject == claim.subject and c.span.start >= span.start)
    cited = {
        one.address for c in beside if c.span.end <= span.end for one in reading.ruling_on(c, CustodyKind()).cited[:1]
    }
    yield from sorted(told, key=lambda one: one[0].address not in cited)


def _judge_event(event: Event, said: Placed, known: Geography, reading: Reading) -> Ruling:
    """An event is in all its places; one elsewhere than in each of them contradicts."""
    if said.day and (ruled := _by_stage(event, said, known, reading)):
        return ruled
    dates = reading.facts.about(event.id, "dates")
    own = [(f, w) for f in dates if (w := getattr(f.statement, "where", ""))]
    places = dict.fromkeys((*event.places, *(w for _, w in own)))
    answers = {known.fits(said.place, where) for where in places}
    if not answers or not dates:
        return UNDECIDED
    answer = Answer.YES if Answer.YES in answers else Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN
    held = [f for f in dates if getattr(f.statement, "event", "") == "held"] or list(dates)
    told = ", ".join(places)
    return rule([(held[0], answer)], reading.facts, f"{event.name} is placed in {told}", told)


def _judge_document(document: Document, said: Placed, known: Geography, reading: Reading) -> Ruling:
    """A document is of its place, or where something was done with it; elsewhere only where that is known of all."""
    dates = reading.facts.about(document.id, "dates")
    own = [(f, known.fits(said.place, w)) for f in dates if (w := getattr(f.statement, "where", ""))]
    own += [(f, known.fits(said.place, document.place)) for f in dates[:1] if document.place]
    if not own:
        return UNDECIDED
    open_ = len(own) < len(dates)
    judged = [(f, Answer.UNKNOWN if a is Answer.NO and open_ else a) for f, a in own]
    told = ", ".join(dict.fromkeys([w for f in dates if (w := _where(f))] + [document.place] * bool(document.place)))
    return rule(judged, reading.facts, f"{document.name} is placed in {told}", told)


def _by_stage(event: Event, said: Placed, known: Geography, reading: Reading) -> Ruling | None:
    """On a day of which it is known where an event was, that decides; it contradicts where it was there another day."""
    facts = reading.facts.about(event.id, "dates", "happenings")
    stages = [(f, w) for f in facts if f.statement.when and (w := getattr(f.statement, "where", ""))]
    on_it = [(f, known.fits(said.place, where)) for f, where in stages if _covers(f, said.day)]
    if not on_it or Answer.UNKNOWN in {answer for _, answer in on_it}:
        return None
    there = any(known.fits(said.place, where) is Answer.YES for f, where in stages if not _covers(f, said.day))
    if not there and Answer.YES not in {answer for _, answer in on_it}:
        return None
    told = ", ".join(f"{where} ({plain(f.statement.when)})" for f, where in stages)
    at = ", ".join(dict.fromkeys(where for f, where in stages if _covers(f, said.day)))
    return rule(on_it, reading.facts, f"{event.name} is placed in {told}", at)


def _covers(fact: Fact, day: When | None) -> bool:
    when = fact.statement.when
    return bool(when and day and when.earliest <= day.earliest and day.latest <= when.latest)


def _day(event: str, sentence: Span, dated: Sequence[Claim], reading: Reading) -> When | None:
    """The day that a sentence tells of an event, where it tells just that one date of it."""
    told = [*islice((c for c in dated if c.subject == event), 2)]
    if len(told) != 1 or not isinstance(said := told[0].said, Dated):
        return None
    start = told[0].span.start
    on_it = _ON.search(reading.letter.text, max(sentence.start, start - _LONGEST_ON), start)
    return said.times[0] if on_it and said.times and said.times[0].is_day else None


def _is_event(id: str, reading: Reading) -> bool:
    return isinstance(reading.facts.entities.get(id), Event) and has_place(id, reading)


def _may_be_there(claim: Claim, stage: Stage) -> bool:
    """Whether a date is that of a visit, or one without its year: with one it may be another of its kind."""
    number = stage.things.by_entity.get(claim.subject)
    if number is None or not _is_event(claim.subject, stage.reading):
        return False
    said = claim.said
    return stage.things.all[number].visit or (isinstance(said, Dated) and not said.said.first.year)


def _with_unknown(named: Sequence[Mention], reading: Reading) -> Iterator[Mention]:
    """These places, and what is told as a place, whichever it be, near those of whom a place is known."""
    yield from named
    starts = {m.span.start for m in named}
    claims = [c for kind in (DateKind(), CustodyKind()) for c in reading.claims_of(kind)]
    near = [(c.subject, c.span) for c in claims] + [(m.entity, m.span) for m in reading.mentions]
    placed = {id: _is_event(id, reading) or _is_placed(id, reading) for id, _ in near}
    near = [(id, span) for id, span in near if placed[id] and not span.field]
    for sentence in {reading.sentence_at(span.start) for _, span in near}:
        yield from (p for p in places_by_form(reading, sentence) if p.span.start not in starts)


def _is_placed(id: str, reading: Reading) -> bool:
    """Whether the fact base tells where something was done to somebody, or a body founded."""
    stated = (f.statement for f in reading.facts.about(id, "custody", "born", "died", "founded"))
    return any(getattr(one, "where", "") for one in stated)


def _of_visits(place: Mention, sentence: Span, dated: Sequence[Claim], reading: Reading) -> Iterator[str]:
    """The one event whose date stands near a place to which the words lead, with nothing between that parts them."""
    text = reading.letter.text
    if not _THERE.search(text, max(sentence.start, place.span.start - 30), place.span.start):
        return
    if NEXT_DOOR.match(text, place.span.end):
        return
    found: dict[str, int] = {}
    for claim in dated:
        if not claim.span.field:
            first, last = sorted((claim.span, place.span))
            between = text[first.end : last.start]
            if len(between) <= _NEAR and not _BREAK.search(between):
                found[claim.subject] = min(len(between), found.get(claim.subject, _NEAR))
    if len(found) == 1:
        yield next(iter(found))


def _of_persons(
    place: Mention, deeds: Sequence[Deed], sentence: Span, reading: Reading, places: Sequence[Mention]
) -> Iterator[tuple[str, Placed]]:
    """Those to whom something was done in a place: those named between it and the place before, or all of the deed."""
    text = reading.letter.text
    told = [d for d in deeds if d.told and d.persons and d.events & _WHERE]
    if not told or NEXT_DOOR.match(text, place.span.end):
        return
    before = [d for d in told if d.start < place.span.start]
    if not before:
        read = reading.prose.sentence(reading.prose.number_at(sentence.start))
        there = [*clauses_there(place, read)]
        done = [d for c in there for d in told if c.group_start <= d.start <= c.verb_end + 1]
        yield from ((person.entity, _placed(place, d)) for d in done[:1] for person in d.persons)
        return
    deed, low = before[-1], max(sentence.start, place.span.start - 30)
    within = IN.search(text, low, place.span.start)
    if not within and not (deed.name in _LED and TO.search(text, low, place.span.start)):
        return
    persons = _done_to(before, place, sentence)
    if any(deed.end <= d.start < place.span.start for d in deeds if d.start != deed.start):
        return
    last = max((p.span.end for p in places if deed.end <= p.span.start and p.span.end < place.span.start
                and IN.search(text, sentence.start, p.span.start)), default=deed.end)  # fmt: skip
    near = [p for p in persons if last <= p.span.start]
    start = max((p.span.end for p in near), default=last)
    if not near and last > deed.end:
        return
    between = text[min(start, place.span.start) : place.span.start]
    if place.span.start - start > _NEAR or _told_elsewhere(place, deed, reading):
        return
    tie, known = _tie(between, led=not within), geography(reading.facts)
    for person in near or persons if tie is not Answer.NO else ():
        said = _placed(place, deed)
        if tie is Answer.YES:
            yield person.entity, said
            continue
        wheres = (s.where for _, s in _of_custody(person.entity, said, reading) if s.where)
        if any(known.fits(place.entity, where) is Answer.YES for where in wheres):
            yield person.entity, replace(said, stays=True)


def _of_stays(place: Mention, reading: Reading) -> Iterator[tuple[str, Placed]]:
    """Those who are told to be, or to have come, where the fact base has them kept: "X is at Lumbo, in chains"."""
    known = geography(reading.facts)
    kept = {
        m.entity: [f for f in reading.facts.about(m.entity, "custody") if _is_kept_there(f, place.entity, known)]
        for m in reading.mentions
    }
    if not any(kept.values()) or NEXT_DOOR.match(reading.letter.text, place.span.end):
        return
    read = reading.prose.sentence(reading.prose.number_at(place.span.start))
    noun = read.noun_at(place.span.start)
    for clause in read.clauses if noun else ():
        there = any(noun in (n, *hung(n)) for n in clause.by("in", "at", "on", "to", "into"))
        if not (there and clause.verb in _STAYS and clause.certainty.told and not clause.negated):
            continue
        now = clause.tense == "present" and not clause.perfect
        who = clause.subject if clause.passive or clause.verb in _IS else clause.object
        for person in (p for n in who for p in reading.prose.meant(n)):
            facts = kept.get(str(person.value), [])
            if any(not now or (f.statement.when and f.statement.when.open_end) for f in facts):
                yield str(person.value), Placed(place.entity, KEPT | TAKEN, stays=True)


def _of_foundings(place: Mention, reading: Reading) -> Iterator[tuple[str, Placed]]:
    """The bodies that are told to have been founded in a place, of whose founding the place is known."""
    read = reading.prose.sentence(reading.prose.number_at(place.span.start))
    noun = read.noun_at(place.span.start)
    for clause in read.clauses if noun else ():
        there = noun in clause.by("in", "at")
        if not (there and clause.verb in _FOUNDED and clause.passive and clause.certainty.told and not clause.negated):
            continue
        for body, sure in (one for n in clause.subject for one in things_of_noun(reading, read, n)):
            if sure and any(_where(f) for f in reading.facts.about(body, "founded")):
                yield body, Placed(place.entity, frozenset({"founded"}))


def _is_kept_there(fact: Fact, place: str, known: Geography) -> bool:
    one = fact.statement
    return isinstance(one, Custody) and one.event in KEPT and known.fits(place, one.where) is Answer.YES


def _done_to(before: Sequence[Deed], place: Mention, sentence: Span) -> Sequence[Mention]:
    """Whom the last of these deeds is told of before a place; behind it too, in "Arrested at Lumbo, X was"."""
    deed = before[-1]
    persons = [p for d in before if d.start == deed.start for p in d.persons if p.span.start < place.span.start]
    return persons or (deed.persons if deed.start <= sentence.start + 1 else ())


def _tie(between: str, *, led: bool) -> Answer:
    """Whether the words between a deed and a place make it that of the deed; unknown where it may be another's."""
    if _BREAK.search(between):
        return Answer.NO
    if not led and _ELSEWHERE.search(between):
        return Answer.UNKNOWN if _EN_ROUTE.search(between) else Answer.NO
    return Answer.UNKNOWN if _LOOSELY.search(between) else Answer.YES


def _told_elsewhere(place: Mention, deed: Deed, reading: Reading) -> bool:
    """Whether another verb stands between a deed and a place, or one follows whose subject is of the place."""
    read = reading.prose.sentence(reading.prose.number_at(place.span.start))
    if any(deed.end < c.verb_start < place.span.start for c in read.clauses if c.verb and c.finite):
        return True
    after = (c for c in read.clauses if c.verb and c.verb_start > place.span.end and c.group_start > deed.end)
    subjects = (n for clause in after for n in clause.subject if n.start > deed.end)
    return any(m.start <= place.span.start < m.end for n in subjects for m in (n, *hung(n)))


def _placed(place: Mention, deed: Deed) -> Placed:
    led = deed.name in _LED
    return Placed(place.entity, deed.events, deed.still or deed.since or led, deed.still and deed.name != "moved")


def _chosen(judged: Sequence[tuple[Fact, Answer]]) -> Fact:
    """The statement that a message tells: one that fits, or the last."""
    return next((f for f, answer in judged if answer is Answer.YES), judged[-1][0])


def _event(fact: Fact) -> str:
    event = fact.address.split("/")[1] if isinstance(fact.statement, LifeDate) else getattr(fact.statement, "event", "")
    return "died" if event == "died" else f"was {event}"


def _of_custody(person: str, said: Placed, reading: Reading) -> Iterator[tuple[Fact, Custody | LifeDate]]:
    for fact in reading.facts.about(person, "custody"):
        one = fact.statement
        if isinstance(one, Custody) and one.event in said.events and told_by(one.when, reading):
            yield fact, one


def _of_life(person: str, said: Placed, reading: Reading) -> list[tuple[Fact, Custody | LifeDate]]:
    """The birth, death or founding that is meant, where somebody's custody tells of none."""
    told = (
        f for event in ("born", "died", "founded") if event in said.events for f in reading.facts.about(person, event)
    )
    return [(f, f.statement) for f in told if isinstance(f.statement, LifeDate)]


def _where(fact: Fact) -> str:
    return str(getattr(fact.statement, "where", ""))


together(TRIGGERS)
