"""What stands beside a letter in TEI: people, bodies and events with what is known of them, notes, verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from sphinx_factcheck.check.collate import collate
from sphinx_factcheck.exchange.published import Published, PublishedLetter
from sphinx_factcheck.exchange.tei.body import date_attributes
from sphinx_factcheck.exchange.tei.elements import element, name
from sphinx_factcheck.exchange.tei.header import sigil
from sphinx_factcheck.facts.model import (
    Custody,
    Document,
    Entity,
    Event,
    FactBase,
    Happening,
    Organization,
    Person,
    Ranking,
    Source,
    Statement,
)
from sphinx_factcheck.facts.words import when_in_words
from sphinx_factcheck.letters.text import Span


def stand_off(edition: Published, one: PublishedLetter, standing: Iterable[str]) -> ET.Element | None:
    """`standOff` of a letter, or None where it names nobody and has no notes. `standing` are the ids in its body."""
    known = [edition.facts.entities[id] for id in _named(edition.facts, one)]
    sources = sorted({id for entity in known for id in _sources_of(entity)} | _cited(one))
    parts = [
        _listed("listPerson", (_person(entity) for entity in known if isinstance(entity, Person))),
        _listed("listOrg", (_body(entity) for entity in known if isinstance(entity, Organization))),
        _listed("listEvent", (_event(entity) for entity in known if isinstance(entity, Event))),
        _listed("listBibl", (_work(entity) for entity in known if isinstance(entity, Document | Ranking))),
        _listed("listBibl", (_source(edition.facts.sources[id]) for id in sources if id in edition.facts.sources)),
        _listed("listAnnotation", _annotations(one, set(standing))),
    ]
    return element("standOff", *parts) if any(part is not None for part in parts) else None


def apparatus(edition: Published, one: PublishedLetter) -> ET.Element | None:
    """`listApp`: where the witnesses of a letter vary within passages that both have."""
    entries = [
        _variant(one, other, segment.base, segment.witness)
        for other in (edition.witnesses.get(one.letter.document, ()) if one.letter.document else ())
        for segment in collate(one.letter, other.letter).variants()
    ]
    return element("listApp", *entries) if entries else None


def _variant(one: PublishedLetter, other: PublishedLetter, base: Span, witness: Span) -> ET.Element:
    paragraph = next(
        (id for id, block in zip(one.paragraphs, one.letter.blocks, strict=True) if base.start < block.end),
        one.paragraphs[-1],
    )
    return element(
        "app",
        element("lem", one.letter.words(base), wit=f"#{sigil(one)}"),
        element("rdg", other.letter.words(witness), wit=f"#{sigil(other)}"),
        loc=paragraph,
    )


def _listed(tag: str, entries: Iterable[ET.Element]) -> ET.Element | None:
    found = list(entries)
    return element(tag, *found) if found else None


def _named(facts: FactBase, one: PublishedLetter) -> list[str]:
    ids = {m.entity for _, m in one.mentions} | {e.id for e in (*one.authors, *one.addressees)}
    ids |= {claim.claim.subject for _, claim in one.claims}
    return [id for id in facts.entities if id in ids]


def _cited(one: PublishedLetter) -> set[str]:
    return {source for _, claim in one.claims for cited in claim.ruling.cited for source, _ in cited.sources}


def _sources_of(entity: Entity) -> set[str]:
    statements = (s for key in ("offices", "custody", "awards", "happenings") for s in getattr(entity, key, ()))
    return {id for statement in statements for id in statement.sources}


def _person(person: Person) -> ET.Element:
    return element(
        "person",
        *_names(person, "persName"),
        *_life("birth", person.born),
        *_life("death", person.died),
        element("nationality", person.country) if person.country else None,
        *(element("occupation", _office(o.office, o.of), **_when(o), **_source_refs(o)) for o in person.offices),
        *(_happened(custody.event, custody) for custody in person.custody),
        *(_happened(happening.event, happening) for happening in person.happenings),
        *(
            element(
                "event", element("label", f"{award.role}, {award.award} {award.year}"), type="award", **_when(award)
            )
            for award in person.awards
        ),
        *_ids(person),
        element("note", person.about) if person.about else None,
        id=name(person.id),
    )


def _office(office: str, of: str) -> str:
    return f"{office} ({of})" if of else office


def _happened(event: str, statement: Custody | Happening) -> ET.Element:
    term = getattr(statement, "term", None)
    charge = getattr(statement, "charge", "")
    told = " ".join(part for part in (event, f"to {term}" if term else "", f"for {charge}" if charge else "") if part)
    where = f" ({statement.where})" if statement.where else ""
    kind = {"type": event} if " " not in event else {"type": "happening"}
    return element("event", element("label", f"{told}{where}"), **kind, **_when(statement), **_source_refs(statement))


def _life(tag: str, statement: Statement | None) -> Iterator[ET.Element]:
    if statement is not None and statement.when is not None:
        yield element(tag, when_in_words(statement.when), **date_attributes(statement.when), **_source_refs(statement))


def _body(body: Organization) -> ET.Element:
    return element(
        "org",
        *_names(body, "orgName"),
        *_ids(body),
        element("note", body.about) if body.about else None,
        id=name(body.id),
    )


def _event(event: Event) -> ET.Element:
    dates = [d for d in event.dates if d.when]
    attributes = _when(dates[0]) if dates else {}
    return element("event", element("label", event.name), id=name(event.id), **attributes)


def _work(work: Document | Ranking) -> ET.Element:
    dates = [
        element("date", when_in_words(d.when), type=d.event, **date_attributes(d.when)) for d in work.dates if d.when
    ]
    return element("bibl", element("title", work.name), *dates, id=name(work.id))


def _source(source: Source) -> ET.Element:
    return element(
        "bibl",
        element("title", source.title),
        element("publisher", source.publisher) if source.publisher else None,
        element("ptr", target=source.url) if source.url else None,
        source.citation or None,
        id=name(source.id, "src-"),
    )


def _names(entity: Entity, tag: str) -> Iterator[ET.Element]:
    yield element(tag, entity.name, type="main")
    for alias in entity.aliases()[1:]:
        yield element(tag, alias.name, type="also", **_when(alias))
    if entity.native:
        yield element(tag, entity.native, type="native")


def _ids(entity: Entity) -> Iterator[ET.Element]:
    for kind, id in entity.identifiers.items():
        yield element("idno", id, type=kind)


def _when(statement: Statement) -> dict[str, str]:
    return date_attributes(statement.when)


def _source_refs(statement: Statement) -> dict[str, str]:
    return {"source": " ".join(f"#{name(id, 'src-')}" for id in statement.sources)}


def _annotations(one: PublishedLetter, standing: set[str]) -> Iterator[ET.Element]:
    """Notes and verdicts, each on its words; those on the front matter are on the letter as a whole."""
    for id, note in one.notes:
        target = f"#{id}" if id in standing else f"#{name(one.key)}"
        kind = note.annotation.kind
        words = element("note", note.annotation.body.strip(), type=kind, n=note.annotation.selector.exact)
        motivation = "commenting" if kind == "note-on" else "editing"
        yield element("annotation", words, id=f"a-{id}", motivation=motivation, target=target)
    for id, judged in one.claims:
        target = f"#{id}" if id in standing else f"#{name(one.key)}"
        ruling = judged.ruling
        told = f"{ruling.verdict}: {ruling.message}" if ruling.message else str(ruling.verdict)
        sources = dict.fromkeys(name(s, "src-") for cited in ruling.cited for s, _ in cited.sources)
        yield element(
            "annotation",
            element("note", told, type="verdict", subtype=judged.claim.kind, ana=f"#{ruling.verdict}"),
            *(element("ptr", target=f"#{source}") for source in sources),
            id=f"a-{id}",
            motivation="assessing",
            target=target,
        )
