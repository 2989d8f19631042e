"""Letters found by sender, addressee, year, person, verdict and title: in a browser, from files, and without a script."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from book.books import Built, change, make_book, sphinx
from book.test_whole_browser import opened
from playwright.sync_api import Browser, Page

from sphinx_factcheck.book.wire import sheets

COUNT = 24
PEOPLE = """- id: karin-lind
  name: Karin Lind
  custody:
    - {event: sentenced, on: 2001-03-14, term: 14 years, sources: [court]}
- {id: ove-dahl, name: Ove Dahl}
- {id: siv-berg, name: Siv Bérg}
- {id: nils-ek, name: Nils Ek}
"""
LETTER = """---
title: {title}
document: letter-{n}
date: {year}-05-{day:02}
source: court
---

In 2001 a court sentenced Karin Lind to {term} years in prison.{more}
"""


def files() -> dict[str, str | None]:
    """Letters of three years, by two senders in turn; every sixth tells a false term, every fourth names Ove Dahl."""
    told: dict[str, str | None] = dict.fromkeys(["chapters/2023-berg.md", "chapters/2023-berg-repost.md"])
    told |= {name.replace("chapters", "annotations"): None for name in told}
    documents = []
    for n in range(COUNT):
        by, to = ("siv-berg", "nils-ek") if n % 2 else ("nils-ek", "siv-berg")
        year, day = 2002 + n // 8, 1 + n % 8
        documents.append(
            f"- id: letter-{n}\n  name: letter {n}\n  type: letter\n  by: [{by}]\n  addressees: [{to}]\n"
            f"  dates: [{{event: dated, on: {year}-05-{day:02}, sources: [court]}}]\n"
        )
        told[f"chapters/{n:02}.md"] = LETTER.format(
            n=n, title=f"{'An answer' if n % 2 else 'A letter'} of spring {n}", year=year, day=day,
            term=13 if n % 6 == 0 else 14, more=" Ove Dahl was there." if n % 4 == 0 else "",
        )  # fmt: skip
    lists = {f"reference/{name}.md": f"# {name}\n\n```{{{name}}}\n```\n" for name in ("people", "letters")}
    source = '- {id: court, title: "The court", url: "https://court.example.org/", seen: 2024-01-01}\n'
    facts = {"facts/people.yml": PEOPLE, "facts/documents.yml": "".join(documents), "facts/sources.yml": source}
    return {**told, **facts, **lists}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = sphinx(make_book(tmp_path_factory.mktemp("facets") / "book", files()))
    assert (built.pages / "reference/letters-facets.js").is_file(), built.said
    return built


@pytest.fixture
def page(browser: Browser, book: Built) -> Page:
    page = opened(browser, book, "reference/letters.html")
    page.get_by_label("Sender").wait_for()
    return page


def found(page: Page) -> list[str]:
    return page.locator(".fc-found tbody tr td:first-child").all_inner_texts()


def told(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def data_of(built: Built) -> Any:
    text = (built.pages / "reference/letters-facets.js").read_text("utf-8")
    return json.loads(text.removeprefix("document.currentScript.told = ").removesuffix(";\n"))


def test_the_data_tell_of_every_letter_what_the_facts_tell(book: Built) -> None:
    data = data_of(book)
    assert data["letters"][0][:2] == ["A letter of spring 0", "An answer of spring 1"]
    assert data["years"] == [["2002", 8], ["2003", 8], ["2004", 8]]
    letters = {
        name: {value: list(accumulate(steps)) for value, steps in values} for name, values in data["facets"].items()
    }
    assert letters["Sender"] == {"Nils Ek": list(range(0, COUNT, 2)), "Siv Bérg": list(range(1, COUNT, 2))}
    assert letters["Addressee"] == {"Nils Ek": list(range(1, COUNT, 2)), "Siv Bérg": list(range(0, COUNT, 2))}
    assert letters["Person"] == {"Karin Lind": list(range(COUNT)), "Ove Dahl": list(range(0, COUNT, 4))}
    assert letters["Verdict"]["≠ contradicted"] == list(range(0, COUNT, 6))


def test_letters_are_found_by_each_facet_and_by_all_together(page: Page) -> None:
    assert told(page) == f"{COUNT} letters"
    assert page.locator("table.fc-letters tbody tr:visible").count() == COUNT
    page.get_by_label("Sender").select_option("Nils Ek")
    assert len(found(page)) == 12
    assert not page.locator("table.fc-letters:not(.fc-found *) tbody tr:visible").count()
    page.get_by_label("Year").select_option("2003")
    assert found(page) == [f"A letter of spring {n}" for n in (8, 10, 12, 14)]
    page.get_by_label("Person").select_option("Ove Dahl")
    assert found(page) == ["A letter of spring 8", "A letter of spring 12"]
    page.get_by_label("Verdict").select_option("≠ contradicted")
    assert found(page) == ["A letter of spring 12"]
    assert told(page) == f"1 of {COUNT} letters"
    page.locator(".fc-found a").click()
    page.wait_for_url("**/chapters/12.html")
    page.go_back()
    page.locator(".fc-found a").wait_for()
    assert found(page) == ["A letter of spring 12"]


def test_each_value_tells_how_many_letters_it_would_leave(page: Page) -> None:
    page.get_by_label("Year").select_option("2002")
    options = page.get_by_label("Sender").locator("option").all_inner_texts()
    assert options == ["all", "Nils Ek (4)", "Siv Bérg (4)"]
    assert "2003 (8)" in page.get_by_label("Year").locator("option").all_inner_texts()
    page.get_by_label("Sender").select_option("Nils Ek")
    assert "2003 (4)" in page.get_by_label("Year").locator("option").all_inner_texts()


def test_titles_are_searched_without_marks_and_capitals(page: Page) -> None:
    page.get_by_label("Title").fill("ANSWER of spring 2")
    assert found(page) == ["An answer of spring 21", "An answer of spring 23"]
    page.get_by_label("Title").fill("no such title")
    assert told(page) == f"0 of {COUNT} letters"


def test_an_address_asks_for_some_letters(browser: Browser, book: Built) -> None:
    page = opened(browser, book, "reference/letters.html#year=2004&sender=Siv%20B%C3%A9rg")
    page.locator(".fc-found a").first.wait_for()
    assert len(found(page)) == 4
    assert page.get_by_label("Year").input_value() == "2004"


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.get_by_label("Sender").focus()
    reached = []
    for key in ("S", "N", "2003", "Karin", "all", "spring 9"):
        reached.append(page.evaluate("document.activeElement.name"))
        page.keyboard.type(key)
        page.keyboard.press("Tab")
    assert reached == ["sender", "addressee", "year", "person", "verdict", "title"]
    assert found(page) == ["An answer of spring 9"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/09.html")


def test_many_values_are_typed(browser: Browser, book: Built, tmp_path: Path) -> None:
    data = data_of(book)
    data["facets"]["Person"] = [[f"Person {n:03}", [n % COUNT]] for n in range(300)]
    page = browser.new_page()
    page.route(
        "**/letters-facets.js*",
        lambda route: route.fulfill(
            body=f"document.currentScript.told = {json.dumps(data)};", content_type="text/javascript"
        ),
    )
    page.goto((book.pages / "reference/letters.html").as_uri())
    page.get_by_label("Person").fill("person 00")
    assert len(found(page)) == 10
    page.get_by_label("Person").fill("Person 005")
    assert found(page) == ["An answer of spring 5"]


def test_without_a_script_the_list_stands_there(browser: Browser, book: Built) -> None:
    page = opened(browser, book, "reference/letters.html", java_script_enabled=False)
    assert page.locator("table.fc-letters tbody tr:visible").count() == COUNT
    assert page.locator(".fc-filters").count() == 0


def test_axe_finds_nothing(page: Page) -> None:
    page.get_by_label("Year").select_option("2002")
    rules = {"include": [".fc-facets"]}
    violations = Axe().run(page, context=rules).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in violations] == []


def test_a_changed_fact_changes_the_data_and_few_letters_have_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST", 9)
    folder = make_book(tmp_path / "book", files())
    first = sphinx(folder)
    assert first.page("reference/letters").select("table.fc-sheets")
    change(folder, "facts/documents.yml", "by: [siv-berg]\n  addressees: [nils-ek]", "by: [ove-dahl]")
    again = sphinx(folder)
    assert [value for value, _ in data_of(again)["facets"]["Sender"]] == ["Nils Ek", "Ove Dahl"]
    for n in range(10):
        (folder / f"chapters/{n:02}.md").unlink()
    fewer = sphinx(folder)
    assert not (fewer.pages / "reference/letters-facets.js").exists()
    assert not fewer.page("reference/letters").select(".fc-facets")
