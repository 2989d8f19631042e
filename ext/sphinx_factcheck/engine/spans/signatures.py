"""The names that stand below a letter whose signers are not marked as such, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.lists import Listed
from sphinx_factcheck.engine.spans.numbers import parse_number

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
_TITLED = later(
    r"(?:(?:[Vv]ice|[Hh]on|[Hh]onou?rable|[Ss]enator|[Pp]rofessor|[Bb]ishop|[Rr]ector|[Dd]ean|[Gg]eneral|[Aa]bbot|[Jj]udge|[Mm]inister)\.?\s)+"
    r"[A-Z][\w’'-]+\.?\s[A-Z][\w’'-]+(?!\s(?:of|for)\b)"
)
"""A name behind its title, and no line with the title of the one above: "Senator Carlo Dibenni"."""
_FROM = later(r"(?:\((?P<in>[A-Z][^()]{2,40})\)|,\s(?P<of>[A-Z][\w’'-]+(?:\s(?:of\s|the\s)*[A-Z][\w’'-]+){0,3}))$")
"""Where one who signs is from, at the end of the line."""
_AND_OTHERS = later(
    r"(?:^|[\s,])(?:and|with|together\swith|plus)\s(?P<n>[\d,]+|\w+(?:-\w+)?)\s"
    r"(?:others?|other\s\w+|more)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
"""What closes a list that is not given in full: "and 40 others"."""
_CLOSING = later(
    r"(?:the\s(?:[\w-]+\s){0,3}undersigned|we,?\sthe\sundersigned|(?:co-?)?signed\b|yours|sincerely|respectfully|faithfully|signed|signatories|signatures|undersigned|with\s(?:best|kind|warm|deep)|"
    r"best\s(?:regards|wishes)|kind\sregards|in\ssolidarity)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_LONGEST, _TAIL, _SURELY = 90, 8000, 4
"""Characters of a line with a name and of the end of a letter; lines from which on a list is no mere signature."""


@dataclass(frozen=True, slots=True)
class _Below:
    """The lines with names that close a letter, what stands before them, and how many more it tells of."""

    names: tuple[str, ...]
    before: str
    others: int = 0

    @property
    def marked(self) -> bool:
        return all(_BULLET.match(name) for name in self.names)

    @property
    def sure(self) -> bool:
        return self.marked or (len(self.names) >= _SURELY and _CLOSING.match(self.before) is not None)


def signed_below(text: str) -> Listed | None:
    """How many names close a letter, each on a line of its own; sure where marked or surely signed."""
    below = _below(text)
    return Listed(len(below.names) + below.others, sure=below.sure) if below else None


def homes_below(text: str) -> Listed | None:
    """From how many countries or towns those are whose names close a letter, where each line tells one."""
    below = _below(text)
    if below is None or below.others:
        return None
    homes = [_FROM.search(name) for name in below.names]
    told = tuple(dict.fromkeys(home["in"] or home["of"] for home in homes if home))
    return Listed(len(told), told, sure=below.sure) if all(homes) and len(told) > 1 else None


@lru_cache(maxsize=8)
def _below(text: str) -> _Below | None:
    lines = [line.strip() for line in text[-_TAIL:].rstrip().split("\n")]
    if others := _AND_OTHERS.search(lines[-1]):
        last = lines.pop()[: others.start()].rstrip(" ,")
        lines += [last] if last else []
    names: list[str] = []
    while lines and _is_name(lines[-1]):
        names.append(lines.pop())
    if len(names) < 2 or any(_is_title(_BULLET.sub("", name)) for name in names):
        return None
    before = next((line for line in reversed(lines) if line), "")
    more = parse_number(others["n"].replace(",", "")) if others else 0
    return None if more is None else _Below(tuple(names), before, more)


def _is_title(line: str) -> bool:
    return _TITLE.match(line) is not None and _TITLED.match(line) is None


def _is_name(line: str) -> bool:
    mark = _BULLET.match(line)
    start = mark.end() if mark else 0
    name = _NAME.match(line, start) if len(line) <= _LONGEST else None
    return name is not None and _AFTER_NAME.match(line, name.end()) is not None and line[-1] not in ".!?:;,"
