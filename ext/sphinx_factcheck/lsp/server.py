"""The language server: what the editor says comes in here, what is found goes out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from sphinx_factcheck import __version__
from sphinx_factcheck.check import Stopped
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.edition.settings import SettingsError
from sphinx_factcheck.letters.files import Unreadable, whole_characters
from sphinx_factcheck.lsp import actions, completion, diagnostics, reading
from sphinx_factcheck.lsp.open_edition import OpenEdition
from sphinx_factcheck.lsp.positions import Positions
from sphinx_factcheck.lsp.protocol import Protocol

PAUSE = 0.005
"""So many seconds are waited for more keystrokes before a check."""
_T = TypeVar("_T")
_WATCHED = ("**/*.md", "**/*.yml", "**/*.yaml", "**/conf.py")


class Server(LanguageServer):
    """The server with the editions that are open. What an editor asks for is done on one worker, in turn; letters are
    judged on another, which gives up a check of what has changed meanwhile.
    """

    def __init__(self) -> None:
        full = types.TextDocumentSyncKind.Full
        super().__init__("factcheck", __version__, text_document_sync_kind=full, protocol_cls=Protocol)
        self.editions: dict[Path, OpenEdition] = {}
        self.worker = ThreadPoolExecutor(1, "factcheck")
        self.judge = ThreadPoolExecutor(1, "factcheck-judge")
        self.changes: dict[str, int] = {}
        self.waiting: set[str] = set()
        self.projects: dict[Path, Project | None] = {}

    @property
    def encoding(self) -> str:
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding) or "utf-16")

    def edition(self, uri: str) -> tuple[OpenEdition, str] | None:
        """The edition a document belongs to and its name there, or None for what is not ours."""
        path = Path(to_fs_path(uri) or "") if uri.startswith("file:") else Path()
        project = self._project(path.parent) if path.is_absolute() else None
        if project is None:
            return None
        edition = self.editions.get(project.root)
        if edition is None or edition.project != project:
            edition = self.editions[project.root] = OpenEdition(
                project, edition.open if edition else {}, edition.known_as if edition else {}
            )
            edition.read_facts()
        name = project.name(path)
        return (edition, name) if edition.role(name) else None

    def _project(self, folder: Path) -> Project | None:
        if folder not in self.projects:
            try:
                self.projects[folder] = Project.find(folder)
            except SettingsError as error:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"factcheck: {error}"))
                self.projects[folder] = None
        return self.projects[folder]

    async def on_edition(self, uri: str, work: Callable[[OpenEdition, str, Positions], _T], otherwise: _T) -> _T:
        """Do some work about a document on the worker; what is not ours, or cannot be read, has the other result."""

        def run() -> _T:
            found = self.edition(uri)
            if found is None:
                return otherwise
            edition, name = found
            try:
                return work(edition, name, Positions.of(edition.text(name), self.encoding))
            except Unreadable:
                return otherwise

        return await asyncio.get_running_loop().run_in_executor(self.worker, run)

    async def take(self, uri: str, text: str | None, version: int | None = None) -> None:
        """Take over the text of a document, or let go of it, and check anew."""

        def put() -> None:
            found = self.edition(uri)
            if found and text is None:
                found[0].leave(found[1])
            elif found and text is not None:
                found[0].take(found[1], whole_characters(text), uri, version)

        self.changes[uri] = self.changes.get(uri, 0) + 1
        await asyncio.get_running_loop().run_in_executor(self.worker, put)
        await self.check_soon(uri)

    async def check_soon(self, uri: str) -> None:
        """Check what a document belongs to, once the keys rest; a check that waits will see the newest text."""
        if uri in self.waiting:
            return
        self.waiting.add(uri)
        await asyncio.sleep(PAUSE)
        self.waiting.discard(uri)
        change = self.changes.get(uri, 0)

        def stale() -> bool:
            return self.changes.get(uri, 0) != change

        for told in await asyncio.get_running_loop().run_in_executor(self.judge, self._found, uri, stale):
            self.text_document_publish_diagnostics(told)

    def _found(self, uri: str, stale: Callable[[], bool]) -> list[types.PublishDiagnosticsParams]:
        """What is found in a document and in those that go with it; itself first. Nothing of what has changed since."""
        try:
            return [] if stale() else self._judged(uri, stale)
        except Stopped:
            return []

    def _judged(self, uri: str, stale: Callable[[], bool]) -> list[types.PublishDiagnosticsParams]:
        found = self.edition(uri)
        if found is None:
            return []
        edition, name = found
        told = (
            self._of_facts(edition, stale)
            if edition.role(name) == "facts"
            else self._of_letter(edition, edition.letter_of(name), stale)
        )
        names = sorted(told, key=lambda file: file != name)
        return [types.PublishDiagnosticsParams(edition.uri(file), told[file], edition.version(file)) for file in names]

    def _of_facts(self, edition: OpenEdition, stale: Callable[[], bool]) -> dict[str, list[types.Diagnostic]]:
        """The diagnostics of the fact base, and where it is sound those of all open letters."""
        sound = edition.read_facts()
        told = diagnostics.of_facts(edition, self.encoding)
        if sound:
            edition.checked.clear()
            for letter in {
                edition.letter_of(file) for file in edition.open if edition.role(file) in {"letter", "notes"}
            }:
                told |= self._of_letter(edition, letter, stale)
        return told

    def _of_letter(
        self, edition: OpenEdition, letter: str, stale: Callable[[], bool]
    ) -> dict[str, list[types.Diagnostic]]:
        files = [file for file in (letter, edition.other(letter)) if edition.there(file)]
        told = diagnostics.by_file(edition.check(letter, stale), edition, files, self.encoding)
        if edition.facts is None:
            told |= diagnostics.of_facts(edition, self.encoding)
        return told


def make_server() -> Server:
    """A server that knows all requests, not yet started."""
    server = Server()
    _follow_documents(server)
    _follow_disk(server)
    _help_to_read(server)
    _help_to_write(server)
    return server


def _follow_documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.projects.clear()
        await server.take(params.text_document.uri, params.text_document.text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        await server.take(uri, server.workspace.get_text_document(uri).source, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        for edition in server.editions.values():
            edition.look_again()
        await server.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        await server.take(params.text_document.uri, None)


def _follow_disk(server: Server) -> None:
    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            told = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([told]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def on_disk(params: types.DidChangeWatchedFilesParams) -> None:
        server.projects.clear()
        for edition in server.editions.values():
            edition.look_again()
        for change in params.changes:
            await server.check_soon(change.uri)


def _help_to_read(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        def work(edition: OpenEdition, name: str, here: Positions) -> types.Hover | None:
            return reading.hover(edition, name, here.offset(params.position), here)

        return await server.on_edition(params.text_document.uri, work, None)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        def work(edition: OpenEdition, name: str, here: Positions) -> list[types.Location]:
            return reading.definition(edition, name, here.offset(params.position), server.encoding)

        return await server.on_edition(params.text_document.uri, work, [])

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location]:
        def work(edition: OpenEdition, name: str, here: Positions) -> list[types.Location]:
            return reading.references(edition, name, here.offset(params.position), server.encoding)

        return await server.on_edition(params.text_document.uri, work, [])

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return await server.on_edition(params.text_document.uri, reading.symbols, [])


def _help_to_write(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(completion.TRIGGERS))
    )
    async def complete(params: types.CompletionParams) -> types.CompletionList:
        def work(edition: OpenEdition, name: str, here: Positions) -> types.CompletionList:
            return completion.complete(edition, name, here.offset(params.position), here)

        return await server.on_edition(params.text_document.uri, work, types.CompletionList(False, []))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    async def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        def work(edition: OpenEdition, name: str, here: Positions) -> list[types.CodeAction]:
            told = actions.actions(edition, name, here.offset(params.range.start), here.offset(params.range.end))
            return [_code_action(server, edition, action, params, here) for action in told]

        return await server.on_edition(params.text_document.uri, work, [])


def _code_action(
    server: Server, edition: OpenEdition, action: actions.Action, params: types.CodeActionParams, here: Positions
) -> types.CodeAction:
    about = [
        told
        for told in params.context.diagnostics
        if action.place and told.code == action.rule and told.range == here.of_place(action.place)
    ]
    workspace = server.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    can_create = bool(edits and edits.document_changes and "create" in (edits.resource_operations or ()))
    return types.CodeAction(
        action.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=about,
        edit=actions.edit(edition, action.change, server.encoding, can_create=can_create),
    )


def serve() -> None:
    """Serve one editor over standard input and output, until it leaves."""
    make_server().start_io()
