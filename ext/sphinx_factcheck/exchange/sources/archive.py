"""Archived copies: whether there is one (Wayback availability), making one (its save interface), memento headers.

The interfaces are those of https://archive.org/help/wayback_api.php and RFC 7089.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import quote, urlencode, urljoin

from requests.utils import parse_header_links

from sphinx_factcheck.exchange.sources.answers import Answer, Unanswered

_STAMP = re.compile(r"/web/(\d{14})")


class Asker(Protocol):
    """Whatever answers for an address."""

    def get(self, url: str, *, etag: str = "", modified: str = "", accept: str = "*/*") -> Answer: ...


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy: its address and the day (ISO) it was made; both empty where there is none."""

    url: str = ""
    day: str = ""


def available(asker: Asker, url: str, near: str, base: str) -> Copy:
    """The archived copy nearest to a day (ISO), or none. Raises Unanswered, also where the answer makes no sense."""
    asked = {"url": url} | ({"timestamp": near.replace("-", "")} if near else {})
    answer = asker.get(f"{base.rstrip('/')}/wayback/available?{urlencode(asked)}")
    if answer.status != 200:
        raise Unanswered("unreachable", f"the archive answers {answer.status}")
    try:
        closest = json.loads(answer.text)["archived_snapshots"].get("closest") or {}
        if not closest.get("available"):
            return Copy()
        return Copy(str(closest["url"]).replace("http://web.archive.org", "https://web.archive.org"),
                    _day(str(closest["timestamp"])))  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unanswered("unreachable", "the archive's answer is none that is understood") from None


def save(asker: Asker, url: str, base: str) -> Copy:
    """Have an address archived, and the copy made. Raises Unanswered where none is told of."""
    base = base.rstrip("/")
    answer = asker.get(f"{base}/save/{quote(url, safe=':/?&=%#+,;@~')}")
    copy = memento(answer)
    if copy.url:
        return copy
    told = answer.headers.get("content-location", "")
    for place in (told and urljoin(f"{base}/", told), answer.url):
        if place and (stamp := _STAMP.search(place)):
            return Copy(place, _day(stamp[1]))
    raise Unanswered("unreachable", f"the archive answers {answer.status} and names no copy")


def memento(answer: Answer) -> Copy:
    """The copy that an archive's headers name (RFC 7089): the answer itself, or the memento it links to."""
    if day := _http_day(answer.headers.get("memento-datetime", "")):
        return Copy(answer.url, day)
    for link in parse_header_links(answer.headers.get("link", "")):
        relations = link.get("rel", "").split()
        if "memento" in relations and (day := _http_day(link.get("datetime", ""))):
            return Copy(link["url"], day)
    return Copy()


def _http_day(told: str) -> str:
    try:
        return parsedate_to_datetime(told).astimezone(UTC).date().isoformat() if told else ""
    except ValueError:
        return ""


def _day(stamp: str) -> str:
    return datetime.strptime(stamp[:8], "%Y%m%d").date().isoformat()
