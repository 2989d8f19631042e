"""Small helpers to write patterns that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sphinx_factcheck.base.compiling import later


def any_of(words: str) -> str:
    """A group that matches any of these words, parted by spaces; `_` is white space within one, `*` any ending.

    Words of one first letter stand together behind it, so that most places are refused at a glance.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(words.split(), key=len, reverse=True):
        by_first.setdefault(word[0].lower(), []).append(word.replace("_", r"\s").replace("*", r"\w*"))
    return "(?:" + "|".join(f"(?:{'|'.join(told)})" for told in by_first.values()) + ")"


def holds_any(low: str, words: Iterable[str]) -> bool:
    """Whether one of these words, or beginnings of words, stands anywhere in a text in lower case."""
    for word in words:  # noqa: SIM110  a third of the time that `any` takes
        if word in low:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Form:
    """A way to say something: the words of which one must be there before it is worth a look (`_` is a space), its
    pattern, and an example with what it reads as.
    """

    hints: str
    pattern: str
    example: str
    value: str

    @property
    def words(self) -> list[str]:
        """The hints, each as it stands in a text in lower case."""
        return [hint.replace("_", " ") for hint in self.hints.split()]


class Forms:
    """Rows of forms, ready to be looked for."""

    def __init__(self, *rows: tuple[str, str, str, str]) -> None:
        self.rows = tuple(Form(*row) for row in rows)

    @cached_property
    def _compiled(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        patterns = ((row.words, later(row.pattern, re.IGNORECASE)) for row in self.rows)
        return tuple((hint, pattern) for hints, pattern in patterns for hint in hints)

    def worth_a_look(self, text: str) -> Iterable[re.Pattern[str]]:
        """The patterns of which a text holds a hint, in lower case or not, each once and in order."""
        low = text.lower()
        return dict.fromkeys(pattern for hint, pattern in self._compiled if hint in low)

    @property
    def examples(self) -> list[tuple[str, str]]:
        """Each example with what it reads as."""
        return [(row.example, row.value) for row in self.rows]
