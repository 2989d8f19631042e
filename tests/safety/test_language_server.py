"""The language server against requests of another shape, and letters that take long."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from editions import FILES, write_edition
from safety.gate import LETTER, report_on

from sphinx_factcheck.check import Checker, Stopped
from sphinx_factcheck.edition.project import Project

COMMAND = [sys.executable, "-m", "sphinx_factcheck", "lsp"]
PATIENCE = 200


class Session:
    """A client that writes what it likes and reads what comes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.server = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.watch = Timer(PATIENCE, self.server.kill)
        self.watch.start()
        self.say("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}, 1)
        self.say("initialized", {})

    def say(self, method: str, params: object, id: int | str | None = None) -> None:
        body = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if id is None else {"id": id})
        told = json.dumps(body).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(told) + told)
        self.server.stdin.flush()

    def heard(self) -> Iterator[dict[str, Any]]:
        """What the server says, message by message."""
        assert self.server.stdout
        length = 0
        while line := self.server.stdout.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
            elif line == b"\r\n":
                yield json.loads(self.server.stdout.read(length))

    def answer(self, id: int | str) -> dict[str, Any]:
        return next(message for message in self.heard() if message.get("id") == id)

    def open(self, name: str, text: str, version: int = 1) -> None:
        document = {"uri": (self.root / name).as_uri(), "languageId": "markdown", "version": version, "text": text}
        self.say("textDocument/didOpen", {"textDocument": document})

    def end(self) -> None:
        self.watch.cancel()
        self.server.kill()
        self.server.communicate()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = Session(write_edition(tmp_path_factory.mktemp("edition")))
    yield made
    made.end()


URI = {"uri": "file:///nowhere/chapters/x.md"}
MALFORMED = {
    "no parameters": ("textDocument/hover", {}),
    "null": ("textDocument/hover", None),
    "a list": ("textDocument/hover", [1, 2]),
    "a word": ("textDocument/hover", "here"),
    "no position": ("textDocument/definition", {"textDocument": URI}),
    "no document": ("textDocument/completion", {"position": {"line": 1, "character": 1}}),
    "words for numbers": ("textDocument/hover", {"textDocument": URI, "position": {"line": "a", "character": 1}}),
    "a line before the first": ("textDocument/hover", {"textDocument": URI, "position": {"line": -1, "character": 1}}),
    "a document that is a word": ("textDocument/documentSymbol", {"textDocument": "x"}),
    "a range of nothing": ("textDocument/codeAction", {"textDocument": URI, "range": None, "context": {}}),
}


@pytest.mark.parametrize(("method", "params"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_request_is_answered(session: Session, method: str, params: object) -> None:
    session.say(method, params, f"{method} {params}")
    assert session.answer(f"{method} {params}")["error"]["code"] == -32602


def test_a_malformed_notification_is_passed_over(session: Session) -> None:
    session.say("textDocument/didOpen", {"textDocument": 7})
    session.say("textDocument/hover", {"textDocument": URI, "position": {"line": 0, "character": 0}}, "after")
    assert "error" not in session.answer("after")


def test_nothing_waits_for_a_very_long_letter(session: Session) -> None:
    long = FILES[LETTER] + "\nThe court sentenced Karin Lind to 13 years in prison.\n" * 8_000
    session.open(LETTER, long)
    position = {"line": 9, "character": 22}
    document = {"uri": (session.root / LETTER).as_uri()}
    session.say("textDocument/hover", {"textDocument": document, "position": position}, "hover")
    for message in session.heard():
        assert message.get("method") != "textDocument/publishDiagnostics", "the letter was judged first"
        if message.get("id") == "hover":
            break
    change = {"textDocument": {**document, "version": 2}, "contentChanges": [{"text": FILES[LETTER]}]}
    session.say("textDocument/didChange", change)
    told = next(m for m in session.heard() if m.get("method") == "textDocument/publishDiagnostics")
    assert told["params"]["version"] == 2


def test_a_check_for_which_nobody_waits_is_given_up(tmp_path: Path) -> None:
    chapter = report_on(tmp_path, FILES[LETTER].rpartition("\n\n")[2].strip()).checked[0].chapter
    project = Project.find(tmp_path)
    assert project is not None
    polls = iter([False, False, True])
    with pytest.raises(Stopped):
        Checker(project.facts()).check(chapter, lambda: next(polls))
