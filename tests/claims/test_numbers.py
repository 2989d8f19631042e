"""Numbers in words and figures, and what hedges make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.engine.claims.counts.counting import nouns_of
from sphinx_factcheck.engine.spans.numbers import exactly, hedged, parse_number, parse_ordinal, quantities
from sphinx_factcheck.engine.spans.vague import vague_quantity
from sphinx_factcheck.facts.dates import Answer

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]


def in_words(n: int, joiner: str) -> str:
    for size, name in SCALES:
        if n >= size:
            rest = f"{joiner}{in_words(n % size, joiner)}" if n % size else ""
            return f"{in_words(n // size, joiner)} {name}{rest}"
    if n < 20:
        return ONES.split()[n]
    return TENS.split()[n // 10] + (f"-{ONES.split()[n % 10]}" if n % 10 else "")


@given(st.integers(1, 10**15 - 1), st.sampled_from([" ", " and "]))
def test_any_number_in_words_is_read_back(n: int, joiner: str) -> None:
    assert parse_number(in_words(n, joiner)) == n


@given(st.integers(0, 10**17))
def test_any_number_in_figures_is_read_back(n: int) -> None:
    assert parse_number(str(n)) == parse_number(f"{n:,}") == n


@given(st.integers(1, 999), st.integers(1, 999))
def test_an_exact_number_fits_itself_alone(claimed: int, known: int) -> None:
    assert (exactly(claimed).fits(known, known) is Answer.YES) == (claimed == known)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    for start, end, quantity in quantities(text):
        assert 0 <= start < end <= len(text)
        assert str(quantity)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("forty-two", 42), ("Forty Two", 42), ("two dozen", 24), ("a dozen", 12), ("half a dozen", 6), ("a hundred", 100),
        ("176", 176), ("1,234", 1234), ("1.5 million", 1_500_000), ("one hundred and five", 105), ("a couple of", 2),
        ("a quarter of a million", 250_000), ("three quarters of a million", 750_000), ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000), ("half a billion", 500_000_000), ("1.2m", 1_200_000), ("3bn", 3_000_000_000),
        ("three hundred thousand", 300_000), ("twenty-one hundred", 2100),
        ("9" * 400, None), ("two two", None), ("1.5", None), ("", None), ("many", None), ("and", None), ("one hundred five hundred", None),
    ],
)  # fmt: skip
def test_numbers(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("176th", 176), ("1st", 1), ("first", 1), ("forty-second", 42), ("twentieth", 20), ("twelfth", 12), ("hundredth", 100),
        ("two hundredth", 200), ("one hundred and first", 101), ("th", None), ("second hand", None), ("", None),
    ],
)  # fmt: skip
def test_ordinals(text: str, number: int | None) -> None:
    assert parse_ordinal(text) == number


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("over 20 people", ["more than 20"]), ("well over twenty people", ["more than 20"]), ("At least forty-two", ["at least 42"]),
        ("no fewer than 1,000", ["at least 1000"]), ("up to 30", ["at most 30"]), ("fewer than five", ["fewer than 5"]),
        ("nearly 100", ["nearly 100"]), ("some 50 groups", ["about 50"]), ("twenty or more", ["at least 20"]), ("40+ groups", ["at least 40"]),
        ("the 12 countries and half a dozen more", ["12", "6"]), ("a 400-page report", ["400"]), ("someone told none of us often", []),
        ("between 20 and 30, 5 or 6, 20–30", ["20 to 30", "5 to 6", "20 to 30"]), ("rose from 20 to 30", ["20", "30"]),
        ("From 20 to 30 people", ["20 to 30"]), ("barely 40", ["about 40"]), ("a quarter of the 40", ["40"]),
        ("a score of lawyers, three score more", ["20", "60"]), ("a score of 19", ["19"]), ("twenty-odd", ["about 20"]),
        ("nearly half a million", ["nearly 500000"]), ("2.5 and 1,23 and " + "7" * 400, []), ("exactly seven", ["7"]), ("under a hundred", ["fewer than 100"]),
    ],
)  # fmt: skip
def test_quantities(text: str, told: list[str]) -> None:
    assert [str(quantity) for _, _, quantity in quantities(text)] == told


@pytest.mark.parametrize(
    ("hedge", "number", "known", "fits"),
    [
        ("over", "20", (23, 23), Answer.YES), ("over", "20", (20, 20), Answer.NO), ("over", "20", (11, None), Answer.UNKNOWN),
        ("at least", "20", (20, 20), Answer.YES), ("up to", "20", (21, 21), Answer.NO), ("up to", "20", (None, 15), Answer.YES),
        ("nearly", "50", (48, 48), Answer.YES), ("nearly", "50", (50, 50), Answer.UNKNOWN), ("nearly", "50", (51, 51), Answer.NO),
        ("about", "50", (47, 47), Answer.YES), ("about", "50", (60, 60), Answer.UNKNOWN), ("about", "50", (90, 90), Answer.NO),
        ("", "5,000", (4_900, 4_900), Answer.UNKNOWN), ("", "5,000", (4_000, 4_000), Answer.NO), ("", "42", (40, 45), Answer.UNKNOWN),
        ("", "two dozen", (23, 23), Answer.UNKNOWN), ("", "two dozen", (24, 24), Answer.YES), ("", "two dozen", (27, 27), Answer.NO), ("", "a dozen", (11, 11), Answer.NO),
    ],
)  # fmt: skip
def test_hedges_mean_what_they_say(hedge: str, number: str, known: tuple[int | None, int | None], fits: Answer) -> None:
    quantity = hedged(hedge, number)
    assert quantity is not None
    assert quantity.fits(*known) is fits


@pytest.mark.parametrize(
    ("text", "words", "known", "fits"),
    [
        ("dozens of lawyers", "dozens of", 38, Answer.YES), ("dozens of lawyers", "dozens of", 12, Answer.NO),
        ("several hundred lawyers", "several hundred", 20, Answer.NO), ("a few lawyers", "a few", 4, Answer.YES),
        ("tens of thousands of lawyers", "tens of thousands of", 30_000, Answer.YES), ("scores of lawyers", "scores of", 39, Answer.UNKNOWN),
        ("hundreds of thousands of lawyers", "hundreds of thousands of", 9_000, Answer.NO),
    ],
)  # fmt: skip
def test_numbers_told_by_their_size(text: str, words: str, known: int, fits: Answer) -> None:
    told = vague_quantity(text, 0, len(text))
    assert told is not None
    assert (text[told[0] : told[1]], told[2].fits(known, known)) == (words, fits)


@pytest.mark.parametrize("text", ["hundreds lawyers", "12 lawyers", "a fewer lawyers", "the scorecard of lawyers"])
def test_other_words_tell_no_size(text: str) -> None:
    assert vague_quantity(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("of", "nouns"),
    [("", []), ("..", []), ("human rights lawyers", ["lawyers"]), ("lawyers, judges", ["lawyers", "judges"])],
)
def test_what_a_count_counts(of: str, nouns: list[str]) -> None:
    assert nouns_of(of) == nouns
