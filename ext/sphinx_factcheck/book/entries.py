"""The pages of people and organizations: an entry for each, with what is known and every mention in context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from docutils import nodes
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from sphinx_factcheck.book.citing import source_mark
from sphinx_factcheck.book.domain import FactcheckDomain, PlacedMention, domain_of, fragment
from sphinx_factcheck.book.nodes import EntityEntries
from sphinx_factcheck.book.wording import told_of, when_in_words
from sphinx_factcheck.facts.model import Alias, Entity, FactBase, Person

DIRECTIVES: Mapping[str, str] = {"people": "person", "organizations": "organization"}


class EntriesDirective(SphinxDirective):
    """``{people}`` and ``{organizations}``: the entries of all entities of this kind."""

    def run(self) -> list[Node]:
        kind = DIRECTIVES[self.name.rpartition(":")[2]]
        entries = domain_of(self.env).entries
        entries[self.env.docname] = (*entries.get(self.env.docname, ()), kind)
        return [EntityEntries(kind=kind)]


def fill_entries(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the entries where a directive asked for them (`doctree-resolved`)."""
    for place in list(doctree.findall(EntityEntries)):
        domain = domain_of(app.env)
        desk = _Desk(app, domain, docname)
        entities = [e for e in domain.edition.known.entities.values() if e.kind == place["kind"]]
        place.replace_self([desk.entry(entity) for entity in sorted(entities, key=_sorting)])


def _sorting(entity: Entity) -> tuple[str, str]:
    """People by their family name."""
    if isinstance(entity, Person):
        names = entity.name.split()
        family = entity.family or names[0 if entity.name_order == "family-first" else -1]
        return family.casefold(), entity.name.casefold()
    return entity.name.removeprefix("The ").casefold(), entity.name.casefold()


class _Desk:
    """What writing the entries of one page needs."""

    def __init__(self, app: Sphinx, domain: FactcheckDomain, docname: str) -> None:
        self._builder = app.builder
        self._env = app.env
        self._facts: FactBase = domain.edition.known
        self._docname = docname
        self._chapters = domain.chapters
        self._mentions: dict[str, dict[str, list[PlacedMention]]] = defaultdict(lambda: defaultdict(list))
        for page in _in_order(domain):
            for mention in domain.mentions[page]:
                self._mentions[mention.entity][page].append(mention)

    def entry(self, entity: Entity) -> nodes.section:
        """One entity: names, what it is, what is known, where the letters name it."""
        named = self._mentions.get(entity.id, {})
        classes = ["fc-entry", *([] if named else ["fc-unnamed"])]
        section = nodes.section("", nodes.title("", entity.name), ids=[fragment(entity)], classes=classes)
        section += list(self._names(entity))
        if entity.about:
            section += nodes.paragraph("", entity.about, classes=["fc-about"])
        section += list(self._known(entity))
        for page, mentions in named.items():
            section += self._chapter(page, mentions)
        return section

    def _names(self, entity: Entity) -> Iterator[Node]:
        others = [entity.native, *(a.name if isinstance(a, Alias) else a for a in entity.also)]
        told = " · ".join(dict.fromkeys(name for name in others if name))
        if told:
            yield nodes.paragraph("", told, classes=["fc-also"])

    def _known(self, entity: Entity) -> Iterator[Node]:
        lines = told_of(entity, self._facts)
        if not lines:
            return
        known = nodes.bullet_list(classes=["fc-known"])
        for one in lines:
            line = nodes.paragraph()
            if one.when:
                line += [nodes.inline("", one.when, classes=["fc-when"]), nodes.Text(" ")]
            line += nodes.inline("", one.words)
            if one.doubt:
                line += nodes.inline("", f" ({one.doubt})", classes=["fc-doubt"])
            for id in one.statement.sources:
                if id in self._facts.sources:
                    line += [nodes.Text(" "), source_mark(self._facts.sources[id])]
            known += nodes.list_item("", line)
        yield known

    def _chapter(self, page: str, mentions: Sequence[PlacedMention]) -> nodes.container:
        title = self._env.titles[page].astext() if page in self._env.titles else page
        link = make_refnode(self._builder, self._docname, page, "", nodes.inline("", title))
        places = nodes.bullet_list(classes=["fc-mentions"])
        for mention in mentions:
            words = nodes.inline("", mention.words, classes=["fc-mentioned"])
            back = make_refnode(self._builder, self._docname, page, mention.fragment, words)
            line = nodes.paragraph("", "", nodes.Text(mention.before), back, nodes.Text(mention.behind))
            places += nodes.list_item("", line)
        heading = nodes.paragraph("", "", link, nodes.Text(self._dated(page)), classes=["fc-chapter"])
        return nodes.container("", heading, places, classes=["fc-in-chapter"])

    def _dated(self, page: str) -> str:
        """What tells a letter from its copies: `, 14 June 2023`; `, copy dated 12 July 2021`."""
        letter = self._chapters[page].letter
        date = when_in_words(letter.date) if letter.date else "without a date"
        return f", copy dated {date}" if letter.witness_of else f", {date}"


def _in_order(domain: FactcheckDomain) -> list[str]:
    """The chapters in the order of their dates, each letter followed by its witnesses."""

    def key(page: str) -> tuple[str, bool, str]:
        letter = domain.chapters[page].letter
        carrier = domain.chapters.get(domain.edition.carriers.get(letter.witness_of, page))
        date = (carrier.letter if carrier else letter).date
        return date.earliest.isoformat() if date else "", bool(letter.witness_of), page

    return sorted((page for page in domain.mentions if page in domain.chapters), key=key)
