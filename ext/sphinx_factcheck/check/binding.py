"""What a hand has tied together: claims bound by `{claim}`, and the ids that annotations and front matter name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from sphinx_factcheck.base.findings import Finding, Ruling, Severity, Verdict
from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.engine.claims.claim import Claim
from sphinx_factcheck.engine.claims.judging import cited, plain
from sphinx_factcheck.facts.model import (
    Award,
    Citizenship,
    Count,
    Custody,
    Dating,
    Fact,
    FactBase,
    Kin,
    LifeDate,
    Lying,
    Office,
    Passage,
    Rank,
    Statement,
    Status,
    Vocation,
    Vote,
    kind_names,
)
from sphinx_factcheck.facts.values import tell, values_of
from sphinx_factcheck.facts.words import FormError, custody_in_words
from sphinx_factcheck.letters.annotations import Anchored, Annotation, Annotations
from sphinx_factcheck.letters.text import Letter

ROLES = {
    "person": "person",
    "org": "organization",
    "organization": "organization",
    "event": "event",
    "document": "document",
    "ranking": "ranking",
    "place": "place",
    "source": "source",
    "fact": "fact",
}
UNFILLED = ("id", "entity/key")
"""What the stubs of notes have where an id or the address of a fact is to stand."""
_ROLE = re.compile(r"\{(" + "|".join(ROLES) + r")\}`([^`\n]+)`")
_ANY_ROLE = re.compile(r"\{([A-Za-z][\w:.+-]*)\}`")
_SLIP = 0.8
_TITLED = re.compile(r".*<([^<>]+)>\s*$", re.DOTALL)


def judge_bound(anchored: Iterable[Anchored], facts: FactBase) -> tuple[list[tuple[Claim, Ruling]], list[Finding]]:
    """The claims bound by hand with their verdicts, and the bindings that name no fact."""
    judged: list[tuple[Claim, Ruling]] = []
    wrong: list[Finding] = []
    for one in anchored:
        if one.annotation.kind != "claim":
            continue
        from sphinx_factcheck.check.said import told_otherwise  # reads words, and brings along all that does

        address, says = one.annotation.options.get("fact", ""), one.annotation.options.get("says", "")
        fact = facts.fact(address)
        if fact is None:
            wrong.append(_no_fact(one.annotation, address, facts))
            continue
        key, _, value = says.partition(" ")
        known = values_of(fact)
        if key not in known:
            message = f"{{claim}} says “{says}”, but {_named(fact, address, facts)} holds no {key}"
            meant = next((k for k, v in known.items() if v == says), "")
            mend = f"it holds {', '.join(f'{k} {v}' for k, v in known.items())}"
            mend = f"write :says: {meant} {says}" if meant else mend
            wrong.append(Finding("reference", Severity.ERROR, one.annotation.place, says, message, mend=mend))
            continue
        if other := told_otherwise(key, value.strip(), one.annotation.selector.exact, facts):
            message = f"{{claim}} says “{says}”, but its words in the letter say {other}"
            mend = f"write :says: {key} {other}, or anchor it to the words that are meant"
            wrong.append(Finding("reference", Severity.ERROR, one.annotation.place, says, message, mend=mend))
            continue
        claim = Claim(_kind_of(fact, key), fact.entity, value.strip(), one.span, says)
        judged.append((claim, _compare(value.strip(), known[key], fact, facts, key)))
    return judged, wrong


def _compare(said: str, known: str, fact: Fact, facts: FactBase, key: str) -> Ruling:
    told, rests = _told(fact, facts, key, known), (cited(fact, facts),)
    if fact.statement.status is Status.UNVERIFIED:
        return Ruling(Verdict.UNVERIFIED, f"what is known of it is itself unverified: {told}", known, rests)
    if fact.statement.status is Status.CONTESTED:
        return Ruling(Verdict.CONTESTED, f"our sources disagree; one of them has {told}", known, rests)
    same = said.casefold() == known.casefold()
    return Ruling(Verdict.SUPPORTED if same else Verdict.CONTRADICTED, told, known, rests)


def _told(fact: Fact, facts: FactBase, key: str, known: str) -> str:
    """What the fact base holds, for readers: “Ann Archer had 2 sons who died in battle”."""
    name, said = facts.entities[fact.entity].name, fact.statement
    match said:
        case Count() if key in {"count", "least", "most", "of"}:
            bound = "" if said.count is not None else "at least " if said.least is not None else "at most "
            number = next(n for n in (said.count, said.least, said.most) if n is not None)
            return f"{name} had {bound}{number} {said.of}"
        case Rank():
            subject = facts.entities.get(said.subject)
            return f"{name} ranks {subject.name if subject else said.subject} {said}"
        case Custody():
            place = facts.entities.get(said.where)
            shown = custody_in_words(replace(said, where=place.name) if place else said)
            done = shown.replace("missing", "went missing", 1) if said.event == "missing" else f"was {shown}"
            return f"{name} {done}{f' ({plain(said.when)})' if said.when else ''}"
    value = tell(facts, f"{fact.address} {key}")
    yes, no = _EITHER.get(key, ("", ""))
    if yes and value in {"True", "False"}:
        return f"the fact base tells of {name}: {yes if value == 'True' else no}"
    return f"the fact base tells of {name}: {_SAID.get(key, key.replace('_', ' ') + ' {}').format(value)}"


_SAID: Mapping[str, str] = {
    **dict.fromkeys(("on", "valid", "event", "office", "award", "kin", "vocation", "number"), "{}"),
    **dict.fromkeys(("where", "place", "year"), "in {}"),
    "start": "from {}", "end": "until {}", "days": "{} days", "of": "of {}", "role": "as {}", "text": "“{}”",
    "votes_for": "{} votes for it", "against": "{} votes against it", "abstaining": "{} abstained",
    "margin": "a margin of {} votes", "country": "citizen of {}", "members": "with {}", "judges": "it was called {}",
    "name": "named {}", "cause": "the cause was {}", "verbs": "told by “{}”", "by": "by {}",
}  # fmt: skip
"""How the value of a key is told to a reader."""
_EITHER: Mapping[str, tuple[str, str]] = {
    "carried": ("it was carried", "it was not carried"),
    "acting": ("acting in the office", "in the office itself"),
    "shared": ("the office is shared", "the office has one holder"),
    "naturalized": ("a citizen by naturalization", "a citizen by birth"),
    "total": ("in all", "not in all"),
    "only": ("this alone", "not this alone"),
    "no": ("not so", "so"),
}
"""What is so or not so, in words."""


_KINDS: Mapping[type[Statement], str] = {
    Custody: "custody", Office: "office", Award: "award", Vote: "vote", Count: "count", Rank: "ranking",
    Dating: "date", Passage: "quotation", LifeDate: "life", Kin: "person", Citizenship: "person", Vocation: "person",
    Lying: "place",
}  # fmt: skip


def _kind_of(fact: Fact, key: str) -> str:
    """The kind of a claim bound by hand is that of what it is held against."""
    if key in {"on", "valid", "start", "end"}:
        return "date"
    if key == "days":
        return "duration"
    if key in {"term", "charge", "where"}:
        return {"term": "sentence", "charge": "charge", "where": "place"}[key]
    return _KINDS.get(type(fact.statement), "date")


def _dangling(note: Annotation, what: str, id: str, known: Iterable[str]) -> Finding:
    if id in UNFILLED:
        message = f"“{id}” is what a stub begins with: no {what} is named here yet"
        mend = f"write the {'address' if what == 'fact' else 'id'} of the {what} instead, or take it out"
        return Finding("reference", Severity.ERROR, note.place, id, message, mend=mend)
    return Finding(
        "reference", Severity.ERROR, note.place, id, f"no {what} has the id “{id}”", mend=nearest(id, known, what)
    )


def _no_fact(note: Annotation, address: str, facts: FactBase) -> Finding:
    """The finding that an address leads to no statement; the mend is sought where the address is right so far."""
    id, slash, key = address.partition("/")
    if id not in facts.entities or not slash:
        like = get_close_matches(id, list(facts.entities), 1)
        near = [one for one in facts.addresses if like and one == f"{like[0]}/{key}"] or list(facts.addresses)
        return _dangling(note, "fact", address, near)
    own = [one for one in facts.addresses if one.startswith(f"{id}/")]
    near = get_close_matches(key, [one.removeprefix(f"{id}/") for one in own], 1, _SLIP)
    name = facts.entities[id].name
    known = f"the statements on {name} are {', '.join(own)}" if own else f"there is no statement on {name} yet: add it"
    mend = f"did you mean {id}/{near[0]}?" if near else known
    return Finding("reference", Severity.ERROR, note.place, address, f"no fact has the id “{address}”", mend=mend)


def _named(fact: Fact, address: str, facts: FactBase) -> str:
    return f"the statement on {facts.entities[fact.entity].name} ({address})"


def nearest(id: str, known: Iterable[str], what: str) -> str:
    """What to do about an id that no `what` has: the one that is meant, or the file to add it to."""
    near = get_close_matches(id, list(known), 1)
    file = f"{kind_names()[what]}.yml of " if what in kind_names() else ""
    return f"did you mean {near[0]}?" if near else f"add it to {file}the fact base, or name another"


def unsourced(letter: Letter) -> Iterator[Problem]:
    """That a chapter does not say where its words were read."""
    if {"document", "witness_of"} & letter.fields.keys() and "source" not in letter.fields:
        key = letter.fields.get("document") or letter.fields["witness_of"]
        place = letter.lines.place(letter.path, key.source, key.source + len(key.value))
        yield Problem("chapter", place, "the chapter has no source", "add source: with an id of sources.yml", key.value)


def broken_identity(letter: Letter, facts: FactBase) -> Iterator[Problem]:
    """The ids in a letter's front matter that the fact base does not hold."""
    for key, kind in (("document", "document"), ("witness_of", "document"), ("source", "source")):
        value = letter.fields.get(key)
        if value and not _is_held(value.value, kind, facts):
            place = letter.lines.place(letter.path, value.source, value.source + len(value.value))
            mend = nearest(value.value, ids_of(kind, facts), kind)
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
        entity = note.options.get("entity", "")
        if entity and entity not in facts.entities:
            yield _dangling(note, "entity", entity, facts.entities)
        yield from _misspelt(note, annotations)
        for role in _ROLE.finditer(note.body):
            titled = _TITLED.match(role[2])
            id = (titled[1] if titled else role[2]).strip()
            kind = ROLES[role[1]]
            here = replace(note, place=_place_in(note, annotations, *role.span(2)))
            if kind == "fact":
                yield from _broken_fact(here, id, facts)
            elif not _is_held(id, kind, facts):
                yield _dangling(here, kind, id, ids_of(kind, facts))


def _misspelt(note: Annotation, annotations: Annotations) -> Iterator[Finding]:
    """The roles that are nearly one of ours; all others are the affair of the book."""
    for role in _ANY_ROLE.finditer(note.body):
        near = get_close_matches(role[1], ROLES, 1, _SLIP)
        if near and role[1] not in ROLES:
            place, mend = _place_in(note, annotations, *role.span(1)), f"did you mean {{{near[0]}}}?"
            yield Finding("reference", Severity.ERROR, place, role[1], f"there is no role {{{role[1]}}}", mend=mend)


def plainly(body: str, facts: FactBase) -> str:
    """A note's words on one line, as a terminal shows them: its roles as values and names, sources in brackets.

    A role that names nothing stays as it is written; `broken_references` tells of it.
    """
    return " ".join(_ROLE.sub(lambda role: _spoken(role, facts), body).split())


def _spoken(role: re.Match[str], facts: FactBase) -> str:
    titled = _TITLED.match(role[2])
    if titled:
        return role[2].rpartition("<")[0].strip()
    if ROLES[role[1]] == "source":
        return f"[{role[2]}]"
    try:
        return tell(facts, role[2]) if ROLES[role[1]] == "fact" else facts.entities[role[2]].name
    except (LookupError, FormError):
        return role[0]


def _place_in(note: Annotation, annotations: Annotations, start: int, end: int) -> Place:
    """The place of a stretch of a note's body, which lies within one line."""
    above = note.body.count("\n", 0, start)
    line = annotations.lines.starts[note.body_line - 1 + above] - (note.body.rfind("\n", 0, start) + 1)
    return annotations.lines.place(annotations.path, line + start, line + end)


def _broken_fact(note: Annotation, target: str, facts: FactBase) -> Iterator[Finding]:
    """What is wrong with `address key form…` in a {fact}: the statement, its key or a form."""
    address, *asked = target.split() or [""]
    fact = facts.fact(address)
    if fact is None:
        yield _no_fact(note, address, facts)
        return
    try:
        tell(facts, target)
        return
    except FormError as error:
        message = f"{asked[0]} of {_named(fact, address, facts)}: {error}"
        mend = f"it has {', '.join(error.known)}"
    except LookupError:
        message = f"{_named(fact, address, facts)} holds no {asked[0]}"
        mend = f"it holds {', '.join(f'{name} {value}' for name, value in values_of(fact).items())}"
    yield Finding("reference", Severity.ERROR, note.place, target, message, mend=mend)
