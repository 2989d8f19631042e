"""The dates of a text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_factcheck.engine.spans.calendar import Lead, Moment
from sphinx_factcheck.engine.spans.dates_guard import Before, Place, is_date
from sphinx_factcheck.engine.spans.dates_match import Run
from sphinx_factcheck.engine.spans.dates_tokens import tokens_around, trigger_at
from sphinx_factcheck.engine.spans.dates_words import Token
from sphinx_factcheck.engine.spans.periods import Either, Feast, Nth, Range, Said
from sphinx_factcheck.engine.spans.said import DateSaid, wrong_with

__all__ = ["DateSaid", "find_dates", "year_said"]


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateSaid]:
    """The dates between two offsets, in order; none within another."""
    stop = len(text) if end is None else end
    done = looked = start
    for at in trigger_at(text, start, stop):
        if at < looked:
            continue
        words = tokens_around(text, at, done, stop)
        if not words:
            continue
        looked = words[-1].end
        for span in _in_run(text, words, done):
            done = span.end
            yield span


def _in_run(text: str, words: Sequence[Token], done: int) -> Iterator[DateSaid]:
    run, after = Run(words), 0
    for at in run.starts:
        if at >= after and (span := _span_at(text, run, at, done)):
            yield span
            done = span.end
            after = next((n for n, word in enumerate(words) if word.start >= done), len(words))


def _span_at(text: str, run: Run, at: int, done: int) -> DateSaid | None:
    """The longest date that begins at a word and is one."""
    before: Before | None = None
    refused: set[str] = set()
    for told in run.longest(at):
        words = tuple(run.tokens[told.start : told.end])
        if told.form in refused:  # no shorter one of a form whose longer one is none
            continue
        before = before or Before.of(text, words[0].start, done)
        if is_date(Place(text, told, words, before)):
            start, lead = _own_words(words, told.said)[0].start, before.lead()
            if isinstance(told.said, Range) and lead in {Lead.START, Lead.END}:
                lead = Lead.AT
            return DateSaid(start, words[-1].end, told.said, told.form, lead, wrong_with(told.said))
        refused.add(told.form)
    return None


def _own_words(words: Sequence[Token], said: Said | Either) -> Sequence[Token]:
    """The words without those that only lead to it: "from", and "the" before a moment of the calendar."""
    skipped = "fbT" if isinstance(said, Moment | Range | Either | Feast | Nth) else "fb"
    first = next((n for n, word in enumerate(words) if word.letter not in skipped), 0)
    return words[first:]


_YEARS = re.compile(r"(?P<y>[12]\d{3})(?:(?P<s>s)|[-–/](?P<to>\d{4}|\d\d))?")


def year_said(text: str, start: int, end: int) -> DateSaid | None:
    """The bare year or years at exactly these offsets ("2015", "1990s", "2008-09"), with how they are led to."""
    found = _YEARS.fullmatch(text, start, end)
    if found is None:
        return None
    first, to = int(found["y"]), found["to"]
    said: Said = Moment(first, years=10 if found["s"] else 1)
    if to:
        last = int(to) if len(to) == 4 else first - first % 100 + int(to)
        if not first < last < first + 100:
            return None
        said = Range(said, Moment(last))
    return DateSaid(start, end, said, "year", Before.of(text, start).lead())
