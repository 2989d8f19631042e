"""What a page is called elsewhere: a witness has the title of its letter, and a reader must tell the two apart."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_factcheck.book.wire.page_writer import PageWriter


def setup_naming(app: Sphinx) -> None:
    """Register it."""
    app.connect("env-check-consistency", name_witnesses)
    app.connect("html-page-context", name_neighbours)


def name_witnesses(app: Sphinx, env: BuildEnvironment) -> None:
    """Add its name in the table of contents to what a browser and the search call a witness.

    (`env-check-consistency`; it is made from the title on the page each time.)
    """
    writer = PageWriter(app.builder, env, app.config.root_doc)
    for page, one in writer.outlines.items():
        if one.witness_of:
            title, name = writer.full_title(page), writer.title(page)
            env.longtitles[page] = nodes.title("", title if name == title else f"{title} ({name})")


def name_neighbours(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Call the pages before and behind as the table of contents does (`html-page-context`)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    relations = app.builder.relations
    for key, neighbour in zip(("prev", "next"), relations.get(pagename, (None,) * 3)[1:], strict=True):
        parent = relations.get(neighbour, (None,))[0] if neighbour else None
        name = _name_below(app.env, parent, neighbour) if parent and neighbour else ""
        if name and context.get(key):
            context[key] = {**context[key], "title": escape(name)}


def _name_below(env: BuildEnvironment, parent: str, page: str) -> str:
    trees = env.tocs[parent].findall(addnodes.toctree) if parent in env.tocs else ()
    return next((title for tree in trees for title, ref in tree["entries"] if ref == page and title), "")
