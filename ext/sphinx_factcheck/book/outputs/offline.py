"""Pages that ask no other host for anything, and carry nothing that nobody reads."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

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


def _is_thebe(asset: Any) -> bool:
    body = getattr(asset, "attributes", {}).get("body") or ""
    return "thebe" in str(getattr(asset, "filename", asset) or "") or "thebe" in body.lower()
