"""What came first: "arrested a month before the congress", "sentenced after his release", "since X took office"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.dating.by_clause import events_of_noun
from sphinx_factcheck.engine.claims.dating.dated import Stage
from sphinx_factcheck.engine.claims.happenings import done
from sphinx_factcheck.engine.claims.judging import UNDECIDED, best, plain, rule
from sphinx_factcheck.engine.claims.moments import Moment, can_have_moments, clause_at, done_to, moments
from sphinx_factcheck.engine.claims.triggers import sentences_with, together
from sphinx_factcheck.engine.language.clauses import Clause
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.numbers import HEDGE, NUMBER, Quantity, hedged
from sphinx_factcheck.engine.subjects.around import another_at
from sphinx_factcheck.engine.subjects.index import index_of
from sphinx_factcheck.facts.dates import Answer, When
from sphinx_factcheck.facts.happenings import VERBS
from sphinx_factcheck.facts.model import Custody, Document, Fact
from sphinx_factcheck.letters.text import Span

BEFORE, AFTER, SINCE = "before", "after", "since"
_ORDERS = {
    "before": BEFORE, "by the time": BEFORE, "prior to": BEFORE, "ahead of": BEFORE, "in the run-up to": BEFORE,
    "on the eve of": BEFORE, "after": AFTER, "following": AFTER, "in the wake of": AFTER,
    "in the aftermath of": AFTER, "since": SINCE,
}  # fmt: skip
"""The words that tell what came first, each with its order."""
_TRIGGERS = (*_ORDERS, " later", " afterward")
_UNIT_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 4.0, "fortnight": 4.0, "month": 16.0, "year": 190.0}
"""How many days a length in this unit may be off and still be what one says of it."""
_WORDS = "|".join(words.replace(" ", r"\s") for words in _ORDERS)
_ORDER_WORD = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_ORDER = later(
    rf"\b(?:(?:(?P<hedge>{HEDGE})\s)?(?P<number>{NUMBER}|\ban?|\bthe)(?:\s|-)(?P<unit>day|week|fortnight|month|year)s?\s)?"
    rf"(?P<order>{_WORDS})\b",
    re.IGNORECASE,
)
_LATER = later(
    rf"\b(?P<after>after\s)?(?:(?P<hedge>{HEDGE})\s)?(?P<number>{NUMBER}|\ban?)"
    r"\s(?P<unit>day|week|fortnight|month|year)s?\b(?(after)(?=\s*(?:[.,;:)]|$|but\b|and\b))|\s(?:later|afterwards?)\b)",
    re.IGNORECASE,
)
"""How long after what is told before it: "and was pardoned nineteen days later", "but let go after a week"."""
_TAKEN = frozenset({"arrested", "detained"})
_LONGEST = 160
"""Characters of a length of time before such a word."""
_NO_ORDER = re.compile(r"\b(?:not|never|even|just\sas|than|until|till|night|morning)\s$", re.IGNORECASE)
"""What takes the order out of the words: "not after", "until after"."""
_UNSAID = re.compile(
    r"\W*(?:then|(?:that|this)(?!\s[a-z]+\s(?:had|was|were|came|went|[a-z]+ed)\b)|which|long|too\slong|now|the\scourt"
    r"|a\s(?:court|judge|panel))\b",
    re.IGNORECASE,
)
"""What follows "before" or "after" where no other moment does: "before the court"."""
_REACH = 120
"""How many characters after "before" or "after" the moment can begin that it speaks of."""


_COMES = frozenset("be come follow precede".split()).union(
    *(VERBS[word] for word in ("held", "published", "adopted", "signed", "delivered", "in-force", "announced"))
)
"""Verbs that tell of a text as a whole, whatever date of it is known."""
_OF_THE_WHOLE = frozenset("opening start beginning end close conclusion session meeting day".split())
"""Nouns that tell of a thing as a whole when they are of it: "the opening of the congress"."""
_PARTS = frozenset("committee subcommittee delegation delegate delegates member members draft section part".split())
_OF_ANOTHER = later(r"\bfor\s(?:an?|the|his|her|their)\s[a-z]+\b")
"""What may itself be before or after: "arrested for a speech after the congress"."""


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
            counted = list(_LATER.finditer(reading.letter.text, sentence.start, sentence.end))
            if not (orders or counted) or not can_have_moments(reading, sentence):
                continue
            stage = stage or Stage.of(reading)
            told = sorted(moments(reading, stage, sentence), key=lambda m: (m.start, -m.end))
            for order in orders if len(told) > 1 else ():
                yield from self._told(reading, sentence, order, told)
            for order in counted if len(told) > 1 else ():
                if pair := _counted(reading, sentence, order, told):
                    yield self._claim(order, AFTER, *pair)

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """The dates of both: contradicted only where no pair of them stands in the order said, or so far apart."""
        said = claim.asserted(Ordered)
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
        if first and second and first.is_thing:
            first = _surely_told(reading, first, second, read)
        if first and _OF_ANOTHER.search(reading.letter.text, first.end, max(order.start(), first.end)):
            return
        way = _ORDERS[re.sub(r"\s", " ", order["order"].lower())]
        if first is None or second is None or (first.subject, first.facts) == (second.subject, second.facts):
            return
        if way == SINCE and first.is_thing:  # what is told of it has gone on since then, and did not begin
            return
        yield self._claim(order, way, first, second)

    def _claim(self, order: re.Match[str], way: str, first: Moment, second: Moment) -> Claim:
        unit = (order["unit"] or "").lower()
        apart = hedged(order["hedge"] or "", _one(order["number"])) if unit else None
        length = f"{apart} {unit}{'' if str(apart) == '1' else 's'} " if unit else ""
        value = f"{first.name} {length}{way} {second.name}"
        said = Ordered(first, way, second, apart, unit)
        return Claim(self.name, first.subject, value, Span(order.start(), max(second.end, order.end())), said)


def _counted(
    reading: Reading, sentence: Span, order: re.Match[str], moments: Sequence[Moment]
) -> tuple[Moment, Moment] | None:
    """What came so long after what is told before it of the same one, neither with a date of its own."""
    if any(not d.relative for d in reading.dates_in(sentence.start, order.start())):
        return None
    read = reading.prose.sentence(reading.prose.number_at(sentence.start))
    here = [c for c in read.clauses if c.verb and c.start <= order.start() < max(c.end, c.verb_end)]
    clause = max(here, key=lambda c: c.start, default=None)
    first = next((m for m in moments if clause and clause_at(read, m.start) is clause), None)
    before = [m for m in moments if first and m.end <= min(first.start, order.start())]
    second = before[-1] if before else None
    if order["after"] and second and second.name not in _TAKEN:
        return None  # "released after three years" counts from when it began
    same = first and second and first.subject == second.subject and first.facts != second.facts
    return (first, second) if first and second and same else None


def _surely_told(reading: Reading, first: Moment, second: Moment, read: Sentence) -> Moment | None:
    """A thing of which the clause itself tells: none of its parts or people, no other of its name, no draft of it."""
    subject = index_of(reading.facts).of(first.subject)
    if subject is not None and another_at(reading.letter.text, first.start, subject):
        return None
    noun = next((n for n in read.nouns if n.start <= first.start < n.end and n.head.start < first.end), None)
    if noun and noun.head.low in _PARTS:
        return None
    hosts = [h for h in read.nouns for p, ns in h.phrases if noun in ns and p == "of"]
    if any(h.head.low not in _OF_THE_WHOLE and not events_of_noun(h) for h in hosts):
        return None
    clause = clause_at(read, first.start)
    is_text = isinstance(reading.facts.entities.get(first.subject), Document)
    bare = is_text and not first.told and clause is not None and clause.verb not in _COMES
    return done_to(reading, first, read) if second.by_noun or bare else first


def _one(number: str) -> str:
    return "one" if number.lower() in {"a", "an", "the"} else number


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


def _following(text: str, order: re.Match[str], moments: Sequence[Moment], read: Sentence) -> Moment | None:
    """The moment that "before" or "after" leads to: the first behind it, in no clause that tells more of a noun."""
    for moment in moments:
        if order.end() <= moment.start <= order.end() + _REACH:
            clause = clause_at(read, moment.start)
            between = [c for c in read.clauses if c.verb and order.end() <= c.verb_start < moment.start]
            shut = "," in text[order.end() : moment.start] or any(
                c is not clause and not _within(read, clause, c) for c in between
            )
            return None if shut or clause is None or clause.link == "relative" else moment
    return None


def _governing(order: re.Match[str], second: Moment, moments: Sequence[Moment], read: Sentence) -> Moment | None:
    """The moment that is told as before or after the other: that of the clause on which its words hang."""
    clause = clause_at(read, second.start)
    if clause is None:
        return None
    opens = _opens_clause(read, clause, order)
    home = read.clauses[clause.governor] if opens and clause.governor >= 0 else None if opens else clause
    of_second = any(n.start <= second.start < n.end for n in clause.subject)
    if home is clause and of_second and order.end() <= clause.subject[0].start:
        after = [c for c in read.clauses if c.verb and c.start >= second.end and c.link in {"main", "coordinated"}]
        home = after[0] if after else None  # "By the time the report appeared, the Act had been passed"
    while home is not None and home.verb == "be" and not home.subject and home.governor >= 0:
        home = read.clauses[home.governor]  # "that is, before the appeal was heard"
    while home is not None and second.by_verb and home.link == "gerund" and home.governor >= 0:
        home = read.clauses[home.governor]  # "held people for marking the day after banning the vigil"
    if home is None or not home.certainty.told or home.negated:
        return None
    at_home = [
        m for m in moments
        if m is not second and not order.start() <= m.start < second.end and clause_at(read, m.start) is home
    ]  # fmt: skip
    return min(at_home, key=lambda m: abs(m.start - order.start()), default=None)


def _opens_clause(read: Sentence, clause: Clause, order: re.Match[str]) -> bool:
    """Whether "before" or "after" opens this clause, and does not lead to a noun within it."""
    governor = read.clauses[clause.governor] if clause.governor >= 0 else None
    return governor is not None and order.end() <= clause.verb_start and clause.start >= order.start()


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
    if answer is Answer.NO and said.apart and said.order == AFTER and said.second.is_thing and not said.second.begun:
        answer = _answer(said, first, _days(other[1], ended=True))  # days after what lasts may count from its end
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


together(_TRIGGERS)
