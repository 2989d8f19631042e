"""The edition as a book to print and as a book to carry: one page whose links lead somewhere, an EPUB without scripts."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx
from book.whole import WHOLE
from bs4 import BeautifulSoup

from sphinx_factcheck.book.outputs.paper import pages_in, rewritten

NOTED = {
    "annotations/2023-berg.md": ":::{note-on} Karin Lind to 14 years\nA note. {source}`court-2023`\n:::\n\n"
    ":::{note-on} Urge your counterparts\nAnother. {person}`ove-dahl` {source}`board-2023`\n:::\n"
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("paper"), {**WHOLE, **NOTED})


@pytest.fixture(scope="module")
def paper(folder: Path) -> Built:
    built = sphinx(folder, "-b", "paper")
    assert built.code == 0, built.said
    return built


@pytest.fixture(scope="module")
def book(paper: Built) -> BeautifulSoup:
    return paper.page("book")


def test_every_link_within_the_book_leads_somewhere_and_no_id_stands_twice(book: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in book.select("[id]")]
    assert len(ids) == len(set(ids))
    links = [link["href"] for link in book.select("a[href]")]
    assert len([link for link in links if link.startswith("#")]) > 50
    for link in links:
        assert link.startswith(("#", "https://")), link
        assert not link.startswith("#") or link[1:] in ids, link


def test_it_has_a_title_page_contents_and_a_running_head_for_each_part(book: BeautifulSoup) -> None:
    assert book.select_one(".fc-title-page .fc-book-title").get_text()
    parts = book.select("article.fc-page")
    contents = [link["href"] for link in book.select(".fc-contents a")]
    assert contents == [f"#{part['id']}" for part in parts]
    styles = book.select_one("head style").get_text()
    for number, _ in enumerate(parts):
        assert f"@page p{number} " in styles


def test_the_contents_have_the_number_of_each_page(paper: Built, book: BeautifulSoup) -> None:
    numbers = [int(link.select("span")[-1].get_text()) for link in book.select(".fc-contents a")]
    assert numbers == sorted(numbers)
    assert numbers[0] == 3
    printed = pages_in((paper.pages / "book.pdf").read_bytes())
    assert numbers == [printed[link["href"].removeprefix("#")] for link in book.select(".fc-contents a")]


def test_sources_are_cited_by_their_number_in_the_list_below_the_letter(book: BeautifulSoup) -> None:
    letter = book.select_one("#page-chapters-2023-berg")
    listed = [item["id"] for item in letter.select(".fc-sources li")]
    cited = letter.select(".fc-note a[href*='--fc-source-'], .fc-cited a")
    assert len(cited) > 3
    for link in cited:
        assert link.get_text() == f"[{listed.index(link['href'].removeprefix('#')) + 1}]"


def test_the_ledger_is_counted_where_its_claims_stand_below_their_letters(book: BeautifulSoup) -> None:
    rows = [[cell.get_text().strip() for cell in row.select("td")] for row in book.select(".fc-counts tbody tr")]
    below = [
        len(part.select(".fc-checked > ul > li"))
        for part in book.select("article.fc-page")
        if part.select(".fc-checked")
    ]
    assert sorted(int(row[1]) for row in rows) == sorted(below)
    for row in rows:
        assert int(row[1]) == sum(int(cell) for cell in row[2:] if cell != "–")


def test_entries_stand_together_so_that_they_have_columns(book: BeautifulSoup) -> None:
    assert len(book.select(".fc-entries > .fc-entry")) == len(book.select(".fc-entry")) > 1


def test_notes_stand_before_their_paragraph_so_that_they_float_beside_it(book: BeautifulSoup) -> None:
    notes = book.select("aside.fc-note")
    assert len(notes) >= 3
    urge = next(note for note in notes if "Another." in note.get_text())
    assert urge.find_next_sibling("p").get_text().endswith("boarding schools for children.")


def test_what_is_for_a_screen_alone_is_not_printed(book: BeautifulSoup) -> None:
    assert not book.select("script, .fc-downloads, .fc-filters, figure.fc-narrow")
    assert all(fold.has_attr("open") for fold in book.select("details"))


def test_it_is_printed(paper: Built) -> None:
    printed = (paper.pages / "book.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 8
    assert b"/Dest" in printed


def test_without_a_browser_there_is_one_clear_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_factcheck.book.outputs.paper.BROWSERS", ("no-such-browser",))
    built = sphinx(folder, "-b", "paper")
    assert built.code != 0
    assert "install Chromium or Chrome" in built.said
    assert "Traceback" not in built.said


def test_only_markup_is_rewritten() -> None:
    body = '<p id="a">He wrote id="b" &amp; href="#c" &lt;</p><a class="x" href="#a">1</a><a href="#/p/q#r">2</a><a href="#/p/q">3</a>'
    assert rewritten(body, "d/e") == (
        '<p id="page-d-e--a">He wrote id="b" &amp; href="#c" &lt;</p><a class="x" href="#page-d-e--a">1</a>'
        '<a href="#page-p-q--r">2</a><a href="#page-p-q">3</a>'
    )


def test_the_epub_has_all_pages_pictures_as_files_and_no_scripts(folder: Path) -> None:
    built = sphinx(folder, "-b", "epub")
    assert built.code == 0, built.said
    with zipfile.ZipFile(next(built.pages.glob("*.epub"))) as book:
        names = book.namelist()
        nav = book.read("nav.xhtml").decode()
        assert not [name for name in names if name.endswith((".js", "factcheck.css", "generated.css"))]
        assert {name for name in names if name.endswith(".svg")} == {
            "_images/fc-reference-signatories-0.svg",
            "_images/fc-reference-timeline-0.svg",
        }
        for page in (name for name in names if name.endswith(".xhtml") and name != "nav.xhtml"):
            shown = book.read(page).decode()
            assert "<script" not in shown
            assert "<svg" not in shown
            assert f'href="{page}"' in nav
