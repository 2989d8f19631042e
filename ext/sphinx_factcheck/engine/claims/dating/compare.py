"""A date that a letter gives against the date that the fact base holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sphinx_factcheck.engine.spans.calendar import Lead
from sphinx_factcheck.facts.dates import Answer, When, parse

_NEAR, _YEAR = timedelta(days=400), timedelta(days=364)
_JULIAN = " (Julian)"
_AGE = timedelta(days=1500)
"""What lasts longer is no one thing that was on a day: of many tests each has its own."""
_WITHOUT_MARKS = str.maketrans("", "", "~?%")


def compare(readings: Iterable[When], lead: Lead, known: When) -> Answer:
    """Whether any reading of a date said can be the known one: "starting on" its first day, "until" its last.

    A day inside a lasting time fits it; a range of days or months must be that time, one of years may hold it.
    """
    answers = {_one(claimed, lead, known) for claimed in readings}
    if Answer.YES in answers:
        return Answer.YES
    return Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN


def _one(claimed: When, lead: Lead, known: When) -> Answer:
    """Of an old or approximate date the day as written decides what fits, all that it can be decides what does not."""
    old = known.text.removesuffix(_JULIAN)
    if old != known.text and _exactly(claimed, lead, parse(old)) is Answer.YES:
        return Answer.YES
    if not (known.approximate or known.uncertain):
        return _exactly(claimed, lead, known)
    as_written = _exactly(claimed, lead, parse(known.text.translate(_WITHOUT_MARKS)))
    if as_written is Answer.YES:
        return Answer.YES
    return Answer.NO if _exactly(claimed, lead, known) is Answer.NO else Answer.UNKNOWN


def _exactly(claimed: When, lead: Lead, known: When) -> Answer:
    match lead:
        case Lead.START:
            return _in(claimed.earliest, claimed.latest, known.earliest, known.start_latest)
        case Lead.END if not known.lasting and known.is_day:
            told = _in(claimed.earliest, claimed.latest, known.earliest, known.latest)
            return Answer.UNKNOWN if told is Answer.NO else told  # of what lasts until then one day only is known
        case Lead.END:
            return _in(claimed.earliest, claimed.latest, known.end_earliest, known.latest)
        case Lead.BEFORE:
            near = known.earliest >= moved(claimed.earliest, -_NEAR)
            return _order(known.start_latest <= claimed.latest and near, known.earliest > claimed.latest)
        case Lead.AFTER:
            near = known.start_latest <= moved(claimed.latest, _NEAR)
            return _order(known.earliest >= claimed.earliest and near, known.start_latest < claimed.earliest)
    if claimed.lasting and claimed.start_latest == claimed.earliest:
        night = known.is_day and claimed.latest - claimed.earliest == timedelta(days=1)
        either = night and known.earliest in {claimed.earliest, claimed.latest}
        return Answer.YES if either else _both(claimed, known)  # "in the night of the 14th to the 15th"
    if claimed.lasting and known.lasting and claimed.start_latest - claimed.earliest < _YEAR:
        return Answer.YES if _both(claimed, known) is Answer.YES else _at_most(_meet(claimed, known))
    if claimed.lasting or known.lasting:
        within = _meet(claimed, known)
        return _at_most(within) if claimed.is_day and known.latest - known.earliest > _AGE else within
    return _in(claimed.earliest, claimed.latest, known.earliest, known.latest)


def _both(claimed: When, known: When) -> Answer:
    """A range of days against a time: both ends must fit. Where one day only is known, it must lie in it."""
    if not known.lasting:
        inside = claimed.earliest <= known.earliest and known.latest <= claimed.latest
        return Answer.UNKNOWN if inside else _in(claimed.earliest, claimed.latest, known.earliest, known.latest)
    ends = {
        _in(claimed.earliest, claimed.start_latest, known.earliest, known.start_latest),
        _in(claimed.end_earliest, claimed.latest, known.end_earliest, known.latest),
    }
    if Answer.NO in ends:
        return Answer.NO
    return Answer.YES if ends == {Answer.YES} else Answer.UNKNOWN


def _meet(claimed: When, known: When) -> Answer:
    """Whether a day or month falls in a lasting time, or a time of months holds what is known."""
    if claimed.latest < known.earliest or known.latest < claimed.earliest:
        return Answer.NO
    surely = claimed.earliest <= known.end_earliest and known.start_latest <= claimed.latest
    return Answer.YES if surely else Answer.UNKNOWN


def _at_most(answer: Answer) -> Answer:
    """That a time of months meets another does not make them one."""
    return Answer.UNKNOWN if answer is Answer.YES else answer


def _in(first: date, last: date, known_first: date, known_last: date) -> Answer:
    """Whether something on some day of the known span was on a day of [first, last]."""
    if last < known_first or known_last < first:
        return Answer.NO
    return Answer.YES if first <= known_first and known_last <= last else Answer.UNKNOWN


def _order(surely: bool, never: bool) -> Answer:
    if never:
        return Answer.NO
    return Answer.YES if surely else Answer.UNKNOWN


def moved(day: date, by: timedelta) -> date:
    """A day so much later, or the last or first one there is."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max
