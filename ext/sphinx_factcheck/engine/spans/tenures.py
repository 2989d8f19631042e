"""When an office is said to begin or end, and how long it was held: "since May 2021", "from 2003 to 2014"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.calendar import Tense, some_day
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.engine.spans.terms import TermSaid, find_terms
from sphinx_factcheck.facts.dates import DateError, When, parse
from sphinx_factcheck.facts.offices import Length, Period

_SIGN = r"(?:[.!?](?=,?\s[a-z(]))?"
"""What the name of a body can end with: "Galatasaray S.K. from 1911"."""
_BY = r"(?:(?:his|her|their|your|my)\s(?:\w+\s){1,2}(?:in|on)\s)?"
"""By what an office ended, before the date of that: "until her arrest in October 2016"."""
_LEAD = later(
    rf"{_SIGN}(?:,?\s\(?(?:(?:only|just|already|ever|but|first)\s){{0,2}}"
    rf"(?P<lead>from|between|since|until|till|up\sto|through|in|on|during|for(?:\sall)?|these)\s{_BY}(?:the\s(?!past\b|last\b))?"
    r"|,?\s\(|,?\s|\s?[—–]\s?)"
)
_ON = later(rf"\s?(?:to|until|till|through|and|[–—-])\s?{_BY}(?:the\s)?")
_OPEN = later(r"\s?[–—-]\s?(?:present|today|now)\b")
_CLOSED = later(r"\)|(?=[,;.\n])|$")
_AN_OFFICE = later(
    r",?\s(?:an?|the|which)\s?(?:office|post|position|seat|role|job|dignity)?\s?(?:(?:that|which)\s)?"
    r"(?:I|you|he|she|they|(?:[A-Z][\w’'-]+\s){0,2}[A-Z][\w’'-]+)\s(?:(?:had|has|have)\s)?"
    r"(?:held|occupied|filled|kept|retained|(?P<begins>took\sup|assumed|entered|obtained|took\sover)"
    r"|(?P<ends>left|lost|quit|resigned|gave\sup|relinquished))(?=,?\s)"
)
"""What leads from a title to its time by way of another noun: "Home Secretary, an office he held until 2020"."""
_FRONT = later(r"\b(?P<lead>[Ff]rom|[Bb]etween|[Ss]ince|[Uu]ntil|[Tt]ill|[Ii]n|[Oo]n|[Dd]uring|[Ff]or)\s(?:the\s)?$")
_YEARS = r"\b((?:1[5-9]|20)\d\d)\s?[–—-]\s?((?:1[5-9]|20)\d\d|\d\d?)"
_YEARS_BEFORE, _YEARS_AT = later(rf"{_YEARS}\s$"), later(rf"{_YEARS}(?:\)|(?=[,;.\n])|$)")
_BESIDE_ANOTHER = later(r"\b(?:previous|preceding|following|next|same|that)\b")
"""What tells a date by another one, of which a doubt is left: "since the previous autumn"."""
_REACH = 60
"""Characters before a date or a length of time in which the word that leads to it can begin."""


@dataclass(frozen=True, slots=True)
class Tenures:
    """Reads the times of offices in one text, whose dates are known, and which was written on the days of `letter`."""

    text: str
    dates: Callable[[int, int], Sequence[DateSaid]]
    letter: Sequence[When]

    def at(self, at: int, stop: int, *, begins: bool = False, ends: bool = False) -> Period | None:
        """The time that stands at an offset; `begins` and `ends` tell what a bare "in 2015" dates."""
        if led := _AN_OFFICE.match(self.text, at, stop):
            at, begins, ends = led.end(), bool(led["begins"]), bool(led["ends"])
        found = _LEAD.match(self.text, at, stop)
        if found is None:
            return None
        if found["lead"] and found["lead"].startswith(("for", "these")):
            told = self.length(found.end(), stop)
            return replace(told, so_far=found["lead"] == "these") if told else None
        date = self._date_at(found.end(), stop)
        if not found["lead"]:
            return self._bare(date, stop) if date else _of_years(_YEARS_AT.match(self.text, found.end(), stop))
        if date is None:
            return None
        if (on := _ON.match(self.text, date.end, stop)) and found["lead"] in {"from", "between"}:
            last, first = self._date_at(on.end(), stop), self._when(date)
            if last and first and (ended := self._when(last)):
                return Period(last.end, first, ended)
        return self._period(date, found["lead"], begins=begins, ends=ends)

    def before(self, start: int, at: int, *, begins: bool = False, ends: bool = False) -> Period | None:
        """The time right before an offset and after `start`: "In 1993, X became", "From 1988 to 1992, X was".

        Its `end` is where it begins.
        """
        stop = len(self.text[start:at].rstrip(" ,")) + start
        date = next((d for d in self.dates(start, stop) if d.end == stop), None)
        begin = date.start if date else next((t.start for t in self._terms(start, stop) if t.end == stop), -1)
        led = _FRONT.search(self.text, max(start, begin - _REACH), begin) if begin >= 0 else None
        if led is None:
            return None
        lead = led["lead"].lower()
        told = self._period(date, lead, begins=begins, ends=ends) if date else self.length(begin, stop)
        return replace(told, end=led.start()) if told and (date is None) == (lead == "for") else None

    def _terms(self, start: int, stop: int) -> list[TermSaid]:
        return list(find_terms(self.text, max(start, stop - _REACH), stop))

    def _date_at(self, at: int, stop: int) -> DateSaid | None:
        near = self.dates(max(at - len("the "), 0), stop)
        return next((d for d in near[:2] if d.end > at and d.start <= at and not d.wrong), None)

    def length(self, at: int, stop: int) -> Period | None:
        """How long an office was held: "for twenty months", "for the last ten years"."""
        for term in find_terms(self.text, at, min(stop, at + _REACH)):
            led = self.text[at : term.start].split()
            if all(word in {"the", "these", "last", "past", "some", "full", "all", "of"} for word in led):
                surely, never = term.bounds()
                return Period(term.end, lasted=Length(term.value, surely, never))
            break
        return None

    def _bare(self, date: DateSaid, stop: int) -> Period | None:
        """A time without a word that leads to it: "(2009–2016)", "(1996–present)"."""
        if open_end := _OPEN.match(self.text, date.end, stop):
            first = self._when(date)
            return Period(open_end.end(), began=first) if first else None
        closed = _CLOSED.match(self.text, date.end, stop)
        told = self._period(date, "from") if date.last and closed else None
        return replace(told, end=closed.end()) if told and closed else None

    def _period(self, date: DateSaid, lead: str, *, begins: bool = False, ends: bool = False) -> Period | None:
        if date.last:
            first, last = self._bounds(date)
            open_end = self.text[date.start : date.end].endswith(("today", "now", "present"))
            return Period(date.end, first, None if open_end else last) if first and last else None
        when = self._when(date)
        if when is None:
            return None
        if lead in {"since", "from"}:
            return Period(date.end, began=when)
        if lead in {"until", "till", "up to", "through"}:
            return Period(date.end, ended=when)
        if begins or ends:
            return Period(date.end, began=when if begins else None, ended=when if ends else None)
        return Period(date.end, held=when)

    def _readings(self, date: DateSaid) -> Sequence[When]:
        if _BESIDE_ANOTHER.search(self.text, date.start, date.end):
            return ()
        alone = replace(date, story=None, strong=False) if date.first.month else date
        told = alone.readings(self.letter, Tense.PAST)
        return [when for when in told if any(when.earliest <= day.latest for day in self.letter)] or told

    def _when(self, date: DateSaid) -> When | None:
        """The likeliest time that a date means, with what is vague about it."""
        told = self._readings(date)
        if not told or date.vague:
            return None
        slack = timedelta(date.slack)
        return some_day(told[0].earliest - slack, told[0].latest + slack) if slack else told[0]

    def _bounds(self, date: DateSaid) -> tuple[When | None, When | None]:
        """The beginning and the end of a time from one date to another."""
        told = self._readings(date)
        if not told:
            return None, None
        first, slash, last = told[0].text.partition("/")
        try:
            return (parse(first), parse(last)) if slash else (None, None)
        except DateError:
            return some_day(told[0].earliest, told[0].start_latest), some_day(told[0].end_earliest, told[0].latest)


def years_before(text: str, at: int) -> Period | None:
    """The years that stand right before a title: "its 2011–2016 chief geologist"; `end` is where they begin."""
    found = _YEARS_BEFORE.search(text, max(at - 14, 0), at)
    told = _of_years(found)
    return replace(told, end=found.start()) if found and told else None


def _of_years(found: re.Match[str] | None) -> Period | None:
    if found is None:
        return None
    last = found[2] if len(found[2]) == 4 else found[1][: 4 - len(found[2])] + found[2]
    return Period(found.end(), parse(found[1]), parse(last))
