"""Text that no letter has: the reading ends, and in time that grows with the text and no faster."""

from __future__ import annotations

from time import process_time

import pytest

from language.reading import reader, whole

PIECES = (
    "Ann Archer and ", "who said that ", "to 14 years ", ", ", "( ", ") ", "was arrested and ", "“", "a ", "N ", "she ",
    "that ", "Ann Archer’s ", "— ", "; ", "not ", "had been ", "'", ". ", "жизнь ", "\u0000", "1" * 400 + " ",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_the_same_again_and_again(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    sentence = whole(text)
    assert sentence.end <= 4_000
    assert all(0 <= clause.start <= clause.end <= len(text) for clause in sentence.clauses)


def test_time_grows_with_the_text() -> None:
    def seconds(times: int) -> float:
        text = "Ann Archer, who was arrested in May, and Bob Baker were sentenced to 14 years and he is ill. " * times
        read = reader(text)
        begun = process_time()
        for number in range(times):
            for noun in read.sentence(number).nouns:
                read.meant(noun)
        return process_time() - begun

    seconds(100)
    assert seconds(1_600) < 16 * 4 * max(seconds(100), 0.01)
