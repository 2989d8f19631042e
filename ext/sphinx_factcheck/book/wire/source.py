"""From source to doctree: a chapter's notes are parsed in its own context, its signers made a list."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_factcheck.book.parts.nodes import MarginNote, UnplacedNotes
from sphinx_factcheck.book.wire.domain import domain_of
from sphinx_factcheck.letters.annotations import Anchored

NOTES = "factcheck-notes"
SHOWN = ("note-on", "sic")
"""The kinds of annotation that a reader sees."""


class NotesDirective(SphinxDirective):
    """The notes of this chapter. `hand_over` writes it behind the letter; nobody else does."""

    has_content = True

    def run(self) -> list[Node]:
        checked = domain_of(self.env).edition.checked.get(self.env.docname)
        if not checked:
            return []
        annotations = checked.chapter.annotations
        path = domain_of(self.env).edition.project.root / annotations.path
        if path.is_file():
            self.env.note_dependency(os.path.relpath(path, self.env.srcdir))
        shown = [one for one in checked.anchored if one.annotation.kind in SHOWN]
        with _reading(self, str(path)):
            self.state.nested_parse(StringList(list(annotations.definitions), annotations.path), 0, nodes.Element())
            return [UnplacedNotes("", *(self._note(number, one) for number, one in enumerate(shown)))]

    def _note(self, number: int, anchored: Anchored) -> Element:
        note = MarginNote(kind=anchored.annotation.kind, manner=anchored.annotation.manner, order=number)
        annotation = anchored.annotation
        body = StringList(annotation.body.split("\n"), source=annotation.place.path)
        self.state.nested_parse(body, annotation.body_line - 1 - self.lineno, note)
        return note


@contextmanager
def _reading(directive: SphinxDirective, full: str) -> Iterator[None]:
    """Parse what follows as standing in another file, as MyST does for what it includes."""
    document = directive.state.document
    reporter: Any = document.reporter
    kept = document["source"], reporter.source, getattr(reporter, "get_source_and_line", None)
    document["source"] = reporter.source = full
    reporter.get_source_and_line = lambda line=None: (full, line)
    try:
        yield
    finally:
        document["source"], reporter.source, reporter.get_source_and_line = kept


class SignatoriesDirective(Directive):
    """The signers of a letter, as a list."""

    has_content = True

    def run(self) -> list[Node]:
        signers = nodes.container(classes=["fc-signatories"])
        self.state.nested_parse(self.content, self.content_offset, signers)
        return [signers]


class KeepWords(SphinxTransform):
    """Keeps a chapter's words as they are: no typographer changes them, and its title is no Markdown."""

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        checked = domain_of(self.env).edition.checked.get(self.env.docname)
        if not checked:
            return
        self.document.settings = self.document.settings.copy()
        self.document.settings.smart_quotes = False
        title = checked.chapter.letter.fields.get("title")
        heading = next(iter(self.document.findall(nodes.title)), None)
        if title and heading is not None:
            heading.children = []
            heading += nodes.Text(title.value)
