"""The names that stand below a letter whose signers are not marked as such, line by line."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.lists import Listed

_BULLET = later(r"\s*(?:[-*•–‣]|\d{1,3}[.)])\s+")
_SMALL = r"(?:of|the|and|for|in|on|de|la|le|du|des|der|van|von|bin|al|&|to|with|without|against)"
_NAME = later(rf"(?:[Tt]he\s)?[^\W\d_a-z][\w’'.&-]*(?:\s(?:{_SMALL}|[^\W\d_a-z][\w’'.&-]*))*")
_AFTER_NAME = later(r"(?:\s?(?:,|–|—|\(|\s-\s).{0,60})?$")
_TITLE = later(
    r"(?:the\s)?(?:vice[\s-]|executive\s|general\s|deputy\s|honorary\s)*(?:chair\w*|president|director|secretary|professor|"
    r"minister|member|senator|head|dean|editor|rector|bishop|abbot|general|coordinator|treasurer|spokes\w+|on\sbehalf|for\sthe|"
    r"cc|tel|email|enclosures?|p\.\s?s\.)\b",
    re.IGNORECASE,
)
_CLOSING = later(
    r"(?:yours|sincerely|respectfully|faithfully|signed|signatories|signatures|undersigned|with\s(?:best|kind|warm|deep)|"
    r"best\s(?:regards|wishes)|kind\sregards|in\ssolidarity)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_LONGEST, _TAIL, _SURELY = 90, 8000, 4
"""Characters of a line with a name and of the end of a letter; lines from which on a list is no mere signature."""


@lru_cache(maxsize=8)
def signed_below(text: str) -> Listed | None:
    """How many names close a letter, each on a line of its own; sure where marked or surely signed."""
    lines = [line.strip() for line in text[-_TAIL:].rstrip().split("\n")]
    names: list[str] = []
    while lines and _is_name(lines[-1]):
        names.append(lines.pop())
    if len(names) < 2 or any(_TITLE.match(_BULLET.sub("", name)) for name in names):
        return None
    before = next((line for line in reversed(lines) if line), "")
    marked = all(_BULLET.match(name) for name in names)
    return Listed(len(names), sure=marked or (len(names) >= _SURELY and _CLOSING.match(before) is not None))


def _is_name(line: str) -> bool:
    mark = _BULLET.match(line)
    start = mark.end() if mark else 0
    name = _NAME.match(line, start) if len(line) <= _LONGEST else None
    return name is not None and _AFTER_NAME.match(line, name.end()) is not None and line[-1] not in ".!?:;,"
