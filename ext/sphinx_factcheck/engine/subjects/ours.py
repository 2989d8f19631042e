"""The bodies that write a letter: those behind "we" and "our federation"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.subjects.stems import stems
from sphinx_factcheck.facts.model import Document, Organization
from sphinx_factcheck.facts.remembered import once

if TYPE_CHECKING:
    from sphinx_factcheck.engine.subjects.meant import Told

_LED = later(
    r"(?:^\W*(?:(?:on|in)\s(?:the\s)?(?:behalf|name)\sof|for(?:\sand\son\sbehalf\sof)?|from)\s(?:[^\n.]{1,160}[\s,])?"
    r"|\bwe(?:,|\sare|,?\s(?:at|of|in))?\s|\b(?:write|writing|speak|speaking)\s(?:to\syou\s)?(?:on|in)\s(?:behalf|the\sname)\sof\s)"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
"""What leads to the name of a body that writes, in its line."""
_OURS = later(r"\b[Oo]ur\s(?:own\s)?(?P<noun>(?:[a-z-]+\s)?[a-z-]+)\b")
_ENDS = later(r"[*_]*(?:\n|\s\d)")
"""What ends a line with a name alone, before an address of which nothing but a space may part it."""
_HEAD = 300
"""Characters at the start of a letter in which the name of who writes can stand alone on a line."""
_LINE = 200
"""Characters of a line that are read before a name."""


@once
def bodies_that_write(told: Told) -> frozenset[str]:
    """The ids of the bodies that write: by its document, named in its head, or after "we, the" and "for the"."""
    document = told.facts.entities.get(told.letter.carries)
    known = document.by if isinstance(document, Document) else ()
    return frozenset((*(id for id in known if _is_body(told, id)), *_named(told)))


def _named(told: Told) -> Iterator[str]:
    text = told.letter.text
    for mention in told.mentions:
        start, end = mention.span.start, mention.span.end
        if mention.span.field or not _is_body(told, mention.entity):
            continue
        line = text.rfind("\n", 0, start) + 1
        alone = text[line:start].strip(" *#_").lower() in {"", "the"} and _ENDS.match(text, end)
        if (alone and end < _HEAD) or _LED.search(text[max(line, start - _LINE) : start]):
            yield mention.entity


def _is_body(told: Told, id: str) -> bool:
    return isinstance(told.facts.entities.get(id), Organization)


def nouns_of_ours(text: str) -> frozenset[str]:
    """The stems of what a stretch tells to be of those who write: "our federation"."""
    return frozenset(stems(" ".join(ours["noun"] for ours in _OURS.finditer(text)))) if "ur " in text else frozenset()
