"""The page of all keys is that of the model, and its examples use every key and load as one fact base."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from sphinx_factcheck.facts.handbook import EXAMPLES, handbook, keys_of, statement_types
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FILE_KINDS

ROOT = Path(__file__).parents[2]


def test_the_page_is_that_of_the_model() -> None:
    kept = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    assert kept == handbook(), "run: python -m sphinx_factcheck.facts.handbook"


def test_the_examples_load_as_one_fact_base(tmp_path: Path) -> None:
    for kind, text in EXAMPLES.items():
        (tmp_path / f"{kind}.yml").write_text(text, encoding="utf-8")
    facts = load_facts(tmp_path)
    assert facts.entities["york"].name == "York"
    assert not facts.warnings


def test_every_key_has_an_example() -> None:
    used: defaultdict[type[Any], set[str]] = defaultdict(set)
    for kind, entry in FILE_KINDS.items():
        for told in yaml.load(EXAMPLES[kind], yaml.BaseLoader):
            used[entry] |= told.keys()
            for key, statement in statement_types(entry).items():
                for one in told.get(key, []) if isinstance(told.get(key), list) else [told.get(key, {})]:
                    used[statement] |= one.keys() if isinstance(one, dict) else set()
    common = {"id", "on", "valid", "sources", "status", "note"}
    missing = {kind.__name__: keys_of(kind) - keys - common for kind, keys in used.items()}
    assert not {name: keys for name, keys in missing.items() if keys}
