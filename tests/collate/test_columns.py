"""Which paragraphs stand beside each other, and what a witness is in words."""

from __future__ import annotations

import pytest

from sphinx_factcheck.check.collate import Collation, collate
from sphinx_factcheck.check.collate.columns import pairs
from sphinx_factcheck.check.collate.telling import in_a_few_words
from sphinx_factcheck.letters.text import plain_letter

TEXTS = {
    "A": "We write on behalf of two bodies and ask for a hearing.",
    "B": "The court sentenced Karin Lind to many years in prison.",
    "C": "We hope that nobody is forgotten when the talks begin.",
    "D": "Raise the case of all who were detained at the harbour.",
    "E": "Thank you for the time that you gave to their families.",
    "x": "Nothing of this was ever said or written by them at all.",
}
ROWS = {
    # the letter, the witness: the rows, with the letter on the left
    ("ABCDE", "ABCDE"): "A|A B|B C|C D|D E|E",
    ("ABCDE", "ABDE"): "A|A B|B C| D|D E|E",
    ("ABC", "ABxC"): "A|A B|B |x C|C",
    ("ABCDE", "BCDEA"): "A| B|B C|C D|D E|E |A",
    ("ABCDE", "EABCD"): "|E A|A B|B C|C D|D E|",
    ("ABCDE", "ABEx"): "A|A B|B CD| E|E |x",
    ("ABCDE", "DAB"): "|D A|A B|B C| D| E|",
    ("ABC", "x"): "|x ABC|",
    ("ABC", ""): "ABC|",
    ("", "x"): "|x",
}


def compared(ours: str, theirs: str) -> Collation:
    letter, witness = ("\n\n".join(TEXTS[one] for one in names) for names in (ours, theirs))
    return collate(plain_letter("letter.txt", letter), plain_letter("witness.txt", witness))


@pytest.mark.parametrize(("ours", "theirs"), ROWS)
def test_rows(ours: str, theirs: str) -> None:
    rows = (
        "".join(ours[n] for n in row.base) + "|" + "".join(theirs[n] for n in row.witness)
        for row in pairs(compared(ours, theirs))
    )
    assert " ".join(rows) == ROWS[ours, theirs]


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("ABC", "ABC", "copies it word for word"),
        ("ABC", "CAB", "copies it word for word"),
        ("ABC", "AC", "copies it word for word, in part"),
        ("ABCDE", "AB", "copies it word for word up to ¶ 2, and breaks off"),
        ("ABC", "x", "has no passage of it"),
        ("ABC", "", "has no words"),
        ("ABC", "xxBxx", "copies 10 words without quotation marks"),
    ],
)
def test_what_a_witness_is_in_a_few_words(ours: str, theirs: str, told: str) -> None:
    assert in_a_few_words(compared(ours, theirs)) == told


def test_paragraphs_put_together_and_apart_stand_beside_each_other() -> None:
    apart = plain_letter("letter.txt", f"{TEXTS['A']}\n\n{TEXTS['B']}\n\n{TEXTS['C']}")
    together = plain_letter("witness.txt", f"{TEXTS['A']} {TEXTS['B']}\n\n{TEXTS['C']}")
    assert [(row.base, row.witness) for row in pairs(collate(apart, together))] == [((0, 1), (0,)), ((2,), (1,))]
    assert [(row.base, row.witness) for row in pairs(collate(together, apart))] == [((0,), (0, 1)), ((1,), (2,))]
