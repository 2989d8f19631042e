"""What the index hands on: places and words of its doubts, what is settled by hand, what it bears."""

from __future__ import annotations

import dataclasses
import pickle
import time

import pytest

from sphinx_factcheck.engine.mentions import EXPLAINED, NameIndex
from sphinx_factcheck.facts.model import Document, FactBase, Organization, Person
from sphinx_factcheck.letters.text import Span, plain_letter

PEOPLE = (
    Person(id="foster", name="John Foster Dulles", about="Secretary of State"),
    Person(id="allen", name="Allen W. Dulles", about="Director of Central Intelligence"),
    Person(id="blinken", name="Antony J. Blinken"),
)


def index_of(*entities: Person | Organization | Document) -> NameIndex:
    return NameIndex(FactBase(entities={entity.id: entity for entity in entities}))


def test_an_ambiguous_name_lists_who_it_can_be() -> None:
    [problem] = index_of(*PEOPLE).find(plain_letter("a.txt", "Dear all,\n\nthen Dulles left.")).problems
    assert problem.rule == "ambiguous"
    assert problem.text == "Dulles"
    assert str(problem.place) == "a.txt:3:6"
    assert "John Foster Dulles (foster); Allen W. Dulles (allen)" in problem.message
    assert "{mention}" in problem.mend


def test_an_ambiguous_name_is_told_once() -> None:
    mentions = index_of(*PEOPLE).find(plain_letter("a.txt", "Then Dulles left, and Dulles slept."))
    [problem] = mentions.problems
    assert problem.message.endswith("(allen); it stands at 2 places of this letter")
    assert str(problem.place) == "a.txt:1:6"
    assert len(mentions.doubts) == 2


def test_a_near_miss_gives_the_right_spelling() -> None:
    [problem] = index_of(*PEOPLE).find(plain_letter("a.txt", "Secretary Anthony Blinken")).problems
    assert problem.rule == "name"
    assert problem.text == "Anthony Blinken"
    assert str(problem.place) == "a.txt:1:11"
    assert problem.message.endswith("of Antony J. Blinken")
    assert "with {mention} that Antony J. Blinken (blinken) is meant" in problem.mend
    assert "{sic}" in problem.mend


def test_many_candidates_are_counted() -> None:
    smiths = [Person(id=f"smith-{n}", name=f"{letter}ob Smith") for n, letter in enumerate("BCDFGHJKLM")]
    [problem] = index_of(*smiths).find(plain_letter("a.txt", "Mr. Smith")).problems
    assert "and 5 more" in problem.message


@pytest.mark.parametrize(
    ("entity", "expected"), [("allen", [("Dulles", "allen", "settled by hand")]), ("", [])], ids=["somebody", "nobody"]
)
def test_what_is_settled_by_hand(entity: str, expected: list[tuple[str, str, str]]) -> None:
    letter = plain_letter("a.txt", "Then Dulles left.")
    mentions = index_of(*PEOPLE).find(letter, [(Span(5, 11), entity)])
    assert [(letter.words(m.span), m.entity, m.why) for m in mentions.found] == expected
    assert mentions.problems == ()


def test_a_link_made_by_the_index_gives_way_to_the_hand() -> None:
    mentions = index_of(*PEOPLE).find(plain_letter("a.txt", "Antony Blinken"), [(Span(0, 14), "")])
    assert mentions.found == ()


def test_a_letter_does_not_mention_itself() -> None:
    facts = index_of(Document(id="joint", name="Joint Letter on Rights"))
    letter = plain_letter("a.txt", "Joint Letter on Rights\n\nText.")
    assert [m.entity for m in facts.find(letter).found] == ["joint"]
    assert facts.find(dataclasses.replace(letter, document="joint")).found == ()
    assert facts.find(dataclasses.replace(letter, witness_of="joint")).found == ()


def test_two_people_of_one_name_are_never_guessed() -> None:
    twins = index_of(Person(id="one", name="John Jones"), Person(id="two", name="John Jones"))
    mentions = twins.find(plain_letter("a.txt", "John Jones and Mr. Jones"))
    assert mentions.found == ()
    assert [doubt.candidates for doubt in mentions.doubts] == [("one", "two")] * 2


def test_every_reason_is_explained() -> None:
    text = "Director of Central Intelligence Dulles met Antony Blinken. Blinken left."
    found = index_of(*PEOPLE).find(plain_letter("a.txt", text)).found
    assert [mention.why for mention in found] == ["title and office", "full name", "surname after introduction"]
    assert all(mention.why in EXPLAINED and mention.explanation != mention.why for mention in found)


def test_five_hundred_aliases_of_one_person() -> None:
    names = index_of(Person(id="p", name="Anna Kwok", also=tuple(f"Kwok Number{n}" for n in range(500))))
    assert [m.entity for m in names.find(plain_letter("a.txt", "Anna Kwok; Kwok")).found] == ["p", "p"]


def test_odd_names_do_no_harm() -> None:
    odd = [Person(id=f"p{n}", name=name) for n, name in enumerate(["X", "...", "Jr.", "O", "-", "the", "I", "A. B."])]
    assert index_of(*odd).find(plain_letter("a.txt", "I saw the X-ray of A. B. and O.")).found == ()


def test_an_empty_fact_base_and_an_empty_letter() -> None:
    assert index_of().find(plain_letter("a.txt", "John Jones")).found == ()
    assert index_of(*PEOPLE).find(plain_letter("a.txt", "")).found == ()


def test_the_index_goes_to_a_worker_and_comes_back() -> None:
    letter = plain_letter("a.txt", "Antony Blinken")
    names = index_of(*PEOPLE)
    assert pickle.loads(pickle.dumps(names)).find(letter) == names.find(letter)


def test_a_long_row_of_capitals_takes_no_long_time() -> None:
    text = "A B C D E F Dulles " * 4000 + "Antony " * 20000 + ". " * 20000
    began = time.perf_counter()
    index_of(*PEOPLE).find(plain_letter("a.txt", text))
    assert time.perf_counter() - began < 10
