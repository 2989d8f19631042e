"""anchors: where the notes stand, and mends for those that lost their place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sphinx_factcheck.check import Checked, Report
from sphinx_factcheck.check.reports import rows, table
from sphinx_factcheck.cli.common import (
    Call,
    colour_wanted,
    end_listing,
    letters_options,
    open_call,
    remark,
    writing,
)
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.letters.annotations import Annotation, anchor_all
from sphinx_factcheck.letters.files import read_text
from sphinx_factcheck.letters.text import Letter


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
    with writing(None, form) as out:
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
    with writing(None, "patch") as out:
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
    from sphinx_factcheck.edition.revisions import NoHistory, Revision, UnknownRevision
    from sphinx_factcheck.letters.myst import read_letter

    lost = [chapter.letter.path for chapter, _ in _lost(call)]
    if call.project is None or not lost:
        return {}
    try:
        texts = Revision.find(call.project.root, "HEAD").texts(lost)
    except (NoHistory, UnknownRevision):
        return {}
    return {path: read_letter(path, text) for path, text in texts.items()}
