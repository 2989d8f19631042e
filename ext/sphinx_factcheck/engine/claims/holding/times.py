"""Of which time a sentence tells that gives somebody an office: the letter's, one that it dates, or one it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.judging import own_dates
from sphinx_factcheck.engine.spans.calendar import Lead, Tense
from sphinx_factcheck.facts.dates import When, parse
from sphinx_factcheck.letters.text import Span

_PAST = (
    r"(?:[a-z]{3,}ed|was|were|had|came|went|met|took|spoke|saw|became|left|told|said|gave|wrote|made|held|led|won|lost|"
    r"began|knew|thought|brought|sent|fell|ran|put|set|kept|found|got|did)"
)
_WHEN_PAST = later(rf"\b[Ww]hen\s[^.;]{{3,80}}?\s{_PAST}\b")
_UNDATED_BEFORE = later(
    r"\b(?:[Uu]nder|[Ss]ince|[Aa]fter|[Bb]efore|[Uu]ntil|[Dd]uring|[Ww]hen|[Ww]hile|[Oo]nce|[Ff]rom)\s(?:the\s)?$"
)
_DID = later(rf"\s(?:first\s)?{_PAST}\b")
_OF_A_TIME = later(
    r"(?:’s|'s|’|')\s(?:\w+\s){0,2}?"
    r"(?:presidency|administration|government|term|tenure|reign|rule|years|era|time|death|election|inauguration|funeral|"
    r"assassination|visit|speech)\b"
)
_HERE = later(r"\b(?:[Ww]e|[Uu]s|[Oo]ur|I|me|my)\b")
_NOW = later(
    r"\b(?:[Ww]e|I)\s(?:\w+\s){0,2}?(?:ask|urge|call|appeal|beg|thank|write|request|implore|beseech|invite|want|need|expect|"
    r"demand|remind|congratulate|support|condemn|address|petition|entreat|hope|wish|look|believe|trust)\b"
    r"|\b(?:Dear|To|Attention)\b|\b(?:is|are|has|have|must|should|will|can|does|do|says|wants|cannot|may|might)\b"
)
_VERB = later(rf"\b{_PAST}\b")
_AROUND = 240
_YEAR = later(r"(?<![\d–—-])\b(?:1[5-9]|20)\d\d\b(?![\d–—-])")
_OF_A_THING = later(r"\b(?:the|an?|his|her|their|its|our|that|this)\s$", re.IGNORECASE)
_OUR_LETTER = later(
    r"\b(?:[Mm]y|[Oo]ur)\s(?:\w+\s)?(?:letter|petition|appeal|message|note)\s(?:of|dated|from)\s(?:the\s)?$"
)
"""What one has written oneself is no older than the last time told, but for a year that is said."""
_ASIDE = later(r",\s(?:who|whom|whose|which)\s[^,;]{2,120},")
"""What tells of somebody else before a title: "the Ambassador, who took up her post in May, met the Minister"."""
_SINCE = later(
    r"\b(?:[Ss]ince|[Ff]rom)\s(?:the\s)?(?:(?:very|early|late|mid|about|around|end|start|beginning|middle|spring|summer|"
    r"autumn|fall|winter|morning|evening|night|of)\s){0,3}$"
)


@dataclass(frozen=True, slots=True)
class OwnTime:
    """What a sentence tells of its time. `dated` are the times it dates itself to, `named` all others it names;
    `undated`: that it tells of a time which it does not date; `past`: that it tells in the past, and not of its
    writers; `present`: that it speaks of the letter's own day; `under`: of what was
    done under the holder of an office.
    """

    dated: tuple[When, ...] = ()
    named: tuple[When, ...] = ()
    undated: bool = False
    past: bool = False
    present: bool = False
    under: bool = False


def own_time(reading: Reading, title: int, span: Span) -> OwnTime:
    """The time of the sentence in which a title starts; `span` is name and title, in which nothing dates it."""
    text, whole = reading.letter.text, reading.sentence_at(span.start)
    sentence = Span(max(whole.start, span.start - _AROUND), min(whole.end, span.end + _AROUND))
    own = _clause(text, sentence, span)
    dated, named = _dates(reading, own, span)
    before, after = text[sentence.start : span.start], text[span.end : sentence.end]
    head = text[max(sentence.start, title - 40) : title]
    led = _UNDATED_BEFORE.search(head)
    undated = bool(led and (led[0].lower().startswith("under") or _DID.match(after)))
    undated = undated or bool(_OF_A_TIME.match(after) or _WHEN_PAST.search(text, sentence.start, sentence.end))
    undated = undated and not dated
    present = bool(_NOW.search(before) or _NOW.search(after))
    past = not present and not _HERE.search(before) and not _HERE.search(after)
    past = past and bool(_VERB.search(before) or _VERB.search(after))
    if own != sentence and not _NOW.search(text, own.start, own.end):
        further = [when for told in _dates(reading, sentence, span) for when in told if when not in dated]
        named = tuple(dict.fromkeys((*named, *further)))
    return OwnTime(dated, named, undated, past, present, under=bool(led and led[0].lower().startswith("under")))


def times_before(reading: Reading, at: int) -> tuple[When, ...]:
    """The times of the last thing dated before an offset, in its sentence or the one before: those of "at the time"."""
    sentence = reading.sentence_at(at)
    for span in (sentence, reading.sentence_at(sentence.start - 1)) if sentence.start else (sentence,):
        told = [said for said in reading.dates_in(span.start, min(span.end, at)) if not said.wrong]
        if told:
            return tuple(told[-1].readings(own_dates(reading), Tense.PAST))
    return ()


def _clause(text: str, sentence: Span, span: Span) -> Span:
    """The stretch between semicolons in which a title stands."""
    start = text.rfind(";", sentence.start, span.start) + 1
    end = text.find(";", span.end, sentence.end)
    return Span(start or sentence.start, end if end >= 0 else sentence.end)


def _dates(reading: Reading, sentence: Span, span: Span) -> tuple[tuple[When, ...], tuple[When, ...]]:
    text, days = reading.letter.text, own_dates(reading)
    last = max((d.latest for d in days), default=None)
    dated: list[When] = []
    named: list[When] = []
    found = [said for said in reading.dates_in(sentence.start, sentence.end) if not said.wrong]
    asides = list(_ASIDE.finditer(text, sentence.start, span.start))
    for said in found:
        if any(a.start() < said.start < a.end() for a in asides):
            continue
        if span.start <= said.start < span.end or _SINCE.search(text, max(sentence.start, said.start - 30), said.start):
            continue
        ours = _OUR_LETTER.search(text, max(sentence.start, said.start - 40), said.start)
        if ours or (asides and said.start >= asides[-1].end()):
            said = replace(said, story=None, strong=False)  # its year is not that of what is told of another
        told = said.readings(days, Tense.PAST)
        of_a_thing = _OF_A_THING.search(text, max(sentence.start, said.start - 12), said.start)  # the 2008 campaign
        (dated if said.lead in {Lead.AT, Lead.AFTER} and not of_a_thing else named).extend(
            when for when in told if last is None or when.earliest <= last
        )
    for year in _YEAR.finditer(text, sentence.start, sentence.end):
        known = any(s.start <= year.start() < s.end for s in found) or any(
            a.start() < year.start() < a.end() for a in asides
        )
        known = known or span.start <= year.start() < span.end
        if not known and not _SINCE.search(text, max(sentence.start, year.start() - 30), year.start()):
            named.append(parse(year[0]))
    return tuple(dict.fromkeys(dated)), tuple(dict.fromkeys(named))
