"""One build's view of an edition: its fact base, and every chapter read and checked once, before any page is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from sphinx_factcheck.check import Chapter, Checked, Checker, Report, carried_twice, held_texts
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.load import FactsError
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.files import Unreadable
from sphinx_factcheck.places import Problem


@dataclass(frozen=True)
class Edition:
    """The chapters of a build by the name of their page, checked against the fact base.

    `facts` is None where the fact base cannot be relied on. `broken` holds the problems of settings and facts,
    `unread` those of chapters that cannot be read. What is wrong with a page by itself stands in `faulty`: no parser
    sees it, and `refused` are the letters among these. `digests` are those of the files of every page.
    """

    project: Project
    facts: FactBase | None = None
    broken: tuple[Problem, ...] = ()
    checked: Mapping[str, Checked] = field(default_factory=dict)
    unread: Mapping[str, Problem] = field(default_factory=dict)
    refused: tuple[Checked, ...] = ()
    faulty: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def faults(self, page: str) -> tuple[Problem, ...]:
        """What is wrong with a page, for which it is not shown."""
        return self.faulty.get(page, ())

    @cached_property
    def known(self) -> FactBase:
        """The fact base; without any facts where it cannot be relied on."""
        return self.facts or FactBase()

    @cached_property
    def carriers(self) -> Mapping[str, str]:
        """The page that carries each document itself, by the id of the document."""
        return {one.chapter.letter.document: page for page, one in self.checked.items() if one.chapter.letter.document}

    @cached_property
    def witnesses(self) -> Mapping[str, tuple[str, ...]]:
        """The pages of the witnesses of each document, by its id, in the order of their names."""
        found: dict[str, tuple[str, ...]] = {}
        for page, one in sorted(self.checked.items()):
            if document := one.chapter.letter.witness_of:
                found[document] = (*found.get(document, ()), page)
        return found

    def report(self, problems: Iterable[Problem] = ()) -> Report:
        """All findings of the edition; `problems` are what making the pages has brought up.

        Without a fact base nothing is judged: what is wrong in the chapters themselves is still told.
        """
        ordered = sorted((*self.checked.values(), *self.refused), key=lambda one: one.chapter.letter.path)
        files = (*self.project.orphans(), *self.project.missing_chapters(), *self.project.stray())
        own = set(_own_problems(self.refused))
        pages = (one for page in sorted(self.faulty) for one in self.faulty[page] if one not in own)
        told = (*self.broken, *files, *self.unread.values(), *pages, *problems)
        if self.facts is None:
            return Report((), tuple(dict.fromkeys((*told, *_own_problems(ordered)))))
        twice = carried_twice(one.chapter.letter for one in ordered)
        report = Report(tuple(ordered), tuple(dict.fromkeys(told)), twice)
        try:
            return self.project.accept(report, dt.date.today())  # noqa: DTZ011 - the day of whoever builds
        except Unreadable as error:
            return replace(report, problems=(*report.problems, error.problem))


def _own_problems(checked: Iterable[Checked]) -> Iterator[Problem]:
    for one in checked:
        yield from (*one.chapter.letter.problems, *one.chapter.annotations.problems)


def open_edition(project: Project, problems: Iterable[Problem] = ()) -> Edition:
    """The edition with its fact base loaded, or with the problems that keep it from being loaded."""
    try:
        return Edition(project, project.facts(), tuple(problems))
    except FactsError as error:
        return Edition(project, None, (*problems, *error.problems))


def read_and_check(
    edition: Edition, known: Mapping[str, Chapter], paths: Mapping[str, Path], pages: Mapping[str, Path]
) -> Edition:
    """The edition with the chapters that are `known` and those at `paths`, which are read now, all checked.

    `pages` are those that are no letters; they are looked at, too.
    """
    chapters = dict(known)
    unread: dict[str, Problem] = {}
    for page, path in paths.items():
        try:
            chapters[page] = edition.project.chapter(path)
        except Unreadable as error:
            unread[page] = error.problem
    forgiving = frozenset(edition.project.settings.quotations_forgive.split())
    checker = Checker(edition.known, held_texts(chapter.letter for chapter in chapters.values()), forgiving=forgiving)
    checked = {page: checker.check(chapter) for page, chapter in sorted(chapters.items())}
    own = {page: tuple(_own_problems([one])) for page, one in checked.items()}
    others = {page: tuple(edition.project.page_problems(path)) for page, path in pages.items()}
    return replace(
        edition,
        checked={page: one for page, one in checked.items() if not own[page]},
        refused=tuple(one for page, one in checked.items() if own[page]),
        faulty={page: problems for page, problems in {**others, **own}.items() if problems},
        unread=unread,
    )
