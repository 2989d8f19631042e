"""The edition in other formats beside its pages, and what each letter's page says of itself to other programs."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.page_names import has_pages
from sphinx_factcheck.book.wire.domain import domain_of
from sphinx_factcheck.book.wire.edition import Edition
from sphinx_factcheck.book.wire.outdated import code_version
from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.edition.publication import Publication
from sphinx_factcheck.exchange.formats import FORMATS
from sphinx_factcheck.exchange.jsonld import letter_graph
from sphinx_factcheck.exchange.published import Published, PublishedLetter, iso, published

FOLDER = "export"
_KEPT = ".made-from"
_LINKED = {
    "tei": ("tei/{}.xml", "application/tei+xml"),
    "annotations": ("annotations/{}.jsonld", "application/ld+json"),
}
"""Of each format with a file for every letter where that stands, and its media type."""


def setup_exports(app: Sphinx) -> None:
    """Register both."""
    app.connect("html-page-context", tell_of_itself)
    app.connect("build-finished", write_exports, priority=600)


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the formats that the settings name below `export/`, unless nothing they are made from has changed."""
    domain = domain_of(app.env) if exception is None and has_pages(app.builder) else None
    if domain is None or domain.edition.facts is None or not domain.edition.project.settings.exports:
        return
    folder = Path(app.outdir) / FOLDER
    made_from = _digest(app, domain.edition)
    if (folder / _KEPT).is_file() and (folder / _KEPT).read_text("utf-8") == made_from:
        return
    edition = _published(app, domain.edition)
    for name in domain.edition.project.settings.exports:
        for file in FORMATS[name](edition):
            path = folder / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, "utf-8", newline="\n" if "\r\n" not in file.text else "")
    (folder / _KEPT).write_text(made_from, "utf-8")


def _digest(app: Sphinx, edition: Edition) -> str:
    told = [edition.known.digest, str(code_version()), str(_publication(app)), str(edition.project.settings.exports)]
    told += [f"{page} {digest}" for page, digest in sorted(edition.digests.items()) if page in edition.checked]
    return digest_of("\n".join(told))


def _published(app: Sphinx, edition: Edition) -> Published:
    checked = sorted(edition.checked.values(), key=lambda one: one.outline.path)
    return published(_publication(app), edition.known, checked)


def _publication(app: Sphinx) -> Publication:
    config = app.config
    url = str(getattr(config, "html_baseurl", "") or "")
    return Publication(
        str(config.html_title or config.project or Publication().title),
        str(config.author if config.author != "unknown" else ""),
        str(config.copyright or ""),
        f"{url.rstrip('/')}/" if url.startswith(("https://", "http://")) else "",
        str(config.release or ""),
        str(config.language or "en"),
    )


def tell_of_itself(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Put what Zotero and search engines read into the head of a letter's page (`html-page-context`)."""
    domain = domain_of(app.env)
    checked = domain.edition.checked.get(pagename)
    if checked is None or not has_pages(app.builder):
        return
    publication = _publication(app)
    one = PublishedLetter(checked, domain.edition.known, publication.url)
    edition = Published(publication, domain.edition.known, (one,))
    tags = [f'<meta name="{name}" content="{escape(value)}">' for name, value in _metas(edition, one)]
    tags += [_link(context, name, one) for name in domain.edition.project.settings.exports if name in _LINKED]
    graph = json_text(letter_graph(edition, one)).replace("<", "\\u003c").replace("&", "\\u0026")
    tags.append(f'<script type="application/ld+json">{graph}</script>')
    context["metatags"] = "\n".join([str(context.get("metatags") or ""), *tags])


def _link(context: dict[str, Any], name: str, one: PublishedLetter) -> str:
    path, media = _LINKED[name]
    address = context["pathto"](f"{FOLDER}/{path.format(one.key)}", 1)
    return f'<link rel="alternate" type="{media}" href="{escape(address)}">'


def _metas(edition: Published, one: PublishedLetter) -> Iterator[tuple[str, str]]:
    """Names and values as Google Scholar (`citation_*`) and Dublin Core (`DC.*`) have them."""
    told = edition.publication
    day = iso(one.sent)
    yield "citation_title", one.title
    yield "DC.title", one.title
    for agent in one.authors:
        yield "citation_author", agent.name
        yield "DC.creator", agent.name
    if day:
        yield "citation_publication_date", day.replace("-", "/")
        yield "DC.date", day
    yield "citation_inbook_title", told.title
    yield "citation_language", told.language
    yield "DC.type", "Text"
    if told.url:
        yield "citation_public_url", one.page
        yield "DC.identifier", one.page
    if one.source and one.source.url:
        yield "DC.source", one.source.url
