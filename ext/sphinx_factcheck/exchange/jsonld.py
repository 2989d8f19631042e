"""Letters, people and verdicts as search engines read them: schema.org in JSON-LD.

A letter is a `Message` (https://schema.org/Message), what it asserts a `Claim` that appears in it, a verdict a
`ClaimReview` of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.check import JudgedClaim
from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.exchange.published import (
    File,
    Published,
    PublishedLetter,
    family_and_given,
    identifier,
    iso,
)
from sphinx_factcheck.facts.model import Entity, Organization, Person

CONTEXT = "https://schema.org"
RATED = {Verdict.SUPPORTED: 3, Verdict.CONTESTED: 2, Verdict.CONTRADICTED: 1}
"""What a verdict is worth on a scale from 1 (contradicted) to 3 (supported); an unverified claim has no review."""


def jsonld(edition: Published) -> Iterator[File]:
    """A file for each letter: one graph of the letter, those it is from and to, those it names, and its claims."""
    for one in edition.letters:
        yield File(f"jsonld/{one.key}.jsonld", json_text(graph(edition, one), indent=2) + "\n")


def graph(edition: Published, one: PublishedLetter) -> dict[str, Any]:
    """The graph of one letter with all its claims."""
    told = letter_graph(edition, one)
    told["@graph"] += [node for id, claim in one.claims for node in _claim(edition, one, id, claim)]
    return told


def letter_graph(edition: Published, one: PublishedLetter) -> dict[str, Any]:
    """The graph of one letter without its claims: the letter, and whom it is from, to and about."""
    known = edition.facts.entities
    agents = {entity.id: entity for entity in (*one.authors, *one.addressees)}
    named = dict.fromkeys(mention.entity for _, mention in one.mentions)
    agents |= {id: entity for id in named if isinstance(entity := known.get(id), Person | Organization)}
    nodes = [_message(edition, one), *(_agent(edition, entity) for entity in agents.values())]
    return {"@context": CONTEXT, "@graph": nodes}


def _message(edition: Published, one: PublishedLetter) -> dict[str, Any]:
    told = edition.publication
    book = {"@type": "Book", "name": told.title, **({"url": told.url} if told.url else {})}
    node = {
        "@type": "Message",
        "@id": one.page,
        "name": one.title,
        "dateSent": iso(one.sent),
        "sender": [{"@id": edition.entity_address(agent.id)} for agent in one.authors],
        "recipient": [{"@id": edition.entity_address(agent.id)} for agent in one.addressees],
        "mentions": [{"@id": edition.entity_address(id)} for id in dict.fromkeys(m.entity for _, m in one.mentions)],
        "inLanguage": told.language,
        "isPartOf": book,
        "isBasedOn": one.source.url if one.source else "",
    }
    return {key: value for key, value in node.items() if value}


def _agent(edition: Published, entity: Entity) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "Person" if isinstance(entity, Person) else "Organization",
        "@id": edition.entity_address(entity.id),
        "name": entity.name,
        "alternateName": [alias.name for alias in entity.aliases()[1:]] + ([entity.native] if entity.native else []),
        "description": entity.about,
        "sameAs": identifier(entity),
    }
    if isinstance(entity, Person):
        node["familyName"], node["givenName"] = family_and_given(entity)
        node["birthDate"] = iso(entity.born.when) if entity.born else ""
        node["deathDate"] = iso(entity.died.when) if entity.died else ""
        node["jobTitle"] = list(dict.fromkeys(office.office for office in entity.offices))
        node |= _life(edition, entity)
    return {key: value for key, value in node.items() if value}


def _life(edition: Published, person: Person) -> dict[str, list[dict[str, str]]]:
    """Relatives, states, homes and bodies of a person, in the words of schema.org."""
    told: dict[str, list[dict[str, str]]] = {}
    for kin in person.kin:
        told.setdefault(_RELATIVES.get(kin.kin, "relatedTo"), []).append(_named(edition, kin.of, "Person"))
    told["nationality"] = [_named(edition, one.country, "Country") for one in person.citizenship]
    told["homeLocation"] = [_named(edition, one.where, "Place") for one in person.residences]
    told["memberOf"] = [_named(edition, one.of, "Organization") for one in person.memberships]
    return told


def _named(edition: Published, one: str, kind: str) -> dict[str, str]:
    """An entity by its address, or what only has a name."""
    return {"@id": edition.entity_address(one)} if one in edition.facts.entities else {"@type": kind, "name": one}


_RELATIVES = {
    **dict.fromkeys(("wife", "husband", "spouse"), "spouse"),
    **dict.fromkeys(("father", "mother", "parent"), "parent"),
    **dict.fromkeys(("son", "daughter", "child"), "children"),
    **dict.fromkeys(("brother", "sister", "sibling"), "sibling"),
}
"""What schema.org calls a relative, by what one is to the person."""


def _claim(edition: Published, one: PublishedLetter, id: str, claim: JudgedClaim) -> Iterator[dict[str, Any]]:
    address = one.address(id)
    words = " ".join(claim.text.split())
    yield {"@type": "Claim", "@id": address, "text": words, "appearance": {"@id": one.page}}
    ruling = claim.ruling
    if ruling.verdict not in RATED:
        return
    rating = {
        "@type": "Rating",
        "ratingValue": RATED[ruling.verdict],
        "bestRating": 3,
        "worstRating": 1,
        "alternateName": str(ruling.verdict),
        **({"ratingExplanation": ruling.message} if ruling.message else {}),
    }
    yield {
        "@type": "ClaimReview",
        "@id": f"{address}-review",
        "claimReviewed": words,
        "itemReviewed": {"@id": address},
        "reviewRating": rating,
        "author": {"@type": "Organization", "name": edition.publication.editor or edition.publication.title},
        "citation": sorted({url for cited in ruling.cited for _, url in cited.sources if url}),
    }
