"""Reports with their paths written as seen from another folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from sphinx_factcheck.base.findings import Cited, Finding
from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.letters.files import real

if TYPE_CHECKING:
    from sphinx_factcheck.check import Checked, JudgedClaim, Report


@dataclass(frozen=True, slots=True)
class Seen:
    """Writes the path of a file, told from one folder, as it is seen from another; whole where the two lie apart."""

    told_from: Path
    seen_from: Path

    def __call__(self, path: str) -> str:
        return _seen(self.told_from, self.seen_from, path)

    def place(self, place: Place) -> Place:
        path = self(place.path)
        return place if path == place.path else replace(place, path=path)

    def problem(self, problem: Problem) -> Problem:
        return replace(problem, place=self.place(problem.place))

    def rows(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Rows of a listing, each with its `path`."""
        return (row | {"path": self(row["path"])} for row in rows)

    def report(self, report: Report, *, claims: bool = True) -> Report:
        """A report whose places, mends and acknowledgements name their files so; of its claims where these are told."""
        return replace(
            report,
            checked=tuple(self._claims(self._checked(one)) if claims else self._checked(one) for one in report.checked),
            problems=tuple(map(self.problem, report.problems)),
            others=tuple(self._finding(one, ()) for one in report.others),
        )

    def _checked(self, one: Checked) -> Checked:
        if not (one.findings or one.problems):
            return one
        notes = one.chapter.annotations.path
        findings = tuple(self._finding(finding, (notes,)) for finding in one.findings)
        return one.telling(findings, tuple(map(self.problem, one.problems)))

    def _claims(self, one: Checked) -> Checked:
        return replace(one, claims=tuple(map(self._claim, one.claims)))

    def _claim(self, judged: JudgedClaim) -> JudgedClaim:
        ruling = replace(judged.ruling, cited=tuple(map(self._cited, judged.ruling.cited)))
        by = _at(judged.acknowledged_by, self)
        return replace(judged, place=self.place(judged.place), ruling=ruling, acknowledged_by=by)

    def _finding(self, finding: Finding, named: tuple[str, ...]) -> Finding:
        mend = finding.mend
        for path in filter(None, named):
            mend = mend.replace(path, self(path))
        return replace(
            finding,
            place=self.place(finding.place),
            cited=tuple(map(self._cited, finding.cited)),
            mend=mend,
            acknowledged_by=_at(finding.acknowledged_by, self),
        )

    def _cited(self, cited: Cited) -> Cited:
        return replace(cited, place=self.place(cited.place)) if cited.place else cited


@lru_cache(maxsize=1 << 14)
def _seen(told_from: Path, seen_from: Path, path: str) -> str:
    pure, home, here = PurePath(path), real(told_from), real(seen_from)
    if pure.is_absolute():
        return pure.relative_to(here).as_posix() if pure.is_relative_to(here) else path
    if home == here or path == "-" or pure.parts[:1] == ("..",):
        return path
    near = home.is_relative_to(here) or here.is_relative_to(home)
    return PurePath(os.path.relpath(home / pure, here) if near else home / pure).as_posix()


def _at(told: str, seen: Callable[[str], str]) -> str:
    """A place as `path:line:column`; what has no line (the reason of a baseline) stays."""
    path, *numbers = told.rsplit(":", 2)
    return ":".join((seen(path), *numbers)) if len(numbers) == 2 and all(map(str.isdigit, numbers)) else told
