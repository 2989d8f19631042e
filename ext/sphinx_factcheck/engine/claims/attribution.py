"""Who judged what: "The State Department has characterized … as genocide", "the report … stating that …"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.findings import Ruling
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.judging import UNDECIDED, rule, told_by
from sphinx_factcheck.engine.claims.speakers import Quoted, judge_speaker, speakers_told
from sphinx_factcheck.engine.claims.triggers import sentences_with, together
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import Document, Fact, FactBase, Passage
from sphinx_factcheck.facts.remembered import once
from sphinx_factcheck.letters.text import Span

_STEMS = (
    *("characteri", "describe", "called ", "calls ", "label", "declare", "designat", "termed ", "condemn", "deem"),
    *(
        "recogni",
        "consider",
        "regard",
        "denounc",
        "found ",
        "ruled ",
        "conclude",
        "held ",
        "brand",
        "ccording to",
        "words of",
    ),
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
_SAYS = re.compile(
    r"\b(?:describ|characteri[sz]|call|label|declar|designat|term|deem|condemn|recogni[sz]|consider|regard|denounc|brand|found|"
    r"find|rul|conclud|held|hold|state|said|say)[a-z]{0,4}\b"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording\sto|[Ii]n\sthe\s(?:words|view|opinion|judgment)\sof|[Ff]or)\s(?:the\s)?$")
_BY = re.compile(r"\bby\s(?:the\s)?$")
_APART = re.compile(r"\b(?:of|on|against|from)\s(?:\w+\.?\s)?$")
_LEFT_OPEN = re.compile(
    r"\b(?:not|never|no|nor|neither|without|would|could|may|might|should|must|will|ask(?:s|ed)?|urge[sd]?|demand(?:s|ed)?|if|"
    r"whether|hopes?|expect(?:s|ed)?|refus\w+|den(?:y|ies|ied)|declin\w+|fail\w*|to\sdeclare|to\scall)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What leaves open, or denies, that somebody has judged so."""
_NEAR = 30
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
        yield from speakers_told(reading)
        if not _has_passages(reading.facts):
            return
        text = reading.letter.text
        for span in sentences_with(reading, _STEMS):
            if not reading.mentions_in(span.start, span.end):
                continue
            told = list[Span]()
            for who, place in [*_by_clause(span, reading), *_by_fact(span, reading)]:
                words = " ".join(text[place.start : place.end].split())
                if words.lower() not in _VERDICTS and not any(place.overlaps(other) for other in told):
                    told.append(place)
                    yield Claim(self.name, who, words, place, Judged(words))

    def judge(self, claim: Claim, reading: Reading) -> Ruling:
        """Supported by a passage that says so; nobody is known to have said nothing else, so nothing contradicts but
        words that are another's.
        """
        if isinstance(claim.said, Quoted):
            return judge_speaker(claim, claim.said, reading)
        said = claim.asserted(Judged)
        told = [f for f in _passages(claim.subject, reading.facts) if told_by(f.statement.when, reading)]
        fits = [f for f in told if _says(f, said.words)]
        if not told or not fits:
            return UNDECIDED
        name = reading.facts.entities[claim.subject].name
        document = reading.facts.entities[fits[0].entity].name
        return rule([(f, Answer.YES) for f in fits], reading.facts, f"{name} says in {document}: {_words(fits[0])}")


def _by_clause(span: Span, reading: Reading) -> Iterator[tuple[str, Span]]:
    """Each who is told to judge, with the words for what, by the roles of the clause."""
    sentence = reading.prose.sentence(reading.prose.number_at(span.start))
    for clause in sentence.clauses:
        if clause.verb in _VERBS and clause.certainty.told:
            who = _who(clause, sentence)
            for start, end in _judgements(clause, sentence, reading.letter.text) if len(who) == 1 else ():
                yield str(who[0].value), Span(start, end)


def _by_fact(span: Span, reading: Reading) -> Iterator[tuple[str, Span]]:
    """The judgements that the fact base knows of one who is named, where the sentence tells them in these words."""
    text, judging = reading.letter.text, _judging(reading.facts)
    if _LEFT_OPEN.search(text, span.start, span.end):
        return
    for mention in reading.mentions_in(span.start, span.end):
        for words in judging.get(mention.entity, ()):
            for found in words.finditer(text, span.start, span.end):
                place = Span(found.start(), found.end())
                if not place.overlaps(mention.span) and _is_told_by(mention.span, place, span, reading):
                    yield mention.entity, place


def _is_told_by(who: Span, words: Span, sentence: Span, reading: Reading) -> bool:
    """Whether words are told to be those of who is named at a place, and nobody else is who may have said them."""
    text = reading.letter.text
    led = _ACCORDING.search(text, max(who.start - _NEAR, sentence.start), who.start)
    said = who.end <= words.start and _SAYS.search(text, who.end, words.start)
    by = words.end <= who.start and _BY.search(text, max(who.start - _NEAR, sentence.start), who.start)
    if not (led or said or by):
        return False
    others = (m for m in reading.mentions_in(sentence.start, sentence.end) if m.span != who)
    persons = [m.span for m in others if reading.facts.entities[m.entity].kind in {"person", "organization"}]
    return all(
        _APART.search(text, max(p.start - _NEAR, 0), p.start) or text[p.end : p.end + 2] in {"’s", "'s"}
        for p in persons
    )


@once
def _judging(facts: FactBase) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The judgements that are known of each body and person, as they may stand in a letter, the longest first."""
    told: dict[str, set[str]] = defaultdict(set)
    for id, entity in facts.entities.items():
        for fact in facts.about(id, "passages") if isinstance(entity, Document) else ():
            if isinstance(passage := fact.statement, Passage) and isinstance(entity, Document):
                for who in (passage.by,) if passage.by else entity.by:
                    told[who] |= set(passage.judges)
    longest = {who: sorted(words, key=len, reverse=True) for who, words in told.items()}
    return {
        who: tuple(re.compile(rf"\b{re.escape(one)}\b", re.IGNORECASE) for one in words)
        for who, words in longest.items()
    }


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
