"""Sentences as the tables write them: names, terms and dates are found by plain patterns, roles told in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.reference import Reader
from sphinx_factcheck.engine.language.sentences import Sentence, read
from sphinx_factcheck.engine.language.tokens import Span

NAMES = "Ann Archer|Bob Baker|Cai Dun|Dora Elms|Egon Fried|Fay Gould|Gil Hart|Hal Ince|Ida Jones|Jan Kuiper|Kim Lo"
_NUMBER = (
    r"(?:\d+|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|twenty)"
    r"(?: and a half)?)"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SPANS = {
    "person": re.compile(NAMES),
    "term": re.compile(
        rf"\b{_NUMBER}[ -](?:years?|months?|days?|weeks?)\b|\blife(?: sentence)?(?=[ ,.;)]|$)", re.IGNORECASE
    ),
    "date": re.compile(rf"\b(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}}\b)?(?:,? \d{{4}})?\b|\b(?:19|20)\d\d\b"),
}


def spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    stop = len(text) if end is None else end
    for kind, pattern in _SPANS.items():
        for m in pattern.finditer(text, start, stop):
            yield Span(m.start(), m.end(), kind, m[0])


def whole(text: str) -> Sentence:
    """The text read as one sentence."""
    return read(text, 0, len(text), spans(text))


def reader(text: str) -> Reader:
    """The text read as sentences, which end with a full stop and a space or with an empty line."""
    ends = [m.end() for m in re.finditer(r"[.!?]\s+|\n\n+|\Z", text)]
    return Reader(text, list(zip([0, *ends], ends, strict=False)), lambda start, end: spans(text, start, end))


def told(clause: Clause, text: str) -> str:
    """A clause in one line: what it tells, how, and its roles."""
    verb = f"{clause.verb} {clause.particle}".strip() or "-"
    tense = " ".join(w for w in (clause.modal, clause.tense, "perfect" if clause.perfect else "") if w) or "-"
    how = f"{verb}, {clause.voice}, {tense}, {clause.certainty}" + (", negated" if clause.negated else "")
    place = f"{clause.link} {clause.marker}".strip()
    roles = [("subject", clause.subject), ("indirect", clause.indirect), ("object", clause.object)]
    roles += [("is", clause.predicate)] + [(c.preposition or "at", c.nouns) for c in clause.complements]
    return " | ".join([f"{place}: {how}", *(f"{role} {_nouns(nouns, text)}" for role, nouns in roles if nouns)])


def _nouns(nouns: tuple[Noun, ...], text: str) -> str:
    return " + ".join(_noun(noun, text) for noun in nouns)


def _noun(noun: Noun, text: str) -> str:
    words = text[noun.start : noun.end]
    owner = f"{{{_nouns(noun.owners, text)}}} " if noun.owners and noun.owners[0].end <= noun.start else ""
    more = "".join(
        f" {opens}{_nouns(nouns, text)}{closes}"
        for opens, nouns, closes in (("= ", noun.apposed, ""), ("(", noun.brackets, ")"))
        if nouns
    )
    of = "".join(f" <of {_nouns(nouns, text)}>" for preposition, nouns in noun.phrases if preposition == "of")
    return f"{'no ' if noun.denied else ''}{owner}{words}{of}{more}"
