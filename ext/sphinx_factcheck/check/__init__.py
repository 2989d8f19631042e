"""The one function everything calls: letters and a fact base in, claims, verdicts and findings out.

What is data comes at once; what reads letters, and all that it needs for that, when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sphinx_factcheck.check.carrying import carried_twice, carried_twice_among
from sphinx_factcheck.check.report import Chapter, Checked, JudgedClaim, Report, joined, line_of, warned

if TYPE_CHECKING:
    from sphinx_factcheck.check.checker import Checker, Stopped, check, held_texts

__all__ = [
    "Chapter",
    "Checked",
    "Checker",
    "JudgedClaim",
    "Report",
    "Stopped",
    "carried_twice",
    "carried_twice_among",
    "check",
    "held_texts",
    "joined",
    "line_of",
    "warned",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("sphinx_factcheck.check.checker"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
