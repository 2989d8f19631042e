"""What a hand has tied together: claims bound by `{claim}`, and the ids that annotations and front matter name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from difflib import get_close_matches

from sphinx_factcheck.claims.base import Claim
from sphinx_factcheck.claims.judging import cited
from sphinx_factcheck.facts.model import Fact, FactBase, Status
from sphinx_factcheck.findings import Finding, Ruling, Severity, Verdict
from sphinx_factcheck.letters.annotations import Anchored, Annotation, Annotations
from sphinx_factcheck.letters.text import Letter
from sphinx_factcheck.places import Problem

ROLES = {
    "person": "person",
    "org": "organization",
    "organization": "organization",
    "event": "event",
    "document": "document",
    "ranking": "ranking",
    "source": "source",
    "fact": "fact",
}
_ROLE = re.compile(r"\{(" + "|".join(ROLES) + r")\}`([^`\n]+)`")
_TITLED = re.compile(r".*<([^<>]+)>\s*$", re.DOTALL)


def judge_bound(anchored: Iterable[Anchored], facts: FactBase) -> tuple[list[tuple[Claim, Ruling]], list[Finding]]:
    """The claims bound by hand with their verdicts, and the bindings that name no fact."""
    judged: list[tuple[Claim, Ruling]] = []
    wrong: list[Finding] = []
    for one in anchored:
        if one.annotation.kind != "claim":
            continue
        address, says = one.annotation.options.get("fact", ""), one.annotation.options.get("says", "")
        fact = facts.fact(address)
        if fact is None:
            wrong.append(_dangling(one.annotation, "fact", address, facts.addresses))
            continue
        key, _, value = says.partition(" ")
        known = values_of(fact)
        if key not in known:
            message = f"{{claim}} says “{says}”, but {address} holds no {key}"
            mend = f"it holds {', '.join(f'{k} {v}' for k, v in known.items())}"
            wrong.append(Finding("reference", Severity.ERROR, one.annotation.place, says, message, mend=mend))
            continue
        claim = Claim(key, fact.entity, value.strip(), one.span, says)
        judged.append((claim, _compare(value.strip(), known[key], fact, facts, key)))
    return judged, wrong


def values_of(fact: Fact) -> dict[str, str]:
    """What a statement holds, in words, by key: its own values and those that follow from them (a vote's margin)."""
    statement = fact.statement
    silent = {"id", "sources", "status", "note"}
    own = {f.name: getattr(statement, f.name) for f in fields(statement) if f.name not in silent}
    derived = {name: getattr(statement, name) for name in ("margin", "total") if hasattr(statement, name)}
    return {key: str(value) for key, value in {**own, **derived}.items() if value not in (None, "", ())}


def _compare(said: str, known: str, fact: Fact, facts: FactBase, key: str) -> Ruling:
    same = said.casefold() == known.casefold()
    if fact.statement.status is Status.UNVERIFIED:
        return Ruling(Verdict.UNVERIFIED, f"{fact.address} is itself unverified", known, (cited(fact, facts),))
    if fact.statement.status is Status.CONTESTED:
        return Ruling(Verdict.CONTESTED, f"our sources disagree about {fact.address}", known, (cited(fact, facts),))
    if same:
        return Ruling(Verdict.SUPPORTED, f"{key} {known}", known, (cited(fact, facts),))
    return Ruling(Verdict.CONTRADICTED, f"{fact.address} has {key} {known}", known, (cited(fact, facts),))


def _dangling(note: Annotation, what: str, id: str, known: Iterable[str]) -> Finding:
    return Finding(
        "reference", Severity.ERROR, note.place, id, f"no {what} has the id “{id}”", mend=_nearest(id, known)
    )


def _nearest(id: str, known: Iterable[str]) -> str:
    near = get_close_matches(id, list(known), 1)
    return f"did you mean {near[0]}?" if near else "add it to the fact base, or name another"


def broken_identity(letter: Letter, facts: FactBase) -> Iterator[Problem]:
    """The ids in a letter's front matter that the fact base does not hold."""
    for key, kind in (("document", "document"), ("witness_of", "document"), ("source", "source")):
        value = letter.fields.get(key)
        if value and not _is_held(value.value, kind, facts):
            place = letter.lines.place(letter.path, value.source, value.source + len(value.value))
            mend = _nearest(value.value, ids_of(kind, facts))
            yield Problem("chapter", place, f"unknown {key} “{value.value}”", mend, value.value)


def _is_held(id: str, kind: str, facts: FactBase) -> bool:
    if kind == "source":
        return id in facts.sources
    entity = facts.entities.get(id)
    return entity is not None and entity.kind == kind


def ids_of(kind: str, facts: FactBase) -> tuple[str, ...]:
    """The ids of all sources, or of all entities of one kind."""
    if kind == "source":
        return tuple(facts.sources)
    return tuple(id for id, entity in facts.entities.items() if entity.kind == kind)


def broken_references(annotations: Annotations, facts: FactBase) -> Iterator[Finding]:
    """The roles in the bodies of notes that name what the fact base does not hold."""
    for note in annotations.notes:
        for role in _ROLE.finditer(note.body):
            titled = _TITLED.match(role[2])
            id = (titled[1] if titled else role[2]).strip()
            kind = ROLES[role[1]]
            if kind == "fact":
                yield from _broken_fact(note, id, facts)
            elif not _is_held(id, kind, facts):
                yield _dangling(note, kind, id, ids_of(kind, facts))


def _broken_fact(note: Annotation, target: str, facts: FactBase) -> Iterator[Finding]:
    """What is wrong with `address key` in a {fact}: no such statement, or none of its values."""
    address, _, key = target.partition(" ")
    fact = facts.fact(address)
    if fact is None:
        yield _dangling(note, "fact", address, facts.addresses)
    elif key and key not in (held := values_of(fact)):
        message = f"{address} holds no {key}"
        mend = f"it holds {', '.join(f'{name} {value}' for name, value in held.items())}"
        yield Finding("reference", Severity.ERROR, note.place, target, message, mend=mend)
