"""Every kind of claim against its tables: `<kind>.yml` and `<kind>-<what is tried>.yml` beside this file.

A table holds `facts` (the files of a fact base by name, in its own format; a source `s` is always there) and `cases`.
A case has a `text`, and may have a `date`, `front` (lines of front matter: the text is then a chapter), `facts` (added to
the table's), `held` (texts of documents by id). `finds` lists the claims of the table's kind in order, each with any of
`words`, `value`, `subject`, `verdict`, `message`, `expected`, `also`; unknown keys fail. `why` is a remark.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Held, Kind, Reading
from sphinx_factcheck.engine.claims.registry import kinds
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, plain_letter

HERE = Path(__file__).parent
SOURCE = {"id": "s", "title": "A page", "url": "https://example.org/s", "seen": "2024-01-01", "excerpt": "as it says"}
CASE_KEYS = {"text", "date", "front", "facts", "held", "finds", "why"}
CLAIM_KEYS = {"words", "value", "subject", "verdict", "message", "expected", "also"}


class _Plain(yaml.SafeLoader):
    """Reads dates and `on` as text, as the fact base does."""


_Plain.yaml_implicit_resolvers = {}
_Plain.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?\d+$"), list("-0123456789"))
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.yml")):
        table = yaml.load(path.read_text(encoding="utf-8"), _Plain)
        for case in table["cases"]:
            unknown = case.keys() - CASE_KEYS | {k for claim in case["finds"] for k in claim.keys() - CLAIM_KEYS}
            assert not unknown, f"{path.name}: unknown {unknown} in “{case['text']}”"
            yield pytest.param(
                path.stem.partition("-")[0], table.get("facts", {}), case, id=f"{path.stem}: {case['text'][:60]}"
            )


def together(*bases: dict[str, list[Any]]) -> dict[str, list[Any]]:
    files: dict[str, list[Any]] = {"sources": [SOURCE]}
    for base in bases:
        for name, entries in base.items():
            new = {entry["id"] for entry in entries}
            files[name] = [e for e in files.get(name, []) if e["id"] not in new] + entries
    return files


@cache
def fact_base(written: str) -> FactBase:
    with tempfile.TemporaryDirectory() as folder:
        for name, entries in json.loads(written).items():
            (Path(folder) / f"{name}.yml").write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
        return load_facts(Path(folder))


def letter_of(case: dict[str, Any]) -> Letter:
    if "front" in case:
        front = "".join(f"{key}: {value}\n" for key, value in case["front"].items())
        return read_letter("chapter.md", f"---\n{front}---\n\n{case['text']}\n")
    return plain_letter("letter.txt", case["text"], date=parse(case["date"]) if "date" in case else None)


def judged(kind: Kind, case: dict[str, Any], facts: FactBase) -> list[tuple[Claim, Ruling, str]]:
    letter = letter_of(case)
    reading = Reading(letter, NameIndex(facts).find(letter).found, facts, Held(case.get("held", {})), kinds=kinds())
    return [(claim, kind.judge(claim, reading), letter.words(claim.span)) for claim in kind.find(reading)]


@pytest.mark.parametrize(("name", "shared", "case"), list(cases()))
def test_finds_and_judges(name: str, shared: dict[str, Any], case: dict[str, Any]) -> None:
    kind = next(k for k in kinds() if k.name == name)
    facts = fact_base(json.dumps(together(shared, case.get("facts", {}))))
    found = [
        {
            "words": words,
            "value": claim.value,
            "subject": claim.subject,
            "verdict": str(ruling.verdict),
            "message": ruling.message,
            "expected": ruling.expected,
            "also": list(ruling.also),
        }
        for claim, ruling, words in sorted(judged(kind, case, facts), key=lambda told: told[0].span)
    ]
    told = [{k: v for k, v in f.items() if k in e} for f, e in zip(found, case["finds"], strict=False)]
    told += found[len(case["finds"]) :]
    assert told == case["finds"]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_the_table_is_long_enough_and_sets_traps(kind: Kind) -> None:
    """At least 25 cases; in a third of them nothing may be reported."""
    table = yaml.load((HERE / f"{kind.name}.yml").read_text(encoding="utf-8"), _Plain)
    reported = [
        any(claim.get("verdict") in {"contradicted", "contested"} for claim in case["finds"]) for case in table["cases"]
    ]
    assert len(reported) >= 25
    assert reported.count(False) * 3 >= len(reported)


WITHOUT_TEXT = ("count", "vote", "ranking", "quotation", "order", "date", "duration", "anachronism")


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.name in WITHOUT_TEXT], ids=lambda kind: kind.name)
def test_a_judge_sees_no_text(kind: Kind) -> None:
    for table, known, case in (param.values for param in cases() if param.values[0] == kind.name):
        facts = fact_base(json.dumps(together(known, case.get("facts", {}))))
        letter = letter_of(case)
        reading = Reading(letter, NameIndex(facts).find(letter).found, facts, Held(case.get("held", {})), kinds=kinds())
        blank = replace(letter, text=" " * len(letter.text), source="", signers=(), blocks=())
        for claim in (
            c for c in reading.claims_of(kind) if not c.span.field
        ):  # beside its own date stands what is too early
            assert kind.judge(claim, Reading(blank, (), facts)) == kind.judge(claim, reading), (
                table,
                case["text"],
                claim.value,
            )
