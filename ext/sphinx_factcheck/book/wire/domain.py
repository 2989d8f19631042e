"""The Sphinx domain: what each page names, and where references lead."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.nodes import Element
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole
from sphinx.util.nodes import make_refnode

from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.book.parts.page_names import entity_page, evidence_uri, has_pages
from sphinx_factcheck.book.parts.phrases import fact_in_words
from sphinx_factcheck.book.parts.source_marks import source_mark
from sphinx_factcheck.book.wire.edition import Edition
from sphinx_factcheck.book.wire.written import Written
from sphinx_factcheck.check.binding import ROLES
from sphinx_factcheck.facts.model import Alias, Entity, FactBase
from sphinx_factcheck.facts.naming import lasting_names

NAME = "factcheck"
if TYPE_CHECKING:
    from sphinx_factcheck.book.wire.page_writer import Whole

logger = logging.getLogger(__name__)

Part = tuple[str, str]
"""A part of a page that is made from the whole edition: its kind, and what it is about."""


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A mention as it stands on a page: the fragment of its words, and the words around them."""

    entity: str
    fragment: str
    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class Used:
    """An id that a role on a page names."""

    kind: str
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Taken:
    """Digests of what a page takes: what was found in its letter, and what the fact base tells of all on it.

    `facts` is that of the fact base in which the second was looked up.
    """

    found: str
    told: str
    facts: str

    @property
    def short(self) -> str:
        """A few signs that change with it."""
        return hashlib.sha256(f"{self.found} {self.told}".encode()).hexdigest()[:8]


@dataclass(slots=True)
class PageRecord:
    """What is kept of a page from one build to the next, until it is read again.

    `source` is a digest of the files it was read from; `letter`, of the page of a letter, one of what was found in it,
    and `claims` the fragments of its claims.
    """

    source: str | None = None
    letter: str = ""
    mentions: tuple[PlacedMention, ...] = ()
    claims: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()
    taken: Taken | None = None
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()


class EntityRole(ReferenceRole):
    """``{person}`id` `` or ``{person}`words <id>` ``: a link to an entity, a source or a fact."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        kind = ROLES[self.name.rpartition(":")[2]]
        path, line = self.get_source_info()
        domain_of(self.env).note_use(self.env.docname, Used(kind, self.target, Place(path, line, 1, line, 1, 0, 0)))
        node = reference(kind, self.target, self.title if self.has_explicit_title else "", self.env.docname)
        node.source, node.line = path, line
        return [node], []


def reference(kind: str, id: str, words: str, docname: str) -> addnodes.pending_xref:
    """A link that is made when all pages are known; without `words` it shows the name of what it leads to."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", words or id),
        refdomain=NAME, reftype=kind, reftarget=id, refexplicit=bool(words), refwarn=True, refdoc=docname,
    )  # fmt: skip


class FactcheckDomain(Domain):
    """Keeps for every page the mentions placed on it, and what it uses of the fact base."""

    name = NAME
    label = "Fact check"
    roles = {name: EntityRole() for name in ROLES}  # noqa: RUF012 - Sphinx has these as plain attributes
    initial_data = {"pages": {}, "entries": {}, "listings": {}}  # noqa: RUF012
    data_version = 7
    edition: Edition
    """This build's edition; like `made`, it is new in every build and no part of the stored data."""
    whole: Whole | None = None
    """The same edition put in order, once that is asked for."""
    written: Written
    """What stands where it was written, as far as an earlier build has seen it."""
    shown: dict[str, str]
    """What the generated parts of each page show, as a digest."""
    made: dict[str, dict[Part, list[nodes.Node]]]
    """The generated parts of pages that were made in this build and do not stand on their pages yet."""

    def clear_doc(self, docname: str) -> None:
        for kept in self._by_page():
            kept.pop(docname, None)

    def merge_domaindata(self, docnames: Collection[str], otherdata: dict[str, Any]) -> None:
        for key, kept in self.data.items():
            if isinstance(kept, dict) and key != "listings":
                kept.update({page: value for page, value in otherdata[key].items() if page in docnames})

    def _by_page(self) -> Iterable[dict[str, Any]]:
        return (kept for key, kept in self.data.items() if isinstance(kept, dict) and key != "listings")

    @property
    def pages(self) -> dict[str, PageRecord]:
        """What is kept of each page that was read."""
        return self.data["pages"]  # type: ignore[no-any-return]

    @property
    def entries(self) -> dict[str, tuple[str, ...]]:
        """The kinds of entity that each page lists: few pages do, and every link asks for them."""
        return self.data["entries"]  # type: ignore[no-any-return]

    @property
    def generated(self) -> dict[str, tuple[Part, ...]]:
        """The parts of each page that has some which are made from the whole edition."""
        return {name: page.parts for name, page in self.pages.items() if page.parts}

    def page(self, name: str) -> PageRecord:
        """What is kept of a page; an empty record of one that was not read."""
        return self.pages.get(name) or PageRecord()

    def record(self, name: str) -> PageRecord:
        """What is kept of a page that is being read, to be added to."""
        return self.pages.setdefault(name, PageRecord())

    def note_use(self, docname: str, used: Used) -> None:
        record = self.record(docname)
        record.used = (*record.used, used)

    def page_of(self, kind: str) -> str | None:
        """The page that lists a kind of entity."""
        return next((page for page, kinds in sorted(self.entries.items()) if kind in kinds), None)

    def place_of(self, builder: Builder, address: str) -> tuple[str, str] | None:
        """The page and fragment that tell of an entity or of one of its statements; None where no page lists its kind.

        This is its own page, or its entry in the list where entities have none.
        """
        facts = self.edition.known
        entity = facts.entities.get(address.partition("/")[0])
        listing = self.page_of(entity.kind) if entity else None
        if entity is None or listing is None:
            return None
        if not has_pages(builder):
            return listing, fragment(entity)
        fact = facts.fact(address)
        row = statement_ids(facts, entity)[fact.address] if fact and not isinstance(fact.statement, Alias) else ""
        return entity_page(listing, entity.id), row or fragment(entity)

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: addnodes.pending_xref, contnode: Element,
    ) -> nodes.reference | None:  # fmt: skip
        """The link, or the bare words where there is no page to lead to; what is broken is warned of here."""
        facts = self.edition.known
        if typ == "source" and target in facts.sources:
            words = contnode.astext() if node["refexplicit"] else ""
            listed = evidence_uri(builder, fromdocname) if self.page(fromdocname).letter else None
            return source_mark(facts.sources[target], words, listed)
        entity = facts.entities.get(entity_id(facts, typ, target) or "")
        if entity is None:
            if self.edition.facts is not None:
                logger.warning("no %s has the id “%s”", typ, target, type=NAME, subtype="reference", location=node)
            return contnode  # type: ignore[return-value]
        if not node["refexplicit"]:
            shown = fact_in_words(facts, target) if typ == "fact" else entity.name
            contnode = nodes.inline("", shown or entity.name)
        place = self.place_of(builder, entity.id)
        if place is None:
            return contnode  # type: ignore[return-value]
        link = make_refnode(builder, fromdocname, *place, contnode.children)
        link["classes"] += ["fc-fact"] if typ == "fact" else []
        return link

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str,
        node: addnodes.pending_xref, contnode: Element,
    ) -> list[tuple[str, Element]]:  # fmt: skip
        """Nothing: what a role names is always told by its kind."""
        return []


def domain_of(env: BuildEnvironment) -> FactcheckDomain:
    """The domain, with its type."""
    domain = env.get_domain(NAME)
    assert isinstance(domain, FactcheckDomain)
    return domain


def entity_id(facts: FactBase, kind: str, target: str) -> str | None:
    """The entity that a role leads to; that of a fact is the one it is told of. None where there is none."""
    if kind == "fact":
        fact = facts.fact(target.partition(" ")[0])
        return fact.entity if fact else None
    entity = facts.entities.get(target)
    return target if entity and entity.kind == kind else None


def fragment(entity: Entity) -> str:
    """The id of an entity's own page as a whole, of its line in the list, and of its entry there."""
    return f"{entity.kind}-{entity.id}"


def statement_ids(facts: FactBase, entity: Entity) -> dict[str, str]:
    """The ids of the statements' rows on the page of an entity, by their addresses: `person-xu-zhiyong-custody-1f…`."""
    return {address: f"{fragment(entity)}-{name}" for address, name in lasting_names(facts, entity.id).items()}
