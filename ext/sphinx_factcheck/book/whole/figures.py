"""Figures that the engine counts, for running text: nobody types them, so none can go stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from docutils import nodes
from docutils.nodes import Node
from sphinx.util import logging

from sphinx_factcheck.book.wire.context import Desk
from sphinx_factcheck.book.wire.domain import NAME
from sphinx_factcheck.book.wire.source import SHOWN
from sphinx_factcheck.facts.evidence import ENOUGH, weigh
from sphinx_factcheck.findings import Coverage, Ruling, Verdict

logger = logging.getLogger(__name__)


def number_of(desk: Desk, what: str) -> list[Node]:
    """A figure in digits; what is not counted is warned of and shown as it was written."""
    count = COUNTS.get(what)
    if count is None:
        near = get_close_matches(what, COUNTS, 1)
        mend = f"did you mean “{near[0]}”?" if near else f"counted are {', '.join(COUNTS)}"
        logger.warning("nothing counts “%s”: %s", what, mend, type=NAME, subtype="number-of", location=desk.docname)
        return [nodes.Text(what)]
    return [nodes.inline("", str(count(desk)), classes=["fc-figure"])]


def _rulings(desk: Desk) -> list[Ruling]:
    return [claim.ruling for one in desk.checked.values() for claim in one.claims]


def _decided_percent(desk: Desk) -> str:
    """Rounded down: what is not all is never shown as all."""
    return f"{int(Coverage.of(_rulings(desk)).percent)} %"


def _two_voices_percent(desk: Desk) -> str:
    """Of the statements; the letters themselves are no voices. Rounded down, as above."""
    letters = [one.source for one in desk.letters.values() if one.source]
    found = weigh(desk.facts, letters)
    return f"{100 * found.resting_on(ENOUGH, without_letters=True) // max(len(found.borne), 1)} %"


def _explained(desk: Desk) -> int:
    return len({f.acknowledged_by for one in desk.checked.values() for f in one.findings if f.acknowledged_by})


def _entities(kind: str) -> Callable[[Desk], int]:
    return lambda desk: sum(entity.kind == kind for entity in desk.facts.entities.values())


def _named(kind: str) -> Callable[[Desk], int]:
    def count(desk: Desk) -> int:
        named = {mention.entity for one in desk.checked.values() for mention in one.mentions}
        return sum(desk.facts.entities[id].kind == kind for id in named)

    return count


def _with(verdict: Verdict) -> Callable[[Desk], int]:
    return lambda desk: sum(ruling.verdict is verdict for ruling in _rulings(desk))


COUNTS: Mapping[str, Callable[[Desk], int | str]] = {
    "letters": lambda desk: len(desk.letters),
    "witnesses": lambda desk: len(desk.checked) - len(desk.letters),
    "texts": lambda desk: len(desk.checked),
    "notes": lambda desk: sum(a.annotation.kind in SHOWN for one in desk.checked.values() for a in one.anchored),
    "claims": lambda desk: len(_rulings(desk)),
    "claims decided": lambda desk: Coverage.of(_rulings(desk)).decided,
    "claims decided in percent": _decided_percent,
    "claims supported": _with(Verdict.SUPPORTED),
    "claims contradicted": _with(Verdict.CONTRADICTED),
    "claims contested": _with(Verdict.CONTESTED),
    "claims unverified": _with(Verdict.UNVERIFIED),
    "claims not understood": lambda desk: Coverage.of(_rulings(desk)).unread,
    "errors explained": _explained,
    "people": _entities("person"),
    "people named": _named("person"),
    "organizations": _entities("organization"),
    "organizations named": _named("organization"),
    "events": _entities("event"),
    "statements": lambda desk: sum(len(told) for told in desk.facts.facts.values()),
    "statements on two voices in percent": _two_voices_percent,
    "sources": lambda desk: len(desk.facts.sources),
}
"""What can be counted, by the words that ask for it."""
