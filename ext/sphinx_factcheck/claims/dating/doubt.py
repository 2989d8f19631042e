"""Whether a date is said of a thing as a fact: not denied, supposed or only planned, nor said of something else."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.letters.text import Span

_NOT = re.compile(r"\b(?:not(?!\s(?:only|just|until|before)\b)|never|neither|nor)\b|n[’']t\b")
_NOT_BEHIND = re.compile(r"\s(?:did|was|were|is|are|will|has|had|would|does)(?:\s(?:not|never)\b|n[’']t\b)")
_IF = any_of("if unless whether suppose supposing imagine")
_SUPPOSED = re.compile(
    rf"(?:^|[,;:(]\s?)[\s“\"]*(?:(?i:{_IF})|Had|Were|Should|(?:had|were|should)(?=\s[A-Z]))\s[^,;:]*$"
)
_DISBELIEVED = re.compile(
    r"\b(?:(?i:nobody|no\sone|few|not|n[’']t|cannot)\s(?:believes?|thinks?|claims?|says?)|den(?:y|ies|ied)|falsely|wrongly"
    r"|(?:myth|rumou?rs?|claim|legend|lie|impression)\sthat)\b[^;:]*$"
)
_MODAL = re.compile(
    rf"\b{any_of('might could may would should can must wish* hope* want* offer* plan* threaten* agree* promise*')}"
    r"\s(?:have\s|be\s|to\s){0,2}(?:[\w-]+\s){0,2}$"
)
_OVERTAKEN = re.compile(
    rf"\b{any_of('put_off postpone* cancelled canceled called_off delayed rescheduled scrapped abandoned')}\b"
    r"|\b(?:originally|initially|first)\s(?:planned|scheduled|set|due|announced)\b"
)
_DATING = any_of(
    "adopt* sign* publi* open* clos* hold* conven* start* beginning end date day* entry launch* passage pass* deliver* "
    "release since ahead time eve place anniversary round* session* edition* part half"
)
_PREPOSITION = any_of("of on to about for against in at by from under over with")
_HEAD = re.compile(
    rf"\b(?!(?i:{_DATING})\b)[A-Za-z][a-z]{{2,}}\s{_PREPOSITION}\s"
    r"(?:(?:the|an?|this|that|his|her|our|your|their|its)\s)?$"
)
_FINITE = re.compile(
    rf"\s{any_of('was were is are has have had will took came began entered met opened ended closed passed started')}\b"
)
_CONJUNCTION = any_of("before after when while until since as")
_OWN_CLAUSE = re.compile(rf"\b{_CONJUNCTION}\s[^,;]*\b{any_of('was were had is took began came opened ended')}\b")
_CUE = re.compile(
    r"\b(?i:not|never|neither|nor|if|unless|whether|suppos\w+|imagine|had|were|should|nobody|no\sone|few|cannot|den(?:y|ies|ied)"
    r"|falsely|wrongly|myth|rumou?rs?|claim|legend|lie|impression)\b|n[’']t\b"
)
_REACH, _FAR, _MOST = 200, 800, 40


def denied(text: str, sentence: Span, date: Span, start: int, end: int) -> bool:
    """Whether it is denied or only supposed that what is told at [start, end) was on a date."""
    if not _has_cue(text, sentence.start, sentence.end):
        return False
    between = text[end : date.start] if end <= date.start else text[date.end : start]
    if _NOT.search(between) or (date.end <= start and _NOT_BEHIND.match(text, end, sentence.end)):
        return True
    first = min(start, date.start)
    if _DISBELIEVED.search(text, max(first - _REACH, sentence.start), first):
        return True
    return supposed(text, sentence, first)


@lru_cache(maxsize=4)
def _has_cue(text: str, start: int, end: int) -> bool:
    """Whether a sentence holds any word of what is denied or supposed."""
    return bool(_CUE.search(text, start, end))


@lru_cache(maxsize=4)
def _overtaken(text: str, start: int, end: int) -> list[int]:
    """Where a sentence tells that a plan came to nothing."""
    return [m.start() for m in _OVERTAKEN.finditer(text, start, end)]


def supposed(text: str, sentence: Span, at: int) -> bool:
    """Whether what stands at an offset is only supposed: "If …", "Had he been …"."""
    return bool(_SUPPOSED.search(text[max(at - _REACH, sentence.start) : at]))


def of_another_clause(text: str, start: int, end: int) -> bool:
    """Whether a clause with its own verb begins between a verb and a date: "detained before X was out on …"."""
    return bool(_OWN_CLAUSE.search(text, start, end))


def quoted(text: str, at: int) -> bool:
    """Whether an offset lies within a quotation."""
    before = text[max(text.rfind("\n", 0, at) + 1, at - _FAR) : at]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def in_doubt(text: str, sentence: Span, start: int, end: int) -> bool:
    """Whether what is told at [start, end) may be, but need not have been, on the date that is said of it."""
    overtaken = _overtaken(text, sentence.start, sentence.end)
    if overtaken and any(start - _REACH <= at < end + _REACH for at in overtaken[:_MOST]):
        return True
    return bool(_MODAL.search(text, max(start - 40, sentence.start), start))


def hangs(text: str, sentence: Span, start: int, end: int) -> bool:
    """Whether what is named at [start, end) but hangs on the subject of a verb: "amendments to the Act were …"."""
    return bool(_FINITE.match(text, end, sentence.end) and _HEAD.search(text, max(start - 40, sentence.start), start))
