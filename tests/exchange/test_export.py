"""Exports of this edition and of a new one, each read by a program or schema of the format's own makers."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from click.testing import CliRunner
from frictionless import Package
from pyld import jsonld

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.cli import main
from sphinx_factcheck.letters.anchors import Selector, anchor
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Span

ROOT = Path(__file__).parents[2]
BASE = "https://letters.example.org/"
SCHEMA = {"@vocab": "https://schema.org/"}
ANNOTATION = {
    "@vocab": "http://www.w3.org/ns/oa#",
    "id": "@id",
    "type": "@type",
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
}


@dataclass(frozen=True)
class Exported:
    """An edition, and the folder with all formats of it."""

    root: Path
    folder: Path

    @property
    def letters(self) -> list[str]:
        return sorted(path.stem for path in (self.root / "chapters").glob("*.md"))

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text("utf-8"))


@pytest.fixture(scope="module", params=["this edition", "a new one"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    made = Exported(ROOT, tmp_path_factory.mktemp("exported"))
    if request.param == "a new one":
        made = Exported(tmp_path_factory.mktemp("new") / "edition", made.folder)
        assert CliRunner().invoke(main, ["init", str(made.root)]).exit_code == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.root)
        run = CliRunner().invoke(main, ["export", "all", "--out", str(made.folder), "--base", BASE])
    assert run.exit_code == 0, run.output
    assert len(made.letters) == (5 if made.root == ROOT else 2)
    return made


def test_a_citation_processor_cites_every_letter_with_authors_and_year(exported: Exported) -> None:
    items = exported.json("letters.csl.json")
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    told = [str(line) for line in bibliography.bibliography()]
    assert len(told) == len(items) == len(exported.letters)
    for item in items:
        assert any(str(item["issued"]["date-parts"][0][0]) in line for line in told)
    first = items[0]
    assert first["type"] == "personal_communication"
    recipient = {"family": "Kerry", "given": "John F."} if exported.root == ROOT else {"family": "Berg", "given": "Siv"}
    assert first["recipient"][0] == recipient
    assert all(
        "literal" in author or {"family", "given"} <= author.keys() for item in items for author in item["author"]
    )


def test_bibtex_has_balanced_braces_and_one_entry_a_letter(exported: Exported) -> None:
    text = (exported.folder / "letters.bib").read_text("utf-8")
    entries = text.split("@incollection{")[1:]
    assert len(entries) == len(exported.letters)
    for entry in entries:
        bare = entry.replace("\\{", "").replace("\\}", "")
        assert bare.count("{") + 1 == bare.count("}")
        assert not [at for at in range(1, len(bare)) if bare[at] in "&%$#" and bare[at - 1] != "\\"]


def test_ris_records_begin_and_end_as_the_format_says(exported: Exported) -> None:
    records = (exported.folder / "letters.ris").read_bytes().decode("utf-8").split("ER  - \r\n")[:-1]
    assert len(records) == len(exported.letters)
    for record in records:
        lines = [line for line in record.split("\r\n") if line]
        assert lines[0] == "TY  - PCOMM"
        assert all(line[2:6] == "  - " and line[:2].isalnum() for line in lines)


def test_the_citation_file_names_what_the_format_demands(exported: Exported) -> None:
    told = yaml.safe_load((exported.folder / "CITATION.cff").read_text("utf-8"))
    configured = yaml.safe_load((exported.root / "_config.yml").read_text("utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert told["title"] == configured["title"]
    assert told["authors"] == [{"name": configured["author"]}]


def test_the_tables_are_what_their_description_says(exported: Exported) -> None:
    report = Package(str(exported.folder / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    with (exported.folder / "data/claims.csv").open(encoding="utf-8", newline="") as rows:
        claims = list(csv.DictReader(rows))
    assert {row["verdict"] for row in claims} <= {str(verdict) for verdict in Verdict}
    assert len({(row["letter"], row["id"]) for row in claims}) == len(claims) > (100 if exported.root == ROOT else 3)


def test_every_annotation_finds_its_words_again(exported: Exported) -> None:
    kinds: set[str] = set()
    for name in exported.letters:
        chapter = f"chapters/{name}.md"
        letter = read_letter(chapter, (exported.root / chapter).read_text("utf-8"))
        collection = exported.json(f"annotations/{name}.jsonld")
        items = collection["first"]["items"]
        assert collection["total"] == len(items) == len({item["id"] for item in items})
        for item in items:
            kinds.add(item["motivation"])
            assert item["type"] == "Annotation"
            assert item["id"].startswith(BASE)
            assert item["@context"] == "http://www.w3.org/ns/anno.jsonld"
            assert item["target"]["source"].startswith(BASE)
            assert {one["type"] for one in item["target"]["selector"]} <= {"TextQuoteSelector", "TextPositionSelector"}
            quote, *position = item["target"]["selector"]
            for place in position:
                assert letter.text[place["start"] : place["end"]] == quote["exact"]
                found = anchor(letter, Selector(quote["exact"], quote["prefix"], quote["suffix"]))
                assert found == Span(place["start"], place["end"]) or not isinstance(found, Span)
    assert kinds == {"commenting", "identifying", "assessing"}


@pytest.mark.parametrize(("folder", "context"), [("annotations", ANNOTATION), ("jsonld", SCHEMA)])
def test_json_ld_expands_and_loses_no_node(exported: Exported, folder: str, context: dict[str, Any]) -> None:
    for name in exported.letters:
        told = exported.json(f"{folder}/{name}.jsonld")
        told.pop("@context")
        for item in told.get("first", {}).get("items", ()):
            item.pop("@context")
        expanded = jsonld.expand({"@context": context, **told})
        nodes = jsonld.flatten(expanded)
        ids = {node["@id"] for node in nodes}
        wanted = {item["id"] for item in told.get("first", {}).get("items", ())} | {
            node["@id"] for node in told.get("@graph", ())
        }
        assert wanted
        assert wanted <= ids


def test_exports_never_stand_among_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run = CliRunner().invoke(main, ["export", "cff", "--out", "facts/export"])
    assert run.exit_code == 2
    assert not (ROOT / "facts/export").exists()


def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    run = CliRunner().invoke(main, ["export", "cff", "--out", str(tmp_path), "--base", "javascript:alert(1)"])
    assert run.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_the_lives_of_persons_are_in_the_graph(exported: Exported) -> None:
    """The tutorial's edition tells of no relatives and homes; of ours every one that it tells of is there."""
    graph = [node for name in exported.letters for node in exported.json(f"jsonld/{name}.jsonld")["@graph"]]
    addresses = {node["name"]: {"@id": node["@id"]} for node in graph if "@id" in node and "name" in node}
    told = {node["name"]: node for node in graph if {"spouse", "homeLocation"} & node.keys()}
    assert sorted(told) == (["Xu Yan", "Yang Hua"] if exported.root == ROOT else [])
    assert [node["spouse"] for node in told.values() if "spouse" in node] == [
        [addresses["Yu Wensheng"]] for name in told if name == "Xu Yan"
    ]
    assert [node["homeLocation"] for node in told.values() if "homeLocation" in node] == [
        [{"@type": "Place", "name": "Guiyang"}] for name in told if name == "Yang Hua"
    ]
