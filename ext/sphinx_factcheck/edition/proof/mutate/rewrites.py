"""Changes within the words of one claim: another number, date or term; and the same said in other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from sphinx_factcheck.check import JudgedClaim
from sphinx_factcheck.edition.proof.mutate.change import Change
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS
from sphinx_factcheck.letters.text import Letter

Rewrite = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_REACH = 12

_MONTH = "|".join(MONTHS)
_MONTHS = re.compile(rf"\b(?:{_MONTH})\b")
_SMALL = re.compile(r"(?<![\w-])(?:" + "|".join(SMALL[1:]) + r")(?![\w-])", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?<![\w.,-])\d{1,9}(?![\w.]|,\d|-\d\d-\d)|(?<=\b\d[-–])(?<!-\d-)\d{1,2}(?!\w)|(?<=\b\d\d[-–])(?<!-\d\d-)\d{1,2}(?!\w)"
)


def rewrites(judged: JudgedClaim, letter: Letter) -> Iterator[Change]:
    """The changes and the rewordings of the words of one claim."""
    kind, base = judged.claim.kind, judged.place.start
    length = judged.place.end - base
    around = letter.source[base : judged.place.end + _REACH]
    for pattern, other in _FALSIFIED.get(kind, _ANY):
        for found in pattern.finditer(around[:length]):
            yield Change.of(letter, base + found.start(), base + found.end(), other(found), kind)
    for pattern, same in _REWORDED:
        for found in pattern.finditer(around):
            if found.start() < length:
                yield Change.of(letter, base + found.start(), base + found.end(), same(found), kind, rewording=True)


def _shifted(names: list[str], by: int) -> Callable[[re.Match[str]], str]:
    places = {name.lower(): number for number, name in enumerate(names)}

    def other(found: re.Match[str]) -> str:
        name = names[(places[found[0].lower()] + by) % len(names)]
        return name.title() if found[0][0].isupper() else name

    return other


def _other_number(found: re.Match[str]) -> str:
    number = int(found[0])
    return str(number - 3 if 1000 <= number <= 2999 else number * 3 + 7)


def _other_term(found: re.Match[str]) -> str:
    return str(int(found[0]) + 1)


def _other_day(found: re.Match[str]) -> str:
    number = int(found[0])
    return str(number - 3 if number > 31 else (number + 10) % 28 + 1)


_ANY: tuple[Rewrite, ...] = (
    (_NUMBERS, _other_number),
    (_SMALL, _shifted(SMALL, 5)),
    (re.compile(r"\blast place\b"), lambda _: "first place"),
    (re.compile(r"\b(?:over|more than|at least) (?=\d)"), lambda _: "fewer than "),
)
_FALSIFIED: Mapping[str, tuple[Rewrite, ...]] = {
    "date": (
        (re.compile(r"\b(\d{4})(-\d{2}-\d{2})\b"), lambda found: f"{int(found[1]) - 2}{found[2]}"),
        (_NUMBERS, _other_day),
        (_MONTHS, _shifted(MONTHS, 5)),
        (re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r")\b"), _shifted(WEEKDAYS, 2)),
    ),
    "sentence": (
        (_NUMBERS, _other_term),
        (_SMALL, _shifted(SMALL, 5)),
        (re.compile(r"\blife(?= (?:sentence|imprisonment|in prison))"), lambda _: "10-year"),
    ),
    "custody": ((_NUMBERS, _other_day), (_MONTHS, _shifted(MONTHS, 5))),
    "award": ((_NUMBERS, _other_number), (re.compile(r"\bfinalist\b"), lambda _: "winner")),
    "office": (),
    "quotation": (),
    "order": (),
    "anachronism": (),
    "life": (),
}
_REWORDED: tuple[Rewrite, ...] = (
    (re.compile(r"\b(\d{1,2}) years in prison"), lambda found: f"a {found[1]}-year prison term"),
    (re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?![\d–-])(?!\w)"), lambda found: f"{found[2]} {found[1]}"),
    (re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\b"), lambda found: f"{found[2]} {found[1]}"),
    (re.compile(rf"(?<!\d )(?<!th )\b({_MONTH}) (\d{{4}})\b"), lambda found: f"{found[1]} of {found[2]}"),
    (re.compile(rf"\b({_MONTH}) (\d{{1,2}})-(\d{{1,2}})\b"), lambda found: f"{found[1]} {found[2]}–{found[3]}"),
    (re.compile(r"\bover (\d+)"), lambda found: f"more than {found[1]}"),
    (re.compile(r"\bover (\d+)"), lambda found: f"at least {found[1]}"),
    (re.compile(r"\bmore than (\d+)"), lambda found: f"over {found[1]}"),
    (re.compile(r"\b([2-9]|1[0-2])(?= (?:years|countries|people|organizations)\b)"), lambda f: SMALL[int(f[1]) - 1]),
    (re.compile(r"\blife sentence\b"), lambda _: "sentence of life imprisonment"),
    (re.compile(r"\bwinner\b"), lambda _: "laureate"),
    (re.compile(r"\blaureate\b"), lambda _: "winner"),
    (re.compile(r"\blast place\b"), lambda _: "the last place"),
)
