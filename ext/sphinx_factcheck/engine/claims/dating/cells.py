"""Dates in tables: the row that a date stands in, and what the head of its column tells of it."""

from __future__ import annotations

import re

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.interpret import sort_of_word
from sphinx_factcheck.engine.claims.frames.table import SORTS
from sphinx_factcheck.engine.claims.persons import persons_in
from sphinx_factcheck.engine.claims.tables import cell_at
from sphinx_factcheck.engine.spans.dates import DateSaid


def deed_of_column(reading: Reading, said: DateSaid) -> Deed | None:
    """What a column is headed as the date of, done to the one person of the row: "Arrested", "Date of death"."""
    cell = cell_at(reading.letter, said.start)
    persons = persons_in(reading, cell.row.start, cell.row.end) if cell else ()
    if cell is None or cell.head is None or len(persons) != 1:
        return None
    words = re.findall(r"[a-z-]+", reading.letter.text[cell.head.start : cell.head.end].lower())
    name = next((sort for word in words if (sort := sort_of_word(word))), "")
    return Deed(said.start, said.end, name, SORTS[name].events, persons, said) if name else None
