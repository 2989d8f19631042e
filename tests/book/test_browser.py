"""The pages in a real browser: notes level with their words and never one upon another, at every width and without JS."""

from __future__ import annotations

import itertools
import re

import pytest
from book.books import Built, jupyter_book, make_book
from editions import changed
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
        **changed("facts/documents.yml", "  type: letter\n", "  type: letter\n  by: [board]\n"),
        "facts/organizations.yml": "- {id: board, name: The Board}\n",
    }
    built = jupyter_book(make_book(tmp_path_factory.mktemp("stressed"), files, jupyter=True))
    assert "Traceback" not in built.said
    return built


def opened(
    browser: Browser, built: Built, name: str, width: int, fragment: str = "", **options: object
) -> Page:  # fmt: skip
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    page.goto((built.pages / name).as_uri() + fragment)
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


def test_nothing_sticks_out_of_the_narrowest_screen(browser: Browser, edition: Built) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 700}).new_page()
    paths = [path for folder in (".", "chapters", "reference") for path in (edition.pages / folder).glob("*.html")]
    assert len(paths) > 15
    for path in paths:
        page.goto(path.as_uri())
        assert (path.name, page.evaluate("document.documentElement.scrollWidth")) == (path.name, 320)


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


@pytest.mark.parametrize("chapter", ["2016-kerry-lew", "2023-blinken", "2024-blinken"])
def test_every_number_and_sign_can_be_reached_by_a_pointer(browser: Browser, edition: Built, chapter: str) -> None:
    page = opened(browser, edition, f"chapters/{chapter}.html", 1440)
    covered = page.evaluate(
        """() => [...document.querySelectorAll("a.fc-number, a.fc-sign")].filter((one) => {
          one.scrollIntoView({ block: "center", behavior: "instant" });
          const box = one.getClientRects()[0]; // a second one without width may stand on the next line
          return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== one;
        }).map((one) => one.outerHTML)"""
    )
    assert covered == []


@pytest.mark.parametrize("width", [*WIDE, 390])
def test_nothing_shifts_after_the_page_was_painted(browser: Browser, stressed: Built, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value)))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    for name in ("2023-berg", "2023-berg-repost"):
        page.goto((stressed.pages / f"chapters/{name}.html").as_uri())
        page.wait_for_timeout(500)
        assert page.evaluate("window.shift") < 0.005
    page.close()


def test_two_hundred_notes_are_placed_in_fifty_milliseconds(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg-repost.html", 1440)
    page.wait_for_timeout(200)
    assert page.locator(".fc-note").count() == MANY
    assert page.evaluate(OVERLAPS) == []
    took = page.evaluate("performance.getEntriesByName('fc-place').map((one) => one.duration)")
    assert took
    assert min(took) < 50


def test_on_a_phone_a_touch_on_the_number_opens_the_note_below_its_paragraph(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 390, is_mobile=True, has_touch=True)
    note = page.locator("#fc-note-2")
    number = page.locator('a.fc-number[href="#fc-note-2"]')
    assert not note.is_visible()
    assert number.get_attribute("aria-expanded") == "false"
    number.tap()
    assert note.is_visible()
    assert number.get_attribute("aria-expanded") == "true"
    assert note.bounding_box()["y"] > number.bounding_box()["y"]
    assert page.evaluate(OVERLAPS) == []
    number.tap()
    assert not note.is_visible()


def test_a_note_that_is_opened_by_touch_is_in_view(browser: Browser, edition: Built) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 500}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto((edition.pages / "chapters/2023-blinken.html").as_uri())
    for number in page.locator("p.fc-numbered a.fc-number").all()[:8]:
        number.tap()
        box = page.locator(str(number.get_attribute("href"))).bounding_box()
        assert box["y"] >= 0
        assert box["y"] + min(box["height"], 59) <= 500


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_the_numbers_of_paragraphs_beside_them(browser: Browser, edition: Built, width: int) -> None:
    page = opened(browser, edition, "chapters/2016-kerry-lew.html", width, is_mobile=True, has_touch=True)
    numbers = page.locator("a.fc-paragraph")
    assert numbers.count() > 9
    for number in numbers.all():
        text = number.evaluate(
            """one => { const range = document.createRange(); range.selectNodeContents(one);
            const box = range.getBoundingClientRect(), letter = one.parentElement.getBoundingClientRect();
            return [box.left, box.right, letter.left]; }"""
        )
        assert text[0] >= 0
        assert text[1] <= text[2]
    numbers.nth(4).tap()
    assert "paragraph 5." in page.locator(".fc-pop pre").first.inner_text()


def test_a_cut_note_is_opened_by_touch(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1024, is_mobile=True, has_touch=True)
    note = page.locator(".fc-note.fc-cut").first
    before = note.bounding_box()["height"]
    note.scroll_into_view_if_needed()
    note.tap(position={"x": 3, "y": 8})
    assert note.bounding_box()["height"] > before


@pytest.mark.parametrize("width", [*WIDE, 390])
def test_a_link_to_a_note_shows_it_and_its_words(browser: Browser, edition: Built, width: int) -> None:
    for number in (12, 31):
        page = opened(browser, edition, "chapters/2023-blinken.html", width, fragment=f"#fc-note-{number}")
        page.wait_for_selector(f"#fc-words-{number}.fc-lit")
        for part in (f"#fc-note-{number}.fc-lit", f"#fc-words-{number}"):
            box = page.locator(part).bounding_box()
            assert box["y"] > 60
            assert box["y"] + box["height"] < 900


def test_the_card_of_a_name_leaves_the_notes_free(browser: Browser, edition: Built) -> None:
    page = opened(browser, edition, "chapters/2023-blinken.html", 1440)
    page.wait_for_timeout(100)
    names = page.locator("p .fc-named a")
    rightmost = max(names.all()[:20], key=lambda one: one.bounding_box()["x"])
    rightmost.hover()
    page.wait_for_selector(".fc-pop")
    card, note = page.locator(".fc-pop").bounding_box(), page.locator(".fc-note").first.bounding_box()
    assert card["x"] + card["width"] <= note["x"]


def test_words_and_note_light_up_together_by_pointer_and_by_keyboard(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    page.hover("#fc-words-2")
    assert page.locator("#fc-note-2.fc-lit").count() == 1
    page.mouse.move(2, 2)
    assert page.locator(".fc-lit").count() == 0
    page.locator('a.fc-number[href="#fc-note-2"]').focus()
    assert page.locator("#fc-note-2.fc-lit").count() == 1
    assert page.locator(".fc-words.fc-lit").count() >= 2


def test_a_card_tells_who_is_named_and_is_dismissed(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    link = page.locator('.fc-named[data-entity="karin-lind"] a').first
    link.hover()
    page.wait_for_selector(".fc-pop")
    told = page.locator(".fc-pop").inner_text()
    assert "At the date of this letter" in told
    assert "Sentenced to 14 years in prison" in told
    page.keyboard.press("Escape")
    assert page.locator(".fc-pop").count() == 0
    page.locator("a.fc-sign").first.click()
    assert "supported" in page.locator(".fc-pop").inner_text()
    page.mouse.click(5, 5)
    assert page.locator(".fc-pop").count() == 0


def test_a_card_comes_and_goes_by_keyboard(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    link = page.locator('.fc-named[data-entity="karin-lind"] a').first
    page.keyboard.press("Tab")
    link.focus()
    page.wait_for_selector(".fc-pop")
    assert link.get_attribute("aria-describedby") == "fc-pop"
    page.keyboard.press("Escape")
    assert page.locator(".fc-pop").count() == 0
    assert link.evaluate("one => one === document.activeElement")


def test_a_card_tells_of_a_source_and_a_sign_of_its_sources(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    page.locator(".fc-note a[data-source]").first.hover()
    page.wait_for_selector(".fc-pop")
    told = "The court's notice, read on 22 November 2026, at example.org: “to 14 and 12 years in prison”"
    assert page.locator(".fc-pop").inner_text().strip() == told
    page.keyboard.press("Escape")
    page.locator("a.fc-sign.fc-supported", has_text="✓").last.click()
    assert told in page.locator(".fc-pop").inner_text()


def test_a_link_to_another_letter_shows_the_place_it_leads_to(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    page.locator('.fc-note a[href$="2023-berg-repost.html#p7"]').hover()
    page.wait_for_selector(".fc-pop iframe")
    frame = page.frame_locator(".fc-pop iframe")
    frame.locator("#p7").wait_for(state="attached")
    assert frame.locator("#p7").evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top < innerHeight; }"
    )
    assert not frame.locator(".bd-sidebar-primary").is_visible()
    assert page.evaluate("scrollY") < 600
    page.keyboard.press("Escape")
    assert page.locator("iframe").count() == 0


def test_a_touch_on_a_name_opens_its_card_first(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 390, is_mobile=True, has_touch=True)
    link = page.locator('.fc-named[data-entity="karin-lind"] a').first
    link.tap()
    page.wait_for_selector(".fc-pop")
    assert page.url.endswith("chapters/2023-berg.html")
    link.tap()
    page.wait_for_url("**/reference/people/karin-lind.html*")


def test_a_paragraph_can_be_cited(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    page.locator("a.fc-paragraph").nth(1).click()
    plain, words, bibtex = page.locator(".fc-pop pre").all_inner_texts()
    assert plain.startswith("The Board, “A letter to Minister Berg”, 14 June 2023, in: Tiny, paragraph 2. file:")
    assert re.search(r"chapters/2023-berg\.html#p-[0-9a-f]{10}$", plain)
    head, *fields = bibtex.splitlines()[:-2]
    assert re.fullmatch(r"@misc\{2023-berg-p-[0-9a-f]{10},", head)
    assert fields == [
        "  author = {{The Board}},",
        "  title = {A letter to Minister Berg},",
        "  date = {2023-06-14},",
        "  note = {In: Tiny, paragraph 2},",
    ]
    assert words.endswith("#:~:text=The%20court%20sentenced%20Karin%20Lind%20to%2014%20years")
    assert page.url.endswith(plain.rpartition("#")[2])


def test_a_letter_of_many_is_cited_by_the_first(browser: Browser, edition: Built) -> None:
    page = opened(browser, edition, "chapters/2016-kerry-lew.html", 1440)
    page.locator("a.fc-paragraph").nth(2).click()
    plain, _, bibtex = page.locator(".fc-pop pre").all_inner_texts()
    assert re.match(r"[A-Z][^,]+ and \d+ others, “", plain)
    assert re.search(r"^  author = \{\{[^{}]+\} and others\},$", bibtex, re.MULTILINE)


def test_the_list_of_people_can_be_searched(browser: Browser, edition: Built) -> None:
    page = opened(browser, edition, "reference/people.html", 1440)
    rows = page.locator("table.fc-list tbody tr")
    assert rows.count() > 8
    name = rows.first.locator(".fc-name").inner_text()
    page.get_by_label("Find a name").fill(name.upper())
    assert [row.is_visible() for row in rows.all()].count(True) == 1


def test_a_reader_can_switch_notes_checks_and_names_off(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 1440)
    for name, shown in (("Notes", ".fc-note"), ("Checks", ".fc-sign")):
        button = page.get_by_role("button", name=name, exact=True)
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
        assert not page.locator(shown).first.is_visible()
    page.reload()
    assert not page.locator(".fc-note").first.is_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_without_javascript_all_is_readable_in_place(browser: Browser, stressed: Built, width: int) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", width, java_script_enabled=False)
    for note in page.locator(".fc-note").all():
        assert note.is_visible()
    boxes = [note.bounding_box() for note in page.locator(".fc-note").all()]
    for one, two in itertools.pairwise(boxes):
        assert one["y"] + one["height"] <= two["y"] + 1 or two["y"] + two["height"] <= one["y"] + 1


def test_notes_are_printed(browser: Browser, stressed: Built) -> None:
    page = opened(browser, stressed, "chapters/2023-berg.html", 800)
    page.emulate_media(media="print")
    for note in page.locator(".fc-note").all():
        assert note.is_visible()
    assert all(page.evaluate(WHOLE))
    assert page.evaluate(OVERLAPS) == []


def test_the_theme_of_the_reader_is_kept(browser: Browser, stressed: Built) -> None:
    light = opened(browser, stressed, "chapters/2023-berg.html", 1440, color_scheme="light")
    dark = opened(browser, stressed, "chapters/2023-berg.html", 1440, color_scheme="dark")
    colour = "getComputedStyle(document.querySelector('.fc-letter')).color"
    assert light.evaluate(colour) != dark.evaluate(colour)


def test_no_other_host_is_asked_for_anything(browser: Browser, stressed: Built) -> None:
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    names = [path.relative_to(stressed.pages).as_posix() for path in stressed.pages.rglob("*.html")]
    for name in names:
        page.goto((stressed.pages / name).as_uri())
        page.wait_for_load_state("networkidle")
    assert len(asked) > len(names)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


_RUNNING = 'script:not([src]):not([type="application/ld+json"])'


def test_the_written_pages_name_no_other_host_to_load_from(stressed: Built) -> None:
    loading = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
    for path in stressed.pages.rglob("*.html"):
        page = stressed.page(path.relative_to(stressed.pages).with_suffix("").as_posix())
        for tag, attribute in loading.items():
            loaded = [str(found[attribute]) for found in page.select(f"{tag}[{attribute}]")]
            assert not [url for url in loaded if url.startswith(("http:", "https:", "//"))], path
        assert not [script for script in page.select(_RUNNING) if "://" in script.get_text()]


def test_own_assets_are_small(stressed: Built) -> None:
    own = sum(path.stat().st_size for path in (stressed.pages / "_static").glob("factcheck.*"))
    assert 0 < own < 40_000
