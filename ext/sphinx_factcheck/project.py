"""Where things are: an edition's settings, letters, annotations and facts, found and read."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sphinx_factcheck.baseline import accept, read_baseline
from sphinx_factcheck.check import Chapter, Report
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import Annotations, read_annotations
from sphinx_factcheck.letters.files import Unreadable, problem_at_start, read_text
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.places import Problem
from sphinx_factcheck.settings import PREFIX, Settings, SettingsError, read_settings

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
                if (folder / name).is_file():
                    return cls(folder, read_settings(_config_values(folder / name)))
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
        """A path as messages show it: from the project's folder, with slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def chapter_paths(self) -> tuple[Path, ...]:
        """The files of all letters, in the order of their names."""
        return tuple(sorted((self.root / self.settings.chapters).rglob("*.md")))

    def annotations_path(self, chapter: Path) -> Path | None:
        """Where the notes of a chapter stand or would stand; None for a file that is no chapter."""
        folder = (self.root / self.settings.chapters).resolve()
        resolved = chapter.resolve()
        if not resolved.is_relative_to(folder):
            return None
        return self.root / self.settings.annotations / resolved.relative_to(folder)

    def chapter(self, path: Path, text: str | None = None) -> Chapter:
        """Read one chapter with its notes; `text` stands in for the file's own. Raises Unreadable."""
        name = self.name(path)
        letter = read_letter(name, read_text(path, name) if text is None else text)
        notes = self.annotations_path(path)
        if notes is None:
            return Chapter(letter)
        notes_name = self.name(notes)
        if not notes.is_file():
            return Chapter(letter, Annotations(notes_name))
        return Chapter(letter, read_annotations(notes_name, read_text(notes, notes_name)))

    def missing_chapters(self) -> Iterator[Problem]:
        """What is wrong with the folder of letters as a whole."""
        if not self.chapter_paths():
            mend = "add a letter, or set factcheck_chapters to the folder that holds them"
            yield problem_at_start(self.settings.chapters, "there are no letters (.md) here", mend)

    def orphans(self) -> Iterator[Problem]:
        """Annotation files without a chapter."""
        folder = self.root / self.settings.annotations
        for path in sorted(folder.rglob("*.md")):
            chapter = self.root / self.settings.chapters / path.relative_to(folder)
            if not chapter.is_file():
                mend = f"rename it to the name of its chapter, or add {self.name(chapter)}"
                yield problem_at_start(self.name(path), "these annotations have no chapter", mend)


def _config_values(path: Path) -> dict[str, Any]:
    try:
        text = read_text(path, path.name)
        values: dict[Any, Any] = _sphinx_config(text) if path.suffix == ".yml" else _assignments(text)
    except Unreadable as error:
        raise SettingsError(str(error.problem)) from None
    except (yaml.YAMLError, SyntaxError) as error:
        raise SettingsError(f"{path.name} cannot be read: {error}") from None
    return {key: value for key, value in values.items() if isinstance(key, str) and key.startswith(PREFIX)}


def _sphinx_config(text: str) -> dict[Any, Any]:
    told = yaml.safe_load(text)
    sphinx = told.get("sphinx") if isinstance(told, dict) else None
    config = sphinx.get("config") if isinstance(sphinx, dict) else None
    return config if isinstance(config, dict) else {}


def _assignments(text: str) -> dict[str, Any]:
    """The plain `name = value` lines of a conf.py, which is read and never run."""
    found: dict[str, Any] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found
