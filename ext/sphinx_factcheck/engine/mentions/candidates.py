"""From one key in a text to who may be meant there: reads the words around it, knows nothing of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sphinx_factcheck.engine.mentions.catalogue import Owners
from sphinx_factcheck.engine.mentions.context import (
    Scene,
    Word,
    given_before,
    is_aside,
    is_role,
    is_title,
    longer_name_follows,
    suffix_end,
)
from sphinx_factcheck.engine.mentions.lexicon import (
    ARTICLES,
    COUPLES,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    HE,
    MONTHS,
    OWN_THINGS,
    PARTICLES,
    SHE,
    SUFFIX_WORDS,
)
from sphinx_factcheck.engine.mentions.names import FULL, INITIALS, Name, match_given, same_given
from sphinx_factcheck.engine.mentions.near import SHORTEST, heard, nearly, sounds_like

WHOLE, DOUBLE, BARE, WEAK = 5, 2, 1, 0
"""With FULL and INITIALS, how much of a name stands in the letter; DOUBLE is a surname of several words, WEAK a part
that is no surname by itself.
"""

FOREIGN = frozenset({"foreign"})
"""The words name somebody of the same surname whom the fact base does not know."""
NEAR = frozenset({"near"})
"""The words are nearly a known name."""
UNSURE = frozenset({"unsure"})
"""A surname among the capitals of a headline: nobody, unless the letter names its bearer elsewhere."""
_TITLED, _HE = frozenset({"titled"}), frozenset({"titled", "he"})
_SHE, _WIFE = frozenset({"titled", "she"}), frozenset({"titled", "she", "wife"})
_BRACKETED = frozenset({"bracketed"})
_NONE: frozenset[str] = frozenset()

_WHY = {
    WHOLE: "name",
    FULL: "full name",
    INITIALS: "initials and surname",
}
_WHY |= dict.fromkeys((DOUBLE, BARE), "only bearer of the surname")
_PREFIXES = frozenset("pro anti ex post pre non vice then late".split())
_CHILD_OF = re.compile(r"\s(?:son|daughter)\sof\s[A-Z]")
"""What tells one from a namesake: "X Y son of Z"."""
_MAY_FOLLOW = MONTHS | FUNCTION_WORDS | SUFFIX_WORDS | OWN_THINGS


@dataclass(slots=True)
class Hit:
    """A stretch of folded text that may name one of `entities`; `said` are the given names there.

    `calls` are other keys that can stand for them once they are named so.
    """

    start: int
    end: int
    key: str
    level: int
    entities: tuple[str, ...]
    said: tuple[str, ...] = ()
    flags: frozenset[str] = _NONE
    script: bool = False
    calls: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        return "name in its own script" if self.script else _WHY.get(self.level, "")


class _Around(NamedTuple):
    """One key in its place: who can be called by it, and the words on both sides."""

    scene: Scene
    owners: Owners
    start: int
    end: int
    before: list[Word]
    after: list[Word]


def read_hit(scene: Scene, start: int, end: int, owners: Owners, known: Callable[[str], bool]) -> Hit | None:
    """Who may be named by a key at a place; None where the words are plainly something else."""
    if scene.within_word(start, end):
        return None
    before, after = scene.words_before(start), scene.words_after(end)
    if before and before[0].gap == "-" and before[0].key not in owners.joined:
        if before[0].key not in _PREFIXES and not known(before[0].key):
            return None
        before = []
    place = _Around(scene, owners, start, end, before, after)
    if not (before or after or scene.flat.startswith(",", end)):
        return _alone(place, start, end)
    hit = _followed_by_given(place)
    if hit:
        rest = [word for word in after if word.start >= hit.end]
        return None if longer_name_follows(rest) or (rest and rest[0].gap == "-") else hit
    if after and after[0].gap == "-" and (not after[0].capital or not known(after[0].key)):
        return None
    return _inverted(place) or _after_given(place)


def _followed_by_given(place: _Around) -> Hit | None:
    """A family name that comes first and is followed by the given names, as is usual or as the letter has it."""
    after, owners = place.after, place.owners
    if not after or not after[0].capital or after[0].initial:
        return None
    best: Hit | None = None
    names = [name for name in owners.with_given(after[0].key[0]) if name.given and owners.key == name.family[0]]
    for size, word in enumerate(after[:4], 1):
        said = tuple(part.key for part in after[:size])
        matching = [name for name in names if "".join(said) == name.joined]
        if matching:
            best = Hit(place.start, word.end, owners.key, FULL, _entities(matching), said)
    return best


def _inverted(place: _Around) -> Hit | None:
    """The family name, a comma, the given names: "Kirk, Alan G."."""
    stop, given = place.scene.inverted_given(place.end)
    nearest = place.before[0] if place.before else None
    if not given or (nearest and nearest.capital and "\n" not in nearest.gap and nearest.key not in FUNCTION_WORDS):
        return None
    names = [name for name in place.owners.with_given(given[0][0]) if not name.eastern]
    matching = [name for name in names if match_given(given, name) == FULL]
    if matching:
        return Hit(place.start, stop, place.owners.key, FULL, _entities(matching), given)
    stranger = len(given) > 1 and len(given[0]) > 1  # Kerry, Alan B.
    return Hit(place.start, stop, place.owners.key, FULL, (), given, FOREIGN) if stranger else None


def _after_given(place: _Around) -> Hit | None:
    """The family name with what stands before it: particles, given names, a title, or nothing of the kind."""
    begin, rest = _take_particles(place)
    if rest is None:
        return None
    owners = place.owners
    said = given_before(place.scene, rest, owners.given)
    if not said:
        return _bare(place, rest, begin)
    names = owners.with_given({word.key[0] for word in said})
    best = _best_given(place, said, names)
    if best:
        return None if longer_name_follows(place.after) or _goes_on(place, names) else best
    if all(word.key in owners.compounds for word in said):
        doubles = [name for name in owners.names if name.family[-len(said) - 1 : -1] == _reading(said)]
        return _bare(place, rest[len(said) :], said[-1].start, doubles)
    if len(said) == 1 and said[0].key in {"m", "mm"}:
        return _bare(place, said, begin)
    if all(is_aside(place.scene, word) for word in said):
        return _bare(place, [], begin)
    if all(is_aside(place.scene, word) or is_role(place.scene, word) for word in said):
        hit = _bare(place, [], begin)
        return hit and replace(hit, flags=hit.flags | UNSURE)
    if not owners.callable:
        return None
    words = _reading(said)
    slips = _entities(name for name in names if name.given and _slipped_given(words[0], name.given[0]))
    if not slips and not GIVEN_NAMES.intersection(words) and place.scene.in_headline(place.start):
        return Hit(place.start, place.end, owners.key, BARE, owners.callable, flags=UNSURE)
    stranger = len(slips) != 1 or bool(
        place.after and place.after[0].capital and not _may_follow(place, place.after[0])
    )
    return Hit(
        said[-1].start, place.end, owners.key, FULL, () if stranger else slips, words, FOREIGN if stranger else NEAR
    )


def _goes_on(place: _Around, names: Iterable[Name]) -> bool:
    """Whether a middle name read as the surname is followed by another: "Bishop Rolando Alvares"."""
    following = place.after[0] if place.after else None
    if following is None or not following.capital or "\n" in following.gap or _may_follow(place, following):
        return False
    return all(place.owners.key not in name.family and not name.eastern for name in names)


def _take_particles(place: _Around) -> tuple[int, list[Word] | None]:
    """Takes "von" or "de la" before a family name; no words are left where it is another family's particle."""
    owners, before = place.owners, place.before
    taken = 0
    for word in before:
        if word.key not in PARTICLES or (word.capital and word.key in owners.given and word.key not in ARTICLES):
            break
        taken += 1
    if not taken:
        return place.start, before
    if all(word.key in owners.particles for word in before[:taken]):
        return before[taken - 1].start, before[taken:]
    return place.start, before if all(word.capital for word in before[:taken]) else None


def _best_given(place: _Around, said: list[Word], names: Iterable[Name]) -> Hit | None:
    """The owners who fit the longest run of given names before the key."""
    key = place.owners.key
    names = list(names)
    for size in range(len(said), 0, -1):
        words = _reading(said[:size])
        levels = [(level, name) for name in names if (level := _level(words, name, key))]
        top = max((level for level, _ in levels), default=0)
        breaks = sum("\n" in word.gap for word in said[:size])
        if not top or breaks > 1 or (breaks and top < FULL):
            continue
        fitting = [name for level, name in levels if level == top]
        fitting = [name for name in fitting if key in name.family] or fitting  # not one so called by a middle name
        surely = top > INITIALS and any(same_given(words[0], name.given[0]) for name in fitting)
        surely = surely or any(words == name.given for name in fitting)  # "Procurator R. A. Rudnev", known as such
        if not surely and size < len(said) and not said[size].initial and not is_aside(place.scene, said[size]):
            return None  # Pyotr Dmitrievich Volkov is no Andrei Dmitrievich
        stop = suffix_end(place.scene.flat, place.end)
        if _CHILD_OF.match(place.scene.flat, stop):
            return None
        return Hit(said[size - 1].start, stop, key, top, _entities(fitting), words, calls=fitting[0].calls)
    return None


def _level(words: tuple[str, ...], name: Name, key: str) -> int:
    family = name.family
    if len(family) > 1 and family[-1] == key:
        words = words[:-1] if words[-1:] == family[-2:-1] else ()
    if not words:
        return 0
    if key in family or name.eastern:
        return match_given(words, name)
    # a middle part used as the family name: Fidel Castro for Fidel Castro Ruz
    at = name.given.index(key) if key in name.given else 0
    return FULL if at and match_given(words, Name(name.entity, name.given[:at], (key,), (key,))) == FULL else 0


def _bare(place: _Around, rest: list[Word], begin: int, doubles: Sequence[Name] = ()) -> Hit | None:
    """A family name alone or after a title; `rest` are the words before it, `doubles` those who bear all of it."""
    owners, scene = place.owners, place.scene
    stop, doubles = (place.end, doubles) if doubles else _double_after(place)
    after = [word for word in place.after if word.start >= stop]
    title = rest[0] if rest and rest[0].capital and is_title(rest[0].text) else None
    if after and after[0].capital and "\n" not in after[0].gap and after[0].gap != "-":
        if longer_name_follows(after) or after[0].initial:
            return None
        if not _may_follow(place, after[0]):
            slips = _entities(name for name in owners.names if _slipped_after(after[0].key, owners.key, name))
            if len(slips) == 1:
                return Hit(place.start, after[0].end, owners.key, FULL, slips, flags=NEAR)
            if not owners.callable or not scene.in_headline(place.start):
                return None
            return Hit(begin, stop, owners.key, BARE, owners.callable, flags=UNSURE)
    if not title and scene.is_place(stop):
        return None
    return _alone(place, begin, stop, title, doubles)


def _alone(place: _Around, begin: int, stop: int, title: Word | None = None, doubles: Sequence[Name] = ()) -> Hit:
    owners, flat = place.owners, place.scene.flat
    if title:
        flags = _WIFE if title.key in COUPLES else _SHE if title.key in SHE else _HE if title.key in HE else _TITLED
    else:
        flags = _BRACKETED if flat.startswith("(", max(place.start - 1, 0)) and flat.startswith(")", stop) else _NONE
    if doubles:
        return Hit(begin, stop, doubles[0].calls[0], DOUBLE, _entities(doubles), (), flags)
    if owners.callable:
        return Hit(begin, stop, owners.key, BARE, owners.callable, (), flags)
    return Hit(begin, stop, owners.key, WEAK, owners.entities, (), flags)


def _may_follow(place: _Around, word: Word) -> bool:
    """Whether a capitalised word after a surname need not belong to a longer name."""
    if place.owners.eastern and word.key in FUNCTION_WORDS and not word.initial:
        return False  # a syllable of the given name: Kim In, Chang To-yong
    acronym = word.text.isupper() and not place.scene.flat[place.start : place.end].isupper()
    return acronym or word.key in _MAY_FOLLOW or is_title(word.text)


def _slipped_after(said: str, key: str, name: Name) -> bool:
    """Whether what follows a key is nearly the rest of a name."""
    if name.family[0] != key or not name.eastern:
        return nearly(said, name.family[-1])
    return nearly(said, name.joined) or (len(said) > SHORTEST and sounds_like(said, name.joined, most=2))


def _slipped_given(said: str, known: str) -> bool:
    return nearly(said, known) or (said != known and heard(said) == heard(known))


def _double_after(place: _Around) -> tuple[int, list[Name]]:
    """Where a family name of several words ends when its first word is met, and who bears it."""
    said = [word for word in place.after if word.key not in PARTICLES]
    for size in range(1, len(said) + 1):
        words = tuple(word.key for word in said[:size])
        if bearers := [name for name in place.owners.compound if name.family[1:] == words]:
            return said[size - 1].end, bearers
    return place.end, []


def _reading(said: Sequence[Word]) -> tuple[str, ...]:
    """The keys of words that are told the nearest first, in the order of the text."""
    return tuple(word.key for word in reversed(said))


def _entities(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.entity for name in names))
