"""A page whose text drifted is noticed; one with other furniture is not. bench/sources.py has a thousand of each."""

from __future__ import annotations

import pytest

from sources.pairs import SHAPES, pair
from sphinx_factcheck.exchange.sources.answers import Answer
from sphinx_factcheck.exchange.sources.pages import Page, changes, page_of, prints, sentences, unpacked


def read(source: str) -> Page:
    return page_of(Answer("https://x.example/", 200, {"content-type": "text/html"}, source.encode()))


def differs(old: str, new: str) -> bool:
    gone, come, _ = changes(prints(read(old).main), read(new))
    return bool(gone or come)


@pytest.mark.parametrize("shape", range(len(SHAPES)), ids=[shape.__name__ for shape in SHAPES])
def test_planted_drift_is_found_and_other_furniture_is_not(shape: int) -> None:
    numbers = range(5000 + shape, 5120 + shape, len(SHAPES))
    missed = [number for number in numbers if not differs(*pair(number, drift=True))]
    alarmed = [number for number in numbers if differs(*pair(number, drift=False))]
    assert (missed, alarmed) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        "Published June 5, 2023 4:10 pm EDT",
        "Updated 3 hours ago",
        "12 comments",
        "By the way",
        "14 June 2023",
        "5 min read",
    ],
)
def test_what_only_says_when_is_no_sentence(line: str) -> None:
    assert not list(sentences(line))


def test_a_day_within_a_sentence_is_part_of_it() -> None:
    told = "<html><body><p>The trial began on <time>{}</time> in Tarn.</p></body></html>"
    assert differs(told.format("4 May"), told.format("5 May"))


def test_sentences_of_scripts_without_spaces_are_told_apart() -> None:
    assert list(sentences("他于2017年去世，享年六十一岁。他的妻子后来离开了中国。")) == [
        "他于2017年去世，享年六十一岁。",
        "他的妻子后来离开了中国。",
    ]


@pytest.mark.parametrize("packed", ["", "not base64!", "AAAA"])
def test_a_spoilt_lock_entry_does_no_harm(packed: str) -> None:
    assert isinstance(unpacked(packed), list)
