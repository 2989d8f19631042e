"""How fast an archive is checked by `factcheck corpus check`, and in how much memory: one process, two, and Ray.

    python bench/archive.py [--megabytes N] [--minutes N] [--empty N] [CORPUS]

CORPUS is a folder of VOLUME/letters.jsonl and VOLUME/persons.json; its letters are taken over and over, as often as it
takes to make so many megabytes, with its persons as the fact base. Without it letters and facts are those that
large_edition.py makes. A tenth of a minute's worth is checked first: where the three runs would take longer than
--minutes, less is taken, and what the whole would take is told from the rate of what was measured.

Prints seconds and MB a second of each run, what two processes gain over one, Ray over these, the most memory that all
processes of a run held at once, and the load of the machine before each.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import click
from large_edition import write_edition

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "sphinx_factcheck", "corpus", "check")
_EVERY = 0.2


def memory_below(process: int) -> float:
    """MB that a process and all below it hold, what they share counted once."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        held = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
        below = [int(n) for task in Path(f"/proc/{process}/task").glob("*/children") for n in task.read_text().split()]
    except (OSError, StopIteration):
        return 0.0
    return held / 1000 + sum(map(memory_below, below))


def timed(letters: Path, facts: Path, *words: str) -> tuple[float, float]:
    """Seconds, and most MB, of one run."""
    most = 0.0
    with tempfile.TemporaryDirectory() as out:
        started = time.perf_counter()
        command = [*COMMAND, str(letters), "--facts", str(facts), "--out", f"{out}/out", *words]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        ended = threading.Event()

        def watch() -> None:
            nonlocal most
            while not ended.wait(_EVERY):
                most = max(most, memory_below(running.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        code = running.wait()
        ended.set()
        watching.join()
        seconds = time.perf_counter() - started
    if code:
        raise click.ClickException(f"corpus check ended with {code}")
    return seconds, most


def lines_of(folder: Path) -> Iterator[str]:
    """Each letter as a line, those of a corpus (VOLUME/letters.jsonl) or of an edition, again and again without end."""
    told: list[dict[str, str]] = []
    for path in sorted(folder.glob("*/letters.jsonl")):
        told += [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for path in sorted(folder.glob("chapters/*/*.md")):
        head, _, text = path.read_text("utf-8").removeprefix("---\n").partition("---\n")
        told.append({"id": path.stem, "date": head.partition("date: ")[2][:10], "text": text})
    if not told:
        raise click.ClickException(f"no letters at {folder}: it must hold VOLUME/letters.jsonl")
    for turn in itertools.count():
        yield from (json.dumps({**one, "id": f"{one['id']}-{turn}"}) + "\n" for one in told)


def write_archive(path: Path, lines: Iterator[str], megabytes: float) -> float:
    """Write letters until there are so many megabytes; how many there are."""
    size = 0
    with path.open("w", encoding="utf-8") as out:
        while size < megabytes * 1e6:
            size += out.write(next(lines))
    return size / 1e6


def write_persons(corpus: Path, folder: Path) -> None:
    """Make a fact base of those who stand in a corpus's own lists of persons, each once."""
    told: dict[str, dict[str, str]] = {}
    for path in sorted(corpus.glob("*/persons.json")):
        for one in json.loads(path.read_text("utf-8")):
            told.setdefault(one["name"], {"id": f"p{len(told)}", "name": one["name"], "about": one["description"]})
    folder.mkdir(parents=True)
    (folder / "people.yml").write_text(json.dumps([*told.values()], ensure_ascii=False), "utf-8")  # JSON is YAML


RUNS = {"one process": ("--jobs", "1"), "two": ("--jobs", "2"), "Ray, two": ("--jobs", "2", "--engine", "ray")}
AS_MUCH = 2.4
"""What all runs take together, by the first of them."""
PROBE = 1.0


def share(home: Path, lines: Iterator[str], wanted: float, minutes: float) -> float:
    """How many megabytes can be checked in so many minutes by all runs, if not those that are wanted."""
    probes = [(write_archive(home / f"probe-{n}.jsonl", lines, n * PROBE), home / f"probe-{n}.jsonl") for n in (1, 2)]
    (small, short), (large, long) = [(size, timed(path, home / "facts", "--jobs", "1")[0]) for size, path in probes]
    rate = (large - small) / max(long - short, 0.1)  # what it takes to begin left out
    most = (minutes * 60 / AS_MUCH - 2 * short) * rate
    if most >= wanted:
        return wanted
    click.echo(
        f"{wanted:g} MB would take {wanted / rate * AS_MUCH / 60:.0f} minutes: {max(most, large):.0f} MB are taken"
    )
    return max(most, large)


@click.command(help=__doc__)
@click.argument("corpus", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--megabytes", default=200.0, show_default=True, help="Letters that are checked.")
@click.option("--minutes", default=10.0, show_default=True, help="What the three runs may take together.")
@click.option("--empty", default=100_000, show_default=True, help="Letters without a word.")
def main(corpus: Path | None, megabytes: float, minutes: float, empty: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if corpus is None:
            write_edition(home, 1000)
        else:
            write_persons(corpus, home / "facts")
        lines = lines_of(corpus or home)
        archive = home / "archive.jsonl"
        taken = write_archive(archive, lines, share(home, lines, megabytes, minutes))
        whole = f"; all {megabytes:g} MB by this" if taken < megabytes else ""
        click.echo(f"\n{taken:.1f} MB of letters")
        took: dict[str, float] = {}
        for name, words in RUNS.items():
            load = os.getloadavg()[0]
            took[name], most = timed(archive, home / "facts", *words)
            gain = f", {took['one process'] / took[name]:.2f} × one process"
            told = f"{taken / took[name]:5.2f} MB/s{gain}, {most:4.0f} MB of memory, at a load of {load:.1f}"
            click.echo(
                f"  {name:12}{took[name]:8.1f} s, {told}{whole and f'{whole}: {took[name] * megabytes / taken:.0f} s'}"
            )
        click.echo(f"  Ray is {took['two'] / took['Ray, two']:.2f} × the two processes")
        nothing = home / "empty.jsonl"
        nothing.write_text("".join(f'{{"id": {n}, "date": "2023-06-14", "text": ""}}\n' for n in range(empty)), "utf-8")
        seconds, most = timed(nothing, home / "facts", "--jobs", "2")
        click.echo(f"{empty:,} empty letters: {seconds:.1f} s, {most:.0f} MB of memory")


if __name__ == "__main__":
    main()
