"""Patterns that are compiled with their first use are patterns, all of them."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import sphinx_factcheck
from sphinx_factcheck.base.compiling import later

ROOMS = ("facts", "letters", "engine", "check")


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_of_a_room_compiles(room: str) -> None:
    folder = import_module(f"{sphinx_factcheck.__name__}.{room}")
    for found in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, type(later(""))):
                assert re.compile(value.pattern, value.flags), f"{found.name}.{name}"


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    word = later(r"(?P<w>b+)", re.IGNORECASE)
    found = word.search("aBb")
    assert found
    assert found["w"] == "Bb"
    assert word.sub("-", "aBbA") == "a-A"
    assert word.groupindex == {"w": 1}
    assert word.search is word.search, "compiled once"


def test_what_no_pattern_has_is_an_error() -> None:
    with pytest.raises(AttributeError):
        later("a").written  # type: ignore[attr-defined]  # noqa: B018
