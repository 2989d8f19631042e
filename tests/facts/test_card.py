"""The card of an entity: what is known of it, as of a date."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_factcheck.facts.card import card
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase

PEOPLE = """\
- id: ada
  name: Ada King
  native: Ἄδα
  also: [Lady Ada, {name: Ada Byron, valid: 1815/1835, sources: [s]}]
  about: Writer.
  titles: [Countess]
  custody:
    - {event: detained, on: 1840-05, where: London, sources: [s]}
    - {event: sentenced, on: 1841, term: 4 years, charge: sedition, status: unverified, note: From hearsay.}
  offices:
    - {office: Reader, of: club, valid: 1838/1843, sources: [s]}
  awards: [{award: Medal, year: 1850, on: 1850-03, sources: [s]}]
"""
SOURCES = """\
- {id: s, title: A Book, url: "https://example.org/s", seen: 2026-01-31, excerpt: as it says}
"""


@pytest.fixture
def facts(tmp_path: Path) -> FactBase:
    (tmp_path / "people.yml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "sources.yml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "organizations.yml").write_text("- {id: club, name: The Club}")
    (tmp_path / "events.yml").write_text("- {id: fair, name: Fair, participants: [ada, Others], places: [London]}")
    return load_facts(tmp_path, root=tmp_path)


def test_as_of_a_day_only_what_had_begun_is_told(facts: FactBase) -> None:
    assert (
        card(facts, "ada", parse("1840-12-31"))
        == """\
Ada King (person ada)
  Ἄδα
  Writer.
  also: Lady Ada
  titles: Countess
as of 1840-12-31:
names:
  1815/1835: Ada Byron, before [s]
custody:
  1840-05: detained in London [s]
offices:
  1838/1843: Reader, The Club, then [s]
sources:
  s: A Book, read 2026-01-31
    https://example.org/s
    “as it says”
at: people.yml:1:7"""
    )


def test_without_a_day_all_is_told(facts: FactBase) -> None:
    told = card(facts, "ada")
    assert "  1841: sentenced to 4 years for sedition (unverified)\n    From hearsay." in told
    assert "  1850-03: Medal 1850, laureate [s]" in told
    assert "before" not in told


def test_ends_that_the_dates_do_not_tell_are_left_open(facts: FactBase) -> None:
    assert "Reader, The Club, then or not: the dates do not tell [s]" in card(facts, "ada", parse("1843-06-01"))


def test_other_entities_are_named(facts: FactBase) -> None:
    assert "  with: Ada King; Others\n  in: London" in card(facts, "fair")


def test_a_source_has_a_card(facts: FactBase) -> None:
    assert card(facts, "s").splitlines()[0] == "s: A Book, read 2026-01-31"


def test_an_id_that_is_not_there_is_told_with_the_nearest(facts: FactBase) -> None:
    with pytest.raises(KeyError, match="there is no “clubb” in the fact base: did you mean “club”"):
        card(facts, "clubb")
