"""The theme's sheets hold what the pages use, and no page looks otherwise for what was left out."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx
from playwright.sync_api import Browser

from sphinx_factcheck.book.outputs.stylesheets import CUT, FOLDER, asked_by, cut_to, lead_to, names_on

CONF = 'extensions = ["myst_parser", "sphinx_factcheck"]\nhtml_theme = "sphinx_book_theme"\n'
PAGES = (
    *(("index", 390, "dark"), ("search", 1440, "light"), ("chapters/2023-blinken-repost", 1440, "dark")),
    *(("chapters/2024-blinken", 390, "light"), ("chapters/2024-blinken-evidence", 1440, "light")),
    *(("reference/people/xu-zhiyong", 1440, "dark"), ("reference/signatories", 1440, "light")),
    *(("reference/timeline", 390, "light"), ("reference/checks", 1440, "light")),
)
"""A page of each kind, with the width of the window and what the reader's system shows."""
LOOKS = """() => [...document.querySelectorAll('body, body *')].flatMap(one => ['', '::before', '::after'].map(part => {
  const style = getComputedStyle(one, part || null);
  return part && style.content === 'none' ? '' : [...style].filter(name => !name.startsWith('--')).map(name => name + ':' + style[name]).join(';');
}))"""
"""How every element and what is drawn before and after it looks, to the last property that is painted."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(edition: Built) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(edition.pages))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("sheet", "names", "left"),
    [
        (".a{x:1}.b{x:2}", "a", ".a{x:1}"),
        (".a,.b,p .a{x:1}", "a", ".a{x:1}"),
        (".a,.b,p .a{x:1}", "a p", ".a,p .a{x:1}"),
        ("#a .b>p{x:1}", "a b", ""),
        ("#a .b>p{x:1}", "a b p", "#a .b>p{x:1}"),
        ("P{x:1}", "p", "P{x:1}"),
        ("*,:root,::selection{x:1}", "", "*,:root,::selection{x:1}"),
        (".a:hover::before{x:1}", "a", ".a:hover::before{x:1}"),
        (".a:not(.b):is(.c,.d){x:1}", "a", ".a:not(.b):is(.c,.d){x:1}"),
        (".a[data-x=y]{x:1}", "a", ".a[data-x=y]{x:1}"),
        (r".a\:b{x:1}", "a:b", r".a\:b{x:1}"),
        (".fc-card{x:1}.fd{x:1}", "fc-", ".fc-card{x:1}"),
        ("@media print{.a{x:1}.b{x:1}}", "a", "@media print{.a{x:1}}"),
        ("@media print{.b{x:1}}", "a", ""),
        ("@media print{@supports (x:1){.a{x:1}}}", "a", "@media print{@supports (x:1){.a{x:1}}}"),
        (
            '@charset "utf-8";@font-face{x:1}@keyframes b{to{x:1}}',
            "",
            '@charset "utf-8";@font-face{x:1}@keyframes b{to{x:1}}',
        ),
        ("/*! Licence */.a{x:1}/* b */", "", "/*! Licence */"),
        ('.a{background:url("x;}.svg")}.b{}', "a", '.a{background:url("x;}.svg")}'),
    ],
)
def test_what_is_left_of_a_sheet(sheet: str, names: str, left: str) -> None:
    assert cut_to(sheet, names.split()) == left
    asked = asked_by(sheet.encode())
    assert cut_to(sheet, [name for name in names.split() if name in asked or name.endswith("-")]) == left


def test_what_a_sheet_asks_for() -> None:
    assert asked_by(b"P .a:not(.b)>#c,.d{x:1}@media print{.e{x:1}}") == {"p", "a", "c", "d", "e"}


def test_names_come_from_a_page_and_from_its_scripts(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('one.classList.add("made", `fc-${kind}`)', "utf-8")
    (tmp_path / "searchindex.js").write_text('Search.setIndex({"word": 1})', "utf-8")
    page = tmp_path / "a.html"
    page.write_text(
        "<P class='x y' id=z>text</P><script>add('run')</script><script type=\"application/ld+json\">{\"data\": 1}</script>"
        '<script src="a.js?v=1"></script><script defer src="searchindex.js"></script><script src="gone.js"></script>',
        "utf-8",
    )
    found = names_on([page])
    assert {"p", "x", "y", "z", "run", "made", "fc-"} <= found
    assert not {"text", "data", "word"} & found


def test_a_link_is_led_to_a_cut_sheet_and_anew_to_the_next() -> None:
    link = '<link href="../_static/styles/{}" rel="stylesheet" />'
    first = lead_to({"theme": "1"}, link.format("theme.css?digest=55"))
    assert first == link.format("theme.used.css?v=1")
    assert lead_to({"theme": "2"}, first) == link.format("theme.used.css?v=2")
    assert lead_to({"theme": "2"}, link.format("other.css")) == link.format("other.css")


def led_to(built: Built) -> set[str]:
    pages = [page for page in built.pages.rglob("*.html") if "_static" not in page.parts]
    return {found for page in pages for found in re.findall(rf"[\w-]+\{CUT}\?v=\w+", page.read_text("utf-8"))}


def test_a_page_that_comes_to_use_more_leads_all_pages_to_a_fuller_sheet(tmp_path: Path) -> None:
    book = make_book(tmp_path, {"conf.py": CONF})
    old = led_to(sphinx(book))
    (book / "index.md").write_text((book / "index.md").read_text("utf-8") + "\n```{danger}\nNew.\n```\n", "utf-8")
    after = sphinx(book)
    new = led_to(after)
    assert len(new) == len(old) == len({sheet.partition("?")[0] for sheet in new}), "all pages are led to the same ones"
    assert old != new
    sheets = [(after.pages / FOLDER / sheet.partition("?")[0]).read_text("utf-8") for sheet in new]
    assert any(".danger" in sheet for sheet in sheets)


@pytest.mark.parametrize(("page", "width", "scheme"), PAGES)
def test_no_page_looks_otherwise(
    edition: Built, address: str, browser: Browser, page: str, width: int, scheme: str
) -> None:
    def looks(*, whole: bool) -> list[str]:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        shown = context.new_page()
        if whole:
            full = {path.stem: path for path in (edition.pages / FOLDER).glob("*.css")}
            shown.route(
                f"**/*{CUT}*",
                lambda route: route.fulfill(path=full[route.request.url.rpartition("/")[2].partition(CUT)[0]]),
            )
        shown.goto(f"{address}/{page}.html", wait_until="networkidle")
        told = shown.evaluate(LOOKS)
        context.close()
        return list(told)

    sheets = led_to(edition)
    assert len(sheets) == len({sheet.partition("?")[0] for sheet in sheets}) > 0
    whole, cut = looks(whole=True), looks(whole=False)
    different = [(a, b) for a, b in zip(whole, cut, strict=True) if a != b]
    assert not different, different[:1]
