"""Where things are: an edition's settings, letters, annotations and facts, found and read."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sphinx_factcheck.check import Chapter, Report
from sphinx_factcheck.check.baseline import accept, read_baseline
from sphinx_factcheck.edition.configured import configured
from sphinx_factcheck.edition.settings import Settings
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import Annotations, read_annotations
from sphinx_factcheck.letters.files import (
    Unreadable,
    closed,
    files_below,
    is_file,
    is_folder,
    problem_at_start,
    read_text,
    real,
)
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.places import Problem

CONFIG_FILES = ("_config.yml", "conf.py")
CACHE = "_build/.factcheck"


@dataclass(frozen=True, slots=True)
class Project:
    """An edition: its folder and its settings."""

    root: Path
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def find(cls, start: Path) -> Project | None:
        """The project around a path: the nearest folder above it with a `_config.yml` or conf.py.

        Raises SettingsError where its settings are wrong.
        """
        for folder in (start, *start.parents):
            for name in CONFIG_FILES:
                if is_file(folder / name):
                    return cls(folder, configured(folder / name))
        return None

    def facts(self) -> FactBase:
        """The fact base. Raises FactsError with all its problems."""
        return load_facts(self.root / self.settings.facts, root=self.root, cache=self.root / CACHE)

    def accept(self, report: Report, today: dt.date) -> Report:
        """The report with what the edition's baseline accepts marked so. Raises Unreadable."""
        if not self.settings.baseline:
            return report
        path = self.root / self.settings.baseline
        return accept(report, read_baseline(path, self.name(path)), today)

    def name(self, path: Path) -> str:
        """A path as messages show it: from the project's folder, with slashes. Links inside of it keep their names."""
        for one, root in ((path.absolute(), self.root.absolute()), (real(path), real(self.root))):
            inside = Path(os.path.normpath(one))
            if inside.is_relative_to(root):
                return inside.relative_to(root).as_posix()
        return path.as_posix()

    def chapter_paths(self) -> tuple[Path, ...]:
        """The files of all letters, in the order of their names."""
        return files_below(self.root / self.settings.chapters, ".md") if self._has(self.settings.chapters) else ()

    def annotations_path(self, chapter: Path) -> Path | None:
        """Where the notes of a chapter stand or would stand; None for a file that is no chapter."""
        name = PurePosixPath(self.name(chapter))
        if not name.is_relative_to(self.settings.chapters):
            return None
        return self.root / self.settings.annotations / name.relative_to(self.settings.chapters)

    def chapter(self, path: Path, text: str | None = None) -> Chapter:
        """Read one chapter with its notes; `text` stands in for the file's own. Raises Unreadable.

        Notes that cannot be read are a problem of the notes, and the letter is still read.
        """
        name = self.name(path)
        letter = read_letter(name, read_text(path, name) if text is None else text)
        notes = self.annotations_path(path)
        if notes is None:
            return Chapter(letter)
        notes_name = self.name(notes)
        if not os.path.lexists(notes):
            return Chapter(letter, Annotations(notes_name))
        try:
            return Chapter(letter, read_annotations(notes_name, read_text(notes, notes_name)))
        except Unreadable as error:
            return Chapter(letter, Annotations(notes_name, problems=(error.problem,)))

    def _has(self, folder: str) -> bool:
        return is_folder(self.root / folder)

    def missing_chapters(self) -> Iterator[Problem]:
        """What is wrong with the folder of letters as a whole."""
        if not self.chapter_paths():
            mend = "add a letter, or set factcheck_chapters to the folder that holds them"
            yield problem_at_start(self.settings.chapters, "there are no letters (.md) here", mend)

    def orphans(self) -> Iterator[Problem]:
        """What is wrong with the folder of notes as a whole: it is none, or has a file without a chapter."""
        folder = self.root / self.settings.annotations
        if not self._has(self.settings.annotations):
            if os.path.lexists(folder) or self.settings.annotations != Settings().annotations:
                mend = "make it, or set factcheck_annotations to the folder that holds the notes"
                yield problem_at_start(self.settings.annotations, "there is no such folder", mend)
            return
        for path in files_below(folder, ".md"):
            if is_folder(path):
                yield closed(self.name(path))
                continue
            chapter = self.root / self.settings.chapters / path.relative_to(folder)
            if not is_file(chapter):
                mend = f"rename it to the name of its chapter, or add {self.name(chapter)}"
                yield problem_at_start(self.name(path), "these annotations have no chapter", mend)
