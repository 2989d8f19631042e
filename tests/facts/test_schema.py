"""The exported schemas are those of the model, admit what loads, and refuse what does not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from sphinx_factcheck.facts.model import FILE_KINDS
from sphinx_factcheck.facts.schema import json_schema, write_schemas

ROOT = Path(__file__).parents[2]


class AsEditorsRead(yaml.CSafeLoader):
    """YAML 1.2 as editors' programs read it: numbers and booleans, but no dates."""


AsEditorsRead.yaml_implicit_resolvers = {}
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?\d+$"), list("-0123456789"))
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))


def faults(kind: str, text: str) -> list[str]:
    read: Any = yaml.load(text, AsEditorsRead)
    return [error.json_path for error in Draft202012Validator(json_schema(kind)).iter_errors(read)]


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_the_exported_schema_is_that_of_the_model(kind: str, tmp_path: Path) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in write_schemas(tmp_path / "schema")}
    kept = (ROOT / "docs" / "schema" / f"{kind}.json").read_text(encoding="utf-8")
    assert kept == written[f"{kind}.json"], "run: factcheck facts schema --output docs/schema"
    Draft202012Validator.check_schema(json.loads(kept))


@pytest.mark.parametrize("path", sorted((ROOT / "facts").rglob("*.yml")), ids=lambda path: path.name)
def test_the_edition_itself_is_valid(path: Path) -> None:
    kind = next(kind for kind in FILE_KINDS if path.stem.startswith(kind) or path.parent.name == kind)
    assert faults(kind, path.read_text(encoding="utf-8")) == []


def test_numbers_that_are_text_here_are_admitted() -> None:
    text = "- {id: ada, name: Ada, born: {on: 1815, status: unverified}, awards: [{award: 42, year: 1850, status: unverified}]}"
    assert faults("people", text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("- {id: ada}", "$[0]"),
        ("- {id: ada, name: Ada, nam: x}", "$[0]"),
        ("- {id: ada lovelace, name: Ada}", "$[0].id"),
        ("- {id: ada, name: Ada, custody: [{event: sentencd, sources: [s]}]}", "$[0].custody[0].event"),
        ("- {id: ada, name: Ada, awards: [{award: Medal, year: soon, sources: [s]}]}", "$[0].awards[0].year"),
        ("- {id: ada, name: Ada, born: {on: 1815}}", "$[0].born"),
        ("- {id: ada, name: Ada, born: {on: 1815, valid: 1815, sources: [s]}}", "$[0].born"),
        ("- {id: ada, name: Ada, custody: [{event: banned, sources: [s]}]}", "$[0].custody[0]"),
        ("- {id: ada, name: Ada, custody: [{event: released, term: 2 years, sources: [s]}]}", "$[0].custody[0].event"),
        ("- {id: ada, name: Ada, counts: [{of: books, sources: [s]}]}", "$[0].counts[0]"),
        ("- {id: ada, name: Ada, offices: {office: Reader}}", "$[0].offices"),
        ("id: ada", "$"),
    ],
)
def test_what_does_not_load_is_refused(text: str, at: str) -> None:
    assert faults("people", text) == [at]
