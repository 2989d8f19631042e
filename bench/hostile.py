"""Text made to be slow: how long each kind of claim takes on it, for a text and for one twice as long.

Run `python bench/hostile.py`. The time should grow with the length and no faster: a factor of about 2.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "claims"))

from test_hostile import UNITS, hostile_facts

from sphinx_factcheck.claims.base import Kind, Reading
from sphinx_factcheck.claims.registry import kinds
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.text import plain_letter
from sphinx_factcheck.mentions import NameIndex

SIZE = 50_000


def seconds(kind: Kind, text: str, facts: FactBase, names: NameIndex) -> float:
    letter = plain_letter("letter.txt", text, date=parse("2023-06-14"))
    reading = Reading(letter, names.find(letter).found, facts)
    began = time.process_time()
    for claim in kind.find(reading):
        kind.judge(claim, reading)
    return time.process_time() - began


def main() -> None:
    facts = hostile_facts()
    names = NameIndex(facts)
    for kind in kinds():
        worst = max((seconds(kind, unit * (2 * SIZE // len(unit)), facts, names), unit) for unit in UNITS)
        half = seconds(kind, worst[1] * (SIZE // len(worst[1])), facts, names)
        factor = worst[0] / half if half else 0.0
        told = f"{2 * SIZE / 1000:.0f} kB in {worst[0]:.2f} s, a factor of {factor:.1f}"
        sys.stdout.write(f"{kind.name:12} {told}: {worst[1][:40]!r}\n")


if __name__ == "__main__":
    main()
