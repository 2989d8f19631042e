"""Dates that name a month, American and British, whole or in part: "June 6-8, 2016", "late March"."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_factcheck.claims.grammar.calendar import Moment, Which
from sphinx_factcheck.claims.grammar.lead import Before, led
from sphinx_factcheck.claims.grammar.said import DateSaid
from sphinx_factcheck.claims.grammar.years import with_year
from sphinx_factcheck.facts.words import MONTHS

_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
NUMBERS = (
    {m: n for n, m in enumerate(MONTHS, 1)}
    | {m.upper(): n for n, m in enumerate(MONTHS, 1)}
    | {s: next(n for n, m in enumerate(MONTHS, 1) if m.startswith(s[:3])) for s in _SHORT}
)
"""The months by the ways to write them."""

_MONTH = "(?:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_NO_MONTH = re.compile(r"[A-Za-z]|\s(?:Street|St\b|Avenue|Road|Square|Lane|Drive|House)")
_TO = r"(?:-|–|—|‒|/|to\b|through\b|until\b|till\b|and\b|&)"
_TH = r"(?:st|nd|rd|th|d)"
_YEAR = r"[12]\d{3}(?![\d-])"
_AMERICAN = re.compile(
    rf"\.?\s{{1,3}}(?:the\s)?(?P<d1>\d{{1,2}})(?P<th>{_TH}\b)?(?!\d|[:.,]\d|[–-]\d{{3}}|\s?[ap]\.?m\b|\s?(?:%|percent))"
    rf"(?:(?P<gap>\s{{0,2}})(?P<to>{_TO})\s{{0,2}}(?:the\s)?(?P<m2>{_MONTH})?\.?\s?(?P<d2>\d{{1,2}}){_TH}?(?![\d:])(?:\s(?P<m3>{_MONTH})(?![A-Za-z]))?)?"
    rf"(?:(?:,\s{{0,2}}|\s{{1,2}}|,?\sof\s)(?P<y>{_YEAR}))?"
)
_DAY_BEFORE = re.compile(
    rf"(?:the\s)?(?<![\d.,:$£€])(?P<d2>\d{{1,2}})(?P<th>{_TH}|\.)?\s{{1,2}}(?:day\s)?(?P<of>of\s)?(?:the\smonth\sof\s)?$"
)
_RANGE_BEFORE = re.compile(
    rf"(?<![\d.,/:$£€-])(?P<d1>\d{{1,2}}){_TH}?(?:\s(?:of\s)?(?P<m1>{_MONTH}))?(?:,?\s(?P<y1>{_YEAR}))?\s{{0,2}}(?P<to>{_TO})\s{{0,2}}$"
)
_RANGE_ENDS = ("-", "–", "—", "‒", "/", "to", "through", "until", "till", "and", "&")
_BRITISH = re.compile(
    rf"\.?(?:,?\s{{1,2}}(?P<y>{_YEAR}))?"
    rf"(?:\s{{0,2}}(?P<to>{_TO})\s{{0,2}}(?:the\s)?(?P<d2>\d{{1,2}}){_TH}?\s(?:of\s)?(?P<m2>{_MONTH})(?![A-Za-z])(?:,?\s(?P<y2>{_YEAR}))?)?"
)
_MONTH_YEAR = re.compile(
    rf"\.?(?:,?\s{{1,2}}(?:of\s)?(?P<y>{_YEAR}))?"
    rf"(?:\s{{0,2}}(?P<to>{_TO})\s{{0,2}}(?P<m2>{_MONTH})(?![A-Za-z]|\s\d{{1,2}}\b)(?:,?\s(?:of\s)?(?P<y2>{_YEAR}))?)?"
)
_DIGIT = re.compile(r"\d")
_OF_MONTH = re.compile(r"[’']s\s")
_OF_YEARS = re.compile(r"(?:(?:,|,?\s(?:and|or))\s\w+){0,6}[\s-](?:and\s)?(?:a\shalf\s)?(?:year|month|week|day)")
_MONTH_OR_WORD = frozenset({"May", "March", "MAY", "MARCH", "Mar"})


def date_at_month(text: str, at: int, past: int, done: int, stop: int) -> DateSaid | None:
    """The date around the name of a month at [at, past), from `done` on and up to `stop`."""
    if _NO_MONTH.match(text, past):
        return None
    month = NUMBERS[text[at:past]]
    american = _AMERICAN.match(text, past, stop) if _DIGIT.search(text, past, past + 8) else None
    said = None
    if not (american and american["y"]) and _DIGIT.search(text, max(at - 12, done), at):
        said = _british(text, at, past, month, done, stop)
    if said is None and american:
        said = _american(text, at, american, month, done)
    if said is None:
        said = _bare_month(text, at, past, month, done, stop)
    return said if said is None or said.first.year or said.wrong else with_year(text, said)


def _american(text: str, at: int, m: re.Match[str], month: int, done: int) -> DateSaid | None:
    year = int(m["y"]) if m["y"] else None
    day, end = int(m["d1"]), m.end()
    before = Before.of(text, at, done)
    last = None
    if m["d2"] and _is_range(text, m, day, before):
        last = Moment(year, NUMBERS[m["m2"] or m["m3"] or text[at : m.start()]], int(m["d2"]))
    elif m["d2"]:
        year, end = None, m.end("th") if m["th"] else m.end("d1")
    first_year = year - 1 if year and last and (last.month or 0) < month else year
    part = "week" if not last and before.words[-2:] == ("week", "of") else ""
    said = led(text, DateSaid(at, end, Moment(first_year, month, day, part), last), done, before)
    if said.weekday is not None or year or m["th"] or last:
        return _checked(said, doubtful=False)
    if before.ends_with("in") or day == 0:
        return None
    return _checked(said, doubtful=day > 31 or not before.leads_to_day())


def _is_range(text: str, m: re.Match[str], day: int, before: Before) -> bool:
    """Whether "June 6 and 7" is a time of two days, and not a day and a number of something."""
    if _OF_YEARS.match(text, m.end()):
        return False
    if m["m3"] and m["to"] in {"and", "&"}:
        return False
    if m["m2"] or m["y"] or m["to"] in "-–—‒/" or before.ends_with("between"):
        return True
    if m["to"] in {"to", "through", "until", "till"}:
        return int(m["d2"]) <= 31
    return int(m["d2"]) == day + 1 and not re.match(r"\s[a-z]", text[m.end() : m.end() + 2])


def _british(text: str, at: int, past: int, month: int, done: int, stop: int) -> DateSaid | None:
    window = max(at - (26 if text.startswith("of ", at - 3) else 9), done)
    before = _DAY_BEFORE.search(text, window, at)
    if before is None or (int(before["d2"]) > 31 and not before["th"]):
        return None
    after = _BRITISH.match(text, past, stop)
    assert after is not None
    if before["th"] == "." and not after["y"]:
        return None
    year, day = int(after["y"]) if after["y"] else None, int(before["d2"])
    start, end = before.start("d2"), after.end("y") if after["y"] else past
    first, last = Moment(year, month, day), None
    ranged = _range_before(text, before.start(), done, day)
    if ranged:
        own_month = NUMBERS[ranged["m1"]] if ranged["m1"] else month
        own_year = int(ranged["y1"]) if ranged["y1"] else (year if own_month <= month or not year else year - 1)
        last, first, start = first, Moment(own_year, own_month, int(ranged["d1"])), ranged.start("d1")
    elif after["m2"] and after["to"] != "and":
        last_year = int(after["y2"]) if after["y2"] else year
        last = Moment(last_year, NUMBERS[after["m2"]], int(after["d2"]))
        if last_year:
            first = first.of(year or last_year - (NUMBERS[after["m2"]] < month))
        end = after.end()
    words = Before.of(text, start, done)
    if not last and words.words[-2:] == ("week", "of"):
        first = replace(first, part="week")
    said = led(text, DateSaid(start, end, first, last), done, words)
    sure = year or before["th"] or before["of"] or last or said.weekday is not None
    return _checked(said, doubtful=not sure and not words.leads_to_day())


def _range_before(text: str, at: int, done: int, day: int) -> re.Match[str] | None:
    """The first day of a range that goes on at an offset: "6 to", "30 May –", "the 3rd and"."""
    first = max(at - 24, done)
    window = text[first:at]
    if not window.rstrip().endswith(_RANGE_ENDS):
        return None
    found = _RANGE_BEFORE.search(text, first, at)
    if found is None or found["m1"] or found["to"] != "and" or day == int(found["d1"]) + 1:
        return found
    return found if Before.of(text, found.start(), done).ends_with("between") else None


def _bare_month(text: str, at: int, past: int, month: int, done: int, stop: int) -> DateSaid | None:
    m = _MONTH_YEAR.match(text, past, stop)
    assert m is not None
    before = Before.of(text, at, done)
    part, start = before.part() or ("", at)
    year = int(m["y"]) if m["y"] else None
    last, end, which = None, m.end("y") if m["y"] else past, Which.ANY
    if m["m2"] and (m["to"] != "and" or before.ends_with("between", "from")):
        last_year = int(m["y2"]) if m["y2"] else year
        last, end = Moment(last_year, NUMBERS[m["m2"]]), m.end()
        year = year or (last_year and last_year - (NUMBERS[m["m2"]] < month))
    if before.ends_with("last", "this", "next") and not (year or part):
        which, start = Which(before.words[-1]), text.rindex(text[at - 5 : at - 1], 0, at)
    sure = text[at:past] not in _MONTH_OR_WORD
    if not (year or last or part or before.leads_to_month(sure=sure) or _OF_MONTH.match(text, end, end + 3)):
        return None
    words = before if start == at else Before.of(text, start, done)
    return led(text, DateSaid(start, end, Moment(year, month, None, part, which), last), done, words)


def _checked(said: DateSaid, *, doubtful: bool) -> DateSaid | None:
    """The date with what is wrong with it; None where it is doubtful that a date is meant at all."""
    wrong = said.first.wrong() or (said.last.wrong() if said.last else "")
    if wrong:
        return None if doubtful else replace(said, wrong=wrong)
    if said.last and _ends_early(said.first, said.last):
        return replace(said, wrong="this time ends before it starts")
    if said.weekday is None or said.first.year is None or said.first.day is None:
        return said
    return replace(said, wrong=said.off_weekday(said.readings(())))


def _ends_early(first: Moment, last: Moment) -> bool:
    if first.year and last.year:
        return last.last() < first.first()
    return first.month == last.month and (last.day or 31) < (first.day or 1)
