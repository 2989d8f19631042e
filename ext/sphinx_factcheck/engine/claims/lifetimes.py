"""Years of birth and death behind a name: "X (1938–2011)", "X (b. 1938)", held against a life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.judging import UNDECIDED, plain, rule
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.letters.text import Span

_YEAR = r"(?:1\d|20)\d\d"
_LIFETIME = later(
    rf"\s\((?:(?:b\.|\*)\s?(?P<b>{_YEAR})|(?:d\.|†)\s?(?P<d>{_YEAR})|(?P<from>{_YEAR})\s?[–-]\s?(?P<to>{_YEAR}))\)"
)
_SHORTEST = 20
"""How many years a pair of years is apart at least that is a lifetime, and no time in office."""
_SLIP = 12
"""How many years a wrong year that is a slip lies from the right one at most."""


@dataclass(frozen=True, slots=True)
class Lived:
    """The data of a claim of the year in which somebody was "born" or "died"."""

    event: str
    year: int
    past: bool = True


def lifetimes(mention: Mention, reading: Reading) -> Iterator[Claim]:
    """The years of a life right behind a name, where the fact base tells of that life."""
    end = mention.span.end
    said = _LIFETIME.match(reading.letter.text, end) if reading.letter.text.startswith(" (", end) else None
    if said is None or (said["from"] and int(said["to"]) - int(said["from"]) < _SHORTEST):
        return
    for event, groups in (("born", ("b", "from")), ("died", ("d", "to"))):
        group = next((g for g in groups if said[g]), "")
        if group and any(f.statement.when for f in reading.facts.about(mention.entity, event)):
            year = int(said[group])
            yield Claim("life", mention.entity, f"{event} {year}", Span(*said.span(group)), Lived(event, year))


def judge_lifetime(claim: Claim, said: Lived, reading: Reading) -> Ruling:
    """Contradicted only by a year that looks like a slip of the one known."""
    known = [f for f in reading.facts.about(claim.subject, said.event) if f.statement.when]
    judged = [(f, _fits(said.year, f.statement.when)) for f in known if f.statement.when]
    if not judged:
        return UNDECIDED
    name, when = reading.facts.entities[claim.subject].name, plain(judged[0][0].statement.when)
    verb = "was born" if said.event == "born" else "died"
    return rule(judged, reading.facts, f"{name} {verb} ({when})", when)


def _fits(year: int, when: When) -> Answer:
    first, last = when.earliest.year, when.latest.year
    if first <= year <= last:
        return Answer.YES if first == last else Answer.UNKNOWN
    return Answer.NO if min(abs(year - first), abs(year - last)) <= _SLIP else Answer.UNKNOWN
