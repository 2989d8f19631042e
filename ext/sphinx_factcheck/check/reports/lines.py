"""What all reports for people say in the same words, and how text from letters is made safe to show."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_factcheck.base.findings import Cited, Finding, Severity

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report

# Controls and bidirectional overrides can rewrite a terminal or a log; lone surrogates cannot be encoded at all.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with every character that must not reach a terminal or an XML file replaced by one `�`."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text made visible, with white space folded."""
    return visible(" ".join(text.split()))


def shortened(text: str, most: int) -> str:
    """The text on one line and at most `most` characters long."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1] + "…"


def heading(finding: Finding) -> str:
    """What is found, under which rule: `contradicted [date]`, `error [anchor]`."""
    return f"{finding.verdict or finding.severity} [{finding.rule}]"


def place_name(finding: Finding) -> str:
    """The place as `path:line:column`, with the letter where the path holds a collection."""
    letter = f" (letter {one_line(finding.letter)})" if finding.letter else ""
    return f"{one_line(str(finding.place))}{letter}"


def reasons(finding: Finding) -> list[str]:
    """What stands below a finding, a line each: the facts, what else speaks, the acknowledgement or the mend."""
    lines = [_cited(cited) for cited in finding.cited]
    lines += [f"also: {one_line(also)}" for also in finding.also]
    if finding.acknowledged_by:
        why = f": {one_line(finding.justification)}" if finding.justification else ""
        lines.append(f"acknowledged by {one_line(finding.acknowledged_by)}{why}")
    else:
        lines += [visible(" ".join(line.strip() for line in finding.mend.splitlines()))] if finding.mend.strip() else []
    return lines


def _cited(cited: Cited) -> str:
    place = f"{cited.place.path}:{cited.place.line} " if cited.place else ""
    sources = ", ".join(f"{id} ({url})" if url else id for id, url in cited.sources)
    return one_line(f"fact: {place}{cited.address}") + (f"   source: {one_line(sources)}" if sources else "")


def summary(report: Report) -> str:
    """One line: letters, claims, coverage, findings by weight."""
    coverage = report.coverage
    weights = Counter("acknowledged" if f.acknowledged_by else str(f.severity) for f in report.findings)
    told = [
        f"{weights[weight]} {weight}{'s' if weights[weight] > 1 and weight != 'acknowledged' else ''}"
        for weight in (*Severity, "acknowledged")
        if weights[weight]
    ]
    return (
        f"{_count(report.letters, 'letter')}, {_count(coverage.found, 'claim')}, "
        f"coverage {coverage.percent:.1f} % ({coverage.decided} of {coverage.found}), "
        + (f"{coverage.unread} seen and not understood, " if coverage.unread else "")
        + (f"{_count(len(report.findings), 'finding')}: {', '.join(told)}" if told else "no findings")
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
