"""Addresses of paragraphs and claims: edits elsewhere change none of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.letters.identity import paragraph_ids, stretch_ids
from sphinx_factcheck.letters.text import Letter, Span, plain_letter

WORDS = ("court", "sentenced", "her", "four", "years", "letter", "June", "again")
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(" ".join), min_size=2, max_size=5)


def _letter(paragraphs: list[list[str]]) -> Letter:
    return plain_letter("a.txt", "\n\n".join(". ".join(paragraph) + "." for paragraph in paragraphs))


@given(st.lists(SENTENCES, min_size=2, max_size=5, unique_by=str), st.data())
def test_a_new_paragraph_leaves_the_others_their_addresses(paragraphs: list[list[str]], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paragraphs)))
    before = paragraph_ids(_letter(paragraphs))
    after = paragraph_ids(_letter([*paragraphs[:at], ["Something else was written"], *paragraphs[at:]]))
    assert before == (*after[:at], *after[at + 1 :])


@given(st.lists(SENTENCES, min_size=1, max_size=4), st.data())
def test_words_keep_their_address_whatever_stands_in_other_sentences(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(paragraphs)))
    changed = _letter([*paragraphs[:at], ["He wrote that 14 seeds grew"], *paragraphs[at:]])
    for number in range(2):
        letter = (_letter([["Ann was given 14 years"], *paragraphs]), _letter([["Ann was given 14 years"]]))[number]
        told = [("sentence ann", Span(letter.text.index("14 years"), letter.text.index("14 years") + 8))]
        ids = list(stretch_ids(letter, "c", told))
        assert ids == list(stretch_ids(_letter([["Ann was given 14 years"]]), "c", [("sentence ann", Span(14, 22))]))
    assert changed.text


def test_like_words_are_told_apart_by_their_sentences() -> None:
    first, second = "Ann got 14 years. ", "Later Ann got 14 years."
    letter = plain_letter("a.txt", first + second)
    spans = [Span(8, 16), Span(len(first) + 14, len(first) + 22)]
    ids = list(stretch_ids(letter, "c", [("sentence ann", span) for span in spans]))
    assert len(set(ids)) == 2
    turned = plain_letter("a.txt", f"{second} {first}")
    again = [Span(14, 22), Span(len(second) + 9, len(second) + 17)]
    assert list(stretch_ids(turned, "c", [("sentence ann", span) for span in again])) == ids[::-1]
