"""What a reader sees is words: no address of the fact base, no path and no value of a program on any page."""

from __future__ import annotations

import re

from book.books import Built

ADDRESS = re.compile(
    r"\b[a-z0-9]+(?:-[a-z0-9]+)+/[a-z_]+\b|\b(?:facts|annotations|chapters)/|\.(?:ya?ml|md)\b|\b(?:True|False|None)\b"
)


def test_no_page_shows_an_address_of_a_machine(edition: Built) -> None:
    paths = [path for folder in (".", "chapters", "reference") for path in (edition.pages / folder).rglob("*.html")]
    assert len(paths) > 100
    for path in set(paths):
        page = edition.page(path.relative_to(edition.pages).with_suffix("").as_posix())
        shown = page.select_one("article") or page
        for tag in shown.select("script, style, code, pre, a.external"):
            tag.decompose()
        found = ADDRESS.findall(shown.get_text(" "))
        assert not found, (path.name, found)
