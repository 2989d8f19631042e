"""The name of a statement lasts: others that come, go or are mended before it, and its own mending, leave it."""

from __future__ import annotations

from pathlib import Path

import pytest
from editions import FILES, write_edition

from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.naming import lasting_names

PEOPLE = "facts/people.yml"
SECOND = "    - {event: released, on: 2024-05-01, sources: [court-2023]}\n"
BASE = FILES[PEOPLE].replace(
    "term: 14 years, sources: [court-2023]}\n", f"term: 14 years, sources: [court-2023]}}\n{SECOND}"
)


def names(folder: Path, people: str) -> dict[str, str]:
    """The names of Karin Lind's statements, by what they are of."""
    root = write_edition(folder, {PEOPLE: people})
    facts = load_facts(root / "facts", root=root)
    told = lasting_names(facts, "karin-lind")
    return {str(getattr(f.statement, "event", f.key)): told[f.address] for f in facts.facts["karin-lind"]}


EDITS = {
    "one more before": (
        "    - {event: sentenced",
        "    - {event: arrested, on: 2022-01-01, sources: [court-2023]}\n    - {event: sentenced",
    ),
    "a mended term": ("term: 14 years", "term: 15 years"),
    "another source": ("term: 14 years, sources: [court-2023]", "term: 14 years, sources: [board-2023]"),
    "a remark": ("term: 14 years,", "term: 14 years, note: on appeal,"),
    "an entity before": ("- id: karin-lind", "- {id: anna, name: Anna}\n- id: karin-lind"),
    "another key": (
        "- id: karin-lind\n",
        "- id: karin-lind\n  citizenship:\n    - {country: Norway, sources: [court-2023]}\n",
    ),
    "one taken away": (SECOND, ""),
}


@pytest.mark.parametrize(("old", "new"), EDITS.values(), ids=EDITS)
def test_edits_elsewhere_leave_it(tmp_path: Path, old: str, new: str) -> None:
    assert old in BASE
    before, after = names(tmp_path / "a", BASE), names(tmp_path / "b", BASE.replace(old, new, 1))
    kept = before.keys() & after.keys()
    assert "sentenced" in kept
    assert {key: before[key] for key in kept} == {key: after[key] for key in kept}


def test_each_has_its_own(tmp_path: Path) -> None:
    twice = BASE.replace(SECOND, SECOND * 2)
    root = write_edition(tmp_path, {PEOPLE: twice})
    facts = load_facts(root / "facts", root=root)
    told = lasting_names(facts, "karin-lind")
    assert len(set(told.values())) == len(told) == len(facts.facts["karin-lind"])


def test_an_id_of_its_own_is_its_name(tmp_path: Path) -> None:
    named = BASE.replace("{event: sentenced, ", "{id: verdict, event: sentenced, ", 1)
    assert names(tmp_path, named)["sentenced"] == "custody-verdict"
