"""How long fact bases take to load: one of 25,000 made-up people, beside PyYAML's C loader on the same file; our own.

Run `python bench/facts.py [PEOPLE]`. Each measure has a process to itself: seconds without imports, peak memory in MB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from sphinx_factcheck.facts.load import load_facts

OURS = Path(__file__).parents[1] / "facts"
PERSON = """\
- id: person-{n:05}
  name: Given{n} Family{family}
  native: 人{character}
  also: [Dr. Family{family} {n}]
  about: Writer, number {n} of the made-up people.
  born: {{on: {year}-03-04, sources: [source-{source}]}}
  custody:
    - {{event: detained, on: 2010-01-0{digit}, sources: [source-{source}]}}
    - {{event: sentenced, on: 2011-02-1{digit}, term: {digit} years, charge: libel, sources: [source-{source}]}}
  offices:
    - {{office: Editor, of: Paper {n}, valid: 2001/2009-12, sources: [source-{source}]}}
"""
SOURCE = "- {{id: source-{n}, title: Book {n}, citation: shelf {n}, seen: 2026-01-31}}\n"


def generate(folder: Path, people: int) -> None:
    """Write a fact base of so many people, with four statements each, into a folder."""
    with (folder / "people.yml").open("w", encoding="utf-8") as file:
        for n in range(people):
            numbers = {"family": n % 977, "year": 1940 + n % 55, "source": n % 50, "digit": 1 + n % 9}
            file.write(PERSON.format(n=n, character=chr(0x4E00 + n % 5000), **numbers))
    (folder / "sources.yml").write_text("".join(SOURCE.format(n=n) for n in range(50)), encoding="utf-8")


def with_pyyaml(folder: Path) -> None:
    for path in sorted(folder.glob("*.yml")):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


def first(folder: Path) -> None:
    load_facts(folder, cache=folder / "cache")


def uncached(folder: Path) -> None:
    load_facts(folder)


def cached(folder: Path) -> None:
    facts = load_facts(folder, cache=folder / "cache")
    assert type(facts.entities) is not dict, "the cache was not used"


def cached_and_all_asked_for(folder: Path) -> None:
    facts = load_facts(folder, cache=folder / "cache")
    assert sum(len(entity.name) for entity in facts.entities.values())


MEASURES: dict[str, Callable[[Path], None]] = {
    measure.__name__: measure for measure in (with_pyyaml, first, cached, cached_and_all_asked_for, uncached)
}


def measure(name: str, folder: Path) -> tuple[float, float]:
    """Seconds and MB of one measure, in a process of its own."""
    command = [sys.executable, __file__, name, str(folder)]
    seconds, megabytes = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds, megabytes


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, people)
        size = (folder / "people.yml").stat().st_size / 1e6
        sys.stdout.write(f"{people:,} people, {size:.1f} MB of YAML\n")
        for task in ("with_pyyaml", "first", "cached", "cached_and_all_asked_for"):
            seconds, megabytes = measure(task, folder)
            sys.stdout.write(f"  {task.replace('_', ' '):<26} {seconds:7.2f} s {megabytes:6.0f} MB\n")
    seconds, megabytes = measure("uncached", OURS)
    sys.stdout.write(f"our own facts, without cache {seconds:7.2f} s {megabytes:6.0f} MB\n")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        began = time.perf_counter()
        MEASURES[sys.argv[1]](Path(sys.argv[2]))
        sys.stdout.write(
            json.dumps([time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024])
        )
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000)
