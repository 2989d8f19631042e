"""Where things are: an edition's settings, letters, annotations and facts, found and read."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from platformdirs import user_cache_path

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.check import Chapter, Report
from sphinx_factcheck.check.baseline import accept, read_baseline
from sphinx_factcheck.edition.configured import configured, unread_keys
from sphinx_factcheck.edition.inside import below, leads_out, left, names_apart
from sphinx_factcheck.edition.later import LaterRead, origin_of
from sphinx_factcheck.edition.lock import NAME as LOCK
from sphinx_factcheck.edition.lock import read_lock
from sphinx_factcheck.edition.pages import no_letter, page_problems, target_problems
from sphinx_factcheck.edition.robust import with_copies
from sphinx_factcheck.edition.settings import Settings, SettingsError
from sphinx_factcheck.edition.toc import SUFFIXES, TOC, Toc, missing_pages, pages_of, read_toc
from sphinx_factcheck.facts.load import FactsError, load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.allowed import in_notes
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

CONFIG_FILES = ("_config.yml", "conf.py")
BUILT = ("_build", "_build/.doctrees", "_build/html", "_build/epub", "_build/paper")
"""Where a build writes."""
EVIDENCE_PAGE = "-evidence"
"""What the name of the page beside a letter has behind that of the letter's."""


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

    def facts(self, *, compiled: bool = True) -> FactBase:
        """The fact base, read from its files where it is not to be taken `compiled`. Raises FactsError with all its
        problems."""
        facts = load_facts(self.root / self.settings.facts, root=self.root, cache=self.cache if compiled else None)
        try:
            lock = read_lock(self.root / self.settings.facts / LOCK, f"{self.settings.facts}/{LOCK}")
        except Unreadable as error:
            raise FactsError((error.problem,)) from None
        copies = with_copies(facts.sources, lock)
        if not copies:
            return facts
        told = {id: replace(source, archived=copies[id]) for id, source in facts.sources.items() if id in copies}
        return replace(facts, sources={**facts.sources, **told})

    def lock_digest(self) -> str:
        """A digest of the file that tells where copies of the sources are; empty where there is none."""
        path = self.root / self.settings.facts / LOCK
        return sha256(path.read_bytes()).hexdigest() if is_file(path) else ""

    @property
    def cache(self) -> Path | None:
        """The folder of what is compiled, in the user's own: nothing that comes with an edition can stand there."""
        folder = user_cache_path("sphinx-factcheck", appauthor=False) / sha256(os.fsencode(real(self.root))).hexdigest()
        return None if real(folder).is_relative_to(real(self.root)) else folder

    def accept(self, report: Report, today: dt.date) -> Report:
        """The report with what the edition's baseline accepts marked so. Raises Unreadable."""
        if not self.settings.baseline:
            return report
        path = self.root / self.settings.baseline
        self.refuse_outside(path)
        return accept(report, read_baseline(path, self.name(path)), today)

    def name(self, path: Path) -> str:
        """A path as messages show it: from the project's folder, with slashes. Links inside of it keep their names."""
        if plainly := below(str(path), str(self.root)):
            return plainly.replace(os.sep, "/")
        for way in (os.path.abspath, os.path.realpath):
            try:
                inside, root = way(path), way(self.root)
            except ValueError:  # a name that no path can have
                continue
            if inside == root:
                return "."
            if inside.startswith(root.rstrip(os.sep) + os.sep):
                return Path(inside[len(root.rstrip(os.sep)) + 1 :]).as_posix()
        return path.as_posix()

    def refuse_outside(self, path: Path) -> None:
        """Raise Unreadable for a path of the edition that a link leads out of it."""
        if leads_out(path, self.root):
            raise Unreadable(left(self.name(path)))

    def holds(self, path: Path) -> bool:
        """Whether a path is that of a source: a letter, a note or a fact, now or later, a page or a setting."""
        there = real(path)
        folders = (self.settings.chapters, self.settings.annotations, self.settings.facts)
        if any(there.is_relative_to(real(self.root / folder)) for folder in folders):
            return True
        written = there.suffix.lower() in {*SUFFIXES, ".py", ".toml"} or there.name in {*CONFIG_FILES, TOC}
        built = real(self.root / "_build")
        return written and there.exists() and not there.is_relative_to(built)

    def chapter_paths(self) -> tuple[Path, ...]:
        """The files of all letters, in the order of their names."""
        return self._below(self.settings.chapters, ".md")

    def _below(self, folder: str, *suffixes: str) -> tuple[Path, ...]:
        return files_below(self.root / folder, *suffixes, within=self.root) if self._has(folder) else ()

    def annotations_path(self, chapter: Path) -> Path | None:
        """Where the notes of a chapter stand or would stand; None for a file that is no chapter."""
        name = self.name(chapter)
        if not self._is_named_as_chapter(name):
            return None
        return self.root / self.settings.annotations / PurePosixPath(name).relative_to(self.settings.chapters)

    def chapter(self, path: Path, text: str | None = None) -> Chapter:
        """One chapter with its notes, read when first asked for; `text` stands in for the file's own.

        Raises Unreadable. Notes that cannot be read are a problem of the notes, and the letter is still read.
        """
        name = self.name(path)
        self.refuse_outside(path)
        source = read_text(path, name) if text is None else text
        notes = self.annotations_path(path)
        notes_name = self.name(notes) if notes else ""
        noted: str | None = None
        problems: tuple[Problem, ...] = ()
        if notes and os.path.lexists(notes):
            try:
                self.refuse_outside(notes)
                noted = read_text(notes, notes_name)
            except Unreadable as error:
                problems = (error.problem,)

        def annotations() -> Annotations:
            if noted is None:
                return Annotations(notes_name, problems=problems)
            return self.notes(path, notes_name, noted)

        origin = origin_of(name, source, notes_name, noted, *self.settings.allow) if not problems else ""
        return LaterRead.of(name, origin, lambda: read_letter(name, source), annotations)

    def notes(self, chapter: Path, name: str, text: str) -> Annotations:
        """The notes of a chapter, held against what the settings allow and the files of the edition."""
        allowed = in_notes(self.settings.allow)
        read = read_annotations(name, text, allowed)
        wrong = tuple(target_problems(read.targets, chapter.parent, self.root, allowed))
        return replace(read, problems=(*read.problems, *wrong)) if wrong else read

    def _has(self, folder: str) -> bool:
        return is_folder(self.root / folder)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the edition beside its letters, notes and facts: files astray, the pages around them."""
        yield from self.orphans()
        yield from self.missing_chapters()
        yield from self.stray()
        yield from self.missing_pages()
        for path in self.toc_pages():
            yield from self.page_problems(path)

    def stray(self) -> Iterator[Problem]:
        """What stands where letters do and is none, names that are not safe, and what is wrong with the contents."""
        chapters = self._below(self.settings.chapters, *SUFFIXES)
        for path in chapters:
            if leads_out(path, self.root):
                yield left(self.name(path))
            elif path.suffix != ".md" and not is_folder(path):
                yield no_letter(self.name(path))
        yield from names_apart(map(self.name, chapters), EVIDENCE_PAGE)
        yield from self._toc.problems
        yield from self.unbuildable()

    def unbuildable(self) -> Iterator[Problem]:
        """What stands where a build makes its folders and is none, or leads out of the edition."""
        for folder in map(self.root.joinpath, BUILT):
            if leads_out(folder, self.root):
                yield left(self.name(folder))
            elif os.path.lexists(folder) and not is_folder(folder):
                yield problem_at_start(
                    self.name(folder), "a build makes its folder here, and this is none", "take it away"
                )

    @property
    def _toc(self) -> Toc:
        path = self.root / TOC
        return read_toc(path, TOC) if os.path.lexists(path) else Toc()

    def warnings(self) -> Iterator[Problem]:
        """What an editor will want to know and shuts no gate: letters out of the book, keys that nothing reads."""
        yield from self.unlisted()
        path = self.root / CONFIG_FILES[0]
        if is_file(path):
            yield from unread_keys(path)

    def unlisted(self) -> Iterator[Problem]:
        """The letters that the table of contents lacks, where there is one."""
        listed = {path for path, _ in pages_of(self._toc, self.root)}
        others = [path for path in self.chapter_paths() if path not in listed] if listed else []
        found = {real(path) for path in listed} if others else set()
        for path in others:
            if real(path) not in found:
                name = self.name(path)
                message = "the table of contents lacks this letter: it is neither shown nor checked in the book"
                yield replace(problem_at_start(name, message, f"add file: {name} to {TOC}"), rule="toc")

    def missing_pages(self) -> Iterator[Problem]:
        """Entries of the table of contents that name no file."""
        return missing_pages(self._toc, self.root)

    def toc_pages(self) -> Iterator[Path]:
        """The pages that the table of contents lists, those of letters apart."""
        within = f"{self.settings.chapters}/"
        listed = pages_of(self._toc, self.root, lambda written: not written.startswith(within) or ".." in written)
        return (path for path in dict.fromkeys(path for path, _ in listed) if not self._is_chapter(path))

    def _is_chapter(self, path: Path) -> bool:
        return self._is_named_as_chapter(self.name(path))

    def _is_named_as_chapter(self, name: str) -> bool:
        folder = self.settings.chapters
        return name.startswith(f"{folder}/") or PurePosixPath(name).is_relative_to(folder)

    def page_problems(self, path: Path) -> Iterator[Problem]:
        """What is wrong with one page that is no letter."""
        if leads_out(path, self.root):
            yield left(self.name(path))
            return
        if self._is_chapter(path):
            yield no_letter(self.name(path))
            return
        yield from names_apart([self.name(path)], EVIDENCE_PAGE)
        yield from page_problems(path, self.name(path), self.root, self.settings.allow)

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
        for path in self._below(self.settings.annotations, ".md"):
            if is_folder(path):
                yield left(self.name(path)) if leads_out(path, self.root) else closed(self.name(path))
                continue
            chapter = self.root / self.settings.chapters / path.relative_to(folder)
            if not is_file(chapter):
                mend = f"rename it to the name of its chapter, or add {self.name(chapter)}"
                yield problem_at_start(self.name(path), "these annotations have no chapter", mend)


def is_edition(path: Path) -> bool:
    """Whether a path is the folder of an edition: one that holds a `_config.yml` or conf.py."""
    return any(is_file(path / name) for name in CONFIG_FILES)


_DEEP = 2


def editions_below(folder: Path) -> tuple[Path, ...]:
    """The editions in the folders below one, not far down: those with a configuration and letters where it says."""
    found: list[Path] = []
    for deep in range(1, _DEEP + 1):
        paths: list[Path] = []
        with suppress(OSError):
            paths = sorted(folder.glob("/".join("*" * deep)))
        for path in paths:
            if not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts) and is_edition(path):
                with suppress(SettingsError):
                    project = Project.find(path)
                    found += [path.relative_to(folder)] if project and project.chapter_paths() else []
    return tuple(found)


def repository_of(folder: Path) -> Path:
    """The root of the repository around a folder, or that folder where there is none."""
    return next((one for one in (folder, *folder.absolute().parents) if os.path.lexists(one / ".git")), folder)
