"""Whatever of the facts changes: what is taken up from before is what a check from nothing finds."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from sphinx_factcheck.check import Checker
from sphinx_factcheck.edition.cache.checking import Bench, check_all, store_of
from sphinx_factcheck.edition.cache.rows import packed
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.consulted import noting, open_form
from sphinx_factcheck.facts.load import FactsError
from sphinx_factcheck.facts.model import OWN_KEY

EDITION = Path(__file__).parents[2]
CHANGES = (
    ("people.yml", r"term: (\d+) years", lambda found: f"term: {int(found[1]) + 1} years"),
    ("people.yml", r"event: (sentenced|released|detained|arrested)", lambda _: "event: missing"),
    ("people.yml", r"(event: \w+, on:) (\d{4})", lambda found: f"{found[1]} {int(found[2]) - 2}"),
    ("people.yml", r"(?m)^    - \{event: .*\n", lambda _: ""),
    ("people.yml", r"charge: [a-z ]+", lambda _: "charge: theft of timber"),
    ("people.yml", r"(?m)^  name: (\w+)", lambda found: f"  name: New{found[1].lower()}"),
    ("people.yml", r"office: (\w+)", lambda found: f"office: Deputy {found[1]}"),
    ("sources.yml", r"(?m)^  title: ", lambda found: f"{found[0]}New "),
    ("events.yml", r"on: (\d{4})-(\d\d)-(\d\d)", lambda found: f"on: {found[1]}-{found[2]}-01"),
)  # fmt: skip


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "edition"
    folder.mkdir()
    for name in ("chapters", "annotations", "facts"):
        copytree(EDITION / name, folder / name, ignore=ignore_patterns(".*"))
    (folder / "_config.yml").write_text("title: The letters\n", "utf-8")
    return folder


def found(edition: Path, *, kept: bool) -> list[bytes]:
    """All that a check finds, letter by letter."""
    project = Project.find(edition)
    facts = project.facts()
    store = store_of(project, facts) if kept else None
    chapters = [project.chapter(path) for path in project.chapter_paths()]
    return [one.row for one in check_all(Bench(facts, project, store), chapters)]


def change(edition: Path, chance: random.Random) -> None:
    name, words, new = chance.choice(CHANGES)
    path = edition / "facts" / name
    text = path.read_text("utf-8")
    place = chance.choice(list(re.finditer(words, text)))
    path.write_text(text[: place.start()] + new(place) + text[place.end() :], "utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_a_changed_fact_reaches_every_letter_that_it_concerns(edition: Path, seed: int) -> None:
    chance = random.Random(seed)
    assert found(edition, kept=True) == found(edition, kept=False)
    for _ in range(4):
        before = {path: path.read_text("utf-8") for path in (edition / "facts").glob("*.yml")}
        change(edition, chance)
        try:
            Project.find(edition).facts()
        except FactsError:  # the rules for facts refuse it
            for path, text in before.items():
                path.write_text(text, "utf-8")
            continue
        assert found(edition, kept=True) == found(edition, kept=False)


def test_what_nobody_looked_up_changes_nothing(edition: Path) -> None:
    """A letter is checked again with a fact base that says nothing of its own of what was not looked up for it."""
    project = Project.find(edition)
    whole = project.facts()
    facts, noted = noting(whole)
    checker = Checker(facts)
    left_out = 0
    for chapter in map(project.chapter, project.chapter_paths()):
        noted.clear()
        checked = checker.check(chapter)
        ids = noted.own
        less = replace(
            whole,
            entities={id: open_form(one) for id, one in whole.entities.items()},
            sources={id: one if id in ids else open_form(one) for id, one in whole.sources.items()},
            facts={
                id: told
                for id, about in whole.facts.items()
                if (told := tuple(f for f in about if id in ids or f.key != OWN_KEY))
            },
        )
        left_out += len(whole.own.keys() - ids)
        assert packed(Checker(less).check(chapter)) == packed(checked)
    assert left_out
