"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.engine.claims.sentences import split_sentences
from sphinx_factcheck.letters.text import Span, plain_letter


def split(text: str) -> list[str]:
    letter = plain_letter("letter.txt", text)
    return [text[s.start : s.end].strip() for s in split_sentences(letter)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We write. You read.", ["We write.", "You read."]),
        ("Dr. Yang Jianli met Mr. Fu. They spoke.", ["Dr. Yang Jianli met Mr. Fu.", "They spoke."]),
        ("John F. Kerry and Mark P. Lagon came. We left.", ["John F. Kerry and Mark P. Lagon came.", "We left."]),
        ("The U.S. Department spoke.", ["The U.S. Department spoke."]),
        ("It was in the U.S. The group left.", ["It was in the U.S.", "The group left."]),
        ("He said: “Enough!” Then he left.", ["He said: “Enough!”", "Then he left."]),
        ("At 3 p.m. we met; on Jan. 5 we left.", ["At 3 p.m. we met; on Jan. 5 we left."]),
        ("Is it so? It is… Perhaps.", ["Is it so?", "It is…", "Perhaps."]),
        ("A heading\n\nA paragraph. And more.", ["A heading", "A paragraph.", "And more."]),
        ("Freiheit für Hongkong e.V. and others", ["Freiheit für Hongkong e.V. and others"]),
        ("See No. 14 (i.e. the law). Done.", ["See No. 14 (i.e. the law).", "Done."]),
        ("3.5 percent. 14 years.", ["3.5 percent.", "14 years."]),
        ("He left at 9 p.m.\n7. The next point.", ["He left at 9 p.m.", "7.", "The next point."]),
        (
            "A. B. Roe, MR. ROE and Messrs. Poe, etc. were there.",
            ["A. B. Roe, MR. ROE and Messrs. Poe, etc. were there."],
        ),
        ("", []),
    ],
)
def test_splits(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.text(alphabet="aB. \n!?”U1’", max_size=300))
def test_the_sentences_are_the_text_of_the_blocks(text: str) -> None:
    letter = plain_letter("letter.txt", text)
    spans = split_sentences(letter)
    blocks = letter.blocks or [Span(0, len(text))]
    assert "".join(text[s.start : s.end] for s in spans) == "".join(text[b.start : b.end] for b in blocks)
    assert all(any(b.start <= s.start and s.end <= b.end for b in blocks) for s in spans)


def test_what_never_ends_is_cut_between_words() -> None:
    text = "word " * 50_000
    pieces = split(text)
    assert max(map(len, pieces)) <= 4000
    assert set(" ".join(pieces).split()) == {"word"}
