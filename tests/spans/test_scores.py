"""Scores of votes: every row of the forms reads as it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.engine.spans.scores import EXAMPLES, MARGINS, WITHOUT_NUMBER, results


@pytest.mark.parametrize(("example", "value"), [*EXAMPLES, *MARGINS.examples, *WITHOUT_NUMBER.examples])
def test_every_form_reads_its_example(example: str, value: str) -> None:
    assert [str(score) for score, _ in results(example, 0, len(example))] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "It rained from 9 to 6.", "The talks of 5-4 May failed.", "Some 62 per cent of the voters stayed at home.",
        "We are for three reasons against it.", "Eight to 10 votes are missing.",
    ],
)  # fmt: skip
def test_what_is_no_score(text: str) -> None:
    assert results(text, 0, len(text)) == []


@given(st.text(alphabet="0123456789 ,.votesforagainstfavouryesno-", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    for _, span in results(text, 0, len(text)):
        assert 0 <= span.start < span.end <= len(text)
