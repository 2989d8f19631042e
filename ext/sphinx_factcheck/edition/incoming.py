"""What an import adds to an edition: new files whole, entries behind those that are there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from sphinx_factcheck.edition.stubs import appended


def with_entries(folder: Path, entries: Mapping[str, str], id: str, remark: str) -> dict[Path, str]:
    """The texts of the fact files with new entries behind the others, by path; `remark` stands above them.

    Where a file is not a plain list that can be added to, the entries go into one of their own. Raises OSError.
    """
    found = {}
    for kind, entry in entries.items():
        path = folder / f"{kind}.yml"
        new = f"# {remark}\n{entry}"
        before = path.read_text("utf-8") if path.is_file() else ""
        text = appended(before, new)
        if _is_list(text, before):
            found[path] = text
        else:
            found[folder / f"{kind}-{id}.yml"] = new
    return found


def _is_list(text: str, before: str) -> bool:
    try:
        told, was = yaml.safe_load(text), yaml.safe_load(before)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return isinstance(told, list) and len(told) > len(was or [])


def marked(chapter: str, reviews: Mapping[str, str]) -> str:
    """A chapter whose front matter says above each of these keys what an editor should look at."""
    head, mark, body = chapter.partition("\n---\n")
    lines = []
    for line in head.split("\n"):
        key = line.partition(":")[0]
        if key in reviews:
            lines.append(f"# review: {' '.join(reviews[key].split())}")
        lines.append(line)
    return "\n".join(lines) + mark + body
