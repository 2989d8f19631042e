"""The dates of a letter in order, as far as they can date something: those of names of things belong to these."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.things import told_in
from sphinx_factcheck.engine.spans.calendar import SEASONS
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.engine.subjects.stems import stem
from sphinx_factcheck.facts.model import Document, Entity

_YEARLY = frozenset(map(stem, "report survey review yearbook almanac census list".split()))
_LONGEST_NAME = 120


def dates_said(reading: Reading) -> Iterator[DateSaid]:
    """The dates of a text in order, without seasons and years that are but words of a name."""
    return (said for said in reading.dates if not _in_a_name(reading, said))


def _in_a_name(reading: Reading, said: DateSaid) -> bool:
    """Whether a season or year is but a word of a name: "the next Spring Session", "the 2010 Nobel Prize"."""
    bare = said.first.part in SEASONS and said.first.year is None
    if not bare and (said.first.month or said.relative):
        return False
    within = [
        m for m in reading.mentions_in(said.start - _LONGEST_NAME, said.end + _LONGEST_NAME)
        if m.span.start < said.end <= m.span.end
    ]  # fmt: skip
    if any(bare or reading.facts.entities[m.entity].kind != "event" for m in within):
        return True
    beside = (
        reading.mentions_in(said.end + 1, said.end + _LONGEST_NAME)[:1]
        if reading.letter.text[said.end :][:1] == " "
        else ()
    )
    return any(m.span.start == said.end + 1 and _is_of_a_year(reading.facts.entities[m.entity]) for m in beside)


def _is_of_a_year(entity: Entity) -> bool:
    """Whether the year with a document is that which it is about: what there is one of for every year."""
    return isinstance(entity, Document) and not _YEARLY.isdisjoint(told_in(f"{entity.name} {entity.type}"))
