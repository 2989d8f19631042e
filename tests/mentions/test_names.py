"""The catalogue of how names behave, names.yml, case by case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.letters.text import Span, plain_letter

CATALOGUE = yaml.safe_load(Path(__file__).with_name("names.yml").read_text(encoding="utf-8"))
CASES = [(group, case) for group, cases in CATALOGUE["groups"].items() for case in cases]
MARK = re.compile(r"\[((?:[^\[\]]|\[(?:\d+|Page \d+)\])+)\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NameIndex]:
    return {name: index_of(cast, tmp_path_factory.mktemp("facts")) for name, cast in CATALOGUE["casts"].items()}


def index_of(cast: list[dict[str, Any]], folder: Path) -> NameIndex:
    files: dict[str, list[dict[str, Any]]] = {"people": [], "organizations": []}
    for known in cast:
        entity = dict(known)
        kind = entity.pop("kind", "person")
        for office in entity.get("offices", []):
            office["status"] = "unverified"
        files["people" if kind == "person" else "organizations"].append(entity)
    for name, entities in files.items():
        folder.joinpath(f"{name}.yml").write_text(yaml.safe_dump(entities, allow_unicode=True), encoding="utf-8")
    return NameIndex(load_facts(folder))


def unmarked(text: str) -> tuple[str, list[tuple[Span, str]]]:
    """The plain text of a case, and what its marks expect."""
    expected, plain, at = [], "", 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        expected.append((Span(len(plain), len(plain) + len(mark[1])), mark[2]))
        plain += mark[1]
        at = mark.end()
    return plain + text[at:], expected


@pytest.mark.parametrize(("group", "case"), CASES, ids=[f"{group}: {case['text'][:60]}" for group, case in CASES])
def test_names(indexes: dict[str, NameIndex], group: str, case: dict[str, Any]) -> None:
    text, expected = unmarked(case["text"])
    date = parse(str(case["date"])) if "date" in case else None
    mentions = indexes[case["cast"]].find(plain_letter("letter.txt", text, date=date))
    found = [(mention.span, mention.entity) for mention in mentions.found]
    found += [(d.span, "?" if d.rule == "ambiguous" else f"~{d.candidates[0]}") for d in mentions.doubts]
    assert [(text[s.start : s.end], e) for s, e in sorted(found)] == [(text[s.start : s.end], e) for s, e in expected]
    assert sorted(found) == expected
    if "why" in case:
        assert [mention.why for mention in mentions.found] == case["why"]
