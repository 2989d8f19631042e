"""Terms of prison that take their unit from another: "to 14 and 12 years", "X to nine and Y to ten", "cut to three"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sphinx_factcheck.claims.grammar.numbers import HEDGE, NUMBER
from sphinx_factcheck.claims.grammar.terms import HALF, TermSaid, term_without_unit, terms_before
from sphinx_factcheck.claims.people.deeds import Deed
from sphinx_factcheck.claims.people.subjects import Cast
from sphinx_factcheck.claims.prison.others import DOWN, UP
from sphinx_factcheck.mentions import Mention

_SAID = rf"(?P<said>(?:(?P<hedge>{HEDGE})\s)?(?P<n>{NUMBER})(?P<half>{HALF})?)"
_BARE = re.compile(rf"\s(?:(?:to|for)\s)?{_SAID}(?=\s?(?:[,;.)]|and\b|$))", re.IGNORECASE)
_THEN_ONE = re.compile(
    r"(?:\sin\s(?:prison|jail)|\sbehind\sbars)?[;,]\s(?:(?:and|but|while)\s)?(?:[a-z-]+,?\s){0,4}(?:[A-Z][a-z]+\.?\s)?"
)
_GAPPED = re.compile(rf",\s(?!1[89]|[2-9]\d){_SAID}(?=\s?(?:[.;]|,?\sand\b|$))", re.IGNORECASE)
_CHANGED_TO = re.compile(
    rf"\b(?:{UP}|{DOWN})\b[^;.,]{{0,40}}?\sto\s{_SAID}(?=\s?(?:[,;.)]|and\b|$))",
    re.IGNORECASE,
)


def without_unit(cast: Cast, verbs: Sequence[Deed], terms: Sequence[TermSaid], *, in_turn: bool) -> Iterator[TermSaid]:
    """The numbers of a sentence that take their unit from one of its terms; `in_turn`: it says "respectively"."""
    text = cast.text
    if in_turn:
        yield from (t for term in terms for t in terms_before(text, term) if t.start >= cast.span.start)
    yield from _changed_to(cast, terms)
    for verb in verbs:
        following = terms[bisect_left(terms, verb.end, key=lambda t: t.start) :][:1]
        for person in cast.between(verb.end, cast.span.end) if following else ():
            bare = _BARE.match(text, person.span.end, cast.span.end) or _gapped(cast, person, terms)
            said = term_without_unit(bare, _unit(text, following[0])) if bare else None
            if said:
                yield said


def _changed_to(cast: Cast, terms: Sequence[TermSaid]) -> Iterator[TermSaid]:
    """The numbers to which a term before them was changed: "five years, reduced on appeal to three"."""
    for term, following in zip(terms, [*terms[1:], None], strict=True):
        stop = following.start if following else cast.span.end
        bare = None if term.term.life else _CHANGED_TO.search(cast.text, term.end, stop)
        said = term_without_unit(bare, _unit(cast.text, term)) if bare else None
        if said:
            yield said


def _gapped(cast: Cast, person: Mention, terms: Sequence[TermSaid]) -> re.Match[str] | None:
    """The number of one who follows a term with nothing else said of him: "X got ten years; his wife, Y, five".

    No number that can be the age of an adult.
    """
    before = bisect_right(terms, person.span.start, key=lambda t: t.end) - 1
    if before < 0 or not _THEN_ONE.fullmatch(cast.text, terms[before].end, person.span.start):
        return None
    return _GAPPED.match(cast.text, person.span.end, cast.span.end)


def _unit(text: str, term: TermSaid) -> str:
    """The greatest unit that a term is written in: years for "four and a half years"."""
    return "year" if "year" in text[term.start : term.end].lower() else term.unit
