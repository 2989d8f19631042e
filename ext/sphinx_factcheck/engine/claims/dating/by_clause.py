"""What a date dates by its clause: the event, document or body that the verb is told of, named or meant again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.again import BACK, is_dated, things_of_noun
from sphinx_factcheck.engine.claims.dating.by_sentence import was_anything
from sphinx_factcheck.engine.claims.dating.dated import addressees
from sphinx_factcheck.engine.claims.dating.things import PUT_OFF
from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Certainty, Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.language.verbs import COPULAR
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.subjects.index import Subject, bearing, index_of
from sphinx_factcheck.engine.subjects.kin import kin_of
from sphinx_factcheck.engine.subjects.meant import story_of
from sphinx_factcheck.engine.subjects.stems import stem, stems
from sphinx_factcheck.facts.happenings import NOUNS, VERBS
from sphinx_factcheck.facts.model import Dating, Document, Event, Fact, FactBase
from sphinx_factcheck.facts.remembered import once

_UNDATED = "draft expire debate circulate leak withdraw withdrawn withdrew rewrite"
"""Verbs of what the fact base dates of nothing: their date is none of those it holds."""
_NO_DATES = frozenset("write wrote written take took".split())
_AS_WELL = {"published": "published posted dated", "posted": "posted published", "signed": "signed dated"}
"""What else the date of a document may be called that a verb tells."""
_DECIDING = frozenset(stems("adopt pass carry reject defeat approve enact endorse vote throw lose"))
"""Verbs that tell when a vote was held on what is named."""
_VOTES = frozenset(stems("vote ballot poll"))
_FOUNDING = frozenset(stems("found establish form create launch set"))
_OF_ITSELF = frozenset("come go enter take begin start open end close conclude convene meet appear last run".split())
"""Verbs whose subject it is that has the date."""
_INTO_FORCE = frozenset("be come go enter bring take put".split())
"""Verbs that tell nothing of a law but that it is in force: "adopted then, and in force since" tells of two days."""
_HELD = frozenset({"held", "ended"})
_NOT_HELD = frozenset("announced postponed canceled introduced banned repealed amended".split())
"""What is done with an event on another day than that on which it is."""
_WHEN = frozenset({"", "on", "in", "at", "since"})
_COMES_ABOUT = COPULAR | {"take", "come", "happen", "occur", "follow"}
_SHORT = 3
"""Letters of a stem by which no noun can be told: "sign" tells "signing"."""
_ROOT = 4
"""Letters in which the stems of a verb and of the noun for what it does agree at least."""
_BY_EACH = frozenset("sign ratify endorse join".split())
"""What each of several does with a text, by itself."""
_COUNTED_FROM = ("since", "after", "before", "until", "following")
_IN_PARTS = frozenset("partly partially part first again second third time once twice finally provisionally".split())
_WRITING = frozenset("write reply respond answer".split())
_WROTE = later(r"\b(?:wrote|written|repl|respond|answered)")
_LETTERS = frozenset(stems("letter note memorandum reply answer"))


def _by_stem() -> Mapping[str, frozenset[str]]:
    """By the stem of a verb, the events of the fact base that it can tell."""
    found: dict[str, frozenset[str]] = dict.fromkeys(stems(_UNDATED), frozenset())
    for word, verbs in VERBS.items():
        for verb in (v for v in verbs - _NO_DATES if "-" not in v):
            found[stem(verb)] = found.get(stem(verb), frozenset()) | frozenset(_AS_WELL.get(word, word).split())
    return found


EVENTS = _by_stem()
PHRASAL = {
    (stem(base), particle): frozenset({word})
    for word, verbs in VERBS.items()
    for base, _, particle in (verb.partition("-") for verb in verbs)
    if particle
}
"""By the stem of a verb and its particle what they tell together: "came out", "brought in"."""
_NOUNS = {stem(noun): frozenset(_AS_WELL.get(word, word).split()) for noun, word in NOUNS.items()}


@dataclass(frozen=True, slots=True)
class Meant:
    """Whose date it is, which dates it can be, whether one that differs is wrong, and whether the clause names it."""

    entity: str
    facts: tuple[Fact, ...]
    strong: bool
    named: bool


class Bond(StrEnum):
    """What the clause of a date tells of a thing: when it was, a deed that has no date, something else, or nothing.

    A deed may be `APART`: done by one of several, in part, or once of several times.
    """

    TOLD = "told"
    APART = "apart"
    UNDATED = "undated"
    OTHER = "other"
    LOOSE = "loose"


def dated_by_clause(reading: Reading, said: DateSaid) -> Meant | None:
    """What the clause of a date tells of; None where it tells of nothing that is dated, or of more than one thing."""
    if not _is_worth_reading(reading, said):
        return None
    clause, date = clause_of(reading, said)
    if clause is None or date is None or not clause.verb or not clause.certainty.told:
        return None
    if not any(date in c.nouns and c.preposition in _WHEN for c in clause.complements):
        return None
    sentence = reading.prose.sentence(reading.prose.number_at(said.start))
    if clause.verb in _WRITING and (written := _written(reading, clause)):
        return written
    found = [m for noun in nouns_told_of(clause) for m in _meant(reading, sentence, clause, noun)]
    return found[0] if len({m.entity for m in found}) == 1 else None


def bond(reading: Reading, said: DateSaid, entity: str, at: int, facts: Sequence[Fact]) -> Bond:
    """What the clause of a date tells of a thing, told at an offset, that has these dates."""
    clause, date = clause_of(reading, said)
    if clause is None or date is None:
        return Bond.LOOSE
    if facts and all(f.key == "happenings" for f in facts):
        acts = clause.object and not clause.passive
        if acts and any(stem(clause.verb) in stems(getattr(f.statement, "event", "")) for f in facts):
            return Bond.UNDATED  # "dismissed his driver"
        return Bond.LOOSE  # "went on a hunger strike": its noun tells it, whatever the verb
    if deed := _deed_noun(clause, date, at):
        if not _is_told(events_of_noun(deed), {_event(f) for f in facts}):
            return Bond.UNDATED
        return Bond.TOLD if deed in (*clause.subject, *clause.by(*_COUNTED_FROM)) else Bond.APART
    if not clause.verb or clause.verb in COPULAR:
        return Bond.LOOSE
    leads = [c.preposition for c in clause.complements if date in c.nouns]
    if not _WHEN.intersection(leads):
        return Bond.UNDATED if leads and events_of_verb(clause) & PUT_OFF else Bond.LOOSE
    if _is_denied(clause, leads):
        return Bond.UNDATED
    if any(n.start <= at < n.end or n.value == entity for n in nouns_told_of(clause)):
        return _bond_of(clause, facts)
    return _bond_beside(reading, clause, entity, at, facts)


def _bond_beside(reading: Reading, clause: Clause, entity: str, at: int, facts: Sequence[Fact]) -> Bond:
    """The bond to a thing that the verb is not told of; of another one may be told what is dated of it."""
    if any(n.start <= at < n.end or _holds(n, at) for n in _nouns_of(clause)):
        return Bond.OTHER
    told = _told(clause, facts) & {_event(f) for f in facts} - _HELD
    return Bond.APART if told and _tells_of_another(reading, clause, entity) else Bond.LOOSE


def _tells_of_another(reading: Reading, clause: Clause, entity: str) -> bool:
    """Whether what the verb of a clause is told of is something else: "the exchange has a fund, which was set up"."""
    subject = index_of(reading.facts).of(entity)
    sentence = reading.prose.sentence(reading.prose.number_at(clause.start))
    nouns = [n for n in nouns_told_of(clause) if not (n.kind or n.is_pronoun)]
    called = [n for n in nouns if subject and stem(n.head.low) in subject.heads]
    told_more = [n for n in nouns if any(h.value == entity for h in sentence.hosts_of(n))]
    return bool(nouns) and not called and not told_more


def _is_denied(clause: Clause, leads: Sequence[str]) -> bool:
    """Whether what a clause denies or supposes has no date; it has one in "was not held on 5 May"."""
    if clause.certainty not in {Certainty.DENIED, Certainty.SUPPOSED}:
        return False
    return not clause.negated or "since" in leads or clause.link == "infinitive"


def is_of_several(clause: Clause) -> bool:
    """Whether a clause tells but a part of a deed, or one time of several: "partly repealed", "put off again"."""
    told = (*clause.adverbs, *(n.head.low for n in clause.by("in", "for", "")))
    return not _IN_PARTS.isdisjoint(told)


def _nouns_of(clause: Clause) -> tuple[Noun, ...]:
    return (*clause.subject, *clause.object, *(n for c in clause.complements for n in c.nouns))


def _deed_noun(clause: Clause, date: Noun, at: int) -> Noun | None:
    """The noun for what was done with a thing that has the date: "the repeal of the Act in 2020", "… was in 2020"."""
    deeds = [n for n in _nouns_of(clause) if n is not date and _is_of(n, at) and events_of_noun(n)]
    own = clause.verb in _COMES_ABOUT and any(date in c.nouns for c in clause.complements)
    return next((n for n in deeds if _holds(n, date.start) or (own and n in clause.subject)), None)


def _dated_so(events: Set[str], facts: Sequence[Fact]) -> list[Fact]:
    """Of the dates of a thing those of these events."""
    return [f for f in facts if _event(f) in events]


def _event(fact: Fact) -> str:
    return str(getattr(fact.statement, "event", "held"))


def _is_told(events: Set[str], known: Set[str]) -> bool:
    """Whether what is told of a thing is among what is dated of it; its end is told by when it was held too."""
    return bool(events & known or (events & _HELD and known & _HELD))


def _bond_of(clause: Clause, facts: Sequence[Fact]) -> Bond:
    events, known = _told(clause, facts), {_event(f) for f in facts}
    if clause.particle and not events and known - _HELD:
        return Bond.UNDATED
    if _is_told(events, known):
        return Bond.APART if is_of_several(clause) else Bond.OTHER if by_one_party(clause) else Bond.TOLD
    if stem(clause.verb) in _DECIDING | _FOUNDING:
        return Bond.LOOSE
    if _is_held(facts, events):
        return Bond.LOOSE
    return Bond.UNDATED if events else Bond.OTHER


_LAWS = kin_of(map(stem, ("law", "decree", "edict")))


def by_one_party(clause: Clause) -> bool:
    """Whether a clause tells what one of several did with a text, each on a day of its own: "Norland ratified it"."""
    doers = clause.by("by") if clause.passive else clause.subject
    if any(owner.words[0].low in {"its", "their"} for noun in doers for owner in noun.owners):
        return True
    texts = clause.subject if clause.passive else clause.object
    if clause.verb == "sign" and texts and all(stem(n.head.low.split()[-1]) in _LAWS for n in texts):
        return False  # one alone signs what becomes a law: "the President signed the Act"
    return clause.verb in _BY_EACH and bool(doers) and not any(lex.is_plural(n.head.low) for n in doers)


def _is_held(facts: Sequence[Fact], events: frozenset[str]) -> bool:
    """Whether the fact base dates no more than that something was held, and these events can tell that."""
    return events.isdisjoint(_NOT_HELD) and all(_event(f) == "held" for f in facts)


def events_of_noun(noun: Noun) -> frozenset[str]:
    """What a noun tells to be done with a document, in the words of the fact base: "the adoption of"."""
    if noun.head.low == "entry" and any(
        n.holds("force", "effect") for p, ns in noun.phrases if p == "into" for n in ns
    ):
        return frozenset({"in-force"})
    return events_of(stem(noun.head.low))


@lru_cache(maxsize=1024)
def events_of(told: str) -> frozenset[str]:
    """The same by the stem of a noun."""
    verbs = (events for verb, events in EVENTS.items() if len(verb) > _SHORT and told.startswith(verb))
    return _NOUNS.get(told) or frozenset(event for events in verbs for event in events)


def _is_of(noun: Noun, at: int) -> bool:
    """Whether a noun tells of what stands at an offset: "the repeal of", "the ban on", "the Act's repeal"."""
    of = (n for p, ns in noun.phrases if p in {"of", "on"} for n in ns)
    return any(n.start <= at < n.end for n in (*noun.owners, *of))


def _holds(noun: Noun, at: int) -> bool:
    """Whether what stands at an offset hangs on a noun."""
    return any(n.start <= at < n.end or _holds(n, at) for _, nouns in noun.phrases for n in nouns)


def clause_of(reading: Reading, said: DateSaid) -> tuple[Clause | None, Noun | None]:
    """The clause in which a date stands, and the date as its noun."""
    prose = reading.prose
    sentence = prose.sentence(prose.number_at(said.start))
    date = sentence.noun_at(said.start)
    return (sentence.clause_of(date) if date is not None else None), date


def told_then(reading: Reading, said: DateSaid, facts: Sequence[Fact], at: int = -1) -> Sequence[Fact]:
    """Of the dates of a thing, told at an offset, those that its clause can tell: all where it tells of none."""
    clause, date = clause_of(reading, said)
    deed = _deed_noun(clause, date, at) if clause and date and at >= 0 else None
    if deed:
        return _dated_so(events_of_noun(deed), facts)
    events = _told(clause, facts) if clause is not None else frozenset()
    if (
        not events
        or not events.isdisjoint(_HELD)
        or _is_held(facts, events)
        or (clause and stem(clause.verb) in _DECIDING)
    ):
        return facts
    return _dated_so(events, facts)


def _is_worth_reading(reading: Reading, said: DateSaid) -> bool:
    """Whether anything that is dated has been named by the end of a date's sentence, or is told right before it."""
    dated = _dated(reading.facts)
    if not dated:
        return False
    sentence = reading.sentence_at(said.start)
    if _first_dated(reading) < sentence.end or _WROTE.search(reading.letter.text, sentence.start, sentence.end):
        return True
    times = said.readings(reading.own_dates, said.tense)[:1] if said.first.month else ()
    if times and was_anything(reading.facts, times[0]):
        return True
    number = reading.prose.number_at(said.start)
    told = (id for n in range(max(number - BACK, 0), number) for id in story_of(reading).told(n))
    return any(id in dated for id in told)


@once
def _dated(facts: FactBase) -> frozenset[str]:
    """What the fact base dates of its own, or by when it was founded."""
    return frozenset(id for id in facts.entities if is_dated(facts, id))


@once
def _first_dated(reading: Reading) -> int:
    """Where a letter first names what is dated; beyond its end where it does nowhere."""
    dated, length = _dated(reading.facts), len(reading.letter.text)
    return next((m.span.start for m in reading.mentions_in(0, length) if m.entity in dated), length + 1)


def _written(reading: Reading, clause: Clause) -> Meant | None:
    """The one letter from somebody to somebody: "we wrote to you on 3 May". Another one may have been written."""
    own = reading.facts.entities.get(reading.letter.carries)
    document = own if isinstance(own, Document) else None
    by = {one for noun in clause.subject for one in parties(noun, document, reading)}
    nouns = (*clause.by("to"), *clause.indirect, *(n for n in clause.object if n.is_pronoun or n.kind))
    to = {one for noun in nouns for one in parties(noun, document, reading)}
    known_by, known_to = by - {""}, to - {""}
    letters = [
        s for s in index_of(reading.facts).all
        if isinstance(s.entity, Document) and s.id != reading.letter.carries and not s.heads.isdisjoint(_LETTERS)
        and known_by <= {*s.entity.by} and known_to <= {*s.entity.addressees}
    ]  # fmt: skip
    if len(letters) != 1 or not (known_by or known_to):
        return None
    facts = tuple(f for f in reading.facts.about(letters[0].id, "dates") if f.statement.when)
    return Meant(letters[0].id, facts, strong=False, named=False) if facts else None


def parties(noun: Noun, own: Document | None, reading: Reading) -> Iterator[str]:
    """Who is meant among those who write and are written to; an empty id for one who is not known."""
    low = noun.words[0].low
    if noun.kind in {"person", "body"}:
        yield str(noun.value)
    elif low in {"we", "i", "us", "me"} and len(noun.words) == 1:
        yield from own.by if own else ("",)
    elif low == "you" and len(noun.words) == 1:
        yield from (own.addressees if own else ()) or addressees(reading) or ("",)
    else:
        yield from (str(p.value) for p in reading.prose.meant(noun))


def nouns_told_of(clause: Clause) -> tuple[Noun, ...]:
    """The nouns whose date it is when the clause tells: what suffers its verb, or does what is done by itself."""
    if clause.passive or (clause.verb in _OF_ITSELF and not _object_of_its_own(clause)):
        return clause.subject
    if clause.verb == "be" and any(n.head.low in {"force", "effect"} for n in clause.by("in")):
        return clause.subject
    return clause.object or (clause.by("to") if clause.verb in _WRITING else ())


def _object_of_its_own(clause: Clause) -> bool:
    return bool(clause.object) and clause.object[0].head.low not in {"effect", "place", "the"}


def _meant(reading: Reading, sentence: Sentence, clause: Clause, noun: Noun) -> Iterator[Meant]:
    for entity, facts, sure in things_told(reading, sentence, clause, noun):
        sure = sure and not (by_one_party(clause) or is_of_several(clause))
        yield Meant(entity, facts, sure, noun.value == entity and facts[0].key == "dates")


def things_told(
    reading: Reading, sentence: Sentence, clause: Clause, noun: Noun
) -> Iterator[tuple[str, tuple[Fact, ...], bool]]:
    """What a clause tells of by a noun, the dates of it that its verb speaks of, and whether it is surely meant."""
    known = list(things_of_noun(reading, sentence, noun))
    for entity, sure in known:
        if facts := tuple(dates_told(reading.facts, entity, clause)):
            yield entity, facts, sure
    if not known and (event := _event_told(reading, clause, noun)) is not None:
        dated = reading.facts.about(event.id, "dates")
        held = tuple(f for f in dated if f.statement.when and _event(f) == "held")
        if held:
            yield event.id, held, True


def _event_told(reading: Reading, clause: Clause, noun: Noun) -> Subject | None:
    """The event called by a verb and what it is told of: of "the Accords were signed" the Signing of the Accords."""
    verb = stem(clause.verb)
    called = [s for head, s in _by_root(reading.facts).get(verb[:_ROOT], ()) if _is_of_one_root(verb, head)]
    hung = [n for p, nouns in noun.phrases if p in {"of", "on", "in", "for"} for n in nouns] if called else []
    names = [n for n in (noun, *hung) if n.head.tag in {lex.CAPITAL, lex.NAME}]
    words = {s for n in names for w in n.words if w.text[:1].isupper() for s in stems(w.text)}
    found = [s for s in called if words and all(word in s.words for word in words)]
    return found[0] if len({s.id for s in found}) == 1 else None


@once
def _by_root(facts: FactBase) -> Mapping[str, Sequence[tuple[str, Subject]]]:
    """The events that the fact base dates, with the nouns for them, by how these begin."""
    roots: dict[str, list[tuple[str, Subject]]] = {}
    for subject in bearing(facts, "dates").all:
        for head in subject.heads if isinstance(subject.entity, Event) else ():
            roots.setdefault(head[:_ROOT], []).append((head, subject))
    return roots


def _is_of_one_root(verb: str, noun: str) -> bool:
    """Whether a verb and a noun are of one root by their stems: "seize" and "seizure", "dissolve" and "dissolution"."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(verb, noun, strict=False)))
    return shared >= max(_ROOT, min(len(verb), len(noun)) - 2)


def dates_told(facts: FactBase, entity: str, clause: Clause) -> Iterator[Fact]:
    """The dates of a thing of which the verb of a clause speaks."""
    verb = stem(clause.verb)
    known = [f for f in facts.about(entity, "dates") if f.statement.when]
    if verb in _FOUNDING:
        yield from (f for f in facts.about(entity, "founded") if f.statement.when)
    if not known:
        return
    events = _told(clause, known)
    told = _dated_so(events, known)
    yield from told
    if not told and verb in _DECIDING:
        yield from _votes_on(facts, entity)


def events_of_verb(clause: Clause) -> frozenset[str]:
    """What the verb of a clause alone tells of a thing."""
    if clause.particle:
        return PHRASAL.get((stem(clause.verb), clause.particle), frozenset())
    return EVENTS.get(stem(clause.verb), frozenset())


def _told(clause: Clause, known: Iterable[Fact]) -> frozenset[str]:
    """What a clause tells of a thing, in the words of the fact base."""
    own = {
        stem(verb): frozenset({dating.event})
        for fact in known
        if isinstance(dating := fact.statement, Dating)
        for verb in dating.verbs
    }
    nouns = (*clause.object, *clause.by("into", "in"))
    if clause.particle:
        return events_of_verb(clause)
    words = [stem(clause.verb), *(stem(n.head.low) for n in nouns if n.head.low in {"force", "effect"})]
    for word in reversed(words) if clause.verb in _INTO_FORCE else words:
        events = own.get(word, EVENTS.get(word))
        if events:
            return events
    return frozenset()


def _votes_on(facts: FactBase, entity: str) -> Iterator[Fact]:
    """The dates of the one vote that is known to have been held on something."""
    index = index_of(facts)
    name = frozenset(stems(facts.entities[entity].name))
    votes = [s for s in index.all if s.id != entity and s.heads & _VOTES and name and name <= s.words.keys()]
    if len(votes) == 1:
        yield from (f for f in facts.about(votes[0].id, "dates") if f.statement.when)
