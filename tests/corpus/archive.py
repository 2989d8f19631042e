"""An archive of letters, made up, its facts, and what a run over it has written."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
from editions import FILES

COMMAND = (sys.executable, "-m", "sphinx_factcheck", "corpus", "check")
TERMS = ("14 years", "13 years", "12 years")
SENTENCE = "The court sentenced Karin Lind to {} in prison. We ask you, as we have asked before, to speak of it. "


def letter(number: int, sentences: int = 1) -> dict[str, str]:
    """A letter that is right about its fact where its number can be divided by three, else wrong."""
    return {
        "id": f"letter-{number}",
        "date": "2023-06-14",
        "text": "Dear Minister,\n\n" + SENTENCE.format(TERMS[number % 3]) * sentences,
    }


def lines(letters: Sequence[dict[str, str]]) -> str:
    return "".join(json.dumps(one) + "\n" for one in letters)


def write_facts(root: Path) -> Path:
    """The facts of the tiny edition, without the edition."""
    for name, content in FILES.items():
        if name.startswith("facts/"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content, "utf-8")
    return root / "facts"


def run(
    root: Path, *words: str | Path, code: int | None = 0, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`factcheck corpus check` with some words, in `root`."""
    command = [*COMMAND, *map(str, words), "--facts", "facts", "--jobs", "1"]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, env=env, timeout=200, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr
    if code is not None:
        assert ended.returncode == code, ended.stderr + ended.stdout
    return ended


def output(out: Path) -> dict[str, bytes]:
    """All that a run has written for others, by the path."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".run" not in path.relative_to(out).parts
    }


def letters(out: Path) -> list[tuple[str, int, str, int]]:
    """Input, row, id and number of claims of each letter, in the order of the output."""
    asked = f"select input, row, id, claims from '{out}/letters/*.parquet'"
    return duckdb.sql(asked).fetchall()


def aside(out: Path) -> list[dict[str, object]]:
    path = out / "unchecked.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
