"""Which thing a sentence means: the last of each text, by `meant.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.engine.subjects.index import index_of
from sphinx_factcheck.engine.subjects.meant import all_meant
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.text import plain_letter

TABLE = yaml.load((Path(__file__).parent / "meant.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


@cache
def facts(folder: Path) -> FactBase:
    source = {
        "id": "s",
        "title": "A page",
        "url": "https://example.org/s",
        "seen": "2024-01-01",
        "excerpt": "so it says",
    }
    files: dict[str, list[Any]] = {"sources": [source], **TABLE["facts"]}
    for name, entries in files.items():
        for entry in entries:
            for statement in entry.get("dates", ()):
                statement["sources"] = ["s"]
        (folder / f"{name}.yml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    return load_facts(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facts")


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["text"][:60])
def test_what_the_last_sentence_means(case: dict[str, str], folder: Path) -> None:
    known = facts(folder)
    letter = plain_letter("letter.txt", case["text"], date=parse(case.get("date", "2018-01-01")))
    if "by" in case:
        object.__setattr__(letter, "document", case["by"])
    reading = Reading(letter, NameIndex(known).find(letter).found, known)
    found = all_meant(reading, reading.sentences[-1], index_of(known))
    told = [(m.id, m.why) for m in found if m.sure]
    assert [id for id, _ in told if len(told) == 1] == ([] if case["means"] == "none" else [case["means"]]), found


@pytest.mark.parametrize(
    "words", ["vote votes voted voting", "organisation organisations", "meeting meetings", "Council’s council"]
)
def test_words_with_other_endings_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_words_that_tell_nothing_have_no_stem() -> None:
    assert stems("the vote of the Council was in the U.N.") == ("vote", "council", "un")
