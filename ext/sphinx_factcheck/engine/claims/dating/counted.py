"""What a date is counted from that tells no day itself: "nineteen days later", "the following March", "on the next"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.by_clause import clause_of
from sphinx_factcheck.engine.claims.dating.meant import Dated
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.telling import dated_in
from sphinx_factcheck.engine.claims.happenings import happenings_of
from sphinx_factcheck.engine.claims.judging import own_dates, told_by
from sphinx_factcheck.engine.language.clauses import Clause
from sphinx_factcheck.engine.language.verbs import COPULAR
from sphinx_factcheck.engine.spans.calendar import Tense
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.letters.text import Span

_SAME_STORY = 600
"""Characters between what a date is counted from and the date, at most."""
_IN_LINE = frozenset({"main", "coordinated", "complement"})
_STATES = COPULAR | frozenset("have remain stay know say hear".split())
"""Verbs that tell of no step of a story."""


@record()
class Last:
    """The date before another, with its claims."""

    said: DateSaid
    claims: Sequence[Claim]

    @property
    def is_bound(self) -> bool:
        """Whether it is known what it dates: a day of another story may lie before that of this one."""
        return any(isinstance(c.said, Dated) and c.said.facts for c in self.claims)

    def times(self, reading: Reading) -> Sequence[When]:
        """The times it can mean, as its claim reads it where it has one: the very day, where that is known."""
        read = next((c.said for c in self.claims if isinstance(c.said, Dated) and c.said.times), None)
        if read is None:
            return self.said.readings(own_dates(reading), Tense.PAST)
        facts = (reading.facts.fact(address) for address in read.facts)
        days = {when for fact in facts if fact and (when := fact.statement.when) and when.is_day}
        within = [d for d in days if any(t.earliest <= d.earliest <= t.latest for t in read.times[:1])]
        return within if len(within) == 1 else read.times


@record()
class Anchor:
    """The times from which a date can be counted, and whether nothing else can be what it is counted from."""

    times: tuple[When, ...]
    sure: bool


def anchor_of(reading: Reading, said: DateSaid, last: Last | None) -> Anchor | None:
    """What a date is counted from: what is told last before it, be it a deed whose day only the fact base knows."""
    text = reading.letter.text
    if text.endswith(("than ", "Than "), 0, said.start):
        return None  # "a smaller majority than the year before" tells of no day
    first = max(said.start - _SAME_STORY, text.rfind("\n\n", 0, said.start) + 1)
    dated = last if last and last.said.end >= first else None
    own = clause_of(reading, said)[0]
    low = dated.said.end if dated else first
    deed = _deed_before(reading, said, own, low)
    if deed is not None:
        days = tuple(dict.fromkeys(w for p in deed.persons for w in _days(reading, p.entity, deed)))
        if len(days) == 1:
            return Anchor(days, not _steps_between(reading, deed.end, said, own))
    if dated is None:
        return None
    alone = (
        deed is None
        and dated.is_bound
        and not _steps_between(reading, low, said, own, clause_of(reading, dated.said)[0])
    )
    return Anchor(tuple(dated.times(reading)), alone)


def _deed_before(reading: Reading, said: DateSaid, own: Clause | None, low: int) -> Deed | None:
    """The last deed told without a date between an offset and a date, in another clause than that of the date."""
    told = [
        deed for span in _sentences(reading, low, said.start) for deed in dated_in(reading, span)
        if low <= deed.start and deed.end <= said.start and deed.when is None and deed.told
        and not (own and own.group_start <= deed.start < max(own.verb_end, own.group_start + 1))
    ]  # fmt: skip
    return max(told, key=lambda deed: deed.start, default=None)


def _days(reading: Reading, person: str, deed: Deed) -> Iterator[When]:
    for fact in happenings_of(person, deed.events, reading):
        if (when := fact.statement.when) and told_by(when, reading):
            yield when


def _sentences(reading: Reading, low: int, high: int) -> Iterator[Span]:
    for number in range(reading.prose.number_at(low), reading.prose.number_at(high) + 1):
        yield reading.sentences[number]


def _steps_between(reading: Reading, low: int, said: DateSaid, *own: Clause | None) -> bool:
    """Whether anything else is told to have happened between an offset and a date."""
    for span in _sentences(reading, low, said.start):
        for clause in reading.prose.sentence(reading.prose.number_at(span.start)).clauses:
            if clause in own or clause.verb in _STATES or not low <= clause.group_start < said.start:
                continue
            if clause.finite and clause.link in _IN_LINE and clause.tense == "past" and not clause.negated:
                return True
    return False
