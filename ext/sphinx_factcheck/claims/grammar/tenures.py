"""When an office is said to begin or end: "since May 2021", "from 2003 to 2014", "took office in December 2022"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sphinx_factcheck.facts.dates import Answer, When, parse
from sphinx_factcheck.facts.words import MONTHS

_MONTH = "|".join(MONTHS)


def _dated(n: int) -> str:
    return (
        r"(?:(?:the\s)?(?:end|start|beginning|middle)\sof\s|early\s|late\s|mid-)?"
        rf"(?:(?P<d{n}>\d{{1,2}})(?:st|nd|rd|th)?\s)?"
        rf"(?:(?P<m{n}>{_MONTH})\s?(?:(?P<e{n}>\d{{1,2}})(?:,?\s|(?=[;.)])))?)?"
        rf"(?:of\s)?(?P<y{n}>(?:1[5-9]|20)\d\d)?(?![\d%])"
    )


_PERIOD = re.compile(
    rf",?\s\(?(?:(?P<span>from|between)\s{_dated(1)}\s?(?:to|until|till|through|and|[–—-])\s?{_dated(2)}"
    rf"|(?P<since>since|from)\s{_dated(3)}|(?P<until>until|till|through)\s{_dated(4)}|(?P<at>in|on|during)\s{_dated(5)})"
    rf"|,?\s\(?{_dated(6)}\s?[–—-]\s?(?:{_dated(7)}|(?P<short>\d\d)|(?P<open>present|today|now))(?:\)|(?=[,;.]))"
)
_SLACK = timedelta(130)
_PAUSE = timedelta(31)


@dataclass(frozen=True, slots=True)
class Period:
    """What a letter says of when an office began, ended, or was held, and where it stops saying so.

    `chosen`: that it is a choice which may lie some months before the office itself.
    """

    end: int
    began: When | None = None
    ended: When | None = None
    held: When | None = None
    chosen: bool = False

    def __str__(self) -> str:
        told = (("from", self.began), ("until", self.ended), ("in", self.held))
        return " ".join(f"{word} {when}" for word, when in told if when)

    @property
    def goes_on(self) -> bool:
        """Whether it tells of no end: "since 2009"."""
        return self.began is not None and self.ended is None

    def fits(self, terms: Sequence[When]) -> Answer:
        """Whether an office held over these times began, ended or was held then."""
        lasting = sorted((t for t in terms if t.lasting), key=lambda t: t.earliest)
        if not lasting:
            return Answer.UNKNOWN
        runs = [(one, last) for n, one in enumerate(lasting) for last in _goes_on(lasting[n:])]
        return Answer.YES if any(self._fits(first, last) for first, last in runs) else Answer.NO

    def _fits(self, first: When, last: When) -> bool:
        slack = _SLACK if self.chosen else timedelta(0)
        if self.began and not _meet(self.began, _moved(first.earliest, -slack), first.start_latest):
            return False
        if self.ended and not _meet(self.ended, last.end_earliest, last.latest):
            return False
        return self.held is None or _meet(self.held, first.earliest, last.latest)


def period_at(text: str, at: int, stop: int, letter: Sequence[When], *, begins: bool, ends: bool) -> Period | None:
    """The period that stands at an offset; `begins` and `ends` tell what a bare "in 2015" dates."""
    found = _PERIOD.match(text, at, stop)
    if found is None:
        return None
    whens = {n: _when(found, n, letter) for n in range(1, 8)}
    if found["span"] or whens[6] or whens[7]:
        first, last = (whens[1], whens[2]) if found["span"] else (whens[6], whens[7])
        if first and found["open"]:
            return Period(found.end(), began=first)
        if first and found["short"]:
            last = parse(first.text[:2] + found["short"])
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


def _goes_on(terms: Sequence[When]) -> list[When]:
    """The terms that follow the first without a pause, itself included."""
    run = [terms[0]]
    for term in terms[1:]:
        if term.earliest > _moved(run[-1].latest, _PAUSE):
            break
        run.append(term)
    return run


def _meet(said: When, first: date, last: date) -> bool:
    return said.earliest <= last and first <= said.latest


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta(0) else date.min
