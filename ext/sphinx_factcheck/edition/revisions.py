"""What git knows of the files: which differ from a revision, and what they held then."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20
"""So many seconds git may take."""


class UnknownRevision(ValueError):
    """A revision that this repository does not have."""


class NoHistory(ValueError):
    """Git cannot tell what changed: it is not installed, there is no repository, or the history was cut off."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit, seen from a folder inside its repository; paths are relative to that folder."""

    folder: Path
    commit: str

    @classmethod
    def find(cls, folder: Path, name: str) -> Revision:
        """The commit that a name means. Raises UnknownRevision and NoHistory, with what to do in their messages."""
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").decode().strip() == "true"
        if name and not name.strip("0"):  # what CI gives as the commit before the first
            raise NoHistory("there is no commit before this one")
        try:
            commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except NoHistory:
            if shallow:
                raise NoHistory(f"“{name}” is not in this shallow clone; fetch more of its history") from None
            raise UnknownRevision(f"“{name}” is no revision of this repository") from None
        return cls(folder, commit.decode().strip())

    def changed(self) -> frozenset[str]:
        """The files that differ in the work tree, those not yet added to git among them."""
        differing = _git(self.folder, "diff", "--name-only", "--no-renames", "--relative", "-z", self.commit, "--")
        others = _git(self.folder, "ls-files", "--others", "--exclude-standard", "-z")
        return frozenset(os.fsdecode(name) for name in (differing + others).split(b"\0") if name)

    def texts(self, paths: Iterable[str]) -> dict[str, str]:
        """What files held at the revision, for those that were there."""
        wanted = [path for path in paths if "\n" not in path]
        asked = "".join(f"{self.commit}:./{path}\n" for path in wanted)
        told = _git(self.folder, "cat-file", "--batch", given=os.fsencode(asked))
        found: dict[str, str] = {}
        at = 0
        for path in wanted:
            end = told.index(b"\n", at)
            head = told[at:end].split()
            at = end + 1
            if head[-2:-1] == [b"blob"]:
                size = int(head[-1])
                found[path] = told[at : at + size].decode("utf-8", "replace")
                at += size + 1
        return found


def tracked_below(folder: Path, below: Path) -> tuple[str, ...]:
    """The files at or below a path that the repository around a folder tracks, if there is one."""
    try:
        told = _git(folder, "ls-files", "-z", "--", os.path.abspath(below))  # noqa: PTH100 - links stay as they are
    except NoHistory:
        return ()
    return tuple(os.fsdecode(name) for name in told.split(b"\0") if name)


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(folder), *words]
    surroundings = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        run = subprocess.run(command, input=given, capture_output=True, env=surroundings, timeout=PATIENCE, check=False)
    except FileNotFoundError:
        raise NoHistory("git is not installed") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoHistory(f"git does not answer: {error}") from None
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoHistory(said[0].removeprefix("fatal: ") if said else f"git ended with {run.returncode}")
    return run.stdout
