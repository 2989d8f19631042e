"""Documents that two letters carry."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_factcheck.check.report import line_of
from sphinx_factcheck.findings import Finding, Severity
from sphinx_factcheck.letters.text import Letter


def carried_twice(letters: Iterable[Letter]) -> tuple[Finding, ...]:
    """A finding for each letter that carries the same document as one before it, in the order of their paths."""
    first: dict[str, Letter] = {}
    return tuple(
        _twice(letter, before)
        for letter in sorted(letters, key=lambda letter: letter.path)
        if letter.document and (before := first.setdefault(letter.document, letter)) is not letter
    )


def _twice(letter: Letter, before: Letter) -> Finding:
    document, field = letter.document, letter.fields.get("document")
    start, end = (field.source, field.source + len(field.value)) if field else (0, 0)
    place = letter.lines.place(letter.path, start, end)
    return Finding(
        "chapter",
        Severity.ERROR,
        place,
        document,
        f"the document “{document}” is carried by {before.path} already",
        line=line_of(letter, place),
        letter=letter.id,
        mend=f"name the letter's own document, or write witness_of: {document} if it is the same letter elsewhere",
    )
