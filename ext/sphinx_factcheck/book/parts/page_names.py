"""Which pages each builder makes: what is told beside the letters, and what on their own pages."""

from __future__ import annotations

from sphinx.builders import Builder

from sphinx_factcheck.edition.project import EVIDENCE_PAGE


def has_pages(builder: Builder) -> bool:
    """Whether much is told on pages of its own; in one file, in print and in an e-reader it stands where it belongs."""
    return builder.name in {"html", "dirhtml"}


def entity_page(listing: str, id: str) -> str:
    """The name of an entity's own page, below the page that lists it."""
    return f"{listing}/{id}"


def evidence_page(builder: Builder, page: str) -> str:
    """The page that tells what a letter rests on: one beside the letter's, or that of the letter itself."""
    return f"{page}{EVIDENCE_PAGE}" if has_pages(builder) else page


def evidence_uri(builder: Builder, page: str) -> str:
    """The address of that page as seen from the letter's; empty where both are one."""
    beside = evidence_page(builder, page)
    return "" if beside == page else builder.get_relative_uri(page, beside)
