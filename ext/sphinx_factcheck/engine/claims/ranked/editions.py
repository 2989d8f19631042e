"""Of which year the edition is that a rank is given in, as the words around the rank tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.when import begun_by
from sphinx_factcheck.engine.spans.numbers import ORDINAL, parse_number
from sphinx_factcheck.engine.subjects.index import YEAR, Index, Subject
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.letters.text import Span

_NUMBER = r"(?P<year>(?:19|20)\d\d)\b"
_BEFORE = (
    r"(?:(?P<before>last\syear(?![’'])|(?:the\s)?(?:year\sbefore|previous\syear)|a\syear\s(?:ago|earlier|before))|"
    r"(?P<ago>two|three|four|five|six|ten)\syears\s(?:ago|earlier|before))"
)
_LATER = r"(?P<next>(?:the\s)?(?:following|next)\syear|(?:a|one)\syear\slater)"
_TIMES = rf"(?:(?:in\s|of\s|\()?{_NUMBER}|(?:in\s)?(?:(?P<now>this\syear\b(?![’']))|{_BEFORE}|{_LATER}))"
_RIGHT_AFTER = later(
    rf"(?:\s[a-z]+s)?,?\s{_TIMES}(?!\s(?:(?-i:[A-Z])|index|report|edition|ranking|table))", re.IGNORECASE
)
_WHEN = later(
    r"\b(?:(?:than|from|since)\s(?:in\s)?|in\s)(?:(?P<year>(?:19|20)\d\d)|(?P<before>last\syear|the\syear\sbefore)),?\s"
    r"(?:when|where)\s[^,;.]{0,30}$",
    re.IGNORECASE,
)
_EDITION = r"(?:[\w’']+\s){0,5}?(?:index|report|ranking|survey|edition|table|list)\b"
_LAST_YEARS = later(rf"\blast\syear[’']s\s{_EDITION}", re.IGNORECASE)
_THIS_YEARS = later(r"\bthis\syear[’']s\b|\bof\sthis\syear\b", re.IGNORECASE)
_AGO = later(
    rf"(?<!\bthan\s)(?<!\bfrom\s)(?<!\bsince\s)(?<!\bover\s)(?<!\bon\s)\b(?:{_BEFORE}|{_LATER})\b", re.IGNORECASE
)
_ELSEWHERE = later(
    r"\b(?:than|from|since|over|against|with|to|on|below|above)\s(?:in\s|that\sof\s|its\srank\sof\s)?(?:19|20)\d\d\b"
    rf"|{ORDINAL}(?:\splace)?,?\s(?:(?:in\s|\()(?:19|20)\d\d|(?:last|this)\syear|the\syear\sbefore)\b",
    re.IGNORECASE,
)
"""Years that a rank is only compared with, and those of other ranks: "lower than in 2018", "147th in 2020"."""
_SEGMENT = later(
    r"[;:]|,\s(?:and|but|while|whereas|though)\s|\b(?:but|while|whereas)\s|,\s(?=(?:down|up|compared|against|from|which)\b)"
    r"|,\s(?=(?:has|have|had|is|was)\s(?:since|now|then|meanwhile|again|fallen|risen|dropped|slipped|climbed|sunk)\b)"
)
_THEN = later(r"\bthen\s(?:rank|st[oa]|came|was|held|occup|in\b)|\bat\sthe\stime\b", re.IGNORECASE)
_SINCE_THEN = later(
    r"\b(?:has|have)\s(?:since|now|meanwhile|risen|fallen|dropped|slipped|climbed|sunk|gone)\b|"
    r"\bnow\s(?:rank|stand|come|is\b)|\b(?:is|are|stands?|ranks?)\snow\b",
    re.IGNORECASE,
)
"""What tells a rank as that of now, whatever year stands before it: "which was 141st in 2019, has since dropped"."""


_AHEAD = 16
"""Characters of a rank that tell whether another part of the sentence begins with it."""


def segment_of(text: str, span: Span, sentence: Span) -> Span:
    """The part of a sentence that is a rank's own: "whereas in 2017 it was 93rd"."""
    parted = (m.end() for m in _SEGMENT.finditer(text, sentence.start, min(span.start + _AHEAD, span.end)))
    start = max((end for end in parted if end <= span.start), default=sentence.start)
    following = _SEGMENT.search(text, span.end, sentence.end)
    return Span(start, following.start() if following else sentence.end)


def of_then(text: str, span: Span, sentence: Span) -> bool:
    """Whether a rank is told as one of some time before, whose edition nothing tells: "it then stood sixth"."""
    return _THEN.search(text, segment_of(text, span, sentence).start, span.end) is not None


def every_edition(told: Sequence[Subject], index: Index) -> list[Subject]:
    """These indexes with all editions of each."""
    return list({one.id: one for known in told for one in (known, *index.editions(known))}.values())


def of_now(text: str, span: Span, sentence: Span) -> bool:
    """Whether a rank is told as that of now, whatever year stands before it."""
    segment = segment_of(text, span, sentence)
    return _SINCE_THEN.search(text, segment.start, segment.end) is not None


def years_told(text: str, span: Span, sentence: Span, days: Sequence[When], last: str) -> frozenset[int]:
    """The years whose rank is told: right at it, in its part of the sentence, else in all of it."""
    segment = segment_of(text, span, sentence)
    years = year_at(text, span, sentence, days, last) or years_in(text, segment, days, last)
    if years or of_now(text, span, sentence):
        return years
    return years_of_index(text[sentence.start : sentence.end], days) or years_in(text, sentence, (), "")


def year_at(text: str, span: Span, sentence: Span, days: Sequence[When], last: str) -> frozenset[int]:
    """The years that the words right at a rank tell; `last` is the edition of the rank told before it."""
    told = _RIGHT_AFTER.match(text, span.end, sentence.end) or _WHEN.search(text, sentence.start, span.start)
    if told is None:
        return frozenset()
    return _years(told.groupdict(), days, last)


def years_in(text: str, part: Span, days: Sequence[When], last: str) -> frozenset[int]:
    """The years that a part of a sentence tells: as numbers, else "this year’s index", else "the year before"."""
    plain, years = _plain(text[part.start : part.end])
    if years:
        return years
    if "year" not in plain:
        return years
    if years := years_of_index(plain, days):
        return years
    ago = _AGO.search(plain)
    return _years(ago.groupdict(), days, last) if ago else frozenset()


@lru_cache(maxsize=256)
def _plain(part: str) -> tuple[str, frozenset[int]]:
    """A part of a sentence without the years of others, and the years that it tells as numbers; in lower case."""
    low = part.lower()
    if "year" not in low and not YEAR.search(low):
        return low, frozenset()
    plain = _ELSEWHERE.sub(" ", low)
    return plain, frozenset(int(year) for year in YEAR.findall(plain))


def years_of_index(text: str, days: Sequence[When]) -> frozenset[int]:
    """The year of "last year’s index", or of "this year’s"."""
    if "year" not in text:
        return frozenset()
    last, this = _LAST_YEARS.search(text), _THIS_YEARS.search(text)
    now = frozenset(day.latest.year for day in days)
    if last and not this:
        return frozenset(year - 1 for year in now)
    return now if this and not last else frozenset()


def _years(told: dict[str, str | None], days: Sequence[When], last: str) -> frozenset[int]:
    if number := told.get("year"):
        return frozenset({int(number)})
    now = frozenset(day.latest.year for day in days)
    if told.get("now"):
        return now
    words = (told.get("before") or "").lower()
    back = parse_number(told.get("ago") or "one") or 1
    base = frozenset({int(last)}) if last.isdigit() and words not in {"last year", "a year ago"} else now
    return frozenset(year + 1 if told.get("next") else year - back for year in base)


def of_years(every: Sequence[Subject], years: frozenset[int], index: Index, *, now: bool = False) -> list[Subject]:
    """Of these indexes the editions of the years said, or of their series those that are; all where no year is said.

    Of what is told as being so `now`, and without a year, every edition: the newest of them is that of now.
    """
    if now and not years:
        return every_edition(every, index)
    fitting = [s for s in every if not years or not s.edition or int(s.edition) in years]
    return fitting or [o for s in every for o in index.editions(s) if o.edition and int(o.edition) in years]


def newest(told: list[Subject], reading: Reading) -> list[Subject]:
    """Of several editions of one index the last that was out when the letter was written."""
    out = [s for s in told if begun_by(s.id, reading.facts, reading.own_dates)]
    if len(out) < 2 or len({s.series for s in out}) > 1 or not all(s.edition for s in out):
        return told
    return [max(out, key=lambda s: int(s.edition))]
