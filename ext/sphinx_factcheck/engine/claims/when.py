"""What had happened by the day of a letter, and whether a sentence tells of a time at which something was not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.language.clauses import Clause
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.calendar import Lead, Tense
from sphinx_factcheck.engine.spans.dates import find_dates
from sphinx_factcheck.engine.spans.said import DateSaid
from sphinx_factcheck.engine.subjects.index import YEAR, Subject
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Fact, FactBase
from sphinx_factcheck.letters.text import Span

_OFTEN = later(
    r"\b(?<!\bin\s)(?<!\bof\s)(?<!\bfor\s)(?<!\bwithin\s)(?:daily|(?:every|each|per|a)\s(?:day|week|month|year))\b(?!\s(?:ago|later|before|after|earlier))",
    re.IGNORECASE,
)
_LATELY = later(r"\b(?:yesterday|today|tonight|this\s(?:morning|week|afternoon)|last\s(?:night|week))\b", re.IGNORECASE)
_SINCE = later(r"\b(?:[Ss]ince|[Aa]fter|[Ff]ollowing)\s[^,;:]*$")
_OF_TEXT = later(
    r"\b(?:released|published|issued|signed|dated|adopted|written|printed|founded|born)\s(?:only\s)?(?:on|in)?\s?(?:the\s)?$"
)
"""What a date follows that is of a text or body named on the way: "its report, released on 6 May 2018, …"."""
_NEAR = 90
_LATELY_DAYS, _FEW_WEEKS = 10, 40


_WITH_OWN_TIME = frozenset({"main", "relative", "subordinate", "coordinated"})


def known_by(when: When | None, days: Sequence[When]) -> bool:
    """Whether something dated so can have happened by one of these days."""
    return when is None or not days or any(when.earliest <= d.latest for d in days)


def begun_by(entity: str, facts: FactBase, days: Sequence[When]) -> bool:
    """Whether an event or document can have been there by one of these days."""
    dated = facts.about(entity, "dates")
    return not dated or any(known_by(f.statement.when, days) for f in dated)


def of_another_time(reading: Reading, sentence: Span, subject: Subject, facts: Sequence[Fact], number: Span) -> bool:
    """Whether a sentence tells of a time at which a thing was not, or of one short part of a long time.

    `number` is what is counted there, and no year. The time of another clause is not that of the number.
    """
    at = sentence.start
    times = _times_in(reading.letter.text[at : sentence.end])
    named = reading.mentions_in(at, sentence.end)
    apart = (number, *(m.span for m in named))
    latest = max((day.latest.year for day in reading.own_dates), default=date.max.year)
    every = {y: at + start for y, start in times.years if y <= latest and not _within(at + start, apart)}
    if any(f.statement.when and f.statement.when.earliest.year in every for f in facts):
        return False
    told = [*every.values(), *(at + d.start for d in times.dates)]
    own = of_its_clause(reading, number.start, told) if told else frozenset()
    years = frozenset(y for y, start in every.items() if start in own)
    if years and subject.dates and not any(subject.in_year(year) for year in years):
        return not _told_on_its_day(times, subject, reading.own_dates)
    whens = [*subject.dates, *(f.statement.when for f in facts if f.statement.when)]
    letter = reading.own_dates
    if not whens or not letter:
        return False
    if times.often:
        return True
    if times.lately:
        return not any(_apart(w, d) <= _LATELY_DAYS for w in whens for d in letter)
    dates = [d for d in times.dates if at + d.start in own and not _within(at + d.start, apart)]
    said = [when for one in dates for when in one.readings(letter, Tense.PAST)]
    if not said or any(_said_on(when, whens) for when in said):
        return False
    return all(m.entity != subject.id for m in named) or any(
        w.lasting and w.earliest <= when.earliest and when.latest <= w.latest for w in whens for when in said
    )


def _told_on_its_day(times: _Times, subject: Subject, letter: Sequence[When]) -> bool:
    """Whether a sentence that tells of other years too tells of a thing on its day: "on 15 June we resolved …"."""
    said = (when for one in times.dates for when in one.readings(letter, Tense.PAST)[:1])
    return any(when.is_day and _said_on(when, subject.dates) for when in said)


@dataclass(frozen=True, slots=True)
class _Times:
    """The times that a sentence tells, at their offsets in it."""

    years: tuple[tuple[int, int], ...]
    dates: tuple[DateSaid, ...]
    often: bool
    lately: bool


def of_its_clause(reading: Reading, number: int, offsets: Iterable[int]) -> frozenset[int]:
    """Those offsets at which a time is that of a number: in its clause, or, where that tells no time and not what had
    been before, in one that it hangs on.
    """
    sentence = reading.prose.sentence(reading.prose.number_at(number))
    clauses = sorted(sentence.clauses, key=lambda clause: clause.end - clause.start)

    def clause_at(at: int) -> Clause | None:
        return next((clause for clause in clauses if clause.start <= at < clause.end), None)

    own = clause_at(number)
    if own is None:
        return frozenset(offsets)
    kept, clause = [own], own
    apart = any(n.kind == "date" for c in own.complements for n in c.nouns) or (own.perfect and own.link == "relative")
    while not apart and (above := _above(clause, sentence)):
        clause = above
        kept.append(clause)
    return frozenset(
        at for at in offsets if (told := clause_at(at)) is None or told in kept or told.link not in _WITH_OWN_TIME
    )


def _above(clause: Clause, sentence: Sentence) -> Clause | None:
    """The clause that another hangs on, or follows with a subject of its own."""
    before = sentence.clauses[: sentence.clauses.index(clause)]
    if clause.governor >= 0:
        return sentence.clauses[clause.governor] if clause.governor < len(before) else None
    return next((c for c in reversed(before) if c.governor < 0), None) if clause.link == "coordinated" else None


@lru_cache(maxsize=64)
def _times_in(sentence: str) -> _Times:
    told = list(find_dates(sentence))
    aside = [d for d in told if _precedes(sentence, d.start)]
    found = ((int(y[0]), y.start()) for y in YEAR.finditer(sentence))
    years = tuple((year, at) for year, at in found if not any(d.start <= at < d.end for d in aside))
    dates = tuple(d for d in told if d.lead is Lead.AT and not d.wrong and d not in aside)
    return _Times(years, dates, bool(_OFTEN.search(sentence)), bool(_LATELY.search(sentence)))


def _precedes(sentence: str, at: int) -> bool:
    """Whether a date is of what came before all that the sentence tells: "since the death of X on 5 May"."""
    return bool(_SINCE.search(sentence, max(at - _NEAR, 0), at) or _OF_TEXT.search(sentence, max(at - _NEAR, 0), at))


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(s.start <= at < s.end for s in spans)


def _said_on(said: When, whens: Sequence[When]) -> bool:
    """Whether a date is one of these, or one of a few weeks that these tell of, or holds where one starts or ends."""
    return any(
        said.earliest <= w.latest
        and w.earliest <= said.latest
        and ((w.latest - w.earliest).days <= _FEW_WEEKS or said.earliest <= w.earliest or w.latest <= said.latest)
        for w in whens
    )


def _apart(one: When, other: When) -> int:
    return max((other.earliest - one.latest).days, (one.earliest - other.latest).days, 0)
