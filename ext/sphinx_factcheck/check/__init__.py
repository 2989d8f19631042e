"""The one function everything calls: letters and a fact base in, claims, verdicts and findings out."""

from sphinx_factcheck.check.checker import Checker, Stopped, check, held_texts
from sphinx_factcheck.check.report import Chapter, Checked, JudgedClaim, Report, line_of

__all__ = ["Chapter", "Checked", "Checker", "JudgedClaim", "Report", "Stopped", "check", "held_texts", "line_of"]
