"""Who judged what: "The State Department has characterized … as genocide", "the report … stating that …"."""

from __future__ import annotations

import re
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
from sphinx_factcheck.language.sentences import Sentence
from sphinx_factcheck.letters.text import Span

_STEMS = (
    *("characteri", "describe", "called ", "calls ", "label", "declare", "designat", "termed ", "condemn", "deem"),
    *("recogni", "consider", "regard", "denounc", "found ", "ruled ", "conclude", "held that", "brand"),
)
_NAMING = frozenset("call label declare designate term deem consider brand".split())
"""Verbs that are followed by what something is, without “as”."""
_FINDING = frozenset("find rule conclude declare deem consider hold".split())
"""Verbs that are followed by a clause: "that it was arbitrary", "it to be arbitrary"."""
_VERBS = (
    _NAMING
    | _FINDING
    | frozenset("characterize characterise describe condemn denounce recognize recognise regard".split())
)
_QUALITY = re.compile(
    r"(?:un|il|im)\w{3,}|\w{3,}(?:al|ful|ary|ible|able|ous|ic|ive|less)|void|null|fair|just",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\s\w+-\w+ing\b")
_VERDICTS = frozenset({"guilty", "innocent"})
_DENYING = re.compile(r"\b(?:not|no|never|neither|nor|without|hardly)\b|n['’]t\b", re.IGNORECASE)


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
            sentence = reading.prose.sentence(reading.prose.number_at(span.start))
            for clause in sentence.clauses:
                if clause.verb not in _VERBS or not clause.certainty.told:
                    continue
                who = _who(clause, sentence)
                for start, end in _judgements(clause, sentence, text) if len(who) == 1 else ():
                    words = " ".join(text[start:end].split())
                    if words.lower() not in _VERDICTS:
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


def _who(clause: Clause, sentence: Sentence) -> list[Noun]:
    """The bodies and persons who judge: the subject, or whom "by" leads to."""
    passive = clause.passive and not any(c.marker == "what" for c in _under(clause, sentence))
    judges = clause.by("by") if passive else clause.subject
    return [n for n in judges if n.kind in {"body", "person"} and not n.denied]


def _judgements(clause: Clause, sentence: Sentence, text: str) -> Iterator[tuple[int, int]]:
    """What something is said to be: "as genocide", "a massacre", "to be arbitrary", "that it was arbitrary"."""
    told = list(clause.by("as"))
    if clause.verb in _NAMING:
        told += clause.object if clause.passive or clause.indirect else ()
        told += [n for c in _under(clause, sentence) if c.marker == "what" for n in c.object]
    if clause.verb in _FINDING:
        under = [c for c in _under(clause, sentence) if c.verb == "be" and c.link in {"infinitive", "complement"}]
        told += [n for c in under if not c.negated for n in c.predicate]
    yield from ((n.start, _end(n, text)) for n in told if not n.kind and not n.is_pronoun and not n.denied)
    if clause.verb in _NAMING and not clause.passive and not clause.indirect:
        yield from _qualities(clause.object)


def _qualities(nouns: tuple[Noun, ...]) -> Iterator[tuple[int, int]]:
    """What stands behind a noun: "the trial unfair", "his detention arbitrary"."""
    for noun in nouns:
        last = noun.words[-1]
        if len(noun.words) > 2 and noun.words[0].low not in {"a", "an"} and _QUALITY.fullmatch(last.low):
            yield last.start, last.end


def _under(clause: Clause, sentence: Sentence) -> list[Clause]:
    at = sentence.clauses.index(clause)
    return [c for c in sentence.clauses if c.governor == at]


def _end(noun: Noun, text: str) -> int:
    end = max([noun.end, *(n.end for p, ns in noun.phrases if p in {"of", "against", "to"} for n in ns)])
    compound = _COMPOUND.match(text, end)
    return compound.end() if compound else end


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
    denied = bool(_DENYING.search(passage.text)) and not _DENYING.search(low)
    stands = re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", passage.text.casefold())
    return (stands is not None and not denied) or any(bare == one.casefold() for one in passage.judges)


def _words(fact: Fact) -> str:
    return f"“{fact.statement.text}”" if isinstance(fact.statement, Passage) else ""


together(_STEMS)
