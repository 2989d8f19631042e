"""Which index a rank is in, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.dated import addressees
from sphinx_factcheck.engine.claims.ranked.editions import (
    newest,
    of_now,
    of_then,
    of_years,
    segment_of,
    years_told,
)
from sphinx_factcheck.engine.spans.numbers import ORDINAL
from sphinx_factcheck.engine.spans.ranks import Ranked
from sphinx_factcheck.engine.subjects.around import NO_PLACES, OTHER_NAME
from sphinx_factcheck.engine.subjects.index import YEAR, Index, Subject, bearing
from sphinx_factcheck.engine.subjects.meant import all_meant, near_sentence
from sphinx_factcheck.engine.subjects.ours import bodies_that_write
from sphinx_factcheck.engine.subjects.stems import stems
from sphinx_factcheck.facts.model import Entity, Fact, FactBase, Office, Rank, Ranking
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_AFTER = 160
"""Characters after a rank within which its index is looked for first: "176th in the …"."""
SAME = later(r"\b(?:the\ssame|this|that)\s(?:index|ranking|rankings|table|list|league|survey)\b", re.IGNORECASE)
_YOUR = later(
    r"\b[Yy]ou(?:r\s(?:own\s)?(?:country|nation|state|firm|company|government|school|university|club|team|city|town|bank|"
    r"republic|kingdom|institution|organi[sz]ation))?\b(?!r)"
)
"""Whoever is written to, as the one whose rank is told."""
_OURS = later(
    r"\b(?:our|my|this)\s(?:own\s|native\s)?(?:country|nation|homeland|fatherland|republic|kingdom|university|city|town|school|club|team)\b",
    re.IGNORECASE,
)
_BEHIND = later(r"\b(?:behind|below|above|after|ahead\sof|worse\sthan|better\sthan)\s")
_OWNED = 80
_NAME = r"(?P<who>(?:[A-Z][\w’'.-]*?)(?:\s(?:[a-z]{2,4}\s){0,2}[A-Z][\w.-]*?){0,5})"
_OWNER = later(rf"\b{_NAME}['’]s?\s(?:[a-z]+\s|\d{{4}}\s){{0,2}}$")
_BY = later(rf",?\s(?:[a-z]+\s){{0,2}}by\s(?:the\s)?{_NAME}(?=[\s.,;)])(?!\s[A-Z])")
_NEXT = later(r"\b(?:and|but|while)\s(?:is\s|was\s)?(?:rank|in\slast|placed)|;")
_IT, _NAMED = later(r"\b[Ii]t\b"), later(r"\b(?<!^)[A-Z][a-z]+")
_AUTHORS = later(r"\b(?:we|I|our\s\w+)\s(?:[\w’]+\s){0,3}$", re.IGNORECASE)


_TABLE = later(
    r"\b[Ii]n\s(?:the|its|their|an?|our|another)\s(?P<name>(?:[\w-]+\s){1,4}(?:table|index|ranking|league|survey|list))\b(?!\sof\b)"
)
_ANY = frozenset(
    stems("new newest latest last current own recent famous annual yearly same table index ranking list 2")
)
_OWNS = later(
    rf"['’]s\s(?!(?:[\w-]+\s){{0,3}}(?:rank|ranking|place|position|spot|standing|score|fall|drop|decline|slide|rise|descent)\b|{ORDINAL})"
)
_WHERE = later(r"\s(?:in|of|within|across|inside)\s(?:the\s|all\s(?:of\s)?)?")
"""What makes a name that of the place in which something else is ranked: "second in Varenia"."""
_WITHIN_PART = later(
    r"\s(?:in|of|within|among|on)\s(?:its|their|our|the|his|her)\s(?:\w+\s)?(?:region|continent|neighbou?rs|group|class|peers|category|hemisphere|"
    r"province|coast|bloc)\b|\s(?:in|of)\s(?:all\s)?(?:Africa|Europe|Asia|the\sAmericas|the\sworld\scup)\b",
    re.IGNORECASE,
)
"""What makes a rank that of a part of those who are ranked."""
_LONG_AGO = 1500
"""Characters back to which "the same index" can go."""
_HEADING = 80
"""Characters that a few words with the name of an index have at most."""


def bound(one: Ranked, reading: Reading, last: Claim | None) -> tuple[Subject | None, tuple[Fact, ...]]:
    """The index that a rank is in, told by the words after or before it, and the facts of the subject named."""
    index = bearing(reading.facts, "ranks")
    if not index.all:
        return None, ()
    text, span, days = reading.letter.text, one.span, reading.own_dates
    sentence = near_sentence(reading, span.start)
    segment, before = segment_of(text, span, sentence), index.of(last.subject) if last else None
    edition = before.edition if before else ""
    years = years_told(text, span, sentence, days, edition)
    untold = not years and of_then(text, span, sentence)
    if untold or _in_another(text, span, segment, index) or _WITHIN_PART.match(text, span.end, sentence.end):
        return None, ()
    for part in _parts(text, span, sentence, segment):
        every = [m.subject for m in all_meant(reading, part, index, before=part == sentence)]
        if part == sentence:
            every = every or _pointed_at(sentence, index, reading, last)
            if _names_another(every, sentence, index, reading):
                return None, ()
        told = of_years(every, years, index, now=of_now(text, span, sentence))
        told = newest([s for s in told if not _of_another(s, sentence, reading)], reading)
        if every and not told:
            return None, ()
        if told:
            facts = _of_its_subject(told, one, sentence, reading)
            if facts:
                return facts
            if len(told) == 1:
                return told[0], ()
    return None, ()


def _in_another(text: str, span: Span, segment: Span, index: Index) -> bool:
    """Whether the words at a rank tell a table that no index is called by: "in the football table X is 12th"."""
    after = _TABLE.match(text, span.end + 1, segment.end)
    told = [after] if after else [*_TABLE.finditer(text, segment.start, span.start)][-1:]
    known = [subject.words.keys() | subject.heads for subject in index.all]
    return any(not any(set(stems(one["name"])) <= words | _ANY for words in known) for one in told)


def _pointed_at(sentence: Span, index: Index, reading: Reading, last: Claim | None) -> list[Subject]:
    """The index that "the same index" means, the last named; where nothing points to one, that of the rank before."""
    text, at = reading.letter.text, sentence.start
    told = index.of(last.subject) if last else None
    if not SAME.search(text, at, sentence.end):
        return [told] if told else of_heading(sentence, index, reading) or in_story(at, index, reading)
    if told:
        return [told, *index.editions(told)]
    before = (m.entity for m in reversed(reading.mentions_in(max(at - _LONG_AGO, 0), at)))
    return [s for s in (index.of(id) for id in before) if s][:1]


def in_story(at: int, index: Index, reading: Reading) -> list[Subject]:
    """The index that a letter has named before an offset, where it is the only one there."""
    text, low = reading.letter.text, max(at - _LONG_AGO, 0)
    named = [told for name, told in _by_plain_name(reading.facts).items() if text.find(name, low, at) >= 0]
    return list(named[0]) if len(named) == 1 else []


@once
def _by_plain_name(facts: FactBase) -> dict[str, tuple[Subject, ...]]:
    """The indexes by their names without years, all editions of each."""
    told: dict[str, tuple[Subject, ...]] = {}
    for subject in bearing(facts, "ranks").all:
        name = " ".join(YEAR.sub(" ", subject.entity.name).split())
        told[name] = (*told.get(name, ()), subject)
    return told


def _names_another(every: Sequence[Subject], sentence: Span, index: Index, reading: Reading) -> bool:
    """Whether a sentence that names none of these indexes names anything but those that they rank."""
    if not every or any(told_at(one.entity, sentence, reading) for one in every):
        return False
    text = reading.letter.text
    ranked = " ".join(rank.subject for one in every if isinstance(one.entity, Ranking) for rank in one.entity.ranks)
    known = {word for one in every for word in one.words}
    named = [m.span for m in reading.mentions_in(sentence.start, sentence.end) if not index.of(m.entity)]
    for name in OTHER_NAME.finditer(text, sentence.start + 1, sentence.end):
        plain = name[0] in ranked or name[0].lower() in NO_PLACES or not known.isdisjoint(stems(name[0]))
        if not plain and not any(span.start <= name.start() < span.end for span in named):
            return True
    return False


def of_heading(sentence: Span, index: Index, reading: Reading) -> list[Subject]:
    """The index that a few words before a sentence name, as a heading does: "Five. The Press Index. X is 158th"."""
    previous = reading.sentence_at(max(sentence.start - 1, 0))
    if previous.start >= sentence.start or previous.end - previous.start > _HEADING:
        return []
    return [subject for subject in index.all if told_at(subject.entity, previous, reading)]


def _of_another(subject: Subject, sentence: Span, reading: Reading) -> bool:
    """Whether a sentence tells an index as that of others than who publishes it: "Lake House’s 2016 Press Index"."""
    text, index, facts = reading.letter.text, subject.entity, reading.facts
    publisher = facts.entities.get(index.by) if isinstance(index, Ranking) else None
    if publisher is None or not isinstance(index, Ranking):
        return False
    apart = {rank.subject for rank in index.ranks}
    names = [frozenset(stems(alias.name)) for alias in publisher.aliases()]
    for place in told_at(index, sentence, reading):
        before = _OWNER.search(text, max(place.start - _OWNED, sentence.start), place.start)
        owners = [found["who"] for found in (before, _BY.match(text, place.end)) if found]
        told = [frozenset(stems(who)) for who in owners if who not in apart]
        if any(not any(words <= name or name <= words for name in names) for words in told):
            return True
    return False


def told_at(index: Entity, sentence: Span, reading: Reading) -> list[Span]:
    """Where a sentence names an index, be it without its year."""
    found = [m.span for m in reading.mentions_in(sentence.start, sentence.end) if m.entity == index.id]
    name = YEAR.sub("", index.name).strip()
    at = reading.letter.text.find(name, sentence.start, sentence.end)
    return found or ([Span(at, at + len(name))] if at >= 0 else [])


def _parts(text: str, span: Span, sentence: Span, segment: Span) -> Iterator[Span]:
    stop = min(segment.end, span.end + _AFTER)
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
            if facts and (near := _nearest(facts, start, end, one.span, reading)):
                matching.append((subject, near))
        if len(matching) == 1:
            return matching[0]
        if matching:
            return None
    return None


def _your_facts(
    told: Sequence[Subject], one: Ranked, sentence: Span, reading: Reading
) -> tuple[Subject, tuple[Fact, ...]] | None:
    """The rank of those who write or are written to, or of their country or body: "your country", "our university"."""
    if one.who:
        return None
    known = [(s, f) for s in told for f in reading.facts.about(s.id, "ranks")]
    ranked = [(s, f, f.statement.subject) for s, f in known if isinstance(f.statement, Rank)]
    for start in _where_ours(one.span, sentence, reading):
        words = reading.letter.text[start : one.span.start]
        if any(subject in words for _, _, subject in ranked):
            return None
        theirs = _whose(words, reading)
        found = [(s, f) for s, f, subject in ranked if theirs and theirs(subject)]
        if len(found) == 1:
            return found[0][0], (found[0][1],)
        if theirs:
            return None
    return None


def _where_ours(span: Span, sentence: Span, reading: Reading) -> Iterator[int]:
    """Where what may tell that a rank is of those who write or are written to begins; "it" goes back a sentence."""
    clause = segment_of(reading.letter.text, span, sentence).start
    yield clause
    if clause > sentence.start and not _NAMED.search(reading.letter.text, clause, span.start):
        yield sentence.start
    if _IT.search(reading.letter.text, clause, span.start):
        yield reading.sentence_at(max(sentence.start - 1, 0)).start


def _whose(words: str, reading: Reading) -> Callable[[str], bool] | None:
    """Whether someone who is ranked is among those who write or are written to, where words tell of these."""
    text = reading.letter.text
    if _YOUR.search(words):
        return _of_addressees(reading).__contains__
    if _OURS.search(words):  # the only one of them that the letter names
        return text.__contains__
    if _AUTHORS.search(words):
        own = [alias.name for id in bodies_that_write(reading) for alias in reading.facts.entities[id].aliases()]
        return lambda subject: any(subject in name for name in own)
    return None


def _of_addressees(reading: Reading) -> set[str]:
    """Those who are written to, their countries and the bodies in which they hold office."""
    theirs: set[str] = set()
    for id in addressees(reading):
        held = [f.statement for f in reading.facts.about(id, "offices") if isinstance(f.statement, Office)]
        entity = reading.facts.entities[id]
        theirs |= {id, entity.name, *(office.of for office in held), getattr(entity, "country", "")}
    return theirs - {""}


def _where_named(one: Ranked, sentence: Span, reading: Reading) -> Iterator[tuple[int, int]]:
    """The stretches in which the one may be named whose rank it is, the likeliest first."""
    text, span = reading.letter.text, one.span
    if one.who:
        yield one.who.start, one.who.end
        return
    behind = _BEHIND.search(text, span.end, sentence.end)
    stop = behind.start() if behind else sentence.end
    clause = segment_of(text, span, sentence).start
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


def _nearest(facts: tuple[Fact, ...], start: int, end: int, rank: Span, reading: Reading) -> tuple[Fact, ...]:
    """Of the ranks of several subjects those of the one named last; none where it only owns who is ranked."""
    mentions, text = reading.mentions_in(start, end), reading.letter.text

    def place(fact: Fact) -> Span:
        subject = fact.statement.subject if isinstance(fact.statement, Rank) else ""
        named = [m.span for m in mentions if m.entity == subject]
        at = text.rfind(subject, start, end)
        return max([*named, Span(at, at + len(subject))])

    places = [place(f) for f in facts]
    last = max(places)
    owns = last.end <= rank.start and _OWNS.match(text, last.end)
    where = rank.end <= last.start and _WHERE.fullmatch(text, rank.end, last.start)
    return () if owns or where else tuple(f for f, at in zip(facts, places, strict=True) if at == last)


def _names(statement: object, words: set[str], here: set[str]) -> bool:
    if not isinstance(statement, Rank):
        return False
    return statement.subject in here or set(stems(statement.subject)) <= words
