"""The report for a terminal: place, words with a caret line, what the fact base says, the source, the mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.check.reports import lines

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report

Line = tuple[tuple[str, str], ...]
"""A line as pieces of text, each with its rich style."""

MANY = 3
"""More letters than this that have the same doubt are told as one."""
WINDOW = 120
"""The characters of a long source line that are shown."""


def write(report: Report, out: TextIO, *, colour: bool = False) -> None:
    """Writes each finding in the form of the example in the manual, then one line of summary."""
    write_findings(report.findings, out, colour=colour)
    _put((((lines.summary(report), "bold"),),), out, colour=colour)


def write_findings(findings: Iterable[Finding], out: TextIO, *, colour: bool = False) -> None:
    """Writes findings, a blank line after each.

    A doubt that many letters share, about the same name, is told once, with the number of the others.
    """
    told = ((*finding_lines(finding), *_others(finding, others), ()) for finding, others in _gathered(findings))
    _put(tuple(line for lines in told for line in lines), out, colour=colour)


def _gathered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """The findings in their order, and of how many others the first of those alike stands for."""
    listed = list(findings)
    alike = Counter(key for one in listed if (key := _doubt(one)))
    told: set[tuple[str, str]] = set()
    for one in listed:
        key = _doubt(one)
        if key is None or alike[key] <= MANY:
            yield one, 0
        elif key not in told:
            told.add(key)
            yield one, alike[key] - 1


def _doubt(finding: Finding) -> tuple[str, str] | None:
    """What tells one doubt about a name from another; None of all other findings."""
    doubtful = finding.rule == "ambiguous" and finding.severity is Severity.WARNING and not finding.acknowledged_by
    return (finding.text, finding.message.partition("; it stands at ")[0]) if doubtful else None


def _others(finding: Finding, number: int) -> Iterator[Line]:
    if number:
        yield ((f"  so in {number} other letters, too (each with its place: --format json)", ""),)


def finding_lines(finding: Finding) -> Iterator[Line]:
    """The lines of one finding."""
    style = "dim" if finding.acknowledged_by else {"error": "red", "warning": "yellow"}.get(finding.severity, "cyan")
    yield (
        (lines.place_name(finding), "bold"),
        (": ", ""),
        (lines.heading(finding), f"bold {style}"),
        (f" {lines.one_line(finding.message)}", ""),
    )
    if finding.line:
        yield from _pointed(finding, style)
    for reason in lines.reasons(finding):
        yield ((f"  {reason}", ""),)


def plain(finding: Finding) -> str:
    """One finding as plain text, of several lines."""
    return "\n".join("".join(text for text, _ in line) for line in finding_lines(finding))


def _pointed(finding: Finding, style: str) -> Iterator[Line]:
    """The source line, cut to a window around the words, and the caret line below it."""
    place = finding.place
    line = lines.visible(finding.line.rstrip("\r\n").replace("\t", " "))
    first = min(place.column - 1, len(line))
    last = min(place.end_column - 1, len(line)) if place.end_line == place.line else len(line)
    start = 0
    if len(line) > WINDOW:
        start = max(0, min(first - max(0, WINDOW - (last - first)) // 2, len(line) - WINDOW))
    shown, before, after = line[start : start + WINDOW], "…" * (start > 0), "…" * (start + WINDOW < len(line))
    words = shown[first - start : last - start]
    margin = f"  {place.line}"
    yield ((f"{margin} | ", "dim"), (f"{before}{shown}{after}", ""))
    lead = " " * cell_len(before + shown[: first - start])
    yield ((f"{' ' * len(margin)} | ", "dim"), (lead, ""), ("^" * max(1, cell_len(words)), style))


def _put(lines: tuple[Line, ...], out: TextIO, *, colour: bool) -> None:
    if not colour:
        out.writelines(f"{''.join(text for text, _ in line)}\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, force_terminal=True, highlight=False)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
