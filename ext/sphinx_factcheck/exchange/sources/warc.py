"""What was read, kept as WARC (ISO 28500), and read again from there without a network."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin

from sphinx_factcheck.exchange.sources.addresses import Refused, asked
from sphinx_factcheck.exchange.sources.answers import Answer, Unanswered

_CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST = 10
_PHRASES = {int(status): status.phrase for status in HTTPStatus}


class WarcError(ValueError):
    """A file that is no WARC."""


class Keeper:
    """Writes every answer into a WARC file; safe to share among threads."""

    def __init__(self, out: IO[bytes]) -> None:
        from warcio.warcwriter import WARCWriter

        self._writer: Any = WARCWriter(out, gzip=True)
        self._lock = threading.Lock()
        with self._lock:
            self._writer.write_record(
                self._writer.create_warcinfo_record("sources.warc.gz", {"software": "sphinx-factcheck"})
            )

    def keep(self, answer: Answer) -> None:
        """Keep one answer as it came, its body decoded."""
        from warcio.statusandheaders import StatusAndHeaders

        headers = [(name, value) for name, value in answer.headers.items() if name not in _CODED]
        headers.append(("content-length", str(len(answer.body))))
        phrase = _PHRASES.get(answer.status, "")
        told = StatusAndHeaders(f"{answer.status} {phrase}", headers, protocol="HTTP/1.1")
        with self._lock:
            self._writer.write_record(
                self._writer.create_warc_record(
                    answer.url, "response", payload=io.BytesIO(answer.body), http_headers=told
                )
            )


@contextmanager
def keeping(path: Path) -> Iterator[Keeper]:
    """A keeper whose file is put in place only when whole. Raises OSError."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as out:
            yield Keeper(out)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


class Kept:
    """Answers out of a WARC file, in place of a client. Raises WarcError, and OSError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        self._answers: dict[str, Answer] = {}
        with path.open("rb") as file:
            try:
                for record in ArchiveIterator(file):
                    if record.rec_type == "response" and record.http_headers is not None:
                        self._take(record)
            except (ArchiveLoadFailed, ValueError, EOFError, AttributeError) as error:
                raise WarcError(f"{path} is no WARC file: {error}") from None
        if not self._answers:
            raise WarcError(f"{path} holds no answers")

    def _take(self, record: Any) -> None:
        url = str(record.rec_headers.get_header("WARC-Target-URI"))
        headers = {str(name).lower(): str(value) for name, value in record.http_headers.headers}
        status = int(str(record.http_headers.get_statuscode()) or 0)
        self._answers[url] = Answer(url, status, headers, record.content_stream().read())

    def get(self, url: str, *, etag: str = "", modified: str = "", accept: str = "*/*") -> Answer:
        """The kept answer for an address, along its redirects. Raises Unanswered for what is not kept."""
        try:
            here, hops = asked(url), list[str]()
            for _ in range(_MOST):
                answer = self._answers.get(here)
                if answer is None:
                    raise Unanswered("unreachable", "not in the WARC file")
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return Answer(answer.url, answer.status, answer.headers, answer.body, tuple(hops))
                hops.append(here)
                here = asked(urljoin(here, answer.headers["location"]))
        except Refused as refusal:
            raise Unanswered("refused", str(refusal)) from None
        raise Unanswered("unreachable", f"more than {_MOST} redirects")

    def allow(self, url: str) -> bool:
        """What is kept was read once: nobody is asked for it again."""
        return True
