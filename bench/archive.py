"""How fast an archive is checked by `factcheck corpus check`, and in how much memory: one process, two, and Ray.

    python bench/archive.py [--size MB] [--empty N] [--letters FILE.jsonl] [--facts DIR]

Prints seconds, processor seconds and MB a second of each, what two processes gain over one, Ray over these, and the
most memory that all processes of a run held at once. Without FILE the letters are made up; the edition's facts are held
against them.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "sphinx_factcheck", "corpus", "check")
_WORDS = "we ask you to speak of those who were held without trial since the court has told nobody why".split()
_SENTENCES = (
    "On {day} March {year} the court sentenced Xu Zhiyong to {number} years in prison.",
    "{number} organizations signed the letter of June {year}.",
    "President Xi Jinping met the delegation in Beijing on {day} May {year}.",
)
_EVERY = 0.2


def made_up(size: float, chance: random.Random) -> Iterator[str]:
    """Lines of letters of about 600 words, so many MB of them."""
    written, number = 0, 0
    while written < size * 1e6:
        sentences = []
        for _ in range(30):
            plain = " ".join(chance.choices(_WORDS, k=18)).capitalize() + "."
            told = chance.choice(_SENTENCES)
            sentences += [
                plain,
                told.format(day=chance.randint(1, 28), year=chance.randint(2008, 2023), number=chance.randint(2, 40)),
            ]
        line = json.dumps({"id": f"l-{number}", "date": "2023-06-14", "text": " ".join(sentences)}) + "\n"
        yield line
        written, number = written + len(line), number + 1


def memory_below(process: int) -> float:
    """MB that a process and all below it hold, what they share counted once."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        held = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
        below = [int(n) for task in Path(f"/proc/{process}/task").glob("*/children") for n in task.read_text().split()]
    except (OSError, StopIteration):
        return 0.0
    return held / 1000 + sum(map(memory_below, below))


def timed(letters: Path, facts: Path, *words: str) -> tuple[float, float, float]:
    """Seconds, processor seconds, and most MB of one run."""
    most = 0.0
    with tempfile.TemporaryDirectory() as out:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
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
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code:
        raise click.ClickException(f"corpus check ended with {code}")
    return seconds, after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime, most


@click.command(help=__doc__)
@click.option("--size", default=20.0, show_default=True)
@click.option("--empty", default=100_000, show_default=True)
@click.option("--letters", type=click.Path(path_type=Path, exists=True))
@click.option("--facts", type=click.Path(path_type=Path, exists=True), default=ROOT / "facts")
def main(size: float, empty: int, letters: Path | None, facts: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if letters is None:
            letters = Path(folder) / "letters.jsonl"
            letters.write_text("".join(made_up(size, random.Random(17))), "utf-8")
        megabytes = letters.stat().st_size / 1e6
        click.echo(f"{megabytes:.1f} MB")
        took = {}
        for name, words in {
            "one process": ("--jobs", "1"), "two": ("--jobs", "2"), "Ray, two": ("--jobs", "2", "--engine", "ray"),
        }.items():  # fmt: skip
            took[name], used, most = timed(letters, facts.absolute(), *words)
            gain = f", {took['one process'] / took[name]:.2f} × one process"
            rate = f"{megabytes / took[name]:.2f} MB/s"
            click.echo(
                f"  {name:12} {took[name]:7.1f} s, {used:.1f} s of processors, {rate}{gain}, {most:.0f} MB of memory"
            )
        click.echo(f"  Ray is {took['two'] / took['Ray, two']:.2f} × the two processes")
        nothing = Path(folder) / "empty.jsonl"
        nothing.write_text("".join(f'{{"id": {n}, "date": "2023-06-14", "text": ""}}\n' for n in range(empty)), "utf-8")
        seconds, used, most = timed(nothing, facts.absolute(), "--jobs", "2")
        click.echo(f"{empty:,} empty letters: {seconds:.1f} s, {used:.1f} s of processors, {most:.0f} MB of memory")


if __name__ == "__main__":
    main()
