"""The notes of this edition: enough of them, short, and each with a source. That they have a place is the gate's affair."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_factcheck.letters.annotations import read_annotations

ROOT = Path(__file__).parents[1]
ROLE = re.compile(r"\{(\w+)\}`[^`]+`")


@pytest.mark.parametrize("chapter", sorted(path.name for path in (ROOT / "chapters").glob("*.md")))
def test_notes_are_short_and_sourced(chapter: str) -> None:
    path = ROOT / "annotations" / chapter
    read = read_annotations(f"annotations/{chapter}", path.read_text(encoding="utf-8"))
    notes = [note for note in read.notes if note.kind in {"note-on", "sic"}]
    assert not read.problems
    assert len(notes) >= 3
    for note in notes:
        assert "source" in ROLE.findall(note.body), f"{note.place}: the note names no source"
        assert len(ROLE.sub("", note.body).split()) < 80, f"{note.place}: the note is long"
