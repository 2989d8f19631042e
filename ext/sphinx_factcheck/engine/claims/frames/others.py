"""Terms of prison that are not the only one of their case: raised, cut, added, suspended, an earlier one."""

from __future__ import annotations

import re
from enum import Enum

from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.letters.text import Span

UP = any_of("increas* rais* extend* lengthen* doubl*")
DOWN = any_of("reduc* cut* commut* lower* shorten* halv*")
CHANGED = re.compile(
    rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN})|changed|converted)\b[^;.]{{0,60}}?\s(?:to|(?P<by>by))\s(?:an?\s)?$"
    r"|\b(?:replaced\s(?:by|with)|(?:turned|changed|converted)\s(?:[^;.,]{1,40}\s)?into)\s(?:an?\s)?$"
)
_CHANGED_LATER = re.compile(
    rf"(?:(?!\bafter\b|\bsentence\b)[^.;]){{0,80}}?(?<!be\s)\b(?:(?P<up>{UP})|(?P<down>{DOWN})|overturned|quashed)\b"
)
DEATH = re.compile(r"\bdeath\b")
_ANOTHER = re.compile(
    r"\b(?:additional|further|another|extra|remaining|earlier|previous|second)\s(?:prison\s|jail\s)?$"
)
_SUSPENDED = re.compile(r"(?:\s|-)suspended\s(?:(?:prison|jail|custodial)\s)?(?:sentence|term)\b")
_OF_SUSPENDED = re.compile(r"\bsuspended\s(?:(?:prison|jail|custodial)\s)?(?:sentence|term)\sof\s(?:an?\s)?$")
"""What tells that all of a term is suspended: "a two-year suspended sentence", "a suspended sentence of two years"."""
ADDED = re.compile(
    r"(?:\s(?:was|were|being|has\sbeen|have\sbeen))?\sadded(?:\sto\s[^,;.]{1,60}?(?P<whose>(?:sentence|term)\b))?"
)


class Other(Enum):
    """Whether a term is one of several of a case, of which the fact base may hold just another: a longer, a shorter."""

    NONE = "none"
    ANY = "any"
    LONGER = "longer"
    SHORTER = "shorter"


def other_of(changed: re.Match[str]) -> Other:
    """Which other term there was where one was changed: a shorter one that was raised, a longer one that was cut."""
    return Other.SHORTER if changed["up"] else Other.LONGER if changed["down"] else Other.ANY


def other_term(deed: Deed, text: str, sentence: Span) -> Other:
    """Which other term of the case is told of where a deed gives one: the one before it was changed or added to."""
    if deed.term is None:
        return Other.NONE
    if deed.name == "added":
        return Other.ANY
    if deed.name == "changed":
        if DEATH.search(text, sentence.start, deed.term.start):
            return Other.NONE
        words = text[deed.start : deed.end]
        return Other.SHORTER if re.match(UP, words) else Other.LONGER if re.match(DOWN, words) else Other.ANY
    return other_around(text, Span(deed.term.start, deed.term.end), sentence)


def other_around(text: str, term: Span, within: Span) -> Other:
    """Which other term of the case is told of around one: "an additional", "later reduced", "suspended"."""
    later = _CHANGED_LATER.match(text, term.end, within.end)
    if later:
        return {Other.LONGER: Other.SHORTER, Other.SHORTER: Other.LONGER}.get(other_of(later), Other.ANY)
    if _OF_SUSPENDED.search(text, max(term.start - 40, within.start), term.start):
        return Other.NONE
    another = _ANOTHER.search(text, max(term.start - 40, within.start), term.start)
    if not another and _SUSPENDED.match(text, term.end, within.end):
        return Other.NONE
    around = max(term.start - 30, within.start), min(term.end + 25, within.end)
    return Other.ANY if another or text.find("suspended", *around) >= 0 else Other.NONE
