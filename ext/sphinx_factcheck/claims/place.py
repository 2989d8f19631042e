"""Places: "will convene in Beijing", "your trip to Lima on 3 May", "X was detained in Thailand"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.custody import CustodyKind
from sphinx_factcheck.claims.date import DateKind
from sphinx_factcheck.claims.frames.deeds import Deed
from sphinx_factcheck.claims.frames.telling import TRIGGERS, can_tell, deeds_in
from sphinx_factcheck.claims.judging import UNDECIDED, plain, rule, told_by
from sphinx_factcheck.claims.triggers import any_between, places_of, together
from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.custody import FREED, TAKEN
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.geography import Geography, geography
from sphinx_factcheck.facts.model import Custody, Event, Fact, LifeDate
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.language.clauses import Certainty
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention
from sphinx_factcheck.spans.patterns import any_of

_GAOL_OF = (
    r"(?:(?:prison|jail|gaol|camp|colony|fortress|castle|town|city|village|island|port|capital)\s(?:of|at|in)\s)?"
)
_IN = later(
    r"\b(?:in|at|near|inside)\s(?:(?:the|mainland|central|downtown|northern|southern|eastern|western)\s){0,2}"
    rf"{_GAOL_OF}$"
)
_TO = later(rf"\bto\s(?:the\s)?{_GAOL_OF}$")
_LED = frozenset({"moved", "imprisoned"})
"""Deeds of which a place behind "to" tells where somebody is then."""
_THERE = later(
    r"\b(?:in|at|visit(?:s|ed|ing)?(?:\sto)?|trip\sto|journey\sto|travel(?:s|ed|led|ling)?\sto|tour\sof|went\sto|arriv(?:ed|ing)\sin)"
    r"\s(?:the\s|mainland\s)?$",
    re.IGNORECASE,
)
_BREAK = later(
    r"[.;:!?]|\b(?:after|before|while|because|although|who|where|that|if|from|not|never|regarding|about|concerning|over)\b",
    re.IGNORECASE,
)
_NO_PLACES = " ".join((*MONTHS, *WEEKDAYS)) + " Spring Summer Autumn Winter Mr Mrs Ms Dr Sir Lady I His Her Your My Our"
_FORM = later(
    r"\b(?:in|at|to|inside|near)\s(?:the\s)?"
    rf"{_GAOL_OF}"
    rf"(?P<place>(?!{any_of(_NO_PLACES)}\b)[A-Z][\w’'-]+"
    r"(?:\s(?:(?:of|de|la|el|al|upon)\s(?:the\s)?){0,2}(?:[A-Z][\w’'-]+|\d{1,3}\b)|\sNo\.\s?\d{1,3}\b){0,4})"
)
"""A place by its capital, behind what leads to one."""
_ELSEWHERE = later(
    r"\b(?:en\sroute|on\s(?:the|his|her|their)\sway|meeting|to\s\w+|work|live|living|family)\b", re.IGNORECASE
)
_NEXT_DOOR = later(
    rf"(?:’s|'s|-based|-born)|\s(?!{any_of(' '.join(MONTHS))}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?:[A-Z]|police|officials?|citizens?|authorities|activists?)"
)
_HELD = frozenset("hold convene meet open close host begin start end occur happen stage schedule".split())
"""What is done with an event where it is: "the congress was held in", "took place in"."""
_HELD_IN = later(r"\s(?:was\s|is\s|,\s)?(?:held\s|convened\s)?(?:in|at)\s(?:the\s)?$")
_WHERE = TAKEN | FREED | {"missing", "died", "born"}
_NEAR = 90


@dataclass(frozen=True, slots=True)
class Placed:
    """The data of a claim of this kind: the id of the place, or the words for one that the fact base has no entity of;
    and for persons the events of custody that are meant.
    """

    place: str
    events: frozenset[str] = frozenset()
    past: bool = True


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """Where something was held or done to somebody, held against the places of the fact base."""

    name: str = "place"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every place that stands with something done to a person, or with an event and its date."""
        dates = [c for c in reading.claims_of(DateKind()) if not c.span.field]
        dated = [c for c in dates if _is_event(c.subject, reading)]
        places = [*reading.places, *_by_form([*dates, *reading.claims_of(CustodyKind())], reading)]
        stems = places_of(reading.letter.text, TRIGGERS)
        done: set[tuple[str, int]] = set()
        for place in sorted(places, key=lambda one: one.span):
            sentence = reading.sentence_at(place.span.start)
            claims = list(_of_events(place, sentence, dated, reading)) or list(_of_named(place, sentence, reading))
            if not claims and any_between(stems, sentence.start, sentence.end) and can_tell(reading, sentence):
                claims = list(_of_persons(place, deeds_in(reading, sentence), sentence, reading))
            for subject, events in claims:
                if (subject, place.span.start) not in done:
                    done.add((subject, place.span.start))
                    known = reading.facts.entities.get(place.entity)
                    value = known.name if known else place.entity
                    yield Claim(self.name, subject, value, place.span, Placed(place.entity, events, bool(events)))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported where what is known lies in the place said; contradicted where all of it lies elsewhere."""
        said: Placed = claim.said
        known = geography(reading.facts)
        entity = reading.facts.entities[claim.subject]
        if isinstance(entity, Event):
            return _judge_event(entity, said, known, reading)
        told = [*_of_custody(claim.subject, said, reading)] or _of_life(claim.subject, said, reading)
        judged = [(f, known.fits(said.place, s.where)) for f, s in told if s.where]
        if not judged:
            return UNDECIDED
        open_ = any(not s.where for _, s in told)
        judged = [(f, Answer.UNKNOWN if a is Answer.NO and open_ else a) for f, a in judged]
        where = _chosen(judged)
        message = f"{entity.name} {_event(where)} in {_where(where)} ({plain(where.statement.when)})"
        return rule(judged, reading.facts, message, _where(where))


def _judge_event(event: Event, said: Placed, known: Geography, reading: Reading) -> Ruling:
    """An event is in all its places; one elsewhere than in each of them contradicts."""
    dates = reading.facts.about(event.id, "dates")
    own = [(f, w) for f in dates if (w := getattr(f.statement, "where", ""))]
    answers = {known.fits(said.place, where) for where in (*event.places, *(w for _, w in own))}
    if not answers or not dates:
        return UNDECIDED
    answer = Answer.YES if Answer.YES in answers else Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN
    held = [f for f in dates if getattr(f.statement, "event", "") == "held"] or list(dates)
    places = ", ".join(event.places)
    return rule([(held[0], answer)], reading.facts, f"{event.name} is placed in {places}", places)


def _by_form(claims: Sequence[Claim], reading: Reading) -> Iterator[Mention]:
    """Places that are no entities, in the sentences about those whose places are known: what a capital tells."""
    placed = {c.subject: _is_placed(c.subject, reading) for c in claims}
    sentences = {reading.sentence_at(c.span.start) for c in claims if placed[c.subject]}
    known = {place.span.start for place in reading.places}
    for sentence in sentences:
        for found in _FORM.finditer(reading.letter.text, sentence.start, sentence.end):
            span = Span(*found.span("place"))
            if span.start not in known and not _is_person_in(reading, span):
                yield Mention(span, found["place"], "")


def _is_placed(id: str, reading: Reading) -> bool:
    """Whether the fact base tells where something was, or was done to somebody."""
    stated = (f.statement for f in reading.facts.about(id, "custody", "born", "died"))
    return _is_event(id, reading) or any(getattr(one, "where", "") for one in stated)


def _is_person_in(reading: Reading, span: Span) -> bool:
    named = (reading.facts.entities.get(m.entity) for m in reading.mentions_in(span.start, span.end))
    return any(one is not None and one.kind in {"person", "document"} for one in named)


def _is_event(id: str, reading: Reading) -> bool:
    entity = reading.facts.entities.get(id)
    return isinstance(entity, Event) and bool(entity.places)


def _of_events(
    place: Mention, sentence: Span, dated: Sequence[Claim], reading: Reading
) -> Iterator[tuple[str, frozenset[str]]]:
    """The one event whose date stands near a place, with nothing between that parts them."""
    text = reading.letter.text
    if not _THERE.search(text, max(sentence.start, place.span.start - 30), place.span.start):
        return
    if _NEXT_DOOR.match(text, place.span.end):
        return
    found: dict[str, int] = {}
    for claim in dated:
        if sentence.start <= claim.span.start < sentence.end:
            first, last = sorted((claim.span, place.span))
            between = text[first.end : last.start]
            if len(between) <= _NEAR and not _BREAK.search(between):
                found[claim.subject] = min(len(between), found.get(claim.subject, _NEAR))
    if len(found) == 1:
        yield next(iter(found)), frozenset()


def _of_named(place: Mention, sentence: Span, reading: Reading) -> Iterator[tuple[str, frozenset[str]]]:
    """The event that is named as held in a place, without a date."""
    text, start = reading.letter.text, place.span.start
    if not _IN.search(text, max(sentence.start, start - 30), start) or _NEXT_DOOR.match(text, place.span.end):
        return
    for mention in reversed(reading.mentions_in(sentence.start, start)):
        if not _is_event(mention.entity, reading):
            continue
        between = text[mention.span.end : start]
        if _HELD_IN.fullmatch(between) or (len(between) <= _NEAR and _is_held(mention, place, sentence, reading)):
            yield mention.entity, frozenset()
        return


def _is_held(event: Mention, place: Mention, sentence: Span, reading: Reading) -> bool:
    """Whether an event is the subject of a verb that tells where it was held."""
    read = reading.prose.sentence(reading.prose.number_at(sentence.start))
    for clause in read.clauses:
        takes_place = clause.verb == "take" and any(n.holds("place") for n in clause.object)
        told = (clause.verb in _HELD or takes_place) and clause.certainty is not Certainty.DENIED
        near = event.span.end <= clause.verb_start < place.span.start < clause.end + _NEAR
        subjects = (*clause.subject, *((clause.anchor,) if clause.anchor else ()))
        alone = not any(clause.verb_end <= c.verb_start < place.span.start for c in read.clauses)
        if told and near and alone and any(n.start <= event.span.start < n.end for n in subjects):
            return not _BREAK.search(reading.letter.text[clause.verb_end : place.span.start])
    return False


def _of_persons(
    place: Mention, deeds: Sequence[Deed], sentence: Span, reading: Reading
) -> Iterator[tuple[str, frozenset[str]]]:
    """Those to whom something was done in a place: those named between it and the place before, or all of the deed."""
    text = reading.letter.text
    low = max(sentence.start, place.span.start - 30)
    within, towards = _IN.search(text, low, place.span.start), _TO.search(text, low, place.span.start)
    if not within and not towards:
        return
    before = [d for d in deeds if d.told and d.persons and d.end <= place.span.start and d.events & _WHERE]
    if not before or _NEXT_DOOR.match(text, place.span.end):
        return
    deed = before[-1]
    if not within and deed.name not in _LED:
        return
    persons = [p for d in before if d.start == deed.start for p in d.persons if p.span.start < place.span.start]
    if any(deed.end <= d.start < place.span.start for d in deeds if d.start != deed.start):
        return
    last = max((p.span.end for p in reading.places if deed.end <= p.span.start and p.span.end < place.span.start
                and _IN.search(text, sentence.start, p.span.start)), default=deed.end)  # fmt: skip
    near = [p for p in persons if last <= p.span.start]
    start = max((p.span.end for p in near), default=last)
    if not near and last > deed.end:
        return
    between = text[start : place.span.start]
    apart = within and _ELSEWHERE.search(between)
    if _BREAK.search(between) or apart or place.span.start - start > _NEAR:
        return
    for person in near or persons:
        yield person.entity, deed.events


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
    """The birth or death that is meant, where somebody's custody tells of none."""
    told = (f for event in ("born", "died") if event in said.events for f in reading.facts.about(person, event))
    return [(f, f.statement) for f in told if isinstance(f.statement, LifeDate)]


def _where(fact: Fact) -> str:
    return str(getattr(fact.statement, "where", ""))


together(TRIGGERS)
