"""Numbers as English writes them, and the quantities that hedges ("over", "at least", "nearly") make of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.words import TENS, UNITS

SMALL = {word: n for n, word in enumerate(UNITS)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
} | {f"{w}th": n for w, n in SMALL.items() if 3 < n < 20 and n not in {5, 8, 9, 12}} | {
    f"{w[:-1]}ieth": n for w, n in SMALL.items() if n >= 20
}  # fmt: skip
_ORDINALS = ORDINALS | {f"{w}th": n for w, n in _SCALES.items() if w != "dozen"}

_MOST_DIGITS, _DOZEN = 18, 12
_MANY = 100
"""From here on "about" and "nearly" leave no more room than three twentieths; of fewer, three tenths."""
_CARDINAL_WORDS = "|".join(sorted({*SMALL, *_SCALES} - {"zero"}, key=len, reverse=True))
_ORDINAL_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_GAP = r"(?:[\s-]|\u2010|\u2011){1,2}"
_COMMA = rf",(?={_GAP}(?:\w+{_GAP}){{0,2}}(?:hundred|thousand)\b)"
"""The comma in "one thousand, one hundred and one", and not that of "a thousand, two of them"."""
_WORDS = (
    rf"(?:half{_GAP}a{_GAP}(?:dozen|million|billion|thousand)|(?:a|three){_GAP}quarters?{_GAP}of{_GAP}an?{_GAP}(?:million|billion)|"
    rf"an?{_GAP}(?:dozen|hundred|thousand|million|billion){_GAP}and{_GAP}a{_GAP}half|"
    rf"(?:{'|'.join(UNITS[1:13])}){_GAP}and{_GAP}a{_GAP}half{_GAP}(?:dozen|hundred|thousand|million|billion)|a{_GAP}couple{_GAP}of|a{_GAP}score{_GAP}of(?!\s\d)|"
    rf"a{_GAP}score{_GAP}and{_GAP}(?:{'|'.join(UNITS[1:])})\b|(?:two|three|four|five|six)(?:{_GAP})?score\b(?:{_GAP}and{_GAP}(?:{'|'.join(UNITS[1:])})\b)?|"
    rf"(?:{'|'.join(UNITS[1:10])}){_GAP}and{_GAP}(?:{'|'.join(TENS)})\b(?!{_GAP}(?:hundred|thousand|million))|"
    rf"(?:an?{_GAP}(?:hundred|dozen|thousand|million|billion|trillion)|(?:{_CARDINAL_WORDS}))\b"
    rf"(?:(?:{_COMMA})?{_GAP}(?:and{_GAP})?(?:{_CARDINAL_WORDS})\b){{0,12}})"
)
_HUNDREDS = rf"(?:\s(?:and\s)?(?:\d{{1,2}}|(?:{_CARDINAL_WORDS})(?:-(?:{_CARDINAL_WORDS}))?)\b(?![.,]\d))"
_MILLIONS = r"\s(?:million|billion)\b(?:\s\d{1,3}\sthousand\b)?"
_SCALED = rf"(?:\s(?:hundred|thousand)\b{_HUNDREDS}?|{_MILLIONS}|\sdozen\b|(?:m|bn)\b)?"
_SPACED = r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,.]?\d)"
_FIGURES = rf"(?<![.,])(?:\d{{1,3}}(?:,\d{{3}})+(?!,?\d)|{_SPACED}|\d+(?:\.\d+)?(?![.,]?\d|(?:st|nd|rd|th)\b)){_SCALED}"

NUMBER = rf"(?:\b(?=[\dabdefhmnost])(?:{_FIGURES}|{_WORDS}))"
"""A cardinal, in figures or words: a fragment for other patterns, which need `re.IGNORECASE`."""

ORDINAL = (
    r"(?:\b(?=[\dbdefhmnost])(?:\d+(?:st|nd|rd|th)\b|"
    rf"(?:(?:{_CARDINAL_WORDS}){_GAP}(?:and{_GAP})?){{0,6}}(?:{_ORDINAL_WORDS})\b))"
)
"""An ordinal, in figures or words: a fragment for other patterns, which need `re.IGNORECASE`."""

_FLOOR = r"at{g}least|no{g}fewer{g}than|no{g}less{g}than|not{g}less{g}than|a{g}minimum{g}of"
_ABOVE = (
    r"(?:well{g}|slightly{g}|just{g}|far{g})?(?:more{g}than|over|upwards{g}of|in{g}excess{g}of|greater{g}than|above)"
)
_CEILING = r"at{g}most|up{g}to|no{g}more{g}than|not{g}more{g}than|a{g}maximum{g}of|as{g}many{g}as"
_BELOW = r"fewer{g}than|less{g}than|under|below"
_NEARLY = r"nearly|almost|close{g}to|just{g}under|just{g}short{g}of|not{g}quite"
_SPEAKS = "you us write writes writing wrote concerned worried letter know spoke speak asked told information"
_SPEAKS_ABOUT = "".join(rf"(?<!\b{word}\sabout)" for word in _SPEAKS.split())
_ABOUT = rf"about{_SPEAKS_ABOUT}|approximately|around|roughly|some|an{{g}}estimated|circa|barely"

_EXACT = r"exactly|all|only|just|a{g}total{g}of|precisely"
_HEDGES = {"floor": _FLOOR, "above": _ABOVE, "ceiling": _CEILING,
           "below": _BELOW, "nearly": _NEARLY, "about": _ABOUT, "exact": _EXACT}  # fmt: skip

_HEDGE = "|".join(f"(?:{words.replace('{g}', _GAP)})" for words in _HEDGES.values())
HEDGE = f"(?:(?=[abcefjlmnoprsu])(?:{_HEDGE}))"
"""Any hedge before a number: a fragment for other patterns, which need `re.IGNORECASE`."""

_HEDGE_KINDS = tuple(
    (kind, later(words.replace("{g}", _GAP), re.IGNORECASE)) for kind, words in _HEDGES.items()
)  # fmt: skip
_AFTER = later(rf"{_GAP}or{_GAP}(?P<word>more|fewer|less|so)\b|\+|-(?P<odd>odd|plus)\b")
_KIND_AFTER = {
    "more": "floor", "+": "floor", "plus": "floor", "fewer": "ceiling", "less": "ceiling",
    "so": "about", "odd": "about",
}  # fmt: skip
_AND = later(rf"{_GAP}and{_GAP}", re.IGNORECASE)
_UP_TO = later(rf"(?:{_GAP}(?:to|or){_GAP}|\s?[–—-]\s?)", re.IGNORECASE)
_FROM_BEFORE = later(r"\bfrom\s$")
_BETWEEN_BEFORE = later(r"\bbetween\s$", re.IGNORECASE)
_HEDGE_BEFORE = later(rf"\b(?P<hedge>{HEDGE}){_GAP}(?:[A-Z]{{0,2}}[$£€¥]\s?)?$", re.IGNORECASE)
_ARTICLE_BEFORE = later(r"(?<!\w)(?:half\s)?an?\s$|(?<!\w)the\s$", re.IGNORECASE)
_LONGEST_HEDGE = 24
_NUMBER_ALONE = later(NUMBER, re.IGNORECASE)
_HINT = later(
    r"\b(?=[\doOtTfFsSeEnNhmbdcq])(?:\d|[oO]ne|[tT](?:w[oe]|h[ir]|en)|[fF](?:ou?r|i[fv])|[sS](?:i[xn]|ev)|"
    r"[eE](?:igh|lev)|[nN]ine|hundred|thousand|million|billion|dozen|couple|score|quarter)"
)
_IDIOMS = {
    "half a dozen": 6, "half a thousand": 500, "half a million": 500_000, "half a billion": 500_000_000,
    "a quarter a million": 250_000, "three quarters a million": 750_000, "a quarter a billion": 250_000_000,
    "three quarters a billion": 750_000_000,
    "a couple": 2, "a score": 20, "two score": 40, "three score": 60, "four score": 80, "five score": 100,
    "six score": 120,
}  # fmt: skip
_ABBREVIATED = later(r"(?<=\d)(?:m|bn)$")
_SPACED_DIGITS = later(r"(?<=\d)[\u00a0\u202f\u2009 ](?=\d{3}(?!\d))")
_AND_TENS = later(rf"(?:{'|'.join(UNITS[1:10])}){_GAP}and{_GAP}(?:{'|'.join(TENS)})")
"""The old order of "one and thirty"."""
_SPLIT = later(r"[\s\u2010\u2011-]+")


Value = Fraction | int


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a hedged number allows: any reading lies in [low, high], every reading allows [sure_low, sure_high].

    None is no bound. "42" allows just 42; "about 50" surely allows 45 to 55 and at the widest 35 to 65.
    """

    words: str
    low: Value | None
    high: Value | None
    sure_low: Value | None
    sure_high: Value | None

    def __str__(self) -> str:
        return self.words

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def is_plain(self) -> bool:
        """Whether it is one number, be it a large round one, which may be rounded."""
        return self.sure_low is not None and self.sure_low == self.sure_high

    def fits(self, least: Value | None, most: Value | None = None) -> Answer:
        """Whether a number known to lie in [least, most] can be meant. Both bounds are included; None is no bound."""
        if _below(most, self.low) or _below(self.high, least):
            return Answer.NO
        within = _covers(self.sure_low, least, low=True) and _covers(self.sure_high, most, low=False)
        return Answer.YES if within else Answer.UNKNOWN


def exactly(number: Value) -> Quantity:
    """The quantity that is one number. A large round one may be rounded by a twentieth."""
    slack = number // 20 if number >= 1000 and number % 100 == 0 else 0
    return Quantity(shown(number), number - slack, number + slack, number, number)


def shown(number: Value) -> str:
    """A number in figures."""
    return str(number) if number.denominator == 1 else f"{float(number):g}"


def parse_number(text: str) -> int | None:
    """The whole number that `text` writes in figures or words; None where it is none or beyond 18 digits."""
    value = parse_value(text)
    return int(value) if value is not None and value.denominator == 1 else None


@lru_cache(maxsize=1 << 12)
def parse_value(text: str) -> Fraction | int | None:
    """The number that `text` writes in figures or words, decimals included; None where it is none."""
    plain = _ABBREVIATED.sub(lambda m: " million" if m[0] == "m" else " billion", text.strip().lower())
    plain = _SPACED_DIGITS.sub("", plain).replace("threescore", "three score").replace("fourscore", "four score")
    words = [w for w in _SPLIT.split(plain.replace(", ", " ")) if w and w not in {"and", "of"}]
    if _AND_TENS.fullmatch(plain):
        return sum(SMALL[word] for word in words)
    if words[:2] == ["a", "score"] and len(words) == 3 and words[2] in SMALL:
        return 20 + SMALL[words[2]]
    if words[1:2] == ["score"] and len(words) == 3 and words[0] in SMALL and words[2] in SMALL:
        return 20 * SMALL[words[0]] + SMALL[words[2]]
    if not words or (idiom := _IDIOMS.get(" ".join(words))) is not None:
        return idiom if words else None
    if words[0] in {"a", "an"} and len(words) > 1:
        words[0] = "one"
    total = _and_a_half(words) or _sum(words)
    return None if total is None or total >= 10**_MOST_DIGITS else total


def _and_a_half(words: list[str]) -> Fraction | None:
    """The number of "two and a half million" or "a dozen and a half"."""
    if len(words) == 4 and words[0] == "one" and words[1] in _SCALES and words[2:] == ["a", "half"]:
        return Fraction(3, 2) * _SCALES[words[1]]
    *before, a, half, scale = ["", "", "", *words]
    whole = _sum([word for word in before if word]) if (a, half) == ("a", "half") else None
    return None if whole is None or scale not in _SCALES else (whole + Fraction(1, 2)) * _SCALES[scale]


def _sum(words: list[str]) -> Fraction | int | None:
    """The number that words make together: groups below a thousand, each with its scale."""
    total: Fraction | int = 0
    group: Fraction | int | None = None
    for word in words:
        value, scale = _small(word), _SCALES.get(word, 0)
        if value is not None:
            if group is not None and not _joins(group, value):
                return None
            group = (group or 0) + value
        elif not scale or (scale <= 100 and group is not None and group >= 100):
            return None
        elif scale <= 100:
            group = (1 if group is None else group) * scale
        else:
            total, group = total + (1 if group is None else group) * scale, None
    return total + (group or 0)


def _joins(group: Fraction | int, value: Fraction | int) -> bool:
    """Whether a number below a hundred can go on a group: "twenty" + "two", "two hundred" + "forty"."""
    return not group % 10 and 0 < value < 100 and not (group % 100 and value > 9)


def parse_ordinal(text: str) -> int | None:
    """The number of an ordinal, in figures ("176th") or words ("forty-second"); None where it is none."""
    words = [w for w in _SPLIT.split(text.strip().lower()) if w and w != "and"]
    if not words:
        return None
    figures = re.fullmatch(r"(\d{1,18})(?:st|nd|rd|th)", words[-1])
    last = int(figures[1]) if figures else _ORDINALS.get(words[-1])
    if last is None or len(words) == 1:
        return last
    if last in {100, 1000, 10**6, 10**9}:
        before = parse_number(" ".join(words[:-1]))
        return None if before is None else before * last
    return parse_number(" ".join([*words[:-1], str(last)]))


def has_number(text: str, start: int, end: int) -> bool:
    """Whether there can be a number between two offsets: cheaper than looking for one."""
    return bool(_HINT.search(text, start, end))


def quantities(
    text: str, start: int = 0, end: int | None = None, *, decimals: bool = False
) -> list[tuple[int, int, Quantity]]:
    """Every quantity between two offsets, with its own offsets, in order; only whole ones but with `decimals`."""
    end = len(text) if end is None else end
    found: list[tuple[int, int, Quantity]] = []
    done = start
    for hint in _HINT.finditer(text, start, end):
        at = hint.start()
        if at < done or (at and text[at - 1].isalnum()):
            continue
        article = _ARTICLE_BEFORE.search(text, max(at - 7, done), at)
        first = article.start() if article and article[0].strip().lower() != "the" else at
        number = _NUMBER_ALONE.match(text, first, end)
        if number is None and first < at:
            article, first = None, at
            number = _NUMBER_ALONE.match(text, at, end)
        if number is None:
            continue
        before = article.start() if article else first
        ranged = _range(text, number, before, done, end)
        if ranged is not None:
            found.append(ranged)
            done = ranged[1]
            continue
        after = _AFTER.match(text, number.end(), end)
        hedge = _hedge_before(text, done, before)
        quantity = hedged(hedge["hedge"] if hedge else "", number[0], after[0] if after else "", decimals=decimals)
        done = after.end() if after else number.end()
        if quantity is not None:
            found.append((hedge.start() if hedge else first, done, quantity))
    return found


def quantity_at(text: str, start: int, end: int, low: int) -> tuple[int, Quantity | None]:
    """What the number in [start, end) allows with the hedge before it, back to `low` at most; and where that starts."""
    hedge = _hedge_before(text, low, start)
    return hedge.start() if hedge else start, hedged(hedge["hedge"] if hedge else "", text[start:end])


def _hedge_before(text: str, low: int, at: int) -> re.Match[str] | None:
    return _HEDGE_BEFORE.search(text, max(at - _LONGEST_HEDGE, low), at)


def _range(text: str, number: re.Match[str], start: int, done: int, end: int) -> tuple[int, int, Quantity] | None:
    """The quantity that two numbers bound: "20 to 30", "between 20 and 30"; "rose from 20 to 30" tells of a change."""
    between = _BETWEEN_BEFORE.search(text, max(start - 8, done), start)
    if between and (both := _joined_range(number)):
        return between.start(), number.end(), both
    parted = (_AND if between else _UP_TO).match(text, number.end(), end)
    other = _NUMBER_ALONE.match(text, parted.end(), end) if parted else None
    if other is None or _FROM_BEFORE.search(text, max(start - 5, done), start):
        return None
    least, most = parse_number(number[0]), parse_number(other[0])
    if least is None or most is None or least >= most:
        return None
    return between.start() if between else start, other.end(), Quantity(f"{least} to {most}", least, most, least, most)


def _joined_range(number: re.Match[str]) -> Quantity | None:
    """The quantity of "between thirty and forty", whose words look like one number."""
    for joined in _AND.finditer(number[0]):
        least, most = parse_number(number[0][: joined.start()]), parse_number(number[0][joined.end() :])
        if least is not None and most is not None and least < most:
            return Quantity(f"{least} to {most}", least, most, least, most)
    return None


@lru_cache(maxsize=1 << 12)
def hedged(hedge: str, number: str, after: str = "", *, decimals: bool = False) -> Quantity | None:
    """The quantity of a number with the hedge before it and the one after it ("or more"), where there is a number."""
    n = parse_value(number) if decimals else parse_number(number)
    if n is None:
        return None
    said = hedge.strip()
    kind = next((kind for kind, words in _HEDGE_KINDS if words.fullmatch(said)), "exact") if said else "exact"
    kind = _KIND_AFTER.get(re.split(r"[\s-]", after)[-1], kind)
    tenth, third = max(n // 10, 1), max(3 * n // 10 if n < _MANY else 3 * n // 20, 1)
    match kind:
        case "floor":
            return Quantity(f"at least {shown(n)}", n, None, n, None)
        case "above":
            return Quantity(f"more than {shown(n)}", n + 1, None, n + 1, None)
        case "ceiling":
            return Quantity(f"at most {shown(n)}", None, n, None, n)
        case "below":
            return Quantity(f"fewer than {shown(n)}", None, n - 1, None, n - 1)
        case "nearly":
            return Quantity(f"nearly {shown(n)}", n - third, n, n - tenth, n - 1)
        case "about":
            return Quantity(f"about {shown(n)}", n - third, n + third, n - tenth, n + tenth)
    return _dozens(int(n)) if n > _DOZEN and "dozen" in number.lower() else exactly(n)


def _dozens(number: int) -> Quantity:
    """Two or more dozens, which few count out."""
    slack = number // _DOZEN
    return Quantity(str(number), number - slack, number + slack, number, number)


def _small(word: str) -> Fraction | int | None:
    if word in SMALL:
        return SMALL[word]
    figures = word.replace(",", "")
    if len(figures) > _MOST_DIGITS or not re.fullmatch(r"\d+(?:\.\d+)?", figures):
        return None
    return Fraction(figures) if "." in figures else int(figures)


def _below(bound: Value | None, limit: Value | None) -> bool:
    return bound is not None and limit is not None and bound < limit


def _covers(bound: Value | None, known: Value | None, *, low: bool) -> bool:
    if bound is None:
        return True
    return known is not None and (known >= bound if low else known <= bound)
