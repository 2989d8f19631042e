"""The lock file beside the facts: what was seen of each source when it was last looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sphinx_factcheck.letters.files import Unreadable, problem_at_start, read_text

NAME = "sources.lock.json"
_VERSION = 1
_ALWAYS = frozenset({"state", "checked"})


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen of one source. Days are ISO dates; `text` is a digest of the main text, `parts` of its sentences.

    `url` is the address that was asked, `final` where that led; `excerpt` the one that was looked for.
    """

    state: str
    checked: str
    message: str = ""
    url: str = ""
    final: str = ""
    status: int = 0
    excerpt: str = ""
    text: str = ""
    parts: str = ""
    etag: str = ""
    modified: str = ""
    archive: str = ""
    archived: str = ""


Lock = Mapping[str, Looked]


def read_lock(path: Path, name: str) -> dict[str, Looked]:
    """What a lock file holds, by the ids of sources; nothing where there is none yet. Raises Unreadable."""
    if not path.exists():
        return {}
    mend = "take it back from the history, or remove it: factcheck sources check makes it anew"
    try:
        told = json.loads(read_text(path, name))
    except ValueError as error:
        raise Unreadable(problem_at_start(name, f"this is no JSON: {error}", mend)) from None
    if not isinstance(told, dict) or told.get("version") != _VERSION or not isinstance(told.get("sources"), dict):
        raise Unreadable(problem_at_start(name, f"this is no lock file of version {_VERSION}", mend))
    known = {field.name: int if field.name == "status" else str for field in fields(Looked)}
    found = {}
    for id, entry in told["sources"].items():
        if not isinstance(entry, dict) or not entry.keys() >= _ALWAYS:
            raise Unreadable(problem_at_start(name, f"the entry of {id} is none", mend))
        kept = {key: value for key, value in entry.items() if key in known}
        if any(not isinstance(value, known[key]) for key, value in kept.items()):
            raise Unreadable(problem_at_start(name, f"the entry of {id} is none", mend))
        found[id] = Looked(**kept)
    return found


def lock_text(lock: Lock) -> str:
    """The lock file's text: sources in the order of their ids, nothing that is empty."""
    entries = {
        id: {key: value for key, value in asdict(lock[id]).items() if value or key in _ALWAYS} for id in sorted(lock)
    }
    return json.dumps({"version": _VERSION, "sources": entries}, ensure_ascii=False, indent=1) + "\n"
