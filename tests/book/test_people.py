"""The lists of people and bodies, and the page that each of them has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from book.books import Built, change, make_book, sphinx
from bs4 import BeautifulSoup, SoupStrainer, Tag
from playwright.sync_api import Browser, Page

from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase

ROOT = Path(__file__).parents[2]
ARTICLE = SoupStrainer("article")
LISTS = {"person": "people", "organization": "organizations", "event": "events"}
LONG = "Deputy Director of the Office for the Coordination of Central and Foreign Affairs and of All Other Affairs"
PEOPLE = f"""- id: karin-lind
  name: Karin Lind
  native: 林卡琳
  about: A lawyer.
  custody:
    - {{event: detained, on: 2022-12-01, sources: [court-2023]}}
    - {{event: sentenced, on: 2023-04-10, term: 14 years, sources: [court-2023, board-2023]}}
- id: ove-dahl
  name: Ove Dahl
  also: [Øve Sándor Dahl]
- id: siv-berg
  name: Siv Berg
  offices:
    - {{office: Minister, of: Norland, valid: 2001-01-26/.., sources: [court-2023]}}
    - {{office: {LONG}, of: the Realm of the Northern Lands, valid: 2022-01-20/.., sources: [court-2023]}}
    - {{office: Chair, of: the Harbour Board, valid: ../1999, status: unverified}}
- id: ada-alm
  name: Ada Alm
  wikidata: Q43
  gnd: none found 2026-11-30
  sources: [board-2023]
  awards:
    - {{award: Harbour Prize, year: 2022, role: laureate, on: 2022-10-07, sources: [board-2023]}}
"""
BODIES = """- id: the-board
  name: The Board
- id: new-guild
  name: New Guild
  about: Founded by Ada Alm.
"""
LETTER = """---
title: A letter to Minister Berg
document: letter-2023
date: 2023-06-14
source: board-2023
---

Dear Minister Berg,

The court sentenced Karin Lind to 14 years in prison. Karin Lind’s friend is Ove Dahl. We think of Karin Lind.

:::{signatories}
- The Board, Ove Dahl
:::
"""
FILES = {
    "facts/people.yml": PEOPLE,
    "facts/organizations.yml": BODIES,
    "chapters/2023-berg.md": LETTER,
    "annotations/2023-berg.md": ":::{note-on} The court\nSee {person}`ada-alm`.\n:::\n",
    "reference/organizations.md": "# Organizations\n\n```{organizations}\n```\n",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = sphinx(make_book(tmp_path_factory.mktemp("people"), FILES), "-W", "-n", "--keep-going")
    assert built.code == 0, built.said
    return built


@pytest.fixture(scope="module")
def facts() -> FactBase:
    return load_facts(ROOT / "facts")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ", strip=True).split())


def followed(built: Built, page: str, href: str) -> tuple[str, Tag | None]:
    """The page that a link on another leads to, and what it leads to there."""
    path, _, fragment = unquote(href).partition("#")
    target = ((built.pages / page).parent / path).resolve() if path else built.pages / f"{page}.html"
    name = target.relative_to(built.pages.resolve()).with_suffix("").as_posix()
    return name, targets(built.pages, name).get(fragment) if fragment else None


@cache
def targets(pages: Path, name: str) -> dict[str, Tag]:
    """What links can lead to on a page, by its id."""
    shown = BeautifulSoup((pages / f"{name}.html").read_text(encoding="utf-8"), "html.parser", parse_only=ARTICLE)
    return {str(tag["id"]): tag for tag in shown.find_all(id=True)}


# -- The page of a person


def test_a_page_tells_names_what_is_known_with_its_sources_and_every_mention(book: Built) -> None:
    page = book.page("reference/people/karin-lind").select_one(".fc-entity")
    assert page
    assert text(page.h1).startswith("Karin Lind")
    assert text(page.select_one(".fc-also")) == "林卡琳"
    assert text(page.select_one(".fc-about")) == "A lawyer."
    rows = [(text(row.select("td")[0]), text(row.select("td")[1])) for row in page.select("table.fc-life tbody tr")]
    assert [when for when, _ in rows] == ["1 December 2022", "10 April 2023"]
    assert rows[1][1].startswith("Sentenced to 14 years in prison")
    assert "read on 22 November 2026" in rows[1][1]
    assert len(page.select("table.fc-life tbody tr")[1].select(".fc-cited")) == 2
    assert [text(one) for one in page.select(".fc-mentions .fc-mentioned")] == ["Karin Lind"] * 4


def test_the_line_of_a_life_marks_custody_and_the_letters_and_has_its_table(book: Built) -> None:
    page = book.page("reference/people/karin-lind")
    wide, narrow = page.select("figure.fc-drawing svg")
    for picture in (wide, narrow):
        assert picture["role"] == "img"
        told = [page.find(id=id) for id in picture["aria-labelledby"].split()]
        assert text(told[0]) == "Karin Lind in time"
        assert "Sentenced to 14 years in prison" in text(told[1])
        assert picture.select_one(".fc-held title").get_text() == "in custody"
        assert [text(one) for one in picture.select(".fc-letter-label")] == ["Letter, 14 June 2023"]
    tips = {text(tip) for tip in wide.select("circle title, rect:not(.fc-held) title")}
    table = {": ".join((text(row.td), text(row.select("td")[1].p))) for row in page.select("table.fc-life tbody tr")}
    assert tips == table


def test_what_is_not_confirmed_says_so(book: Built) -> None:
    row = next(row for row in book.page("reference/people/siv-berg").select("tbody tr") if "Harbour" in row.get_text())
    assert text(row.select_one(".fc-doubt")) == "(unverified)"
    assert not row.select(".fc-cited")


def test_a_person_without_dates_has_a_page_without_a_picture_and_a_card_without_a_past(book: Built) -> None:
    page = book.page("reference/people/ove-dahl")
    assert not page.select("svg, table.fc-life")
    assert [text(one) for one in page.select(".fc-mentions .fc-mentioned")] == ["Ove Dahl"] * 3
    card = book.page("chapters/2023-berg-evidence").find(id="fc-card-person-ove-dahl")
    assert text(card) == "Ove Dahl"


def test_a_single_moment_is_told_and_not_drawn(book: Built) -> None:
    page = book.page("reference/people/ada-alm")
    assert not page.select("svg")
    assert "Harbour Prize 2022" in text(page.select_one("table.fc-life"))


def test_a_page_tells_the_number_in_a_register_or_that_none_was_found(book: Built) -> None:
    found, missing = book.page("reference/people/ada-alm").find_all(class_="fc-elsewhere")
    assert text(found).startswith("Wikidata: Q43")
    assert found.find("a", href="http://www.wikidata.org/entity/Q43")
    assert len(found.find_all("a")) == 2, "the number and the source that has it"
    assert text(missing) == "GND: no page that gives its number was found on 30 November 2026"


def test_who_is_named_only_in_a_note_has_a_card_too(book: Built) -> None:
    evidence = book.page("chapters/2023-berg-evidence")
    assert "Harbour Prize" in text(evidence.find(id="fc-card-person-ada-alm"))
    assert book.page("chapters/2023-berg").select_one(
        'aside.fc-note a[href="../reference/people/ada-alm.html#person-ada-alm"]'
    )


def test_a_body_has_the_letters_it_signed(book: Built) -> None:
    page = book.page("reference/organizations/the-board")
    signed = page.find(id="fc-signed").select("li a")
    assert [(text(link), followed(book, "reference/organizations/the-board", link["href"])[0]) for link in signed] == [
        ("A letter to Minister Berg", "chapters/2023-berg")
    ]
    assert not book.page("reference/organizations/new-guild").find(id="fc-signed")


# -- Every page there is


@pytest.mark.parametrize("kind", LISTS)
def test_every_entity_has_its_page_and_its_line_in_the_list(edition: Built, facts: FactBase, kind: str) -> None:
    listing = f"reference/{LISTS[kind]}"
    known = {id for id, entity in facts.entities.items() if entity.kind == kind}
    links = edition.page(listing).select("table.fc-list tbody td:first-child a")
    found = {followed(edition, listing, link["href"])[0] for link in links}
    assert set(targets(edition.pages, listing)) >= {f"{kind}-{id}" for id in known}, "old links land on the line"
    assert all(f"{kind}-{id}" in targets(edition.pages, f"{listing}/{id}") for id in known)
    assert found >= {f"{listing}/{id}" for id in known}
    written = {path.stem for path in (edition.pages / listing).glob("*.html")}
    assert written >= known
    assert {f"{listing}/{id}" for id in written} == found


@pytest.mark.parametrize("folder", ["people", "organizations", "events"])
def test_every_mention_leads_to_the_very_words_and_these_lead_back(edition: Built, folder: str) -> None:
    followed_links = 0
    for path in sorted((edition.pages / "reference" / folder).glob("*.html")):
        name = f"reference/{folder}/{path.stem}"
        for link in next(iter(targets(edition.pages, name).values())).select(".fc-mentions a"):
            followed_links += 1
            page, words = followed(edition, name, link["href"])
            assert words is not None, (name, link["href"])
            assert words["data-entity"] == path.stem
            assert text(link).startswith(text(words)), (name, link["href"])
            back = words.select_one("a") or words.find_parent("a")
            own, entry = followed(edition, page, back["href"])
            assert entry is not None
            assert own == name
    assert followed_links > 20


# -- What was there and is no more


def test_the_page_of_a_removed_entity_goes_and_what_an_editor_wrote_stays(tmp_path: Path) -> None:
    files = {**FILES, "reference/people/essay.md": "---\norphan: true\n---\n\n# An essay\n"}
    book = make_book(tmp_path, files)
    first = sphinx(book)
    folder = first.pages / "reference" / "people"
    assert {path.stem for path in folder.glob("*.html")} == {"karin-lind", "ove-dahl", "siv-berg", "ada-alm", "essay"}
    change(book, "facts/people.yml", PEOPLE[PEOPLE.index("- id: ada-alm") :], "")
    change(book, "annotations/2023-berg.md", "See {person}`ada-alm`.", "See.")
    again = sphinx(book)
    assert again.code == 0, again.said
    assert {path.stem for path in folder.glob("*.html")} == {"karin-lind", "ove-dahl", "siv-berg", "essay"}
    assert "ada-alm" not in (again.pages / "searchindex.js").read_text(encoding="utf-8")


def test_so_it_goes_where_each_page_has_a_folder(tmp_path: Path) -> None:
    book = make_book(tmp_path, FILES)
    folder = sphinx(book, "-b", "dirhtml").pages / "reference" / "people"
    assert (folder / "ada-alm" / "index.html").is_file()
    change(book, "facts/people.yml", PEOPLE[PEOPLE.index("- id: ada-alm") :], "")
    change(book, "annotations/2023-berg.md", "See {person}`ada-alm`.", "See.")
    assert sphinx(book, "-b", "dirhtml").code == 0
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["karin-lind", "ove-dahl", "siv-berg"]


# -- In a browser

OUTSIDE = """() => [...document.querySelectorAll("svg.fc-picture")].flatMap((picture) => {
  const frame = picture.viewBox.baseVal;
  return [...picture.querySelectorAll("text")].filter((one) => {
    const box = one.getBBox();
    return box.x < -1 || box.x + box.width > frame.width + 1 || box.y + box.height > frame.height + 1;
  }).map((one) => one.textContent);
})"""
FONTS = ("system-ui", "DejaVu Sans", "Liberation Sans")


@pytest.mark.parametrize("font", FONTS)
def test_no_words_stand_beyond_the_edge_of_a_picture(browser: Browser, edition: Built, book: Built, font: str) -> None:
    pictures: list[str] = []
    for built in (edition, book):
        for folder in LISTS.values():
            for path in sorted((built.pages / "reference" / folder).glob("*.html")):
                parts = path.read_text(encoding="utf-8").split("<svg ")[1:]
                pictures += ["<svg " + part.partition("</svg>")[0] + "</svg>" for part in parts if "fc-picture" in part]
    assert len(pictures) > 20
    page = browser.new_page()
    page.set_content("".join(pictures).replace('font-family="', f'font-family="{font},'))
    assert page.evaluate(OUTSIDE) == []
    page.close()


@pytest.fixture
def people(browser: Browser, book: Built) -> Page:
    page = browser.new_page()
    page.goto((book.pages / "reference/people.html").as_uri())
    return page


def names(page: Page) -> list[str]:
    return page.locator("table.fc-list tbody tr:not([hidden]) .fc-name").all_inner_texts()


def test_the_list_is_sorted_by_keyboard(people: Page) -> None:
    by_family = ["Ada Alm", "Siv Berg", "Ove Dahl", "Karin Lind"]
    assert names(people) == by_family
    people.get_by_label("Find a name").focus()
    people.keyboard.press("Tab")
    assert people.locator(":focus").inner_text() == "Name"
    people.keyboard.press("Enter")
    assert names(people) == by_family[::-1]
    assert people.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    people.keyboard.press("Tab")
    people.keyboard.press("Tab")
    assert people.locator(":focus").inner_text() == "Mentions"
    people.keyboard.press("Space")
    assert names(people)[0] == "Karin Lind"
    assert names(people)[-1] == "Ada Alm"
    heads = people.locator("th[aria-sort]")
    assert [(head.inner_text(), head.get_attribute("aria-sort")) for head in heads.all()] == [
        ("Mentions", "descending")
    ]
    people.keyboard.press("Space")
    assert names(people)[-1] == "Ada Alm", "who is not named stays last"


def test_the_list_is_filtered_by_keyboard_and_says_how_many_are_left(people: Page) -> None:
    people.get_by_label("Find a name").focus()
    people.keyboard.type("林卡")
    assert names(people) == ["Karin Lind"]
    assert people.get_by_role("status").inner_text() == "1 of 4"
    people.keyboard.press("Control+A")
    people.keyboard.press("Delete")
    assert len(names(people)) == 4


def test_without_javascript_the_list_is_a_plain_table(browser: Browser, book: Built) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((book.pages / "reference/people.html").as_uri())
    assert len(names(page)) == 4
    assert page.locator("table.fc-list button, .fc-filter").count() == 0


@pytest.mark.parametrize("typed", ["sandor", "SÁNDOR dahl", "ove dahl"])
def test_a_name_is_found_by_any_of_its_forms(people: Page, typed: str) -> None:
    people.get_by_label("Find a name").fill(typed)
    assert names(people) == ["Ove Dahl"]
