"""Ranks: "ranks 176 out of 180 countries on …", "in last place in …", "176th of 180"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_factcheck.claims.asserted import asserted
from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.dated import addressees
from sphinx_factcheck.claims.judging import UNDECIDED, rule
from sphinx_factcheck.claims.triggers import places_of, stretches, together
from sphinx_factcheck.claims.when import begun_by
from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Entity, Fact, FactBase, Office, Rank, Ranking
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.spans.ranks import REACH, TRIGGERS, Ranked, Standing, ranks
from sphinx_factcheck.subjects.index import YEAR, Index, Subject, bearing, index_of
from sphinx_factcheck.subjects.meant import all_meant, near_sentence
from sphinx_factcheck.subjects.stems import stems

_AFTER = 160
"""Characters after a rank within which its index is looked for first: "176th in the …"."""
_LAST_YEAR = later(
    r"\blast\syear[’']s\s(?:[\w’']+\s){0,5}?(?:index|report|ranking|survey|edition|table)\b", re.IGNORECASE
)
_YEAR_BEFORE = later(
    r"(?<!\bthan\s)(?<!\bfrom\s)(?<!\bsince\s)(?<!\bover\s)(?<!\bon\s)\b(?:last\syear(?![’'])|a\syear\s(?:ago|earlier|before)|"
    r"the\s(?:year\sbefore|previous\syear))\b",
    re.IGNORECASE,
)
_NEXT_BEFORE = later(r"\b(?:the\s)?(?:year\sbefore|previous\syear)\b", re.IGNORECASE)
_COMPARED = later(
    r"\b(?:than|from|since|over|against|with|to|on|below|above)\s(?:in\s|that\sof\s|its\srank\sof\s)?(?:19|20)\d\d\b"
)
"""Years of editions that a rank is only compared with: "nine places lower than in 2018"."""
_WHEN = later(
    r"\b(?:than|from|since)\s(?:in\s)?(?:(?P<year>(?:19|20)\d\d)|last\syear|the\syear\sbefore),?\s(?:when|where)\s[^,;.]{0,30}$"
)
_OF_THIS = later(r"\bof\sthis\syear\b|\bthis\syear[’']s\b", re.IGNORECASE)
_SAME = later(r"\b(?:the\ssame|this|that)\s(?:index|ranking|rankings|table|list|league|survey)\b", re.IGNORECASE)
_SAME_STEMS = ("same index", "same ranking", "same table", "same list", "same league", "same survey", "this index")
_YOUR = later(
    r"\b[Yy]ou(?:r\s(?:own\s)?(?:country|nation|state|firm|company|government|school|university|club|team|city|town|bank|"
    r"republic|kingdom|institution|organi[sz]ation))?\b(?!r)"
)
"""Whoever is written to, as the one whose rank is told."""
_BEHIND = later(r"\b(?:behind|below|above|after|ahead\sof|worse\sthan|better\sthan)\s")
_SHORTLY, _LONG_AGO = 200, 1500
"""Characters after a rank in which "the year before" goes on from it, and back to which "the same index" can go."""
_IN_YEAR = later(r"\sin\s(?P<year>(?:19|20)\d\d)\b")
_WITHIN = later(
    r"\s(?:in|on|of)\s(?!(?:(?:the|this|that)\s(?:\w+\s)?(?:world|index|list|ranking|table|year|time)|20\d\d|it)\b)"
)
_ANOTHER_NAME = later(r"(?<![.!?]\s)\b[A-Z]\w")
_LEADING = later(r"[^,;.:()]{0,60}")
_OWNED = 80
_NAME = r"(?P<who>(?:[A-Z][\w’'.-]*?)(?:\s(?:[a-z]{2,4}\s){0,2}[A-Z][\w.-]*?){0,5})"
_OWNER = later(rf"\b{_NAME}['’]s?\s(?:[a-z]+\s|\d{{4}}\s){{0,2}}$")
_BY = later(rf",?\s(?:[a-z]+\s){{0,2}}by\s(?:the\s)?{_NAME}(?=[\s.,;)])(?!\s[A-Z])")
_NEXT = later(r"\b(?:and|but|while)\s(?:is\s|was\s)?(?:rank|in\slast|placed)|;")
_CLAUSE = later(r"[;:]|,\s(?:and|but|while|whereas|though)\s|\b(?:but|while|whereas)\s")
_AUTHORS = later(r"\b(?:we|I|our\s\w+)\s(?:[\w’]+\s){0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A rank that a letter gives, and the addresses of the ranks of the index it can be held against."""

    standing: Standing
    facts: tuple[str, ...] = ()


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
                if any(one.span.overlaps(other) for other in done[-20:]) or not asserted(reading, one.span):
                    continue
                near = last if last and 0 <= one.span.start - last.span.end <= _SHORTLY else None
                claim = _claim(reading, one, near)
                if claim:
                    done.append(one.span)
                    last = claim
                    yield claim

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Hold a rank against the index it speaks of, as far as that was out by the letter's date."""
        return decided(claim.said, claim.subject, reading.facts, reading.own_dates)


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
    answers = [(f, fits(said.standing, rank, lowest, _rank_before(index, rank, facts))) for f, rank in told]
    rank, expected = told[0][1], str(told[0][1])
    return rule(answers, facts, f"{title}: {rank.subject} {expected}", expected)


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


def _places(reading: Reading) -> Iterator[Span]:
    """Where a rank can stand: near the words that tell one, in the sentences that name an index and the ones after."""
    yield from stretches(reading, TRIGGERS, REACH)
    pointed = places_of(reading.letter.text, _SAME_STEMS)
    index, done = bearing(reading.facts, "ranks"), -1
    named = [m.span.start for m in reading.mentions if index.of(m.entity) and not m.span.field] if index.all else []
    for found in sorted({*named, *_named_without_year(reading), *(pointed if index.all else ())}):
        for at in (found, reading.sentence_at(found).end + 1):
            sentence = near_sentence(reading, at) if at < len(reading.letter.text) else Span(0, 0)
            if sentence.start > done:
                yield sentence
                done = sentence.start


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
    ranking, facts = _bound(one, reading, last)
    if said.bare and not (facts and (one.who or _is_plain(one.span, facts[0], reading, last))):
        return None
    words = text[one.span.start : one.span.end].lower()
    plain = ("rank" in words or " out of " in words) and said.rank is not None
    if not (facts or plain or (ranking and said.rank is not None)):
        return None
    named = facts[0].statement if facts else None
    value = f"{named.subject} {said}" if isinstance(named, Rank) else str(said)
    told = Said(said, tuple(f.address for f in facts))
    return Claim("ranking", ranking.id if ranking else "", value, one.span, told)


def _is_plain(span: Span, fact: Fact, reading: Reading, last: Claim | None) -> bool:
    """Whether a mere "is 116th" is a rank in the index that its sentence names, of the subject named right before."""
    text, sentence = reading.letter.text, near_sentence(reading, span.start)
    index = bearing(reading.facts, "ranks")
    indexes = [place for subject in index.all for place in _told_at(subject.entity, sentence, reading)]
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
    goes_on = bool(last and last.subject) or bool(_SAME.search(text, sentence.start, span.start))
    return (bool(indexes) or goes_on) and led and not _ANOTHER_NAME.search(between)


def _bound(one: Ranked, reading: Reading, last: Claim | None) -> tuple[Subject | None, tuple[Fact, ...]]:
    """The index that a rank is in, told by the words after or before it, and the facts of the subject named."""
    index = bearing(reading.facts, "ranks")
    if not index.all:
        return None, ()
    text, span = reading.letter.text, one.span
    sentence = near_sentence(reading, span.start)
    years = _years(text, span, sentence, reading, last, index)
    for part in _parts(text, span, sentence):
        every = [m.subject for m in all_meant(reading, part, index, before=part == sentence)]
        if part == sentence:
            every = every or _pointed_at(sentence, index, reading, last)
        plain = _COMPARED.sub(" ", text[part.start : part.end])
        told = _of_years(every, years or {int(y) for y in YEAR.findall(plain)}, index)
        told = _newest([s for s in told if not _of_another(s, sentence, reading)], reading)
        if every and not told:
            return None, ()
        if told:
            facts = _of_its_subject(told, one, sentence, reading)
            if facts:
                return facts
            if len(told) == 1:
                return told[0], ()
    return None, ()


def _of_years(every: Sequence[Subject], years: set[int], index: Index) -> list[Subject]:
    """Of these indexes the editions of the years said, or of their series those that are; all where no year is said."""
    fitting = [s for s in every if not years or not s.edition or int(s.edition) in years]
    return fitting or [o for s in every for o in index.editions(s) if o.edition and int(o.edition) in years]


def _newest(told: list[Subject], reading: Reading) -> list[Subject]:
    """Of several editions of one index the last that was out when the letter was written."""
    out = [s for s in told if begun_by(s.id, reading.facts, reading.own_dates)]
    if len(out) < 2 or len({s.series for s in out}) > 1 or not all(s.edition for s in out):
        return told
    return [max(out, key=lambda s: int(s.edition))]


def _pointed_at(sentence: Span, index: Index, reading: Reading, last: Claim | None) -> list[Subject]:
    """The index that "the same index" means, the last named; where nothing points to one, that of the rank before."""
    text, at = reading.letter.text, sentence.start
    told = index.of(last.subject) if last else None
    if not _SAME.search(text, at, sentence.end):
        return [told] if told else []
    if told:
        return [told, *index.editions(told)]
    before = (m.entity for m in reversed(reading.mentions_in(max(at - _LONG_AGO, 0), at)))
    return [s for s in (index.of(id) for id in before) if s][:1]


def _years(text: str, span: Span, sentence: Span, reading: Reading, last: Claim | None, index: Index) -> set[int]:
    """The year of the edition as the words right after a rank tell it, or "last year’s index", or "last year"."""
    if said := _IN_YEAR.match(text, span.end, sentence.end) or _WHEN.search(text, sentence.start, span.start):
        return {int(said["year"])} if said["year"] else {day.latest.year - 1 for day in reading.own_dates}
    edition = index.of(last.subject) if last else None
    if (
        edition
        and edition.edition
        and _NEXT_BEFORE.search(text, max(sentence.start, span.start - 60), min(span.end + 20, sentence.end))
    ):
        return {int(edition.edition) - 1}
    if _OF_THIS.search(text, sentence.start, span.start) and not _LAST_YEAR.search(text, sentence.start, span.start):
        return {day.latest.year for day in reading.own_dates}
    clause = max(text.rfind(mark, sentence.start, span.start) for mark in (";", ":", ", but ", " and "))
    ago = _LAST_YEAR.search(text, sentence.start, sentence.end) or _YEAR_BEFORE.search(
        text, max(clause, sentence.start), span.end
    )
    return {day.latest.year - 1 for day in reading.own_dates} if ago else set()


def _of_another(subject: Subject, sentence: Span, reading: Reading) -> bool:
    """Whether a sentence tells an index as that of others than who publishes it: "Lake House’s 2016 Press Index"."""
    text, index, facts = reading.letter.text, subject.entity, reading.facts
    publisher = facts.entities.get(index.by) if isinstance(index, Ranking) else None
    if publisher is None or not isinstance(index, Ranking):
        return False
    apart = {rank.subject for rank in index.ranks}
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
    name = YEAR.sub("", index.name).strip()
    at = reading.letter.text.find(name, sentence.start, sentence.end)
    return found or ([Span(at, at + len(name))] if at >= 0 else [])


def _parts(text: str, span: Span, sentence: Span) -> Iterator[Span]:
    stop = min(sentence.end, span.end + _AFTER)
    following = _NEXT.search(text, span.end, stop)
    yield Span(span.end, following.start() if following else stop)
    yield Span(max(sentence.start, span.start - 2 * _AFTER), span.start)
    yield sentence


def _of_its_subject(
    told: Sequence[Subject], one: Ranked, sentence: Span, reading: Reading
) -> tuple[Subject, tuple[Fact, ...]] | None:
    """The one index of several that ranks whoever is named: right before the rank, before it, after it, or a sentence
    before.
    """
    if your := _your_facts(told, one, sentence, reading):
        return your
    for start, end in _where_named(one, sentence, reading):
        matching = []
        for subject in told:
            facts = _named_in(start, end, subject, reading)
            if facts:
                matching.append((subject, _nearest(facts, start, end, reading)))
        if len(matching) == 1:
            return matching[0]
        if matching:
            return None
    return None


def _your_facts(
    told: Sequence[Subject], one: Ranked, sentence: Span, reading: Reading
) -> tuple[Subject, tuple[Fact, ...]] | None:
    """The rank of those who are written to, or of their country or body, where "you" stands before it."""
    text, facts = reading.letter.text, reading.facts
    clause = max((m.end() for m in _CLAUSE.finditer(text, sentence.start, one.span.start)), default=sentence.start)
    if one.who or not _YOUR.search(text, clause, one.span.start):
        return None
    theirs: set[str] = set()
    for id in addressees(reading):
        held = [f.statement for f in facts.about(id, "offices") if isinstance(f.statement, Office)]
        theirs |= {
            id,
            facts.entities[id].name,
            *(office.of for office in held),
            getattr(facts.entities[id], "country", ""),
        }
    found = [
        (s, f) for s in told for f in facts.about(s.id, "ranks")
        if isinstance(f.statement, Rank) and f.statement.subject in theirs - {""}
    ]  # fmt: skip
    return (found[0][0], (found[0][1],)) if len(found) == 1 else None


def _where_named(one: Ranked, sentence: Span, reading: Reading) -> Iterator[tuple[int, int]]:
    """The stretches in which the one may be named whose rank it is, the likeliest first."""
    text, span = reading.letter.text, one.span
    if one.who:
        yield one.who.start, one.who.end
        return
    behind = _BEHIND.search(text, span.end, sentence.end)
    stop = behind.start() if behind else sentence.end
    clause = max((m.end() for m in _CLAUSE.finditer(text, sentence.start, span.start)), default=sentence.start)
    yield clause, span.end
    if _AUTHORS.search(text, clause, span.start) or _AUTHORS.search(text, clause, span.start + 1):
        return
    yield sentence.start, span.end
    yield sentence.start, stop
    previous = reading.sentence_at(max(sentence.start - 1, 0))
    if previous.start < sentence.start:
        yield previous.start, previous.end


def _named_in(start: int, end: int, subject: Subject, reading: Reading) -> tuple[Fact, ...]:
    words = set(stems(reading.letter.text[start:end]))
    here = {m.entity for m in reading.mentions_in(start, end)}
    told = reading.facts.about(subject.id, "ranks")
    return tuple(f for f in told if _names(f.statement, words, here))


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


together(TRIGGERS, _SAME_STEMS)
