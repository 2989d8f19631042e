"""Documents that two letters carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.check.report import Checked, line_of
from sphinx_factcheck.letters.text import Letter


def carried_twice(letters: Iterable[Letter]) -> tuple[Finding, ...]:
    """A finding for each letter that carries the same document as one before it, in the order of their paths."""
    first: dict[str, Letter] = {}
    return tuple(
        _twice(letter, before)
        for letter in sorted(letters, key=lambda letter: letter.path)
        if letter.document and (before := first.setdefault(letter.document, letter)) is not letter
    )


def carried_twice_among(checked: Sequence[Checked]) -> tuple[Finding, ...]:
    """The same of chapters that were checked; only letters that carry the same document are read."""
    carried = Counter(one.outline.document for one in checked)
    return carried_twice(one.chapter.letter for one in checked if carried[one.outline.document] > 1)


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
