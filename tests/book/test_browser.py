"""The pages in a real browser: notes level with their words and never one upon another, at every width and without JS."""

from __future__ import annotations

import pytest
from book.books import Built, jupyter_book, make_book
from playwright.sync_api import Browser, Page

LONG = "Words of a long note. " * 140
"""Longer than a page is high."""
CROWD = "".join(
    f":::{{note-on}} second point\nNote {n} on the same words. {{person}}`ove-dahl`\n:::\n\n" for n in range(10)
)
LETTER = """---
title: A letter to Minister Berg
document: letter-2023
date: 2023-06-14
source: board-2023
transcription: Left out was a menu.
---

Dear Minister Berg,

The *court sentenced Karin* Lind to 14 years in prison and [Ove Dahl, a friend](https://example.org/dahl), to 12 years.

- a first point of Karin Lind
- a second point of Ove Dahl

| who | how long |
|---|---|
| Karin Lind | a long time |

{paragraphs}

:::{{signatories}}
- Ove Dahl
- Siv Berg, Minister
:::
"""
MANY = 200
PARAGRAPHS = "\n\n".join(
    f"Paragraph with the words number {n}x, and some more of them to fill a line or two of it." for n in range(MANY)
)
NOTES = f""":::{{note-on}} court sentenced Karin Lind to 14
{LONG}
:::

:::{{note-on}} Lind to 14 years in prison and Ove Dahl, a
Overlaps the first, crosses a link. نص من اليمين
:::

:::{{note-on}} 2023-06-14
On the date.
:::

:::{{note-on}} a long time
In a table. See [the copy](../chapters/2023-berg-repost.md#p7). {{source}}`court-2023`
:::

{CROWD}
"""
EVERYWHERE = "".join(f":::{{note-on}} number {n}x\nA note.\n:::\n\n" for n in range(MANY))
WIDE = (1440, 1024)
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".fc-note")].map((n) => n.getBoundingClientRect()).filter((b) => b.height);
  const bad = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) bad.push([a.top, b.top]);
  }));
  const text = [...document.querySelectorAll(".fc-letter :is(p, li, h1, table):not(.fc-note *, .fc-fold *)")];
  for (const block of text) for (const box of boxes) {
    const b = block.getBoundingClientRect();
    if (b.left < box.right - 1 && box.left < b.right - 1 && b.top < box.bottom - 1 && box.top < b.bottom - 1) bad.push(block.textContent);
  }
  return bad;
}"""


@pytest.fixture(scope="module")
def stressed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        "chapters/2023-berg.md": LETTER.format(paragraphs="And so on."),
        "annotations/2023-berg.md": NOTES,
        "chapters/2023-berg-repost.md": LETTER.format(paragraphs=PARAGRAPHS),
        "annotations/2023-berg-repost.md": EVERYWHERE,
    }
    built = jupyter_book(make_book(tmp_path_factory.mktemp("stressed"), files, jupyter=True))
    assert "Traceback" not in built.said
    return built


def opened(browser: Browser, built: Built, name: str, width: int, **options: object) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    page.goto((built.pages / name).as_uri())
    page.wait_for_load_state("load")
    return page


@pytest.mark.parametrize("width", WIDE)
def test_notes_stand_level_with_their_words_and_never_one_upon_another(
    browser: Browser, stressed: Built, width: int
) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", width)
    page.wait_for_timeout(100)
    assert page.evaluate(OVERLAPS) == []
    tops = page.evaluate(
        """() => [...document.querySelectorAll(".fc-note")].map((n) => [n.getBoundingClientRect().top,
        document.getElementById(n.dataset.words).getClientRects()[0].top, n.getBoundingClientRect().left,
        document.querySelector(".fc-letter").getBoundingClientRect().right])"""
    )
    assert len(tops) == 14
    assert all(note >= words - 2 and left >= letter for note, words, left, letter in tops)
    assert abs(tops[0][0] - tops[0][1]) < 4
    page.set_viewport_size({"width": 1300, "height": 700})
    page.wait_for_timeout(100)
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("width", [*WIDE, 390])
def test_nothing_sticks_out_of_the_page(browser: Browser, stressed: Built, width: int) -> None:
    for name in ("chapters/2023-berg.html", "reference/people.html"):
        page = opened(browser, stressed, name, width, is_mobile=width < 500, has_touch=width < 500)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


WHOLE = """() => [...document.querySelectorAll(".fc-note")].map((one) => one.scrollHeight <= one.clientHeight + 1)"""


@pytest.mark.parametrize("width", WIDE)
def test_notes_that_have_no_room_are_cut_and_shown_whole_with_their_words(
    browser: Browser, stressed: Built, width: int
) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", width)
    page.wait_for_timeout(100)
    assert False in page.evaluate(WHOLE)
    note = page.locator(".fc-note.fc-cut").first
    before = note.bounding_box()["height"]
    page.locator(f"#{note.get_attribute('data-words')}").hover()
    lit = page.locator(".fc-note.fc-lit")
    assert lit.bounding_box()["height"] > max(before, 900)
    assert lit.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    page.mouse.move(2, 2)
    assert note.bounding_box()["height"] == before
    note.locator(".fc-back").focus()
    assert note.evaluate("one => one.scrollHeight <= one.clientHeight + 1")


def test_ten_notes_on_the_same_words_stand_within_a_page_of_them(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    page.wait_for_timeout(100)
    apart = page.evaluate(
        """() => [...document.querySelectorAll(".fc-note")].map((note) => note.getBoundingClientRect().top
        - document.getElementById(note.dataset.words).getClientRects()[0].top)"""
    )
    assert len(apart) == 14
    assert max(apart) < 600


def test_a_number_whose_note_is_beyond_the_window_shows_it(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    page.set_viewport_size({"width": 1440, "height": 420})
    number = page.locator("a.fc-number", has_text="13")
    number.evaluate("one => scrollTo(0, one.getBoundingClientRect().bottom + scrollY - 400)")
    number.hover()
    page.wait_for_selector(".fc-pop")
    assert page.locator(".fc-pop").inner_text().startswith("Note 9 on the same words. Ove Dahl")
    page.mouse.move(2, 2)
    page.locator("a.fc-number").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.fc-pop') === null")
    page.locator("a.fc-number").first.hover()
    page.wait_for_timeout(300)
    assert page.locator(".fc-pop").count() == 0
