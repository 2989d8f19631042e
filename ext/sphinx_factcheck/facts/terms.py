"""Terms of prison: years, months and days, or life."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PART = re.compile(r"(\d{1,4}(?:\.5)?)\s*(year|month|week|day)s?\b", re.IGNORECASE | re.ASCII)
_JOINT = re.compile(r"\s*(?:,\s*)?(?:and\s+)?")
_LIFE = frozenset({"life", "life sentence", "life in prison", "life imprisonment"})
_LENGTH = r"\d{1,4}(?:\.5)?\s*(?:[Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay)s?"
SHAPE = rf"^\s*(?:[Ll]ife(?: sentence| in prison| imprisonment)?|{_LENGTH}(?:\s*(?:,\s*)?(?:and\s+)?{_LENGTH})*)\s*$"
"""The pattern of what `parse_term` reads."""
_MEND = "write life, 14 years, or 4 years 6 months"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A length of prison. `months` holds years too (14 years are 168 months); a life term has `life` set."""

    life: bool = False
    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        if self.life:
            return "life"
        years, months = divmod(self.months, 12)
        parts = ((years, "year"), (months, "month"), (self.days, "day"))
        return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "0 days"


@lru_cache(maxsize=1 << 12)
def parse_term(text: str) -> Term:
    """The term that `text` writes: "14 years", "4 years 6 months", "13.5 months", "life".

    Raises ValueError where it is none of these.
    """
    words = text.strip()
    if words.lower() in _LIFE:
        return Term(life=True)
    months, days, at = 0.0, 0.0, 0
    while part := _PART.match(words, at):
        number, unit = float(part[1]), part[2].lower()
        months += number * {"year": 12, "month": 1}.get(unit, 0)
        days += number * {"week": 7, "day": 1}.get(unit, 0)
        if part.end() == len(words):
            return Term(months=int(months), days=int(days + (months % 1) * 30))
        joint = _JOINT.match(words, part.end())
        at = joint.end() if joint else part.end()
    raise ValueError(f"“{text[:40]}” is not a term: {_MEND}")
