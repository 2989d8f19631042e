"""The clauses of a sentence, read by the table of frames: who did or suffered what, when, for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.frames.beside import Beside, is_inside
from sphinx_factcheck.engine.claims.frames.dated import begins, dated, dates_of, when_of
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.lengths import Length, Lengths
from sphinx_factcheck.engine.claims.frames.nouns import Nouns
from sphinx_factcheck.engine.claims.frames.own import events_told
from sphinx_factcheck.engine.claims.frames.places import Places
from sphinx_factcheck.engine.claims.frames.table import (
    CUSTODIAL,
    GOING_ON,
    KILLS,
    LYING,
    NOUNS,
    SORTS,
    VERBS,
    Frame,
)
from sphinx_factcheck.engine.claims.frames.times import ORDERS, Times
from sphinx_factcheck.engine.claims.frames.whom import Whom
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Noun
from sphinx_factcheck.engine.language.lexicon import lemma_of, singular
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.dates import DateSaid

_NOW = frozenset("still currently now".split())


def _by_word(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in frame.words.split():
            found.setdefault(word, []).append(frame)
    return {word: tuple(rows) for word, rows in found.items()}


_VERBS = _by_word(VERBS)


_OBLIGES = frozenset("order condemn sentence require oblige force".split())
"""What leads to what somebody has to pay: "was ordered to pay a fine"."""


def sort_of_noun(word: str) -> str:
    """The sort of deed that a noun tells of: "release"."""
    return NOUNS.get(singular(word.lower()), "")


def sort_of_word(word: str) -> str:
    """The sort of deed that one word tells of, as the head of a column: "Arrested", "Release", "Death"."""
    if sort := sort_of_noun(word):
        return sort
    frames = [f for f in _VERBS.get(lemma_of(word), ()) if not f.term and not f.with_]
    return frames[0].sort if frames else ""


_OF_ONE_PASSED = frozenset({"served", "changed"})
"""The terms of sentences that had been passed before."""


class Teller:
    """Tells the deeds of one sentence."""

    def __init__(self, reading: Reading, number: int) -> None:
        self.reading = reading
        self.text = reading.letter.text
        self.sentence: Sentence = reading.prose.sentence(number)
        self.lengths = Lengths(reading, self.sentence)
        self.whom = Whom(reading, self.sentence)
        self.mentions = self.whom.mentions
        self.beside = Beside(self.lengths)
        self.used: set[int] = set()
        self.found: list[Deed] = []
        self.times = Times(self)

    def deeds(self) -> list[Deed]:
        """Everything that is told of persons, in the order of its words."""
        places, nouns, times = Places(self), Nouns(self), self.times
        for clause in self.sentence.clauses:
            self.found += self.by_verb(clause) or places.by_predicate(clause)
            self.found += [*self._imposed(clause), *places.aside(clause)]
            self.found += [*times.after_years(clause), *times.more(clause)]
            if years := list(times.nth_year(clause)):
                self.found = [d for d in self.found if not any(y.start <= d.start < y.end for y in years)] + years
        self.found += [*nouns.before_names(), *nouns.called(), *nouns.cells()]
        self.found += nouns.deeds()
        self.found += nouns.terms()
        return sorted(self.found, key=lambda d: (d.start, d.end, d.term.start if d.term else -1))

    def by_verb(self, clause: Clause) -> list[Deed]:
        """What the verb of a clause tells, by the first row that fits."""
        if not clause.verb:
            return list(self._without_verb(clause))
        rows = _VERBS.get(f"{clause.verb}_{clause.particle}", ()) if clause.particle else ()
        rows = (*rows, *_VERBS.get(clause.verb, ()))
        for frame in rows:
            if self.beside.fits(frame, clause) and (deeds := self._told(frame, clause)):
                return deeds + (self._ruled(rows, clause) if frame.sort in _OF_ONE_PASSED else [])
        return list(self._happened(clause))

    def _ruled(self, rows: Iterable[Frame], clause: Clause) -> list[Deed]:
        """What a later court did with the sentence whose term is told: "the six-year sentence was upheld in May"."""
        fitting = (f for f in rows if f.with_ == "judgment" and self.beside.fits(f, clause))
        return next((deeds for frame in fitting if (deeds := self._told(frame, clause))), [])

    def _happened(self, clause: Clause) -> Iterator[Deed]:
        """What only the fact base has a word for: "she was called to the Bar in May"."""
        when, since = dated(clause, self.sentence)
        for person in self.mentions(clause.subject) if when else ():
            if events := events_told(clause, person.entity, self.reading):
                yield Deed(
                    clause.verb_start, clause.verb_end, "happened", events, (person,), when, since=since,
                    certainty=clause.certainty,
                )  # fmt: skip

    def _told(self, frame: Frame, clause: Clause) -> list[Deed]:
        if not frame.term:
            persons = self.whom.persons(self.whom.of_frame(frame, clause, None), clause, including=True)
            deed = self.deed(frame, clause, persons)
            return list(_in_turn(deed, clause)) if persons else []
        if frame.who in {"recipient", "patient"} and (pairs := self.lengths.paired(clause)):
            return [self._given(frame, clause, length, person) for length, person in pairs]
        found = []
        lengths = self.lengths.of(clause, frame)
        turns = self._turns(clause, len(lengths))
        for number, length in enumerate(lengths):
            if length.term.start in self.used:
                continue
            whom = self.whom.of_frame(frame, clause, length)
            if whom and all(noun.denied for noun in whom):
                self.used.add(length.term.start)
                continue
            gapped = self.whom.just_before(length) if number else ()
            persons = self.mentions(gapped) or self.whom.persons(whom, clause)
            if len(turns) > 1 and len(persons) == len(turns):
                persons = persons[turns[number] : turns[number] + 1]
            persons = self._meant(frame, clause, length, persons)
            if not persons and frame.sort == "spent":
                continue
            self.used.add(length.term.start)
            feared = length.feared and frame.sort != "changed"  # "from nine years to six" is no range there
            deed = replace(self.deed(frame, clause, persons), when=when_of(length, lengths, clause, self.text))
            certainty = Certainty.POSSIBLE if feared and deed.certainty.told else deed.certainty
            found.append(replace(deed, term=length.term, certainty=certainty, inside=length.inside))
            if frame.sort == "changed":
                found += self._before_change(found[-1], clause)
        return found

    def _meant(self, frame: Frame, clause: Clause, length: Length, persons: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Of the persons in a role those whom a length is given to; who is told just before, where it names nobody."""
        if not persons and frame.who == "owner" and self.found:
            persons = self.found[-1].persons
        persons = persons or self._just_convicted(frame, clause)
        several = frame.who == "recipient" and len(persons) > 1
        return self._beside_term(length, persons, clause) if several else persons

    def _beside_term(self, length: Length, persons: tuple[Mention, ...], clause: Clause) -> tuple[Mention, ...]:
        """Of those to whom several terms are given the ones next to one of them; all, where it is the only term."""
        amounts = [n for n in self.sentence.nouns if (n.kind == "term" or (not n.kind and n.head.tag == "N"))
                   and clause.start <= n.start < clause.end and not n.start <= length.term.start < n.end]  # fmt: skip
        if not amounts:
            return persons
        start, end = length.term.start, length.term.end
        last = max((n.end for n in amounts if n.end <= start), default=clause.start)
        following = min((n.start for n in amounts if n.start >= end), default=clause.end)
        behind = tuple(p for p in persons if end <= p.span.start < following)
        return behind or tuple(p for p in persons if last <= p.span.start < start)

    def _given(self, frame: Frame, clause: Clause, length: Length, person: Noun) -> Deed:
        """A term of those that are given to several in turn: "nine years to X, seven to Y and five to Z"."""
        self.used.add(length.term.start)
        deed = self.deed(frame, clause, self.mentions((person,)))
        return replace(deed, term=length.term, inside=length.inside)

    def _turns(self, clause: Clause, lengths: int) -> Sequence[int]:
        """Whose turn each length of a clause is, of as many as there are in all, where told "respectively"."""
        if not any(token.low == "respectively" for token in self.sentence.tokens):
            return ()
        if lengths > 1:
            return range(lengths)
        alike = [
            c for c in self.sentence.clauses if c.verb == clause.verb and (c is clause or c.elided or clause.elided)
        ]
        return [alike.index(clause), *range(1, len(alike))]

    def _just_convicted(self, frame: Frame, clause: Clause) -> tuple[Mention, ...]:
        """On whom a term was passed by the verb right before: "convicted X and imposed a term of ten years"."""
        if frame.who != "recipient" or clause.link != "coordinated" or clause.passive:
            return ()
        earlier = [c for c in self.sentence.clauses if c.verb and c.verb_start < clause.verb_start]
        other = max(earlier, key=lambda c: c.verb_start, default=clause)
        convicted = other.verb == "convict" or (other.verb == "find" and other.particle == "guilty")
        persons = self.mentions(other.object) if convicted and not other.passive else ()
        return persons if len(persons) == 1 else ()

    def _without_verb(self, clause: Clause) -> Iterator[Deed]:
        """A further term of the last that was told of: "in 2009 to three years; in 2016, to eight"."""
        last = self.found[-1] if self.found else None
        if clause.verb or clause.subject or not last or last.name != "sentenced" or not last.term:
            return
        lengths = self.lengths.within(clause.by("to"))
        for length in lengths if {c.preposition for c in clause.complements} <= {"to", "in", "on"} else ():
            self.used.add(length.term.start)
            yield replace(last, term=length.term, when=when_of(length, lengths, clause, self.text))

    def _before_change(self, changed: Deed, clause: Clause) -> Iterator[Deed]:
        """The term that was changed: the nine years of "was cut from nine years to six"."""
        for length in self.lengths.within(clause.by("from")):
            if length.term.start not in self.used:
                self.used.add(length.term.start)
                yield replace(changed, name="added", term=length.term, inside=length.inside)

    def _imposed(self, clause: Clause) -> Iterator[Deed]:
        """When a sentence was passed that somebody serves: "serving ten years, a sentence imposed in May"."""
        if not clause.passive or clause.verb not in {"impose", "hand", "pronounce", "pass"} or clause.governor < 0:
            return
        above = self.sentence.clauses[clause.governor]
        when, _ = dated(clause, self.sentence)
        if when is not None and above.verb in {"serve", "receive", "get"} and above.certainty.told:
            persons = self.mentions(above.subject)
            if (persons and not clause.by("on", "to")) or any(n.kind == "date" for n in clause.by("on")):
                yield Deed(clause.verb_start, clause.verb_end, "sentenced", SORTS["sentenced"].events, persons, when)

    def deed(self, frame: Frame, clause: Clause, persons: tuple[Mention, ...]) -> Deed:
        sort = SORTS[frame.sort]
        when, since = dated(clause, self.sentence)
        if when is None and (inner := self.beside.kept_from(frame, clause)):
            when, since = dated(inner, self.sentence)
        lasting = self._lasts(clause)
        start, end = self._words(frame, clause)
        still = (lasting or since) and not (clause.tense == "past" and clause.finite)
        if sort.name in {"serving", "spent"}:
            still = clause.tense != "past" and clause.marker not in {"after", "before"}
        still = still or (frame.with_ == "execution" and clause.tense == "present")
        deed = Deed(
            start, end, sort.name, sort.events, persons, when, still, (since or lasting) and begins(sort.name, when),
            certainty=self._certainty(clause, frame), shared=clause.elided,
        )  # fmt: skip
        if sort.name == "sentenced" and not frame.term and (to_death := self._to_death(frame, clause)):
            return replace(deed, death=True, end=max(end, to_death))
        if sort.name == "acquitted":
            of_all = all(n.holds("all") for n in clause.by("of"))
            other = {c.preposition for c in clause.complements} - {"of", "for"}
            return replace(deed, part=not of_all or bool(other or clause.adverbs))
        return self.times.spell(clause, deed) or deed

    def _to_death(self, frame: Frame, clause: Clause) -> int:
        """Where it ends that somebody is sentenced to death, or to be hanged; 0 where it is to something else."""
        given = [n for n in clause.object if n.holds("death") and n.head.low in CUSTODIAL]
        given += [n for n in clause.object if frame.with_ == "execution"]
        told = [n.end for n in clause.by("to") if n.holds("death")] + [n.end for n in given]
        number = self.sentence.clauses.index(clause)
        told += [c.verb_end for c in self.sentence.clauses if c.governor == number and c.link == "infinitive"
                 and (c.verb in KILLS if c.passive else c.verb in {"die", "hang"})]  # fmt: skip
        return max(told, default=0)

    def _certainty(self, clause: Clause, frame: Frame) -> Certainty:
        """How it is told; what is bound to be served has been passed, and not being seen is what is told."""
        if frame.sort == "missing" and frame.with_ in {"not", "nobody"}:
            return Certainty.ASSERTED if clause.certainty is Certainty.DENIED else Certainty.DENIED
        above = self.sentence.clauses[clause.governor] if clause.governor >= 0 else None
        if frame.term and above and above.verb in ORDERS and above.certainty.told:
            return Certainty.ASSERTED if clause.link == "infinitive" and clause.passive else clause.certainty
        if frame.sort == "served" and frame.who == "owner" and not clause.certainty.told:
            judged = clause.subject if clause.passive else clause.object  # a sentence that is to be quashed was passed
            if any(n.owners or n.words[0].low in {"the", "this", "that"} for n in judged):
                return Certainty.ASSERTED
        if frame.with_ in {"may not", "not allowed"} and clause.certainty is Certainty.DENIED:
            return Certainty.ASSERTED
        if frame.sort == "fined" and above and above.verb in _OBLIGES and above.certainty.told and not above.negated:
            return Certainty.ASSERTED if clause.link == "infinitive" else clause.certainty
        bound = frame.sort == "serving" and clause.certainty in {Certainty.ASKED, Certainty.PLANNED}
        return Certainty.ASSERTED if bound and clause.modal in {"must", "will", ""} else clause.certainty

    def _lasts(self, clause: Clause) -> bool:
        above = self.sentence.clauses[clause.governor] if clause.governor >= 0 else None
        below = clause.link in {"participle", "infinitive"} and above and above.verb_end < clause.group_start
        if above and below and above.verb in GOING_ON and clause.passive:
            return above.tense == "present"  # "remains imprisoned", "continues to be held"
        lasting = clause.tense == "present" and not clause.perfect and not clause.modal
        return (lasting and (clause.passive or clause.verb in LYING or clause.verb == "serve")) or bool(
            clause.adverbs & _NOW
        )

    def _words(self, frame: Frame, clause: Clause) -> tuple[int, int]:
        """The words of a deed: its verb, with what belongs to it."""
        start, end = clause.verb_start, clause.verb_end
        if frame.with_ == "formally":
            start = self.text.rfind("formally", clause.group_start - 12, start)
        if frame.with_ == "not":
            start = next(
                (t.start for t in self.sentence.tokens if t.start >= clause.group_start and t.tag == "n"), start
            )
        if clause.particle:
            at = self.text.find(clause.particle, end, clause.end)
            end = at + len(clause.particle) if 0 <= at <= end + 40 else end
        for complement in clause.complements:
            if frame.with_.partition(" ")[0] == complement.preposition and is_inside(complement.nouns):
                end = max(end, complement.nouns[-1].end)
            elif frame.with_ == "held" and complement.start <= end + 1 and complement.preposition == "in":
                end = complement.nouns[0].end if complement.nouns[0].head.low in {"custody", "detention"} else end
        if frame.with_ == "whereabouts":
            first = clause.subject[0].start if clause.subject else start
            return first, max([end, *(n.end for n in (*clause.predicate, *clause.object))])
        if frame.with_ in {"bail", "prison"} and clause.object:
            end = max(end, clause.object[-1].end)
        return start, end


def _in_turn(deed: Deed, clause: Clause) -> Iterator[Deed]:
    """A deed, or one for each of its persons with the date that is his: "arrested in May and June respectively"."""
    if "respectively" not in clause.adverbs or len(deed.persons) < 2:
        yield deed
        return
    dates = [n.value for c in clause.complements for n in dates_of(c) if isinstance(n.value, DateSaid)]
    if len(dates) == len(deed.persons):
        yield from (replace(deed, persons=(p,), when=d) for p, d in zip(deed.persons, dates, strict=True))
    else:
        yield replace(deed, when=None)
