"""The pages around the letters in a real browser: filters, downloads, both columns, search without a server, axe-core."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from book.books import Built
from playwright.sync_api import Browser, Page

NAMES = ("ledger", "timeline", "signatories", "witnesses", "front")


def opened(browser: Browser, built: Built, name: str, width: int = 1440, **options: object) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    path, _, fragment = name.partition("#")
    page.goto((built.pages / path).as_uri() + (f"#{fragment}" if fragment else ""))
    page.wait_for_load_state("load")
    return page


def rows(page: Page) -> int:
    return page.locator("table.fc-ledger tbody tr").count()


def test_the_ledger_is_filtered_by_letter_kind_verdict_and_words(browser: Browser, around: Built) -> None:
    claims = json.loads((around.pages / "reference/claims.json").read_text(encoding="utf-8"))
    page = opened(browser, around, "reference/ledger.html")
    assert rows(page) == len(claims)
    page.get_by_label("Letter").select_option(label="A report")
    assert rows(page) == sum(row["path"].endswith("report.md") for row in claims)
    page.get_by_label("Kind").select_option(label="sentence")
    assert rows(page) == 2
    assert page.get_by_role("status").inner_text() == f"2 of {len(claims)} claims"
    page.get_by_label("Letter").select_option(label="all")
    page.get_by_label("Kind").select_option(label="all")
    page.get_by_label("Verdict").select_option(label="! error of the source")
    assert "“12 July 2021”" in page.locator("table.fc-ledger tbody").inner_text()
    page.get_by_label("Verdict").select_option(label="all")
    page.get_by_label("Words").fill("KARIN LIND")
    assert 0 < rows(page) < len(claims)
    page.get_by_label("Words").fill("no such words")
    assert rows(page) == 0


def test_the_filters_are_reached_and_used_with_the_keyboard_alone(browser: Browser, around: Built) -> None:
    page = opened(browser, around, "reference/ledger.html")
    page.get_by_role("link", name="JSON", exact=True).focus()
    reached = []
    for key in ("A copy", "date", "!", "2021"):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name"))
        page.keyboard.type(key)
    assert reached == ["letter", "kind", "verdict", "words"]
    assert rows(page) == 1
    page.keyboard.press("Enter")
    assert rows(page) == 1
    assert page.get_by_role("status").inner_text().startswith("1 of ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/2023-berg-repost.html#c-*")


def test_the_script_makes_the_rows_that_stand_there_without_it(browser: Browser, around: Built) -> None:
    read = """() => [...document.querySelectorAll("table.fc-ledger tbody tr")].map((row) => [...row.cells].map((cell) =>
        [cell.innerText, [...cell.querySelectorAll("a")].map((a) => [a.innerText, a.href])]))"""
    with_it = opened(browser, around, "reference/ledger.html").evaluate(read)
    without = opened(browser, around, "reference/ledger.html", java_script_enabled=False)
    plain = without.evaluate(read)
    assert with_it == plain
    assert without.locator(".fc-filters").count() == 0


def test_an_address_asks_for_some_claims(browser: Browser, around: Built) -> None:
    page = opened(browser, around, "reference/ledger.html#kind=sentence&words=12%20years")
    assert 0 < rows(page) < 4
    assert page.get_by_label("Words").input_value() == "12 years"
    assert all("sentence" in one for one in page.locator("table.fc-ledger tbody tr").all_inner_texts())


def test_the_words_of_a_claim_are_reached_from_the_ledger(browser: Browser, around: Built) -> None:
    page = opened(browser, around, "reference/ledger.html")
    page.get_by_label("Kind").select_option(label="sentence")
    page.locator("table.fc-ledger tbody a").first.click()
    page.wait_for_url("**/chapters/*.html#c-*")
    assert "14 years" in page.locator(":target").inner_text()


@pytest.mark.parametrize("form", ["CSV", "JSON"])
def test_downloads_are_reached_without_a_server(browser: Browser, around: Built, form: str) -> None:
    page = opened(browser, around, "reference/ledger.html")
    target = page.get_by_role("link", name=form, exact=True).evaluate("link => link.href")
    path = around.pages / "reference" / f"claims.{form.lower()}"
    assert target == path.as_uri()
    assert "Karin Lind" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1440, 1024])
def test_both_columns_stand_side_by_side(browser: Browser, around: Built, width: int) -> None:
    page = opened(browser, around, "reference/witnesses.html", width)
    cells = page.locator("table.fc-collation tbody tr").nth(1).locator("td")
    left, right = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert left
    assert right
    assert abs(left["y"] - right["y"]) < 2
    assert left["x"] + left["width"] <= right["x"] + 1


def test_on_a_phone_they_stand_one_below_the_other(browser: Browser, around: Built) -> None:
    page = opened(browser, around, "reference/witnesses.html", 390, is_mobile=True, has_touch=True)
    cells = page.locator("table.fc-collation tbody tr").nth(1).locator("td")
    left, right = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert left
    assert right
    assert right["y"] >= left["y"] + left["height"]


def test_differences_are_told_by_more_than_colour(browser: Browser, around: Built) -> None:
    page = opened(browser, around, "reference/witnesses.html")
    lines = {
        name: page.locator(f"table.fc-collation td .fc-{name}").first.evaluate(
            "one => [getComputedStyle(one).textDecorationLine, getComputedStyle(one).textDecorationStyle, getComputedStyle(one).fontStyle].join()"
        )
        for name in ("quoted", "copied", "changed", "dropped", "own")
    }
    assert len(set(lines.values())) == len(lines), lines


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_sticks_out_of_the_page(browser: Browser, around: Built, name: str, width: int) -> None:
    page = opened(browser, around, f"reference/{name}.html", width, is_mobile=width < 500, has_touch=width < 500)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(browser: Browser, around: Built, name: str, scheme: str) -> None:
    page = opened(browser, around, f"reference/{name}.html", color_scheme=scheme)
    found = Axe().run(page, context={"include": ["main"]}).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


def test_search_works_without_a_server(browser: Browser, around: Built) -> None:
    asked: list[str] = []
    page = browser.new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((around.pages / "search.html").as_uri() + "?q=openly")
    found = page.locator("#search-results li a").first
    found.wait_for(timeout=10_000)
    assert "berg" in (found.get_attribute("href") or "")
    assert all(url.startswith(("file:", "data:")) for url in asked)
