"""The names below a letter, read line by line."""

from __future__ import annotations

import pytest

from sphinx_factcheck.engine.spans.signatures import signed_below

BODY = "We ask you to let them go.\n\n"


@pytest.mark.parametrize(
    ("below", "number", "sure"),
    [
        ("Yours sincerely,\n\nAda Bell\nTom Carr\nLise Dorn\nEva Falk", 4, True),
        ("Ada Bell\nTom Carr, lawyer", 2, False),
        ("- Bread and Law\n- Open Page", 2, True),
        ("Signed:\n\nThe Quill League\nHouse of Letters (Norland)\nOpen Page\nWomen's Bench", 4, True),
    ],
)
def test_names_are_counted(below: str, number: int, sure: bool) -> None:
    found = signed_below(BODY + below)
    assert found is not None
    assert (found.number, found.sure) == (number, sure)


@pytest.mark.parametrize(
    "below",
    [
        "Ada Bell", "Ada Bell\nChair of the Alliance", "Ada Bell\n12 Main Street", "They are free.\nThey are home.", "",
        "Ada Bell\nwho was there", "Dear friends,\nAda Bell",
    ],
)  # fmt: skip
def test_what_is_no_list_of_names(below: str) -> None:
    assert signed_below(BODY + below) is None
