"""The edition as EPUB: Sphinx's own builder, with what an e-reader takes and nothing else."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_factcheck.book.parts.nodes import Drawing, OnlyHtml
from sphinx_factcheck.book.parts.tree import replace

STATIC = Path(__file__).parent.parent / "static_epub"
STYLE = "letters.css"
_OURS = ("epub.css", "pygments.css", STYLE)
_UNSET = {"", "unknown", "Project name not set"}


def setup_epub(app: Sphinx) -> None:
    """Register all of it."""
    app.connect("config-inited", describe)
    app.connect("builder-inited", _add_style)
    app.connect("doctree-resolved", make_readable, priority=900)
    app.connect("html-page-context", _keep_styles, priority=900)


def describe(app: Sphinx, config: Config) -> None:
    """Say what the book is where its configuration does not (`config-inited`)."""
    title = config.html_title if config.project in _UNSET else config.project
    identifier = f"book-{uuid5(NAMESPACE_URL, f'{title}/{config.author}')}"  # one name, for two places must agree
    told = {
        "project": title,
        "version": "1",
        "epub_title": title,
        "epub_description": f"{title}, by {config.author}",
        "epub_contributor": config.author,
        "epub_identifier": identifier,
        "epub_uid": identifier,
    }
    for name, value in told.items():
        if getattr(config, name, "") in _UNSET:
            config[name] = value
    chosen = {"epub_tocscope": "includehidden", "epub_show_urls": "no", "epub_use_index": False}
    for name, value in chosen.items():
        if name not in config._raw_config and name not in config.overrides:
            config[name] = value


def _add_style(app: Sphinx) -> None:
    if app.builder.name == "epub":
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file(STYLE)


def make_readable(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take out scripts and what is for a browser alone; pictures become files (`doctree-resolved`)."""
    if app.builder.name != "epub":
        return
    for node in list(doctree.findall(OnlyHtml)):
        replace(node, [])
    for raw in list(doctree.findall(nodes.raw)):
        if "<script" in raw.astext():
            replace(raw, [])
    for number, drawing in enumerate(list(doctree.findall(Drawing))):
        shown = [] if "fc-narrow" in drawing["classes"] else [_as_file(app, drawing, docname, number)]
        replace(drawing, shown)


def _as_file(app: Sphinx, drawing: Drawing, docname: str, number: int) -> nodes.Node:
    folder = Path(app.outdir) / "_images"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"fc-{docname.replace('/', '-')}-{number}.svg"
    (folder / name).write_text(str(drawing["svg"]), encoding="utf-8")
    image = "../" * docname.count("/") + f"_images/{name}"
    shown = f'<div class="fc-drawing"><img src="{image}" alt="{escape(drawing["caption"])}" /></div>\n'
    return nodes.raw("", shown, format="html")


def _keep_styles(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """No scripts, and no styles made for a browser (`html-page-context`)."""
    if app.builder.name == "epub":
        context["script_files"] = []
        styles = context.get("css_files", ())
        context["css_files"] = [one for one in styles if str(getattr(one, "filename", one)).endswith(_OURS)]
