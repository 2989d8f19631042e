"""One build's view of an edition: its fact base, and every chapter read and checked once, before any page is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from pathlib import Path

from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.check import Chapter, Checked, Report, carried_twice_among
from sphinx_factcheck.edition.cache.checking import Bench, check_all, store_of
from sphinx_factcheck.edition.cache.rows import Kept
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.load import FactsError
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.files import Unreadable


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
    checked: Mapping[str, Kept] = field(default_factory=dict)
    unread: Mapping[str, Problem] = field(default_factory=dict)
    refused: tuple[Kept, ...] = ()
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
    def meaning(self) -> str:
        """A digest of what the fact base says, and where copies of its sources are."""
        return digest_of(f"{self.known.meaning or self.known.digest} {self.project.lock_digest()}")

    def entry_digest(self, id: str) -> str:
        """A digest of what the fact base holds under an id, with the names and sources of what that refers to."""
        if id not in self._entries:
            self._entries[id] = digest_of(repr(_known(self.known, id)))
        return self._entries[id]

    @cached_property
    def _entries(self) -> dict[str, str]:
        return {}

    @cached_property
    def carriers(self) -> Mapping[str, str]:
        """The page that carries each document itself, by the id of the document."""
        return {one.outline.document: page for page, one in self.checked.items() if one.outline.document}

    @cached_property
    def witnesses(self) -> Mapping[str, tuple[str, ...]]:
        """The pages of the witnesses of each document, by its id, in the order of their names."""
        found: dict[str, tuple[str, ...]] = {}
        for page, one in sorted(self.checked.items()):
            if document := one.outline.witness_of:
                found[document] = (*found.get(document, ()), page)
        return found

    def report(self, problems: Iterable[Problem] = ()) -> Report:
        """All findings of the edition; `problems` are what making the pages has brought up.

        Without a fact base nothing is judged: what is wrong in the chapters themselves is still told.
        """
        ordered = sorted((*self.checked.values(), *self.refused), key=lambda one: one.outline.path)
        files = (*self.project.orphans(), *self.project.missing_chapters(), *self.project.stray())
        own = set(_own_problems(self.refused))
        pages = (one for page in sorted(self.faulty) for one in self.faulty[page] if one not in own)
        told = (*self.broken, *files, *self.unread.values(), *pages, *problems)
        if self.facts is None:
            return Report((), tuple(dict.fromkeys((*told, *_own_problems(ordered)))))
        twice = carried_twice_among(ordered)
        report = Report(tuple(ordered), tuple(dict.fromkeys(told)), twice)
        try:
            return self.project.accept(report, dt.date.today())  # noqa: DTZ011 - the day of whoever builds
        except Unreadable as error:
            return replace(report, problems=(*report.problems, error.problem))


def _strings(told: object) -> Iterator[str]:
    """All strings in an entry; those that are ids refer to others."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, tuple | list):
        for one in told:
            yield from _strings(one)
    elif is_dataclass(told):
        for one in fields(told):
            yield from _strings(getattr(told, one.name))


def _known(facts: FactBase, id: str) -> object:
    entity = facts.entities.get(id)
    named = sorted(set(_strings(entity)))
    cited = {source for fact in facts.about(id) for source in fact.statement.sources}
    return (
        entity,
        [facts.entities[n].name for n in named if n in facts.entities],
        [facts.sources.get(source) for source in sorted({id, *cited})],
    )


def _own_problems(checked: Iterable[Checked]) -> Iterator[Problem]:
    for one in checked:
        yield from one.own_problems


def open_edition(project: Project, problems: Iterable[Problem] = ()) -> Edition:
    """The edition with its fact base loaded, or with the problems that keep it from being loaded."""
    try:
        return Edition(project, project.facts(), tuple(problems))
    except FactsError as error:
        return Edition(project, None, (*problems, *error.problems))


def read_and_check(edition: Edition, paths: Mapping[str, Path], pages: Mapping[str, Path], jobs: int = 1) -> Edition:
    """The edition with the chapters at `paths` checked, as far as nothing is known of them from before.

    `pages` are those that are no letters; they are looked at, too.
    """
    chapters: dict[str, Chapter] = {}
    unread: dict[str, Problem] = {}
    for page, path in sorted(paths.items()):
        try:
            chapters[page] = edition.project.chapter(path)
        except Unreadable as error:
            unread[page] = error.problem
    bench = Bench(edition.known, edition.project, store_of(edition.project, edition.known), jobs)
    checked = dict(zip(chapters, check_all(bench, tuple(chapters.values())), strict=True))
    own = {page: tuple(_own_problems([one])) for page, one in checked.items()}
    others = {page: tuple(edition.project.page_problems(path)) for page, path in pages.items()}
    return replace(
        edition,
        checked={page: one for page, one in checked.items() if not own[page]},
        refused=tuple(one for page, one in checked.items() if own[page]),
        faulty={page: problems for page, problems in {**others, **own}.items() if problems},
        unread=unread,
    )
