"""How long an editor waits for its findings: from a keystroke in a long letter to the diagnostics, over the protocol.

python bench/keystrokes.py [WORDS]     (20,000 words without it; run in the folder of the edition)
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import copytree
from typing import Any

EDITION = Path(__file__).parent.parent
STROKES = 30


class Client:
    """A bare client of the language server."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "sphinx_factcheck", "lsp"]
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def say(self, method: str, params: dict[str, Any], id: int | None = None) -> None:
        told = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if id is None else {"id": id})
        body = json.dumps(told).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.server.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self.server.stdout
        length = 0
        while (line := self.server.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        told: dict[str, Any] = json.loads(self.server.stdout.read(length))
        return told

    def hear_of(self, uri: str, version: int) -> None:
        while True:
            params = self.hear().get("params") or {}
            if params.get("uri") == uri and params.get("version") == version:
                return


def long_letter(words: int) -> str:
    """A letter made of the edition's paragraphs, over and over."""
    letters = [path.read_text("utf-8") for path in sorted((EDITION / "chapters").glob("*.md"))]
    head, _, _ = letters[0].partition("\n---\n")
    bodies = [letter.partition("\n---\n")[2].partition(":::{signatories}")[0] for letter in letters]
    paragraphs = [part for body in bodies for part in body.split("\n\n") if part.strip() and not part.startswith(":::")]
    chosen: list[str] = []
    count = 0
    while count < words:
        chosen.append(paragraphs[len(chosen) % len(paragraphs)])
        count += len(chosen[-1].split())
    return f"{head}\n---\n" + "\n\n".join(chosen) + "\n"


def main() -> None:
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("chapters", "annotations", "facts"):
            copytree(EDITION / name, root / name)
        (root / "_config.yml").write_text("title: bench\n")
        path = root / "chapters" / "long.md"
        text = long_letter(words)
        path.write_text(text, "utf-8")
        client = Client()
        client.say("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}, 1)
        client.hear()
        client.say("initialized", {})
        uri = path.as_uri()
        begun = time.perf_counter()
        document = {"uri": uri, "languageId": "markdown", "version": 0, "text": text}
        client.say("textDocument/didOpen", {"textDocument": document})
        client.hear_of(uri, 0)
        opened = time.perf_counter() - begun
        took = []
        for stroke in range(1, STROKES + 1):
            at = len(text) * stroke // (STROKES + 1)
            text = text[:at] + "x" + text[at:]
            begun = time.perf_counter()
            changes = {"textDocument": {"uri": uri, "version": stroke}, "contentChanges": [{"text": text}]}
            client.say("textDocument/didChange", changes)
            client.hear_of(uri, stroke)
            took.append(time.perf_counter() - begun)
        client.say("shutdown", {}, 2)
        client.say("exit", {})
        client.server.wait(10)
    took.sort()
    median = statistics.median(took)
    sys.stdout.write(f"{words} words: first findings after {opened * 1000:.0f} ms\n")
    sys.stdout.write(f"a keystroke: median {median * 1000:.0f} ms, worst of {STROKES} {took[-1] * 1000:.0f} ms\n")


if __name__ == "__main__":
    main()
