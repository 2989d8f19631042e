"""What became of the sources, by state: as text, as one JSON object, as JUnit XML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TextIO
from xml.etree import ElementTree as ET

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.check.reports import lines
from sphinx_factcheck.check.reports.rows import json_text


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source as reports show it; `failing` where somebody should look."""

    id: str
    place: Place
    url: str
    state: str
    message: str
    failing: bool
    checked: str = ""
    final: str = ""
    archive: str = ""


def write(rows: Iterable[SourceRow], states: Mapping[str, str], out: TextIO) -> None:
    """Writes the sources that somebody should look at, a line each under their state, and then how many are in each."""
    by_state = _by_state(rows, states)
    for state, ones in by_state.items():
        if not any(one.failing or one.message for one in ones):
            continue
        out.write(f"{state}: {states.get(state, '')}\n")
        for one in ones:
            said = f": {one.message}" if one.message else ""
            out.write(lines.one_line(f"  {one.place}: {one.id} {one.url}{said}") + "\n")
    whole = sum(map(len, by_state.values()))
    counts = ", ".join(f"{len(ones)} {state}" for state, ones in by_state.items())
    archived = sum(bool(one.archive) for ones in by_state.values() for one in ones)
    out.write(f"{whole} sources: {counts or 'none'}; {archived} with an archived copy\n")


def write_json(rows: Iterable[SourceRow], states: Mapping[str, str], out: TextIO) -> None:
    """Writes how many are in each state, and each source."""
    by_state = _by_state(rows, states)
    told = {
        "states": {state: len(ones) for state, ones in by_state.items()},
        "sources": [
            {
                "id": one.id,
                "path": one.place.path,
                "line": one.place.line,
                "url": one.url,
                "state": one.state,
                "failing": one.failing,
                "message": one.message,
                "checked": one.checked,
                "final": one.final,
                "archive": one.archive,
            }
            for ones in by_state.values()
            for one in ones
        ],
    }
    out.write(json_text(told, indent=2) + "\n")


def write_junit(rows: Iterable[SourceRow], states: Mapping[str, str], out: TextIO) -> None:
    """Writes a suite for each file of sources; a case is skipped where the page could not be seen."""
    suites: dict[str, list[ET.Element]] = defaultdict(list)
    for one in rows:
        case = ET.Element("testcase", {"name": one.id, "classname": one.place.path, "time": "0"})
        case.set("file", one.place.path)
        case.set("line", str(one.place.line))
        said = lines.visible(one.message or states.get(one.state, ""))
        if one.failing:
            ET.SubElement(case, "failure", {"message": said, "type": one.state}).text = f"{one.place}: {one.url}"
        elif one.message:
            ET.SubElement(case, "skipped", {"message": f"{one.state}: {said}"})
        suites[one.place.path].append(case)
    root = _counted("testsuites", "factcheck sources", [case for cases in suites.values() for case in cases])
    for name, cases in suites.items():
        suite = _counted("testsuite", name, cases)
        suite.extend(cases)
        root.append(suite)
    ET.indent(root)
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n')


def _counted(tag: str, name: str, cases: list[ET.Element]) -> ET.Element:
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": 0,
        "skipped": sum(case.find("skipped") is not None for case in cases),
        "time": 0,
    }
    return ET.Element(tag, {"name": name} | {key: str(value) for key, value in counts.items()})


def _by_state(rows: Iterable[SourceRow], states: Mapping[str, str]) -> dict[str, list[SourceRow]]:
    found: dict[str, list[SourceRow]] = defaultdict(list)
    for one in rows:
        found[one.state].append(one)
    order = [*states, *sorted(found.keys() - states.keys())]
    return {state: sorted(found[state], key=lambda one: (one.place.path, one.place.start))
            for state in order if state in found}  # fmt: skip


WRITERS: Mapping[str, Callable[[Iterable[SourceRow], Mapping[str, str], TextIO], None]] = {
    "text": write,
    "json": write_json,
    "junit": write_junit,
}
