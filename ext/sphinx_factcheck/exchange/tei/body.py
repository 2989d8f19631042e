"""The text of a letter in TEI: its structure, and over its words the names, claims, notes and errors found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from xml.etree import ElementTree as ET

from sphinx_factcheck.check import JudgedClaim
from sphinx_factcheck.exchange.published import PublishedLetter
from sphinx_factcheck.exchange.tei.elements import ID, SPACE, element, name
from sphinx_factcheck.exchange.tei.words import Over, lay
from sphinx_factcheck.facts.dates import DateError, When, parse
from sphinx_factcheck.facts.model import Entity, Organization, Person
from sphinx_factcheck.letters.structure import Marked, Part, structure

BLOCKS = {"paragraph": "p", "item": "item", "row": "row", "cell": "cell", "term": "label", "definition": "item"}
HOLDERS = {"list": "bulleted", "numbered-list": "numbered", "glossary": "gloss", "signatories": "signatories"}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?) (year|month|week|day)s?")
_COUNT = re.compile(r"\d+")
_SIC, _CLAIM, _NOTE, _NAME, _MARKED = range(5)


class Body:
    """Writes the body of one letter; `marks` is what was laid over its words, by the address of each."""

    def __init__(self, one: PublishedLetter) -> None:
        self.one = one
        self.letter = one.letter
        self.parts = structure(self.letter)
        self.footnotes = {part.value: part for part in self.parts if part.kind == "footnote"}
        self.paragraphs = dict(zip(((b.start, b.end) for b in self.letter.blocks), one.paragraphs, strict=True))
        self.over = (*_names(one), *_claims(one), *_anchors(one))

    def element(self) -> ET.Element:
        """`body`, with a `div` for the letter and one within it for each heading."""
        div = element("div", type="letter")
        open_divs = [(0, div)]
        for part in self.parts:
            if part.kind == "heading":
                level = int(part.value)
                while open_divs[-1][0] >= level:
                    open_divs.pop()
                section = element("div", self.leaf(part, "head"), type="section", n=part.value)
                open_divs[-1][1].append(section)
                open_divs.append((level, section))
            elif part.kind != "footnote":
                open_divs[-1][1].extend(self.part(part))
        for section in div.iter():
            if section.tag == div.tag and not any(child.tag != section[0].tag for child in section):
                section.append(element("p"))  # a division of nothing but its heading is none
        body = element("body", div)
        body.set(SPACE, "preserve")
        return body

    def part(self, part: Part) -> Iterator[ET.Element]:
        if part.kind == "title":
            yield self.leaf(part, "head")
        elif part.kind == "rule":
            yield element("milestone", unit="section", rend="rule")
        elif part.kind == "quote":
            yield element("quote", *self.inside(part))
        elif part.kind == "table":
            yield element("table", *self.inside(part))
        elif part.kind == "signatories":
            yield from self.signatories(part)
        elif part.kind in HOLDERS:
            start = part.value if part.kind == "numbered-list" else ""
            yield element("list", *self.inside(part), type=HOLDERS[part.kind], n=start)
        elif part.kind == "head-cell":
            cell = self.leaf(part, "cell")
            cell.set("role", "label")
            yield cell
        elif part.span is not None:
            yield self.leaf(part, BLOCKS[part.kind])
        else:
            yield element(BLOCKS[part.kind], *self.inside(part))

    def inside(self, part: Part) -> Iterator[ET.Element]:
        for inner in part.parts:
            yield from self.part(inner)

    def signatories(self, part: Part) -> Iterator[ET.Element]:
        """The list of signers, each line of it signed."""
        yield element("list", *(made for inner in part.parts for made in self.signed(inner)), type="signatories")

    def signed(self, part: Part) -> Iterator[ET.Element]:
        if part.kind in {"list", "numbered-list"}:
            yield from self.inside(part)
        else:
            yield element("item", *self.part(part))

    def leaf(self, part: Part, tag: str) -> ET.Element:
        """An element with the words of a block."""
        assert part.span is not None
        made = element(tag, id=self.paragraphs[part.span.start, part.span.end])
        over = [*self.over, *(Over(m.span, partial(self.marked, m), _MARKED) for m in part.marked)]
        return lay(made, self.letter.text, part.span, over)

    def marked(self, marked: Marked) -> ET.Element:
        match marked.kind:
            case "emphasis":
                return element("hi", rend="italic")
            case "strong":
                return element("hi", rend="bold")
            case "link":
                return element("ref", target=marked.value)
            case "break":
                return element("lb")
        note = self.footnotes.get(marked.value)
        return element("note", *(self.inside(note) if note else ()), place="foot", n=marked.value)


def _names(one: PublishedLetter) -> Iterator[Over]:
    for id, mention in one.mentions:
        if not mention.span.field:
            entity = one.facts.entities.get(mention.entity)
            yield Over(mention.span, partial(_name, id, mention.entity, entity), _NAME)


def _name(id: str, entity_id: str, entity: Entity | None) -> ET.Element:
    ref = f"#{name(entity_id)}"
    if isinstance(entity, Person):
        return element("persName", id=id, ref=ref)
    if isinstance(entity, Organization):
        return element("orgName", id=id, ref=ref)
    return element("rs", id=id, ref=ref, type=entity.kind if entity else "unknown")


def _claims(one: PublishedLetter) -> Iterator[Over]:
    for id, judged in one.claims:
        if not judged.claim.span.field:
            yield Over(judged.claim.span, partial(_claim, id, judged), _CLAIM)


def _claim(id: str, judged: JudgedClaim) -> ET.Element:
    """A `date` or `measure` with the value where it is one, else a `seg`; its `@ana` is the verdict."""
    told = {"id": id, "ana": f"#{judged.ruling.verdict}"}
    claim = judged.claim
    if claim.kind == "date" and (dated := date_attributes(claim.value)):
        return element("date", **told, **dated)
    if found := _LENGTH.fullmatch(claim.value):
        return element("measure", **told, type=claim.kind, quantity=found[1], unit=f"{found[2]}s")
    if claim.kind == "count" and _COUNT.fullmatch(claim.value):
        return element("measure", **told, type=claim.kind, quantity=claim.value, unit="count")
    return element("seg", **told, type="claim", subtype=claim.kind)


def date_attributes(value: str | When | None) -> dict[str, str]:
    """@when, @from and @to, or @notBefore and @notAfter of a date; none where it is no date in EDTF."""
    try:
        when = parse(value) if isinstance(value, str) else value
    except DateError:
        return {}
    if when is None:
        return {}
    first = "" if when.earliest == when.earliest.min else when.earliest.isoformat()
    last = "" if when.latest == when.latest.max else when.latest.isoformat()
    if when.lasting:
        return {"from_": first, "to": last}
    certain = {"cert": "medium"} if when.approximate or when.uncertain else {}
    if not certain and (length := {"day": 10, "month": 7, "year": 4}.get(when.precision)):
        return {"when": first[:length]}
    return {"notBefore": first, "notAfter": last, **certain}


def _anchors(one: PublishedLetter) -> Iterator[Over]:
    """The words that a note or an acknowledgement is on."""
    for id, note in one.notes:
        if note.span.field:
            continue
        if note.annotation.kind == "sic":
            yield Over(note.span, partial(element, "sic", id=id), _SIC)
        else:
            yield Over(note.span, partial(element, "seg", id=id, type="anchor"), _NOTE)


def ids_of(body: ET.Element) -> Sequence[str]:
    """The addresses that stand in a body."""
    return [id for made in body.iter() if (id := made.get(ID))]
