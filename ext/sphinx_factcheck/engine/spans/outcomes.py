"""Outcomes of votes without a number: "agreed to a debate on …", "voted down the motion", "refused to adopt it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.spans.scores import Score
from sphinx_factcheck.letters.text import Span

TRIGGERS = (
    "reject", "voted", "turned down", "defeated", "adopted", "approved", "passed", "endorsed", "agreed", "refused to",
    "declined to", "failed to", "blocked",
)  # fmt: skip
"""One of these stands in every outcome."""
REACH = 160

_TO_HAVE = any_of("hold have adopt approve pass endorse agree_to agree_on open launch start")
_LOST = (
    rf"rejected|(?:voted|turned)\sdown|defeated|blocked|voted\sagainst(?:\s(?:holding|adopting|having))?|"
    rf"(?:voted\snot|refused|declined|failed)\sto\s{_TO_HAVE}"
)
_CARRIED = (
    rf"adopted|approved|passed|endorsed|agreed\s(?:to\s{_TO_HAVE}|to|on|upon)|"
    rf"voted\s(?:to\s{_TO_HAVE}|for|in\sfavou?r\sof)(?:\s(?:holding|adopting|having))?"
)
_OUTCOME = re.compile(rf"\b(?:(?P<lost>{_LOST})|(?P<carried>{_CARRIED}))(?=\s(?P<what>[^,;:.\n]{{3,120}}))")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote is told to have ended in, and the words for what was voted on."""

    said: Score
    span: Span
    what: str


def outcomes(text: str, start: int, end: int) -> Iterator[Outcome]:
    """The outcomes that a stretch tells, in order."""
    for match in _OUTCOME.finditer(text, start, end):
        yield Outcome(Score(carried=bool(match["carried"])), Span(match.start(), match.end()), match["what"])
