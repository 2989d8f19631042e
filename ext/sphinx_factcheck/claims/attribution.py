"""Who judged what: "The State Department has characterized … as genocide", "the report … stating that …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.claims.base import Claim, Reading
from sphinx_factcheck.claims.judging import UNDECIDED, rule, told_by
from sphinx_factcheck.claims.triggers import sentences_with, together
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Document, Fact, FactBase, Passage
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.findings import Ruling
from sphinx_factcheck.language.clauses import Clause, Noun
from sphinx_factcheck.letters.text import Span

_STEMS = (
    *("characteri", "describe", "called ", "calls ", "label", "declare", "designat", "termed ", "condemn", "deem"),
    "recogni",
)
_VERBS = frozenset(
    "characterize characterise describe call label declare designate term condemn deem recognize recognise".split()
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The data of a claim of this kind: the words in which somebody is said to have judged something."""

    words: str
    past: bool = True


@once
def _has_passages(facts: FactBase) -> bool:
    return any(isinstance(entity, Document) and entity.passages for entity in facts.entities.values())


@dataclass(frozen=True, slots=True)
class AttributionKind:
    """What somebody is said to have called something, held against the passages of that one's documents."""

    name: str = "attribution"

    def find(self, reading: Reading) -> Iterator[Claim]:
        """Each judgement that a body or a person is said to have made: "X has described Y as Z"."""
        if not _has_passages(reading.facts):
            return
        text = reading.letter.text
        for span in sentences_with(reading, _STEMS):
            if not reading.mentions_in(span.start, span.end):
                continue
            for clause in reading.prose.sentence(reading.prose.number_at(span.start)).clauses:
                if clause.verb not in _VERBS or not clause.certainty.told or clause.passive:
                    continue
                who = [n for n in clause.subject if n.kind in {"body", "person"} and not n.denied]
                for noun in _judgements(clause) if len(who) == 1 else ():
                    start, end = noun.start, _end(noun)
                    words = " ".join(text[start:end].split())
                    yield Claim(self.name, str(who[0].value), words, Span(start, end), Judged(words))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported by a passage that says so; nobody is known to have said nothing else, so nothing contradicts."""
        said: Judged = claim.said
        told = [f for f in _passages(claim.subject, reading.facts) if told_by(f.statement.when, reading)]
        fits = [f for f in told if _says(f, said.words)]
        if not told or not fits:
            return UNDECIDED
        name = reading.facts.entities[claim.subject].name
        document = reading.facts.entities[fits[0].entity].name
        return rule([(f, Answer.YES) for f in fits], reading.facts, f"{name} says in {document}: {_words(fits[0])}")


def _judgements(clause: Clause) -> tuple[Noun, ...]:
    """What something is said to be: "as genocide and crimes against humanity"."""
    return tuple(n for n in clause.by("as") if not n.kind and not n.is_pronoun and not n.denied)


def _end(noun: Noun) -> int:
    return max([noun.end, *(n.end for p, ns in noun.phrases if p in {"of", "against", "to"} for n in ns)])


def _passages(who: str, facts: FactBase) -> Iterator[Fact]:
    """The passages of a body's or person's documents, and those that are told to be its words elsewhere."""
    for id, entity in facts.entities.items():
        if isinstance(entity, Document):
            for fact in facts.about(id, "passages"):
                by = fact.statement.by if isinstance(fact.statement, Passage) else ""
                if by == who or (not by and who in entity.by):
                    yield fact


def _says(fact: Fact, words: str) -> bool:
    passage, low = fact.statement, words.casefold()
    if not isinstance(passage, Passage):
        return False
    bare = low.removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return bare in passage.text.casefold() or any(bare == one.casefold() for one in passage.judges)


def _words(fact: Fact) -> str:
    return f"“{fact.statement.text}”" if isinstance(fact.statement, Passage) else ""


together(_STEMS)
