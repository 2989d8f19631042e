"""How often Python looks for objects that hold each other: a letter that is read makes many and leaves few such."""

from __future__ import annotations

import gc

_NEW, _YOUNG, _OLD = 50_000, 20, 50
"""New objects before the youngest are looked through, and how often that is done before those of before are, too."""


def collect_seldom() -> None:
    """Look seldom, for a process that is ours alone: as often as is usual takes a fifth of the time of a check."""
    gc.set_threshold(_NEW, _YOUNG, _OLD)
