"""What a date dates by whose it is: "his letter of 24 February", "the statement of the League of 12 June"."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.by_clause import Meant, parties
from sphinx_factcheck.engine.claims.dating.dated import addressees
from sphinx_factcheck.engine.claims.persons import topic
from sphinx_factcheck.engine.language import lexicon as lex
from sphinx_factcheck.engine.language.clauses import Noun
from sphinx_factcheck.engine.language.sentences import Sentence
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.subjects.index import index_of
from sphinx_factcheck.engine.subjects.ours import bodies_that_write
from sphinx_factcheck.engine.subjects.stems import stem
from sphinx_factcheck.facts.model import Document

_OF = frozenset({"of", "dated", "on"})
_OURS = frozenset({"our", "my"})
_HIS = frozenset({"his", "her"})


def dated_by_owner(reading: Reading, said: DateSaid) -> Meant | None:
    """The one text of its sort that is known to be by those whose it is told to be."""
    sentence = reading.prose.sentence(reading.prose.number_at(said.start))
    date = sentence.noun_at(said.start)
    noun = next((n for n in sentence.nouns if any(date in ns and p in _OF for p, ns in n.phrases)), None)
    heads = {stem(noun.head.low)} if noun and not noun.kind and not lex.is_plural(noun.head.low) else set()
    texts = [s for s in index_of(reading.facts).all if isinstance(s.entity, Document) and not heads.isdisjoint(s.heads)]
    if noun is None or not texts:
        return None
    owners, to = frozenset(_owners(reading, sentence, noun)), frozenset(_addressed(reading, noun))
    own = [s for s in texts if isinstance(s.entity, Document) and owners.intersection(s.entity.by)
           and to <= {*s.entity.addressees} and s.id != reading.letter.carries]  # fmt: skip
    facts = tuple(f for f in reading.facts.about(own[0].id, "dates") if f.statement.when) if len(own) == 1 else ()
    return Meant(own[0].id, facts, strong=True, named=False) if facts else None


def _owners(reading: Reading, sentence: Sentence, noun: Noun) -> Iterator[str]:
    low = noun.words[0].low
    if low in _OURS:
        yield from bodies_that_write(reading)
        document = reading.facts.entities.get(reading.letter.carries)
        yield from document.by if isinstance(document, Document) else ()
        yield from (str(who) for who in [reading.prose.author] if who)
    elif low == "your":
        yield from addressees(reading)
    elif low in _HIS:
        yield from (m.entity for m in topic(reading, noun.start, same_block=True))
    elif low == "its":
        bodies = [n for n in sentence.nouns if n.kind == "body" and n.end <= noun.start]
        yield from (str(n.value) for n in bodies[-1:])
    else:
        yield from (one for n in (*noun.owners, *_of(noun)) for one in parties(n, None, reading) if one)


def _of(noun: Noun) -> Iterator[Noun]:
    yield from (n for p, ns in noun.phrases if p in {"of", "by", "from"} for n in ns if n.kind != "date")


def _addressed(reading: Reading, noun: Noun) -> Iterator[str]:
    yield from (one for p, ns in noun.phrases if p == "to" for n in ns for one in parties(n, None, reading) if one)
