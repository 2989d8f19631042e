"""The check of sources: each address asked once, each excerpt looked for, and what was seen held against the lock."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlsplit

from sphinx_factcheck.edition.lock import Lock, Looked
from sphinx_factcheck.exchange.sources.addresses import Refused, asked
from sphinx_factcheck.exchange.sources.answers import Answer, Unanswered
from sphinx_factcheck.exchange.sources.archive import Asker, Copy, memento
from sphinx_factcheck.exchange.sources.excerpts import held
from sphinx_factcheck.exchange.sources.pages import Page, changes, digest, page_of, prints
from sphinx_factcheck.facts.model import Source

STATES: Mapping[str, str] = {
    "held": "the page is there, and what is quoted of it stands there",
    "there": "the page is there; nothing is quoted of it",
    "moved": "the page is there at another address, and what is quoted of it stands there",
    "changed": "the page's main text is another than when it was last looked at; what is quoted still stands there",
    "reworded": "the page has other words than those quoted, though near to them",
    "lost": "the page is there, but what is quoted of it is not",
    "gone": "there is no such page any more",
    "unreachable": "no answer that could be used, perhaps only today",
    "closed": "the host lets programs not read this page (401, 403, 429, 451, robots.txt)",
    "unreadable": "the page has no words that can be read here, or too many",
    "refused": "the address leads into a private network, or is none",
    "unaddressed": "the source has no address",
}
"""What can become of a source, best first."""
FAILING = frozenset({"changed", "reworded", "lost", "gone", "unreachable", "refused"})
"""The states in which somebody should look: the exit code is then 1."""
_SETTLED = frozenset({"held", "there", "moved"})
_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 402, 403, 407, 429, 451})
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5"
_AT_ONCE_AT_HOME = 8


class Gate(Protocol):
    """Whatever says whether an address may be asked for."""

    def allow(self, url: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Web:
    """What a check asks: for pages, for leave, and whether a host is one's own."""

    asker: Asker
    gate: Gate
    own: Callable[[str], bool] = lambda host: False


Told = Callable[[str, Looked], None]


def check(
    sources: Iterable[Source],
    lock: Lock,
    web: Web,
    *,
    today: dt.date,
    at_once: int = 8,
    accept: bool = False,
    told: Told | None = None,
) -> dict[str, Looked]:
    """What is seen of each source, by its id. Hosts are asked side by side, the pages of one host one after another.

    `accept` takes the main text of changed pages as what is known from now on. `told` is called as each is done.
    """
    say = told or (lambda id, looked: None)
    found: dict[str, Looked] = {}
    pages: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        try:
            pages[asked(source.url)].append(source)
        except Refused as refusal:
            state = "refused" if source.url else "unaddressed"
            found[source.id] = Looked(state, today.isoformat(), str(refusal) if source.url else "", source.url)
            say(source.id, found[source.id])
    look = _Look(web, lock, today.isoformat(), accept)
    for looked in _side_by_side(list(_queues(pages, web)), look, at_once):
        for id, one in looked.items():
            found[id] = one
            say(id, one)
    return found


_Queue = list[tuple[str, list[Source]]]


def _queues(pages: Mapping[str, list[Source]], web: Web) -> Iterator[_Queue]:
    """The pages of each host; a host of one's own is asked for several at once."""
    hosts: dict[str, _Queue] = defaultdict(list)
    for url, ones in pages.items():
        hosts[urlsplit(url).netloc].append((url, ones))
    for host, queue in hosts.items():
        several = _AT_ONCE_AT_HOME if web.own(urlsplit(f"//{host}").hostname or "") else 1
        yield from filter(None, (queue[start::several] for start in range(several)))


def _side_by_side(queues: list[_Queue], look: _Look, at_once: int) -> Iterator[dict[str, Looked]]:
    """What is seen, page by page as it comes; the next page of a queue is asked for when the one before is done."""
    pool = ThreadPoolExecutor(at_once, thread_name_prefix="sources")
    waiting = sorted(queues, key=len)
    running: dict[Future[dict[str, Looked]], _Queue] = {}
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                queue = waiting.pop()
                url, ones = queue.pop(0)
                running[pool.submit(look, url, ones)] = queue
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                queue = running.pop(future)
                if queue:
                    waiting.append(queue)
                yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at one page for all the sources that are on it."""

    web: Web
    lock: Lock
    today: str
    accept: bool

    def __call__(self, url: str, sources: list[Source]) -> dict[str, Looked]:
        before = {source.id: self._before(source, url) for source in sources}
        try:
            answer, page = self._answer(url, sources, before)
        except Unanswered as error:
            return {s.id: self._failed(s, url, before[s.id], error) for s in sources}
        return {source.id: self._seen(source, url, before[source.id], answer, page) for source in sources}

    def _before(self, source: Source, url: str) -> Looked | None:
        """What the lock has of a source, as long as its address is the same."""
        kept = self.lock.get(source.id)
        return kept if kept and kept.url == url else None

    def _answer(
        self, url: str, sources: list[Source], before: Mapping[str, Looked | None]
    ) -> tuple[Answer, Page | None]:
        if not self.web.gate.allow(url):
            raise Unanswered("closed", "its robots.txt asks programs to stay away")
        known = [before[source.id] for source in sources]
        first = known[0]
        same = first and all(
            kept and kept.text and kept.state in _SETTLED and kept.excerpt == source.excerpt
            and (kept.etag, kept.modified) == (first.etag, first.modified)
            for kept, source in zip(known, sources, strict=True)
        )  # fmt: skip
        etag, modified = (first.etag, first.modified) if first and same else ("", "")
        answer = self.web.asker.get(url, etag=etag, modified=modified, accept=_ACCEPT)
        if answer.status == 304 and same:
            return answer, None
        if answer.status in _GONE:
            raise Unanswered("gone", f"answers {answer.status}")
        if answer.status in _CLOSED:
            raise Unanswered("closed", f"answers {answer.status}")
        if not 200 <= answer.status < 300:
            raise Unanswered("unreachable", f"answers {answer.status}")
        return answer, page_of(answer)

    def _failed(self, source: Source, url: str, before: Looked | None, error: Unanswered) -> Looked:
        kept = before or Looked("", "")
        return replace(kept, state=error.state, checked=self.today, message=str(error), url=url, excerpt=source.excerpt)

    def _seen(self, source: Source, url: str, before: Looked | None, answer: Answer, page: Page | None) -> Looked:
        if page is None:
            assert before is not None
            return replace(before, checked=self.today)
        state, message = self._state(source, before, answer, page)
        kept = before or Looked("", "")
        fresh = state in _SETTLED or self.accept or not kept.parts
        copy = Copy(kept.archive, kept.archived) if kept.archive else memento(answer)
        return Looked(
            state,
            self.today,
            message,
            url,
            "" if answer.url == url else answer.url,
            answer.status,
            source.excerpt,
            digest(page.main) if fresh else kept.text,
            prints(page.main) if fresh else kept.parts,
            answer.headers.get("etag", "") if fresh else "",
            answer.headers.get("last-modified", "") if fresh else "",
            copy.url,
            copy.day,
        )

    def _state(self, source: Source, before: Looked | None, answer: Answer, page: Page) -> tuple[str, str]:
        """The state of a page that was read, and what to say of it."""
        if source.excerpt:
            quoted = held(source.excerpt, page.words if not page.main else f"{page.words}\n{page.main}")
            if not quoted.held:
                if quoted.near:
                    return "reworded", f"it has “{quoted.near}”: {quoted.compared}"
                return "lost", f"“{source.excerpt}” does not stand there"
        if before and before.parts and not self.accept and (drift := _drift(before, page)):
            return "changed", drift
        if answer.hops and _elsewhere(answer.hops[0], answer.url):
            return "moved", f"now at {answer.url}"
        return ("held" if source.excerpt else "there"), ""


def _drift(before: Looked, page: Page) -> str:
    gone, new, were = changes(before.parts, page)
    if not (gone or new):
        return ""
    return f"since it was last accepted, {gone} of {were} sentences are gone and {new} are new"


def _elsewhere(before: str, now: str) -> bool:
    """Whether an address is another by more than its scheme, a leading www. or a last slash."""
    return _core(before) != _core(now)


def _core(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
