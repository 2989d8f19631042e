"""`make serve`: what is saved is on the page when the browser is told to reload, and an error ends nothing."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from book.books import change, make_book
from websockets.sync.client import ClientConnection, connect

import sphinx_factcheck

PATIENCE = 60
LETTER = "chapters/2023-berg"
EVIDENCE = "chapters/2023-berg-evidence"


class Served:
    """A tiny book under `serve`, with a copy of the extension beside it, seen by a browser."""

    def __init__(self, folder: Path, port: int, browser: ClientConnection) -> None:
        self.folder, self.port, self.browser = folder, port, browser

    def shows(self, words: str, page: str = LETTER) -> bool:
        """Whether a page, or that of the letter, has some words after one of the next reloads."""
        for _ in range(3):
            self.browser.recv(PATIENCE)
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{page}.html") as shown:
                if words in re.sub(r"<[^>]+>", "", shown.read().decode()):
                    return True
        return False


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    book = make_book(tmp_path / "book")
    source = tmp_path / "ext" / "sphinx_factcheck"
    copytree(Path(sphinx_factcheck.__file__).parent, source)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sphinx_factcheck.book.outputs.serve", "--port", str(port), "--watch", str(source)]
    surroundings = {**os.environ, "PYTHONPATH": str(source.parent)}
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, str(book), str(tmp_path / "out")], env=surroundings, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        for _ in range(PATIENCE * 10):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        with connect(f"ws://127.0.0.1:{port}/websocket-reload") as browser:
            yield Served(book, port, browser)
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 0, (tmp_path / "log").read_text()
    finally:
        server.kill()
        server.wait()


def test_notes_facts_errors_and_the_extension_itself(served: Served) -> None:
    change(served.folder, "annotations/2023-berg.md", "Sentenced on the same day", "Sentenced together")
    assert served.shows("Sentenced together")
    change(served.folder, "facts/people.yml", "term: 14 years", "term: 13 years")
    assert served.shows("sentenced to 13 years", EVIDENCE)
    change(served.folder, "facts/people.yml", "term: 13 years", "term: [oops")
    served.browser.recv(PATIENCE)
    change(served.folder, "facts/people.yml", "term: [oops", "term: 14 years")
    assert served.shows("sentenced to 14 years", EVIDENCE)
    change(
        served.folder.parent / "ext" / "sphinx_factcheck",
        "book/letter/evidence.py",
        "checkable {noun} decided",
        "{noun} looked into",
    )
    assert served.shows("looked into")
