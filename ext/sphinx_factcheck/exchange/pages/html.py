"""A page as blocks: the part of it that holds the text, with its furniture taken out and told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import html
from lxml.etree import LxmlError

from sphinx_factcheck.exchange.pages.furniture import without_furniture
from sphinx_factcheck.exchange.pages.plain import blocks_of_text
from sphinx_factcheck.letters.drafts import Draft, Words

_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_HEADINGS = {f"h{level}": str(max(level, 2)) for level in range(1, 7)}
_MARKS = {"em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}
_HOLDERS = frozenset(
    "address article blockquote body center dd div dl dt fieldset figure form h1 h2 h3 h4 h5 h6 header hr"
    " li main ol p pre "
    "section table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset(
    "script style noscript template svg head img picture video audio iframe button input figcaption".split()
)
_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")
LISTED = re.compile(r"^\[[\w -]{2,30}\]\s+")
"""The name of a mailing list before the subject of a mail."""
_DATED = (
    (
        "//meta[@property='article:published_time' or @name='date' or @name='DC.date' or @name='dcterms.date' "
        "or @itemprop='datePublished' or @name='pubdate' or @name='citation_publication_date']/@content"
    ),
    "//time/@datetime",
    "//*[@itemprop='datePublished']/@content",
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_CLASSES = re.compile(r"date|time|posted|published|byline|meta", re.IGNORECASE)
_MOST = 0.82


@dataclass(frozen=True, slots=True)
class Found:
    """What was found before it is known which part is the letter. `dates` are words that may say its day"
    ", best first."""

    blocks: tuple[Draft, ...]
    title: str = ""
    dates: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    site: str = ""


def blocks_of_page(source: str) -> Found:
    """The blocks of a page's text, and what it says of itself."""
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return Found(())
    title, dates = _title(tree), tuple(_dates(tree))
    site = _first(tree, "//meta[@property='og:site_name']/@content")
    tree, dropped = without_furniture(tree)
    body = tree.find("body")
    part, beside = _densest(tree if body is None else body)
    return Found(tuple(_tidy(_Reader().read(part))), title, dates, (*dropped, *beside), site)


def _title(tree: Any) -> str:
    """The heading that the page's name holds, the longest; else that name without the site's; else a heading."""
    whole = _plain_of(tree.xpath("string(//title)"))
    named = _first(tree, "//meta[@property='og:title']/@content") or _SITE.sub("", whole)
    headings = [words for h in tree.xpath("//h1 | //h2") if (words := _plain(h))]
    within = [words for words in headings if words in named or (named and named in words)]
    first = next((words for h in tree.xpath("//h1") if (words := _plain(h))), "")
    return LISTED.sub("", max(within, key=len, default="") or named or first)


def _dates(tree: Any) -> Iterator[str]:
    for path in _DATED:
        for told in tree.xpath(path):
            if found := _ISO.match(str(told).strip()):
                yield found[0]
    for element in tree.xpath("//*[@class or @id]"):
        if _DAY_CLASSES.search(f"{element.get('class', '')} {element.get('id', '')}"):
            words = _plain(element)
            if words and len(words) < 120:
                yield words


def _first(tree: Any, path: str) -> str:
    return next((_plain_of(str(found)) for found in tree.xpath(path) if str(found).strip()), "")


def _plain(element: Any) -> str:
    return _plain_of(" ".join(element.itertext()))


def _plain_of(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _densest(element: Any) -> tuple[Any, list[str]]:
    """The innermost element that holds nearly all of the text, and the words of what stands beside it."""
    beside: list[str] = []
    while True:
        whole = _weight(element)
        children = [child for child in element if isinstance(child.tag, str) and child.tag in _HOLDERS]
        best = max(children, key=_weight, default=None)
        if best is None or best.tag in {"p", "ul", "ol", "li", "pre", "blockquote", "table", "h1"}:
            if best is not None and best.tag == "table" and _weight(best) >= whole * _MOST:
                element = best
                continue
            return element, beside
        if _weight(best) < whole * _MOST:
            return element, beside
        beside += [words for child in children if child is not best and (words := _plain(child))]
        element = best


def _weight(element: Any) -> int:
    """How much text an element has, words of links not counted."""
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return max(sum(len(text.strip()) for text in element.itertext()) - linked, 0)


class _Reader:
    """Reads elements into blocks; words that stand between blocks become paragraphs."""

    def __init__(self) -> None:
        self.found: list[Draft] = []
        self.words: list[Words] = []

    def read(self, element: Any) -> list[Draft]:
        self._inside(element)
        self._flush()
        return self.found

    def _flush(self, kind: str = "paragraph", value: str = "") -> None:
        words = _trimmed(self.words)
        self.words = []
        if any(word.plain.strip() for word in words):
            self.found.append(Draft(kind, words, value))

    def _inside(self, element: Any) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self._child(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.words.append(Words(_SPACES.sub(" ", text)))

    def _child(self, child: Any) -> None:
        tag = child.tag
        if tag == "br":
            self._break()
        elif tag in _MARKS and not any(below.tag in _HOLDERS for below in child.iter()):
            inner = _Reader()
            inner._inside(child)
            self.words.append(Words("", _MARKS[tag], "", tuple(inner.words)))
        elif tag not in _HOLDERS:
            self._inside(child)
        else:
            self._flush()
            self._block(child, tag)
            self._flush()

    def _break(self) -> None:
        """One break parts lines, two in a row part paragraphs."""
        before = [word for word in self.words if word.kind == "break" or word.plain.strip()]
        if before and before[-1].kind == "break":
            self.words = self.words[: _last_break(self.words)]
            self._flush()
        else:
            self.words.append(Words("", "break"))

    def _block(self, element: Any, tag: str) -> None:
        if tag in _HEADINGS:
            self._inside(element)
            self._flush("heading", _HEADINGS[tag])
        elif tag in {"ul", "ol"}:
            items = [self._item(item) for item in element if item.tag == "li"]
            if items := [item for item in items if item.words or item.blocks]:
                start = element.get("start", "")
                self.found.append(Draft("list" if tag == "ul" else "numbered-list", (), start, tuple(items)))
        elif tag == "blockquote":
            if inner := tuple(_Reader().read(element)):
                self.found.append(Draft("quote", (), "", inner))
        elif tag == "pre":
            self.found += blocks_of_text("".join(element.itertext()))
        elif tag == "table" and _is_data(element):
            self.found.append(_table(element))
        else:
            self._inside(element)

    def _item(self, element: Any) -> Draft:
        inner = _Reader().read(element)
        if len(inner) == 1 and inner[0].kind == "paragraph":
            return Draft("item", inner[0].words)
        return Draft("item", (), "", tuple(inner))


def _last_break(words: list[Words]) -> int:
    return max(at for at, word in enumerate(words) if word.kind == "break")


def _is_data(table: Any) -> bool:
    """Whether a table holds data, not the layout of a page: several rows and columns of short cells."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    flat = not any(below.tag in _HOLDERS - {"p"} for cell in cells for below in cell.iterdescendants())
    return len(rows) > 1 and min(map(len, rows)) > 1 and flat and all(len(_plain(cell)) < 200 for cell in cells)


def _table(table: Any) -> Draft:
    rows = []
    for row in table.iter("tr"):
        cells = [
            Draft("head-cell" if cell.tag == "th" else "cell", (Words(_plain(cell)),))
            for cell in row if cell.tag in {"td", "th"}
        ]  # fmt: skip
        rows.append(Draft("row", (), "", tuple(cells)))
    return Draft("table", (), "", tuple(rows))


def _trimmed(words: list[Words]) -> tuple[Words, ...]:
    """Words without spaces and breaks at their ends, and without spaces beside a break or another space."""
    kept: list[Words] = []
    for word in words:
        text = word.text
        if not word.kind:
            if not kept or kept[-1].kind == "break" or kept[-1].plain.endswith(" "):
                text = text.lstrip(" ")
            if not text:
                continue
            word = Words(text)
        elif word.kind == "break":
            if not kept:
                continue
            if not kept[-1].kind:
                kept[-1] = Words(kept[-1].text.rstrip(" "))
        kept.append(word)
    while kept and (kept[-1].kind == "break" or not kept[-1].plain.strip()):
        kept.pop()
    if kept and not kept[-1].kind:
        kept[-1] = Words(kept[-1].text.rstrip(" "))
    return tuple(kept)


def _tidy(blocks: list[Draft]) -> Iterator[Draft]:
    """Blocks with words, each once where the page shows it twice in a row."""
    before = ""
    for block in blocks:
        told = told_by(block)
        if told.strip() and told != before:
            yield block
        before = told


def told_by(block: Draft) -> str:
    """All the words of a block, those of the blocks in it on lines of their own."""
    inner = "\n".join(told_by(one) for one in block.blocks)
    return f"{block.plain}\n{inner}".strip("\n") if inner else block.plain


def is_day(words: str) -> bool:
    """Whether an ISO day is one."""
    try:
        datetime.strptime(words, "%Y-%m-%d")
    except ValueError:
        return False
    return True
