"""An ambiguous name is one finding, wherever else in the letter it stands."""

from __future__ import annotations

from sphinx_factcheck.check import Chapter, Checker
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.letters.text import plain_letter

FACTS = FactBase(
    {
        "foster": Person(id="foster", name="John Foster Dulles"),
        "allen": Person(id="allen", name="Allen W. Dulles"),
    }
)


def test_one_finding_for_a_name() -> None:
    letter = plain_letter("a.txt", "Then Dulles left, and Dulles slept. Dulles woke.")
    [finding] = Checker(FACTS).check(Chapter(letter)).findings
    assert finding.rule == "ambiguous"
    assert "3 places" in finding.message
