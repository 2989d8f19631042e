"""Small helpers to write patterns that can be read."""

from sphinx_factcheck.spans.patterns import any_of

__all__ = ["any_of"]
