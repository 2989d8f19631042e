"""Time spent in custody: "has spent ten years in prison", "was held for more than 300 days", "after a year in jail"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sphinx_factcheck.claims.base import Reading
from sphinx_factcheck.claims.grammar.patterns import any_of
from sphinx_factcheck.claims.grammar.terms import TermSaid, find_terms
from sphinx_factcheck.claims.judging import own_dates
from sphinx_factcheck.claims.people.deeds import Deed
from sphinx_factcheck.claims.people.helping import VerbGroup
from sphinx_factcheck.claims.people.liberty import TAKEN
from sphinx_factcheck.claims.people.subjects import Cast
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.model import Custody, Fact
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.mentions import Mention

_PLACE = any_of(
    "prison jail bars custody detention remand house_arrest solitary solitary_confinement isolation camp camps colony "
    "prisons"
)
_INSIDE = re.compile(rf"\s(?:in|behind|under|at|on)\s(?:(?!and\b|or\b)[\w’'-]+\s){{0,3}}?{_PLACE}\b")
_SPENT = re.compile(r"\b(?:spent|spending|served)\s(?:(?:a\stotal\sof|the\s(?:past|last)|another|already)\s)?$")
_FOR = re.compile(r"[^;.]{0,60}?\sfor\s(?:(?:a\stotal\sof|the\s(?:past|last))\s)?")
_AFTER = re.compile(r"[^;.]{0,80}?\safter\s(?:(?:spending|serving)\s)?")
_JUST_AFTER = re.compile(r"(?:\sfrom\s[a-z]+)?\safter\s")
_OPENS_AFTER = re.compile(r"(?:^|,\s|\W)[Aa]fter\s(?:(?:spending|serving)\s)?$")
_PART = re.compile(r"\b(?:held|kept|confined|solitary|incommunicado|isolation|house\sarrest|without)\b")
_SENTENCING = re.compile(r"jail|imprison|incarcerat|sent\s", re.IGNORECASE)
_NOT_SO = re.compile(r"['’]?\s(?:of|old|ago)\b|\son\s(?:a|the)\s")
_ENDS = frozenset({"released", "paroled", "bailed", "died", "sentenced"})
_BEGINS = frozenset({"detained", "arrested", "imprisoned"})
_DAYS = {"year": Fraction("365.25"), "month": Fraction("30.44"), "week": Fraction(7), "day": Fraction(1)}


@dataclass(frozen=True, slots=True)
class Spent:
    """The data of a claim of time in custody: how long, and whether it lasts until the letter.

    It may be the `total` of several times, or but `part` of one: in isolation, or until a release that is not known.
    """

    said: TermSaid
    still: bool
    total: bool = False
    part: bool = False
    past: bool = True


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in custody that is told of: its place, those who spent it, how long it was, and whether it lasts."""

    span: Span
    persons: tuple[Mention, ...]
    spent: Spent


def spells_in(cast: Cast, deeds: Sequence[Deed]) -> Iterator[Spell]:
    """The times in custody that a sentence with these deeds tells of."""
    for term in find_terms(cast.text, cast.span.start, cast.span.end):
        if not (term.term.life or _NOT_SO.match(cast.text, term.end)):
            yield from _as_object(cast, term) or _after_deed(cast, term, deeds) or _before_deed(cast, term, deeds)


def _as_object(cast: Cast, term: TermSaid) -> list[Spell]:
    """ "X has spent ten years in prison"."""
    verb = _SPENT.search(cast.text, max(term.start - 40, cast.span.start), term.start)
    inside = _INSIDE.match(cast.text, term.end, cast.span.end)
    if not verb or not inside:
        return []
    group = VerbGroup.before(cast.text, cast.span.start, verb.start(), finite=True)
    if not group.told:
        return []
    persons = cast.subject(group)
    still = bool(group.words & {"has", "have"})
    part = bool(_PART.search(inside[0])) or not still
    return [Spell(Span(verb.start(), inside.end()), persons, Spent(term, still, True, part))] if persons else []


def _after_deed(cast: Cast, term: TermSaid, deeds: Sequence[Deed]) -> list[Spell]:
    """ "X was held for three years", "X was freed after three years in jail"."""
    deed = next((d for d in reversed(deeds) if d.end <= term.start), None)
    if deed is None or not deed.told or not deed.persons or deed.name in {"sentenced", "serving"}:
        return []
    sentencing = _SENTENCING.match(cast.text, deed.start)
    if deed.events & TAKEN and not sentencing and _FOR.fullmatch(cast.text, deed.end, term.start):
        start = VerbGroup.before(cast.text, cast.span.start, deed.start)
        still = bool(start.words & {"has", "have", "is", "are", "remains"})
        part = bool(_PART.search(cast.text, deed.start, term.start)) or not still
        return [Spell(Span(deed.start, term.end), deed.persons, Spent(term, still, part=part))]
    inside = _INSIDE.match(cast.text, term.end, cast.span.end)
    if deed.name in {"released", "died"} and (_AFTER if inside else _JUST_AFTER).fullmatch(
        cast.text, deed.end, term.start
    ):
        return [Spell(Span(term.start, inside.end() if inside else term.end), deed.persons, Spent(term, False))]
    return []


def _before_deed(cast: Cast, term: TermSaid, deeds: Sequence[Deed]) -> list[Spell]:
    """ "After three years in jail, X was freed"."""
    inside = _INSIDE.match(cast.text, term.end, cast.span.end)
    after = _OPENS_AFTER.search(cast.text, max(term.start - 40, cast.span.start), term.start)
    deed = next((d for d in deeds if d.start >= term.end and d.told and d.persons), None)
    if not (inside and after and deed) or ";" in cast.text[term.end : deed.start]:
        return []
    return [Spell(Span(term.start, inside.end()), deed.persons, Spent(term, False))]


def lengths(person: str, spent: Spent, reading: Reading) -> list[tuple[Fact, Answer]]:
    """Each known beginning of a time in custody, and whether what began then can have lasted as long as is said."""
    known = [f for f in reading.facts.about(person, "custody", "died") if f.statement.when]
    letter = own_dates(reading)
    if not letter:
        return []
    judged: list[tuple[Fact, Answer]] = []
    by_then = [f for f in known if _day(f) <= max(d.latest for d in letter)]
    begins = [f for f in by_then if _event(f) in _BEGINS] or [f for f in by_then if _event(f) == "sentenced"]
    freed = [f for f in known if _event(f) in {"released", "paroled", "bailed"}]
    for begin in begins:
        until = [] if spent.still else [f.statement.when for f in known if _event(f) in _ENDS and _day(f) > _day(begin)]
        ends = [w for w in until if w] or list(letter)
        told = spent if spent.still or until else replace(spent, part=True)
        answers = {_fits(told, begin.statement.when, end) for end in ends if begin.statement.when}
        answer = Answer.YES if Answer.YES in answers else Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN
        judged.append((begin, Answer.UNKNOWN if answer is Answer.NO and (freed and len(begins) > 1) else answer))
    if not spent.still and spent.said.quantity and spent.said.quantity.is_exact:
        judged += [
            (f, Answer.YES) for f in by_then if isinstance(f.statement, Custody) and f.statement.term == spent.said.term
        ]
    return judged if any(a is not Answer.NO for _, a in judged) or not _may_be_longer(known, begins) else []


def _may_be_longer(known: list[Fact], begins: list[Fact]) -> bool:
    """Whether custody may have begun before the first beginning that is known."""
    first = min(map(_day, begins), default=date.min)
    return not begins or any(_event(f) in {"sentenced", "imprisoned"} and _day(f) < first for f in known)


def _fits(spent: Spent, begin: When, end: When) -> Answer:
    """Whether the time between two dates can be called so: rounded to its unit, or as its hedge allows."""
    said = spent.said
    least, most = (end.earliest - begin.start_latest).days, (end.latest - begin.earliest).days
    size = _DAYS[said.unit]
    if said.unit == "month" and said.term.months > 12 and not (said.term.months % 6 or said.term.days):
        size = _DAYS["year"] / 2  # "three and a half years"
    length = said.term.months * _DAYS["month"] + said.term.days
    hedge = said.quantity.words.rpartition(" ")[0] if said.quantity and not said.quantity.is_exact else ""
    surely, never = _bounds(hedge, length, size)
    if surely[0] <= least and most <= surely[1]:
        return Answer.YES
    too_long, too_short = most < never[0] and not spent.total, least > never[1] and not spent.part
    return Answer.NO if too_long or too_short else Answer.UNKNOWN


def _bounds(
    hedge: str, length: Fraction, size: Fraction
) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """The days between which a length said surely fits, and those outside which it never does."""
    endless, slack = Fraction(10**6), max(size / 2, length / 20, Fraction(3))
    match hedge:
        case "more than" | "at least":
            return (length * 99 / 100, endless), (length * 95 / 100, endless)
        case "at most" | "fewer than":
            return (Fraction(0), length), (Fraction(0), length * 105 / 100)
        case "nearly":
            return (length * 4 / 5, length + slack / 4), (length * 7 / 10, length + slack)
        case "about":
            return (length - slack * 3 / 2, length + slack * 3 / 2), (length * 3 / 5, length * 7 / 5 + slack)
    return (length - slack, length + size), (length - slack * 2, length + size * 3 / 2)


def _event(fact: Fact) -> str:
    return str(getattr(fact.statement, "event", fact.key))


def _day(fact: Fact) -> date:
    assert fact.statement.when is not None
    return fact.statement.when.earliest
