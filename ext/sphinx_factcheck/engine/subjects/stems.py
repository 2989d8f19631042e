"""Words without their endings: the same for "votes", "voted" and "voting"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from snowballstemmer import stemmer

_ENGLISH = stemmer("english")
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
EMPTY = frozenset(
    "a an the of on in at to for from by with and or as is are was were be been it its this that these those their "
    "his her our your we they he she not no which who whom what when where while after before during under over about "
    "has have had do did does will would can could may than i my me us you them him there then so but if into one two "
    "three four five six seven eight nine ten eleven twelve twenty hundred thousand million dozen".split()
)
"""Words that tell nothing of what a sentence is about."""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its case, its possessive and its endings."""
    plain = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "")
    return str(_ENGLISH.stemWord(plain))


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The words of a stretch that carry meaning, in order."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return (word for word in found if word[0].lower() not in EMPTY)


@lru_cache(maxsize=512)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order; of a word with a hyphen that of its parts too."""
    return tuple(one for word in words_of(text) for one in stems_of_word(word[0]))


@lru_cache(maxsize=1 << 16)
def stems_of_word(word: str) -> tuple[str, ...]:
    """The stem of a word, and those of its parts where a hyphen joins them."""
    parts = [part for part in word.split("-") if part and part.lower() not in EMPTY]
    return tuple(dict.fromkeys([stem(word), *map(stem, parts)])) if len(parts) > 1 else (stem(word),)
