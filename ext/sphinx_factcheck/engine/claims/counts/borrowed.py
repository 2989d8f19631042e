"""A number with the noun that it counts, where that does not stand after it: before it, or with another number."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.spans.measures import Number, Unit
from sphinx_factcheck.engine.spans.nouns import is_plural
from sphinx_factcheck.engine.spans.numbers import Quantity
from sphinx_factcheck.letters.text import Span

_NOUN = r"(?P<noun>[a-z]{3,}s|people|women|men|children|undersigned)"
YEAR_AFTER = later(r"\s\(?(?:in|by|at\sthe\send\sof)\s(?P<year>1[5-9]\d\d|20\d\d)\b")
"""The year of which a number is, and not the number that it changed to: "rose from 212 in 2019 to"."""
_IN_BRACKETS = later(r"\((?P<n>\d{1,6})\)")
_NOUN_BEFORE = later(r"(?P<noun>[A-Z]?[a-z]+s|people)\s$")
_TELLS_NUMBER = (
    r"(?:is|was|(?:stands|stood)\sat|reached|(?:came|comes|amounts|amounted)\sto|(?:put|placed|set|given)\sat|"
    r"(?:(?:has|have|had)\s)?(?:rises|rose|risen|grew|grown|climbed|fell|fallen|dropped|swelled)\s(?:from\s[\w,]+\s(?:in\s\d{4}\s)?)?to|"
    r"(?:(?:has|have|had)\s)?(?:rises|rose|risen|grew|grown|climbed|fell|fallen|dropped|swelled)\sfrom)\s(?:now\s|already\s)?$"
)
_NUMBER_OF = later(
    r"\b(?:(?:death\s)?toll|number\sof\s(?:the\s)?(?:dead|deaths|victims|casualties)|"
    rf"number\sof\s(?:the\s|all\s|its\s|their\s|our\s)?(?:[\w’'-]+\s){{0,3}}?{_NOUN})\b[^.;:]{{0,80}}?\s{_TELLS_NUMBER}"
)
_BRINGING = later(
    r"\b(?:bring|brings|brought|bringing|raises?|raised|raising|takes?|took|taking)\s(?:the\s(?:total\s|death\s|final\s)?"
    rf"(?:toll|total|figure|count|number\sof\s(?:the\s)?(?:{_NOUN}|dead|deaths|victims|casualties|those))\b[^.;:]{{0,60}}?\s)?to\s$"
)
"""What a number follows that is the sum after some more: "two more died, bringing the toll to 27"."""
_THAT_NUMBER = later(
    rf"\s(?:the\s)?(?:total\s)?(?:number|toll|count)\sof\s(?:the\s)?(?:those\s\w+|dead|deaths|victims|casualties|{_NOUN})\b"
)
_NUMBERING = later(
    rf"\b(?:{_NOUN}|us|they|we|(?P<left>(?<=\sthe\s)(?:dead|wounded|injured|missing)|(?<=^The\s)(?:dead|wounded|injured|missing)))\b(?P<between>[^.;:]{{0,70}}?)\s(?:number(?:ed|s|ing)?|total(?:l?ed|s|l?ing)|amount(?:ed|ing)?\sto)\s"
    r"(?:but\s)?$"
)
"""What a number follows that is told by a verb for it: "the delegates, who came from far, numbered"."""
_THE_NUMBER = later(rf"\b(?:the|their|our|its)\s(?:total\s)?number\s{_TELLS_NUMBER}")
_NAMES_OF = later(r"\bnames\sof\s(?:the\s)?$")
_COLLECTIVE = {
    "membership": "members", "readership": "readers", "circulation": "copies", "enrolment": "pupils",
    "workforce": "workers", "population": "inhabitants",
}  # fmt: skip
_STANDING = later(rf"\b(?P<all>{'|'.join(_COLLECTIVE)})\b[^.;:]{{0,60}}?\s{_TELLS_NUMBER}", re.IGNORECASE)
"""What tells what it counts by itself: "the membership of the League rose to"."""
_IN_NUMBER = later(r"\s(?:strong|in\s(?:number|all))\b")
_MANY_BEFORE = later(
    rf"\b(?:{_NOUN}|(?<=[Tt]he\s)(?:dead|wounded|injured|missing))\b(?:[^.;:]{{0,70}}?\s(?:were|are|was|is|being|have\sbeen)|(?:\sof\s[^.;:,]{{1,60}})?,)\s(?:(?:now|some)\s)?$"
)
_GROUP = later(
    r"\b(?:committee|group|panel|team|delegation|board|jury|council|party|crew|band|staff|family|commission|choir|class)\s"
    r"of\s(?:the\s)?$",
    re.IGNORECASE,
)
_BEING = later(rf"\s(?:of\sthem\s)?(?:were|are)\s(?:(?!the\b)[a-z-]+\s)?{_NOUN}\b")
"""What tells of what the number of a part is: "of the 120 arrested 45 were students"."""
_ENDS = later(r"\s?[:—–(,.;]|\s-\s|\s(?:was|were|is|are|has|have|had)\b|\s*$")
_LEAD = 160
"""Characters before a number in which "the number of …" can start."""
_OF_TIME = later(r"(?:\s|-)(?:years?|months?|weeks?|days?|hours?|minutes?)\b")
_THEM = frozenset("them these those whom".split())
_TIME = (
    r"(?:(?:in|by|for|at)\s)?(?:the\s(?:end\sof\s|year\s)?)?(?:[12]\d{3}|(?:year|month)\s(?:before|after)|(?:last|this|that|the\sfollowing)\s"
    r"(?:year|month)|a\syear\s(?:later|before|earlier)|then|now|today)"
)
_ALIKE = later(
    r"(?:[;,]|\b(?:and|but|while|whereas))\s(?:(?:and|but|while|whereas|only)\s)?(?:"
    r"(?:that|those)\s(?:of|in|for|from)\s[^;,.:]{1,50}?\s(?:b(?:ore|ears?)|ha[ds]|have|contain(?:s|ed)?|count(?:s|ed)?|carr(?:y|ied)|"
    r"(?:was|were|is|are)(?:\ssigned\sby)?|numbered|show(?:s|ed)?|told\sof|listed|names?d?)|"
    rf"{_TIME},?(?:\s(?:it|there|they|we)\s(?:was|were|are|had|counted|numbered))?)\s(?:but\s|still\s|already\s|about\s)?$",
    re.IGNORECASE,
)
"""What stands between a number with its noun and another of the same: "in 1817 … 77 slaves, those of 1826 but 71"."""
_OUT_OF = later(
    r"(?:^|[,;:(–—-]\s?|\b(?:that|and|but)\s)of\s(?:the\s|our\s|its\s|their\s|all\s|these\s|those\s)?$", re.IGNORECASE
)
_OF_WHOM = later(r"\bof\swhom\s$")
PRONOUNS = {"us": "member", "others": "people"}
"""What stands for people where no noun is told with it; of "us" there may be others."""
_FAR = 300
"""Characters back to which "them" can go, and the noun that a number takes from another."""


@record()
class Numbered:
    """A number of a noun as it stands in the text; `stop` ends the number itself, `end` the noun.

    `part`: of a larger number of the same ("19" of "the 47 members"), which is then `parted`; or of an unknown one
    ("three of our members"). `also` is another noun that it counts together with the first. `lead` is where "the number
    of", whose number it is, starts. `known` says that the noun is one that any letter may count, or the fact base does.
    """

    start: int
    stop: int
    quantity: Quantity
    noun: str = ""
    end: int = 0
    part: bool = False
    parted: bool = False
    known: bool = True
    unit: Unit = Unit.COUNT
    of: str = ""
    lead: int = -1
    also: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop if self.part and self.known and self.stop < self.end else self.end)


def with_noun_elsewhere(text: str, number: Number, sentence: Span) -> Numbered | None:
    """A number whose noun stands before it, or is left out: "Signatures (35)", "a committee of seven:"."""
    start, stop = number.start, number.end
    plain = Numbered(start, stop, number.quantity, "", stop)
    if text.endswith(" from ", 0, start) and not YEAR_AFTER.match(text, stop):
        return plain
    if told := _told_as_number(text, plain, sentence) or _in_brackets(text, plain, sentence):
        return told
    being = _BEING.match(text, stop, sentence.end)
    if being and is_plural(being["noun"]):
        return replace(plain, noun=being["noun"], end=being.end())
    ends = _ENDS.match(text, stop, sentence.end) is not None
    if ends and _NAMES_OF.search(text, max(start - 20, sentence.start), start):
        return replace(plain, noun="people")
    if ends and _GROUP.search(text, max(start - 24, sentence.start), start):
        return replace(plain, noun="members")
    return None if _OF_TIME.match(text, stop, sentence.end) else plain


def _told_as_number(text: str, plain: Numbered, sentence: Span) -> Numbered | None:
    """A number that is told as one of what is named before it: "the number of members is 212", "they numbered 212"."""
    start, low = plain.start, max(plain.start - _LEAD, sentence.start)
    if led := _NUMBER_OF.search(text, low, start):
        return replace(plain, noun=led["noun"] or "", lead=led.start())
    if standing := _STANDING.search(text, low, start):
        return replace(plain, noun=_COLLECTIVE[standing["all"].lower()], lead=standing.start())
    if numbering := _NUMBERING.search(text, low, start):
        signed = "sign" in numbering["between"]
        noun = "" if numbering["left"] else numbering["noun"] or "people"
        return replace(plain, noun="signatories" if signed else noun, lead=numbering.start())
    if bringing := _BRINGING.search(text, low, start):
        that = _THAT_NUMBER.match(text, plain.stop, sentence.end)
        noun = bringing["noun"] or (that["noun"] if that else "")
        return replace(plain, noun=noun or "", end=that.end() if that else plain.stop, lead=bringing.start())
    if the := _THE_NUMBER.search(text, low, start):
        return replace(plain, lead=the.start())
    many = _IN_NUMBER.match(text, plain.stop, sentence.end)
    before = _MANY_BEFORE.search(text, low, start) if many else None
    return replace(plain, noun=before["noun"] or "", lead=-1 if before["noun"] else before.start()) if before else None


def _in_brackets(text: str, plain: Numbered, sentence: Span) -> Numbered | None:
    """A number in brackets after its noun: "Signatures (35)"."""
    start = plain.start
    if text[start - 1 : start] != "(" or not _IN_BRACKETS.match(text, start - 1, sentence.end):
        return None
    noun = _NOUN_BEFORE.search(text, max(start - 30, sentence.start), start - 1)
    end = plain.stop + 1
    return replace(plain, start=noun.start(), stop=end, noun=noun["noun"].lower(), end=end) if noun else None


def with_noun_of(one: Numbered, before: Numbered | None, text: str, sentence: Span) -> Numbered:
    """A number with the noun of the one before it, where it has none of its own: "four of them", "those of 1826"."""
    if before is None or not before.noun.islower() or before.unit is not Unit.COUNT or one.start - before.end > _FAR:
        return one
    if one.noun in _THEM or (one.noun == "others" and before.start >= sentence.start):
        return replace(one, noun=before.noun)
    if one.noun or one.lead >= 0 or before.start < sentence.start:
        return one
    if _ALIKE.search(text, before.end, one.start):
        return replace(one, noun=before.noun)
    if _OF_WHOM.search(text, max(one.start - 12, before.end), one.start):
        return replace(one, noun=before.noun, part=True)
    out_of = _OUT_OF.search(text, max(before.start - 12, sentence.start), before.start)
    if out_of and not any(mark in text[before.end : one.start] for mark in ",;:."):
        return replace(one, noun=before.noun, part=True)
    return one
