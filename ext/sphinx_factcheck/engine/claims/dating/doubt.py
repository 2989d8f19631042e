"""Whether a date is said of a thing as a fact: not denied, supposed or only planned, nor said of something else."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.facts.countries import COUNTRY_OF, COUNTRY_WORDS
from sphinx_factcheck.facts.happenings import NOUNS
from sphinx_factcheck.letters.text import Span

_DENYING = "never neither nor"
"""Words that deny what they stand by, apart from "not" and "n't"."""
_DISBELIEVING = "deny denies denied denying"
"""Words that tell of something said that it is not so."""
_DISBELIEVED = later(
    r"\b(?:(?i:nobody|no\sone|few|not|n[’']t|cannot)\s(?:believes?|thinks?|claims?|says?)|"
    rf"{any_of(_DISBELIEVING)}|falsely|wrongly|(?:myth|rumou?rs?|claim|legend|lie|impression)\sthat)\b[^;:]*$"
)
"""What stands before something that is said not to be so."""
_SUPPOSING = "if unless whether suppose supposing imagine"
"""Words that open what is only supposed."""
_TURNED_ROUND = "Had Were Should"
"""Verbs that open what is only supposed where they stand before their subject."""
_MODALS = "would could might may should must can"
"""Verbs by which something may, but need not, be so."""
_WISHING = "hop* intend* mean means meant propos* plan* promis* threaten* want* wish*"
"""Verbs of what somebody would have, and may not get."""
_NOT = later(rf"\b(?:not(?!\s(?:only|just|until|before)\b)|{any_of(_DENYING)})\b|n[’']t\b")
_NOT_BEHIND = later(r"\s(?:did|was|were|is|are|will|has|had|would|does)(?:\s(?:not|never)\b|n[’']t\b)")
_TURNED = any_of(_TURNED_ROUND)
_SUPPOSED = later(
    rf"(?:^|[,;:(]\s?)[\s“\"]*(?:(?i:{any_of(_SUPPOSING)})|{_TURNED}|(?i:{_TURNED})(?=\s[A-Z]))\s[^,;:]*$"
)
_MODAL = later(
    rf"\b{any_of(f'{_MODALS} {_WISHING} offer* agree*')}"
    r"\s(?:have\s|be\s|to\s){0,2}(?:[\w-]+\s){0,2}$"
)
_AWAITED = later(
    r"\b(?:due(?!\sto\sthe\b)|deadline|awaited|overdue|no\slater\sthan|(?:is|are|was|were)\sexpected\sto)\b",
    re.IGNORECASE,
)
"""What is due by a day may come later, and a last day is no day of what it is for."""
_AHEAD = 60
_OVERTAKEN = later(
    rf"\b{any_of('put_off postpone* cancelled canceled called_off delayed rescheduled scrapped abandoned')}\b"
    r"|\b(?:originally|initially|first)\s(?:planned|scheduled|set|due|announced)\b"
)
_PLANS = any_of("due expected set scheduled slated planned hoped meant supposed fixed")
_PLANNED = later(
    rf"\b(?:is|are|was|were|be|being)\s(?:\w+ly\s)?(?:{_PLANS}|to\sbe\s[a-z]+)\s(?:to\s|for\s|on\s|in\s)?"
    r"(?:[\w’-]+\s){0,9}(?:[\w’-]+)?$"
)
"""What may come at another time than it is planned for: "the report is due on 31 March"."""
_MISTAKEN = later(r"\b(?:is|are|was|were)\s(?:\w+ly\s)?(?:mistaken|wrong|false|untrue|in\serror|not\sso)\b")
_ASKED_FOR = "deadline* time-limit closing_date reply replies answer* respons* objections comments"
_UNTIL = later(rf"\b(?i:{any_of(_ASKED_FOR)})\s(?:for|to|on)\s(?:[\w’-]+\s){{0,4}}$")
"""What stands before a thing whose date is that by which something must be done: "your reply to our letter by …"."""
_DATING = any_of(
    f"{' '.join(NOUNS)} adopt* sign* publi* open* clos* hold* conven* start* beginning date day* entry launch* pass* "
    "deliver* introduc* postpon* cancel* announc* hearing release since ahead time eve place anniversary round* "
    "session* edition* part half"
)
_PREPOSITION = any_of("of on to about for against in at by from under over with")
_HEAD = later(
    rf"\b(?!(?i:{_DATING})\b)[A-Za-z][a-z]{{2,}}\s(?:\d[\w().-]*\s)?{_PREPOSITION}\s"
    r"(?:(?:the|an?|this|that|his|her|our|your|their|its)\s)?$"
)
_NOW = any_of("closes opens ends begins starts runs takes expires")
_FINITE = later(
    rf"\s(?:{any_of('was were is are has have had will can must took came began met')}|[a-z]{{2,}}ed|{_NOW})\b"
)
_OWN_PART = later(
    rf"(?:[’']s(?:\s[\w-]+){{0,2}}?\s(?P<noun>[A-Za-z]+)|\s\([^)]{{3,30}}\)\s(?:[A-Z]\w+\s)?[A-Z][a-z]+){_FINITE.pattern}"
)
"""What is of a thing, or has a longer name: "the Act's fourth section was", "the Act (Amendment) Rules were"."""
_DONE_BY = later(r"\s[a-z]{2,}ed\sby\s")
_TOPIC = later(
    rf"\b{any_of('about regarding concerning over against despite because_of return*_from back_from home_from')}\s"
    r"(?:the\s|this\s|that\s|an?\s|his\s|her\s|their\s|our\s|your\s)?(?:[\w’-]+\s){0,2}$"
)
_OWN_VERB = later(rf"\b(?:[a-z]{{3,}}ing|[a-z]{{3,}}ed|{any_of('which that held set was is will')})\b")
_PARTY = later(
    rf"\b(?:(?P<who>[A-Z]\w+)\s(?:has\s|had\s)?signed|{any_of('ratified joined acceded_to endorsed')})\s(?:the\s)?$"
)
_APART = later(r"(?:,\s(?:who|whom|whose|which)|\b(?i:after|before|since|until))\s[^,;]*$")
_CONJUNCTION = any_of("before after when while until since as")
_OWN_CLAUSE = later(rf"\b{_CONJUNCTION}\s[^,;]*\b{any_of('was were had is took began came opened ended')}\b")
_CUE = later(
    rf"\b(?i:{any_of(f'{_ASKED_FOR} not {_DENYING} {_SUPPOSING} {_TURNED_ROUND} {_DISBELIEVING}')}"
    r"|falsely|wrongly|nobody|no\sone|few|cannot|myth|rumou?rs?|claim|legend|lie|impression)\b|n[’']t\b"
)
_IN_ONE = frozenset((" of ", " of the ", " dated ", " dated the ", " ("))
_OWN = any_of("the your our my his her its their this")
_THE = later(rf"(?:\b(?i:{_OWN})|[’']s)\s(?:[\w’-]+\s){{0,2}}$")
_ITSELF = later(rf"(?i:{_OWN})\s")
"""What makes a thing one that is known, before its noun or in its name: "your letter of 12 August"."""
_CLOSING = ' \n"”’)'
_REACH, _FAR, _MOST = 200, 800, 40


def denied(text: str, sentence: Span, date: Span, start: int, end: int) -> bool:
    """Whether it is denied or only supposed that what is told at [start, end) was on a date.

    What is called by its date was on it, whatever is supposed of it: "if the vote of 6 May had failed".
    """
    if not _has_cue(text, sentence.start, sentence.end):
        return False
    known = _THE.search(text, max(start - 20, sentence.start), start) or _ITSELF.match(text, start, end)
    if known and text[end : date.start] in _IN_ONE:
        return False
    if text[date.end : start] == " " and text[start].isupper():
        return False
    between = text[end : date.start] if end <= date.start else text[date.end : start]
    if _NOT.search(between) or (date.end <= start and _NOT_BEHIND.match(text, end, sentence.end)):
        return True
    first = min(start, date.start)
    if _DISBELIEVED.search(text, max(first - _REACH, sentence.start), first):
        return True
    if _UNTIL.search(text, max(start - 60, sentence.start), start):
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


def of_another_clause(text: str, sentence: Span, date: Span, start: int, end: int) -> bool:
    """Whether a date and a verb at [start, end) are of two clauses: "held before X was out on …", "…, who had died"."""
    if date.end <= start:
        return bool(_APART.search(text, date.end, start))
    if _OWN_CLAUSE.search(text, end, date.start):
        return True
    return "," in text[end : date.start] and bool(_APART.search(text, sentence.start, start))


def quoted(text: str, at: int) -> bool:
    """Whether an offset lies within a quotation."""
    before = text[max(text.rfind("\n", 0, at) + 1, at - _FAR) : at]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def in_doubt(text: str, sentence: Span, start: int, end: int, *, put_off: bool = False) -> bool:
    """Whether what is told at [start, end) may be, but need not have been, on the date that is said or asked of it.

    Of what is dated as having been `put_off` it is no doubt that it was.
    """
    if text[sentence.start : sentence.end].rstrip(_CLOSING)[-1:] == "?":
        return True
    if _MISTAKEN.search(text, end, sentence.end) or _PLANNED.search(text, max(end - 90, sentence.start), end):
        return True
    overtaken = () if put_off else _overtaken(text, sentence.start, sentence.end)
    if overtaken and any(start - _REACH <= at < end + _REACH for at in overtaken[:_MOST]):
        return True
    if _AWAITED.search(text, max(start - _AHEAD, sentence.start), end):
        return True
    return bool(_MODAL.search(text, max(start - 40, sentence.start), start))


def strays(text: str, sentence: Span, date: Span, start: int, end: int) -> bool:
    """Whether a date may be of a verb before a thing, and not of the thing: "we wrote about the flood on 5 May"."""
    if text[end : date.start] in _IN_ONE:
        return False
    low = max(start - 60, sentence.start)
    party = _PARTY.search(text, low, start) if "ed " in text[low:start] else None
    if party and (not party["who"] or party["who"].lower() in COUNTRY_WORDS | COUNTRY_OF.keys()):
        return True
    topic = end <= date.start and _TOPIC.search(text, low, start)
    return bool(topic and not _OWN_VERB.search(text, end, date.start))


def hangs(text: str, sentence: Span, start: int, end: int) -> bool:
    """Whether what is named at [start, end) but hangs on the subject of a verb: "amendments to the Act were …"."""
    if _DONE_BY.match(text, end, sentence.end) and text.endswith((" under the ", " Under the "), 0, start):
        return False
    if own := _OWN_PART.match(text, end, sentence.end):
        return own["noun"] not in NOUNS
    return bool(_FINITE.match(text, end, sentence.end) and _HEAD.search(text, max(start - 40, sentence.start), start))
