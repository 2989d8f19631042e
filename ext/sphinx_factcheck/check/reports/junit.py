"""The report as JUnit XML: one case a claim, and one a finding that belongs to no claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO
from xml.etree import ElementTree as ET

from sphinx_factcheck.base.findings import Finding, Verdict
from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.check.reports.rows import Row, claim_row, finding_row
from sphinx_factcheck.check.reports.text import plain

if TYPE_CHECKING:
    from sphinx_factcheck.check import JudgedClaim, Report

Suites = dict[str, list[ET.Element]]


def write(report: Report, out: TextIO, *, colour: bool = False) -> None:
    """Writes a suite for each letter.

    A case fails where a finding closes the gate or its claim is contradicted, and is skipped where an
    acknowledgement covers it or no fact decides it.
    """
    about = defaultdict[tuple[object, ...], list[Finding]](list)
    for finding in report.findings:
        about[finding.letter, finding.place, finding.kind, finding.subject, finding.value].append(finding)
    suites: Suites = defaultdict(list)
    for judged in report.claims:
        claim = judged.claim
        found = about.pop((judged.letter, judged.place, claim.kind, claim.subject, claim.value), [])
        suites[_suite(judged.place, judged.letter)].append(_claim_case(judged, found))
    for found in about.values():
        for finding in found:
            suites[_suite(finding.place, finding.letter)].append(_finding_case(finding))
    root = _counted("testsuites", "factcheck", [case for cases in suites.values() for case in cases])
    root.extend(_counted("testsuite", name, cases, holds=True) for name, cases in suites.items())
    ET.indent(root)
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n')


def _suite(place: Place, letter: str) -> str:
    return lines.one_line(f"{place.path} {letter}" if letter else place.path)


def _counted(tag: str, name: str, cases: list[ET.Element], *, holds: bool = False) -> ET.Element:
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": 0,
        "skipped": sum(case.find("skipped") is not None for case in cases),
        "time": 0,
    }
    element = ET.Element(tag, {"name": name} | {key: str(value) for key, value in counts.items()})
    if holds:
        element.extend(cases)
    return element


def _claim_case(judged: JudgedClaim, findings: Iterable[Finding]) -> ET.Element:
    ruling, told = judged.ruling, tuple(findings)
    case = _case(judged.place, judged.letter, f"{judged.claim.kind}: {judged.text}", claim_row(judged))
    closing = [finding for finding in told if finding.closes_gate]
    if closing:
        _say(case, "failure", closing[0].message, closing[0].rule, closing)
    elif judged.acknowledged_by:
        _say(case, "skipped", f"acknowledged by {judged.acknowledged_by}", "acknowledged", told)
    elif ruling.verdict is Verdict.CONTRADICTED:
        _say(case, "failure", ruling.message, judged.claim.kind, told)
    elif ruling.verdict is Verdict.UNVERIFIED:
        _say(case, "skipped", f"unverified: {ruling.message or 'no fact decides it'}", "unverified", told)
    rest = [finding for finding in told if not finding.closes_gate]
    words = [plain(finding) for finding in rest] or [lines.one_line(f"{ruling.verdict}: {ruling.message}")]
    ET.SubElement(case, "system-out").text = "\n\n".join(words)
    return case


def _finding_case(finding: Finding) -> ET.Element:
    case = _case(finding.place, finding.letter, f"{finding.rule}: {finding.text}", finding_row(finding))
    if finding.closes_gate:
        _say(case, "failure", finding.message, finding.rule, [finding])
    elif finding.acknowledged_by:
        _say(case, "skipped", f"acknowledged by {finding.acknowledged_by}", "acknowledged", [finding])
    else:
        ET.SubElement(case, "system-out").text = plain(finding)
    return case


def _case(place: Place, letter: str, words: str, row: Row) -> ET.Element:
    name = f"{place.line}:{place.column} {lines.shortened(words, 120)}"
    attributes = {"classname": _suite(place, letter), "name": name, "time": "0"}
    case = ET.Element("testcase", attributes | {"file": lines.one_line(place.path), "line": str(place.line)})
    properties = ET.SubElement(case, "properties")
    for key, value in (row | {"sources": ", ".join(row["sources"])}).items():
        if value and isinstance(value, str | int):
            ET.SubElement(properties, "property", {"name": key, "value": lines.visible(str(value))})
    return case


def _say(case: ET.Element, tag: str, message: str, kind: str, findings: Iterable[Finding]) -> None:
    element = ET.SubElement(case, tag, {"message": lines.one_line(message), "type": lines.one_line(kind)})
    element.text = "\n\n".join(plain(finding) for finding in findings) or lines.one_line(message)
