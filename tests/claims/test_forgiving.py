"""What a setting lets a quotation have otherwise than its source."""

from __future__ import annotations

import pytest

from sphinx_factcheck.base.places import Place
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.quotation import QuotationKind
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import Document, Fact, FactBase, Passage
from sphinx_factcheck.letters.text import plain_letter

HELD = Passage(text="the connexion of the river with the harbour, and the Honour of the town", sources=("s",))


@pytest.mark.parametrize(
    ("words", "forgiving", "verdict"),
    [
        ("the connection of the river with the harbor, and the Honor of the town", "", "contradicted"),
        ("the connection of the river with the harbor, and the Honor of the town", "spelling", "supported"),
        ("the connexion of the river with the harbour, and the honour of the town", "spelling", "contradicted"),
        ("the connexion of the river with the harbour, and the honour of the town", "capitals", "supported"),
        ("the connexion of the river with the harbour and the Honour of the town", "capitals spelling", "contradicted"),
        ("the connexion of the river with the harbour and the Honour of the town", "punctuation", "supported"),
        (
            "the connexion of the river with the bridge, and the Honour of the town",
            "capitals punctuation spelling",
            "contradicted",
        ),
    ],
)
def test_a_setting_forgives_its_own_kind_of_difference_alone(words: str, forgiving: str, verdict: str) -> None:
    report = Document(id="report", name="Rivers report", passages=(HELD,))
    fact = Fact("report/passages/1", "report", "passages", HELD, Place("facts.yml", 1, 1, 1, 1, 0, 0))
    facts = FactBase({"report": report}, {}, {"report": (fact,)})
    letter = plain_letter("letter.txt", f"The Rivers report speaks of “{words}”.", date=parse("2023-06-14"))
    reading = Reading(letter, NameIndex(facts).find(letter).found, facts, forgiving=frozenset(forgiving.split()))
    kind = QuotationKind()
    assert [str(kind.judge(claim, reading).verdict) for claim in kind.find(reading)] == [verdict]
