"""The grammar of dates: every way to write a day, a range or a month is read back; nothing else is."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_factcheck.engine.spans.calendar import Lead, Tense
from sphinx_factcheck.engine.spans.dates import DateSaid, find_dates
from sphinx_factcheck.engine.spans.story import read_dates
from sphinx_factcheck.facts.dates import day, parse
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
FORMS = (
    "{month} {day}, {year}",
    "{month} {day} {year}",
    "{month} {nth}, {year}",
    "{day} {month} {year}",
    "{day} {month}, {year}",
    "the {nth} of {month}, {year}",
    "{nth} {month} {year}",
    "{weekday}, {month} {day}, {year}",
    "{weekday} {day} {month} {year}",
    "{weekday}, the {nth} of {month} {year}",
    "{upper} {day}, {year}",
    "{short} {day}, {year}",
    "{short}. {day}, {year}",
    "{weekday} the {nth} of {month}, {year}",
    "{dots}",
    "{iso}",
)
RANGES = (
    "{month} {a}-{b}, {year}",
    "{month} {a}–{b}, {year}",
    "{month} {a} to {b}, {year}",
    "{month} {a} through {month} {b}, {year}",
    "{a}-{b} {month} {year}",
    "{a} to {b} {month} {year}",
    "from {a} {month} to {b} {month} {year}",
    "from {month} {a} until {month} {b}, {year}",
    "between {a} and {b} {month} {year}",
    "{a} {month}–{b} {month} {year}",
)
AROUND = st.sampled_from(("", "On ", "We met on ", "(", "dated ", "from "))
AFTER = st.sampled_from(("", ".", ", when we met", ") we met", "; then", " in Oslo", "’s meeting"))


def nth(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def parts(when: date) -> dict[str, object]:
    month = MONTHS[when.month - 1]
    short = month if month == "May" else month[:3]
    return {
        "month": month, "upper": month.upper(), "short": short, "day": when.day, "nth": nth(when.day),
        "year": when.year, "weekday": WEEKDAYS[when.weekday()], "iso": when.isoformat(),
        "dots": f"{when.day:02}.{when.month:02}.{when.year}",
    }  # fmt: skip


def only(text: str) -> DateSaid:
    (said,) = find_dates(text)
    return said


@given(DAYS, st.sampled_from(FORMS), AROUND, AFTER)
def test_a_day_in_any_form_is_read_back(when: date, form: str, before: str, after: str) -> None:
    written = form.format(**parts(when))
    text = f"{before}{written}{after}"
    said = only(text)
    assert str(said.readings(())[0]) == when.isoformat()
    assert not said.wrong
    assert text[said.start : said.end] == written.removeprefix("the ")


@given(DAYS, st.integers(1, 27), st.sampled_from(RANGES), AFTER)
def test_a_range_in_any_form_is_read_back(when: date, length: int, form: str, after: str) -> None:
    first = when.replace(day=1)
    last = first + timedelta(days=length)
    last = min(last, first.replace(day=monthrange(first.year, first.month)[1]))
    written = form.format(a=first.day, b=last.day, month=MONTHS[first.month - 1], year=first.year)
    assert [str(r) for r in only(f"{written}{after}").readings(())] == [f"{first}/{last}"]


@given(DAYS, st.integers(1, 300), st.booleans())
def test_a_year_left_out_is_the_nearest_in_the_tense(written: date, away: int, past: bool) -> None:
    if not 1001 < written.year < 2998:
        return
    meant = written + timedelta(days=-away if past else away)
    if (meant.month, meant.day) == (2, 29):
        return
    said = only(f"on {MONTHS[meant.month - 1]} {meant.day}")
    tense = Tense.PAST if past else Tense.FUTURE
    assert said.readings((day(written),), tense)[0].earliest == meant
    assert meant in {r.earliest for r in said.readings((day(written),))}


SURELY = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(SURELY, st.integers(0, 6), st.sampled_from(("on ", "On ", "this ", "until ")))
def test_a_weekday_alone_is_the_last_or_the_next(written: date, weekday: int, lead: str) -> None:
    said = only(f"{lead}{WEEKDAYS[weekday]}, they")
    past, coming = (said.readings((day(written),), tense)[0].earliest for tense in (Tense.PAST, Tense.FUTURE))
    assert past.weekday() == coming.weekday() == weekday
    assert timedelta() <= written - past < timedelta(7) > coming - written >= timedelta()


@given(SURELY, st.integers(2, 40))
def test_so_many_years_ago_holds_the_day_itself(written: date, years: int) -> None:
    if (written.month, written.day) == (2, 29):
        return
    then = written.replace(year=written.year - years)
    assert any(r.earliest <= then <= r.latest for r in only(f"{years} years ago").readings((day(written),)))
    longer = only(f"over {years} years ago").readings((day(written),))
    assert all(r.latest <= then + timedelta(25) for r in longer)


@given(SURELY, st.sampled_from(("week", "month", "year")))
def test_last_this_and_next_follow_one_another(written: date, unit: str) -> None:
    if written.weekday() == 6 and unit == "week":
        return  # on a Sunday the last week can be the one that ends then
    last, this, coming = (only(f"{w} {unit}’s").readings((day(written),))[0] for w in ("last", "this", "next"))
    assert this.earliest <= written <= this.latest
    assert this.earliest - last.latest == coming.earliest - this.latest == timedelta(1)


@given(SURELY, st.integers(1, 28))
def test_a_day_of_a_month_not_named_lies_within_a_month(written: date, number: int) -> None:
    past = only(f"on the {nth(number)}.").readings((day(written),), Tense.PAST)
    assert past[0].earliest.day == number
    assert timedelta() <= written - past[0].earliest <= timedelta(31)


@given(st.integers(1000, 2999), st.integers(1, 12), st.integers(32, 99))
def test_no_month_has_so_many_days(year: int, month: int, number: int) -> None:
    assert only(f"on {MONTHS[month - 1]} {number}, {year}").wrong
    assert only(f"the {number}th of {MONTHS[month - 1]}").wrong


@given(DAYS, st.integers(1, 6))
def test_a_wrong_weekday_is_told(when: date, off: int) -> None:
    assume(when.year > 1752 or off != 11 % 7)  # by the old calendar it may be right
    weekday = WEEKDAYS[(when.weekday() + off) % 7]
    said = only(f"{weekday}, {MONTHS[when.month - 1]} {when.day}, {when.year}")
    assert said.wrong == f"{when} was a {WEEKDAYS[when.weekday()]}, not a {weekday}"


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for said in find_dates(text):
        assert 0 <= said.start < said.end <= len(text)
        said.readings((parse("2023-06-14"),))


@given(
    st.lists(st.sampled_from("June May 6 31 2023 - to and the of on Monday , . in 99 th 1st Feb 29 2016-02-30".split()))
)
def test_any_heap_of_the_words_of_dates_can_be_read(words: list[str]) -> None:
    for said in find_dates(" ".join(words)):
        said.readings((parse("2023-06-14"), parse("2024-02-29")))


@pytest.mark.parametrize(
    ("text", "value", "lead"),
    [
        ("in March", "XXXX-03", Lead.AT),
        ("since March 2011", "2011-03", Lead.START),
        ("starting on June 18", "XXXX-06-18", Lead.START),
        ("beginning June 18", "XXXX-06-18", Lead.START),
        ("as of 1 May 2020", "2020-05-01", Lead.START),
        ("until 20 January 2025", "2025-01-20", Lead.END),
        ("ending on the 3rd of May", "XXXX-05-03", Lead.END),
        ("no later than June 1, 2020", "2020-06-01", Lead.BEFORE),
        ("ahead of June 1, 2020", "2020-06-01", Lead.BEFORE),
        ("after the June 23 meeting", "XXXX-06-23", Lead.AFTER),
        ("in mid-September 2021", "2021-09", Lead.AT),
        ("at the end of June 2023", "2023-06", Lead.AT),
        ("between March 2015 and May 2016", "2015-03/2016-05", Lead.AT),
        ("29 February - 24 March 2016", "2016-02-29/2016-03-24", Lead.AT),
        ("December 30, – January 2, 2024", "2024-01-02", Lead.AT),
        ("December 30 – January 2, 2024", "2023-12-30/2024-01-02", Lead.AT),
        ("the March joint statement", "XXXX-03", Lead.AT),
        ("this June’s summit", "XXXX-06", Lead.AT),
        ("In March 12 countries spoke", "XXXX-03", Lead.AT),
        ("on June 6 and 7, 2016", "2016-06-06/2016-06-07", Lead.AT),
        ("on June 6 and 5 people", "XXXX-06-06", Lead.AT),
        ("the night of 3/4 June 1989", "1989-06-03/1989-06-04", Lead.AT),
        ("June 3/4, 1989", "1989-06-03/1989-06-04", Lead.AT),
        ("on the 3rd and 4th of May", "XXXX-05-03/XXXX-05-04", Lead.AT),
        ("by the end of March", "XXXX-03", Lead.BEFORE),
        ("in the first week of June 2016", "2016-06", Lead.AT),
        ("the week of June 6, 2016", "2016-06-06", Lead.AT),
        ("until last May", "XXXX-05", Lead.END),
        ("the winter of 2015-16", "2015-24", Lead.AT),
        ("since spring 2014", "2014-21", Lead.START),
        ("on 9 July last year", "XXXX-07-09", Lead.AT),
        ("In 2015 they met and on 9 July of the same year", "2015-07-09", Lead.AT),
        ("in May 2015 and on 9 July of the following year", "2016-07-09", Lead.AT),
        ("in the 1990s", "199X", Lead.AT),
        ("of 2008-09", "2008/2009", Lead.AT),
        ("between 2008 and 2012", "2008/2012", Lead.AT),
        ("since late 2016", "2016", Lead.START),
        ("of the 2d ultimo", "XXXX", Lead.AT),
        ("on Christmas Eve, 2019", "2019-12-24", Lead.AT),
        ("since International Women’s Day 2021", "2021-03-08", Lead.START),
        ("from 29.12.2019 to 04.01.2020", "2019-12-29/2020-01-04", Lead.AT),
        ("2019-12-29/2020-01-04", "2019-12-29/2020-01-04", Lead.AT),
        ("3/4/2020 - 14/4/2020", "2020-04-03/2020-04-14", Lead.AT),
        ("on 17. March 2023", "2023-03-17", Lead.AT),
        ("in autumn 1977 and in the spring of the following year", "1978-21", Lead.AT),
    ],
)
def test_how_a_date_is_said(text: str, value: str, lead: Lead) -> None:
    *_, said = read_dates(text, (), lambda *_: Tense.UNKNOWN)
    assert (said.value, said.lead) == (value, lead)


@pytest.mark.parametrize(
    "text",
    [
        "It may be that we march in augusta",
        "April Smith, June Miller and August Wilson",
        "5 may remain, and May I ask",
        "at 10:30, 3 March Street, section 3.2.2016",
        "Call 2026-07-2283 or 12-14, 1/2 and 5/6",
        "May 2.5 percent, Sept and Marching",
        "the decision 2016/17 and 1961-63",
        "the 14 activists of the 45th, every Sunday, Good Friday and Bloody Sunday",
        "for 2008 prisoners, over 2000 people and the 1400-page file",
        "We won in 17. March was cold",
        "the fall of Kabul, the Prague Spring, in recent years, Chicago",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [text[d.start : d.end] for d in find_dates(text)] == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("nine days later", "2020-02-29", "2020-02-29"),
        ("a day earlier", "2020-02-19", "2020-02-19"),
        ("the same day", "2020-02-20", "2020-02-20"),
        ("That same month", "2020-02-01", "2020-02-29"),
        ("The following day", "2020-02-21", "2020-02-21"),
        ("the next week", "2020-02-24", "2020-03-01"),
        ("the previous year", "2019-01-01", "2019-12-31"),
        ("two months later", "2020-04-01", "2020-04-30"),
        ("the day before", "2020-02-19", "2020-02-19"),
        ("a year earlier", "2019-01-01", "2019-12-31"),
        ("about two weeks later", "2020-03-05", "2020-03-05"),
        ("later that day", "2020-02-20", "2020-02-20"),
    ],
)
def test_times_counted_from_a_date_before(text: str, first: str, last: str) -> None:
    said = only(text)
    when = replace(said, base=(parse("2020-02-20"),)).readings(())[0]
    assert (text[said.start : said.end], str(when.earliest), str(when.latest)) == (text, first, last)
    assert said.readings((parse("2020-02-20"),)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "no later than May", "days later", "one days later", "two day later", "nine days later than that",
        "the next steps", "bathe following day", "a thousand years later", "the same people", "the day after tomorrow",
    ],
)  # fmt: skip
def test_what_is_not_counted_from_a_date(text: str) -> None:
    assert [text[d.start : d.end] for d in find_dates(text) if d.anchored] == []


@given(st.lists(st.sampled_from("the following next same day week later earlier a nine days 12 years the".split())))
def test_any_heap_of_the_words_of_steps_can_be_counted(words: list[str]) -> None:
    for said in find_dates(" ".join(words)):
        replace(said, base=(parse("0001-01-01"), parse("9999-12-31"))).readings(())
