"""How well a fact base is borne out, as text and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.facts.evidence import WEIGHTY, Borne, Evidence
from sphinx_factcheck.facts.model import Fact


def write(found: Evidence, out: TextIO) -> None:
    """Writes what rests on too little, one place a line, and then the figures."""
    out.writelines(f"{line}\n" for line in (*_lines(found), *_figures(found)))


def write_json(found: Evidence, out: TextIO) -> None:
    """Writes the figures, and the addresses of what rests on too little."""
    whole = len(found.borne)
    row: dict[str, Any] = {
        "statements": whole,
        "on_two_sites": found.hosts,
        "on_two_origins": found.resting_on(2),
        "on_two_origins_without_letters": found.resting_on(2, without_letters=True),
        "without_source": [fact.address for fact in found.unsourced],
        "weight": {kind: {"statements": len(of), "thin": _thin(of)} for kind, of in _by_weight(found)},
        "days": found.days,
        "days_in_words": found.quoted,
        "days_nowhere": [fact.address for fact in found.undated],
        "described_without_source": dict(found.bare),
    }
    out.write(json_text(row, indent=2) + "\n")


def _lines(found: Evidence) -> Iterator[str]:
    for one in found.thin:
        voices = f"one voice: {one.origins[0]}" if one.origins else "nothing"
        yield f"{_at(one.fact)} [{one.weight}] rests on {voices}"
    yield from (f"{_at(fact)} [day] no source of it has {fact.statement.when}" for fact in found.undated)
    yield from (f"{id} [description] nothing bears out its {' and '.join(keys)}" for id, keys in found.bare.items())


def _at(fact: Fact) -> str:
    return f"{fact.place}: {fact.address}"


def _figures(found: Evidence) -> Iterator[str]:
    whole = len(found.borne)
    two = found.resting_on(2)
    yield f"{whole} statements: {_share(found.hosts, whole)} on two sites, {_share(two, whole)} on two voices"
    apart = found.resting_on(2, without_letters=True)
    yield f"  the edition's own letters not counted: {_share(apart, whole)} on two voices"
    for kind, borne in _by_weight(found):
        yield f"  {kind}: {len(borne)}, of which on fewer than two voices: {len(_thin(borne))}"
    dated = found.days - len(found.undated)
    yield f"{found.days} days: {_share(found.quoted, found.days)} in words of a source, {dated} with the dates of pages"
    yield f"{len(found.unsourced)} statements without a source, {len(found.bare)} descriptions without one"


def _by_weight(found: Evidence) -> Iterator[tuple[str, list[Borne]]]:
    yield from ((kind, [one for one in found.borne if one.weight == kind]) for kind in WEIGHTY)


def _thin(borne: list[Borne]) -> list[str]:
    return [one.fact.address for one in borne if one.thin]


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "0"
