"""Which of the known things a sentence speaks of: by its words, by what is named, by what was told before."""

from __future__ import annotations

import re
import weakref
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from datetime import date
from typing import Protocol

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.engine.subjects.around import (
    OTHER_NAME,
    another_at,
    elsewhere,
    heads_at,
    is_nth,
    words_in,
    year_with,
    years_at,
)
from sphinx_factcheck.engine.subjects.index import Index, Subject, Tells, days_of, index_of
from sphinx_factcheck.engine.subjects.ours import bodies_that_write, nouns_of_ours
from sphinx_factcheck.engine.subjects.scores import LEAST, MOST, PROPER_ALONE, SURE, WEIGHTS, Reason
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Document, FactBase
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Letter, Span

_LONGEST = 800
"""Characters of an endless sentence that are read around a place, and of the paragraph before it."""
_COMMON = 200
"""A word that tells more things than this adds to those that others tell, and tells none of them by itself."""
_DATES = 8
"""Dates of one stretch that are looked at."""
_YEAR_LENGTH = 5
"""A year and the space after it."""
_BACK = 3
"""Sentences back to which "it" or "the flood" can go."""
_NOT_ALONE = frozenset({Tells.HEAD, Tells.COUNTED})
"""Any flood and any people: what is stated of a thing tells it only where something else does, too."""
_PROPER = frozenset({Tells.PROPER, Tells.PLACE})


class Told(Protocol):
    """What must be known of a letter to tell what its sentences mean."""

    @property
    def letter(self) -> Letter: ...
    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def facts(self) -> FactBase: ...
    @property
    def sentences(self) -> tuple[Span, ...]: ...
    @property
    def own_dates(self) -> tuple[When, ...]: ...
    def sentence_at(self, offset: int) -> Span: ...
    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]: ...
    def dates_in(self, start: int, end: int) -> tuple[DateSaid, ...]: ...


_BEFORE = (Reason.NAMED_IN_PARAGRAPH, Reason.TOLD_JUST_BEFORE, Reason.TOLD_BEFORE, Reason.TOOK_PART_BEFORE)


@record()
class Meant:
    """A thing that a sentence may mean, how well it tells of it, and why; `apart` that something speaks against it."""

    subject: Subject
    score: int
    why: tuple[str, ...] = ()
    apart: bool = False

    @property
    def id(self) -> str:
        return self.subject.id

    @property
    def sure(self) -> bool:
        return self.score >= SURE and not self.apart

    @property
    def by_words_of_deed(self) -> bool:
        """Whether nothing but a noun or verb for it and what is stated of it tells it."""
        by_deed = {str(Tells.HEAD), str(Tells.COUNTED), str(Tells.ABOUT), Reason.SAME_YEAR.words, Reason.ONLY.words}
        return set(self.why) <= by_deed

    @property
    def by_story(self) -> bool:
        """Whether it is sure only for what was told before."""
        told = {r.words: r.weight for r in _BEFORE}
        return self.score - sum(told.get(why, 0) for why in self.why) < SURE


_SINCE = later(r"\b[Ss]ince\s(?:\w{3,9}\s)?$")
"""What a year follows since which something is so, and in which nothing else was."""
Keep = Callable[[Subject], bool]


def all_meant(
    told: Told, span: Span, among: Index, keep: Keep = lambda _: True, *, least: int = LEAST, before: bool = True
) -> tuple[Meant, ...]:
    """What a stretch tells best, of those in `among` that `keep` admits and that score at least `least`.

    Several where they score alike. `before`: what the sentences before tell counts too.
    """
    if not among.all:
        return ()
    scores = _Scores(told, span, among)
    scores.by_names(before=before)
    scores.by_words()
    scores.by_days()
    kept = [n for n in scores.found if keep(among.all[n]) and not scores.is_another(n)]
    for n in kept:
        scores.add_the_rest(n, before=before)
    best = max((scores.found[n] for n in kept), default=0)
    if best < least:
        return ()
    equals = _latest([n for n in kept if scores.found[n] == best], among, told)
    return tuple(Meant(among.all[n], best, tuple(scores.why[n]), scores.is_apart(n)) for n in sorted(equals))


def meant(told: Told, span: Span, among: Index, keep: Keep = lambda _: True, *, least: int = LEAST) -> Meant | None:
    """The one thing that a stretch tells best; None where two score alike."""
    found = all_meant(told, span, among, keep, least=least)
    return found[0] if len(found) == 1 else None


_AGAIN = later(
    r"\b(?:it|its|they|them|their|there|this|these|those|then|in\s(?:all|total)|altogether)\b|\bthat\s(?:day|night|year)\b",
    re.IGNORECASE,
)


def goes_on(sentence: str, subject: Subject, nouns: Set[str] = frozenset()) -> bool:
    """Whether a sentence goes on to speak of a thing without naming it: by "it" or "there", by a noun for it (one of
    `nouns` too), or by naming nothing else that it could be about.
    """
    if _AGAIN.search(sentence) or not (subject.heads | nouns).isdisjoint(words_in(sentence)):
        return True
    return not OTHER_NAME.search(sentence[1:])


def near_sentence(told: Told, offset: int) -> Span:
    """The sentence around an offset; where it goes on beyond all measure, the stretch of it that holds the offset."""
    sentence = told.sentence_at(offset)
    if sentence.end - sentence.start <= 2 * _LONGEST:
        return sentence
    part = offset // _LONGEST * _LONGEST
    return Span(max(sentence.start, part - _LONGEST), min(sentence.end, part + 2 * _LONGEST))


class _Scores:
    """The scores of one stretch of a letter."""

    def __init__(self, told: Told, span: Span, among: Index) -> None:
        self.told, self.span, self.among = told, span, among
        self.text = told.letter.text[span.start : span.end]
        self.here = told.mentions_in(span.start, span.end)
        self.named = {m.entity for m in self.here}
        self.years = self._own_years()
        self.found: Counter[int] = Counter()
        self.why: dict[int, list[str]] = defaultdict(list)
        self._ways: dict[int, Counter[Tells]] = defaultdict(Counter)

    def _own_years(self) -> frozenset[int]:
        """The years that the stretch tells, but for those of a name ("the 1989 Massacre") and those after "since"."""
        at = self.span.start
        names = [(m.span.start - at - _YEAR_LENGTH, m.span.end - at) for m in self.here]
        told = (
            (y, start) for y, start in years_at(self.text) if not _SINCE.search(self.text, max(start - 9, 0), start)
        )
        return frozenset(y for y, start in told if not any(a <= start < b for a, b in names))

    def by_words(self) -> None:
        """What the words of the stretch tell."""
        postings, subjects = self.among.by_word, self.among.all
        words = [(word, capital, postings[word]) for word, capital in words_in(self.text).items() if word in postings]
        for _, capital, told in words:
            for n, how in told if len(told) <= _COMMON else ():
                self._tell(n, how, alone=capital and len(told) == 1)
        for word, _, told in words:
            for n in list(self.found) if len(told) > _COMMON else ():
                if (way := subjects[n].words.get(word)) is not None:
                    self._tell(n, way, alone=False)
        for n, ways in self._ways.items():
            if ways.keys() <= _NOT_ALONE:
                self.found[n] -= ways[Tells.COUNTED]
            self.why[n] += map(str, ways)

    def _tell(self, n: int, how: Tells, *, alone: bool) -> None:
        weight = PROPER_ALONE if alone and how in _PROPER else WEIGHTS[how]
        room = MOST[how] - self._ways[n][how] if how in MOST else weight
        if room > 0:
            self._ways[n][how] += weight
            self.found[n] += min(weight, room)

    def by_days(self) -> None:
        """What was on a day, or within a month, that the stretch tells, and alone there of its kind."""
        told = self.told
        for said in told.dates_in(self.span.start, self.span.end)[:_DATES]:
            when = next(iter(said.readings(told.own_dates, said.tense)), None)
            days = days_of(when) if when else ()
            on = {n for day in days for n in self.among.by_day.get(day, ())}
            on = {n for n in on if any(lies_in(when, own) for own in self.among.all[n].dates)} if when else on
            if when and len(on) == 1:
                self._add(self.among.all[on.pop()].id, Reason.SAME_DAY if when.is_day else Reason.SAME_MONTH)

    def by_names(self, *, before: bool) -> None:
        """What is named in the stretch, or was told before it."""
        for id in self.named:
            self._add(id, Reason.NAMED)
        for id in self._editions_named():
            self._add(id, Reason.NAMED)
        if ours := nouns_of_ours(self.text):
            own = (self.among.of(id) for id in sorted(bodies_that_write(self.told)))
            for subject in own:
                if subject and not subject.heads.isdisjoint(ours):
                    self._add(subject.id, Reason.OURS)
        if before:
            done = set(self.named)
            for id, reason in story_of(self.told).before(self.span.start):
                if id not in done:
                    self._add(id, reason)
                    done.add(id)

    def _editions_named(self) -> set[str]:
        """The editions whose year stands with the name of another: "the 2015 Harvest Fair"."""
        told = set()
        for mention in self.here:
            subject = self.among.of(mention.entity) or index_of(self.told.facts).of(mention.entity)
            year = year_with(self.told.letter.text, mention.span) if subject else None
            if subject and year and not subject.in_year(year):
                told |= {other.id for other in self.among.editions(subject) if other.in_year(year)}
        return told

    def _add(self, id: str, reason: Reason) -> None:
        n = self.among.by_entity.get(id)
        if n is not None:
            self.found[n] += reason.weight
            self.why[n].append(reason.words)

    def add_the_rest(self, n: int, *, before: bool) -> None:
        """What adds to a thing that something else has told: who took part, and its year."""
        subject = self.among.all[n]
        here = subject.taking_part & self.named
        self.found[n] += Reason.TAKES_PART.weight * len(here)
        self.why[n] += [Reason.TAKES_PART.words] * len(here)
        if before and subject.taking_part:
            named = {id for id, _ in story_of(self.told).named_before(self.span.start)}
            earlier = (subject.taking_part & named) - here
            self.found[n] += Reason.TOOK_PART_BEFORE.weight * len(earlier)
            self.why[n] += [Reason.TOOK_PART_BEFORE.words] * len(earlier)
        by_day = not {Reason.SAME_DAY.words, Reason.SAME_MONTH.words}.isdisjoint(self.why[n])
        if not by_day and any(subject.in_year(year) for year in self.years | self._named_years(subject)):
            self.found[n] += Reason.SAME_YEAR.weight
            self.why[n].append(Reason.SAME_YEAR.words)
        if self._ways[n][Tells.HEAD] and self._is_only(subject):
            self.found[n] += Reason.ONLY.weight
            self.why[n].append(Reason.ONLY.words)
        if isinstance(subject.entity, Document) and _is_by_those(self.text, subject, self.told):
            self.found[n] += Reason.AUTHORS.weight
            self.why[n].append(Reason.AUTHORS.words)

    def _is_only(self, subject: Subject) -> bool:
        """Whether a noun of the stretch can stand for a subject, and for no other."""
        told = [self.among.by_word[word] for word in subject.heads if word in words_in(self.text)]
        return any(sum(how is Tells.HEAD for _, how in ways) == 1 for ways in told)

    def is_another(self, n: int) -> bool:
        """Whether the stretch speaks of another of its kind: of another year, number, or told as another."""
        subject = self.among.all[n]
        named = [m for m in self.here if m.entity == subject.id]
        years = [year for m in named if (year := year_with(self.told.letter.text, m.span))]
        if years and subject.dates and not any(subject.in_year(year) for year in years):
            return True
        at = self.span.start
        if subject.number is not None and any(is_nth(self.text, m.span.start - at, subject) for m in named):
            return True
        said = self.years if Reason.SAME_DAY.words not in self.why[n] else frozenset()
        if said and not named and subject.dates and not any(subject.in_year(year) for year in said):
            return True
        return not named and any(another_at(self.text, at, subject) for at in heads_at(self.text, subject))

    def _named_years(self, subject: Subject) -> frozenset[int]:
        text = self.told.letter.text
        years = (year_with(text, m.span) for m in self.here if m.entity == subject.id)
        return frozenset(year for year in years if year)

    def is_apart(self, n: int) -> bool:
        """Whether what was told only before is told here of another place."""
        subject = self.among.all[n]
        if Reason.NAMED.words in self.why[n] or self._ways[n][Tells.PROPER] or self._ways[n][Tells.PLACE]:
            return False
        return bool(elsewhere(self.text, subject))


def lies_in(when: When, known: When) -> bool:
    """Whether a time that is said is one of the days of what is known, or holds all of it."""
    if when.is_day:
        return known.earliest <= when.earliest <= known.latest
    return when.earliest <= known.earliest and known.latest <= when.latest


def _is_by_those(text: str, subject: Subject, told: Told) -> bool:
    """Whether a document is by those who write, or by those they write to, as "our letter" and "your report" tell."""
    own = told.facts.entities.get(told.letter.carries)
    if not isinstance(own, Document) or not isinstance(subject.entity, Document) or own.id == subject.id:
        return False
    whose = {"we": own.by, "our": own.by, "i": own.by, "my": own.by, "your": own.addressees, "you": own.addressees}
    return any(
        not set(subject.entity.by).isdisjoint(whose.get(word, ())) for word in re.findall(r"[a-z]+", text.lower())
    )


def _latest(equals: Sequence[int], among: Index, told: Told) -> list[int]:
    """Of several of one series the latest by the day of the letter: "the Press Index" is that of this year."""
    days = told.own_dates
    if len(equals) < 2 or not days or len({among.all[n].series for n in equals}) > 1:
        return list(equals)
    day = max(d.latest for d in days)
    began = {n: min((w.earliest for w in among.all[n].dates), default=date.max) for n in equals}
    last = max((first for first in began.values() if first <= day), default=None)
    return [n for n in equals if last in {None, began[n]}]


class Story:
    """What the sentences of a letter have told, one after another."""

    def __init__(self, told: Told) -> None:
        self._of = weakref.ref(told)
        self._starts = [s.start for s in told.sentences]
        self._blocks = [block.start for block in told.letter.blocks]
        self._told: dict[int, tuple[str, ...]] = {}

    @property
    def _letter(self) -> Told:
        told = self._of()
        assert told is not None, "a story is kept no longer than its letter"
        return told

    def before(self, at: int) -> Iterator[tuple[str, Reason]]:
        """What was told before an offset, each with the reason to take it to be meant again.

        Of each kind of thing only what the nearest sentence has told that tells of one.
        """
        yield from self.named_before(at)
        entities = self._letter.facts.entities
        number = max(bisect_right(self._starts, at) - 1, 0)
        done: set[str] = set()
        for n in range(number - 1, max(number - _BACK, 0) - 1, -1):
            told = [id for id in self.told(n) if entities[id].kind not in done]
            yield from ((id, Reason.TOLD_JUST_BEFORE if n == number - 1 else Reason.TOLD_BEFORE) for id in told)
            done |= {entities[id].kind for id in told}

    def named_before(self, at: int) -> Iterator[tuple[str, Reason]]:
        """What is named before an offset in its paragraph, the last first."""
        block = self._blocks[max(bisect_right(self._blocks, at) - 1, 0)] if self._blocks else 0
        for mention in reversed(self._letter.mentions_in(max(block, at - _LONGEST), at)):
            yield mention.entity, Reason.NAMED_IN_PARAGRAPH

    def told(self, number: int) -> tuple[str, ...]:
        """What a sentence surely tells of, by itself."""
        if number not in self._told:
            self._told[number] = self._telling(number)
        return self._told[number]

    def _telling(self, number: int) -> tuple[str, ...]:
        told = self._letter
        span, index = told.sentences[number], index_of(told.facts)
        if not index.all or span.end - span.start > 2 * _LONGEST:
            return ()
        named = tuple(dict.fromkeys(m.entity for m in told.mentions_in(span.start, span.end) if index.of(m.entity)))
        if named:
            return named
        found = all_meant(told, span, index, least=SURE, before=False)
        return (found[0].id,) if len(found) == 1 and found[0].sure else ()


@once
def story_of(told: Told) -> Story:
    """What the sentences of a letter have told."""
    return Story(told)
