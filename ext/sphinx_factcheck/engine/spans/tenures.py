"""When an office is said to begin or end: "since May 2021", "from 2003 to 2014", "took office in December 2022"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.facts.dates import When, parse
from sphinx_factcheck.facts.offices import Period
from sphinx_factcheck.facts.words import MONTHS

_MONTH = "|".join(MONTHS)


def _dated(n: int) -> str:
    return (
        r"(?:(?:the\s)?(?:end|start|beginning|middle)\sof\s|early\s|late\s|mid-)?"
        rf"(?:last\s(?={_MONTH}))?(?:(?P<d{n}>\d{{1,2}})(?:st|nd|rd|th)?\s)?"
        rf"(?:(?P<m{n}>{_MONTH})\s?(?:(?P<e{n}>\d{{1,2}})(?:,?\s|(?=[;.)])))?)?"
        rf"(?:of\s)?(?P<y{n}>(?:1[5-9]|20)\d\d)?(?![\d%])"
    )


_SIGN = r"(?:[.!?](?=,?\s[a-z(]))?"
"""What the name of a body can end with: "Galatasaray S.K. from 1911"."""
_BY = r"(?:(?:his|her|their)\s(?:\w+\s){1,2}(?:in|on)\s)?"
"""By what an office ended, before the date of that: "until her arrest in October 2016"."""
_PERIOD = later(
    rf"{_SIGN},?\s\(?(?:(?P<span>from|between)\s{_dated(1)}\s?(?:to|until|till|through|and|[–—-])\s?{_BY}{_dated(2)}"
    rf"|(?P<since>since|from)\s{_dated(3)}|(?P<until>until|till|through)\s{_BY}{_dated(4)}|(?P<at>in|on|during)\s{_dated(5)})"
    rf"|(?:,?\s\(?|\s?[—–]\s?){_dated(6)}\s?[–—-]\s?(?:{_dated(7)}|(?P<short>\d\d)|(?P<open>present|today|now))"
    r"(?:\)|(?=[,;.\n])|$)"
)
_AN_OFFICE = later(
    r",?\s(?:an?|the|which)\s?(?:office|post|position|seat|role|job|dignity)?\s?(?:(?:that|which)\s)?"
    r"(?:I|you|he|she|they|(?:[A-Z][\w’'-]+\s){0,2}[A-Z][\w’'-]+)\s(?:(?:had|has|have)\s)?"
    r"(?:held|occupied|filled|kept|retained|(?P<begins>took\sup|assumed|entered|obtained|took\sover)"
    r"|(?P<ends>left|lost|quit|resigned|gave\sup|relinquished))(?=,?\s)"
)
"""What leads from a title to its time by way of another noun: "Home Secretary, an office he held until 2020"."""
_FRONT = later(
    rf"(?:(?P<span>[Ff]rom|[Bb]etween)\s{_dated(1)}\s?(?:to|until|till|through|and|[–—-])\s?{_dated(2)}"
    rf"|(?P<since>[Ss]ince)\s{_dated(3)}|(?P<until>[Uu]ntil|[Tt]ill)\s{_dated(4)}|(?P<at>[Ii]n|[Oo]n|[Dd]uring)\s{_dated(5)})"
    r",?\s?$"
)
_YEARS_BEFORE = later(r"\b((?:1[5-9]|20)\d\d)\s?[–—-]\s?((?:(?:1[5-9]|20)\d)?\d)\s$")


def period_at(text: str, at: int, stop: int, letter: Sequence[When], *, begins: bool, ends: bool) -> Period | None:
    """The period that stands at an offset; `begins` and `ends` tell what a bare "in 2015" dates."""
    if led := _AN_OFFICE.match(text, at, stop):
        at, begins, ends = led.end(), bool(led["begins"]), bool(led["ends"])
    found = _PERIOD.match(text, at, stop)
    return _period(found, letter, range(1, 8), begins=begins, ends=ends) if found else None


def period_before(text: str, start: int, at: int, letter: Sequence[When], *, begins: bool, ends: bool) -> Period | None:
    """The period that stands right before an offset and after `start`: "In 1993, X became", "From 1988 to 1992, X was".

    Its `end` is where it begins.
    """
    if text[max(at - 3, 0) : at].strip(" ,")[-1:].isdigit() and (found := _FRONT.search(text, start, at)):
        told = _period(found, letter, range(1, 6), begins=begins, ends=ends)
        return replace(told, end=found.start()) if told else None
    return None


def years_before(text: str, at: int) -> Period | None:
    """The years that stand right before a title: "its 2011–2016 chief geologist"; `end` is where they begin."""
    found = _YEARS_BEFORE.search(text, max(at - 14, 0), at)
    if found is None:
        return None
    last = found[2] if len(found[2]) == 4 else found[1][: 4 - len(found[2])] + found[2]
    return Period(found.start(), parse(found[1]), parse(last))


def _period(found: re.Match[str], letter: Sequence[When], numbers: range, *, begins: bool, ends: bool) -> Period | None:
    told = found.groupdict()
    whens = {n: _when(found, n, letter) if n in numbers else None for n in range(1, 8)}
    if found["span"] or whens[6] or whens[7]:
        first, last = (whens[1], whens[2]) if found["span"] else (whens[6], whens[7])
        if first and told.get("open"):
            return Period(found.end(), began=first)
        if first and told.get("short"):
            last = parse(first.text[:2] + told["short"])
        return Period(found.end(), first, last) if first and last else None
    if when := whens[3]:
        return Period(found.end(), began=when)
    if when := whens[4]:
        return Period(found.end(), ended=when)
    when = whens[5]
    if when is None:
        return None
    if begins or ends:
        return Period(found.end(), began=when if begins else None, ended=when if ends else None)
    return Period(found.end(), held=when)


def _when(found: re.Match[str], n: int, letter: Sequence[When]) -> When | None:
    """A date of a period; of a month without its year the last one before the letter."""
    year, month = found[f"y{n}"], found[f"m{n}"]
    number = MONTHS.index(month) + 1 if month else 0
    if year is None:
        if not number or not letter:
            return None
        latest = max(when.latest for when in letter)
        year = str(latest.year if number <= latest.month else latest.year - 1)
    day = int(found[f"d{n}"] or found[f"e{n}"] or 0) if number else 0
    if day > (monthrange(int(year), number)[1] if number else 31):
        return None
    return parse("-".join([year, *(f"{part:02}" for part in (number, day) if part)]))
