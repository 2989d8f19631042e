"""Patterns that are compiled when they are first asked for: most calls need few of all there are."""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "groupindex", "groups")


class _Pattern:
    """Stands for a compiled pattern, which takes its place with its first use: from then on nothing is in between."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update({asked: getattr(compiled, asked) for asked in _ASKED})
        return self.__dict__[name]


def later(words: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` makes it, with its first use. `re.error` is raised only then."""
    return cast("re.Pattern[str]", _Pattern(words, flags))
