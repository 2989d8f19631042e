"""What of a page is not its text: menus, adverts, teasers, banners, counters, told by how the page marks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TAGS = frozenset("nav aside footer form button select script style noscript template iframe svg dialog".split())
_ROLES = frozenset("navigation banner complementary contentinfo search dialog alertdialog menu toolbar".split())
_NAMES = frozenset(
    "ad ads advert adverts advertisement advertisements advertising adsense adslot adunit adsbygoogle banner "
    "banners breadcrumb breadcrumbs byline comment comments consent cookie cookies cookiebar copyright counter "
    "date dateline disqus donate donation footer gdpr mastfoot masthead menu menus meta modal mostread nav "
    "navbar navigation newsletter outbrain overlay pager pagination paywall popular popup posted promo promos "
    "promoted promotion published recommend recommendation recommendations recommended related responses share "
    "sharebar sharing sidebar signup skip social sponsor sponsored subscribe subscription taboola tags teaser "
    "teasers timestamp toolbar topbar trending updated views widget widgets".split()
)
_KEPT = frozenset("html body main article h1 p".split())
_LINKED = frozenset("ul ol div td section table dl".split())
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MOSTLY = 0.7
_HALF = 0.5


def without_furniture(tree: Any) -> tuple[Any, tuple[str, ...]]:
    """Take the furniture out of a page's tree, which is changed; and the words of each piece that went."""
    whole = _length(tree)
    gone: list[str] = []
    for element in list(_furniture(tree, whole)):
        if element.getparent() is not None and not any(up.get("data-gone") for up in element.iterancestors()):
            element.set("data-gone", "1")
    for element in tree.xpath("//*[@data-gone]"):
        if words := " ".join("".join(element.itertext()).split()):
            gone.append(words)
        _drop(element)
    return tree, tuple(gone)


def _furniture(tree: Any, whole: int) -> Iterator[Any]:
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in {"html", "body", "head"}:
            continue
        marked = _is_marked(element) and _length(element) <= whole * _HALF
        if marked or (element.tag in _LINKED and _is_linked(element)):
            yield element


def _is_marked(element: Any) -> bool:
    if element.tag == "time":
        return element.getparent().tag not in {"p", "li", "td"}
    if element.tag in _TAGS or element.get("role", "").lower() in _ROLES or element.get("aria-hidden") == "true":
        return True
    if element.tag == "header":
        return not any(up.tag in {"article", "main"} for up in element.iterancestors())
    if element.tag in _KEPT and element.tag != "p":
        return False
    told = f"{element.get('class', '')} {element.get('id', '')}"
    return any(part.lower() in _NAMES for part in _PARTS.findall(told))


def _is_linked(element: Any) -> bool:
    """Whether nearly all words of a block are those of several links: a menu, or a list of teasers."""
    links = list(element.iter("a"))
    words = _length(element)
    return len(links) > 1 and words > 0 and sum(map(_length, links)) >= words * _MOSTLY


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _drop(element: Any) -> None:
    """Take an element out; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''} {tail}"
    else:
        parent.text = f"{parent.text or ''} {tail}"
    parent.remove(element)
