"""What a date dates that no words bind it to: what happened on that very day to those of whom the letter speaks.

Few things are known of the company of a letter on any one day. Where one of them came about just when the letter says
that something did, and no verb tells of another deed, that is what is told. It can be borne out so, never denied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.by_clause import EVENTS, clause_of, told_then
from sphinx_factcheck.engine.claims.dating.by_sentence import is_stranger, nouns_beside
from sphinx_factcheck.engine.claims.dating.dated import addressees
from sphinx_factcheck.engine.claims.frames.table import SORTS, VERBS
from sphinx_factcheck.engine.claims.judging import told_by
from sphinx_factcheck.engine.claims.persons import just_before, persons_in
from sphinx_factcheck.engine.language.clauses import Certainty, Clause
from sphinx_factcheck.engine.spans.calendar import Lead
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.subjects.index import Subject, Tells, bearing, days_of
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.custody import events_of
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Fact, Happening
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_LIVES = "custody", "died", "offices", "happenings"
_FATES = "custody", "died", "happenings"
_TELLING = Tells.HEAD, Tells.PROPER, Tells.WORD, Tells.PLACE


@record()
class Fit:
    """Whose time it is, which one, and the facts that are of it."""

    entity: str
    when: When
    facts: tuple[Fact, ...]

    @property
    def begun(self) -> bool:
        """Whether that is no more than the first day of what is known."""
        return all(f.key == "offices" for f in self.facts)


def fitting(reading: Reading, said: DateSaid, times: Sequence[When]) -> Fit | None:
    """What came about at a time said; None where nothing is known to have, or two things that differ."""
    if said.wrong or said.lead not in {Lead.AT, Lead.START} or not times:
        return None
    if not (said.first.month or times[0].is_day):
        return None
    times = tuple(dict.fromkeys((*times, *replace(said, story=None).readings(reading.own_dates, said.tense))))
    known = [when for when in times if _known(reading, when)]
    clause, date = clause_of(reading, said) if known else (None, None)
    if clause is not None and not any(date in c.nouns for c in clause.complements):
        clause = None  # a noun has that date, whatever the verb: "I acknowledge your note of the 12th"
    if clause is not None and not (clause.certainty.told or clause.certainty is Certainty.PLANNED):
        return None
    deed = _Deed(reading, said, clause, clause is None or clause.certainty.told)
    return next((fit for when in known if (fit := deed.fitting(when))), None)


@record()
class _Deed:
    """A date with the clause whose time it tells, if it is that of one, and whether what that tells has happened."""

    reading: Reading
    said: DateSaid
    clause: Clause | None
    happened: bool

    def fitting(self, when: When) -> Fit | None:
        """What fits a time in the nearest circle of the letter's company that anything of that time is known of."""
        sentence = self.reading.sentence_at(self.said.start)
        before = just_before(self.reading, sentence)
        circles: tuple[Callable[[], Iterator[Fit]], ...] = (
            lambda: self._of_persons(when, sentence, *_LIVES),
            lambda: self._of_things(when, sentence),
            lambda: self._of_persons(when, before, *_FATES),
            lambda: self._of_persons(when, Span(0, before.start), *_FATES) if self._deeds else iter(()),
        )
        found = next((fits for circle in circles if (fits := list(circle()))), [])
        return found[0] if found and (len({fit.entity for fit in found}) == 1 or _alike(found)) else None

    @property
    def _sentence_text(self) -> str:
        sentence = self.reading.sentence_at(self.said.start)
        return self.reading.letter.text[sentence.start : sentence.end]

    @property
    def _deeds(self) -> frozenset[str]:
        """What the verb can tell to be done to persons."""
        return _by_verb(f"{self.clause.verb}_{self.clause.particle}".rstrip("_")) if self.clause else frozenset()

    def _of_persons(self, when: When, where: Span, *keys: str) -> Iterator[Fit]:
        """Of the persons named in a stretch those to whom something was done then, of what the verb can tell."""
        deeds = self._deeds
        if self.clause is not None and not deeds and stem(self.clause.verb) in EVENTS:
            keys = tuple(key for key in keys if key == "offices")
        told = _happened(self.reading).get((when.earliest.year, when.earliest.month), ()) if self.happened else ()
        then = [f for f in told if f.key in keys and _is_of(f, when)]
        words = frozenset(stems(self._sentence_text)) if then else frozenset()
        facts = [f for f in then if _can_be(f, deeds, words, when)]
        named = {m.entity for m in self.reading.mentions_in(where.start, where.end)} if facts else frozenset()
        for person in dict.fromkeys(f.entity for f in facts if f.entity in named):
            yield Fit(person, when, tuple(f for f in facts if f.entity == person))

    def _of_things(self, when: When, sentence: Span) -> Iterator[Fit]:
        """The events and documents of that day that the sentence tells, by a word or by who took part."""
        for subject in _on_day(self.reading, when):
            if subject.id == self.reading.letter.carries or not self._tells_of(subject, sentence):
                continue
            dated = [f for f in self.reading.facts.about(subject.id, "dates") if f.statement.when]
            told = told_then(self.reading, self.said, dated) if self.clause else dated
            facts = tuple(f for f in told if _is_same(f.statement.when, when))
            if facts:
                yield Fit(subject.id, when, facts)

    def _tells_of(self, subject: Subject, sentence: Span) -> bool:
        if _first_named(self.reading).get(subject.id, sentence.end) < sentence.end:
            return True
        if any(is_stranger(noun, subject) for noun in nouns_beside(self.reading, self.said)):
            return False
        words = frozenset(stems(self._sentence_text))
        here = frozenset(m.entity for m in self.reading.mentions_in(sentence.start, sentence.end))
        company = here | addressees(self.reading) if words & {"you", "your"} else here
        if company.isdisjoint(subject.taking_part):
            return not words.isdisjoint(subject.told_by(*_TELLING))
        return {m.entity for m in persons_in(self.reading, sentence.start, sentence.end)} <= subject.taking_part


def _known(reading: Reading, when: When) -> bool:
    """Whether anything is known of a time: cheaper than to read what is told of it."""
    return (when.earliest.year, when.earliest.month) in _happened(reading) or bool(_on_day(reading, when))


def _on_day(reading: Reading, when: When) -> Sequence[Subject]:
    """The events and documents that are dated on the first of some days."""
    index = bearing(reading.facts, "dates")
    days = days_of(when) if when.is_day or when.lasting else ()
    return [index.all[number] for number in index.by_day.get(days[0], ())] if index.all and days else ()


@once
def _happened(reading: Reading) -> Mapping[tuple[int, int], tuple[Fact, ...]]:
    """What had been done to the persons whom a letter names when it was written, by year and month of its beginning."""
    found: dict[tuple[int, int], tuple[Fact, ...]] = {}
    for person in dict.fromkeys(m.entity for m in persons_in(reading, 0, len(reading.letter.text))):
        for fact in reading.facts.about(person, *_LIVES):
            when = fact.statement.when
            if when is not None and told_by(when, reading):
                month = when.earliest.year, when.earliest.month
                found[month] = *found.get(month, ()), fact
    return found


@once
def _first_named(reading: Reading) -> Mapping[str, int]:
    """Where a letter first names what it names."""
    mentions = reading.mentions_in(0, len(reading.letter.text))
    return {m.entity: m.span.start for m in reversed(mentions)}


def _alike(found: Sequence[Fit]) -> bool:
    """Whether one and the same was done to all of them on that day, or it is the day of each of several things."""
    return (
        all(fact.key == "dates" for fit in found for fact in fit.facts)
        or len({(fact.key, *sorted(events_of(fact))) for fit in found for fact in fit.facts}) == 1
    )


def _can_be(fact: Fact, deeds: frozenset[str], words: frozenset[str], when: When) -> bool:
    """Whether a verb can tell what happened; another one only on a known day or at a known place."""
    if isinstance(fact.statement, Happening):
        return words.issuperset(stems(fact.statement.event))
    if fact.key == "offices" or not deeds:
        return when.is_day or not words.isdisjoint(stems(getattr(fact.statement, "where", "")))
    return bool(events_of(fact) & deeds)


def _is_of(fact: Fact, when: When) -> bool:
    """Whether something was on a day, or began on it; or lay or began within a month."""
    known = fact.statement.when
    if known is None:
        return False
    begun = known.earliest == known.start_latest and when.earliest <= known.earliest <= when.latest
    return begun and (known.latest <= when.latest or known.lasting)


def _is_same(known: When | None, when: When) -> bool:
    return known is not None and (known.earliest, known.latest) == (when.earliest, when.latest)


@lru_cache(maxsize=512)
def _by_verb(verb: str) -> frozenset[str]:
    return frozenset(e for frame in VERBS if verb in frame.words.split() for e in SORTS[frame.sort].events)
