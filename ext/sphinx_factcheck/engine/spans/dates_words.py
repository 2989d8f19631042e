"""The words that dates are made of: what a word can be in a date, as one letter, and its value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.spans.calendar import SEASONS
from sphinx_factcheck.engine.spans.numbers import ORDINALS, SMALL
from sphinx_factcheck.engine.spans.periods import Unit
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS

Day = tuple[int | None, int, int]
"""A day in figures as year, month and day; a year told by two digits is negative."""

Value = int | str | Unit | tuple[int, int] | tuple[Day, ...]


@record()
class Token:
    """A word or mark of a date: its letter, its value, its place, and whether nothing parts it from the one before."""

    letter: str
    value: Value
    start: int
    end: int
    glued: bool = False

    @property
    def number(self) -> int | None:
        """The number that it tells."""
        return self.value if isinstance(self.value, int) else None

    @property
    def unit(self) -> Unit | None:
        """The unit of time that it names."""
        return self.value if isinstance(self.value, Unit) else None

    @property
    def counts(self) -> tuple[int, int] | None:
        """The least and the most that it counts: "few", "two"."""
        match self.value:
            case (int() as least, int() as most):
                return least, most
            case int() as number:
                return number, number
        return None

    @property
    def days(self) -> tuple[Day, ...]:
        """The days that it can be where it is written in figures."""
        return tuple(day for day in self.value if isinstance(day, tuple)) if isinstance(self.value, tuple) else ()

    @property
    def is_plural(self) -> bool:
        """Whether a unit is told in the plural."""
        return self.unit is not None and self.end - self.start > len(self.unit)


KINDS = {
    "month": "Mm", "lowmonth": "l", "weekday": "Ww", "sureweekday": "W", "day": "DO", "number": "D", "ordinal": "O",
    "year": "Y", "short": "DN", "count": "DNCA", "word": "C", "an": "A", "few": "q", "decade": "X", "figures": "J",
    "slashed": "V", "clock": "K", "quarter": "Q", "inst": "I", "feast": "Z", "season": "S", "hour": "R", "unit": "U",
    "part": "P", "edge": "p", "half": "F", "period": "_", "deictic": "y", "now": "0", "this": "h", "that": "H",
    "same": "=", "last": "L", "next": "x^", "ago": "g", "later": "e", "before": "B", "within": "v", "hedge": "G",
    "than": ">", "until": "DON",
    "the": "T", "of": "o", "in": "i", "on": "n", "to": "t", "and": "&", "or": "r", "so": "*", "from": "f",
    "between": "b", "begins": "+p",
    "vague": "^%", "time": "!", "era": "E", "fiscal": "$", "s": "s", "dash": "-", "slash": "/",
    "comma": ",", "dot": ".", "apostrophe": "’",
}  # fmt: skip
"""The names by which the table of forms calls the letters."""

SHORT = "Jan Feb Febr Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Feby Jany Novr Decr Octr Septr Augt Sepr".split()
_AMBIGUOUS = frozenset("May March Mar Jan Jun Dec Sep MAY MARCH MAR JAN JUN DEC SEP".split())
DAYS_SHORT = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
               "sat": 5, "sun": 6}  # fmt: skip
DECADES = {f"{w[:-1]}ies": n for w, n in SMALL.items() if n >= 20} | {"hundreds": 0}
_STEPS = {"day": Unit.DAY, "week": Unit.WEEK, "weekend": Unit.WEEKEND, "fortnight": Unit.FORTNIGHT,
          "month": Unit.MONTH, "year": Unit.YEAR, "twelvemonth": Unit.YEAR, "sennight": Unit.WEEK,
          "decade": Unit.DECADE, "quarter": Unit.QUARTER}  # fmt: skip
_UNIT_WORDS = _STEPS | {f"{w}s": u for w, u in _STEPS.items()} | {"century": Unit.CENTURY, "centuries": Unit.CENTURY}
_WORDS: dict[str, tuple[str, Value]] = {
    **{w: ("U", u) for w, u in _UNIT_WORDS.items()},
    **{w: ("C", n) for w, n in SMALL.items() if n},
    **{w: ("O", n) for w, n in ORDINALS.items()},
    **{w: ("S", w) for w in SEASONS},
    **{w: ("X", n) for w, n in DECADES.items() if n},
    **{w: ("q", n) for w, n in {"few": (2, 5), "several": (3, 7), "couple": (2, 2), "many": (5, 30)}.items()},
    **{w: ("P", p) for w, p in {"early": "early", "mid": "mid", "late": "late"}.items()},
    **{w: ("p", p) for w, p in {
        "beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late", "outset": "early",
        "midst": "mid", "turn": "early",
    }.items()},
    **{w: ("L", w) for w in "last past previous preceding latest".split()},
    **{w: ("x", w) for w in "next coming following".split()}, "ensuing": ("x", "following"),
    **{w: ("y", n) for w, n in {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}.items()},
    **{w: ("R", w) for w in "morning afternoon evening night noon midnight".split()},
    **{w: ("I", n) for w, n in {
        "inst": 0, "instant": 0, "ult": -1, "ulto": -1, "ultimo": -1, "prox": 1, "proximo": 1,
    }.items()},
    **{w: ("e", n) for w, n in {"later": 1, "earlier": -1, "afterward": 1, "afterwards": 1, "thereafter": 1}.items()},
    **{w: ("B", n) for w, n in {"before": -1, "after": 1}.items()},
    **dict.fromkeys("about around roughly approximately only some".split(), ("G", "about")),
    **dict.fromkeys("over more least above".split(), ("G", "over")),
    **dict.fromkeys("nearly almost less fewer under just barely".split(), ("G", "nearly")),
    "than": (">", 0),
    **{w: ("t", w) for w in "to through until till thru".split()},
    "a": ("A", 1), "an": ("A", 1), "the": ("T", 0), "of": ("o", 0), "in": ("i", 0), "during": ("i", 0), "on": ("n", 0),
    "and": ("&", 0), "from": ("f", 0), "between": ("b", 0), "this": ("h", 0), "current": ("h", 0), "that": ("H", 0),
    "same": ("=", 0), "half": ("F", 0), "ago": ("g", -1), "hence": ("g", 1), "within": ("v", 0), "now": ("0", 0),
    "fiscal": ("$", 0), "calendar": ("$", 0), "financial": ("$", 0), "or": ("r", 0), "so": ("*", 0), "s": ("s", 0),
    "recent": ("%", -1), "recently": ("%", -1), "upcoming": ("^", 1), "forthcoming": ("%", 1), "impending": ("%", 1),
    "time": ("!", 0), "hundred": ("u", 100), "thousand": ("j", 1000), "oh": ("z", 0), "period": ("_", 0),
    "beginning": ("p", "early"), "commencing": ("+", 0), "starting": ("+", 0), "ending": ("+", 0),
}  # fmt: skip
"""What a word in lower case can be."""

_ROMAN_ERA = {"AD", "BC", "CE", "BCE"}


@dataclass(frozen=True, slots=True)
class Known:
    """The letters of words by how they are written."""

    letter: str
    value: Value
    short: bool = False


@cache
def written_words() -> dict[str, Known]:
    """What a word can be, by how it is written: small words with a capital or without, months by their capitals."""
    known: dict[str, Known] = {}
    for word, (letter, value) in _WORDS.items():
        short = letter == "I"
        for form in (word, word.capitalize(), word.upper()):
            known.setdefault(form, Known(letter, value, short))
    for n, month in enumerate(MONTHS, 1):
        for form in (month, month.upper()):
            known[form] = Known("m" if form in _AMBIGUOUS else "M", n)
        known[month.lower()] = Known("l" if month in _AMBIGUOUS else "M", n)
    for form in SHORT:
        n = next(n for n, month in enumerate(MONTHS, 1) if month.startswith(form[:3]))
        for written in (form, form.upper()):
            known[written] = Known("m" if written in _AMBIGUOUS or len(form) < 5 else "M", n, short=True)
        known.setdefault(form.lower(), Known("l", n, short=True))
    for n, name in enumerate(WEEKDAYS):
        known |= {form: Known("W", n) for form in (name, name.upper(), name.lower())}
    for name, n in DAYS_SHORT.items():
        known |= {form: Known("w", n, short=True) for form in (name.capitalize(), name.upper())}
        if len(name) > 3:
            known[name] = Known("w", n, short=True)
    known |= {era: Known("E", era) for era in _ROMAN_ERA}
    return known
