"""Beside every letter a page that tells what it rests on, and the same for the script of the letter's page.

So the letter is light to load: the script asks for it when a reader first looks at a name, a check or a source. It is a
script itself, for a page that is opened as a file may load nothing else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_factcheck.book.letter.evidence import Evidence, script_path
from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.made_pages import Made, in_folder, remove, rendered, standing, surroundings, written
from sphinx_factcheck.book.parts.page_names import evidence_page, has_pages
from sphinx_factcheck.book.wire.domain import domain_of
from sphinx_factcheck.book.wire.page_writer import PageWriter
from sphinx_factcheck.book.wire.written import seal
from sphinx_factcheck.edition.project import EVIDENCE_PAGE

_OWN = "fc-evidence"
"""The class by which the page beside a letter is known."""


def setup_evidence_pages(app: Sphinx) -> None:
    """Register it."""
    app.connect("html-collect-pages", evidence_pages)
    app.connect("build-finished", _name_own, priority=300)


def _name_own(app: Sphinx, exception: Exception | None) -> None:
    """Name the files that belong to the letters of now (`build-finished`)."""
    domain = domain_of(app.env)
    for page in domain.edition.checked if has_pages(app.builder) else ():
        if page in app.env.found_docs:
            domain.written.own(Path(app.builder.get_outfilename(evidence_page(app.builder, page))))  # type: ignore[attr-defined]
            domain.written.own(script_path(app.builder, page))


def evidence_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that are not there yet as they should be (`html-collect-pages`)."""
    builder = app.builder
    if not has_pages(builder) or not isinstance(builder, StandaloneHTMLBuilder):
        return
    writer = PageWriter(builder, app.env, app.config.root_doc)
    origins = _Origins(writer, surroundings(builder, writer.whole.titles))
    folders: dict[str, list[str]] = defaultdict(list)
    for page in writer.checked:
        folders[evidence_page(builder, page).rpartition("/")[0]].append(page)
    for folder, pages in sorted(folders.items()):
        _remove_stale(builder, folder)
        doubtful = [page for page in pages if not _is_fresh(builder, page, origins.known(page))]
        if doubtful:
            yield from written(builder, folder, partial(_made, builder, origins, doubtful))


def _made(builder: StandaloneHTMLBuilder, origins: _Origins, pages: Iterable[str], frame: str) -> dict[str, Made]:
    """Those that are not there as they should be, their scripts written."""
    wanted = {page: digest for page in pages if not _is_fresh(builder, page, digest := origins.digest(page, frame))}
    writers = [PageWriter(builder, builder.env, evidence_page(builder, page)) for page in wanted]
    shown = rendered(builder, map(_content, writers, wanted))
    made: dict[str, Made] = {}
    for (page, digest), writer, body in zip(wanted.items(), writers, shown, strict=True):
        _write_script(builder, page, body)
        title = f"{writer.title(page)}: what it rests on"
        made[writer.docname.rpartition("/")[2]] = Made(title, body + seal(digest))
    return made


def _is_fresh(builder: StandaloneHTMLBuilder, page: str, digest: str) -> bool:
    written_before = domain_of(builder.env).written
    there = bool(digest) and written_before.bears(builder, evidence_page(builder, page), digest)
    return there and script_path(builder, page).is_file()


class _Origins:
    """What the page beside each letter is made from."""

    def __init__(self, writer: PageWriter, around: str) -> None:
        self._writer = writer
        self._around = around

    def known(self, page: str) -> str:
        """The digest of a page of which nothing has changed, nor around it; empty where that is not sure."""
        name, quick = evidence_page(self._writer.builder, page), digest_of(self._around + self._own(page))
        digest = self._writer.domain.written.known(name, quick)
        if digest:
            self._writer.domain.written.note(name, quick, digest)
        return digest

    def digest(self, page: str, frame: str) -> str:
        """A digest of what a page is made from."""
        own = self._own(page)
        digest = digest_of(frame + own)
        self._writer.domain.written.note(
            evidence_page(self._writer.builder, page), digest_of(self._around + own), digest
        )
        return digest

    def _own(self, page: str) -> str:
        domain = self._writer.domain
        record = domain.page(page)
        used = [(one.kind, one.id) for one in record.used]
        names = (self._writer.title(page), self._writer.full_title(page))
        return repr((self._found(page), record.source, used, names, sorted(domain.entries.items())))

    def _found(self, page: str) -> tuple[str, str] | None:
        taken = self._writer.domain.page(page).taken
        return (taken.found, taken.told) if taken else None


def _content(writer: PageWriter, page: str) -> nodes.section:
    evidence = Evidence(writer, page)
    content = nodes.section("", nodes.title("", "What this letter rests on"), ids=[_OWN], classes=[_OWN])
    letter = writer.outlines[page]
    back = [nodes.Text("← "), writer.link(page, "", writer.full_title(page)), nodes.Text(f", {writer.dated(letter)}")]
    content += nodes.paragraph("", "", *back, classes=["fc-back-to-list"])
    for name, (title, figure) in evidence.titles().items():
        heading = nodes.title("", f"{title} ", nodes.inline("", figure, classes=["fc-count"]))
        content += nodes.section("", heading, evidence.listed(name), ids=[name])
    return content


def _write_script(builder: StandaloneHTMLBuilder, page: str, shown: str) -> None:
    path = script_path(builder, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"document.currentScript.told = {json.dumps(shown)};\n", encoding="ascii")


def _remove_stale(builder: StandaloneHTMLBuilder, folder: str) -> None:
    """Remove the pages beside letters that are no more."""
    checked = domain_of(builder.env).edition.checked
    known = {evidence_page(builder, page) for page in checked}
    for name, path in standing(builder, folder, EVIDENCE_PAGE):
        page = in_folder(folder, f"{name}{EVIDENCE_PAGE}")
        if page not in known and page not in builder.env.found_docs and _OWN in path.read_text("utf-8", "replace"):
            path.with_suffix(".js").unlink(missing_ok=True)
            remove(path)
