"""Completion: ids where a fact, a source or a person is named, directives and options, and the words of anchors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from lsprotocol import types

from sphinx_factcheck.check.binding import ROLES
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.values import values_of
from sphinx_factcheck.letters.annotations import OPTIONS
from sphinx_factcheck.letters.files import Unreadable
from sphinx_factcheck.lsp.open_edition import OpenEdition
from sphinx_factcheck.lsp.positions import Positions
from sphinx_factcheck.lsp.words import phrases

TRIGGERS = ("`", "<", "{", ":", " ", "[", ",")
MOST = 500
_ROLE = re.compile(r"\{(" + "|".join(ROLES) + r")\}`(?:[^`<]*<)?([^`<>]*)$")
_ROLE_NAME = re.compile(r"(?<![:{])\{([a-z]*)$")
_DIRECTIVE = re.compile(r"^\s*:{3,}\{([\w-]*)$")
_ANCHOR = re.compile(r"^\s*:{3,}\{(?:" + "|".join(OPTIONS) + r")\} ?(.*)$")
_VALUE = re.compile(r"^\s*:(entity|fact|rule|says):[ \t]*(.*)$")
_OPTION = re.compile(r"^\s*:([a-z]*)$")
_FRONT = re.compile(r"^(document|witness_of|source):[ \t]*(\S*)$")
_LISTED = re.compile(
    r"\b(sources|participants|by|addressees|members|subject|of):[ \t]*\[?(?:[^\]{}\n]*,)?[ \t]*([\w.-]*)$"
)
_ITEM = re.compile(r"^([ \t]*)-[ \t]+([\w.-]*)$")
_KEY = re.compile(r"^([ \t]*)(?:-[ \t]+)?([a-z_]+):[ \t]*$")

Choice = tuple[str, str]
"""What is put in, and what it stands for."""


def complete(edition: OpenEdition, name: str, offset: int, here: Positions) -> types.CompletionList:
    """What can be written at an offset."""
    line_start = here.text.rfind("\n", 0, offset) + 1
    before = here.text[line_start:offset]
    typed, choices = _choices(edition, name, here.text[:line_start], before)
    run = here.range(offset - len(typed), offset)
    kept = list(islice(choices, MOST + 1))
    items = [
        types.CompletionItem(
            label=value,
            detail=detail,
            kind=types.CompletionItemKind.Text if " " in value else types.CompletionItemKind.Reference,
            text_edit=types.TextEdit(run, value),
            filter_text=value if value.startswith(typed) else f"{typed} {value}",
            sort_text=f"{number:05}",
        )
        for number, (value, detail) in enumerate(kept[:MOST])
    ]
    return types.CompletionList(is_incomplete=len(kept) > MOST or " " in typed, items=items)


def _choices(edition: OpenEdition, name: str, above: str, before: str) -> tuple[str, Iterable[Choice]]:
    facts = edition.facts or FactBase()
    match edition.role(name):
        case "letter":
            found = _FRONT.match(before)
            if found and above.count("---\n") < 2:
                return found[2], _of_kind(facts, "source" if found[1] == "source" else "document", found[2])
        case "notes":
            return _in_notes(edition, name, facts, above, before)
        case "facts":
            return _in_facts(facts, above, before)
    return "", ()


def _in_notes(
    edition: OpenEdition, name: str, facts: FactBase, above: str, before: str
) -> tuple[str, Iterable[Choice]]:
    told: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, Iterable[Choice]]]], ...] = (
        (_DIRECTIVE, lambda m: (m[1], ((kind, "") for kind in OPTIONS))),
        (_ANCHOR, lambda m: (m[1], _anchors(edition, name, m[1]))),
        (_VALUE, lambda m: (m[2], _values(edition, name, facts, above, m[1], m[2]))),
        (_OPTION, lambda m: (m[1], _options(above))),
        (_ROLE, lambda m: (m[2], _of_kind(facts, ROLES[m[1]], m[2]))),
        (_ROLE_NAME, lambda m: (m[1], ((f"{role}}}`", kind) for role, kind in ROLES.items()))),
    )
    for pattern, choose in told:
        if found := pattern.search(before):
            return choose(found)
    return "", ()


def _in_facts(facts: FactBase, above: str, before: str) -> tuple[str, Iterable[Choice]]:
    listed = _LISTED.search(before)
    if listed:
        return listed[2], _of_kind(facts, "source" if listed[1] == "sources" else "entity", listed[2])
    item = _ITEM.match(before)
    key = _key_above(above, len(item[1])) if item else ""
    if item and key in {"sources", "participants", "by", "addressees", "members"}:
        return item[2], _of_kind(facts, "source" if key == "sources" else "entity", item[2])
    return "", ()


def _key_above(above: str, indent: int) -> str:
    """The key of the list that an item of some indent belongs to."""
    for line in reversed(above.splitlines()):
        key = _KEY.match(line)
        if key and len(key[1]) <= indent:
            return key[2]
        if line.strip() and not _ITEM.match(line):
            return ""
    return ""


def _of_kind(facts: FactBase, kind: str, typed: str) -> Iterator[Choice]:
    """The ids of sources, of facts, of all entities, or of those of one kind; those that begin as typed come first."""
    if kind == "source":
        told = ((id, source.title) for id, source in facts.sources.items())
    elif kind == "fact":
        told = ((address, "") for address in facts.addresses)
    else:
        wanted = facts.entities.items()
        told = ((id, e.name) for id, e in wanted if kind == "entity" or e.kind == kind)
    low = typed.casefold()
    kept = [(id, detail) for id, detail in told if low in id.casefold() or low in detail.casefold()]
    yield from sorted(kept, key=lambda choice: (not choice[0].casefold().startswith(low), choice[0]))


def _anchors(edition: OpenEdition, name: str, typed: str) -> Iterator[Choice]:
    try:
        chapter = edition.chapter(edition.letter_of(name))
    except Unreadable:
        return
    yield from phrases(chapter, edition.result(edition.letter_of(name)), typed)


def _values(edition: OpenEdition, name: str, facts: FactBase, above: str, option: str, typed: str) -> Iterator[Choice]:
    if option in {"entity", "fact"}:
        yield from _of_kind(facts, option, typed)
    elif option == "rule":
        checked = edition.result(edition.letter_of(name))
        rules = dict.fromkeys(finding.rule for finding in (checked.findings if checked else ()))
        yield from ((rule, "found in this letter") for rule in rules)
    else:
        address = re.findall(r"^\s*:fact:[ \t]*(\S+)", above, re.MULTILINE)
        fact = facts.fact(address[-1]) if address else None
        if fact:
            yield from ((f"{key} {value}", fact.address) for key, value in values_of(fact).items())


def _options(above: str) -> Iterator[Choice]:
    directive = re.findall(r"^\s*:{3,}\{([\w-]+)\}", above, re.MULTILINE)
    for option in OPTIONS.get(directive[-1], ()) if directive else ():
        yield f"{option}: ", f"of {directive[-1]}"
