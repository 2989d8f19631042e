"""Terms of prison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.facts.terms import Term, parse_term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("life", Term(life=True)),
        ("Life imprisonment", Term(life=True)),
        ("14 years", Term(months=168)),
        ("1 year", Term(months=12)),
        ("4 years 6 months", Term(months=54)),
        ("4 years, 6 months and 3 days", Term(months=54, days=3)),
        ("4 years and 6 months", Term(months=54)),
        ("1.5 years", Term(months=18)),
        ("13.5 months", Term(months=13, days=15)),
        ("2 weeks", Term(days=14)),
        ("  10 days ", Term(days=10)),
    ],
)
def test_terms_that_are_read(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize(
    "text", ["", "forever", "14", "years", "4 years and", "4 years,", "4 yearsx", "4 years minus 1 month"]
)
def test_terms_that_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a term: write life, 14 years, or 4 years 6 months"):
        parse_term(text)


@given(st.integers(1, 900), st.integers(0, 29))
def test_a_term_is_written_so_that_it_reads_the_same(months: int, days: int) -> None:
    term = Term(months=months, days=days)
    assert parse_term(str(term)) == term
