"""Lines that pages carry around a text, known by the words of `furniture.yml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

_MOST = 45
"""More words than this are no furniture of one line."""


class Row(NamedTuple):
    """One sort of furniture: what it is, how it is told, an example."""

    what: str
    form: re.Pattern[str]
    example: str


@cache
def rows() -> tuple[Row, ...]:
    """All sorts of furniture."""
    told = yaml.safe_load((files(__package__) / "furniture.yml").read_text("utf-8"))
    return tuple(
        Row(row["what"], re.compile("|".join(row["forms"]), re.IGNORECASE | re.DOTALL), row["example"]) for row in told
    )


def furniture(words: str) -> str:
    """What of a page some words are, where they are nothing else; empty for words that may be the letter's."""
    told = " ".join(words.split()).strip(" •*|")
    if not told or len(told.split()) > _MOST:
        return ""
    return next((row.what for row in rows() if row.form.fullmatch(told)), "")
