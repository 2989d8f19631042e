"""What courts did and what a person's liberty came to, by the table in custody.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.facts.custody import liberty
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.load import load_facts

CASES = yaml.load((Path(__file__).parent / "custody.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["what"]) for case in CASES])
def test_what_a_chain_comes_to(case: dict[str, Any], tmp_path: Path) -> None:
    custody = [{**one, "sources": ["s"]} for one in case["custody"]]
    person = {"id": "ann", "name": "Ann Archer", "custody": custody}
    (tmp_path / "people.yml").write_text(yaml.safe_dump([person]), encoding="utf-8")
    source = [{"id": "s", "title": "S", "citation": "p. 1", "seen": "2026-01-31"}]
    (tmp_path / "sources.yml").write_text(yaml.safe_dump(source), encoding="utf-8")
    facts = load_facts(tmp_path)
    for day, expected in case["days"].items():
        state, told = liberty("ann", parse(day), facts)
        numbers = " ".join(fact.address.rpartition("/")[2] for fact in told)
        assert f"{state.value} {numbers}" == expected, day
