"""Addresses outlive edits elsewhere: in other sentences for names, notes and claims, in other blocks for paragraphs."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_factcheck.check import Checked, check
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.letters.identity import paragraph_ids, stretch_ids
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, Span

ROOT = Path(__file__).parents[2]
EDITS = 200
"""In each of the five letters."""
_SENTENCE = re.compile(r"(?:(?<=[.!?] )|(?<=\n\n))[A-Z][^\n.!?]{10,}\.(?= [A-Z“]|\n\n)")
_PLAIN = re.compile(r"[\w ,;’“”–.!?-]+")
WORDS = "China rights prison letter Beijing 14 years and the of Minister Xu Zhiyong lawyers 2023 nobody".split()


@pytest.fixture(scope="module")
def letters() -> tuple[Checked, ...]:
    project = Project(ROOT)
    return check([project.chapter(path) for path in project.chapter_paths()], project.facts()).checked


def stretches(one: Checked) -> list[tuple[str, str, Span]]:
    """All that has an address in a letter: its prefix, what it is, where it stands."""
    return [
        *(("m", mention.entity, mention.span) for mention in one.mentions),
        *(("c", f"{c.claim.kind} {c.claim.subject}", c.claim.span) for c in one.claims),
        *(
            ("n", note.annotation.kind, note.span)
            for note in one.anchored
            if note.annotation.kind in {"note-on", "sic"}
        ),
    ]


def addresses(letter: Letter, told: list[tuple[str, str, Span]]) -> list[str]:
    found = {kind: stretch_ids(letter, kind, [(w, s) for p, w, s in told if p == kind]) for kind in "mcn"}
    return [next(found[prefix]) for prefix, _, _ in told]


def edits(one: Checked, chance: random.Random) -> Iterator[tuple[int, int, str]]:
    """Stretches of the text and what to put in their place: words put in, taken out, a sentence less or more."""
    letter = one.chapter.letter
    sentences = [found for found in _SENTENCE.finditer(letter.text) if _PLAIN.fullmatch(found[0].strip())]
    while True:
        found = chance.choice(sentences)
        told = found[0].split()
        chance.shuffle(told)
        more = chance.sample(WORDS, 3)
        words = chance.choice([[*told, *more], told[:2], ["No."], [*more, *told[1:]], ["Yes.", *told]])
        yield found.start(), found.end(), f"So {' '.join(words).rstrip('.!? ')}."


def edited(letter: Letter, start: int, end: int, words: str) -> Letter | None:
    """The letter with a stretch of its text put otherwise; None where markup stands in it."""
    place = letter.place(Span(start, end))
    if letter.source[place.start : place.end] != letter.text[start:end]:
        return None
    return read_letter(letter.path, letter.source[: place.start] + words + letter.source[place.end :])


def test_a_thousand_edits_of_other_places_lose_no_address(letters: tuple[Checked, ...]) -> None:
    chance = random.Random(19)
    made = 0
    for one in letters:
        letter, told = one.chapter.letter, stretches(one)
        before = addresses(letter, told)
        paragraphs = dict(zip(letter.blocks, paragraph_ids(letter), strict=True))
        mine = 0
        for start, end, words in edits(one, chance):
            after = edited(letter, start, end, words)
            if after is None or len(after.blocks) != len(letter.blocks):
                continue
            by = len(after.text) - len(letter.text)
            assert after.text[end + by :] == letter.text[end:]
            kept = [
                (id, (prefix, what, span if span.field or span.end <= start else Span(span.start + by, span.end + by)))
                for id, (prefix, what, span) in zip(before, told, strict=True)
                if span.field or span.end <= start or span.start >= end
            ]
            assert addresses(after, [where for _, where in kept]) == [id for id, _ in kept]
            others = [id for block, id in paragraphs.items() if block.end <= start or block.start >= end]
            assert set(others) <= set(paragraph_ids(after))
            mine += 1
            if mine == EDITS:
                break
        made += mine
    assert made == 1000


@pytest.mark.parametrize("more", ["A paragraph that is new.", "China.", "> Words of others.", "- one\n- two"])
def test_a_new_paragraph_anywhere_loses_no_address(letters: tuple[Checked, ...], more: str) -> None:
    for one in letters:
        letter, told = one.chapter.letter, stretches(one)
        before = addresses(letter, told)
        for block in letter.blocks[1:-1]:
            at = letter.place(Span(block.start, block.end)).end
            if letter.source[at : at + 2] != "\n\n" or block.kind != "paragraph":
                continue
            after = read_letter(letter.path, f"{letter.source[:at]}\n\n{more}{letter.source[at:]}")
            by = len(after.text) - len(letter.text)
            if after.problems or after.text[block.end + by :] != letter.text[block.end :]:
                continue
            moved = [(p, w, s if s.field or s.end <= block.end else Span(s.start + by, s.end + by)) for p, w, s in told]
            assert addresses(after, moved) == before
            assert set(paragraph_ids(letter)) <= set(paragraph_ids(after))


def test_like_words_have_addresses_of_their_own(letters: tuple[Checked, ...]) -> None:
    for one in letters:
        found = [*addresses(one.chapter.letter, stretches(one)), *paragraph_ids(one.chapter.letter)]
        assert len(found) == len(set(found))
        assert all(re.fullmatch(r"[pmcn]-[0-9a-f]{10}(-\d+)?", id) for id in found)
