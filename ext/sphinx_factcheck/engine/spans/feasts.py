"""Days of the year that are told by their name, those that move among them: "Christmas Eve", "Easter Monday"."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from sphinx_factcheck.engine.spans.calendar import LAST_YEAR

_FIXED = {
    "new year's day": (1, 1), "new year": (1, 1), "new year's": (1, 1), "new year's eve": (12, 31), "epiphany": (1, 6),
    "st valentine's day": (2, 14), "valentine's day": (2, 14), "valentines day": (2, 14),
    "international women's day": (3, 8), "women's day": (3, 8), "st patrick's day": (3, 17), "april fools' day": (4, 1),
    "april fools": (4, 1), "earth day": (4, 22), "may day": (5, 1), "international workers' day": (5, 1),
    "world press freedom day": (5, 3), "cinco de mayo": (5, 5),
    "world refugee day": (6, 20), "juneteenth": (6, 19), "canada day": (7, 1),
    "the fourth of july": (7, 4), "bastille day": (7, 14), "halloween": (10, 31), "guy fawkes night": (11, 5),
    "all saints' day": (11, 1), "all souls' day": (11, 2), "armistice day": (11, 11), "veterans day": (11, 11),
    "veterans' day": (11, 11), "remembrance day": (11, 11), "world aids day": (12, 1),
    "international human rights day": (12, 10), "human rights day": (12, 10), "christmas eve": (12, 24),
    "christmas": (12, 25), "christmas day": (12, 25), "xmas": (12, 25), "boxing day": (12, 26),
    "midsummer day": (6, 24), "candlemas": (2, 2), "lady day": (3, 25), "michaelmas": (9, 29), "martinmas": (11, 11),
    "groundhog day": (2, 2),
}  # fmt: skip
"""The month and day of those that stand still."""

_FROM_EASTER = {
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter": 0, "easter sunday": 0,
    "easter day": 0, "easter monday": 1, "ascension day": 39, "whit sunday": 49, "whitsunday": 49, "pentecost": 49,
    "whit monday": 50, "corpus christi": 60, "mardi gras": -47, "shrove tuesday": -47,
}  # fmt: skip
"""How many days after Easter the others are."""

_NTH_WEEKDAY = {
    "martin luther king day": (1, 0, 3), "mlk day": (1, 0, 3), "presidents' day": (2, 0, 3),
    "presidents day": (2, 0, 3), "president's day": (2, 0, 3), "mother's day": (5, 6, 2), "mothers' day": (5, 6, 2),
    "memorial day": (5, 0, -1), "father's day": (6, 6, 3), "fathers' day": (6, 6, 3), "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2), "thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4),
}  # fmt: skip
"""The month, the weekday (0, Monday) and which of them, as the United States keep them."""

_BY_MOON = {
    "chinese new year": ("HK", "Chinese New Year"), "lunar new year": ("HK", "Chinese New Year"),
    "spring festival": ("HK", "Chinese New Year"),
    "mid-autumn festival": ("CN", "Mid-Autumn Festival"),
    "qingming festival": ("CN", "Tomb-Sweeping Day"), "tomb-sweeping day": ("CN", "Tomb-Sweeping Day"),
    "dragon boat festival": ("CN", "Dragon Boat Festival"),
    "rosh hashanah": ("IL", "Rosh Hashanah"), "yom kippur": ("IL", "Yom Kippur"), "passover": ("IL", "Pesach"),
    "eid al-fitr": ("TR", "Eid al-Fitr"), "eid al-adha": ("TR", "Eid al-Adha"),
}  # fmt: skip
"""Those that the `holidays` package reckons: the country that keeps them, and what it calls them."""

NAMES = tuple(sorted({*_FIXED, *_FROM_EASTER, *_NTH_WEEKDAY, *_BY_MOON}))
"""The names of all, in lower case, with a straight apostrophe."""


@lru_cache(maxsize=1024)
def day_of_feast(name: str, year: int) -> date | None:
    """The first day of a feast in a year; None where it is not known."""
    if not 1 <= year <= LAST_YEAR:
        return None
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        from dateutil.easter import easter

        return easter(year) + timedelta(days=_FROM_EASTER[name]) if year > 1582 else None
    if name in _NTH_WEEKDAY:
        return _nth_weekday(year, *_NTH_WEEKDAY[name])
    return _by_moon(name, year)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _by_moon(name: str, year: int) -> date | None:
    from holidays import country_holidays

    country, called = _BY_MOON[name]
    known = country_holidays(country, years=year, language="en_US", observed=False)
    days = known.get_named(called, lookup="icontains")
    return min((day for day in days if day.year == year), default=None)
