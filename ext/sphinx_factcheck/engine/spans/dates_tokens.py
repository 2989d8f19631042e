"""From a text to the runs of words and marks that a date can be told by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from sphinx_factcheck.engine.spans.calendar import SEASONS
from sphinx_factcheck.engine.spans.dates_words import DAYS_SHORT, DECADES, SHORT, Day, Token, written_words
from sphinx_factcheck.engine.spans.feasts import NAMES
from sphinx_factcheck.facts.words import MONTHS, WEEKDAYS

_MARKS = {",": ",", ".": ".", "/": "/", "&": "&", "’": "’", "'": "’", "(": "("} | dict.fromkeys("-–—‒‑\u2010", "-")

_PIECE = re.compile(r"[QqHh][1-4](?![^\W_])|\d+(?:st|nd|rd|th|ds?|s)?(?![^\W\d_])|\d+|[^\W\d_]+|\S")
_FIGURES = re.compile(
    r"(?:(?P<y>[12]\d{3})(?P<s1>[-./])(?P<m>\d{1,2})(?P=s1)(?P<d>\d{1,2})"
    r"(?:[T ]\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<c>[12]\d{3}|\d\d(?!\d)))(?!\w|[/-](?!\d{1,4}[./-]\d)\d|\.\d)"
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)")
_CLOCK = re.compile(r"\d{1,2}(?::\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|[ap]\.m\.", re.IGNORECASE)
_NUMBERS = re.compile(r"\d[\d,]*,\d{3}(?!\d)|\d+\.\d+")
_ABBREVIATED = re.compile(r"\.")


_MOST_BEFORE, _MOST_AFTER, _LONGEST_FEAST, _BACK = 16, 32, 34, 90
"""A date has at most so many words and marks before and after what shows that it may be there, and a feast's name so
many characters; it begins so far before at most, and no word is longer than that."""


def _feast_at(text: str, at: int) -> tuple[int, str] | None:
    """The end and the name of the feast that begins at an offset."""
    low = text[at : at + _LONGEST_FEAST].replace("’", "'").lower()
    for edge in reversed(list(_EDGE.finditer(low))):
        if low[: edge.start()] in _FEAST_NAMES and not text[at + edge.start() : at + edge.start() + 1].isalnum():
            return at + edge.start(), low[: edge.start()]
    return None


_EDGE = re.compile(r"(?<=\w)\b")
_FEAST_NAMES = frozenset(NAMES)
_FEAST_STARTS = frozenset(name.split()[0].split("'")[0] for name in NAMES)


def trigger_at(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a date can be told at all, in order."""
    automaton, in_figures, years = _automaton()
    part = text if (start, stop) == (0, len(text)) else text[start:stop]
    for number, at, past in automaton.find_matches_as_indexes(part):
        if number < in_figures:
            if at and part[at - 1].isalnum() and part[at].isalnum():
                continue
            if part[past : past + 1].isalpha() and part[past - 1].isalpha() and not _PLURAL.match(part, past):
                continue
            if number < years and not _YEAR.match(part, past):
                continue
        yield at + start


_YEAR, _PLURAL = re.compile(r"\d\d(?:s|\b)"), re.compile(r"s\b")


@cache
def _automaton() -> tuple[AhoCorasick, int, int]:
    """The automaton of what shows a date, and of what it looks for where its figures begin, and where its years end."""
    words = {
        *MONTHS, *WEEKDAYS, *SEASONS, *SHORT, *DECADES, "yesterday", "today", "tomorrow", "tonight", " ago",
        "century", "centuries", "decade", "weekend", "week", "month", " year", "year-end", "fortnight", "quarter",
        " day", "inst.", "ult.", "prox.", "instant", "ultimo", "proximo", "nineteen ", "eighteen ", "two thousand",
        "morning", "afternoon", "evening", " night", "recent", "recently", "upcoming", "forthcoming", "impending",
        "of may", "of march", "in may", "in march",
        *(f"{month} {digit}" for month in ("may", "march") for digit in range(1, 10)),
        *(f"the {digit}" for digit in range(1, 10)),
        *(f"{mark}{digit}0s" for mark in "’'" for digit in range(1, 10)),
        *(d.capitalize() for d in DAYS_SHORT),
    }  # fmt: skip
    forms = {form for word in words for form in (word, word.capitalize(), word.lower(), word.upper())}
    for name in NAMES:
        written = {name, name.title().replace("'S", "'s"), name.capitalize()}
        forms |= written | {form.replace("'", "’") for form in written}
    forms -= {"The", "the", "All", "all", "may", "march"}
    years = [str(century) for century in range(10, 30)]
    figures = [f"{a}{mark}{b}" for a in "0123456789" for mark in "-/." for b in "0123456789"]
    figures += [f"{end} {month}" for end in ("st", "nd", "rd", "th") for month in ("may", "march")]
    told = [*years, *sorted(forms), *figures]
    automaton = AhoCorasick(told, MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return automaton, len(told) - len(figures), len(years)


def tokens_around(text: str, at: int, done: int, stop: int) -> list[Token]:
    """The words and marks of dates that stand without a break around an offset, from `done` on and up to `stop`."""
    first = _first_known(text, at, done)
    before: list[Token] = []
    after: list[Token] = []
    skip = first
    for piece in _PIECE.finditer(text, first, stop):
        if piece.start() < skip:
            continue
        token = _token(text, piece, stop)
        if token is None or (skip > first and _breaks(text, skip, piece.start())):
            if piece.start() > at:
                break
            before, after = [], []
            if token is None:
                continue
        skip = token.end
        (after if token.end > at else before).append(token)
        if len(after) == _MOST_AFTER:
            break
    return compound(before[-_MOST_BEFORE:] + after) if after else []


def _first_known(text: str, at: int, done: int) -> int:
    """Where the words begin that stand right before an offset and can be of a date."""
    known, least = written_words(), max(at - _BACK, done)
    window = text[least:at]
    first, end = len(window), len(window)
    while end > 0:
        gap = window.rfind(" ", 0, end)
        word = window[gap + 1 : end]
        core = word.strip(_AROUND)
        if core and core not in known and not core[0].isdigit() and core.upper() not in _PARTS_IN_FIGURES:
            return least + (gap + 1 if _PARTS.search(core) else first)
        first = gap + 1
        end = gap
    return least if first == 0 and least == done else least + first


_AROUND = ".,/&’'(“”\"-–—‒‑\n"
_PARTS = re.compile(r"[-–—‒/’'\n(]")


def _breaks(text: str, end: int, start: int) -> bool:
    """Whether what parts two words ends a sentence's line: an empty line, or a whole lot of space."""
    gap = text[end:start]
    return "\n\n" in gap or len(gap) > 6


def _token(text: str, piece: re.Match[str], stop: int) -> Token | None:
    start, end = piece.span()
    glued = start > 0 and not text[start - 1].isspace()
    written = piece[0]
    if len(written) == 2 and written[1] in "1234" and written[0] in "QqHh":
        part = _PARTS_IN_FIGURES.get(written.upper())
        return Token("Q", part, start, end, glued) if part else None
    if written[0].isdigit():
        return _digits(text, piece, stop, glued)
    if mark := _MARKS.get(written):
        return Token(mark, 0, start, end, glued)
    if written.lower() in _FEAST_STARTS and (feast := _feast_at(text, start)) and feast[0] <= stop:
        return Token("Z", feast[1], start, feast[0], glued)
    known = written_words().get(written)
    if known is None:
        ended = written == "since" and (end == len(text) or text[end] in ".,;:!?)")
        return Token("g", -1, start, end, glued) if ended else None  # "two years since."
    if known.short and text.startswith(".", end):
        end += 1
    letter = known.letter
    if known.short and letter in "ml" and end > piece.end():
        letter = "M" if written[0].isupper() else letter
    return Token(letter, known.value, start, end, glued)


_MOST_DAYS = 31
_PARTS_IN_FIGURES = {
    "Q1": "first quarter", "Q2": "second quarter", "Q3": "third quarter", "Q4": "fourth quarter",
    "H1": "first half", "H2": "second half",
}  # fmt: skip


def _digits(text: str, piece: re.Match[str], stop: int, glued: bool) -> Token | None:
    start, after = piece.start(), text[piece.end() : piece.end() + 1]
    if after and after in "-/.":
        goes_on = start > 1 and text[start - 1] in "-/" and text[start - 2].isdigit()
        figures = _FIGURES.match(text, start, stop) if goes_on or text[start - 1 : start] not in _NO_START else None
        if figures and (days := _days(figures)):
            return Token("J", days, start, figures.end(), glued)
        slashed = None if glued else _SLASHED.match(text, start, stop)
        if slashed and max(int(slashed[1]), int(slashed[2])) <= _MOST_DAYS:
            return Token("V", (int(slashed[1]), int(slashed[2])), start, slashed.end(), glued)
    if after and after in ": .aApP" and (clock := _CLOCK.match(text, start, stop)):
        return Token("K", 0, start, clock.end(), glued)
    if after and after in ",." and (large := _NUMBERS.match(text, start, stop)):
        return Token("#", 0, start, large.end(), glued)
    return _number(piece, glued)


_NO_START = frozenset("-/.,$£€")


def _number(piece: re.Match[str], glued: bool) -> Token | None:
    """A number by how many digits it has, and what ends it: a day, a year, the so-manieth, the decade."""
    start, end = piece.span()
    digits = piece[0].rstrip("dhnrst")
    ending, number = piece[0][len(digits) :], int(digits[:9])
    if ending in {"s", "ds"}:
        return Token("X", number, start, end, glued) if len(digits) in {2, 4} and number % 10 == 0 else None
    if ending:  # no day, week or century is the 106th
        return Token("O", number, start, end, glued) if len(digits) < 3 else None
    if len(digits) == 4 and 1000 <= number < 3000:
        return Token("Y", number, start, end, glued)
    return Token("D" if len(digits) <= 2 and 1 <= number <= 31 else "N", number, start, end, glued)


def _days(found: re.Match[str]) -> tuple[Day, ...]:
    """The days that a date in figures can be, as year, month and day; empty where it is no date at all."""
    if found["y"]:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
        if found["s1"] == "-" and len(found["m"]) != 2:
            return ()
        return ((year, month, day),) if 1 <= month <= 12 else ()
    a, b, year = int(found["a"]), int(found["b"]), int(found["c"])
    orders = ((a, b), (b, a)) if found["s2"] == "/" else ((b, a), (a, b))
    if len(found["c"]) == 2 and found["s2"] != "/" and not (1 <= b <= 12 and 1 <= a <= 31):
        return ()
    short = -1 if len(found["c"]) == 2 else 1
    told: list[tuple[int, int, int]] = [
        (year * short, month, day) for month, day in dict.fromkeys(orders) if 1 <= month <= 12
    ]
    valid = [way for way in told if _is_day(*way)]
    return tuple(dict.fromkeys(valid or told))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(2000 if year < 0 else year, month, day)
    except ValueError:
        return False
    return True


# Numbers and years in words -------------------------------------------------------------------------------------------


def compound(tokens: list[Token]) -> list[Token]:
    """Words of numbers put together: "twenty-first", "nineteen sixty-eight", "two thousand and sixteen"."""
    if not any(token.letter in "CX" for token in tokens):
        return tokens
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token, after = _number_in_words(tokens, at)
        done.append(token)
        at = after
    return _years_in_words(done)


def _number_in_words(tokens: list[Token], at: int) -> tuple[Token, int]:
    """ "Twenty-first", "sixty-eight", or the one word itself; and where the words go on."""
    token = tokens[at]
    number = token.number
    if token.letter != "C" or number is None or number < 20 or number % 10:
        return token, at + 1
    after = at + 1 + (at + 2 < len(tokens) and tokens[at + 1].letter == "-" and tokens[at + 1].glued)
    if after < len(tokens) and tokens[after].letter in "CO":
        low = tokens[after]
        if low.number is not None and 0 < low.number < 10 and not _has_digits(low):
            return Token(low.letter, number + low.number, token.start, low.end, token.glued), after + 1
    return token, at + 1


def _has_digits(token: Token) -> bool:
    return token.letter == "O" and token.end - token.start <= len(str(token.number)) + 2


_CENTURIES = range(11, 21)


def _years_in_words(tokens: list[Token]) -> list[Token]:
    """ "Nineteen sixty-eight", "nineteen-eighties", "two thousand and sixteen", "eighteen hundred"."""
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        made = _year_in_words(tokens, at) if tokens[at].letter == "C" else None
        token, at = made or (tokens[at], at + 1)
        done.append(token)
    return done


def _year_in_words(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    first = tokens[at]
    high = first.number or 0
    after = at + 1 + (at + 2 < len(tokens) and tokens[at + 1].letter == "-" and tokens[at + 1].glued)
    next_ = tokens[after] if after < len(tokens) else None
    if next_ is None:
        return None
    if next_.letter in "uj":
        return _hundreds(tokens, first, high, next_, after + 1)
    if high not in _CENTURIES:
        return None
    if next_.letter == "z" and after + 1 < len(tokens) and tokens[after + 1].letter == "C":
        low = tokens[after + 1]
        return (_year(first, low, 100 * high + (low.number or 0)), after + 2) if _in(low, 1, 9) else None
    if (next_.letter == "C" and _in(next_, 10, 99)) or (next_.letter == "X" and _in(next_, 20, 90)):
        return _year(first, next_, 100 * high + (next_.number or 0), "X" if next_.letter == "X" else "Y"), after + 1
    return None


def _hundreds(tokens: list[Token], first: Token, high: int, scale: Token, at: int) -> tuple[Token, int]:
    """The number of so many hundreds or thousands, with what is added to it: a year where it can be one."""
    number = high * (100 if scale.letter == "u" else 1000)
    last = scale
    low = at + (at < len(tokens) and tokens[at].letter == "&")
    if low < len(tokens) and tokens[low].letter == "C" and _in(tokens[low], 1, 99):
        last, at = tokens[low], low + 1
        number += tokens[low].number or 0
    is_year = 1100 <= number < 2100 and (scale.letter == "u") != (high == 2)
    return _year(first, last, number, "Y" if is_year else "N"), at


def _in(token: Token, least: int, most: int) -> bool:
    return token.number is not None and least <= token.number <= most


def _year(first: Token, last: Token, value: int, letter: str = "Y") -> Token:
    return Token(letter, value, first.start, last.end, first.glued)
