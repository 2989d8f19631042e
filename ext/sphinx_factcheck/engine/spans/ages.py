"""Ages as they are written: "67-year-old", "aged 67", "in her eighties", "a man of sixty-three", "an octogenarian"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.spans.numbers import NUMBER, ORDINAL, parse_number, parse_ordinal
from sphinx_factcheck.engine.spans.patterns import holds_any

YOUNGEST, OLDEST = 10, 120
"""What a number can be as the age of a person of whom letters are written."""
_TENS = "twent thirt fort fift sixt sevent eight ninet".split()
_DECADES = {f"{ten}ies": 10 * n for n, ten in enumerate(_TENS, 2)} | {f"{n}0s": 10 * n for n in range(2, 10)}
_CALLED = {
    "quinquagenarian": 50, "sexagenarian": 60, "septuagenarian": 70, "octogenarian": 80, "nonagenarian": 90,
    "centenarian": 100,
}  # fmt: skip
_PARTS = {"early": (0, 4), "mid": (3, 7), "middle": (3, 7), "late": (6, 9)}
_OVER = "well over|well past|more than|over|past|above|at least|not less than"
_UNDER = "not yet|not quite|under|less than|below"
_NEARING = "nearly|almost|close on|close to|nearing|approaching"
_NEAR = f"{_NEARING}|about|around|some|approximately|roughly|barely|just|only|but|now"
_HEDGE = rf"(?:(?P<hedge>(?:{_OVER}|{_UNDER}|{_NEAR}))\s)?"
_N = rf"(?P<n>{NUMBER})(?!\s?(?:%|per\scent|thousand|million|,?\d))"
_SLACK = {"barely": 1, "just": 0, "only": 0, "but": 0, "now": 0}


@dataclass(frozen=True, slots=True)
class Age:
    """The whole years that an age said allows, both ends included."""

    least: int
    most: int

    def __str__(self) -> str:
        if self.most >= OLDEST:
            return f"{self.least} or more"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class AgeForm:
    """One way to write an age: its pattern, and an example with the age it tells after `=>`.

    The pattern has `n` for the years (with `hedge`), `nth` for the year of life, `decade` (with `part`) or `called`.
    One of the `hints` stands in what it fits, in lower case.
    """

    pattern: str
    example: str
    hints: tuple[str, ...] = ()


_LEADS_NOBODY = (
    r"(?!leader|owner|founder|direct|manager|commander|employer|author|president|parent|editor|member|winner)"
)
"""No word for one who can lead, own or have written so many."""
FORMS = (
    AgeForm(rf"\b{_HEDGE}{_N}[\s-]y(?:ea)?rs?[\s-]olds?\b", "a 67-year-old teacher => 67", ("old",)),
    AgeForm(
        rf"\b(?:at\s)?(?:aged|(?:the\s|an\s)?age\sof)\s{_HEDGE}{_N}(?:\syears)?\b",
        "aged over 67 => 67 or more",
        ("aged", "age of"),
    ),
    AgeForm(rf"\b(?:at\s)?{_HEDGE}{_N}\syears\sof\sage\b", "nearly 67 years of age => 64 to 67", ("of age",)),
    AgeForm(
        rf"\b(?:man|woman|lady|gentleman|boy|girl|lad|youth|person|pensioner)\sof"
        rf"\s{_HEDGE}{_N}(?:\s(?:years|summers|winters))?\b(?!\s(?:years|of\b|[a-z]+s\b))",
        "a man of sixty-seven => 67",
        ("man", "lad", "boy", "girl", "youth", "person", "pensioner"),
    ),
    AgeForm(
        rf"\ban?\s(?:[a-z-]+\s){{0,2}}?(?P<role>{_LEADS_NOBODY}[a-z]+(?:[eo]r|ist|ian|ant|ent|ee|ess|nurse|clerk|poet|priest|nun))"
        rf"\sof\s(?P<n>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|(?:six|seven|eigh|nine)teen)"
        r"(?=[.,;:)]|\s(?:who|whose|with|was|is|and)\b)",
        "a young reporter of twenty-four, X => 24",
        (" of ",),
    ),
    AgeForm(
        rf"\b(?:in\s)?(?:his|her|their)\s(?:(?P<part>early|mid|middle|late)[\s-])?[’']?(?P<decade>{'|'.join(_DECADES)})\b",
        "in her late sixties => 66 to 69",
        ("ties", "0s"),
    ),
    AgeForm(
        rf"\bin\s(?:(?:his|her)\s(?P<nth>{ORDINAL})\syear\b(?!\s(?:of|in|as|at|behind|on|with|under|here|there|without)\b)"
        rf"|the\s(?P<nth_of>{ORDINAL})\syear\sof\s(?:his|her)\s(?:life|age)\b)",
        "in his sixty-eighth year => 67",
        (" year",),
    ),
    AgeForm(rf"\b(?P<called>{'|'.join(_CALLED)})\b", "an octogenarian => 80 to 89", ("genarian", "centenar")),
)
"""What is an age by its own words, wherever it stands."""
_FORMS = tuple((form.hints, later(form.pattern, re.IGNORECASE)) for form in FORMS)
BARE = rf"(?:(?P<then>then|at\sthe\stime)\s)?{_HEDGE}{_N}"
"""A number that is an age by where it stands: a fragment for other patterns, which need `re.IGNORECASE`."""


def find_ages(text: str, start: int, end: int) -> Iterator[tuple[int, int, Age]]:
    """The ages written between two offsets: where each stands, and its years."""
    low = text[start:end].lower()
    for hints, form in _FORMS:
        if holds_any(low, hints):
            for said in form.finditer(text, start, end):
                if age := _age(said):
                    yield *said.span("n" if said.groupdict().get("role") else 0), age


def age_of(said: re.Match[str]) -> Age | None:
    """The age of a number with its hedge; None where nobody is so old."""
    years = parse_number(said["n"])
    if years is None or not YOUNGEST <= years <= OLDEST:
        return None
    hedge = (said.groupdict().get("hedge") or "").lower()
    if not hedge:
        return Age(years, years)
    if hedge in _OVER.split("|"):
        return Age(years, OLDEST)
    if hedge in _UNDER.split("|"):
        return Age(0, years - 1)
    below = _SLACK.get(hedge, 3)
    nearing = hedge in _NEARING.split("|")
    return Age(years - below, years if nearing or not below else years + below)


def _age(said: re.Match[str]) -> Age | None:
    groups = said.groupdict()
    if groups.get("n"):
        return age_of(said)
    if called := groups.get("called"):
        first = _CALLED[called.lower()]
        return Age(first, first + 9)
    if decade := groups.get("decade"):
        first = _DECADES[decade.lower()]
        least, most = _PARTS.get((groups["part"] or "").lower(), (0, 9))
        return Age(first + least, first + most)
    nth = parse_ordinal(groups.get("nth") or groups.get("nth_of") or "") or 0
    return Age(nth - 1, nth - 1) if 18 < nth <= OLDEST else None
