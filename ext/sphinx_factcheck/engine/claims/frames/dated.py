"""The date of a deed: which of those in its clause or its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.frames.lengths import Length
from sphinx_factcheck.engine.language.clauses import Clause, Complement, Noun
from sphinx_factcheck.engine.language.lexicon import singular
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.dates import DateSaid

_PARTS_OF_DAYS = frozenset("dawn morning noon afternoon evening night hour day weekend week".split())
_PARTED = later(r"\b(?:and|then|later|but)\b|;")
"""What stands between a term and the date of another one: "three years, and then, in 2015, four more"."""
_NOT_A_DAY = frozenset("later then soon eventually subsequently afterwards thereafter finally again".split())
"""With which a second deed is one of another day than that told before the first."""


def dated(clause: Clause, sentence: Sentence) -> tuple[DateSaid | None, bool]:
    """The date of a clause, after its verb or at its head; and whether it is since then."""
    dates = [(c, n) for c in clause.complements for n in dates_of(c)]
    later = [one for one in dates if one[1].start > clause.verb_start]
    for complement, noun in later or dates:
        if complement.preposition in {"until", "till"}:
            continue
        since = any(c.preposition == "since" and c.start <= complement.start for c in clause.complements)
        since = since and (
            complement.preposition == "since" or any(c.preposition == "since" for c in clause.complements)
        )
        if isinstance(noun.value, DateSaid):
            return noun.value, since
    return (_fronted_date(clause, sentence), False) if not dates else (None, False)


def _fronted_date(clause: Clause, sentence: Sentence) -> DateSaid | None:
    """The day at the head of a sentence, of the second thing somebody did: "On 4 May men came and took X"."""
    number = sentence.clauses.index(clause)
    first = sentence.clauses[number - 1] if number and clause.link == "coordinated" else None
    if first is None or not clause.subject or first.subject != clause.subject or clause.adverbs & _NOT_A_DAY:
        return None
    fronted = [
        n for c in first.complements if c.preposition == "on" and c.start < first.verb_start for n in dates_of(c)
    ]
    told = [n.value for n in fronted if isinstance(n.value, DateSaid)]
    return told[0] if len(told) == 1 and not first.passive else None


def when_of(length: Length, lengths: list[Length], clause: Clause, text: str) -> DateSaid | None:
    """The date of one of the terms of a clause: the first between it and the next, else the last before it."""
    dates = [n for c in clause.complements if c.preposition not in {"until", "till"} for n in dates_of(c)]
    stop = min([o.term.start for o in lengths if o.term.start > length.term.start], default=clause.end + 1)
    after = [
        n for n in dates if length.term.end <= n.start < stop and not _PARTED.search(text, length.term.end, n.start)
    ]
    before = [n for n in dates if n.start < length.term.start]
    one = after[0] if after else before[-1] if before else None
    return one.value if one and isinstance(one.value, DateSaid) else None


def dates_of(complement: Complement) -> Iterator[Noun]:
    """The dates that a preposition leads to, be it by a part of one: "in the early hours of 5 May"."""
    for noun in complement.nouns:
        if noun.kind == "date":
            yield noun
        elif singular(noun.head.low) in _PARTS_OF_DAYS:
            yield from (one for preposition, nouns in noun.phrases if preposition == "of" for one in _only_dates(nouns))


def _only_dates(nouns: Iterable[Noun]) -> Iterator[Noun]:
    return (noun for noun in nouns if noun.kind == "date")


def begins(name: str, when: DateSaid | None) -> bool:
    """Whether a date is the one since which something lasts: "held since May", and not "held today"."""
    return when is not None and when.lead in {"start", "at"} and name != "released" and not when.vague
