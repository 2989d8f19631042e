"""Which of the pages that we seal stand where they were written, as they are to be.

A page ends with a seal, a digest of what it was made from. Nobody reads a thousand pages for their seals: what was
found on a page is kept with its size and its time, and looked for again where these have changed.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

_NAME = "factcheck-written.json"
_VERSION = 2
_MADE = (".html", ".js", ".json", ".csv")


def seal(digest: str) -> str:
    """What a page ends with that was made from more than its own source."""
    return f"<!-- {digest} -->"


class Written:
    """The pages of one builder. `sure` keeps for a page what a quick look at its origins said, with its digest."""

    def __init__(self, app: Sphinx) -> None:
        self._path = Path(app.doctreedir) / _NAME
        self._out = str(app.outdir)
        self._wanted: dict[str, str] = {}
        kept = self._read()
        self._seen: dict[str, list[Any]] = kept.get("seen", {})
        self._sure: dict[str, list[str]] = kept.get("sure", {})
        self._now_sure: dict[str, list[str]] = {}
        self._own_before = {str(path) for path in kept.get("own", ())}
        self._own: set[str] = set()

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            told = json.loads(self._path.read_text("utf-8"))
            if isinstance(told, dict) and told.get("version") == _VERSION and told.get("out") == self._out:
                return told
        return {}

    def bears(self, builder: Builder, page: str, digest: str) -> bool:
        """Whether a page stands there that was made for this digest; what an interrupted build left does not."""
        path = str(builder.get_outfilename(page))  # type: ignore[attr-defined]
        self._wanted[path] = digest
        return self._bears(path, digest)

    def _bears(self, path: str, digest: str) -> bool:
        try:
            stat = Path(path).stat()
        except OSError:
            return False
        now = [digest, stat.st_size, stat.st_mtime_ns]
        if self._seen.get(path) == now:
            return True
        with suppress(OSError):
            if seal(digest) in Path(path).read_text("utf-8", "replace"):
                self._seen[path] = now
                return True
        return False

    def known(self, page: str, origin: str) -> str:
        """The digest that a page had when its origin was the same; empty where nobody knows."""
        before, digest = self._sure.get(page, ("", ""))
        return digest if before == origin else ""

    def note(self, page: str, origin: str, digest: str) -> None:
        """Keep in mind that a page has this digest as long as its origin is the same."""
        self._now_sure[page] = [origin, digest]

    def own(self, path: Path) -> None:
        """Keep in mind that a file is there for what the edition holds now; one that no build names any more goes."""
        self._own.add(os.path.relpath(path, self._out))

    def _remove_left(self) -> None:
        home = Path(self._out).resolve()
        for name in self._own_before - self._own:
            path = home / name
            if path.suffix in _MADE and path.parent.resolve().is_relative_to(home):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                    path.parent.rmdir()

    def save(self, *, whole: bool) -> None:
        """Keep what is sure for the next build; where all is known that belongs to the edition, what is left goes."""
        if whole:
            self._remove_left()
        own = sorted(self._own if whole else self._own | self._own_before)
        seen = {p: self._seen[p] for p, digest in self._wanted.items() if self._bears(p, digest)}
        told = {
            "version": _VERSION,
            "out": self._out,
            "seen": seen,
            "own": own,
            "sure": {**self._sure, **self._now_sure},
        }
        with suppress(OSError):
            self._path.write_text(json.dumps(told), "utf-8")
