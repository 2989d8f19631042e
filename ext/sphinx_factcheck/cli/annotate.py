"""annotate: the stub of a note, where it belongs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sphinx_factcheck.check import Chapter
from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.cli.common import (
    BROKEN,
    ROOT,
    Call,
    fail,
    find_project,
    print_problems,
    remark,
    replacing,
    seen_by,
    writing,
)
from sphinx_factcheck.edition.inputs import Inputs
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.edition.stubs import appended, note_stub, span_of
from sphinx_factcheck.facts.load import FactsError
from sphinx_factcheck.letters.anchors import Selector, Unanchored, anchor
from sphinx_factcheck.letters.files import Unreadable, read_text
from sphinx_factcheck.letters.text import Letter, Span


@click.command()
@click.argument("chapter", type=click.Path(path_type=Path))
@click.argument("words")
@ROOT
@click.option("--kind", type=click.Choice(["note-on", "sic", "claim", "mention"]), default="note-on", show_default=True)
@click.option("--occurrence", type=click.IntRange(1), help="Which of several places of the words is meant.")
def annotate(chapter: Path, words: str, kind: str, occurrence: int | None) -> None:
    """Write the stub of a note on some exact words, in the annotation file where it belongs."""
    project = find_project(chapter)
    assert project is not None
    path = project.annotations_path(chapter)
    if path is None:
        fail(f"{chapter} is not under {project.settings.chapters}/")
    try:
        project.refuse_outside(path)
        letter = project.chapter(chapter).letter
        before = read_text(path, project.name(path)) if path.is_file() else ""
    except Unreadable as error:
        print_problems((error.problem,), seen=seen_by(project))
        sys.exit(BROKEN)
    span = span_of(letter, words, occurrence)
    if isinstance(span, Unanchored):
        print_problems(letter.problems, seen=seen_by(project))
        fail(f"{span.message}; {span.mend}")
    stub = note_stub(letter, span, kind, _rule_at(project, letter, span) if kind == "sic" else "")
    if occurrence is None:
        _tell_places(letter, words)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{project.name(path.parent)} cannot be made: {error.strerror}")
    with replacing(path) as out:
        out.write(appended(before, stub))
    line = before.rstrip().count("\n") + 3 if before.strip() else 1
    with writing(None) as out:
        out.write(lines.one_line(f"{seen_by(project)(project.name(path))}:{line}") + "\n")
    remark("a stub to be filled in; until then the gate is shut")


def _rule_at(project: Project, letter: Letter, span: Span) -> str:
    """The rule under which something is found wrong at a place; the date's where nothing is, or nothing can be told."""
    try:
        call = Call(project, project.facts(), Inputs((Chapter(letter),)))
    except FactsError:
        return "date"
    place = letter.place(span)
    wrong = (f.rule for f in call.checker().check(Chapter(letter)).findings if f.kind and f.place.overlaps(place))
    return next(wrong, "date")


def _tell_places(letter: Letter, words: str) -> None:
    """Where the words stand in several places, say which was taken and how to take another."""
    found = anchor(letter, Selector(words))
    if isinstance(found, Unanchored):
        places = ", ".join(f"{number} at {letter.place(span)}" for number, span in enumerate(found.places[:9], 1))
        remark(f"the note is on the first of {len(found.places)} places; --occurrence takes another: {places}")
