"""A name that two persons bear, twice in one letter, is told once and stops nothing."""

from __future__ import annotations

from sphinx_factcheck.check import Chapter, Checker
from sphinx_factcheck.facts.model import FactBase, Person
from sphinx_factcheck.letters.text import plain_letter


def test_is_told_once() -> None:
    facts = FactBase({"ann": Person(id="ann", name="Ann Archer"), "bob": Person(id="bob", name="Bob Archer")})
    checked = Checker(facts).check(Chapter(plain_letter("a.txt", "Archer came. Then Archer left.")))
    assert [(finding.rule, finding.text) for finding in checked.findings] == [("ambiguous", "Archer")]
