"""The file behind the cache: rows of bytes by their keys, each with a digest of its own.

A row is there whole or not at all, and two runs at once are safe: SQLite sees to that. What is damaged is passed over,
and where nothing can be read or written one does without.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

NAME = "checked.sqlite"
_PATIENCE = 2.0
"""Seconds that a run waits for another that is writing; then it does without."""
_AT_ONCE = 500
_DAY = 86_400
_KEPT = 30
"""Days after which a row that nobody has used goes."""
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, sum BLOB, data BLOB, used INTEGER) WITHOUT ROWID"


class Store:
    """The rows in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The rows of these keys that are there and sound."""
        found: dict[str, bytes] = {}
        wanted = list(dict.fromkeys(keys))
        if not wanted or not self.path.is_file():
            return found
        stale: list[str] = []
        today = int(time.time()) // _DAY
        with suppress(sqlite3.Error), self._open(f"{self.path.absolute().as_uri()}?mode=ro") as rows:
            for some in _parts(wanted):
                marks = ",".join("?" * len(some))
                asked = f"SELECT key, sum, data, used FROM kept WHERE key IN ({marks})"
                for key, told, data, used in rows.execute(asked, some):
                    if isinstance(data, bytes) and told == _sum(key, data):
                        found[key] = data
                        if used != today:
                            stale.append(key)
        self._note_use(stale, today)
        return found

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep rows, all of them or none."""
        if not rows:
            return
        try:
            self._put(rows)
        except sqlite3.OperationalError:  # no room, no right to write, or another run that takes long
            return
        except sqlite3.DatabaseError:
            with suppress(OSError, sqlite3.Error):
                self.path.unlink(missing_ok=True)
                self._put(rows)

    def _put(self, rows: Mapping[str, bytes]) -> None:
        today = int(time.time()) // _DAY
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        told = ((key, _sum(key, data), data, today) for key, data in rows.items())
        with self._open(str(self.path)) as kept:
            kept.execute("BEGIN IMMEDIATE")
            kept.execute(_TABLE)
            kept.execute("DELETE FROM kept WHERE used < ?", (today - _KEPT,))
            kept.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", told)
            kept.execute("COMMIT")

    def _note_use(self, keys: list[str], today: int) -> None:
        if keys:
            with suppress(sqlite3.Error), self._open(str(self.path)) as kept:
                kept.execute("BEGIN IMMEDIATE")
                kept.executemany("UPDATE kept SET used = ? WHERE key = ?", ((today, key) for key in keys))
                kept.execute("COMMIT")

    @contextmanager
    def _open(self, where: str) -> Iterator[sqlite3.Connection]:
        uri = where.startswith("file:")
        with closing(sqlite3.connect(where, timeout=_PATIENCE, isolation_level=None, uri=uri)) as rows:
            rows.execute("PRAGMA synchronous = OFF")  # after a power cut a row is whole, or its digest tells
            yield rows

    def size(self) -> tuple[int, int]:
        """How many rows there are, and the bytes of the file."""
        number = 0
        if self.path.is_file():
            with suppress(sqlite3.Error), self._open(f"{self.path.absolute().as_uri()}?mode=ro") as rows:
                number = int(rows.execute("SELECT count(*) FROM kept").fetchone()[0])
        return number, self.path.stat().st_size if self.path.is_file() else 0


def _parts(keys: list[str]) -> Iterator[list[str]]:
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


def _sum(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + data).digest()
