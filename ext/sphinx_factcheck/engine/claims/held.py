"""The texts of the edition's documents, against which quotations are held, and what was asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

LaidUp = Callable[[], Mapping[str, str]]


class Held(Mapping[str, str]):
    """Texts by the ids of their documents, in order; each is read when it is first asked for.

    Two are the same where all their texts are, which `digest` tells without these being read, where it is given.
    `laid` gives texts, by their documents, laid up to be searched; the others are when that is asked for.
    """

    def __init__(
        self, texts: Mapping[str, str | Callable[[], str]], digest: str = "", laid: LaidUp | None = None
    ) -> None:
        self._texts = dict(texts)
        self._digest = digest
        self._laid = laid

    def __getitem__(self, document: str) -> str:
        text = self._texts[document]
        if not isinstance(text, str):
            text = self._texts[document] = text()
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Held) or self._hash != other._hash:
            return False
        return bool(self._digest and self._digest == other._digest) or [*self.items()] == [*other.items()]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(self))

    def laid_up(self) -> list[str]:
        """All texts laid up to be searched, in order."""
        from sphinx_factcheck.engine.spans.sequences import laid_up

        known = self._laid() if self._laid else {}
        return [known[one] if one in known else laid_up(self[one]) for one in self]


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation that was looked for: its words in lower case, and the documents that it may be of by what is said.

    `looked` are the documents it was laid beside for the words they share; another takes the place of one only where it
    shares as many as `least`, which is 0 where there was room for more. `counts` are in how many places every three of
    its words in a row stood.
    """

    words: tuple[str, ...]
    documents: frozenset[str]
    looked: frozenset[str] = frozenset()
    least: int = 0
    counts: tuple[int, ...] = ()
