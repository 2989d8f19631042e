"""SVG, which is a picture on a page and a program when it is opened by itself."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_factcheck.letters.files import Unreadable, read_text

_DOES = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|embed|object|handler|listener|set|animate)\b"
    r"|\bon[a-z]+\s*=|<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet|javascript:|@import"
    r"|\b(?:href|src)\s*=\s*[\"']?\s*(?!#|data:image/(?:png|jpe?g|gif|webp);)[^\"'\s>]|url\(\s*[\"']?\s*(?!#)",
    re.IGNORECASE,
)


def active(path: Path) -> bool:
    """Whether an SVG holds anything that runs, fetches or leads elsewhere, or cannot be read to say so."""
    try:
        return bool(_DOES.search(read_text(path, path.name)))
    except Unreadable:
        return True
