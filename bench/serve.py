"""How long a writer waits under `make serve`: from a saved file to the browser's order to reload, with the page new.

python bench/serve.py [ROUNDS]     (5 without it)

Every kind of change is made in a copy of the edition; for comparison, a letter in the same book without the extension.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

from websockets.sync.client import ClientConnection, connect

EDITION = Path(__file__).parent.parent
VENV = Path(sys.executable).parent.parent
PATIENCE = 90
SETTLE = 1.0
LETTER = "chapters/2024-blinken"


@dataclass(frozen=True, slots=True)
class Change:
    """A kind of change: behind the first match of a pattern in a file comes a new word, which a page then shows."""

    name: str
    path: str
    behind: str
    page: str


A_LETTER = Change("a letter", f"{LETTER}.md", r"\n---\n\n", LETTER)
CHANGES = (
    Change("a note", f"annotations/{Path(LETTER).name}.md", r":::\{note-on\}.*\n", LETTER),
    Change("a fact", "facts/people.yml", r"\n  about: ", "reference/people"),
    A_LETTER,
)
THE_EXTENSION = Change("the extension", "ext/sphinx_factcheck/book/evidence.py", r"checkable \{noun\} ", LETTER)


@contextmanager
def served(root: Path) -> Iterator[int]:
    """`make serve` in a folder, when its first build is done; yields the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = ["make", "serve", "READY=", f"VENV={VENV}", f"PORT={port}"]
    surroundings = {**os.environ, "PYTHONPATH": str(root / "ext")}
    told = root.with_suffix(".log")
    with told.open("w") as log:
        server = subprocess.Popen(
            command, cwd=root, env=surroundings, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _wait_for(port, server)
            time.sleep(SETTLE)
            yield port
        except BaseException:
            sys.stderr.write(told.read_text()[-3000:])
            raise
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(PATIENCE)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("make serve does not start")


def waited(root: Path, change: Change, word: str, port: int, browser: ClientConnection) -> float:
    """Make one change, and wait until the browser is told to reload and gets the new page; the seconds it took."""
    path = root / change.path
    text, made = re.subn(f"({change.behind})", rf"\g<1>{word} ", path.read_text("utf-8"), count=1)
    assert made, f"{change.path} has nothing like {change.behind}"
    begun = time.perf_counter()
    path.write_text(text, "utf-8")
    while True:
        browser.recv(PATIENCE)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{change.page}.html") as page:
            if word in page.read().decode():
                return time.perf_counter() - begun


def measured(root: Path, changes: tuple[Change, ...], rounds: int) -> dict[str, list[float]]:
    """The seconds each change took, round by round."""
    took: dict[str, list[float]] = {change.name: [] for change in changes}
    with served(root) as port, connect(f"ws://127.0.0.1:{port}/websocket-reload") as browser:
        for turn in range(rounds):
            for number, change in enumerate(changes):
                took[change.name].append(waited(root, change, f"Zyx{turn}q{number}", port, browser))
                time.sleep(SETTLE)
    return took


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    leave = ignore_patterns("_build", ".*", "__pycache__", "tests")
    with tempfile.TemporaryDirectory() as folder:
        edition, plain = Path(folder) / "edition", Path(folder) / "plain"
        copytree(EDITION, edition, ignore=leave)
        copytree(EDITION, plain, ignore=leave)
        config = plain / "_config.yml"
        config.write_text(config.read_text("utf-8").replace("extra_extensions: [sphinx_factcheck]", ""), "utf-8")
        rules = plain / "Makefile"
        rules.write_text(
            rules.read_text("utf-8").replace("python -m sphinx_factcheck.book.outputs.serve", "sphinx-autobuild")
        )
        took = measured(edition, CHANGES, rounds) | measured(edition, (THE_EXTENSION,), rounds)
        bare = statistics.median(measured(plain, (A_LETTER,), rounds)[A_LETTER.name])
    sys.stdout.write(f"without the extension, a letter: {bare:.2f} s\n")
    for name, seconds in took.items():
        middle = statistics.median(seconds)
        sys.stdout.write(f"{name}: {middle:.2f} s, worst of {rounds} {max(seconds):.2f} s, {middle / bare:.1f} ×\n")


if __name__ == "__main__":
    main()
