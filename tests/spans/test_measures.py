"""What numbers are numbers of: every row of the forms reads as it says, and numbers are never cut from longer ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.engine.spans.measures import FORMS, SHARE_EXAMPLES, Unit, numbers


@pytest.mark.parametrize(("example", "value"), [*((f.example, f.value) for f in FORMS), *SHARE_EXAMPLES])
def test_every_form_reads_its_example(example: str, value: str) -> None:
    assert value in [number.value for number in numbers(example)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a score and three men were drowned", ["23"]), ("four score and seven years ago", ["87"]), ("one hundred and eighty-seven people", ["187"]),
        ("one thousand, one hundred and one men", ["1101"]), ("3 hundred and 21 men", ["321"]),
        ("two and a half dozen men", ["30"]), ("1 500 000 people", ["1500000"]), ("2 million 300 thousand men", ["2300000"]),
        ("a thousand, two of whom", ["1000", "2"]), ("one million, two hundred thousand souls", ["1200000"]),
        ("the 21st of 180", ["21", "180"]), ("ranked forty-second", ["42"]), ("12.5 men", []),
        ("between 1,000 and 2,000 men", ["1000 to 2000"]), ("over half a million", ["more than 500000"]),
        ("no fewer than 12 per cent", ["at least 12 per cent"]), ("In 1989 500 men", ["1989", "500"]),
        ("half an hour, a quarter of an hour", []), ("about $1.2bn", ["about 1200000000 dollar"]),
    ],
)  # fmt: skip
def test_numbers_are_read_whole(text: str, told: list[str]) -> None:
    assert [number.value for number in numbers(text)] == told


@given(st.text(alphabet="0123456789 ,.%$£andhundredthousandtwo-of", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    for number in numbers(text):
        assert 0 <= number.start < number.end <= len(text)


def test_a_share_is_a_fraction_of_what_it_says() -> None:
    (share,) = numbers("two thirds of the members")
    assert share.unit is Unit.FRACTION
    assert 3 * (share.quantity.low or 0) == 2
