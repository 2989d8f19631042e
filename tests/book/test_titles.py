"""A witness has the title of its letter: elsewhere readers can tell the two apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from book.books import Built, change, jupyter_book, make_book

LETTER, WITNESS = "A letter to Minister Berg", "A <blog’s> copy"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = make_book(tmp_path_factory.mktemp("naming"), jupyter=True)
    named = f"  - file: chapters/2023-berg-repost\n    title: {WITNESS}\n"
    change(folder, "_toc.yml", "  - file: chapters/2023-berg-repost\n", named)
    built = jupyter_book(folder, "-W", "-n", "--keep-going")
    assert built.code == 0, built.said
    return built


def searched(built: Built) -> dict[str, str]:
    """The titles that the search shows, by page."""
    index = (built.pages / "searchindex.js").read_text(encoding="utf-8")
    found = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    return dict(zip(found["docnames"], found["titles"], strict=True))


def test_the_search_and_the_browser_name_it_as_the_contents_do(book: Built) -> None:
    titles = searched(book)
    assert titles["chapters/2023-berg"] == LETTER
    assert titles["chapters/2023-berg-repost"] == f"{LETTER} (A &lt;blog’s&gt; copy)"
    assert book.page("chapters/2023-berg-repost").title.get_text().startswith(f"{LETTER} ({WITNESS})")
    assert book.page("chapters/2023-berg-repost").h1.find(string=True) == LETTER


def test_so_do_the_ways_to_the_pages_before_and_behind(book: Built) -> None:
    before = book.page("chapters/2023-berg").select_one("a.right-next .prev-next-title")
    behind = book.page("reference/people").select_one("a.left-prev .prev-next-title")
    assert before.get_text() == behind.get_text() == WITNESS
    assert book.page("chapters/2023-berg-repost").select_one("a.left-prev .prev-next-title").get_text() == LETTER


def test_a_witness_without_a_name_of_its_own_keeps_its_title(tmp_path: Path) -> None:
    built = jupyter_book(make_book(tmp_path, jupyter=True))
    assert searched(built)["chapters/2023-berg-repost"] == LETTER
