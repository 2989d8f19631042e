"""The readers of dates: every form by its examples, what is no date, and the year that the story tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.dates import find_dates
from sphinx_factcheck.engine.spans.dates_forms import FORMS, RANGES, WRAPS
from sphinx_factcheck.engine.spans.feasts import NAMES, day_of_feast
from sphinx_factcheck.engine.spans.story import read_dates
from sphinx_factcheck.engine.spans.tense import tense_at
from sphinx_factcheck.facts.dates import When, parse

DAY = parse("2016-05-04")


def examples() -> Iterator[tuple[str, str, str]]:
    for form in (*FORMS, *WRAPS):
        yield from ((form.name, text, days) for text, days in form.examples.items())
    yield from (("range", text, days) for text, days in RANGES.items())


@pytest.mark.parametrize(("form", "text", "days"), list(examples()))
def test_every_form_is_read_as_its_examples_say(form: str, text: str, days: str) -> None:
    told = list(find_dates(text))
    base = told[-2].readings([DAY]) if len(told) > 1 else ()
    likeliest, expected = replace(told[-1], base=base).readings([DAY])[0], parse(days)
    assert (likeliest.earliest, likeliest.latest) == (expected.earliest, expected.latest)
    assert told[-1].form in {form, "range"}


NO_DATES = (
    "Resolution 33/15 was adopted.", "You may go, and they may 5 times.", "They march on.", "He sat down.", "version 2.10.18",
    "A second later it fell.", "about 2000 people", "1500 soldiers", "Room 1984", "It cost $1999.", "No. 1871",
    "every Sunday", "the Sunday Times", "June Carter sang.", "in his eighties", "page 1066", "a May queen of some 40",
    "The sun set.", "Article 12.5.2010", "at 10:30", "5 to 7 people", "the 18th man", "the first time in ten years",
    "The Prague Spring ended.", "1,989 people", "Fall from grace", "They fall in love.", "in 1500 cases",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [text[d.start : d.end] for d in find_dates(text)] == []


WRONG = {
    "31 June": "there is no such day: June has 30 days", "the 45th of May": "there is no such day: May has 31 days",
    "30 February 2012": "there is no such day: February 2012 has 29 days",
    "29 February 2013": "there is no such day: February 2013 has 28 days",
}  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), WRONG.items())
def test_a_day_that_the_calendar_lacks_is_found_and_has_no_reading(text: str, wrong: str) -> None:
    (told,) = find_dates(f"It was on {text}.")
    assert (told.wrong, told.readings([DAY])) == (wrong, ())


STORIES = (
    ("In 1989 the wall came down. On 22 December, the gate was opened.", "22 December", "1989-12-22"),
    ("He was arrested in May 1974. By early October, he was on trial.", "early October", "1974-10-01/1974-10-15"),
    ("In November 1974 he was arrested. In February he was tried.", "February", "1975-02"),
    ("The 1974 law is bad. On 3 March you wrote to us.", "3 March", "2016-03-03"),
    ("In 1989 the wall came down.\n\nOn 3 March you wrote to us.", "3 March", "2016-03-03"),
    ("In 1989 the wall came down. You will travel on 3 June.", "3 June", "2016-06-03"),
    ("In the third quarter of 2014 it lost. A year earlier it had won.", "A year earlier", "2013-07-01/2013-09-30"),
    ("In November he was tried.", "November", "2015-11"),
    ("It was told that they will meet in November.", "November", "2016-11"),
    ("She told us on Friday that she would appeal.", "Friday", "2016-04-29"),
    ("They were sentenced on April 10 to 14 and 12 years in prison.", "April 10", "2016-04-10"),
    ("She was sentenced on 10 April to 14 years in prison.", "10 April", "2016-04-10"),
    ("On Wednesday, 20 April they met.", "Wednesday, 20 April", "2016-04-20"),
)


@pytest.mark.parametrize(("text", "words", "days"), STORIES)
def test_a_date_without_its_year_takes_that_of_the_story_then_that_of_the_letter(
    text: str, words: str, days: str
) -> None:
    told, expected = times(text, words)[0], parse(days)
    assert (told.earliest, told.latest) == (expected.earliest, expected.latest)


def times(text: str, words: str) -> tuple[When, ...]:
    told = next(d for d in read_dates(text, (DAY,), tense_at) if text[d.start : d.end] == words)
    return told.readings([DAY], told.tense)


def test_what_another_reading_allows_is_told_after_the_likeliest() -> None:
    assert [str(when) for when in times("It was signed on 6/7/2015.", "6/7/2015")] == ["2015-06-07", "2015-07-06"]
    days = [str(when) for when in times("He was taken on 10 May.", "10 May")]
    assert days == ["2016-05-10", "2015-05-10"]


def test_a_tale_keeps_its_year_over_many_paragraphs() -> None:
    text = (
        "1936\n\nThe war began in July 1936. It spread in August 1936.\n\nMany died.\n\nOn 5 September the town fell."
    )
    assert str(times(text, "5 September")[0]) == "1936-09-05"


def test_every_feast_has_a_day_in_a_year_of_our_time() -> None:
    assert [name for name in NAMES if day_of_feast(name, 2019) is None] == []


def test_dates_without_a_day_of_writing_have_the_readings_that_their_words_tell() -> None:
    (told,) = find_dates("yesterday")
    assert told.readings((), Tense.PAST) == ()


@pytest.mark.parametrize(
    "text", ["May " * 50_000, "1 " * 100_000, "the first of " * 20_000, "1999-" * 40_000, "’" * 200_000]
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert all(0 <= d.start < d.end <= len(text) for d in find_dates(text))
