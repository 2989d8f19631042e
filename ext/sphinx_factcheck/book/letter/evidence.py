"""What stands behind a letter: the statements that were checked, who is named, and the sources."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import Node
from sphinx.builders import Builder

from sphinx_factcheck.book.letter.witnesses import field
from sphinx_factcheck.book.parts.nodes import Fold, FoldTitle, OnlyHtml, shown_verdict
from sphinx_factcheck.book.parts.page_names import evidence_page
from sphinx_factcheck.book.parts.phrases import StatementInWords, date_in_words, dates_in_words, told_of
from sphinx_factcheck.book.parts.source_marks import listed_mark, source_item
from sphinx_factcheck.book.wire.domain import PageRecord, domain_of, entity_id, fragment
from sphinx_factcheck.book.wire.page_writer import PageWriter
from sphinx_factcheck.check import Checked, JudgedClaim
from sphinx_factcheck.edition.cache.rows import Kept
from sphinx_factcheck.exchange.published import PublishedLetter
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Entity, FactBase

EVIDENCE = "evidence"
STATE = "state-of-checking"
CHECKED, CARDS, SOURCES = "fc-checked", "fc-cards", "fc-sources"
_TOLD = 4


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with its number on the page; `fragment` is the id of its words there."""

    number: int
    claim: JudgedClaim
    fragment: str

    @property
    def sign(self) -> str:
        """Its verdict, or that a `{sic}` explains it."""
        return self.claim.sign

    @property
    def words(self) -> str:
        """Its words as the page shows them: a date of the front matter is written out there."""
        words = " ".join(self.claim.text.split())
        return date_in_words(words) if self.claim.claim.span.field == "date" else words

    @property
    def told(self) -> str:
        """What the fact base says, as a sentence."""
        ruling = self.claim.ruling
        told = dates_in_words(ruling.message or ruling.expected or "nothing in the fact base decides it")
        return f"{told[:1].upper()}{told[1:]}."

    @property
    def row(self) -> str:
        """The id of its row in the list of checked statements."""
        return f"fc-checked-{self.number}"


def placed_claims(checked: Checked, record: PageRecord | None = None) -> list[PlacedClaim]:
    """The claims of a letter with their numbers; where its page was read for the same, its letter need not be again."""
    if record and isinstance(checked, Kept) and record.letter == checked.digest and record.claims:
        addressed = tuple(zip(record.claims, checked.claims, strict=True))
    else:
        addressed = PublishedLetter(checked, FactBase()).claims
    return [PlacedClaim(number, claim, id) for number, (id, claim) in enumerate(addressed, 1)]


def state_of_checking(checked: Checked) -> str:
    """How much of a letter was checked, in words: `31 of 34 checkable statements decided; 2 errors … explained`."""
    coverage = checked.coverage
    errors = len({f.acknowledged_by for f in checked.findings if f.acknowledged_by})
    told = "no checkable statement was found"
    if coverage.found:
        noun = "statement" if coverage.found == 1 else "statements"
        told = f"{coverage.decided} of {coverage.found} checkable {noun} decided"
        told += f", {coverage.unread} not understood" if coverage.unread else ""
    explained = f"; {errors} error{'' if errors == 1 else 's'} of the source explained" if errors else ""
    return told[:1].upper() + told[1:] + explained


class Evidence:
    """What the letter on `page` rests on, written for the page of `writer`."""

    def __init__(self, writer: PageWriter, page: str) -> None:
        self._writer = writer
        self._page = page
        self._checked = writer.domain.edition.checked[page]
        self.claims = placed_claims(self._checked, writer.domain.page(page))
        self.entities = [writer.facts.entities[id] for id in self._named()]
        self.sources = [writer.facts.sources[id] for id in self._cited()]

    def titles(self) -> dict[str, tuple[str, str]]:
        """The titles of its parts by their names, each with its figure, those left out that would be empty."""
        told = {
            CHECKED: self.claims and ("What was checked", state_of_checking(self._checked)),
            CARDS: self.entities and ("Who is named", str(len(self.entities))),
            SOURCES: self.sources and ("Sources", str(len(self.sources))),
        }
        return {name: title for name, title in told.items() if title}

    def listed(self, name: str) -> nodes.bullet_list:
        """What one part of it lists."""
        made = {CHECKED: self._rows, CARDS: self._cards, SOURCES: self._entries}
        return nodes.bullet_list("", *made[name](), classes=["fc-rows"])

    def _rows(self) -> Iterator[nodes.list_item]:
        return map(self._row, self.claims)

    def _row(self, one: PlacedClaim) -> nodes.list_item:
        ruling = one.claim.ruling
        words = self._writer.link(self._page, one.fragment, f"“{one.words}”")
        verdict = nodes.strong("", shown_verdict(one.sign), classes=["fc-verdict", f"fc-{one.sign}"])
        row = nodes.list_item("", nodes.paragraph("", "", words, nodes.Text(" "), verdict), ids=[one.row])
        row += nodes.paragraph("", one.told, classes=["fc-told"])
        known = self._writer.facts.sources
        ids = dict.fromkeys(id for cited in ruling.cited for id, _ in cited.sources if id in known)
        if ids:
            row += nodes.paragraph("", "", *_alike_together(listed_mark(known[id]) for id in ids), classes=["fc-cited"])
        return row

    def _cards(self) -> Iterator[nodes.list_item]:
        date = self._checked.outline.date
        return (self._card(entity, date) for entity in self.entities)

    def _card(self, entity: Entity, date: When | None) -> nodes.list_item:
        """Who an entity is; what held at the letter's date; what has happened since."""
        head = nodes.paragraph("", "", self._writer.entity(entity.id), classes=["fc-name"])
        if entity.native:
            head += nodes.Text(f" {entity.native}")
        card = nodes.list_item("", head, ids=[f"fc-card-{fragment(entity)}"], classes=["fc-card"])
        if entity.about:
            card += nodes.paragraph("", entity.about)
        if date is None:
            return card
        told = [one for one in told_of(entity, self._writer.facts) if one.statement.when]
        then = [one for one in told if one.begins <= date.latest]
        since = [one for one in told if one.begins > date.latest]
        card += list(_told("At the date of this letter", then[-_TOLD:]))
        card += list(_told("Since then", since[:_TOLD]))
        return card

    def _entries(self) -> Iterator[nodes.list_item]:
        return map(source_item, self.sources)

    def _named(self) -> list[str]:
        """The entities that the letter names, and those that its notes do, in this order, each once."""
        facts, used = self._writer.facts, self._writer.domain.page(self._page).used
        noted = (entity_id(facts, one.kind, one.id) for one in used if one.kind != "source")
        mentioned = (mention.entity for mention in self._checked.mentions)
        return list(dict.fromkeys((*mentioned, *(id for id in noted if id))))

    def _cited(self) -> list[str]:
        """The sources that the chapter, its notes and its verdicts rest on, in this order, each once."""
        source = self._checked.outline.source
        own = [source] if source else []
        noted = [used.id for used in self._writer.domain.page(self._page).used if used.kind == "source"]
        cited = [id for claim in self._checked.claims for fact in claim.ruling.cited for id, _ in fact.sources]
        return [id for id in dict.fromkeys((*own, *noted, *cited)) if id in self._writer.facts.sources]


def _alike_together(marks: Iterable[Node]) -> Iterator[Node]:
    """Marks in a row, those that show the same words behind the first of them."""
    by_words: dict[str, list[Node]] = {}
    for mark in marks:
        by_words.setdefault(mark.astext(), []).append(mark)
    for number, mark in enumerate(chain.from_iterable(by_words.values())):
        if number:
            yield nodes.Text(" ")
        yield mark


def _told(title: str, told: Sequence[StatementInWords]) -> Iterator[nodes.Element]:
    if told:
        yield nodes.paragraph("", title, classes=["fc-when"])
        items = (nodes.list_item("", nodes.paragraph("", f"{one.when}: {one.words}")) for one in told)
        yield nodes.bullet_list("", *items)


def folds(writer: PageWriter, page: str) -> list[Node]:
    """Its parts below the letter: whole, or each with the way to the page beside the letter that holds it."""
    if page not in writer.domain.edition.checked:
        return []
    evidence = Evidence(writer, page)
    script = script_uri(writer.builder, page)
    made: list[Node] = []
    for name, (title, figure) in evidence.titles().items():
        words = f"{title}, on a page of its own"
        inner = nodes.paragraph("", "", writer.behind(page, name, words)) if script else evidence.listed(name)
        fold = Fold("", FoldTitle("", f"{title}: {figure}"), inner, classes=["fc-fold", name], script=script)
        made.append(OnlyHtml("", fold) if name == CARDS else fold)
    return made


def state_field(writer: PageWriter, page: str) -> list[Node]:
    """The field of a letter's head that tells how far it was checked, and leads to what was found."""
    checked = writer.domain.edition.checked[page]
    state = state_of_checking(checked)
    beside = checked.claims and evidence_page(writer.builder, page) != page
    told = writer.behind(page, CHECKED, state) if beside else nodes.Text(state)
    return [field("Checked", [told, nodes.Text(".")])]


def script_path(builder: Builder, page: str) -> Path:
    """The file that holds the evidence of a letter for the script of its page."""
    return Path(builder.get_outfilename(evidence_page(builder, page))).with_suffix(".js")  # type: ignore[attr-defined]


def script_uri(builder: Builder, page: str) -> str:
    """The address of that file as seen from the letter's page, with a digest; empty where the page holds all itself."""
    if evidence_page(builder, page) == page:
        return ""
    own = Path(builder.get_outfilename(page))  # type: ignore[attr-defined]
    path = Path(os.path.relpath(script_path(builder, page), own.parent)).as_posix()
    taken = domain_of(builder.env).page(page).taken
    return f"{quote(path)}?{taken.short if taken else ''}"
