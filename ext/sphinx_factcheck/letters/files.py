"""Files as text, or the problem that says why not."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sphinx_factcheck.base.places import LineMap, Place, Problem, is_one_line


@dataclass(frozen=True, slots=True)
class Unreadable(Exception):
    """A file that cannot be read as text, with the problem that says why."""

    problem: Problem


def read_text(path: Path, name: str) -> str:
    """The text of a UTF-8 file, its line ends as they are. Raises Unreadable, with a Problem placed in `name`."""
    if not is_one_line(name):
        message = "has a sign of control in its name, such as the end of a line"
        raise Unreadable(problem_at_start(name, message, "rename it"))
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise OSError("this is a folder" if stat.S_ISDIR(mode) else "this is no file")
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # a ValueError is about the path: a NUL, or a character no path can have
        said = getattr(error, "strerror", None) or error
        raise Unreadable(problem_at_start(name, f"cannot be read: {said}", "is the path right?")) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = LineMap.of(before).place(name, len(before), len(before))
        message = f"is not UTF-8: byte 0x{data[error.start]:02x} cannot be read"
        raise Unreadable(Problem("encoding", place, message, "save the file as UTF-8")) from None


def files_below(folder: Path, *suffixes: str, within: Path | None = None) -> tuple[Path, ...]:
    """The files below a folder that end so, in the order of their paths; hidden ones (`.x.md`) are no part of it.

    Links are followed. A folder that is closed to us stands for what is in it, and so does one that leads out of
    `within`.
    """
    found: list[str] = []

    def note(error: OSError) -> None:
        found.append(error.filename)

    home, top = real(within) if within else None, real(folder)
    if home and not top.is_relative_to(home):
        return (folder,)
    leads_to, seen = {str(folder): top}, set[Path]()
    for base, folders, names in os.walk(folder, followlinks=True, onerror=note):
        seen.add(leads_to[base])
        for name in [*folders]:
            path = os.path.join(base, name)  # noqa: PTH118 - for each of many, as all that follows
            leads_to[path] = real(Path(path))
            if name.startswith(".") or leads_to[path] in seen:
                folders.remove(name)
            elif home and not leads_to[path].is_relative_to(home):
                found.append(path)
                folders.remove(name)
        beside = (name for name in names if name.endswith(suffixes) and not name.startswith("."))
        found += [os.path.join(base, name) for name in beside]  # noqa: PTH118
    return tuple(map(Path, sorted(found, key=lambda path: path.split(os.sep))))  # noqa: PTH206


def closed(name: str) -> Problem:
    """The problem that a folder among the files of `files_below` is."""
    return problem_at_start(name, "this folder cannot be looked into", "open it, or take it away")


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as we are let see."""
    with suppress(OSError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether there is such a folder, as far as we are let see."""
    with suppress(OSError):
        return path.is_dir()
    return False


def real(path: Path) -> Path:
    """Where a path leads past all links; what leads nowhere (a link to itself, a name with a NUL) is left as it is."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:
        return path.absolute()


def whole_characters(text: str) -> str:
    """The text with every half of a character that stands alone replaced by one `�`."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def problem_at_start(name: str, message: str, mend: str) -> Problem:
    """A problem of a file as a whole."""
    return Problem("file", Place(name, 1, 1, 1, 1, 0, 0), message, mend)
