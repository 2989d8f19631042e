"""Ranks: "ranks 176 out of 180 countries on …", "in last place in …", "176th of 180"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.described import Bearer, Bearers, begun_by, near_sentence, stems, told_in
from sphinx_factcheck.claims.grammar.ranks import REACH, TRIGGERS, ranks
from sphinx_factcheck.claims.indexes import per_fact_base
from sphinx_factcheck.claims.judging import UNDECIDED, own_dates, rule
from sphinx_factcheck.claims.triggers import stretches
from sphinx_factcheck.facts.model import Entity, Fact, FactBase, Rank, Ranking, Statement
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span

_AFTER = 160
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(
    r"\blast\syear[’']s\s(?:[\w’']+\s){0,5}?(?:index|report|ranking|survey|edition|table)\b", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(
    r"(?<!\bthan\s)(?<!\bfrom\s)(?<!\bsince\s)(?<!\bover\s)(?<!\bon\s)\b(?:last\syear(?![’'])|a\syear\s(?:ago|earlier|before)|"
    r"the\s(?:year\sbefore|previous\syear))\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\s(?:in|on|of)\s(?!(?:(?:the|this|that)\s(?:\w+\s)?(?:world|index|list|ranking|table|year|time)|20\d\d|it)\b)"
)
_ANOTHER_NAME = re.compile(r"(?<![.!?]\s)\b[A-Z]\w")
_LEADING = re.compile(r"[^,;.:()]{0,60}")
_OWNED = 80
_NAME = r"(?P<who>(?:[A-Z][\w’'.-]*?)(?:\s(?:[a-z]{2,4}\s){0,2}[A-Z][\w.-]*?){0,5})"
_OWNER = re.compile(rf"\b{_NAME}['’]s?\s(?:[a-z]+\s|\d{{4}}\s){{0,2}}$")
_BY = re.compile(rf",?\s(?:[a-z]+\s){{0,2}}by\s(?:the\s)?{_NAME}(?=[\s.,;)])(?!\s[A-Z])")
_NEXT = re.compile(r"\b(?:and|but|while)\s(?:is\s|was\s)?(?:rank|in\slast|placed)|;")


@per_fact_base
def _rankings(facts: FactBase) -> Bearers:
    return Bearers.of(facts, "ranks")


@per_fact_base
def _indexes(facts: FactBase) -> frozenset[str]:
    """The ids of all indexes of a fact base."""
    return frozenset(entity.id for entity in facts.entities.values() if isinstance(entity, Ranking))


class RankingKind:
    """The rank of something in an index."""

    name = "ranking"

    def find(self, reading: Reading) -> Iterable[Claim]:
        """Every rank given with the number of places or the verb "rank", or within a known index."""
        text = reading.letter.text
        done: list[Span] = []
        for part in _places(reading):
            for said, span in ranks(text, part.start, part.end, of_index=bool(_rankings(reading.facts).all)):
                if any(span.overlaps(other) for other in done[-20:]) or not asserted(reading, span):
                    continue
                ranking, facts = _bound(span, reading)
                if said.bare and not (facts and _is_plain(span, facts[0].statement, reading)):
                    continue
                words = text[span.start : span.end].lower()
                plain = ("rank" in words or " out of " in words) and said.rank is not None
                if facts or plain or (ranking and said.rank is not None):
                    done.append(span)
                    named = facts[0].statement if facts else None
                    value = f"{named.subject} {said}" if isinstance(named, Rank) else str(said)
                    yield Claim("ranking", ranking.entity.id if ranking else "", value, span, said)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a rank against the index it speaks of, as far as that was out by the letter's date."""
        ranking, known = _bound(claim.span, reading)
        if ranking is None or not known or not isinstance(ranking.entity, Ranking):
            return UNDECIDED
        index = ranking.entity
        title = index.name if index.edition in index.name else f"{index.name} {index.edition}"
        if not begun_by(index.id, reading):
            first = min(d.when.text for d in index.dates if d.when)
            return Ruling(Verdict.CONTRADICTED, f"{title} came out on {first}, after the letter", first)
        told = [(f, f.statement) for f in known if isinstance(f.statement, Rank)]
        lowest = max(rank.rank for rank in index.ranks)
        answers = [
            (f, claim.said.fits(rank.rank, rank.out_of, lowest, _rank_before(index, rank, reading.facts)))
            for f, rank in told
        ]
        rank = told[0][1]
        expected = f"{rank.rank} of {rank.out_of}" if rank.out_of else str(rank.rank)
        return rule(answers, reading.facts, f"{title}: {rank.subject} {expected}", expected)


def _places(reading: Reading) -> Iterator[Span]:
    """Where a rank can stand: near the words that tell one, and in the sentences that name an index."""
    yield from stretches(reading, TRIGGERS, REACH)
    indexes, done = _indexes(reading.facts), Span(0, 0)
    for mention in reading.mentions if indexes else ():
        if mention.entity in indexes and not mention.span.field:
            sentence = near_sentence(reading, mention.span.start)
            if sentence != done:
                yield sentence
            done = sentence


def _is_plain(span: Span, statement: Statement, reading: Reading) -> bool:
    """Whether a mere "is 116th" is a rank in the index that its sentence names, of the subject named right before."""
    text, sentence = reading.letter.text, near_sentence(reading, span.start)
    indexes = [place for bearer in _rankings(reading.facts).all for place in _told_at(bearer.entity, sentence, reading)]
    within = _WITHIN.match(text, span.end, sentence.end)
    led = not within or any(_LEADING.fullmatch(text, within.end(), place.start) for place in indexes)
    subject = statement.subject if isinstance(statement, Rank) else ""
    named = [m.span.end for m in reading.mentions_in(sentence.start, span.start) if m.entity == subject]
    at = text.rfind(subject, sentence.start, span.start)
    told = max([*named, at + len(subject) if at >= 0 else -1])
    between = text[told : span.start] if told >= 0 else text[sentence.start : span.start]
    for place in indexes:
        if told <= place.start and place.end <= span.start:
            between = text[told : place.start] + text[place.end : span.start]
    return bool(indexes) and led and not _ANOTHER_NAME.search(between)


def _rank_before(index: Ranking, rank: Rank, facts: FactBase) -> int | None:
    """The rank of the same subject in the edition of the year before."""
    before = {str(int(index.edition) - 1)} if index.edition.isdigit() else set()
    ranks = (one for bearer in _other_editions(index, before, facts) for one in _ranks_of(bearer.entity))
    return next((one.rank for one in ranks if one.subject == rank.subject), None)


def _other_editions(index: Entity, editions: Set[str], facts: FactBase) -> Iterator[Bearer]:
    """The editions of the same index of these years."""
    name = _YEAR.sub("", index.name).split()
    for bearer in _rankings(facts).all if editions else ():
        other = bearer.entity
        same = isinstance(other, Ranking) and isinstance(index, Ranking) and other.by == index.by
        if same and _edition(bearer) in editions and _edition(bearer) and _YEAR.sub("", other.name).split() == name:
            yield bearer


def _ranks_of(index: Entity) -> tuple[Rank, ...]:
    return index.ranks if isinstance(index, Ranking) else ()


def _bound(span: Span, reading: Reading) -> tuple[Bearer | None, tuple[Fact, ...]]:
    """The index that a rank is in, told by the words after or before it, and the facts of the subject named."""
    rankings = _rankings(reading.facts)
    if not rankings.all:
        return None, ()
    text = reading.letter.text
    sentence = near_sentence(reading, span.start)
    for part in _parts(text, span, sentence):
        editions = {"", *_YEAR.findall(text, part.start, part.end), *_last_year(span, sentence, reading)}

        every = told_in(rankings, reading, part, by_sentence=part != sentence)
        told = tuple(b for b in every if len(editions) == 1 or _edition(b) in editions)
        told = told or tuple(b for one in every for b in _other_editions(one.entity, editions, reading.facts))
        told = tuple(b for b in told if not _of_another(b, sentence, reading))
        if every and not told:
            return None, ()
        if told:
            subjects = _subjects(told, span, sentence, reading)
            if subjects:
                return subjects
            if len(told) == 1:
                return told[0], ()
    return None, ()


def _last_year(span: Span, sentence: Span, reading: Reading) -> tuple[str, ...]:
    """The year that "last year’s index" tells, or "last year" in the clause of a rank."""
    text = reading.letter.text
    clause = max(text.rfind(mark, sentence.start, span.start) for mark in (";", ":", ", but ", " and "))
    told = _LAST_YEAR.search(text, sentence.start, sentence.end) or _YEAR_BEFORE.search(
        text, max(clause, sentence.start), span.end
    )
    return tuple(str(day.latest.year - 1) for day in own_dates(reading)) if told else ()


def _of_another(bearer: Bearer, sentence: Span, reading: Reading) -> bool:
    """Whether a sentence tells an index as that of others than who publishes it: "Lake House’s 2016 Press Index"."""
    text, index, facts = reading.letter.text, bearer.entity, reading.facts
    publisher = facts.entities.get(index.by) if isinstance(index, Ranking) else None
    if publisher is None:
        return False
    apart = {f.statement.subject for f in bearer.facts if isinstance(f.statement, Rank)}
    names = [frozenset(stems(alias.name)) for alias in publisher.aliases()]
    for place in _told_at(index, sentence, reading):
        before = _OWNER.search(text, max(place.start - _OWNED, sentence.start), place.start)
        owners = [found["who"] for found in (before, _BY.match(text, place.end)) if found]
        told = [frozenset(stems(who)) for who in owners if who not in apart]
        if any(not any(words <= name or name <= words for name in names) for words in told):
            return True
    return False


def _told_at(index: Entity, sentence: Span, reading: Reading) -> list[Span]:
    """Where a sentence names an index, be it without its year."""
    found = [m.span for m in reading.mentions_in(sentence.start, sentence.end) if m.entity == index.id]
    name = _YEAR.sub("", index.name).strip()
    at = reading.letter.text.find(name, sentence.start, sentence.end)
    return found or ([Span(at, at + len(name))] if at >= 0 else [])


def _parts(text: str, span: Span, sentence: Span) -> Iterator[Span]:
    stop = min(sentence.end, span.end + _AFTER)
    following = _NEXT.search(text, span.end, stop)
    yield Span(span.end, following.start() if following else stop)
    yield Span(max(sentence.start, span.start - 2 * _AFTER), span.start)
    yield sentence


def _edition(bearer: Bearer) -> str:
    """The year of an index, where its edition is one."""
    edition = bearer.entity.edition if isinstance(bearer.entity, Ranking) else ""
    return edition if _YEAR.fullmatch(edition) else ""


def _subjects(
    told: tuple[Bearer, ...], span: Span, sentence: Span, reading: Reading
) -> tuple[Bearer, tuple[Fact, ...]] | None:
    """The one index of several whose subject is named before the rank, or after it, or in the sentence before."""
    text = reading.letter.text
    previous = reading.sentence_at(max(sentence.start - 1, 0))
    for start, end in (
        (sentence.start, span.end),
        (sentence.start, sentence.end),
        (previous.start, previous.end),
    ):
        words = set(stems(text[start:end]))
        here = {m.entity for m in reading.mentions_in(start, end)}
        matching = []
        for bearer in told:
            facts = tuple(f for f in bearer.facts if _names(f.statement, words, here))
            if facts:
                matching.append((bearer, _nearest(facts, start, end, reading)))
        if len(matching) == 1:
            return matching[0]
    return None


def _nearest(facts: tuple[Fact, ...], start: int, end: int, reading: Reading) -> tuple[Fact, ...]:
    """Of the ranks of several subjects those of the one named last."""
    mentions = reading.mentions_in(start, end)

    def place(fact: Fact) -> int:
        subject = fact.statement.subject if isinstance(fact.statement, Rank) else ""
        named = [m.span.start for m in mentions if m.entity == subject]
        return max([*named, reading.letter.text.rfind(subject, start, end)])

    places = [place(f) for f in facts]
    return tuple(f for f, at in zip(facts, places, strict=True) if at == max(places))


def _names(statement: object, words: set[str], here: set[str]) -> bool:
    if not isinstance(statement, Rank):
        return False
    return statement.subject in here or set(stems(statement.subject)) <= words
