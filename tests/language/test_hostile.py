"""Text that no letter has: the reading ends, and in time that grows with the text and no faster."""

from __future__ import annotations

import random
from time import process_time

import pytest

from language.reading import reader, whole

WORDS = (
    "he she they his her him himself the a this both two first second former latter who whom whose which what that when "
    "after before since if and or nor not no neither , , ; : ( ) — . ? ” ’s was were is be been has had will may must to of "
    "in on at by from with among them sentenced jailed arrested released given gave let go held said says claims years 10 "
    "ten five more ago later May minister poet lawyer wife husband Mr. Dear Sir my our I we you it there one only last"
).split() + ["Ann Archer", "Bob Baker"] * 3

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


@pytest.mark.parametrize(
    "text",
    [
        "What he aims for or will be able to do, I do not know, but he has a clear sense of power.",
        "In the end 300–500 directly hired workers of the mills will be laid off and up to 1,000 drivers will wait.",
    ],
)
def test_a_list_whose_nouns_have_all_gone_elsewhere_is_passed_over(text: str) -> None:
    assert whole(text).clauses


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


@pytest.mark.parametrize("seed", range(40))
def test_any_words_mean_the_same_in_whatever_order_they_are_asked(seed: int) -> None:
    chance = random.Random(seed)
    parts = [" ".join(chance.choices(WORDS, k=chance.randint(1, 14))) for _ in range(60)]
    text = "".join(part + chance.choice([". ", ". ", ".\n\n"]) for part in parts)
    in_order, mixed = reader(text), reader(text)
    last = in_order.number_at(len(text))
    asked = [noun for number in range(last) for noun in in_order.sentence(number).nouns]
    told = {noun.start: [one.value for one in in_order.meant(noun)] for noun in asked}
    for number in chance.sample(range(last), last):
        for noun in mixed.sentence(number).nouns:
            assert [one.value for one in mixed.meant(noun)] == told[noun.start], text[noun.start : noun.end]
