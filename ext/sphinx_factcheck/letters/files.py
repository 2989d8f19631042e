"""Files as text, or the problem that says why not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx_factcheck.places import LineMap, Place, Problem


@dataclass(frozen=True, slots=True)
class Unreadable(Exception):
    """A file that cannot be read as text, with the problem that says why."""

    problem: Problem


def read_text(path: Path, name: str) -> str:
    """The text of a UTF-8 file, its line ends as they are. Raises Unreadable, with a Problem placed in `name`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            problem_at_start(name, f"cannot be read: {error.strerror or error}", "is the path right?")
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = LineMap.of(before).place(name, len(before), len(before))
        message = f"is not UTF-8: byte 0x{data[error.start]:02x} cannot be read"
        raise Unreadable(Problem("encoding", place, message, "save the file as UTF-8")) from None


def problem_at_start(name: str, message: str, mend: str) -> Problem:
    """A problem of a file as a whole."""
    return Problem("file", Place(name, 1, 1, 1, 1, 0, 0), message, mend)
