"""All names of a fact base, filed under the words that show them in a text, and the automaton that finds these."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.mentions.folding import OTHER, Folded, fold_name
from sphinx_factcheck.engine.mentions.lexicon import ARTICLES, EASTERN_FAMILIES, STRIPPED_TITLES, SUFFIXES
from sphinx_factcheck.engine.mentions.names import Name, has_custom, key_of, read_name, tokens_of
from sphinx_factcheck.facts.dates import Answer, When, holds
from sphinx_factcheck.facts.model import Entity, FactBase, Person

_ALNUM = later(r"[A-Za-z0-9]+")
_SIMPLE = later(r"([A-Z][a-z]+|[A-Z]\.) (?:[A-Z]\. )?([A-Z][a-z]+)")
_NOT_SIMPLE = EASTERN_FAMILIES | STRIPPED_TITLES
_UNSPACED = later(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name that counts only as it stands: of a body, an event, a document. `gaps` are the marks between its words,
    `lead` and `tail` what it has before the first and after the last: "The ", ")".
    """

    entity: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    valid: When | None
    lead: str = ""
    tail: str = ""


@dataclass(frozen=True)
class Phrases:
    """The names that start with one key."""

    all: list[Phrase] = field(default_factory=list)

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], list[Phrase]]:
        """By their words in small letters."""
        filed: dict[tuple[str, ...], list[Phrase]] = {}
        for phrase in self.all:
            filed.setdefault(tuple([word.lower() for word in phrase.words]), []).append(phrase)
        return filed

    @cached_property
    def sizes(self) -> list[int]:
        """How many words they have, the most first."""
        return sorted({len(words) for words in self.by_words}, reverse=True)


@dataclass(frozen=True)
class Owners:
    """Everybody who can be called by one key."""

    key: str
    names: tuple[Name, ...]

    @cached_property
    def callable(self) -> tuple[str, ...]:
        """The entities for which the key alone can stand."""
        return tuple(dict.fromkeys(name.entity for name in self.names if self.key in name.calls))

    @cached_property
    def entities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.entity for name in self.names))

    @cached_property
    def given(self) -> frozenset[str]:
        return frozenset(part for name in self.names for part in name.given)

    @cached_property
    def compounds(self) -> frozenset[str]:
        """The words of family names of several words."""
        return frozenset(part for name in self.names if len(name.family) > 1 for part in name.family)

    @cached_property
    def particles(self) -> frozenset[str]:
        told = frozenset(part for name in self.names for part in (*name.particles, *(p[0] for p in name.particles)))
        return told | ARTICLES if told & ARTICLES else told

    @cached_property
    def joined(self) -> frozenset[str]:
        """The words that a hyphen may tie to the key: of a double name, or an article as in al-Harbi."""
        return self.compounds | (self.particles & ARTICLES)

    @cached_property
    def compound(self) -> tuple[Name, ...]:
        """Those whose family name has several words, of which the key is the first."""
        return tuple(name for name in self.names if len(name.family) > 1 and name.family[0] == self.key)

    @cached_property
    def eastern(self) -> tuple[Name, ...]:
        return tuple(name for name in self.names if name.eastern)

    @cached_property
    def _by_letter(self) -> dict[str, tuple[Name, ...]]:
        filed: dict[str, list[Name]] = {}
        for name in self.names:
            for letter in {part[0] for part in name.given}:
                filed.setdefault(letter, []).append(name)
        return {letter: tuple(names) for letter, names in filed.items()}

    def with_given(self, letters: Iterable[str]) -> tuple[Name, ...]:
        """The names with a given name that starts with one of these letters; all of them where they are few."""
        if len(self.names) <= 30:
            return self.names
        return tuple({id(name): name for letter in letters for name in self._by_letter.get(letter, ())}.values())


class Catalogue:
    """The names of a fact base by key. A person's name is split only when its key is first met in a text."""

    def __init__(self, facts: FactBase) -> None:
        self._people: dict[str, list[tuple[Person, str, When | None]]] = {}
        self._phrases: dict[str, Phrases] = {}
        self._native: dict[str, list[str]] = {}
        self._owners: dict[str, Owners | None] = {}
        forms: dict[str, str] = {}
        for entity in facts.entities.values():
            if isinstance(entity, Person):
                if entity.about.startswith("see "):  # a cross-reference, nobody of their own
                    continue
                self._file_person(entity, forms)
            else:
                for name, valid in _texts(entity):
                    self._file_phrase(entity, name, valid, forms)
        self._forms = forms
        self._keys = list(forms.values())
        self._automaton = BytesAhoCorasick([b" %b " % form.encode() for form in forms])
        self._native_names = list(self._native)
        self._native_automaton = AhoCorasick(self._native_names) if self._native else None

    def _file_person(self, person: Person, forms: dict[str, str]) -> None:
        for text, valid in _texts(person):
            simple = _SIMPLE.fullmatch(text)
            if simple and _is_plain(person, *simple.groups()):
                last = simple[2]
                self._people.setdefault(last.lower(), []).append((person, text, valid))
                forms[last] = forms[last.upper()] = last.lower()
            elif "(" in text or (person.given and not person.family):  # a name no part of which is a surname
                self._file_phrase(person, text, valid, forms)
            else:
                self._file_parts(person, text, valid, forms)

    def _file_parts(self, person: Person, text: str, valid: When | None, forms: dict[str, str]) -> None:
        name, folded = read_name(text, person), fold_name(text)
        if name is None or OTHER in folded:
            self._file_native(person.id, text)
            return
        words = tokens_of(folded)
        for key in dict.fromkeys(name.calls + name.weak):
            if len(key) == 1:
                continue
            self._people.setdefault(key, []).append((person, text, valid))
            for word in (word for word in words if key_of(word) == key):
                forms.update(dict.fromkeys(_shapes(word), key))
                if name.particles and key == name.family[-1]:
                    forms.update(dict.fromkeys(_joined(name.particles, word), key))

    def _file_phrase(self, entity: Entity, text: str, valid: When | None, forms: dict[str, str]) -> None:
        folded = fold_name(text)
        if OTHER in folded:
            self._file_native(entity.id, text)
            return
        found = list(_ALNUM.finditer(folded))
        while len(found) > 1 and found[0][0].lower() in {"the", "a", "an"}:
            found = found[1:]
        if not found:
            return
        gaps = tuple(folded[one.end() : two.start()].strip() for one, two in pairwise(found))
        words = tuple(word[0] for word in found)
        key = words[0].lower()
        lead, tail = folded[: found[0].start()], folded[found[-1].end() :]
        self._phrases.setdefault(key, Phrases()).all.append(Phrase(entity.id, words, gaps, valid, lead, tail))
        forms[words[0]] = forms[words[0].upper()] = key
        if len(words) > 1 and words[0].isupper():
            forms[words[0].capitalize()] = key

    def _file_native(self, entity: str, text: str) -> None:
        for form in {unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}:
            self._native.setdefault(form, []).append(entity)

    def hits(self, folded: Folded) -> list[tuple[int, int, str]]:
        """Every place of the folded text where a key stands as a word: start, end, key."""
        keys = self._keys
        found = self._automaton.find_matches_as_indexes(folded.words, overlapping=True)
        return [(start, end - 2, keys[number]) for number, start, end in found]

    def needed(self) -> set[frozenset[str]]:
        """Words in small letters: where a text lacks one of each of these groups, nothing here is found in it.

        A name in another script has no such words; its group is empty.
        """
        phrases = {frozenset(word.lower() for word in one.words) for told in self._phrases.values() for one in told.all}
        people = {frozenset(low_words(form)) for form, key in self._forms.items() if key in self._people}
        native = {frozenset[str]()} if self._native else set()
        return phrases | people | {frozenset({key}) for key in self._people} | native

    def native_hits(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Every place of a text where a name in another script stands: start, end, whose."""
        if self._native_automaton is None or text.isascii():
            return []
        hits = []
        for number, start, end in self._native_automaton.find_matches_as_indexes(text, overlapping=True):
            name = self._native_names[number]
            spaced = not _UNSPACED.match(name)
            if spaced and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
                continue
            hits.append((start, end, tuple(dict.fromkeys(self._native[name]))))
        return hits

    def phrases(self, key: str) -> Phrases | None:
        """The names of bodies and things that start with a key."""
        return self._phrases.get(key)

    def is_person(self, key: str) -> bool:
        return key in self._people

    def owners(self, key: str, day: When | None) -> Owners | None:
        """The people whom a key can call on a day; None where there are none."""
        if key not in self._people:
            return None
        if key in self._owners:
            return self._owners[key]
        names = tuple(
            name
            for person, text, valid in self._people[key]
            if valid is None or day is None or holds(valid, day) is not Answer.NO
            if (name := read_name(text, person))
        )
        owners = Owners(key, names) if names else None
        if all(valid is None for _, _, valid in self._people[key]):
            self._owners[key] = owners
        return owners


def low_words(folded: str) -> list[str]:
    """The words of a folded text, in small letters."""
    return [word.lower() for word in _ALNUM.findall(folded)]


def _is_plain(person: Person, first: str, last: str) -> bool:
    """Whether a name of a given and a family name needs no closer look: most do not, and a look takes time."""
    if person.family or person.given or person.name_order != "given-first":
        return False
    return first.lower() not in _NOT_SIMPLE and last.lower() not in SUFFIXES and not has_custom(person)


_CALLED = later(r"\s[“\"'‘(]([A-Z][\w-]+)[”\"'’)](?=\s)")


def _texts(entity: Entity) -> Iterator[tuple[str, When | None]]:
    if called := _CALLED.search(entity.name):  # Jacob “Jack” Lew
        yield _CALLED.sub("", entity.name), None
        yield f"{called[1]} {entity.name.rsplit(None, 1)[-1]}", None
    yield entity.name, None
    for other in entity.also:
        if isinstance(other, str):
            yield other, None
        else:
            yield other.name, other.valid
    if entity.native:
        yield entity.native, None


def _shapes(word: str) -> set[str]:
    """The ways one word of a name is set: as written, in capitals, with and without its apostrophe."""
    written = word[0].upper() + word[1:]
    shapes = {written, written.upper(), written.capitalize()}
    if written.isalpha() and not written.startswith("Mc"):
        return shapes
    if written.startswith("Mc"):
        shapes.add("Mc" + written[2:].upper())
    if "'" in written:
        joined = written.replace("'", "")
        shapes |= {joined, joined.capitalize(), joined.upper()}
    return {shape.replace("'", " ") for shape in shapes}


def _joined(particles: tuple[str, ...], word: str) -> set[str]:
    """A family name run together with its particle: DeGaulle, deGaulle, DEGAULLE, Alharbi."""
    particle = "".join(particles)
    joined = {particle + word, particle.capitalize() + word, (particle + word).upper()}
    return joined | {(particle + word).capitalize()} if particle in ARTICLES else joined
