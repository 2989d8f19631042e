"""A chapter that is read when something is first asked of it; until then it is known by what it is read from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from sphinx_factcheck.check.report import Chapter
from sphinx_factcheck.letters.annotations import Annotations
from sphinx_factcheck.letters.text import Letter


class LaterRead(Chapter):
    """Such a chapter."""

    __slots__ = ("_letter", "_name", "_notes")

    _letter: Callable[[], Letter]
    _notes: Callable[[], Annotations]
    _name: str

    @classmethod
    def of(
        cls, name: str, origin: str, letter: Callable[[], Letter], annotations: Callable[[], Annotations]
    ) -> LaterRead:
        made = object.__new__(cls)
        told = {"origin": origin, "_name": name, "_letter": letter, "_notes": annotations}
        for key, value in told.items():
            object.__setattr__(made, key, value)
        return made

    @property
    def path(self) -> str:
        return self._name

    def __getattr__(self, name: str) -> Any:
        if name not in {"letter", "annotations"}:
            raise AttributeError(name)
        value = self._letter() if name == "letter" else self._notes()
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chapter) and (self.letter, self.annotations) == (other.letter, other.annotations)

    def __hash__(self) -> int:
        return hash(self.origin)

    def __reduce__(self) -> tuple[Any, ...]:
        return Chapter, (self.letter, self.annotations, self.origin)


def origin_of(*parts: str | None) -> str:
    """A digest of the texts and names from which a chapter is read; None is what is not there."""
    digest = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(b"%d " % (-1 if part is None else len(data)) + data)
    return digest.hexdigest()
