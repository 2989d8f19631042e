"""Whether a rank that a letter gives is that of its index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.judging import UNDECIDED, rule
from sphinx_factcheck.engine.claims.when import begun_by
from sphinx_factcheck.engine.spans.ranks import Standing
from sphinx_factcheck.engine.subjects.index import index_of
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import FactBase, Rank, Ranking


@dataclass(frozen=True, slots=True)
class Said:
    """A rank that a letter gives, and the addresses of the ranks of the index it can be held against."""

    standing: Standing
    facts: tuple[str, ...] = ()


def decided(said: Said, ranking: str, facts: FactBase, days: Sequence[When]) -> Ruling:
    """Hold a rank against those of an index, as of the days of the letter."""
    index = facts.entities.get(ranking)
    known = [f for address in said.facts if (f := facts.fact(address))]
    if not isinstance(index, Ranking) or not known:
        return UNDECIDED
    title = index.name if index.edition in index.name else f"{index.name} {index.edition}"
    if not begun_by(index.id, facts, days):
        first = min(d.when.text for d in index.dates if d.when)
        return Ruling(Verdict.CONTRADICTED, f"{title} came out on {first}, after the letter", first)
    told = [(f, f.statement) for f in known if isinstance(f.statement, Rank)]
    lowest = max((rank.rank for rank in index.ranks if rank.rank is not None), default=0)

    def answer(rank: Rank) -> Answer:
        before = _rank_before(index, rank, facts)
        if said.standing.earlier:
            return Answer.YES if before is not None and before == said.standing.rank else Answer.UNKNOWN
        return fits(said.standing, rank, lowest, before)

    answers = [(f, answer(rank)) for f, rank in told]
    rank, expected = told[0][1], str(told[0][1])
    ranked = facts.entities.get(rank.subject)
    message = f"{title} ranks {ranked.name if ranked else rank.subject} {expected}"
    return rule(answers, facts, message, expected)


_STANDINGS = {"first": 1, "second": 2, "last": -1, "last but one": -2, "last but two": -3}


def _fits_standing(said: Standing, known: Rank) -> Answer:
    """The same where the index tells no number: counted from the top or, below 0, from the bottom."""
    place = _STANDINGS[str(known.standing)]
    if known.out_of:
        number = place if place > 0 else known.out_of + 1 + place
        return fits(said, replace(known, rank=number, standing=None), known.out_of)
    from_end = said.from_end or (1 if said.end == "last" else said.worst)
    told = 1 if said.end == "first" else -from_end if from_end else said.rank
    if told is None or (told > 0) is not (place > 0):
        return Answer.NO if {told, place} == {1, -1} else Answer.UNKNOWN
    return _answer(told == place)


def fits(said: Standing, known: Rank, lowest: int, before: int | None = None) -> Answer:
    """Whether this can be said of a rank, given the lowest rank known of the index and the rank a year before."""
    if known.rank is None:
        return _fits_standing(said, known)
    rank, out_of = known.rank, known.out_of
    if said.disagrees or (said.out_of is not None and out_of is not None and said.out_of != out_of):
        return Answer.NO
    if before is not None and (said.moved not in {None, before - rank} or said.was not in {None, before}):
        return Answer.NO
    if said.moved is not None and said.rank is None:
        return Answer.UNKNOWN if before is None else Answer.YES
    if said.within:
        return _fits_within(said, rank, out_of)
    if said.end == "first":
        return _answer(rank == 1)
    told = said.from_end or (1 if said.end == "last" else said.worst)
    if told is None:
        return _answer(rank == said.rank)
    if said.worst and rank == said.worst:
        return Answer.YES
    if out_of is None and (lowest == rank or told > 1) and not said.worst:
        return Answer.UNKNOWN
    return _answer(rank >= (out_of or lowest) if told == 1 else rank == (out_of or lowest) + 1 - told)


def _fits_within(said: Standing, rank: int, out_of: int | None) -> Answer:
    """Whether a rank is among so many of either end; words for good and bad leave open which end is meant."""
    within = said.within or 0
    if said.end in {"top", "bottom"}:
        low = rank if said.end == "top" else None if out_of is None else out_of + 1 - rank
        return Answer.UNKNOWN if low is None else _answer(low <= within)
    if rank <= within:
        return Answer.YES
    return Answer.UNKNOWN if out_of is None else _answer(rank > out_of - within)


def _answer(yes: bool) -> Answer:
    return Answer.YES if yes else Answer.NO


def _rank_before(index: Ranking, rank: Rank, facts: FactBase) -> int | None:
    """The rank of the same subject in the edition of the year before."""
    subject = index_of(facts).of(index.id)
    if subject is None or not index.edition.isdigit():
        return None
    before = [s for s in index_of(facts).editions(subject) if s.edition == str(int(index.edition) - 1)]
    ranks_then = (one for s in before if isinstance(s.entity, Ranking) for one in s.entity.ranks)
    return next((one.rank for one in ranks_then if one.subject == rank.subject), None)
