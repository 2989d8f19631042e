"""What a letter rests on: on a page beside it, and on the letter's own page as soon as a reader wants it."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from book.books import Built, change, make_book, sphinx
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

LETTER, BESIDE = "chapters/2023-berg", "chapters/2023-berg-evidence"
PARTS = ["fc-checked", "fc-cards", "fc-sources"]
MORE_SOURCES = """- {id: court-2024, title: A second notice, url: https://example.org/second, seen: 2026-11-22, excerpt: court}
- {id: court-2025, title: A third notice, url: https://example.org/third, seen: 2026-11-22, excerpt: court}
- id: almanac
  title: The harbour almanac
  citation: Volume 3, page 12
  seen: 2026-11-22
  excerpt: both were at the harbour
"""
NOTES = """
:::{note-on} Dear Minister Berg
As an almanac has it: {source}`almanac`. <b>Bold</b>
{source}`court-2023` {source}`court-2024`
{source}`court-2025`, and {source}`court-2023` {source}`a paper <court-2024>`
:::
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A book with a source that is nowhere on the web, and with several of the same site."""
    folder = make_book(tmp_path_factory.mktemp("evidence"))
    for name, more in (("facts/sources.yml", MORE_SOURCES), ("annotations/2023-berg.md", NOTES)):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(more)
    built = sphinx(folder, "-n")
    assert built.code == 0, built.said
    return built


def told_by_script(path: Path) -> BeautifulSoup:
    script = path.read_text(encoding="ascii")
    return BeautifulSoup(json.loads(script.removeprefix("document.currentScript.told = ").rstrip(";\n")), "html.parser")


def script_of(page: BeautifulSoup, folder: Path) -> Path:
    (address,) = {str(fold["data-script"]) for fold in page.select("details.fc-fold")}
    return (folder / unquote(urlsplit(address).path)).resolve()


# -- The page beside the letter


def test_it_has_all_parts_and_leads_back(book: Built) -> None:
    page = book.page(BESIDE)
    assert page.title.get_text().startswith("A letter to Minister Berg: what it rests on")
    assert [part["id"] for part in page.select("section section")] == PARTS
    assert page.select_one(".fc-back-to-list a")["href"] == "2023-berg.html"
    assert [part.li is not None for part in page.select(".fc-rows")] == [True] * 3


def test_below_the_letter_stand_their_titles_and_the_way(book: Built) -> None:
    folds = book.page(LETTER).select("details.fc-fold")
    headings = book.page(BESIDE).select("section section > h2")
    titles = [[str(text).strip() for text in heading.strings][:2] for heading in headings]
    assert [fold.summary.get_text() for fold in folds] == [f"{title}: {figure}" for title, figure in titles]
    assert [fold.a["href"] for fold in folds] == [f"2023-berg-evidence.html#{part}" for part in PARTS]
    assert not book.page(LETTER).select(".fc-rows")


def test_signs_and_what_is_nowhere_on_the_web_lead_to_their_entries(book: Built) -> None:
    page, beside = book.page(LETTER), book.page(BESIDE)
    marks = page.select("a.fc-sign, a[data-source=almanac]")
    assert len(marks) >= 4
    for mark in marks:
        target, _, fragment = str(mark["href"]).partition("#")
        assert target == "2023-berg-evidence.html"
        assert beside.find("li", id=fragment)
    almanac = beside.find(id="fc-source-almanac").get_text()
    assert almanac == "The harbour almanac, Volume 3, page 12, read on 22 November 2026: “both were at the harbour”"


def test_sources_of_the_same_name_in_a_row_are_counted(book: Built) -> None:
    note = next(one for one in book.page(LETTER).select(".fc-note") if "almanac" in one.get_text())
    marks = note.select("a[data-source^=court-]")
    assert [mark.get_text() for mark in marks] == ["example.org", "(2)", "(3)", "example.org", "a paper"]
    spoken = [mark.get("aria-label") for mark in marks]
    assert spoken == [None, "example.org (2)", "example.org (3)", None, None]
    assert [mark["data-source"] for mark in marks[:3]] == ["court-2023", "court-2024", "court-2025"]


def test_sources_of_the_same_name_stand_together_behind_a_verdict(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    change(folder, "facts/people.yml", "sources: [court-2023]", "sources: [court-2023, almanac, court-2024]")
    with (folder / "facts/sources.yml").open("a", encoding="utf-8") as file:
        file.write(MORE_SOURCES)
    rows = sphinx(folder).page(BESIDE).select("#fc-checked .fc-cited")
    told = [[mark.get_text() for mark in row.select("a")] for row in rows]
    assert ["example.org", "(2)", "Volume 3, page 12"] in told


def test_the_head_leads_to_what_was_checked(book: Built) -> None:
    (state,) = (row for row in book.page(LETTER).select(".fc-head dd") if "checkable" in row.get_text())
    assert state.a["href"] == "2023-berg-evidence.html#fc-checked"
    assert book.page(BESIDE).find(id="fc-checked")


def test_verdicts_are_shown_with_their_signs(book: Built) -> None:
    verdicts = {one.get_text() for one in book.page(BESIDE).select("#fc-checked .fc-verdict")}
    assert "✓ supported" in verdicts
    assert all(verdict.partition(" ")[2] for verdict in verdicts)


def test_dates_are_told_in_words(book: Built) -> None:
    told = book.page(BESIDE).select("#fc-checked .fc-told, #fc-checked li > p > a:first-child")
    assert "10 April 2023" in " ".join(one.get_text() for one in told)
    assert "“14 June 2023”" in [one.get_text() for one in told]
    assert not [one for one in told if re.search(r"\d{4}-\d{2}", one.get_text())]


def test_the_script_tells_the_same(book: Built) -> None:
    script = told_by_script(script_of(book.page(LETTER), book.pages / "chapters"))
    rows = [[str(row) for row in part.select("li[id]")] for part in (script, book.page(BESIDE))]
    assert rows[0] == rows[1]
    assert len(rows[0]) > 6


def test_where_each_page_has_a_folder_the_script_is_found_too(tmp_path: Path) -> None:
    built = sphinx(make_book(tmp_path), "-b", "dirhtml")
    folder = built.pages / LETTER
    page = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    script = script_of(page, folder)
    assert script == (built.pages / BESIDE / "index.js").resolve()
    assert told_by_script(script).select("li")
    assert page.select_one("a.fc-sign")["href"].startswith("../2023-berg-evidence/#fc-checked-")


def test_in_one_file_all_stands_below_the_letter(tmp_path: Path) -> None:
    built = sphinx(make_book(tmp_path), "-b", "singlehtml")
    page = built.page("index")
    assert not page.select("[data-script]")
    for sign in page.select("a.fc-sign"):
        assert page.find("li", id=str(sign["href"]).removeprefix("#"))
    assert {fold["class"][1] for fold in page.select("details.fc-fold")} == set(PARTS)
    assert [str(link.get_text()) for link in page.select(".fc-head a")].count("A letter to Minister Berg") == 2, (
        "witnesses"
    )


def test_it_is_made_again_when_a_fact_changes_and_only_then(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    built = sphinx(folder)
    files = [built.pages / f"{BESIDE}{suffix}" for suffix in (".html", ".js")]
    before = [path.stat().st_mtime_ns for path in files]
    change(folder, "index.md", "# Tiny", "# Tiny\n\nWelcome.")
    sphinx(folder)
    assert [path.stat().st_mtime_ns for path in files] == before
    address = built.page(LETTER).select_one("[data-script]")["data-script"]
    change(folder, "facts/people.yml", "term: 14 years", "term: 13 years")
    assert sphinx(folder).code == 1
    assert "sentenced to 13 years" in files[0].read_text(encoding="utf-8")
    assert "sentenced to 13 years" in files[1].read_text(encoding="ascii")
    assert built.page(LETTER).select_one("[data-script]")["data-script"] != address, (
        "or a browser would show the old one"
    )


def test_it_goes_with_its_letter(tmp_path: Path) -> None:
    folder = make_book(tmp_path, {"chapters/2023-note-evidence.md": "---\norphan: true\n---\n\n# An essay\n"})
    built = sphinx(folder)
    beside = built.pages / "chapters/2023-berg-repost-evidence.html"
    assert beside.is_file()
    for name in ("chapters/2023-berg-repost.md", "annotations/2023-berg-repost.md"):
        (folder / name).unlink(missing_ok=True)
    sphinx(folder)
    assert not beside.exists()
    assert not beside.with_suffix(".js").exists()
    assert (built.pages / "chapters/2023-note-evidence.html").is_file(), "what an editor wrote stays"


# -- On the letter's page, in a browser


@pytest.mark.parametrize("chapter", ["2016-kerry-lew", "2023-blinken", "2023-blinken-tibet-post", "2024-blinken"])
def test_a_letters_page_is_light(edition: Built, chapter: str) -> None:
    page = edition.page(f"chapters/{chapter}")
    own = [edition.pages / "_static" / name for name in ("factcheck.css", "factcheck.js")]
    loaded = " ".join(str(tag.get("href") or tag["src"]) for tag in page.select("link[href], script[src]"))
    assert all(path.name in loaded for path in own)
    assert not re.search(r"around\.css|people\.css|lists\.js|ledger\.js|-evidence\.js", loaded)
    assert len(str(page.article).encode()) + sum(path.stat().st_size for path in own) < 160_000


def opened(browser: Browser, built: Built, **options: object) -> tuple[Page, list[str]]:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, **options).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("?")[0]))
    page.goto((built.pages / f"{LETTER}.html").as_uri())
    return page, asked


def test_it_is_asked_for_when_it_is_wanted_and_once(browser: Browser, book: Built) -> None:
    page, asked = opened(browser, book)
    page.wait_for_timeout(200)
    assert "2023-berg-evidence.js" not in asked
    page.locator(".fc-named a").first.hover()
    page.wait_for_selector(".fc-pop")
    page.keyboard.press("Escape")
    page.locator("a.fc-sign").first.click()
    page.wait_for_selector(".fc-pop")
    assert asked.count("2023-berg-evidence.js") == 1
    assert page.url.endswith(f"{LETTER}.html")


def test_a_card_that_is_wanted_no_more_does_not_come(browser: Browser, book: Built) -> None:
    page, _ = opened(browser, book)
    page.locator(".fc-named a").first.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)
    assert page.locator(".fc-pop").count() == 0


def test_folds_are_filled_in_place(browser: Browser, book: Built) -> None:
    page, _ = opened(browser, book)
    for fold in page.locator("details.fc-fold").all():
        fold.locator("summary").click()
        fold.locator(".fc-rows > li").first.wait_for()
        fold.locator("summary").click()
        fold.locator("summary").click()
        assert fold.locator(".fc-rows").count() == 1
    links = page.locator("details.fc-fold .fc-rows a[href]")
    targets = {
        address for link in links.all() if (address := str(link.evaluate("one => one.href"))).startswith("file:")
    }
    assert len(targets) > 4
    for target in targets:
        assert Path(unquote(urlsplit(target).path)).is_file(), target
    page.locator("#fc-checked-2 a").first.click()
    assert re.search(r"2023-berg\.html#c-[0-9a-f]{10}$", page.url)


def test_without_javascript_a_sign_leads_to_what_was_checked(browser: Browser, book: Built) -> None:
    page, _ = opened(browser, book, java_script_enabled=False)
    page.locator("a.fc-sign").nth(1).click()
    page.wait_for_url("**/2023-berg-evidence.html#fc-checked-*")
    assert page.locator("li:target .fc-verdict").is_visible()
    page.locator("li:target a").first.click()
    page.wait_for_url("**/2023-berg.html#c-*")


def test_a_sign_leads_there_too_where_the_script_is_missing(browser: Browser, book: Built, tmp_path: Path) -> None:
    copied = replace(book, pages=tmp_path / "html")
    shutil.copytree(book.pages, copied.pages)
    (copied.pages / f"{BESIDE}.js").unlink()
    page, _ = opened(browser, copied)
    page.locator("a.fc-sign").first.click()
    page.wait_for_url("**/2023-berg-evidence.html#fc-checked-*")
