"""The cells of a letter's tables: the row of each, and the cell that heads its column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from sphinx_factcheck.letters.text import Block, Letter, Span

_MOST = 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its row, and the cell that heads its column, if one does."""

    row: Span
    head: Span | None = None


def cell_at(letter: Letter, offset: int) -> Cell | None:
    """The cell that an offset of the text stands in; None outside tables. Cells without words are no blocks."""
    blocks = letter.blocks
    at = bisect_right(blocks, offset, key=lambda b: b.start) - 1
    if at < 0 or blocks[at].kind != "cell":
        return None
    first = at
    while first > 0 and blocks[first - 1].kind == "cell" and at - first < _MOST:
        first -= 1
    top, row = _row(letter, first), _row(letter, at)
    column = _column(letter, blocks[at])
    heads = () if top == row else (Span(b.start, b.end) for b in top if _column(letter, b) == column)
    return Cell(Span(row[0].start, row[-1].end), next(iter(heads), None))


def _row(letter: Letter, at: int) -> list[Block]:
    """The cells that stand in one line of the source with the block of this number."""
    blocks, line = letter.blocks, _line(letter, letter.blocks[at])
    first = last = at
    while first > 0 and blocks[first - 1].kind == "cell" and _line(letter, blocks[first - 1]) == line:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind == "cell" and _line(letter, blocks[last + 1]) == line:
        last += 1
    return list(blocks[first : last + 1])


def _line(letter: Letter, cell: Block) -> int:
    return letter.place(Span(cell.start, cell.end)).line


def _column(letter: Letter, cell: Block) -> int:
    """How many bars stand before a cell in its line of the source."""
    place = letter.place(Span(cell.start, cell.end))
    return letter.source.count("|", place.start - place.column + 1, place.start)
