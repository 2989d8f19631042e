"""The report as workflow commands, which GitHub shows as annotations beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.check.reports import lines

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report, out: TextIO, *, colour: bool = False) -> None:
    """Writes one command a finding, then the summary as a notice."""
    out.writelines(map(_command, report.findings))
    out.write(f"::notice title=factcheck::{_data(lines.summary(report))}\n")


def _command(finding: Finding) -> str:
    place = finding.place
    level = "notice" if finding.acknowledged_by else _LEVELS[finding.severity]
    where = {"file": place.path, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # GitHub refuses columns on an annotation of several lines
        where |= {"col": place.column, "endColumn": place.end_column}
    letter = f", letter {finding.letter}" if finding.letter else ""
    where["title"] = lines.one_line(lines.heading(finding) + letter)
    settings = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    words = f"“{lines.shortened(finding.text, 200)}”: " if finding.text else ""
    message = "\n".join((words + lines.one_line(finding.message), *lines.reasons(finding)))
    return f"::{level} {settings}::{_data(message)}\n"


def _data(text: str) -> str:
    return lines.visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
