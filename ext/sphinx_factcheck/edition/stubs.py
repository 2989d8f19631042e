"""The stubs of new notes, anchored so that each has one place and no other, and of new entries of the fact base."""

from __future__ import annotations

import re
import unicodedata

from sphinx_factcheck.edition.mending import options_of, settled
from sphinx_factcheck.letters.anchors import Selector, Unanchored, anchor
from sphinx_factcheck.letters.text import Letter, Span

_BODIES = {
    "note-on": "Write the note here. {source}`id`\n",
    "sic": ":rule: RULE\nExplain why the letter itself is wrong here. {source}`id`\n",
    "claim": ":fact: entity/key\n:says: key value\n",
    "mention": ":entity: id\n",
}


def span_of(letter: Letter, words: str, occurrence: int | None = None) -> Span | Unanchored:
    """The place of some words that a note shall be on: of several the one of that number, or the first."""
    found = anchor(letter, Selector(words, occurrence=occurrence))
    if isinstance(found, Unanchored) and occurrence is None and len(found.places) > 1:
        return found.places[0]
    return found


def note_stub(letter: Letter, span: Span, kind: str = "note-on", rule: str = "date") -> str:
    """A directive on a stretch of the letter, with the prefix or suffix it needs; `rule` is what a {sic} accepts."""
    return stub_at(letter, span, kind, _BODIES[kind].replace("RULE", rule))


def stub_at(letter: Letter, span: Span, kind: str, body: str) -> str:
    """A directive on one stretch of the letter. `body` is its other options and its words, and ends a line."""
    selector = settled(letter, span)
    return f":::{{{kind}}} {selector.exact}\n{options_of(selector)}{body}:::\n"


def appended(before: str, stub: str) -> str:
    """The text of a file with a stub behind all else."""
    return f"{before.rstrip()}\n\n{stub}" if before.strip() else stub


def person_stub(name: str) -> str:
    """An entry of people.yml for somebody of whom nothing but the name is known yet."""
    return f"- id: {id_for(name)}\n  name: {_quoted(name)}\n"


def source_stub(id: str) -> str:
    """An entry of sources.yml that still lacks all but its id."""
    return f"- id: {id}\n  title:\n  url:\n  seen:\n"


def id_for(name: str) -> str:
    """An id made from a name: its letters without accents, in lower case, with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "somebody"


def _quoted(words: str) -> str:
    if re.fullmatch(r"[^\W\d_][\w .’-]*", words):
        return words
    return "'" + words.replace("'", "''") + "'"
