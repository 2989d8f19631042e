"""How fast and how well sources are checked: 400 on a local server; 1,000 page pairs with drift and 1,000 without.

Run: .venv/bin/python bench/sources.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import click
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from editions import write_edition
from sources.pairs import SHAPES, pair, story
from sources.test_drift import differs
from sources.web import page, serving

from sphinx_factcheck.cli import main


def on_a_local_server(count: int = 400) -> None:
    """Check so many sources, each a page of its own with an excerpt, twice."""
    import random

    pages, entries = {}, []
    with tempfile.TemporaryDirectory() as folder, serving(pages) as web:
        for number in range(count):
            chance = random.Random(number)
            told = story(chance)
            pages[f"/{number}"] = page(SHAPES[number % len(SHAPES)](told, chance))
            excerpt = " ".join(told.paragraphs[1][0].split()[:12])
            entries.append(
                f"- {{id: s-{number}, title: T, url: '{web.url}/{number}', seen: 2026-01-01, excerpt: '{excerpt}'}}"
            )
        write_edition(Path(folder), {"facts/more/sources.yml": "\n".join(entries)})
        words = ["sources", "check", "--allow-private", "--facts", f"{folder}/facts", *(f"s-{n}" for n in range(count))]
        for turn in ("first", "second"):
            started = time.perf_counter()
            result = CliRunner().invoke(main, words)
            click.echo(
                f"{count} sources, {turn} time: {time.perf_counter() - started:.1f} s; {result.stdout.splitlines()[-1]}"
            )


def drift(count: int = 1000) -> None:
    """Hold so many pairs of pages of each sort against each other."""
    started = time.perf_counter()
    found = sum(differs(*pair(number, drift=True)) for number in range(count))
    alarmed = sum(differs(*pair(number, drift=False)) for number in range(count))
    took = time.perf_counter() - started
    click.echo(f"{found} of {count} drifts found, {alarmed} of {count} with other furniture alarmed, in {took:.0f} s")


if __name__ == "__main__":
    on_a_local_server()
    drift()
