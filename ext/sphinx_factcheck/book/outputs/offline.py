"""Pages that ask no other host for anything, and carry nothing that nobody reads."""

from __future__ import annotations

import re
from html import escape, unescape
from textwrap import shorten
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_factcheck.book.parts.nodes import LetterText

_DESCRIBED, _ENOUGH = 160, 30
"""So many characters a search shows of a page, and so many say something."""

_UNREAD = re.compile(
    r'(class="fc-fact) reference internal(?=")|(<span class="fc-named"[^>]*><a)(?: class="reference internal")'
)
"""Classes that docutils gives to the many links of ours, which have their own or stand in what has one."""


def trim_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Drop what would load code cells from elsewhere, unless the edition asks for it.

    (`html-page-context`; Jupyter Book brings sphinx-thebe with every page, wanted or not.)
    """
    launch = getattr(app.config, "html_theme_options", {}).get("launch_buttons") or {}
    if not (isinstance(launch, dict) and launch.get("thebe")):
        for key in ("script_files", "css_files"):
            context[key] = [asset for asset in context.get(key, ()) if not _is_thebe(asset)]


def lighten_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Leave out classes that no style and no script asks for (`html-page-context`)."""
    if body := context.get("body"):
        context["body"] = _UNREAD.sub(lambda found: found[1] or found[2], body)


def describe_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Say in the head of a page how it begins, for those who search, where nobody has said it (`html-page-context`)."""
    told = context.get("metatags") or ""
    if 'name="description"' not in told:
        title = re.sub("<[^>]*>", "", str(context.get("title") or ""))
        words = shorten(_beginning(doctree) or f"{title}, {app.config.project}", _DESCRIBED, placeholder=" …")
        context["metatags"] = f'{told}<meta name="description" content="{escape(unescape(words))}" />\n'


def _beginning(doctree: Any) -> str:
    """The first paragraph of the text itself, neither of its head nor of a note."""
    for one in doctree.findall(nodes.paragraph) if doctree is not None else ():
        words = " ".join(one.astext().split())
        if isinstance(one.parent, nodes.section | nodes.document | LetterText) and len(words) > _ENOUGH:
            return words
    return ""


def _is_thebe(asset: Any) -> bool:
    body = getattr(asset, "attributes", {}).get("body") or ""
    return "thebe" in str(getattr(asset, "filename", asset) or "") or "thebe" in body.lower()
