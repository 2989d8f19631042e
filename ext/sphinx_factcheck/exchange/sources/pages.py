"""What a page says: all its words, its main text, and digests by which a later state of it is held against this one."""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sphinx_factcheck.exchange.pages.furniture import without_furniture
from sphinx_factcheck.exchange.sources.answers import Answer, Unanswered
from sphinx_factcheck.letters.anchors import fold

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told by us
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead title "
    "tr ul".split()
)
_UNSEEN = frozenset("script style noscript template svg head".split())
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"')\]]*\s+(?=[\"'(\[]?[^\Wa-z_])|\n+|(?<=[。！？])")
_WORD = re.compile(r"\w+", re.UNICODE)
_DATED = re.compile(
    r"\b(?:\d{1,4}(?:st|nd|rd|th)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?|am|pm|a|an|at|on|by|the|of|and|ago|last|just|now|min(?:ute)?s?|hours?|days?"
    r"|weeks?|months?|years?|read|views?|shares?|comments?|likes?|posted|published|updated|modified|first|utc|gmt|[a-z]{3,4}t"
    r"|today|yesterday|share|print|email|by)\b",
    re.IGNORECASE,
)
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_PRINT = 5
"""Bytes of a sentence's digest: among a million sentences two are alike with one chance in two million."""
_LEAST = 4
"""Fewer words than this are no sentence but a label."""


@dataclass(frozen=True, slots=True)
class Page:
    """All words of a page and its main text, blocks on lines of their own."""

    words: str
    main: str


def page_of(answer: Answer) -> Page:
    """The words of an answer: HTML, PDF or plain text. Raises Unanswered for what has none."""
    if answer.is_pdf:
        text = _pdf(answer.body)
        page = Page(text, text)
    elif answer.is_page:
        page = _html(answer.text)
    elif not answer.media_type or answer.media_type.startswith("text/") or "json" in answer.media_type:
        page = Page(answer.text, answer.text)
    elif answer.media_type.endswith("xml"):
        page = _html(answer.text)
    else:
        raise Unanswered("unreadable", f"is {answer.media_type}, which has no words that are read here")
    if not page.words.strip():
        raise Unanswered("unreadable", "has no words of its own (a page that only a script fills, or scanned pictures)")
    return page


def _pdf(body: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unanswered("unreadable", "is a PDF that opens only with a password")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except Unanswered:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Unanswered("unreadable", f"is a PDF that cannot be read: {error}") from None
    return re.sub(r"(?<=\w)-\n(?=[a-z])", "", text)


def _html(source: str) -> Page:
    import trafilatura
    from lxml import html
    from lxml.etree import LxmlError, strip_tags

    try:
        tree = html.document_fromstring(
            source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (LxmlError, ValueError):
        return Page("", "")
    title = " ".join(tree.xpath("string(//head/title)").split())
    words = "".join(_words(tree))
    rest, _ = without_furniture(tree)
    strip_tags(rest, "time")
    main = trafilatura.extract(rest, include_comments=False, favor_recall=True) or "".join(_words(rest))
    return Page("\n".join([title, *filter(None, (" ".join(line.split()) for line in words.split("\n")))]), main)


def _words(tree: Any) -> Iterator[str]:
    """The words that a page shows, in order, blocks parted by line breaks."""
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        unseen = not isinstance(element.tag, str) or element.tag in _UNSEEN
        edge = "\n" if element.tag in _BLOCKS else ""
        if event == "start":
            yield edge
            if unseen:
                walk.skip_subtree()
            else:
                yield (element.text or "").replace("\n", " ")
        else:
            yield edge
            yield (element.tail or "").replace("\n", " ")


def plain(text: str) -> str:
    """A text as it is compared: quotes, dashes and spaces made alike, nothing invisible in it."""
    return fold(unicodedata.normalize("NFC", text.translate(_INVISIBLE))).text.strip()


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text as they are compared; what only says when, by whom and how often is passed over."""
    for line in _SENTENCE.split(text):
        told = plain(line or "").strip("\"' -*•–|")
        if told and _is_sentence(told):
            yield told


def _is_sentence(told: str) -> bool:
    """Whether a line has enough words, or signs of a script that parts no words, and says more than a date."""
    if sum(sign > "\u2e80" for sign in told) > _LEAST:
        return True
    return len(_WORD.findall(told)) >= _LEAST and not _is_furniture(told)


def _is_furniture(told: str) -> bool:
    """Whether a line is a date, a byline or a counter: hardly a word is left of it without what these say."""
    return len(told) < 120 and len(_WORD.findall(_DATED.sub(" ", told))) < _LEAST


def digest(text: str) -> str:
    """One digest of the sentences of a text."""
    return hashlib.sha256("\n".join(sentences(text)).encode()).hexdigest()


def prints(text: str) -> str:
    """The digests of a text's sentences, packed: five bytes each, in base64."""
    return base64.b64encode(b"".join(_print(told) for told in dict.fromkeys(sentences(text)))).decode()


def unpacked(packed: str) -> list[bytes]:
    """The digests of sentences out of what `prints` packed; nothing where it did not."""
    try:
        whole = base64.b64decode(packed, validate=True)
    except ValueError:
        return []
    return [whole[at : at + _PRINT] for at in range(0, len(whole), _PRINT)]


def _print(told: str) -> bytes:
    return hashlib.sha256(told.encode()).digest()[:_PRINT]


def changes(before: str, page: Page) -> tuple[int, int, int]:
    """How many sentences are gone and how many are new since `before` (of `prints`), and how many there were."""
    was = unpacked(before)
    shown = {_print(told) for told in _all(page)}
    gone = sum(one not in shown for one in was)
    known = set(was)
    new = sum(_print(told) not in known for told in dict.fromkeys(sentences(page.main)))
    return gone, new, len(was)


def _all(page: Page) -> Iterable[str]:
    yield from sentences(page.words)
    yield from sentences(page.main)
