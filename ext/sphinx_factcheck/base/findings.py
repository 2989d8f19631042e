"""Verdicts, findings, coverage and the gate: pure data and the rules over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.base.records import record


class Verdict(StrEnum):
    """What the fact base says of a claim, as of the letter's date."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONTESTED = "contested"
    UNVERIFIED = "unverified"


class Severity(StrEnum):
    """How much a finding weighs: an error closes the gate."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@record()
class Cited:
    """A statement a verdict rests on: its address, its place in the fact base, and its sources with their addresses."""

    address: str
    place: Place | None = None
    sources: tuple[tuple[str, str], ...] = ()


@record()
class Ruling:
    """A verdict with its reasons. `message` says in words what the fact base holds; `expected` is the bare value.

    `unread` is that of what only looks like a claim: nobody understood it.
    """

    verdict: Verdict
    message: str = ""
    expected: str = ""
    cited: tuple[Cited, ...] = ()
    also: tuple[str, ...] = ()
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports.

    `line` is the line of the file that holds the words; `letter` the id of a letter in a collection (`.jsonl`).
    `acknowledged_by` is the place of the acknowledgement that covers it, `justification` the words of its note.
    """

    rule: str
    severity: Severity
    place: Place
    text: str
    message: str
    line: str = ""
    letter: str = ""
    verdict: Verdict | None = None
    kind: str = ""
    subject: str = ""
    value: str = ""
    expected: str = ""
    cited: tuple[Cited, ...] = ()
    also: tuple[str, ...] = ()
    mend: str = ""
    acknowledged_by: str = ""
    justification: str = ""

    @property
    def closes_gate(self) -> bool:
        return self.severity is Severity.ERROR and not self.acknowledged_by


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the claims found were decided; `unread` of them were seen and not understood."""

    decided: int = 0
    found: int = 0
    unread: int = 0

    @property
    def percent(self) -> float:
        return 100.0 * self.decided / self.found if self.found else 100.0

    @classmethod
    def sum(cls, parts: Iterable[Coverage]) -> Coverage:
        told = [(part.decided, part.found, part.unread) for part in parts]
        return cls(*map(sum, zip(*told, strict=True))) if told else cls()

    @classmethod
    def of(cls, rulings: Iterable[Ruling]) -> Coverage:
        told = list(rulings)
        decided = sum(ruling.verdict is not Verdict.UNVERIFIED for ruling in told)
        return cls(decided, len(told), sum(ruling.unread for ruling in told))
