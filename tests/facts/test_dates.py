"""EDTF as intervals: what is written, what is refused, and the algebra; the `edtf` library is the oracle."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_factcheck.facts.dates import (
    SHAPE,
    Answer,
    DateError,
    When,
    after,
    before,
    day,
    fits,
    holds,
    near,
    parse,
    span,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("text", "earliest", "start_latest", "end_earliest", "latest", "precision"),
    [
        ("2023", "2023-01-01", "2023-12-31", "2023-01-01", "2023-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02-01", "2024-02-29", "month"),
        ("2023-06-14", "2023-06-14", "2023-06-14", "2023-06-14", "2023-06-14", "day"),
        ("2023-06-14T23:59:00Z", "2023-06-14", "2023-06-14", "2023-06-14", "2023-06-14", "day"),
        ("201X", "2010-01-01", "2019-12-31", "2010-01-01", "2019-12-31", "decade"),
        ("184X", "1840-01-01", "1849-12-31", "1840-01-01", "1849-12-31", "decade"),
        ("1649-01-30 (Julian)", "1649-02-09", "1649-02-09", "1649-02-09", "1649-02-09", "day"),
        ("1648/49-01-30 (Julian)", "1649-02-09", "1649-02-09", "1649-02-09", "1649-02-09", "day"),
        ("[1773-10-25..1774-10-24]", "1773-10-25", "1774-10-24", "1773-10-25", "1774-10-24", "interval"),
        ("1917-10-25 (Julian)", "1917-11-07", "1917-11-07", "1917-11-07", "1917-11-07", "day"),
        ("[1850-05..]", "1850-05-01", "9999-12-31", "1850-05-01", "9999-12-31", "interval"),
        ("[..1850-05]", "0001-01-01", "1850-05-31", "0001-01-01", "1850-05-31", "interval"),
        ("20XX", "2000-01-01", "2099-12-31", "2000-01-01", "2099-12-31", "century"),
        ("2004-XX", "2004-01-01", "2004-12-31", "2004-01-01", "2004-12-31", "year"),
        ("2004-06-XX", "2004-06-01", "2004-06-30", "2004-06-01", "2004-06-30", "month"),
        ("2023-21", "2023-03-01", "2023-05-31", "2023-03-01", "2023-05-31", "season"),
        ("2023-24", "2023-12-01", "2024-02-29", "2023-12-01", "2024-02-29", "season"),
        ("2016~", "2015-01-01", "2017-12-31", "2015-01-01", "2017-12-31", "year"),
        ("2016-06-03?", "2016-05-31", "2016-06-06", "2016-05-31", "2016-06-06", "day"),
        ("2016-06-06/2016-06-07", "2016-06-06", "2016-06-06", "2016-06-07", "2016-06-07", "interval"),
        ("2021-01/2023", "2021-01-01", "2021-01-31", "2023-01-01", "2023-12-31", "interval"),
        ("2016-06-03~/2018", "2016-05-31", "2016-06-06", "2018-01-01", "2018-12-31", "interval"),
        ("2025-01-20/..", "2025-01-20", "2025-01-20", "9999-12-31", "9999-12-31", "interval"),
        ("../2025-01-20", "0001-01-01", "0001-01-01", "2025-01-20", "2025-01-20", "interval"),
        ("2025-01-20/", "2025-01-20", "2025-01-20", "2025-01-20", "9999-12-31", "interval"),
        ("/2025-01-20", "0001-01-01", "2025-01-20", "2025-01-20", "2025-01-20", "interval"),
    ],
)
def test_what_is_written_and_what_it_bounds(
    text: str, earliest: str, start_latest: str, end_earliest: str, latest: str, precision: str
) -> None:
    when = parse(text)
    bounds = (when.earliest, when.start_latest, when.end_earliest, when.latest)
    assert tuple(map(str, bounds)) == (earliest, start_latest, end_earliest, latest)
    assert when.precision == precision
    assert str(when) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("June 2023", "“June 2023” is no EDTF date: write 2023, 2023-06, 2023-06-14, or an interval like 2021-01/2023"),
        ("2023-6", "“2023-6” is no EDTF date"),
        ("2023-02-30", "“2023-02-30” is no day of the calendar (day is out of range for month)"),
        ("2023-13", "“2023-13” is no day of the calendar (month must be in 1..12)"),
        ("2023/2021", "“2023/2021” ends before it starts"),
        ("/", "“/” says nothing: give it a start or an end"),
        ("../..", "“../..” says nothing"),
        ("2023?~", "“2023?~” has more than one mark: write ? (uncertain), ~ (approximate) or % (both)"),
        ("Y17000", "“Y17000” is outside of the years 1 to 9999"),
        ("-0044", "“-0044” is outside of the years 1 to 9999"),
        ("0000", "“0000” is no day of the calendar"),
        ("2023-06-14T25:00:00", "“2023-06-14T25:00:00” is no day of the calendar"),
        ("[2016,2017]", "“[2016,2017]” is no EDTF date"),
        ("２０２３", "“２０２３” is no EDTF date"),
        ("", "“” is no EDTF date"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert str(caught.value).startswith(message)


def test_marks_are_kept() -> None:
    assert [(w.approximate, w.uncertain) for w in map(parse, ("2016", "2016~", "2016?", "2016%"))] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    ]


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
PLAIN = DAYS.flatmap(lambda d: st.sampled_from([f"{d:%Y}", f"{d:%Y-%m}", f"{d}"]))
MASKED = DAYS.flatmap(
    lambda d: st.sampled_from(
        [
            f"{d:%Y}"[:3] + "X",
            f"{d:%Y}"[:2] + "XX",
            f"{d:%Y}-XX",
            f"{d:%Y-%m}-XX",
            f"{d:%Y}-XX-XX",
            f"{d:%Y}-21",
            f"{d:%Y}-22",
            f"{d:%Y}-23",
        ]
    )
)
DATES = PLAIN | MASKED
INTERVALS = st.tuples(PLAIN, PLAIN).map(lambda ends: "/".join(sorted(ends)))
OPEN = st.tuples(PLAIN, st.sampled_from(["{}/..", "../{}", "{}/", "/{}"])).map(lambda pair: pair[1].format(pair[0]))
MARKED = st.tuples(PLAIN, st.sampled_from("~?%")).map("".join)


def read(text: str) -> When:
    try:
        return parse(text)
    except DateError:
        assume(False)
        raise


WHENS = (DATES | INTERVALS | OPEN | MARKED).map(read)


@given(DATES | INTERVALS)
def test_bounds_are_those_of_the_library(text: str) -> None:
    when, oracle = read(text), parse_edtf(text)
    assert (when.earliest, when.latest) == (date(*oracle.lower_strict()[:3]), date(*oracle.upper_strict()[:3]))


@given(PLAIN, st.sampled_from("~?%"))
def test_a_mark_widens_on_both_sides_alike(text: str, mark: str) -> None:
    plain, marked = parse(text), parse(text + mark)
    reach = plain.earliest - marked.earliest
    assert reach == marked.latest - plain.latest == max(plain.latest - plain.earliest, timedelta(3))


@given(st.text(st.sampled_from("0123456789-/.~?%XTYZ: []"), max_size=14) | DATES | INTERVALS | OPEN | MARKED)
def test_the_pattern_of_the_schemas_admits_what_is_read_and_little_else(text: str) -> None:
    wrong = ""
    try:
        parse(text)
    except DateError as error:
        wrong = str(error)
    beyond = re.search(r"calendar|before it starts|outside", wrong)
    assert beyond or (re.search(SHAPE, text) is None) == bool(wrong)


@given(st.text(st.sampled_from("0123456789-/.~?%XTYZ: "), max_size=14))
def test_a_text_is_read_or_refused(text: str) -> None:
    with suppress(DateError):
        when = parse(text)
        assert when.earliest <= when.start_latest
        assert when.end_earliest <= when.latest
        assert when.earliest <= when.latest


@given(WHENS, WHENS)
def test_fits_is_even_handed_where_it_says_no(one: When, other: When) -> None:
    assert (fits(one, other) is NO) == (fits(other, one) is NO)


@given(WHENS)
def test_everything_fits_itself_and_is_not_before_itself(when: When) -> None:
    assert fits(when, when) is YES
    assert before(when, when) is not YES


@given(WHENS, WHENS)
def test_before_and_after_are_one_question(one: When, other: When) -> None:
    assert before(one, other) is after(other, one)
    assert not (before(one, other) is YES and before(other, one) is YES)


@given(WHENS, WHENS)
def test_what_is_before_does_not_fit(one: When, other: When) -> None:
    if before(one, other) is YES:
        assert fits(one, other) is NO


@given(WHENS, DAYS)
def test_a_day_outside_all_bounds_is_never_held(when: When, on: date) -> None:
    within = when.earliest <= on <= when.latest
    assert (holds(when, day(on)) is NO) == (not within)


@given(DAYS, DAYS, DAYS)
def test_of_exact_ends_everything_can_be_told(first: date, last: date, on: date) -> None:
    assume(first <= last)
    assert holds(span(first, last), day(on)) is (YES if first <= on <= last else NO)


@pytest.mark.parametrize(
    ("state", "on", "answer"),
    [
        ("2021-01-26/2025-01-20", "2023-06-14", YES),
        ("2021-01-26/2025-01-20", "2025-01-21", NO),
        ("2021/2025", "2021-06-14", UNKNOWN),
        ("2021/2025", "2022", YES),
        ("2021-01-26/2025-01-20", "2025", UNKNOWN),
        ("2025-01-20/..", "2030-01-01", YES),
        ("2025-01-20/", "2030-01-01", UNKNOWN),
        ("2016~/2018", "2015-07-01", UNKNOWN),
    ],
)
def test_whether_a_state_held(state: str, on: str, answer: Answer) -> None:
    assert holds(parse(state), parse(on)) is answer


@pytest.mark.parametrize(
    ("claimed", "known", "answer"),
    [
        ("2023-06", "2023-06-14", YES),
        ("2023-06-14", "2023-06", UNKNOWN),
        ("2023-05", "2023-06-14", NO),
        ("2015", "2016~", UNKNOWN),
        ("2014", "2016~", NO),
        ("2023", "2023-24", UNKNOWN),
        ("2024-01", "2023-24", UNKNOWN),
    ],
)
def test_whether_a_claimed_date_can_be_the_known_one(claimed: str, known: str, answer: Answer) -> None:
    assert fits(parse(claimed), parse(known)) is answer


def test_near_names_the_boundary() -> None:
    office = parse("2021-01-26/2025-01-20")
    assert near(office, date(2025, 1, 22), 3) == date(2025, 1, 20)
    assert near(office, date(2025, 1, 24), 3) is None
    assert near(parse("2025-01-20/.."), date(9999, 12, 30), 3) is None
