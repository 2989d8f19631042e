"""What a number is a number of: things that are counted, shares, sums of money, measures, ages, places in an order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.spans.numbers import (
    ORDINAL,
    Quantity,
    exactly,
    parse_ordinal,
    parse_value,
    quantities,
    shown,
)


class Unit(StrEnum):
    """What a number measures."""

    COUNT = "count"
    PER_CENT = "per cent"
    POINTS = "percentage points"
    FRACTION = "fraction"
    RATIO = "ratio"
    TIMES = "times"
    MONEY = "money"
    MEASURE = "measure"
    AGE = "age"
    ORDINAL = "ordinal"


@record()
class Number:
    """A number as it stands in a text, with its hedge and its unit: value, what it measures, in what (`of`).

    Shares are held as they are said: 93 for "93 per cent", 2/3 for "two thirds".
    """

    start: int
    end: int
    quantity: Quantity
    unit: Unit = Unit.COUNT
    of: str = ""

    @property
    def value(self) -> str:
        """The number in normal form: "more than 93 per cent", "300000000 dollar", "2/3"."""
        unit = {Unit.COUNT: "", Unit.FRACTION: "", Unit.ORDINAL: "", Unit.RATIO: "", Unit.AGE: "years old"}
        return " ".join(filter(None, (str(self.quantity), self.of or unit.get(self.unit, str(self.unit)))))


@dataclass(frozen=True, slots=True)
class Form:
    """How a unit stands around a number: what must come right before it, and right after it.

    `named` gives what the unit is called, or is empty where the words themselves tell; each example reads as its value.
    """

    unit: Unit
    before: str
    after: str
    example: str
    value: str
    named: str = ""


_LENGTHS = (
    "kilomet(?:re|er)s? miles? met(?:re|er)s? feet foot inch(?:es)? centimet(?:re|er)s? yards? km cm mm hectares? "
    r"acres? tons? tonnes? kilograms? kilos? kg grams? ounces? lit(?:re|er)s? gallons? barrels? degrees? megawatts? "
    r"kilowatts? leagues? fathoms? knots? bushels? volts? square\s(?:kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet|km) "
    r"cubic\s(?:met(?:re|er)s?|feet)"
).split(" ")
_MONEY = (
    "dollars? euros? pounds? francs? marks? yuan renminbi roubles? rubles? rupees? yen won pesos? guilders? florins? "
    "crowns? kron(?:a|or|er?) dinars? dirhams? shillings? guineas? cents? pence livres? reais hryvnias? zloty(?:s|ch)? "
    "shekels? rand baht ringgit"
).split()

FORMS = (
    Form(
        Unit.POINTS,
        "",
        r"\s(?:percentage\s|per\scent\s)points?\b",
        "rose 3.5 percentage points",
        "3.5 percentage points",
    ),
    Form(Unit.PER_CENT, "", r"\s?%", "over 93% of workers", "more than 93 per cent"),
    Form(Unit.PER_CENT, "", r"[\s-]per[\s-]?cent\b", "Twelve and a half million, or 12.5 per cent,", "12.5 per cent"),
    Form(Unit.PER_CENT, "", r"[\s-]percent\b", "a 40-percent rise", "40 per cent"),
    Form(Unit.MONEY, r"(?:US|C|A|HK|NZ|R)?\$\s?", "", "cost $300 million", "300000000 dollar", "dollar"),
    Form(Unit.MONEY, r"£\s?", "", "a £2.5m fund", "2500000 pound", "pound"),
    Form(Unit.MONEY, r"(?:€|EUR)\s?", "", "about €12,000", "about 12000 euro", "euro"),
    Form(Unit.MONEY, r"(?:¥|RMB)\s?", "", "¥500 each", "500 yuan", "yuan"),
    Form(Unit.MONEY, r"(?:Rs|₹|INR)\s?", "", "won Rs 500", "500 rupee", "rupee"),
    Form(
        Unit.MONEY,
        "",
        rf"\s(?:[A-Z][a-z]+\s|U\.?S\.?\s)?(?P<of>{'|'.join(_MONEY)})\b",
        "fined 5,000 Swiss francs",
        "5000 franc",
    ),
    Form(Unit.AGE, r"\b(?:aged|age|age\sof)\s", r"(?!\s(?:to|years?\sin)\b)", "a poet aged 54", "54 years old"),
    Form(Unit.AGE, "", r"[\s-]years?[\s-](?:old\b|of\sage\b)", "the 54-year-old poet", "54 years old"),
    Form(
        Unit.TIMES,
        "",
        r"[\s-](?:times|fold)\b(?!\s(?:in|since|before|over\sthe|during|by)\b)",
        "rose 3.5 times",
        "3.5 times",
    ),
    Form(Unit.MEASURE, "", rf"[\s-](?P<of>{'|'.join(_LENGTHS)})\b", "some 12 kilometres off", "about 12 kilometre"),
)
"""What stands around a number that counts nothing one by one, each row with an example and how it reads."""

_SIGN = later(r"(?:[A-Z]{0,2}[$£€¥₹]|EUR|RMB|INR|Rs)\s?(?=\d)")
_SIGNS = frozenset("$£€¥₹UCAHNREI")
_FRACTION = later(
    r"(?<!\band\s)\b(?:(?P<n>one|two|three|four|five|six|seven|eight|nine|a)[\s-](?P<d>half|thirds?|quarters?|fourths?|fifths?|sixths?|"
    r"sevenths?|eighths?|ninths?|tenths?|hundredths?)\b(?=[\s,.;)](?!hour|of\san?\shour|year|mile|million|day|century))|"
    r"(?P<half>half)(?=\s(?:of\s|the\s|our\s|their\s|its\s|all\s|those\s))|"
    r"(?P<one>one|two|three|four|five|six|seven|eight|nine|\d{1,3})\s(?:in|out\sof(?:\severy)?)\s(?P<of>two|three|four|five|"
    r"six|seven|eight|nine|ten|twelve|twenty|a\shundred|\d{1,3})\b(?!\s(?:months|years|days|weeks)))",
    re.IGNORECASE,
)
_PARTS = dict(zip("half third quarter fourth fifth sixth seventh eighth ninth tenth hundredth".split(),
                  (2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 100), strict=True))  # fmt: skip
_TWICE = later(r"\b(?P<n>twice|thrice|double|triple|tenfold|twofold|threefold|fourfold|fivefold)\b", re.IGNORECASE)
_FOLD = {
    "twice": 2, "double": 2, "twofold": 2, "thrice": 3, "triple": 3, "threefold": 3, "fourfold": 4, "fivefold": 5,
    "tenfold": 10,
}  # fmt: skip
_RATIO = later(
    r"\b(?P<one>\d{1,4}|one|two|three|four|five|ten)(?:\sto\s|:)(?P<other>one|two|three|four|\d{1,3})\b(?![:.\d])"
)
_ORDINAL = later(ORDINAL, re.IGNORECASE)
_LARGEST_SHARE = 20
"""Beyond this "in" and "out of" tell places and scores, and shares only of a hundred or a thousand."""
_RATIO_BEFORE = later(r"\b(?:ratio\sof|outnumber(?:ed|s|ing)?(?:\s[\w’']+){1,5}|odds\sof)\s$", re.IGNORECASE)
SHARE_EXAMPLES = (
    ("two thirds of the members", "2/3"), ("Half of the members", "1/2"), ("one in five members", "1/5"),
    ("three out of four members", "3/4"), ("three-quarters of them", "3/4"), ("a ratio of 19 to 1", "19:1"),
    ("outnumbered them three to one", "3:1"), ("twice as many", "2 times"), ("a tenfold rise", "10 times"),
)  # fmt: skip
"""Shares, ratios and "twice", each with how it reads."""


@cache
def _rows() -> tuple[tuple[Form, re.Pattern[str] | None, re.Pattern[str]], ...]:
    """The forms with their patterns; units are looked for as they are written, in lower case or with a capital."""
    return tuple(
        (form, re.compile(rf"(?:{form.before})$") if form.before else None, re.compile(form.after)) for form in FORMS
    )


@cache
def _may_follow() -> re.Pattern[str]:
    """What stands after a number of some unit: one look in place of one for each form."""
    return re.compile("|".join(f"(?:{re.sub('[?]P<of>', '?:', form.after)})" for form in FORMS if not form.before))


_MAY_LEAD = later(r"(?:[$£€¥₹]|EUR|RMB|INR|\bRs|\bage(?:d|\sof)?)\s?$")


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Every number between two offsets with its unit, in order; an ordinal and a share are numbers too."""
    end = len(text) if end is None else end
    found = shares(text, start, end)
    for match in _ORDINAL.finditer(text, start, end):
        nth = parse_ordinal(match[0])
        if nth is not None and not _within(found, *match.span()):
            found.append(Number(*match.span(), Quantity(str(nth), nth, nth, nth, nth), Unit.ORDINAL))
    for first, stop, quantity in quantities(text, start, end, decimals=True):
        if not _within(found, first, stop):
            number = measured(text, Number(first, stop, quantity), start, end)
            if number.unit is not Unit.COUNT or _is_whole(quantity):
                found.append(number)
    return sorted(found, key=lambda one: one.start)


def measured(text: str, number: Number, start: int, end: int) -> Number:
    """A number with the unit that stands around it; a count where none does."""
    if not (
        _may_follow().match(text, number.end, end)
        or _SIGN.search(text, number.start, number.end)
        or _MAY_LEAD.search(text, max(number.start - 12, start), number.start)
    ):
        return number
    for form, before, after in _rows():
        first = _led(text, number, before, start) if before else number.start
        follow = after.match(text, number.end, end)
        if first is None or follow is None:
            continue
        of = form.named or _one_of(follow.groupdict().get("of") or "")
        return replace(number, start=first, end=max(follow.end(), number.end), unit=form.unit, of=of)
    return number


def _led(text: str, number: Number, before: re.Pattern[str], start: int) -> int | None:
    """Where a number starts with what must stand before it: before its hedge, or between that and its figures."""
    lead = before.search(text, max(number.start - 12, start), number.start)
    if lead:
        return lead.start() if lead[0][:1] in _SIGNS else number.start
    within = _SIGN.search(text, number.start, number.end)
    return number.start if within and before.match(text, within.start(), within.end()) else None


def fractions(text: str, start: int, end: int) -> list[Number]:
    """Fractions between two offsets: "two thirds", "one in five"."""
    return [one for match in _FRACTION.finditer(text, start, end) if (one := _fraction(match))]


def shares(text: str, start: int, end: int) -> list[Number]:
    """Fractions, ratios and "twice" between two offsets."""
    found = fractions(text, start, end)
    for match in _TWICE.finditer(text, start, end):
        times = exactly(_FOLD[match["n"].lower()])
        found.append(Number(*match.span(), times, Unit.TIMES))
    for match in _RATIO.finditer(text, start, end):
        if _RATIO_BEFORE.search(text, max(match.start() - 60, start), match.start()):
            left, right = parse_value(match["one"]), parse_value(match["other"])
            if left and right:
                ratio = Fraction(left) / Fraction(right)
                words = f"{shown(left)}:{shown(right)}"
                found.append(Number(*match.span(), Quantity(words, ratio, ratio, ratio, ratio), Unit.RATIO))
    return found


def _fraction(match: re.Match[str]) -> Number | None:
    if match["half"]:
        part = Fraction(1, 2)
    elif match["d"]:
        word = match["d"].lower()
        told = parse_value("one" if match["n"].lower() == "a" else match["n"])
        part = Fraction(told or 0) / _PARTS[word if word in _PARTS else word.removesuffix("s")]
    else:
        one, of = parse_value(match["one"]), parse_value(match["of"])
        if not one or not of or one >= of or (of > _LARGEST_SHARE and of % 100):
            return None
        part = Fraction(one) / Fraction(of)
    words = f"{part.numerator}/{part.denominator}"
    return Number(*match.span(), Quantity(words, part, part, part, part), Unit.FRACTION)


def _one_of(words: str) -> str:
    """One of a unit: "kilometre" for "kilometers"."""
    word = " ".join(words.lower().split())
    word = word.removesuffix("s") if not word.endswith("ss") and len(word) > 3 else word
    return {"meter": "metre", "kilometer": "kilometre", "feet": "foot", "km": "kilometre"}.get(word, word)


def _within(found: list[Number], start: int, end: int) -> bool:
    return any(start < one.end and one.start < end for one in found)


def _is_whole(quantity: Quantity) -> bool:
    bounds = (quantity.sure_low, quantity.sure_high)
    return all(bound is None or bound.denominator == 1 for bound in bounds)
