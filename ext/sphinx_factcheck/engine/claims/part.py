"""Who had part: "NGOs, including X and Y, send a letter", "X and Y signed the Treaty", "in June he met with X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.count import CountKind
from sphinx_factcheck.engine.claims.count import Said as CountSaid
from sphinx_factcheck.engine.claims.date import DateKind
from sphinx_factcheck.engine.claims.judging import UNDECIDED, rule
from sphinx_factcheck.engine.claims.origins import come_from, countries_told
from sphinx_factcheck.engine.claims.parted import among_them, attended
from sphinx_factcheck.engine.claims.triggers import sentences_with, together
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.lists import names_in
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Count, Document, Event, Fact, FactBase
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.facts.words import joined
from sphinx_factcheck.letters.text import Span

_STEMS = (
    *("including ", "such as ", "among them", "met ", "meeting with", "spoke with", "talks with", "conversation with"),
    *(
        "call with",
        "sent by",
        "issued by",
        "written by",
        "published by",
        "signed ",
        "sign the",
        "signs the",
        "signator",
        "signers",
        " party to",
        "parties to",
    ),
    *("ratified", "endorsed", "came from", "comes from", "attended", "took part", "taken part", "participated"),
    "represented at",
)
_SENT = frozenset("send write sign issue publish cosign co-sign release address submit".split())
_SIGNED = frozenset("sign cosign co-sign endorse issue ratify write send publish conclude subscribe".split())
_PARTIES = frozenset("signatory signatories signer signers party parties author authors co-signatory".split())
"""Nouns for those whose a document is."""
_MET = frozenset("meet speak talk confer negotiate".split())
_MEETINGS = frozenset("meeting meetings talk talks call conversation conversations summit".split())
_SHOWN = 8
"""So many names are told of those who took part."""
_LISTING = frozenset({"including", "such as", "among"})
_RIGHT_AFTER = 25
_RIGHT_BEFORE = 20
_TITLES = re.compile(r"(?:[\s,;]|\b(?:and|the|of|for|with|former|then|his|her)\b|[A-Z][\w’'-]*)+")
"""What stands between two names of a list: "Xi Jinping, Minister of Foreign Affairs Wang Yi, and Qin Gang"."""
_NAME = re.compile(r"(?:the\s)?[A-Z][\w’'-]+(?:\s(?:(?:of|and\sthe|the|de)\s)?[A-Z][\w’'-]+){0,4}")
_AMONG = re.compile(
    r"(?:\s(?:of|from|in)\s[^,.;:]{1,50})?,?\s(?:(?:all\s)?(?:including|notably|such\sas|among\sthem|amongst\sthem|among\sthese)\s"
    r"(?:those\sof\s)?(?P<after>[^.;:()]{3,200})|"
    r"(?P<before>[^.;:()]{3,160}?),?\samong(?:st)?\sthem\b)"
)
"""What names some of those who are counted, after the number and its noun."""
_FROM = (" from ", "based in ")
_SENDING = re.compile(r"\b(?:sen[dt]|wr[io]t|sign|issu|publish|co-?sign|releas|address|submi)")
_SENDERS = re.compile(r"\b[\w-]+s(?=\s(?:from|based\sin)\s)")
_TO = re.compile(r"\b(?:to|for|of|from)\s(?:the\s|all\s|some\s)?(?:[\w-]+\s)?$")
"""What makes a noun none of those who sign, but one that they write to or of."""
_LETTERS = frozenset("letter statement petition appeal declaration".split())


@dataclass(frozen=True, slots=True)
class Part:
    """The data of a claim of this kind: who is said to have had part, by the id or, of those who have none, the name.

    `sure`: it is surely of that document or event. `home`: it is a country that some of them come from.
    """

    who: str
    past: bool = False
    sure: bool = True
    home: bool = False


@once
def _has_parts(facts: FactBase) -> bool:
    """Whether there are events, or documents whose authors or signers are known."""
    return any(
        isinstance(e, Event) or (isinstance(e, Document) and bool(e.by or e.counts)) for e in facts.entities.values()
    )


@dataclass(frozen=True, slots=True)
class PartKind:
    """Each one named as a signer of a letter or as met at an event, held against its authors and participants."""

    name: str = "part"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Those told as some of the senders or signers of a text, as some of those who are counted, and as met."""
        if not reading.letter.carries and not _has_parts(reading.facts):
            return
        done: set[tuple[str, str, int]] = set()
        for subject, who, place, sure in sorted(self._told(reading), key=lambda told: told[2]):
            if (subject, who, place.start) not in done:
                done.add((subject, who, place.start))
                entity = reading.facts.entities.get(who)
                yield Claim(self.name, subject, entity.name if entity else who, place, Part(who, sure=sure))
        for subject, country, place in _homes(reading):
            yield Claim(self.name, subject, f"from {country}", place, Part(country, home=True))

    def _told(self, reading: Reading) -> Iterator[tuple[str, str, Span, bool]]:
        for span in sentences_with(reading, _STEMS):
            if not reading.mentions_in(span.start, span.end):
                continue
            sentence = reading.prose.sentence(reading.prose.number_at(span.start))
            found = [*self._senders(sentence, reading), *self._met(sentence, span, reading)]
            yield from ((id, str(n.value), Span(n.head.start, n.head.end), True) for id, n in found)
            for of, noun in (*_signed(sentence), *attended(sentence)):
                yield from ((of, who, place, True) for who, place in _each(noun, of, reading))
        yield from _of_counted(reading)
        yield from ((of, who, place, True) for of, who, place in among_them(reading))

    def _senders(self, sentence: Sentence, reading: Reading) -> Iterator[tuple[str, Noun]]:
        document = reading.letter.carries
        entity = reading.facts.entities.get(document)
        if not isinstance(entity, Document):
            return
        words = _LETTERS & {*entity.name.lower().split(), *entity.type.lower().split()}
        for clause in sentence.clauses:
            if clause.verb in _SENT and clause.certainty.told and _is_of(clause, sentence, words):
                senders = clause.by("by") if clause.passive else clause.subject
                yield from ((document, noun) for noun in _named(clause, senders, reading.facts))

    def _met(self, sentence: Sentence, span: Span, reading: Reading) -> Iterator[tuple[str, Noun]]:
        dated = [
            c for c in reading.claims_of(DateKind())
            if span.start <= c.span.start < span.end and not c.span.field
            and isinstance(reading.facts.entities.get(c.subject), Event)
        ]  # fmt: skip
        for clause in sentence.clauses:
            event = _only(dated, clause.verb_start)
            if event and clause.verb in _MET and clause.certainty.told and not clause.passive:
                others = (*clause.by("with"), *(clause.object if clause.verb == "meet" else ()))
                yield from ((event, noun) for noun in _listed(others, sentence, reading))
        for noun in sentence.nouns:
            clause_of = sentence.clause_of(noun)
            told = clause_of is None or clause_of.certainty.told or clause_of.negated
            event = _only(dated, noun.head.start)
            if event and noun.head.low in _MEETINGS and told:
                others = tuple(n for p, ns in noun.phrases if p == "with" for n in ns)
                yield from ((event, one) for one in _listed(others, sentence, reading))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported for an author, signer or participant; contradicted only where all of them are known."""
        said = claim.asserted(Part)
        entity, facts = reading.facts.entities.get(claim.subject), reading.facts
        if not isinstance(entity, Event | Document):
            return UNDECIDED
        known, complete = _known(entity, facts)
        stated = _stated(entity, facts)
        if not stated or not known:
            return UNDECIDED
        if said.home:
            return come_from(entity, said.who, known, complete, stated[0], facts)
        among = not _names(said.who, facts).isdisjoint(name for one in known for name in _names(one, facts))
        answer = Answer.YES if among else Answer.NO if complete and said.sure else Answer.UNKNOWN
        names = [facts.entities[one].name if one in facts.entities else one for one in known]
        more = [f"{len(names) - _SHOWN} others"] if len(names) > _SHOWN else []
        shown = joined([*names[:_SHOWN], *more])
        what = "comes from" if isinstance(entity, Document) else "brought together"
        return rule([(stated[0], answer)], facts, f"{entity.name} {what} {shown}")


def _known(entity: Event | Document, facts: FactBase) -> tuple[list[str], bool]:
    """Those who are known to have had part, by id or name, and whether these are all."""
    own = entity.participants if isinstance(entity, Event) else entity.by
    counts = [f.statement for f in facts.about(entity.id, "counts") if isinstance(f.statement, Count)]
    members = [one for count in counts for one in count.members]
    listed = any(count.members and count.count == len(count.members) for count in counts)
    whole = any(_is_of_signers(count) and count.count == len(own) for count in counts)
    return list(dict.fromkeys((*own, *members))), listed or (whole and isinstance(entity, Document))


def _stated(entity: Event | Document, facts: FactBase) -> list[Fact]:
    """The statements that tell who had part, the plainest first."""
    counts = [f for f in facts.about(entity.id, "counts") if isinstance(f.statement, Count)]
    told = [
        f for f in counts if isinstance(f.statement, Count) and (f.statement.members or _is_of_signers(f.statement))
    ]
    dated = facts.about(entity.id, "dates")
    held = [f for f in dated if getattr(f.statement, "event", "") == "held"]
    return told or (held if isinstance(entity, Event) else list(dated))


def _names(who: str, facts: FactBase) -> frozenset[str]:
    """What somebody is called, without "the", in lower case."""
    entity = facts.entities.get(who)
    names = [alias.name for alias in entity.aliases()] if entity else [who]
    return frozenset(name.lower().removeprefix("the ") for name in names)


def _signed(sentence: Sentence) -> Iterator[tuple[str, Noun]]:
    """Those who are told to have signed, sent or issued a document that is named, each with its id."""
    for clause in sentence.clauses:
        if not clause.certainty.told or clause.negated:
            continue
        if clause.verb in _SIGNED or clause.verb == "come":
            way = "from" if clause.verb == "come" else "by"
            of, signers = (
                (clause.subject, clause.by(way)) if clause.passive or way == "from" else (clause.object, clause.subject)
            )
            documents = [n for n in of if n.kind == "document" and not n.denied]
            yield from ((str(d.value), n) for d in documents[:1] for n in (*signers, *d.apposed))
        if clause.verb == "be":
            parties = [n for n in (*clause.predicate, *clause.by("among")) if n.head.low in _PARTIES]
            documents = [d for n in parties for _, ns in n.phrases for d in ns if d.kind == "document"]
            documents += [d for n in parties for d in clause.by("of", "to") if d.kind == "document"]
            yield from ((str(d.value), n) for d in documents[:1] for n in clause.subject)


def _each(noun: Noun, document: str, reading: Reading) -> Iterator[tuple[str, Span]]:
    """The bodies, persons and names that a noun, or what it includes, names."""
    text = reading.letter.text
    plain = any(one not in reading.facts.entities for one in _members(document, reading.facts))
    listed = [n for p, ns in noun.phrases if p in _LISTING for n in ns]
    for one in (noun, *listed, *noun.apposed):
        place = Span(one.head.start, one.head.end)
        if one.denied:
            continue
        if one.kind in {"body", "person"} and str(one.value) in reading.facts.entities:
            yield str(one.value), place
        elif plain and not one.kind and _NAME.fullmatch(text, one.start, one.end):
            yield text[one.start : one.end].removeprefix("the ").removeprefix("The "), Span(one.start, one.end)


def _members(id: str, facts: FactBase) -> Iterator[str]:
    for fact in facts.about(id, "counts"):
        yield from fact.statement.members if isinstance(fact.statement, Count) else ()


def _of_counted(reading: Reading) -> Iterator[tuple[str, str, Span, bool]]:
    """Those named among so many as are counted: "five societies, among them X", "62 delegates, X among them"."""
    text = reading.letter.text
    for claim in (
        reading.claims_of(CountKind()) if "mong them" in text or "ncluding " in text or "otably " in text else ()
    ):
        told = claim.asserted(CountSaid).counted.told
        among = _AMONG.match(text, claim.span.end) if len(told) == 1 else None
        entity = reading.facts.entities.get(told[0].id) if among else None
        if among is None or not isinstance(entity, Event | Document):
            continue
        sure = CountKind().judge(claim, reading).verdict is Verdict.SUPPORTED
        place = Span(*among.span("before" if among["before"] else "after"))
        if among["after"]:
            place = Span(place.start, names_in(text, place.start, place.end).end)
        near = reading.mentions_in(place.start, place.end)
        mentions = [m for m in near if reading.facts.entities[m.entity].kind in {"person", "organization"}]
        yield from ((entity.id, m.entity, m.span, sure) for m in mentions)
        if any(one not in reading.facts.entities for one in _members(entity.id, reading.facts)):
            for name in _NAME.finditer(text, place.start, place.end):
                span = Span(name.start(), name.end())
                if not any(m.span.overlaps(span) for m in mentions):
                    yield entity.id, name[0].removeprefix("the "), span, sure


def _homes(reading: Reading) -> Iterator[tuple[str, str, Span]]:
    """The countries that those are told to come from whose a text is: with their number, or with its verb."""
    text = reading.letter.text
    if " from " not in text and "based in " not in text:
        return
    ends: dict[int, str] = {}
    for claim in reading.claims_of(CountKind()):
        if isinstance(reading.facts.entities.get(claim.subject), Document) and not claim.span.field:
            ends[claim.span.end] = claim.subject
    for sentence in sentences_with(reading, _FROM):
        for document, end in _sending(sentence, reading):
            ends.setdefault(end, document)
    for end, subject in sorted(ends.items()):
        yield from ((subject, country, place) for country, place in countries_told(reading, end))


def _sending(span: Span, reading: Reading) -> Iterator[tuple[str, int]]:
    """Where a noun in the plural ends that is told to have sent or signed the text, with the text."""
    document = reading.letter.carries
    entity = reading.facts.entities.get(document)
    if not isinstance(entity, Document) or not _SENDING.search(reading.letter.text, span.start, span.end):
        return
    sentence = reading.prose.sentence(reading.prose.number_at(span.start))
    words = _LETTERS & {*entity.name.lower().split(), *entity.type.lower().split()}
    for clause in sentence.clauses:
        if clause.verb in _SENT and clause.certainty.told and not clause.negated and _is_of(clause, sentence, words):
            first, last = (clause.verb_end, span.end) if clause.passive else (span.start, clause.verb_start)
            text = reading.letter.text
            by = text.find(" by ", first, last) if clause.passive else first
            found = _SENDERS.finditer(text, by, last) if by >= 0 else ()
            yield from ((document, m.end()) for m in found if not _TO.search(text, first, m.start()))


def _only(dated: Sequence[Claim], at: int) -> str:
    """The one event that is dated in a sentence, or of several the one whose date stands right before the words."""
    events = {c.subject for c in dated}
    if len(events) > 1:
        events = {c.subject for c in dated if 0 <= at - c.span.end <= _RIGHT_BEFORE}
    return events.pop() if len(events) == 1 else ""


def _listed(others: Sequence[Noun], sentence: Sentence, reading: Reading) -> Iterator[Noun]:
    """The persons of a list, those with a title of several words before their name too."""
    persons = [n for n in others if n.kind == "person" and not n.denied]
    yield from persons
    last = max(persons, key=lambda n: n.end, default=None)
    for noun in sentence.nouns:
        if last is None or noun.start < last.end or noun.kind != "person" or noun.denied:
            continue
        if not _TITLES.fullmatch(reading.letter.text, last.end, noun.head.start):
            return
        yield noun
        last = noun


def _is_of(clause: Clause, sentence: Sentence, words: Set[str]) -> bool:
    """Whether what is sent, or signed, is a document of such a name, told right after the verb or before a passive."""
    if clause.passive:
        return any(noun.head.low in words for noun in clause.subject)
    near = (n for n in sentence.nouns if clause.verb_end <= n.start <= clause.verb_end + _RIGHT_AFTER)
    return any(noun.head.low in words for noun in (*clause.object, *near))


def _named(clause: Clause, senders: Sequence[Noun], facts: FactBase) -> Iterator[Noun]:
    """The bodies and persons named among the senders, or as some of them."""
    listed = [n for sender in senders for p, ns in sender.phrases if p in _LISTING for n in ns]
    listed += clause.by(*_LISTING)
    for noun in (*senders, *listed):
        if noun.kind in {"body", "person"} and str(noun.value) in facts.entities and not noun.denied:
            yield noun


def _is_of_signers(count: Count) -> bool:
    return any(word in count.of for word in ("signator", "signer"))


together(_STEMS)
together(_FROM)
