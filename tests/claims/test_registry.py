"""The kinds of claim: built in, and from outside."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from sphinx_factcheck.claims import registry
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.findings import Ruling, Verdict


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
