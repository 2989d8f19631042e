"""Dates: that of the letter itself, and those in the text against what they date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.against import judge_dated
from sphinx_factcheck.claims.dating.anniversary import Anniversary, anniversaries, judge_anniversary
from sphinx_factcheck.claims.dating.attach import opens
from sphinx_factcheck.claims.dating.dated import Scene, Stage
from sphinx_factcheck.claims.dating.doubt import of_another_clause, supposed
from sphinx_factcheck.claims.dating.meant import Dated, claim_of_deed, claim_of_step, claim_of_thing
from sphinx_factcheck.claims.dating.steps import STEP_TRIGGERS, Step, steps_in
from sphinx_factcheck.claims.dating.things import things_of
from sphinx_factcheck.claims.grammar.dates import DateSaid, find_dates, year_said
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.judging import UNDECIDED
from sphinx_factcheck.claims.people.deeds import TRIGGERS, Deed, deeds_in, is_since
from sphinx_factcheck.claims.printed import Printed, dateline, judge_printed, printed_date
from sphinx_factcheck.claims.triggers import sentences_with
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span

_VERBS = (
    "end ended ends close closed closes conclude concluded concludes finished entered took_effect takes_effect came "
    "went began begins opened opens started lasted adopted signed published passed issued announced delivered"
)
_YEAR_BEFORE = re.compile(r"\b([12]\d{3})\s+(?:\w+\s)?$")
_YEAR_AFTER = re.compile(r"\s*(?:\(|,\s|in\s|of\s)([12]\d{3})\b(?![-–]\d)")
_YEAR_IN = re.compile(r"\b[12]\d{3}\b")


_GOES_ON = re.compile(
    rf",?\s(?:(?:and|but|then)\s(?:it\s|they\s)?(?:then\s|will\s|to\s)?{any_of(_VERBS)}\s(?:(?:into|in)\s[a-z]+\s)?)?"
    r"(?:(?:on|from|in|at|until|by)\s)?(?:the\s)?"
)


@dataclass(frozen=True, slots=True)
class DateKind:
    """Dates of letters, events, documents, and of what happened to persons."""

    name: str = "date"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """The date that the letter prints, then the dates in its text, each with what it dates where that is clear."""
        yield from printed_date(reading)
        remembered = tuple(anniversaries(reading))
        yield from remembered
        claimed = {claim.span.start for claim in remembered}
        deeds = {s.start for s in sentences_with(reading, TRIGGERS)}
        steps = {s.start for s in sentences_with(reading, STEP_TRIGGERS)}
        stage = Stage.of(reading)
        told, last = _Told(Span(0, -1), stage.scene(Span(0, 0))), None
        for said in dates_said(reading):
            if said.start >= told.sentence.end:
                sentence = reading.sentence_at(said.start)
                scene = stage.scene(sentence)
                told = _Told.of(reading, sentence, scene, sentence.start in deeds, sentence.start in steps)
            if said.start not in claimed:
                yield from told.claims(reading, said, last)
            last = said

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Contradicted where no reading of the date fits any date known; a doubtful binding never contradicts."""
        match claim.said:
            case Dated():
                return judge_dated(claim, claim.said, reading)
            case Printed():
                return judge_printed(claim, claim.said, reading)
            case Anniversary():
                return judge_anniversary(claim, claim.said, reading)
        return UNDECIDED


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with all that a date in it can belong to: deeds and steps by where their dates start and end."""

    sentence: Span
    scene: Scene
    deeds: Mapping[int, Sequence[Deed]] = field(default_factory=dict)
    undated: Sequence[Deed] = ()
    steps: Mapping[int, Sequence[Step]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, sentence: Span, scene: Scene, with_deeds: bool, with_steps: bool) -> _Told:
        deeds = tuple(deeds_in(reading, sentence)) if with_deeds else ()
        steps = steps_in(reading, sentence) if with_steps else ()
        undated = [deed for deed in deeds if deed.when is None]
        return cls(sentence, scene, _by_date(deeds), undated, _by_date(steps))

    def claims(self, reading: Reading, said: DateSaid, last: DateSaid | None) -> Iterator[Claim]:
        """The claims of one date of the sentence; `last` is the date before it."""
        text = reading.letter.text
        if own := dateline(reading, said):
            yield own
        elif deeds := self._deeds(text, said):
            told = [d for d in deeds if not is_since(d) and not supposed(text, self.sentence, d.start)]
            yield from (claim_of_deed(reading, said, d, p, last) for d in told for p in d.persons)
        elif steps := _of_date(self.steps, said):
            yield claim_of_step(reading, self.scene, said, steps[0], last)
        else:
            on = self.scene.occurrences and last and last.start >= self.sentence.start
            goes_on = bool(on and last and _GOES_ON.fullmatch(text, last.end, said.start))
            claim = claim_of_thing(reading, self.scene, said, last, goes_on)
            if claim:
                yield claim

    def _deeds(self, text: str, said: DateSaid) -> Sequence[Deed]:
        deeds = _of_date(self.deeds, said)
        if not deeds and self.undated and said.away and opens(text, self.sentence, Span(said.start, said.end)):
            deeds = self.undated[:1]
        return [deed for deed in deeds if not of_another_clause(text, deed.end, said.start)]


Told = TypeVar("Told", Deed, Step)


def _by_date(told: Iterable[Told]) -> Mapping[int, Sequence[Told]]:
    """What is told with a date, by where that date starts and by where it ends."""
    found: dict[int, list[Told]] = {}
    for one in told:
        when: DateSaid | None = one.when
        for at in (when.start, when.end) if when else ():
            found.setdefault(at, []).append(one)
    return found


def _of_date(told: Mapping[int, Sequence[Told]], said: DateSaid) -> Sequence[Told]:
    return told.get(said.end) or told.get(said.start) or ()


def dates_said(reading: Reading) -> list[DateSaid]:
    """The dates of a text, bare years among them where something leads to them; in order, none within another."""
    text = reading.letter.text
    told, beside = list(find_dates(text)), list(_years_of_events(reading))
    if not beside:
        return told
    kept: list[DateSaid] = []
    for said in sorted([*told, *beside], key=lambda d: (d.start, -d.end)):
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept


def _years_of_events(reading: Reading) -> Iterator[DateSaid]:
    """The years that stand in or beside the name of an event: "the 1989 massacre", "the massacre (1989)"."""
    text, entities = reading.letter.text, reading.facts.entities
    if not things_of(reading.facts).all:
        return
    for mention in reading.mentions:
        if mention.span.field or entities[mention.entity].kind != "event":
            continue
        start, end = mention.span.start, mention.span.end
        before = _YEAR_BEFORE.search(text, max(start - 24, 0), start)
        after = _YEAR_AFTER.match(text, end, end + 12)
        inside = (m.span() for m in _YEAR_IN.finditer(text, start, end))
        for found in (before and before.span(1), after and after.span(1), *inside):
            said = year_said(text, *found) if found else None
            if said:
                yield said
