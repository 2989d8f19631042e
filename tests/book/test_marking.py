"""Whatever marks overlap, the words of the page stay as they are, and each mark holds exactly its own."""

from __future__ import annotations

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.book.letter.alignment import align, join_texts
from sphinx_factcheck.book.letter.marking import Mark, mark_all
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Span

WORDS = "alpha beta gamma, delta epsilon zeta, eta theta"
SOURCE = f"---\ndate: 2023\n---\n\n{WORDS}\n\n- {WORDS}\n- {WORDS}\n"
LETTER = read_letter("letter.md", SOURCE)


def page() -> nodes.document:
    """The letter as a doctree, with emphasis, a link, and a line end among its words."""

    def paragraph() -> nodes.paragraph:
        link = nodes.reference("", "", nodes.Text("delta epsilon"), refuri="x")
        strong = nodes.emphasis("", "", nodes.Text("beta "), nodes.strong("", "gamma,"))
        texts = [nodes.Text("alpha"), nodes.Text("\n"), strong, nodes.Text(" "), link, nodes.Text(" zeta, eta theta")]
        return nodes.paragraph("", "", *texts)

    document = nodes.document(None, None)
    items = [nodes.list_item("", paragraph()) for _ in range(2)]
    document += [paragraph(), nodes.literal_block("", "alpha in code"), nodes.bullet_list("", *items)]
    return document


def folded(words: str) -> str:
    return "".join(words.split())


SPANS = st.tuples(st.integers(0, len(LETTER.text) - 1), st.integers(1, 60)).map(
    lambda pair: Span(pair[0], min(pair[0] + pair[1], len(LETTER.text)))
)


@given(st.lists(st.tuples(SPANS, st.integers(0, 2)), max_size=7))
def test_marks_hold_their_words(spans: list[tuple[Span, int]]) -> None:
    document = page()
    join_texts(document)
    before = document.astext()
    placed, problem = align(LETTER, document)
    assert problem is None
    marks = []
    for number, (span, rank) in enumerate(spans):

        def wrap(first: bool, name: str = f"mark-{number}") -> tuple[nodes.Element, nodes.Element]:
            node = nodes.inline(classes=[name], ids=[f"{name}-first"] if first else [])
            return node, node

        sign = nodes.superscript(classes=[f"sign-{number}"])
        marks.append(Mark(span, rank, wrap, (sign,), holds_signs=rank < 2))
    ends = mark_all(placed, marks)
    assert folded(document.astext()) == folded(before)
    for number, mark in enumerate(marks):
        parts = [node for node in document.findall(nodes.inline) if f"mark-{number}" in node["classes"]]
        words = folded(LETTER.words(mark.span))
        assert folded("".join(part.astext() for part in parts)) == words
        assert [bool(part["ids"]) for part in parts] == [True, *(False for _ in parts[1:])][: len(parts)]
        signs = [node for node in document.findall(nodes.superscript) if f"sign-{number}" in node["classes"]]
        assert len(signs) == bool(words)
        assert (id(mark) in ends) == bool(words)
    for sign in document.findall(nodes.superscript):
        parent = sign.parent
        while parent is not None:
            assert not isinstance(parent, nodes.reference)
            parent = parent.parent


def test_what_differs_is_told_with_its_place() -> None:
    document = page()
    document[0] = nodes.paragraph("", "alpha beta gamna")
    placed, problem = align(LETTER, document)
    assert problem is not None
    assert str(problem.place) == "letter.md:5:15"
    assert "shows “na” where the letter has “ma, delta" in problem.message
    assert placed == ()


def test_words_that_the_page_lacks_are_told() -> None:
    document = page()
    del document[-1]
    _, problem = align(LETTER, document)
    assert problem is not None
    assert "the page ends where the letter has “alpha" in problem.message
