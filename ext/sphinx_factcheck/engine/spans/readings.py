"""The times that a date can mean: what it says, read from the day of writing and from the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from sphinx_factcheck.engine.spans.calendar import (
    LAST_YEAR,
    PARTS_OF_MONTH,
    PARTS_OF_YEAR,
    Moment,
    Tense,
    Which,
    distance,
    month_away,
    months_later,
    some_day,
    when_of,
)
from sphinx_factcheck.engine.spans.feasts import day_of_feast
from sphinx_factcheck.engine.spans.periods import (
    DAYS,
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
from sphinx_factcheck.facts.dates import When

_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}
_SHARES = {
    "early": (0.0, 0.5), "mid": (0.25, 0.75), "late": (0.5, 1.0), "first half": (0.0, 0.5), "second half": (0.5, 1.0),
    "first week": (0.0, 0.27), "second week": (0.2, 0.5), "third week": (0.43, 0.73), "fourth week": (0.66, 0.97),
    "last week": (0.75, 1.0),
}  # fmt: skip
"""Which fractions of a time each part of it takes."""

_SUNDAY = 6
_PAST_BONUS, _NEAR_BY, _NEVER = 3, 8, 10**6
"""Of two years that can be meant the coming one is likelier only where its day is so many times nearer; more so where
the verb is a past tense, which may be that of another clause."""


@dataclass(frozen=True, slots=True)
class Context:
    """What tells which times a date can mean.

    `days` are the days that the text may have been written on; `story` the time of the story so far, `strong` where the
    story tells the year rather than the day of writing; `base` what "later" and "the next day" are counted from.
    """

    days: tuple[When, ...] = ()
    tense: Tense = Tense.UNKNOWN
    story: When | None = None
    strong: bool = False
    base: tuple[When, ...] = ()


def times(said: Said | Either, context: Context) -> tuple[When, ...]:
    """Every time that can be meant, the likeliest first; none where there is no such day."""
    found: dict[tuple[date, date, date, date], When] = {}
    for way in said.ways if isinstance(said, Either) else (said,):
        with suppress(OverflowError, ValueError):
            for when in _times(way, context):
                found.setdefault((when.earliest, when.start_latest, when.end_earliest, when.latest), when)
    return tuple(found.values())


def _times(said: Said, context: Context) -> Iterator[When]:
    match said:
        case Moment():
            yield from _moments(said, context)
        case Range():
            yield from _ranges(said, context)
        case Weekday():
            yield from _weekdays(said, context)
        case MonthDay():
            yield from _month_days(said, context)
        case Feast():
            yield from _feasts(said, context)
        case OfYear(step=None) if context.base in {(), context.days}:
            yield from times(said.of, context)
        case OfYear():
            story = (context.story,) if context.story and context.strong else ()
            before = (story if said.step is not None else ()) or context.base or context.days
            years = dict.fromkeys(said.after(when) for when in before)
            yield from (when for year in years for when in times(said.of.of(year), context))
        case _:
            for base in _bases(said, context):
                with suppress(OverflowError, ValueError):
                    yield from _from(said, base, context)


def _bases(said: Said, context: Context) -> tuple[When, ...]:
    """The times that something is counted from."""
    match said:
        case Nth(of=of) | Part(of=of) | Several(of=of):
            return times(of, context)
        case Away(base=base) if base is not None:
            return times(base, context)
        case Beside():
            return times(said.of, context) if said.of else context.base
        case Around(anchored=True) | Away(anchored=True) | Stretch(anchored=True):
            return context.base
    return context.days


def _from(said: Said, base: When, context: Context) -> Iterator[When]:
    match said:
        case Around():
            yield from _around(said, base)
        case Near():
            yield from _near_units(said.unit, base, context.tense)
        case Away():
            yield from _counted(said, base, context.base)
        case Stretch():
            yield from _stretch(said, base)
        case Vague():
            yield some_day(base.earliest + timedelta(said.least), base.latest + timedelta(said.most))
        case _:
            yield from _of(said, base)


def _of(said: Said, whole: When) -> Iterator[When]:
    match said:
        case Nth():
            yield from _nth(said, whole)
        case Several(number=number, unit=unit) if number > 0:
            last = moved(whole.earliest, unit, number) - timedelta(days=1)
            yield some_day(whole.earliest, min(last, whole.latest))
        case Several(number=number, unit=unit):
            first = moved(whole.latest + timedelta(days=1), unit, number)
            yield some_day(max(first, whole.earliest), whole.latest)
        case Beside():
            yield from _beside(said, whole)
        case Part():
            yield _part_of(whole, said.part)


# Moments and ranges of them -------------------------------------------------------------------------------------------


def _moments(moment: Moment, context: Context) -> Iterator[When]:
    found = [m for m in _with_years(moment, context) if not m.wrong()]
    if moment.weekday is not None:
        found = [m for m in found if m.first().weekday() == moment.weekday] or found
    for one in found:
        yield when_of(one)


def _with_years(moment: Moment, context: Context) -> Iterator[Moment]:
    """The moment in each year that can be meant, the likeliest first."""
    if moment.short and moment.year is not None:
        yield from _centuries(moment, context)
    elif moment.year is not None:
        yield moment
    else:
        yield from _of_story(moment, context)


def _of_story(moment: Moment, context: Context) -> Iterator[Moment]:
    by_letter = _by_letter(moment, context)
    if context.story is None or moment.which is not Which.ANY:
        yield from by_letter
        return
    by_story = _by_story(moment, context.story)
    if context.tense is Tense.PAST and context.days:
        day = max(day.latest for day in context.days)
        by_story.sort(key=lambda m: not m.wrong() and m.first() > day)
        if by_story and not by_story[0].wrong() and by_story[0].first() > day:
            by_letter, by_story = by_letter + by_story, []
    yield from (*by_story, *by_letter) if context.strong else (*by_letter[:1], *by_story, *by_letter[1:])


def _by_story(moment: Moment, story: When) -> list[Moment]:
    """The year of the story, and the next one where the story has gone past that time of the year."""
    year = story.earliest.year
    told = moment.of(year)
    if story.earliest.year != story.latest.year:
        return [moment.of(y) for y in (story.latest.year, year) if _lies_in(moment.of(y), story)]
    on = moment.of(year + 1)
    a_year = story.latest - story.earliest > timedelta(days=200)
    if told.wrong() or a_year or told.last() >= story.earliest - timedelta(days=_TOLD_BACK):
        return [told]
    return [on, told]


_TOLD_BACK = 150
"""So many days a story steps back without saying so; what lies earlier is of the next year."""


def _lies_in(moment: Moment, when: When) -> bool:
    return not moment.wrong() and moment.first() <= when.latest and when.earliest <= moment.last()


def _centuries(moment: Moment, context: Context) -> Iterator[Moment]:
    """Of a year told by two digits the last one before the text was written, and the next one after."""
    assert moment.year is not None
    ref = context.story or (context.days[0] if context.days else None)
    now = ref.latest.year if ref and not context.days else context.days[0].latest.year if context.days else 2000
    year = now - now % 100 + moment.year % 100
    yield moment.of(year if year <= now + 1 else year - 100)
    if now + 1 < year <= now + 20:
        yield moment.of(year)


def _by_letter(moment: Moment, context: Context) -> list[Moment]:
    """The last such time before the day of writing and the next one after it, the likelier first."""
    found: dict[Moment, None] = {}
    for ref in context.days:
        near = _which(moment, ref) if moment.which is not Which.ANY else _near(moment, ref, context.tense)
        found |= dict.fromkeys(near)
    return list(found)


def _near(moment: Moment, ref: When, tense: Tense) -> list[Moment]:
    year = ref.earliest.year
    if moment.part.endswith(("quarter", "half")):
        tense = Tense.UNKNOWN  # what is reported of a quarter is reported after it, whatever the verb
    told = [m for y in (year - 1, year, year + 1) if 1 <= y <= LAST_YEAR and not (m := moment.of(y)).wrong()]
    if not told:  # the 29th of February
        return [m for y in (year - 2, year + 2, year - 3, year + 3) if y >= 1 and not (m := moment.of(y)).wrong()][:1]
    here = [m for m in told if m.first() <= ref.latest and m.last() >= ref.earliest]
    before = [m for m in told if m.last() < ref.earliest][-1:]
    after = [m for m in told if m.first() > ref.latest][:1]
    back = (ref.earliest - before[0].last()).days if before else _NEVER
    ahead = (after[0].first() - ref.latest).days if after else _NEVER
    if here:
        return here[-1:] + (after + before if tense is Tense.FUTURE else before + after)
    if tense is Tense.FUTURE:
        return after + before
    if tense is Tense.PAST:
        return after + before if ahead * _NEAR_BY < back else before + after
    return after + before if ahead * _PAST_BONUS < back else before + after


def _which(moment: Moment, ref: When) -> list[Moment]:
    year = ref.earliest.year
    match moment.which:
        case Which.LAST:
            years = range(year, year - 3, -1)
        case Which.NEXT:
            years = range(year, year + 3)
        case Which.THIS if moment.part == "winter":
            years = range(year - (ref.earliest.month < 4), year + 1)
        case _:
            step = {Which.YEAR_BEFORE: -1, Which.YEAR_AFTER: 1}.get(moment.which, 0)
            years = range(year + step, year + step + 1)
    told = [m for y in years if 1 <= y <= LAST_YEAR and not (m := moment.of(y)).wrong()]
    if moment.which is Which.LAST:
        told = [m for m in told if m.last() < ref.latest] or told
    elif moment.which is Which.NEXT:
        told = [m for m in told if m.first() > ref.earliest] or told
    return told[:2] if moment.which in {Which.LAST, Which.NEXT} else told[:1]


def _ranges(said: Range, context: Context) -> Iterator[When]:
    """Each start with the first end that does not lie before it."""
    for start in times(said.first, context):
        ends = [end for end in _ends(said, start, context) if end.latest >= start.earliest]
        if not ends:
            continue
        end = min(ends, key=lambda e: distance(e, start))
        if start != end:
            text = f"{_begin(start)}/{_end(end)}"
            yield When(text, start.earliest, start.latest, max(end.earliest, start.earliest), end.latest, lasting=True)
        else:
            yield start


def _ends(said: Range, start: When, context: Context) -> Iterator[When]:
    """The ends that a time can have that begins so: those without a year in the year of its start or the next."""
    last = said.last
    if isinstance(last, Moment) and last.year is None and last.which is Which.ANY:
        for year in (start.earliest.year, start.earliest.year + 1):
            yield from times(last.of(year), context)
    elif isinstance(last, MonthDay) or (
        isinstance(last, Weekday) and not last.which and isinstance(said.first, Weekday | Around)
    ):
        yield from times(last, replace(context, days=(start,), story=None, tense=Tense.FUTURE))
    else:
        yield from times(last, context)


def _begin(when: When) -> str:
    return when.text.partition("/")[0]


def _end(when: When) -> str:
    return when.text.rpartition("/")[2]


# Near the day of writing ----------------------------------------------------------------------------------------------


def _weekdays(said: Weekday, context: Context) -> Iterator[When]:
    story = context.story
    if story and context.strong and not said.which and 4 < (story.latest - story.earliest).days < 9:
        first = story.earliest + timedelta((said.weekday - story.earliest.weekday()) % 7)
        yield some_day(first, first)
    for ref in context.days:
        if ref.is_day:
            yield from (some_day(day, day) for day in _near_weekdays(said, ref.earliest, context.tense))


def _near_weekdays(said: Weekday, ref: date, tense: Tense) -> list[date]:
    week = timedelta(days=7)
    of_week = ref + timedelta(days=said.weekday - ref.weekday())
    before = of_week if of_week <= ref else of_week - week
    after = of_week if of_week >= ref else of_week + week
    match said.which:
        case "last":
            last = before if before < ref else ref - week
            return list(dict.fromkeys((last, of_week - week)))
        case "next":
            coming = after if after > ref else ref + week
            return list(dict.fromkeys((coming, of_week + week)))
        case "this" if tense is Tense.UNKNOWN:
            return list(dict.fromkeys((of_week, after, before)))
    told = (after, before) if tense is Tense.FUTURE else (before, after)
    return list(dict.fromkeys(told))


def _month_days(said: MonthDay, context: Context) -> Iterator[When]:
    """The day in the months around, that of the story first, else the nearest that the tense allows."""
    refs = [context.story] if context.story and said.months == (-1, 1) else []
    found: list[date] = []
    for ref in (*refs, *context.days):
        ways = [start + timedelta(days=said.day - 1) for start in _months_around(ref, said.months)]
        ways = [day for day in ways if day.day == said.day]
        if said.months == (-1, 1):
            ways.sort(key=lambda day: _rank(day, ref, context.tense))
        if refs and ref is context.story:
            ways = [day for day in ways if (day.year, day.month) == (ref.latest.year, ref.latest.month)]
        found += ways
    fitting = [day for day in found if said.weekday is None or day.weekday() == said.weekday]
    yield from (some_day(day, day) for day in dict.fromkeys(fitting or found))


def _months_around(ref: When, months: tuple[int, int]) -> Iterator[date]:
    for away in range(months[0], months[1] + 1):
        with suppress(ValueError, OverflowError):
            yield month_away(ref.latest if away <= 0 else ref.earliest, away)


def _rank(day: date, ref: When, tense: Tense) -> tuple[bool, int]:
    against = (tense is Tense.PAST and day > ref.latest) or (tense is Tense.FUTURE and day < ref.earliest)
    return against, abs((day - ref.earliest).days)


def _around(said: Around, ref: When) -> Iterator[When]:
    if said == Around(Unit.WEEK, -1, -1) and ref.is_day and ref.earliest.weekday() == _SUNDAY:
        yield from _around(Around(Unit.WEEK, 0, 0), ref)  # on a Sunday the last week can be the one that ends then
    first, last = bounds(said.unit, ref.earliest, said.least)[0], bounds(said.unit, ref.latest, said.most)[1]
    if said.weekday is not None:
        day = first + timedelta(days=(said.weekday - first.weekday()) % 7)
        yield some_day(day, day)
    elif said.part == "earlier":
        yield some_day(first, max(min(ref.latest, last), first))
        yield some_day(first, last)
        yield _part_of(some_day(first, last), "first half")
    elif said.part == "later":
        yield some_day(min(max(ref.earliest, first), last), last)
        yield some_day(first, last)
        yield _part_of(some_day(first, last), "second half")
    else:
        whole = _whole(said.unit, first, last)
        if said.part:
            yield _part_of(whole, said.part)
        yield whole


def _whole(unit: Unit, first: date, last: date) -> When:
    text = {Unit.YEAR: f"{first:%Y}", Unit.MONTH: f"{first:%Y-%m}"}.get(unit, "")
    single = text and (first.year, first.month if unit is Unit.MONTH else 0) == (
        last.year,
        last.month if unit is Unit.MONTH else 0,
    )
    return When(text, first, last, first, last) if single else some_day(first, last)


def bounds(unit: Unit, day: date, step: int) -> tuple[date, date]:
    """The first and the last day of the unit so many steps from that of a day. Raises ValueError, OverflowError."""
    if unit in _MONTHS:
        size = _MONTHS[unit]
        since = day.year * 12 + day.month - 1
        begin = since - since % size + step * size
        first = date(begin // 12, begin % 12 + 1, 1)
        return first, month_away(first, size) - timedelta(days=1)
    if unit is Unit.WEEKEND:
        saturday = day + timedelta(days=5 - day.weekday() + 7 * step)
        return saturday, saturday + timedelta(days=1)
    if unit in {Unit.WEEK, Unit.FORTNIGHT}:
        monday = day + timedelta(days=7 * step - day.weekday())
        return monday, monday + timedelta(days=6 if unit is Unit.WEEK else 13)
    return day + timedelta(days=step), day + timedelta(days=step)


def moved(day: date, unit: Unit, by: int) -> date:
    """The same day so many units away. Raises ValueError, OverflowError beyond the calendar."""
    if unit in _MONTHS:
        return months_later(day, by * _MONTHS[unit])
    return day + timedelta(days=round(by * DAYS[unit]))


def _away(said: Away, ref: When) -> Iterator[When]:
    least, most = said.number
    ends = (moved(ref.earliest, said.unit, said.sign * n) for n in (least, most))
    others = (moved(ref.latest, said.unit, said.sign * n) for n in (least, most))
    days = [*ends, *others]
    exact = some_day(min(days), max(days))
    first = bounds(said.unit, min(days), 0)[0]
    last = bounds(said.unit, max(days), 0)[1]
    if said.hedge in {"over", "nearly"}:
        return
    if said.exact or said.unit not in _MONTHS:
        yield exact
        if said.unit in {Unit.WEEK, Unit.FORTNIGHT} and not said.exact:
            yield some_day(first, last)
        return
    unit = Unit.YEAR if said.unit in _YEARS else Unit.MONTH
    yield _whole(unit, bounds(unit, min(days), 0)[0], bounds(unit, max(days), 0)[1])
    yield exact
    if unit is Unit.YEAR:
        yield _whole(Unit.MONTH, bounds(Unit.MONTH, min(days), 0)[0], bounds(Unit.MONTH, max(days), 0)[1])
        if bounds(unit, min(days), 0) != (first, last):
            yield some_day(first, last)


def _near_units(unit: Unit, ref: When, tense: Tense) -> Iterator[When]:
    """The coming unit and the last one, in the order that the tense tells."""

    def against(step: int) -> tuple[bool, bool]:
        day = bounds(unit, ref.earliest, step)[0]
        wrong = (tense is Tense.PAST and day > ref.latest) or (tense is Tense.FUTURE and day < ref.earliest)
        return wrong, day < ref.earliest

    yield from (some_day(*bounds(unit, ref.earliest, step)) for step in sorted((-1, 0), key=against))


def _counted(said: Away, ref: When, told: Sequence[When]) -> Iterator[When]:
    """So many units away; a year from what is told of a quarter or month is first or last the same of another year."""
    years = said.unit is Unit.YEAR and said.base is None
    if years and told and _is_quarter(told[0]):
        yield _shifted(told[0], said)
    yield from _away(said, ref)
    if years and not said.anchored:
        yield from (_shifted(when, said) for when in told if not when.is_day)
    if not said.exact and said.number[0] == said.number[1]:
        yield _roughly(said, ref)


def _roughly(said: Away, ref: When) -> When:
    """All the days that "two years ago", "over two years ago", "nearly two years ago" can be."""
    number, size = said.number[0], DAYS[said.unit]
    match said.hedge:
        case "over":
            least, most = number - 0.05, number * 1.5 + 0.5
        case "nearly":
            least, most = number * 0.6, number + 0.05
        case "":
            half = 0 if said.unit is Unit.DAY else 0.5
            least, most = number - half, number + (1.0 if said.unit in _YEARS else half)
        case _:
            least, most = number * 0.7, number * 1.3 + 0.2
    ends = [said.sign * timedelta(days=round(n * size) + off) for n, off in ((least, -1), (most, 1))]
    return some_day(ref.earliest + min(ends), ref.latest + max(ends))


def _is_quarter(when: When) -> bool:
    return when.earliest.day == 1 and 85 < (when.latest - when.earliest).days < 95


def _shifted(when: When, said: Away) -> When:
    """The same time of another year: "a year ago" beside what is told of a quarter."""
    by = said.sign * said.number[0]
    return some_day(moved(when.earliest, said.unit, by), moved(when.latest, said.unit, by))


def _stretch(said: Stretch, ref: When) -> Iterator[When]:
    """From so many units ago until the day, or on from it; or the whole units of the calendar before or after it."""
    most = said.number[1]
    if said.sign < 0:
        first = moved(ref.earliest, said.unit, -most)
        yield some_day(first, ref.latest)
        yield some_day(first, max(ref.latest - timedelta(days=1), first))
        yield some_day(bounds(said.unit, ref.earliest, -most)[0], bounds(said.unit, ref.latest, -1)[1])
    else:
        last = moved(ref.latest, said.unit, most)
        yield some_day(ref.earliest, last)
        yield some_day(min(ref.earliest + timedelta(days=1), last), last)
        yield some_day(bounds(said.unit, ref.earliest, 1)[0], bounds(said.unit, ref.latest, most)[1])


def _nth(said: Nth, whole: When) -> Iterator[When]:
    """The so-manieth of what begins in a time."""
    step = 7 if isinstance(said.what, int) else 1
    first = whole.earliest
    if isinstance(said.what, int):
        first += timedelta(days=(said.what - first.weekday()) % 7)
    starts = [first]
    if isinstance(said.what, int):
        while starts[-1] + timedelta(days=step) <= whole.latest and len(starts) < _MOST_WEEKS:
            starts.append(starts[-1] + timedelta(days=step))
        day = starts[said.nth if said.nth < 0 else said.nth - 1] if abs(said.nth) <= len(starts) else None
        if day is not None and day <= whole.latest:
            yield some_day(day, day)
        return
    edges = [whole.earliest]
    while edges[-1] <= whole.latest and len(edges) < _MOST_WEEKS:
        edges.append(moved(whole.earliest, said.what, len(edges)))
    spans = [(a, b - timedelta(days=1)) for a, b in pairwise(edges)]
    if said.nth < 0:
        last = whole.latest
        yield some_day(moved(last, said.what, -1) + timedelta(days=1), last)
    elif said.nth <= len(spans):
        yield some_day(*spans[said.nth - 1])


_MOST_WEEKS = 400


def _beside(said: Beside, of: When) -> Iterator[When]:
    if isinstance(said.what, int):
        edge = of.latest if said.sign > 0 else of.earliest
        away = (said.what - edge.weekday()) % 7 if said.sign > 0 else (edge.weekday() - said.what) % 7
        day = edge + said.sign * timedelta(days=away or 7)
        yield some_day(day, day)
        return
    if said.what is Unit.DAY and not of.is_day:
        return
    edge = of.latest if said.sign > 0 else of.earliest
    first, last = bounds(said.what, edge, said.sign)
    yield _whole(said.what, first, last)


def _part_of(whole: When, part: str) -> When:
    first, last = whole.earliest, whole.latest
    if (first.day, first.year) == (1, last.year) and (last + timedelta(days=1)).day == 1:
        if first.month == last.month and part in PARTS_OF_MONTH:
            return when_of(Moment(first.year, first.month, part=part))
        if (first.month, last.month) == (1, 12) and part in PARTS_OF_YEAR:
            return when_of(Moment(first.year, part=part))
    begin, end = _SHARES.get(part, (0.0, 1.0))
    days = (last - first).days
    return some_day(first + timedelta(days=int(begin * days)), first + timedelta(days=round(end * days)))


def _feasts(said: Feast, context: Context) -> Iterator[When]:
    if said.year is not None:
        years = [said.year]
    else:
        refs = [r.earliest.year for r in ((context.story,) if context.strong and context.story else ())]
        refs += [ref.earliest.year for ref in context.days]
        years = [year + step for year in dict.fromkeys(refs) for step in (-1, 0, 1)]
    found = [day for year in years if (day := day_of_feast(said.name, year))]
    if said.year is not None or not context.days:
        yield from (some_day(day, day) for day in found)
        return
    ref = context.days[0]
    told = sorted(found, key=lambda day: abs((day - ref.earliest).days))
    told.sort(key=lambda day: not _allowed(day, ref, said.which, context.tense))
    yield from (some_day(day, day) for day in told[:2])


def _allowed(day: date, ref: When, which: Which, tense: Tense) -> bool:
    if which is Which.THIS:
        return day.year == ref.earliest.year
    if which is Which.LAST or (which is Which.ANY and tense is Tense.PAST):
        return day <= ref.latest
    if which is Which.NEXT or (which is Which.ANY and tense is Tense.FUTURE):
        return day >= ref.earliest
    return True
