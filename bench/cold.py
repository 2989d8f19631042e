"""What the pages around the letters cost a cold build: processor seconds, the least of some rounds.

python bench/cold.py [ROUNDS]     (5 without it)

Beside the whole edition it builds two others: with the same pages, but nothing on them that is made from facts and
letters (so no pages of people and bodies either); and with the letters alone.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

from sphinx_factcheck.book.people.entries import LISTS
from sphinx_factcheck.book.whole.directives import PARTS

EDITION = Path(__file__).parent.parent
JUPYTER_BOOK = Path(sys.executable).with_name("jupyter-book")
MADE = re.compile(rf"^(:::+|```+)\{{(?:{'|'.join((*PARTS, *LISTS))})\}}.*?^\1\n", re.DOTALL | re.MULTILINE)


def seconds(book: Path) -> float:
    """The processor time of one cold build."""
    rmtree(book / "_build", ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(book), str(book / "_build" / "html")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def without_made(book: Path) -> None:
    for page in (book / "index.md", *(book / "reference").glob("*.md")):
        page.write_text(MADE.sub("", page.read_text("utf-8")), "utf-8")


def letters_alone(book: Path) -> None:
    toc = book / "_toc.yml"
    toc.write_text(toc.read_text("utf-8").partition("  - caption: Around the letters")[0], "utf-8")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        books = {name: Path(folder) / name for name in ("whole", "pages", "letters")}
        for book in books.values():
            copytree(EDITION, book, ignore=ignore_patterns("_build", ".*", "__pycache__", "ext", "tests"))
        without_made(books["pages"])
        letters_alone(books["letters"])
        for book in books.values():
            subprocess.run([JUPYTER_BOOK, "config", "sphinx", str(book)], capture_output=True, check=True)
        took = {name: min(seconds(book) for _ in range(rounds)) for name, book in books.items()}
    whole = took["whole"]
    sys.stdout.write(f"the whole edition: {whole:.2f} s\n")
    for name, told in (("pages", "with the same pages, nothing made on them"), ("letters", "the letters alone")):
        sys.stdout.write(f"{told}: {took[name]:.2f} s; the whole takes {whole / took[name] - 1:.0%} more\n")


if __name__ == "__main__":
    main()
