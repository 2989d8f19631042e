"""Dates and ranges of dates in English prose, American and British, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sphinx_factcheck.claims.grammar.calendar import MONTHS, WEEKDAYS, Lead, Moment, Tense, distance, when_of
from sphinx_factcheck.claims.grammar.lead import Before
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.facts.dates import When

_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
_NUMBER = (
    {m: n for n, m in enumerate(MONTHS, 1)}
    | {m.upper(): n for n, m in enumerate(MONTHS, 1)}
    | {s: next(n for n, m in enumerate(MONTHS, 1) if m.startswith(s[:3])) for s in _SHORT}
)
_MONTH = "(?:" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + ")"
_HIT = re.compile(_MONTH + r"(?![A-Za-z]|\s(?:Street|St\b|Avenue|Road|Square|Lane))")
_TO = r"(?:-|–|—|‒|to\b|through\b|until\b|till\b|and\b|&)"
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"[12]\d{3}(?![\d-])"
_AMERICAN = re.compile(
    rf"\.?\s{{1,3}}(?:the\s)?(?P<d1>\d{{1,2}})(?P<th>{_TH}\b)?(?!\d|[:.,]\d|[–-]\d{{3}}|\s?[ap]\.?m\b|\s?(?:%|percent))"
    rf"(?:(?P<gap>\s{{0,2}})(?P<to>{_TO})\s{{0,2}}(?P<m2>{_MONTH})?\.?\s?(?P<d2>\d{{1,2}}){_TH}?(?![\d:]))?"
    rf"(?:(?:,\s{{0,2}}|\s{{1,2}}|,?\sof\s)(?P<y>{_YEAR}))?"
)
_BEFORE = re.compile(
    rf"(?<![\d.,/:$£€-])(?:(?P<d1>\d{{1,2}}){_TH}?(?:\s(?P<m1>{_MONTH}))?(?:,?\s(?P<y1>{_YEAR}))?\s{{0,2}}(?P<to>{_TO})\s{{0,2}})?"
    rf"(?:the\s)?(?<![\d.,/:$£€])(?P<d2>\d{{1,2}})(?P<th>{_TH})?\s{{1,2}}(?:day\s)?(?P<of>of\s)?$"
)
_BRITISH = re.compile(
    rf"\.?(?:,?\s{{1,2}}(?P<y>{_YEAR}))?"
    rf"(?:\s{{0,2}}(?P<to>{_TO})\s{{0,2}}(?:the\s)?(?P<d2>\d{{1,2}}){_TH}?\s(?:of\s)?(?P<m2>{_MONTH})(?![A-Za-z])(?:,?\s(?P<y2>{_YEAR}))?)?"
)
_MONTH_YEAR = re.compile(
    rf"\.?(?:,?\s{{1,2}}(?:of\s)?(?P<y>{_YEAR}))?"
    rf"(?:\s{{0,2}}(?P<to>{_TO})\s{{0,2}}(?P<m2>{_MONTH})(?![A-Za-z]|\s\d{{1,2}}\b)(?:,?\s(?:of\s)?(?P<y2>{_YEAR}))?)?"
)
_FIGURES = re.compile(r"\d{1,4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,4}")
_DIGIT = re.compile(r"\d")
_PLAIN_YEAR = re.compile(r"[12]\d{3}")
_OF_MONTH = re.compile(r"[’']s\s")
_OF_YEARS = re.compile(r"(?:(?:,|,?\s(?:and|or))\s\w+){0,6}[\s-](?:and\s)?(?:a\shalf\s)?(?:year|month|week|day)")
_NUMBERED = re.compile(
    rf"(?:§|\b{any_of('section sec article art rule version no para paragraph chapter clause')}\.?)\s$", re.IGNORECASE
)
_MONTH_OR_WORD = frozenset({"May", "March", "MAY", "MARCH", "Mar"})


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date as written: its offsets in the text, what it says, and what is wrong with it in itself.

    `other` is a second way to read it (6/7/2023). `weekday` counts from 0, Monday.
    """

    start: int
    end: int
    first: Moment
    last: Moment | None = None
    lead: Lead = Lead.AT
    weekday: int | None = None
    other: Moment | None = None
    wrong: str = ""

    def readings(self, refs: Iterable[When], tense: Tense = Tense.UNKNOWN) -> tuple[When, ...]:
        """Every time that can be meant, given when it was written, the nearest first."""
        told = tuple(refs)
        found: dict[str, When] = {}
        for moment in (self.first, self.other):
            for first in moment.in_years(told, tense) if moment and not self.wrong else ():
                try:
                    when = self._with_end(first)
                except ValueError:  # the 29th of February in a year that has none
                    continue
                found.setdefault(when.text, when)
        return tuple(sorted(found.values(), key=lambda w: min((distance(w, r) for r in told), default=timedelta())))

    def _with_end(self, first: Moment) -> When:
        if self.last is None:
            return when_of(first)
        last = self.last if self.last.year else replace(self.last, year=first.year)
        if (last.month or 0) < (first.month or 0) and not self.last.year and first.year:
            last = replace(last, year=first.year + 1)
        return when_of(first, last)

    @property
    def value(self) -> str:
        """What is said, as EDTF with X for a year that is not said."""
        return self.first.edtf() + (f"/{self.last.edtf()}" if self.last else "")


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateSaid]:
    """The dates that name a month, and those in figures, in the order of their kinds. Bare years are not among them."""
    stop = len(text) if end is None else end
    done = start
    for hit in _HIT.finditer(text, start, stop):
        if hit.start() < done or (hit.start() and text[hit.start() - 1].isalnum()):
            continue
        said = _at_month(text, hit, done, stop)
        if said:
            done = said.end
            yield said
    for figures in _FIGURES.finditer(text, start, stop):
        said = _in_figures(text, figures)
        if said:
            yield said


def year_said(text: str, start: int, end: int) -> DateSaid | None:
    """The bare year that stands at exactly these offsets, with the words that lead to it."""
    if not _PLAIN_YEAR.fullmatch(text, start, end):
        return None
    return _led(text, DateSaid(start, end, Moment(int(text[start:end]))), 0)


def _at_month(text: str, hit: re.Match[str], done: int, stop: int) -> DateSaid | None:
    month = _NUMBER[hit[0]]
    window = max(hit.start() - 40, done)
    figures = _DIGIT.search(text, max(hit.start() - 12, 0), hit.start())
    before = _BEFORE.search(text[window : hit.start()]) if figures else None
    american = _AMERICAN.match(text, hit.end(), stop) if _DIGIT.search(text, hit.end(), hit.end() + 8) else None
    if before and _is_british(before, american):
        return _british(text, hit, before, window, month, stop, done)
    if american:
        said = _american(text, hit, american, month, done)
        if said:
            return said
    return _bare_month(text, hit, month, stop, done)


def _is_british(before: re.Match[str], american: re.Match[str] | None) -> bool:
    if int(before["d2"]) > 31 and not before["th"]:
        return False
    return american is None or not american["y"]


def _american(text: str, hit: re.Match[str], m: re.Match[str], month: int, done: int) -> DateSaid | None:
    year = int(m["y"]) if m["y"] else None
    day, end = int(m["d1"]), m.end()
    last = None
    if m["d2"] and _is_range(text, m, day):
        last = Moment(year, _NUMBER[m["m2"]] if m["m2"] else month, int(m["d2"]))
    elif m["d2"]:
        year, end = None, m.end("th") if m["th"] else m.end("d1")
    first_year = year - 1 if year and last and (last.month or 0) < month else year
    said = _led(text, DateSaid(hit.start(), end, Moment(first_year, month, day), last), done)
    if said.weekday is not None or year or m["th"] or last:
        return _checked(said, doubtful=False)
    before = Before.of(text, said.start, done)
    if before.ends_with("in") or day == 0:
        return None
    return _checked(said, doubtful=day > 31 or not before.leads_to_day())


def _is_range(text: str, m: re.Match[str], day: int) -> bool:
    """Whether "June 6 and 7" is a time of two days, and not a day and a number of something."""
    if _OF_YEARS.match(text, m.end()):
        return False
    if m["m2"] or m["y"] or m["to"] in "-–—‒":
        return True
    if m["to"] in {"to", "through", "until", "till"}:
        return int(m["d2"]) <= 31
    return int(m["d2"]) == day + 1 and not re.match(r"\s[a-z]", text[m.end() : m.end() + 2])


def _british(
    text: str, hit: re.Match[str], before: re.Match[str], window: int, month: int, stop: int, done: int
) -> DateSaid | None:
    after = _BRITISH.match(text, hit.end(), stop)
    assert after is not None
    year = int(after["y"]) if after["y"] else None
    end = after.end("y") if after["y"] else hit.end()
    first, last = Moment(year, month, int(before["d2"])), None
    start = window + before.start("d2")
    ranged = before["d1"] and (before["m1"] or before["to"] != "and" or int(before["d2"]) == int(before["d1"]) + 1)
    if ranged:
        own_month = _NUMBER[before["m1"]] if before["m1"] else month
        own_year = int(before["y1"]) if before["y1"] else (year if own_month <= month or not year else year - 1)
        first, last, start = Moment(own_year, own_month, int(before["d1"])), first, window + before.start("d1")
    elif after["m2"] and after["to"] != "and":
        last_year = int(after["y2"]) if after["y2"] else year
        last = Moment(last_year, _NUMBER[after["m2"]], int(after["d2"]))
        first = replace(first, year=year or (last_year and last_year - (last.month < month)))  # type: ignore[operator]
        end = after.end()
    said = _led(text, DateSaid(start, end, first, last), done)
    sure = year or before["th"] or before["of"] or last or said.weekday is not None
    return _checked(said, doubtful=not sure and not Before.of(text, said.start, done).leads_to_day())


def _bare_month(text: str, hit: re.Match[str], month: int, stop: int, done: int) -> DateSaid | None:
    m = _MONTH_YEAR.match(text, hit.end(), stop)
    assert m is not None
    before = Before.of(text, hit.start(), done)
    part, start = before.part() or ("", hit.start())
    year = int(m["y"]) if m["y"] else None
    last = None
    end = m.end("y") if m["y"] else hit.end()
    if m["m2"] and (m["to"] != "and" or before.ends_with("between", "from")):
        last_year = int(m["y2"]) if m["y2"] else year
        last, end = Moment(last_year, _NUMBER[m["m2"]]), m.end()
        year = year or (last_year and last_year - (_NUMBER[m["m2"]] < month))
    sure = hit[0] not in _MONTH_OR_WORD
    if not (year or last or part or before.leads_to_month(sure=sure) or _OF_MONTH.match(text, end, end + 3)):
        return None
    return _led(text, DateSaid(start, end, Moment(year, month, None, part), last), done)


def _in_figures(text: str, figures: re.Match[str]) -> DateSaid | None:
    start, end = figures.span()
    edges = text[max(start - 1, 0) : start] + text[end : end + 1]
    if any(c.isalnum() or c in "-/_" for c in edges) or (
        text[end : end + 2][:1] == "." and text[end + 1 : end + 2].isdigit()
    ):
        return None
    a, b, c = figures[0].split(figures["sep"])
    if figures["sep"] == "-":
        if not (len(a) == 4 and len(b) == len(c) == 2 and a[0] in "12"):
            return None
        wrong_month = not 1 <= int(b) <= 12
        said = _led(text, DateSaid(start, end, Moment(int(a), None if wrong_month else int(b), int(c))), 0)
        if wrong_month:
            surely = Before.of(text, start).leads_to_day()
            return replace(said, first=Moment(int(a)), wrong=f"there is no month {b}") if surely else None
        return _checked(said, doubtful=False)
    if len(c) != 4 or c[0] not in "12" or len(a) > 2 or _NUMBERED.search(text[max(start - 12, 0) : start]):
        return None
    ways = [Moment(int(c), month, day) for month, day in ((int(a), int(b)), (int(b), int(a))) if 1 <= month <= 12]
    if figures["sep"] == ".":
        ways.reverse()
    ways = [w for w in ways if not w.wrong()]
    if not ways:
        return None
    other = ways[1] if len(ways) > 1 and ways[1] != ways[0] else None
    return _led(text, DateSaid(start, end, ways[0], other=other), 0)


def _led(text: str, said: DateSaid, done: int) -> DateSaid:
    """The date with its weekday and the words that lead to it."""
    before = Before.of(text, said.start, done)
    named = before.weekday() if said.first.day else None
    if named:
        before = Before.of(text, named[1], done)
    lead = before.lead()
    if said.last and lead in {Lead.START, Lead.END}:
        lead = Lead.AT
    if named is None and lead is Lead.AT:
        return said
    return replace(said, start=named[1] if named else said.start, weekday=named[0] if named else None, lead=lead)


def _checked(said: DateSaid, *, doubtful: bool) -> DateSaid | None:
    """The date with what is wrong with it; None where it is doubtful that a date is meant at all."""
    wrong = said.first.wrong() or (said.last.wrong() if said.last else "")
    if wrong:
        return None if doubtful else replace(said, wrong=wrong)
    if said.last and _ends_early(said.first, said.last):
        return replace(said, wrong="this time ends before it starts")
    if said.weekday is None or said.first.year is None or said.first.day is None:
        return said
    true = said.first.first()
    if true.weekday() == said.weekday:
        return said
    return replace(said, wrong=f"{true} was a {WEEKDAYS[true.weekday()]}, not a {WEEKDAYS[said.weekday]}")


def _ends_early(first: Moment, last: Moment) -> bool:
    if first.year and last.year:
        return last.last() < first.first()
    return first.month == last.month and (last.day or 31) < (first.day or 1)
