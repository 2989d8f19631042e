"""Stretches of a text that are taken already: by claims that are read, or by names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from sphinx_factcheck.letters.text import Span


class Taken:
    """Stretches of the text, as start and end, of which one asks whether any meets another."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self.all = sorted(places)
        self._ends = list(accumulate((end for _, end in self.all), max))

    @classmethod
    def by(cls, spans: Iterable[Span]) -> Taken:
        """What these spans take."""
        return cls((span.start, span.end) for span in spans)

    def meet(self, span: Span) -> bool:
        """Whether one of them has a sign in common with a stretch."""
        before = bisect_left(self.all, (span.end, -1))
        return before > 0 and self._ends[before - 1] > span.start
