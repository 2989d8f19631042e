"""selftest: planted facts that the gate must refuse."""

from __future__ import annotations

import sys

import click

from sphinx_factcheck.check.reports.lines import one_line
from sphinx_factcheck.cli.common import (
    ROOT,
    end_listing,
    fail,
    open_call,
    writing,
)


@click.command()
@ROOT
def selftest() -> None:
    """Plant false facts in the fact base as it was read, one at a time; fail unless the gate refuses each of them.

    One change of a letter is planted too, hidden in the ways that a stranger could hide it.
    """
    from sphinx_factcheck.edition.proof.selftest import hidden, planted

    call = open_call((), None, None, compiled=False)
    assert call.project is not None
    trials = list(planted(call.project, call.facts, call.inputs.chapters))
    if trials:
        trials += hidden(call.inputs.chapters, call.facts)
    with writing(None) as out:
        out.writelines(f"{'refused' if trial.refused else 'NOT REFUSED'}: {one_line(trial.what)}\n" for trial in trials)
    end_listing(call)
    if not trials:
        fail("nothing to plant: no claim of the edition is supported by a fact")
    if not all(trial.refused for trial in trials):
        sys.exit(1)
