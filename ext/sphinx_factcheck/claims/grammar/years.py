"""Years without a month: "in 2015", "the 1990s", "late 2016"; and the year that a date takes from before it."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_factcheck.claims.grammar.calendar import Moment, Which
from sphinx_factcheck.claims.grammar.lead import Before, led
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.grammar.said import DateSaid

_SPAN = re.compile(r"(?P<y>[12]\d{3})(?:(?P<s>s)|[-–/](?P<to>\d{4}|\d\d)(?!\d|-))?")
CENTURIES = tuple(str(century) for century in range(14, 21))
_LEADING = "in of since from by until till during after before early late between".split()
TRIGGERS = (
    *(f"{word} {century}" for word in _LEADING for century in CENTURIES),
    *(f"mid-{century}" for century in CENTURIES),
)
"""What a year can be told by, up to its first two digits."""

_GOES_ON = any_of(
    "and or but the a an in on at to for by with from of that this these those who which when where while until before "
    "after as if is was were are has had have will would he she we they it his her our their its your I not"
)
_NAMED = re.compile(
    r"(?:1[4-9]|20)(?<![\w.,/$£€#-]..)\d\d(?:s\b|[-–/](?:\d{4}|\d\d)\b(?!-))?(?![\w%]|[.,/-]\d|[’']s\s)"
)
_ALONE = re.compile(rf"(?!-[a-z])[^\w\s]|\s*$|\s(?:{_GOES_ON}\b|[A-Z(“\"]|\w+ed\b|[–—])")
_FROM = ("between ", "Between ", "from ", "From ")
_GOES_TO = re.compile(r"\s(?:and|to|until|till|through)\s(?P<y>(?:1[4-9]|20)\d\d)\b")
_TOLD = re.compile(
    r",?\s(?:of\s)?(?:(?P<the>the|that)\s)?(?P<which>same|that|following|next|previous|preceding|last|this)\syear\b"
)
_BY_LETTER = {"last": Which.YEAR_BEFORE, "this": Which.THIS, "next": Which.YEAR_AFTER}
_STEPS = {"same": 0, "that": 0, "this": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1, "last": -1}
_BACK, _FAR_BACK = 240, 600
_PARTS = frozenset({"", "early", "mid", "late", "first half", "second half"})


def year_said(text: str, start: int, end: int) -> DateSaid | None:
    """The bare year or years at exactly these offsets ("2015", "1990s", "2008-09"), with the words that lead to it."""
    found = _SPAN.fullmatch(text, start, end)
    if found is None:
        return None
    first, last = int(found["y"]), None
    if found["s"]:
        last = first + (99 if first % 100 == 0 else 9)
    elif found["to"]:
        last = int(found["to"]) if len(found["to"]) == 4 else first - first % 100 + int(found["to"])
    if last is not None and not first < last <= first + 99:
        return None
    before = Before.of(text, start)
    part = (None if last else before.part()) or ("", start)
    if part[0] not in _PARTS:
        return None
    said = DateSaid(part[1], end, Moment(first, part=part[0]), Moment(last) if last else None)
    return led(text, said, before=None if part[0] else before)


def year_at(text: str, start: int) -> DateSaid | None:
    """The bare year at an offset, after words that lead to it: "in 2015"; not "the 2008 prisoners"."""
    found = _NAMED.match(text, start)
    if found is None:
        return None
    on = _GOES_TO.match(text, found.end()) if text.endswith(_FROM, max(start - 8, 0), start) else None
    if on and (last := int(on["y"])) > (first := int(found[0][:4])):
        return led(text, DateSaid(start, on.end(), Moment(first), Moment(last)))
    return year_said(text, start, found.end()) if _ALONE.match(text, found.end()) else None


def with_year(text: str, said: DateSaid) -> DateSaid:
    """A date that names no year, with what follows it to tell it: "of last year", "of the same year"."""
    told = _TOLD.match(text, said.end)
    if told is None:
        return said
    if not told["the"] and told["which"] in _BY_LETTER:
        return replace(said, end=told.end(), first=replace(said.first, which=_BY_LETTER[told["which"]]))
    years = years_told_before(text, said.start)
    if not years:
        return said
    year = years[-1] + _STEPS[told["which"]]
    return replace(said, end=told.end(), first=said.first.of(year), last=said.last.of(year) if said.last else None)


def hinted(text: str, said: DateSaid, last: DateSaid | None) -> DateSaid:
    """A date with the year that its sentence names before it, where it says none. `last` is the date before it."""
    if said.first.year or said.first.month is None or said.wrong:
        return said
    start = max(said.start - _BACK, 0)
    start += max(text[start : said.start].rfind(end) for end in (". ", "! ", "? ", "\n")) + 1
    years = _years(text, start, said.start)
    if not years:
        return said
    later = last and last.first.year == years[-1] and (last.first.month or 0) > said.first.month
    return replace(said, hints=(years[-1] + 1, years[-1]) if later else (years[-1],))


def years_told_before(text: str, at: int) -> tuple[int, ...]:
    """The years that are named not far before an offset."""
    return _years(text, max(at - _FAR_BACK, 0), at)


def _years(text: str, start: int, stop: int) -> tuple[int, ...]:
    found = _NAMED.finditer(text, start, stop)
    return tuple([int(m[0][:4]) for m in found if _ALONE.match(text, m.end())])
