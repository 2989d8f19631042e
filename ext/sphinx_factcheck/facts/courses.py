"""The course of a case, a ban or a document: what a later step makes of an earlier one, and which must come first."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_factcheck.facts.chains import BANS, meant
from sphinx_factcheck.facts.dates import Answer, before
from sphinx_factcheck.facts.model import Citizenship, Custody, Dating, Entity, Kin
from sphinx_factcheck.facts.shape import Fault, Told
from sphinx_factcheck.facts.terms import Term

_MEND = "mend one of the dates"
_FIRST = (
    ("submitted", "answered"), ("submitted", "received"), ("submitted", "rejected"), ("introduced", "repealed"),
    ("adopted", "repealed"), ("in-force", "repealed"), ("signed", "ratified"), ("launched", "ended"),
)  # fmt: skip
"""What is done to a document, or with an event, before what."""


def changes_go_their_way(entity: Entity, told: Told) -> Iterator[Fault]:
    """What was raised is longer than before, what was cut shorter; and terms run together are no shorter than one."""
    custody = sorted(
        ((path, s) for path, s in told if isinstance(s, Custody) and s.when),
        key=lambda one: one[1].when.earliest if one[1].when else 0,
    )
    passed: list[Custody] = []
    terms: list[Term | None] = []
    for path, s in custody:
        if s.event == "sentenced" and not s.total:
            passed.append(s)
            terms.append(s.term)
        at = meant(passed, s) if s.event in {"raised", "cut", "commuted", "restored"} and s.term else None
        if at is None or s.term is None:
            continue
        known, terms[at] = terms[at], s.term
        if known and ((s.event == "raised" and s.term <= known) or (s.event == "cut" and s.term >= known)):
            message = f"a sentence of {known} cannot be {s.event} to {s.term}"
            yield Fault("facts-chain", (*path, "term"), message, "mend one of the terms, or the event")
    for path, s in custody:
        parts = [one.term for one in passed if one.term and one.when == s.when]
        if s.total and s.term and parts and max(parts) > s.term:
            message = f"in all {s.term}, with one of {max(parts)} among them"
            yield Fault("facts-chain", (*path, "term"), message, "what sentences come to is at least the longest")


def bans_are_bans(_: Entity, told: Told) -> Iterator[Fault]:
    """What is banned has the form of a ban; where somebody is held has none."""
    for path, s in told:
        if isinstance(s, Custody) and s.event == "banned" and s.form and s.form not in BANS:
            mend = f"one of {', '.join(sorted(BANS))}; who is held is “confined” or “imprisoned”"
            yield Fault("facts-chain", (*path, "form"), f"“{s.form}” is no ban", mend)


def steps_are_in_order(entity: Entity, told: Told) -> Iterator[Fault]:
    """A document is answered after it was submitted, repealed after it was adopted; an event ends after its start."""
    dated = [(path, s) for path, s in told if isinstance(s, Dating) and s.when]
    for first, then in _FIRST:
        begun = [s for _, s in dated if s.event == first]
        for path, s in dated:
            early = s.when and begun and all(b.when and before(s.when, b.when) is Answer.YES for b in begun)
            if s.event == then and early:
                message = f"{entity.name} was {then} on {s.when}, before it was {first} ({begun[0].when})"
                yield Fault("facts-order", path, message, _MEND)


def persons_are_one(entity: Entity, told: Told) -> Iterator[Fault]:
    """Nobody is his own relative, and who has one citizenship only has no other at the same time."""
    for path, s in told:
        if isinstance(s, Kin) and s.of == entity.id:
            message = f"{entity.name} is the {s.kin} of {entity.name}"
            yield Fault("facts-kin", path, message, "name the relative by his own id, or by name")
    states = [(path, s) for path, s in told if isinstance(s, Citizenship)]
    alone = [s for _, s in states if s.only and s.when is None]
    for path, s in states:
        other = next((one for one in alone if one.country.casefold() != s.country.casefold()), None)
        if other and s.when is None:
            message = f"{entity.name} is a citizen of {s.country}, and of {other.country} only"
            yield Fault("facts-life", path, message, "take “only” out, or tell when which was held with “valid”")
