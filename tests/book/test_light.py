"""Pages as light as paper: what is not used is not there, what is used is, and all is whole without scripts."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from book.books import Built, make_book, sphinx
from playwright.sync_api import Browser

from sphinx_factcheck.book.outputs.light import lightened

MOST = 150_000
"""So many bytes a page weighs at most, with all that it loads, compressed as hosts of pages do."""
PAGES = (
    *(
        "index",
        "chapters/2016-kerry-lew",
        "chapters/2023-blinken",
        "chapters/2024-blinken",
        "chapters/2023-blinken-evidence",
    ),
    *(
        "reference/people",
        "reference/people/xu-zhiyong",
        "reference/ledger",
        "reference/timeline",
        "reference/witnesses",
    ),
)


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


def weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9)) if file.suffix != ".woff2" else file.stat().st_size


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light_and_loads_without_an_error(edition: Built, address: str, browser: Browser, page: str) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    opened.goto(f"{address}/{page}.html", wait_until="networkidle")
    opened.close()
    names = {
        one.removeprefix(f"{address}/").partition("?")[0].partition("#")[0] for one in asked if one.startswith("http")
    }
    weights = {name: weight(edition.pages / name) for name in names}
    assert wrong == []
    assert sum(weights.values()) <= MOST, sorted(weights.items(), key=lambda one: -one[1])


def test_no_script_of_ours_holds_a_page_up(edition: Built) -> None:
    for page in edition.pages.rglob("*.html"):
        for name in ("factcheck.js", "ledger.js", "lists.js"):
            for tag in page.read_text("utf-8").split("<script")[1:]:
                assert f"_static/{name}" not in tag.partition(">")[0] or "defer" in tag.partition(">")[0], page


def test_all_is_whole_without_scripts(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/chapters/2023-blinken.html")
    article = page.locator("article")
    assert "We write on behalf of 42 nongovernmental organizations" in article.inner_text()
    notes = page.locator(".fc-note")
    assert notes.count() > 20
    assert all(notes.nth(number).bounding_box() for number in range(notes.count()))
    assert page.locator(".fc-cut").count() == 0
    context.close()


@pytest.mark.parametrize("name", ["bars", "magnifying-glass", "circle-half-stroke"])
def test_icons_are_drawn(address: str, browser: Browser, name: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page.goto(f"{address}/chapters/2023-blinken.html")
    shown = page.locator(f".fa-{name}:visible").first
    drawn = "e => { const s = getComputedStyle(e, '::before'); return [s.maskImage.slice(0, 9), parseFloat(s.width)]; }"
    image, width = shown.evaluate(drawn)
    assert image == 'url("data'
    assert width > 10
    page.close()


HEAD = "<head>\n{}</head><body>{}</body>"
ICONS = '<script defer src="_static/scripts/fontawesome.js?digest=1"></script>\n'
BOOTSTRAP = '<script defer src="_static/scripts/bootstrap.js?digest=1"></script>\n'
COPY = '<script src="_static/copybutton.js?v=1"></script>\n'
SEARCH = '<script src="searchindex.js"></script>\n'
FOLDS = '<link rel="stylesheet" type="text/css" href="_static/togglebutton.css?v=1" />\n'
OTHER = '<script src="_static/other.js"></script>\n'
SHEET = '<link rel="stylesheet" href="_static/a.css" />\n'
LINE = "<script>let a = 1;</script>\n"
AHEAD = '<link rel="preload" as="script" href="_static/a.js" />\n'
EARLY = '<script src="_static/documentation_options.js?v=1"></script>\n'


@pytest.mark.parametrize(
    ("asset", "body", "left"),
    [
        (ICONS, "<i class='fa-solid fa-bars'></i>", '<link rel="stylesheet" href="_static/icons.css" />\n'),
        (ICONS, '<i class="fa-custom fa-ours"></i>', ICONS),
        (BOOTSTRAP, '<button data-bs-toggle="tooltip" data-bs-title="Mode">', ""),
        (BOOTSTRAP, '<button data-bs-toggle="dropdown">', BOOTSTRAP),
        (COPY, "<p>no code</p>", ""),
        (
            COPY,
            '<div class="highlight-python notranslate"><div class="highlight">',
            COPY.replace("<script", "<script defer"),
        ),
        (SEARCH, "", ""),
        (SEARCH, '<div id="search-results"></div>', SEARCH.replace("<script", "<script defer")),
        (FOLDS, '<div class="admonition note">', ""),
        (FOLDS, '<div class="admonition note dropdown">', FOLDS),
        (OTHER, "", OTHER.replace("<script", "<script defer")),
        (EARLY, "", EARLY.replace("<script", "<script defer")),
        (EARLY, "<script>DOCUMENTATION_OPTIONS.pagename = 'a';</script>", EARLY),
        (SHEET + LINE + LINE, "", LINE + SHEET),
        (SHEET + AHEAD, "", SHEET),
        ("<script async src='x.js'></script>", "", "<script async src='x.js'></script>"),
    ],
)
def test_a_page_keeps_what_it_uses(asset: str, body: str, left: str) -> None:
    shown = lightened(HEAD.format(asset, body))
    head = shown.partition("<body>")[0].removeprefix("<head>\n").removesuffix("</head>")
    assert head.replace('<link rel="icon" href="data:," />\n', "") == left


def test_data_for_programs_stand_behind_what_is_read() -> None:
    data = '<script type="application/ld+json">{"name": "A </body> of letters"}</script>'
    shown = lightened(HEAD.format(data, "<p>Words.</p>"))
    assert shown.endswith(f"<p>Words.</p>{data}</body>")


def test_a_line_that_goes_on_with_a_script_stays_behind_it() -> None:
    told = f"{SHEET}{EARLY}<script>DOCUMENTATION_OPTIONS.theme = 'a';</script>\n"
    assert lightened(HEAD.format(told, "")).startswith(f"<head>\n{told}")


def test_what_a_tooltip_said_is_a_title() -> None:
    body = '<button data-bs-toggle="tooltip" data-bs-title="Color mode">'
    assert 'title="Color mode"' in lightened(HEAD.format(BOOTSTRAP, body))


def test_an_edition_can_have_all_of_its_theme(tmp_path: Path) -> None:
    conf = 'extensions = ["myst_parser", "sphinx_factcheck"]\nhtml_theme = "sphinx_book_theme"\n'
    heavy = sphinx(make_book(tmp_path / "heavy", {"conf.py": f"{conf}factcheck_light = False\n"}))
    light = sphinx(make_book(tmp_path / "light", {"conf.py": conf}))
    assert "fontawesome.js" in str(heavy.page("chapters/2023-berg"))
    assert "fontawesome.js" not in str(light.page("chapters/2023-berg"))


def test_every_page_says_in_its_head_what_it_is(edition: Built) -> None:
    found = {page: edition.page(page).select('meta[name="description"]') for page in PAGES}
    assert all(len(told) == 1 for told in found.values()), found
    said = {page: str(told[0]["content"]) for page, told in found.items()}
    assert all(20 < len(words) <= 160 for words in said.values()), said
    assert said["chapters/2023-blinken"].startswith("We write on behalf of 42 nongovernmental organizations")
    assert "Xu Zhiyong" in said["reference/people/xu-zhiyong"]


def test_notes_stand_where_the_script_never_comes(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/factcheck.js*", lambda route: route.abort())
    page.goto(f"{address}/chapters/2023-blinken.html", wait_until="load")
    assert page.locator(".fc-note").first.is_visible()
    page.close()
