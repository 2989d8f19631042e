"""Nouns and verbs that can stand for one another when a sentence speaks of an event or a document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.subjects.stems import stem

ALIKE = (
    "talks dialogue meeting summit conference consultations negotiations meet met",
    "call conversation telephone spoke spoken speak",
    "vote ballot poll division voted",
    "election poll elected",
    "crackdown roundup round-up sweep raid",
    "massacre killing bloodshed shooting shot",
    "protest demonstration rally march protested marched",
    "uprising revolt rebellion rising insurrection rose",
    "riot unrest disturbance",
    "abduction kidnapping disappearance abducted kidnapped disappeared",
    "detention arrest detained arrested",
    "hearing trial tried",
    "flood flooding deluge",
    "fire blaze burned burnt",
    "accident crash collision crashed",
    "shipwreck wreck sinking sank foundered capsized",
    "explosion blast bombing exploded",
    "earthquake quake tremor",
    "strike walkout stoppage struck",
    "battle fight engagement fought",
    "war conflict hostilities",
    "march pilgrimage",
    "investigation inquiry enquiry probe investigated",
    "statement declaration communique",
    "report assessment survey study",
    "law act ordinance legislation statute bill",
    "agreement treaty accord pact convention",
    "petition appeal memorial",
    "letter epistle reply",
    "ranking index table list survey",
    "pardon amnesty clemency pardoned",
    "visit trip travel tour journey visited travelled toured",
    "expedition voyage exploration",
)
"""Words of one line can stand for each other."""

RECURRING = (
    "conference summit forum games dialogue session assembly festival vigil talks congress election olympics cup fair "
    "consultation meeting hearing vote census survey marathon parade"
)
"""What comes again: of these another one of its name may be meant."""

UNPLANNED = (
    "massacre killing bloodshed crackdown coup battle war earthquake flood disaster famine riot uprising disappearance "
    "abduction murder assassination attack bombing fire accident crash explosion revolution unrest violence collapse"
)
"""What nobody can speak of before it happens."""

_OF_A_TEXT = later(
    r"\b(?:opinion|statement|report|letter|resolution|reply|answer|note|communiqu[eé]|declaration|finding|ruling|decision|"
    r"article|speech|interview|memorandum|circular|communication|address|remarks)s?(?:\sno\.?\s\d\S*)?\s(?:of|dated)\s(?:the\s)?$"
    r"|,\sdated\s(?:the\s)?$",
    re.IGNORECASE,
)
_REACH = 40
"""Characters of a noun with its number and what leads from it to a date."""


def is_of_a_text(text: str, at: int) -> bool:
    """Whether a date at an offset is that of words by somebody, whatever they tell: "its opinion of 4 May, that …"."""
    return _OF_A_TEXT.search(text, max(at - _REACH, 0), at) is not None


_GROUPS = tuple(frozenset(map(stem, line.split())) for line in ALIKE)
_BY_WORD: dict[str, frozenset[str]] = {}
for _group in _GROUPS:
    for _word in _group:
        _BY_WORD[_word] = _BY_WORD.get(_word, frozenset()) | _group
VISITS = frozenset(map(stem, "visit trip travel tour journey".split()))


def kin_of(heads: Iterable[str]) -> frozenset[str]:
    """These stems, and those that can stand for them."""
    told = frozenset(heads)
    return told.union(*(_BY_WORD.get(head, frozenset()) for head in told))
