"""What an editor has open in one edition, and what is known of it: texts, letters, facts, results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sphinx_factcheck.base.findings import Finding
from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.check import Chapter, Checked, Checker, Report, held_texts
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.engine.mentions import Doubt, NameIndex
from sphinx_factcheck.facts.load import FactsError, load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import Annotations
from sphinx_factcheck.letters.files import Unreadable, is_file, read_text
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter

_letter = lru_cache(maxsize=256)(read_letter)

LONG = 300_000
"""A letter of so many characters is checked in the background only: nothing that an editor asks for waits for it."""


@dataclass
class OpenEdition:
    """One edition as the editor sees it. Files go by their names from the project's folder.

    `open` has the text of each open file, `known_as` the editor's own URI and version of it.
    """

    project: Project
    open: dict[str, str] = field(default_factory=dict)
    known_as: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    facts: FactBase | None = None
    fact_problems: tuple[Problem, ...] = ()
    checked: dict[str, Checked] = field(default_factory=dict)
    _checker: Checker | None = None
    _names: NameIndex | None = None
    _resting: dict[str, str] | None = None

    @property
    def settings_folders(self) -> tuple[str, str, str]:
        told = self.project.settings
        return told.chapters, told.annotations, told.facts

    def role(self, name: str) -> str:
        """What a file is: `letter`, `notes`, `facts`, or nothing of ours."""
        chapters, annotations, facts = self.settings_folders
        if name.startswith(f"{facts}/") and name.lower().endswith((".yml", ".yaml")):
            return "facts"
        if name.endswith(".md"):
            return next((r for f, r in ((chapters, "letter"), (annotations, "notes")) if name.startswith(f"{f}/")), "")
        return ""

    def other(self, name: str) -> str:
        """The notes of a letter, the letter of notes."""
        chapters, annotations, _ = self.settings_folders
        here, there = (chapters, annotations) if self.role(name) == "letter" else (annotations, chapters)
        return f"{there}/{name.removeprefix(f'{here}/')}"

    def letter_of(self, name: str) -> str:
        """The letter that a file of letters or notes belongs to."""
        return self.other(name) if self.role(name) == "notes" else name

    def path(self, name: str) -> Path:
        return self.project.root / name

    def uri(self, name: str) -> str:
        """The URI of a file, as the editor writes it where it is open."""
        return self.known_as[name][0] if name in self.known_as else self.path(name).as_uri()

    def version(self, name: str) -> int | None:
        return self.known_as[name][1] if name in self.known_as else None

    def take(self, name: str, text: str, uri: str, version: int | None) -> None:
        """Take over the text of a file that is open."""
        self.open[name], self.known_as[name] = text, (uri, version)

    def leave(self, name: str) -> None:
        """Let go of a file that was closed; from now on it is what is on disk."""
        self.open.pop(name, None)
        self.known_as.pop(name, None)

    def text(self, name: str) -> str:
        """The text of a file as the editor shows it, else as it is on disk. Raises Unreadable."""
        opened = self.open.get(name)
        text = read_text(self.path(name), name) if opened is None else opened
        return text.removeprefix("\ufeff") if self.role(name) == "facts" else text

    def there(self, name: str) -> bool:
        return name in self.open or is_file(self.path(name))

    def names(self, role: str) -> list[str]:
        """All files of one role, on disk or open."""
        folder = dict(zip(("letter", "notes", "facts"), self.settings_folders, strict=True))[role]
        found = (self.project.name(path) for path in self.path(folder).rglob("*.*"))
        return sorted({name for name in (*found, *self.open) if self.role(name) == role})

    # -- what is known

    def read_facts(self) -> bool:
        """Read the fact base anew; where it is broken the last good one stays. Whether it was read."""
        folder = self.project.settings.facts
        edited = {name: text for name, text in self.open.items() if self.role(name) == "facts"}
        cache = None if edited else self.project.cache
        try:
            read = load_facts(self.path(folder), root=self.project.root, cache=cache, edited=edited)
        except FactsError as error:
            self.fact_problems = error.problems
            return False
        self.fact_problems = ()
        if self.facts is None or read.digest != self.facts.digest:
            self.facts, self._checker, self._names = read, None, None
        return True

    def letter(self, name: str) -> Letter:
        """A letter as it stands. Raises Unreadable."""
        return _letter(name, self.text(name))

    def chapter(self, name: str) -> Chapter:
        """A letter with its notes as they stand, be it that these cannot be read. Raises Unreadable."""
        notes = self.other(name)
        try:
            told = self.there(notes)
            annotations = self.project.notes(self.path(name), notes, self.text(notes)) if told else Annotations(notes)
        except Unreadable as error:
            annotations = Annotations(notes, problems=(error.problem,))
        return Chapter(self.letter(name), annotations)

    def held(self) -> dict[str, str]:
        """The texts of all documents that the letters carry: of files read once, of open ones as they stand."""
        resting = self._resting
        if resting is None:
            resting = self._resting = held_texts(self._letters(self.names("letter")))
        open_letters = [name for name in self.open if self.role(name) == "letter"]
        return {**resting, **held_texts(self._letters(open_letters))}

    def _letters(self, names: Iterable[str]) -> Iterator[Letter]:
        for name in names:
            try:
                yield self.letter(name)
            except Unreadable:
                continue

    def look_again(self) -> None:
        """Forget what was read from files that may have changed on disk."""
        self._resting = None
        self.checked.clear()

    def check(self, name: str, stop: Callable[[], bool] = lambda: False) -> tuple[Finding, ...]:
        """Check the letter of this name and keep the result. What cannot be read is itself a finding.

        Raises Stopped soon after `stop` says that nobody waits for it.
        """
        if self.facts is None:
            return ()
        try:
            chapter = self.chapter(name)
        except Unreadable as error:
            self.checked.pop(name, None)
            return Report(problems=(error.problem,)).findings
        checked = self.checker().holding(self.held()).check(chapter, stop)
        self.checked[name] = checked
        return checked.findings

    def result(self, name: str) -> Checked | None:
        """What the last check of a letter found, made now if there was none and the letter is no very long one."""
        if name not in self.checked and self.there(name) and self._is_quick(name):
            self.check(name)
        return self.checked.get(name)

    def _is_quick(self, name: str) -> bool:
        opened = self.open.get(name)
        return len(opened) < LONG if opened is not None else self.path(name).stat().st_size < LONG

    def checker(self) -> Checker:
        if self._checker is None:
            forgiving = frozenset(self.project.settings.quotations_forgive.split())
            self._checker = Checker(self.facts or FactBase(), {}, forgiving=forgiving)
        return self._checker

    def doubts(self, letter: Letter) -> tuple[Doubt, ...]:
        """The names in a letter that could be one of several, or are nearly one."""
        if self._names is None:
            self._names = NameIndex(self.facts or FactBase())
        return self._names.find(letter).doubts
