"""Names that are nearly those of a known person: one letter more, less, changed or swapped. Reported, never linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from sphinx_factcheck.engine.mentions.context import Scene, is_title
from sphinx_factcheck.engine.mentions.folding import fold_name
from sphinx_factcheck.engine.mentions.lexicon import EASTERN_FAMILIES
from sphinx_factcheck.engine.mentions.names import key_of, tokens_of
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.facts.remembered import once

KEPT = 50_000
SHORTEST = 5
"""Shorter names that differ in one letter are as likely two people: Wang Yu and Wang Yi."""
_PAIR = re.compile(r"([A-Z][a-z]++)(?=\.? ((?:[A-Z]\.? ?){0,2})([A-Z](?:[a-z]{2,}|(?:ac|c|')[A-Z][a-z]{2,}))\b)")
_SPELLINGS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        (r"(.)\1", r"\1"),
        ("ph", "f"),
        ("ck|q|c(?!h)", "k"),
        ("ie|ey|y", "i"),
        ("z", "s"),
        ("(?<=[aeiou])h(?![aeiou])", ""),
    )
)
_OTHER_NAME = re.compile(
    r",? \(?(?:aka|a\.k\.a\.|also known as|known as|alias|born) ([A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})(?=[),])"
)
_ALIKE = 0.6
_VOWELS = re.compile("[aeiou]+")


def nearly(said: str, known: str) -> bool:
    """Whether two plain parts of a name differ in just one letter, and are long enough for that to be a slip."""
    if said == known or min(len(said), len(known)) < SHORTEST:
        return False
    return OSA.distance(said, known, score_cutoff=1) == 1


@lru_cache(maxsize=KEPT)
def heard(name: str) -> str:
    """A part of a name without what spelling alone tells apart: "Sophie" and "Sofie", "Phillip" and "Philip"."""
    for written, told in _SPELLINGS:
        name = written.sub(told, name)
    return name


def sounds_like(said: str, known: str, most: int = 1) -> bool:
    """Whether two parts of a name have the same consonants in order and differ in at most so many letters else."""
    if said == known or abs(len(said) - len(known)) > 1:
        return False
    one, other = heard(said), heard(known)
    return _VOWELS.sub("", one) == _VOWELS.sub("", other) and OSA.distance(one, other) <= most


class NearMisses:
    """Finds misspelt surnames beside a right given name, or beside a title of somebody the letter names elsewhere."""

    def __init__(self, facts: FactBase, is_surname: Callable[[str], bool]) -> None:
        self._facts = facts
        self._is_surname = is_surname
        self._beside = lru_cache(maxsize=KEPT)(self._judge)

    @property
    def _by_given(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        return _by_given(self._facts)

    def find(self, scene: Scene, present: Collection[tuple[str, str]]) -> Iterable[tuple[int, int, str]]:
        """Start, end and entity of each near miss. `present` are the keys and entities the letter names elsewhere."""
        meant: dict[tuple[str, str, str], str] = {}
        by_given = self._by_given
        for pair in set(_PAIR.findall(scene.flat)):
            if self._is_surname(key_of(pair[2])):
                continue
            by_given.get(pair[0].lower())  # asked whether or not the answer is remembered
            entity = self._beside(pair)
            if entity is None:
                said = key_of(pair[2])
                entity = next((who for key, who in present if _slip_of_title(said, key)), "")
            if entity:
                meant[pair] = entity
        for found in _PAIR.finditer(scene.flat) if meant else ():
            if entity := meant.get((found[1], found[2], found[3])):
                given = found.start(1) if found[1].lower() in self._by_given else -1
                yield self._first_given(scene, given, entity) if given >= 0 else found.start(3), found.end(3), entity

    def other_name(self, scene: Scene, end: int, entity: str) -> tuple[int, int] | None:
        """Where another name is given for a person named up to `end`, if it only resembles one that the person has."""
        told = _OTHER_NAME.match(scene.flat, end)
        person = self._facts.entities[entity] if told else None
        if told is None or not isinstance(person, Person):
            return None
        alike = max(OSA.normalized_similarity(told[1], fold_name(alias.name)) for alias in person.aliases())
        return told.span(1) if _ALIKE <= alike < 1 else None

    def _first_given(self, scene: Scene, start: int, entity: str) -> int:
        """Where a name starts whose given name, or one after the first, stands at `start`."""
        before = scene.words_before(start)[:1]
        known = self._by_given.get(before[0].key, {}).values() if before else ()
        return before[0].start if any(who == entity for _, who in known) else start

    def _judge(self, pair: tuple[str, str, str]) -> str | None:
        """The entity whose surname the last of these words nearly is, if any; None beside a title, of which the
        letter itself must tell whose it is.
        """
        before, surname = pair[0].lower(), key_of(pair[2])
        if before in self._by_given:
            initials = "".join(letter for letter in pair[1].lower() if letter.isalpha())
            return self._of_given(self._by_given[before], initials, surname)
        return None if is_title(pair[0]) else ""

    def _of_given(self, families: Mapping[str, tuple[str, str]], initials: str, surname: str) -> str:
        """Of those who bear a given name, whose surname was meant: one that is short, or differs in more than a letter,
        only where nobody else bears the given name, or the initials are the same.
        """
        for family, (known, entity) in families.items():
            if initials and known and initials != known:
                continue
            surely = len(families) == 1 or (initials and initials == known)
            alike = heard(surname)[0] == heard(family)[0]
            if alike and (nearly(surname, family) or (surely and sounds_like(surname, family))):
                return entity
        return ""


@once
def _by_given(facts: FactBase) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Of every given name, the family names, each with the initials between them and the entity."""
    filed: dict[str, dict[str, tuple[str, str]]] = {}
    for entity in facts.entities.values():
        if isinstance(entity, Person) and entity.name_order == "given-first":
            words = tokens_of(fold_name(entity.name))
            given, *middle, family = map(key_of, words) if len(words) > 1 else ("", "")
            if len(family) >= SHORTEST or (family and given not in EASTERN_FAMILIES):
                filed.setdefault(given, {})[family] = "".join(word[0] for word in middle), entity.id
                for word in middle:
                    if len(word) > 1:
                        filed.setdefault(word, {}).setdefault(family, ("", entity.id))
    return filed


def _slip_of_title(said: str, known: str) -> bool:
    """Whether a titled surname is nearly one the letter has; those of one syllable are too alike to tell."""
    alike = said[0] == known[0] or said[-3:] == known[-3:]
    return alike and known not in EASTERN_FAMILIES and nearly(said, known)
