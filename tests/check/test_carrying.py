"""Two letters that carry the same document: told, and everything else the same whatever the order of anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from editions import FILES, write_edition

from sphinx_factcheck.check import carried_twice
from sphinx_factcheck.letters.myst import read_letter

LETTER = FILES["chapters/2023-berg.md"]
WORDS = "The board wrote that “the court had no grounds to hear any of the witnesses in this case”."
QUOTING = LETTER.replace("letter-2023", "letter-2024").replace("2023-06-14", "2024-06-14") + f"\n{WORDS}\n"
TWICE = {
    "chapters/2022-berg.md": LETTER.replace("12 years", "12 years. The court had no grounds to hear any of the witnesses in this case"),
    "chapters/2024-berg.md": QUOTING,
    "chapters/2021-berg.md": LETTER + "\nThe court had few grounds to hear all of the witnesses in this case.\n",
    "facts/documents.yml": FILES["facts/documents.yml"]
    + "\n- id: letter-2024\n  name: the second letter\n  type: letter\n"
    "  dates:\n    - {event: dated, on: 2024-06-14, sources: [board-2023]}\n",
}  # fmt: skip


def gate(folder: Path, seed: int) -> tuple[int, str]:
    told = subprocess.run(
        [sys.executable, "-m", "sphinx_factcheck", "check", "--format", "json"],
        cwd=folder, env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return told.returncode, told.stdout


def test_the_gate_is_the_same_whatever_the_order_in_which_strings_are_hashed(tmp_path: Path) -> None:
    write_edition(tmp_path, TWICE)
    runs = {gate(tmp_path, seed) for seed in range(5)}
    assert len(runs) == 1
    code, told = runs.pop()
    assert code == 1
    found = [(f["path"], f["line"], f["text"]) for f in json.loads(told) if f["rule"] == "chapter"]
    assert found == [("chapters/2022-berg.md", 3, "letter-2023"), ("chapters/2023-berg.md", 3, "letter-2023")]


def test_a_witness_carries_no_document() -> None:
    names = ("chapters/2023-berg.md", "chapters/2023-berg-repost.md")
    assert carried_twice(read_letter(name, FILES[name]) for name in names) == ()
