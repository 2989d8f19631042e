"""Hover, definition, references, outline: what helps to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from sphinx_factcheck.check.reports.lines import one_line
from sphinx_factcheck.facts.card import card
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.nodes import Branch, NodeError, Scalar, entries
from sphinx_factcheck.letters.annotations import read_annotations
from sphinx_factcheck.letters.files import Unreadable
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.lsp.diagnostics import location, positions
from sphinx_factcheck.lsp.open_edition import OpenEdition
from sphinx_factcheck.lsp.positions import Positions
from sphinx_factcheck.lsp.targets import Target, entity_of, place_of, targets, targets_at

_NAMELESS = re.compile(r"\s+")


def hover(edition: OpenEdition, name: str, offset: int, here: Positions) -> types.Hover | None:
    """The claim under the cursor with its verdict, and the card of whom or what it names, as of the letter's date."""
    facts = edition.facts or FactBase()
    found = targets_at(edition, name, offset)
    claims = [_claim(target) for target in found if target.claim]
    ids = dict.fromkeys(entity_of(target, facts) for target in found)
    letter = edition.letter(edition.letter_of(name)) if edition.role(name) in {"letter", "notes"} else None
    as_of = letter.date if letter else None
    cards = [card(facts, id, as_of) for id in ids if id]
    anchors = [str(place) for target in found if target.kind == "anchor" for place in place_of(edition, name, target)]
    told = [*claims, *cards, *anchors]
    if not told:
        return None
    words = types.MarkupContent(types.MarkupKind.PlainText, "\n\n".join(told))
    return types.Hover(words, here.range(found[0].start, found[0].end))


def _claim(target: Target) -> str:
    assert target.claim
    claim, ruling = target.claim.claim, target.claim.ruling
    lines = [f"{ruling.verdict} [{claim.kind}] {one_line(ruling.message)}".rstrip()]
    for cited in ruling.cited:
        sources = ", ".join(f"{id} ({url})" if url else id for id, url in cited.sources)
        lines.append(f"fact: {cited.address}" + (f"   source: {sources}" if sources else ""))
    if target.claim.acknowledged_by:
        lines.append(f"acknowledged by {target.claim.acknowledged_by}")
    return "\n".join(lines)


def definition(edition: OpenEdition, name: str, offset: int, encoding: str) -> list[types.Location]:
    """Where what stands under the cursor is defined."""
    for target in targets_at(edition, name, offset):
        places = [place for place in place_of(edition, name, target) if edition.there(place.path)]
        if places:
            return [location(edition, place, encoding) for place in places]
    return []


def references(edition: OpenEdition, name: str, offset: int, encoding: str) -> list[types.Location]:
    """Every place of letters, notes and facts that names what stands under the cursor."""
    facts = edition.facts or FactBase()
    id = next((id for target in targets_at(edition, name, offset) if (id := entity_of(target, facts))), "")
    if not id:
        return []
    found: list[types.Location] = []
    for role in ("letter", "notes", "facts"):
        for file in edition.names(role):
            here = positions(edition, file, encoding)
            spots = sorted({(t.start, t.end) for t in _naming(edition, file, id, facts)})
            uri = edition.uri(file)
            found += [types.Location(uri, here.range(*spot)) for spot in spots]
    return found


def _naming(edition: OpenEdition, name: str, id: str, facts: FactBase) -> Iterator[Target]:
    try:
        told = list(targets(edition, name))
    except Unreadable:
        return
    yield from (t for t in told if not t.claim and entity_of(t, facts) == id)


def symbols(edition: OpenEdition, name: str, here: Positions) -> list[types.DocumentSymbol]:
    """The outline of a file: headings and claims of a letter, notes, entries of the fact base."""
    match edition.role(name):
        case "letter":
            return list(_of_letter(edition, name, here))
        case "notes":
            return list(_of_notes(edition.text(name), name, here))
        case "facts":
            return list(_of_facts(here))
    return []


def _of_letter(edition: OpenEdition, name: str, here: Positions) -> Iterator[types.DocumentSymbol]:
    letter = edition.letter(name)
    for block in letter.blocks:
        if block.kind in {"title", "heading"}:
            run = here.of_place(letter.place(Span(block.start, block.end)))
            yield _symbol(letter.text[block.start : block.end], block.kind, types.SymbolKind.String, run, run)
    checked = edition.result(name)
    for claim in checked.claims if checked else ():
        run = here.of_place(claim.place)
        yield _symbol(claim.text, f"{claim.claim.kind}: {claim.ruling.verdict}", types.SymbolKind.Boolean, run, run)


def _of_notes(text: str, name: str, here: Positions) -> Iterator[types.DocumentSymbol]:
    notes = read_annotations(name, text).notes
    starts = [here.lines.starts[note.place.line - 1] for note in notes]
    for note, start, end in zip(notes, starts, [*starts[1:], len(text)], strict=False):
        whole = here.range(start, start + len(text[start:end].rstrip()))
        yield _symbol(note.selector.exact, note.kind, types.SymbolKind.Key, whole, here.of_place(note.place))


def _of_facts(here: Positions) -> Iterator[types.DocumentSymbol]:
    try:
        for node in entries(here.text):
            if isinstance(node, Branch) and node.is_map:
                yield _of_entry(node, here)
    except NodeError:
        return


def _of_entry(node: Branch, here: Positions) -> types.DocumentSymbol:
    pairs = list(zip(node.items[::2], node.items[1::2], strict=False))
    words = {key.value: value.value for key, value in pairs if isinstance(key, Scalar) and isinstance(value, Scalar)}
    keys = [
        _symbol(
            str(key.value), "", types.SymbolKind.Array, here.range(key.start, value.end), here.range(key.start, key.end)
        )
        for key, value in pairs
        if isinstance(key, Scalar) and isinstance(value, Branch)
    ]
    whole = here.range(node.start, node.end)
    told = _symbol(
        words.get("id") or "?", words.get("name") or words.get("title") or "", types.SymbolKind.Object, whole, whole
    )
    told.children = keys
    return told


def _symbol(
    name: str, detail: str, kind: types.SymbolKind, whole: types.Range, words: types.Range
) -> types.DocumentSymbol:
    return types.DocumentSymbol(_NAMELESS.sub(" ", name).strip() or "?", kind, whole, words, detail=detail)
