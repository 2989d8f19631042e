"""What stands below a letter: the statements that were checked, who is named, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_factcheck.book.citing import listed_mark, source_item
from sphinx_factcheck.book.domain import FactcheckDomain, entity_id, fragment, reference
from sphinx_factcheck.book.nodes import Fold, FoldTitle, OnlyHtml
from sphinx_factcheck.book.wording import Told, told_of
from sphinx_factcheck.check import Checked, JudgedClaim
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Entity, FactBase
from sphinx_factcheck.findings import Coverage

_VERDICTS = {"explained": "an error of the source"}
_TOLD = 4


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with its number on the page."""

    number: int
    claim: JudgedClaim

    @property
    def sign(self) -> str:
        """Its verdict, or that a `{sic}` explains it."""
        return "explained" if self.claim.acknowledged_by else str(self.claim.ruling.verdict)

    @property
    def fragment(self) -> str:
        """The id of its words."""
        return f"fc-claim-{self.number}"

    @property
    def row(self) -> str:
        """The id of its row in the list of checked statements."""
        return f"fc-checked-{self.number}"


def state_of_checking(checked: Checked) -> str:
    """How much of a letter was checked, in words: `31 of 34 checkable statements decided; 2 errors … explained`."""
    coverage = Coverage.of(claim.ruling.verdict for claim in checked.claims)
    errors = len({f.acknowledged_by for f in checked.findings if f.acknowledged_by})
    told = "no checkable statement was found"
    if coverage.found:
        noun = "statement" if coverage.found == 1 else "statements"
        told = f"{coverage.decided} of {coverage.found} checkable {noun} decided"
    explained = f"; {errors} error{'' if errors == 1 else 's'} of the source explained" if errors else ""
    return told[:1].upper() + told[1:] + explained


def backmatter(
    domain: FactcheckDomain, docname: str, checked: Checked, claims: Sequence[PlacedClaim]
) -> list[nodes.Element]:
    """The parts below a letter, those left out that would be empty."""
    facts = domain.edition.known
    entities = _named(domain, docname, checked, facts)
    parts: list[nodes.Element] = []
    if claims:
        rows = [_checked_row(one, facts) for one in claims]
        parts.append(_fold("fc-checked", f"What was checked: {state_of_checking(checked)}", rows))
    if entities:
        date = checked.chapter.letter.date
        cards = [_card(facts.entities[id], facts, date, docname) for id in entities]
        parts.append(OnlyHtml("", _fold("fc-cards", f"Who is named: {len(entities)}", cards)))
    if used := _sources(domain, docname, checked, facts):
        parts.append(_fold("fc-sources", f"Sources: {len(used)}", [source_item(facts.sources[id]) for id in used]))
    return parts


def _fold(name: str, title: str, items: Iterable[nodes.list_item]) -> Fold:
    return Fold("", FoldTitle("", title), nodes.bullet_list("", *items), classes=["fc-fold", name])


def _checked_row(one: PlacedClaim, facts: FactBase) -> nodes.list_item:
    ruling = one.claim.ruling
    words = nodes.reference("", f"“{' '.join(one.claim.text.split())}”", refid=one.fragment, internal=True)
    verdict = nodes.strong("", _VERDICTS.get(one.sign, one.sign), classes=["fc-verdict", f"fc-{one.sign}"])
    told = ruling.message or ruling.expected or "nothing in the fact base decides it"
    row = nodes.list_item("", nodes.paragraph("", "", words, nodes.Text(" "), verdict), ids=[one.row])
    row += nodes.paragraph("", f"{told[:1].upper()}{told[1:]}.", classes=["fc-told"])
    ids = dict.fromkeys(id for cited in ruling.cited for id, _ in cited.sources if id in facts.sources)
    row += [nodes.paragraph("", "", listed_mark(facts.sources[id]), classes=["fc-cited"]) for id in ids]
    return row


def _card(entity: Entity, facts: FactBase, date: When | None, docname: str) -> nodes.list_item:
    """Who an entity is; what held at the letter's date; what has happened since."""
    name = reference(entity.kind, entity.id, entity.name, docname)
    head = nodes.paragraph("", "", name, classes=["fc-name"])
    if entity.native:
        head += nodes.Text(f" {entity.native}")
    card = nodes.list_item("", head, ids=[f"fc-card-{fragment(entity)}"], classes=["fc-card"])
    if entity.about:
        card += nodes.paragraph("", entity.about)
    told = told_of(entity, facts)
    if date is None:
        return card
    then = [t for t in told if t.statement.when and t.begins <= date.latest]
    since = [t for t in told if t.statement.when and t.begins > date.latest]
    card += list(_told("At the date of this letter", then[-_TOLD:]))
    card += list(_told("Since then", since[:_TOLD]))
    return card


def _told(title: str, told: Sequence[Told]) -> Iterator[nodes.Element]:
    if told:
        yield nodes.paragraph("", title, classes=["fc-when"])
        items = (nodes.list_item("", nodes.paragraph("", f"{one.when}: {one.words}")) for one in told)
        yield nodes.bullet_list("", *items)


def _named(domain: FactcheckDomain, docname: str, checked: Checked, facts: FactBase) -> list[str]:
    """The entities that the letter names, and those that its notes do, in this order, each once."""
    noted = (entity_id(facts, used.kind, used.id) for used in domain.used.get(docname, ()) if used.kind != "source")
    return list(dict.fromkeys((*(mention.entity for mention in checked.mentions), *(id for id in noted if id))))


def _sources(domain: FactcheckDomain, docname: str, checked: Checked, facts: FactBase) -> list[str]:
    """The sources that the chapter, its notes and its verdicts rest on, in this order, each once."""
    fields = checked.chapter.letter.fields
    own = [fields["source"].value] if "source" in fields else []
    noted = [used.id for used in domain.used.get(docname, ()) if used.kind == "source"]
    cited = [id for claim in checked.claims for fact in claim.ruling.cited for id, _ in fact.sources]
    return [id for id in dict.fromkeys((*own, *noted, *cited)) if id in facts.sources]
