"""What a date in a sentence dates: an event or document that is named or described near it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.attach import belongs, leads_to, opens
from sphinx_factcheck.engine.claims.dating.doubt import denied, hangs, in_doubt, strays
from sphinx_factcheck.engine.claims.dating.things import Thing, Things, stands_for, stays_in, things_of, told_in
from sphinx_factcheck.engine.claims.dating.whose import of_others
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.claims.persons import topic
from sphinx_factcheck.engine.claims.writers import known_as
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.numbers import HEDGE, NUMBER, ORDINAL, parse_ordinal
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.spans.tense import tense_at
from sphinx_factcheck.engine.subjects.stems import stem
from sphinx_factcheck.facts.model import Document
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.letters.text import Span

STRONG = 4
_MODERATE = 2
_DOUBTFUL, _FARTHEST, _WORST = 90, 120, 10**6
_REACH, _MOST, _PLACES, _AHEAD, _BACK = 300, 200, 8, 800, 3
_NAMED, _NAMED_ELSEWHERE, _TAKES_PART, _PLACE, _COMPOUND, _OF_ITS_TIME, _CONFLICT = 8, 2, 2, 3, 2, 3, -6
_TOLD_BEFORE = 1500
"""Characters back to which "that congress" can go."""
_WORD = later(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_YOUR = later(r"\b[Yy]our\s+(?:[\w-]+\s+){0,3}$")
_YOU = later(r"\b[Yy]ou\b")
_NUMBERED = later(rf"({ORDINAL})\s+(?:[\w&.-]+\s+){{0,6}}$", re.IGNORECASE)
_THE = later(rf"\b[Tt]h(?:e|is|at)\s(?:{HEDGE}\s)?(?:(?:{NUMBER})[\s-](?:day|week|month)s?(?:[\s-]long)?\s)?$")
_OF_DATE = rf"of\s(?:the\s)?(?:\d|{any_of(' '.join(MONTHS))})"
_OF_WHOM = later(rf"[’']|\s(?!{_OF_DATE})(?:of|for|with|by|between|about|against|to|in)\b|\s?[A-Z]|-")
_POINTS = later(r"\b[Tt]h(?:is|at)\s(?:[a-z-]+\s)?$|\bIt\s(?:was|is|had\sbeen)\san?\s(?:[\w-]+\s)?$")
"""What points back to the last one told: "that congress", "It was a twelve-day strike"."""
_OF_TIME = later(
    rf",?\s(?:of|in)\s(?:the\s\w+\sof\s|(?P<day>\d{{1,2}})\s)?"
    rf"(?:(?P<month>{'|'.join(MONTHS)})\s(?:(?P<first>\d{{1,2}}),\s)?)?"
    r"(?P<year>1[4-9]\d\d|20\d\d)\b(?![-–/]\d)"
)
_YEAR_BEFORE = later(r"\b(?P<year>1[4-9]\d\d|20\d\d)\s$")
_YEAR_BEHIND = later(r"\s(?:of\s)?(?P<year>1[4-9]\d\d|20\d\d)\b(?![-–/]\d)")
_THE_DATED = later(r"\b(?:the|its|his|her|their|your|our|this)\s$|[’']s\s$", re.IGNORECASE)
_DATED_NOUN = later(
    r",?\s(?:[a-z]+(?:al|ial|ic|ary|ous)\s)?(?P<noun>(?!(?:and|or|when|that|which|who|on|in|at|to|of|for|by|with|the|a|an|as|"
    r"but|after|before|until|from|it|he|she|they|we|was|were|is|had|has|will)\b)[a-z]+"
    r"(?:al|ment|ing|ion|ions|ings|als|vote|verdict|attack|march|strike|speech|letter|report|trial|raid|arrest|arrests))\b"
)
_CALLED = later(rf"(?<=[a-z]\s)(?P<name>(?!{any_of(' '.join(MONTHS))})[A-ZÀ-Þ][a-zà-þ’'-]+)\s$")
_LIKENED = later(r"\b(?:unlike|like|than|besides|except)\s(?:the\s|at\sthe\s)?$", re.IGNORECASE)
"""What leads to a thing that the sentence tells nothing of: another is likened to it."""
_PARTED = frozenset(",;:()")
_PRONOUN = later(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_OF_NOUN = later(
    r"[\s,](?!month|week|year|day|night|morning|evening|afternoon|hours|(?:is|was|are|were|being|and)\sdated\s)"
    r"[a-z-]+\s(?:of|dated)\s(?:the\s)?$"
)
_YEAR = later(r"\b[12]\d{3}\b")
_IT_DID = any_of(
    "held adopted signed published issued released passed enacted delivered opened opens began begin begun begins "
    "meets started starts ended ends end closed closes lasted lasts took_place take_place takes_place taken_place met "
    "ran came_into took_effect takes_effect take_effect entered broke_out happened dated convened concluded"
)
_HELPING = any_of("was is will would has had be been to also then later first only again finally")
_NEW = frozenset("a an another".split())
_DONE_ANEW = later(rf"ed\s{any_of('a an another')}\s")
"""What a verb is done to that has not been spoken of: "police arrested a man in New York"."""
_IT = later(rf"[\s“\"]*(?P<it>It)\s(?:{_HELPING}\s)*{_IT_DID}\b")


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
    `elsewhere` are those it names, with where it first does.
    """

    reading: Reading
    things: Things
    known: int
    elsewhere: Mapping[str, int]
    addressees: frozenset[str]

    @classmethod
    def of(cls, reading: Reading) -> Stage:
        things = things_of(reading.facts)
        if not things.all:
            return cls(reading, things, 0, {}, frozenset())
        named = (m for m in reversed(reading.mentions) if m.entity in things.by_entity)
        elsewhere = {m.entity: m.span.start for m in named if not m.span.field}
        known = bisect_right(things.firsts, horizon(reading))
        return cls(reading, things, known, elsewhere, addressees(reading))

    def scene(self, sentence: Span) -> Scene:
        """The things that a sentence names or can describe."""
        scenes, place = self.reading.scenes, (sentence.start, sentence.end)
        if place not in scenes:
            told = tuple(_occurrences(self, sentence)) if self.things.all else ()
            scenes[place] = Scene(self.reading.letter.text, sentence, told)
        scene: Scene = scenes[place]
        return scene


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a sentence names a thing or has a noun that can stand for it, and how well the words around tell it."""

    thing: Thing
    start: int
    end: int
    score: int
    sure: bool


@record()
class Scene:
    """A sentence with the things that it can be about."""

    text: str
    sentence: Span
    occurrences: tuple[Occurrence, ...]

    def tense(self, span: Span) -> Tense:
        """Whether what stands around a stretch is told as past or as to come."""
        return tense_at(self.text, span.start, span.end, (self.sentence.start, self.sentence.end))

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
            or strays(*place)
            or _of_another_noun(self.text, span, one)
            or in_doubt(self.text, self.sentence, min(span.start, one.start), max(span.end, one.end))
        )
        near = belongs(*place) and not doubtful
        return Bound(one.thing, one.score, cost, one.sure, one.start, one.end, near)


def _of_another_noun(text: str, span: Span, one: Occurrence) -> bool:
    """Whether a date stands before the noun that it dates, and that is not the thing: "the May 26 acquittal"."""
    noun = _DATED_NOUN.match(text, span.end)
    if (
        noun is None
        or not text[span.start].isalpha()
        or not _THE_DATED.search(text, max(span.start - 8, 0), span.start)
    ):
        return False
    return not one.start <= noun.start("noun") < one.end


def _rank(score: int, cost: int) -> int:
    """What stands nearer is likelier, and what is told better; of things that are named only the nearness counts."""
    return cost - 15 * min(score, _NAMED)


def _occurrences(stage: Stage, sentence: Span) -> Iterator[Occurrence]:
    text, things = stage.reading.letter.text, stage.things
    mentions = stage.reading.mentions_in(sentence.start, sentence.end)
    named = {m.span.start: m for m in mentions if m.entity in things.by_entity}
    here = frozenset(m.entity for m in mentions)
    if stage.addressees and _YOU.search(text, sentence.start, sentence.end):
        here |= stage.addressees
    words = list(_described(stage, sentence, here)) if stage.known else []
    if any(things.all[number].visit for _, _, number in words):
        here |= _meant_by_pronoun(stage.reading, sentence)
    told = [(m.span.start, m.span.end, things.by_entity[m.entity], True) for m in named.values()]
    told += _meant_by_it(stage, sentence)
    if not told and not words:
        return
    around = _Around(stage, sentence, here, frozenset(told_in(text[sentence.start : sentence.end])))
    alone = Counter(start for start, _, _ in words)
    taken = {(number, at) for start, end, number, _ in told for at in range(start, end)}
    for start, end, number in words:
        if (number, start) not in taken:
            told.append((start, end, number, False))
    for start, end, number, is_named in sorted(told)[:_MOST]:
        if _LIKENED.search(text, max(start - 20, sentence.start), start):
            continue
        score, sure = around.score(things.all[number], start, end, is_named)
        score += int(alone[start] == 1)
        if score >= 0:
            yield Occurrence(things.all[number], start, end, score, sure)


def _meant_by_it(stage: Stage, sentence: Span) -> list[tuple[int, int, int, bool]]:
    """The "It" that opens a sentence, with the number of the one thing that the sentences right before it name."""
    text, reading = stage.reading.letter.text, stage.reading
    it = _IT.match(text, sentence.start, sentence.end)
    for _ in range(_BACK if it else 0):
        before = reading.sentence_at(max(sentence.start - 1, 0))
        if before.start >= sentence.start or "\n\n" in text[before.start : sentence.start]:
            break
        named = {m.entity for m in reading.mentions_in(before.start, before.end)} & stage.elsewhere.keys()
        if named or not _IT.match(text, before.start, before.end):
            number = stage.things.by_entity[named.pop()] if len(named) == 1 else -1
            if tells_of_another(reading.prose.sentence(reading.prose.number_at(before.start))):
                return []
            return [(*it.span("it"), number, True)] if it and number >= 0 else []
        sentence = before
    return []


def tells_of_another(sentence: Sentence) -> bool:
    """Whether a sentence brings in something of which the next may go on to tell: "The Act has a sequel. It was …"."""
    return any(n.words[0].low in _NEW for c in sentence.clauses for n in c.object)


def _meant_by_pronoun(reading: Reading, sentence: Span) -> frozenset[str]:
    """The one person whom the first "he" or "her" of a sentence means."""
    pronoun = _PRONOUN.search(reading.letter.text, sentence.start, sentence.end)
    if pronoun is None:
        return frozenset()
    return frozenset(m.entity for m in topic(reading, pronoun.start(), same_block=True))


def _described(stage: Stage, sentence: Span, here: frozenset[str]) -> Iterator[tuple[int, int, int]]:
    """The words that can stand for a thing, with its number: nouns, and for a visit of someone named a stay."""
    text = stage.reading.letter.text
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        numbers = stage.things.by_head.get(stem(word[0]), ())
        if numbers and stands_for(text, word[0], word.end()) and not _DONE_ANEW.match(text, word.end() - 2):
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
        if leads_to(text, span.end, start):
            return len(gap)
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
        if thing.recurring and self._is_of_another_year(thing, before, end):
            return _CONFLICT, False
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
        if elsewhere and not own and self._points_back(thing, start, end):
            score += _NAMED_ELSEWHERE
        score += _OF_ITS_TIME * (not named and self._of_its_time(thing, end))
        sure = named or (thing.number is None and (own + elsewhere >= 2 or len(taking_part) > 2))
        if not named and (
            self._is_called_else(thing, start, before)
            or of_others(self.stage.reading, thing, self.sentence, start, end)
        ):
            score += _CONFLICT
        return score, sure

    def _is_of_another_year(self, thing: Thing, before: str, end: int) -> bool:
        """Whether the year that tells which one of what comes again is meant is none of a thing: "the 2018 Fair"."""
        told = _YEAR_BEFORE.search(before) or _YEAR_BEHIND.match(self.stage.reading.letter.text, end)
        if told is None:
            return False
        years = [(f.statement.when.earliest.year, f.statement.when.latest.year) for f in thing.held if f.statement.when]
        return bool(years) and not any(first <= int(told["year"]) <= last for first, last in years)

    def _is_called_else(self, thing: Thing, start: int, before: str) -> bool:
        """Whether a word with a capital before a noun is none of a thing: "the Book Fair" is no "Great Fair"."""
        called = _CALLED.search(before) if self.stage.reading.letter.text[start].isupper() else None
        at = start - len(before) + called.start("name") if called else 0
        if called is None or self.stage.reading.mentions_in(at, start):
            return False
        return stem(called["name"]) not in thing.words | thing.about | thing.places

    def _points_back(self, thing: Thing, start: int, end: int) -> bool:
        """Whether a noun alone ("the congress") means the one thing of its kind that was named before it."""
        text, things = self.stage.reading.letter.text, self.stage.things
        if _POINTS.search(text, max(start - 40, self.sentence.start), start):
            return self._last_alike(stem(text[start:end]), start) == thing.entity
        if not _THE.search(text, max(start - 40, self.sentence.start), start) or _OF_WHOM.match(text, end):
            return False
        head = stem(text[start:end])
        alike = (id for id in self.stage.elsewhere if head in things.all[things.by_entity[id]].heads)
        return self.stage.elsewhere[thing.entity] < start and list(alike) == [thing.entity]

    def _last_alike(self, head: str, at: int) -> str:
        """What was named last before an offset of the things that a noun can stand for."""
        things = self.stage.things
        for mention in reversed(self.stage.reading.mentions_in(max(at - _TOLD_BEFORE, 0), at)):
            number = things.by_entity.get(mention.entity)
            if number is not None and head in things.all[number].heads:
                return mention.entity
        return ""

    def _of_its_time(self, thing: Thing, end: int) -> bool:
        """Whether the year, or month and year, right after a noun are those of a thing: "the raids of May 2018"."""
        told = _OF_TIME.match(self.stage.reading.letter.text, end)
        if told is None or ((told["day"] or told["first"]) and not thing.places & self.words):
            return False  # a day tells which one is meant only where the place does too
        year, month = int(told["year"]), MONTHS.index(told["month"]) + 1 if told["month"] else 0
        whens = (f.statement.when for f in thing.held if f.statement.when)
        return any(
            (w.earliest.year, w.earliest.month if month else 0) <= (year, month) <= (w.latest.year, w.latest.month)
            for w in whens
        )

    def _compound(self, thing: Thing, before: str) -> int:
        """What the word directly before a noun adds: "Harbour" in "Harbour forum"."""
        last = before.split()[-1:] if before[-1:].isspace() else []
        return _COMPOUND if last and stem(last[0]) in thing.words else 0


def addressees(reading: Reading) -> frozenset[str]:
    """Those a letter is written to: as its document tells, and those greeted in it."""
    letter = reading.letter
    document = reading.facts.entities.get(letter.carries)
    told = set(document.addressees) if isinstance(document, Document) else set()
    told |= {id for one in letter.addressees if (id := known_as(one, reading.facts))}
    for block in letter.blocks[:20]:
        if letter.text.startswith(("Dear ", "To ", "To: ", "TO: "), block.start):
            told |= {m.entity for m in reading.mentions_in(block.start, min(block.end, block.start + 300))}
    return frozenset(told)
