"""What came first: "arrested a month before the congress", "sentenced after his release", "since X took office"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.dating.dated import STRONG, Occurrence, Stage
from sphinx_factcheck.claims.frames.deeds import Deed
from sphinx_factcheck.claims.frames.table import NOUNS, SORTS
from sphinx_factcheck.claims.frames.telling import TRIGGERS as DEEDS
from sphinx_factcheck.claims.frames.telling import can_tell, deeds_in
from sphinx_factcheck.claims.happenings import done, happenings_of
from sphinx_factcheck.claims.judging import UNDECIDED, best, plain, rule
from sphinx_factcheck.claims.triggers import any_between, places_of, sentences_with, together
from sphinx_factcheck.compiling import later
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.happenings import VERBS
from sphinx_factcheck.facts.model import Custody, Fact, Office
from sphinx_factcheck.facts.offices import Fit, fit
from sphinx_factcheck.findings import Ruling, Verdict
from sphinx_factcheck.language.clauses import Clause
from sphinx_factcheck.language.sentences import Sentence
from sphinx_factcheck.letters.text import Span
from sphinx_factcheck.spans.numbers import HEDGE, NUMBER, Quantity, hedged

BEFORE, AFTER, SINCE = "before", "after", "since"
_ORDERS = {
    "before": BEFORE,
    "prior to": BEFORE,
    "ahead of": BEFORE,
    "in the run-up to": BEFORE,
    "on the eve of": BEFORE,
    "after": AFTER,
    "following": AFTER,
    "in the wake of": AFTER,
    "in the aftermath of": AFTER,
    "since": SINCE,
}
"""The words that tell what came first, each with its order."""
_TRIGGERS = tuple(_ORDERS)
_UNIT_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 4.0, "fortnight": 4.0, "month": 16.0, "year": 190.0}
"""How many days a length in this unit may be off and still be what one says of it."""
_WORDS = "|".join(words.replace(" ", r"\s") for words in _ORDERS)
_ORDER_WORD = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_ORDER = later(
    rf"\b(?:(?:(?P<hedge>{HEDGE})\s)?(?P<number>{NUMBER}|\ban?)(?:\s|-)(?P<unit>day|week|fortnight|month|year)s?\s)?"
    rf"(?P<order>{_WORDS})\b",
    re.IGNORECASE,
)
_LONGEST = 160
"""Characters of a length of time before such a word."""
_NO_ORDER = re.compile(r"\b(?:not|never|even|just\sas|than|until|till|day|night|morning|year|week)\s$", re.IGNORECASE)
"""What takes the order out of the words: "not after", "the day after" (a day of its own), "until after"."""
_UNSAID = re.compile(
    r"\W*(?:then|that|this|which|long|too\slong|now|the\scourt|a\s(?:court|judge|panel))\b", re.IGNORECASE
)
"""What follows "before" or "after" where no other moment does: "before the court"."""
_MOMENTOUS = frozenset(
    {
        "sentenced",
        "formal",
        "arrested",
        "detained",
        "charged",
        "released",
        "died",
        "missing",
        "born",
        "imprisoned",
        "pardoned",
    }
)
_TAKES = frozenset("become assume enter".split())
_LEAVES = frozenset("resign retire leave quit".split())
_OFFICES = tuple("becom became assum enter take taking took resign retir leav left quit step".split())
"""What stands where an office is told as begun or ended."""
_ENDS = frozenset("end close finish conclude adjourn".split())
_END_OF = re.compile(r"\b(?:end|close|conclusion)\sof\s(?:the\s)?$", re.IGNORECASE)
_REACH = 120
"""How many characters after "before" or "after" the moment can begin that it speaks of."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something told that has a time: whose it is, what it is, and the addresses of the statements that can date it.

    `ended` where its last day is meant: the end of an office; `by_noun` where a noun alone tells of a deed, `by_verb`
    where a verb tells what was done to a thing.
    """

    start: int
    end: int
    subject: str
    name: str
    facts: tuple[str, ...]
    ended: bool = False
    by_noun: bool = False
    by_verb: bool = False

    @property
    def is_thing(self) -> bool:
        """Whether it is an event or a document, and nothing that somebody did or suffered."""
        return self.name == self.subject


@dataclass(frozen=True, slots=True)
class Ordered:
    """The data of a claim of this kind: two moments, their order as said, and how far apart they are said to be."""

    first: Moment
    order: str
    second: Moment
    apart: Quantity | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SequenceKind:
    """The order of two things that happened, held against the dates of both."""

    name: str = "sequence"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Every two things of one sentence that are told as one before or after the other."""
        stage: Stage | None = None
        for sentence in sentences_with(reading, _TRIGGERS):
            orders = list(_orders(reading.letter.text, sentence))
            if not orders:
                continue
            stage = stage or Stage.of(reading)
            moments = sorted(_moments(reading, stage, sentence), key=lambda m: (m.start, -m.end))
            for order in orders if len(moments) > 1 else ():
                yield from self._told(reading, sentence, order, moments)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """The dates of both: contradicted only where no pair of them stands in the order said, or so far apart."""
        said: Ordered = claim.said
        firsts, seconds = (_dated(reading, moment) for moment in (said.first, said.second))
        if not firsts or not seconds:
            return UNDECIDED
        rulings = [_ruled(reading, said, one, other) for one in firsts for other in seconds if one != other]
        return best(rulings)

    def _told(
        self, reading: Reading, sentence: Span, order: re.Match[str], moments: Sequence[Moment]
    ) -> Iterator[Claim]:
        read = reading.prose.sentence(reading.prose.number_at(sentence.start))
        second = _following(reading.letter.text, order, moments, read)
        first = _governing(order, second, moments, read) if second else None
        if first and second and second.by_noun and first.is_thing:
            first = _done_to(reading, first, read)
        way = _ORDERS[re.sub(r"\s", " ", order["order"].lower())]
        if first is None or second is None or (first.subject, first.facts) == (second.subject, second.facts):
            return
        if way == SINCE and first.is_thing:  # what is told of it has gone on since then, and did not begin
            return
        unit = (order["unit"] or "").lower()
        apart = hedged(order["hedge"] or "", _one(order["number"])) if unit else None
        length = f"{apart} {unit}{'' if str(apart) == '1' else 's'} " if unit else ""
        value = f"{first.name} {length}{way} {second.name}"
        said = Ordered(first, way, second, apart, unit)
        yield Claim(self.name, first.subject, value, Span(order.start(), max(second.end, order.end())), said)


def _one(number: str) -> str:
    return "one" if number.lower() in {"a", "an"} else number


def _orders(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    done = sentence.start
    for word in _ORDER_WORD.finditer(text, sentence.start, sentence.end):
        order = _ORDER.search(text, max(done, word.start() - _LONGEST), sentence.end) if word.start() >= done else None
        if order is None:
            continue
        done = order.end()
        if _NO_ORDER.search(text, max(order.start() - 12, sentence.start), order.start()):
            continue
        if not _UNSAID.match(text, order.end(), sentence.end):
            yield order


def _moments(reading: Reading, stage: Stage, sentence: Span) -> Iterator[Moment]:
    """What a sentence tells of that the fact base can date: deeds, events and documents, offices begun and ended."""
    text, place = reading.letter.text, (sentence.start, sentence.end)
    deeds, offices = any_between(places_of(text, DEEDS), *place), any_between(places_of(text, _OFFICES), *place)
    if (deeds or offices) and can_tell(reading, sentence):
        told = [d for d in deeds_in(reading, sentence) if d.when or d.term or not _is_noun(text, d)] if deeds else []
        for deed in told:
            yield from _of_deed(reading, deed)
        if not told and deeds:
            yield from _of_nouns(reading, sentence)
        if offices:
            yield from _of_offices(reading, sentence)
    yield from _of_things(reading, sentence)
    taken: set[int] = set()
    for one in stage.scene(sentence).occurrences:
        if one.start not in taken and one.sure and one.score >= STRONG:
            taken.add(one.start)
            facts = tuple(f.address for f in one.thing.held)
            yield Moment(one.start, one.end, one.thing.entity, one.thing.entity, facts, _ends(reading, sentence, one))


def _is_noun(text: str, deed: Deed) -> bool:
    return NOUNS.get(text[deed.start : deed.end].lower()) == deed.name


def _ends(reading: Reading, sentence: Span, one: Occurrence) -> bool:
    """Whether what is told of a thing is its end: "after the strike had ended", "since the end of the war"."""
    if _END_OF.search(reading.letter.text, max(one.start - 20, sentence.start), one.start):
        return True
    clause = _clause_at(reading.prose.sentence(reading.prose.number_at(sentence.start)), one.start)
    return clause is not None and clause.verb in _ENDS and any(n.start <= one.start < n.end for n in clause.subject)


def _of_deed(reading: Reading, deed: Deed) -> Iterator[Moment]:
    if deed.name in _MOMENTOUS and deed.told and len(deed.persons) == 1:
        person = deed.persons[0].entity
        facts = happenings_of(person, deed.events, reading)
        yield Moment(deed.start, deed.end, person, deed.name, tuple(f.address for f in facts))


def _of_nouns(reading: Reading, sentence: Span) -> Iterator[Moment]:
    """Deeds told by a noun alone: "after the arrest of X"."""
    for noun in reading.prose.sentence(reading.prose.number_at(sentence.start)).nouns:
        sort = SORTS.get(NOUNS.get(noun.head.low, ""))
        if sort is None or sort.name not in _MOMENTOUS or noun.denied:
            continue
        of = [n for preposition, nouns in noun.phrases if preposition == "of" for n in nouns]
        persons = [p.value for n in (*noun.owners, *of) for p in reading.prose.meant(n)]
        if len(persons) == 1 and isinstance(persons[0], str):
            facts = happenings_of(persons[0], sort.events, reading)
            yield Moment(noun.start, noun.end, persons[0], sort.name, tuple(f.address for f in facts), by_noun=True)


def _of_things(reading: Reading, sentence: Span) -> Iterator[Moment]:
    """Clauses that tell what was done to a thing that is named: "banning the vigil", "the Act was repealed"."""
    here = reading.mentions_in(sentence.start, sentence.end)
    if not any(reading.facts.about(m.entity, "happenings") for m in here):
        return
    for clause in reading.prose.sentence(reading.prose.number_at(sentence.start)).clauses:
        if not clause.verb or not clause.certainty.told:
            continue
        for noun in clause.subject if clause.voice == "passive" else clause.object:
            for named in reading.mentions_in(noun.start, noun.end):
                facts = [f for f in reading.facts.about(named.entity, "happenings") if _tells(clause.verb, f)]
                if facts:
                    name = f"{named.entity} {getattr(facts[0].statement, 'event', '')}"
                    addresses = tuple(f.address for f in facts)
                    yield Moment(clause.verb_start, clause.verb_end, named.entity, name, addresses, by_verb=True)


def _tells(verb: str, fact: Fact) -> bool:
    """Whether a verb tells of a happening that one word names, as "ban" does of `banned`."""
    return verb in VERBS.get(getattr(fact.statement, "event", ""), ())


def _of_offices(reading: Reading, sentence: Span) -> Iterator[Moment]:
    """Clauses that tell of an office begun ("became president", "took office") or ended ("left office", "resigned")."""
    read = reading.prose.sentence(reading.prose.number_at(sentence.start))
    for clause in read.clauses:
        takes = clause.verb in _TAKES or (clause.verb == "take" and _has(clause, "office", "power"))
        leaves = clause.verb in _LEAVES or (clause.verb == "step" and clause.particle == "down")
        if not (takes or leaves) or not clause.certainty.told:
            continue
        persons = [p for noun in clause.subject for p in reading.prose.meant(noun)]
        if len(persons) != 1 or not isinstance(persons[0].value, str):
            continue
        person, said = persons[0].value, " ".join(n.head.text for n in (*clause.predicate, *clause.object))
        offices = [f for f in reading.facts.about(person, "offices") if isinstance(f.statement, Office)]
        fitting = [f for f in offices if _is_meant(said, f, reading)]
        if offices:
            named = f"{clause.verb} {said}".strip()
            yield Moment(
                clause.verb_start,
                max(clause.verb_end, clause.end),
                person,
                named,
                tuple(f.address for f in fitting),
                leaves,
            )


def _is_meant(said: str, fact: Fact, reading: Reading) -> bool:
    plain_word = said.lower() in {"", "office", "power", "post", "job"}
    statement = fact.statement
    return plain_word or (isinstance(statement, Office) and fit(said, "", statement, reading.facts) is not Fit.NO)


def _has(clause: Clause, *words: str) -> bool:
    return any(noun.holds(*words) for noun in clause.object)


def _following(text: str, order: re.Match[str], moments: Sequence[Moment], read: Sentence) -> Moment | None:
    """The moment that "before" or "after" leads to: the first behind it, in no clause that tells more of a noun."""
    for moment in moments:
        if order.end() <= moment.start <= order.end() + _REACH:
            clause = _clause_at(read, moment.start)
            between = [c for c in read.clauses if c.verb and order.end() <= c.verb_start < moment.start]
            shut = "," in text[order.end() : moment.start] or any(
                c is not clause and not _within(read, clause, c) for c in between
            )
            return None if shut or clause is None or clause.link == "relative" else moment
    return None


def _governing(order: re.Match[str], second: Moment, moments: Sequence[Moment], read: Sentence) -> Moment | None:
    """The moment that is told as before or after the other: that of the clause on which its words hang."""
    clause = _clause_at(read, second.start)
    if clause is None:
        return None
    opens = _opens_clause(read, clause, order)
    home = read.clauses[clause.governor] if opens and clause.governor >= 0 else None if opens else clause
    while home is not None and home.verb == "be" and not home.subject and home.governor >= 0:
        home = read.clauses[home.governor]  # "that is, before the appeal was heard"
    while home is not None and second.by_verb and home.link == "gerund" and home.governor >= 0:
        home = read.clauses[home.governor]  # "held people for marking the day after banning the vigil"
    if home is None:
        return None
    at_home = [
        m for m in moments
        if m is not second and not order.start() <= m.start < second.end and _clause_at(read, m.start) is home
    ]  # fmt: skip
    return min(at_home, key=lambda m: abs(m.start - order.start()), default=None)


def _done_to(reading: Reading, thing: Moment, read: Sentence) -> Moment | None:
    """A thing with the statements on what its clause says was done to it: "the Act was amended"; or none."""
    clause = _clause_at(read, thing.start)
    stem = clause.verb.rstrip("e") if clause is not None and clause.certainty.told else ""
    facts = (reading.facts.fact(address) for address in thing.facts)
    done = tuple(f.address for f in facts if f and stem and getattr(f.statement, "event", "").startswith(stem))
    return replace(thing, facts=done) if done else None


def _opens_clause(read: Sentence, clause: Clause, order: re.Match[str]) -> bool:
    """Whether "before" or "after" opens this clause, and does not lead to a noun within it."""
    governor = read.clauses[clause.governor] if clause.governor >= 0 else None
    return governor is not None and order.end() <= clause.verb_start and clause.start >= order.start()


def _clause_at(read: Sentence, at: int) -> Clause | None:
    """The innermost clause around an offset."""
    around = [c for c in read.clauses if c.verb and c.start <= at < max(c.end, c.verb_end)]
    return max(around, key=lambda c: (c.start, -c.end), default=None)


def _within(read: Sentence, clause: Clause | None, other: Clause) -> bool:
    """Whether a clause hangs on another."""
    for _ in read.clauses:
        if clause is None or clause.governor < 0:
            return False
        clause = read.clauses[clause.governor]
        if clause is other:
            return True
    return False


def _dated(reading: Reading, moment: Moment) -> list[tuple[Fact, When]]:
    facts = (reading.facts.fact(address) for address in moment.facts)
    return [(f, w) for f in facts if f and (w := _time(f.statement.when, moment.ended))]


def _time(when: When | None, ended: bool) -> When | None:
    """When something began, or ended, as far as its statement says."""
    if when is None or (ended and (when.open_end or not when.lasting)):
        return None
    return when


def _days(when: When, ended: bool) -> tuple[date, date]:
    """The earliest and the latest day on which something began, or ended."""
    return (when.end_earliest, when.latest) if ended else (when.earliest, when.start_latest)


def _ruled(reading: Reading, said: Ordered, one: tuple[Fact, When], other: tuple[Fact, When]) -> Ruling:
    first, second = _days(one[1], said.first.ended), _days(other[1], said.second.ended)
    answer = _answer(said, first, second)
    told = (_told(reading, f, m, plain(w)) for (f, w), m in ((one, said.first), (other, said.second)))
    message, expected = " and ".join(told), f"{plain(one[1])} and {plain(other[1])}"
    rulings = [rule([(fact, answer)], reading.facts, message, expected) for fact, _ in (one, other)]
    weakest = next((r for r in rulings if r.verdict in {Verdict.UNVERIFIED, Verdict.CONTESTED}), rulings[0])
    return replace(weakest, cited=tuple(dict.fromkeys(c for r in rulings for c in r.cited)))


def _told(reading: Reading, fact: Fact, moment: Moment, when: str) -> str:
    name = reading.facts.entities[moment.subject].name
    if moment.is_thing:
        return f"{name} is dated {when}"
    if getattr(fact.statement, "event", fact.key) in {"died", "born"} or isinstance(fact.statement, Custody):
        return done(moment.subject, [fact], reading)
    return (
        f"{name} was {getattr(fact.statement, 'event', '')} ({when})"
        if moment.by_verb
        else f"{name} came to {moment.name} ({when})"
    )


def _answer(said: Ordered, first: tuple[date, date], second: tuple[date, date]) -> Answer:
    """Whether the first lies before or after the second, as far from it as said; days are given as earliest, latest."""
    way = -1 if said.order == BEFORE else 1
    least, most = sorted(way * days for days in ((first[0] - second[1]).days, (first[1] - second[0]).days))
    if said.apart is None:
        return (
            Answer.YES
            if least > 0 or (said.order == SINCE and least == 0)
            else Answer.NO
            if most < 0
            else Answer.UNKNOWN
        )
    size, slack = _UNIT_DAYS[said.unit], _SLACK[said.unit]
    if most < -slack:
        return Answer.NO
    low, high = (least - slack) / size, (most + slack) / size
    if said.apart.is_exact:
        count = int(str(said.apart)) if str(said.apart).isdigit() else -1
        if count < 0:
            return Answer.UNKNOWN
        if low <= count <= high:
            return Answer.YES
        return Answer.NO if not (least - 2 * slack) / size <= count <= (most + 2 * slack) / size else Answer.UNKNOWN
    units: Iterable[int] = range(max(int(least / size), 0), int(-(-most // size)) + 1)
    answers = {said.apart.fits(u, u) for u in units}
    return Answer.YES if Answer.YES in answers else Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN


together(_TRIGGERS, _OFFICES)
