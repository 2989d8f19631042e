"""What reaches Sphinx's parsers: a page that passed, with a front matter of ours, or in its place what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_factcheck.base.places import LINE_END, Problem
from sphinx_factcheck.book.wire.domain import domain_of
from sphinx_factcheck.book.wire.source import NOTES
from sphinx_factcheck.edition.pages import PAGE_KEYS
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.nodes import NodeError, Scalar, pairs, tree
from sphinx_factcheck.letters.myst import front_matter_of
from sphinx_factcheck.letters.text import Letter

REFUSED = "factcheck-refused"
_MARKDOWN = {".md", ".myst"}


def hand_over(app: Sphinx, docname: str, source: list[str]) -> None:
    """Give the parser what it may read of a page, and keep what that was (`source-read`)."""
    domain = domain_of(app.env)
    edition = domain.edition
    record = domain.record(docname)
    record.source = edition.digests.get(docname, "")
    if edition.faults(docname):
        source[0] = _in_place(docname, Path(app.env.doc2path(docname)).suffix)
    elif checked := edition.checked.get(docname):
        record.letter = checked.digest
        source[0] = f"{_letter(checked.chapter.letter)}\n\n```{{{NOTES}}}\n```\n"
    elif Path(app.env.doc2path(docname)).suffix in _MARKDOWN:
        source[0] = _page(source[0])


def withhold_source(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Publish the source of no page that is not shown (`html-page-context`)."""
    if domain_of(app.env).edition.faults(pagename):
        context["sourcename"] = ""


def _letter(letter: Letter) -> str:
    """The letter's body at its own lines, and of its front matter only the title, which is no Markdown."""
    title = letter.fields.get("title")
    words = " ".join(title.value.split()) if title else ""
    escaped = "".join(f"\\{c}" if c.isascii() and not c.isalnum() and c != " " else c for c in words)
    front, body = letter.source[: letter.body_at], letter.source[letter.body_at :]
    return _front({"title": escaped} if words else {}, len(LINE_END.findall(front))) + LINE_END.sub("\n", body)


def _page(text: str) -> str:
    """A page with those keys of its front matter that pages have."""
    front, _, end = front_matter_of(text)
    kept: dict[str, str] = {}
    try:
        for key, value in pairs(tree(front or "")):
            if key.value in PAGE_KEYS and isinstance(value, Scalar) and value.value:
                kept[key.value] = value.value
    except NodeError:
        kept = {}
    if front is None:
        return f"\n{text}" if text.startswith("---") else text  # what a parser might take for one is none there
    return _front(kept, len(LINE_END.findall(text[:end]))) + text[end:]


def _front(told: Mapping[str, str], lines: int) -> str:
    """A front matter that ends on a line with this number (from 0), so that all below it stands where it stood."""
    if not told:
        return "\n" * lines
    rows = ["---", *(f"{key}: {_quoted(value)}" for key, value in told.items())]
    return "\n".join(rows) + "\n" * max(lines - len(rows) + 1, 1) + "---"


def _quoted(value: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in value) + '"'


def _in_place(docname: str, suffix: str) -> str:
    title = "".join(c if c.isalnum() else " " for c in docname.rpartition("/")[2]).strip() or "A page"
    if suffix == ".rst":
        return f"{title}\n{'=' * 2 * len(title)}\n\n.. {REFUSED}::\n"
    return f"# {title}\n\n```{{{REFUSED}}}\n```\n"


class RefusedDirective(SphinxDirective):
    """What was found in a page that is not shown. `hand_over` writes it; nobody else does."""

    has_content = True

    def run(self) -> list[Node]:
        told = domain_of(self.env).edition.faults(self.env.docname)
        head = nodes.paragraph("", "This page is not shown: what is wrong with it must be mended first.")
        listed = nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", *_told(one))) for one in told))
        return [head, listed]


def _told(problem: Problem) -> Iterator[Node]:
    yield nodes.Text(f"{problem.place}: {problem.message}")
    if problem.mend:
        yield nodes.Text(f" ({problem.mend})")


def digests_of(project: Project, paths: Mapping[str, Path]) -> dict[str, str]:
    """A digest of what each page is made of: its file and its notes, whatever the times of these."""
    return {page: _digest(path, project.annotations_path(path)) for page, path in paths.items()}


def _digest(*paths: Path | None) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            content = path.read_bytes() if path else b""
        except OSError:
            content = b""
        digest.update(b"%d\0" % len(content) + content)
    return digest.hexdigest()
