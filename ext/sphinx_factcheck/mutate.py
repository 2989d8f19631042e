"""What would the gate not notice? Changes one checkable thing at a time in a letter, and checks again.

After mutation testing of programs (DeMillo, Lipton, Sayward 1978): a change of meaning that no claim reports shows a
hole in the fact base or in the grammar; a change of wording alone must stay quiet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from sphinx_factcheck.check import Chapter, Checked, Checker, JudgedClaim
from sphinx_factcheck.findings import Verdict
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter
from sphinx_factcheck.places import Place

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = "one two three four five six seven eight nine ten eleven twelve".split()

_NUMBER = re.compile(
    r"(?<![\w.,-])\d{1,9}(?![\w.]|,\d|-\d\d-\d)|(?<=\b\d[-–])(?<!-\d-)\d{1,2}(?!\w)|(?<=\b\d\d[-–])(?<!-\d\d-)\d{1,2}(?!\w)"
)
_WORD_NUMBER = re.compile(r"\b(?:" + "|".join(SMALL[1:]) + r")\b", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\b")
_WEEKDAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r")\b")
_ISO = re.compile(r"\b(\d{4})(-\d{2}-\d{2})\b")
_LIFE = re.compile(r"\blife(?= (?:sentence|imprisonment|in prison))")
_FINALIST = re.compile(r"\bfinalist\b")
_FORMER = re.compile(r"\bformer ")
_LAST = re.compile(r"\blast place\b")
_TERM = re.compile(r"\b(\d{1,2}) years in prison")
_DAY_OF_MONTH = re.compile(r"\b(" + "|".join(MONTHS) + r") (\d{1,2})(?![\d–-])(?!\w)")
_MONTH_YEAR = re.compile(r"\b(" + "|".join(MONTHS) + r") (\d{4})\b")
_DAYS = re.compile(r"\b(" + "|".join(MONTHS) + r") (\d{1,2})-(\d{1,2})\b")
_OVER = re.compile(r"\bover (\d+)")
_REACH = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a letter's source replaced; `rewording` where the meaning stays."""

    place: Place
    kind: str
    before: str
    after: str
    rewording: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change, and the claims that reported it."""

    change: Change
    reported: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Noticed where the meaning changed, quiet where it did not."""
        return bool(self.reported) != self.change.rewording


def mutate(chapter: Chapter, checker: Checker) -> Iterator[Outcome]:
    """Try every change and every rewording of one chapter."""
    checked = checker.check(chapter)
    known = _told(checked)
    for change in changes(checked):
        source = chapter.letter.source
        source = source[: change.place.start] + change.after + source[change.place.end :]
        letter = replace(read_letter(chapter.letter.path, source), id=chapter.letter.id)
        told = _told(checker.check(replace(chapter, letter=letter)))
        yield Outcome(change, tuple(sorted({rule for rule, *_ in told - known})))


def _told(checked: Checked) -> set[tuple[str, str, str, str]]:
    """What the claims of a chapter report to the gate."""
    return {(f.rule, f.subject, f.value, f.message) for f in checked.findings if f.kind and f.closes_gate}


def changes(checked: Checked) -> Iterator[Change]:
    """Every change to the claims that the fact base supports, each once."""
    seen: set[tuple[int, int, str]] = set()
    quoted = [judged.place for judged in checked.claims if judged.claim.kind == "quotation"]
    for judged in checked.claims:
        if judged.ruling.verdict is not Verdict.SUPPORTED:
            continue
        for change in _changes_of(judged, checked.chapter.letter):
            key = (change.place.start, change.place.end, change.after)
            misquotes = change.rewording and any(change.place.overlaps(place) for place in quoted)
            if change.before != change.after and key not in seen and not misquotes:
                seen.add(key)
                yield change


def _changes_of(judged: JudgedClaim, letter: Letter) -> Iterator[Change]:
    words = letter.source[judged.place.start : judged.place.end]
    around = letter.source[judged.place.start : judged.place.end + _REACH]

    def change(start: int, end: int, after: str, rewording: bool = False) -> Change:
        place = letter.lines.place(letter.path, judged.place.start + start, judged.place.start + end)
        return Change(place, judged.claim.kind, around[start:end], after, rewording)

    for pattern, other in _FALSIFIED.get(judged.claim.kind, _ANY):
        yield from (change(*found.span(), other(found)) for found in pattern.finditer(words))
    for pattern, same in _REWORDED:
        told = (found for found in pattern.finditer(around) if found.start() < len(words))
        yield from (change(*found.span(), same(found), True) for found in told)
    if judged.claim.kind == "office" and not judged.claim.value.startswith("then"):
        yield from _offices(words, change)
    if judged.claim.kind == "quotation":
        yield from _quotations(words, change)
    if judged.claim.kind in {"count", "order"} and judged.claim.subject == letter.carries:
        yield from _signers(judged, letter)


def _offices(words: str, change: Callable[..., Change]) -> Iterator[Change]:
    former = _FORMER.search(words)
    yield change(former.start(), former.end(), "") if former else change(0, 0, "former ")


def _quotations(words: str, change: Callable[..., Change]) -> Iterator[Change]:
    long_words = list(re.finditer(r"[^\W\d_]{4,}", words))
    if len(long_words) > 3:
        middle = long_words[len(long_words) // 2]
        yield change(*middle.span(), "hardly")
        yield change(middle.start(), min(middle.end() + 1, len(words)), "")


def _signers(judged: JudgedClaim, letter: Letter) -> Iterator[Change]:
    """A signer dropped, for a count; two signers in each other's place, for an order."""
    lines = [(letter.place(span), letter.words(span)) for span in letter.signers]
    if len(lines) < 3:
        return
    first, last = lines[0][0], lines[-1][0]
    start = letter.lines.starts[lines[1][0].line - 1]
    end = letter.lines.starts[lines[2][0].line - 1]
    if judged.claim.kind == "count":
        dropped = letter.lines.place(letter.path, start, end)
        yield Change(dropped, "count", letter.source[start:end], "")
        return
    between = letter.source[first.end : last.start]
    swapped = letter.source[last.start : last.end] + between + letter.source[first.start : first.end]
    whole = letter.lines.place(letter.path, first.start, last.end)
    yield Change(whole, "order", letter.source[first.start : last.end], swapped)


def _shifted(names: list[str], by: int) -> Callable[[re.Match[str]], str]:
    def other(found: re.Match[str]) -> str:
        name = names[(names.index(found[0].title() if names is not SMALL else found[0].lower()) + by) % len(names)]
        return name.title() if found[0][0].isupper() else name

    return other


def _other_number(found: re.Match[str]) -> str:
    number = int(found[0])
    if 1000 <= number <= 2999:
        return str(number - 3)
    return str(number * 3 + 7)


def _other_term(found: re.Match[str]) -> str:
    return str(int(found[0]) + 1)


def _other_day(found: re.Match[str]) -> str:
    number = int(found[0])
    return str(number - 3) if number > 31 else str((number + 10) % 28 + 1)


Rewrite = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_ANY: tuple[Rewrite, ...] = (
    (_NUMBER, _other_number),
    (_WORD_NUMBER, _shifted(SMALL, 5)),
    (_LAST, lambda _: "first place"),
)
_FALSIFIED: dict[str, tuple[Rewrite, ...]] = {
    "date": (
        (_ISO, lambda found: f"{int(found[1]) - 2}{found[2]}"),
        (_NUMBER, _other_day),
        (_MONTH, _shifted(MONTHS, 5)),
        (_WEEKDAY, _shifted(WEEKDAYS, 2)),
    ),
    "sentence": ((_NUMBER, _other_term), (_WORD_NUMBER, _shifted(SMALL, 5)), (_LIFE, lambda _: "10-year")),
    "custody": ((_NUMBER, _other_number), (_MONTH, _shifted(MONTHS, 5))),
    "award": ((_NUMBER, _other_number), (_FINALIST, lambda _: "winner")),
    "office": (),
    "quotation": (),
    "order": (),
    "anachronism": (),
    "life": (),
}
_REWORDED: tuple[Rewrite, ...] = (
    (_TERM, lambda found: f"a {found[1]}-year prison term"),
    (_DAY_OF_MONTH, lambda found: f"{found[2]} {found[1]}"),
    (_OVER, lambda found: f"more than {found[1]}"),
    (_OVER, lambda found: f"at least {found[1]}"),
    (re.compile(r"\bmore than (\d+)"), lambda found: f"over {found[1]}"),
    (_MONTH_YEAR, lambda found: f"{found[1]} of {found[2]}"),
    (_DAYS, lambda found: f"{found[1]} {found[2]}–{found[3]}"),
    (re.compile(r"\b([2-9]|1[0-2])(?= (?:years|countries|people|organizations)\b)"), lambda f: SMALL[int(f[1]) - 1]),
    (re.compile(r"\blife sentence\b"), lambda _: "sentence of life imprisonment"),
    (re.compile(r"\bwinner\b"), lambda _: "laureate"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """How many changes of one sort came out right."""

    right: int
    tried: int

    @property
    def percent(self) -> float:
        return 100.0 * self.right / self.tried if self.tried else 100.0


def score(outcomes: Iterable[Outcome], *, rewording: bool) -> Score:
    """The score of the changes of meaning, or of the rewordings."""
    told = [outcome for outcome in outcomes if outcome.change.rewording is rewording]
    return Score(sum(outcome.right for outcome in told), len(told))
