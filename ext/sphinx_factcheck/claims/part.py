"""Who had part: "NGOs, including X and Y, send a letter", "in June 2023 he met with X and Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.date import DateKind
from sphinx_factcheck.claims.judging import UNDECIDED, rule
from sphinx_factcheck.claims.triggers import sentences_with, together
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Count, Document, Event, Fact, FactBase
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.facts.words import joined
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.language.clauses import Clause, Noun
from sphinx_factcheck.language.sentences import Sentence
from sphinx_factcheck.letters.text import Span

_STEMS = (
    *("including ", "such as ", "among them", "met ", "meeting with", "spoke with", "talks with", "conversation with"),
    *("call with", "signed by", "sent by", "issued by", "written by", "signed the", "signed this", "sign the"),
)
_SENT = frozenset("send write sign issue publish cosign co-sign release address submit".split())
_MET = frozenset("meet speak talk confer negotiate".split())
_MEETINGS = frozenset("meeting meetings talk talks call conversation conversations summit".split())
_SHOWN = 8
"""So many names are told of those who took part."""
_LISTING = frozenset({"including", "such as", "among"})
_RIGHT_AFTER = 25
_RIGHT_BEFORE = 20
_TITLES = re.compile(r"(?:[\s,;]|\b(?:and|the|of|for|with|former|then|his|her)\b|[A-Z][\w’'-]*)+")
"""What stands between two names of a list: "Xi Jinping, Minister of Foreign Affairs Wang Yi, and Qin Gang"."""
_LETTERS = frozenset("letter statement petition appeal declaration".split())


@dataclass(frozen=True, slots=True)
class Part:
    """The data of a claim of this kind: who is said to have had part, by the id."""

    who: str
    past: bool = False


@once
def _has_events(facts: FactBase) -> bool:
    return any(isinstance(entity, Event) for entity in facts.entities.values())


@dataclass(frozen=True, slots=True)
class PartKind:
    """Each one named as a signer of a letter or as met at an event, held against its authors and participants."""

    name: str = "part"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Those listed as some of the senders of the letter itself, and those with whom somebody met."""
        if not reading.letter.carries and not _has_events(reading.facts):
            return
        done: set[tuple[str, str, int]] = set()
        for span in sentences_with(reading, _STEMS):
            if not reading.mentions_in(span.start, span.end):
                continue
            sentence = reading.prose.sentence(reading.prose.number_at(span.start))
            found = [*self._senders(sentence, reading), *self._met(sentence, span, reading)]
            for subject, noun in found:
                key = (subject, str(noun.value), noun.head.start)
                if key not in done:
                    done.add(key)
                    value = reading.facts.entities[str(noun.value)].name
                    place = Span(noun.head.start, noun.head.end)
                    yield Claim(self.name, subject, value, place, Part(str(noun.value)))

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
        """Supported for an author or participant; contradicted only of a letter whose signers are known to the last."""
        said: Part = claim.said
        entity = reading.facts.entities.get(claim.subject)
        if isinstance(entity, Event):
            facts = [f for f in reading.facts.about(entity.id, "dates") if getattr(f.statement, "event", "") == "held"]
            known: Sequence[str] = entity.participants
            complete = False
        elif isinstance(entity, Document):
            facts = [f for f in reading.facts.about(entity.id, "counts") if _is_of_signers(f)]
            known = entity.by
            complete = any(isinstance(f.statement, Count) and f.statement.count == len(known) for f in facts)
            facts = facts or list(reading.facts.about(entity.id, "dates"))
        else:
            return UNDECIDED
        if not facts or not known:
            return UNDECIDED
        answer = Answer.YES if said.who in known else Answer.NO if complete else Answer.UNKNOWN
        names = [reading.facts.entities[one].name if one in reading.facts.entities else one for one in known]
        more = [f"{len(names) - _SHOWN} others"] if len(names) > _SHOWN else []
        shown = joined([*names[:_SHOWN], *more])
        return rule(
            [(facts[0], answer)],
            reading.facts,
            f"{entity.name} {'comes from' if isinstance(entity, Document) else 'brought together'} {shown}",
        )


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


def _is_of_signers(fact: Fact) -> bool:
    said = fact.statement
    return isinstance(said, Count) and any(word in said.of for word in ("signator", "signer"))


together(_STEMS)
