"""The same letters and facts give the same claims in every run, whatever the order in which strings are hashed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = "harvest tunnel bridge market quarry harbour orchard station".split()
NUMBERS = "two three at_least_four up_to_500 nearly_20".split()


def equal_facts() -> str:
    """Events of which each shares one word with every sentence, and all else with the others."""
    return "\n".join(
        f"- {{id: {word}, name: Unrest about the {word}, counts: "
        f"[{{of: people killed, count: {number}, status: unverified}}]}}"
        for number, word in enumerate(WORDS, 2)
    )


def undated_letter() -> str:
    told = ", ".join(f"the {word}" for word in WORDS)
    return " ".join(f"In unrest about {told} {number.replace('_', ' ')} people were killed." for number in NUMBERS)


def claims(seed: int, *arguments: str | Path) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "sphinx_factcheck", "claims", *map(str, arguments), "--format", "jsonl"],
        cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return told.stdout


def test_equal_facts_are_told_in_one_order(tmp_path: Path) -> None:
    (tmp_path / "events.yml").write_text(equal_facts(), encoding="utf-8")
    letter = tmp_path / "letter.txt"
    letter.write_text(undated_letter(), encoding="utf-8")
    runs = {claims(seed, letter, "--facts", tmp_path) for seed in (1, 2, 3)}
    assert len(runs) == 1
    assert runs.pop().count("\n") == len(NUMBERS)


def test_the_edition_reads_the_same() -> None:
    first, second = (claims(seed, "chapters") for seed in (1, 2))
    assert first == second != ""
