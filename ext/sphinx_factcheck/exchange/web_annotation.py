"""Notes, mentions and verdicts as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in JSON-LD.

A note is `commenting`, a mention `identifying`, a verdict `assessing`; our anchors are the model's TextQuoteSelectors,
and a TextPositionSelector beside each counts code points of the letter's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sphinx_factcheck.check import JudgedClaim
from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.exchange.published import File, Published, PublishedLetter
from sphinx_factcheck.letters.annotations import Anchored
from sphinx_factcheck.letters.text import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def web_annotations(edition: Published) -> Iterator[File]:
    """A file for each letter: an AnnotationCollection whose one page holds all its annotations, in the text's order."""
    for one in edition.letters:
        items = sorted(_items(edition, one), key=_position)
        yield File(f"annotations/{one.key}.jsonld", json_text(_collection(one, items), indent=2) + "\n")


def _collection(one: PublishedLetter, items: list[dict[str, Any]]) -> dict[str, Any]:
    id = one.address("annotations")
    page = {"id": one.address("annotations-1"), "type": "AnnotationPage", "partOf": id, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": f"Notes, mentions and verdicts: {one.title}",
        "total": len(items),
        "first": page,
        "last": page["id"],
    }


def _items(edition: Published, one: PublishedLetter) -> Iterator[dict[str, Any]]:
    for id, note in one.notes:
        yield _annotation(one, id, note.span, "commenting", _note(note))
    for id, mention in one.mentions:
        yield _annotation(one, id, mention.span, "identifying", _naming(edition, mention))
    for id, claim in one.claims:
        yield _annotation(one, id, claim.claim.span, "assessing", _verdict(edition, claim))


def _annotation(
    one: PublishedLetter, id: str, span: Span, motivation: str, body: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": one.address(id),
        "type": "Annotation",
        "motivation": motivation,
        "body": list(body),
        "target": {"type": "SpecificResource", "source": one.page, "selector": _selectors(one, span)},
    }


def _selectors(one: PublishedLetter, span: Span) -> list[dict[str, Any]]:
    """The words with what stands around them; where they stand in the text, unless in the front matter."""
    letter = one.letter
    text = letter.fields[span.field].value if span.field else letter.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(span.start - _AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    if span.field:
        return [quote]
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _note(note: Anchored) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextualBody",
            "value": note.annotation.body.strip(),
            "format": "text/markdown",
            "language": "en",
            "purpose": "commenting",
        }
    ]


def _naming(edition: Published, mention: Mention) -> list[dict[str, Any]]:
    return [
        {
            "type": "SpecificResource",
            "source": edition.entity_address(mention.entity),
            "purpose": "identifying",
        }
    ]


def _verdict(edition: Published, claim: JudgedClaim) -> list[dict[str, Any]]:
    """The verdict in words, then the statements it rests on and their sources."""
    ruling = claim.ruling
    words = f"{ruling.verdict}: {ruling.message}" if ruling.message else str(ruling.verdict)
    told = {"type": "TextualBody", "value": words, "format": "text/plain", "language": "en", "purpose": "assessing"}
    facts = [edition.fact_address(cited.address) for cited in ruling.cited]
    urls = [url for cited in ruling.cited for _, url in cited.sources if url]
    linked = ({"type": "SpecificResource", "source": s, "purpose": "linking"} for s in dict.fromkeys([*facts, *urls]))
    return [told, *linked]


def _position(annotation: dict[str, Any]) -> tuple[int, int, str]:
    selectors = annotation["target"]["selector"]
    place = selectors[1] if len(selectors) > 1 else {"start": -1, "end": -1}
    return place["start"], place["end"], annotation["id"]
