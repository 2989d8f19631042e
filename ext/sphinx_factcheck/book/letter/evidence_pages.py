"""Beside every letter a page that tells what it rests on, and the same for the script of the letter's page.

So the letter is light to load: the script asks for it when a reader first looks at a name, a check or a source. It is a
script itself, for a page that is opened as a file may load nothing else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_factcheck.book.letter.evidence import Evidence, script_path
from sphinx_factcheck.book.parts.made_pages import Made, in_folder, remove, standing, surroundings, written
from sphinx_factcheck.book.parts.page_names import evidence_page, has_pages
from sphinx_factcheck.book.wire.context import Desk
from sphinx_factcheck.book.wire.domain import domain_of
from sphinx_factcheck.book.wire.outdated import bears, digest_of, seal
from sphinx_factcheck.edition.project import EVIDENCE_PAGE

_OWN = "fc-evidence"
"""The class by which the page beside a letter is known."""


def setup_companions(app: Sphinx) -> None:
    """Register it."""
    app.connect("html-collect-pages", companions)


def companions(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that are not there yet as they should be (`html-collect-pages`)."""
    builder = app.builder
    if not has_pages(builder) or not isinstance(builder, StandaloneHTMLBuilder):
        return
    around = surroundings(builder)
    folders: dict[str, dict[str, Made]] = defaultdict(dict)
    for page in Desk(builder, app.env, app.config.root_doc).checked:
        folder, _, name = evidence_page(builder, page).rpartition("/")
        made = folders[folder]
        if not _is_fresh(builder, page, digest := _digest(around, app, page)):
            desk = Desk(builder, app.env, evidence_page(builder, page))
            title = f"{desk.title(page)}: what it rests on"
            shown = builder.render_partial(_content(desk, page))["fragment"]
            _write_script(builder, page, shown)
            made[name] = Made(title, shown + seal(digest))
    for folder, made in sorted(folders.items()):
        _remove_stale(builder, folder)
        yield from written(builder, folder, made)


def _is_fresh(builder: StandaloneHTMLBuilder, page: str, digest: str) -> bool:
    return bears(builder, evidence_page(builder, page), digest) and script_path(builder, page).is_file()


def _digest(around: str, app: Sphinx, page: str) -> str:
    domain = domain_of(app.env)
    letter = domain.edition.checked[page].chapter.letter
    used = [(one.kind, one.id) for one in domain.used.get(page, ())]
    return digest_of(repr((around, domain.digests.get(page), letter.source, used, sorted(domain.entries.items()))))


def _content(desk: Desk, page: str) -> nodes.section:
    evidence = Evidence(desk, page)
    content = nodes.section("", nodes.title("", "What this letter rests on"), ids=[_OWN], classes=[_OWN])
    letter = desk.checked[page].chapter.letter
    back = [nodes.Text("← "), desk.link(page, "", desk.full_title(page)), nodes.Text(f", {desk.dated(letter)}")]
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
