"""Where on a page a part will stand that is made from all letters at once."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_factcheck.book.wire.domain import domain_of


class Part(nodes.General, nodes.Element):
    """Where a part of this `kind` will stand; `about` is what it was asked for."""


class LivePart(nodes.General, nodes.Inline, nodes.Element):
    """The same within a line."""


def note_part(env: BuildEnvironment, kind: str, about: str) -> None:
    """Keep in mind that a page shows a part."""
    record = domain_of(env).record(env.docname)
    record.parts = tuple(dict.fromkeys((*record.parts, (kind, about))))


def part(env: BuildEnvironment, kind: str, about: str = "") -> Part:
    """The place of a part on the page that is being read."""
    note_part(env, kind, about)
    return Part(kind=kind, about=about)
