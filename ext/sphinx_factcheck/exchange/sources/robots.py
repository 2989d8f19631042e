"""What hosts ask of programs in their robots.txt (RFC 9309)."""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import urlsplit

from sphinx_factcheck.exchange.sources.answers import Unanswered
from sphinx_factcheck.exchange.sources.client import AGENT, Client

_LARGEST = 512_000
_LONGEST = 30.0


class Robots:
    """Whether an address may be asked for, by its host's robots.txt, which is read once; safe among threads."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Any] = {}

    def allow(self, url: str) -> bool:
        """Whether this address may be asked for. A host whose robots.txt cannot be had now (5xx) allows nothing."""
        from protego import Protego

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._rules:
                rules = Protego.parse(self._text(site))
                self._rules[site] = rules
                if pause := rules.crawl_delay(AGENT):
                    self._client.set_delay(parts.netloc, min(float(pause), _LONGEST))
            rules = self._rules[site]
        return bool(rules.can_fetch(url, AGENT))

    def _text(self, site: str) -> str:
        try:
            answer = self._client.get(f"{site}/robots.txt")
        except Unanswered:
            return ""  # the page itself will tell what is wrong with its host
        if answer.status >= 500:
            return "User-agent: *\nDisallow: /"
        return answer.text[:_LARGEST] if answer.status == 200 else ""
