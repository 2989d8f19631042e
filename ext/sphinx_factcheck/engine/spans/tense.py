"""Whether what is told around a date had happened or was to come: by the nearest verb of its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.language.verbs import BASES, IRREGULAR, PARTICIPLES
from sphinx_factcheck.engine.spans.calendar import Tense

_PASTS = "|".join(
    form
    for form, (base, kind) in IRREGULAR.items()
    if kind in "vV"
    and form not in BASES
    and form not in PARTICIPLES
    and not form.endswith(("s", "ing", "found", "held"))
)
_FUTURE = (
    r"(?:ahead\sof|on\sthe\seve\sof|in\sadvance\sof|prior\sto|postponed|adjourned|rescheduled|payable|effective|expires?|due(?=\s(?:on|in|by|for)\b)|moved\sto(?=\s\d)|put\soff|deferred|will|shall|won[’']t|[’']ll|upcoming|forthcoming|scheduled|slated|due\sto|(?:is|are|be|was|were)\sto\s(?:be\s)?[a-z]+|"
    r"going\sto|must|plans?\sto|planned\sfor|expected?\s(?:to|in|on|by)|expects?\sto|next|(?:is|are)\sexpected|set\s(?:down\s)?(?:to|for)|(?:listed|fixed|appointed|arranged|scheduled|booked)\sfor|"
    r"(?:would|could|should|may|might|can)(?!\shave)"
    r")(?:\s(?:not|be|been|also|never|soon))*(?:\s[a-z]+)?"
)
_PAST = (
    r"(?!(?:need|indeed|hundred|united|undersigned|worried|so-called|concerned|unprecedented|sacred|speed|seed|breed|feed|exceed|succeed|proceed)\b)[a-z]{2,}ed|"
    rf"was|were|had|did|has|have|(?<!,\s)held|cut|hit|lay|found|ago|{_PASTS}"
)
_NO_VERB = (
    "the|a|an|his|her|their|its|our|my|this|that|these|those|which|whom|power|prison|jail|work|school|court|trial|"
    "death|date"
)
_PRESENT = (
    rf"to\s(?:be\s|have\s)?(?!(?:{_NO_VERB})\b)[a-z]{{2,}}|"
    r"is|are|says?|plans?|wants?|stands?|begins?|starts?|opens?|ends?|meets?|marks?|falls?|comes?"
)
_VERB = later(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST})|(?P<present>{_PRESENT}))\b")
_CLAUSE = later(
    r"[;:()“”\"—]|,\s(?:and|but|which|who|where|when|while|as|after|before|although|though)\b|\b(?:that|which|who|whose|because|if|whether|while|"
    r"and\s(?:must|will|was|were|has|is|are|would)|but)\b|\n|,"
)
_END = later(r"[.!?][”\"’)]?\s+(?=[A-Z“\"(])|\n\n")
_REACH = 160


@lru_cache(maxsize=8)
def _marks(text: str) -> tuple[list[int], list[int]]:
    """Where sentences end."""
    ends = [
        m.end() for m in _END.finditer(text) if not _ABBREVIATION.search(text, max(m.start() - 6, 0), m.start() + 1)
    ]
    return ends, []


_ABBREVIATION = later(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Sen|Rep|Gov|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|U\.S|[A-Z])\.$")


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around an offset starts and ends."""
    ends, _ = _marks(text)
    n = bisect_right(ends, at)
    return (ends[n - 1] if n else 0), (ends[n] if n < len(ends) else len(text))


def tense_at(text: str, start: int, end: int, sentence: tuple[int, int] | None = None) -> Tense:
    """The tense of the clause around a stretch, in the sentence between two offsets where they are known."""
    first, last = sentence or sentence_around(text, start)
    first, last = max(first, start - _REACH), min(last, end + _REACH)
    cuts = [m.span() for m in _CLAUSE.finditer(text, first, last)]
    left = max((b for a, b in cuts if b <= start), default=first)
    right = min((a for a, b in cuts if a >= end), default=last)
    own = list(_VERB.finditer(text, left, start)) or list(_VERB.finditer(text, end, right))
    if own:
        verb = own[-1] if own[-1].end() <= start else own[0]
        return _tense(verb)
    before, after = list(_VERB.finditer(text, first, start)), list(_VERB.finditer(text, end, last))
    if before:
        return _tense(before[-1])
    return _tense(after[0]) if after else Tense.UNKNOWN


def _tense(verb: re.Match[str]) -> Tense:
    return {"future": Tense.FUTURE, "past": Tense.PAST}.get(str(verb.lastgroup), Tense.UNKNOWN)
