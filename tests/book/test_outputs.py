"""Letters in LaTeX, EPUB, plain text and manual pages: the notes are footnotes there."""

from __future__ import annotations

from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx
from bs4 import BeautifulSoup


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("outputs"))


def made(folder: Path, builder: str) -> Built:
    built = sphinx(folder, "-b", builder)
    assert built.code == 0, built.said
    assert "unknown node type" not in built.said
    return built


def test_latex(folder: Path) -> None:
    text = (made(folder, "latex").pages / "tiny.tex").read_text(encoding="utf-8")
    assert r"Karin Lind" in text
    assert r"\footnotemark[1]" in text
    assert r"\footnotetext[1]{" in text
    note = text.partition(r"\footnotetext[1]{")[2]
    assert "Sentenced on the same day" in note[:200]
    assert "person-karin-lind" in text


def test_epub(folder: Path) -> None:
    page = (made(folder, "epub").pages / "chapters/2023-berg.xhtml").read_text(encoding="utf-8")
    assert 'epub:type="noteref"' in page
    assert "<aside" in page
    assert 'epub:type="footnote"' in page
    assert "factcheck.js" not in page


def test_epub_has_the_whole_entries_in_the_list(folder: Path) -> None:
    pages = made(folder, "epub").pages
    entry = BeautifulSoup((pages / "reference/people.xhtml").read_text(encoding="utf-8"), "html.parser").find(
        id="person-karin-lind"
    )
    assert entry.select_one(".fc-known li")
    assert entry.select_one('.fc-mentions a[href^="../chapters/2023-berg.xhtml#m-"]')
    letter = (pages / "chapters/2023-berg.xhtml").read_text(encoding="utf-8")
    assert 'href="../reference/people.xhtml#person-karin-lind"' in letter


def test_text(folder: Path) -> None:
    page = (made(folder, "text").pages / "chapters/2023-berg.txt").read_text(encoding="utf-8")
    assert "Karin Lind to 14 years in prison[1]" in page
    assert "[1] Sentenced on the same day as Ove Dahl." in page


def test_manual_page_and_texinfo(folder: Path) -> None:
    made(folder, "man")
    made(folder, "texinfo")


def test_one_page(folder: Path) -> None:
    page = (made(folder, "singlehtml").pages / "index.html").read_text(encoding="utf-8")
    assert page.count('class="fc-note') == 2
