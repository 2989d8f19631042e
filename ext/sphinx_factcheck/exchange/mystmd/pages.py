"""What the plugin lays into a page: the words of a letter with all that lies on them, notes and findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from sphinx_factcheck.base.findings import Finding
from sphinx_factcheck.check import Checked
from sphinx_factcheck.check.binding import ROLES
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.facts.values import tell
from sphinx_factcheck.facts.words import FormError
from sphinx_factcheck.letters.annotations import Anchored
from sphinx_factcheck.letters.text import Letter, Span

_ROLE = re.compile(r"\{([\w-]+)\}`(?:([^`<]*)<)?\s*([^`<>]+?)\s*>?`")
_BLANK = re.compile(r"\n\s*\n")


def plugin() -> str:
    """The source of the plugin."""
    return files(__package__).joinpath("factcheck.mjs").read_text("utf-8")


def page_of(checked: Checked, facts: FactBase) -> dict[str, Any]:
    """A letter as the plugin takes it: `text`, and on its code points `mentions`, `claims` and `notes`; `findings`."""
    letter = checked.chapter.letter
    first = letter.blocks[0].end if letter.blocks and letter.blocks[0].kind == "title" else 0
    return {
        "letter": True,
        "text": letter.text[first:],
        "mentions": [
            place | {"title": _who(mention.entity, facts)}
            for mention in checked.mentions
            if (place := _place(mention.span, first))
        ],
        "claims": [
            place | {"verdict": str(one.ruling.verdict), "title": one.ruling.message}
            for one in checked.claims
            if (place := _place(one.claim.span, first))
        ],
        "notes": [
            place | _note(one, facts)
            for one in checked.anchored
            if (place := _place(one.span, first)) and _is_read(one)
        ],
        "findings": [*map(finding_told, checked.findings), *_problems(checked, letter)],
    }


def finding_told(finding: Finding) -> dict[str, Any]:
    """A finding as a message at its place, with its mend."""
    told = f"{finding.message} [{finding.rule}]"
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": "note" if finding.acknowledged_by else str(finding.severity),
        "message": told,
        "mend": finding.mend,
    }


def _problems(checked: Checked, letter: Letter) -> Iterator[dict[str, Any]]:
    for problem in checked.problems:
        place = problem.place
        yield {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "severity": "error",
            "message": f"{problem.message} [{problem.rule}]",
            "mend": problem.mend,
        }


def _place(span: Span, first: int) -> dict[str, Any]:
    """Where something lies on the words; nothing where it lies on the front matter or the title."""
    return {} if span.field or span.start < first else {"start": span.start - first, "end": span.end - first}


def _who(id: str, facts: FactBase) -> str:
    entity = facts.entities.get(id)
    return ": ".join(filter(None, (entity.name, entity.about))) if entity else ""


def _is_read(one: Anchored) -> bool:
    return one.annotation.kind in {"note-on", "sic"}


def _note(one: Anchored, facts: FactBase) -> dict[str, Any]:
    """The words of a note, by paragraphs, its roles told in words; and its sources."""
    body = one.annotation.body
    cited = [facts.sources[m[3]] for m in _ROLE.finditer(body) if m[1] == "source" and m[3] in facts.sources]
    words = _ROLE.sub(lambda role: _in_words(role, facts), body)
    return {
        "kind": one.annotation.kind,
        "words": [" ".join(part.split()) for part in _BLANK.split(words) if part.strip()],
        "sources": [{"title": source.title, "url": source.url} for source in dict.fromkeys(cited)],
    }


def _in_words(role: re.Match[str], facts: FactBase) -> str:
    name, shown, target = role[1], (role[2] or "").strip(), role[3]
    if name == "source":
        return ""
    if shown:
        return shown
    if name == "fact":
        try:
            return tell(facts, target)
        except (LookupError, FormError):
            return target
    known: Mapping[str, Any] = facts.entities
    return known[target].name if name in ROLES and target in known else target
