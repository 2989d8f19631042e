"""annotate, anchors: beginning a note, and where the notes stand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sphinx_factcheck.check import Chapter, Checked, Report
from sphinx_factcheck.cli.common import (
    BROKEN,
    Call,
    colour_wanted,
    end_listing,
    fail,
    find_project,
    letters_options,
    open_call,
    print_problems,
    remark,
    replacing,
    writing,
)
from sphinx_factcheck.edition.inputs import Inputs
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.edition.stubs import appended, note_stub, span_of
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.load import FactsError
from sphinx_factcheck.letters.anchors import Selector, Unanchored, anchor
from sphinx_factcheck.letters.annotations import Annotation, anchor_all
from sphinx_factcheck.letters.files import Unreadable, read_text
from sphinx_factcheck.letters.text import Letter, Span
from sphinx_factcheck.reports import rows, table, wording


@click.command()
@click.argument("chapter", type=click.Path(path_type=Path))
@click.argument("words")
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
        letter = project.chapter(chapter).letter
        before = read_text(path, project.name(path)) if path.is_file() else ""
    except Unreadable as error:
        print_problems((error.problem,))
        sys.exit(BROKEN)
    span = span_of(letter, words, occurrence)
    if isinstance(span, Unanchored):
        print_problems(letter.problems)
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
        out.write(wording.one_line(f"{project.name(path)}:{line}") + "\n")
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


@click.command()
@letters_options
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--patch", "as_patch", is_flag=True, help="Write the proposed mends as a patch, for `git apply`.")
def anchors(paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, form: str, as_patch: bool) -> None:
    """List every annotation's anchor and its place in the letter; propose mends for those that lost theirs.

    Nothing is changed: to apply the proposals, look at them first and give them to `git apply`.
    """
    call = open_call(paths, facts_folder, date)
    report = Report(tuple(map(call.checker().check, call.inputs.chapters)), call.inputs.problems)
    if as_patch:
        _write_patch(call)
    else:
        _list(report, form)
    lost = [finding for finding in report.findings if finding.rule == "anchor"]
    for finding in lost:
        remark(f"{finding.place}: error [anchor] {finding.message}")
        remark(f"  {finding.mend}")
    if lost and not as_patch:
        remark("factcheck anchors --patch writes the mends it would propose")
    end_listing(call, report.checked)
    if lost:
        sys.exit(1)


def _list(report: Report, form: str) -> None:
    listed = (_row(one, chapter) for chapter in report.checked for one in chapter.anchored)
    with writing(None) as out:
        if form == "jsonl":
            rows.write_jsonl(listed, out)
        else:
            table.write(listed, ("place", "kind", "annotation", "text"), out, colour=colour_wanted(None))


def _row(one: Any, chapter: Checked) -> dict[str, Any]:
    letter = chapter.chapter.letter
    row = rows.placed(letter.place(one.span), letter.words(one.span), letter.id)
    return row | {"kind": one.annotation.kind, "annotation": str(one.annotation.place)}


def _write_patch(call: Call) -> None:
    from sphinx_factcheck.edition.mending import mended, patch, propose

    before = _letters_before(call)
    with writing(None) as out:
        for chapter, lost in _lost(call):
            letter = chapter.letter
            mends = [mend for note in lost if (mend := propose(letter, note, before.get(letter.path)))]
            name = chapter.annotations.path
            path = call.project.root / name if call.project else Path(name)
            text = read_text(path, name)
            out.write(patch(name, text, mended(text, mends)))


def _lost(call: Call) -> Iterator[tuple[Any, list[Annotation]]]:
    for chapter in call.inputs.chapters:
        _, lost = anchor_all(chapter.letter, chapter.annotations)
        if lost:
            yield chapter, [note for note, _ in lost]


def _letters_before(call: Call) -> dict[str, Letter]:
    """The letters with lost anchors as git last saw them: what stood around an anchor helps to find it again."""
    from sphinx_factcheck.git.revisions import NoHistory, Revision, UnknownRevision
    from sphinx_factcheck.letters.myst import read_letter

    lost = [chapter.letter.path for chapter, _ in _lost(call)]
    if call.project is None or not lost:
        return {}
    try:
        texts = Revision.find(call.project.root, "HEAD").texts(lost)
    except (NoHistory, UnknownRevision):
        return {}
    return {path: read_letter(path, text) for path, text in texts.items()}


COMMANDS = (annotate, anchors)
