"""The files of a fact base: which there are, what each one holds, and their text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx_factcheck.base.places import Place, Problem, is_one_line
from sphinx_factcheck.facts.model import FILE_KINDS
from sphinx_factcheck.facts.shape import nearest

MAX_BYTES = 200_000_000
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)

_NO_FILE = {
    (True, True): "links to folders are not followed",
    (True, False): "this folder is closed to us",
    (False, True): "this link leads to no file",
    (False, False): "this is no file",
}


@dataclass(frozen=True, slots=True)
class FactFile:
    """One YAML file. `kind` names what its entries are (a key of FILE_KINDS), empty if its path does not tell."""

    path: str
    kind: str
    content: bytes


def read_files(folder: Path, root: Path | None) -> tuple[tuple[FactFile, ...], tuple[Problem, ...]]:
    """Every YAML file below a folder in the order of their paths, and what keeps others from being read.

    Paths are relative to `root`; no link is followed out of it, or out of the folder where that stands elsewhere.
    """
    files: list[FactFile] = []
    problems: list[Problem] = []
    if not folder.is_dir():
        return (), (_refused(_shown(folder, root), "there is no such folder", "make it, or name another with --facts"),)
    homes = [(root if root and _named_in(folder, root) else folder).resolve()]
    for path in _below(folder):
        shown = _shown(path, root)
        if not is_one_line(shown):
            problems.append(
                _refused(shown, "has a sign of control in its name, such as the end of a line", "rename it")
            )
            continue
        try:
            if not any(path.resolve(strict=True).is_relative_to(home) for home in homes):
                raise OSError("this link leaves the project")
            if not path.is_file():
                raise OSError(_NO_FILE[path.is_dir(), path.is_symlink()])
            if path.stat().st_size > MAX_BYTES:
                raise OSError(f"this file is larger than {MAX_BYTES // 1_000_000} MB")
            content = path.read_bytes()
        except (OSError, RuntimeError) as error:
            said = getattr(error, "strerror", None) or str(error)
            problems.append(_refused(shown, f"cannot be read: {said}", "put the file itself here"))
            continue
        files.append(FactFile(shown, kind_of(path.relative_to(folder)), content))
    return tuple(files), tuple(problems)


def _named_in(folder: Path, root: Path) -> bool:
    return Path(os.path.normpath(folder.absolute())).is_relative_to(Path(os.path.normpath(root.absolute())))


def is_reserved(name: str) -> bool:
    """Whether a name stands for a device on Windows, with and without an ending."""
    return bool(_DEVICES.fullmatch(name.partition(".")[0].rstrip(" ")))


def kind_of(path: Path) -> str:
    """What a file holds, by its path in the fact base: `people.yml`, `people-tibet.yml`, `people/tibet.yml`."""
    for part in (path.stem, *reversed(path.parent.parts)):
        for kind in FILE_KINDS:
            if part == kind or part.startswith((f"{kind}-", f"{kind}_", f"{kind}.")):
                return kind
    return ""


def unknown_kind(path: str) -> Problem:
    """What to say of a file whose name does not tell what it holds."""
    name, stem = Path(path).name, Path(path).stem
    like = nearest(stem, FILE_KINDS)
    mend = f"did you mean “{like}.yml”?" if like else f"name it people-{stem}.yml, say, or give each entry a “type”"
    return _refused(path, f"the name “{name}” does not tell which of {', '.join(FILE_KINDS)} this is", mend)


def _below(folder: Path) -> Iterator[Path]:
    found: list[Path] = []
    for base, folders, names in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(base) / name).is_symlink()]
        yml = [name for name in names if name.lower().endswith((".yml", ".yaml")) and not name.startswith(".")]
        found.extend(Path(base) / name for name in links + yml)
    return iter(sorted(found))


def _shown(path: Path, root: Path | None) -> str:
    if root:
        try:
            return path.absolute().relative_to(root.absolute()).as_posix()
        except ValueError:
            pass
    return path.as_posix()


def _refused(path: str, message: str, mend: str) -> Problem:
    return Problem("facts-file", Place(path, 1, 1, 1, 1, 0, 0), message, mend)
