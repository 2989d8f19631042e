"""Awards as letters tell of them: "2010 Nobel Peace Prize winner", "was given the Rafto Prize in 1998"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.patterns import holds_any
from sphinx_factcheck.facts.words import MONTHS

NOUN = r"(?:Prize|Award|Medal|Laureate|Order|Fellowship|Honou?rs?)"
HAS_NOUN = later(rf"\b{NOUN}\b")
PLURAL = later(r"(?:winners|laureates|recipients|finalists|nominees)\b", re.IGNORECASE)
TRIGGERS = (
    "Prize", "Award", "Medal", "Order of", "Fellowship", "laureate", "Honor", "Honour",
)  # fmt: skip
_PART = r"(?:[A-Z][\w.’'-]*|of|for|the|in|to|de|du|des|and|&)"
_NO_MONTH = rf"(?!(?:{'|'.join(MONTHS)})\b)"
_FIELD = rf"(?:\s(?:for|in|of)\s(?:the\s)?{_NO_MONTH}[A-Z][\w’'-]*(?:\s(?:of|and|the|&|[A-Z][\w’'-]*)){{0,4}})?"
_FULL = rf"[A-Z][\w.’'-]*(?:\s{_PART}){{0,8}}?\s{NOUN}\b{_FIELD}"
_LOWER = "peace|human|rights|press|freedom|literature"
_SHORT = rf"[A-Z][\w’'-]*(?:\s(?:(?:of|for)\s(?:the\s)?)?(?:[A-Z][\w’'-]*|{_LOWER})){{0,4}}"
_LOWER_NOUN = r"(?:\s(?:prize|award|medal|fellowship))?"
_NAMED_FIRST = rf"(?:{_FULL}|{_SHORT}?{_LOWER_NOUN})"
_AFTER = r"in|of|for|on|at|by|from|with|and|but|while|when|after|last|this|to|jointly|together|posthumously"
_NAME = rf"(?:{_FULL}|{_SHORT}{_LOWER_NOUN}(?=\s(?:{_AFTER}|was|went|goes|has|had)\b|\s?[^\w\s]|$))"
_YEAR = r"(?P<y>(?:19|20)\d\d|(?i:this|last|next|that|same)\s(?:year|month|week)[’']s)"
_YEAR_ASIDE = r"(?:(?:in\s)?(?P<y0>(?:19|20)\d\d)\s)?"
_YEAR_AFTER = rf"(?:(?:,?\s(?:in|of|for)\s(?:(?:{'|'.join(MONTHS)})\s)?|\s\(?)(?P<y2>(?:19|20)\d\d)\b)?"
_WINNER = (
    r"(?i:(?:prize-?)?winners?|laureates?|recipients?|awardees?|honou?rees?|(?:prize-?)?winning|medall?ists?|holders?)"
)
_FINALIST = r"(?i:finalists?|nominees?|short-?listed|runners?-up|nominated)"
_ROLE = rf"(?i:co-)?(?:(?P<w>{_WINNER})|(?P<f>{_FINALIST}))"
_WON = (
    r"(?i:won|wins|winning|holds|held|has|got|gets|collected|picked\sup|decorated(?=\swith\b)|admitted(?=\sto\b)|received|receiving|receives|awarded|shared|shares|"
    r"given|granted|earned|accepted(?!\s[^.;]{3,80}?\sbehalf\b)|honou?red(?=\s(?:in\s\d{4}\s)?with\b)|presented\swith|bestowed|conferred)"
)
_FILL = r"(?:(?!and\b|or\b|but\b|who\b|that\b|as\b|with\b)[a-z][\w-]*\s){0,3}"
_THE = r"(?:(?:the|a|an|its|their|his|her)\s)?"
_ASIDE = r"(?:,?\s(?:in\sabsentia|posthumously|jointly),?)?"
_PARTS = (
    "winn", "laureate", "recipient", "awardee", "honoree", "honouree", "medalist", "medallist", "holder", "finalist",
    "nomin", "short-listed", "shortlisted", "runner",
)  # fmt: skip
_GIVES = ("gave", "award", "grant", "present", "confer", "honored", "honoured")
_GETS = (
    "won", "win", "hold", "held", "has", "got", "get", "collected", "picked", "decorated", "admitted", "receiv",
    "award", "shar", "given", "grant", "earned", "accepted", "honored", "honoured", "present", "bestowed", "confer",
)  # fmt: skip
_CLAIMS = (
    (
        _PARTS,
        later(rf"(?:{_YEAR}\s(?:prestigious\s)?)?(?P<name>{_NAMED_FIRST})[\s-]{_ROLE}\b{_YEAR_AFTER}"),
    ),
    (
        _PARTS,
        later(
            rf"\b{_YEAR_ASIDE}(?:joint\s)?{_ROLE}(?:\s(?:in\s)?(?P<y3>(?:19|20)\d\d|(?:this|last)\syear))?"
            rf"\s(?:of|for|in)\s{_THE}(?:{_YEAR}\s)?{_FILL}(?P<name>{_NAME}){_YEAR_AFTER}"
        ),
    ),
    (
        _GIVES,
        later(
            rf"\b(?P<given>(?i:gave|awarded|granted|presented|conferred))\s{_THE}(?:{_YEAR}\s)?{_FILL}(?P<name>{_NAME})"
            rf"{_YEAR_AFTER}\s(?:to|on|upon)\b"
        ),
    ),
    (
        _GETS,
        later(rf"\b(?P<verb>{_WON}){_ASIDE}\s{_YEAR_ASIDE}(?:with\s|to\s)?{_THE}(?:{_YEAR}\s)?{_FILL}(?P<name>{_NAME}){_YEAR_AFTER}"),
    ),
    (
        _GIVES,
        later(
            rf"\b(?P<gave>(?i:gave|awarded|granted|presented|honou?red))\s(?:[\w.’'-]+\s){{1,4}}(?:with\s(?:(?:its|the|their)\s)?|(?:its|the|their)\s)"
            rf"(?:{_YEAR}\s)?{_FILL}(?P<name>{_NAME}){_YEAR_AFTER}"
        ),
    ),
    (
        ("awarded", "given", "presented", "conferred", "granted", "went", "goes", "won", "shared", "received"),
        later(
            rf"(?:{_YEAR}\s)?(?P<name>{_NAME}){_YEAR_AFTER}(?P<given>\s(?:has\s|had\s)?(?:(?:was|were|been)\s(?:\w+ly\s)?"
            r"(?:awarded|given|presented|conferred|granted)(?:\s\w+ly)?(?:,\s[^,;.]{1,30},)?\s(?:to|on|upon)|went\s(?:\w+ly\s)?to|goes\s(?:\w+ly\s)?to|"
            r"(?:was|were)\s(?:won|shared|received)\sby))\b"
        ),
    ),
    (
        ("19", "20"),
        later(
            rf"(?P<beside>(?:,|\s[–—-])\s|\s\()(?:{_YEAR}\s)?(?P<name>{_FULL})(?:,?\s(?:in\s)?|\s\()(?P<y2>(?:19|20)\d\d)\b"
            rf"(?![\s-]{_ROLE})"
        ),
    ),
    (
        ("win", "get", "receive", "deserve"),
        later(rf"\b(?P<merely>win|get|receive|deserve)\s{_THE}(?:{_YEAR}\s)?(?P<name>{_NAME}){_YEAR_AFTER}"),
    ),
)  # fmt: skip
"""What awards are told with, each behind the words, in lower case, of which it needs one. `y`, `y0`, `y2` are years,
`f` the part of a finalist; `verb` has the laureate as its subject, `gave` as its object, `given` behind "to" or "by";
the name before `beside` is the laureate's. What is `merely` told of is given to nobody there."""


def awards_told(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What tells of awards between two offsets, one pattern after another."""
    low = text[start:end].lower()
    for needed, pattern in _CLAIMS:
        if holds_any(low, needed):
            yield from pattern.finditer(text, start, end)


ANOTHER = later(
    rf"(?:,|\)?,?\s(?:and|as\swell\sas|then))\s(?:of\s|for\s)?{_THE}(?:{_YEAR}\s)?(?P<name>{_NAME}){_YEAR_AFTER}"
    rf"(?![\s-](?:{_ROLE}|was|were|is|are|has|had|went|goes)\b)"
)
YEAR_BEHIND = later(r"\s\((?P<y>(?:19|20)\d\d)\)")
"""The year of each of several laureates: "laureates of the Rafto Prize, X (1998) and Y (2001)"."""
YEAR_AHEAD = later(rf"\W*(?:In\s(?:(?:{'|'.join(MONTHS)})\s)?(?P<y>(?:19|20)\d\d)|(?P<rel>This|Last)\syear)\b")
DENIED = later(r"\b(?:not|never|no|nor|neither|n[’']t|future|possible|potential|likely|would-be)\s(?:\w+\s){0,2}$")
YEAR_AFTER = later(_YEAR_AFTER)
EACH_TO = later(r"\s(?:in|for)\s(?P<y>(?:19|20)\d\d)\b")
"""The year of one of those to whom an award went: "went to X in 2003 and to Y in 2004"."""
AND_TO = later(r"(?:\s(?:in|for)\s\d{4})?(?:,?\s(?:and|then)|,|;)\s(?:to\s)?(?:the\s(?:[a-z]+\s){1,3})?")
SAME_AWARD = later(
    r"\b(?:(?:[Tt]he|[Ii]ts)\s(?:laureate|winner|recipient)(?:\s(?:of|in|for)\s(?P<year>that\syear|the\ssame\syear|(?:19|20)\d\d))?"
    r"\s(?:was|is)|(?:[Tt]hat|[Ii]t|which)\s(?:prize\s|award\s|medal\s)?(?:went|was\s(?:given|awarded))\sto)\s(?:the\s(?:[a-z]+\s){1,3})?"
)
"""What tells of the award named just before: "the laureate of that year was X", "that went to X"."""
