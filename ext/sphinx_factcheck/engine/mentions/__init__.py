"""Who is named: every stretch of a letter that names an entity of the fact base.

What finds names comes when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_factcheck.engine.mentions.model import EXPLAINED, Doubt, Mention, Mentions

if TYPE_CHECKING:
    from sphinx_factcheck.engine.mentions.index import NameIndex

__all__ = ["EXPLAINED", "Doubt", "Mention", "Mentions", "NameIndex"]


def __getattr__(name: str) -> object:
    if name == "NameIndex":
        from sphinx_factcheck.engine.mentions.index import NameIndex

        return NameIndex
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
