"""From offsets in code points to the protocol's positions and back: lines from 0, columns in the client's units."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from lsprotocol import types

from sphinx_factcheck.base.places import LineMap, Place

_WIDE = 0xFFFF


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions of one text. `encoding` is what the client counts columns in: UTF-16 unless agreed otherwise."""

    text: str
    lines: LineMap
    encoding: str = "utf-16"

    @classmethod
    def of(cls, text: str, encoding: str = "utf-16") -> Positions:
        return cls(text, LineMap.of(text), encoding)

    def position(self, offset: int) -> types.Position:
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.lines.starts, offset) - 1
        return types.Position(line, self._units(self.text[self.lines.starts[line] : offset]))

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(self.position(start), self.position(end))

    def of_place(self, place: Place) -> types.Range:
        return self.range(place.start, place.end)

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one past the end of its line or of the text means that end."""
        starts = self.lines.starts
        if position.line >= len(starts):
            return len(self.text)
        start = starts[position.line]
        end = starts[position.line + 1] if position.line + 1 < len(starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n")
        if line.isascii() or self.encoding == "utf-32":
            return start + min(position.character, len(line))
        at = units = 0
        while at < len(line) and units < position.character:
            units += self._units(line[at])
            at += 1
        return start + at

    def _units(self, words: str) -> int:
        if words.isascii() or self.encoding == "utf-32":
            return len(words)
        if self.encoding == "utf-8":
            return len(words.encode("utf-8", "surrogatepass"))
        return len(words) + sum(ord(character) > _WIDE for character in words)
