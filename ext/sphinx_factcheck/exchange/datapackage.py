"""The ledger as tables with their description: CSV files and a Frictionless `datapackage.json`.

https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.exchange.published import File, Published, earliest_and_latest

Columns = Mapping[str, Mapping[str, Any]]
_TEXT: Mapping[str, Any] = {"type": "string"}
_ID: Mapping[str, Any] = {"type": "string", "constraints": {"required": True}}
_COUNT: Mapping[str, Any] = {"type": "integer", "constraints": {"minimum": 0}}
_DAY: Mapping[str, Any] = {"type": "date"}

LETTERS: Columns = {
    "id": _ID, "title": _TEXT, "document": _TEXT, "witness_of": _TEXT, "earliest": _DAY, "latest": _DAY,
    "authors": _TEXT, "addressees": _TEXT, "address": _TEXT,
}  # fmt: skip
CLAIMS: Columns = {
    "id": _ID, "letter": _ID, "path": _TEXT, "line": _COUNT, "column": _COUNT, "text": _TEXT, "kind": _ID,
    "subject": _TEXT, "value": _TEXT, "verdict": {"type": "string", "constraints": {"enum": [str(v) for v in Verdict]}},
    "expected": _TEXT, "message": _TEXT, "facts": _TEXT, "sources": _TEXT, "acknowledged_by": _TEXT,
}  # fmt: skip
MENTIONS: Columns = {
    "id": _ID, "letter": _ID, "path": _TEXT, "line": _COUNT, "column": _COUNT, "text": _TEXT, "entity": _ID,
    "name": _TEXT,
}  # fmt: skip


def datapackage(edition: Published) -> Iterator[File]:
    """Letters, claims and mentions, a table each, and what their columns are. Several values are parted by “; ”."""
    tables = (
        ("letters", "Every letter and witness", LETTERS, list(_letters(edition))),
        ("claims", "Every claim with its verdict", CLAIMS, list(_claims(edition))),
        ("mentions", "Every mention of an entity", MENTIONS, list(_mentions(edition))),
    )
    for name, _, columns, rows in tables:
        yield File(f"data/{name}.csv", _csv(columns, rows))
    told = edition.publication
    package = {
        "profile": "tabular-data-package",
        "name": "ledger",
        "title": f"{told.title}: the ledger",
        "resources": [_resource(name, title, columns) for name, title, columns, _ in tables],
        **({"homepage": told.url} if told.url else {}),
        **({"version": told.version} if told.version else {}),
    }
    yield File("data/datapackage.json", json_text(package, indent=2) + "\n")


def _resource(name: str, title: str, columns: Columns) -> dict[str, Any]:
    keys: dict[str, Any] = {"primaryKey": ["letter", "id"] if "letter" in columns else ["id"]}
    if "letter" in columns:
        keys["foreignKeys"] = [{"fields": "letter", "reference": {"resource": "letters", "fields": "id"}}]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [{"name": column, **told} for column, told in columns.items()], **keys},
    }


def _csv(columns: Columns, rows: Sequence[Mapping[str, object]]) -> str:
    out = io.StringIO()
    table = csv.DictWriter(out, list(columns), lineterminator="\r\n")
    table.writeheader()
    table.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _letters(edition: Published) -> Iterator[dict[str, object]]:
    for one in edition.letters:
        earliest, latest = earliest_and_latest(one.sent) if one.sent else ("", "")
        yield {
            "id": one.key,
            "title": one.title,
            "document": one.letter.document,
            "witness_of": one.letter.witness_of,
            "earliest": earliest,
            "latest": latest,
            "authors": "; ".join(agent.name for agent in one.authors),
            "addressees": "; ".join(agent.name for agent in one.addressees),
            "address": one.page,
        }


def _claims(edition: Published) -> Iterator[dict[str, object]]:
    for one in edition.letters:
        for id, judged in one.claims:
            claim, ruling, place = judged.claim, judged.ruling, judged.place
            yield {
                "id": id,
                "letter": one.key,
                "path": place.path,
                "line": place.line,
                "column": place.column,
                "text": judged.text,
                "kind": claim.kind,
                "subject": claim.subject,
                "value": claim.value,
                "verdict": str(ruling.verdict),
                "expected": ruling.expected,
                "message": ruling.message,
                "facts": "; ".join(cited.address for cited in ruling.cited),
                "sources": "; ".join(dict.fromkeys(s for cited in ruling.cited for s, _ in cited.sources)),
                "acknowledged_by": judged.acknowledged_by,
            }


def _mentions(edition: Published) -> Iterator[dict[str, object]]:
    for one in edition.letters:
        for id, mention in one.mentions:
            place = one.letter.place(mention.span)
            entity = edition.facts.entities.get(mention.entity)
            yield {
                "id": id,
                "letter": one.key,
                "path": place.path,
                "line": place.line,
                "column": place.column,
                "text": one.letter.words(mention.span),
                "entity": mention.entity,
                "name": entity.name if entity else "",
            }
