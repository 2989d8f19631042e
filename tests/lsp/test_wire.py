"""The server against clients that do not behave: half messages, garbage, leaving without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from editions import FILES, write_edition

COMMAND = [sys.executable, "-m", "sphinx_factcheck", "lsp"]
PATIENCE = 120
"""Seconds that only a hang takes: a busy machine needs half a minute to start the server."""


def framed(method: str, params: object, id: int | None = None) -> bytes:
    body = json.dumps(
        {"jsonrpc": "2.0", "method": method, "params": params} | ({} if id is None else {"id": id})
    ).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def spoken(root: Path, *between: bytes) -> subprocess.CompletedProcess[bytes]:
    """A session that opens a letter with a contradiction, with something sent before it."""
    name = "chapters/2023-berg.md"
    document = {
        "uri": (root / name).as_uri(),
        "languageId": "markdown",
        "version": 1,
        "text": FILES[name].replace("14 years", "13 years"),
    }
    said = [
        framed("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}, 1),
        framed("initialized", {}),
        *between,
        framed("textDocument/didOpen", {"textDocument": document}),
        framed(
            "textDocument/hover",
            {"textDocument": {"uri": document["uri"]}, "position": {"line": 9, "character": 22}},
            2,
        ),
    ]
    server = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert server.stdin
    assert server.stdout
    watch = Timer(PATIENCE, server.kill)
    watch.start()
    server.stdin.write(b"".join(said))
    server.stdin.flush()
    told = b""
    while b"publishDiagnostics" not in told:
        line = server.stdout.readline()
        assert line, told
        told += line
        if line == b"\r\n":
            told += server.stdout.read(int(told.rpartition(b"Content-Length: ")[2].split(b"\r\n")[0]))
    server.stdin.write(framed("shutdown", None, 3) + framed("exit", None))
    out, err = server.communicate(timeout=PATIENCE)
    watch.cancel()
    return subprocess.CompletedProcess(COMMAND, server.returncode, told + out, err)


WRONG = (
    b"Content-Length: 9\r\n\r\n{not json",
    b"Content-Length: 2\r\n\r\n[]",
    b"\xff\xfe garbage\r\n",
    framed("textDocument/hover", {"textDocument": {}}, 5),
    framed("textDocument/unheard", {"x": 1}, 6),
    framed("textDocument/didChange", {"textDocument": {"uri": "file:///none.md", "version": 1}, "contentChanges": []}),
)


def test_messages_that_are_none_are_outlived(tmp_path: Path) -> None:
    run = spoken(write_edition(tmp_path), *WRONG)
    assert b'"code": "sentence"' in run.stdout
    assert run.returncode == 0


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b'Content-Length: 500\r\n\r\n{"jsonrpc"',
        framed("initialize", {"capabilities": {}, "processId": None, "rootUri": None}, 1),
    ],
)
def test_a_client_that_leaves_ends_the_server(said: bytes) -> None:
    run = subprocess.run(COMMAND, input=said, capture_output=True, timeout=PATIENCE, check=False)
    assert b"Traceback" not in run.stderr or b"JSONDecodeError" in run.stderr
