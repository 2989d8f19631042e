"""Whatever a check tells a reader is in words: no address of a fact, no key, no id, no True or False."""

from __future__ import annotations

import json
import re

import pytest
from claims.test_tables import cases, fact_base, judged, together

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.book.letter.evidence import PlacedClaim
from sphinx_factcheck.book.parts.phrases import dates_in_words
from sphinx_factcheck.check.binding import judge_bound
from sphinx_factcheck.check.report import JudgedClaim
from sphinx_factcheck.engine.claims.registry import kinds
from sphinx_factcheck.facts.handbook import EXAMPLES
from sphinx_factcheck.facts.load import load_facts
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.values import values_of
from sphinx_factcheck.letters.anchors import Selector
from sphinx_factcheck.letters.annotations import Anchored, Annotation
from sphinx_factcheck.letters.text import Span

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


def sentences() -> list[tuple[str, str, str]]:
    """What readers are told of every claim in the tables of all kinds, with the kind and what is expected."""
    told: list[tuple[str, str, str]] = []
    for table, known, case in (param.values for param in cases()):
        facts = fact_base(json.dumps(together(known, case.get("facts", {}))))
        kind = next(kind for kind in kinds() if kind.name == table)
        for claim, ruling, words in judged(kind, case, facts):
            place = Place("chapters/x.md", 1, 1, 1, 1, 0, 0)
            placed = PlacedClaim(1, JudgedClaim(claim, ruling, place, words), "c-1")
            told.append((table, placed.told, dates_in_words(ruling.expected)))
    return list(dict.fromkeys(told))


VERBS = re.compile(
    r"\b(?:is|are|was|were|has|had|holds|died|went|came|lasted|ranks|says|ended|saw|tells|stands?|brought|lies|comes"
    r"|adds|leaves|ends)\b"
)
INFERRED = frozenset("dead free aged alphabetical reverse laureate finalist made known also before".split())
"""Words of an expected value that a sentence says in another way."""


@pytest.fixture(scope="module")
def told() -> list[tuple[str, str, str]]:
    return sentences()


def test_every_verdict_of_every_kind_is_a_sentence_in_readers_words(told: list[tuple[str, str, str]]) -> None:
    assert {kind for kind, _, _ in told} == {kind.name for kind in kinds()}
    for kind, sentence, _ in told:
        plain = re.sub("“[^”]*”", "“”", sentence)
        assert VERBS.search(plain), (kind, sentence)
        assert not MACHINES.search(plain), (kind, sentence)
        assert not re.search(r"\d{4}-\d\d|\.(?:yml|md)\b|\bfacts/", plain), (kind, sentence)
        assert sentence[0] == sentence[0].upper(), (kind, sentence)
        assert re.search(r"[^.]\.$|\w\.\.$", sentence), (kind, sentence)


def test_what_is_expected_is_told(told: list[tuple[str, str, str]]) -> None:
    for kind, sentence, expected in told:
        words = set(re.findall(r"\w+", expected)) - INFERRED
        assert words <= set(re.findall(r"\w+", sentence)), (kind, sentence, expected)
