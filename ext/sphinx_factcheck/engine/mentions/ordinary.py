"""Surnames that are common words too: "May", "Long", "Church", "Hope"."""

from __future__ import annotations

import re

from sphinx_factcheck.engine.mentions.candidates import Hit
from sphinx_factcheck.engine.mentions.context import Scene
from sphinx_factcheck.engine.mentions.lexicon import MONTHS, OWN_THINGS

_ARTICLES = frozenset("the a an this that these those our your their its every each no any".split())
_SUBJECTS = frozenset("i we you he she it they the this that these those there a an god our your his her my".split())
_TIME_WORDS = frozenset(
    "in of since until till by from to last next early late mid on during through before after between and".split()
)
_MODALS = frozenset("may will hope can might must shall".split())
_AFTER = re.compile(r"[ ,\n]{1,3}(\w+)")


def is_ordinary_word(scene: Scene, hit: Hit) -> bool:
    """Whether a surname alone is rather the common word: the letter has it in lower case too, or it is a month."""
    if hit.key in MONTHS:
        return True
    doubtful = scene.starts_sentence(hit.start) or _before(scene, hit) in _ARTICLES
    return doubtful and scene.has_word(hit.key)


def is_never_name(scene: Scene, hit: Hit) -> bool:
    """Whether it is no name however well its bearer is introduced: "in May 2019", "May 5", "May we", "the Church"."""
    before = _before(scene, hit)
    timed = hit.key in MONTHS
    if not timed and hit.key not in _MODALS and before not in _ARTICLES:
        return False
    after = _AFTER.match(scene.flat, hit.end)
    word = after[1].lower() if after else ""
    if before in _ARTICLES:
        return word not in OWN_THINGS and scene.has_word(hit.key)
    if timed and (word.isdigit() or before.isdigit() or before in _TIME_WORDS):
        return True
    return hit.key in _MODALS and word in _SUBJECTS


def _before(scene: Scene, hit: Hit) -> str:
    words = scene.flat[max(0, hit.start - 12) : hit.start].split()
    return words[-1].lower() if words and scene.flat[hit.start - 1].isspace() else ""
