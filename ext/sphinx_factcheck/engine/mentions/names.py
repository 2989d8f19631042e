"""How a name splits: given names, particles and family, in the order and custom of its culture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.mentions.folding import fold_name
from sphinx_factcheck.engine.mentions.lexicon import (
    ARTICLES,
    EASTERN_FAMILIES,
    GIVEN_NAMES,
    NICKNAMES,
    PARTICLES,
    STRIPPED_TITLES,
    SUFFIXES,
    VIETNAMESE_FAMILIES,
)
from sphinx_factcheck.facts.model import Person

_TOKEN = later(r"[A-Za-z]+(?:'[A-Za-z]+)*|-")
_CALLED_BY_FIRST = later(
    r"\b(?:Thai(?:land)?|Lao(?:s|tian)?|Burm(?:a|ese)|Myanmar|Ethiopian?|Eritrean?|Somali(?:a|land)?|Malay(?:an|sian?)?|Icelandic)\b"
)
_CALLED_BY_EITHER = later(r"\bIndonesian?\b")
_SERVANT = frozenset({"abd", "abdel", "abdul", "abu"})
_COURTESY_LAST = frozenset({"khan", "singh"})
_TWO_FAMILIES = later(
    r"\b(?:Spa(?:in|nish)|Mexic|Cuba|Chile|Argentin|Per[u\u00fa]|Colombia|Venezuela|Bolivia|Ecuador|Guatemala|Hondura|"
    r"Salvador|Nicaragua|Costa Rica|Panama|Dominican|Uruguay|Paraguay|Puerto Ric)"
)
_FOREIGN_POST = later(
    r".*\b(?:Department of State|Embassy|U\.S\.|CIA|National Security Council)\b.*"
    r"|\b(?:to|in|for) (?:the )?[A-Z]\w+|[A-Z]\w+/[A-Z]\w+|[A-Z]\w+ (?:Affairs|Desk)\b"
)
_CUSTOM = later(f"{_CALLED_BY_FIRST.pattern}|{_CALLED_BY_EITHER.pattern}|{_TWO_FAMILIES.pattern}")
_HYPHENED = later(r"[A-Z][a-z']+ [A-Z][a-z']*-[a-z']+")

_GIVEN_HYPHENED = later(r"[A-Za-z']+-[A-Za-z']+ [A-Z]")

_SYLLABLES = later(r"(?:(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?[aeiou]{1,3}(?:ng?)?(?![aeiou])){1,2}")
"""One or two syllables of pinyin."""
_NUMBER = later(r"I|II|III|IV|V|VI{1,3}|IX|XI{0,3}|XXIII")
_WESTERN_TOO = frozenset("lee kim an so to han long park young dai mai son tan do ko ho ai lo ou shaw".split())

FULL, INITIALS = 4, 3


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a person, in plain lower-case parts without apostrophes.

    `given` holds initials as single letters; `calls` are the parts that alone can stand for the person, the
    strongest first; `weak` are parts that do so only once the letter has used them with a title or in full.
    """

    entity: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    calls: tuple[str, ...]
    weak: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    eastern: bool = False

    @property
    def joined(self) -> str:
        """The given names as one run of letters, for names whose syllables are parted at will."""
        return "".join(self.given)


def has_custom(person: Person) -> bool:
    """Whether a person's country has customs of its own for what one is called."""
    return bool((person.about and _CUSTOM.search(person.about)) or (person.country and _CUSTOM.search(person.country)))


def key_of(word: str) -> str:
    """The plain lower-case form under which a part of a name is filed."""
    return word.replace("'", "").lower() if "'" in word else word.lower()


def tokens_of(name: str) -> list[str]:
    """The words of a folded name; hyphens part words."""
    return [word for word in _TOKEN.findall(name) if word != "-"]


def read_name(text: str, person: Person) -> Name | None:
    """Split one of a person's names; None where nothing of it is in Latin letters."""
    folded = fold_name(text)
    if "(" in folded:
        folded = re.sub(r"\([^)]*\)", " ", folded)
    if "," in folded:
        folded = _put_family_last(folded)
    words = _bare(tokens_of(folded))
    if not words:
        return None
    keys = tuple(key_of(word) for word in words)
    if person.family and text == person.name:
        family = tuple(key_of(word) for word in tokens_of(fold_name(person.family)))
        given = tuple(key_of(word) for word in tokens_of(fold_name(person.given))) or _without(keys, family)
        main = tuple(word for word in family if word not in PARTICLES) or family
        eastern = person.name_order == "family-first"
        return Name(person.id, given, main, main[-1:] + main[:-1], (), _particles(family), eastern)
    if len(keys) == 1:
        return Name(person.id, (), keys, keys)
    if family_first(words, keys, person, folded):
        calls = (keys[0],)
        weak: tuple[str, ...] = ()
        if keys[0] in VIETNAMESE_FAMILIES and len(keys) > 2:
            calls, weak = (keys[-1],), (keys[0],)
        return Name(person.id, keys[1:], keys[:1], calls, weak, (), eastern=True)
    return _by_custom(person, keys) or _western(person, words, keys, folded)


def _by_custom(person: Person, keys: tuple[str, ...]) -> Name | None:
    """The name of somebody who is not called by what stands last."""
    custom = "" if keys[0] in GIVEN_NAMES else _FOREIGN_POST.sub(" ", f"{person.about} {person.country}")
    if keys[-1] in _COURTESY_LAST:
        return Name(person.id, keys[:-1], keys[-1:], (keys[-2],), keys[-1:])
    if _CALLED_BY_EITHER.search(custom):
        return Name(person.id, keys[:-1], keys[-1:], (keys[-1], keys[0]))
    if _CALLED_BY_FIRST.search(custom):
        return Name(person.id, keys[:-1], keys[-1:], (keys[0], keys[-1]))
    return None


def _western(person: Person, words: list[str], keys: tuple[str, ...], folded: str) -> Name:
    at = len(keys) - 1
    while at > 1 and keys[at - 1] in PARTICLES and len(keys[at - 1]) > 1:
        at -= 1
    particles, family, given = keys[at:-1], keys[-1:], keys[:at]
    weak = tuple(word for word in given[1:] if len(word) > 2 and word not in PARTICLES)
    if len(given) > 1 and f"{words[at - 1]}-{words[at]}" in folded:
        return Name(person.id, given[:-1], (given[-1], *family), (keys[-1],), weak, particles)
    if particles and particles[-1] in ARTICLES:
        of_a_servant = len(given) > 1 and given[-1] in _SERVANT  # Abd al-Karim is one name
        if of_a_servant:
            return Name(person.id, given[:-1], (given[-1], *family), family, weak[:-1], particles)
        return Name(person.id, given, family, family, weak, particles)
    if particles and len(given) > 1 and len(given[-1]) > 1:
        # Couve de Murville: what stands before the particle may head the family name
        return Name(person.id, given[:-1], (given[-1], *family), (keys[-1], given[-1]), weak[:-1], particles)
    if (
        len(given) > 1
        and len(given[-1]) > 2
        and _TWO_FAMILIES.search(_FOREIGN_POST.sub(" ", f"{person.about} {person.country}"))
    ):
        return Name(person.id, given[:-1], (given[-1], *family), (given[-1],), (*weak[:-1], keys[-1]), particles)
    return Name(person.id, given, family, family, weak, particles)


def family_first(words: list[str], keys: tuple[str, ...], person: Person, folded: str) -> bool:
    """Whether the family name stands first: as the editor says, or by the shape of the name."""
    if person.name_order == "family-first":
        return True
    if _GIVEN_HYPHENED.match(folded):
        return False
    if _HYPHENED.fullmatch(folded) and not {keys[0], keys[1]} & (GIVEN_NAMES | PARTICLES):
        return True  # Moon Jae-sung: no other name writes what follows its hyphen small
    if keys[0] not in EASTERN_FAMILIES:
        return False
    if any(word.islower() for word in words[1:]) and _HYPHENED.search(folded):
        return True
    if keys[0] in GIVEN_NAMES or keys[1] in GIVEN_NAMES:
        return False
    if len(keys) == 2:
        by_shape = keys[0] not in _WESTERN_TOO and bool(_SYLLABLES.fullmatch(keys[1]))
        return keys[1] in EASTERN_FAMILIES or by_shape
    return len(keys) == 3 and all(1 < len(key) <= 6 for key in keys) and keys[-1] not in _WESTERN_TOO


def _bare(words: list[str]) -> list[str]:
    """A name without the titles before it and the suffixes after it."""
    while len(words) > 1 and (_NUMBER.fullmatch(words[-1]) or (len(words) > 2 and key_of(words[-1]) in SUFFIXES)):
        words = words[:-1]
    inner = [word for word in words[1:-1] if not (word.isupper() and key_of(word) in SUFFIXES)]
    words = [*words[:1], *inner, *words[1:][-1:]]
    while len(words) > 1 and key_of(words[0]) in STRIPPED_TITLES:
        of_a_place = words[0] == "of" and len(words) > 2  # King of Jordan Hussein
        words = words[2:] if of_a_place else words[1:]
    return words


def _put_family_last(name: str) -> str:
    family, _, rest = name.partition(",")
    rest = rest.strip()
    return f"{family}, {rest}" if key_of(rest.split(",")[0].rstrip(".")) in SUFFIXES or not rest else f"{rest} {family}"


def _without(keys: tuple[str, ...], family: tuple[str, ...]) -> tuple[str, ...]:
    if keys[: len(family)] == family:
        return keys[len(family) :]
    return keys[: -len(family)] if keys[-len(family) :] == family else tuple(key for key in keys if key not in family)


def _particles(family: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in family if word in PARTICLES)


def match_given(said: tuple[str, ...], name: Name) -> int:
    """How well given names, in reading order, fit a name: FULL, INITIALS, or 0 where they contradict it."""
    if not name.given:
        return 0
    if name.eastern:
        return _match_syllables(said, name)
    at = 0
    if not same_given(said[0], name.given[0]):
        # the middle name may be the one in use
        at = next((n for n, known in enumerate(name.given) if len(known) > 1 and same_given(said[0], known)), 0)
        if not at or len(said[0]) == 1 or (said[0] != name.given[at] and len(name.given[0]) > 1):
            return 0
    level = FULL if len(said[0]) > 1 < len(name.given[at]) else INITIALS
    for word, known in zip(said[1:], name.given[at + 1 :], strict=False):
        if not same_given(word, known):
            return 0
        if len(word) > 1 < len(known):
            level = FULL
    return level


def _match_syllables(said: tuple[str, ...], name: Name) -> int:
    joined = "".join(said)
    if len(said) > 1 and len(joined) > len(said) and sorted(said) == sorted(name.given):
        return FULL  # Khoa Duc Tran for Tran Duc Khoa
    if joined == name.joined:
        return FULL if len(joined) > len(said) or len(name.joined) == len(name.given) else INITIALS
    initials = "".join(part[0] for part in name.given)
    return INITIALS if joined == initials else 0


def same_given(said: str, known: str) -> bool:
    """Whether one given name of a letter can be a known one: the same, its initial, a short form of it."""
    if said == known:
        return True
    if len(said) == 1 or len(known) == 1:
        return said[0] == known[0]
    if known in NICKNAMES.get(said, ()) or said in NICKNAMES.get(known, ()):
        return True
    if NICKNAMES.get(said, frozenset()) & NICKNAMES.get(known, frozenset()):
        return True
    return len(said) >= 3 and (known.startswith(said) or (known.startswith("mc") and said == "mac"))
