"""The words of a block with all that lies over them, nested: names, claims, errors, emphasis, links, breaks.

What overlaps is cut at the border of what began first; each further piece leads back to the first by `@prev`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sphinx_factcheck.exchange.tei.elements import ID, add_text
from sphinx_factcheck.letters.text import Span

Maker = Callable[[], ET.Element]


@dataclass(frozen=True, slots=True)
class Over:
    """Something over a stretch of text: `make` makes its element, the lowest `rank` is outermost over the same words.

    One over no words at all is a point, as a break or the sign of a footnote is.
    """

    span: Span
    make: Maker
    rank: int = 0


@dataclass(slots=True)
class _Piece:
    over: Over
    start: int
    end: int


def lay(parent: ET.Element, text: str, block: Span, over: Sequence[Over]) -> ET.Element:
    """Fill an element with the words of a block of `text`, everything in `over` laid over them."""
    inside = [o for o in over if block.start <= o.span.start and o.span.end <= block.end]
    ranked = sorted(inside, key=lambda o: (o.span.start, o.span.start != o.span.end, -o.span.end, o.rank))
    _Laying(text, ranked).fill(parent, block.start, block.end, whole=True)
    return parent


class _Laying:
    def __init__(self, text: str, over: Sequence[Over]) -> None:
        self.text = text
        self.waiting = [_Piece(o, o.span.start, o.span.end) for o in over]

    def fill(self, parent: ET.Element, start: int, end: int, *, whole: bool = False) -> None:
        """Put the words from `start` to `end` into an element. A point at the end of a `whole` block is within it, at
        the end of anything smaller behind that.
        """
        at = start
        while self.waiting and (self.waiting[0].start < end or (whole and self.waiting[0].start == end)):
            piece = self.waiting.pop(0)
            add_text(parent, self.text[at : piece.start])
            at = self.place(parent, piece, end)
        add_text(parent, self.text[at:end])

    def place(self, parent: ET.Element, piece: _Piece, end: int) -> int:
        """Put a piece into its parent, cut at the parent's end, and return where it ends."""
        made = piece.over.make()
        whole = piece.over.span
        stop = min(piece.end, end)
        if piece.end > end:
            self._wait(_Piece(piece.over, end, piece.end))
        if piece.start != whole.start and (id := made.attrib.pop(ID, None)):
            made.set("prev", f"#{id}")
        parent.append(made)
        if stop > piece.start and not (len(made) or made.text):
            self.fill(made, piece.start, stop)
        elif stop > piece.start:
            self._drop(piece.start, stop)
        return stop

    def _wait(self, rest: _Piece) -> None:
        at = next((n for n, other in enumerate(self.waiting) if other.start > rest.start), len(self.waiting))
        behind = at
        while behind and self.waiting[behind - 1].start == rest.start and self.waiting[behind - 1].end < rest.end:
            behind -= 1
        self.waiting.insert(behind, rest)

    def _drop(self, start: int, end: int) -> None:
        """Leave out what lies within an element that brings its own words."""
        self.waiting = [p for p in self.waiting if not (start <= p.start and p.end <= end)]
