"""Reports: one writer for each format, all over the same report of a check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, TextIO

from sphinx_factcheck.check.reports import github, json, junit, sarif, text

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report


class Writer(Protocol):
    """Writes a report to a stream of text; only the text format knows colour."""

    def __call__(self, report: Report, out: TextIO, *, colour: bool = False) -> None: ...


WRITERS: Mapping[str, Writer] = {
    "text": text.write,
    "json": json.write,
    "github": github.write,
    "sarif": sarif.write,
    "junit": junit.write,
}
