"""Relatives by their given names: "His wife, Malika", "Andrés, his brother", "X's daughter Ifeoma"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.mentions.candidates import Hit
from sphinx_factcheck.engine.mentions.context import Scene
from sphinx_factcheck.engine.mentions.lexicon import FUNCTION_WORDS, MONTHS, TITLES
from sphinx_factcheck.engine.mentions.names import FULL, read_name
from sphinx_factcheck.facts.lives import BEREFT, OTHER_SIDE, same_kin
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.facts.remembered import once

_KIN = "|".join(sorted({*OTHER_SIDE, *BEREFT}))
_OWN = "his|her|my|our|their"
_OWNED = rf"(?:\b(?P<own>{_OWN})|(?P<name>'s?))\s(?:[a-z-]+\s){{0,2}}(?P<kin>{_KIN})"
_BEFORE = later(
    rf"(?:{_OWNED}[,:]?|\ban?\s(?P<kin_known>{_KIN}),|\b(?P<kin_of>{_KIN})\sof\s(?P<of>[^\n,;.]{{2,40}}),)\s\Z",
    re.IGNORECASE,
)
_AFTER = later(rf"(?:,\s(?:the\s)?(?:(?:{_OWN})\s(?:[a-z-]+\s)?)?|\s(?:{_OWN})\s(?:[a-z-]+\s)?)(?P<kin>{_KIN})\b")
_ANNOUNCED = later(rf"\b(?:my|our)\s(?:[a-z-]+\s){{0,2}}(?P<kin>{_KIN})s?\b")
"""Relatives of whoever writes: "my two brothers … Wilfred, who is the elder"."""
_BACK = 1200
"""Characters before a given name in which those are announced."""
_GOES_ON = re.compile(r"-|'(?!s?\b)|\w| [A-Z]")
_REACH = 80
"""Characters before a given name in which it is told whose relative bears it."""
_SHARED = later(r"(?:^|[^\w\s.]\s?|(?<![\w.])[a-z]+\s)(?P<given>(?:[A-Z]\w+,\s)*[A-Z]\w+),?\s(?:and|&)\s\Z")
"""Given names and an "and" before a whole name, with no capital before them: not the "Bob Luis" of "Bob Luis and"."""
_TITLED = re.compile(r"[A-Z][\w.]*[ \n]\Z")
_CAPITALIZED = later(r"\b[A-Z]\w*")


def relatives_alone(
    scene: Scene, settled: Iterable[tuple[Hit, str, str]], facts: FactBase
) -> Iterator[tuple[Hit, str]]:
    """Where a given name stands beside a word for a relative of somebody whom the letter names, and nobody else fits.

    A relative is one whom the fact base tells to be just that; of the person just named also another one of his family
    name.
    """
    persons = sorted((hit.start, hit.end, who) for hit, who, _ in settled if isinstance(facts.entities[who], Person))
    families = _families(facts)
    near: dict[str, set[str]] = {}
    for who in {who for _, _, who in persons}:
        related = {*families.related.get(who, ()), *families.namesakes(who)}
        for one in (one for one in related if one in families.given):
            near.setdefault(families.given[one], set()).add(one)
    taken = {at for start, end, _ in persons for at in range(start, end)}
    alone = {given: who for given, [who, *others] in ((g, [*b]) for g, b in near.items()) if not others}
    words: dict[str, list[re.Match[str]]] = {given: [] for given in alone}
    for word in _CAPITALIZED.finditer(scene.flat) if alone else ():
        if word[0] in words:
            words[word[0]].append(word)
    for given, who in alone.items():
        for found in words[given] if _CAPITALIZED.fullmatch(given) else re.finditer(rf"\b{given}\b", scene.flat):
            at, end = found.span()
            free = at not in taken and not _GOES_ON.match(scene.flat, end)
            if free and _is_relative(scene.flat, found, persons, families, who):
                yield Hit(at, end, "", FULL, (who,), (given.lower(),)), who


def sharing_family(scene: Scene, settled: Iterable[tuple[Hit, str, str]], facts: FactBase) -> Iterator[tuple[Hit, str]]:
    """Where given names stand before one with the family name that they share: the Luis of "Luis and Mateo Soler"."""
    named = [(hit, who) for hit, who, _ in settled if hit.level == FULL and hit.said]
    taken = {at for hit, _ in named for at in range(hit.start, hit.end)}
    families = _families(facts)
    for hit, who in named:
        joined = scene.flat.endswith(("and ", "& "), 0, hit.start)
        shared = _SHARED.search(scene.flat, max(hit.start - _REACH, 0), hit.start) if joined else None
        for given in _CAPITALIZED.finditer(scene.flat, *shared.span("given")) if shared else ():
            bearers = [one for one in families.namesakes(who) if families.given.get(one) == given[0]]
            if len(bearers) == 1 and given.start() not in taken:
                yield Hit(*given.span(), "", FULL, (bearers[0],), (given[0].lower(),)), bearers[0]


def _is_relative(
    flat: str, given: re.Match[str], persons: list[tuple[int, int, str]], families: _Families, who: str
) -> bool:
    """Whether the words beside a given name tell that it is borne by somebody’s relative, and who can be that."""
    before = _BEFORE.search(flat, max(given.start() - _REACH, 0), given.start())
    after = None if before else _AFTER.match(flat, given.end())
    if before is None:
        word, owners = after["kin"] if after else "", [*persons]
    else:
        word = before["kin"] or before["kin_known"] or before["kin_of"]
        stop = before.end("of") if before["of"] else before.start("name")
        owners = [p for p in persons if before["own"] or before["kin_known"] or p[1] == stop]
    if not word and not _TITLED.search(flat, max(given.start() - _REACH, 0), given.start()):
        announced = _ANNOUNCED.finditer(flat, max(given.start() - _BACK, 0), given.start())
        return any(families.is_told(p[2], who, a["kin"].lower()) for a in announced for p in persons)
    told = [families.is_told(owner, who, word.lower()) for _, _, owner in owners]
    last = [owner for start, _, owner in owners if start < given.start()][-1:]
    namesake = any(who in families.namesakes(owner) for owner in last) and not (before and before["kin_known"])
    return any(told) or (namesake and told.count(False) == 0)


@dataclass(frozen=True)
class _Families:
    """Who is told to be whose relative, who bears which given and family names, by id; and by family name who does."""

    related: Mapping[str, Mapping[str, str]]
    given: Mapping[str, str]
    family: Mapping[str, str]
    bearers: Mapping[str, set[str]]

    def is_told(self, owner: str, who: str, word: str) -> bool | None:
        """Whether one is told to be what a word says to another; None where nothing is told of the two."""
        kin, turned = self.related.get(owner, {}).get(who), self.related.get(who, {}).get(owner)
        if kin is None and turned is None:
            return None
        word = BEREFT.get(word, word)
        return bool(kin and same_kin(word, kin)) or any(
            same_kin(word, side) for side in OTHER_SIDE.get(turned or "", ())
        )

    def namesakes(self, id: str) -> set[str]:
        """The others who bear the family name of one."""
        return self.bearers.get(self.family.get(id, ""), set()) - {id}


@once
def _families(facts: FactBase) -> _Families:
    related: dict[str, dict[str, str]] = {}
    given: dict[str, str] = {}
    family: dict[str, str] = {}
    bearers: dict[str, set[str]] = {}
    for person in (one for one in facts.entities.values() if isinstance(one, Person)):
        for kin in person.kin:
            related.setdefault(person.id, {})[kin.of] = kin.kin
            related.setdefault(kin.of, {}).setdefault(person.id, "")
        name = read_name(person.name, person)
        if name is None or not name.given or not name.family:
            continue
        first = name.given[0]
        if len(first) > 2 and not (first in FUNCTION_WORDS or first in TITLES or first in MONTHS):
            given[person.id] = first.capitalize()
        family[person.id] = name.family[-1]
        bearers.setdefault(name.family[-1], set()).add(person.id)
    return _Families(related, given, family, bearers)
