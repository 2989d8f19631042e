"""Who is named: every stretch of a letter that names an entity of the fact base."""

from sphinx_factcheck.mentions.index import NameIndex
from sphinx_factcheck.mentions.model import EXPLAINED, Doubt, Mention, Mentions

__all__ = ["EXPLAINED", "Doubt", "Mention", "Mentions", "NameIndex"]
