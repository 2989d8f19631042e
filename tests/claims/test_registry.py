"""The kinds of claim: built in, and from outside."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.base.places import Place
from sphinx_factcheck.engine.claims import registry
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import Dating, Fact, FactBase, Person
from sphinx_factcheck.letters.text import plain_letter


class Loud:
    name = "loud"

    def find(self, reading: Reading) -> Iterator[Claim]:
        return iter(())

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        return Ruling(Verdict.UNVERIFIED)


class Twin(Loud):
    name = "date"


class Mute:
    name = "mute"


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    entry = EntryPoint("outside", f"{__name__}:{request.param}", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group == registry.GROUP else [])
    registry.kinds.cache_clear()
    yield
    registry.kinds.cache_clear()


def test_the_built_in_kinds_are_those_of_the_design() -> None:
    design = (
        "date sentence custody office award count vote ranking duration quotation order anachronism life"
    ).split()  # fmt: skip
    assert {kind.name for kind in registry.kinds()} >= set(design)


@pytest.mark.parametrize("outside", ["Loud"], indirect=True)
@pytest.mark.usefixtures("outside")
def test_a_kind_from_outside_comes_last() -> None:
    assert registry.kinds()[-1].name == "loud"


@pytest.mark.parametrize(
    ("outside", "message"),
    [("Twin", "two kinds of claim are called date"), ("Mute", "is no kind of claim: it needs a name, find")],
    indirect=["outside"],
)
@pytest.mark.usefixtures("outside")
def test_a_wrong_kind_from_outside_is_refused(message: str) -> None:
    with pytest.raises(TypeError, match=message):
        registry.kinds()


def documented_kind() -> type:
    """The kind of the worked example in docs/claims.md."""
    page = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    told: dict[str, type] = {}
    exec(page.split("```python\n")[1].split("```")[0], told)
    return told["BornKind"]


@pytest.mark.parametrize(
    ("text", "verdict", "expected"),
    [
        ("Ann Archer was born in 1955.", "supported", "1955"),
        ("Ann Archer, a lawyer, lives in Oslo. She was born there in May 1956.", "contradicted", "1955"),
        ("Ann Archer, born in Oslo in 1956, is a lawyer.", "contradicted", "1955"),
        ("Bob Baker was born in 1956.", "unverified", ""),
        ("It is untrue that Ann Archer was born in 1956.", "", ""),
    ],
)
def test_the_documented_kind_from_outside_judges(
    monkeypatch: pytest.MonkeyPatch, text: str, verdict: str, expected: str
) -> None:
    class Entry:
        name, value = "born", "my_edition.born:BornKind"

        def load(self) -> type:
            return documented_kind()

    monkeypatch.setattr(registry, "entry_points", lambda group: [Entry()] if group == registry.GROUP else [])
    registry.kinds.cache_clear()
    try:
        kind = registry.kinds()[-1]
    finally:
        registry.kinds.cache_clear()
    born = Dating(on=parse("1955-12-28"), sources=("s",))
    ann, bob = Person(id="ann", name="Ann Archer"), Person(id="bob", name="Bob Baker")
    told = Fact("ann/born", "ann", "born", born, Place("facts.yml", 1, 1, 1, 1, 0, 0))
    facts = FactBase({"ann": ann, "bob": bob}, {}, {"ann": (told,)})
    letter = plain_letter("letter.txt", text, date=parse("2023-06-14"))
    reading = Reading(letter, NameIndex(facts).find(letter).found, facts)
    rulings = [kind.judge(claim, reading) for claim in kind.find(reading)]
    assert [(str(r.verdict), r.expected) for r in rulings] == ([(verdict, expected)] if verdict else [])
