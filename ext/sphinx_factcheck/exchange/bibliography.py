"""Letters as bibliographies know them: CSL JSON, BibTeX and RIS, all from one record; and the edition as CITATION.cff.

CSL JSON: https://docs.citationstyles.org/en/stable/specification.html, schema csl-data.json. RIS: the tags that Zotero
reads of a letter (PCOMM). CFF: https://github.com/citation-file-format/citation-file-format, version 1.2.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from sphinx_factcheck.check.reports.rows import json_text
from sphinx_factcheck.exchange.published import (
    File,
    Published,
    PublishedLetter,
    earliest_and_latest,
    family_and_given,
    iso,
)
from sphinx_factcheck.facts.model import Entity, Person

_TEX: Mapping[str, str] = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LINE = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Record:
    """One letter of the edition, as it is cited."""

    letter: PublishedLetter
    container: str
    editor: str
    language: str

    @property
    def genre(self) -> str:
        document = self.letter.document
        return (document.type if document else "") or "letter"

    @property
    def note(self) -> str:
        """What no field of a bibliography can hold: whose letter a witness carries."""
        one = self.letter
        named = one.document.name if one.document else one.letter.witness_of
        return f"A witness of: {named}" if one.letter.witness_of else ""


def records(edition: Published) -> tuple[Record, ...]:
    """A record for each letter, in the order of the edition."""
    told = edition.publication
    return tuple(Record(one, told.title, told.editor, told.language) for one in edition.letters)


def csl(edition: Published) -> Iterator[File]:
    """CSL JSON: one array of items, which Zotero and citation processors read."""
    items = [_csl_item(record, edition) for record in records(edition)]
    yield File("letters.csl.json", json_text(items, indent=2) + "\n")


def _csl_item(record: Record, edition: Published) -> dict[str, Any]:
    one = record.letter
    item: dict[str, Any] = {
        "id": one.key,
        "type": "personal_communication",
        "genre": record.genre,
        "title": one.title,
        "author": [_csl_name(agent) for agent in one.authors],
        "recipient": [_csl_name(agent) for agent in one.addressees],
        "issued": _csl_date(one),
        "container-title": record.container,
        "editor": [{"literal": record.editor}] if record.editor else [],
        "language": record.language,
        "URL": one.page if edition.publication.url else "",
        "source": one.source.url if one.source else "",
        "note": record.note,
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(agent: Entity) -> dict[str, str]:
    if not isinstance(agent, Person):
        return {"literal": agent.name}
    family, given = family_and_given(agent)
    return {"family": family, "given": given} if family and given else {"literal": agent.name}


def _csl_date(one: PublishedLetter) -> dict[str, Any]:
    if one.sent is None:
        return {}
    if one.sent.lasting:
        parts = [[int(part) for part in end.split("-")] for end in earliest_and_latest(one.sent) if end]
    else:
        parts = [[int(part) for part in iso(one.sent).split("-")]]
    return {"date-parts": parts, **({"circa": True} if one.sent.approximate or one.sent.uncertain else {})}


def bibtex(edition: Published) -> Iterator[File]:
    """BibTeX that biblatex and BibTeX read: `@incollection`, the letter within the edition."""
    yield File("letters.bib", "\n".join(_bibtex_entry(record, edition) for record in records(edition)))


def _bibtex_entry(record: Record, edition: Published) -> str:
    one = record.letter
    day = iso(one.sent)
    to = " and ".join(agent.name for agent in one.addressees)
    told = {
        "author": " and ".join(_bibtex_name(agent) for agent in one.authors),
        "title": f"{{{_tex(one.title)}}}",
        "date": day,
        "year": day[:4],
        "booktitle": _tex(record.container),
        "editor": f"{{{_tex(record.editor)}}}" if record.editor else "",
        "note": _tex("; ".join(part for part in (f"To {to}" if to else "", record.note) if part)),
        "url": one.page if edition.publication.url else "",
    }
    body = ",\n".join(f"  {key} = {{{value}}}" for key, value in told.items() if value)
    return f"@incollection{{{one.key},\n{body}\n}}\n"


def _bibtex_name(agent: Entity) -> str:
    """A name that is not cut at its “and”s and commas: bodies in braces, persons family name first."""
    if not isinstance(agent, Person):
        return f"{{{_tex(agent.name)}}}"
    family, given = family_and_given(agent)
    return f"{_tex(family)}, {_tex(given)}" if family and given else f"{{{_tex(agent.name)}}}"


def _tex(words: str) -> str:
    return _LINE.sub(" ", "".join(_TEX.get(sign, sign) for sign in words))


def ris(edition: Published) -> Iterator[File]:
    """RIS: one record of type PCOMM (personal communication) for each letter."""
    yield File("letters.ris", "".join(_ris_record(record, edition) for record in records(edition)))


def _ris_record(record: Record, edition: Published) -> str:
    one = record.letter
    day = iso(one.sent)
    told: list[tuple[str, str]] = [("TY", "PCOMM"), ("ID", one.key), ("TI", one.title)]
    told += [("AU", _ris_name(agent)) for agent in one.authors]
    told += [("A2", _ris_name(agent)) for agent in one.addressees]
    told += [
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("T2", record.container),
        ("M3", record.genre),
        ("LA", record.language),
        ("N1", record.note),
        ("UR", one.page if edition.publication.url else ""),
    ]
    lines = [f"{tag}  - {_LINE.sub(' ', value)}" for tag, value in told if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _ris_name(agent: Entity) -> str:
    if isinstance(agent, Person):
        family, given = family_and_given(agent)
        if family and given:
            return f"{family}, {given}"
    return agent.name


def cff(edition: Published) -> Iterator[File]:
    """CITATION.cff for the edition as a data set."""
    told = edition.publication
    days = sorted(
        latest for one in edition.originals if one.sent for latest in earliest_and_latest(one.sent)[1:] if latest
    )
    entry: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this edition, please cite it as below.",
        "type": "dataset",
        "title": told.title,
        "authors": [{"name": told.editor or "the editors of this edition"}],
        "abstract": f"{len(edition.originals)} letters with notes, checked against a fact base as of their days"
        + (f", the last of {days[-1]}." if days else "."),
        "version": told.version,
        "url": told.url,
        "keywords": ["scholarly edition", "letters", "fact checking"],
    }
    kept = {key: value for key, value in entry.items() if value}
    yield File("CITATION.cff", yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100))
