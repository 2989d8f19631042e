"""A real client that starts the server over a tiny edition and speaks the protocol with it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from editions import write_edition
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import register_lsp_features

COMMAND = [sys.executable, "-m", "sphinx_factcheck", "lsp", "--stdio"]
PATIENCE = 120


Said = asyncio.Queue[types.PublishDiagnosticsParams]


@dataclass
class Editor:
    """An editor with some files of an edition open."""

    client: LanguageClient
    said: Said
    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    version: int = 0

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    async def open(self, name: str, text: str | None = None) -> list[types.Diagnostic]:
        """Open a file; what is found in it."""
        self.version += 1
        self.texts[name] = (self.root / name).read_text("utf-8") if text is None else text
        language = "yaml" if name.endswith(".yml") else "markdown"
        document = types.TextDocumentItem(self.uri(name), language, self.version, self.texts[name])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return await self.found(name, name)

    async def change(self, name: str, text: str, look: str | None = None) -> list[types.Diagnostic]:
        """Type; what is then found in this file, or in another."""
        self.version += 1
        self.texts[name] = text
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri(name)),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return await self.found(name, look or name)

    async def replace(self, name: str, old: str, new: str, look: str | None = None) -> list[types.Diagnostic]:
        assert old in self.texts[name]
        return await self.change(name, self.texts[name].replace(old, new), look)

    async def found(self, name: str, look: str) -> list[types.Diagnostic]:
        """What the server says of a file, once it has seen this version of another."""
        seen = False
        while True:
            told = await asyncio.wait_for(self.said.get(), PATIENCE)
            seen = seen or (told.uri == self.uri(name) and told.version == self.version)
            if seen and told.uri == self.uri(look):
                return list(told.diagnostics)

    def at(self, name: str, words: str, inside: int = 1) -> types.Position:
        """The position some characters into these words, in UTF-16."""
        text = self.texts[name]
        before = text[: text.index(words) + inside]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def words_in(self, name: str, run: types.Range) -> str:
        """The words of a range, which must lie on one line."""
        assert run.start.line == run.end.line
        line = self.texts[name].split("\n")[run.start.line].encode("utf-16-le")
        return line[2 * run.start.character : 2 * run.end.character].decode("utf-16-le")

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    async def actions(self, name: str, words: str) -> dict[str, types.CodeAction]:
        here = types.Range(self.at(name, words), self.at(name, words))
        told = await self.client.text_document_code_action_async(
            types.CodeActionParams(self.document(name), here, types.CodeActionContext([]))
        )
        return {action.title: action for action in told or [] if isinstance(action, types.CodeAction)}

    def apply(self, action: types.CodeAction) -> list[str]:
        """Make the change of an action and save it; give the files' names."""
        assert action.edit
        edits: dict[str, list[types.TextEdit]] = {
            uri: list(changes) for uri, changes in (action.edit.changes or {}).items()
        }
        for change in action.edit.document_changes or ():
            if isinstance(change, types.TextDocumentEdit):
                edits[change.text_document.uri] = [e for e in change.edits if isinstance(e, types.TextEdit)]
        return [self._write(uri, changes) for uri, changes in edits.items()]

    def _write(self, uri: str, changes: list[types.TextEdit]) -> str:
        name = uri.removeprefix(self.root.as_uri() + "/")
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        text = self.texts.get(name, path.read_text("utf-8") if path.exists() else "")
        lines = text.split("\n")
        for change in reversed(changes):
            start, end = change.range.start, change.range.end
            before = lines[start.line].encode("utf-16-le")[: 2 * start.character].decode("utf-16-le")
            behind = lines[end.line].encode("utf-16-le")[2 * end.character :].decode("utf-16-le")
            lines[start.line : end.line + 1] = (before + change.new_text + behind).split("\n")
        path.write_text("\n".join(lines), "utf-8")
        self.texts[name] = "\n".join(lines)
        return name


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[tuple[LanguageClient, Said]]:
    """One server for all tests of a module; each has an edition of its own."""
    said = Said()

    def published(_: LanguageClient, params: types.PublishDiagnosticsParams) -> None:
        said.put_nowait(params)

    def client() -> LanguageClient:
        made = LanguageClient(converter_factory=default_converter)
        register_lsp_features(made, {types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published})
        return made

    made = await ClientServerConfig(server_command=COMMAND, client_factory=client).start()
    capabilities = client_capabilities("visual-studio-code")
    assert capabilities.workspace
    capabilities.workspace.did_change_watched_files = None
    await made.initialize_session(types.InitializeParams(capabilities))
    yield made, said
    await made.shutdown_session()
    await made.stop()


@pytest.fixture
def editor(server: tuple[LanguageClient, Said], tmp_path: Path) -> Editor:
    """An editor over the tiny edition, in a folder whose name needs escaping."""
    return Editor(*server, write_edition(tmp_path / "Briefe für alle"))
