"""Terms of prison in English prose: "14 years", "a 14-year term", "four and a half years", "life"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.numbers import HEDGE, NUMBER, Quantity, hedged, parse_number
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.terms import Term

_GAP = r"(?:\s|-|‑|\xad){1,2}"
HALF = rf"(?:{_GAP}and{_GAP}a{_GAP}half|(?:{_GAP})?(?:½|1/2))"
"""And a half, as words or figures: a fragment for other patterns."""
_UNIT = r"(?P<{}>(?:year|month|week|day|yr|mo|mth|wk)s?)\b"
_TERM = later(
    rf"\b(?:(?P<hedge>{HEDGE})\s)?(?P<n>\bhalf\sa(?=\syear\b)|\ban?(?=\s(?:year|month|week)\b)|\ba\sdecade\b|{NUMBER})"
    rf"(?:(?P<half>{HALF})?{_GAP}{_UNIT.format('unit')}(?P<half_after>\sand\sa\shalf\b)?"
    rf"(?:(?:,?\s(?:and\s)?|-and-)(?P<n2>{NUMBER})(?P<half2>{HALF})?{_GAP}{_UNIT.format('unit2')}"
    rf"(?:,?\s(?:and\s)?(?P<days>{NUMBER})\sdays\b)?)?)?"
    r"(?P<more>\s(?:or|and)\smore\b)?",
    re.IGNORECASE,
)
_LIFE = later(
    r"(?<!\bhis\s)(?<!\bher\s)(?<!\btheir\s)\blife(?:[\s-](?:sentences?|term|in\s(?:prison|jail)|imprisonment|behind\sbars|without\sparole)\b)"
    r"|(?:(?<=[–—:|(-])|(?<=[–—:|-]\s)|(?<=(?:to|ed|en|ot|ts|or|ng)\s))life\b(?=\s*(?:$|[,;.)|\n]|(?:and|in|for|on|by|after|last|respectively|each)\b))"
    r"|(?<=,\s)life(?=\s*(?:[;.]|$))|(?<=and\s)life(?=,?\srespectively)",
    re.IGNORECASE,
)
_UNIT_AT = later(r"[\s\xad‑-](?:year|month|week|day|decade|yr|mo|mth|wk)s?\b", re.IGNORECASE)
_SHORT = {"yr": "year", "mo": "month", "mth": "month", "wk": "week"}
_LONGEST = 160
"""So far before its first unit a length of time begins at most."""
_SIZES = ("year", "month", "week", "day")
_MONTHS = {"year": Fraction(12), "month": Fraction(1), "week": Fraction(7, 30), "day": Fraction(1, 30)}


_DAYS = {"year": Fraction("365.25"), "month": Fraction("30.44"), "week": Fraction(7), "day": Fraction(1)}

Days = tuple[Fraction, Fraction]
"""The least and the most days of a length of time."""


@dataclass(frozen=True, slots=True)
class TermSaid:
    """A term as written: its offsets in the text, its length, and what a hedge makes of its months."""

    start: int
    end: int
    term: Term
    quantity: Quantity | None = None
    unit: str = "year"

    @property
    def value(self) -> str:
        """The term in normal form, with its hedge."""
        hedge = self.quantity.words.rpartition(" ")[0] if self.quantity and not self.quantity.is_exact else ""
        return f"{hedge} {self.term}".strip()

    def fits(self, known: Term) -> Answer:
        """Whether a known term can be meant. One that is rounded to the unit said is not decided."""
        if self.term.life or known.life:
            return Answer.YES if self.term.life and known.life else Answer.NO
        if self.quantity and not self.quantity.is_exact:
            return self.quantity.fits(known.months, known.months + bool(known.days))
        if (known.months, known.days) == (self.term.months, self.term.days):
            return Answer.YES
        size = _MONTHS[self.unit]
        exact = known.months + Fraction(known.days, 30)
        said = self.term.months + Fraction(self.term.days, 30)
        broken = exact % size != 0 and said % size == 0
        return Answer.UNKNOWN if broken and abs(exact - said) < size else Answer.NO

    def bounds(self) -> tuple[Days, Days]:
        """The days between which what lasted so long surely lies, and those outside which it never does.

        It is rounded to its unit, or as its hedge allows.
        """
        size = _DAYS[self.unit]
        if self.unit == "month" and self.term.months > 12 and not (self.term.months % 6 or self.term.days):
            size = _DAYS["year"] / 2  # "three and a half years"
        length = self.term.months * _DAYS["month"] + self.term.days
        hedge = self.quantity.words.rpartition(" ")[0] if self.quantity and not self.quantity.is_exact else ""
        return _bounds(hedge, length, size)


def _bounds(hedge: str, length: Fraction, size: Fraction) -> tuple[Days, Days]:
    """The days between which a length said surely fits, and those outside which it never does."""
    endless, slack = Fraction(10**6), max(size / 2, length / 20, Fraction(3))
    match hedge:
        case "more than" | "at least":
            return (length * 99 / 100, endless), (length * 95 / 100, endless)
        case "at most" | "fewer than":
            return (Fraction(0), length), (Fraction(0), length * 105 / 100)
        case "nearly":
            return (length - max(slack, length / 10), length + slack / 4), (length * 7 / 10, length + slack)
        case "about":
            return (length - slack * 3 / 2, length + slack * 3 / 2), (length * 3 / 5, length * 7 / 5 + slack)
    return (length - slack, length + size), (length - slack * 2, length + size * 3 / 2)


def find_terms(text: str, start: int, end: int) -> Iterator[TermSaid]:
    """The lengths of time that may be terms of prison between two offsets, in order."""
    found: list[TermSaid] = []
    at = start
    while (unit := _UNIT_AT.search(text, at, end)) and (m := _TERM.search(text, max(at, unit.start() - _LONGEST), end)):
        term = _term(m)
        found += [term] if term else []
        joined = m["n"].rfind(" and ")  # "to seven and nine years" gives two numbers
        at = term.end if term else m.end() if joined < 0 else m.start("n") + joined + len(" and ")
    if text.find("life", start, end) >= 0 or text.find("Life", start, end) >= 0:
        found += [TermSaid(m.start(), m.end(), Term(life=True)) for m in _LIFE.finditer(text, start, end)]
    return iter(sorted(found, key=lambda t: t.start))


_GIVEN = later(
    rf"\b(?:given|received?|gets?|got|drew|handed)\s(?:him\s|her\s|them\s)?(?P<said>(?:(?P<hedge>{HEDGE})\s)?(?P<n>{NUMBER})"
    rf"(?P<half>{HALF})?)(?=\s?(?:[.,;:!?]|$|(?:and|for|on|in)\b))",
    re.IGNORECASE,
)
GIVEN = ("given ", "received ", "receive ", " got ", " gets ", "drew ", "handed ")
"""One of these leads to a number that takes up the unit of a term told just before."""
_UNIT_BEFORE = later(r"[\s\xad‑-](?P<unit>year|month)s?\b", re.IGNORECASE)
_BEFORE = 200
"""Characters before such a number in which the term stands whose unit it can take up."""


def taken_up(text: str, start: int, end: int) -> Iterator[TermSaid]:
    """The numbers of a sentence that take up the unit of the last term before it: "Her editor received five"."""
    for given in _GIVEN.finditer(text, start, end):
        low = max(given.start() - _BEFORE, 0)
        units = [m["unit"].lower() for m in _UNIT_BEFORE.finditer(text, low, given.start())]
        if units and "\n\n" not in text[low : given.start()] and (term := term_without_unit(given, units[-1])):
            yield term


def term_without_unit(number: re.Match[str], unit: str) -> TermSaid | None:
    """The term of a number that takes its unit, "year" or "month", from another.

    Its groups are `n`, `hedge`, `half`, and `said` around them.
    """
    whole = parse_number(number["n"])
    if not whole or whole >= 100 or unit not in {"year", "month"}:
        return None
    months = int((whole + (Fraction(1, 2) if number["half"] else 0)) * _MONTHS[unit])
    return TermSaid(*number.span("said"), Term(months=months), hedged(number["hedge"] or "", str(months)), unit)


def _term(m: re.Match[str]) -> TermSaid | None:
    if m["unit"] is None:
        if "decade" not in m["n"].lower():
            return None
        return TermSaid(m.start(), m.end(), Term(months=120), hedged(m["hedge"] or "about", "120", _more(m)))
    number = _number(m["n"])
    if number is None:
        return None
    unit, end = _unit(m["unit"]), m.end()
    months = (number + (Fraction(1, 2) if m["half"] or m["half_after"] else 0)) * _MONTHS[unit]
    if m["n2"] and _SIZES.index(_unit(m["unit2"])) <= _SIZES.index(unit):
        end = m.end("half_after") if m["half_after"] else m.end("unit")
    elif m["n2"]:
        second = _number(m["n2"])
        if second is None:
            return None
        unit = _unit(m["unit2"])
        months += (second + (Fraction(1, 2) if m["half2"] else 0)) * _MONTHS[unit]
        months += (_number(m["days"]) or 0) * _MONTHS["day"] if m["days"] else 0
    elif m["half"] or m["half_after"]:
        unit = "month" if unit == "year" else "day"
    whole = int(months)
    if whole > 12_000:
        return None
    term = Term(months=whole, days=round((months - whole) * 30))
    return TermSaid(m.start(), end, term, hedged(m["hedge"] or "", str(whole), _more(m)), unit)


_ONE = {"a": Fraction(1), "an": Fraction(1), "half a": Fraction(1, 2)}


def _unit(word: str) -> str:
    plain = word.lower().rstrip("s")
    return _SHORT.get(plain, plain)


def _more(m: re.Match[str]) -> str:
    return "or more" if m["more"] else ""


def _number(words: str) -> Fraction | None:
    if words.lower() in _ONE:
        return _ONE[words.lower()]
    figures = re.fullmatch(r"\d{1,4}\.\d{1,2}", words)
    if figures:
        return Fraction(words)
    whole = parse_number(words)
    return None if whole is None else Fraction(whole)
