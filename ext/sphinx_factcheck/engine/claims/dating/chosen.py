"""Which of the things that may be meant is the likeliest: by tense, by time, by who was where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.dated import STRONG, Bound, Scene, horizon
from sphinx_factcheck.engine.claims.dating.things import things_of, told_in
from sphinx_factcheck.engine.spans.calendar import Tense, distance
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.letters.text import Span

_THERE = re.compile(r"\s(?:(?:[a-z]+\s)?(?:in|to)|visited|toured)\s((?:[A-Z][\w’-]+)(?:\s[A-Z][\w’-]+){0,2})")
_DID = re.compile(r"\s(?:did|was|went|has|had|has\sbeen)?\s?")


def there(reading: Reading, scene: Scene, span: Span) -> tuple[Bound, ...]:
    """What a person took part in at a place: "as the President did recently in Vietnam"."""
    text, things = scene.text, things_of(reading.facts)
    place = _THERE.match(text, span.end) if text.startswith("recently", span.start) else None
    persons = reading.mentions_in(max(span.start - 40, 0), span.start) if place else ()
    if place is None or not persons or not _DID.fullmatch(text, persons[-1].span.end, span.start):
        return ()
    where = frozenset(told_in(place[1]))
    known = things.all[: bisect_right(things.firsts, horizon(reading))]
    told = (t for t in known if persons[-1].entity in t.participants and where <= t.places)
    return tuple(Bound(thing, STRONG, 0, False, span.start, span.end) for thing in told)


def in_tense(bound: Sequence[Bound], tense: Tense, dates: Sequence[When]) -> Sequence[Bound]:
    """The things that can lie on the side of the letter's date that the tense tells; all where that leaves none."""
    if not dates or tense is Tense.UNKNOWN:
        return bound
    if tense is Tense.FUTURE:
        day = min(d.earliest for d in dates)
        kept = [b for b in bound if any(f.statement.when.latest >= day for f in b.thing.held if f.statement.when)]
    else:
        day = max(d.latest for d in dates)
        kept = [b for b in bound if any(f.statement.when.earliest <= day for f in b.thing.held if f.statement.when)]
    return kept or bound


def nearest(bound: Sequence[Bound], letter: Sequence[When], said: Sequence[When] = ()) -> Bound:
    """The thing whose time lies nearest to the letter and, twice as much, to the time said."""

    def far(one: Bound) -> int:
        whens = [f.statement.when for f in one.thing.held if f.statement.when]
        return min(_days(w, letter) + 2 * _days(w, said) for w in whens)

    return min(bound, key=far)


def _days(when: When, others: Sequence[When]) -> int:
    return min((distance(when, other).days for other in others), default=0)
