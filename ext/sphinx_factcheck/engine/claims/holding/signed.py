"""Titles in the lines of signers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.engine.claims.holding.judged import Held
from sphinx_factcheck.engine.claims.holding.named import Named
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.letters.text import Span

_PIECE = later(r"[^,\n]+")


class Signed:
    """Titles in the lines of signers."""

    def __init__(self, named: Named) -> None:
        self.named, self.text = named, named.text

    def claims(self, line: Span) -> Iterator[Claim]:
        first = bisect_right(self.named.ends, line.start)
        people = self.named.people[first : bisect_right(self.named.ends, line.end)]
        bodies = self.named.bodies_in(line.start, line.end)
        if len(people) != 1:
            return
        for start, end in self._pieces(line, [*people, *bodies]):
            if title := self.named.titles.piece(self.text, start, end):
                held = Held(title.parts, title.aspect, bodies[0].entity if bodies else "")
                yield Claim("office", people[0].entity, title.words, Span(title.start, title.end), held)

    def _pieces(self, line: Span, named: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        """The parts of a signer's line, by commas and lines, that name nobody; one without a title ends the last."""
        last: tuple[int, int] | None = None
        for piece in _PIECE.finditer(self.text, line.start, line.end):
            start, end = piece.span()
            if any(m.span.start < end and start < m.span.end for m in named):
                continue
            if last and self.text[last[1] : start] == "," and not self.named.titles.piece(self.text, start, end):
                last = last[0], end
                continue
            if last:
                yield last
            last = start, end
        if last:
            yield last
