"""Nothing that an editor, a letter or a source writes runs anything on a reader's machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx

BAD = "<script>planted()</script><img src=x onerror=planted()>\"'&"
RTL = "شيماء \u202etxt"
QUOTED = BAD.replace("'", "''")
PEOPLE = f"""- id: karin-lind
  name: 'Karin {QUOTED}'
  also: [Karin Lind]
  native: '{RTL} {QUOTED}'
  about: '{QUOTED}'
  titles: ['Dr {QUOTED}']
  note: '{QUOTED}'
  custody:
    - {{event: detained, on: 2022-04-10, where: '{QUOTED}', sources: [court-2023], note: '{QUOTED}'}}
    - {{event: sentenced, on: 2023-04-10, term: 14 years, charge: '{QUOTED}', court: '{QUOTED}', sources: [court-2023]}}
  offices:
    - {{office: 'Clerk {QUOTED}', of: '{QUOTED}', valid: 2020/2021, sources: [court-2023]}}
  awards:
    - {{award: 'Prize {QUOTED}', year: 2021, role: laureate, on: 2021-10-01, sources: [nowhere]}}
- id: ove-dahl
  name: '{"Ove " * 29}Dahl'
  also: [Ove Dahl]
  offices:
    - {{office: '{"Chairman" * 15}', of: '{"Board " * 20}', valid: 2022-01-20/.., sources: [court-2023]}}
    - {{office: Clerk, of: '{RTL}', valid: 2001/2002, sources: [court-2023]}}
- id: siv-berg
  name: Siv Berg
"""
BODIES = f"""- id: the-board
  name: 'The Board {QUOTED}'
  also: [The Board]
  about: '{RTL}'
"""
EVENTS = f"""- id: the-march
  name: 'The March {QUOTED}'
  places: ['{QUOTED}']
  dates:
    - {{event: held, on: 2023-06-04, sources: [court-2023], note: '{QUOTED}'}}
  counts:
    - {{of: 'walkers {QUOTED}', count: 7, sources: [court-2023]}}
"""
SOURCES = f"""- id: board-2023
  title: 'The page {QUOTED}'
  url: https://example.org/?a="><script>planted()</script>
  publisher: 'Board {QUOTED}'
  citation: '{QUOTED}'
  seen: 2026-11-22
  excerpt: '{QUOTED}'
- id: court-2023
  title: Notice
  url: "https://example.org/court"
  archived: 'https://example.org/?a="><script>planted()</script>'
  seen: 2026-11-22
  excerpt: '{QUOTED}'
- id: nowhere
  title: 'Paper {QUOTED}'
  citation: '{RTL} {QUOTED}'
  seen: 2026-11-22
"""
LETTER = f"""---
title: 'A letter {QUOTED}'
document: letter-2023
date: 2023-06-14
source: board-2023
transcription: '{QUOTED}'
---

Dear <b onclick=planted()>Minister</b> Berg, <script>planted()</script>

<script>planted()</script>

Karin Lind, [a link](javascript:planted()) and Ove Dahl walked in the march of The Board.
"""
LISTS = "".join(f"```{{{kind}}}\n```\n\n" for kind in ("organizations", "events", "ledger", "timeline", "signatories"))
NOTES = f""":::{{note-on}} Karin Lind
{BAD} <style>*{{}}</style> {{person}}`{BAD.replace("<", "‹")} <karin-lind>`

<script>planted()</script>
:::
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        "facts/people.yml": PEOPLE,
        "facts/organizations.yml": BODIES,
        "facts/events.yml": EVENTS,
        "facts/sources.yml": SOURCES,
        "reference/lists.md": f"# Lists\n\nSee {{source}}`board-2023`.\n\n{LISTS}",
        "chapters/2023-berg.md": LETTER,
        "annotations/2023-berg.md": NOTES,
        "chapters/2023-berg-repost.md": None,
        "annotations/2023-berg-repost.md": None,
    }
    return sphinx(make_book(tmp_path_factory.mktemp("planted"), files))


def test_the_book_is_made_and_the_gate_shut(planted: Built) -> None:
    assert (planted.code, "error [hidden] “<script>”" in planted.said) == (1, True), planted.said
    assert "planted()" in planted.page("chapters/2023-berg").select_one("aside.fc-note").get_text()
    assert "planted()" in planted.page("reference/people").get_text()


def test_nothing_planted_became_markup(planted: Built) -> None:
    pages: list[Path] = list(planted.pages.rglob("*.html"))
    assert len(pages) > 3
    for path in pages:
        page = planted.page(path.relative_to(planted.pages).with_suffix("").as_posix())
        data = {"application/json", "application/ld+json"}
        loose = [tag for tag in page.select("script, style") if tag.get("type") not in data]
        assert not [tag for tag in loose if "planted" in tag.get_text() or "*{" in tag.get_text()]
        assert not page.select('img[src="x"], [onclick], [onerror], [href^="javascript:"]')


def test_pictures_hold_what_was_planted_as_words(planted: Built) -> None:
    pictures = planted.page("reference/people/karin-lind").select("svg")
    assert len(pictures) == 2
    for picture in pictures:
        assert BAD in picture.select_one("title").get_text()
        assert picture.select_one("desc").get_text().count("<script>planted()</script>") >= 4
        assert any(BAD in tip.get_text() for tip in picture.select("rect > title"))
        assert any("<script>" in label.get_text() for label in picture.select("text"))
        assert {name for tag in picture.select("*") for name in tag.attrs if name.startswith("on")} == set()


def test_attributes_and_titles_hold_it_too(planted: Built) -> None:
    page = planted.page("reference/lists")
    assert any(BAD in str(link["title"]) for link in page.select("a[title]"))
    assert planted.page("reference/people/karin-lind").title.get_text().startswith(f"Karin {BAD}")
    source = planted.page("chapters/2023-berg-evidence").find(id="fc-source-board-2023").a
    assert source["href"].partition("#:~:")[0] == 'https://example.org/?a="><script>planted()</script>'


def test_data_in_pages_ends_where_it_should(planted: Built) -> None:
    data = planted.page("reference/lists").select('script[type="application/json"]')
    assert data
    assert "planted()" in "".join(one.get_text() for one in data)
    assert all(json.loads(one.get_text()) for one in data)


def test_an_entry_and_a_page_stand_for_every_hostile_name(planted: Built) -> None:
    for listing, ids in {"people": ("karin-lind", "ove-dahl"), "lists": ("the-board", "the-march")}.items():
        for id in ids:
            page = planted.page(f"reference/{listing}/{id}")
            assert page.select_one(".fc-entity h1")
    assert "\u202e" in planted.page("reference/people/karin-lind").select_one(".fc-also").get_text()


def test_a_long_name_is_shown_whole(planted: Built) -> None:
    for page in ("reference/people", "reference/people/ove-dahl"):
        shown = planted.page(page).find(id="person-ove-dahl")
        assert f"{'Ove ' * 29}Dahl" in shown.get_text()
