"""Letters found by sender, addressee, year, person and verdict: the data for the script, which needs no server.

They stand in a script beside the page, for a page that is opened as a file may load nothing else. Without it the list
of the letters stands there as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.nodes import SIGNS, OnlyHtml, shown_verdict
from sphinx_factcheck.book.parts.phrases import name_of
from sphinx_factcheck.book.wire.page_writer import PageWriter
from sphinx_factcheck.check.report import Outline
from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.edition.cache.rows import Kept
from sphinx_factcheck.facts.model import Document, Person

FEWEST = 20
"""Fewer letters are seen at a glance."""
SCRIPT = "facets.js"
_BEHIND = "-facets.js"


def are_found(writer: PageWriter) -> bool:
    """Whether there are so many letters that one looks for some of them."""
    return writer.for_browser and len(writer.letters) >= FEWEST


def facets(writer: PageWriter) -> list[nodes.Node]:
    """Where the script puts what one chooses letters by, its data written beside the page; nothing for few letters."""
    shown: list[nodes.Node] = []
    for path in facets_paths(writer):
        told = f"document.currentScript.told = {json_text(facets_data(writer), separators=(',', ':'))};\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
        uri = f"{quote(path.name)}?{digest_of(told)[:8]}"
        place = f'<div class="fc-facets" data-letters="{uri}"></div>\n'
        shown.append(OnlyHtml("", nodes.raw("", place, format="html")))
    return shown


def facets_paths(writer: PageWriter) -> tuple[Path, ...]:
    """Where the data for a page stand, if it has any."""
    if not are_found(writer):
        return ()
    path = Path(writer.builder.get_outfilename(writer.docname))  # type: ignore[attr-defined]
    return (path.with_name(path.stem + _BEHIND),)


def facets_data(writer: PageWriter) -> dict[str, Any]:
    """The letters in their order, by columns; for each value that one can choose, how far each letter is from the last.

    `years` are runs of letters: the year, and how many. So it takes half the room that a row for each letter would.
    """
    pages = list(writer.letters)
    runs = ((year, sum(1 for _ in run)) for year, run in groupby(map(writer.year, pages)))
    told = {name: _listed(one) for name, one in _by_facet(writer, pages).items()}
    return {
        "letters": list(zip(*(_letter(writer, page) for page in pages), strict=True)),
        "years": list(runs),
        "facets": {
            "Sender": told["by"], "Addressee": told["to"], "Person": told["named"],
            "Verdict": told["signs"],
        },
    }  # fmt: skip


def _letter(writer: PageWriter, page: str) -> tuple[str, str, str, str]:
    checked = writer.checked[page]
    return writer.title(page), writer.uri(page), writer.dated(checked.outline), state(checked)


def state(checked: Kept) -> str:
    """How much of a letter was decided."""
    coverage, errors = checked.coverage, checked.outline.explained
    explained = f", {errors} {'error' if errors == 1 else 'errors'} explained" if errors else ""
    return f"{coverage.decided} of {coverage.found} statements decided{explained}"


def _by_facet(writer: PageWriter, pages: Iterable[str]) -> dict[str, list[tuple[str, list[int]]]]:
    """By facet the values, and the numbers of the letters of each, in their order."""
    found: dict[str, dict[str, list[int]]] = {
        "by": {}, "to": {}, "named": {}, "signs": {sign: [] for sign in (*SIGNS, "explained")}
    }  # fmt: skip
    for number, page in enumerate(pages):
        for name, values in _values(writer, page):
            for value in dict.fromkeys(values):
                found[name].setdefault(value, []).append(number)
    signs = [(shown_verdict(sign), letters) for sign, letters in found.pop("signs").items() if letters]
    names = {
        name: sorted((name_of(id, writer.facts), letters) for id, letters in told.items())
        for name, told in found.items()
    }
    return {**names, "signs": signs}


def _values(writer: PageWriter, page: str) -> Iterator[tuple[str, Iterable[str]]]:
    letter = writer.outlines[page]
    by, to = correspondents(writer, letter)
    yield "by", by
    yield "to", to
    named = (one.entity for one in writer.domain.page(page).mentions)
    yield "named", (id for id in named if isinstance(writer.facts.entities.get(id), Person))
    yield "signs", letter.signs


def correspondents(writer: PageWriter, letter: Outline) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who wrote a letter, or signed it where the fact base does not say, and to whom."""
    document = writer.facts.entities.get(letter.document)
    by, to = (document.by, document.addressees) if isinstance(document, Document) else ((), ())
    return by or letter.signed, to


def _listed(told: Iterable[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    return [(name, [one - last for last, one in zip([0, *some], some, strict=False)]) for name, some in told]
