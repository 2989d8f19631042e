"""JSON Schema of the fact files, made from the model, for editors that complete and check while one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sphinx_factcheck.facts.model import FILE_KINDS


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file: people, organizations, events, documents, rankings or sources."""
    entry = FILE_KINDS[kind]
    made: dict[str, Any] = TypeAdapter(tuple[entry, ...]).json_schema()  # type: ignore[valid-type]
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


def _as_written(schema: Any) -> Any:
    """Admits what an editor's program takes for a number, and we for text: `on: 2023`, `edition: 2022`."""
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "string" and not {"enum", "const", "pattern"} & schema.keys():
        return {**schema, "type": ["string", "number"]}
    return {key: _as_written(part) for key, part in schema.items()}
