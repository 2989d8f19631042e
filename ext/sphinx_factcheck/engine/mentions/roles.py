"""What a person is, as of a day: the offices of the fact base, and what an editor's description says with its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sphinx_factcheck.engine.mentions.folding import fold_name
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Entity, Person

_WORDS = re.compile(r"[a-z]+")
_MONTH = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_POINT = rf"(?:(?P<{{0}}m>{_MONTHS})\s*(?:(?P<{{0}}d>\d{{{{1,2}}}}),?\s+)?,?\s*)?(?P<{{0}}y>\d{{{{4}}}})"
_RANGE = re.compile(
    rf"{_POINT.format('a')}\s*[-/]\s*{_POINT.format('b')}"
    rf"|(?P<until>until|before|to|through)\s+[a-z ]*?{_POINT.format('c')}"
    rf"|(?P<since>from|since|after|as of|beginning)\s+[a-z ]*?{_POINT.format('e')}"
)
_BARE_RANGE = re.compile(r"(?P<m1>[A-Z][a-z]{2,8})\s*-\s*(?P<m2>[A-Z][a-z]{2,8})\s+(?P<y>\d{4})")
_SHORT = """
    adm: admiral; amb: ambassador; asst: assistant; capt: captain; col: colonel; congressman: representative;
    congresswoman: representative; counsellor: counselor; defence: defense; defmin: defense minister; dep:
    deputy; depsec: deputy secretary; fonmin: foreign minister; fonsec: foreign secretary; formin: foreign
    minister; gen: general; gov: governor; lt: lieutenant; maj: major; min: minister; pm: prime minister;
    premier: prime minister; pres: president; primin: prime minister; radm: rear admiral; rep: representative;
    sec: secretary; secdef: secretary of defense; secstate: secretary of state; secy: secretary; sen: senator;
    undersecretary: under secretary; vadm: vice admiral; vp: vice president
"""
_ABBREVIATIONS = {
    short.strip(): long.strip() for short, _, long in (entry.partition(":") for entry in _SHORT.split(";"))
}
_ARMED = {
    "general": frozenset(
        "general army usa usaf usmc roka joint chiefs military forces marshal commander commanding".split()
    ),
    "admiral": frozenset("admiral navy usn naval fleet joint chiefs cincpac commander uscg".split()),
    "colonel": frozenset("colonel army usa usaf usmc roka attache military".split()),
    "major": frozenset("major army usa usaf usmc military".split()),
    "captain": frozenset("captain army navy usn usa usaf".split()),
    "marshal": frozenset("marshal army forces commander".split()),
}
_OBJECT = frozenset("of for to the in at on and".split())
_LESSER = frozenset("vice deputy under assistant acting former".split())


@dataclass(frozen=True, slots=True)
class Role:
    """One office or description, as plain words, with the days between which it held."""

    words: tuple[str, ...]
    first: date = date.min
    last: date = date.max

    def holds(self, day: When | None) -> bool:
        return day is None or (self.first <= day.latest and day.earliest <= self.last)


@lru_cache(maxsize=8192)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a title or description in lower case, abbreviations written out."""
    words: list[str] = []
    for word in _WORDS.findall(fold_name(text).lower()):
        words += _ABBREVIATIONS.get(word, word).split()
    return tuple(words)


def roles_of(entity: Entity) -> tuple[Role, ...]:
    """All roles the fact base knows of an entity."""
    roles = list(_described(entity.about))
    if isinstance(entity, Person):
        for office in entity.offices:
            when = office.valid or office.on
            for name in (office.office, *office.also):
                words = plain_words(f"{name} {office.of}")
                roles.append(Role(words, when.earliest, when.latest) if when else Role(words))
        roles += [Role(plain_words(title)) for title in entity.titles]
        if entity.country:
            roles.append(Role(plain_words(entity.country)))
    return tuple(roles)


def _described(about: str) -> list[Role]:
    roles: list[Role] = []
    begin = date.min
    for part in fold_name(about).split(";"):
        if re.search(r"\bthereafter\b", part) and roles:
            previous = roles[-1].last
            begin = previous if previous != date.max else date.min
        else:
            begin = date.min
        first, last = _dates(part)
        roles += [
            Role(plain_words(office), max(first, begin), last) for office in re.split(r",|\band\b|\balso\b", part)
        ]
        roles.append(Role(plain_words(part), max(first, begin), last))
    return roles


def _dates(part: str) -> tuple[date, date]:
    bare = _BARE_RANGE.search(part)
    if bare and bare["m1"][:3].lower() in _MONTH and bare["m2"][:3].lower() in _MONTH:
        return _first_day(bare["m1"], bare["y"]), _last_day(bare["m2"], bare["y"])
    first, last = date.min, date.max
    for found in _RANGE.finditer(part):
        if found["ay"]:
            first, last = _first_day(found["am"], found["ay"]), _last_day(found["bm"], found["by"])
        elif found["cy"]:
            last = _last_day(found["cm"], found["cy"])
        else:
            first = _first_day(found["em"], found["ey"])
    return first, last


def _first_day(month: str | None, year: str) -> date:
    return date(int(year), _MONTH.get((month or "")[:3].lower(), 1), 1)


def _last_day(month: str | None, year: str) -> date:
    number = _MONTH.get((month or "")[:3].lower(), 12)
    return date(int(year) + (number == 12), number % 12 + 1, 1)


def title_fits(title: tuple[str, ...], roles: tuple[Role, ...], day: When | None) -> int:
    """How well a title fits what a person is: 6 the office of that day exactly, less nearly or formerly, 0 not."""
    best = 0
    for role in roles:
        best = max(best, 2 * _fit(title, role.words) - (0 if role.holds(day) else 1))
    if best <= 0 and title and title[-1] in _ARMED:
        told = {word for role in roles for word in role.words}
        best = 1 if told & _ARMED[title[-1]] else 0
    return max(best, 0)


def _fit(title: tuple[str, ...], role: tuple[str, ...]) -> int:
    """3 where the title names the office itself, 2 where a lesser form of it, 0 where it only occurs in its object."""
    if not title:
        return 0
    head_end = next((at for at, word in enumerate(role) if word in _OBJECT), len(role))
    size = len(title)
    for at in range(min(head_end, len(role) - size + 1)):
        if role[at : at + size] == title:
            return 2 if at and role[at - 1] in _LESSER else 3
    head = [word for word in title if word in role[:head_end]]
    content = [word for word in title if word not in _OBJECT]
    return 3 if head and len(content) > 1 and all(word in role for word in content) else 0
