"""Whose voice a source is: copies of one text, and pages of one publisher, count once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from sphinx_factcheck.facts.model import Source, Statement

_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
# Endings of two parts under which sites are registered: bbc.co.uk, news.gov.hk.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


def is_site(name: str) -> bool:
    """Whether a name is that of a site: reuters.com."""
    return _SITE.fullmatch(name) is not None


def site_of(address: str) -> str:
    """The site of an address, without what stands before its registered name: `bbc.co.uk` of a page at news.bbc.co.uk.

    Empty for what is no address. Blogs on one platform are one site; `publisher` tells them apart.
    """
    labels = (urlsplit(address).hostname or "").rstrip(".").split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


def originals(source: Source, sources: Mapping[str, Source]) -> Iterator[Source]:
    """The sources that one was copied from, the nearest first; one that comes round to itself ends there."""
    seen: set[str] = set()
    while source.copy_of in sources and source.copy_of not in seen:
        seen.add(source.copy_of)
        source = sources[source.copy_of]
        yield source


def origin(source: Source, sources: Mapping[str, Source]) -> str:
    """Who speaks in a source: the site its text was taken from, or else its publisher, its own site, its id."""
    *_, first = source, *originals(source, sources)
    copied = first.copy_of.lower() if is_site(first.copy_of) else ""
    return copied or first.publisher.casefold() or site_of(first.url) or first.id


def origins(statement: Statement, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The voices that a statement rests on, each once, in the order of its sources."""
    return tuple(dict.fromkeys(origin(sources[id], sources) for id in statement.sources if id in sources))
