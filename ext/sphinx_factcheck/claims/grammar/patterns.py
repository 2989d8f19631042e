"""Small helpers to write patterns that can be read."""

from sphinx_factcheck.spans.patterns import any_of, hinted, worth_a_look

__all__ = ["any_of", "hinted", "worth_a_look"]
