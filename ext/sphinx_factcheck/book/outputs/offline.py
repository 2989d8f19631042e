"""Pages that ask no other host for anything."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx


def trim_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Drop what would load code cells from elsewhere, unless the edition asks for it.

    (`html-page-context`; Jupyter Book brings sphinx-thebe with every page, wanted or not.)
    """
    launch = getattr(app.config, "html_theme_options", {}).get("launch_buttons") or {}
    if not (isinstance(launch, dict) and launch.get("thebe")):
        for key in ("script_files", "css_files"):
            context[key] = [asset for asset in context.get(key, ()) if not _is_thebe(asset)]


def _is_thebe(asset: Any) -> bool:
    body = getattr(asset, "attributes", {}).get("body") or ""
    return "thebe" in str(getattr(asset, "filename", asset) or "") or "thebe" in body.lower()
