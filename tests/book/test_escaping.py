"""Nothing that an editor, a letter or a source writes runs anything on a reader's machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx

BAD = "<script>planted()</script><img src=x onerror=planted()>\"'&"
RTL = "شيماء \u202etxt"
PEOPLE = f"""- id: karin-lind
  name: Karin Lind
  also: ['Karin {BAD.replace("'", "''")}']
  native: '{RTL} {BAD.replace("'", "''")}'
  about: '{BAD.replace("'", "''")}'
  custody:
    - {{event: sentenced, on: 2023-04-10, term: 14 years, charge: '{BAD.replace("'", "''")}', sources: [court-2023]}}
  offices:
    - {{office: 'Clerk {BAD.replace("'", "''")}', of: '{BAD.replace("'", "''")}', valid: 2020/2021, sources: [court-2023]}}
- id: ove-dahl
  name: '{"Ove " * 29}Dahl'
  also: [Ove Dahl]
- id: siv-berg
  name: Siv Berg
"""
SOURCES = f"""- id: board-2023
  title: 'The page {BAD.replace("'", "''")}'
  url: https://example.org/?a="><script>planted()</script>
  seen: 2026-11-22
  excerpt: '{BAD.replace("'", "''")}'
- id: court-2023
  title: Notice
  url: "https://example.org/court"
  seen: 2026-11-22
  excerpt: '{BAD.replace("'", "''")}'
"""
LETTER = f"""---
title: 'A letter {BAD.replace("'", "''")}'
document: letter-2023
date: 2023-06-14
source: board-2023
transcription: '{BAD.replace("'", "''")}'
---

Dear <b onclick=planted()>Minister</b> Berg, <script>planted()</script>

<script>planted()</script>

Karin Lind, [a link](javascript:planted()) and Ove Dahl.
"""
NOTES = f""":::{{note-on}} Karin Lind
{BAD} <style>*{{}}</style> {{person}}`{BAD.replace("<", "‹")} <karin-lind>`

<script>planted()</script>
:::
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        "facts/people.yml": PEOPLE,
        "facts/sources.yml": SOURCES,
        "chapters/2023-berg.md": LETTER,
        "annotations/2023-berg.md": NOTES,
        "chapters/2023-berg-repost.md": None,
        "annotations/2023-berg-repost.md": None,
    }
    return sphinx(make_book(tmp_path_factory.mktemp("planted"), files))


def test_the_book_is_made(planted: Built) -> None:
    assert planted.code == 0, planted.said
    assert "planted()" in planted.page("chapters/2023-berg").select_one("aside.fc-note").get_text()
    assert "planted()" in planted.page("reference/people").get_text()


def test_nothing_planted_became_markup(planted: Built) -> None:
    pages: list[Path] = list(planted.pages.rglob("*.html"))
    assert len(pages) > 3
    for path in pages:
        page = planted.page(path.relative_to(planted.pages).with_suffix("").as_posix())
        assert not [
            tag for tag in page.select("script, style") if "planted" in tag.get_text() or "*{" in tag.get_text()
        ]
        assert not page.select('img[src="x"], [onclick], [onerror], [href^="javascript:"]')


def test_a_long_name_is_shown_whole(planted: Built) -> None:
    entry = planted.page("reference/people").find(id="person-ove-dahl")
    assert f"{'Ove ' * 29}Dahl" in entry.get_text()
