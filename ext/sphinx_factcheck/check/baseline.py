"""A baseline: findings a collection already had, accepted until somebody comes to them, each with a reason.

An entry is tied to its words and the words around them, not to a line, so it survives what is moved. One that no
longer matches a finding is a finding itself, and so is one whose time is up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from sphinx_factcheck.base.findings import Finding, Severity
from sphinx_factcheck.base.places import LineMap, Place, Problem
from sphinx_factcheck.check.report import Checked, Report
from sphinx_factcheck.facts.dates import DateError, parse
from sphinx_factcheck.facts.nodes import Node, NodeError, at, data, entries
from sphinx_factcheck.letters.anchors import fold
from sphinx_factcheck.letters.files import read_text
from sphinx_factcheck.letters.text import Letter

_AROUND = 4
_REACH = 80
_REQUIRED = ("rule", "path", "words", "reason")
_KEYS = (*_REQUIRED, "letter", "before", "after", "until")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What ties an entry to a finding: its rule, its letter, its words and those around them, white space folded."""

    rule: str
    path: str
    letter: str
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding: why it is accepted, and until when (that day included)."""

    anchor: Anchor
    reason: str
    until: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a baseline file, and what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_baseline(path: Path, name: str) -> Baseline:
    """Read a baseline file; `name` stands for it in messages. Raises Unreadable where it is no text."""
    text = read_text(path, name)
    lines = LineMap.of(text)
    found: list[Entry] = []
    problems: list[Problem] = []
    try:
        for node in entries(text):
            place = lines.place(name, node.start, node.end)
            told = data(node)
            wrong = list(_faults(told, node, place, lines, name))
            problems += wrong
            if not wrong:
                found.append(_entry(told, place))
    except NodeError as error:
        problems.append(Problem("baseline", lines.place(name, error.start, error.end), error.message, error.mend))
    return Baseline(tuple(found), tuple(problems))


def _faults(told: Any, node: Node, place: Place, lines: LineMap, name: str) -> Iterator[Problem]:
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        yield Problem("baseline", place, "this is no entry", f"write {', '.join(_REQUIRED)} as keys with text")
        return
    for key in told.keys() - set(_KEYS):
        where = at(node, (key,), key=True)
        mend = f"an entry takes {', '.join(_KEYS)}"
        yield Problem("baseline", lines.place(name, where.start, where.end), f"unknown key “{key}”", mend)
    for key in _REQUIRED:
        if not told.get(key):
            yield Problem("baseline", place, f"the entry lacks its {key}", f"add {key}: …")
    try:
        parse(told.get("until", "2000-01-01"))
    except DateError as error:
        yield Problem("baseline", place, str(error), "write until: 2027-01-31")


def _entry(told: dict[str, str], place: Place) -> Entry:
    anchor = Anchor(*(_even(told.get(key, "")) for key in ("rule", "path", "letter", "words", "before", "after")))
    return Entry(anchor, told["reason"], parse(told["until"]).latest if "until" in told else None, place)


def accept(report: Report, baseline: Baseline, today: date) -> Report:
    """The report with the findings that the baseline accepts marked so, and what the baseline itself gives to find."""
    live = {e.anchor: e for e in baseline.entries if e.until is None or today <= e.until}
    used: set[Anchor] = set()
    checked = tuple(_accept(one, live, used) for one in report.checked)
    seen = {one.chapter.path for one in report.checked}
    idle = [e for e in baseline.entries if e.anchor not in used and e.anchor.path in seen]
    told = tuple(_idle(entry, live, today) for entry in idle)
    return replace(
        report, checked=checked, others=(*report.others, *told), problems=(*report.problems, *baseline.problems)
    )


def _accept(one: Checked, live: dict[Anchor, Entry], used: set[Anchor]) -> Checked:
    findings = []
    for finding in one.findings:
        entry = live.get(anchor_of(finding, one.chapter.letter)) if _can_be_accepted(finding) else None
        if entry:
            used.add(entry.anchor)
            finding = replace(finding, acknowledged_by=str(entry.place), justification=entry.reason)
        findings.append(finding)
    return one.telling(tuple(findings), one.problems) if findings != [*one.findings] else one


def _idle(entry: Entry, live: dict[Anchor, Entry], today: date) -> Finding:
    if entry.anchor in live:
        message, mend = "the baseline accepts a finding that is not there any more", "delete the entry"
    else:
        message = f"the baseline accepted this until {entry.until}, and today is {today}"
        mend = "mend what it is about, or set a later until:"
    return Finding("baseline", Severity.ERROR, entry.place, entry.anchor.words, message, mend=mend)


def anchor_of(finding: Finding, letter: Letter) -> Anchor:
    """What would tie a baseline entry to a finding of a letter."""
    place = finding.place
    before = letter.source[max(place.start - _REACH, 0) : place.start] if place.path == letter.path else ""
    after = letter.source[place.end : place.end + _REACH] if place.path == letter.path else ""
    return Anchor(
        finding.rule,
        letter.path,
        letter.id,
        _even(finding.text),
        " ".join(_even(before).split()[-_AROUND:]),
        " ".join(_even(after).split()[:_AROUND]),
    )


def _even(words: str) -> str:
    return fold(words).text.strip()


def baseline_text(report: Report, reason: str, until: date | None = None) -> str:
    """A baseline file that accepts every claim that shuts the gate."""
    shut = [(f, one.chapter.letter) for one in report.checked for f in one.findings if _can_be_accepted(f)]
    told = [_row(finding, letter, reason, until) for finding, letter in shut]
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=110) if told else "[]\n"


def _can_be_accepted(finding: Finding) -> bool:
    """Whether it is about the words of a letter; what is wrong with notes and files is to be mended."""
    return bool(finding.kind) and finding.closes_gate


def _row(finding: Finding, letter: Letter, reason: str, until: date | None) -> dict[str, str]:
    anchor = anchor_of(finding, letter)
    row = {name: getattr(anchor, name) for name in ("rule", "path", "letter", "words", "before", "after")}
    row |= {"reason": reason, "until": until.isoformat() if until else ""}
    return {key: value for key, value in row.items() if value}
