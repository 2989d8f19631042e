"""The chapters name whom chapters.yml lists: every person and body, nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.myst import read_letter

ROOT = Path(__file__).parents[2]
EXPECTED = yaml.safe_load(Path(__file__).with_name("chapters.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def facts() -> FactBase:
    return load_facts(ROOT / "facts")


@pytest.fixture(scope="module")
def names(facts: FactBase) -> NameIndex:
    return NameIndex(facts)


def test_every_chapter_is_listed() -> None:
    assert sorted(path.stem for path in (ROOT / "chapters").rglob("*.md")) == sorted(EXPECTED)


@pytest.mark.parametrize(("chapter", "expected"), EXPECTED.items())
def test_chapter(facts: FactBase, names: NameIndex, chapter: str, expected: dict[str, Any]) -> None:
    [path] = (ROOT / "chapters").rglob(f"{chapter}.md")
    letter = read_letter(path.name, path.read_text(encoding="utf-8"))
    mentions = names.find(letter)
    links = [
        [" ".join(letter.words(mention.span).split()), mention.entity]
        for mention in mentions.found
        if facts.entities[mention.entity].kind in {"person", "organization"}
    ]
    assert links == expected["links"]
    assert [[letter.words(d.span), d.rule, d.candidates[0]] for d in mentions.doubts] == expected["nearly"]
