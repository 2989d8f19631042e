"""Who held an office before or after somebody: "your predecessor, X", "X, his successor"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim
from sphinx_factcheck.engine.claims.holding.named import Named
from sphinx_factcheck.engine.claims.holding.times import own_time
from sphinx_factcheck.engine.claims.judging import UNDECIDED, cited, plain
from sphinx_factcheck.engine.claims.triggers import places_of, together
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Fact, FactBase, Office, Status
from sphinx_factcheck.facts.offices import Fit, fit, is_of_one, office_of
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_NOUNS = ("predecessor", "successor")


@dataclass(frozen=True, slots=True)
class Preceded:
    """That a person held an office before somebody, or `after` him; `dated` are the times the sentence tells of."""

    whose: str
    after: bool
    dated: tuple[When, ...] = ()


def preceded_in(named: Named) -> Iterator[Claim]:
    """Every predecessor and successor that a letter names, with the one whose he is."""
    done = -1
    for at in places_of(named.text, _NOUNS):
        number = named.reading.prose.number_at(at)
        for noun in named.reading.prose.sentence(number).nouns if number > done else ():
            told = next((w.low for w in noun.words if w.low in _NOUNS), "")
            if told and not noun.denied and (claim := _claim(named, noun, told == "successor")):
                yield claim
        done = number


def _claim(named: Named, noun: Noun, after: bool) -> Claim | None:
    prose = named.reading.prose
    whose = {p.value for owner in noun.owners for p in prose.meant(owner)}
    persons = prose.meant(noun)
    if len(whose) != 1 or len(persons) != 1 or persons[0].value in whose:
        return None
    person, end = persons[0], max(noun.end, *(a.end for a in noun.apposed), noun.end)
    start = min(noun.start, *(o.start for o in noun.owners))
    if person.start > start and person.start > end:
        end = person.end
    span = Span(min(start, person.start), max(end, person.end)) if person.start < start else Span(start, end)
    other = str(whose.pop())
    dated = own_time(named.reading, span.start, span).dated
    value = f"{'successor' if after else 'predecessor'} of {named.facts.entities[other].name}"
    return Claim("office", str(person.value), value, span, Preceded(other, after, dated))


def judge_preceded(person: str, said: Preceded, facts: FactBase, days: tuple[When, ...]) -> Ruling:
    """Whether two persons held one office in that order, and nobody who is known between them."""
    first, second = (said.whose, person) if said.after else (person, said.whose)
    early, late = _offices(first, facts), _offices(second, facts)
    pairs = [(a, b) for a in early for b in late if _is_same(office_of(a), office_of(b), facts)]
    cites = tuple(cited(f, facts) for f in dict.fromkeys(f for pair in pairs for f in pair))
    names = (facts.entities[person].name, facts.entities[said.whose].name)
    if ordered := [(a, b) for a, b in pairs if _begun(a) < _begun(b)]:
        between = [_between(a, b, facts) if is_of_one(office_of(b)) else None for a, b in ordered]
        told_of_then = any(_meets(when, office_of(a).when) for when in said.dated for a, _ in ordered)
        message = "; ".join(_told(f, facts) for f in dict.fromkeys(f for pair in ordered for f in pair))
        if told_of_then or not all(between):
            return Ruling(Verdict.SUPPORTED, message, "", cites)
        one = next(f for f in between if f)
        message = f"{_told(one, facts)}, between {names[0]} and {names[1]}"
        return Ruling(Verdict.CONTRADICTED, message, facts.entities[one.entity].name, (*cites, cited(one, facts)))
    if pairs and all(_begun(a) > _begun(b) for a, b in pairs):
        message = "; ".join(_told(f, facts) for f in dict.fromkeys(f for pair in pairs for f in pair))
        return Ruling(Verdict.CONTRADICTED, message, "", cites)
    return _another(person, said, facts, days) or UNDECIDED


def _another(person: str, said: Preceded, facts: FactBase, days: tuple[When, ...]) -> Ruling | None:
    """Who is known to have held right before somebody each of the offices that he holds, where that is another."""
    if said.after or not _offices(person, facts):
        return None
    own = [f for f in _offices(said.whose, facts) if any(_meets(day, office_of(f).when) for day in days)]
    alone = all(is_of_one(office_of(f)) for f in own)
    before = [next((g for g in _same(f, facts) if g.entity != said.whose and _leads_to(g, f)), None) for f in own]
    if not own or not alone or not all(before) or any(g.entity == person for g in before if g):
        return None
    one = next(g for g in before if g)
    name = facts.entities[one.entity].name
    return Ruling(Verdict.CONTRADICTED, _told(one, facts), name, (cited(one, facts),))


def _offices(person: str, facts: FactBase) -> list[Fact]:
    """The terms of one person in offices that are not shared."""
    told = facts.about(person, "offices")
    lasting = [f for f in told if f.statement.when and f.statement.when.lasting]
    return [f for f in lasting if f.statement.status is Status.CONFIRMED and not office_of(f).shared]


def _is_same(one: Office, other: Office, facts: FactBase) -> bool:
    return one.of == other.of and fit(one.office, "", other, facts) is Fit.WHOLE


def _begun(fact: Fact) -> tuple[int, int, int]:
    when = fact.statement.when
    assert when is not None
    return when.earliest.year, when.earliest.month, when.earliest.day


@once
def _by_body(facts: FactBase) -> dict[str, list[Fact]]:
    """The terms in offices that are not shared, by what they are of."""
    found: dict[str, list[Fact]] = {}
    for entity in facts.entities.values():
        for fact in _offices(entity.id, facts) if entity.kind == "person" else ():
            found.setdefault(office_of(fact).of, []).append(fact)
    return found


def _same(fact: Fact, facts: FactBase) -> Sequence[Fact]:
    """The terms of all who held one office."""
    office = office_of(fact)
    return [f for f in _by_body(facts).get(office.of, ()) if _is_same(office, office_of(f), facts)]


def _between(first: Fact, last: Fact, facts: FactBase) -> Fact | None:
    """The term of somebody else that lies between two."""
    begin, end = first.statement.when, last.statement.when
    assert begin is not None
    assert end is not None
    others = [f for f in _same(last, facts) if f.entity not in {first.entity, last.entity}]
    inside = (f for f in others if (w := f.statement.when) and begin.latest <= w.earliest and w.latest <= end.earliest)
    return next(inside, None)


def _leads_to(first: Fact, last: Fact) -> bool:
    """Whether one term ended within a month of the beginning of another."""
    begin, end = first.statement.when, last.statement.when
    return begin is not None and end is not None and 0 <= (end.earliest - begin.latest).days + 1 <= 31


def _meets(day: When, term: When | None) -> bool:
    return term is not None and day.earliest <= term.latest and term.earliest <= day.latest


def _told(fact: Fact, facts: FactBase) -> str:
    office = office_of(fact)
    return f"{facts.entities[fact.entity].name} was {office.office} ({plain(office.when)})"


together(_NOUNS)
