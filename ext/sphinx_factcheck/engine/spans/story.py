"""The dates of a text in order: where one says no year, the story tells it, else the day of writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sphinx_factcheck.engine.spans.calendar import Moment, Tense
from sphinx_factcheck.engine.spans.dates import find_dates
from sphinx_factcheck.engine.spans.periods import (
    Around,
    Away,
    Either,
    Feast,
    MonthDay,
    Nth,
    Part,
    Range,
    Said,
    Stretch,
    Unit,
    Weekday,
)
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.facts.dates import When

TenseAt = Callable[[str, int, int], Tense]
"""What tells the tense of the clause around a stretch of a text."""


def read_dates(text: str, days: Sequence[When], tense_at: TenseAt) -> list[DateSaid]:
    """The dates of a text in order, each with the tense of its clause and with the story so far."""
    dates = list(find_dates(text))
    story = Story(text, tuple(days), dates)
    read = []
    for said in dates:
        tense = Tense.UNKNOWN if _is_whole(said.said) else tense_at(text, said.start, said.end)
        if said.form == "in units" and tense is Tense.PAST:
            continue  # "in two weeks they had built it": so long it took
        read.append(story.with_date(said, tense))
    return read


def _is_whole(said: Said | Either) -> bool:
    """Whether a date says its year, so that no tense tells more of it."""
    return isinstance(said, Moment) and said.year is not None and not said.short


class Story:
    """The time of the story so far: that of the last date told with its year, until that is long ago.

    A `tale` is a text whose years lie far from the day of writing, and which tells nothing from that day: there the
    story holds on.
    """

    def __init__(self, text: str, days: tuple[When, ...], spans: Sequence[DateSaid]) -> None:
        self._text = text
        self._days = days
        self._tale = _is_tale(text, days, spans)
        self._when: When | None = None
        self._aside: int | None = None
        self._last: tuple[When, ...] = ()
        self._at = self._last_at = 0
        self._heads = self._beside = False

    def with_date(self, said: DateSaid, tense: Tense) -> DateSaid:
        """A date with what the story tells of it; the story goes on from there."""
        near = said.start - self._last_at <= _COUNTED_FROM
        base = self._last if near and self._last else self._days
        story = self._when if self._tale or (tense is not Tense.FUTURE and self._lasts_to(said)) else None
        if isinstance(said.said, MonthDay) and self._last and self._tells_month(said, said.said, tense):
            story = self._last[0]
        strong = story is not None and self._holds(said)
        told = DateSaid(
            said.start, said.end, said.said, said.form, said.lead, said.wrong, story, strong, base, tense
        )  # a quarter of the time that `replace` takes
        self._goes_on(said, told.readings(self._days, tense))
        return told

    def _tells_month(self, span: DateSaid, said: MonthDay, tense: Tense) -> bool:
        """Whether the date before tells the month of a day: "this May, from the 24th", "on 2 June. On the 4th"."""
        between, last = self._text[self._last_at : span.start], self._last[0]
        if len(between) <= _SAME_CLAUSE and not set(between) & set(".;:\n"):
            return True
        goes_on = last.is_day and said.day > last.earliest.day and tense is not Tense.FUTURE
        return goes_on and len(between) <= _GOES_ON and "\n\n" not in between

    def _holds(self, span: DateSaid) -> bool:
        """Whether the story, and not the day of writing, tells the year of a date."""
        if self._tale or not self._days:
            return True
        if self._heads:
            return span.start - self._at <= _LONG_STORY
        return not self._beside and self._is_near(span)

    def _lasts_to(self, span: DateSaid) -> bool:
        """Whether the story can still be that of a date: a year told by the way is that of a few sentences at most."""
        return not self._beside or self._is_near(span)

    def _is_near(self, span: DateSaid) -> bool:
        return span.start - self._at <= _SHORT_STORY and "\n\n" not in self._text[self._at : span.start]

    def _goes_on(self, span: DateSaid, times: Sequence[When]) -> None:
        """Goes on from a date that was read."""
        if not times:
            return
        when = times[0]
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

    def _tell(self, span: DateSaid, when: When) -> None:
        """A year is said: that of the story from here on, unless it is one that only tells more of a noun."""
        year, bare = when.earliest.year, _is_bare(span.said)
        alone = bare and _stands_alone(self._text, span)
        if bare and not alone and not _leads_on(self._text, span):
            return
        far = self._tale and self._when is not None and abs(year - self._when.earliest.year) > _ASIDE
        if far and not alone and (self._aside is None or abs(year - self._aside) > _ASIDE):
            self._aside = year
            return
        self._aside = None
        self._when, self._at, self._heads = when, span.end, alone
        self._beside = bare and not alone and not _opens(self._text, span)


_SAME_CLAUSE, _GOES_ON, _COUNTED_FROM, _SHORT_STORY, _LONG_STORY = 60, 250, 600, 400, 4000
"""In characters: how far before one of the same clause a date may lie, or one of the same month, how far one from which
another is counted, one that tells the year of a few sentences, and one that is the heading of a part."""

_ONE_YEAR, _ASIDE = 366, 10
"""In days, what is no longer a date of the story; in years, how far a tale steps aside without going on from there."""

_FEW, _MOST_NEAR = 3, 0.25
"""A tale has so many dates with their years at least, and no more than this part of them near the day of writing."""


def _is_tale(text: str, days: Sequence[When], spans: Sequence[DateSaid]) -> bool:
    if not days:
        return True
    told = [year for span in spans if (year := _year_said(span.said)) and not _is_by_the_way(text, span)]
    today = sum(_is_from_today(span.said) and not isinstance(span.said, Stretch | Away) for span in spans)
    near = sum(any(abs(year - day.earliest.year) <= 1 for day in days) for year in told)
    return len(told) >= _FEW and near <= _MOST_NEAR * len(told) and today <= _MOST_NEAR * len(told)


def _is_by_the_way(text: str, span: DateSaid) -> bool:
    """Whether a bare year is told beside what a text goes on to tell."""
    return _is_bare(span.said) and not _opens(text, span) and not _stands_alone(text, span)


def _is_bare(said: Said | Either) -> bool:
    return isinstance(said, Moment) and not (said.month or said.part)


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
    r"(?:^|[\W])(?:in|by|since|during|until|of|from|early|late|mid|late in|early in)[\s-](?:the\s)?$", re.IGNORECASE
)


_OPENING = re.compile(
    r"(?:^|[.!?:;\n(“\"]\s*|[,;]\s(?:and|but|then)\s|\b(?:And|But|Then)\s)"
    r"(?i:in|during|by|early in|late in)\s(?:the\s\w+\sof\s)?$"
)


def _leads_on(text: str, span: DateSaid) -> bool:
    """Whether a bare year is a time of its own, and tells not only more of a noun: "in 1989", not "the 1989 law"."""
    return bool(_YEAR_LEADS.search(text, max(span.start - 14, 0), span.start))


def _opens(text: str, span: DateSaid) -> bool:
    """Whether a year opens its sentence, and so is that of what follows: "In 1989 …", not "who won it in 1989"."""
    return bool(_OPENING.search(text, max(span.start - 30, 0), span.start))


def _stands_alone(text: str, span: DateSaid) -> bool:
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
