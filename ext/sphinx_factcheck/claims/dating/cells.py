"""Dates in tables: the row that a date stands in, and what the head of its column tells of it."""

from __future__ import annotations

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.dates import DateSaid
from sphinx_factcheck.claims.grammar.deeds import NOUN, NOUNS, VERBS, events_of, sort_of
from sphinx_factcheck.claims.frames.deeds import Deed
from sphinx_factcheck.claims.people.persons import persons_in
from sphinx_factcheck.claims.tables import cell_at


def deed_of_column(reading: Reading, said: DateSaid) -> Deed | None:
    """What a column is headed as the date of, done to the one person of the row: "Arrested", "Date of death"."""
    cell = cell_at(reading.letter, said.start)
    persons = persons_in(reading, cell.row.start, cell.row.end) if cell else ()
    if cell is None or cell.head is None or len(persons) != 1:
        return None
    text = reading.letter.text
    verb = VERBS.search(text, cell.head.start, cell.head.end)
    noun = NOUN.search(text, cell.head.start, cell.head.end)
    name = sort_of(verb).name if verb else NOUNS[noun[0].lower().removesuffix("s")] if noun else ""
    if not name and text[cell.head.start : cell.head.end].strip().lower() == "born":
        name = "born"
    return Deed(said.start, said.end, name, events_of(name), persons, said) if name else None
