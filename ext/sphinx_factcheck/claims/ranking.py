"""Ranks: "ranks 176 out of 180 countries on …", "in last place in …", "176th of 180"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.described import Bearer, Bearers, begun_by, near_sentence, stems, told_in
from sphinx_factcheck.claims.grammar.numbers import NUMBER, ORDINAL, parse_number, parse_ordinal
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import UNDECIDED, rule
from sphinx_factcheck.claims.triggers import stretches
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Fact, FactBase, Rank, Ranking
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_TRIGGERS = (
    " rank", "Rank", "t place", "h place", "d place", " out of ", "th of ", " bottom ", " top of ", "came last",
    "comes last", "placed last", "position", "number ",
)  # fmt: skip
_OUT_OF = rf"(?:,?\s(?:out\s)?of\s(?:the\s|all\s|a\stotal\sof\s)?(?P<of>{NUMBER}))?"
_RANK = rf"(?:(?P<nth>{ORDINAL})|(?P<n>{NUMBER})|(?P<end>last|bottom|top|dead\slast))"
_VERB = r"\brank(?:s|ed|ing)?\b(?:\s(?:it|them|him|her|[A-Z][\w’'-]+)){0,3}"
_PLACE = r"(?:(?:place|position|spot|rank)\b)"
_LINK = r"(?:\s(?:is|was|at|in|as|the|only|just|number|no\.|nr\.|a|of|dismal|lowly)){0,4}"
_ENDS = r"(?P<end>last|bottom|top)"
_NTH_OF = rf"(?P<nth>{ORDINAL})(?:\s{_PLACE})?,?\s(?:out\s)?of\s(?:the\s|all\s)?(?P<of>{NUMBER})"
_CLAIMS = tuple(re.compile(words, re.IGNORECASE) for words in (
    rf"{_VERB}{_LINK}\s#?{_RANK}(?:\s{_PLACE})?{_OUT_OF}",
    rf"\b(?:in|at|to|into|takes?|took|the|holds?|held)\s(?:the\s)?(?:(?P<nth>{ORDINAL})|{_ENDS}){_LINK}\s{_PLACE}{_OUT_OF}",
    rf"\b(?:placed|came|comes|finished|is|was|stands|stood)\s(?:in\s|at\s)?{_NTH_OF}",
    _NTH_OF,
    rf"\b(?:placed|at|number|no\.)\s(?P<n>{NUMBER})\s(?:out\s)?of\s(?P<of>{NUMBER})",
    rf"\b(?:came|comes|placed|is|was|at\sthe)\s{_ENDS}(?=\s(?:of|in|on|among)\b)",
))  # fmt: skip
_ORDER = re.compile(r"\d|\b(?:last|bottom|top|first|second|third|\w{2,9}th)\b|\branks?\b|[a-z]ranked")
_IDIOM = re.compile(r"in\sthe\s(?:first|second|third|last)\splace\b(?!\s(?:in|of|on|out|among)\b)", re.IGNORECASE)
_REACH = 70
_AFTER = 160
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A rank as a letter gives it: its number, or the first or last of all; and out of how many."""

    rank: int | None
    out_of: int | None = None
    end: str = ""

    def __str__(self) -> str:
        rank = self.end or str(self.rank)
        return f"{rank} of {self.out_of}" if self.out_of is not None else rank

    def fits(self, rank: Rank, ranking: Ranking) -> Answer:
        """Whether this can be said of a rank."""
        if self.out_of is not None and rank.out_of is not None and self.out_of != rank.out_of:
            return Answer.NO
        if self.end == "first":
            return _answer(rank.rank == 1)
        if self.end == "last":
            lowest = max(r.rank for r in ranking.ranks)
            if rank.out_of is None and lowest == rank.rank:
                return Answer.UNKNOWN
            return _answer(rank.rank >= (rank.out_of or lowest))
        return _answer(rank.rank == self.rank)


@dataclass(frozen=True, slots=True)
class _Found:
    said: Said
    span: Span


@per_fact_base
def _rankings(facts: FactBase) -> Bearers:
    return Bearers.of(facts, "ranks")


class RankingKind:
    """The rank of something in an index."""

    name = "ranking"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every rank given with the number of places or the verb "rank", or within a known index."""
        text = reading.letter.text
        for part in stretches(reading, _TRIGGERS, _REACH):
            if not _ORDER.search(text, part.start, part.end):
                continue
            for found in _read(text, part.start, part.end):
                ranking, facts = _bound(found, near_sentence(reading, found.span.start), reading)
                words = text[found.span.start : found.span.end].lower()
                plain = ("rank" in words or " out of " in words) and found.said.rank is not None
                if facts or ranking or plain:
                    named = facts[0].statement if facts else None
                    value = f"{named.subject} {found.said}" if isinstance(named, Rank) else str(found.said)
                    yield Claim("ranking", ranking.entity.id if ranking else "", value, found.span, found.said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a rank against the index it speaks of, as far as that was out by the letter's date."""
        ranking, known = _bound(_Found(claim.said, claim.span), near_sentence(reading, claim.span.start), reading)
        if ranking is None or not known or not isinstance(ranking.entity, Ranking):
            return UNDECIDED
        index = ranking.entity
        title = index.name if index.edition in index.name else f"{index.name} {index.edition}"
        if not begun_by(index.id, reading):
            first = min(d.when.text for d in index.dates if d.when)
            return Ruling(Verdict.CONTRADICTED, f"{title} came out on {first}, after the letter", first)
        told = [(f, f.statement) for f in known if isinstance(f.statement, Rank)]
        answers = [(f, claim.said.fits(rank, index)) for f, rank in told]
        rank = told[0][1]
        expected = f"{rank.rank} of {rank.out_of}" if rank.out_of else str(rank.rank)
        return rule(answers, reading.facts, f"{title}: {rank.subject} {expected}", expected)


def _read(text: str, start: int, end: int) -> list[_Found]:
    found: list[_Found] = []
    for pattern in _CLAIMS:
        for match in pattern.finditer(text, start, end):
            groups, span = match.groupdict(), Span(match.start(), match.end())
            end_word = (groups.get("end") or "").lower()
            rank = parse_ordinal(groups["nth"]) if groups.get("nth") else parse_number(groups.get("n") or "")
            if (rank is None and not end_word) or _IDIOM.match(text, span.start):
                continue
            if not any(span.overlaps(other.span) for other in found[-40:]):
                end_of_all = "first" if end_word == "top" else "last" if end_word else ""
                found.append(_Found(Said(rank, parse_number(groups.get("of") or ""), end_of_all), span))
    return sorted(found, key=lambda one: one.span)


def _bound(found: _Found, sentence: Span, reading: Reading) -> tuple[Bearer | None, tuple[Fact, ...]]:
    """The index that a rank is in, told by the words after or before it, and the facts of the subject named."""
    rankings = _rankings(reading.facts)
    if not rankings.all:
        return None, ()
    text = reading.letter.text
    nearby = near_sentence(reading, found.span.start)
    for part in _parts(text, found.span, nearby):
        years = set(_YEAR.findall(text, part.start, part.end))
        every = told_in(rankings, reading, part)
        told = tuple(b for b in every if not years or _edition(b) in {"", *years})
        if every and not told:
            return None, ()
        if told:
            subjects = _subjects(told, found, sentence, reading)
            if subjects:
                return subjects
            if len(told) == 1:
                return told[0], ()
    return None, ()


def _parts(text: str, span: Span, sentence: Span) -> Iterator[Span]:
    stop = min(sentence.end, span.end + _AFTER)
    following = re.compile(r"\b(?:and|but|while)\s(?:is\s|was\s)?(?:rank|in\slast|placed)|;").search(
        text, span.end, stop
    )
    yield Span(span.end, following.start() if following else stop)
    yield Span(max(sentence.start, span.start - 2 * _AFTER), span.start)
    yield sentence


def _edition(bearer: Bearer) -> str:
    """The year of an index, where its edition is one."""
    edition = bearer.entity.edition if isinstance(bearer.entity, Ranking) else ""
    return edition if _YEAR.fullmatch(edition) else ""


def _subjects(
    told: tuple[Bearer, ...], found: _Found, sentence: Span, reading: Reading
) -> tuple[Bearer, tuple[Fact, ...]] | None:
    """The one index of several whose subject is named before the rank, or after it."""
    text = reading.letter.text
    for start, end in ((sentence.start, found.span.start), (sentence.start, sentence.end)):
        words = set(stems(text[start:end]))
        here = {m.entity for m in reading.mentions_in(start, end)}
        matching = []
        for bearer in told:
            facts = tuple(f for f in bearer.facts if _names(f.statement, words, here))
            if facts:
                matching.append((bearer, facts))
        if len(matching) == 1:
            return matching[0]
    return None


def _names(statement: object, words: set[str], here: set[str]) -> bool:
    if not isinstance(statement, Rank):
        return False
    return statement.subject in here or set(stems(statement.subject)) <= words


def _answer(yes: bool) -> Answer:
    return Answer.YES if yes else Answer.NO
