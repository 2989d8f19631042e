"""What a large edition costs, beside the same letters in plain Sphinx: `python bench/growth.py [--letters N]…`.

For each number of letters it makes an edition (`large_edition.py`), and measures `factcheck check` and the book: from
nothing, with nothing changed, with one letter changed, with one fact changed. Printed are seconds of processor time of
whole processes, those they start included, and seconds on the clock; the quieter the machine, the nearer these are; of
what is begun from nothing also the most memory that one process held. Beside the book stands by how many times, or by
how many seconds, it takes more than the plain one. At the end stand how many findings `check` printed, and whether
those are among them that were planted.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import click
import yaml
from large_edition import config, write_edition

HERE = Path(sys.executable).parent
BOOK = (str(HERE / "jupyter-book"), "build", ".")
CHECK = (str(HERE / "factcheck"), "check", "--format", "json")


class Cost(NamedTuple):
    """What a command took: seconds of the processors, seconds on the clock, and MB held at most by one process."""

    spent: float
    clock: float
    memory: float

    def __str__(self) -> str:
        return f"{self.spent:.1f} ({self.clock:.1f})"


def measured(folder: Path, *command: str) -> tuple[Cost, str]:
    """What a command took, and what it said."""
    started = time.perf_counter()
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # else every run would compile what has changed
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    running = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=pipe, stderr=none, text=True)
    assert running.stdout is not None
    said = running.stdout.read()
    _, running.returncode, used = os.wait4(running.pid, 0)  # that of this process and of those it has waited for
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / 1000), said


def a_letter(folder: Path) -> None:
    """Change a letter in the middle."""
    letters = sorted((folder / "chapters").glob("*/*.md"))
    letter = letters[len(letters) // 2]
    letter.write_text(letter.read_text("utf-8") + "\nOne word more.\n", "utf-8")


def a_fact(folder: Path) -> None:
    """Change the term of the first who has one."""
    people = folder / "facts/people.yml"
    told = re.sub(r"term: (\d+) years", lambda m: f"term: {int(m[1]) + 1} years", people.read_text("utf-8"), count=1)
    people.write_text(told, "utf-8")


def nothing(folder: Path) -> None:
    """Change nothing."""


STEPS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("from nothing", nothing),
    ("nothing changed", nothing),
    ("one letter", a_letter),
    ("one fact", a_fact),
)


def row(name: str, *cells: str) -> None:
    click.echo(f"  {name:<34}" + "".join(f"{cell:>18}" for cell in cells))


def make_plain(folder: Path) -> None:
    """Turn an edition into a book of the same letters without the extension."""
    (folder / "_config.yml").write_text(yaml.dump(config(extension=False), sort_keys=False), "utf-8")
    for page in (folder / "reference").glob("*.md"):
        page.write_text(f"# {page.stem}\n", "utf-8")


def of_check(folder: Path) -> str:
    """Measure the command line; what it found last."""
    said = ""
    for jobs in ("1", "2"):
        cost, said = measured(folder, *CHECK, "--no-cache", "--jobs", jobs)
        row(f"check, nothing kept, {jobs} at once", str(cost), f"{cost.memory:.0f} MB")
    for name, change in STEPS:
        change(folder)
        cost, said = measured(folder, *CHECK)
        row(f"check, {name}", str(cost))
    return said


def of_book(folder: Path, plain: Path) -> None:
    """Measure the book beside the plain one."""
    row("", "plain", "with the extension", "more")
    for name, change in STEPS:
        of_both = []
        for book in (plain, folder) if change is not a_fact else (folder,):
            change(book)
            of_both.append(measured(book, *BOOK)[0])
        *without, extended = of_both
        more = [f"{extended.spent / one.spent:.2f} x, {extended.spent - one.spent:+.1f}" for one in without]
        row(f"book, {name}", *(map(str, without) if without else "–"), str(extended), *more)
        if name == "from nothing":
            row("book, most memory of one process", *(f"{cost.memory:.0f} MB" for cost in of_both))


def found(said: str, planted: Iterable[tuple[str, str]]) -> str:
    """How many of the planted falsehoods stand among what was contradicted."""
    findings = json.loads(said)
    contradicted = [one for one in findings if one["verdict"] == "contradicted"]
    told = [(one["path"], " ".join(one["text"].split())) for one in contradicted]
    known = list(planted)
    seen = sum(any(path == where and (words in text or text in words) for where, text in told) for path, words in known)
    return f"{seen} of {len(known)} planted falsehoods found, {len(findings)} findings in all"


@click.command(help=__doc__)
@click.option("--letters", multiple=True, type=int, default=(100, 1000), show_default=True)
@click.option("--people", type=int, default=1000, show_default=True)
@click.option("--book/--no-book", default=True, show_default=True, help="Measure the book, too.")
def main(letters: tuple[int, ...], people: int, book: bool) -> None:
    for number in letters:
        home = Path(tempfile.mkdtemp(prefix="factcheck-bench-"))
        try:
            planted = write_edition(home / "edition", number, people)
            shutil.copytree(home / "edition", home / "plain")
            make_plain(home / "plain")
            click.echo(f"\n{number:,} letters, {people:,} people: seconds of the processors (on the clock)")
            said = of_check(home / "edition")
            if book:
                of_book(home / "edition", home / "plain")
            click.echo(f"  {found(said, ((one.path, one.words) for one in planted))}")
        finally:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
