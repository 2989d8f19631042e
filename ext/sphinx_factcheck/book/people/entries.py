"""The lists of people, organizations and so on, and what an entry tells: names, what is known, every mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from docutils import nodes
from docutils.nodes import Node

from sphinx_factcheck.book.parts.digests import digest_of
from sphinx_factcheck.book.parts.page_names import has_pages
from sphinx_factcheck.book.parts.phrases import StatementInWords, date_in_words, told_of, when_in_words
from sphinx_factcheck.book.parts.source_marks import source_mark
from sphinx_factcheck.book.wire.domain import PlacedMention, fragment
from sphinx_factcheck.book.wire.page_writer import PageWriter, joined, table
from sphinx_factcheck.book.wire.sheets import Sheet, are_many, in_sheets, listed
from sphinx_factcheck.facts.model import Alias, Entity, FactBase, Person
from sphinx_factcheck.facts.registers import NONE_FOUND, REGISTERS

ENTRIES = "entries"
"""The kind of part that lists entities."""
_LISTED = 30
"""So many letters at most are listed in a cell."""
LISTS: Mapping[str, str] = {
    "people": "person",
    "organizations": "organization",
    "events": "event",
    "documents": "document",
    "rankings": "ranking",
    "places": "place",
}
"""The kind of entity that each directive lists."""


def entries(writer: PageWriter, kind: str) -> list[Node]:
    """A table that leads to the own pages of all entities of a kind; the entry of each where they have none."""
    made = Entries(writer, named_in(writer))
    entities = of_kind(kind, writer.facts)
    if sheets := _sheets(writer, kind, entities, made):
        return [listed(writer, ENTRIES, kind, sheets, ("Names in", "Entries", "Named in letters"))]
    if has_pages(writer.builder):
        return [made.listed(kind, entities)] if entities else []
    return [made.entry(entity) for entity in entities]


def entries_sheets(writer: PageWriter, kind: str) -> list[Sheet]:
    """The entities of a kind by their initials, where they are many, and where each is named, where that is often."""
    if not has_pages(writer.builder):
        return []
    entities, made = of_kind(kind, writer.facts), Entries(writer, named_in(writer))
    often = (sheet for entity in entities for sheet in (*made.named_sheets(entity), *made.signed_sheets(entity)))
    return [*_sheets(writer, kind, entities, made), *often]


def _sheets(writer: PageWriter, kind: str, entities: Sequence[Entity], made: Entries) -> list[Sheet]:
    if not are_many(writer, len(entities)):
        return []
    around = _around(writer)
    named = Named(made.mentions, made.signed)

    def sheet(name: str, label: str, some: Sequence[Entity]) -> Sheet:
        told = [(entity.id, made.figures(entity)) for entity in some]
        in_letters = sum(1 for entity in some if made.mentions.get(entity.id))
        return Sheet(
            name, label, (str(len(some)), str(in_letters)), digest_of(f"{around} {told!r}"),
            lambda own: [Entries(own, named).listed(kind, some)],
        )  # fmt: skip

    return [sheet(name, label, some) for name, label, some in in_sheets([(e, _initial(e), 1) for e in entities])]


def _around(writer: PageWriter) -> str:
    return f"{writer.domain.edition.meaning} {sorted(writer.domain.entries.items())}"


def _initial(entity: Entity) -> str:
    """What a name is filed under: its first letter without its marks."""
    first = normalize("NFD", _sorting(entity)[0])[:1].upper()
    return first if first.isalpha() else "0–9"


def _sorting(entity: Entity) -> tuple[str, str]:
    """People by their family name."""
    if isinstance(entity, Person):
        names = entity.name.split()
        family = entity.family or names[0 if entity.name_order == "family-first" else -1]
        return family.casefold(), entity.name.casefold()
    return entity.name.removeprefix("The ").casefold(), entity.name.casefold()


@dataclass(frozen=True, slots=True)
class Named:
    """Where entities stand in the letters, by their ids.

    `mentions` are by page, letters in the order of their dates; `signed` are the pages of the letters it signed.
    """

    mentions: Mapping[str, Mapping[str, Sequence[PlacedMention]]]
    signed: Mapping[str, Sequence[str]]


def _of(writer: PageWriter, entity: Entity) -> nodes.paragraph:
    """A link to the page of an entity."""
    return nodes.paragraph("", "", nodes.Text("← "), writer.entity(entity.id), classes=["fc-back-to-list"])


def named_in(writer: PageWriter) -> Named:
    """All entities that the letters name."""
    mentions: dict[str, dict[str, list[PlacedMention]]] = defaultdict(lambda: defaultdict(list))
    for page in writer.checked:
        for mention in writer.domain.page(page).mentions:
            mentions[mention.entity][page].append(mention)
    signed: dict[str, list[str]] = defaultdict(list)
    for page, letter in writer.letters.items():
        for id in letter.signed:
            signed[id].append(page)
    return Named(mentions, signed)


def of_kind(kind: str, facts: FactBase) -> list[Entity]:
    """The entities of a kind in the order of their names."""
    return sorted((entity for entity in facts.entities.values() if entity.kind == kind), key=_sorting)


class Entries:
    """What is told of entities, as it is written on one page."""

    def __init__(self, writer: PageWriter, named: Named) -> None:
        self.writer = writer
        self._letters = writer.outlines
        self.mentions, self.signed = named.mentions, named.signed

    def listed(self, kind: str, entities: Sequence[Entity]) -> nodes.table:
        """One line for each: who it is, what letter names it first, how often the letters name it, what it signed."""
        signing = ["Signed"] if kind == "organization" else []
        rows: list[list[list[Node]]] = []
        for entity in entities:
            named = self._in_letters(entity)
            first = next(iter(named), "")
            count = sum(len(self.mentions[entity.id][page]) for page in named)
            row: list[list[Node]] = [
                self._who(entity), self._dated_link(first) if first else [], [nodes.Text(str(count))] if count else [],
            ]  # fmt: skip
            rows.append([*row, *([self._signed(entity)] if signing else [])])
        ids = [fragment(entity) for entity in entities]
        return table(("Name", "First named", "Mentions", *signing), rows, "fc-list", ids=ids)

    def figures(self, entity: Entity) -> tuple[object, ...]:
        """What a line tells of an entity beside what the fact base says of it."""
        named = self._in_letters(entity)
        first = [(page, str(self._letters[page].date)) for page in named[:1]]
        return len(named), first, sum(len(self.mentions[entity.id][page]) for page in named), self.signed.get(entity.id)

    def _who(self, entity: Entity) -> list[Node]:
        name = nodes.inline("", "", self.writer.entity(entity.id), classes=["fc-name"])
        native = [nodes.Text(" "), nodes.inline("", entity.native, classes=["fc-native"])] if entity.native else []
        about = [nodes.Text(" "), nodes.inline("", entity.about, classes=["fc-who"])] if entity.about else []
        others = {a.name for a in entity.aliases()} - {entity.name, entity.native}
        hidden = nodes.inline("", f" {' · '.join(sorted(others))}", classes=["fc-other-names"])
        return [name, *native, *about, *([hidden] if others else [])]

    def _in_letters(self, entity: Entity) -> list[str]:
        """The letters that name an entity; their witnesses where no letter does."""
        named = list(self.mentions.get(entity.id, {}))
        return [page for page in named if not self._letters[page].witness_of] or named

    def _dated_link(self, page: str) -> list[Node]:
        letter = self._letters[page]
        key = letter.date.earliest.strftime("%Y%m%d") if letter.date else "0"
        words = nodes.inline("", self.writer.dated(letter), classes=[f"fc-sort-{key}"])
        return [self.writer.link(page, "", words)]

    def _signed(self, entity: Entity) -> list[Node]:
        pages = self.signed.get(entity.id, ())
        if len(pages) > _LISTED:
            return [nodes.Text(f"{len(pages)} letters")]
        dates = {page: self._letters[page].date for page in pages}
        return joined(
            [self.writer.link(page, "", str(d.earliest.year) if d else "undated")] for page, d in dates.items()
        )

    def entry(self, entity: Entity) -> nodes.section:
        """One entity as a section: names, what it is, what is known, where the letters name it."""
        section = nodes.section("", nodes.title("", entity.name), ids=[fragment(entity)], classes=["fc-entry"])
        section += list(self.names(entity))
        if entity.about:
            section += nodes.paragraph("", entity.about, classes=["fc-about"])
        if told := told_of(entity, self.writer.facts):
            section += nodes.bullet_list("", *map(self._line, told), classes=["fc-known"])
        section += list(self.named(entity))
        section += list(self.elsewhere(entity))
        return section

    def names(self, entity: Entity) -> Iterator[Node]:
        """Its other names."""
        others = [entity.native, *(a.name if isinstance(a, Alias) else a for a in entity.also)]
        told = " · ".join(dict.fromkeys(name for name in others if name))
        if told:
            yield nodes.paragraph("", told, classes=["fc-also"])

    def elsewhere(self, entity: Entity) -> Iterator[Node]:
        """By what numbers others know it, and where that was read; or that none was found, and when."""
        told: list[list[Node]] = []
        for key, number in entity.registered.items():
            register = REGISTERS[key]
            if number.startswith(NONE_FOUND):
                day = date_in_words(number.removeprefix(NONE_FOUND).strip())
                told.append([nodes.Text(f"{register.name}: no page that gives its number was found on {day}")])
            else:
                link = nodes.reference("", number, refuri=f"{register.address}{number}", internal=False)
                told.append([nodes.Text(f"{register.name}: "), link])
        for parts in told:
            known = self.writer.facts.sources
            marks = [n for id in entity.sources if id in known for n in (nodes.Text(" "), source_mark(known[id]))]
            read = marks if isinstance(parts[-1], nodes.reference) else []
            yield nodes.paragraph("", "", *parts, *read, classes=["fc-elsewhere"])

    def _line(self, one: StatementInWords) -> nodes.list_item:
        line = nodes.paragraph()
        if one.when:
            line += [nodes.inline("", one.when, classes=["fc-when"]), nodes.Text(" ")]
        line += [*self.said(one), *self.sources(one)]
        return nodes.list_item("", line)

    def said(self, one: StatementInWords) -> list[Node]:
        """A statement in words, with the doubt there is about it."""
        doubt = [nodes.inline("", f" ({one.doubt})", classes=["fc-doubt"])] if one.doubt else []
        return [nodes.inline("", one.words), *doubt]

    def sources(self, one: StatementInWords) -> Iterator[Node]:
        """The sources of a statement, as short marks."""
        known = self.writer.facts.sources
        for id in one.statement.sources:
            if id in known:
                yield from (nodes.Text(" "), source_mark(known[id]))

    def named_sheets(self, entity: Entity) -> list[Sheet]:
        """Where the letters name an entity, by their years, if that is at more places than one page should carry."""
        mentions = self.mentions.get(entity.id, {})
        if not are_many(self.writer, sum(map(len, mentions.values()))):
            return []
        told = in_sheets([(page, self.writer.year(page), len(places)) for page, places in mentions.items()])
        return [self._named_sheet(entity, name, label, pages) for name, label, pages in told]

    def _named_sheet(self, entity: Entity, name: str, label: str, pages: Sequence[str]) -> Sheet:
        some = {page: self.mentions[entity.id][page] for page in pages}
        titles = [(self.writer.full_title(page), str(self._letters[page].date)) for page in pages]
        return Sheet(
            f"named-{entity.id}-{name}", f"{entity.name} in letters of {label}",
            (str(len(pages)), str(sum(map(len, some.values())))),
            digest_of(f"{_around(self.writer)} {entity.name} {some!r} {titles}"),
            lambda own: [_of(own, entity), *Entries(own, Named({entity.id: some}, {})).named(entity)],
        )  # fmt: skip

    def signed_sheets(self, entity: Entity) -> list[Sheet]:
        """The letters that an entity signed, by their years, if these are more than one page should carry."""
        signed = self.signed.get(entity.id, ())
        if not are_many(self.writer, len(signed)):
            return []
        told = in_sheets([(page, self.writer.year(page), 1) for page in signed])
        return [self._signed_sheet(entity, name, label, pages) for name, label, pages in told]

    def _signed_sheet(self, entity: Entity, name: str, label: str, pages: Sequence[str]) -> Sheet:
        titles = [(self.writer.full_title(page), str(self._letters[page].date)) for page in pages]
        return Sheet(
            f"signed-{entity.id}-{name}", f"letters of {label} that {entity.name} signed", (str(len(pages)),),
            digest_of(f"{_around(self.writer)} {entity.name} {pages} {titles}"),
            lambda own: [_of(own, entity), Entries(own, Named({}, {})).letters(pages)],
        )  # fmt: skip

    def letters(self, pages: Iterable[str]) -> nodes.bullet_list:
        """Letters in a row, each with its date."""
        items = nodes.bullet_list()
        for page in pages:
            told = nodes.Text(f", {self.writer.dated(self._letters[page])}")
            items += nodes.list_item(
                "", nodes.paragraph("", "", self.writer.link(page, "", self.writer.full_title(page)), told)
            )
        return items

    def named(self, entity: Entity) -> Iterator[nodes.container]:
        """For each letter that names it, every mention in context, with a link back to the very words."""
        for page, mentions in self.mentions.get(entity.id, {}).items():
            places = nodes.bullet_list(classes=["fc-mentions"])
            for mention in mentions:
                words = nodes.inline("", mention.words, classes=["fc-mentioned"])
                back = self.writer.link(page, mention.fragment, words)
                line = nodes.paragraph("", "", nodes.Text(mention.before), back, nodes.Text(mention.behind))
                places += nodes.list_item("", line)
            title = self.writer.full_title(page)
            link = self.writer.link(page, "", title)
            heading = nodes.paragraph("", "", link, nodes.Text(self._dated(page)), classes=["fc-chapter"])
            yield nodes.container("", heading, places, classes=["fc-in-chapter"])

    def _dated(self, page: str) -> str:
        """What tells a letter from its copies: `, 14 June 2023`; `, copy dated 12 July 2021`."""
        letter = self._letters[page]
        date = when_in_words(letter.date) if letter.date else "without a date"
        return f", copy dated {date}" if letter.witness_of else f", {date}"
