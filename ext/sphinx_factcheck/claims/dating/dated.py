"""What a date in a sentence dates: an event or document that is named or described near it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.dating.attach import belongs, opens
from sphinx_factcheck.claims.dating.doubt import denied, hangs, in_doubt
from sphinx_factcheck.claims.dating.things import Thing, Things, root, roots, stands_for, stays_in, things_of
from sphinx_factcheck.claims.grammar.calendar import Tense, distance
from sphinx_factcheck.claims.grammar.numbers import ORDINAL, parse_ordinal
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.judging import own_dates
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Document
from sphinx_factcheck.letters.text import Span

STRONG = 4
_MODERATE = 2
_DOUBTFUL, _FARTHEST, _WORST = 90, 120, 10**6
_REACH, _MOST, _PLACES, _AHEAD = 300, 200, 8, 800
_BEFORE, _BEHIND = 110, 90
_NAMED, _NAMED_ELSEWHERE, _TAKES_PART, _PLACE, _COMPOUND, _CONFLICT = 8, 2, 2, 2, 2, -6
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_TO_PLACE = re.compile(r"\s+(?:(?:to|in)\s+)?(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s(?:of\s)?[A-Z][\w’-]+){0,3})")
_OPENING = re.compile(r"\b(?:[Dd]uring|[Oo]n|[Ii]n|[Aa]fter|[Bb]efore)\s[^.;:,]*$")
_SUBJECT = re.compile(r"(?:\s+(?:to|in)\s+[\w’' ]{1,40})?,\s+")
_THERE = re.compile(r"\s(?:(?:[a-z]+\s)?(?:in|to)|visited|toured)\s((?:[A-Z][\w’-]+)(?:\s[A-Z][\w’-]+){0,2})")
_DID = re.compile(r"\s(?:did|was|went|has|had|has\sbeen)?\s?")
_YOUR = re.compile(r"\b[Yy]our\s+(?:[\w-]+\s+){0,3}$")
_YOU = re.compile(r"\b[Yy]ou\b")
_OWNER = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}$")
_NUMBERED = re.compile(rf"({ORDINAL})\s+(?:[\w&.-]+\s+){{0,6}}$", re.IGNORECASE)
_PARTED = frozenset(",;:()")
_OF_NOUN = re.compile(r"[\s,](?!month|week|year|day)[a-z-]+\s(?:of|dated)\s(?:the\s)?$")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_FUTURE = re.compile(
    r"\b"
    + any_of(
        "will shall upcoming coming scheduled planned plan plans planning ahead_of prepares "
        "prepare preparing next would "
        "to_be is_to are_to expected Ahead_of "
        "on_the_eve_of On_the_eve_of in_advance_of In_advance_of prior_to"
    )
    + r"\b|\bforthcoming(?=\s[a-z])|\bdue\sto\s(?:be|begin|start|open|take|visit|meet|travel|arrive|end|close)\b"
)
_NO_PAST = any_of("undersigned concerned worried united hundred indeed need unprecedented so-called sacred")
_PAST = re.compile(
    rf"\b(?:(?!{_NO_PAST}\b)[a-z]{{3,}}ed|"
    + any_of(
        "was were had did has have held took went met fell came gave began said told led sent wrote rose saw "
        "spoke made recently last"
    )
    + r")\b"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A thing that words can be about, and how well they tell it.

    `sure` where no other thing of its kind can be meant; `start` and `end` are where it is told, `near` whether in one
    phrase with the words.
    """

    thing: Thing
    score: int
    cost: int
    sure: bool
    start: int
    end: int
    near: bool = True

    @property
    def likely(self) -> bool:
        """Whether more than its noun tells it."""
        return self.score >= _MODERATE

    @property
    def named(self) -> bool:
        """Whether its name is there."""
        return self.score >= _NAMED

    @property
    def strong(self) -> bool:
        """Whether a date that does not fit it is wrong."""
        return self.near and self.score >= STRONG and self.cost < _DOUBTFUL


@dataclass(frozen=True, slots=True)
class Stage:
    """What a letter as a whole holds that tells which things its sentences speak of; made once for each letter.

    It can describe only the first `known` things: those that had happened or were near when it was written.
    """

    reading: Reading
    things: Things
    known: int
    elsewhere: frozenset[str]
    addressees: frozenset[str]

    @classmethod
    def of(cls, reading: Reading) -> Stage:
        things = things_of(reading.facts)
        if not things.all:
            return cls(reading, things, 0, frozenset(), frozenset())
        elsewhere = frozenset(m.entity for m in reading.mentions if m.entity in things.by_entity)
        known = bisect_right(things.firsts, horizon(reading))
        return cls(reading, things, known, elsewhere, addressees(reading))

    def scene(self, sentence: Span) -> Scene:
        """The things that a sentence names or can describe."""
        return Scene(self.reading.letter.text, sentence, tuple(_occurrences(self, sentence)) if self.things.all else ())


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a sentence names a thing or has a noun that can stand for it, and how well the words around tell it."""

    thing: Thing
    start: int
    end: int
    score: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the things that it can be about."""

    text: str
    sentence: Span
    occurrences: tuple[Occurrence, ...]

    def tense(self, span: Span) -> Tense:
        """Whether what stands around a stretch is told as past or as to come."""
        coming, past = _tense_marks(self.text, self.sentence.start, self.sentence.end)
        low, high = span.start - _BEFORE, span.end + _BEHIND
        if _any_within(coming, low, high):
            return Tense.FUTURE
        return Tense.PAST if _any_within(past, low, high) else Tense.UNKNOWN

    def bind(self, span: Span) -> tuple[Bound, ...]:
        """The things that a stretch of the sentence can be about, the likeliest first."""
        if not self.occurrences:
            return ()
        found: dict[int, tuple[int, Occurrence]] = {}
        for one in self._near(span):
            known = found.get(id(one.thing))
            best = _rank(known[1].score, known[0]) if known else _WORST
            if _rank(one.score, _gap(span, one) // 3) < best:
                cost = _cost(self.text, self.sentence, span, one.start, one.end)
                if cost <= _FARTHEST and _rank(one.score, cost) < best:
                    found[id(one.thing)] = cost, one
        told = (self._bound(span, one, cost) for cost, one in found.values())
        return tuple(sorted((b for b in told if b), key=lambda b: _rank(b.score, b.cost)))

    def _near(self, span: Span) -> Iterator[Occurrence]:
        """What stands in reach of a stretch, on each side from the nearest on."""
        at = bisect_left(self.occurrences, span.start, key=lambda o: o.start)
        for side in (reversed(self.occurrences[max(at - _MOST, 0) : at]), self.occurrences[at : at + _MOST]):
            place, places = -1, 0
            for one in side:
                places += one.start != place
                if places > _PLACES or _gap(span, one) > _REACH:
                    break
                place = one.start
                yield one

    def _bound(self, span: Span, one: Occurrence, cost: int) -> Bound | None:
        place = self.text, self.sentence, span, one.start, one.end
        if denied(*place):
            return None
        dated_on = self.text[one.end : span.start] in {" on ", " on the ", " in "}
        doubtful = (
            hangs(self.text, self.sentence, one.start, one.end)
            or (dated_on and hangs(self.text, self.sentence, one.start, span.end))
            or in_doubt(self.text, self.sentence, min(span.start, one.start), max(span.end, one.end))
        )
        near = belongs(*place) and not doubtful
        return Bound(one.thing, one.score, cost, one.sure, one.start, one.end, near)


@lru_cache(maxsize=4)
def _tense_marks(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where a sentence has words of what is to come, and words of what is past."""
    coming, past = _FUTURE.finditer(text, start, end), _PAST.finditer(text, start, end)
    return [m.start() for m in coming], [m.start() for m in past]


def _any_within(places: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def _rank(score: int, cost: int) -> int:
    return cost - 15 * score


def _occurrences(stage: Stage, sentence: Span) -> Iterator[Occurrence]:
    text, things = stage.reading.letter.text, stage.things
    mentions = stage.reading.mentions_in(sentence.start, sentence.end)
    named = {m.span.start: m for m in mentions if m.entity in things.by_entity}
    here = frozenset(m.entity for m in mentions)
    if stage.addressees and _YOU.search(text, sentence.start, sentence.end):
        here |= stage.addressees
    words = list(_described(stage, sentence, here)) if stage.known else []
    if not named and not words:
        return
    around = _Around(stage, sentence, here, frozenset(roots(text[sentence.start : sentence.end])))
    told = [(m.span.start, m.span.end, things.by_entity[m.entity], True) for m in named.values()]
    alone = Counter(start for start, _, _ in words)
    taken = {(number, at) for start, end, number, _ in told for at in range(start, end)}
    for start, end, number in words:
        if (number, start) not in taken:
            told.append((start, end, number, False))
    for start, end, number, is_named in sorted(told)[:_MOST]:
        score, sure = around.score(things.all[number], start, end, is_named)
        score += int(alone[start] == 1)
        if score >= 0:
            yield Occurrence(things.all[number], start, end, score, sure)


def _described(stage: Stage, sentence: Span, here: frozenset[str]) -> Iterator[tuple[int, int, int]]:
    """The words that can stand for a thing, with its number: nouns, and for a visit of someone named a stay."""
    text = stage.reading.letter.text
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        numbers = stage.things.by_head.get(root(word[0]), ())
        if numbers and stands_for(text, word[0], word.end()):
            yield from ((*word.span(), number) for number in numbers if number < stage.known)
    visits = [number for one in here for number in stage.things.visits.get(one, ()) if number < stage.known]
    if visits:
        for start, end in stays_in(text, sentence.start, sentence.end):
            yield from ((start, end, number) for number in visits)


def horizon(reading: Reading) -> int:
    """The last day, as an ordinal, of what a letter can speak of."""
    dates = own_dates(reading)
    return max(d.latest for d in dates).toordinal() + _AHEAD if dates else date.max.toordinal()


def _gap(span: Span, one: Occurrence) -> int:
    """How many characters lie between a date and a noun or name. Its third is the least that it can cost."""
    return max(one.start - span.end, span.start - one.end, 0)


def _cost(text: str, sentence: Span, span: Span, start: int, end: int) -> int:
    """How far a noun or name stands from a date: in characters, with a price on what parts them."""
    if start < span.end and span.start < end:
        return 0
    if span.end <= start:
        gap = text[span.end : start]
        if opens(text, sentence, span):
            return len(gap) // 3 + 200 * gap.count(";")
        return len(gap) if len(gap) <= 30 and _PARTED.isdisjoint(gap) else _FARTHEST + 1
    gap = text[end : span.start]
    if _OF_NOUN.search(gap):
        return _FARTHEST + 1
    if _YEAR.search(gap):
        return _DOUBTFUL
    return len(gap) // 2 + 200 * gap.count(";") + 12 * gap.count(",") + 15 * gap.count(" and ")


@dataclass(frozen=True, slots=True)
class _Around:
    """What a sentence holds that can tell which thing is meant: who is named in it, and the roots of its words."""

    stage: Stage
    sentence: Span
    here: frozenset[str]
    words: frozenset[str]

    def score(self, thing: Thing, start: int, end: int, named: bool) -> tuple[int, bool]:
        """How well the words around a noun tell a thing, negative where they tell another; and whether it alone."""
        before = self.stage.reading.letter.text[max(start - 60, self.sentence.start) : start]
        numbered = _NUMBERED.search(before)
        if numbered and thing.number is not None and parse_ordinal(numbered[1]) != thing.number:
            return _CONFLICT, False
        taking_part = set(thing.participants & self.here)
        if _YOUR.search(before) and self.stage.addressees:
            if not named and not self.stage.addressees & thing.participants:
                return _CONFLICT, False
            taking_part |= self.stage.addressees & thing.participants
        elsewhere = not named and thing.entity in self.stage.elsewhere
        own = min(3, len(thing.words & self.words)) + min(2, len(thing.about & self.words))
        own += 2 * (len(thing.words) > 1 and thing.words <= self.words)
        score = (
            min(3, len(taking_part)) * _TAKES_PART
            + own
            + self._compound(thing, before)
            + int(thing.entity in self.here and not named)
        )
        score += _NAMED * named + _NAMED_ELSEWHERE * elsewhere + (_PLACE if thing.places & self.words else 0)
        sure = thing.number is None and (named or own + elsewhere >= 2 or len(taking_part) > 2)
        return (score, sure) if named else (score + self._conflicts(thing, start, end), sure)

    def _compound(self, thing: Thing, before: str) -> int:
        """What the word directly before a noun adds: "Harbour" in "Harbour forum"."""
        last = before.split()[-1:] if before[-1:].isspace() else []
        return _COMPOUND if last and root(last[0]) in thing.words else 0

    def _conflicts(self, thing: Thing, start: int, end: int) -> int:
        told = 0
        owners = self.stage.reading.mentions_in(max(start - 80, self.sentence.start), start)
        text = self.stage.reading.letter.text
        if owners and _OWNER.fullmatch(text, owners[-1].span.end, start):
            told += _CONFLICT if owners[-1].entity not in thing.participants and thing.participants else 0
        told += self._visitor_conflicts(thing, start, end)
        to = _TO_PLACE.match(text, end)
        if to and thing.visit and not {*roots(to[1])} & (thing.places | thing.words):
            told += _CONFLICT
        return told

    def _visitor_conflicts(self, thing: Thing, start: int, end: int) -> int:
        """Whether the subject of "During a visit to Lima, X …" is none of those who took part."""
        text, reading = self.stage.reading.letter.text, self.stage.reading
        subject = _SUBJECT.match(text, end)
        if not thing.visit or not subject or not _OPENING.search(text, max(start - 40, self.sentence.start), start):
            return 0
        led = reading.mentions_in(subject.end(), min(subject.end() + 60, self.sentence.end))[:1]
        return _CONFLICT if led and thing.participants and led[0].entity not in thing.participants else 0


def there(reading: Reading, scene: Scene, span: Span) -> tuple[Bound, ...]:
    """What a person took part in at a place: "as the President did recently in Vietnam"."""
    text, things = scene.text, things_of(reading.facts)
    place = _THERE.match(text, span.end) if text.startswith("recently", span.start) else None
    persons = reading.mentions_in(max(span.start - 40, 0), span.start) if place else ()
    if place is None or not persons or not _DID.fullmatch(text, persons[-1].span.end, span.start):
        return ()
    where = frozenset(roots(place[1]))
    known = things.all[: bisect_right(things.firsts, horizon(reading))]
    told = (t for t in known if persons[-1].entity in t.participants and where <= t.places)
    return tuple(Bound(thing, STRONG, 0, False, span.start, span.end) for thing in told)


def addressees(reading: Reading) -> frozenset[str]:
    """Those a letter is written to: as its document tells, and those greeted in it."""
    letter = reading.letter
    document = reading.facts.entities.get(letter.carries)
    told = set(document.addressees) if isinstance(document, Document) else set()
    for block in letter.blocks[:20]:
        if letter.text.startswith(("Dear ", "To ", "To: ", "TO: "), block.start):
            told |= {m.entity for m in reading.mentions_in(block.start, min(block.end, block.start + 300))}
    return frozenset(told)


def in_tense(bound: Sequence[Bound], tense: Tense, dates: Sequence[When]) -> Sequence[Bound]:
    """The things that can lie on the side of the letter's date that the tense tells; all where that leaves none."""
    if not dates or tense is Tense.UNKNOWN:
        return bound
    if tense is Tense.FUTURE:
        day = min(d.earliest for d in dates)
        kept = [b for b in bound if any(f.statement.when.latest >= day for f in b.thing.held if f.statement.when)]
    else:
        day = max(d.latest for d in dates)
        kept = [b for b in bound if any(f.statement.when.earliest <= day for f in b.thing.held if f.statement.when)]
    return kept or bound


def nearest(bound: Sequence[Bound], letter: Sequence[When], said: Sequence[When] = ()) -> Bound:
    """The thing whose time lies nearest to the letter and, twice as much, to the time said."""

    def far(one: Bound) -> int:
        whens = [f.statement.when for f in one.thing.held if f.statement.when]
        return min(_days(w, letter) + 2 * _days(w, said) for w in whens)

    return min(bound, key=far)


def _days(when: When, others: Sequence[When]) -> int:
    return min((distance(when, other).days for other in others), default=0)
