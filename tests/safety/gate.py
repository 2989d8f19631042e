"""A letter of the tiny edition with its one sentence written otherwise, and what the gate says to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from editions import changed, write_edition

from sphinx_factcheck.check import Report, check
from sphinx_factcheck.edition.inputs import read_inputs
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.load import load_facts

LETTER, NOTES, PEOPLE = "chapters/2023-berg.md", "annotations/2023-berg.md", "facts/people.yml"
SENTENCE = "The court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years."
NO_NOTES = {"annotations/2023-berg-repost.md": None, "chapters/2023-berg-repost.md": None, NOTES: None}


def report_on(folder: Path, sentence: str, changes: Mapping[str, str | None] | None = None) -> Report:
    """The report on the tiny edition's letter with another sentence, alone and without notes unless some are given."""
    files = {**NO_NOTES, **changed(LETTER, SENTENCE, sentence), **(changes or {})}
    project = Project.find(write_edition(folder, files))
    assert project is not None
    inputs = read_inputs([project.root / "chapters"], project)
    return check(inputs.chapters, load_facts(project.root / "facts", root=project.root), inputs.problems)


def rules(report: Report) -> list[str]:
    """The rules of the findings, in order."""
    return [finding.rule for finding in report.findings]
