"""An edition of letters that checks its own facts."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"


def setup(app: Any) -> dict[str, Any]:
    """Set up the Sphinx extension, which is the book; nothing outside the book needs Sphinx."""
    app.setup_extension("sphinx_factcheck.book")
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
