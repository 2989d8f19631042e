"""What is made of a fact base or of a letter's reading once, and kept no longer than that."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")


def once(make: Callable[[Of], Made]) -> Callable[[Of], Made]:
    """Remember what `make` makes of an object for as long as that object is in use."""
    kept: dict[int, tuple[weakref.ref[Of], Made]] = {}

    @wraps(make)
    def remembered(of: Of) -> Made:
        key = id(of)
        known = kept.get(key)
        if known is not None and known[0]() is of:
            return known[1]
        noted = getattr(of, "noted", None)
        before = noted.paused if noted else False
        if noted:
            noted.paused = True
        try:
            made = make(of)
        finally:
            if noted:
                noted.paused = before
        kept[key] = weakref.ref(of, lambda _: kept.pop(key, None)), made
        return made

    return remembered
