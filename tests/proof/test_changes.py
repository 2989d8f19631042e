"""The changes that `factcheck mutate` makes, and what the gate says to each, by the table beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.check import Chapter, Checker
from sphinx_factcheck.edition.proof.mutate import Outcome, Score, mutate, score
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.myst import read_letter

TABLE = yaml.load(Path(__file__).with_name("changes.yml").read_text("utf-8"), yaml.BaseLoader)
SOURCE = "- {id: s, title: A page, url: https://example.org/s, seen: 2024-01-01, excerpt: as it says}\n"
FRONT = "---\ndocument: our-letter\ndate: 2023-06-14\n---\n\n"
DATE_LINE = 3


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    folder = tmp_path_factory.mktemp("facts")
    for name, entries in TABLE["facts"].items():
        (folder / f"{name}.yml").write_text(yaml.safe_dump(entries), "utf-8")
    (folder / "sources.yml").write_text(SOURCE, "utf-8")
    return load_facts(folder)


def outcomes_of(text: str, facts: FactBase) -> list[Outcome]:
    return list(mutate(Chapter(read_letter("letter.md", f"{FRONT}{text}\n")), Checker(facts)))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["text"][:50])
def test_changes_and_their_outcomes(case: dict[str, Any], facts: FactBase) -> None:
    told: dict[str, list[str]] = {"noticed": [], "missed": [], "quiet": [], "reported": []}
    for outcome in outcomes_of(case["text"], facts):
        if outcome.change.place.line != DATE_LINE:
            reworded = ("quiet", "reported") if outcome.change.rewording else ("missed", "noticed")
            told[reworded[bool(outcome.reported)]].append(f"{outcome.change.before} -> {outcome.change.after}")
    assert {key: sorted(lines) for key, lines in told.items() if lines} == {
        key: sorted(case[key]) for key in told if key in case
    }


def test_the_date_of_the_front_matter_is_changed_too(facts: FactBase) -> None:
    (outcome,) = [o for o in outcomes_of("No more.", facts) if o.change.after == "2021-06-14"]
    assert outcome.change.place.line == DATE_LINE
    assert outcome.reported == ("date",)


def test_a_change_is_made_at_its_place_alone(facts: FactBase) -> None:
    text = "A court sentenced Karin Lind to 14 years in prison. The 14 judges were of one mind."
    letter = read_letter("letter.md", f"{FRONT}{text}\n")
    (change,) = [o.change for o in outcomes_of(text, facts) if o.change.after == "15"]
    assert change.applied_to(letter.source) == letter.source.replace("to 14 years", "to 15 years")


def test_a_score_counts_its_own_sort(facts: FactBase) -> None:
    outcomes = outcomes_of("A court sentenced Karin Lind to 14 years in prison.", facts)
    assert score(outcomes, rewording=True) == Score(1, 1)
    assert score(outcomes, rewording=False).percent == 100
    assert score([], rewording=True).percent == 100
