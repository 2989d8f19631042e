"""Whether a person is told as a man or as a woman, and who his relatives are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from sphinx_factcheck.engine.mentions.model import Mention
from sphinx_factcheck.facts.lives import KIN_GENDER, TITLE_GENDER
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.facts.remembered import once

_GENDER = {**KIN_GENDER, **TITLE_GENDER, "widow": "f"}
_REACH = 40
"""Characters before a name in which a title or the word of a relative stands: "her husband, the painter X"."""
_BEFORE = re.compile(r"(?P<word>[A-Za-z]+)\.?,?\s(?:(?:the|an?)\s(?:[a-z-]+\s){1,2})?$")
_OWN_TITLE = re.compile(r"(?P<word>[A-Za-z]+)\.?\s")


def genders(text: str, mentions: Iterable[Mention], facts: FactBase) -> Callable[[object], str]:
    """Tells of the id of a person "m", "f", or nothing where nothing tells it or the signs do not agree."""
    at: dict[str, list[Mention]] = {}
    for mention in mentions:
        at.setdefault(mention.entity, []).append(mention)

    @cache
    def gender(id: object) -> str:
        told = {_beside(text, m) for m in at.get(str(id), ()) if not m.span.field} | _known(facts, str(id))
        told.discard("")
        return told.pop() if len(told) == 1 else ""

    return gender


def _beside(text: str, mention: Mention) -> str:
    start = mention.span.start
    for word in (_OWN_TITLE.match(text, start), _BEFORE.search(text[max(start - _REACH, 0) : start])):
        if word and (told := _GENDER.get(word["word"].lower())):
            return told
    return ""


def _known(facts: FactBase, id: str) -> set[str]:
    entity = facts.entities.get(id)
    if not isinstance(entity, Person):
        return set()
    titles = {_GENDER.get(title.lower().rstrip("."), "") for title in entity.titles}
    return titles | _by_kin(facts).get(id, set())


_SPOUSE = {"husband": "f", "wife": "m"}


@once
def _by_kin(facts: FactBase) -> dict[str, set[str]]:
    """The genders that relatives tell, by id: the wife of somebody is a woman, and he a man."""
    found: dict[str, set[str]] = {}
    for entity in facts.entities.values():
        for kin in entity.kin if isinstance(entity, Person) else ():
            found.setdefault(kin.of, set()).add(KIN_GENDER.get(kin.kin, ""))
            found.setdefault(entity.id, set()).add(_SPOUSE.get(kin.kin, ""))
    return found


_OTHER_SIDE = {"husband": "wife", "wife": "husband", "spouse": "spouse", "partner": "partner"}


def relatives(facts: FactBase) -> Callable[[object, str], tuple[object, ...]]:
    """Tells of the id of a person those whom the fact base knows as his wife, son, or whatever the word says."""

    def of(id: object, kin: str) -> tuple[object, ...]:
        direct = _relatives(facts).get((str(id), kin), ())
        between, last = _THROUGH.get(kin, ((), ""))
        through = (one for step in between for near in of(id, step) for one in of(near, last))
        return direct or tuple(dict.fromkeys(through))

    return of


_PARENTS, _CHILDREN, _SIBLINGS = ("father", "mother"), ("son", "daughter"), ("brother", "sister")
_THROUGH = {
    "grandfather": (_PARENTS, "father"),
    "grandmother": (_PARENTS, "mother"),
    "uncle": (_PARENTS, "brother"),
    "aunt": (_PARENTS, "sister"),
    "nephew": (_SIBLINGS, "son"),
    "niece": (_SIBLINGS, "daughter"),
    "grandson": (_CHILDREN, "son"),
    "granddaughter": (_CHILDREN, "daughter"),
}
"""Whose relative of which kind a relative is who is told by no fact of his own."""


@once
def _relatives(facts: FactBase) -> dict[tuple[str, str], tuple[object, ...]]:
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for entity in facts.entities.values():
        for kin in entity.kin if isinstance(entity, Person) else ():
            if kin.of in facts.entities:
                sides = [((entity.id, kin.kin), kin.of), ((kin.of, _OTHER_SIDE.get(kin.kin, "")), entity.id)]
                for key, one in sides:
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), one)))
    return found
