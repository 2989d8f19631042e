"""How well a fact base is borne out: voices counted by origin, days in the words of sources, descriptions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.evidence import Evidence, page_dates, weigh
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import Source
from sphinx_factcheck.facts.origins import origin, site_of

SOURCES = """
- {id: wire, title: A wire, url: "https://www.reuters.com/a", seen: 2026-01-31}
- {id: wire-copy, title: A copy, url: "https://rawstory.com/a", copy_of: reuters.com, seen: 2026-01-31}
- {id: wire-copy-2, title: A copy of the copy, url: "https://yahoo.com/a", copy_of: wire-copy, seen: 2026-01-31}
- {id: press, title: Press, url: "https://press.example/2024/05/06/a", seen: 2026-01-31, excerpt: "was jailed on Monday"}
- {id: blog-1, title: One, url: "https://one.blogspot.com/", publisher: One, seen: 2026-01-31}
- {id: blog-2, title: Two, url: "https://two.blogspot.com/", publisher: Two, seen: 2026-01-31}
- {id: letter, title: The letter, url: "https://ngo.example/letter", seen: 2026-01-31, excerpt: "6 May 2024"}
"""


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.hrw.org/news/1", "hrw.org"),
        ("https://2009-2017.state.gov/x", "state.gov"),
        ("http://news.bbc.co.uk/2", "bbc.co.uk"),
        ("https://sc.isd.gov.hk/gb", "isd.gov.hk"),
        ("https://tass.com:443/x", "tass.com"),
        ("https://meduza.io", "meduza.io"),
        ("https://t.co/x", "t.co"),
        ("", ""),
        ("vol. 30", ""),
    ],
)
def test_the_site_of_an_address(address: str, site: str) -> None:
    assert site_of(address) == site


def of(folder: Path, statement: str, *letters: str, more: str = "") -> Evidence:
    """The evidence of a fact base with one statement about one person."""
    (folder / "sources.yml").write_text(SOURCES, encoding="utf-8")
    (folder / "people.yml").write_text(f"- id: ada\n  name: Ada\n{more}  {statement}\n", encoding="utf-8")
    return weigh(load_facts(folder, root=folder), letters)


@pytest.mark.parametrize(
    ("sources", "voices"),
    [
        ("wire, wire-copy, wire-copy-2", ("reuters.com",)),
        ("wire-copy-2, press", ("reuters.com", "press.example")),
        ("blog-1, blog-2", ("one", "two")),
        ("letter", ("ngo.example",)),
    ],
)
def test_copies_and_pages_of_one_publisher_are_one_voice(sources: str, voices: tuple[str, ...], tmp_path: Path) -> None:
    sentence = f"custody: [{{event: sentenced, term: 2 years, on: 2024-05-06, sources: [{sources}]}}]"
    (borne,) = of(tmp_path, sentence).borne
    assert borne.origins == voices
    assert borne.thin == (len(voices) < 2)


def test_a_sentence_on_one_voice_is_thin_and_a_post_is_not(tmp_path: Path) -> None:
    assert [
        one.weight for one in of(tmp_path, "custody: [{event: sentenced, term: 1 year, sources: [wire]}]").thin
    ] == ["sentence"]
    assert not of(tmp_path, "custody: [{event: detained, sources: [wire]}]").thin
    assert not of(tmp_path, "offices: [{office: Director, sources: [wire]}]").thin
    assert not of(tmp_path, "custody: [{event: sentenced, term: 1 year, sources: [wire], status: unverified}]").thin


def test_the_office_of_an_addressee_and_the_date_of_a_letter_want_two(tmp_path: Path) -> None:
    (tmp_path / "documents.yml").write_text(
        "- {id: l, name: L, addressees: [ada], dates: [{event: dated, on: 2024-05-06, sources: [letter]}]}\n", "utf-8"
    )
    found = of(tmp_path, "offices: [{office: Minister, sources: [wire]}]")
    assert sorted(one.weight for one in found.thin) == ["date of a document", "office of an addressee"]


def test_a_letter_of_the_edition_is_no_second_voice_for_itself(tmp_path: Path) -> None:
    found = of(tmp_path, "offices: [{office: Director, sources: [letter, wire]}]", "letter")
    assert (found.resting_on(2), found.resting_on(2, without_letters=True), found.hosts) == (1, 0, 1)


@pytest.mark.parametrize(
    ("said", "quoted", "dated"),
    [
        ("was jailed on 6 May 2024", True, True),
        ("was jailed on May 6th", True, True),
        ("was jailed on Sept. 6", False, False),
        ("jailed 16 May 2024", False, False),
        ("2024年5月6日", True, True),
        ("jailed 06.05.24", True, True),
        ("jailed in May", False, False),
    ],
)
def test_a_day_stands_in_the_words_of_a_source(said: str, quoted: bool, dated: bool, tmp_path: Path) -> None:
    source = f'\n- {{id: own, title: T, citation: p. 1, seen: 2026-01-31, excerpt: "{said}"}}\n'
    (tmp_path / "people.yml").write_text(
        "- id: ada\n  name: Ada\n  custody: [{event: detained, on: 2024-05-06, sources: [own]}]\n", "utf-8"
    )
    (tmp_path / "sources.yml").write_text(source, "utf-8")
    found = weigh(load_facts(tmp_path, root=tmp_path))
    assert (found.quoted == 1, not found.undated) == (quoted, dated)


def test_a_weekday_counts_beside_the_date_of_its_page(tmp_path: Path) -> None:
    assert of(tmp_path, "custody: [{event: detained, on: 2024-05-06, sources: [press]}]").quoted == 1
    assert of(tmp_path, "custody: [{event: detained, on: 2024-04-29, sources: [press]}]").quoted == 0


def test_the_days_in_an_address() -> None:
    def days(url: str, published: str = "") -> list[date]:
        when = parse(published) if published else None
        return [*page_dates(Source(id="s", title="T", url=url, published=when))]

    assert days("https://a.b/2016/06/14/x") == [date(2016, 6, 14)]
    assert days("http://en.people.cn/n3/2024/0422/c90000-20159867.html") == [date(2024, 4, 22)]
    assert days("https://a.b/2025-1399-x/1234567890") == []
    assert days("https://a.b/x", "2020-02-03") == [date(2020, 2, 3)]


def test_a_description_rests_on_the_sources_of_its_entity_or_of_its_statements(tmp_path: Path) -> None:
    bare = of(tmp_path, "about: A mathematician.").bare
    assert bare == {"ada": ("about",)}
    assert not of(tmp_path, "sources: [wire]", more="  about: A mathematician.\n").bare
    assert not of(tmp_path, "offices: [{office: Director, sources: [wire]}]", more="  about: Director.\n").bare


def test_what_comes_round_to_itself_ends() -> None:
    a, b = (Source(id=id, title=id, citation="p", copy_of=other) for id, other in (("a", "b"), ("b", "a")))
    assert origin(a, {"a": a, "b": b}) in {"a", "b"}
