"""Bodies that decide things together, as a sentence names them: whose vote it tells of, and whether another's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.facts.model import Document, Entity, Event, FactBase
from sphinx_factcheck.letters.text import Span

_KINDS = (
    "Assembly Council Senate House Parliament Congress Commission Committee Court Tribunal Board Cabinet Chamber "
    "Legislature Duma Diet Bundestag Knesset Majlis"
)
_PART = r"[A-Z][\w’'.-]*+\s"
_BODY = re.compile(
    rf"\b(?:{_PART}){{0,5}}(?P<kind>{any_of(_KINDS)})\b"
    r"(?:\s(?:of|on|for)\s(?:the\s)?[A-Z][\w-]*+(?:\s(?:and\s)?[A-Z][\w-]*+){0,3})?"
)
_OWNER = re.compile(r"['’]")
_CLAUSE = re.compile(r";|,\s(?:and|but|while|whereas|though|although)\s")
_OTHER_PART = re.compile(r"\b(?:(?:lower|upper|other|second)\s(?:house|chamber)|(?:sub)?committee)\b")
_LITTLE = frozenset("the of on for and un u.n. united nations us u.s. in a".split())


def bodies_in(text: str, start: int, end: int) -> list[Span]:
    """Where a stretch names bodies, but for those that only own something: "the Council’s report"."""
    found = (Span(m.start(), m.end()) for m in _BODY.finditer(text, start, end))
    return [span for span in found if not _OWNER.match(text, span.end)]


def of_another_body(text: str, sentence: Span, at: int, entity: Entity, facts: FactBase) -> bool:
    """Whether the bodies named before `at`, in its clause if one is, or in all of its sentence where none is before it,
    are others than an entity's.
    """
    clause = max((m.end() for m in _CLAUSE.finditer(text, sentence.start, at)), default=sentence.start)
    if _OTHER_PART.search(text, clause, at) and not _OTHER_PART.search(entity.name.lower()):
        return True
    known = _known(facts, entity.id)
    if not known:
        return False
    told = _bodies(text[clause:at]) or _bodies(text[sentence.start : at]) or _bodies(text[at : sentence.end])
    return bool(told) and not any(_same(said, known) for said in told)


def _same(said: frozenset[str], known: Iterable[frozenset[str]]) -> bool:
    return any(said <= body or body <= said for body in known)


def _known(facts: FactBase, id: str) -> tuple[frozenset[str], ...]:
    """The bodies that an event or document is known to be of, each as the words of one of its names."""
    entity = facts.entities[id]
    names = [entity.name]
    if isinstance(entity, Event | Document):
        by = entity.participants if isinstance(entity, Event) else entity.by
        names += [alias.name for one in by if one in facts.entities for alias in facts.entities[one].aliases()]
    return tuple(dict.fromkeys(body for name in names for body in _bodies(name)))


@lru_cache(maxsize=4096)
def _bodies(stretch: str) -> tuple[frozenset[str], ...]:
    """The bodies that a name or a part of a sentence names, each as its words."""
    return tuple(_words(stretch[s.start : s.end]) for s in bodies_in(stretch, 0, len(stretch)))


def _words(body: str) -> frozenset[str]:
    return frozenset(body.lower().split()) - _LITTLE
