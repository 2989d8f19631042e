"""Rows as a table: drawn on a terminal, plain columns elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from rich.cells import cell_len

from sphinx_factcheck.check.reports import lines

CLAIM_COLUMNS = ("place", "kind", "subject", "value", "verdict", "expected", "fact", "text")
MENTION_COLUMNS = ("place", "entity", "text")

LONGEST = 60
"""The characters of a cell that are shown."""


def write(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: TextIO, *, colour: bool = False) -> None:
    """Writes these columns of the rows; `place` is the letter, where there is one, and path, line, column."""
    cells = [[_cell(row, column) for column in columns] for row in rows]
    if colour:
        _draw(cells, columns, out)
    else:
        _align([list(columns), *cells], out)


def _cell(row: Mapping[str, Any], column: str) -> str:
    if column != "place":
        return lines.shortened(str(row.get(column) or ""), LONGEST)
    letter = f"{row['letter']} " if row.get("letter") else ""
    return lines.one_line(f"{letter}{row['path']}:{row['line']}:{row['column']}")


def _align(lines: list[list[str]], out: TextIO) -> None:
    widths = [max(cell_len(line[number]) for line in lines) for number in range(len(lines[0]))]
    for line in lines:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")


def _draw(cells: list[list[str]], columns: Sequence[str], out: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    styles = {"supported": "green", "contradicted": "bold red", "contested": "yellow", "unverified": "dim"}
    table = Table(*columns, header_style="bold")
    for line in cells:
        table.add_row(*(Text(cell, styles.get(cell, "")) for cell in line))
    Console(file=out, force_terminal=True, highlight=False).print(table)
