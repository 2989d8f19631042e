"""Whether words that could be a date are one: by what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.records import record
from sphinx_factcheck.engine.spans.calendar import Lead, Moment
from sphinx_factcheck.engine.spans.dates_match import Told
from sphinx_factcheck.engine.spans.dates_words import Token
from sphinx_factcheck.engine.spans.periods import Around, Stretch, Unit

_REACH, _MOST = 34, 4
_OPEN = "(“\"‘'[—–"
_STARTS = frozenset(
    "start starting starts started begin beginning begins began commence commences commenced commencing open opening "
    "opens opened effective".split()
)
_ENDS = frozenset("end ending ends ended conclude concluding concludes concluded close closes closed closing".split())
_SINGLE = {
    "from": Lead.START, "since": Lead.START, "through": Lead.END, "until": Lead.END, "till": Lead.END,
    "before": Lead.BEFORE, "by": Lead.BEFORE, "after": Lead.AFTER, "following": Lead.AFTER,
}  # fmt: skip
_DOUBLE = {
    ("as", "of"): Lead.START, ("up", "to"): Lead.END, ("prior", "to"): Lead.BEFORE, ("ahead", "of"): Lead.BEFORE,
    ("later", "than"): Lead.BEFORE,
}  # fmt: skip
_DAY_LEADS = frozenset("on dated since until till through from by before after starting beginning of for".split())
_MONTH_LEADS = frozenset("in since during by until till last next this the every each before from between".split())
_YEAR_LEADS = frozenset(
    "in of since from by until till during after before early late between through and or to into late mid for back "
    "around throughout year".split()
)
_YEARS_LEADS = frozenset(
    "in of from since during for between by until till season period years winter late early".split()
)
_COUNTING = frozenset(
    "about over nearly almost some than least most approximately roughly around only another these those all up "
    "exactly number no no. nos page pages pp p room flight article section resolution ps line chapter verse psalm "
    "temperature figure fig bus route highway model unit units channel rfc iso act".split()
)
_NUMBERED = frozenset(
    "§ section sec article art rule version v no para paragraph chapter clause release decision case regulation "
    "directive".split()
)
_NO_DAY = frozenset("every each one a an any good black bloody ash easter palm holy whit shrove super".split())
_STRETCH_LEADS = frozenset("in over during within for throughout of".split())
_FEAST_LEADS = frozenset("on at by since before after until till over during for of this last next".split())
_FIRST_TIME = later(r"\b(?:times?|once|twice|only|\w+(?:est|ing)|most|least|first|worst|best)\s(?:\w+\s)?$")


@record()
class Before:
    """The last words before an offset, in lower case, the nearest last."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str, at: int, done: int = 0) -> Before:
        """The words before `at` that stand after `done`, none of them cut off."""
        first = max(at - _REACH, done)
        window = text[first:at].lower()
        if not window or not (window[-1].isspace() or window[-1] in _OPEN):
            return cls(())
        words = window.rsplit(maxsplit=_MOST)
        if len(words) > _MOST or (first and words and not text[first - 1].isspace() and not window[0].isspace()):
            del words[0]
        return cls(tuple([word.lstrip(_OPEN) for word in words]))

    def _told(self) -> tuple[str, ...]:
        return self.words[:-1] if self.words[-1:] == ("the",) else self.words

    @property
    def last(self) -> str:
        """The word right before, but for "the"."""
        told = self._told()
        return told[-1] if told else ""

    def lead(self) -> Lead:
        """How the words tie the date to what it dates."""
        told = self._told()
        last, previous = (told[-1] if told else ""), (told[-2] if len(told) > 1 else "")
        if (previous, last) in _DOUBLE:
            return _DOUBLE[previous, last]
        verb = previous if last in {"on", "in", "from"} else last
        if verb in _STARTS:
            return Lead.START
        return Lead.END if verb in _ENDS else _SINGLE.get(last, Lead.AT)


@record()
class Place:
    """Where a date may stand: the text, what is told, its words, and the words before it."""

    text: str
    told: Told
    words: tuple[Token, ...]
    before: Before

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def letters(self) -> str:
        return "".join(word.letter for word in self.words)

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern fits what stands after the words."""
        return bool(pattern.match(self.text, self.end))

    def unit(self) -> Unit | None:
        """The unit of time among the words."""
        return next((word.unit for word in self.words if word.unit), None)


_IN_NUMBER = later(r"(?:[\w$£€#§]|\w[-/.,]|\d[–—]|[/_@\\])\Z")
_GOES_ON = later(r"[^\W_]|[/_\\]\w|[.,]\d|[-–]\d")
_OF_MONEY = later(r"\s?(?:%|percent\b|per\scent\b|million\b|billion\b|[ap]\.?m\b)|:\d")


def is_date(place: Place) -> bool:
    """Whether the words are a date at the place where they stand."""
    if place.start and _IN_NUMBER.search(place.text, max(place.start - 2, 0), place.start):
        return False
    if _GOES_ON.match(place.text, place.end) or _OF_MONEY.match(place.text, place.end):
        return False
    if place.words[-1].letter in "Mm" and place.follows(_ADDRESS):
        return False
    guard = _GUARDS.get(place.told.needs)
    return guard is None or guard(place)


_ADDRESS = later(r"\s(?:Street|St\b|Avenue|Road|Square|Lane|Drive|House)")


def _has(place: Place, letters: str) -> bool:
    return not set(letters).isdisjoint(place.letters)


_NAME_AFTER = later(r"\s(?:[A-Z][a-z]|Street|St\b|Avenue|Road|Square)")
_NAME_BEFORE = later(r"[A-Z][\w’'-]*\s$")
_NOUN_AFTER = later(r"\s[a-z]{3,}s\b")


_OF_YEARS = later(r"(?:(?:,|,?\s(?:and|or))\s\w+){0,6}[\s-](?:and\s)?(?:a\shalf\s)?(?:year|month|week|day)")


def _day(place: Place) -> bool:
    """ "June 6": a day, and not the number of something."""
    if place.follows(_OF_YEARS):
        return False
    if _has(place, "YWwO") or place.told.form == "range":
        return True
    if place.before.words[-1:] == ("in",):
        return False
    return not (_has(place, "m") and place.follows(_NOUN_AFTER) and place.before.last not in _DAY_LEADS)


def _day_of_month(place: Place) -> bool:
    """ "17. March" is one only with its year: elsewhere the mark ends a sentence."""
    return not re.search(r"[DO]\.", place.letters) or _has(place, "Y")


_LOWER_AFTER = later(r"[,.;:)]?\s?(?:[a-z(]|$)|[,;:)\n]|\.\s|$|[’']s\b|[-–—]")


def _month(place: Place) -> bool:
    """A month alone: "in May", "the October meeting"; not "April Jones", "May I"."""
    month = place.words[-1]
    led = place.before.words[-1:] and place.before.words[-1] in _MONTH_LEADS
    if month.letter == "M" and place.text[month.start : month.end].rstrip(".").lower() not in _GIVEN_NAMES:
        return bool(led) or not (place.follows(_NAME_AFTER) and _opens(place))
    if led:
        return not (place.before.words[-1] in {"the", "by", "from"} and place.follows(_NAME_AFTER))
    if month.letter == "m":
        of = place.before.words[-1:] == ("of",) and len(place.before.words) > 1 and not _is_number(place)
        return of or place.before.last in {"early", "late", "mid"} or place.follows(_GENITIVE_DAY)
    return not _opens(place) and place.follows(_LOWER_AFTER)


_GENITIVE_DAY = later(r"[’']s\s\d")


def _is_number(place: Place) -> bool:
    return place.before.words[-2][-1:].isdigit()


_GIVEN_NAMES = frozenset("april june august".split())


def _opens(place: Place) -> bool:
    """Whether nothing but a mark stands before the words in their sentence."""
    before = place.text[max(place.start - 3, 0) : place.start].rstrip(_OPEN + " ")
    return not before or before[-1] in ".!?\n:;"


def _low_month(place: Place) -> bool:
    word = place.text[place.words[-1].start : place.words[-1].end].rstrip(".")
    if word == "may" and place.before.words[-1:] == ("in",):
        return place.follows(_PRONOUN_AFTER)
    if word in {"may", "march", "mar", "sep", "dec", "jan", "jun"}:
        return (
            bool(place.before.words) and place.before.words[-1] in {"in", "since", "during", "until"} and len(word) > 3
        )
    return place.before.last in _MONTH_LEADS and (len(word) > 3 or place.words[-1].end - place.words[-1].start > 3)


_SHORT_ENDS = later(r"\s?[,.;:)–—-]|\s(?:to|until|till|and)\b|\s*$")


def _short_year(place: Place) -> bool:
    last = place.words[-1]
    if _has(place, "’/"):
        return True
    return last.letter == "N" and place.follows(_SHORT_ENDS) and place.before.words[-1:] != ("in",)


_SEASON_LEADS = frozenset("in during since by until till throughout over of for early late mid".split())
_OF = later(r"\sof\s|-")


def _season_alone(place: Place) -> bool:
    season = place.words[-1]
    if place.text[season.start].isupper() or place.letters != "TS":
        return False
    return place.before.last in _SEASON_LEADS and not place.follows(_OF)


def _season(place: Place) -> bool:
    return not (
        place.text[place.start].isupper() and _NAME_BEFORE.search(place.text, max(place.start - 14, 0), place.start)
    )


_PLURAL = later(
    r"\s(?:[a-z]+\s)?(?!is\b|was\b|has\b|as\b|this\b|his\b|its\b|us\b)"
    r"(?:[a-z]+(?:[^s\W]s|men|women)|people|percent|feet|miles|copies)\b"
)
_UNITS_AFTER = later(
    r"\s(?:dollars|euros|pounds|people|men|women|km|kg|miles|feet|metres|meters|words|years|times|votes|troops|soldiers)\b"
)


def _year(place: Place) -> bool:
    """A bare year: after words that lead to one, before a noun, in brackets; not "about 2000", "1500 soldiers"."""
    year = place.words[-1].value
    assert isinstance(year, int)
    last = place.before.words[-1] if place.before.words else ""
    if last.endswith(("’s", "'s")):
        return True
    if last.rstrip(".") in _COUNTING or place.follows(_UNITS_AFTER):
        return False
    led = last.rstrip(",") in _YEAR_LEADS or last in {"the", "a", "an", "its", "his", "their", "that", "this"}
    if year % 100 == 0 and not 1900 <= year <= 2000 and (last not in _YEAR_LEADS or place.follows(_PLURAL)):
        return False
    if not 1700 <= year <= 2050:
        return last in _YEAR_LEADS - {"for", "to", "or", "of"} and not place.follows(_PLURAL)
    if place.follows(_PLURAL):
        return last in {"the", "its", "his", "their"} or (
            led and year % 100 != 0 and last in {"in", "since", "a", "of"}
        )
    return True


def _unit_is_year(place: Place) -> bool:
    return place.unit() in {Unit.YEAR, None}


def _years_in_figures(place: Place) -> bool:
    """ "1996-97": written as one."""
    mark = place.letters.find("-") if "-" in place.letters else place.letters.find("/")
    first, last = place.words[mark - 1], place.words[mark + 1]
    led = place.before.last.rstrip(",") in _YEARS_LEADS or place.text[place.start - 1 : place.start] in {"(", "["}
    if not led and not _opens(place):
        return False
    close = last.start - first.end <= 1 or (last.letter == "Y" and last.start - first.end <= 3)
    numbered = place.before.last.rstrip(".") in _COUNTING | _NUMBERED
    year = first.number or 0
    return close and not numbered and (1500 <= year <= 2100)


def _decade(place: Place) -> bool:
    """ "The eighties", "the ’40s"; not "in his eighties"."""
    value = place.words[-1].value
    if isinstance(value, int) and value >= 1000:
        return True
    if "T" in place.letters or "’" in place.letters:
        return not place.follows(re.compile(r"\s(?:degrees|percent)"))
    return place.before.last in {"early", "late", "mid"} and "his" not in place.before.words


def _decade_with_s(place: Place) -> bool:
    return (
        "T" in place.letters
        or place.before.last in {"early", "late", "mid"}
        or place.text[place.start - 1 : place.start] == "-"
    )


def _two_days(place: Place) -> bool:
    return _has(place, "Y") or not place.follows(re.compile(r"\s[a-z]"))


_WEEKDAY_NAME = later(
    r"\s(?:Times|Mirror|Telegraph|Post|Express|Mail|Herald|School|Mass|Night\sLive|Night\sFootball)\b|s\b"
)
_WEEKDAY_LEADS = frozenset(
    "on last next this coming past by until till since before after from for through late early".split()
)
_NOUN = later(r"\s(?!in\b|at\b|and\b|when\b|of\b|or\b|to\b|for\b)[a-z]{3,}")
_SHORT_DAY_LEADS = frozenset("on last next this coming until till by".split())
_SHORT_DAY_ENDS = later(r"[.,;:)!?\n]|$|\s(?:and|at|in|to|with|when|morning|afternoon|evening|night)\b|\s\d")


def _weekday(place: Place) -> bool:
    """A weekday that stands alone; not "every Sunday", "the Sunday Times"."""
    day = place.words[0]
    last = place.before.words[-1] if place.before.words else ""
    if (last in _NO_DAY and not (last == "a" and place.follows(_NOUN))) or place.follows(_WEEKDAY_NAME):
        return False
    led = last in _WEEKDAY_LEADS or (last == "the" and place.before.last in _WEEKDAY_LEADS)
    if day.letter == "w":
        dotted = place.text[day.end - 1] == "." and not _opens(place)
        return dotted or (led and last in _SHORT_DAY_LEADS and place.follows(_SHORT_DAY_ENDS))
    return not (last == "the" and not led and place.follows(_NAME_AFTER))


_ALONE = later(
    r"[.,;:)’'\n]|$|\s(?:and|at|in|to|for|by|we|he|she|they|it|the|his|her|their|with|when|until|from)\b(?!\s(?:the\s)?\d)"
)
_NTH_LEADS = frozenset("on until till through from since by".split())


def _day_alone(place: Place) -> bool:
    """ "On the 18th"; not "the 18th man", "the third"."""
    if _has(place, "Ww"):
        return place.text[place.words[-1].start].isdigit() or place.follows(_ALONE)
    word = place.words[-1]
    if not place.text[word.start].isdigit() or ("T" not in place.letters and place.before.words[-1:] != ("on",)):
        return False
    return place.before.last in _NTH_LEADS and place.follows(_ALONE)


def _weekday_number(place: Place) -> bool:
    return not place.follows(_WORD_AFTER)


_WORD_AFTER = later(r"\s[a-z]")


def _which_unit(place: Place) -> bool:
    if place.unit() is Unit.DAY or place.text[place.words[-1].start].isupper():
        return False
    return not place.follows(re.compile(r"\sof\s(?:the|his|her|their|my|our)\s(?!month|year|century)|-old"))


def _that_month(place: Place) -> bool:
    return place.follows(_SENTENCE_GOES_NO_FURTHER) and place.before.words[-1:] not in {("so",), ("said",)}


_SENTENCE_GOES_NO_FURTHER = later(r"[.,;:!?)—]|\s[–—(]|\s(?:and|but)\b|\Z")
"""What follows "that June", and not "we know that June was hot"."""


def _units(place: Place) -> bool:
    return place.unit() is not Unit.DAY or "H" in place.letters or "=" in place.letters


def _stretch(place: Place) -> bool:
    return not place.follows(re.compile(r"\sof\b"))


_NO_NOUN = (
    "he|she|we|they|it|you|i|and|or|but|in|on|at|by|to|of|for|from|with|when|while|which|that|who|as|was|were|is|are|had|has|"
    "have|did|will|would|the|a|an|his|her|its|their|our|my|no|not|after|before|until|since|because|if|so|then|there"
)
_MODIFIED = later(rf"\s(?!(?:{_NO_NOUN})\b)[a-z]{{3,}}")


def _counted_from(place: Place) -> bool:
    """ "Two years before 13 May", but not "two years before the May visit"."""
    after = place.letters[place.letters.rfind("B") + 1 :]
    return not (after.startswith("T") and place.follows(_MODIFIED))


def _one_stretch(place: Place) -> bool:
    told = place.told.said
    return (
        isinstance(told, Stretch) and place.before.last in _STRETCH_LEADS and not place.follows(re.compile(r"\sof\b"))
    )


def _in_units(place: Place) -> bool:
    """ "In two weeks", but not "for the first time in ten years", "in two years of war"."""
    if place.before.words[-1:] != ("in",) or place.follows(
        re.compile(r"\s(?:of|and|or|after|before)\b|-|[’']\s(?!time)")
    ):
        return False
    at = place.text.rfind("n", 0, place.start) - 1
    return not _FIRST_TIME.search(place.text, max(at - 30, 0), at)


_LATER_THAN = later(r"\s(?:than|that|this|in)\b|[-–]")


def _later(place: Place) -> bool:
    return not place.follows(_LATER_THAN)


_PRONOUN_AFTER = later(r"[,.;)?!]|$")


def _before_that(place: Place) -> bool:
    return place.follows(_PRONOUN_AFTER)


def _anchored(place: Place) -> bool:
    said = place.told.said
    if isinstance(said, Around) and said.unit is Unit.DAY and place.follows(re.compile(r"-to-|\sof\b")):
        return False
    return not place.follows(re.compile(r"\s(?:or|in)\s(?:two|so)\b"))


def _feast(place: Place) -> bool:
    name = place.text[place.words[-1].start : place.words[-1].end]
    if not name[0].isupper():
        return place.before.last in _FEAST_LEADS and not name.startswith(("epiphany", "earth", "may"))
    return place.before.last in _FEAST_LEADS or name.endswith(("Day", "Eve"))


def _deictic(place: Place) -> bool:
    """ "Today", but not "the people of tomorrow"."""
    before = place.before.words[-2:]
    if place.text[place.start].isupper() and _NAME_BEFORE.search(place.text, max(place.start - 14, 0), place.start):
        return False
    if place.follows(_OF_TODAY):
        return False
    return not (
        before[-1:] == ("of",)
        and before[:1]
        and before[0] in {"people", "children", "youth", "world", "leaders", "china"}
    )


_OF_TODAY = later(r"[’']s\s(?:world|youth|young|society|children|standards)\b")


_VAGUE = later(r"(?!\sof\b)[’'\s.,;:)?!\]”—–-]|$")
_NOT_RECENT = later(r"\s(?:months|weeks|years|days|times|past|history|decades)\b")


def _vague(place: Place) -> bool:
    return place.follows(_VAGUE) and not place.follows(_NOT_RECENT)


def _slashed(place: Place) -> bool:
    return _has(place, "WwhxL") or place.before.words[-1:] in {("on",), ("dated",)}


def _figures(place: Place) -> bool:
    """A date in figures, and not the number of a rule or a version."""
    text = place.text[place.start : place.end]
    short = isinstance(place.told.said, Moment) and place.told.said.short
    return place.before.last.rstrip(".") not in _NUMBERED and not (short and "." in text and _has(place, "J"))


def _never(place: Place) -> bool:
    return place.told.form == "range"


_BEFORE_WEEKEND = frozenset("over on during at of in by for through throughout until".split())


def _weekend(place: Place) -> bool:
    return place.before.last in _BEFORE_WEEKEND and not place.follows(re.compile(r"\sof\b"))


_NO_QUARTER = later(r"\s(?:of|century|mile|million)\b|-")


def _led(place: Place) -> bool:
    return place.before.words[-1:] in {("in",), ("for",), ("during",), ("of",)} and not place.follows(_NO_QUARTER)


_BEHIND = later(r"\s?[,.;:)!?–—-]|\s(?:and|but|he|she|it|they|we|I|at|in|by|to|was|were|had|when)\b|\s*$")


def _behind_a_month(place: Place) -> bool:
    """ "In June following": what came after, and not what it followed ("in June following a raid")."""
    return place.follows(_BEHIND)


_AFTER_LAST = later(r"(?!\s(?:to|in\sline|door|week|month|year|time|night|spring|summer|autumn|fall|winter)\b)")


def _weekday_last(place: Place) -> bool:
    """ "On Tuesday last", and not "on Tuesday next to the church"."""
    return place.follows(_AFTER_LAST)


_GUARDS: Mapping[str, Callable[[Place], bool]] = {
    "behind a month": _behind_a_month,
    "day": _day, "month": _month, "day of month": _day_of_month, "low month": _low_month, "short year": _short_year,
    "season alone": _season_alone, "season": _season, "year": _year, "years": _unit_is_year,
    "years in figures": _years_in_figures, "decade": _decade, "decade’s": _decade_with_s, "two days": _two_days,
    "weekday": _weekday, "day alone": _day_alone, "which unit": _which_unit, "units": _units, "stretch": _stretch,
    "one stretch": _one_stretch, "in units": _in_units, "later": _later, "before that": _before_that,
    "anchored": _anchored, "feast": _feast, "deictic": _deictic, "counted from": _counted_from,
    "vague": _vague, "slashed": _slashed, "figures": _figures,
    "in a range": _never, "weekend": _weekend, "led": _led, "weekday, number": _weekday_number,
    "that month": _that_month, "weekday last": _weekday_last,
}  # fmt: skip
