"""Letters beside their witnesses: the table of cases, and what holds for any two texts."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_factcheck.check.collate import SAME, Relation, Segment, collate, words_of
from sphinx_factcheck.check.collate.columns import pairs
from sphinx_factcheck.letters.text import Letter, Span, plain_letter

CASES = Path(__file__).with_name("cases.md")


@dataclass(frozen=True)
class Case:
    name: str
    letter: str
    witness: str
    expected: list[str]


def cases() -> Iterator[Case]:
    for section in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = section.strip().split("\n")
        texts = {key: value.strip() for key, _, value in (line.partition(":") for line in lines[:2])}
        expected = [re.sub(r"\s*\|\s*", " | ", line[2:]).strip() for line in lines[2:]]
        yield Case(name, _blocks(texts["letter"]), _blocks(texts["witness"]), expected)


def _blocks(text: str) -> str:
    return text.replace(" / ", "\n\n")


def told(segment: Segment, letter: Letter, witness: Letter) -> str:
    words = witness.words(segment.witness), letter.words(segment.base)
    return f"{segment.relation}{'*' if segment.inner else ''}: {words[0]} | {words[1]}".strip()


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    letter, witness = plain_letter("letter.txt", case.letter), plain_letter("witness.txt", case.witness)
    found = [told(segment, letter, witness) for segment in collate(letter, witness).segments]
    assert [re.sub(r"\s*\|\s*", " | ", line).strip() for line in found] == case.expected


def test_a_copy_that_breaks_off_says_where() -> None:
    sentences = [f"Sentence number {n} of the letter speaks of matter {n}." for n in range(12)]
    letter = plain_letter("letter.txt", " ".join(sentences))
    whole = collate(letter, plain_letter("witness.txt", " ".join(sentences[:5])))
    assert whole.cut_at is not None
    last, behind = whole.cut_at
    assert letter.words(last).endswith("matter 4")
    assert len(words_of(letter, behind)) == 7 * 10
    assert not whole.cut_within_sentence
    broken = collate(letter, plain_letter("witness.txt", " ".join(sentences[:5]) + " Sentence number 5 of the letter"))
    assert broken.cut_at
    assert broken.cut_within_sentence


def test_neither_a_whole_copy_nor_a_report_is_truncated() -> None:
    letter = plain_letter("letter.txt", "We ask you to raise the case of Karin Lind. We thank you for it. " * 4)
    assert collate(letter, letter).cut_at is None
    report = plain_letter("report.txt", 'It said: "We ask you to raise the case of Karin Lind."')
    assert collate(letter, report).cut_at is None


def many_paragraphs(count: int) -> list[str]:
    chance = random.Random(count)
    words = [f"word{n}" for n in range(2_000)] + ["the", "of", "and"] * 100
    return [" ".join(chance.choices(words, k=50)) for _ in range(count)]


@pytest.mark.parametrize("form", ["changed", "shuffled", "another", "repeated"])
def test_ten_times_the_paragraphs_take_about_ten_times_as_long(form: str) -> None:
    def took(count: int) -> float:
        ours = many_paragraphs(count)
        theirs = {
            "changed": [text.replace("word1", "Altered ", 1) for text in ours],
            "shuffled": random.Random(1).sample(ours, count),
            "another": many_paragraphs(count + 1),
            "repeated": [ours[0]] * count,
        }[form]
        letter, witness = (plain_letter("x.txt", "\n\n".join(texts)) for texts in (ours, theirs))
        started = time.process_time()
        pairs(collate(letter, witness))
        return time.process_time() - started

    assert took(1_500) < 30 * took(150)


def test_every_paragraph_is_found_in_another_order() -> None:
    ours = many_paragraphs(300)
    letter, witness = (
        plain_letter("x.txt", "\n\n".join(texts)) for texts in (ours, random.Random(1).sample(ours, len(ours)))
    )
    found = collate(letter, witness)
    assert found.copy
    assert found.count(Relation.KEPT) > 0.999 * found.words[0]


WORDS = st.lists(
    st.sampled_from('we ask you to raise the case of all “them” and "others" now. \n\n 14'.split(" ")), max_size=60
)


@given(WORDS, WORDS)
@example(
    "ask ask raise ask we we ask raise we we ask we we we".split(),
    "ask ask raise ask we ask raise we ask we we we".split(),
)
def test_every_word_of_both_is_accounted_for_once(ours: list[str], theirs: list[str]) -> None:
    letter, witness = plain_letter("a.txt", " ".join(ours)), plain_letter("b.txt", " ".join(theirs))
    segments = collate(letter, witness).segments
    of_witness = sorted(s.witness for s in segments if s.witness.start < s.witness.end)
    of_letter = sorted(s.base for s in segments if s.base.start < s.base.end and s.relation is not Relation.PARAPHRASED)
    for text, spans in ((witness, of_witness), (letter, of_letter)):
        whole = words_of(text, Span(0, len(text.text)))
        assert [token.start for span in spans for token in words_of(text, span)] == [token.start for token in whole]


LINES = st.lists(
    st.sampled_from(["Red Star", "Blue Moon", "we ask", "We ask you to raise the case", "ask", "of all", "others now"]),
    max_size=12,
)


@given(LINES, LINES)
def test_no_line_is_both_left_out_and_added(ours: list[str], theirs: list[str]) -> None:
    letter, witness = plain_letter("a.txt", "\n\n".join(ours)), plain_letter("b.txt", "\n\n".join(theirs))
    found = collate(letter, witness).segments
    same = [one for one in found if one.relation in SAME]

    def without(text: Letter, taken: list[Span]) -> set[str]:
        blocks = [Span(block.start, block.end) for block in text.blocks]
        return {text.words(one).casefold() for one in blocks if not any(one.overlaps(span) for span in taken)}

    left_out, added = without(letter, [s.base for s in same]), without(witness, [s.witness for s in same])
    assert left_out.isdisjoint(added)


@pytest.mark.parametrize(
    ("forgiving", "readings"),
    [
        ("capitals", ["nongovernmental"]),
        ("capitals hyphens", []),
        ("hyphens", ["bodies"]),
        ("", ["nongovernmental bodies"]),
    ],
)
def test_what_makes_no_other_word(forgiving: str, readings: list[str]) -> None:
    letter = plain_letter(
        "a.txt", "We write to you on behalf of ten non-governmental Bodies in the city of Aston today."
    )
    copy = plain_letter("b.txt", "We write to you on behalf of ten nongovernmental bodies in the city of Aston today.")
    found = collate(letter, copy, forgiving)
    assert [copy.words(one.witness) for one in found.variants()] == readings


@given(WORDS, WORDS)
def test_what_is_called_the_same_is_the_same(ours: list[str], theirs: list[str]) -> None:
    letter, witness = plain_letter("a.txt", " ".join(ours)), plain_letter("b.txt", " ".join(theirs))
    for segment in collate(letter, witness).segments:
        if segment.relation in SAME:
            here = [token.word.casefold() for token in words_of(witness, segment.witness)]
            assert here == [token.word.casefold() for token in words_of(letter, segment.base)]
            assert here
