"""Tiny editions, written to a folder, for tests of the command line and of the book."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FILES: Mapping[str, str] = {
    "_config.yml": "title: Tiny\n",
    "chapters/2023-berg.md": """---
title: A letter to Minister Berg
document: letter-2023
date: 2023-06-14
source: board-2023
---

Dear Minister Berg,

The court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years.
""",
    "chapters/2023-berg-repost.md": """---
title: A letter to Minister Berg
witness_of: letter-2023
date: 2021-07-12
source: board-2023
---

The court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years.
""",
    "annotations/2023-berg-repost.md": """:::{sic} 2021-07-12
:rule: date
A template's date; the letter is of June 2023. {source}`board-2023`
:::
""",
    "annotations/2023-berg.md": """:::{note-on} Karin Lind to 14 years in prison
Sentenced on the same day as {person}`ove-dahl`. {source}`court-2023`
:::
""",
    "facts/people.yml": """- id: karin-lind
  name: Karin Lind
  about: A lawyer.
  custody:
    - {event: sentenced, on: 2023-04-10, term: 14 years, sources: [court-2023]}

- id: ove-dahl
  name: Ove Dahl
  custody:
    - {event: sentenced, on: 2023-04-10, term: 12 years, sources: [court-2023]}

- id: siv-berg
  name: Siv Berg
  offices:
    - {office: Minister, of: Norland, valid: 2021-01-26/2025-01-20, sources: [court-2023]}
""",
    "facts/documents.yml": """- id: letter-2023
  name: the letter to Minister Berg
  type: letter
  dates:
    - {event: dated, on: 2023-06-14, sources: [board-2023]}
""",
    "facts/sources.yml": """- id: board-2023
  title: The Board's page
  url: https://example.org/letter
  seen: 2026-11-22
  excerpt: We write on behalf of two bodies

- id: court-2023
  title: The court's notice
  url: https://example.org/court
  seen: 2026-11-22
  excerpt: to 14 and 12 years in prison
""",
}


def write_edition(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the tiny edition with some files changed or added, or left out where None."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """One file of the tiny edition with some words replaced; they must stand in it."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return {name: FILES[name].replace(old, new)}
