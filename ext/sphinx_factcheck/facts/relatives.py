"""Whether what the fact base says of relatives can be so: it is easily written under the wrong one of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sphinx_factcheck.facts.lives import BEREFT, KIN_GENDER, OTHER_SIDE, TITLE_GENDER
from sphinx_factcheck.facts.model import Entity, Kin, Person
from sphinx_factcheck.facts.nodes import Path
from sphinx_factcheck.facts.shape import Fault

_TOLD_AS = re.compile(r"\b(?P<kin>[a-z]+) of\b", re.IGNORECASE)
_Told = tuple[str, Path, Kin]


def turned_round(entities: Mapping[str, Entity]) -> Iterator[tuple[str, Fault]]:
    """Relatives who cannot be what they are called: told under the wrong one of two, most likely."""
    told: list[_Told] = [
        (id, ("kin", number), kin)
        for id, entity in entities.items()
        for number, kin in enumerate(entity.kin if isinstance(entity, Person) else ())
        if kin.of in entities
    ]
    known = {id: _gender(entity) for id, entity in entities.items() if isinstance(entity, Person)}
    for id, path, kin in told:
        gender = KIN_GENDER.get(kin.kin)
        if gender and known.get(kin.of, gender) not in {gender, ""}:
            yield (
                id,
                _fault(entities, (id, path, kin), f"and {entities[kin.of].name} is told as a {_CALLED[known[kin.of]]}"),
            )
    yield from _unlike(entities, told)


def _unlike(entities: Mapping[str, Entity], told: list[_Told]) -> Iterator[tuple[str, Fault]]:
    """Two who are to each other what nobody can be: each the husband, each the father."""
    pairs: dict[tuple[str, str], list[_Told]] = {}
    for one in told:
        pairs.setdefault((one[0], one[2].of), []).append(one)
    for (id, other), forth in pairs.items():
        back = [kin.kin for *_, kin in pairs.get((other, id), ())]
        if id < other and back and not any(OTHER_SIDE[kin.kin].intersection(back) for *_, kin in forth):
            yield (
                id,
                _fault(entities, forth[0], f"while {entities[id].name} is the {back[0]} of {entities[other].name}"),
            )


def _fault(entities: Mapping[str, Entity], told: _Told, why: str) -> Fault:
    id, path, kin = told
    one, other = entities[id].name, entities[kin.of].name
    mend = f"“{kin.kin}: {kin.of}” here says who the {kin.kin} of {one} is; if {one} is meant, it belongs to {other}"
    return Fault("facts-kin", path, f"this says that {other} is the {kin.kin} of {one}, {why}", mend)


def _gender(person: Person) -> str:
    """Told by titles, or as in "the wife of": m, f, or nothing where nothing tells it or the signs do not agree."""
    found = {TITLE_GENDER.get(title.casefold().rstrip("."), "") for title in person.titles}
    if told := _TOLD_AS.search(person.about):
        word = told["kin"].lower()
        found.add(KIN_GENDER.get(BEREFT.get(word, word), ""))
    found.discard("")
    return found.pop() if len(found) == 1 else ""


_CALLED = {"m": "man", "f": "woman"}
