"""Terms of prison: how they are written, and what a known term has to be for them to be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.engine.spans.terms import TermSaid, find_terms
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.terms import Term, parse_term


def only(text: str) -> TermSaid:
    (said,) = find_terms(text, 0, len(text))
    return said


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("to 14 years in prison", "14 years", "14 years"),
        ("a 14-year term", "14-year", "14 years"),
        ("fourteen years", "fourteen years", "14 years"),
        ("a fourteen-year sentence", "fourteen-year", "14 years"),
        ("four and a half years", "four and a half years", "4 years 6 months"),
        ("a four-and-a-half-year term", "four-and-a-half-year", "4 years 6 months"),
        ("two years and a half", "two years and a half", "2 years 6 months"),
        ("5 years and 9 months", "5 years and 9 months", "5 years 9 months"),
        ("five years, nine months", "five years, nine months", "5 years 9 months"),
        ("13.5 months", "13.5 months", "1 year 1 month 15 days"),
        ("a five-year-and-nine-month term", "five-year-and-nine-month", "5 years 9 months"),
        ("4½ years", "4½ years", "4 years 6 months"),
        ("2 1/2 years", "2 1/2 years", "2 years 6 months"),
        ("13½ months", "13½ months", "1 year 1 month 15 days"),
        ("seven and nine years", "nine years", "9 years"),
        ("18 months", "18 months", "1 year 6 months"),
        ("a year in prison", "a year", "1 year"),
        ("a life sentence", "life sentence", "life"),
        ("life in prison", "life in prison", "life"),
        ("sentenced to life", "life", "life"),
        ("nearly six years", "nearly six years", "nearly 6 years"),
        ("more than a decade", "more than a decade", "more than 10 years"),
        ("ten years or more", "ten years or more", "at least 10 years"),
    ],
)
def test_a_term_is_read(text: str, words: str, value: str) -> None:
    said = only(text)
    assert (text[said.start : said.end], said.value) == (words, value)


@pytest.mark.parametrize(
    ("said", "known", "answer"),
    [
        ("14 years", "14 years", Answer.YES),
        ("13 years", "14 years", Answer.NO),
        ("life in prison", "life", Answer.YES),
        ("life in prison", "20 years", Answer.NO),
        ("20 years", "life", Answer.NO),
        ("five years", "5 years 9 months", Answer.UNKNOWN),
        ("six years", "5 years 9 months", Answer.UNKNOWN),
        ("four years", "5 years 9 months", Answer.NO),
        ("five years and eight months", "5 years 9 months", Answer.NO),
        ("nearly six years", "5 years 9 months", Answer.YES),
        ("nearly six years", "6 years 1 month", Answer.NO),
        ("more than ten years", "10 years", Answer.NO),
        ("more than ten years", "14 years", Answer.YES),
        ("at least ten years", "10 years", Answer.YES),
        ("up to ten years", "11 years", Answer.NO),
        ("18 months", "1 year 6 months", Answer.YES),
    ],
)
def test_whether_a_known_term_can_be_meant(said: str, known: str, answer: Answer) -> None:
    assert only(said).fits(parse_term(known)) is answer


@given(st.integers(1, 99), st.integers(0, 11))
def test_any_term_is_read_back(years: int, months: int) -> None:
    term = Term(months=years * 12 + months)
    assert only(str(term)).term == term
    assert only(str(term)).fits(term) is Answer.YES


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for said in find_terms(text, 0, len(text)):
        assert 0 <= said.start < said.end <= len(text)
