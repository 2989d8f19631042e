"""Time spent in custody, told by a verb, a length and a place: "was held for ten months", "lay there nine weeks"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.frames.beside import UNTRIED, is_inside
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.places import Places
from sphinx_factcheck.engine.claims.frames.table import NOUNS, PRISONS, SORTS
from sphinx_factcheck.engine.claims.frames.telling import deeds_in
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Complement
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.numbers import parse_ordinal
from sphinx_factcheck.engine.spans.terms import TermSaid, find_terms
from sphinx_factcheck.facts.terms import Term

if TYPE_CHECKING:
    from sphinx_factcheck.engine.claims.frames.interpret import Teller

ORDERS = frozenset("order condemn adjudge sentence doom judge direct".split())
"""What a court does, with what is to be done as an infinitive."""
_SPENT = frozenset({"in", "behind", "of", "under"})
_STAYS = frozenset("lie stay remain sit languish pine linger spend pass".split())
_HELD = frozenset({"arrested", "detained", "imprisoned", "moved", "confined"})
_NTH = frozenset("year month week day".split())
_OF_ONE = later(r",\s(?:the\s)?(?:one|former|first|elder|other)\s$")
"""What shows that a length is that of one of several: "are in prison, the one for five years"."""


class Times:
    """Tells the times that the persons of one sentence spent in custody."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.text, self.sentence, self.lengths = teller.text, teller.sentence, teller.lengths
        self.mentions, self.used = teller.mentions, teller.used

    def nth_year(self, clause: Clause) -> Iterator[Deed]:
        """How long somebody has been in prison: "is in her fourth year behind bars"."""
        nouns = clause.by("in", "into", "for") + (clause.object if clause.verb in {"enter", "begin", "start"} else ())
        for noun in nouns:
            if noun.head.low not in _NTH or len(noun.words) < 2 or not clause.certainty.told:
                continue
            nth = parse_ordinal(self.text[noun.words[-2].start : noun.words[-2].end]) or 0
            inside = [n for p, ns in noun.phrases if p in _SPENT for n in ns] + list(clause.by("behind", "under"))
            held = any(n.head.low in PRISONS for n in inside)
            held = held or any(NOUNS.get(n.head.low) in {"detained", "imprisoned"} for n in (*clause.subject, *inside))
            owners = tuple(o for n in clause.subject for o in n.owners) or clause.subject
            persons = self.mentions(owners) or self.mentions(noun.owners)
            if nth > 1 and held and persons:
                end = max([noun.end, *(n.end for n in inside)])
                term = TermSaid(noun.start, end, _so_far(nth, noun.head.low), unit=noun.head.low)
                spent, still = SORTS["spent"], clause.tense == "present"
                yield Deed(noun.start, end, "spent", spent.events, persons, term=term, still=still, part=not still)

    def after_years(self, clause: Clause) -> Iterator[Deed]:
        """A time in prison after which something else came: "After nine years behind bars X went home"."""
        if not clause.certainty.told or not clause.subject:
            return
        for length in self.lengths.within(clause.by("after")):
            persons = self.mentions(clause.subject) if length.inside > 0 and length.term.start not in self.used else ()
            if persons:
                self.used.add(length.term.start)
                spent = SORTS["spent"]
                yield Deed(length.term.start, length.inside, spent.name, spent.events, persons, term=length.term)

    def more(self, clause: Clause) -> Iterator[Deed]:
        """Times told without a verb of custody: "there he lay nine weeks", "It is two years that X is in prison"."""
        if not clause.certainty.told or not clause.verb:
            return
        if clause.verb in _STAYS and clause.subject:
            yield from self._there(clause)
            yield from self._last_years(clause)
        if clause.verb == "be" and [n.head.low for n in clause.subject] == ["it"]:
            yield from self._it_is(clause)

    def _there(self, clause: Clause) -> Iterator[Deed]:
        """How long somebody stayed where it was just told that he was held."""
        told = any(
            t.low == "there" for t in self.sentence.tokens if clause.start - len("there ,") <= t.start < clause.end
        )
        for length in self.lengths.within((*clause.object, *clause.by("for"))) if told else ():
            persons = self.mentions(clause.subject)
            last = self._held_before(persons) if persons and length.term.start not in self.used else None
            if last is not None:
                self.used.add(length.term.start)
                spent = SORTS["spent"]
                yield Deed(
                    clause.verb_start, length.term.end, spent.name, spent.events, persons, term=length.term, part=True
                )

    def _held_before(self, persons: tuple[Mention, ...]) -> Deed | None:
        """What was told last of these persons, in this sentence or the one before, where they were held then."""
        told = list(self.teller.found)
        if not told and self.sentence.start:
            told = list(deeds_in(self.teller.reading, self.teller.reading.sentence_at(self.sentence.start - 1)))
        last = told[-1] if told else None
        same = last is not None and {m.entity for m in last.persons} == {m.entity for m in persons}
        return last if last is not None and same and last.name in _HELD and last.told else None

    def _last_years(self, clause: Clause) -> Iterator[Deed]:
        """The time up to now that was spent in prison: "has spent the last three years in a camp"."""
        placed = is_inside(clause.by("in", "behind", "under", "inside"))
        dates = (
            [n for c in clause.complements if not c.preposition for n in c.nouns if n.kind == "date"] if placed else []
        )
        for noun in dates:
            persons = self.mentions(clause.subject)
            for said in find_terms(self.text, noun.start, noun.end) if persons else ():
                spent, still = SORTS["spent"], clause.tense.startswith("present")
                yield Deed(
                    clause.verb_start, noun.end, spent.name, spent.events, persons, term=said, still=still, part=True
                )

    def _it_is(self, clause: Clause) -> Iterator[Deed]:
        """ "It is now two years that X is in prison"."""
        below = self.sentence.clauses[self.sentence.clauses.index(clause) + 1 :][:1]
        for length in self.lengths.within(clause.predicate) if below and below[0].marker == "that" else ():
            told = [d for d in Places(self.teller).by_predicate(below[0]) if d.name in _HELD]
            told += [d for d in self.teller.by_verb(below[0]) if d.name in _HELD and below[0].passive]
            for deed in told[:1]:
                self.used.add(length.term.start)
                spent = SORTS["spent"]
                yield replace(
                    deed, start=length.term.start, end=length.term.end, name=spent.name, term=length.term, still=True
                )

    def spell(self, clause: Clause, deed: Deed) -> Deed | None:
        """A time in custody: "was held for ten months", "was freed after ten months in jail"."""
        taken = deed.name in {"detained", "imprisoned", "arrested"}
        if taken and self._is_ordered(clause):
            return self._ordered(clause, deed)
        kept = (Complement("", (noun,), noun.start) for noun in (clause.object if clause.passive and taken else ()))
        for complement in (*clause.complements, *kept):
            for length in self.lengths.within(complement.nouns):
                if ", and " in self.text[clause.verb_end : complement.start] or self._is_aside(complement, clause):
                    continue
                behind = length.term.start > clause.verb_start
                if taken and (complement.preposition == "for" or (complement.preposition == "" and behind)):
                    part = bool(clause.by("without", "in")) or "incommunicado" in (clause.particle, *clause.adverbs)
                    still = clause.tense == "present"
                    self.used.add(length.term.start)
                    untried = any(n.head.low in UNTRIED for n in clause.by("without"))
                    return replace(
                        deed, untried=untried, end=max(length.term.end, deed.end), name="spent", term=length.term,
                        still=still, since=False, part=part or not still,
                    )  # fmt: skip
                after = complement.preposition == "after" and (deed.name in {"released", "died"} or length.inside > 0)
                if after and length.term.start not in self.used:
                    self.used.add(length.term.start)
                    end = length.inside if length.inside > 0 else length.term.end
                    spent = SORTS["spent"]
                    self.teller.found.append(
                        Deed(length.term.start, end, spent.name, spent.events, deed.persons, term=length.term,
                             certainty=deed.certainty)
                    )  # fmt: skip
        return None

    def _is_ordered(self, clause: Clause) -> bool:
        """Whether a court is told to have decided that something be done: "sentenced to be kept there for a year"."""
        above = self.sentence.clauses[clause.governor] if clause.governor >= 0 else None
        return (
            bool(above and above.verb in ORDERS and above.certainty.told)
            and clause.passive
            and clause.link == "infinitive"
        )

    def _ordered(self, clause: Clause, deed: Deed) -> Deed | None:
        """The sentence of one who is to be held for so long."""
        for length in self.lengths.within(clause.by("for")):
            self.used.add(length.term.start)
            sort = SORTS["sentenced"]
            return replace(deed, name=sort.name, events=sort.events, term=length.term, certainty=Certainty.ASSERTED)
        return None

    def _is_aside(self, complement: Complement, clause: Clause) -> bool:
        """Whether a length is told of the subject in passing: "X, a priest there for two years, was arrested"."""
        opened = any(noun.start < complement.start for noun in clause.subject)
        end = max(noun.end for noun in complement.nouns)
        of_one = _OF_ONE.search(self.text, clause.verb_end, complement.start)
        return bool(of_one) or (opened and "," in self.text[end : clause.verb_start])


def _so_far(nth: int, unit: str) -> Term:
    """The time that has passed in the middle of the n-th year, month, week or day."""
    days = {"year": 0, "month": nth * 30 - 15, "week": nth * 7 - 4, "day": nth}[unit]
    return Term(months=nth * 12 - 6) if unit == "year" else Term(months=days // 30, days=days % 30)
