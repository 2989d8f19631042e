"""What a note says beside the fact base: nothing later unmarked, nothing unsourced, nothing nearly right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pytest
from noted import CHAPTERS, DATE, ROLE, concerned, edition, notes

from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Custody, Dating, Document, Event, Fact, Source, Statement
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.letters.annotations import Anchored

LATER = re.compile(r"\bLater[:,]\s")
FORESEEN = {"announced", "adopted", "signed"}
NUMBER = re.compile(r"(?<![\w.,’-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w’-])")
TERM = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty)"
    r"(?: and a half)? (?:years?|months?)\b",
    re.IGNORECASE,
)
NEAR = 10  # days within which a day of a note and one of the fact base are likely meant for the same

# Days, numbers and terms in a note's own words that no source of it has: the words, and why they are right.
OWN = {
    ("42 nongovernmental organizations", "41"): "lines counted in our capture",
    ("trip to Beijing starting on June 18", "June 2022"): "the next June 18 after the date of the file",
    ("Xu Zhiyong to 14 years in prison", "eight years"): "loss of political rights, no term of prison",
}


def letter_day(chapter: str) -> When:
    """The day that a note of a chapter looks from: that of the letter, also where the chapter is a witness of it."""
    facts, letters = edition()
    dated = facts.fact(f"{letters[chapter].chapter.letter.carries}/dated")
    assert dated is not None
    assert dated.statement.when is not None
    return dated.statement.when


def earlier_part(body: str) -> str:
    """A note up to its mark “Later:”."""
    return LATER.split(body, maxsplit=1)[0]


def foreseen(fact: Fact, day: When) -> bool:
    """Whether a later day was known before: an event announced, a law adopted by the day of the letter."""
    return any(
        isinstance(other.statement, Dating) and other.statement.event in FORESEEN and begun(other.statement, day)
        for other in edition()[0].about(fact.entity, "dates")
    )


def begun(statement: Statement, day: When) -> bool:
    return statement.when is None or statement.when.earliest <= day.latest


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_came_after_the_letter_is_marked(chapter: str) -> None:
    """“Later:” stands before every value, day and link that the letter's own day could not know."""
    day = letter_day(chapter)
    early = {one.annotation.place: earlier_part(one.annotation.body) for one in notes(chapter)}
    assert [
        f"{place}: “{words}” is after {day}"
        for place, body in early.items()
        for words in (*_later_values(body, day), *_later_links(body, day), *_later_days(body, day))
    ] == []


def _later_values(early: str, day: When) -> Iterator[str]:
    facts = edition()[0]
    for role in ROLE.finditer(early):
        if role[1] != "fact":
            continue
        address, key, *_ = role[4].split()
        fact = facts.fact(address)
        assert fact is not None
        when = fact.statement.when
        ended = key == "end" and when is not None and when.latest > day.latest
        if (ended or not begun(fact.statement, day)) and not foreseen(fact, day):
            yield role[4]


def _later_links(early: str, day: When) -> Iterator[str]:
    facts = edition()[0]
    for role in ROLE.finditer(early):
        entity = facts.entities.get(role[3] or role[4])
        if isinstance(entity, Document | Event) and entity.dates and not any(begun(s, day) for s in entity.dates):
            yield role[0]


def _later_days(early: str, day: When) -> Iterator[str]:
    for found in DATE.finditer(ROLE.sub(" ", early)):
        if (time := _time(found[0])) and time[0] > day.latest:
            yield found[0]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_a_note_says_itself_stands_in_its_sources(chapter: str) -> None:
    """A day or a number in a note's own words is one that the sources it names, or the letter, have."""
    bare = [(one, ROLE.sub(" ", one.annotation.body)) for one in notes(chapter)]
    assert [
        f"{one.annotation.place}: “{words}” stands in none of its sources"
        for one, body in bare
        for words in (*_days(body), *_numbers(body))
        if (one.annotation.selector.exact, words) not in OWN and not _has(" ".join(_said_by(one)), words)
    ] == []


def test_every_word_of_our_own_is_still_there() -> None:
    bodies: dict[str, str] = defaultdict(str)
    for one in (one for name in CHAPTERS for one in notes(name)):
        bodies[one.annotation.selector.exact] += one.annotation.body
    assert [key for key in OWN if key[1] not in bodies[key[0]]] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_day_or_term_is_nearly_one_that_is_known(chapter: str) -> None:
    """A day a few days off one that the fact base has, or a term of prison that it has not, is a slip."""
    slips = {one.annotation.place: [*_near_days(one, chapter), *_unknown_terms(one, chapter)] for one in notes(chapter)}
    assert {place: words for place, words in slips.items() if words} == {}


def _near_days(one: Anchored, chapter: str) -> Iterator[str]:
    known = [fact.statement for fact in concerned(one, chapter)]
    for words in _days(ROLE.sub(" ", one.annotation.body)):
        time = _time(words)
        if time and time[0] == time[1] and any(_nearly(time[0], statement) for statement in known):
            yield words


def _unknown_terms(one: Anchored, chapter: str) -> Iterator[str]:
    if any(isinstance(fact.statement, Custody) and fact.statement.term for fact in concerned(one, chapter)):
        terms = (found[0] for found in TERM.finditer(ROLE.sub(" ", one.annotation.body)))
        yield from (words for words in terms if (one.annotation.selector.exact, words) not in OWN)


def _said_by(one: Anchored) -> Iterator[str]:
    """What the sources of a note say, with their dates, and the words that the note stands beside."""
    facts = edition()[0]
    yield one.annotation.selector.exact
    for role in ROLE.finditer(one.annotation.body):
        if role[1] == "source":
            yield _words_of(facts.sources[role[4]])


def _words_of(source: Source) -> str:
    return " ".join((source.id, source.title, source.url, source.excerpt, source.note, source.citation))


def _days(bare: str) -> Iterator[str]:
    yield from (" ".join(found[0].split()) for found in DATE.finditer(bare) if not found[0].islower())


def _numbers(bare: str) -> Iterator[str]:
    yield from (found[0] for found in NUMBER.finditer(DATE.sub(" ", bare)))


def _has(read: str, words: str) -> bool:
    """Whether every part of a date, or a number, stands somewhere in what was read: a month also in short or as 05."""
    return all(re.search(_any_form(part), read, re.IGNORECASE) for part in words.split())


def _any_form(part: str) -> str:
    month = next((number for number, name in enumerate(MONTHS, 1) if name.lower() == part.lower()), 0)
    if month:
        return rf"\b{part[:3]}[a-z]*\b|\d{{4}}-?/?{month:02d}|{month}月"
    return rf"(?<!\d)0?{re.escape(part)}(?!\d)"


def _time(words: str) -> tuple[date, date] | None:
    """The first and last day of a date that has its year."""
    parts = words.split()
    if not parts[-1].isdigit() or len(parts[-1]) != 4:
        return None
    year = int(parts[-1])
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    month = next(number for number, name in enumerate(MONTHS, 1) if name.lower() == parts[-2].lower())
    if len(parts) == 2:
        return date(year, month, 1), date(year, month, 28)
    return (day := date(year, month, int(parts[0]))), day


def _nearly(day: date, known: Statement) -> bool:
    """Whether a day is near one that is known, and not that one."""
    when = known.when
    ends = [] if when is None or when.open_end else [when.earliest, when.latest]
    return day not in ends and any(abs((day - end).days) <= NEAR for end in ends if when and when.is_day)
