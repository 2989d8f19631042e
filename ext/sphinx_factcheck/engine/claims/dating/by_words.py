"""What a date dates by the words that were said then: "told this House on 8 March that there were “no relations …”"."""

from __future__ import annotations

from sphinx_factcheck.engine.claims.base import Reading
from sphinx_factcheck.engine.claims.dating.by_clause import Meant, clause_of
from sphinx_factcheck.engine.claims.quotation import QuotationKind
from sphinx_factcheck.engine.language.clauses import Clause, Noun
from sphinx_factcheck.engine.language.verbs import SPEAKS
from sphinx_factcheck.engine.spans.dates import DateSaid
from sphinx_factcheck.engine.subjects.kin import is_of_a_text
from sphinx_factcheck.facts.model import Document
from sphinx_factcheck.letters.text import Span

_MARKS = frozenset('“”"„«»‘')
_AGAIN = "ask fear hope read quote cite recall remind repeat reiterate relate recount document acknowledge add conclude"
"""Verbs of those who say what was said, or was asked, on another day."""
_SAYING = (SPEAKS | frozenset("write speak call put assure promise pledge".split())) - frozenset(_AGAIN.split())
_WORDS = 5
"""Words that nobody says twice on two days."""
_BEHIND = 3
"""Characters, of a mark and a space, by which a quotation can reach beyond its sentence."""


def dated_by_words(reading: Reading, said: DateSaid) -> Meant | None:
    """The document that has the words quoted in the sentence of a date on which they were said or written."""
    sentence, text = reading.sentence_at(said.start), reading.letter.text
    if _MARKS.isdisjoint(text[sentence.start : sentence.end]) or not said.first.month:
        return None
    clause, date = clause_of(reading, said)
    if not is_of_a_text(text, said.start) and not (clause and date and _says(clause, date)):
        return None
    around = Span(sentence.start, sentence.end + _BEHIND)
    quoted = [c for c in reading.claims_of(QuotationKind()) if c.said and around.start <= c.span.start < around.end]
    if any(reading.dates_in(said.end, c.span.start) for c in quoted):
        return None  # a nearer day is that of the words
    documents = {c.subject for c in quoted}
    entity = reading.facts.entities.get(documents.pop()) if len(documents) == 1 else None
    if not isinstance(entity, Document) or (clause and not _may_be_by(entity, clause, reading)):
        return None
    facts = tuple(f for f in reading.facts.about(entity.id, "dates") if f.statement.when)
    strong = any(len(c.value.split()) >= _WORDS for c in quoted)
    return Meant(entity.id, facts, strong, named=False) if facts else None


def _says(clause: Clause, date: Noun) -> bool:
    """Whether it is by a verb of saying that a date is led to."""
    if not clause.certainty.told or clause.verb not in _SAYING:
        return False
    return any(date in c.nouns for c in clause.complements)


def _may_be_by(document: Document, clause: Clause, reading: Reading) -> bool:
    """Whether those who say something in a clause, where it tells who, are those whom a document quotes or is by."""
    by = {*document.by, *(getattr(f.statement, "by", "") for f in reading.facts.about(document.id, "passages"))}
    known = {str(p.value) for noun in clause.subject for p in reading.prose.meant(noun) if p.kind == "person"}
    return not known or not by - {""} or not known.isdisjoint(by)
