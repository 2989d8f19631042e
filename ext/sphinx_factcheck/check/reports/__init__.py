"""Reports: one writer for each format, all over the same report of a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from sphinx_factcheck.check import Report


class Writer(Protocol):
    """Writes a report to a stream of text; only the text format knows colour."""

    def __call__(self, report: Report, out: TextIO, *, colour: bool = False) -> None: ...


class _Writers(Mapping[str, Writer]):
    """The writer of each format, loaded when it is asked for."""

    _forms = ("text", "json", "github", "sarif", "junit")

    def __getitem__(self, form: str) -> Writer:
        if form not in self._forms:
            raise KeyError(form)
        return cast("Writer", import_module(f"{__name__}.{form}").write)

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)


WRITERS: Mapping[str, Writer] = _Writers()
