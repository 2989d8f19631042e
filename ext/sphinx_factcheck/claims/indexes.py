"""What kinds of claim look up in a fact base, made once for each base and kept no longer than it."""

from sphinx_factcheck.facts.remembered import once as per_fact_base

__all__ = ["per_fact_base"]
