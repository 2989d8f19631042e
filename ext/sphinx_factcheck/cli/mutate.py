"""mutate: what would the gate not notice?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sphinx_factcheck.check.reports import rows, table
from sphinx_factcheck.cli.common import (
    Call,
    Percentage,
    colour_wanted,
    end_listing,
    letters_options,
    open_call,
    remark,
    writing,
)
from sphinx_factcheck.facts.dates import When

if TYPE_CHECKING:
    from sphinx_factcheck.edition.proof.mutate import Score

_COLUMNS = ("place", "kind", "what", "text", "after")


@click.command()
@letters_options
@click.option("--fail-under", type=Percentage(), default=0.0, help="Exit 1 below this score, in percent.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--hide", is_flag=True, help="Hide each change in every known way, and list what was not noticed then.")
def mutate(
    paths: tuple[Path, ...], facts_folder: Path | None, date: When | None, fail_under: float, form: str, hide: bool
) -> None:
    """Change one checkable thing at a time in the letters; list what the gate did not notice."""
    call = open_call(paths, facts_folder, date)
    score = _hidden(call, form) if hide else _open(call, form)
    end_listing(call)
    if score.percent < fail_under:
        sys.exit(1)


def _open(call: Call, form: str) -> Score:
    """Make each change where all can see it; the score of those that were noticed."""
    from sphinx_factcheck.edition.proof import mutate as mutations

    checker = call.checker()
    outcomes = [outcome for chapter in call.inputs.chapters for outcome in mutations.mutate(chapter, checker)]
    wrong = [outcome for outcome in outcomes if not outcome.right]
    with writing(None, form) as out:
        if form == "jsonl":
            rows.write_jsonl(call.seen(form).rows(map(_row, outcomes)), out)
        else:
            table.write(call.seen().rows(map(_row, wrong)), _COLUMNS, out, colour=colour_wanted(None))
    noticed = mutations.score(outcomes, rewording=False)
    quiet = mutations.score(outcomes, rewording=True)
    remark(f"changes noticed: {noticed.right} of {noticed.tried}, {noticed.percent:.1f} %")
    remark(f"rewordings left alone: {quiet.right} of {quiet.tried}, {quiet.percent:.1f} %")
    for kind, count in _unnoticed(wrong):
        remark(f"  not noticed under [{kind}]: {count}")
    return noticed


def _hidden(call: Call, form: str) -> Score:
    """Make each change hidden by each trick; the score of those that a finding or a lower coverage told of."""
    from sphinx_factcheck.edition.proof import mutate as mutations

    checker = call.checker()
    attempts = [
        attempt
        for chapter in call.inputs.chapters
        for attempt in mutations.hide(chapter, checker, mutations.changes(checker.check(chapter)))
    ]
    wrong = [attempt for attempt in attempts if not attempt.noticed]
    with writing(None, form) as out:
        if form == "jsonl":
            rows.write_jsonl(call.seen(form).rows(map(_attempt_row, attempts)), out)
        else:
            table.write(call.seen().rows(map(_attempt_row, wrong)), _COLUMNS, out, colour=colour_wanted(None))
    noticed = mutations.Score(len(attempts) - len(wrong), len(attempts))
    remark(f"hidden changes noticed: {noticed.right} of {noticed.tried}, {noticed.percent:.1f} %")
    for trick, count in Counter(attempt.trick for attempt in wrong).most_common():
        remark(f"  not noticed behind {trick}: {count}")
    return noticed


def _attempt_row(attempt: Any) -> dict[str, Any]:
    change = attempt.change
    told = "noticed" if attempt.noticed else "unnoticed"
    return rows.placed(change.place, change.before, "") | {
        "kind": change.kind,
        "after": change.after,
        "what": f"hidden behind {attempt.trick}: {told}",
        "trick": attempt.trick,
        "reported": list(attempt.reported),
        "less_covered": attempt.less_covered,
        "shut": attempt.shut,
        "right": attempt.noticed,
    }


def _row(outcome: Any) -> dict[str, Any]:
    change = outcome.change
    return rows.placed(change.place, change.before, "") | {
        "kind": change.kind,
        "after": change.after,
        "what": ("reworded" if change.rewording else "changed") + (": reported" if outcome.reported else ": unnoticed"),
        "reported": list(outcome.reported),
        "right": outcome.right,
    }


def _unnoticed(wrong: Iterable[Any]) -> Iterator[tuple[str, int]]:
    yield from Counter(outcome.change.kind for outcome in wrong if not outcome.change.rewording).most_common()
