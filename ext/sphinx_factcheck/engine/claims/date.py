"""Dates: that of the letter itself, and those in the text against what they date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.claims.award import years_told
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.against import judge_dated
from sphinx_factcheck.engine.claims.dating.anniversary import Anniversary, anniversaries, judge_anniversary
from sphinx_factcheck.engine.claims.dating.cells import deed_of_column
from sphinx_factcheck.engine.claims.dating.counted import Last, anchor_of
from sphinx_factcheck.engine.claims.dating.dated import Scene, Stage
from sphinx_factcheck.engine.claims.dating.doubt import of_another_clause, supposed
from sphinx_factcheck.engine.claims.dating.meant import Dated, claim_of_deed, claim_of_step, claim_of_thing
from sphinx_factcheck.engine.claims.dating.of_deeds import (
    beside,
    is_told_within,
    of_its_noun,
    of_the_clause,
    of_the_next,
)
from sphinx_factcheck.engine.claims.dating.steps import STEP_TRIGGERS, Step, steps_in
from sphinx_factcheck.engine.claims.dating.timeline import dates_said
from sphinx_factcheck.engine.claims.dating.told import as_told
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.own import places_of_own
from sphinx_factcheck.engine.claims.frames.telling import TRIGGERS, dated_in, terms_told
from sphinx_factcheck.engine.claims.judging import UNDECIDED
from sphinx_factcheck.engine.claims.office import tenures_told
from sphinx_factcheck.engine.claims.printed import Printed, dateline, judge_printed, opens_report, printed_date
from sphinx_factcheck.engine.claims.tables import cell_at
from sphinx_factcheck.engine.claims.triggers import sentences_with
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.spans.periods import OfYear
from sphinx_factcheck.letters.text import Span

_VERBS = (
    "end ended ends close closed closes conclude concluded concludes finished entered took_effect takes_effect came "
    "went began begins opened opens started lasted adopted signed published passed issued announced delivered"
)
_GOES_ON = later(
    rf",?\s(?:(?:and|but|then)\s(?:it\s|they\s)?(?:then\s|will\s|to\s)?{any_of(_VERBS)}\s(?:(?:into|in)\s[a-z]+\s)?)?"
    r"(?:(?:on|from|in|at|until|by)\s)?(?:the\s)?"
)
_NARROWS = later(
    r",\s(?:on|in)\s(?:the\s)?|\s\(|,?\sand\s(?:then\s)?(?:again|once\smore)\s(?:on|in)\s(?:the\s)?"
    r"|,?\s(?:[^,;.]{1,60},\s)?but\s(?:only\s)?(?:on|in)\s(?:the\s)?"
)
"""What leads from the date of a deed to another that tells more of it: "arrested not on 2 June but on 31 May"."""
_SAME_DEEDS = 300
_RULED_OUT = later(r"\bnot\s(?:on|in|since)?\s?(?:the\s)?$")


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
        tenures, prize_years = tenures_told(reading), years_told(reading)
        lines = _Lines.of(reading)
        told = lines.told(Span(0, 0))
        tables = any(block.kind == "cell" for block in reading.letter.blocks)
        last: Last | None = None
        for said in dates_said(reading):
            if said.start >= told.sentence.end:
                cell = cell_at(reading.letter, said.start) if tables else None
                told = lines.told(cell.row if cell else reading.sentence_at(said.start), in_table=bool(cell))
            before, sure = last.said if last else None, True
            if said.anchored or isinstance(said.said, OfYear):
                anchor = anchor_of(reading, said, last)
                if anchor is None and said.anchored:
                    continue
                sure = anchor is not None and anchor.sure
                said = replace(said, base=anchor.times) if anchor else said
            elsewhere = said.start in claimed or (tenures and _covers(tenures, said))
            elsewhere = elsewhere or (prize_years and said.first.month is None and _covers(prize_years, said))
            claims = () if elsewhere else tuple(as_told(c, reading) for c in told.claims(reading, said, before))
            if claims and last and last.said.end >= said.start - _SAME_DEEDS:
                claims = tuple(_followed_by(last, claim, reading) for claim in claims)
            yield from claims if sure else map(_doubted, claims)
            last = Last(said, claims)

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


def _doubted(claim: Claim) -> Claim:
    return replace(claim, said=replace(claim.said, strong=False)) if isinstance(claim.said, Dated) else claim


def _covers(stretches: Sequence[Span], said: DateSaid) -> bool:
    """Whether a date stands in one of these stretches, which are in order: then another claim tells it."""
    last = bisect_right(stretches, said.start, key=lambda s: s.start) - 1
    return last >= 0 and said.start < stretches[last].end


def _followed_by(last: Last, claim: Claim, reading: Reading) -> Claim:
    """A claim told after the last: of no deed of that day, and if counted from it, sure only of the same story."""
    dated = claim.said
    if not isinstance(dated, Dated) or not dated.apart:
        return claim
    own = [c.said for c in last.claims if c.subject == claim.subject and isinstance(c.said, Dated)]
    days = {when for said in own for when in said.times if when.is_day}
    if not days or not all(when.earliest > day.latest for when in dated.times for day in days):
        return claim
    known = ((address, reading.facts.fact(address)) for address in dated.facts)
    facts = tuple(address for address, fact in known if fact and fact.statement.when not in days)
    return replace(claim, said=replace(dated, facts=facts))


@dataclass(frozen=True, slots=True)
class _Lines:
    """A letter, with where its sentences that can tell of deeds and steps start."""

    reading: Reading
    stage: Stage
    deeds: frozenset[int]
    steps: frozenset[int]

    @classmethod
    def of(cls, reading: Reading) -> _Lines:
        deeds = [*sentences_with(reading, TRIGGERS), *(s for s, told in terms_told(reading) if told)]
        steps = sentences_with(reading, STEP_TRIGGERS)
        own = {reading.sentence_at(at).start for at in places_of_own(reading)}
        return cls(
            reading, Stage.of(reading), frozenset(own | {s.start for s in deeds}), frozenset(s.start for s in steps)
        )

    def told(self, sentence: Span, *, in_table: bool = False) -> _Told:
        """A sentence, or the row of a table, with what is told in it."""
        deeds = tuple(dated_in(self.reading, sentence)) if in_table or sentence.start in self.deeds else ()
        steps = steps_in(self.reading, sentence) if sentence.start in self.steps else ()
        return _Told(sentence, self.stage.scene(sentence), deeds, _by_date(deeds), _by_date(steps), in_table)


@record()
class _Told:
    """A sentence with all that a date in it can belong to: deeds and steps by where their dates start and end."""

    sentence: Span
    scene: Scene
    deeds: Sequence[Deed]
    dated: Mapping[int, Sequence[Deed]]
    steps: Mapping[int, Sequence[Step]]
    in_table: bool = False

    def claims(self, reading: Reading, said: DateSaid, last: DateSaid | None) -> Iterator[Claim]:
        """The claims of one date of the sentence; `last` is the date before it."""
        text = reading.letter.text
        if own := dateline(reading, said):
            yield own
        elif opens_report(text, said) or _RULED_OUT.search(text, max(said.start - 12, self.sentence.start), said.start):
            return
        elif deeds := self._deeds(reading, said, last):
            told = [d for d in deeds if d.told and not d.since and not supposed(text, self.sentence, d.start)]
            yield from (claim_of_deed(reading, said, d, p, last) for d in told for p in d.persons)
        elif steps := _of_date(self.steps, said):
            yield claim_of_step(reading, self.scene, said, steps[0], last)
        else:
            on = self.scene.occurrences and last and last.start >= self.sentence.start
            goes_on = bool(on and last and _GOES_ON.fullmatch(text, last.end, said.start))
            claim = claim_of_thing(reading, self.scene, said, last, goes_on)
            if claim:
                yield claim

    def _deeds(self, reading: Reading, said: DateSaid, last: DateSaid | None) -> Sequence[Deed]:
        if not (self.deeds or self.in_table):
            return ()
        text = reading.letter.text
        deeds = of_its_noun(text, said, _of_date(self.dated, said)) or [
            d for d in beside(text, self.sentence, said, self.deeds) if not is_told_within(reading, said, d)
        ]
        if not deeds and last and _NARROWS.fullmatch(text, last.end, said.start):
            deeds = _of_date(self.dated, last)
        deeds = deeds or of_the_next(reading, self.sentence, said, self.deeds)
        deeds = deeds or of_the_clause(reading, self.sentence, said, self.deeds)
        if not deeds and self.in_table:
            deed = deed_of_column(reading, said)
            return [deed] if deed else ()
        date = Span(said.start, said.end)
        return [d for d in deeds if not of_another_clause(text, self.sentence, date, d.start, d.end)]


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
