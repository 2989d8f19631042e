"""The forms of dates: a table of rows, each with examples.

A pattern names kinds of words (see `KINDS`); `?`, `|` and brackets mean what they do in patterns of letters, and a
number behind a name tells a second word of the kind from the first. The examples are read on 2016-05-04, a Wednesday,
and tell the days of the likeliest reading, as EDTF.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sphinx_factcheck.engine.spans import dates_build as build
from sphinx_factcheck.engine.spans.dates_build import Words
from sphinx_factcheck.engine.spans.periods import Either, Said


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a time, with examples and their days; `needs` is what else makes it one (see `dates_guard`)."""

    name: str
    pattern: str
    build: Callable[[Words], Said | Either | None]
    examples: Mapping[str, str]
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Wrap:
    """A form that begins with these words and goes on with another time."""

    name: str
    before: str
    build: Callable[[Words, Said], Said | None]
    examples: Mapping[str, str]
    needs: str = ""


_COUNT = "(count|an (few of?)?|few)"
_TO = "(dash|slash|to)"
_SAY_YEAR = "(comma? dot? (of|in)? year)"

FORMS = (
    Form("month, day", f"(weekday comma? the?)? month dot? the? day {_SAY_YEAR}?", build.calendar, {
        "June 18, 2023": "2023-06-18", "Monday, June 18 2018": "2018-06-18", "Aug. 30. 1791": "1791-08-30",
        "March first, 1931": "1931-03-01", "June the 18th": "2016-06-18", "Sept. 3": "2015-09-03",
        "JUNE 3, 1990": "1990-06-03", "april 3": "2016-04-03",
    }, "day"),
    Form("month, day, two digits", "month dot? day (comma? apostrophe|slash|comma) short", build.calendar, {
        "June 4, ’89": "1989-06-04", "Feb. 28/69": "1969-02-28",
    }),
    Form("day, month", f"(weekday comma? the?)? the? day dot? of? month {_SAY_YEAR}?", build.calendar, {
        "18 June 2023": "2023-06-18", "the 18th of June": "2016-06-18", "17th Feby": "2016-02-17",
        "28 June in 2010": "2010-06-28", "the twenty-first of March": "2016-03-21", "Wednesday 4 May": "2016-05-04",
        "3rd Novr 1801": "1801-11-03",
    }, "day of month"),
    Form("no day of a month", f"(month dot? until {_SAY_YEAR}|until of? month {_SAY_YEAR})", build.calendar, {}),
    Form("day of the month of", f"the? day unit of the? (unit2 of)? month {_SAY_YEAR}?", build.day_of_the_month, {
        "the 4th day of July 1776": "1776-07-04", "the 4th day of the month of July": "2016-07-04",
    }),
    Form("day, month, two digits", "the? day of? month (comma? apostrophe|slash|comma|of)? short", build.calendar, {
        "28th Feb/69": "1969-02-28", "4 June ’89": "1989-06-04", "28 Dec 57": "1957-12-28",
    }),
    Form("day, low month", f"the? ordinal of? lowmonth {_SAY_YEAR}?", build.calendar, {
        "3rd of may": "2016-05-03", "21st march": "2016-03-21",
    }),
    Form("low month, day", f"lowmonth the? ordinal {_SAY_YEAR}?", build.calendar, {
        "may 3rd": "2016-05-03", "oct. 2nd": "2015-10-02",
    }),
    Form("low month, year", "lowmonth number? comma? of? year", build.calendar, {
        "march 2012": "2012-03", "may 5, 2012": "2012-05-05",
    }),
    Form("marked",
        "(day (dash|slash) (month|lowmonth) (dash|slash) year|(month|lowmonth) dash day dash year|"
        "year dash (month|lowmonth) dash day)",
        build.calendar, {
        "05-Aug-2016": "2016-08-05", "23/Sep/2020": "2020-09-23", "Sep-23-2020": "2020-09-23",
        "2019-Aug-1": "2019-08-01",
    }),
    Form("month, year, marked", "(month dash year|year dash month)", build.calendar, {"Dec-2018": "2018-12"}),
    Form("month, day and year in words", "month word year", build.calendar, {
        "January twenty five nineteen eighty six": "1986-01-25",
    }),
    Form("days of which month",
        "(from? the? day|between the? day) ((dash|slash|to)|and) the? day2 (of|in) (this|last|next) unit",
        build.days_of_which_month, {
        "from the 4th to the 23rd of last month": "2016-04-04/2016-04-23",
    }),
    Form("day of which month", "the? ordinal (of|in) (this|last|next) unit", build.day_of_which_month, {
        "the 3rd of last month": "2016-04-03",
    }),
    Form("day of that month", "the? ordinal (of|in) ((the (same|next|last)|that same?) unit|the unit next)",
        build.day_of_that_month, {
        "On 3 May 1999 he fled. On the 21st of that month": "1999-05-21",
        "On 3 May 1999 he fled. On the 2nd of the following month": "1999-06-02",
        "On 3 May 1999 he fled. On the 9th of the same month": "1999-05-09",
        "On 3 May 1999 he fled. On the 9th of the month following": "1999-06-09",
    }),
    Form("slashed days", f"(slashed of? month|month slashed) {_SAY_YEAR}?", build.slashed_days, {
        "3/4 June 1989": "1989-06-03/1989-06-04", "June 3/4, 1989": "1989-06-03/1989-06-04",
    }),
    Form("slashed", "(weekday comma?|this|next|last)? slashed", build.slashed, {
        "on 5/12": "2016-05-12", "Thursday 26/5": "2016-05-26",
    }, "slashed"),
    Form("quarter in figures", "(quarter (of|dash|comma)? year|year dash? quarter)", build.quarter_in_figures, {
        "Q3 2016": "2016-07/2016-09", "2019-Q1": "2019-01/2019-03", "H2 2019": "2019-07/2019-12",
        "Q1 of 2017": "2017-01/2017-03",
    }),
    Form("now", "now", build.now, {"between 3 May 2015 and now": "2015-05-03/2016-05-04"}, "in a range"),
    Form("the weekend", "(the|that) unit", build.weekend, {"over the weekend": "2016-05-07/2016-05-08"}, "weekend"),
    Form("the year-earlier quarter",
        "(the|an)? unit dash (ago|later) (unit2|period|ordinal dash? unit2)?",
        build.year_earlier, {
        "In the third quarter of 2015 it lost. In the year-ago quarter": "2014-07-01/2014-09-30",
    }),
    Form("the quarter", "the unit", build.this_quarter, {"in the quarter": "2016-01-01/2016-03-31"}, "led"),
    Form("month, year", "month comma? (of|in|dot)? year", build.calendar, {
        "June 2023": "2023-06", "June of 2023": "2023-06", "Nov., 1998": "1998-11", "March, 1933": "1933-03",
    }),
    Form("year, month", "year month", build.calendar, {"2012 November": "2012-11"}),
    Form("year, month, day", "year month day", build.calendar, {"2012 November 3": "2012-11-03"}),
    Form("month, two digits", "month (apostrophe|slash)? short", build.calendar, {
        "June ’89": "1989-06", "Dec 51": "1951-12", "September 57": "1957-09",
    }, "short year"),
    Form("month", "month", build.calendar, {"in January": "2016-01", "by October": "2015-10"}, "month"),
    Form("low month", "lowmonth", build.calendar, {"It was in may": "2016-05"}, "low month"),
    Form("which month", "(this|last|next)? (this|last|next) month (the? day)?", build.which_month, {
        "last May": "2015-05", "this April": "2016-04", "next June": "2016-06", "this past January": "2016-01",
        "On 3 May 1999 he fled. The following April": "2000-04", "On 3 May 1999 he fled. The following June": "1999-06",
    }, "which"),
    Form("month following", "((the? day of?)? month|month the? day) comma? next", build.month_following, {
        "On 3 May 1999 he fled, and on the 2nd of February following, he died.": "2000-02-02",
        "On 3 May 1999 he fled. In June following he died.": "1999-06",
        "On 3 May 1999 he fled, and died on June 9 ensuing.": "1999-06-09",
    }, "behind a month"),
    Form("this day week", "this unit unit2", build.this_day_week, {"We meet this day fortnight.": "2016-05-18"}),
    Form("that month", "that same? month", build.that_month, {
        "On 3 May 1999 he fled. They came that June.": "1999-06",
    }, "that month"),
    Form("of which year",
        "(the? day of?)? month (the? day)? comma? of? (this|last|next) unit",
        build.of_relative_year, {
        "June of last year": "2015-06", "18 June last year": "2015-06-18", "June 18 of this year": "2016-06-18",
        "December next year": "2017-12",
    }, "years"),
    Form("of the same year",
        "((the? day of?)? month (the? day)?|the? season) comma? (of|in)? (the (same|next|last)|that same?) unit",
        build.of_told_year, {
        "On 3 May 1999 he fled. In June of the same year": "1999-06",
        "It was in 1999. On 3 March of that year": "1999-03-03",
        "It was in 1999. In January the following year": "2000-01",
    }),
    Form("season of which year", "the? season of? (this|last|next) unit", build.of_relative_year, {
        "the spring of last year": "2015-03-01/2015-06-21",
    }, "years"),
    Form("season", "the? season comma? (of|in)? year", build.season, {
        "summer 2015": "2015-06-01/2015-09-22", "the winter of 1944": "1944-12-01/1945-03-20",
        "the spring of nineteen fifty": "1950-03-01/1950-06-21",
    }, "season"),
    Form("season, two digits", "the? season of? apostrophe short", build.season, {
        "the summer of ’39": "1939-06-01/1939-09-22",
    }),
    Form("season of two years", "the? season of? year (dash|slash) short", build.winter_of_two, {
        "the winter of 1944-45": "1944-12-01/1945-03-20", "winter 1944/45": "1944-12-01/1945-03-20",
    }),
    Form("which season", "(this|last|next) (last|next)? season", build.which_season, {
        "last summer": "2015-06-01/2015-09-22", "this past spring": "2015-03-01/2015-06-21",
        "next winter": "2016-12-01/2017-03-20", "this spring": "2016-03-01/2016-06-21",
        "On 3 May 1999 he fled. The following spring": "2000-03-01/2000-06-21",
    }),
    Form("season alone", "the? season", build.calendar, {
        "in the spring": "2016-03-01/2016-06-21", "during the summer": "2016-06-01/2016-09-22",
    }, "season alone"),
    Form("year", "year", build.calendar, {"in 2015": "2015", "A 1971 convention": "1971"}, "year"),
    Form("the year", "the? (fiscal unit?|unit) year", build.calendar, {
        "the year 2000": "2000", "fiscal year 1999": "1999", "fiscal 1998": "1998",
    }, "years"),
    Form("era", "((year|short) era|era (year2|short2))", build.era, {"AD 1066": "1066", "1066 AD": "1066"}),
    Form("years", "year (dash|slash) (short|year2)", build.years, {
        "1996-97": "1996/1997", "2015/16": "2015/2016", "1914–1918": "1914/1918", "2003-04": "2003/2004",
    }, "years in figures"),
    Form("years that", "the unit year (dash|slash|to) (short|year2)", build.years, {
        "the years 1990–95": "1990/1995",
    }),
    Form("decade", "the? apostrophe? decade", build.decade, {
        "the 1980s": "1980/1989", "the ’40s": "1940/1949", "the eighties": "1980/1989",
        "the nineteen-eighties": "1980/1989", "the 1800s": "1800/1899",
    }, "decade"),
    Form("decade’s", "the? year apostrophe s", build.decade_of_year, {"the 1980’s": "1980/1989"}, "decade’s"),
    Form("century", "the? ordinal dash? unit", build.century, {"the 20th century": "1900/1999"}),
    Form("quarter", "the? ordinal dash? unit ((of|in)? fiscal? year|of? (last|this|next) unit2)?", build.quarter, {
        "the first quarter of 1998": "1998-01/1998-03", "third quarter 2001": "2001-07/2001-09",
        "the fourth quarter": "2015-10/2015-12", "the second quarter of last year": "2015-04/2015-06",
    }, "quarter"),
    Form("half", "the? ordinal half (of|in)? (year|(last|this|next) unit2)", build.half, {
        "the first half of 1998": "1998-01/1998-06", "the second half of last year": "2015-07/2015-12",
    }),
    Form("year-end", "unit dash? edge year?", build.yearend, {"year-end 1998": "1998-12", "at year-end": "2015-12"}),
    Form("figures", "(weekday comma?)? figures", build.figures, {
        "2023-06-18": "2023-06-18", "18.06.2023": "2023-06-18", "6/18/2023": "2023-06-18", "6/7/2023": "2023-06-07",
        "2/28/69": "1969-02-28", "2016-05-02T16:54:59+00:00": "2016-05-02",
    }, "figures"),
    Form("days of a month",
        f"(weekday comma?)? month dot? the? day {_TO} the? (month2 dot?)? until {_SAY_YEAR}?",
        build.days_of_month, {
        "June 6-8, 2016": "2016-06-06/2016-06-08", "June 6 to 8": "2016-06-06/2016-06-08",
        "June 28 – July 2, 2010": "2010-06-28/2010-07-02",
    }, "day"),
    Form("from days of a month",
        f"(the? day {_TO}|between the? day and) the? day2 of? month {_SAY_YEAR}?",
        build.days_of_month, {
        "3 to 5 May 2015": "2015-05-03/2015-05-05", "from 3 to 5 May": "2016-05-03/2016-05-05",
        "3–5 May": "2016-05-03/2016-05-05", "between 3 and 5 May": "2016-05-03/2016-05-05",
    }),
    Form("two days, month", f"the? day and the? day2 of? month {_SAY_YEAR}?", build.two_days, {
        "3 and 4 May 2015": "2015-05-03/2015-05-04",
    }),
    Form("month, two days", f"month the? day and the? day2 {_SAY_YEAR}?", build.two_days, {
        "June 6 and 7, 2015": "2015-06-06/2015-06-07",
    }, "two days"),
    Form("from day to day, month",
        f"the? day of? month {_TO} the? day2 of? month2 {_SAY_YEAR}?",
        build.days_of_month, {
        "30 May to 2 June 2015": "2015-05-30/2015-06-02",
    }),
    Form("weekday", "weekday hour?", build.weekday, {
        "on Friday": "2016-04-29", "on Tuesday evening": "2016-05-03",
    }, "weekday"),
    Form("which weekday", "(this|last|next) (last|next)? weekday hour?", build.weekday, {
        "last Friday": "2016-04-29", "next Monday": "2016-05-09", "this Tuesday": "2016-05-03",
    }),
    Form("weekday last", "weekday (last|next)", build.weekday, {
        "on Monday last": "2016-05-02", "Friday next": "2016-05-06",
    }, "weekday last"),
    Form("weekday of which week",
        "(weekday comma? (of|the)? (this|last|next) unit|(this|last|next) unit (comma|dash)? (on)? weekday)",
        build.weekday_of_week, {
        "Tuesday of last week": "2016-04-26", "Friday next week": "2016-05-13", "Monday, this week": "2016-05-02",
    }),
    Form("weekday week", "weekday unit", build.weekday_week, {"Monday week": "2016-05-16"}),
    Form("day of a month", "(weekday comma? the?|the)? ordinal", build.month_day, {
        "on the 18th": "2016-05-18", "Friday the 27th": "2016-05-27",
    }, "day alone"),
    Form("instant", "(weekday comma?)? the? day inst", build.month_day, {
        "the 23rd ult.": "2016-04-23", "the 10th instant": "2016-05-10", "2d prox.": "2016-06-02",
    }),
    Form("which unit", "this? (this|last|next) unit", build.around, {
        "last month": "2016-04", "this year": "2016", "next week": "2016-05-09/2016-05-15",
        "last weekend": "2016-04-30/2016-05-01", "this week": "2016-05-02/2016-05-08",
    }, "which unit"),
    Form("part of which unit", "later (in|on)? (the|this|last|next) unit", build.around, {
        "earlier this month": "2016-05-01/2016-05-04", "later this year": "2016-05-04/2016-12-31",
        "earlier in the year": "2016-01-01/2016-05-04",
    }, "units"),
    Form("early in which unit", "part (in)? (this|last|next) unit", build.around, {
        "early this year": "2016-01-01/2016-04-30", "late last month": "2016-04-16/2016-04-30",
        "early next week": "2016-05-09/2016-05-12",
    }, "units"),
    Form("the end of the unit", "the? edge of the? unit", build.edge, {
        "the end of the year": "2016-08-15/2016-12-31", "the beginning of the month": "2016-05-01/2016-05-15",
    }),
    Form("the unit after next", "the unit before (next|last)", build.step_after, {
        "the year after next": "2018", "the week before last": "2016-04-18/2016-04-24",
    }),
    Form("so many units that are over",
        "(the? (last|next) (count|an few of?|few of?)|the? (count|few) (last|next)) unit",
        build.stretch, {
        "the past five years": "2011-05-04/2016-05-04", "the next two weeks": "2016-05-04/2016-05-18",
        "the last 3 months": "2016-02-04/2016-05-04", "the past few days": "2016-04-29/2016-05-04",
    }, "stretch"),
    Form("the unit that is over", "the (last|next) unit", build.stretch, {
        "over the past year": "2015-05-04/2016-05-04", "in the coming week": "2016-05-04/2016-05-11",
    }, "one stretch"),
    Form("ago", "(hedge than? the?)? (count|an (few of?)?|few) unit (or so)? ago deictic?", build.ago, {
        "two years ago": "2014", "It was two years since.": "2014", "a twelvemonth ago": "2015",
        "a week ago": "2016-04-27", "a few days ago": "2016-04-29/2016-05-02",
        "about three months ago": "2016-02", "a year ago today": "2015-05-04", "a couple of days ago": "2016-05-02",
    }),
    Form("ago of two", "count unit (and|comma)? count2 unit2 (ago|later)", build.ago_of_two, {
        "two weeks and two days ago": "2016-04-18", "a year and two months ago": "2015-03-04",
    }),
    Form("weekday, number", "sureweekday number", build.month_day, {"Friday 27": "2016-05-27"}, "weekday, number"),
    Form("half ago", "half an unit ago", build.half_ago, {"half a year ago": "2015-11"}),
    Form("from now", "(count|an (few of?)?|few) unit from now", build.in_units, {
        "three weeks from now": "2016-05-25",
    }),
    Form("in so many units", "(count|an (few of?)?|few) unit (apostrophe time)?", build.in_units, {
        "in two weeks": "2016-05-18", "in a few days": "2016-05-06/2016-05-09", "in three days’ time": "2016-05-07",
    }, "in units"),
    Form("within", "within the? (next (count|few)|count|an (few of?)?|few) unit", build.within, {
        "within three weeks": "2016-05-04/2016-05-25", "within the next two days": "2016-05-04/2016-05-06",
    }),
    Form("later", "(hedge than? the?)? (count|an (few of?)?|few) unit later", build.later, {
        "On 3 May 1999 he fled. Nine days later": "1999-05-12", "In 1990 he won. Two years later": "1992",
    }, "later"),
    Form("before that", "(count|an (few of?)?|few) unit before", build.later, {
        "On 3 May 1999 he fled. Nine days before, he wrote.": "1999-04-24",
    }, "before that"),
    Form("after that", "(count|an (few of?)?|few) unit before that", build.later, {
        "On 3 May 1999 he fled. Nine days after that he wrote.": "1999-05-12",
    }, "behind a month"),
    Form("the next unit", "(the (next|last|same)|that same?) unit", build.anchored, {
        "On 3 May 1999 he fled. The following month": "1999-06", "On 3 May 1999 he fled. That same day": "1999-05-03",
        "On 3 May 1999 he fled. The previous year": "1998", "On 3 May 1999 he fled. The next day": "1999-05-04",
    }, "anchored"),
    Form("the unit following", "the unit next", build.anchored, {
        "On 3 May 1999 he fled, and in the month following was taken.": "1999-06",
        "On 3 May 1999 he fled. The day following, he wrote.": "1999-05-04",
    }, "behind a month"),
    Form("later that unit", "(later|part) (on|in)? that same? unit", build.anchored, {
        "On 23 October 1999 he was shot. Earlier that day": "1999-10-23",
        "On 3 May 1999 he fled. Later that month": "1999-05-03/1999-05-31",
    }),
    Form("the next morning", "(the (next|last|same)|that same?) hour", build.anchored_day, {
        "On 3 May 1999 he fled. The next morning": "1999-05-04", "On 3 May 1999 he fled. That night": "1999-05-03",
    }, "anchored"),
    Form("the day after", "the (unit|weekday) before", build.beside, {
        "On 3 May 1999 he fled. The Sunday after": "1999-05-09",
        "On 3 May 1999 he fled. The day after, he wrote.": "1999-05-04",
    }, "before that"),
    Form("deictic", "deictic hour?", build.deictic, {
        "yesterday": "2016-05-03", "tomorrow morning": "2016-05-05", "tonight": "2016-05-04",
    }, "deictic"),
    Form("vague", "vague", build.vague, {
        "the recent": "2015-09-07/2016-05-04", "upcoming": "2016-05-04/2016-12-30",
    }, "vague"),
    Form("this morning", "(this|last) hour", build.this_hour, {
        "this morning": "2016-05-04", "last night": "2016-05-03",
    }),
    Form("the day before yesterday", "the? unit before deictic", build.day_beside_deictic, {
        "the day before yesterday": "2016-05-02", "the day after tomorrow": "2016-05-06",
    }),
    Form("feast", "feast comma? (of|in)? year", build.feast, {
        "Christmas Eve 2019": "2019-12-24", "Thanksgiving Day 1999": "1999-11-25",
        "Easter Sunday, 1916": "1916-04-23", "Chinese New Year 2019": "2019-02-05",
    }),
    Form("which feast", "(this|last|next) feast", build.feast, {
        "last Christmas": "2015-12-25", "this Easter": "2016-03-27",
    }),
    Form("feast alone", "the? feast", build.feast, {
        "on Christmas Day": "2015-12-25", "by Easter": "2016-03-27",
    }, "feast"),
)  # fmt: skip
"""The forms of one time, in no order: the longest that fits is taken, of those the first."""


WRAPS = (
    Wrap("early in", "the? part dash? (in|of)? the?", build.part, {
        "early June 2015": "2015-06-01/2015-06-15", "mid-1916": "1916-04-15/1916-09-15", "the mid-1990s": "1993/1997",
        "late-November": "2015-11-16/2015-11-30", "the early 20th century": "1900/1939",
        "late in 1997": "1997-08-15/1997-12-31",
    }),
    Wrap("the end of", "the? edge of the?", build.part, {
        "the end of 2008": "2008-08-15/2008-12-31", "the beginning of May 2015": "2015-05-01/2015-05-15",
    }),
    Wrap("half of", "the? ordinal half of the?", build.half_of, {
        "the first half of May 2015": "2015-05-01/2015-05-16",
    }),
    Wrap("the so-manieth", "the? (ordinal|last) (unit|sureweekday) (of|in)", build.nth_unit, {
        "the last Sunday of September 2015": "2015-09-27", "the first week of May 2015": "2015-05-01/2015-05-08",
        "the first month of 2015": "2015-01",
    }),
    Wrap("the first days of",
        "(the (ordinal|last) (count|few)?|(ordinal|last) (count|few)) unit of the?",
        build.units_of, {
        "the last days of May 2015": "2015-05-16/2015-05-31",
    }, needs="many"),
    Wrap("the week of", "(the|this|that|an)? unit (of|begins|begins on) the?", build.week_of, {
        "the week of 6 June 2016": "2016-06-06/2016-06-12",
    }),
    Wrap("counted from", f"(hedge than? the?)? {_COUNT} unit before the?", build.counted_from, {
        "two weeks before 13 May 1999": "1999-04-29", "three days after Christmas 2014": "2014-12-28",
        "a year after June 2010": "2011",
    }, needs="counted from"),
    Wrap("counted on from", f"{_COUNT} unit from", build.counted_since, {
        "two weeks from 3 May 2015": "2015-05-17", "two days from today": "2016-05-06",
    }),
    Wrap("beside", "the (weekday|unit) before the?", build.beside_time, {
        "the Monday after 13 May 1999": "1999-05-17", "the day before 1 May 1999": "1999-04-30",
    }, needs="counted from"),
    Wrap("so many years ago", f"(hedge than? the?)? {_COUNT} unit ago", build.years_ago_this, {
        "ten years ago this month": "2006-05",
    }),
)  # fmt: skip
"""The forms that hold another time."""

RANGES: Mapping[str, str] = {
    "from the 3d to the 8th of March": "2016-03-03/2016-03-08",
    "1 January 2015 to February 2018": "2015-01-01/2018-02",
    "2007 to the end of 2008": "2007-01-01/2008-12-31",
    "Dec 51 to Mar 52": "1951-12/1952-03",
    "September 57–28 Dec 57": "1957-09-01/1957-12-28",
    "Monday to Friday": "2016-05-02/2016-05-06",
    "between 1990 and 1993": "1990/1993",
    "from last week until tomorrow": "2016-04-25/2016-05-05",
    "January–March 1998": "1998-01/1998-03",
    "between the summer of 2000 and May 2001": "2000-06-01/2001-05-31",
}
"""Examples of times from one to another, whatever the forms of the two."""
