"""TEI elements made short, and a document written out. ElementTree escapes whatever stands in a name or a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
LANG = f"{{{XML}}}lang"
SPACE = f"{{{XML}}}space"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[^\w.-]")

ET.register_namespace("", TEI)


def element(tag: str, *inside: ET.Element | str | None, **attributes: str) -> ET.Element:
    """An element with its text and children in order. Attributes that are empty are left out; `id` is `xml:id`."""
    made = ET.Element(f"{{{TEI}}}{tag}")
    for name, value in attributes.items():
        if value:
            key = {"id": ID, "lang": LANG}.get(name, name.rstrip("_").replace("not_", "not"))
            made.set(key, clean(value))
    return filled(made, inside)


def filled(parent: ET.Element, inside: Iterable[ET.Element | str | None]) -> ET.Element:
    """The element with text and children behind what it holds; None is passed over."""
    for one in inside:
        if isinstance(one, str):
            add_text(parent, one)
        elif one is not None:
            parent.append(one)
    return parent


def add_text(parent: ET.Element, text: str) -> None:
    """Put text behind all that an element holds."""
    told = clean(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + told
    else:
        parent.text = (parent.text or "") + told


def clean(text: str) -> str:
    """A text without the few characters that no XML may hold: each becomes the replacement character."""
    return _NO_XML.sub("\ufffd", text)


def name(id: str, prefix: str = "") -> str:
    """An id as an XML name: letters, digits, `.`, `-` and `_`, and never a digit first."""
    told = f"{prefix}{_NO_NAME.sub('_', id)}"
    return told if told[:1].isalpha() or told[:1] == "_" else f"_{told}"


def document(root: ET.Element) -> str:
    """A document with its declaration, as text. White space in it is its own: nothing is indented."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
