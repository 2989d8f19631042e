"""What the forms of dates say: from their words to a moment of the calendar, or a time told from another day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_factcheck.engine.spans.calendar import Moment, Which
from sphinx_factcheck.engine.spans.dates_words import Token
from sphinx_factcheck.engine.spans.periods import (
    COMING,
    RECENT,
    Around,
    Away,
    Beside,
    Either,
    Feast,
    MonthDay,
    Near,
    Nth,
    OfYear,
    Part,
    Range,
    Said,
    Several,
    Stretch,
    Unit,
    Vague,
    Weekday,
)

Words = Mapping[str, Token]
"""The words that a form reads, by their names in its pattern."""


def _number(words: Words, label: str) -> int | None:
    token = words.get(label)
    return token.number if token is not None else None


def _day(words: Words) -> int | None:
    """The day of the month, however it is written."""
    return next(
        (n for label in ("day", "until", "ordinal", "number", "word") if (n := _number(words, label)) is not None), None
    )


def _day_of_week(words: Words) -> int | None:
    return next((n for label in ("weekday", "sureweekday") if (n := _number(words, label)) is not None), None)


def _span(words: Words) -> tuple[int, int] | None:
    """The least and the most that a counted number can be."""
    told = next((words[label] for label in ("few", "count", "an") if label in words), None)
    counts = told.counts if told else (1, 1)
    return counts if counts and counts[0] > 0 and counts[1] <= _MOST_UNITS else None


_MOST_UNITS = 200
"""More units than this are no length that is counted in them."""


def _text(words: Words, label: str) -> str:
    token = words.get(label)
    return str(token.value) if token is not None else ""


def _unit(words: Words) -> Unit:
    unit = words["unit"].unit
    assert unit
    return unit


# What the forms of the calendar say -----------------------------------------------------------------------------------


def calendar(words: Words) -> Moment | Either | None:
    """A day, month, season or year by the words for them."""
    year, month, day = _number(words, "year"), _number(words, "month"), _day(words)
    if month is None:
        month = _number(words, "lowmonth")
    short = _number(words, "short")
    if year is None and short is not None:
        if short > 99 or words["short"].end - words["short"].start != 2:
            return None
        return Moment(short, month, day, short=True, weekday=_day_of_week(words), part=_text(words, "season"))
    return Moment(year, month, day, _text(words, "season"), weekday=_day_of_week(words))


def day_of_the_month(words: Words) -> Said | Either | None:
    return calendar(words) if _unit(words) is Unit.DAY and not words["unit"].is_plural else None


def season(words: Words) -> Moment | Either | None:
    """A season of a year; a winter of a year can be the one that begins in it or the one that ends in it."""
    told = calendar(words)
    if not isinstance(told, Moment) or told.part != "winter" or told.year is None or told.short:
        return told
    return Either((told, Moment(told.year - 1, part="winter")))


def winter_of_two(words: Words) -> Moment | None:
    first, last = _number(words, "year"), _number(words, "short")
    if first is None or last is None or (first + 1) % 100 != last % 100:
        return None
    return Moment(first, part=_text(words, "season"))


def which_season(words: Words) -> Moment | OfYear:
    if _text(words, "next") == "following":
        return OfYear(None, Moment(part=_text(words, "season")))
    which = Which.LAST if "last" in words else Which.NEXT if "next" in words else Which.THIS
    return Moment(part=_text(words, "season"), which=which)


def which_month(words: Words) -> Moment | OfYear:
    if _text(words, "next") == "following":
        return OfYear(None, Moment(month=_number(words, "month"), day=_number(words, "day")))
    which = Which.LAST if "last" in words else Which.NEXT if "next" in words else Which.THIS
    return Moment(month=_number(words, "month"), day=_number(words, "day"), which=which)


def month_following(words: Words) -> OfYear | None:
    """ "The 2nd of November following"."""
    if _text(words, "next") != "following":
        return None
    return OfYear(None, Moment(month=_number(words, "month"), day=_number(words, "day")))


def this_day_week(words: Words) -> Either | None:
    """ "This day fortnight", which is to come, or was."""
    if _unit(words) is not Unit.DAY or (unit := words["unit2"].unit) is None or unit is Unit.DAY:
        return None
    return Either((Away((1, 1), unit, 1, exact=True), Away((1, 1), unit, -1, exact=True)))


def that_month(words: Words) -> OfYear:
    """ "That September", of the year told before."""
    return OfYear(0, Moment(month=_number(words, "month")))


def of_relative_year(words: Words) -> Moment:
    """A month, season or day "of last year", "this year"."""
    which = Which.YEAR_BEFORE if "last" in words else Which.YEAR_AFTER if "next" in words else Which.THIS
    day = _number(words, "day")
    return Moment(None, _number(words, "month"), day, _text(words, "season") or _text(words, "quarter"), which)


def of_told_year(words: Words) -> Said | None:
    """A month, season or day "of the same year", "the following year"."""
    if _unit(words) is not Unit.YEAR or words["unit"].is_plural:
        return None
    told = _text(words, "next") or _text(words, "last")
    if told in {"last", "past", "latest", "coming"}:
        return None
    step = 0 if "that" in words or "same" in words else -1 if "last" in words else 1
    return OfYear(step, Moment(None, _number(words, "month"), _day(words), _text(words, "season")))


def figures(words: Words) -> Said | Either | None:
    weekday = _day_of_week(words)
    return _either(
        Moment(abs(year), month, day, short=year < 0, weekday=weekday)
        for year, month, day in words["figures"].days
        if year is not None
    )


def _either(ways: Iterable[Said]) -> Said | Either | None:
    told = tuple(ways)
    return Either(told) if len(told) > 1 else told[0] if told else None


def days_of_month(words: Words) -> Said | None:
    """A time of days within a month, or from a day of one to a day of another."""
    month, year = _number(words, "month"), _number(words, "year")
    last_month = _number(words, "month2") or month
    first, last = _number(words, "day"), _number(words, "day2") or _number(words, "until")
    if first is None or last is None or month is None or last_month is None:
        return None
    if year is None and (last > _MOST_DAYS or (month == last_month and not 0 < first < last)):
        return None
    first_year = year - 1 if year and last_month < month else year
    weekday = _day_of_week(words)
    return Range(Moment(first_year, month, first, weekday=weekday), Moment(year, last_month, last))


_MOST_DAYS, _MOST_MONTHS = 31, 12


def two_days(words: Words) -> Said | None:
    """Two days told with "and": one time only where the one follows the other."""
    told = days_of_month(words)
    if not isinstance(told, Range) or not isinstance(told.first, Moment) or not isinstance(told.last, Moment):
        return None
    return told if (told.first.day or 0) + 1 == told.last.day else None


def years(words: Words) -> Said | Either | None:
    """The years "1996-97"; "2003-04" can be a month, too."""
    first, short, last = _number(words, "year"), _number(words, "short"), _number(words, "year2")
    if first is None:
        return None
    if last is None and short is not None:
        if words["short"].end - words["short"].start != 2:
            return None
        last = first - first % 100 + short
        last += 100 if last < first else 0
    if last is None or not first < last <= first + _LONGEST:
        month = Moment(first, short) if short and 1 <= short <= 12 and words["short"].glued else None
        return month if "dash" in words else None
    told = Range(Moment(first), Moment(last))
    return Either((told, Moment(first, short))) if short and 1 <= short <= 12 and "dash" in words else told


_LONGEST = 150
"""No two years that stand together as one time lie further apart."""


def decade(words: Words) -> Said | None:
    value = _number(words, "decade")
    if value is None:
        return None
    if value >= 1000:
        return Moment(value, years=100 if value % 100 == 0 and value != 2000 else 10)
    return Moment(1900 + value, years=10) if value >= 20 else Moment(2000 + value, years=10)


def century(words: Words) -> Said | None:
    number = _number(words, "ordinal")
    if "era" in words or _unit(words) is not Unit.CENTURY or not number or not 1 < number < 40:
        return None
    return Moment(100 * number - 100, years=100)


def era(words: Words) -> Said | None:
    year = next((n for label in ("year", "year2", "short", "short2") if (n := _number(words, label))), None)
    return Moment(year) if year and _text(words, "era") in {"AD", "CE"} else None


def quarter(words: Words) -> Said | None:
    number = _number(words, "ordinal") or (-1 if "last" in words else 0)
    names = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
    if _unit(words) is not Unit.QUARTER or number not in names:
        return None
    return _calendar_part(words, f"{names[number]} quarter")


def half(words: Words) -> Said | None:
    number = _number(words, "ordinal")
    return _calendar_part(words, f"{'first' if number == 1 else 'second'} half") if number in {1, 2} else None


def _calendar_part(words: Words, part: str) -> Moment:
    if "unit2" in words and ("last" in words or "next" in words or "this" in words):
        which = Which.YEAR_BEFORE if "last" in words else Which.YEAR_AFTER if "next" in words else Which.THIS
        return Moment(part=part, which=which)
    return Moment(_number(words, "year"), part=part)


def days_of_which_month(words: Words) -> Said | None:
    first, last = day_of_which_month(words), day_of_which_month({**words, "day": words["day2"]})
    return Range(first, last) if first and last else None


def day_of_which_month(words: Words) -> Said | None:
    step = -1 if "last" in words else 1 if "next" in words else 0
    day = _day(words)
    if _unit(words) is not Unit.MONTH or day is None or not 0 < day <= _MOST_DAYS:
        return None
    return Nth(day, Unit.DAY, Around(Unit.MONTH, step, step))


def day_of_that_month(words: Words) -> Said | None:
    told, month = day_of_which_month(words), anchored(words)
    return Nth(told.nth, Unit.DAY, month) if isinstance(told, Nth) and isinstance(month, Around) else None


def slashed(words: Words) -> Said | Either | None:
    which, weekday = Which.THIS if "this" in words else Which.ANY, _day_of_week(words)
    told = words["slashed"].counts or (0, 0)
    ways = (Moment(None, month, day, which=which, weekday=weekday) for month, day in dict.fromkeys((told, told[::-1])))
    return _either(way for way in ways if 1 <= (way.month or 0) <= _MOST_MONTHS and not way.wrong())


def slashed_days(words: Words) -> Said | None:
    """ "3/4 June 1989"."""
    told = words["slashed"].counts or (0, 0)
    month, year = _number(words, "month"), _number(words, "year")
    return Range(Moment(year, month, told[0]), Moment(year, month, told[1])) if told[0] < told[1] else None


def quarter_in_figures(words: Words) -> Said:
    return Moment(_number(words, "year"), part=_text(words, "quarter"))


def now(words: Words) -> Said:
    return Around(Unit.DAY, 0, 0)


def weekend(words: Words) -> Said | None:
    return Near(Unit.WEEKEND) if _unit(words) is Unit.WEEKEND else None


def this_quarter(words: Words) -> Said | None:
    """ "The quarter" that is reported on: the last one."""
    is_one = _unit(words) is Unit.QUARTER and not words["unit"].is_plural
    return Around(Unit.QUARTER, -1, -1) if is_one else None


def decade_of_year(words: Words) -> Said | None:
    """ "The 1980’s"."""
    year = _number(words, "year")
    return decade({"decade": words["year"]}) if year is not None and year % 10 == 0 else None


def weekday_week(words: Words) -> Said | None:
    """ "Monday week"."""
    weekday = _day_of_week(words)
    if _unit(words) is not Unit.WEEK or weekday is None:
        return None
    return Away((7, 7), Unit.DAY, 1, base=Weekday(weekday, "next"))


def year_earlier(words: Words) -> Said | None:
    """ "The year-ago quarter": the same time a year before; of a quarter that is named, that of the last year."""
    if _unit(words) is not Unit.YEAR or _number(words, "later") == 1:
        return None
    names = {1: "first", 2: "second", 3: "third", 4: "fourth"}
    number = _number(words, "ordinal")
    if number in names:
        return Moment(part=f"{names[number]} quarter", which=Which.YEAR_BEFORE)
    return Away((1, 1), Unit.YEAR, -1, anchored=True, exact="unit2" in words)


def yearend(words: Words) -> Said | None:
    return Moment(_number(words, "year"), part="year-end") if _unit(words) is Unit.YEAR else None


# What the forms that tell a time from another day say -----------------------------------------------------------------


def weekday(words: Words) -> Said:
    which = "last" if "last" in words else "next" if "next" in words else "this" if "this" in words else ""
    return Weekday(_day_of_week(words) or 0, which)


def weekday_of_week(words: Words) -> Said | None:
    step = -1 if "last" in words else 1 if "next" in words else 0
    if _unit(words) is not Unit.WEEK:
        return None
    return Around(Unit.WEEK, step, step, weekday=_day_of_week(words))


def month_day(words: Words) -> Said | None:
    day = _day(words)
    if day is None or not 1 <= day <= _MOST_DAYS:
        return None
    inst = _number(words, "inst")
    months = (-1, 1) if inst is None else (inst, inst)
    return MonthDay(day, months, _day_of_week(words))


def around(words: Words) -> Said | None:
    unit = _unit(words)
    step = -1 if "last" in words else 1 if "next" in words else 0
    if unit is Unit.DAY and "this" not in words:
        return None
    part = _text(words, "part")
    if "later" in words:
        part = "later" if _number(words, "later") == 1 else "earlier"
    return Around(unit, step, step, part)


def edge(words: Words) -> Said | None:
    unit = _unit(words)
    return Around(unit, 0, 0, _text(words, "edge")) if unit is not Unit.DAY and not words["unit"].is_plural else None


def step_after(words: Words) -> Said:
    """ "The year after next", "the week before last"."""
    step = 2 if "next" in words else -2
    return Around(_unit(words), step, step)


def anchored(words: Words) -> Said | None:
    """ "The following month", "that same day", "the previous year"."""
    told = _text(words, "next") or _text(words, "last")
    step = 0 if "that" in words or "same" in words else -1 if "last" in words else 1
    if told in {"last", "past", "latest", "coming", "upcoming"}:
        return None
    part = _text(words, "part")
    if "later" in words:
        part = "later" if _number(words, "later") == 1 else "earlier"
    return Around(_unit(words), step, step, part, anchored=True)


def anchored_day(words: Words) -> Said | None:
    told = _text(words, "next") or _text(words, "last")
    step = 0 if "that" in words or "same" in words else -1 if "last" in words else 1
    return Around(Unit.DAY, step, step, anchored=True) if told != "last" else None


def stretch(words: Words) -> Said | None:
    number = _span(words)
    told = _text(words, "last") or _text(words, "next")
    from_before = told in {"following", "previous", "preceding"}
    if number is None or told == "latest" or (from_before and not {"count", "few"} & words.keys()):
        return None
    sign = -1 if "last" in words else 1
    return Stretch(number, _unit(words), sign, anchored=from_before)


def ago(words: Words) -> Said | None:
    number, sign = _span(words), _number(words, "ago")
    if number is None:
        return None
    return Away(number, _unit(words), sign or 1, _text(words, "hedge"), exact="deictic" in words)


def in_units(words: Words) -> Said | None:
    number = _span(words)
    return Away(number, _unit(words), 1, _text(words, "hedge")) if number else None


def within(words: Words) -> Said | None:
    number = _span(words)
    return Stretch(number, _unit(words), 1) if number else None


def ago_of_two(words: Words) -> Said | None:
    """ "Two weeks and two days ago"."""
    first, second = _span(words), _number(words, "count2")
    unit = words["unit2"].unit
    sign = _number(words, "ago") or _number(words, "later") or -1
    if first is None or not second or unit is None:
        return None
    anchored = "later" in words
    return Away(
        first, _unit(words), sign, base=Away((second, second), unit, sign, anchored=anchored, exact=True), exact=True
    )


def half_ago(words: Words) -> Said | None:
    """ "Half a year ago", "half a century ago"."""
    unit = {Unit.YEAR: (6, Unit.MONTH), Unit.DECADE: (5, Unit.YEAR), Unit.CENTURY: (50, Unit.YEAR)}.get(_unit(words))
    return Away((unit[0], unit[0]), unit[1], _number(words, "ago") or -1, "about") if unit else None


def later(words: Words) -> Said | None:
    number = _span(words)
    if number is None:
        return None
    if words["unit"].is_plural == (number == (1, 1)):
        return None
    sign = _number(words, "later") or _number(words, "before") or 1
    return Away(number, _unit(words), sign, _text(words, "hedge"), anchored=True)


def deictic(words: Words) -> Said:
    step = _number(words, "deictic") or 0
    return Around(Unit.DAY, step, step)


def vague(words: Words) -> Said | None:
    """ "Recently", "the upcoming"."""
    ahead = _number(words, "vague") == 1
    return Vague(0, COMING) if ahead else Vague(-RECENT, 0)


def this_hour(words: Words) -> Said:
    step = -1 if "last" in words else 0
    return Around(Unit.DAY, step, step)


def day_beside_deictic(words: Words) -> Said | None:
    step = (_number(words, "deictic") or 0) + (_number(words, "before") or 0)
    return Around(Unit.DAY, step, step) if _unit(words) is Unit.DAY else None


def feast(words: Words) -> Said:
    which = Which.LAST if "last" in words else Which.NEXT if "next" in words else Which.ANY
    which = Which.THIS if "this" in words else which
    return Feast(_text(words, "feast"), _number(words, "year"), which)


def beside(words: Words) -> Said | None:
    weekday = _day_of_week(words)
    return Beside(_unit(words) if weekday is None else weekday, _number(words, "before") or 1)


def part(words: Words, of: Said) -> Said | None:
    part = _text(words, "part") or _text(words, "edge")
    if isinstance(of, Moment) and of.day is None and not of.part:
        return Moment(of.year, of.month, None, part, of.which, of.years, of.short)
    return Part(part, of) if isinstance(of, Around | Moment) and getattr(of, "day", None) is None else None


def half_of(words: Words, of: Said) -> Said | None:
    number = _number(words, "ordinal")
    part = f"{'first' if number == 1 else 'second'} half"
    if number not in {1, 2}:
        return None
    if isinstance(of, Moment) and of.day is None and not of.part:
        return Moment(of.year, of.month, None, part, of.which, of.years, of.short)
    return Part(part, of) if isinstance(of, Around) else None


def nth_unit(words: Words, of: Said) -> Said | None:
    number = _number(words, "ordinal") or (-1 if _text(words, "last") == "last" else 0)
    if not number or isinstance(of, Range) or ("unit" in words and words["unit"].is_plural):
        return None
    weekday = _day_of_week(words)
    if weekday is None and _unit(words) is Unit.QUARTER:
        return None
    if weekday is None and _unit(words) is Unit.WEEK and isinstance(of, Moment) and of.month and not of.day:
        part = {1: "first week", 2: "second week", 3: "third week", 4: "fourth week", -1: "last week"}.get(number)
        return Moment(of.year, of.month, None, part, of.which, of.years, of.short) if part else None
    return Nth(number, _unit(words) if weekday is None else weekday, of)


def units_of(words: Words, of: Said) -> Said | None:
    """ "The first nine months of 1997"; without a number its beginning, or its end: "the last days of May"."""
    if "count" not in words:
        return part({"part": Token("P", "late" if "last" in words else "early", 0, 0)}, of)
    number = _number(words, "count")
    if not number or isinstance(of, Range) or (_number(words, "ordinal") or 1) != 1:
        return None
    return Several(-number if "last" in words else number, _unit(words), of)


def week_of(words: Words, of: Said) -> Said | None:
    if not isinstance(of, Moment) or of.day is None or _unit(words) is not Unit.WEEK:
        return None
    return Moment(of.year, of.month, of.day, "week", of.which, of.years, of.short)


def counted_from(words: Words, of: Said) -> Said | None:
    number = _span(words)
    if number is None or not isinstance(of, Moment | Feast | Weekday | Around):
        return None
    return Away(number, _unit(words), _number(words, "before") or 1, _text(words, "hedge"), base=of)


def counted_since(words: Words, of: Said) -> Said | None:
    number = _span(words)
    told = isinstance(of, Weekday | Around | Feast) or (isinstance(of, Moment) and of.day)
    return Away(number, _unit(words), 1, base=of, exact=True) if number and told else None


def beside_time(words: Words, of: Said) -> Said | None:
    weekday = _day_of_week(words)
    what = _unit(words) if weekday is None else weekday
    return None if isinstance(of, Range) else Beside(what, _number(words, "before") or 1, of)


def years_ago_this(words: Words, of: Said) -> Said | None:
    """ "27 years ago this August"."""
    number = _span(words)
    this = isinstance(of, Moment) and of.which is Which.THIS
    if number is None or not (this or of == Around(Unit.MONTH, 0, 0)) or number[0] != number[1]:
        return None
    return Away(number, _unit(words), -1, base=of, exact=True)
