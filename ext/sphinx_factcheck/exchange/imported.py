"""A letter that came in from another format, and the files of this edition that it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from sphinx_factcheck.edition.mending import options_of, settled
from sphinx_factcheck.edition.stubs import id_for
from sphinx_factcheck.letters.drafts import Draft, source_of
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, Span


@dataclass(frozen=True, slots=True)
class Agent:
    """Whom a letter is from or to, or names: a name, what kind of entity it is, and how others know it."""

    name: str
    kind: str = "person"
    ref: str = ""

    @property
    def id(self) -> str:
        """An id for the fact base: that of the reference within its file, else one made from the name."""
        return self.ref[1:] if self.ref.startswith("#") else id_for(self.name)


@dataclass(frozen=True, slots=True)
class Placed:
    """Something on a stretch of one block: `block` counts those that have words of their own; -1 is the title."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """An editor's note on some words; `options` as its directive takes them."""

    kind: str
    place: Placed
    body: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor should look at after an import, and the line of the original it is about (from 1; 0: none)."""

    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """A letter as found in another format, before it is a chapter. `date` is EDTF; `dropped` what was left out."""

    title: str = ""
    date: str = ""
    place: str = ""
    authors: tuple[Agent, ...] = ()
    addressees: tuple[Agent, ...] = ()
    named: tuple[Agent, ...] = ()
    blocks: tuple[Draft, ...] = ()
    notes: tuple[ImportedNote, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def chapter_of(found: Imported, id: str) -> str:
    """The chapter's file: front matter, then the words. A date that was not found is left to be filled in."""
    front = {
        "title": found.title,
        "document": id,
        "date": found.date,
        "source": source_id(id),
        "transcription": _transcription(found),
    }
    told = _yaml({key: value for key, value in front.items() if value or key == "date"})
    return f"---\n{told}---\n\n{source_of(found.blocks)}"


def _transcription(found: Imported) -> str:
    return f"Left out: {'; '.join(found.dropped)}." if found.dropped else ""


def annotations_of(found: Imported, letter: Letter) -> str:
    """The notes of the chapter, each on its words; `letter` is the chapter as it reads."""
    first = 1 if letter.blocks and letter.blocks[0].kind == "title" else 0
    told = []
    for note in found.notes:
        if first + note.place.block >= len(letter.blocks):  # of a footnote whose sign has no place in its words
            continue
        block = letter.blocks[first + note.place.block]
        span = Span(block.start + note.place.start, block.start + note.place.end)
        selector = settled(letter, span)
        options = "".join(f":{key}: {value}\n" for key, value in note.options.items() if value)
        told.append(f":::{{{note.kind}}} {selector.exact}\n{options}{options_of(selector)}{note.body}\n:::\n")
    return "\n".join(told)


def facts_of(found: Imported, id: str, known: Sequence[str] = ()) -> dict[str, str]:
    """Entries for the fact base by the kind of their file: the source, whom the base lacks, and the document.

    It is the last, for it names the others: whoever is interrupted leaves a fact base that holds.
    """
    agents = {agent.id: agent for agent in (*found.authors, *found.addressees, *found.named)}
    document: dict[str, object] = {"id": id, "name": found.title or id, "type": "letter"}
    for key, ones in (("by", found.authors), ("addressees", found.addressees)):
        if ones:
            document[key] = list(dict.fromkeys(agent.id for agent in ones))
    if found.date:
        document["dates"] = [{"event": "dated", "on": found.date, "sources": [source_id(id)]}]
    entries: dict[str, list[Mapping[str, object]]] = {}
    if source_id(id) not in known:
        entries["sources"] = [{"id": source_id(id), **found.source}]
    for agent in agents.values():
        if agent.id not in known:
            kind = {"organization": "organizations", "event": "events"}.get(agent.kind, "people")
            entries.setdefault(kind, []).append({"id": agent.id, "name": agent.name, **_identifiers(agent.ref)})
    entries["documents"] = [document]
    return {kind: "\n".join(map(_entry, told)) for kind, told in entries.items()}


def source_id(id: str) -> str:
    """The id of the source that an imported letter came from."""
    return f"{id}-source"


def _identifiers(ref: str) -> dict[str, str]:
    last = ref.rstrip("/").rpartition("/")[2]
    if "wikidata.org/" in ref and last[:1] == "Q" and last[1:].isdigit():
        return {"wikidata": last}
    if "d-nb.info/gnd/" in ref and last:
        return {"gnd": last}
    return {"viaf": last} if "viaf.org/" in ref and last.isdigit() else {}


def _entry(entry: Mapping[str, object]) -> str:
    return _yaml([dict(entry)])


if TYPE_CHECKING:
    from yaml import SafeDumper as _Base
else:
    _Base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the one in C, where PyYAML has it, is many times as fast


class _Dumper(_Base):
    """Maps a key a line, short lists on one line; days and `on` as they are, for our reader takes words as words."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [one for one in resolvers if not one[0].endswith((":timestamp", ":bool"))]
        for first, resolvers in _Base.yaml_implicit_resolvers.items()
    }


def _list(dumper: yaml.SafeDumper, data: list[object]) -> yaml.Node:
    plain = all(isinstance(one, str) for one in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


_Dumper.add_representer(list, _list)


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False)


def read_back(found: Imported, id: str, path: str) -> tuple[str, Letter]:
    """The chapter's source, and the letter that it reads as."""
    source = chapter_of(found, id)
    return source, read_letter(path, source)
