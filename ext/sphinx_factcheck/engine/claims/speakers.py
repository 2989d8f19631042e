"""Who is told to have said words in quotation marks: "X noted in its report: “…”", "“…,” said Y"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_factcheck.base.findings import Ruling, Verdict
from sphinx_factcheck.engine.claims.base import Claim, Reading
from sphinx_factcheck.engine.claims.judging import UNDECIDED, rule
from sphinx_factcheck.engine.claims.quotation import QuotationKind
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.engine.spans.patterns import any_of
from sphinx_factcheck.facts.dates import Answer
from sphinx_factcheck.facts.model import (
    Document,
    Entity,
    Fact,
    FactBase,
    Membership,
    Office,
    Organization,
    Passage,
    Person,
    statements_of,
)
from sphinx_factcheck.facts.words import joined
from sphinx_factcheck.letters.text import Span

_SAYS = frozenset(
    "say state note write declare warn add observe conclude stress emphasize emphasise affirm argue claim complain "
    "remark reply announce assert explain insist promise vow acknowledge admit confirm promise".split()
)
_TEXTS = frozenset("report statement letter assessment speech declaration resolution readout release".split())
_GOES_ON = re.compile(r"[,?!][”\"]?$|[”\"],$")
"""What stands where a sentence goes on behind words in quotation marks."""
_SAID_WORD = any_of(
    "said says wrote writes declared declares stated states added adds warned explained insisted noted replied"
)
_SAID = re.compile(rf"{_SAID_WORD}\s(?:the\s)?")
_SAID_THEN = re.compile(
    rf"(?:,\s[^,.;“”]{{2,40}},)?\s(?:has\s|had\s|then\s|also\s|once\s)?{_SAID_WORD}\b(?=[.,;]|\s(?:in|on|at|to|of|last|this|yesterday|when|after|before|and)\b)"
)
_CLOSED = re.compile(r"[,.?!]?[”\"]?[,.?!]?\s")
_REACH_BEFORE, _REACH_AFTER = 200, 80
"""Characters between the verb and the words that it leads to, or that lead to it."""
_OWN_WORDS = 8
"""From so many words on nobody says by chance what another has said."""
_SHOWN = 40


Told = tuple[Span, tuple[str, ...]]
"""The words that tell who speaks, and the ids of those who are meant."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The data of a claim of this kind: the document and the passage in which the words stand, and how many there are.

    `named`: that the sentence names one whose words they are as well, so that they may be told as that one's.
    """

    document: str
    passage: str
    words: int
    named: bool
    text: str = ""
    past: bool = True


def speakers_told(reading: Reading) -> Iterator[Claim]:
    """Each quotation that stands in a text that is known, with the one who is told to have said it."""
    quotations = QuotationKind()
    for claim in reading.claims_of(quotations):
        ruling = quotations.judge(claim, reading)
        if ruling.verdict is not Verdict.SUPPORTED or not ruling.cited or claim.span.field:
            continue
        told = _before(claim.span, reading) or _after(claim.span, reading)
        if told is None or len(told[1]) != 1:
            continue
        span, who = told[0], told[1][0]
        authors = _authors(reading.facts.fact(ruling.cited[0].address), claim.subject, reading.facts)
        if not authors:
            continue
        sentence = reading.sentence_at(span.start)
        here = {m.entity for m in reading.mentions_in(sentence.start, sentence.end)}
        said = Quoted(
            claim.subject,
            ruling.cited[0].address,
            len(claim.value.split()),
            bool(here & {*authors} - {who}),
            claim.value,
        )
        yield Claim("attribution", who, f"said “{_short(claim.value)}”", span, said)


def judge_speaker(claim: Claim, said: Quoted, reading: Reading) -> Ruling:
    """Supported for whose words they are; contradicted for one who has nothing to do with these."""
    facts = reading.facts
    fact = facts.fact(said.passage)
    authors = _authors(fact, said.document, facts)
    if fact is None or not authors:
        return UNDECIDED
    names = joined([facts.entities[one].name if one in facts.entities else one for one in authors][:3])
    message = f"these words are those of {names}, in {facts.entities[said.document].name}"
    if claim.subject in {*authors, said.document}:
        return rule([(fact, Answer.YES)], facts, message)
    apart = said.words >= _OWN_WORDS and not said.named and not _belong(claim.subject, authors, facts)
    apart = apart and not _said_too(claim.subject, said, reading)
    return rule([(fact, Answer.NO if apart else Answer.UNKNOWN)], facts, message, names)


def _said_too(who: str, said: Quoted, reading: Reading) -> bool:
    """Whether the same words stand in a text that is known of somebody as well."""
    sought = _bare(said.text)
    for id, entity in reading.facts.entities.items():
        if not isinstance(entity, Document):
            continue
        if who in {id, *entity.by} and sought in _bare(reading.held.get(id, "")):
            return True
        for passage in entity.passages:
            if who in ({id, passage.by} if passage.by else {id, *entity.by}) and sought in _bare(passage.text):
                return True
    return False


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"


def _authors(fact: Fact | None, document: str, facts: FactBase) -> tuple[str, ...]:
    statement, entity = fact.statement if fact else None, facts.entities.get(document)
    if isinstance(statement, Passage) and statement.by:
        return (statement.by,)
    return entity.by if isinstance(entity, Document) else ()


def _before(span: Span, reading: Reading) -> Told | None:
    """Who is told to say what follows: "X said: “…", "the report by X stating that “…"."""
    text, at = reading.letter.text, max(span.start - 2, 0)
    sentence = reading.prose.sentence(reading.prose.number_at(at))
    for clause in reversed(sentence.clauses):
        between = text[clause.verb_end : span.start - 1] if clause.verb_end <= at else '"'
        if clause.verb and clause.verb_end <= at and len(between) <= _REACH_BEFORE:
            if clause.verb in _SAYS:
                return None if clause.passive or re.search(r"[;“”\"]", between) else _told(clause, reading)
            if clause.finite:
                return None
    return None


def _told(clause: Clause, reading: Reading) -> Told | None:
    subject = clause.subject or ((clause.anchor,) if clause.anchor else ())
    told = clause.certainty.told or (clause.link == "participle" and not clause.negated)
    if len(subject) != 1 or not told:
        return None
    noun = subject[0]
    span = Span(min(noun.start, clause.verb_start), max(noun.end, clause.verb_end))
    return span, tuple(dict.fromkeys(_ids(noun, reading)))


def _after(span: Span, reading: Reading) -> Told | None:
    """Who is told right behind words to have said them: "…,” said X", "…,” X writes"."""
    text = reading.letter.text
    closed = _CLOSED.match(text, span.end)
    if closed is None or not _GOES_ON.search(text, span.end - 2, closed.end() - 1):
        return None
    named = [m for m in reading.mentions_in(closed.end(), closed.end() + _REACH_AFTER) if _speaks(m, reading)][:1]
    for mention in named:
        first = _SAID.match(text, closed.end())
        behind = _SAID_THEN.match(text, mention.span.end)
        if (first and first.end() == mention.span.start) or (behind and mention.span.start == closed.end()):
            end = max(mention.span.end, behind.end() if behind and not first else 0)
            return Span(closed.end(), end), (mention.entity,)
    return None


def _speaks(mention: Mention, reading: Reading) -> bool:
    return isinstance(reading.facts.entities[mention.entity], Person | Organization)


def _ids(noun: Noun, reading: Reading) -> Iterator[str]:
    """Who is meant by a subject: who is named, "he", or the body whose report it is."""
    if noun.denied:
        return
    if noun.kind in {"person", "body", "document"}:
        told: Iterable[Noun] = (noun,)
    elif noun.head.low in _TEXTS:
        told = [*noun.owners, *(n for p, ns in noun.phrases if p in {"by", "from", "of"} for n in ns)]
    else:
        told = reading.prose.meant(noun)
    yield from (
        str(n.value)
        for n in told
        if n.kind in {"person", "body", "document"} and str(n.value) in reading.facts.entities
    )


def _belong(who: str, authors: tuple[str, ...], facts: FactBase) -> bool:
    """Whether somebody can speak for one of these, or they for him: by an office, as a member, of one country."""
    one = facts.entities[who]
    if isinstance(one, Document):
        return bool({*one.by} & {*authors})
    others = [facts.entities[id] for id in authors if id in facts.entities]
    return len(others) < len(authors) or any(_tied(one, other) or _tied(other, one) for other in others)


def _tied(one: Entity, other: Entity) -> bool:
    if isinstance(one, Organization) and isinstance(other, Organization):
        return bool(one.country) and one.country == other.country
    if not isinstance(one, Person):
        return False
    names = {alias.name.casefold() for alias in other.aliases()} | {other.id}
    names |= {other.country.casefold()} if isinstance(other, Organization) and other.country else set()
    of = {s.of.casefold() for _, s in statements_of(one) if isinstance(s, Office | Membership) and s.of}
    return bool(names & of) or (isinstance(other, Person) and bool(of & _bodies(other)))


def _bodies(person: Person) -> set[str]:
    return {s.of.casefold() for _, s in statements_of(person) if isinstance(s, Office | Membership) and s.of}
