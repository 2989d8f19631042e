"""Formulas are shown by the browser itself: what stands in them runs nothing and asks nobody."""

from __future__ import annotations

import pytest
from book.books import CONF, Built, change, make_book, sphinx
from bs4 import BeautifulSoup
from safety.hostile import check

FORMULAS = {
    "inline": "{math}`a^2`",
    "block": "```{math}\nx = \\frac{1}{2}\n```",
    "a script": "```{math}\n</math><script>window.XSS=1</script>\n```",
    "a script as text": "{math}`\\text{<script>window.XSS=1</script>}`",
    "a link that runs": "```{math}\n\\href{javascript:window.XSS=1}{x}\n```",
    "a picture from elsewhere": "{math}`\\includegraphics{http://127.0.0.1:9/x.png}`",
    "an element": "{math}`<img src=x onerror=window.XSS=1>`",
    "a file": "```{math}\n\\input{/etc/hostname}\n```",
    "what nobody understands": "{math}`\\undefined{\\x}{`",
    "a label that is none": '```{math}\n:label: x"><script>window.XSS=1</script>\ny\n```',
    "a definition": "```{math}\n\\def\\x{\\x\\x}\\x\n```",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """An edition with a note of all formulas, as pages and as an EPUB."""
    book = make_book(tmp_path_factory.mktemp("formulas"))
    (book / "conf.py").write_text(CONF + 'epub_show_urls = "no"\n')
    change(book, "annotations/2023-berg.md", "Sentenced on", "\n\n".join([*FORMULAS.values(), "Sentenced on"]))
    assert check(book).returncode == 0
    return sphinx(book), sphinx(book, "-b", "epub")


def test_they_are_shown(built: tuple[Built, Built]) -> None:
    html, epub = built
    assert (html.code, epub.code) == (0, 0), html.said + epub.said
    page = html.page("chapters/2023-berg")
    assert len(page.select(".math")) == len(FORMULAS)
    assert len(page.select(".math > math")) >= 2
    assert "\\undefined" in page.get_text()


def test_nothing_in_them_runs_or_leads_anywhere(built: tuple[Built, Built]) -> None:
    html, epub = built
    for path in [*html.pages.rglob("*.html"), *epub.pages.rglob("*.xhtml")]:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert not [tag for tag in page.select("script") if "XSS" in str(tag)], path
        assert not page.select("math script, .math script, .math img, .math a, [onerror]"), path
        assert not [t for t in page.select("[src], [href]") if "javascript:" in str(t) or "127.0.0.1" in str(t)], path
        assert not page.select("script[src^=http], script[src*=mathjax], link[href^=http][rel=stylesheet]"), path
