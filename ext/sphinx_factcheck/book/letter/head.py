"""The head of a letter: who wrote to whom and when, where it was found, and how far it was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from sphinx_factcheck.book.letter.evidence import STATE
from sphinx_factcheck.book.letter.marking import Mark
from sphinx_factcheck.book.letter.neighbours import NEIGHBOURS
from sphinx_factcheck.book.letter.witnesses import WITNESSES, field
from sphinx_factcheck.book.parts.nodes import LetterHead
from sphinx_factcheck.book.parts.phrases import NAMED, first_authors, name_of, when_in_words
from sphinx_factcheck.book.wire.domain import FactcheckDomain, reference
from sphinx_factcheck.book.wire.generated import part
from sphinx_factcheck.check import Checked
from sphinx_factcheck.facts.model import Document, FactBase


def letter_head(domain: FactcheckDomain, docname: str, checked: Checked, marks: Sequence[Mark]) -> LetterHead:
    """The head as a list of fields. `marks` are those of the page; of them it takes those on the date."""
    own = [mark for mark in marks if mark.span.field == "date"]
    letter, facts = checked.chapter.letter, domain.edition.known
    document = facts.entities.get(letter.carries)
    names = [name_of(id, facts) for id in document.by] if isinstance(document, Document) else []
    first, others = first_authors(names)
    cited = {"authors": first, "others": others, "date": str(letter.date or "")}
    return LetterHead("", nodes.field_list("", *_rows(domain, docname, checked, own)), classes=["fc-head"], **cited)


def _rows(domain: FactcheckDomain, docname: str, checked: Checked, marks: Sequence[Mark]) -> Iterator[nodes.Element]:
    letter, facts = checked.chapter.letter, domain.edition.known
    document = facts.entities.get(letter.document)
    if isinstance(document, Document):
        if document.addressees:
            yield field("To", _list(document.addressees, facts, docname))
        if document.by:
            yield field("From", _list(document.by, facts, docname))
    if letter.date:
        date = nodes.inline("", "", *_marked(when_in_words(letter.date), marks), classes=["fc-date"])
        yield field("Date", [date])
    yield part(domain.env, NEIGHBOURS, docname)
    yield part(domain.env, WITNESSES, docname)
    source = letter.fields.get("source")
    if source and source.value in facts.sources:
        yield field("Source", [reference("source", source.value, facts.sources[source.value].title, docname)])
    yield part(domain.env, STATE, docname)
    if "transcription" in letter.fields:
        yield field("Text", [nodes.Text(letter.fields["transcription"].value)])


def _marked(words: str, marks: Sequence[Mark]) -> list[nodes.Node]:
    """The words with all marks around them, and behind them their signs."""
    inner: list[nodes.Node] = [nodes.Text(words)]
    for mark in sorted(marks, key=lambda m: -m.rank):
        outer, hole = mark.wrap(True)
        hole += inner
        inner = [outer]
    return [*inner, *(sign for mark in sorted(marks, key=lambda m: -m.rank) for sign in mark.signs)]


def _list(ids: Sequence[str], facts: FactBase, docname: str) -> list[nodes.Node]:
    """Some names with links, or how many there are."""
    if len(ids) > NAMED:
        kinds = {facts.entities[id].kind for id in ids if id in facts.entities}
        return [nodes.Text(f"{len(ids)} {'organizations' if kinds == {'organization'} else 'signers'}")]
    shown: list[nodes.Node] = []
    for id in ids:
        entity = facts.entities.get(id)
        shown += [nodes.Text(", ")] if shown else []
        shown.append(reference(entity.kind, id, entity.name, docname) if entity else nodes.Text(id))
    return shown
