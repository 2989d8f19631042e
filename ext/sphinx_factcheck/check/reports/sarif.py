"""The report as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

import os
import re
from collections import Counter
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from sphinx_factcheck import __version__
from sphinx_factcheck.base.findings import Finding
from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.check.reports.rows import finding_row, json_text
from sphinx_factcheck.check.reports.rules import rule

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report

Object = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
NEIGHBOURS = 40
"""How many characters on each side of the words tell one place from another."""


def write(report: Report, out: TextIO, *, colour: bool = False) -> None:
    """Writes a log of one run; acknowledged findings stand in it as suppressed."""
    out.write(json_text(_log(report), indent=2) + "\n")


def _log(report: Report) -> Object:
    ids = sorted({finding.rule for finding in report.findings})
    numbers = {id: number for number, id in enumerate(ids)}
    seen: Counter[str] = Counter()
    coverage = report.coverage
    run = {
        "tool": {
            "driver": {
                "name": "factcheck",
                "fullName": f"sphinx-factcheck {__version__}",
                "semanticVersion": __version__,
                "informationUri": f"pkg:pypi/sphinx-factcheck@{__version__}",
                "shortDescription": {
                    "text": "Checks what letters assert against a fact base, as of the day of each letter."
                },
                "rules": [_rule(id) for id in ids],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {
                "description": {"text": "The root of the repository, or of the edition where there is no repository."}
            }
        },
        "results": [_result(finding, numbers, seen) for finding in report.findings],
        "properties": {
            "letters": report.letters,
            "claims": coverage.found,
            "decided": coverage.decided,
            "unread": coverage.unread,
            "coverage": round(coverage.percent, 1),
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id: str) -> Object:
    told = rule(id)
    return {
        "id": id,
        "shortDescription": {"text": told.says},
        "fullDescription": {"text": told.says},
        "help": {"text": told.help},
    }


def _result(finding: Finding, numbers: dict[str, int], seen: Counter[str]) -> Object:
    print_ = fingerprint(finding)
    seen[print_] += 1
    row = finding_row(finding)
    result: Object = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": str(finding.severity),
        "message": {"text": "\n".join((_sentence(finding.message), *lines.reasons(finding)))},
        "locations": [_location(finding)],
        "partialFingerprints": {"primaryLocationLineHash": f"{print_}:{seen[print_]}"},
        "properties": {
            key: row[key]
            for key in ("kind", "subject", "value", "verdict", "expected", "fact", "sources", "also", "mend")
        },
    }
    facts = [
        _related(number, cited.address, cited.place) for number, cited in enumerate(finding.cited, 1) if cited.place
    ]
    if facts:
        result["relatedLocations"] = facts
    if finding.acknowledged_by:
        result["suppressions"] = [_suppression(finding)]
    return result


def fingerprint(finding: Finding) -> str:
    """What tells a finding from others in its file, however lines move: its rule, its words, the text beside them."""
    line, place = finding.line, finding.place
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    around = (line[max(0, start - NEIGHBOURS) : start], line[end : end + NEIGHBOURS])
    parts = [finding.rule, finding.letter, finding.text, *around]
    told = "\0".join(" ".join(part.split()) for part in parts)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _sentence(text: str) -> str:
    line = lines.one_line(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _location(finding: Finding) -> Object:
    place = finding.place
    region = _region(place) | {
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": finding.text},
    }
    physical: Object = {"artifactLocation": _artifact(place.path), "region": region}
    if finding.line and place.line == place.end_line:
        physical["contextRegion"] = {"startLine": place.line, "snippet": {"text": finding.line}}
    location: Object = {"physicalLocation": physical}
    if finding.letter:
        location["logicalLocations"] = [{"name": finding.letter, "kind": "resource"}]
    return location


def _related(number: int, address: str, place: Place) -> Object:
    return {
        "id": number,
        "message": {"text": f"The fact {address}."},
        "physicalLocation": {"artifactLocation": _artifact(place.path), "region": _region(place)},
    }


def _region(place: Place) -> Object:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(path: str) -> Object:
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    return {"uri": quote(os.fsencode(pure.as_posix())), "uriBaseId": ROOT}


def _suppression(finding: Finding) -> Object:
    by = finding.acknowledged_by
    suppression: Object = {
        "kind": "external",
        "justification": lines.one_line(finding.justification) or f"Acknowledged by {lines.one_line(by)}.",
    }
    found = re.fullmatch(r"(?P<path>.+?):(?P<line>[1-9]\d*)(?::(?P<column>[1-9]\d*))?", by)
    if found:
        region = {"startLine": int(found["line"])} | ({"startColumn": int(found["column"])} if found["column"] else {})
        suppression["location"] = {"physicalLocation": {"artifactLocation": _artifact(found["path"]), "region": region}}
    return suppression
