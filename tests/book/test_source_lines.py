"""Sources in lists: whose text a page has."""

from __future__ import annotations

import pytest

from sphinx_factcheck.book.parts.source_marks import source_line
from sphinx_factcheck.facts.model import Source


@pytest.mark.parametrize(
    ("copied", "told"),
    [
        ("", "The ferry, at mirror.example"),
        ("harbourpost.example", "The ferry, copy of a text of harbourpost.example, at mirror.example"),
        ("post-1952", "The ferry, at mirror.example"),
    ],
)
def test_a_copy_tells_the_site_its_text_comes_from(copied: str, told: str) -> None:
    source = Source(id="mirror", title="The ferry", url="https://mirror.example/7", copy_of=copied)
    assert "".join(node.astext() for node in source_line(source)) == told
