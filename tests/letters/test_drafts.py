"""A letter written and read again: every word comes back, whatever signs it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters.made import Made

from sphinx_factcheck.letters.drafts import Draft, Words, drafts_of, source_of
from sphinx_factcheck.letters.myst import read_letter

ROOT = Path(__file__).parents[2]
FRONT = "---\ndocument: d\ndate: 2023-06-14\nsource: s\n---\n\n"
SIGNS = st.text(st.sampled_from("ab Z9é.,:;!?-–_*`[](){}<>&#|$~%+=^\\/'\"@\n\t1"), min_size=1, max_size=25)
TEXT = SIGNS.filter(lambda text: text.strip() != "")
MADE = Made.of(TEXT, "https://a.example/b_c", "23")
WORDS, PARAGRAPH, HEADING = MADE.words, MADE.paragraph, MADE.heading
LISTS, QUOTE, TABLE = MADE.lists, MADE.quote, MADE.table


def _plain(blocks: tuple[Draft, ...]) -> list[str]:
    return [text for block in blocks for text in ([block.plain] if block.words else _plain(block.blocks))]


@given(st.lists(st.one_of(PARAGRAPH, HEADING, LISTS, QUOTE, TABLE), min_size=1, max_size=4))
def test_every_word_reads_back(blocks: list[Draft]) -> None:
    letter = read_letter("a.md", FRONT + source_of(blocks))
    assert not letter.problems
    assert [letter.text[block.start : block.end] for block in letter.blocks] == _plain(tuple(blocks))


def test_an_ampersand_in_one_piece_of_words_makes_no_entity_with_the_next() -> None:
    words = (Words("&"), Words("amp; &"), Words("#38;"))
    letter = read_letter("a.md", FRONT + source_of([Draft("paragraph", words)]))
    assert letter.text == "&amp; &#38;"


@pytest.mark.parametrize("path", sorted((ROOT / "chapters").glob("*.md")), ids=lambda path: path.stem)
def test_the_letters_of_this_edition_written_anew_are_the_same(path: Path) -> None:
    letter = read_letter("a.md", path.read_text("utf-8"))
    again = read_letter("a.md", FRONT + source_of(drafts_of(letter)))
    title = len(letter.fields["title"].value) + 2
    assert again.text == letter.text[title:]
    assert [block.kind for block in again.blocks] == [block.kind for block in letter.blocks[1:]]
    assert [again.words(span) for span in again.signers] == [letter.words(span) for span in letter.signers]
    assert drafts_of(again) == drafts_of(letter)


@pytest.mark.parametrize(
    "source",
    [
        "One *two* **three** [four](<https://a.example>) five.[^1]\n\n[^1]: A note.\n",
        "> Quoted.\n>\n> Twice.\n",
        "1. First\n2. Second\n   - inner\n   - other\n",
        "Term\n: Its meaning\n",
        "| a | b |\n| --- | --- |\n| c | d |\n",
        "A line\\\nand another.\n",
        ":::{signatories}\n- Ann Archer\n- Bob Baker\n:::\n",
    ],
)
def test_structure_reads_back(source: str) -> None:
    letter = read_letter("a.md", FRONT + source)
    again = read_letter("a.md", FRONT + source_of(drafts_of(letter)))
    assert (again.text, drafts_of(again)) == (letter.text, drafts_of(letter))
