"""Figures that the engine counts, for running text: nobody types them, so none can go stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from docutils import nodes
from docutils.nodes import Node
from sphinx.util import logging

from sphinx_factcheck.base.findings import Coverage, Ruling, Verdict
from sphinx_factcheck.book.wire.domain import NAME
from sphinx_factcheck.book.wire.page_writer import PageWriter
from sphinx_factcheck.book.wire.source import SHOWN
from sphinx_factcheck.facts.evidence import ENOUGH, weigh

logger = logging.getLogger(__name__)


def number_of(writer: PageWriter, what: str) -> list[Node]:
    """A figure in digits; what is not counted is warned of and shown as it was written."""
    count = COUNTS.get(what)
    if count is None:
        near = get_close_matches(what, COUNTS, 1)
        mend = f"did you mean “{near[0]}”?" if near else f"counted are {', '.join(COUNTS)}"
        logger.warning("nothing counts “%s”: %s", what, mend, type=NAME, subtype="number-of", location=writer.docname)
        return [nodes.Text(what)]
    return [nodes.inline("", str(count(writer)), classes=["fc-figure"])]


def _rulings(writer: PageWriter) -> list[Ruling]:
    return [claim.ruling for one in writer.checked.values() for claim in one.claims]


def _decided_percent(writer: PageWriter) -> str:
    """Rounded down: what is not all is never shown as all."""
    return f"{int(Coverage.of(_rulings(writer)).percent)} %"


def _two_voices_percent(writer: PageWriter) -> str:
    """Of the statements; the letters themselves are no voices. Rounded down, as above."""
    letters = [one.source for one in writer.letters.values() if one.source]
    found = weigh(writer.facts, letters)
    return f"{100 * found.resting_on(ENOUGH, without_letters=True) // max(len(found.borne), 1)} %"


def _explained(writer: PageWriter) -> int:
    return len({f.acknowledged_by for one in writer.checked.values() for f in one.findings if f.acknowledged_by})


def _entities(kind: str) -> Callable[[PageWriter], int]:
    return lambda writer: sum(entity.kind == kind for entity in writer.facts.entities.values())


def _named(kind: str) -> Callable[[PageWriter], int]:
    def count(writer: PageWriter) -> int:
        named = {mention.entity for one in writer.checked.values() for mention in one.mentions}
        return sum(writer.facts.entities[id].kind == kind for id in named)

    return count


def _with(verdict: Verdict) -> Callable[[PageWriter], int]:
    return lambda writer: sum(ruling.verdict is verdict for ruling in _rulings(writer))


COUNTS: Mapping[str, Callable[[PageWriter], int | str]] = {
    "letters": lambda writer: len(writer.letters),
    "witnesses": lambda writer: len(writer.checked) - len(writer.letters),
    "texts": lambda writer: len(writer.checked),
    "notes": lambda writer: sum(a.annotation.kind in SHOWN for one in writer.checked.values() for a in one.anchored),
    "claims": lambda writer: len(_rulings(writer)),
    "claims decided": lambda writer: Coverage.of(_rulings(writer)).decided,
    "claims decided in percent": _decided_percent,
    "claims supported": _with(Verdict.SUPPORTED),
    "claims contradicted": _with(Verdict.CONTRADICTED),
    "claims contested": _with(Verdict.CONTESTED),
    "claims unverified": _with(Verdict.UNVERIFIED),
    "claims not understood": lambda writer: Coverage.of(_rulings(writer)).unread,
    "errors explained": _explained,
    "people": _entities("person"),
    "people named": _named("person"),
    "organizations": _entities("organization"),
    "organizations named": _named("organization"),
    "events": _entities("event"),
    "statements": lambda writer: sum(len(told) for told in writer.facts.facts.values()),
    "statements on two voices in percent": _two_voices_percent,
    "sources": lambda writer: len(writer.facts.sources),
}
"""What can be counted, by the words that ask for it."""
