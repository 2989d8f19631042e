"""What is made of a fact base or of a letter's reading once, and kept no longer than that."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")
Told = ParamSpec("Told")

INDEXES: dict[str, Callable[..., Any]] = {}
"""All that is so made, by the name under which it is noted who asks it what (see `facts/consulted.py`)."""


def once(make: Callable[Concatenate[Of, Told], Made]) -> Callable[Concatenate[Of, Told], Made]:
    """Remember what `make` makes of an object, for some words if it takes any, as long as that object is in use."""
    kept: dict[tuple[Any, ...], tuple[weakref.ref[Any], Made, Made]] = {}
    own = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def remembered(of: Of, /, *words: Told.args, **named: Told.kwargs) -> Made:
        key, noted = (id(of), *words), getattr(of, "noted", None)
        known = kept.get(key)
        if known is None or known[0]() is not of:
            made = _made(noted, lambda: make(of, *words, **named))
            seen = noted.seeing("|".join([own, *map(str, words)]), made) if noted else made
            known = kept[key] = weakref.ref(of, lambda _: kept.pop(key, None)), made, seen
        if noted is None or noted.paused:
            return known[1]
        if known[2] is known[1]:
            noted.whole.add("|".join([own, *map(str, words)]))
        return known[2]

    INDEXES[own] = remembered
    return remembered


def _made(noted: Any, make: Callable[[], Made]) -> Made:
    """What is made without a note of what is looked up for it."""
    if noted is None:
        return make()
    before, noted.paused = noted.paused, True
    try:
        return make()
    finally:
        noted.paused = before
