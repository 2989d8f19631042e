"""Whether a date and a noun belong together, so surely that a date which does not fit is a contradiction."""

from __future__ import annotations

import re

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.facts.happenings import ALL_VERBS
from sphinx_factcheck.letters.text import Span

_HOLDING = ALL_VERBS - {"spoke", "closed", "rose"} | frozenset(
    "scheduled planned set attended hosted called entitled based led needed hundred indeed traveled travelled voted "
    "organized organised named lasted continued went hit broke fell flared raged burned sank shook played observed "
    "lifted founded established defeated stayed remained endured dragged".split()
)
"""Verbs that may stand between a thing and its date: all that tell what happens to one, and some of how it goes."""
_IRREGULAR = frozenset(
    "said says told came gave wrote rose spoke led sent saw won lost kept left heard became went got "
    "found knew thought felt met "
    "brought sought hoped fell broke put read ran told".split()
)
_TAKING_PART = frozenset(
    "fell voted rejected adopted made began held hosted attended opened started ended paid took "
    "joined launched signed delivered "
    "issued published passed convened concluded went met visited traveled travelled staged is was "
    "will be were has had".split()
)
_FUNCTION_WORDS = any_of(
    "that his her their its our your my the a an by to of who which and or but in on at with from for as"
)
_FUNCTION = later(rf"\b{_FUNCTION_WORDS}\b", re.IGNORECASE)
_APART = later(
    rf"\b{any_of('before after since until during ahead following despite about prior because that while when if')}\b",
    re.IGNORECASE,
)
_OBLIQUE = later(
    rf"\b{any_of('of on by about to for with from after against before since until during')}\s+(?:[\w’'-]+\s+){{0,2}}$"
)
_PUT_OFF = "postpon* cancel cancels canceled cancelled canceling cancelling call*_off delay* put_off"
_NOT_HELD = later(
    rf"\b{any_of(f'{_PUT_OFF} planned proposed hoped wanted refus* declin* ask*_for')}\s"
    r"(?:[\w’'-]+\s){0,4}$"
)
_CLAUSE = later(rf"\b{any_of('when where while whom whose because that if although')}\b")
_PARENTHESIS = later(r",\s(?:in|on|by|from|since|until|as\sof)?\s?(?:early|late|mid)?\s?$")
_APPOSED = later(r",\s(?:on|in)\s(?:the\s)?(?:\w+day,\s)?$")
_HUNG = later(r"(?:\s(?:of|in|at|on|against|for|over|by)(?:\s(?:the|an?))?+(?:\s[a-z-]+){0,3}+(?:\s[A-Z][\w’-]*)*+)*+")
"""What can hang on a noun, to the end of a name."""
_COUNTED_FROM = later(r"\b(?i:before|after|until|till|following|prior\sto|ahead\sof|from|on\sthe\s(?:eve|day)\sof)\b")
"""What may lead from a thing to another day than its own: "two days before the vote, on 18 March"."""
_SET_OFF = later(r"[,;)]|[.!?]?$")
_FINITE = later(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|do|does|did)\b")
_WORD = later(r"\b[a-z]{3,}\b")
_SPAN = later(r"\s(?:to|until|till|through)\s")
_CLEFT = later(r"[\W_]*It\s(?:was|is|will\sbe)\s(?:only\s)?(?:on|in)\s(?:the\s|an?\s)?(?:\w+day,\s)?")
"""What a date follows that opens all the same: "It was on a Friday, 13 April 1973, that …"."""
_THEN = later(
    r",?\s(?:(?:the\sday\s)?(?:when|on\swhich)|the\s(?:day|date|night|eve|year)\sof)\s"
    r"(?:(?:the|a|our|its|his|her|their)\s)?(?:[A-Z][\w’-]*\s){0,4}"
)
"""What leads from a date to what was on it: "until 15 June, when the inquiry opened", "D, the day of the fire"."""
_TIME_OF = later(r"(?:Over|On|In|At|During)\s(?:the|an?)\s(?:[a-z]+\s){1,3}of\s(?:the\s)?")
_RELATIVE = later(r",?\s(?:that|which)\s(?=[a-z]+\s)")
_EARLIER = any_of("before after since until following ahead_of")
_BEFORE_NAME = later(rf"\b(?i:{_EARLIER})\s(?:[\w’'-]+\s){{0,2}}$")
_OF_DATES = later(
    rf"\b{any_of('came_into came_to_an_end closed_on closed_in entered_into went_into took_effect took_place')}\b"
)


def belongs(text: str, sentence: Span, date: Span, start: int, end: int) -> bool:
    """Whether a date and the noun or name at [start, end) are one phrase, or one clause with nothing else in it."""
    if start < date.end and date.start < end:
        return True
    if _NOT_HELD.search(text[max(start - 60, sentence.start) : start]):
        return False
    if end <= date.start:
        gap = text[end : date.start]
        if gap == ", ":  # an apposition: "the X, June 6-8, …"
            return not _BEFORE_NAME.search(text, max(start - 24, sentence.start), start)
        if _is_apposed(text, sentence, date, start, gap):
            return True
        if gap.endswith(", from ") and _SPAN.search(text, date.start, date.end):
            gap = gap.removesuffix(", from ")
        gap = _RELATIVE.sub(" ", gap, count=1) if _RELATIVE.match(gap) else gap
        return ";" not in gap and not (_PARENTHESIS.search(gap) or _CLAUSE.search(gap) or _verbs(gap) - _HOLDING)
    gap = text[date.end : start]
    if leads_to(text, date.end, start):
        return True
    if opens(text, sentence, date):
        return not (_APART.search(gap) or _OBLIQUE.search(gap)) and len(_verbs(gap) - _TAKING_PART) == 0
    return not _FUNCTION.search(gap) and not set(gap) & set(",;:()")


def _is_apposed(text: str, sentence: Span, date: Span, start: int, gap: str) -> bool:
    """Whether a date is set off behind a noun before any verb: "Since the seizure of the boat, on 3 May 1962, …"."""
    comma = gap.find(",")
    if comma < 0 or not _APPOSED.fullmatch(gap, comma) or not _SET_OFF.match(text, date.end, sentence.end):
        return False
    before = text[sentence.start : start] + gap[:comma]
    if _COUNTED_FROM.search(before):
        return False
    return bool(_HUNG.fullmatch(gap, 0, comma)) and not _FINITE.search(before) and not _verbs(before)


def leads_to(text: str, end: int, start: int) -> bool:
    """Whether the words from the end of a date to a noun tell that what the noun is of was on it."""
    return bool(_THEN.fullmatch(text, end, start))


def opens(text: str, sentence: Span, date: Span) -> bool:
    """Whether a sentence opens with a date: "In October 2022, …"."""
    before = text[sentence.start : date.start].strip(" \n\t“\"'•-–")
    if _CLEFT.fullmatch(text, sentence.start, date.start) or _TIME_OF.fullmatch(text, sentence.start, date.start):
        return True
    return date.start - sentence.start <= 24 and before.count(" ") <= 2 and "(" not in before


def _verbs(gap: str) -> set[str]:
    """The words of a stretch that are, or may be, verbs of the past."""
    return {word for word in _WORD.findall(_OF_DATES.sub("", gap)) if word.endswith("ed") or word in _IRREGULAR}
