"""How long something lasted: "a four-day trip" against the dates of the event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.compare import compare
from sphinx_factcheck.claims.cues import cues_in
from sphinx_factcheck.claims.dated import Bound, Stage, in_tense, nearest, tense_of
from sphinx_factcheck.claims.grammar.dates import find_dates
from sphinx_factcheck.claims.grammar.numbers import HEDGE, NUMBER, Quantity, hedged
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, plain, rule
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.letters.text import Span

_TRIGGERS = ("day", "week", "month")
_DAYS = {"day": 1, "week": 7, "month": 30}
_GAP = r"(?:\s|-|‑|\xad){1,2}"
_UNIT = re.compile(rf"(day|week|month)(s?)(?=\b(?:{_GAP}long\b)?)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<hedge>\b{HEDGE}\s)?(?P<number>{NUMBER}){_GAP}$", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:for|of|lasts?|lasted|lasting|over|during)\s(?:the\s|a\stotal\sof\s)?$", re.IGNORECASE)
_NOT_LENGTH = re.compile(
    r"\s*(?:ago|later|earlier|before|after|old|since|from\snow|in\s(?:prison|jail)|a\sweek|notice|deadline|period\sof)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(rf"(?:{_GAP}long)?\s(?:(?:[\w’'-]+)\s){{0,4}}?[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Lasting:
    """The data of a claim of this kind: the length said, and the addresses of the dates it is held against."""

    days: Quantity
    unit: str
    facts: tuple[str, ...] = ()
    strong: bool = True


@dataclass(frozen=True, slots=True)
class DurationKind:
    """Lengths of events, both days of the dates included."""

    name: str = "duration"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every length of time said of an event that the fact base dates."""
        stage = Stage.of(reading)
        if not stage.things.all:
            return
        text = reading.letter.text
        for at in cues_in(text, _TRIGGERS):
            unit = _UNIT.match(text, at)
            before = _BEFORE.search(text[max(at - 60, 0) : at]) if unit else None
            if unit is None or before is None or _NOT_LENGTH.match(text, unit.end()):
                continue
            start = at - (min(at, 60) - before.start())
            if unit[2] and not _LASTING.search(text[max(start - 20, 0) : start]) and text[at - 1] != "-":
                continue
            yield from self._of(stage, Span(start, unit.end()), before, unit[1].lower())

    def _of(self, stage: Stage, span: Span, said: re.Match[str], unit: str) -> Iterator[Claim]:
        days = hedged(said["hedge"] or "", said["number"])
        sentence = stage.reading.sentence_at(span.start)
        bound = [b for b in stage.scene(sentence).bind(span) if b.strong]
        if days is None or not bound:
            return
        one = _likeliest(stage.reading, sentence, span, bound)
        facts = tuple(f.address for f in one.thing.held)
        count = f"{days} {unit}{'' if str(days) == '1' else 's'}"
        yield Claim(self.name, one.thing.entity, count, span, Lasting(days, unit, facts))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """The days said against those from the first to the last; a single day decides only "one day"."""
        said: Lasting = claim.said
        facts = [f for a in said.facts if (f := reading.facts.fact(a)) and f.statement.when]
        if not facts:
            return UNDECIDED
        judged = [(f, _fits(said, f.statement.when)) for f in facts if f.statement.when]
        told = " or ".join(
            f"{_days(w)} ({plain(w)})" if w.lasting else plain(w) for f in facts if (w := f.statement.when)
        )
        expected = " or ".join(dict.fromkeys(_days(w) for f in facts if (w := f.statement.when) and w.lasting))
        return rule(judged, reading.facts, f"{reading.facts.entities[claim.subject].name}: {told}", expected)


def _likeliest(reading: Reading, sentence: Span, span: Span, bound: list[Bound]) -> Bound:
    """The thing that a date of the sentence fits, else the one nearest to the letter in the direction of the tense."""
    text, dates = reading.letter.text, own_dates(reading)
    tense = tense_of(text, sentence, span)
    for said in find_dates(text, sentence.start, sentence.end):
        readings = said.readings(dates, tense)
        for one in bound:
            whens = [f.statement.when for f in one.thing.held if f.statement.when]
            if any(compare(readings, said.lead, when) is Answer.YES for when in whens):
                return one
    told = in_tense(bound, tense, dates)
    return nearest([b for b in told if b.score == told[0].score], [d.latest.toordinal() for d in dates])


def _fits(said: Lasting, known: When) -> Answer:
    if not (known.earliest == known.start_latest and known.end_earliest == known.latest) or known.open_end:
        return Answer.UNKNOWN
    days = (known.latest - known.earliest).days + 1
    size = _DAYS[said.unit]
    if said.unit == "day":
        answer = said.days.fits(days, days)
        return answer if known.lasting or answer is Answer.YES else Answer.UNKNOWN
    if not known.lasting:
        return Answer.UNKNOWN
    if not said.days.is_exact:
        return said.days.fits(days // size, -(-days // size))
    off = abs(days - int(str(said.days)) * size)
    if off <= size * 0.3:
        return Answer.YES
    return Answer.NO if off > size * 0.6 else Answer.UNKNOWN


def _days(when: When) -> str:
    count = (when.latest - when.earliest).days + 1
    return f"{count} day{'' if count == 1 else 's'}"
