"""The header of a letter in TEI: what it is, who wrote to whom and when, and what it was copied from."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.exchange.published import Published, PublishedLetter, identifier
from sphinx_factcheck.exchange.tei.body import date_attributes
from sphinx_factcheck.exchange.tei.elements import element, name
from sphinx_factcheck.facts.model import Entity, Person
from sphinx_factcheck.facts.words import when_in_words

VERDICTS = {
    Verdict.SUPPORTED: "the fact base says the same, as of the day of the letter",
    Verdict.CONTRADICTED: "the fact base says otherwise, as of the day of the letter",
    Verdict.CONTESTED: "the sources of the fact base disagree",
    Verdict.UNVERIFIED: "no statement of the fact base decides it",
}


def header(edition: Published, one: PublishedLetter) -> ET.Element:
    """`teiHeader` of one letter or witness."""
    return element("teiHeader", file_desc(edition, one.title, one), encoding_desc(), profile_desc(edition, one))


def file_desc(edition: Published, title: str, one: PublishedLetter | None) -> ET.Element:
    """`fileDesc`: the title, the edition that publishes it, and where the letter was found."""
    told = edition.publication
    authors = [element("author", agent_name(edition, agent)) for agent in one.authors] if one else []
    editor = element("editor", told.editor) if told.editor else None
    address = element("idno", one.page if one else told.url, type="URI") if told.url else None
    rights = element("availability", element("p", told.rights)) if told.rights else None
    return element(
        "fileDesc",
        element("titleStmt", element("title", title), *authors, editor),
        element("publicationStmt", element("publisher", told.editor or told.title), address, rights),
        element("sourceDesc", *(_sources(edition, one) if one else [element("p", "Born digital.")])),
    )


def _sources(edition: Published, one: PublishedLetter) -> Iterator[ET.Element]:
    yield element("bibl", *_source(one), id="source")
    witnesses = edition.witnesses.get(one.letter.document, ()) if one.letter.document else ()
    if witnesses:
        listed = [element("witness", other.title, id=sigil(other)) for other in witnesses]
        yield element("listWit", element("witness", one.title, id=sigil(one)), *listed)


def _source(one: PublishedLetter) -> Iterator[ET.Element | str]:
    source, kept = one.source, one.letter.fields.get("transcription")
    if source is None:
        yield one.title
    else:
        yield element("title", source.title)
        if source.publisher:
            yield element("publisher", source.publisher)
        if source.url:
            yield element("ptr", target=source.url)
    if kept:
        yield element("note", " ".join(kept.value.split()), type="transcription")


def sigil(one: PublishedLetter) -> str:
    """The name of a letter as a witness."""
    return name(one.key, "wit-")


def encoding_desc() -> ET.Element:
    """`encodingDesc`: how it was made, and what the verdicts mean."""
    categories = [
        element("category", element("catDesc", words), id=str(verdict)) for verdict, words in VERDICTS.items()
    ]
    return element(
        "encodingDesc",
        element(
            "projectDesc", element("p", "Names and claims were found, and judged as of the day, by sphinx-factcheck.")
        ),
        element("variantEncoding", method="location-referenced", location="external"),
        element("classDecl", element("taxonomy", *categories, id="verdicts")),
    )


def profile_desc(edition: Published, one: PublishedLetter) -> ET.Element:
    """`profileDesc` with `correspDesc`."""
    language = edition.publication.language
    return element(
        "profileDesc", correspondence(edition, one), element("langUsage", element("language", ident=language))
    )


def correspondence(edition: Published, one: PublishedLetter) -> ET.Element:
    """`correspDesc`: who sent the letter when, and to whom."""
    sent = [agent_name(edition, agent) for agent in one.authors]
    if one.sent:
        sent.append(element("date", when_in_words(one.sent), **date_attributes(one.sent)))
    received = [agent_name(edition, agent) for agent in one.addressees]
    return element(
        "correspDesc",
        element("correspAction", *(sent or [element("p", "Unknown.")]), type="sent"),
        element("correspAction", *received, type="received") if received else None,
        ref=one.page if edition.publication.url else "",
    )


def agent_name(edition: Published, agent: Entity) -> ET.Element:
    """`persName` or `orgName` with @ref: what others know them by, else their entry in the same file."""
    ref = identifier(agent) or f"#{name(agent.id)}"
    return element("persName" if isinstance(agent, Person) else "orgName", agent.name, ref=ref)
