"""The Sphinx shell: letters become pages with their people linked, their notes beside them, and a gate at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from sphinx_factcheck import __version__
from sphinx_factcheck.book.letter.evidence_pages import setup_evidence_pages
from sphinx_factcheck.book.letter.transform import PlaceLetter
from sphinx_factcheck.book.outputs.epub import setup_epub
from sphinx_factcheck.book.outputs.exports import setup_exports
from sphinx_factcheck.book.outputs.formulas import setup_formulas
from sphinx_factcheck.book.outputs.light import setup_light
from sphinx_factcheck.book.outputs.offline import describe_page, lighten_page, trim_page
from sphinx_factcheck.book.outputs.paper import setup_paper
from sphinx_factcheck.book.outputs.stylesheets import setup_stylesheets
from sphinx_factcheck.book.outputs.titles import setup_naming
from sphinx_factcheck.book.parts.nodes import add_nodes
from sphinx_factcheck.book.people.pages import setup_pages
from sphinx_factcheck.book.whole.directives import setup_directives
from sphinx_factcheck.book.wire.alone import let_others, wait_for_others
from sphinx_factcheck.book.wire.builder import FactcheckBuilder
from sphinx_factcheck.book.wire.configuration import declare_settings, open_build, prepare
from sphinx_factcheck.book.wire.domain import FactcheckDomain
from sphinx_factcheck.book.wire.gate import close_gate, tell_unlisted
from sphinx_factcheck.book.wire.guard import Disarm, HarmlessLinks, LooseRules, guard_parsers
from sphinx_factcheck.book.wire.handing import REFUSED, RefusedDirective, hand_over, withhold_source
from sphinx_factcheck.book.wire.kept import distrust_kept, vouch_for_kept
from sphinx_factcheck.book.wire.outdated import code_version, keep_written, pages_with_links, take_stock
from sphinx_factcheck.book.wire.source import NOTES, KeepWords, NotesDirective, SignatoriesDirective

_SOON = (
    'document.documentElement.classList.add("fc-js");'
    'addEventListener("load", () => window.fcCame || document.documentElement.classList.remove("fc-js"));'
)
STATIC = Path(__file__).parent / "static"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    _declare(app)
    _configure(app)
    _read(app)
    _write(app)
    setup_directives(app)
    setup_pages(app)
    setup_evidence_pages(app)
    setup_naming(app)
    setup_epub(app)
    setup_light(app)
    setup_stylesheets(app)
    setup_paper(app)
    setup_formulas(app)
    setup_exports(app)
    app.connect("env-before-read-docs", tell_unlisted)
    app.connect("build-finished", vouch_for_kept, priority=400)
    app.connect("build-finished", keep_written, priority=450)
    app.connect("build-finished", close_gate)
    app.connect("build-finished", let_others, priority=2000)
    return {
        "version": __version__,
        "env_version": code_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _declare(app: Sphinx) -> None:
    declare_settings(app)
    add_nodes(app)
    app.add_domain(FactcheckDomain)
    app.add_builder(FactcheckBuilder)
    for name, role in FactcheckDomain.roles.items():
        app.add_role(name, role)
    app.add_directive("signatories", SignatoriesDirective)
    app.add_directive(NOTES, NotesDirective)
    app.add_directive(REFUSED, RefusedDirective)


def _configure(app: Sphinx) -> None:
    app.connect("config-inited", prepare)
    app.connect("config-inited", guard_parsers, priority=900)
    app.connect("config-inited", wait_for_others, priority=890)
    app.connect("config-inited", distrust_kept, priority=900)
    app.connect("builder-inited", open_build)
    app.connect("env-get-outdated", take_stock)


def _read(app: Sphinx) -> None:
    app.connect("source-read", hand_over, priority=900)
    app.add_transform(LooseRules)
    app.add_transform(Disarm)
    app.add_post_transform(HarmlessLinks)
    app.add_transform(KeepWords)
    app.add_transform(PlaceLetter)
    app.connect("env-updated", pages_with_links)


def _write(app: Sphinx) -> None:
    app.connect("builder-inited", _add_assets)
    app.connect("html-page-context", trim_page)
    app.connect("html-page-context", lighten_page)
    app.connect("html-page-context", describe_page)
    app.connect("html-page-context", withhold_source, priority=900)


def _add_assets(app: Sphinx) -> None:
    if app.builder.format == "html" and app.builder.name != "epub":
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("factcheck.css")
        # Notes take their places when the script has come; that it will is known before the first of them is painted.
        app.add_js_file(None, body=_SOON)
        app.add_js_file("factcheck.js", loading_method="defer")
