"""Plain text as blocks: paragraphs, lists, quoted lines; lines that were only wrapped are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sphinx_factcheck.letters.drafts import Draft, Words

_BULLET = re.compile(r"^\s*(?:[•·▪◦‣●○*]|[-–—](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"^\s*\(?(\d{1,3})[.)]\s+(?=\S)")
_WRAPPED_FROM = 50
_WRAPPED_TO = 100
_PAGE_NUMBER = re.compile(r"^\s*(?:page\s+)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE)


def blocks_of_text(text: str) -> list[Draft]:
    """The blocks of a text, parted by empty lines; where there are none, each line is one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n").expandtabs(4).split("\n")
    lines = [line.replace("\xa0", " ").rstrip() for line in lines]
    if not any(not line for line in lines[:-1]) and max(map(len, lines), default=0) > 2 * _WRAPPED_TO:
        return [Draft("paragraph", (Words(line.strip()),)) for line in lines if line.strip()]
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return _merged([block for group in groups if group for block in _blocks(group)])


def pages_joined(pages: list[str]) -> str:
    """The text of pages as one, without their numbers and the lines that stand on all of them."""
    lines = [[line for line in page.split("\n") if not _PAGE_NUMBER.match(line)] for page in pages]
    edges = [line.strip() for page in lines if page for line in {page[0], page[-1]} if line.strip()]
    running = {line for line in edges if len(pages) > 2 and edges.count(line) > len(pages) // 2}
    return "\n".join(line for page in lines for line in page if line.strip() not in running)


def _blocks(lines: list[str]) -> Iterator[Draft]:
    if all(line.lstrip().startswith(">") for line in lines):
        inner = blocks_of_text("\n".join(line.lstrip()[1:].removeprefix(" ") for line in lines))
        yield Draft("quote", (), "", tuple(inner))
        return
    paragraph: list[str] = []
    items: list[list[str]] = []
    kind, start = "", ""
    for line in lines:
        number = _NUMBER.match(line)
        bullet = number or _BULLET.match(line)
        if bullet:
            if paragraph:
                yield _paragraph(paragraph)
                paragraph = []
            kind = kind or ("numbered-list" if number else "list")
            start = start or (number[1] if number else "")
            items.append([line[bullet.end() :]])
        elif items:
            items[-1].append(line.strip())
        else:
            paragraph.append(line)
    if paragraph:
        yield _paragraph(paragraph)
    if items:
        yield Draft(kind, (), start, tuple(Draft("item", _paragraph(item).words) for item in items))


def _paragraph(lines: list[str]) -> Draft:
    """One paragraph; its lines stay apart unless they look wrapped: all but the last are nearly full."""
    told = [line.strip() for line in lines]
    longest = max(map(len, told))
    wrapped = len(told) > 1 and _WRAPPED_FROM <= longest <= _WRAPPED_TO and all(
        len(line) + len(after.split(" ", 1)[0]) > longest * 0.8 for line, after in pairwise(told)
    )  # fmt: skip
    if wrapped:
        joined = re.sub(r"(?<=[a-z])- (?=[a-z])", "-", " ".join(told))
        return Draft("paragraph", (Words(re.sub(r" {2,}", " ", joined)),))
    words: list[Words] = []
    for line in told:
        words += ([Words("", "break")] if words else []) + [Words(line)]
    return Draft("paragraph", tuple(words))


def _merged(blocks: list[Draft]) -> list[Draft]:
    """Lists of one kind behind each other are one list."""
    found: list[Draft] = []
    for block in blocks:
        before = found[-1] if found else None
        follows = before is not None and before.kind == block.kind == "list"
        if before is not None and before.kind == block.kind == "numbered-list":
            follows = block.value.isdigit() and int(block.value) == int(before.value or 1) + len(before.blocks)
        if before is not None and follows:
            found[-1] = Draft(before.kind, (), before.value, (*before.blocks, *block.blocks))
        else:
            found.append(block)
    return found
