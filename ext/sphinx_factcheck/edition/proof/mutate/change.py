"""One change to the source of a letter."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.letters.text import Letter


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a letter's source replaced; `kind` is that of the claim, `rewording` where the meaning stays."""

    place: Place
    kind: str
    before: str
    after: str
    rewording: bool = False

    @classmethod
    def of(cls, letter: Letter, start: int, end: int, after: str, kind: str, *, rewording: bool = False) -> Change:
        """The change of a stretch of the source, given by its offsets."""
        return cls(letter.lines.place(letter.path, start, end), kind, letter.source[start:end], after, rewording)

    def applied_to(self, source: str) -> str:
        """The source with the change made."""
        return source[: self.place.start] + self.after + source[self.place.end :]
