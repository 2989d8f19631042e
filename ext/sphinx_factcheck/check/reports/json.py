"""The report as one JSON array of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from sphinx_factcheck.check.reports.rows import finding_row, json_text

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report


def write(report: Report, out: TextIO, *, colour: bool = False) -> None:
    """Writes the array; the keys are those of `finding_row`."""
    out.write(json_text([finding_row(finding) for finding in report.findings], indent=2) + "\n")
