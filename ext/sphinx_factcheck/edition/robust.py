"""Links that outlive their pages: to the very words of a source, with where a copy of it is kept.

Text fragments are those of https://wicg.github.io/scroll-to-text-fragment/, the attributes those of
https://robustlinks.mementoweb.org/spec/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from sphinx_factcheck.edition.lock import Looked
from sphinx_factcheck.facts.model import Source

_PARTED = re.compile(r"\s*(?:\[(?:…|\.{3})\]|…|\.{3})\s*")
_STAMP = re.compile(r"/(\d{4})(\d\d)(\d\d)(?:\d{6})?(?:id_|if_)?/")
_LONG = 60
_EDGE = 3


def to_excerpt(source: Source) -> str:
    """The address of a source, leading to the words quoted of it where it is a page that has no fragment yet."""
    parts = urlsplit(source.url)
    words = [part.strip("“”\"'‘’ ") for part in _PARTED.split(source.excerpt)]
    words = [part for part in words if part]
    if not words or parts.fragment or parts.scheme not in {"http", "https"} or parts.path.lower().endswith(".pdf"):
        return source.url
    if len(words) == 1 and len(words[0]) > _LONG:
        told = words[0].split()
        words = [" ".join(told[:_EDGE]), " ".join(told[-_EDGE:])] if len(told) > 2 * _EDGE else words
    ends = dict.fromkeys((words[0], words[-1]))
    return f"{source.url}#:~:text={','.join(_coded(one) for one in ends)}"


def _coded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def robust(source: Source) -> dict[str, str]:
    """The attributes of a link to a source that has an archived copy; none for others."""
    if urlsplit(source.archived).scheme not in {"http", "https"}:
        return {}
    stamp = _STAMP.search(source.archived)
    seen = source.seen.earliest.isoformat() if source.seen else ""
    day = "-".join(stamp.groups()) if stamp else seen
    told = {"data-originalurl": source.url, "data-versionurl": source.archived}
    return told | {"data-versiondate": day} if day else told


def with_copies(sources: Mapping[str, Source], lock: Mapping[str, Looked]) -> dict[str, str]:
    """The archived copies that the lock file knows of sources that name none themselves, by their ids."""
    return {
        id: looked.archive
        for id, looked in lock.items()
        if looked.archive and id in sources and not sources[id].archived
    }
