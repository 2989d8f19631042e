"""Quotations: where they are, how their words compare, and where word sequences stand in many texts."""

from __future__ import annotations

import pytest

from sphinx_factcheck.engine.spans.quotes import in_headline, quotations, respelt
from sphinx_factcheck.engine.spans.sequences import Place, Sequences


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He said “no more of it”.", ["no more of it"]), ("It’s the lawyers’ letter.", []), ('A "plain" one', ["plain"]),
        ("«Rien ne va plus», he said", ["Rien ne va plus"]), ("An open mark “and no end", []),
    ],
)  # fmt: skip
def test_stretches_between_marks(text: str, told: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("connexion", "connection"), ("to-day", "today"), ("honour", "honor"), ("publick", "public"), ("shewed", "showed"),
        ("civilised", "civilized"), ("travelled", "traveled"), ("centre", "center"), ("judgement", "judgment"), ("gaol", "jail"),
    ],
)  # fmt: skip
def test_old_and_new_spelling_are_one(old: str, new: str) -> None:
    assert respelt(old) == respelt(new)


@pytest.mark.parametrize(("left", "right"), [("rise", "rice"), ("four", "for"), ("sick", "six"), ("bore", "boar")])
def test_other_words_stay_apart(left: str, right: str) -> None:
    assert respelt(left) != respelt(right)


def test_a_headline_has_capitals_throughout() -> None:
    assert [
        in_headline(words) for words in ("Grave and Lasting Abuses", "Grave abuses", "The United Nations said so")
    ] == [True, False, False]


def test_a_sequence_is_found_where_it_stands_and_nowhere_else() -> None:
    index = Sequences.of(
        ["the grave and lasting abuses", "and nothing else at all", "so grave and lasting abuses were"]
    )
    assert set(index.places(["grave", "and", "lasting"])) == {Place(0, 1), Place(2, 1)}
    assert list(index.places(["lasting", "and", "grave"])) == []


def test_a_place_tells_how_many_of_the_words_stand_there() -> None:
    index = Sequences.of(["grave and lasting abuses were seen", "lasting abuses were", "grave and lasting peace"])
    found = index.places(["grave", "and", "lasting", "abuses", "were"])
    assert found == {Place(0, 0): 3, Place(1, -2): 1, Place(2, 0): 1}
    assert index.counts(["grave", "and", "lasting", "abuses", "were"]) == (2, 1, 2)
