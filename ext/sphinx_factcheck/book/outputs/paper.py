"""The edition on paper: all pages as one, with a title page and running heads, printed to PDF by Chromium.

WeasyPrint 70 knows the numbers of pages at the first print, but sets this page worse: margin notes run off the paper,
words break within a letter's title, underlines of names are lost; and it took five times as long.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_factcheck.book.outputs.printable import PAPER, make_printable
from sphinx_factcheck.book.parts.phrases import when_in_words
from sphinx_factcheck.book.wire.page_writer import PageWriter

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent.parent / "static"
STYLES = ("factcheck.css", "generated.css", "people.css", "paper.css")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync "
    "--disable-quic --no-pdf-header-footer --generate-pdf-document-outline --allow-file-access-from-files"
).split()
_SECONDS = 180


class PaperBuilder(StandaloneHTMLBuilder):
    """Writes `book.html`, one page that holds all others, and prints it as `book.pdf`."""

    name = PAPER
    epilog = "The book is %(outdir)s/book.pdf."
    search = False
    allow_parallel = False

    def init(self) -> None:
        super().init()
        self._bodies: dict[str, str] = {}

    def get_outdated_docs(self) -> Iterator[str]:
        """All: what is printed is always the whole."""
        yield from self.env.found_docs

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """A mark that is made a link within the one page when all is put together."""
        return f"#/{to}"

    def handle_page(
        self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", outfilename: Any = None,
        event_arg: Any = None,
    ) -> None:  # fmt: skip
        if "body" in addctx and pagename in self.env.found_docs:
            self._bodies[pagename] = addctx["body"]

    def finish(self) -> None:
        self.copy_image_files()
        pages = [page for page in reading_order(self) if page in self._bodies]
        for name in STYLES:
            shutil.copyfile(STATIC / name, Path(self.outdir) / name)
        book = Path(self.outdir) / "book.html"
        printed = book.with_suffix(".pdf")
        numbers: Mapping[str, int] = {}
        for _ in range(2):  # Chromium cannot set the number of a page elsewhere: the first print tells them
            book.write_text(self._book(pages, numbers), encoding="utf-8")
            print_page(book, printed)
            numbers = pages_in(printed.read_bytes())

    def _book(self, pages: list[str], numbers: Mapping[str, int]) -> str:
        writer = PageWriter(self, self.env, self.config.root_doc)
        title = self.config.html_title or self.config.project
        contents = "".join(
            f'<li class="fc-level-{_depth(self, page)}"><a href="#{slug(page)}">'
            f"<span>{escape(writer.title(page))}</span>"
            f'<span class="fc-leader"></span><span>{numbers.get(slug(page), "")}</span></a></li>'
            for page in pages
        )
        parts = "".join(
            f'<article class="fc-page fc-page-{n}" id="{slug(page)}">{rewritten(self._bodies[page], page)}</article>\n'
            for n, page in enumerate(pages)
        )
        heads = "".join(_running_head(n, writer.title(page), title) for n, page in enumerate(pages))
        styles = "".join(f'<link rel="stylesheet" href="{name}">' for name in STYLES)
        return (
            f'<!DOCTYPE html>\n<html lang="{self.config.language or "en"}" data-theme="light"><head>'
            f'<meta charset="utf-8"><title>{escape(title)}</title>{styles}<style>{heads}</style></head><body>'
            f"{self._title_page(title, writer)}"
            f'<nav class="fc-contents"><h1>Contents</h1><ol>{contents}</ol></nav>\n{parts}</body></html>\n'
        )

    def _title_page(self, title: str, writer: PageWriter) -> str:
        letters = "".join(
            f"<li>{escape(writer.title(page))}<span>{escape(when_in_words(letter.date))}</span></li>"
            for page, letter in writer.letters.items()
            if letter.date
        )
        return (
            f'<header class="fc-title-page"><p class="fc-book-title">{escape(title)}</p>'
            f'<ul class="fc-book-letters">{letters}</ul><p class="fc-book-author">{escape(self.config.author)}</p>'
            f'<p class="fc-imprint">© {escape(self.config.copyright)}</p></header>'
        )


def pages_in(printed: bytes) -> dict[str, int]:
    """The number of the page that each part of the book begins on, as Chromium writes them into a PDF."""
    order = {number: at for at, number in enumerate(re.findall(rb"\n(\d+) 0 obj\s*<</Type /Page\b", printed), 1)}
    places = re.findall(rb"/(page-[A-Za-z0-9_-]+) \[(\d+) 0 R", printed)
    return {name.decode(): order[page] for name, page in places if page in order}


def reading_order(builder: StandaloneHTMLBuilder) -> list[str]:
    """All pages in the order of the table of contents."""
    env = builder.env
    found: list[str] = []

    def visit(page: str) -> None:
        if page not in found and page in env.found_docs:
            found.append(page)
            for below in env.toctree_includes.get(page, ()):
                visit(below)

    visit(builder.config.root_doc)
    return found


def _depth(builder: StandaloneHTMLBuilder, page: str) -> int:
    root = builder.config.root_doc
    top = builder.env.toctree_includes.get(root, ())
    return 1 if page == root or page in top else 2


def _running_head(number: int, page: str, book: str) -> str:
    """The heads of the pages of one part of the book."""
    left = "none" if page == book else _css(book)
    return (
        f"@page p{number} {{ @top-left {{ content: {left}; }} @top-right {{ content: {_css(page)}; }} }}\n"
        f".fc-page-{number} {{ page: p{number}; }}\n"
    )


def _css(words: str) -> str:
    """Words as a string of CSS within an element of HTML."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\<>&\n\r\f' else c for c in words) + '"'


def slug(page: str) -> str:
    """The id of a page within the one page."""
    return "page-" + re.sub(r"[^A-Za-z0-9_-]", "-", page)


class _Rewriter(HTMLParser):
    """Gives the ids of one page the name of that page, and leads its links to where they stand now."""

    _IDS = ("id", "for", "aria-labelledby", "aria-describedby", "data-words", "data-note", "data-rows")
    _ATTRIBUTE = re.compile(rf'(\s)(href|{"|".join(_IDS)})="([^"]*)"')

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self._page = slug(page)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        text = self._ATTRIBUTE.sub(self._rename, self.get_starttag_text() or "")
        self.parts.append(text.replace("<details", "<details open", 1) if tag == "details" else text)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def _rename(self, found: re.Match[str]) -> str:
        space, name, value = found.groups()
        if name == "href":
            return f'{space}href="{self._target(value)}"'
        return f'{space}{name}="{" ".join(f"{self._page}--{one}" for one in value.split())}"'

    def _target(self, value: str) -> str:
        if value.startswith("#/"):
            page, _, fragment = value[2:].partition("#")
            return f"#{slug(page)}--{fragment}" if fragment else f"#{slug(page)}"
        return f"#{self._page}--{value[1:]}" if value.startswith("#") and len(value) > 1 else value


def rewritten(body: str, page: str) -> str:
    """The HTML of a page as a part of the one page."""
    rewriter = _Rewriter(page)
    rewriter.feed(body)
    rewriter.close()
    return "".join(rewriter.parts)


def print_page(page: Path, to: Path) -> None:
    """Print a page with the Chromium of the system. Raises SphinxError where there is none, or where it fails."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise SphinxError(f"to print {page.name} as PDF, install Chromium or Chrome")
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [browser, *_FLAGS, *sandbox, f"--print-to-pdf={to}", page.resolve().as_uri()]
    to.unlink(missing_ok=True)
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise SphinxError(f"{browser} did not print {page} within {_SECONDS} s") from None
    if ended.returncode or not to.is_file():
        raise SphinxError(f"{browser} could not print {page}: {ended.stderr.strip()[-500:]}")


def setup_paper(app: Sphinx) -> None:
    """Register all of it."""
    app.add_builder(PaperBuilder)
    app.connect("doctree-resolved", make_printable, priority=900)
