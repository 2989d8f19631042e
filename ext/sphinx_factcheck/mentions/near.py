"""Names that are nearly those of a known person: one letter more, less, changed or swapped. Reported, never linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.mentions.context import Scene, is_title
from sphinx_factcheck.mentions.folding import fold_name
from sphinx_factcheck.mentions.lexicon import EASTERN_FAMILIES
from sphinx_factcheck.mentions.names import key_of, tokens_of

KEPT = 50_000
SHORTEST = 5
"""Shorter names that differ in one letter are as likely two people: Wang Yu and Wang Yi."""
_PAIR = re.compile(r"([A-Z][a-z]++)(?=\.? (?:[A-Z]\.? ?){0,2}([A-Z][a-z]{4,})\b)")


def nearly(said: str, known: str) -> bool:
    """Whether two plain parts of a name differ in just one letter, and are long enough for that to be a slip."""
    if said == known or min(len(said), len(known)) < SHORTEST:
        return False
    return OSA.distance(said, known, score_cutoff=1) == 1


class NearMisses:
    """Finds misspelt surnames beside a right given name, or beside a title of somebody the letter names elsewhere."""

    def __init__(self, facts: FactBase, is_surname: Callable[[str], bool]) -> None:
        self._facts = facts
        self._is_surname = is_surname
        self._beside = lru_cache(maxsize=KEPT)(self._judge)

    @cached_property
    def _by_given(self) -> dict[str, dict[str, str]]:
        """Of every first given name, the family names with their entities."""
        filed: dict[str, dict[str, str]] = {}
        for entity in self._facts.entities.values():
            if isinstance(entity, Person) and entity.name_order == "given-first":
                words = tokens_of(fold_name(entity.name))
                if len(words) > 1 and len(words[-1]) >= SHORTEST:
                    filed.setdefault(key_of(words[0]), {})[key_of(words[-1])] = entity.id
        return filed

    def find(self, scene: Scene, present: Collection[tuple[str, str]]) -> Iterable[tuple[int, int, str]]:
        """Start, end and entity of each near miss. `present` are the keys and entities the letter names elsewhere."""
        meant: dict[tuple[str, str], str] = {}
        for pair in set(_PAIR.findall(scene.flat)):
            entity = self._beside(pair)
            if entity is None:
                entity = next((who for key, who in present if _slip_of_title(pair[1].lower(), key)), "")
            if entity:
                meant[pair] = entity
        for found in _PAIR.finditer(scene.flat) if meant else ():
            if entity := meant.get((found[1], found[2])):
                beside_given = found[1].lower() in self._by_given
                yield found.start(1 if beside_given else 2), found.end(2), entity

    def _judge(self, pair: tuple[str, str]) -> str | None:
        """The entity whose surname the second of two words nearly is, if any; None beside a title, of which the
        letter itself must tell whose it is.
        """
        before, surname = pair[0].lower(), pair[1].lower()
        if self._is_surname(surname):
            return ""
        if before in self._by_given:
            families = self._by_given[before]
            best = process.extractOne(surname, families.keys(), scorer=OSA.distance, score_cutoff=1)
            return families[best[0]] if best else ""
        return None if is_title(pair[0]) else ""


def _slip_of_title(said: str, known: str) -> bool:
    """Whether a titled surname is nearly one the letter has; those of one syllable are too alike to tell."""
    alike = said[0] == known[0] or said[-3:] == known[-3:]
    return alike and known not in EASTERN_FAMILIES and nearly(said, known)
