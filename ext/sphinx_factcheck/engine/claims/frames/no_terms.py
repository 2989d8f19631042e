"""Which lengths of time are no terms of prison that have been passed: ages, bans, ranges, what is only feared."""

from __future__ import annotations

import re

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.engine.spans.terms import TermSaid

_PRISON = (
    "imprison* prison jail gaol hard detention custody incarcer* corrective strict re-education which fortress "
    "deprivation penal forced captiv* confinement"
)
_OTHER_PENALTY = r"deprivation\sof\s(?!(?:\w+\s)?(?:freedom|liberty)\b)|" + any_of(
    "probation supervis* suspension exile travel house_arrest parole"
)
_NO_TERM = later(
    rf"['’]?\s*(?:-?old\b|{any_of('ago later earlier before after since more_than less_than longer')}\b|of\sage\b"
    rf"|(?:of\s|on\s)?(?:supervised\s|post-release\s|internal\s|a\s)?(?:{_OTHER_PENALTY})|of\s(?!{any_of(_PRISON)}))",
    re.IGNORECASE,
)
_FEARED = later(
    r"\b(?:(?-i:may)\b|"
    + any_of(
        "could might would should can if unless possible possibly potential potentially "
        "up_to face faces faced facing risk* threat* punishable carry carries carrying carried prosecutor* demand* "
        "seek* sought call_for calls_for called_for likely expected_to_be not never between penalty penalties "
        "fear* propos* recommend* request* ranging"
    )
    + r"\b|(?<!the\s)(?:max|min)imum\b)[^,;]*$",
    re.IGNORECASE,
)
_SMALL = rf"\b(?:\d{{1,2}}|{any_of('one two three four five six seven eight nine ten twelve fifteen twenty')})"
_RANGE = later(
    rf"\b(?:between|from)\s(?:an?\s)?{_SMALL}\b[^;,]{{0,30}}\s(?:and|to)\s$|\bbetween\s$|{_SMALL}(?:\s(?:to|or)\s|[–-])$",
    re.IGNORECASE,
)
_RANGE_AFTER = later(r"\s(?:to|or|and)\s(?:[\w-]+\s){0,2}life\b")
_REACH, _FEARED_REACH = 60, 100


def is_no_term(text: str, term: TermSaid) -> bool:
    """Whether a length is that of something else ("years old", "years of exile"), or but the most that it can be."""
    if term.term.life:
        return False
    return bool(_NO_TERM.match(text, term.end)) or (term.quantity is not None and term.quantity.low is None)


def is_range(text: str, low: int, term: TermSaid) -> bool:
    """Whether a length is one end of a range: "between 4 and 10 years"."""
    return bool(_RANGE.search(text, max(term.start - _REACH, low), term.start) or _RANGE_AFTER.match(text, term.end))


def is_feared(text: str, low: int, at: int) -> bool:
    """Whether what stands at `at` is told as feared, asked for or possible by the words from `low` on."""
    return bool(_FEARED.search(text, max(at - _FEARED_REACH, low), at))
