"""What every format is written from: an edition as checked, with the addresses of all that it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from sphinx_factcheck.check import Checked, JudgedClaim
from sphinx_factcheck.edition.publication import Publication
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.facts.dates import When
from sphinx_factcheck.facts.model import Document, Entity, FactBase, Person, Source
from sphinx_factcheck.facts.naming import lasting_names
from sphinx_factcheck.facts.registers import REGISTERS
from sphinx_factcheck.letters.annotations import Anchored
from sphinx_factcheck.letters.identity import paragraph_ids, stretch_ids
from sphinx_factcheck.letters.text import Letter

_DIGITS = {"day": 10, "month": 7}
"""How many characters of an ISO day are known; of all others the year's four."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export: its name below the folder that was asked for, and what it holds."""

    name: str
    text: str


@dataclass(frozen=True)
class PublishedLetter:
    """A letter as others see it: its title, who wrote to whom and when, and all that was found in it, addressed."""

    checked: Checked
    facts: FactBase
    base: str = ""

    @property
    def letter(self) -> Letter:
        return self.checked.chapter.letter

    @cached_property
    def key(self) -> str:
        """Its name among the letters: the path of its file without folder and ending; an id that XML can hold."""
        name = PurePosixPath(self.letter.path).stem
        return f"{name}-{self.letter.id}" if self.letter.id else name

    @cached_property
    def page(self) -> str:
        """The address of its page."""
        return f"{self.base}{PurePosixPath(self.letter.path).with_suffix('.html')}"

    @cached_property
    def title(self) -> str:
        title = self.letter.fields.get("title")
        return title.value if title else self.document.name if self.document else self.key

    @cached_property
    def document(self) -> Document | None:
        found = self.facts.entity(self.letter.carries)
        return found if isinstance(found, Document) else None

    @cached_property
    def source(self) -> Source | None:
        told = self.letter.fields.get("source")
        return self.facts.sources.get(told.value) if told else None

    @cached_property
    def authors(self) -> tuple[Entity, ...]:
        return entities(self.document.by if self.document else (), self.facts)

    @cached_property
    def addressees(self) -> tuple[Entity, ...]:
        return entities(self.document.addressees if self.document else (), self.facts)

    @cached_property
    def sent(self) -> When | None:
        """The day of the letter: that of its document where the fact base has it, else the one it prints."""
        dates = [d for d in (self.document.dates if self.document else ()) if d.event == "dated" and d.when]
        return dates[0].when if dates else self.letter.date

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The address of each block, within the page."""
        return paragraph_ids(self.letter)

    @cached_property
    def mentions(self) -> tuple[tuple[str, Mention], ...]:
        found = self.checked.mentions
        return tuple(zip(stretch_ids(self.letter, "m", ((m.entity, m.span) for m in found)), found, strict=True))

    @cached_property
    def claims(self) -> tuple[tuple[str, JudgedClaim], ...]:
        found = self.checked.claims
        told = ((f"{c.claim.kind} {c.claim.subject}", c.claim.span) for c in found)
        return tuple(zip(stretch_ids(self.letter, "c", told), found, strict=True))

    @cached_property
    def notes(self) -> tuple[tuple[str, Anchored], ...]:
        found = tuple(a for a in self.checked.anchored if a.annotation.kind in {"note-on", "sic"})
        told = ((a.annotation.kind, a.span) for a in found)
        return tuple(zip(stretch_ids(self.letter, "n", told), found, strict=True))

    def address(self, id: str) -> str:
        """The address of a paragraph, note, claim or mention of this letter."""
        return f"{self.page}#{id}"


@dataclass(frozen=True)
class Published:
    """An edition to be written in other formats: letters first, each witness after its letter."""

    publication: Publication
    facts: FactBase
    letters: tuple[PublishedLetter, ...]
    generator: str = field(default="sphinx-factcheck")

    @cached_property
    def witnesses(self) -> Mapping[str, tuple[PublishedLetter, ...]]:
        """The witnesses of each letter, by the id of its document."""
        found: dict[str, list[PublishedLetter]] = {}
        for one in self.letters:
            if one.letter.witness_of:
                found.setdefault(one.letter.witness_of, []).append(one)
        return {document: tuple(ones) for document, ones in found.items()}

    @cached_property
    def originals(self) -> tuple[PublishedLetter, ...]:
        return tuple(one for one in self.letters if not one.letter.witness_of)

    @cached_property
    def named(self) -> tuple[Entity, ...]:
        """Every entity that a letter names, is from or to, in the order of the fact base."""
        ids = {m.entity for one in self.letters for _, m in one.mentions}
        ids |= {entity.id for one in self.letters for entity in (*one.authors, *one.addressees)}
        return tuple(entity for id, entity in self.facts.entities.items() if id in ids)

    def entity_address(self, id: str) -> str:
        """The address of an entity: what others know it by, else its own place in this edition."""
        entity = self.facts.entities.get(id)
        return identifier(entity) or f"{self.publication.url}facts/{id}" if entity else id

    def fact_address(self, address: str) -> str:
        """The address of a statement of the fact base, which those before and behind it do not change."""
        entity = address.partition("/")[0]
        return f"{self.publication.url}facts/{entity}/{lasting_names(self.facts, entity).get(address, address)}"


def published(publication: Publication, facts: FactBase, checked: Sequence[Checked]) -> Published:
    """Put an edition together; a witness stands behind its letter, and otherwise the order stays."""
    letters = [PublishedLetter(one, facts, publication.url) for one in checked]
    first = {one.letter.carries: number for number, one in reversed(list(enumerate(letters))) if one.letter.document}
    ranked = sorted(
        enumerate(letters), key=lambda n: (first.get(n[1].letter.carries, n[0]), bool(n[1].letter.witness_of), n[0])
    )
    return Published(publication, facts, tuple(one for _, one in ranked))


def entities(ids: Sequence[str], facts: FactBase) -> tuple[Entity, ...]:
    """The entities of these ids, in their order; what the fact base lacks is passed over."""
    return tuple(entity for id in ids if (entity := facts.entities.get(id)))


def identifier(entity: Entity | None) -> str:
    """The address by which others know an entity, where the fact base has it."""
    if entity is None:
        return ""
    return next((f"{REGISTERS[register].address}{id}" for register, id in entity.identifiers.items()), "")


def family_and_given(person: Person) -> tuple[str, str]:
    """The family name and the given names of a person, by the order in which the name is written."""
    if person.family:
        rest = person.name.replace(person.family, "", 1).strip()
        return person.family, person.given or rest
    first, _, last = person.name.partition(" ") if person.name_order == "family-first" else person.name.rpartition(" ")
    if person.name_order == "family-first":
        return first, last
    return last, first


def earliest_and_latest(when: When) -> tuple[str, str]:
    """The first and the last day of a date as ISO writes them; empty where that side is open."""
    first = "" if when.earliest == when.earliest.min else when.earliest.isoformat()
    last = "" if when.latest == when.latest.max else when.latest.isoformat()
    return first, last


def iso(when: When | None) -> str:
    """A date as ISO 8601 writes it, as exact as it is known: 2023-06-14, 2023-06, 2023; empty where there is none."""
    if when is None:
        return ""
    return earliest_and_latest(when)[0][: 10 if when.lasting else _DIGITS.get(when.precision, 4)]
