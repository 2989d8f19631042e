"""What came back for an address, as data, and how its text is read from its bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from charset_normalizer import from_bytes

_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HEAD = 4096
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
"""What browsers read for what pages say."""
_LATIN_SHARE = 0.35
"""With fewer signs beyond ASCII than this, a text is in the Latin script."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer for an address. `hops` are the addresses on the way to `url`; header names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hops: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """What the body is said to be, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether this is HTML, by what it is said to be or, where nothing is said, by how it begins."""
        if self.media_type:
            return self.media_type in {"text/html", "application/xhtml+xml"}
        return self.body.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html"))

    @property
    def is_pdf(self) -> bool:
        """Whether this is a PDF."""
        return self.body.startswith(b"%PDF-")

    @property
    def text(self) -> str:
        """The body as text."""
        return decoded(self.body, self.headers.get("content-type", ""))


class Unanswered(Exception):
    """No answer that could be used: its `state`, and why in words."""

    def __init__(self, state: str, message: str) -> None:
        super().__init__(message)
        self.state = state


def decoded(body: bytes, content_type: str = "") -> str:
    """Bytes as text, by the first of these that fits all of them.

    Its byte order mark, the charset of its header, that of the page itself, UTF-8, and what its bytes look like.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    declared = _DECLARED.search(content_type)
    meta = _META.search(body[:_HEAD])
    names = [declared[1] if declared else "", meta[1].decode("ascii", "ignore") if meta else "", "utf-8"]
    if declared and names[0].lower() in _WIDER and _is_utf8(body):
        names.insert(0, "utf-8")
    for name in filter(None, names):
        try:
            return body.decode(_WIDER.get(name.lower(), name))
        except (UnicodeDecodeError, LookupError):
            continue
    if sum(byte > 0x7F for byte in body) < len(body) * _LATIN_SHARE:
        return body.decode("cp1252", "replace")
    best = from_bytes(body).best()
    return str(best) if best else body.decode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    """Whether bytes are UTF-8 with more in it than ASCII, which hardly any other text is by chance."""
    try:
        return not body.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
