"""The ledger of this edition: every checkable claim of its letters with its verdict, kept by hand beside the engine's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.check import Checked, check
from sphinx_factcheck.edition.inputs import read_inputs
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.facts.model import FactBase

ROOT = Path(__file__).parents[2]
LEDGER: dict[str, list[list[Any]]] = yaml.safe_load((ROOT / "tests/data/ledger.yml").read_text("utf-8"))
FACTS: dict[str, list[list[Any]]] = yaml.safe_load((ROOT / "tests/data/ledger-facts.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def facts() -> FactBase:
    project = Project.find(ROOT)
    assert project is not None
    return project.facts()


@pytest.fixture(scope="module")
def checked() -> dict[str, Checked]:
    project = Project.find(ROOT)
    assert project is not None
    report = check(read_inputs(project.chapter_paths(), project).chapters, project.facts())
    assert report.coverage.percent >= 85
    return {one.chapter.letter.path: one for one in report.checked}


def test_no_letter_is_left_out(checked: dict[str, Checked]) -> None:
    assert set(checked) == set(LEDGER)


@pytest.mark.parametrize("path", LEDGER)
def test_claims_and_verdicts(path: str, checked: dict[str, Checked]) -> None:
    found = [
        [j.place.line, j.claim.kind, j.claim.subject, j.claim.value, str(j.ruling.verdict), " ".join(j.text.split())]
        for j in checked[path].claims
    ]
    assert found == LEDGER[path]


@pytest.mark.parametrize("path", FACTS)
def test_each_verdict_cites_the_statement_that_is_meant(
    path: str, checked: dict[str, Checked], facts: FactBase
) -> None:
    found = []
    for one in checked[path].claims:
        fact = facts.fact(one.ruling.cited[0].address) if one.ruling.cited else None
        named = f"{fact.entity}/{fact.statement.id or fact.address.partition('/')[2]}" if fact else ""
        named = named or (one.ruling.cited[0].address if one.ruling.cited else "")
        found.append([one.place.line, one.claim.kind, " ".join(one.text.split())[:40], named])
    assert found == FACTS[path]
