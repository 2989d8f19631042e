"""Ranks: "ranks 176 out of 180 countries on …", "in last place in …", "176th of 180"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.asserted import asserted
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.ranked.bound import SAME, bound, in_story, of_heading, told_at
from sphinx_factcheck.engine.claims.ranked.editions import year_at
from sphinx_factcheck.engine.claims.ranked.judged import Said, decided
from sphinx_factcheck.engine.claims.triggers import places_of, stretches, together
from sphinx_factcheck.engine.spans.ranks import REACH, TRIGGERS, Ranked, ranks
from sphinx_factcheck.engine.subjects.around import NO_PLACES
from sphinx_factcheck.engine.subjects.index import YEAR, bearing
from sphinx_factcheck.engine.subjects.meant import near_sentence
from sphinx_factcheck.facts.model import Fact, FactBase, Rank
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_SAME_STEMS = ("same index", "same ranking", "same table", "same list", "same league", "same survey", "this index")
_WITHIN = later(
    r"\s(?:in|on|of)\s(?!(?:(?:the|this|that)\s(?:\w+\s)?(?:world|index|list|ranking|table|year|time)|20\d\d|it)\b)"
)
_ANOTHER_NAME = later(r"(?<![.!?]\s)\b[A-Z]\w+")
_LEADING = later(r"[^,;.:()]{0,60}")
_GOES_ON = 12
"""Sentences, that with its name first, in which the ranks of an index can stand."""
_SHORTLY = 200
"""Characters after a rank in which "the year before" goes on from it."""


class RankingKind:
    """The rank of something in an index."""

    name = "ranking"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every rank given with the number of places or the verb "rank", or within a known index."""
        text = reading.letter.text
        known = bool(bearing(reading.facts, "ranks").all)
        done: list[Span] = []
        last: Claim | None = None
        for part in _places(reading):
            for one in ranks(text, part.start, part.end, of_index=known):
                if any(one.span.overlaps(other) for other in done[-20:]) or is_in_name(reading, one.span):
                    continue
                if not asserted(reading, one.span):
                    continue
                near = last if last and 0 <= one.span.start - last.span.end <= _SHORTLY else None
                claim = _claim(reading, one, near)
                if claim:
                    done.append(one.span)
                    last = last if one.said.earlier else claim
                    yield claim

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a rank against the index it speaks of, as far as that was out by the letter's date."""
        return decided(claim.asserted(Said), claim.subject, reading.facts, reading.own_dates)


def is_in_name(reading: Reading, rank: Span) -> bool:
    """Whether what looks like a rank, or a number, is the end of a name: "the Global Freedom Ranking 2022"."""
    near = reading.mentions_in(max(rank.start - _SHORTLY, 0), rank.end)
    return any(m.span.start < rank.start and rank.end <= m.span.end for m in near)


def _places(reading: Reading) -> Iterator[Span]:
    """Where a rank can stand: near the words that tell one, in the sentences that name an index and the ones after."""
    yield from stretches(reading, TRIGGERS, REACH)
    pointed = places_of(reading.letter.text, _SAME_STEMS)
    index, done = bearing(reading.facts, "ranks"), -1
    named = [m.span.start for m in reading.mentions if index.of(m.entity) and not m.span.field] if index.all else []
    for found in sorted({*named, *_named_without_year(reading), *(pointed if index.all else ())}):
        at = found
        for _ in range(_GOES_ON):
            sentence = near_sentence(reading, at) if at < len(reading.letter.text) else Span(0, 0)
            if sentence.start > done:
                yield sentence
                done = sentence.start
            at = reading.sentence_at(at).end + 1


def _named_without_year(reading: Reading) -> Iterator[int]:
    """Where an index is named without the year of its edition, which leaves open which one is meant."""
    text = reading.letter.text
    for name in _plain_names(reading.facts):
        at = text.find(name)
        while at >= 0:
            yield at
            at = text.find(name, at + len(name))


@once
def _plain_names(facts: FactBase) -> frozenset[str]:
    """The names of all indexes, without the years of their editions."""
    subjects = bearing(facts, "ranks").all
    names = (" ".join(YEAR.sub(" ", alias.name).split()) for s in subjects for alias in s.entity.aliases())
    return frozenset(name for name in names if " " in name)


def _claim(reading: Reading, one: Ranked, last: Claim | None = None) -> Claim | None:
    """A rank as a claim, where words tell that it is one, or an index and its subject are meant.

    `last` is the rank told shortly before it.
    """
    text, said = reading.letter.text, one.said
    ranking, facts = bound(one, reading, last)
    if said.bare and not (facts and (one.who or _is_plain(one.span, facts[0], reading, last))):
        return None
    words = text[one.span.start : one.span.end].lower()
    plain = ("rank" in words or " out of " in words) and said.rank is not None
    if not (facts or plain or (ranking and said.rank is not None)):
        return None
    named = facts[0].statement if facts else None
    value = f"{named.subject} {said}" if isinstance(named, Rank) else str(said)
    if said.earlier and year_at(text, one.span, near_sentence(reading, one.span.start), reading.own_dates, ""):
        said = replace(said, earlier=False)
    told = Said(said, tuple(f.address for f in facts))
    return Claim("ranking", ranking.id if ranking else "", value, one.span, told)


def _is_plain(span: Span, fact: Fact, reading: Reading, last: Claim | None) -> bool:
    """Whether a mere "is 116th" is a rank in the index that its sentence names, of the subject named right before."""
    text, sentence = reading.letter.text, near_sentence(reading, span.start)
    index = bearing(reading.facts, "ranks")
    indexes = [place for subject in index.all for place in told_at(subject.entity, sentence, reading)]
    within = _WITHIN.match(text, span.end, sentence.end)
    led = not within or any(_LEADING.fullmatch(text, within.end(), place.start) for place in indexes)
    subject = fact.statement.subject if isinstance(fact.statement, Rank) else ""
    named = [m.span.end for m in reading.mentions_in(sentence.start, span.start) if m.entity == subject]
    at = text.rfind(subject, sentence.start, span.start)
    told = max([*named, at + len(subject) if at >= 0 else -1])
    between = text[told : span.start] if told >= 0 else text[sentence.start + 1 : span.start]
    for place in indexes:
        if told <= place.start and place.end <= span.start:
            between = text[told : place.start] + text[place.end : span.start]
    goes_on = bool(last and last.subject) or bool(SAME.search(text, sentence.start, span.start))
    goes_on = goes_on or bool(of_heading(sentence, index, reading) or in_story(sentence.start, index, reading))
    other = any(name[0].lower() not in NO_PLACES for name in _ANOTHER_NAME.finditer(between))
    return (bool(indexes) or goes_on) and led and not other


together(TRIGGERS, _SAME_STEMS)
