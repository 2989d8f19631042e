"""The dates of a text: where they stand, what they say, and the times that each can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.spans.calendar import Lead, Moment, Tense
from sphinx_factcheck.spans.dates_guard import Before, Place, is_date
from sphinx_factcheck.spans.dates_match import Run
from sphinx_factcheck.spans.dates_tokens import tokens_around, trigger_at
from sphinx_factcheck.spans.dates_words import Token
from sphinx_factcheck.spans.periods import (
    Around,
    Away,
    Either,
    Feast,
    Nth,
    Part,
    Range,
    Said,
    Stretch,
    Unit,
    Weekday,
)
from sphinx_factcheck.spans.readings import Context, times


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as it is written: its place, what it says, how it is led to, and what is wrong with it in itself."""

    start: int
    end: int
    said: Said | Either
    form: str
    lead: Lead = Lead.AT
    wrong: str = ""

    def readings(self, context: Context) -> tuple[When, ...]:
        """Every time that can be meant, the likeliest first; none of a day that the calendar does not have."""
        return () if self.wrong else times(self.said, context)


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateSpan]:
    """The dates between two offsets, in order; none within another."""
    stop = len(text) if end is None else end
    done = looked = start
    for at in trigger_at(text, start, stop):
        if at < looked:
            continue
        words = tokens_around(text, at, done, stop)
        if not words:
            continue
        looked = words[-1].end
        for span in _in_run(text, words, done):
            done = span.end
            yield span


def _in_run(text: str, words: Sequence[Token], done: int) -> Iterator[DateSpan]:
    run, at = Run(words), 0
    while at < len(words):
        span, after = _span_at(text, run, at, done)
        if span:
            yield span
            done = span.end
        at = after


def _span_at(text: str, run: Run, at: int, done: int) -> tuple[DateSpan | None, int]:
    """The longest date that begins at a word and is one, and where to look on."""
    before = Before.of(text, run.tokens[at].start, done)
    for told in run.longest(at):
        words = tuple(run.tokens[told.start : told.end])
        if is_date(Place(text, told, words, before)):
            lead = before.lead()
            said = told.said
            return DateSpan(words[0].start, words[-1].end, said, told.form, lead, wrong_with(said)), told.end
    return None, at + 1


TenseAt = Callable[[str, int, int], Tense]
"""What tells the tense of the clause around a stretch of a text."""


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date with the times that it can mean, the likeliest first, and what told them."""

    span: DateSpan
    times: tuple[When, ...]
    context: Context


def read_dates(text: str, days: Sequence[When], tense_at: TenseAt) -> list[DateRead]:
    """The dates of a text in order, each read with the days of writing and with the story so far."""
    spans = list(find_dates(text))
    story = Story(text, tuple(days), spans)
    read = []
    for span in spans:
        tense = tense_at(text, span.start, span.end)
        if span.form == "in units" and tense is Tense.PAST:
            continue
        context = story.context(span, tense)
        times_ = span.readings(context)
        read.append(DateRead(span, times_, context))
        story.goes_on(span, times_)
    return read


class Story:
    """The time of the story so far: that of the last date told with its year, until that is long ago.

    A `tale` is a text whose years lie far from the day of writing, and which tells nothing from that day: there the
    story holds on.
    """

    def __init__(self, text: str, days: tuple[When, ...], spans: Sequence[DateSpan]) -> None:
        self._text = text
        self._days = days
        self._tale = _is_tale(days, spans)
        self._when: When | None = None
        self._aside: int | None = None
        self._last: tuple[When, ...] = ()
        self._at = self._last_at = 0
        self._heads = False

    def context(self, span: DateSpan, tense: Tense) -> Context:
        """What tells which times a date can mean here."""
        near = span.start - self._last_at <= _COUNTED_FROM
        base = self._last if near and self._last else self._days
        coming = tense is Tense.FUTURE and not self._tale
        story = None if coming else self._when
        return Context(self._days, tense, story, story is not None and self._holds(span), base)

    def _holds(self, span: DateSpan) -> bool:
        """Whether the story, and not the day of writing, tells the year of a date."""
        if self._tale or not self._days:
            return True
        if self._heads:
            return span.start - self._at <= _LONG_STORY
        return span.start - self._at <= _SHORT_STORY and "\n\n" not in self._text[self._at : span.start]

    def goes_on(self, span: DateSpan, times_: Sequence[When]) -> None:
        """Goes on from a date that was read."""
        if not times_:
            return
        when = times_[0]
        if not _compares(span.said):
            self._last, self._last_at = (when,), span.end
        if _is_from_today(span.said):
            if not self._tale:
                self._when = None
        elif (when.latest - when.earliest).days <= _ONE_YEAR:
            if _year_said(span.said):
                self._tell(span, when)
            elif self._when is not None and when.earliest.year in {
                self._when.earliest.year,
                self._when.earliest.year + 1,
            }:
                self._when = when

    def _tell(self, span: DateSpan, when: When) -> None:
        """A year is said: that of the story from here on, unless it is one that only tells more of a noun."""
        year, bare = when.earliest.year, isinstance(span.said, Moment) and not (span.said.month or span.said.part)
        alone = bare and _stands_alone(self._text, span)
        if bare and not alone and not _leads_on(self._text, span):
            return
        far = self._tale and self._when is not None and abs(year - self._when.earliest.year) > _ASIDE
        if far and not alone and (self._aside is None or abs(year - self._aside) > _ASIDE):
            self._aside = year
            return
        self._aside = None
        self._when, self._at, self._heads = when, span.end, alone


_COUNTED_FROM, _SHORT_STORY, _LONG_STORY = 600, 400, 4000
"""In characters: how far behind a date may lie from which another is counted, one that tells the year of a few
sentences, and one that is the heading of a part."""

_ONE_YEAR, _ASIDE = 366, 10
"""In days, what is no longer a date of the story; in years, how far a tale steps aside without going on from there."""

_FEW, _MOST_NEAR = 3, 0.25
"""A tale has so many dates with their years at least, and no more than this part of them near the day of writing."""


def _is_tale(days: Sequence[When], spans: Sequence[DateSpan]) -> bool:
    if not days:
        return True
    told = [year for span in spans if (year := _year_said(span.said))]
    today = sum(_is_from_today(span.said) for span in spans)
    near = sum(any(abs(year - day.earliest.year) <= 1 for day in days) for year in told)
    return len(told) >= _FEW and near <= _MOST_NEAR * len(told) and today <= _MOST_NEAR * len(told)


def _year_said(said: Said | Either) -> int | None:
    """The year that a date says itself."""
    match said:
        case Either(ways=ways):
            return _year_said(ways[0])
        case Range(last=last):
            return _year_said(last)
        case Part(of=of) | Nth(of=of):
            return _year_said(of)
        case Moment() if said.years == 1 and not said.short:
            return said.year
        case Feast():
            return said.year
    return None


_YEAR_LEADS = re.compile(
    r"(?:^|[\W])(?:in|by|since|during|until|of|from|early|late|mid|late in|early in)[\s-]$", re.IGNORECASE
)


def _leads_on(text: str, span: DateSpan) -> bool:
    """Whether a bare year is a time of its own, and tells not only more of a noun: "in 1989", not "the 1989 law"."""
    return bool(_YEAR_LEADS.search(text, max(span.start - 10, 0), span.start))


def _stands_alone(text: str, span: DateSpan) -> bool:
    """Whether a year is all of its line, as a heading is."""
    before = text.rfind("\n", 0, span.start) + 1
    after = text.find("\n", span.end)
    return not (text[before : span.start] + text[span.end : after if after >= 0 else len(text)]).strip(" #*:.–—")


def _compares(said: Said | Either) -> bool:
    """Whether a time only compares with another: "a year earlier"; what follows is not counted from it."""
    return isinstance(said, Away) and said.sign < 0 and said.unit is Unit.YEAR and said.number == (1, 1)


def _is_from_today(said: Said | Either) -> bool:
    """Whether a time is told from the day of writing."""
    match said:
        case Weekday() | Stretch(anchored=False) | Away(anchored=False, base=None):
            return True
        case Around(anchored=False):
            return said.unit is not Unit.WEEK
    return False


def wrong_with(said: Said | Either) -> str:
    """What is wrong with a date as one of the calendar, in every way to read it; or nothing."""
    match said:
        case Either(ways=ways):
            told = [wrong_with(way) for way in ways]
            return told[0] if all(told) else ""
        case Moment():
            return said.wrong()
        case Range(first=first, last=last):
            return wrong_with(first) or wrong_with(last)
        case Away(base=base) if base:
            return wrong_with(base)
        case Nth(of=of) | Part(of=of):
            return wrong_with(of)
    return ""
