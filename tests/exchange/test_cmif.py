"""The rules of CMIF that are its own, beyond those of TEI (https://correspsearch.net/en/documentation.html).

Each `correspDesc` has one sender's and at most one receiver's action; persons, bodies and places are named by elements whose
`@ref` is an address of an authority file; dates are in attributes, whole days, months or years; every description leads to
its edition by `@source`, and to the letter by `@ref`; the file itself is free to use.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from editions import FILES, write_edition

from sphinx_factcheck.check import check
from sphinx_factcheck.edition.project import Project
from sphinx_factcheck.edition.publication import Publication
from sphinx_factcheck.exchange.published import published
from sphinx_factcheck.exchange.tei.writing import cmif

ROOT = Path(__file__).parents[2]
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+/\S*")
NAMES = {"persName", "orgName", "placeName"}
KNOWN = FILES["facts/people.yml"].replace(
    "  name: Siv Berg\n", "  name: Siv Berg\n  wikidata: Q42\n  sources: [court-2023]\n"
)
SENT = FILES["facts/documents.yml"].replace(
    "  type: letter\n", "  type: letter\n  by: [karin-lind]\n  addressees: [siv-berg]\n", 1
)


def made(root: Path) -> ET.Element:
    project = Project(root)
    facts = project.facts()
    checked = check([project.chapter(path) for path in project.chapter_paths()], facts).checked
    (file,) = cmif(published(Publication("Letters", url="https://letters.example.org/"), facts, checked))
    return ET.fromstring(file.text)


@pytest.fixture(scope="module", params=["this edition", "another"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ET.Element:
    if request.param == "this edition":
        return made(ROOT)
    return made(
        write_edition(tmp_path_factory.mktemp("edition"), {"facts/people.yml": KNOWN, "facts/documents.yml": SENT})
    )


def all_of(file: ET.Element, name: str) -> list[ET.Element]:
    return list(file.iter(f"{TEI}{name}"))


def test_the_file_says_who_made_it_and_that_it_is_free(file: ET.Element) -> None:
    (licence,) = all_of(file, "licence")
    assert licence.get("target") == "https://creativecommons.org/licenses/by/4.0/"
    (description,) = all_of(file, "fileDesc")
    assert [child.tag.removeprefix(TEI) for child in description] == ["titleStmt", "publicationStmt", "sourceDesc"]
    (number,) = all_of(description, "idno")
    assert number.get("type") == "url"
    assert _URL.fullmatch(number.text or "")
    (dated,) = description.iter(f"{TEI}date")
    assert _DAY.fullmatch(dated.get("when") or "")
    assert [one.get("type") for one in all_of(description, "bibl")] == ["online"]
    (text,) = all_of(file, "text")
    assert "".join(text.itertext()).strip() == ""


def test_each_letter_is_described_once_and_leads_to_itself(file: ET.Element) -> None:
    letters = all_of(file, "correspDesc")
    assert letters
    sources = {f"#{one.get(ID)}" for one in all_of(file, "bibl")}
    assert all(one.get("source") in sources for one in letters)
    keys, refs = [one.get("key") for one in letters], [one.get("ref") for one in letters]
    assert len(set(keys)) == len(set(refs)) == len(letters)
    assert all(_URL.fullmatch(ref or "") for ref in refs)


def test_actions_are_of_two_kinds_and_hold_names_places_and_dates_alone(file: ET.Element) -> None:
    for letter in all_of(file, "correspDesc"):
        actions = list(letter)
        assert [one.tag for one in actions] == [f"{TEI}correspAction"] * len(actions)
        assert [one.get("type") for one in actions] in (["sent"], ["sent", "received"])
        for action in actions:
            held = [child.tag.removeprefix(TEI) for child in action]
            assert held
            assert set(held) <= {*NAMES, "date"}
            assert held.count("date") <= 1
            assert not [child for child in action if len(child)]


def test_names_have_words_and_refs_of_authorities_alone(file: ET.Element) -> None:
    named = [one for name in NAMES for one in all_of(file, name)]
    assert named
    for one in named:
        assert (one.text or "").strip()
        assert set(one.attrib) <= {"ref"}
        assert "ref" not in one.attrib or _URL.fullmatch(one.attrib["ref"])
        assert "letters.example.org" not in one.get("ref", "")


def test_dates_are_attributes(file: ET.Element) -> None:
    for action in all_of(file, "correspAction"):
        for date in action.iter(f"{TEI}date"):
            assert not date.text
            assert date.attrib
            assert set(date.attrib) <= {"when", "from", "to", "notBefore", "notAfter", "cert"}
            assert all(_DAY.fullmatch(value) for key, value in date.attrib.items() if key != "cert")
            assert not ({"when", "from"} <= set(date.attrib))


def test_an_identifier_that_was_not_found_is_no_ref(tmp_path: Path) -> None:
    vain = FILES["facts/people.yml"].replace(
        "  name: Siv Berg\n", "  name: Siv Berg\n  wikidata: none found 2026-11-30\n"
    )
    known, unknown = (
        made(write_edition(tmp_path / "a", {"facts/people.yml": KNOWN, "facts/documents.yml": SENT})),
        made(write_edition(tmp_path / "b", {"facts/people.yml": vain, "facts/documents.yml": SENT})),
    )
    assert [one.get("ref") for one in all_of(known, "persName")] == [None, "http://www.wikidata.org/entity/Q42"]
    assert [one.get("ref") for one in all_of(unknown, "persName")] == [None, None]
