"""Every attack is told with its place, reaches no parser, and leaves nothing behind: on no page, in no EPUB, nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from book.books import Built, jupyter_book, sphinx
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright
from safety.hostile import CONF, Attack, attacks, found, lay, leaks, listening, refused

ATTACKS = attacks()
JUDGED = {"sentence", "hidden"}
"""The rules of findings in letters that are read as they are, and shown with what was found."""


@dataclass(frozen=True)
class Tried:
    """What became of an edition with all attacks."""

    edition: Path
    findings: list[dict[str, Any]]
    built: Built
    epub: Built
    asked: list[str]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    with listening() as (url, asked):
        edition = lay(tmp_path_factory.mktemp("attacks"), ATTACKS, url)
        findings = found(edition)
        assert leaks(edition) == []
        built = jupyter_book(edition)
        (edition / "conf.py").write_text(CONF)
        epub = sphinx(edition, "-b", "epub")
        yield Tried(edition, findings, built, epub, asked)


def test_nothing_ran_was_read_or_was_asked_for(tried: Tried) -> None:
    assert leaks(tried.edition) == []
    assert tried.asked == []


def test_both_builds_fail_and_no_traceback_is_shown(tried: Tried) -> None:
    for built in (tried.built, tried.epub):
        assert built.code == 1, built.said
        assert "Traceback" not in built.said


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.name)
def test_it_is_told_with_its_place_by_check_and_book(tried: Tried, attack: Attack) -> None:
    told = [f for f in tried.findings if f["path"] in attack.files and f["rule"] == attack.rule]
    assert told, [f for f in tried.findings if f["path"] in attack.files]
    for one in told:
        place = f"{one['path']}:{one['line']}:{one['column']}"
        assert one["line"] > 1 or attack.rule == "toc" or "page" in attack.row, place
        for built in (tried.built, tried.epub):
            assert place in built.said


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.rule not in JUDGED], ids=lambda one: one.name)
def test_its_findings_stand_in_the_place_of_its_page(tried: Tried, attack: Attack) -> None:
    assert refused(tried.built, attack.page)


def test_a_page_without_fault_is_shown_among_them(tried: Tried) -> None:
    shown = tried.built.page("chapters/2023-berg").select_one(".fc-letter").get_text()
    assert "sentenced Karin Lind to 14 years" in " ".join(shown.split())


def test_no_page_holds_a_script_an_address_or_a_picture_of_theirs(tried: Tried) -> None:
    pages = [*tried.built.pages.rglob("*.html"), *tried.epub.pages.rglob("*.xhtml")]
    assert len(pages) > 2 * len(ATTACKS)
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        links = [str(tag.get("href") or tag.get("src") or "") for tag in page.select("[href], [src]")]
        assert not [
            one for one in links if one.lower().startswith(("javascript:", "vbscript:", "data:", "ftp:", "tel:"))
            and one != "data:,"  # the icon that a page of ours does not have
        ]  # fmt: skip
        assert not [str(t["src"]) for t in page.select("[src]") if str(t["src"]).startswith(("http", "//"))], path
        assert not page.select('meta[http-equiv="refresh"]')
        assert not [tag for tag in page.select("script") if "XSS" in tag.get_text()]


def test_in_a_browser_nothing_of_theirs_happens(tried: Tried) -> None:
    pages = [a.page for a in ATTACKS if a.k in {"K4", "K5", "K8", "K18"}]
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        tab = browser.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        for page in pages:
            address = (tried.built.pages / f"{page}.html").as_uri()
            tab.goto(address)
            tab.evaluate(
                "document.querySelectorAll('article a[href^=javascript], article img').forEach(a => a.click())"
            )
            assert tab.evaluate("window.XSS") is None
            assert tab.url.startswith("file:")
        browser.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
