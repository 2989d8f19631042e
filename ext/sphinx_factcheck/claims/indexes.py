"""What kinds of claim look up in a fact base, made once for each base and kept no longer than it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from sphinx_factcheck.facts.model import FactBase

Made = TypeVar("Made")


def per_fact_base(make: Callable[[FactBase], Made]) -> Callable[[FactBase], Made]:
    """Remember what `make` makes of a fact base for as long as that base is in use."""
    kept: dict[int, tuple[weakref.ref[FactBase], Made]] = {}

    @wraps(make)
    def remembered(facts: FactBase) -> Made:
        key = id(facts)
        known = kept.get(key)
        if known is not None and known[0]() is facts:
            return known[1]
        made = make(facts)
        kept[key] = weakref.ref(facts, lambda _: kept.pop(key, None)), made
        return made

    return remembered
