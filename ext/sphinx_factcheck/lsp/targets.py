"""What stands under the cursor: an entity, a source, a fact, a claim, or the anchor of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check import JudgedClaim
from sphinx_factcheck.check.binding import ROLES
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.anchors import anchor
from sphinx_factcheck.letters.annotations import Annotation, read_annotations
from sphinx_factcheck.letters.text import Letter, Span
from sphinx_factcheck.lsp.open_edition import OpenEdition

ROLE = re.compile(r"\{(" + "|".join(ROLES) + r")\}`(?:[^`\n<]*<)?\s*([^`\n<>]+?)\s*>?`")
OPTION = re.compile(r"^[ \t]*:(entity|fact):[ \t]*(\S+)", re.MULTILINE)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing under the cursor with its offsets in the file. `id` is that of an entity or source, or an address."""

    kind: str
    start: int
    end: int
    id: str = ""
    claim: JudgedClaim | None = None
    note: Annotation | None = None


def targets_at(edition: OpenEdition, name: str, offset: int) -> list[Target]:
    """What stands at an offset of a file, the narrowest first."""
    found = (t for t in targets(edition, name) if t.start <= offset <= t.end)
    return sorted(found, key=lambda target: target.end - target.start)


def targets(edition: OpenEdition, name: str) -> Iterator[Target]:
    """All that can be asked about in a file. Raises Unreadable."""
    match edition.role(name):
        case "letter":
            yield from _in_letter(edition, name)
        case "notes":
            yield from _in_notes(edition.text(name), name)
        case "facts":
            yield from _in_facts(edition.text(name), edition.facts or FactBase())


def _in_letter(edition: OpenEdition, name: str) -> Iterator[Target]:
    checked = edition.result(name)
    if checked is None:
        return
    letter = checked.chapter.letter
    for mention in checked.mentions:
        place = letter.place(mention.span)
        yield Target("entity", place.start, place.end, mention.entity)
    for claim in checked.claims:
        yield Target("claim", claim.place.start, claim.place.end, claim.claim.subject, claim)
    for key, kind in (("document", "entity"), ("witness_of", "entity"), ("source", "source")):
        if value := letter.fields.get(key):
            yield Target(kind, value.source, value.source + len(value.value), value.value)
    for one in checked.anchored:
        place = letter.place(one.span)
        yield Target("note", place.start, place.end, note=one.annotation)


def _in_notes(text: str, name: str) -> Iterator[Target]:
    for role in ROLE.finditer(text):
        kind = {"source": "source", "fact": "fact"}.get(ROLES[role[1]], "entity")
        yield Target(kind, *role.span(2), role[2])
    for option in OPTION.finditer(text):
        yield Target(option[1], *option.span(2), option[2])
    for note in read_annotations(name, text).notes:
        yield Target("anchor", note.place.start, note.place.end, note=note)


def _in_facts(text: str, facts: FactBase) -> Iterator[Target]:
    for word in ID.finditer(text):
        if word[0] in facts.entities:
            yield Target("entity", *word.span(), word[0])
        elif word[0] in facts.sources:
            yield Target("source", *word.span(), word[0])


def entity_of(target: Target, facts: FactBase) -> str:
    """The entity or source that a target leads to, or nothing."""
    id = target.id.partition("/")[0] if target.kind in {"fact", "claim"} else target.id
    return id if id in facts.entities or id in facts.sources else ""


def place_of(edition: OpenEdition, name: str, target: Target) -> Iterator[Place]:
    """Where a target is defined: an entry of the fact base, a statement, or the words of the letter."""
    facts = edition.facts or FactBase()
    if target.claim:
        yield from (cited.place for cited in target.claim.ruling.cited if cited.place)
    elif target.kind == "fact":
        fact = facts.fact(target.id)
        if fact:
            yield fact.place
    elif target.kind == "anchor" and target.note:
        letter = edition.letter(edition.letter_of(name))
        span = place_in(letter, target.note)
        if span:
            yield letter.place(span)
    elif target.kind == "note" and target.note:
        yield target.note.place
    elif target.id in facts.places:
        yield facts.places[target.id]


def place_in(letter: Letter, note: Annotation) -> Span | None:
    """The words of a letter that a note is about."""
    found = anchor(letter, note.selector)
    return found if isinstance(found, Span) else None
