"""Who had part in an event that is named, and who was among the signers or guests of what was told of just before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.count import CountKind
from sphinx_factcheck.engine.claims.triggers import places_of, together
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.facts.model import Document, Event
from sphinx_factcheck.letters.text import Span

_AT = {"participate": ("in",), "represent": ("at",), "take": ("in",)}
"""Verbs for having part in an event, with what leads to it."""
_AMONG = ("mong the ", "mong its ", "mong those who")
_MEMBERS = later(
    r"\b[Aa]mong\s(?:the|its|those)\s(?:(?:who\s)?(?P<signed>sign(?:atories|ers|ed)|subscribers|authors)|"
    r"participants|guests|delegat(?:es|ions)|who\s(?:attended|took\spart))\b[^,.;:\n]{0,60}?\s?(?:were|was|are|is)\s"
    r"(?P<who>(?:[^.;:\n]|(?<=Dr|Mr)\.|(?<=Mrs)\.|(?<=\b[A-Z])\.){3,200})"
)
"""What names some of those who had part: "Among the signatories were A and B"."""
_LEAD, _BEFORE = 1, 300
"""Characters from the start of "among" to its stem, and back to which "the signatories" can go."""


def attended(sentence: Sentence) -> Iterator[tuple[str, Noun]]:
    """Those who are told to have had part in an event that is named, each with its id."""
    for clause in sentence.clauses:
        if clause.certainty.told and not clause.negated:
            events = [n for n in _had_part_in(clause) if n.kind == "event" and not n.denied]
            yield from ((str(event.value), noun) for event in events[:1] for noun in clause.subject)


def _had_part_in(clause: Clause) -> Sequence[Noun]:
    if clause.verb == "attend" and not clause.passive:
        return clause.object
    if clause.passive != (clause.verb == "represent") or clause.verb not in _AT:
        return ()
    if clause.verb == "take" and not any(noun.head.low == "part" for noun in clause.object):
        return ()
    return clause.by(*_AT[clause.verb])


def among_them(reading: Reading) -> Iterator[tuple[str, str, Span]]:
    """Those named as some of the signers or guests of the one document or event told of just before, with its id."""
    text = reading.letter.text
    for at in places_of(text, _AMONG):
        found = _MEMBERS.match(text, at - _LEAD)
        if found is None or not asserted(reading, Span(*found.span("who"))):
            continue
        start, kind = max(at - _BEFORE, 0), Document if found["signed"] else Event
        told = {m.entity for m in reading.mentions_in(start, found.start("who"))}
        told |= {c.subject for c in reading.claims_of(CountKind()) if start <= c.span.start < at}
        of = [id for id in told if isinstance(reading.facts.entities.get(id), kind)]
        for mention in reading.mentions_in(*found.span("who")) if len(of) == 1 else ():
            if reading.facts.entities[mention.entity].kind in {"person", "organization"}:
                yield of[0], mention.entity, mention.span


together(_AMONG)
