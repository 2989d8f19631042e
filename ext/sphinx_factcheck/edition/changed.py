"""Which letters a change can touch: those that changed, and those that rest on changed facts, notes or settings.

It errs on the side of checking too much. A person's facts can touch the letters that have a word of the person's names
or a title of theirs; a body's, those that have all words of a name. What a letter can speak of without naming it
(events, documents, rankings, counts, what happened to somebody) can touch every letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sphinx_factcheck.check import Chapter
from sphinx_factcheck.edition.project import CONFIG_FILES, Project
from sphinx_factcheck.edition.revisions import Revision
from sphinx_factcheck.engine.mentions.folding import fold_name
from sphinx_factcheck.facts.files import kind_of, read_files
from sphinx_factcheck.facts.model import FILE_KINDS, kind_names
from sphinx_factcheck.facts.nodes import NodeError, data, entries
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.plain import plain_letter_of, plain_text
from sphinx_factcheck.letters.text import Letter

_WORD = re.compile(r"\w+")
_FOREIGN = re.compile(r"[^\x00-\u024f\s]{2,}")
_NAMES = ("name", "also", "native", "family", "given")
_NAMED = frozenset({"people", "organizations", "sources"})
_UNNAMED = ("happenings", "counts")
_ARTICLES = frozenset({"the", "a", "an"})
_SHINGLE = 4


@dataclass(frozen=True)
class Changes:
    """What differs from a revision, and which letters that touches. `wholly` says that all must be checked."""

    files: frozenset[str]
    wholly: bool = False
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    passages: frozenset[tuple[str, ...]] = frozenset()

    def touch(self, chapter: Chapter) -> bool:
        """Whether the check of a chapter could come out otherwise than at the revision."""
        letter = chapter.letter
        if self.wholly or {letter.path, chapter.annotations.path} & self.files:
            return True
        return self._named(chapter) or self._told(letter) or self._quoted(letter)

    def _named(self, chapter: Chapter) -> bool:
        """Whether the letter's front matter or notes name a changed entry by its id."""
        if any(value.value in self.ids for value in chapter.letter.fields.values()):
            return True
        noted = (" ".join((note.body, *note.options.values())) for note in chapter.annotations.notes)
        return any(id in notes for notes in noted for id in self.ids)

    def _told(self, letter: Letter) -> bool:
        if not (self.names or self.phrases):
            return False
        text = plain_letter_of(letter).letter.text
        words = set(_words(text))
        if self.names & words or any(words.issuperset(phrase) for phrase in self.phrases):
            return True
        return any(name in text for name in self.names if _FOREIGN.fullmatch(name))

    def _quoted(self, letter: Letter) -> bool:
        return bool(self.passages) and not self.passages.isdisjoint(_shingles(plain_letter_of(letter).letter.text))


def changes_since(project: Project, revision: Revision) -> Changes:
    """What changed in an edition since a revision. Raises NoHistory."""
    files = revision.changed()
    if files & set(CONFIG_FILES):
        return Changes(files, wholly=True)
    folders = project.settings
    letters = sorted(path for path in files if path.startswith(f"{folders.chapters}/") and path.endswith(".md"))
    facts = sorted(path for path in files if path.startswith(f"{folders.facts}/") and path.endswith((".yml", ".yaml")))
    if not letters and not facts:
        return Changes(files)
    before = revision.texts((*letters, *facts))
    passages = [_carried(project, path, before.get(path)) for path in letters]
    try:
        told = _Told.of(project, facts, before)
    except NodeError:
        return Changes(files, wholly=True)
    return Changes(
        files,
        wholly=told.beyond_names,
        ids=frozenset(told.changed),
        names=frozenset(told.names),
        phrases=frozenset(told.phrases),
        passages=frozenset(shingle for found in passages for shingle in found),
    )


def _carried(project: Project, path: str, before: str | None) -> Iterator[tuple[str, ...]]:
    """Runs of words of a changed letter, as it was and as it is: another letter that quotes it has one of them."""
    file = project.root / path
    for text in (before, file.read_text("utf-8", "replace") if file.is_file() else None):
        if text is not None:
            yield from _shingles(plain_letter_of(read_letter(path, text)).letter.text)


@dataclass(frozen=True)
class _Told:
    """The entries that differ between two states of the fact base, as plain data."""

    before: Mapping[str, tuple[str, Any]]
    after: Mapping[str, tuple[str, Any]]

    @classmethod
    def of(cls, project: Project, paths: Iterable[str], before: Mapping[str, str]) -> _Told:
        folder = project.root / project.settings.facts
        read, _ = read_files(folder, project.root)
        now = {file.path: file.content.decode("utf-8-sig", "replace") for file in read if file.path in set(paths)}
        inside = project.settings.facts
        return cls(_entries(before, inside), _entries(now, inside))

    @cached_property
    def changed(self) -> frozenset[str]:
        both = self.before.keys() | self.after.keys()
        return frozenset(id for id in both if self.before.get(id) != self.after.get(id))

    @cached_property
    def _entries(self) -> list[tuple[str, Any]]:
        states = (self.before, self.after)
        return [state[id] for id in self.changed for state in states if id in state]

    @property
    def names(self) -> Iterator[str]:
        """The words of the names of changed people, and whole names in other scripts."""
        for kind, entry in self._entries:
            for name in _under(entry, _NAMES):
                yield from _FOREIGN.findall(name)
                if kind == "people":
                    yield from _words(name)

    @property
    def phrases(self) -> Iterator[tuple[str, ...]]:
        """The offices and titles of changed people and the names of changed bodies, as words."""
        for kind, entry in self._entries:
            told = _under(
                entry, _NAMES if kind == "organizations" else ("titles", "offices"), ("office", "also", "name")
            )
            yield from (phrase for words in told if (phrase := tuple(w for w in _words(words) if w not in _ARTICLES)))

    @property
    def beyond_names(self) -> bool:
        """Whether something changed that a letter can speak of without naming the entry."""
        if any(kind not in _NAMED for kind, _ in self._entries):
            return True
        return any(
            self._under(self.before, id, key) != self._under(self.after, id, key)
            for id in self.changed
            for key in _UNNAMED
        )

    @staticmethod
    def _under(state: Mapping[str, tuple[str, Any]], id: str, key: str) -> Any:
        return state[id][1].get(key) if id in state else None


def _entries(texts: Mapping[str, str], inside: str) -> dict[str, tuple[str, Any]]:
    found: dict[str, tuple[str, Any]] = {}
    for path, text in texts.items():
        if not path.startswith(f"{inside}/"):
            continue
        for node in entries(text):
            entry = data(node)
            if isinstance(entry, dict):
                kind = kind_of(Path(path).relative_to(inside)) or _named_kind(entry.get("type"))
                found[str(entry.get("id", ""))] = (kind, entry)
    return found


def _named_kind(type: Any) -> str:
    return type if type in FILE_KINDS else kind_names().get(type, "")


def _under(entry: Mapping[str, Any], keys: Iterable[str], inner: tuple[str, ...] = ("name",)) -> Iterator[str]:
    """The text under some keys of an entry; in the maps below these, that under the `inner` keys."""
    for key in keys:
        yield from _leaves(entry.get(key), inner)


def _leaves(value: Any, inner: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, inner)
    elif isinstance(value, dict):
        yield from _under(value, inner, inner)


def _words(text: str) -> Iterator[str]:
    """The words of a text as names are compared: no marks, no look-alikes."""
    return (word[0].casefold() for word in _WORD.finditer(fold_name(plain_text(text).text)) if len(word[0]) > 1)


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = list(_words(text))
    return (tuple(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1))
