"""Anchors: one place or a reason, never a silent move."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.letters.anchors import Selector, Unanchored, anchor, fold
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Span

SOURCE = """---
title: A Letter
document: a-letter
date: 2021-07-12
---

She wrote to *Karin Lind* of
the “Northern  Board” in May, and to Karin Lind again in June. “Let us
meet,” she wrote.
"""
LETTER = read_letter("chapters/a.md", SOURCE)


def found(exact: str, **options: object) -> str:
    span = anchor(LETTER, Selector(exact, **options))  # type: ignore[arg-type]
    assert isinstance(span, Span), span
    return LETTER.words(span)


def lost(exact: str, **options: object) -> Unanchored:
    span = anchor(LETTER, Selector(exact, **options))  # type: ignore[arg-type]
    assert isinstance(span, Unanchored), span
    return span


def test_across_emphasis_line_breaks_quotes_and_spaces() -> None:
    assert found('Lind of the "Northern Board" in May') == "Lind of\nthe “Northern  Board” in May"


def test_a_value_of_the_front_matter() -> None:
    span = anchor(LETTER, Selector("2021-07-12"))
    assert span == Span(0, 10, "date")


def test_the_title_is_anchored_like_text() -> None:
    span = anchor(LETTER, Selector("A Letter"))
    assert isinstance(span, Span)
    assert str(LETTER.place(span)) == "chapters/a.md:2:8"


def test_two_places_are_an_error_that_proposes_the_mend() -> None:
    why = lost("Karin Lind")
    assert why.message == "“Karin Lind” stands twice in chapters/a.md"
    assert ":occurrence: 2 at chapters/a.md:8:38 (:prefix: in May, and to)" in why.mend
    assert len(why.places) == 2


def test_prefix_suffix_and_occurrence_settle_it() -> None:
    first, second = (anchor(LETTER, Selector("Karin Lind", occurrence=n)) for n in (1, 2))
    assert isinstance(first, Span)
    assert isinstance(second, Span)
    assert first < second
    assert anchor(LETTER, Selector("Karin Lind", prefix="and to")) == second
    assert anchor(LETTER, Selector("Karin Lind", suffix="of the")) == first


def test_an_occurrence_that_is_not_there() -> None:
    assert lost("Karin Lind", occurrence=3).mend == "give :occurrence: a number from 1 to 2"


def test_a_prefix_that_does_not_stand_there() -> None:
    assert "not between the given prefix and suffix" in lost("Karin Lind", prefix="from").message


def test_nothing_found_names_the_nearest() -> None:
    why = lost("Northern Bord in May")
    assert why.message == "“Northern Bord in May” does not stand in chapters/a.md"
    assert why.mend == "the nearest is “Northern  Board” in May” at chapters/a.md:8:6"


def test_nothing_alike_says_so() -> None:
    assert lost("zzzz qqqq xxxx").places == ()


@given(st.text("ab “”'’\n\u00a0—", max_size=60))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    for at, character in enumerate(folded.text):
        if not character.isspace() and character not in "'\"-":
            assert text[folded.origin(at)] == character


@given(st.data())
def test_any_words_that_stand_once_are_found_where_they_stand(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(LETTER.text) - 1))
    end = data.draw(st.integers(start + 1, len(LETTER.text)))
    words = LETTER.text[start:end]
    span = anchor(LETTER, Selector(words))
    if isinstance(span, Span):
        assert LETTER.words(span).split() == words.split()
    else:
        assert not words.strip() or len(span.places) > 1
