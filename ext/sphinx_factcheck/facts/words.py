"""Values of the fact base in words: dates, terms of prison, numbers and lists, in the forms that a note can ask for.

A form is a word behind the value's key: `month year` of a date, `words` of a number. Several may stand together, in any
order; those that choose parts of a date keep the order in which one writes a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sphinx_factcheck.facts.dates import When, parse
from sphinx_factcheck.facts.model import WHOLLY, Custody
from sphinx_factcheck.facts.terms import Term

MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()  # fmt: skip
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}  # fmt: skip

Forms = Collection[str]


class FormError(ValueError):
    """A form that a value does not have; its message says what the value is, `known` the forms it has."""

    def __init__(self, message: str, known: Collection[str] = ()) -> None:
        super().__init__(message)
        self.known = tuple(known)


def in_words(value: object, forms: Forms = ()) -> str:
    """A value as a sentence has it: `14 June 2023`, `4 years and 8 months`, `17`, `Ann Archer and Ben Bow`.

    Raises FormError where the value has no such form.
    """
    kind, say, known = _KINDS[_kind(value)]
    for form in forms:
        if form not in known and form not in ANY:
            raise FormError(f"{kind} has no form “{form}”", (*known, *ANY))
    words = say(value, forms)
    if "lower" in forms:
        words = " ".join(word if word.isupper() else word.lower() for word in words.split(" "))
    return words[:1].upper() + words[1:] if "capital" in forms else words


_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def when_in_words(when: When, forms: Forms = ()) -> str:
    """A date as one writes it: `14 June 2023`, `about June 2023`, `since 26 January 2021`."""
    if when.text.startswith("["):
        first, _, last = when.text.strip("[]").partition("..")
        if first and last:
            return f"between {_moment(first, forms)} and {_moment(last, forms)}"
        return f"not {'before' if first else 'after'} {_moment(first or last, forms)}"
    first, slash, last = when.text.partition("/")
    if not slash or when.text.endswith(")"):
        return _moment(when.text, forms)
    if last in {"", ".."}:
        return f"since {_moment(first, forms)}" if first not in {"", ".."} else "at all times"
    if first in {"", ".."}:
        return f"until {_moment(last, forms)}"
    return f"{_moment(first, forms)} – {_moment(last, forms)}"


def _moment(text: str, forms: Forms) -> str:
    return _moment_in(text, frozenset(forms))


@lru_cache(maxsize=4096)
def _moment_in(text: str, forms: frozenset[str]) -> str:
    """A date without its end; the same few stand on many pages."""
    if re.fullmatch(r"\d{3}X", text):
        return f"the {text[:3]}0s"
    if re.fullmatch(r"\d{2}XX", text):
        century = int(text[:2]) + 1
        return f"the {_ordinal(str(century), century)} century"
    if text.endswith("(Julian)"):
        core = text.removesuffix("(Julian)").strip()
        years, dash, rest = core.partition("-")
        first = _moment(f"{years[:4]}{dash}{rest}", forms)
        return f"{first.replace(years[:4], years)} in the Julian calendar"
    text = text.partition("T")[0].replace("-XX", "")
    plain = text.rstrip("~?%")
    if plain[5:] in _SEASONS and not forms:
        plain, season = plain[:4], f"{_SEASONS[plain[5:]]} "
    else:
        season = ""
    told = dict(zip(("year", "month", "day"), plain.split("-"), strict=False))
    try:
        words = {"year": told["year"]}
        if "month" in told:
            words["month"] = MONTHS[int(told["month"]) - 1]
        if "day" in told:
            words["day"] = _number(int(told["day"]), {"ordinal"} if "ordinal" in forms else ())
            words["weekday"] = WEEKDAYS[parse(plain).earliest.weekday()]
    except (ValueError, IndexError):
        return text
    asked = [part for part in PARTS if part in forms] or ["day", "month", "year"]
    if missing := [part for part in asked if part in forms and part not in words]:
        raise FormError(f"the date {text} tells no {missing[0]}", words)
    marks = text.lstrip("0123456789-")
    about = "about " if "~" in marks or "%" in marks else ""
    uncertain = " (uncertain)" if "?" in marks or "%" in marks else ""
    return f"{about}{season}{' '.join(words[part] for part in asked if part in words)}{uncertain}"


def _number(value: int, forms: Forms) -> str:
    words = _cardinal(value) if "words" in forms else _figures(value)
    return _ordinal(words, value) if "ordinal" in forms else words


def _figures(value: int) -> str:
    """Figures, with a comma at the thousands from 10,000 on: a number of four figures may be a year."""
    return f"{value:,}" if abs(value) >= 10_000 else str(value)


def _cardinal(value: int) -> str:
    """The words of a number below a thousand; larger ones stay in figures, as in print."""
    if not 0 <= value < 1000:
        return _figures(value)
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    below = UNITS[rest] if rest < 20 else TENS[tens - 2] + (f"-{UNITS[units]}" if units else "")
    if not hundreds:
        return below
    return f"{UNITS[hundreds]} hundred{f' and {below}' if rest else ''}"


def _ordinal(words: str, value: int) -> str:
    if words[-1].isdigit():
        ending = "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return words + ending
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    return words[:cut] + _IRREGULAR.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def _term(term: Term, forms: Forms) -> str:
    if term.life:
        return "life"
    half = "months" in forms and term.days == 15
    years, months = (0, term.months) if "months" in forms else divmod(term.months, 12)
    parts = [(years, "year"), (months, "month"), (0 if half else term.days, "day")]
    told = [_length(number, unit, half and unit == "month", forms) for number, unit in parts if number] or ["0 days"]
    return ", ".join(told) if "adjective" in forms else joined(told)


def _length(number: int, unit: str, half: bool, forms: Forms) -> str:
    said = _cardinal(number) if "words" in forms else str(number)
    if half:
        said += " and a half" if "words" in forms else ".5"
    return f"{said}-{unit}" if "adjective" in forms else f"{said} {unit}{'' if number == 1 and not half else 's'}"


def custody_in_words(said: Custody) -> str:
    """An event of custody on one line: `sentenced to 3 years (wholly suspended for 5 years) for fraud`."""
    sentence = "" if said.penalty == "prison" else said.penalty
    suspended = said.suspended and ("wholly" if said.suspended == WHOLLY else f"{said.suspended} of them")
    told: tuple[object, ...] = (
        said.event,
        said.form and ("as" if said.event in {"detained", "arrested"} else "under") + f" {said.form}",
        said.term and ("for" if said.event == "imprisoned" else "to") + f" {said.term}",
        sentence and f"to {sentence}",
        said.amount and f"of {said.amount}",
        said.lasts and f"for {said.lasts}",
        suspended and f"({suspended} suspended{f' for {said.probation}' if said.probation else ''})",
        said.total and "in all",
        said.charge and f"for {said.charge}",
        said.court and f"by {said.court}",
        said.where and f"in {said.where}",
    )
    return " ".join(str(part) for part in told if part)


def _text(text: object, _: Forms) -> str:
    return str(text)


def joined(words: Collection[str]) -> str:
    """Words as a list in a sentence: `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _list(words: tuple[str, ...], _: Forms) -> str:
    return joined(words)


PARTS = ("weekday", "day", "month", "year")
ANY = ("capital", "lower")
_KINDS: Mapping[str, tuple[str, Callable[[Any, Forms], str], tuple[str, ...]]] = MappingProxyType({
    "date": ("a date", when_in_words, (*PARTS, "ordinal")),
    "number": ("a number", _number, ("words", "ordinal")),
    "term": ("a term", _term, ("words", "months", "adjective")),
    "list": ("a list", _list, ()),
    "text": ("a text", _text, ()),
})  # fmt: skip


def _kind(value: object) -> str:
    match value:
        case When():
            return "date"
        case Term():
            return "term"
        case bool():
            return "text"
        case int():
            return "number"
        case tuple() if value:
            return "list"
    return "text"
