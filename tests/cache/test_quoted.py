"""What changed among the texts held touches a quotation wherever it could be found otherwise now."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_factcheck.edition.cache.letters import Changed, threes_of, touched
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.quotation import QuotationKind
from sphinx_factcheck.engine.spans import sequences
from sphinx_factcheck.engine.spans.sequences import Sequences, laid_up
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.text import plain_letter

WORDS = st.sampled_from("the court held that day".split())
TEXT = st.lists(WORDS, min_size=0, max_size=25).map(" ".join)
TEXTS = st.lists(TEXT, min_size=2, max_size=8)


def test_looking_through_and_the_index_find_the_same() -> None:
    texts = ["the court held", "held that day. The court held that day—", "", "that day the court held that Day"]
    few, many = Sequences.of(texts), Sequences.of(texts)
    many.index()
    for words in ("the court held that day", "that day the", "nobody said so", "that"):
        low = words.split()
        assert few.counts(low) == many.counts(low)
        assert few.places(low) == many.places(low)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_both_find_the_same_in_any_texts(texts: list[str]) -> None:
    few, many = Sequences.of(texts), Sequences.of(texts)
    many.index()
    for text in texts[:3]:
        low = text.split()
        assert few.places(low) == many.places(low)


@st.composite
def _changes(draw: st.DrawFn) -> tuple[list[str], int, str | None, list[str]]:
    """Texts, the number of one, what it is now, and words that more or less stand in some of them."""
    said = draw(st.lists(WORDS, min_size=8, max_size=11))
    parts = st.tuples(st.integers(0, 8), st.integers(3, 11)).map(lambda part: said[part[0] : sum(part)])
    text = st.lists(st.one_of(st.lists(WORDS, max_size=4), parts), max_size=4).map(
        lambda told: " ".join(word for part in told for word in part)
    )
    texts = draw(st.lists(text, min_size=2, max_size=8))
    return texts, draw(st.integers(0, len(texts) - 1)), draw(st.one_of(st.none(), text)), said


@given(_changes())
@settings(max_examples=300, deadline=None)
def test_what_is_not_touched_is_found_as_before(change: tuple[list[str], int, str | None, list[str]]) -> None:
    texts, at, now, said = change
    common = sequences.COMMON
    sequences.COMMON = 3
    try:
        held = {f"letter-{number}": text for number, text in enumerate(texts)}
        changed = {**held, f"letter-{at}": now or ""}
        if now is None:
            del changed[f"letter-{at}"]
        before, after = (_found(" ".join(said), texts) for texts in (held, changed))
        one = Changed(f"letter-{at}", _threes(texts[at]), _threes(now or ""))
        if not touched(before.asked, [one]):
            assert _told(before) == _told(after)
    finally:
        sequences.COMMON = common


def _threes(text: str) -> Counter[tuple[str, ...]]:
    return Counter(threes_of(laid_up(text).split("\n")))


def _found(words: str, held: dict[str, str]) -> Reading:
    letter = replace(plain_letter("a.txt", f"They said: “{words}”."), document="own")
    reading = Reading(letter, (), FactBase(), held)
    reading.claims_of(QuotationKind())
    return reading


def _told(reading: Reading) -> list[tuple[object, ...]]:
    return [(one.subject, one.value, one.span, one.said) for one in reading.claims_of(QuotationKind())]
