"""A ledger whose claims stand on several pages is filtered as one, from files; no more is loaded than can be meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from book.books import Built, make_book, sphinx
from book.test_facets import COUNT, files
from book.test_whole_browser import opened, rows
from playwright.sync_api import Browser, Page, expect

from sphinx_factcheck.book.wire import sheets


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    extra = {"reference/ledger.md": "# The ledger\n\n```{ledger}\n```\n", "chapters/2024-last.md": LAST}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "MOST", 40)
        yield sphinx(make_book(tmp_path_factory.mktemp("ledger") / "book", {**files(), **extra}))


LAST = """---
title: The last letter
date: 2005-05-01
source: court
---

In 2001 a court sentenced Karin Lind to 14 years in prison. It is cold. “In 2001 a court sentenced Karin Lind to 14 years”, they wrote.
"""


@pytest.fixture
def page(browser: Browser, book: Built) -> Page:
    page = opened(browser, book, "reference/ledger.html")
    page.get_by_label("Kind").wait_for()
    return page


def loaded(page: Page) -> list[str]:
    """The parts that were loaded."""
    told = page.evaluate("""[...document.querySelectorAll("script")].map((one) => one.src)""")
    return sorted(src.rpartition("/")[2].partition(".js")[0] for src in told if "ledger-sheets" in src)


def test_claims_of_all_years_are_filtered_as_one(page: Page, book: Built) -> None:
    years = page.locator("table.fc-sheets tbody tr:visible").all_inner_texts()
    assert [year[:4] for year in years] == ["2002", "2003", "2004", "2005"]
    assert loaded(page) == []
    page.get_by_label("Verdict").select_option("contradicted")
    expect(page.get_by_role("status")).to_contain_text("4 of")
    assert rows(page) == 4
    assert not page.locator("table.fc-sheets").is_visible()
    assert len(loaded(page)) == 3
    page.locator("table.fc-ledger tbody a").first.click()
    page.wait_for_url("**/chapters/00.html#c-*")
    assert "13 years" in page.locator(":target").inner_text()


def test_one_year_and_words(page: Page) -> None:
    page.get_by_label("Letters of").select_option("2003")
    expect(page.get_by_role("status")).to_contain_text("of")
    assert rows(page) >= 8
    assert loaded(page) == ["ledger-2003"]
    page.get_by_label("Letters of").select_option("")
    page.get_by_label("Words").fill("13 YEARS")
    expect(page.get_by_role("status")).to_contain_text("4 of")
    assert rows(page) == 4
    page.get_by_label("Words").fill("")
    assert page.locator("table.fc-sheets").is_visible()
    assert rows(page) == 0


def test_an_address_asks_for_claims_of_all_years(browser: Browser, book: Built) -> None:
    page = opened(browser, book, "reference/ledger.html#verdict=contradicted&kind=sentence")
    expect(page.get_by_role("status")).to_contain_text("4 of")
    assert rows(page) == 4


def test_a_sheet_is_filtered_alone(browser: Browser, book: Built) -> None:
    page = opened(browser, book, "reference/ledger-sheets/ledger-2002.html")
    page.get_by_label("Words").fill("13 years")
    expect(page.get_by_role("status")).to_contain_text("2 of")
    assert rows(page) == 2
    page.get_by_label("Letter").select_option("A letter of spring 6")
    assert rows(page) == 1


def test_the_script_makes_the_rows_that_stand_on_the_sheet(browser: Browser, book: Built) -> None:
    read = """() => [...document.querySelectorAll("table.fc-ledger tbody tr")].map((row) => [...row.cells].map((cell) =>
        [cell.innerText, [...cell.querySelectorAll("a")].map((a) => [a.innerText, a.href])]))"""
    name = "reference/ledger-sheets/ledger-2003.html"
    with_it = opened(browser, book, name)
    with_it.get_by_label("Kind").wait_for()
    without = opened(browser, book, name, java_script_enabled=False)
    assert with_it.evaluate(read) == without.evaluate(read)
    assert len(with_it.evaluate(read)) >= COUNT // 3


def test_axe_finds_nothing_in_what_was_found(page: Page) -> None:
    page.get_by_label("Verdict").select_option("contradicted")
    expect(page.get_by_role("status")).to_contain_text("4 of")
    found = Axe().run(page, context={"include": [".fc-filters", ".fc-found"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
