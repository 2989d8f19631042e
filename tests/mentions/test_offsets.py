"""Spans are offsets into the letter's own text, whatever signs stand in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_factcheck.engine.mentions import NameIndex
from sphinx_factcheck.engine.mentions.folding import fold
from sphinx_factcheck.facts.model import FactBase, Organization, Person
from sphinx_factcheck.letters.text import plain_letter

INDEX = NameIndex(
    FactBase(
        entities={
            "blinken": Person(id="blinken", name="Antony J. Blinken", also=("Antony Blinken",)),
            "hammarskjold": Person(id="hammarskjold", name="Dag Hammarskjöld"),
            "doenges": Person(id="doenges", name="Adelheid Dönges"),
            "strauss": Person(id="strauss", name="Franz Josef Strauß"),
            "xu": Person(id="xu", name="Xu Zhiyong", name_order="family-first", native="许志永"),
            "uyghur": Organization(id="uyghur", name="Comité pour la liberté à Hongkong"),
        }
    )
)
NAMES = {
    "Antony Blinken": "blinken",
    "Antony\u00a0J.\u00a0Blinken": "blinken",
    "ANTONY BLINKEN": "blinken",
    "Dag Hammarskjöld": "hammarskjold",
    "Adelheid Dönges": "doenges",
    "Franz Josef Strauß": "strauss",
    "Franz Josef Strauss": "strauss",
    "Xu Zhiyong": "xu",
    "许志永": "xu",
    "Comité pour la liberté à Hongkong": "uyghur",
}
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u200f"
NOISE = [
    "met",
    "🙂",
    "👩‍👩‍👧",
    "שלום",
    "مرحبا",
    "café",
    "cafe\u0301",
    "…",
    "½",
    "“so”",
    "x\u200by",
    "ﬁne",
    "no. 5",
    "東京",
    "\u2028",
]


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text with names in it, each somehow disguised, and where they stand."""
    text, expected = "", []
    for _ in range(draw(st.integers(1, 4))):
        text += " ".join(draw(st.lists(st.sampled_from(NOISE), max_size=4))) + " - "
        name = draw(st.sampled_from(sorted(NAMES)))
        disguised = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), name)
        if name.isascii() and draw(st.booleans()):
            at = draw(st.integers(1, len(name) - 1))
            disguised = name[:at] + draw(st.sampled_from(INVISIBLE)) + name[at:]
        expected.append((len(text), len(text) + len(disguised), NAMES[name]))
        text += disguised + draw(st.sampled_from([", ", "; ", "’s ", " \u200e", ") ", ".\n\n"]))
    return text, expected


@given(planted())
def test_every_planted_name_is_found_in_its_place(case: tuple[str, list[tuple[int, int, str]]]) -> None:
    text, expected = case
    found = INDEX.find(plain_letter("letter.txt", text)).found
    assert [(m.span.start, m.span.end, m.entity) for m in found] == expected


@given(st.text(), st.sampled_from(sorted(NAMES)), st.text())
def test_any_text_is_read(before: str, name: str, after: str) -> None:
    text = before + name + after
    mentions = INDEX.find(plain_letter("letter.txt", text))
    last = 0
    for mention in mentions.found:
        assert last <= mention.span.start < mention.span.end <= len(text)
        last = mention.span.end


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert folded.flat.isascii()
    assert len(folded.words) == len(folded.flat) + 2
    spans = [folded.span(at, at + 1) for at in range(len(folded.flat))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for at, (start, end) in enumerate(spans):
        if folded.flat[at].isalnum():
            assert folded.flat[at] in "".join(fold(char).flat for char in text[start:end])


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("Dönges", "Donges"),
        ("Strauß", "Strauss"),
        ("Łódź", "Lodz"),
        ("Hammar\u00adskjo\u0308ld", "Hammarskjold"),
        ("O’Brien–Smith", "O'Brien-Smith"),
        ("a\u00a0b\u2009c", "a b c"),
        ("one—two", "one;two"),
        ("Kerry¹", "Kerry"),
        ("½ 东", "\x01 \x01"),
    ],
)
def test_folding(text: str, flat: str) -> None:
    assert fold(text).flat == flat
