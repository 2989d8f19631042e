"""Editions put together by chance, out as TEI and in again: every code point of the letter, every note on its words."""

from __future__ import annotations

import pytest
from editions import write_edition
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from letters.made import Made

from sphinx_factcheck.check import Chapter, check
from sphinx_factcheck.edition.mending import options_of, settled
from sphinx_factcheck.edition.publication import Publication
from sphinx_factcheck.exchange.imported import annotations_of, read_back
from sphinx_factcheck.exchange.published import published
from sphinx_factcheck.exchange.tei.reading import read_tei
from sphinx_factcheck.exchange.tei.writing import tei
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import anchor_all, read_annotations
from sphinx_factcheck.letters.drafts import Draft, Words, source_of
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, Span

FRONT = "---\ntitle: {title}\ndocument: letter-2023\ndate: 2023-06-14\nsource: board-2023\n---\n\n"
SAID = """Karin Lind|was sentenced|to 14 years|in prison|and|Ove Dahl|to 12 years|in April 2023|we ask you, Minister Berg,|
a < b & c > d|“quoted”|1. not a list|# no heading|— and so on…|许志永|naïve café|e\u0301|🏛️|x_y*z`|[so]|http://example.org/?a=1&b=2|
two  spaces|]]>|&amp;|<p>|-- --|{x}|\\|$5|a|  |the end.""".replace("\n", "").split("|")
TEXT = st.lists(st.sampled_from(SAID), min_size=1, max_size=6).map(" ".join).filter(str.strip)
MADE = Made.of(TEXT, "https://a.example/b?c=d&e=f", "234")
WORDS, PARAGRAPH, HEADING = MADE.words, MADE.paragraph, MADE.heading
LISTS, QUOTE, TABLE = MADE.lists, MADE.quote, MADE.table
NOTED = st.builds(
    lambda words, note: [
        Draft("paragraph", (words, Words("", "footnote", "1"))),
        Draft("footnote", (), "1", (note,)),
    ],
    WORDS,
    PARAGRAPH,
)
SIGNERS = st.builds(
    lambda items: Draft("signatories", (), "", (Draft("list", (), "", tuple(items)),)),
    st.lists(TEXT.map(lambda text: Draft("item", (Words(text),))), min_size=1, max_size=4),
)
BLOCKS = st.builds(
    lambda blocks, signers, noted: [*blocks, *signers, *noted],
    st.lists(st.one_of(PARAGRAPH, HEADING, LISTS, QUOTE, TABLE), min_size=1, max_size=5),
    st.one_of(st.just([]), SIGNERS.map(lambda one: [one])),
    st.one_of(st.just([]), NOTED),
)
PLACES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(1, 30)), max_size=4)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    root = write_edition(tmp_path_factory.mktemp("edition"))
    return load_facts(root / "facts", root=root)


def noted(letter: Letter, places: list[tuple[float, float, int]]) -> str:
    """Notes on stretches of the letter's blocks, each where its words can be told from all others."""
    told, taken = [], set()
    for which, where, length in places:
        block = letter.blocks[min(int(which * len(letter.blocks)), len(letter.blocks) - 1)]
        start = block.start + int(where * (block.end - block.start - 1))
        words = letter.text[start : min(start + length, block.end)]
        span = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
        if block.kind == "title" or span.start >= span.end or "\n" in words or span in taken:
            continue
        taken.add(span)
        selector = settled(letter, span)
        told.append(f":::{{note-on}} {selector.exact}\n{options_of(selector)}Note {len(told)}.\n:::\n")
    return "\n".join(told)


@given(BLOCKS, PLACES)
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None
)
def test_what_goes_out_comes_back(facts: FactBase, blocks: list[Draft], places: list[tuple[float, float, int]]) -> None:
    source = FRONT.format(title="A letter to Minister Berg") + source_of(blocks)
    letter = read_letter("chapters/2023-berg.md", source)
    assert not letter.problems
    notes = read_annotations("annotations/2023-berg.md", noted(letter, places))
    before, lost = anchor_all(letter, notes)
    assume(not notes.problems and not lost)
    edition = published(
        Publication("Letters", url="https://letters.example.org/"),
        facts,
        check([Chapter(letter, notes)], facts).checked,
    )
    (file, _) = tei(edition)
    (found,) = read_tei(file.text.encode())
    _, again = read_back(found, "2023-berg", "chapters/2023-berg.md")
    assert not again.problems
    assert again.text == letter.text
    assert [block.kind for block in again.blocks] == [block.kind for block in letter.blocks]
    assert [again.words(span) for span in again.signers] == [letter.words(span) for span in letter.signers]
    read = read_annotations("annotations/2023-berg.md", annotations_of(found, again))
    after, lost_now = anchor_all(again, read)
    assert (lost_now, read.problems) == ((), ())
    assert {(a.span, a.annotation.body) for a in after} == {(a.span, a.annotation.body) for a in before}
