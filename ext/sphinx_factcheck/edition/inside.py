"""What may be a file of an edition: inside its folder past all links, and with a name that is one everywhere."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.facts.files import is_reserved
from sphinx_factcheck.letters.files import problem_at_start, real

_UNSAFE = re.compile(r"[\"'<>&\\`{}|*?:#%;$\x00-\x1f\x7f]")


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path that stands in a folder leads out of it, by a link or by going up."""
    if (within := below(str(path), str(root))) and not _has_links(str(root), within):
        return False
    return is_named_in(path, root) and not _lies_in(str(real(path)), _home(str(root)))


def below(path: str, root: str) -> str:
    """A path told from the folder it is plainly written to stand in; empty where it is not."""
    if not path.startswith(root) or path[len(root) : len(root) + 1] != os.sep:
        return ""
    within = path[len(root) + 1 :]
    return "" if f"{os.sep}." in path[len(root) :] or os.sep * 2 in path or "\0" in path else within


def _has_links(root: str, within: str) -> bool:
    """Whether any step from a folder to what is in it is a link."""
    at = root
    for step in within.split(os.sep):  # noqa: PTH206
        at = f"{at}{os.sep}{step}"
        if os.path.islink(at):  # noqa: PTH114 - for each letter of many
            return True
    return False


def is_named_in(path: Path, root: Path) -> bool:
    """Whether a path stands in a folder, whatever it leads to."""
    named = os.path.abspath(path)  # noqa: PTH100 - links stay as they are
    return _lies_in(named, os.path.abspath(root)) or _lies_in(named, _home(str(root)))  # noqa: PTH100


@lru_cache(maxsize=64)
def _home(root: str) -> str:
    """Where the folder of an edition really is; a folder does not move while it is worked on."""
    return str(real(Path(root)))


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def left(name: str) -> Problem:
    """The problem that a link out of the edition is."""
    return problem_at_start(name, "this link leaves the edition", "put the file itself here")


def is_hidden(name: str) -> bool:
    """Whether a path from the edition's folder is that of a hidden file, or lies in a hidden folder."""
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def names_apart(names: Iterable[str], beside: str) -> Iterator[Problem]:
    """The files whose pages would be one page on some systems, or none.

    `beside` is what the name of a page has behind that of the letter it belongs to.
    """
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        page = PurePosixPath(name).with_suffix("")
        alike[page.as_posix().casefold()].append(name)
        alike[f"{page}{beside}".casefold()] += [] if page.name.endswith(beside) else [name]
        if _UNSAFE.search(PurePosixPath(name).name):
            mend = "rename it with letters, digits, “-”, “_” and “.”"
            yield problem_at_start(name, "this name holds signs that are none of an address", mend)
        if any(map(is_reserved, page.parts)):
            yield problem_at_start(name, "this name stands for a device on Windows", "rename it")
    for found in alike.values():
        for name in sorted(set(found))[1:]:
            message = f"its page would be that of {min(found)}"
            yield problem_at_start(name, message, "rename one of the two")
