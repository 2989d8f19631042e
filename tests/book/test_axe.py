"""axe-core finds nothing on any page of the edition: wide and narrow, light and dark, with all that is folded open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import axe_playwright_python
import pytest
from book.books import Built
from playwright.sync_api import Browser, Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
"""The rules on what a style sheet may change from one width or theme to the next."""
WIDE, NARROW = 1440, 390
EVERY_WAY = [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")]
BOTH = [(WIDE, "light"), (NARROW, "dark")]
"""Both widths and both themes. One page of each kind is looked at in every way."""
ONE_OF_EACH = ["index", "chapters/2023-blinken-tibet-post", "reference/organizations/human-rights-watch",
               "chapters/2023-blinken-evidence", "reference/people/xu-zhiyong", "reference/signatories",
               "reference/timeline", "reference/cite"]  # fmt: skip
MANY = 25
RUN = """async ([within, theme, options]) => {
  document.documentElement.dataset.theme = theme;
  document.querySelectorAll("details").forEach((one) => (one.open = true));
  await new Promise(requestAnimationFrame);
  const found = await axe.run(within, { resultTypes: ["violations"], ...options });
  return found.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160)]);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all: axe-core is in it, and nothing moves."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(AXE.read_text(encoding="utf-8"))
    yield page
    context.close()


def opened(page: Page, path: Path) -> None:
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(path.as_uri())
    page.add_style_tag(content="* { transition: none !important }")


def found(page: Page, ways: Sequence[tuple[int, str]], **options: object) -> list[object]:
    """What is wrong, with the width and theme; all rules are asked in the first way, those on looks in each."""
    wrong: list[object] = []
    for number, (width, theme) in enumerate(ways):
        page.set_viewport_size({"width": width, "height": 900})
        asked = {"runOnly": LOOKS} if number else options
        wrong += [(width, theme, one) for one in page.evaluate(RUN, ["html", theme, asked])]
    return wrong


@pytest.mark.parametrize("folder", [".", "chapters", "reference"])
def test_on_any_page(edition: Built, page: Page, folder: str) -> None:
    paths = sorted((edition.pages / folder).glob("*.html"))
    assert paths
    for path in paths:
        opened(page, path)
        assert (path.name, found(page, BOTH)) == (path.name, [])


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_on_one_page_of_each_kind_in_every_way(edition: Built, page: Page, name: str) -> None:
    opened(page, edition.pages / f"{name}.html")
    assert found(page, EVERY_WAY) == []
    assert found(page, BOTH[1:], rules={"target-size": {"enabled": True}}) == []


@pytest.mark.parametrize("folder", ["people", "organizations", "events"])
def test_on_the_page_of_any_entity(edition: Built, page: Page, folder: str) -> None:
    """What stands around these pages is the same for all: many are looked at together, in the place of one."""
    articles = [article(path) for path in sorted((edition.pages / "reference" / folder).glob("*.html"))]
    assert len(articles) > MANY
    for shown in articles:
        assert [id for id, times in Counter(re.findall(r'\sid="([^"]*)"', shown)).items() if times > 1] == []
    opened(page, next((edition.pages / "reference" / folder).glob("*.html")))
    for first in range(0, len(articles), MANY):
        put(page, articles[first : first + MANY])
        assert found(page, BOTH, rules={"duplicate-id-aria": {"enabled": False}}) == []


def article(path: Path) -> str:
    match = re.search(r"<article.*?</article>", path.read_text(encoding="utf-8"), re.DOTALL)
    assert match, path
    return match[0]


def put(page: Page, articles: Sequence[str]) -> None:
    """Put articles in the place of those on the page."""
    script = """(html) => {
      const old = [...document.querySelectorAll("article")];
      old[0].insertAdjacentHTML("beforebegin", html);
      old.forEach((one) => one.remove());
    }"""
    page.evaluate(script, "".join(articles))
