"""A claim: what a letter asserts, where, and of whom."""

from __future__ import annotations

from typing import TypeVar

from sphinx_factcheck.base.records import record
from sphinx_factcheck.letters.text import Span

_Asserted = TypeVar("_Asserted")


@record()
class Claim:
    """A stretch of a letter that asserts something a statement can decide.

    `subject` is the id of the entity it is about (of the letter's own document where it speaks of itself), or empty
    where it binds to nothing. `value` is what is asserted, in normal form ("14 years", "2023-06-18"); `said` is the
    same as the kind's own frozen, picklable data.
    """

    kind: str
    subject: str
    value: str
    span: Span
    said: object = None

    def asserted(self, sort: type[_Asserted]) -> _Asserted:
        """What is asserted, as the data of a kind; raises TypeError where it is of another sort."""
        if not isinstance(self.said, sort):
            raise TypeError(f"a claim of {self.kind} asserts no {sort.__name__}: {self.said!r}")
        return self.said
