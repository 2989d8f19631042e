"""What the words of a stretch tell of a thing: its year and number, that it is another, that it is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.subjects.index import YEAR, Subject
from sphinx_factcheck.engine.subjects.stems import stems, stems_of_word, words_of
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS
from sphinx_factcheck.letters.text import Span

_YEAR_OF = later(r"(?:^|\b)(?P<year>(?:1\d|20)\d\d)(?:['’]s)?\s(?:[\w-]+\s)?$")
_OF_YEAR = later(r"(?:,?\s(?:of|in|for)\s|\s\(|,?\s)(?P<year>(?:1\d|20)\d\d)\b(?![-–/]\d)")
_ANOTHER = later(
    r"\b(?:an?\s(?:similar|second|third|new|further|separate|different|earlier|later|previous)|another|other|similar|"
    r"separate|subsequent|the\s(?:previous|next|following|earlier|later))\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_NTH = later(
    r"\b(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_NUMBERS = {w: n for n, w in enumerate("zero first second third fourth fifth sixth seventh eighth ninth tenth".split())}
_PLACE = later(r"\b(?i:in|at|near|from|outside|across)\s(?:the\s)?(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)")
OTHER_NAME = later(r"(?<![.!?]\s)(?<=\s)[A-Z][a-z]\w+")
_LONG_WORD = later(r"[^\W\d_]{4,}")
_LINE, _MOSTLY = 3, 0.6
"""A headline has more long words than this, and this share of them with a capital."""
NO_PLACES = frozenset(word.lower() for word in (*MONTHS, *WEEKDAYS)) | {"god", "easter", "christmas"}


def elsewhere(text: str, subject: Subject) -> list[int]:
    """Where a text names a place that has nothing to do with a thing."""
    own = subject.words
    if _is_headline(text):
        return []
    told = ((place.start(), place["place"]) for place in _PLACE.finditer(text))
    places = ((at, [w for w in stems(place) if w not in NO_PLACES and place.lower() not in NO_PLACES])
              for at, place in told)  # fmt: skip
    return [at for at, words in places if words and own.keys().isdisjoint(words)]


def _is_headline(text: str) -> bool:
    """Whether so many words have a capital that it tells no names: "Text Passes by 137 Votes in Favour"."""
    long = _LONG_WORD.findall(text)
    return len(long) > _LINE and sum(word[0].isupper() for word in long) >= _MOSTLY * len(long)


def year_with(text: str, span: Span) -> int | None:
    """The year that stands with a name: "the 2015 Harvest Fair", "the Harvest Fair of 2015"."""
    if YEAR.search(text, span.start, span.end):
        return int(YEAR.search(text, span.start, span.end)[0])  # type: ignore[index]
    told = _YEAR_OF.search(text[max(span.start - 24, 0) : span.start]) or _OF_YEAR.match(text, span.end)
    return int(told["year"]) if told else None


@lru_cache(maxsize=256)
def years_at(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(year[0]), year.start()) for year in YEAR.finditer(text))


@lru_cache(maxsize=256)
def words_in(text: str) -> dict[str, bool]:
    """The stems of a stretch, each with whether it is written with a capital that is no first word's."""
    told: dict[str, bool] = {}
    for _, capital, words in _words_at(text):
        for one in words:
            told[one] = told.get(one, False) or capital
    return told


@lru_cache(maxsize=256)
def _words_at(text: str) -> tuple[tuple[int, bool, tuple[str, ...]], ...]:
    """The words of a stretch: where each starts, whether it is written with a capital, its stems."""
    found = words_of(text)
    return tuple((w.start(), w.start() > 0 and w[0][0].isupper(), stems_of_word(w[0])) for w in found)


def heads_at(text: str, subject: Subject) -> Iterator[int]:
    heads = subject.heads
    if not heads.isdisjoint(words_in(text)):
        yield from (at for at, _, told in _words_at(text) if not heads.isdisjoint(told))


def another_at(text: str, at: int, subject: Subject) -> bool:
    """Whether the noun at an offset is told as another than a thing: "another vote", "the second vote"."""
    before = text[max(at - 40, 0) : at]
    if _ANOTHER.search(before):
        return True
    return is_nth(text, at, subject)


def is_nth(text: str, at: int, subject: Subject) -> bool:
    """Whether an ordinal before an offset is not that of a thing: "the first" of what is known as the second."""
    nth = _NTH.search(text[max(at - 40, 0) : at])
    if nth is None:
        return False
    number = _NUMBERS.get(nth["nth"].lower()) or int(nth["nth"][:-2])
    return subject.number is not None and subject.number != number
