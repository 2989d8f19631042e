"""What comes of loading: addresses, places, digests, kinds of files; and the compiled fact base is the same one."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_factcheck.facts import cache as compiled
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.load import FactsError, load_facts
from sphinx_factcheck.facts.model import Custody, FactBase, Person

PEOPLE = """\
# Some people.
- id: ada
  name: Ada
  also: [Lady Ada, {name: Countess, valid: 1838/.., sources: [s]}]
  born: {on: 1815-12-10, sources: [s]}
  custody:
    - event: detained
      on: 1840~
      sources: [s]
    # then
    - {event: sentenced, on: 1841, term: 4 years 6 months, sources: [s], id: verdict}
- {id: bea, name: Béa}
- {id: eda, name: lady  ada}
"""
SOURCES = "- {id: s, title: A Book, citation: p. 1, seen: 2026-01-31}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    facts = tmp_path / "facts"
    facts.mkdir()
    (facts / "people.yml").write_text(PEOPLE, encoding="utf-8")
    (facts / "sources.yml").write_text(SOURCES, encoding="utf-8")
    return facts


def test_statements_have_addresses_and_stand_where_they_are_written(folder: Path) -> None:
    facts = load_facts(folder, root=folder.parent)
    stands = {fact.address: PEOPLE[fact.place.start : fact.place.end] for fact in facts.facts["ada"]}
    assert stands == {
        "ada/also/2": "{name: Countess, valid: 1838/.., sources: [s]}",
        "ada/born": "{on: 1815-12-10, sources: [s]}",
        "ada/custody/1": "event: detained\n      on: 1840~\n      sources: [s]",
        "ada/custody/2": "{event: sentenced, on: 1841, term: 4 years 6 months, sources: [s], id: verdict}",
    }
    assert {fact.place.path for fact in facts.facts["ada"]} == {"facts/people.yml"}
    assert str(facts.places["ada"]) == "facts/people.yml:2:7"
    assert str(facts.places["s"]) == "facts/sources.yml:1:8"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("ada/custody/2", "ada/custody/2"),
        ("ada/verdict", "ada/custody/2"),
        ("ada/born", "ada/born"),
        ("ada/also", "ada/also/2"),
        ("ada/custody", None),
        ("ada/custody/3", None),
        ("bea/born", None),
        ("nobody/born", None),
    ],
)
def test_facts_are_found_by_address_by_id_and_by_key_where_that_is_enough(
    folder: Path, address: str, found: str | None
) -> None:
    fact = load_facts(folder).fact(address)
    assert (fact.address if fact else None) == found


def test_a_person_without_statements_needs_no_sources(folder: Path) -> None:
    facts = load_facts(folder)
    assert facts.entity("bea") == Person(id="bea", name="Béa")
    assert facts.entity("nobody") is None
    assert "bea" not in facts.facts


@pytest.mark.parametrize(
    "path", ["people.yml", "people.yaml", "people-a.yml", "people_a.yml", "people/a.yml", "x/people/y/a.yml"]
)
def test_the_path_tells_the_kind(path: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("- {id: ada, name: Ada}")
    (tmp_path / ".hidden.yml").write_text("nonsense")
    assert isinstance(load_facts(tmp_path).entities["ada"], Person)


def test_what_had_begun_by_a_day(folder: Path) -> None:
    ada = load_facts(folder).entities["ada"]
    told = [s.event for s in ada.as_of(parse("1839-06-01")) if isinstance(s, Custody)]
    assert told == ["detained"]  # about 1840 may be 1839
    assert ada.as_of(parse("1800")) == ()


def test_the_digest_is_of_contents_and_paths(folder: Path) -> None:
    first = load_facts(folder, root=folder.parent).digest
    assert load_facts(folder, root=folder.parent).digest == first
    (folder / "people.yml").rename(folder / "people-a.yml")
    moved = load_facts(folder, root=folder.parent).digest
    (folder / "people-a.yml").write_text(PEOPLE + "# more\n", encoding="utf-8")
    assert len({first, moved, load_facts(folder, root=folder.parent).digest}) == 3


def both(folder: Path) -> tuple[FactBase, FactBase]:
    """The fact base as read, and as compiled and read again."""
    cache = folder.parent / "cache"
    first = load_facts(folder, root=folder.parent, cache=cache)
    second = load_facts(folder, root=folder.parent, cache=cache)
    assert type(first.entities) is dict
    assert type(second.entities) is not dict  # or nothing is compared here
    return first, second


def test_the_compiled_fact_base_is_the_same(folder: Path) -> None:
    read, kept = both(folder)
    assert kept == read
    assert [*kept.entities] == [*read.entities]
    assert kept.fact("ada/verdict") == read.fact("ada/verdict")
    assert [str(w) for w in kept.warnings] == [str(w) for w in read.warnings] != []
    assert kept.facts["ada"][0].statement is kept.entities["ada"].also[1]
    with pytest.raises(KeyError):
        kept.entities["nobody"]


def test_both_can_be_pickled(folder: Path) -> None:
    for facts in both(folder):
        assert pickle.loads(pickle.dumps(facts)) == facts


def test_a_changed_file_is_read_anew(folder: Path) -> None:
    both(folder)
    (folder / "people.yml").write_text(PEOPLE.replace("Béa", "Bella"), encoding="utf-8")
    assert both(folder)[1].entities["bea"].name == "Bella"


@pytest.mark.parametrize("how", ["cut", "flipped", "empty", "noise", "pickle", "folder"])
def test_a_spoilt_cache_is_not_used(folder: Path, how: str) -> None:
    read, _ = both(folder)
    file = folder.parent / "cache" / compiled.NAME
    kept = file.read_bytes()
    file.unlink()
    if how == "folder":
        file.mkdir()
    else:
        spoilt = {
            "cut": kept[:-5],
            "flipped": kept.replace(b"Countess", b"Princess"),
            "empty": b"",
            "noise": bytes(range(256)),
            "pickle": pickle.dumps(read),
        }
        file.write_bytes(spoilt[how])
    assert load_facts(folder, root=folder.parent, cache=file.parent) == read


def test_another_version_of_the_code_reads_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, kept = both(folder)
    assert compiled.load(folder.parent / "cache", kept.digest) is not None
    monkeypatch.setattr(compiled, "_package", lambda: "another")
    assert compiled.load(folder.parent / "cache", kept.digest) is None


def test_runs_side_by_side_share_a_cache(folder: Path) -> None:
    cache = folder.parent / "cache"
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: load_facts(folder, root=folder.parent, cache=cache), range(24)))
    assert all(run == runs[0] for run in runs)
    assert [path.name for path in cache.iterdir()] == [compiled.NAME]


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path) -> None:
    no_folder = folder.parent / "file"
    no_folder.write_text("")
    assert load_facts(folder, cache=no_folder).entities


def test_a_fact_base_with_problems_is_not_kept(folder: Path) -> None:
    (folder / "people.yml").write_text("- {id: ada}")
    with pytest.raises(FactsError):
        load_facts(folder, cache=folder.parent / "cache")
    assert not (folder.parent / "cache").exists()


def test_an_error_can_be_pickled_and_prints_its_problems(folder: Path) -> None:
    (folder / "people.yml").write_text("- {id: ada}\n- {id: ada, nam: x}")
    with pytest.raises(FactsError) as caught:
        load_facts(folder, root=folder.parent)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems
    assert [line.partition(": ")[0] for line in str(caught.value).splitlines()] == [
        "facts/people.yml:1:4",
        "facts/people.yml:2:4",
        "facts/people.yml:2:8",
        "facts/people.yml:2:13",
    ]


def test_a_fact_base_is_plain_data() -> None:
    assert replace(FactBase(), digest="x").digest == "x"
