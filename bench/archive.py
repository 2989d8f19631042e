"""How fast an archive is checked by `factcheck corpus check`, and in how much memory: one process, two, and Ray.

    python bench/archive.py [--count N] [--empty N] [--letters PATH --facts DIR]

Prints seconds and MB a second of each, what two processes gain over one, Ray over these, and the
most memory that all processes of a run held at once. Without PATH letters and facts are those that
large_edition.py makes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
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


@click.command(help=__doc__)
@click.option("--count", default=1000, show_default=True, help="Letters that are made.")
@click.option("--empty", default=100_000, show_default=True, help="Letters without a word.")
@click.option("--letters", type=click.Path(path_type=Path, exists=True))
@click.option("--facts", type=click.Path(path_type=Path, exists=True), default=ROOT / "facts")
def main(count: int, empty: int, letters: Path | None, facts: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if letters is None:
            write_edition(Path(folder) / "edition", count)
            letters, facts = Path(folder) / "edition/chapters", Path(folder) / "edition/facts"
        files = [letters] if letters.is_file() else [path for path in letters.rglob("*") if path.is_file()]
        megabytes = sum(path.stat().st_size for path in files) / 1e6
        click.echo(f"{megabytes:.1f} MB")
        took = {}
        for name, words in {
            "one process": ("--jobs", "1"), "two": ("--jobs", "2"), "Ray, two": ("--jobs", "2", "--engine", "ray"),
        }.items():  # fmt: skip
            took[name], most = timed(letters, facts.absolute(), *words)
            gain = f", {took['one process'] / took[name]:.2f} × one process"
            rate = f"{megabytes / took[name]:.2f} MB/s"
            click.echo(f"  {name:12} {took[name]:7.1f} s, {rate}{gain}, {most:.0f} MB of memory")
        click.echo(f"  Ray is {took['two'] / took['Ray, two']:.2f} × the two processes")
        nothing = Path(folder) / "empty.jsonl"
        nothing.write_text("".join(f'{{"id": {n}, "date": "2023-06-14", "text": ""}}\n' for n in range(empty)), "utf-8")
        seconds, most = timed(nothing, facts.absolute(), "--jobs", "2")
        click.echo(f"{empty:,} empty letters: {seconds:.1f} s, {most:.0f} MB of memory")


if __name__ == "__main__":
    main()
