"""Letters as TEI files, one each and all in one corpus; and their metadata as CMIF.

CMIF: the Correspondence Metadata Interchange Format 1.1, https://correspsearch.net/en/documentation.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sphinx_factcheck.exchange.published import File, Published, PublishedLetter, identifier
from sphinx_factcheck.exchange.tei.body import Body, date_attributes, ids_of
from sphinx_factcheck.exchange.tei.elements import ID, document, element, name
from sphinx_factcheck.exchange.tei.header import encoding_desc, file_desc, header
from sphinx_factcheck.exchange.tei.stand_off import apparatus, stand_off
from sphinx_factcheck.facts.model import Entity, Person


def tei(edition: Published) -> Iterator[File]:
    """A TEI file for each letter and witness, and `edition.xml`, the `teiCorpus` that includes them all."""
    for one in edition.letters:
        yield File(f"tei/{one.key}.xml", document(letter_element(edition, one)))
    corpus = element(
        "teiCorpus",
        element("teiHeader", file_desc(edition, edition.publication.title, None), encoding_desc()),
        *(letter_element(edition, one, alone=False) for one in edition.letters),
    )
    yield File("tei/edition.xml", document(corpus))


def letter_element(edition: Published, one: PublishedLetter, *, alone: bool = True) -> ET.Element:
    """`TEI` of one letter. Within a corpus every id gets the letter's own in front, for it is to stand there once."""
    body = Body(one).element()
    variants = apparatus(edition, one)
    back = element("back", element("div", variants, type="apparatus")) if variants is not None else None
    made = element(
        "TEI",
        header(edition, one),
        stand_off(edition, one, ids_of(body)),
        element("text", body, back, lang=edition.publication.language),
        id=name(one.key),
    )
    if not alone:
        _apart(made, f"{name(one.key)}.")
    return made


_POINTING = ("prev", "ref", "ana", "wit", "target", "source")


def _apart(made: ET.Element, prefix: str) -> None:
    for inner in made.iter():
        if inner is not made and (id := inner.get(ID)):
            inner.set(ID, f"{prefix}{id}")
        for key in _POINTING:
            if (told := inner.get(key)) and "#" in told:
                own = f"#{prefix.removesuffix('.')}"
                parts = (p if not p.startswith("#") or p == own else f"#{prefix}{p[1:]}" for p in told.split())
                inner.set(key, " ".join(parts))


def cmif(edition: Published) -> Iterator[File]:
    """One CMIF file: a `correspDesc` for each letter, witnesses left out."""
    told = edition.publication
    source = element("bibl", told.title, id="edition", type="online")
    made = element(
        "TEI",
        element(
            "teiHeader",
            element(
                "fileDesc",
                element(
                    "titleStmt",
                    element("title", f"{told.title}: who wrote to whom"),
                    element("editor", told.editor or told.title),
                ),
                element(
                    "publicationStmt",
                    element("publisher", told.editor or told.title),
                    element("idno", f"{told.url}cmif.xml", type="url"),
                    element("date", when=_newest(edition)),
                    element(
                        "availability",
                        element(
                            "licence",
                            "This file is licensed under the terms of the Creative-Commons-License CC-BY 4.0",
                            target="https://creativecommons.org/licenses/by/4.0/",
                        ),
                    ),
                ),
                element("sourceDesc", source),
            ),
            element("profileDesc", *(_described(edition, one) for one in edition.originals)),
        ),
        element("text", element("body", element("p"))),
    )
    yield File("cmif.xml", document(made))


def _newest(edition: Published) -> str:
    days = [one.sent.latest.isoformat() for one in edition.originals if one.sent and one.sent.latest.year < 9999]
    return max(days, default="")


def _described(edition: Published, one: PublishedLetter) -> ET.Element:
    """A `correspDesc` as CMIF has it: names with @ref to authority files alone, dates as attributes."""
    sent: list[ET.Element] = [_agent(agent) for agent in one.authors]
    if one.sent:
        sent.append(element("date", **date_attributes(one.sent)))
    received = [_agent(agent) for agent in one.addressees]
    return element(
        "correspDesc",
        element("correspAction", *sent, type="sent"),
        element("correspAction", *received, type="received") if received else None,
        key=one.key,
        ref=one.page,
        source="#edition",
    )


def _agent(agent: Entity) -> ET.Element:
    return element("persName" if isinstance(agent, Person) else "orgName", agent.name, ref=identifier(agent))
