"""Drafts of letters put together by chance."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from sphinx_factcheck.letters.drafts import Draft, Words


@dataclass(frozen=True)
class Made:
    """How words, paragraphs and other blocks are made of pieces of text; links lead to `address`."""

    words: st.SearchStrategy[Words]
    paragraph: st.SearchStrategy[Draft]
    heading: st.SearchStrategy[Draft]
    lists: st.SearchStrategy[Draft]
    quote: st.SearchStrategy[Draft]
    table: st.SearchStrategy[Draft]

    @classmethod
    def of(cls, text: st.SearchStrategy[str], address: str, levels: str) -> Made:
        words = st.recursive(
            text.map(Words),
            lambda inner: st.builds(
                lambda kind, inside: Words("", kind, address if kind == "link" else "", (inside,)),
                st.sampled_from(["emphasis", "strong", "link"]),
                inner,
            ),
            max_leaves=3,
        )
        paragraph = st.builds(lambda told: Draft("paragraph", tuple(told)), st.lists(words, min_size=1, max_size=4))
        blocks = st.lists(paragraph, min_size=1, max_size=2).map(tuple)
        item = st.builds(lambda inside: Draft("item", (), "", inside), blocks)
        cells = st.lists(text.map(lambda one: Draft("cell", (Words(one),))), min_size=2, max_size=2)
        return cls(
            words,
            paragraph,
            st.builds(lambda told, level: Draft("heading", (told,), level), text.map(Words), st.sampled_from(levels)),
            st.builds(
                lambda kind, items: Draft(kind, (), "", tuple(items)),
                st.sampled_from(["list", "numbered-list"]),
                st.lists(item, min_size=1, max_size=3),
            ),
            st.builds(lambda inside: Draft("quote", (), "", inside), blocks),
            st.builds(
                lambda rows: Draft("table", (), "", tuple(Draft("row", (), "", tuple(row)) for row in rows)),
                st.lists(cells, min_size=2, max_size=3),
            ),
        )
