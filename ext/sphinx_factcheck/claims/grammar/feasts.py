"""Days of the year that are told by their name: "Christmas Eve 2019", "International Women’s Day 2021"."""

from __future__ import annotations

import re

from sphinx_factcheck.claims.grammar.calendar import Moment
from sphinx_factcheck.claims.grammar.lead import led
from sphinx_factcheck.claims.grammar.said import DateSaid

_DAYS = {
    "New Year's Day": (1, 1), "New Year's Eve": (12, 31), "Epiphany": (1, 6), "St Valentine's Day": (2, 14),
    "Valentine's Day": (2, 14), "International Women's Day": (3, 8), "St Patrick's Day": (3, 17),
    "May Day": (5, 1), "International Workers' Day": (5, 1), "World Press Freedom Day": (5, 3),
    "World Refugee Day": (6, 20), "Bastille Day": (7, 14), "Halloween": (10, 31), "All Saints' Day": (11, 1),
    "All Souls' Day": (11, 2), "World AIDS Day": (12, 1), "International Human Rights Day": (12, 10),
    "Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Boxing Day": (12, 26),
}  # fmt: skip
FEASTS = _DAYS | {name.replace("'", "’"): day for name, day in _DAYS.items() if "'" in name}
"""The month and day of each, by its name with a straight or a curly apostrophe."""
_YEAR = re.compile(r",?\s(?:of\s|in\s)?(?P<y>[12]\d{3})\b")


def feast_at(text: str, at: int, past: int) -> DateSaid | None:
    """The named day at [at, past) with its year; None where no year follows it."""
    year = _YEAR.match(text, past)
    month, day = FEASTS[text[at:past]]
    return led(text, DateSaid(at, year.end(), Moment(int(year["y"]), month, day))) if year else None
