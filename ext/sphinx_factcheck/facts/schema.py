"""JSON Schema of the fact files, made from the model, for editors that complete and check while one types."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sphinx_factcheck.facts.chains import BANS, CHANGED
from sphinx_factcheck.facts.dates import SHAPE as DATE_SHAPE
from sphinx_factcheck.facts.happenings import VERBS
from sphinx_factcheck.facts.model import FILE_KINDS, RELATIONS
from sphinx_factcheck.facts.registers import NONE_FOUND, REGISTERS
from sphinx_factcheck.facts.rules import ADDRESS, HAS_TERM, YEARS


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file: people, organizations, events, documents, rankings or sources."""
    entry = FILE_KINDS[kind]
    made: dict[str, Any] = TypeAdapter(tuple[entry, ...]).json_schema()  # type: ignore[valid-type]
    for name, shape in (*made["$defs"].items(), (entry.__name__, made.get("items", {}))):
        _demand(shape, _DEMANDED.get(name, _OF_STATEMENTS if "status" in shape.get("properties", {}) else ()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind, **_as_written(made)}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema into a folder, one file a kind, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in FILE_KINDS:
        path = folder / f"{kind}.json"
        path.write_text(json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _some(*keys: str) -> dict[str, Any]:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _given(key: str, *values: str) -> dict[str, Any]:
    """That a key has one of these values; with none, that it is there."""
    shape: dict[str, Any] = {"required": [key]}
    return {**shape, "properties": {key: {"enum": list(values)}}} if values else shape


def _filled(key: str) -> dict[str, Any]:
    """That a list is there and holds something."""
    return {"required": [key], "properties": {key: {"minItems": 1}}}


_REGISTERED = tuple(
    {
        "if": {"required": [key], "properties": {key: {"pattern": r"^\d|^Q"}}},
        "then": _filled("sources"),
    }
    for key in REGISTERS
)
"""An identifier was read on a page."""
_NO_RUSH = {"not": {"required": ["on", "valid"]}}
_SOURCED: dict[str, Any] = {
    "anyOf": [
        _filled("sources"),
        _given("status", "unverified"),
    ]
}
_OF_STATEMENTS = (_SOURCED, _NO_RUSH)
_DEMANDED: dict[str, tuple[dict[str, Any], ...]] = {
    "Alias": (_NO_RUSH, {"if": _some("on", "valid"), "then": _SOURCED}),
    "Lying": (_NO_RUSH, {"if": _some("on", "valid"), "then": _SOURCED}),
    "LifeDate": (*_OF_STATEMENTS, _some("on", "valid")),
    "Count": (*_OF_STATEMENTS, _some("count", "least", "most")),
    "Rank": (*_OF_STATEMENTS, _some("rank", "standing")),
    "Kin": (
        *_OF_STATEMENTS,
        {"dependentRequired": {"kin": ["of"], "of": ["kin"]}, "oneOf": [_given(word) for word in ("kin", *RELATIONS)]},
    ),
    "Dating": (
        *_OF_STATEMENTS,
        {"if": {"not": _filled("verbs")}, "then": {"properties": {"event": {"enum": [*VERBS]}}}},
    ),
    "Custody": (
        *_OF_STATEMENTS,
        {"if": _given("term"), "then": {"properties": {"event": {"enum": sorted(HAS_TERM)}}}},
        {"if": _given("suspended"), "then": _given("term")},
        {"if": _given("probation"), "then": _given("suspended")},
        {"if": _given("to"), "then": _given("event", *sorted(CHANGED))},
        {"if": _given("event", "banned", "lifted", "confined"), "then": _given("form")},
        {"if": _given("event", "banned"), "then": {"properties": {"form": {"enum": sorted(BANS)}}}},
        {"if": _given("term"), "then": {"properties": {"penalty": {"enum": ["prison"]}}}},
        {"if": _given("lasts"), "then": {"required": ["penalty"], "not": _given("penalty", "prison")}},
    ),
    "Source": (
        {"required": ["seen"]},
        {"anyOf": [{"required": [key], "properties": {key: {"minLength": 1}}} for key in ("url", "citation")]},
        {"properties": {key: {"type": "string", "pattern": f"{ADDRESS}|^$"} for key in ("url", "archived")}},
    ),
    "Award": (*_OF_STATEMENTS, {"properties": {"year": {"minimum": YEARS.start, "maximum": YEARS.stop - 1}}}),
}
"""What the rules demand of an entry beyond its shape, by its class, as JSON Schema says it."""


def _demand(shape: dict[str, Any], demands: tuple[dict[str, Any], ...]) -> None:
    properties = shape.get("properties", {})
    if "kin" in shape.get("required", ()):
        shape["required"] = [key for key in shape["required"] if key not in {"kin", "of"}]
        properties["of"]["minLength"] = 1
        properties |= {word: properties["of"] | {"title": word} for word in RELATIONS}
    if "wikidata" in properties:
        demands = (*demands, *_REGISTERED)
    if demands:
        shape["allOf"] = [*shape.get("allOf", ()), *demands]
    for key, described in properties.items():
        if key == "on":
            described.setdefault("description", _ON)
        if key in REGISTERS:
            described["pattern"] = rf"^({REGISTERS[key].pattern}|{NONE_FOUND} \d{{4}}-\d{{2}}-\d{{2}}|)$"
        elif key in shape.get("required", ()) and described.get("type") == "string" and "enum" not in described:
            described.setdefault("minLength", 1)


_ON = "The day (EDTF). Some YAML tools read the key on as true, and write it so: put it in quotes for these."


def _as_written(schema: Any) -> Any:
    """Admits what an editor's program takes for a number or a truth, and we for text: `on: 2023`, `name: true`.

    Of what has a pattern only what the pattern admits when it is written so: a year, the digits of a register.
    """
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    pattern = schema.get("pattern", "")
    if pattern == DATE_SHAPE:
        return {**schema, "type": ["string", "integer"], "minimum": 100, "maximum": 9999}
    if schema.get("type") == "string" and not {"enum", "const", "anyOf"} & schema.keys():
        if not pattern:
            return {**schema, "type": ["string", "number", "boolean"]}
        if re.search(pattern, "7"):
            return {**schema, "type": ["string", "integer", *(["boolean"] if re.search(pattern, "true") else ())]}
    return {key: _as_written(part) for key, part in schema.items()}
