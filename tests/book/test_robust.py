"""Links to sources lead to the words quoted, and carry where a copy is kept."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from book.books import make_book, sphinx

from sphinx_factcheck.edition.robust import robust, to_excerpt
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import Source

URL = "https://x.example/7"


def source(**more: object) -> Source:
    return Source(**{"id": "s", "title": "T", "url": URL, **more})


@pytest.mark.parametrize(
    ("excerpt", "url", "fragment"),
    [
        ("to 14 and 12 years", URL, "#:~:text=to%2014%20and%2012%20years"),
        ("“a two-day, visit & more”", URL, "#:~:text=a%20two%2Dday%2C%20visit%20%26%20more"),
        ("sentenced … to 14 years", URL, "#:~:text=sentenced,to%2014%20years"),
        ("We write on behalf of 42 nongovernmental organizations that report on", URL,
         "#:~:text=We%20write%20on,that%20report%20on"),
        ("", URL, ""), ("…", URL, ""), ("words", f"{URL}#here", ""), ("words", "https://x.example/7.pdf", ""), ("words", "", ""),
    ],
)  # fmt: skip
def test_an_address_leads_to_the_words_quoted(excerpt: str, url: str, fragment: str) -> None:
    assert to_excerpt(source(excerpt=excerpt, url=url)) == url + fragment


def test_the_day_of_a_copy_is_that_of_its_address_or_the_day_of_reading() -> None:
    wayback = source(archived="https://web.archive.org/web/20230411080000/https://x.example/7")
    assert robust(wayback)["data-versiondate"] == "2023-04-11"
    assert (
        robust(source(archived="https://arc.example/x", seen=parse("2026-11-22")))["data-versiondate"] == "2026-11-22"
    )
    assert robust(source()) == robust(source(archived="javascript:alert(1)")) == {}


def test_pages_carry_the_copy_that_the_lock_file_knows(tmp_path: Path) -> None:
    copy = "https://web.archive.org/web/20230411080000/https://example.org/court"
    entry = {"state": "held", "checked": "2026-11-22", "archive": copy, "archived": "2023-04-11"}
    make_book(tmp_path, {"facts/sources.lock.json": json.dumps({"version": 1, "sources": {"court-2023": entry}})})
    built = sphinx(tmp_path)
    assert built.code == 0, built.said
    pages = "".join(page.read_text("utf-8") for page in built.pages.rglob("2023-berg*.html"))
    links = [unescape(link) for link in re.findall(r"<a [^>]*example\.org/court[^>]*>", pages)]
    assert links
    assert any("#:~:text=to%2014%20and%2012%20years%20in%20prison" in link for link in links)
    assert any(f'data-versionurl="{copy}"' in link and 'data-versiondate="2023-04-11"' in link for link in links)
