"""The exported schemas are those of the model, admit what loads, and refuse what does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from sphinx_factcheck.facts.handbook import EXAMPLES
from sphinx_factcheck.facts.load import FactsError, load_facts
from sphinx_factcheck.facts.model import FILE_KINDS
from sphinx_factcheck.facts.schema import json_schema, write_schemas

ROOT = Path(__file__).parents[2]


class AsEditorsRead(yaml.CSafeLoader):
    """YAML 1.2 as editors' programs read it: numbers and booleans, but no dates."""


AsEditorsRead.yaml_implicit_resolvers = {}
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?\d+$"), list("-0123456789"))
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json_schema(kind))


def faults(kind: str, text: str) -> list[str]:
    read: Any = yaml.load(text, AsEditorsRead)
    return [error.json_path for error in validator(kind).iter_errors(read)]


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


WRONG: tuple[Any, ...] = ("", "nonsense here", 7, [])
OF_THE_WHOLE = re.compile(r"has no sentence|do not fit each other|cannot be (?:raised|cut)|^in all")
"""What no schema can see, for it takes more than one value or entry."""
BEYOND = {f"facts-{rule}" for rule in "reference order alias id life place contested".split()}


def places(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from places(value, (*at, key))


def changed(node: Any, at: tuple[Any, ...], value: Any = ...) -> Any:
    """A copy with one value replaced, or taken out."""
    copy = deepcopy(node)
    within = copy
    for key in at[:-1]:
        within = within[key]
    if value is ...:
        del within[at[-1]]
    else:
        within[at[-1]] = value
    return copy


def mutants(kind: str) -> Iterator[tuple[str, Any]]:
    """The examples of the handbook with one value changed, each key once: gone, of another kind, with a key too many."""
    whole = yaml.load(EXAMPLES[kind], AsEditorsRead)
    seen: set[tuple[Any, ...]] = set()
    for at in filter(None, places(whole)):
        if (named := tuple(key for key in at if isinstance(key, str))) in seen:
            continue
        seen.add(named)
        yield f"{at} gone", changed(whole, at)
        for value in WRONG:
            yield f"{at} {value!r}", changed(whole, at, value)
        if named:
            yield f"{at} with a key too many", changed(whole, (*at[:-1], "nope"), "x")


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_what_one_refuses_the_other_refuses(kind: str, tmp_path: Path) -> None:
    for name, text in EXAMPLES.items():
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    differ = []
    for change, read in mutants(kind):
        text = yaml.safe_dump(read, sort_keys=False, allow_unicode=True)
        (tmp_path / f"{kind}.yml").write_text(text, encoding="utf-8")
        refused = faults(kind, text)
        try:
            load_facts(tmp_path, root=tmp_path)
            told = []
        except FactsError as error:
            told = [
                str(one)
                for one in error.problems
                if one.rule not in BEYOND and str(one).startswith(kind) and not OF_THE_WHOLE.search(one.message)
            ]
        if bool(refused) != bool(told):
            differ.append((change, refused, told))
    assert differ == []
