"""Annotation files as data, and what is wrong with them."""

from __future__ import annotations

import pytest

from sphinx_factcheck.letters.annotations import read_annotations

FILE = """% a comment

:::{note-on} Karin Lind
:prefix: and to
:occurrence: 2

A note. {source}`a-2023`
:::

:::{sic} 2021-07-12
:rule: date
Template date.
:::
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_a_file_holds(end: str) -> None:
    read = read_annotations("annotations/a.md", FILE.replace("\n", end))
    assert not read.problems
    note, sic = read.notes
    assert (note.kind, note.selector.exact, note.selector.prefix, note.selector.occurrence) == (
        "note-on",
        "Karin Lind",
        "and to",
        2,
    )
    assert note.body.strip() == "A note. {source}`a-2023`"
    assert str(note.place) == "annotations/a.md:3:14"
    assert sic.options == {"rule": "date"}
    assert [one.kind for one in read.of_kind("sic")] == ["sic"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stray words", "a.md:1:1: these words stand outside every note (put it into the body of a :::{note-on})"),
        (":::{note-no} x\ny\n:::", "a.md:1:1: unknown directive {note-no} (did you mean {note-on}?)"),
        (
            ":::{note-on} x\n:prefex: a\ny\n:::",
            "a.md:2:1: unknown option :prefex: of {note-on} (did you mean :prefix:?)",
        ),
        (":::{note-on}\ny\n:::", "a.md:1:1: {note-on} quotes no words (:::{note-on} the exact words of the letter)"),
        (":::{note-on} x\n:::", "a.md:1:1: {note-on} has no body (write the note below its first line)"),
        (":::{sic} x\ny\n:::", "a.md:1:1: {sic} lacks its option :rule: (add a line :rule: …)"),
        (":::{note-on} x\n:occurrence: two\ny\n:::", "a.md:2:1: :occurrence: two is no number (count from 1)"),
    ],
)
def test_each_mistake_has_its_place_and_its_mend(text: str, expected: str) -> None:
    assert [str(problem) for problem in read_annotations("a.md", text).problems] == [expected]


def test_one_mistake_does_not_hide_the_other_notes() -> None:
    read = read_annotations("a.md", ":::{nope} x\n:::\n\n" + FILE)
    assert len(read.notes) == 2
    assert len(read.problems) == 1
