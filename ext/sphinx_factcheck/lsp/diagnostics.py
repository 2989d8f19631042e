"""Findings and problems as the editor shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from lsprotocol import types

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.check.reports.lines import one_line, reasons
from sphinx_factcheck.letters.files import Unreadable
from sphinx_factcheck.lsp.open_edition import OpenEdition
from sphinx_factcheck.lsp.positions import Positions

SOURCE = "factcheck"
_WEIGHTS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


Known = Callable[[str], Positions]
"""The positions of a file by its name."""


def diagnostic(finding: Finding, edition: OpenEdition, known: Known) -> types.Diagnostic:
    """One finding. An acknowledged one is only a hint."""
    weight = types.DiagnosticSeverity.Hint if finding.acknowledged_by else _WEIGHTS[finding.severity]
    verdict = f"{finding.verdict}: " if finding.verdict else ""
    return types.Diagnostic(
        range=known(finding.place.path).of_place(finding.place),
        message="\n".join((f"{verdict}{one_line(finding.message)}", *reasons(finding))),
        severity=weight,
        code=finding.rule,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(edition.uri(cited.place.path), known(cited.place.path).of_place(cited.place)),
                f"the fact {cited.address}",
            )
            for cited in finding.cited
            if cited.place
        ],
    )


def of_problem(problem: Problem, here: Positions, weight: types.DiagnosticSeverity) -> types.Diagnostic:
    """One problem of the fact base."""
    message = f"{problem.message}\n{problem.mend}" if problem.mend else problem.message
    return types.Diagnostic(here.of_place(problem.place), message, weight, problem.rule, source=SOURCE)


def location(edition: OpenEdition, place: Place, encoding: str) -> types.Location:
    """A place as the editor opens it."""
    return types.Location(edition.uri(place.path), positions(edition, place.path, encoding).of_place(place))


def positions(edition: OpenEdition, name: str, encoding: str) -> Positions:
    """The positions of a file; those of an empty one where it cannot be read."""
    try:
        return Positions.of(edition.text(name), encoding)
    except Unreadable:
        return Positions.of("", encoding)


def by_file(
    findings: Iterable[Finding], edition: OpenEdition, names: Iterable[str], encoding: str
) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of these files, of those without any too."""
    known = cache(lambda name: positions(edition, name, encoding))
    told: dict[str, list[types.Diagnostic]] = {name: [] for name in names}
    for finding in findings:
        if finding.place.path in told:
            told[finding.place.path].append(diagnostic(finding, edition, known))
    return told


def of_facts(edition: OpenEdition, encoding: str) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of all files of the fact base, of those without any too."""
    error, warning = types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning
    weighed = [(problem, error) for problem in edition.fact_problems]
    if not weighed and edition.facts:
        weighed = [(problem, warning) for problem in edition.facts.warnings]
    known = cache(lambda name: positions(edition, name, encoding))
    told: dict[str, list[types.Diagnostic]] = {name: [] for name in edition.names("facts")}
    for problem, weight in weighed:
        if problem.place.path in told:
            told[problem.place.path].append(of_problem(problem, known(problem.place.path), weight))
    return told
