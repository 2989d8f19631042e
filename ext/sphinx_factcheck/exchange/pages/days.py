"""The day that a line prints, where it prints one in full."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january|janvier|januar|enero jan;february|février|februar|febrero feb;march|mars|märz|marzo mar;"
    "april|avril|abril apr;may|mai|mayo;june|juin|juni|junio jun;july|juillet|juli|julio jul;"
    "august|août|agosto aug;september|septembre|septiembre sep sept;october|octobre|oktober|octubre oct;"
    "november|novembre|noviembre nov;december|décembre|dezember|diciembre dec"
)
_NUMBER = {
    name: number for number, names in enumerate(_MONTHS.split(";"), 1) for name in re.split(r"[| ]", names) if name
}
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_FORMS = tuple(
    re.compile(form.replace("MONTH", rf"(?P<month>{_NAME})\b\.?"), re.IGNORECASE)
    for form in (
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?(?:\s+of|\s+de)?\s+MONTH,?(?:\s+de)?\s+(?P<year>(?:19|20)\d\d)\b",
        r"\bMONTH\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b",
        r"\bMONTH\s+(?P<day>\d{1,2})\s+\d\d:\d\d(?::\d\d)?(?:\s+[A-Z+-]\w*)?\s+(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d)[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b",
        r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日",
    )
)


def day_in(words: str) -> date | None:
    """The first day printed in full in some words; None where there is none."""
    found = [match for form in _FORMS if (match := form.search(words))]
    for match in sorted(found, key=lambda one: one.start()):
        told = match["month"].lower().rstrip(".")
        try:
            return date(int(match["year"]), int(told) if told.isdigit() else _NUMBER[told], int(match["day"]))
        except ValueError:
            continue
    return None


def is_only_a_day(words: str) -> bool:
    """Whether a line says a day and little more: its weekday, a place before it."""
    return day_in(words) is not None and len(words) < 60 and len(words.split()) <= 8
