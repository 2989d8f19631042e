"""Given names alone: "Nazanin came home", where the letter names her in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from sphinx_factcheck.engine.mentions.candidates import BARE, Hit
from sphinx_factcheck.engine.mentions.context import Scene
from sphinx_factcheck.engine.mentions.lexicon import FUNCTION_WORDS, MONTHS, TITLES
from sphinx_factcheck.engine.mentions.names import FULL, key_of
from sphinx_factcheck.facts.lives import country_of

_GIVEN = re.compile(r"[A-Z][a-z']{2,}(?=[\s,.;:)])")
_BEFORE = re.compile(r"([A-Za-z]+)(\.?)[ \n]\Z")
_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n\n")
_TIED = re.compile(r"-|'(?!s?\b)|\w| [A-Z]")
_WITH_GIVEN = frozenset("miss sir lady dame don dom dona sister brother father aunt uncle prince princess".split())
"""Titles that stand before a given name."""
_GREETS = frozenset("dear dearest my".split())
"""What stands before the name of whom a letter greets, whoever else of that name it tells of."""
_OF_PLACES = frozenset("in at near across through the via".split())
_OF_EITHER = frozenset("from to of".split())
"""What stands before a place, and before a place or person: the country Jordan may be meant, not somebody so named."""
_PLACES = frozenset(
    "adelaide alberta alexandria asia austin bethany brooklyn carolina charlotte chelsea dakota dallas denver florence "
    "houston lincoln lima lourdes madison milan paris petra salem santiago savannah siena sofia sydney troy valencia "
    "verona victoria vienna virginia".split()
)
"""Given names that are cities and states as well."""


def given_alone(
    scene: Scene, settled: Iterable[tuple[Hit, str, str]], is_surname: Callable[[str], bool]
) -> Iterator[tuple[Hit, str]]:
    """Where a given name stands alone in a letter that names in full the only one who bears it.

    None is told of a name that the letter uses otherwise too: beside another name, like that of a place, or as that of
    whom it greets.
    """
    bearers: dict[str, dict[str, int]] = {}
    named = list(settled)
    for hit, entity, _ in named:
        given = _GIVEN.match(scene.flat, hit.start) if hit.level == FULL else None
        if given and key_of(given[0]) == hit.said[0] and not (_is_word(hit.said[0]) or is_surname(hit.said[0])):
            bearers.setdefault(given[0], {}).setdefault(entity, hit.start)
    words = [word for word, who in bearers.items() if len(who) == 1 and not scene.has_word(word.lower())]
    if not words:
        return
    taken = {at for hit, _, _ in named for at in range(hit.start, hit.end)}
    places: dict[str, list[int]] = {}
    for number, start, end in AhoCorasick(words).find_matches_as_indexes(scene.flat, overlapping=True):
        within = start in taken or scene.flat[start - 1 : start].isalnum() or scene.flat[end : end + 1].isalpha()
        if not within:
            places.setdefault(words[number], []).append(start)
    for word, starts in places.items():
        [(entity, first)] = bearers[word].items()
        if all(_stands_alone(scene, start, start + len(word)) for start in starts):
            told = (at for at in starts if at > first or _SENTENCE_ENDS.search(scene.flat, at, first))
            yield from ((Hit(at, at + len(word), "", BARE, (entity,)), entity) for at in told)


def _is_word(key: str) -> bool:
    return key in FUNCTION_WORDS or key in TITLES or key in MONTHS


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    before = _BEFORE.search(scene.flat, max(start - 30, 0), start)
    if _TIED.match(scene.flat, end) or scene.is_place(end) or scene.flat[start - 1 : start] in {"-", "'"}:
        return False
    if not before:
        return True
    word = before[1]
    if word.lower() in _GREETS:
        return False
    if word.lower() in _WITH_GIVEN:
        return True
    if before[2]:  # the end of a sentence, but no St., no Gen., no initial
        return word.islower() or len(word) > 4
    if word in _OF_EITHER:
        name = scene.flat[start:end].lower()
        return name not in _PLACES and not country_of(name)
    titled = word.lower() in TITLES and word != "then"  # "Since then Ilko is in prison"
    return word not in _OF_PLACES and not titled and (word.islower() or word.lower() in FUNCTION_WORDS)
