"""Whatever a check tells a reader is in words: no address of a fact, no key, no id, no True or False."""

from __future__ import annotations

import re

import pytest

from sphinx_factcheck.check.binding import judge_bound
from sphinx_factcheck.facts.handbook import EXAMPLES
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.values import values_of
from sphinx_factcheck.letters.anchors import Selector
from sphinx_factcheck.letters.annotations import Anchored, Annotation
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.places import Place

MACHINES = re.compile(r"\w/\w+/\d|\w_\w|\bTrue\b|\bFalse\b|\bNone\b|[{}\[\]]|\b(\w+) has \1\b")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    """The examples of the handbook, which have every key of every kind of statement."""
    folder = tmp_path_factory.mktemp("facts")
    for name, text in EXAMPLES.items():
        (folder / (name if name.endswith(".yml") else f"{name}.yml")).write_text(text, "utf-8")
    return load_facts(folder)


def bound(facts: FactBase, address: str, says: str) -> str:
    place = Place("notes.md", 1, 1, 1, 1, 0, 0)
    note = Annotation("claim", Selector("these words"), {"fact": address, "says": says}, "", place, 1)
    ((_, ruling),), _ = judge_bound([Anchored(note, Span(0, 5))], facts)
    return ruling.message


def test_a_claim_bound_by_hand_is_told_in_words(facts: FactBase) -> None:
    told = 0
    ids = [*facts.entities, *facts.sources]
    for address in facts.addresses:
        fact = facts.fact(address)
        assert fact is not None
        for key, value in values_of(fact).items():
            for says in (value, "another"):
                message = bound(facts, address, f"{key} {says}")
                assert facts.entities[fact.entity].name in message
                assert not MACHINES.search(message.replace(value, "")), (address, key, message)
                assert not [id for id in ids if re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", message)], message
                told += 1
    assert told > 150
