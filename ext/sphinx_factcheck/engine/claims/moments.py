"""What a sentence tells of that has a time: deeds, offices begun and ended, events and what was done with documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.again import things_of_noun
from sphinx_factcheck.engine.claims.dating.by_clause import events_of_noun, nouns_told_of, things_told
from sphinx_factcheck.engine.claims.dating.dated import STRONG, Occurrence, Stage
from sphinx_factcheck.engine.claims.frames.deeds import Deed
from sphinx_factcheck.engine.claims.frames.table import NOUNS, SORTS
from sphinx_factcheck.engine.claims.frames.telling import TRIGGERS as DEEDS
from sphinx_factcheck.engine.claims.frames.telling import can_tell, deeds_in
from sphinx_factcheck.engine.claims.happenings import happenings_of
from sphinx_factcheck.engine.claims.triggers import any_between, places_of, together
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.subjects.index import index_of
from sphinx_factcheck.facts.happenings import VERBS
from sphinx_factcheck.facts.model import Fact, FactBase, Office
from sphinx_factcheck.facts.offices import Fit, fit
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_MOMENTOUS = frozenset(
    "sentenced convicted formal arrested detained charged released died missing born imprisoned pardoned".split()
)
_SENTENCES = dict.fromkeys(("sentence", "verdict", "judgment", "judgement"), "sentenced")
"""Nouns that tell of a deed only where another follows on it: "two weeks after the sentence"."""
_NOUNS = tuple(_SENTENCES)
_TAKES = frozenset("become assume enter".split())
_LEAVES = frozenset("resign retire leave quit".split())
_OFFICES = tuple("becom became assum enter take taking took resign retir leav left quit step".split())
"""What stands where an office is told as begun or ended."""
_ENDS = frozenset("end close finish conclude adjourn".split())
_BEGINS = frozenset("open begin start commence convene meet".split())
_END_OF = re.compile(r"\b(?:end|close|conclusion)\sof\s(?:the\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something told that has a time: whose it is, what it is, and the addresses of the statements that can date it.

    `ended` where its last day is meant (the end of an office), `begun` where its first is ("had opened"); `by_noun`
    where a noun alone tells of a deed, `by_verb` where a verb tells what was done to a thing; `told` where the verb of
    its clause chose among the statements on a thing.
    """

    start: int
    end: int
    subject: str
    name: str
    facts: tuple[str, ...]
    ended: bool = False
    begun: bool = False
    by_noun: bool = False
    by_verb: bool = False
    told: bool = False

    @property
    def is_thing(self) -> bool:
        """Whether it is an event or a document, and nothing that somebody did or suffered."""
        return self.name == self.subject


def can_have_moments(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence can tell of anything that has a time: cheaper than reading it.

    Where the fact base dates events, documents or bodies, any sentence can, be it by "it".
    """
    if _has_dated_things(reading.facts):
        return True
    text, start, end = reading.letter.text, sentence.start, sentence.end
    told = (any_between(places_of(text, stems), start, end) for stems in (DEEDS, _OFFICES, _NOUNS))
    return any(told) or any(not _is_person(reading, m) for m in reading.mentions_in(start, end))


def _is_person(reading: Reading, mention: Mention) -> bool:
    entity = reading.facts.entities.get(mention.entity)
    return entity is None or entity.kind == "person"


@once
def _has_dated_things(facts: FactBase) -> bool:
    return bool(index_of(facts).all) or any(facts.about(id, "dates", "founded", "happenings") for id in facts.entities)


def moments(reading: Reading, stage: Stage, sentence: Span) -> Iterator[Moment]:
    """What a sentence tells of that the fact base can date: deeds, events and documents, offices begun and ended."""
    text, place = reading.letter.text, (sentence.start, sentence.end)
    read = reading.prose.sentence(reading.prose.number_at(sentence.start))
    deeds, offices = any_between(places_of(text, DEEDS), *place), any_between(places_of(text, _OFFICES), *place)
    if (deeds or offices) and can_tell(reading, sentence):
        for deed in deeds_in(reading, sentence) if deeds else ():
            if deed.when or deed.term or not _is_noun(text, deed):
                yield from _of_deed(reading, deed)
        if offices:
            yield from _of_offices(reading, read)
    yield from _of_things(reading, sentence)
    told = [*_of_clauses(reading, read), *_of_nouns(reading, read)]
    yield from told
    taken = {one.start for one in told}
    for one in stage.scene(sentence).occurrences:
        if one.start not in taken and one.sure and one.score >= STRONG and not any(_holds(m, one.start) for m in told):
            taken.add(one.start)
            facts = tuple(f.address for f in one.thing.held)
            yield Moment(one.start, one.end, one.thing.entity, one.thing.entity, facts, _ends(reading, sentence, one))


def _is_noun(text: str, deed: Deed) -> bool:
    return NOUNS.get(text[deed.start : deed.end].lower()) == deed.name


def _holds(one: Moment, at: int) -> bool:
    return one.by_noun and one.start <= at < one.end


def _of_clauses(reading: Reading, read: Sentence) -> Iterator[Moment]:
    """What is done with a thing that the fact base dates: "the Act came into force", "had published its report"."""
    for clause in read.clauses:
        if not clause.verb or not clause.certainty.told or clause.negated:
            continue
        for noun in nouns_told_of(clause):
            for entity, facts, sure in things_told(reading, read, clause, noun):
                if sure:
                    end, ends, begins = max(noun.end, clause.verb_end), clause.verb in _ENDS, clause.verb in _BEGINS
                    yield Moment(noun.start, end, entity, entity, _addresses(facts), ends, begins, told=True)


def _of_nouns(reading: Reading, read: Sentence) -> Iterator[Moment]:
    """Deeds told by a noun alone: "the arrest of X", "his death", "the detention", "the adoption of the Act"."""
    for noun in read.nouns:
        sort = SORTS.get(_SENTENCES.get(noun.head.low) or NOUNS.get(noun.head.low, ""))
        if noun.denied or noun.kind:
            continue
        for id in [id for id, sure in things_of_noun(reading, read, noun) if sure and not noun.is_pronoun][:1]:
            dated = [f for f in reading.facts.about(id, "dates") if f.statement.when]
            held = [f for f in dated if getattr(f.statement, "event", "held") == "held"] or dated
            yield Moment(noun.start, noun.end, id, id, _addresses(held), by_noun=True)
        if sort is not None and sort.name in _MOMENTOUS:
            persons = _whose(reading, noun)
            if len(persons) == 1:
                facts = happenings_of(persons[0], sort.events, reading)
                yield Moment(noun.start, noun.end, persons[0], sort.name, _addresses(facts), by_noun=True)
        elif events := events_of_noun(noun):
            of = [n for p, nouns in noun.phrases if p == "of" for n in nouns] + [*noun.owners]
            for entity, sure in (one for n in of for one in things_of_noun(reading, read, n)):
                dated = [f for f in reading.facts.about(entity, "dates") if getattr(f.statement, "event", "") in events]
                if sure and dated:
                    yield Moment(noun.start, of[0].end, entity, entity, _addresses(dated), by_noun=True)


def _whose(reading: Reading, noun: Noun) -> list[str]:
    """Of whom a noun tells: its owner, those behind "of"; of "the arrest" alone the one that is spoken of."""
    of = [n for preposition, nouns in noun.phrases if preposition == "of" for n in nouns]
    named = [p.value for n in (*noun.owners, *of) for p in reading.prose.meant(n)]
    alone = not noun.owners and all(n.kind == "date" for _, nouns in noun.phrases for n in nouns)
    if alone and [w.low for w in noun.words[:-1]] == ["the"]:
        named = [p.value for p in reading.prose.topic(noun.start)]
    return [id for id in named if isinstance(id, str)]


def _addresses(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(f.address for f in facts)


def _ends(reading: Reading, sentence: Span, one: Occurrence) -> bool:
    """Whether what is told of a thing is its end: "after the strike had ended", "since the end of the war"."""
    if _END_OF.search(reading.letter.text, max(one.start - 20, sentence.start), one.start):
        return True
    clause = clause_at(reading.prose.sentence(reading.prose.number_at(sentence.start)), one.start)
    return clause is not None and clause.verb in _ENDS and any(n.start <= one.start < n.end for n in clause.subject)


def _of_deed(reading: Reading, deed: Deed) -> Iterator[Moment]:
    if deed.name in _MOMENTOUS and deed.told and len(deed.persons) == 1:
        person = deed.persons[0].entity
        facts = happenings_of(person, deed.events, reading)
        yield Moment(deed.start, deed.end, person, deed.name, tuple(f.address for f in facts))


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


def _of_offices(reading: Reading, read: Sentence) -> Iterator[Moment]:
    """Clauses that tell of an office begun ("became president", "took office") or ended ("left office", "resigned")."""
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


def done_to(reading: Reading, thing: Moment, read: Sentence) -> Moment | None:
    """A thing with the statements on what its clause says was done to it: "the Act was amended"; or none."""
    clause = clause_at(read, thing.start)
    stem = clause.verb.rstrip("e") if clause is not None and clause.certainty.told else ""
    facts = (reading.facts.fact(address) for address in thing.facts)
    done = tuple(f.address for f in facts if f and stem and getattr(f.statement, "event", "").startswith(stem))
    return replace(thing, facts=done) if done else None


def clause_at(read: Sentence, at: int) -> Clause | None:
    """The innermost clause around an offset."""
    around = [c for c in read.clauses if c.verb and c.start <= at < max(c.end, c.verb_end)]
    found = max(around, key=lambda c: (c.start, -c.end), default=None)
    if found is None:  # what stands at the head of a sentence is read apart from its verb where much stands between
        bare = [c for c in read.clauses if not c.verb and c.start <= at < c.end]
        above = [read.clauses[c.governor] for c in bare if c.link == "subordinate" and c.governor >= 0]
        if above:
            return above[0]
        heads = [c for c in bare if c.link == "main"]
        found = next((c for c in read.clauses if c.verb and c.link in {"main", "coordinated"}), None) if heads else None
    return found


together(_OFFICES, _NOUNS)
