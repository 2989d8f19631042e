"""The notes of this edition, for the tests that read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sphinx_factcheck.check import Checked, check
from sphinx_factcheck.check.binding import ROLES
from sphinx_factcheck.edition.inputs import read_inputs
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.model import Fact, FactBase
from sphinx_factcheck.facts.values import tell
from sphinx_factcheck.facts.words import MONTHS
from sphinx_factcheck.letters.annotations import Anchored

ROOT = Path(__file__).parents[1]
CHAPTERS = sorted(path.name for path in (ROOT / "chapters").glob("*.md"))
ROLE = re.compile(r"\{(" + "|".join(ROLES) + r")\}`(?:([^`<]*?)\s*<([^`>]+)>|([^`]+))`")
DATE = re.compile(rf"(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})(?:\s+\d{{4}})?\b|\b[12]\d{{3}}\b", re.IGNORECASE)


@cache
def edition() -> tuple[FactBase, dict[str, Checked]]:
    project = Project.find(ROOT)
    assert project is not None
    report = check(read_inputs(project.chapter_paths(), project).chapters, project.facts())
    return project.facts(), {Path(one.chapter.letter.path).name: one for one in report.checked}


def notes(chapter: str) -> Iterator[Anchored]:
    for one in edition()[1][chapter].anchored:
        if one.annotation.kind in {"note-on", "sic"}:
            yield one


def shown(body: str, facts: FactBase) -> str:
    """A note as it is read: values and names in the place of roles, sources left out."""

    def words(role: re.Match[str]) -> str:
        kind, titled, _, target = role.groups()
        if kind == "source":
            return ""
        return titled or (tell(facts, target) if kind == "fact" else facts.entities[target].name)

    return " ".join(ROLE.sub(words, body).split())


def concerned(one: Anchored, chapter: str) -> Iterator[Fact]:
    """The facts about everyone and everything that a note links to or stands beside."""
    facts, letters = edition()
    beside = (m.entity for m in letters[chapter].mentions if one.span.start <= m.span.start < one.span.end)
    linked = ((role[3] or role[4]).split()[0].partition("/")[0] for role in ROLE.finditer(one.annotation.body))
    for entity in {*beside, *linked} & set(facts.entities):
        yield from facts.about(entity)
