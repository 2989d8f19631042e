"""Numbers that are told by their size alone: "dozens of", "several hundred", "tens of thousands of"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_factcheck.engine.spans.numbers import Quantity

_MOST_OFTEN = {
    "dozen": (24, 200), "score": (40, 300), "hundred": (200, 2000), "thousand": (2000, 20_000),
    "million": (2_000_000, 50_000_000), "tens": (20_000, 200_000), "hundreds": (200_000, 2_000_000),
    "several": (3, 15), "handful": (3, 9), "few": (3, 10),
}  # fmt: skip
"""What each word surely allows; at the widest a fifth less and five times as much."""

_VAGUE = re.compile(
    r"\b(?:(?P<big>tens|hundreds)\sof\sthousands|(?:several|a\sfew|many)\s(?P<some>dozen|hundred|thousand|million)s?"
    r"|(?P<many>dozen|score|hundred|thousand|million)s|(?P<few>several)|a\s(?P<little>handful|few))"
    r"(?P<of>\sof)?\s",
    re.IGNORECASE,
)


def is_vague(quantity: Quantity) -> bool:
    """Whether a quantity tells its size alone."""
    return not any(c.isdigit() for c in quantity.words)


VAGUE_WORDS = ("several", "dozens", "scores", "hundreds", "thousands", "millions", "tens of", " few ", "handful")
"""One of these is in every such number."""


def vague_quantities(text: str, places: Iterable[int]) -> Iterator[tuple[int, int, Quantity]]:
    """Every such number of a text, with its own offsets, "of" included; `places` are those of the words for them."""
    done = 0
    for at in places:
        if at < done:
            continue
        told = vague_quantity(text, max(at - 8, done), at + 34, at)
        if told and told[0] <= at + 1:
            yield told
            done = told[1]


def vague_quantity(text: str, start: int, end: int, at: int = 0) -> tuple[int, int, Quantity] | None:
    """The first such number between two offsets that goes on beyond `at`, with its own offsets, "of" included."""
    last = next((found for found in _VAGUE.finditer(text, start, end) if found.end() > at), None)
    if last is None:
        return None
    size = next(word.lower() for word in last.groups()[:-1] if word)
    if last["many"] and not last["of"]:
        return None
    least, most = _MOST_OFTEN[size]
    words = " ".join(last[0].split()).lower()
    return last.start(), last.end() - 1, Quantity(words, least - least // 5, most * 5, least, most)
