"""A letter written and read again: every word comes back, whatever signs it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.letters.drafts import Draft, Words, drafts_of, source_of
from sphinx_factcheck.letters.myst import read_letter

ROOT = Path(__file__).parents[2]
FRONT = "---\ndocument: d\ndate: 2023-06-14\nsource: s\n---\n\n"
SIGNS = st.text(st.sampled_from("ab Z9é.,:;!?-–_*`[](){}<>&#|$~%+=^\\/'\"@\n\t1"), min_size=1, max_size=25)
TEXT = SIGNS.filter(lambda text: text.strip() != "")
WORDS = st.recursive(
    TEXT.map(Words),
    lambda inner: st.builds(
        lambda kind, inside: Words("", kind, "https://a.example/b_c" if kind == "link" else "", (inside,)),
        st.sampled_from(["emphasis", "strong", "link"]),
        inner,
    ),
    max_leaves=3,
)
PARAGRAPH = st.builds(lambda words: Draft("paragraph", tuple(words)), st.lists(WORDS, min_size=1, max_size=3))
HEADING = st.builds(lambda words, level: Draft("heading", (words,), level), TEXT.map(Words), st.sampled_from("23"))
ITEM = st.builds(lambda blocks: Draft("item", (), "", tuple(blocks)), st.lists(PARAGRAPH, min_size=1, max_size=2))
LISTS = st.builds(
    lambda kind, items: Draft(kind, (), "", tuple(items)),
    st.sampled_from(["list", "numbered-list"]),
    st.lists(ITEM, min_size=1, max_size=3),
)
QUOTE = st.builds(lambda blocks: Draft("quote", (), "", tuple(blocks)), st.lists(PARAGRAPH, min_size=1, max_size=2))
CELLS = st.lists(TEXT.map(lambda text: Draft("cell", (Words(text),))), min_size=2, max_size=2)
TABLE = st.builds(
    lambda rows: Draft("table", (), "", tuple(Draft("row", (), "", tuple(row)) for row in rows)),
    st.lists(CELLS, min_size=2, max_size=3),
)


def _plain(blocks: tuple[Draft, ...]) -> list[str]:
    return [text for block in blocks for text in ([block.plain] if block.words else _plain(block.blocks))]


@given(st.lists(st.one_of(PARAGRAPH, HEADING, LISTS, QUOTE, TABLE), min_size=1, max_size=4))
def test_every_word_reads_back(blocks: list[Draft]) -> None:
    letter = read_letter("a.md", FRONT + source_of(blocks))
    assert not letter.problems
    assert [letter.text[block.start : block.end] for block in letter.blocks] == _plain(tuple(blocks))


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
