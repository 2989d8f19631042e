"""Editions with what a stranger could send, each attack a letter, a note or a page of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import yaml
from book.books import CONFIG, Built

SECRET = "words-that-stand-outside"
CONF = """project = "Hostile"
extensions = ["myst_nb", "sphinx_design", "sphinx_factcheck"]
html_theme = "basic"
nb_execution_mode = "auto"
exclude_patterns = ["_build"]
"""
LETTER = """---
title: A letter to Minister Berg
document: letter-{id}
date: 2023-06-14
source: board-2023
{front}---

In April 2023 the court sentenced Karin Lind to 14 years in prison and Ove Dahl to 12 years.

{letter}
"""
DOCUMENT = """- id: letter-{id}
  name: letter {id}
  type: letter
  dates:
    - {{event: dated, on: 2023-06-14, sources: [board-2023]}}
"""


@dataclass(frozen=True)
class Attack:
    """One row of attacks.yml, and the page it is made into."""

    k: str
    rule: str
    page: str
    row: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.k} {self.page}: {next(iter(self.row.values()))[:60]!r}"

    @property
    def files(self) -> tuple[str, ...]:
        """The files in which it stands."""
        if "page" in self.row:
            return (f"{self.page}.md",)
        return (f"{self.page}.md", f"annotations/{self.page.partition('/')[2]}.md")


def attacks() -> list[Attack]:
    """All rows of attacks.yml."""
    rows = yaml.safe_load((Path(__file__).parent / "attacks.yml").read_text("utf-8"))
    found = []
    for number, row in enumerate(rows):
        k, rule = row.pop("k"), row.pop("rule")
        folder = "reference" if "page" in row else "chapters"
        found.append(Attack(k, rule, f"{folder}/x{number:03}", row))
    return found


def lay(folder: Path, rows: list[Attack], url: str) -> Path:
    """Write an edition that holds all these attacks; outside of it stands a file with the secret."""
    edition = folder / "far" / "down" / "edition"
    subprocess.run([sys.executable, "-m", "sphinx_factcheck", "init", str(edition)], check=True, capture_output=True)
    (folder / "outside.txt").write_text(SECRET)
    (folder / "outside.png").write_text(SECRET)
    told = {"RAN": f"touch {edition}/ran.txt", "URL": url, "OUT": "../../../../outside.txt"}
    documents, pages = [(edition / "facts/documents.yml").read_text()], ["chapters/2023-berg", "reference/people"]
    for attack in rows:
        row = {
            key: _filled(value, {**told, "SELF": attack.page[-4:]})
            for key, value in attack.row.items()
            if key != "twice"
        }
        id = attack.page[-4:]
        if "page" in row:
            _write(edition / f"{attack.page}.md", row["page"])
        else:
            front = f"{row['front']}\n" if "front" in row else ""
            _write(edition / f"{attack.page}.md", LETTER.format(id=id, front=front, letter=row.get("letter", "")))
            documents.append(DOCUMENT.format(id=id))
        if "note" in row:
            note = f"::::::{{note-on}} Karin Lind to 14 years in prison\nA note. {{source}}`court-2023`\n\n{row['note']}\n::::::\n"
            _write(edition / f"annotations/{id}.md", note)
        pages.append(attack.page)
    _write(edition / "facts/documents.yml", "\n".join(documents))
    _write(
        edition / "_toc.yml", "format: jb-book\nroot: index\nchapters:\n" + "".join(f"  - file: {p}\n" for p in pages)
    )
    _write(edition / "_config.yml", CONFIG.replace('execute:\n  execute_notebooks: "off"\n', ""))
    return edition


def _filled(value: str, told: dict[str, str]) -> str:
    for name, words in told.items():
        value = value.replace(name, words)
    return value


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(edition: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What `factcheck check` says, in a process of its own."""
    command = [sys.executable, "-m", "sphinx_factcheck", "check", *words]
    return subprocess.run(command, cwd=edition, capture_output=True, text=True, check=False, timeout=120)


def found(edition: Path) -> list[dict[str, Any]]:
    """The findings of `factcheck check`, as data."""
    run = check(edition, "--format", "json")
    assert run.returncode in {1, 2}, run.stderr
    told: list[dict[str, Any]] = json.loads(run.stdout)
    return told


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it was asked for."""
    asked: list[str] = []

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()


def leaks(edition: Path) -> list[str]:
    """The files of an edition, those packed into an EPUB too, that hold what stands outside of it, or were made by code."""
    told = [str(path) for path in edition.rglob("ran.txt")]
    for base, _, names in os.walk(edition):
        for name in names:
            path = Path(base, name)
            if path.suffix == ".epub":
                with zipfile.ZipFile(path) as book:
                    told += [f"{name}: {one}" for one in book.namelist() if SECRET.encode() in book.read(one)]
            elif path.is_file() and SECRET.encode() in path.read_bytes():
                told.append(str(path))
    return told


def refused(built: Built, page: str) -> bool:
    """Whether a page holds what was found in place of its words."""
    text = built.page(page).select_one("article, .body").get_text()
    return "This page is not shown" in text and "In April 2023 the court" not in text
