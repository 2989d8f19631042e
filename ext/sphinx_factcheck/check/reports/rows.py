"""Claims, mentions and findings as rows: plain dicts with the keys that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import dumps
from typing import TYPE_CHECKING, Any, TextIO

from sphinx_factcheck.base.compiling import later
from sphinx_factcheck.base.findings import Cited, Finding
from sphinx_factcheck.base.places import Place
from sphinx_factcheck.engine.mentions import Mention
from sphinx_factcheck.letters.text import Letter

if TYPE_CHECKING:
    from sphinx_factcheck.check import JudgedClaim

Row = dict[str, Any]

# Some readers end a line at these, and a lone surrogate cannot be encoded; JSON allows each to be escaped.
_ESCAPED = later("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def mention_row(mention: Mention, letter: Letter) -> Row:
    """A mention in its letter: the place, the words, and the id of the entity."""
    return placed(letter.place(mention.span), letter.words(mention.span), letter.id) | {"entity": mention.entity}


def claim_row(judged: JudgedClaim) -> Row:
    """A claim with its verdict and the statement that decides it; `fact` is None where none does.

    One that was only seen, and not understood, says so with `unread`.
    """
    claim, ruling = judged.claim, judged.ruling
    return placed(judged.place, judged.text, judged.letter) | {
        "kind": claim.kind,
        "subject": claim.subject,
        "value": claim.value,
        "verdict": str(ruling.verdict),
        **_decided(ruling.cited, ruling.expected),
        **({"unread": True} if ruling.unread else {}),
    }


def finding_row(finding: Finding) -> Row:
    """A finding; `verdict`, `fact` and `acknowledged_by` are None where there is none.

    Beyond the keys of a claim it has all that the text report shows: `cited` (each fact with its place and its
    sources), `also`, `mend`, `justification`, `source_line`.
    """
    return placed(finding.place, finding.text, finding.letter) | {
        "kind": finding.kind,
        "subject": finding.subject,
        "value": finding.value,
        "verdict": str(finding.verdict) if finding.verdict else None,
        **_decided(finding.cited, finding.expected),
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "acknowledged_by": finding.acknowledged_by or None,
        "justification": finding.justification,
        "cited": [_cited_row(cited) for cited in finding.cited],
        "also": list(finding.also),
        "mend": finding.mend,
        "source_line": finding.line,
    }


def write_jsonl(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """One JSON object a line."""
    out.writelines(f"{json_text(row)}\n" for row in rows)


def json_text(value: object, indent: int | None = None, separators: tuple[str, str] | None = None) -> str:
    """JSON with its Unicode readable, apart from what could end a line or cannot be encoded."""
    return _ESCAPED.sub(
        lambda found: f"\\u{ord(found[0]):04x}", dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    )


def placed(place: Place, text: str, letter: str) -> Row:
    """The start of every row: the place and the words, and the letter where it is one of a collection."""
    row: Row = {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": place.start,
        "end": place.end,
        "text": text,
    }
    return row | {"letter": letter} if letter else row


def _decided(cited: tuple[Cited, ...], expected: str) -> Row:
    """The statement a verdict rests on first, what it expects, and every source once."""
    return {
        "fact": cited[0].address if cited else None,
        "expected": expected,
        "sources": list(dict.fromkeys(id for fact in cited for id, _ in fact.sources)),
    }


def _cited_row(cited: Cited) -> Row:
    return {
        "fact": cited.address,
        "path": cited.place.path if cited.place else None,
        "line": cited.place.line if cited.place else None,
        "sources": [{"id": id, "url": url} for id, url in cited.sources],
    }
