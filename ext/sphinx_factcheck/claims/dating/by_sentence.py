"""What a date dates that nothing beside it tells: the one thing that its sentence means."""

from __future__ import annotations

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.spans.dates import DateSaid
from sphinx_factcheck.subjects.index import Subject, bearing
from sphinx_factcheck.subjects.meant import all_meant, near_sentence
from sphinx_factcheck.subjects.scores import LEAST, Reason

_BY_WORDS = 2
"""How well its words alone must tell it: that something was on that day is no reason that the sentence is on it."""
_BY_TIME = {Reason.SAME_DAY.words: Reason.SAME_DAY.weight, Reason.SAME_MONTH.words: Reason.SAME_MONTH.weight}


def dated_by_sentence(reading: Reading, said: DateSaid) -> Subject | None:
    """The dated thing that the sentence of a date means; none where it may be another."""
    if said.wrong or not said.first.month:
        return None
    sentence = near_sentence(reading, said.start)
    found = all_meant(reading, sentence, bearing(reading.facts, "dates"), least=LEAST)
    if len(found) != 1 or found[0].apart:
        return None
    by_time = sum(_BY_TIME.get(why, 0) for why in found[0].why)
    return found[0].subject if by_time and found[0].score - by_time >= _BY_WORDS else None
