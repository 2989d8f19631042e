"""Where something stands in a file: lines and columns count from 1, offsets from 0, all in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from sphinx_factcheck.base.records import record

_NO_NAME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
LINE_END = re.compile(r"\r\n|\n|\r")


def is_one_line(path: str) -> bool:
    """Whether a path is fit to be told: a sign of control in it could end a line of a report and begin another."""
    return not _NO_NAME.search(path)


@record()
class Place:
    """A stretch of one file. `start` and `end` are code-point offsets into it; `end` is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def overlaps(self, other: Place) -> bool:
        return self.path == other.path and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class LineMap:
    """Turns offsets into one text into lines and columns."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> LineMap:
        if "\r" in text:
            return cls((0, *(end.end() for end in LINE_END.finditer(text))))
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return cls(tuple(starts))

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column, both from 1."""
        return self.starts[line - 1] + column - 1

    def place(self, path: str, start: int, end: int) -> Place:
        line, column = self.line_column(start)
        end_line, end_column = self.line_column(end)
        return Place(path, line, column, end_line, end_column, start, end)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that is wrong in itself: what it is, where, and how to mend it."""

    rule: str
    place: Place
    message: str
    mend: str = ""
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        mend = f" ({self.mend})" if self.mend else ""
        return f"{self.place}: {self.message}{mend}"
