"""Ranks: every row of the forms reads as it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.engine.spans.ranks import OF_INDEX, PLAIN, ranks


@pytest.mark.parametrize(
    ("example", "value", "of_index"),
    [*((e, v, True) for e, v in OF_INDEX.examples), *((e, v, False) for e, v in PLAIN.examples)],
)
def test_every_form_reads_its_example(example: str, value: str, of_index: bool) -> None:
    assert str(ranks(example, 0, len(example), of_index=of_index)[0].said) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norland is ranked 91st (down three places), Sorvia 119th (up two places) and Westmark 40th (unchanged).",
         [("91", -3, "Norland"), ("119", 2, "Sorvia"), ("40", 0, "Westmark")]),
        ("It places Norland at 91st, Sorvia at 118th and Westmark at 44th.",
         [("91", None, "Norland"), ("118", None, "Sorvia"), ("44", None, "Westmark")]),
        ("Norland moved up five places, from 61st to 58th.", [("58", 5, "")]),
    ],
)  # fmt: skip
def test_runs_and_moves(text: str, told: list[tuple[str, int | None, str]]) -> None:
    found = ranks(text, 0, len(text), of_index=True)
    whose = [text[r.who.start : r.who.end] if r.who else "" for r in found]
    assert [(str(r.said), r.said.moved, who) for r, who in zip(found, whose, strict=True)] == told


def test_a_move_that_does_not_go_with_its_ranks_disagrees() -> None:
    wrong, right = (ranks(text, 0, len(text), of_index=True)[0].said
                    for text in ("It rose five places from 61st to 58th.", "It rose three places from 61st to 58th."))  # fmt: skip
    assert (wrong.disagrees, right.disagrees) == (True, False)


@given(st.text(alphabet="0123456789 ,.()ABrankedstndthplacefromtoupdown", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    for one in ranks(text, 0, len(text), of_index=True):
        assert 0 <= one.span.start < one.span.end <= len(text)
