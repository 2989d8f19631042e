"""Whether a number in a letter is of its own signers: "we, the undersigned 23 groups and 4 individuals"."""

from __future__ import annotations

import re

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.counts.counting import BODIES, KINDS_OF_PEOPLE, PEOPLE
from sphinx_factcheck.claims.dating.described import near_sentence

_FILL = r"(?:\s(?:the|a|an|all|these|some|undersigned|following|below|coalition|network|alliance|of))*\s*$"
_BEFORE = re.compile(
    r"(?:\b(?:we|i|letter|statement|appeal|sent|submitted|written|writing)\b[^.;:]{0,60}\son\sbehalf\sof|^\W*on\sbehalf\sof|"
    r"\bundersigned|\b(?:letter|statement|appeal|petition)\b[^.;:]{0,40}\s(?:signed|endorsed|supported)\sby|"
    r"\b(?:signed|endorsed)\sby|\bnames\sof|\bwe,?|\bwe\sare|\bwe\sare\swriting\sas|\bwe\swrite\sas|\bwe,\sas|\bof\sour)"
    + _FILL,
    re.IGNORECASE,
)
_BEFORE_HINTS = ("behalf", "undersigned", "signed", "endorsed", "supported", "names", "we", "our")
_SIGNING = re.compile(
    r"\s(?:\([^()]{0,30}\)\s)?(?:from\s[^.;:]{1,60}?\s)?(?:(?:that|which|who)\s)?(?:have\s|has\s|are\s|had\s|whose\snames\s)*"
    r"(?:sign(?:ed|ing)?\s(?:this|below|the\s(?:present\s)?(?:letter|statement|appeal))|signed[.,;]|signatory|undersigned|"
    r"writing\sto\syou|write\sto\syou|listed\sbelow|named\sbelow|below\b|appear\sbelow)",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|our)\s", re.IGNORECASE)
_ACTING = re.compile(
    r"\s(?:(?:jointly|strongly|respectfully|together|therefore|also)\s)?(?:urge|call\son|ask\syou|thank\syou|appeal|stand\sready|"
    r"remain\s(?:at\syour|ready|available)|respectfully|look\sforward|request\sthat\syou|write|have\sworked)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\s(?:of|to)\s(?:the\s(?!(?:present|above|below|joint)\b)|[A-Z])", re.IGNORECASE)
_LETTERY = re.compile(
    r"\b(?:letter|statement|sign|signed|join|joined|call|urge|ask|write|wrote|send|sent|appeal)", re.IGNORECASE
)
_JOINED = re.compile(
    r"\s(?:\([^()]{0,30}\)\s)?(?:and|along\swith|together\swith|as\swell\sas)\s(?:the\s)?|,\s(?:and\s)?"
)


def counts_signers(reading: Reading, noun: str, start: int, end: int) -> bool:
    """Whether a letter counts its own signers at [start, end), or a report those of the letter it tells of."""
    text = reading.letter.text
    if noun == "undersigned" or " undersigned " in text[start:end]:
        return True
    if noun == "signatory":
        return not _OF_ANOTHER.match(text, end)
    if noun not in BODIES | PEOPLE | KINDS_OF_PEOPLE:
        return False
    sentence = near_sentence(reading, start)
    before = text[max(start - 100, sentence.start) : start]
    hinted = any(hint in before.lower() for hint in _BEFORE_HINTS)
    signing = bool((hinted and _BEFORE.search(before)) or _SIGNING.match(text, end))
    if signing or noun not in BODIES:
        return signing
    if _ALL.search(text, max(start - 5, 0), start + 4) and _ACTING.match(text, end):
        return True
    return bool(reading.letter.witness_of and _LETTERY.search(text, sentence.start, sentence.end))


def joins(text: str, end: int, start: int) -> bool:
    """Whether "and" joins the number that ends at `end` to the one that starts at `start`."""
    return _JOINED.fullmatch(text, end, start) is not None
