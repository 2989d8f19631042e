"""What was found in one chapter, as bytes and back: JSON throughout, so that nothing kept can run anything.

Of a statement only the address is kept, and its place is that of today. The head, which every report needs, stands
before the body, which is unpacked when it is first asked for.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sphinx_factcheck.base.findings import Cited, Coverage, Finding, Ruling, Severity, Verdict
from sphinx_factcheck.base.places import Place, Problem
from sphinx_factcheck.check.report import Chapter, Checked, JudgedClaim, Outline
from sphinx_factcheck.engine.claims.claim import Claim
from sphinx_factcheck.engine.claims.held import Asked
from sphinx_factcheck.engine.mentions.model import Mention
from sphinx_factcheck.facts.cache import place_of
from sphinx_factcheck.facts.dates import parse
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.annotations import Anchored
from sphinx_factcheck.letters.text import Span

Row = list[Any]
Fields = dict[str, Any]


class Unsound(ValueError):
    """Bytes that are no such row."""


def packed(checked: Checked) -> bytes:
    """All that was found in a chapter."""
    if isinstance(checked, Kept) and hasattr(checked, "row"):
        return checked.row
    counted, own = checked.coverage, checked.own_problems
    head = {
        "outline": _outline(checked.outline),
        "own": [problem_row(one) for one in own],
        "counted": [counted.decided, counted.found, counted.unread],
        "findings": [_finding(one) for one in checked.findings],
        "problems": [problem_row(one) for one in checked.problems],
        "asked": [
            [list(one.words), sorted(one.documents), sorted(one.looked), one.least, list(one.counts)]
            for one in checked.asked
        ],
    }
    body = {
        "mentions": [[*_span(m.span), m.entity, m.why] for m in checked.mentions],
        "claims": [_claim(one) for one in checked.claims],
        "anchored": _anchored(checked),
    }
    return _json(head) + b"\n" + zlib.compress(_json(body), 1)


def _json(told: object) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode("ascii")


def _span(span: Span) -> Row:
    return [span.start, span.end, span.field]


def _place(place: Place) -> Row:
    return [place.path, place.line, place.column, place.end_line, place.end_column, place.start, place.end]


def problem_row(one: Problem) -> Row:
    return [one.rule, _place(one.place), one.message, one.mend, one.text]


def _cited(cited: Iterable[Cited]) -> Row:
    return [[one.address, [list(source) for source in one.sources]] for one in cited]


def _finding(f: Finding) -> Row:
    return [
        f.rule, f.severity, _place(f.place), f.text, f.message, f.line, f.letter, f.verdict, f.kind, f.subject,
        f.value, f.expected, _cited(f.cited), list(f.also), f.mend, f.acknowledged_by, f.justification,
    ]  # fmt: skip


def _claim(one: JudgedClaim) -> Row:
    claim, ruling = one.claim, one.ruling
    told = [ruling.verdict, ruling.message, ruling.expected, _cited(ruling.cited), list(ruling.also), ruling.unread]
    place = _place(one.place)
    return [claim.kind, claim.subject, claim.value, _span(claim.span), told, place, one.text, one.letter,
            one.acknowledged_by]  # fmt: skip


def _anchored(checked: Checked) -> list[Row]:
    """Those that have their place, by the numbers of their notes."""
    numbers = {id(note): number for number, note in enumerate(checked.chapter.annotations.notes)}
    return [[numbers[id(one.annotation)], _span(one.span)] for one in checked.anchored]


def _outline(one: Outline) -> Row:
    date = str(one.date) if one.date else ""
    signed, touched, signs = list(one.signed), sorted(one.touched), list(one.signs)
    return [one.path, date, one.document, one.witness_of, one.source, signed, touched, signs, one.explained]


def asked_of(row: bytes) -> tuple[Asked, ...]:
    """The quotations that were looked for. Raises Unsound."""
    try:
        return tuple(map(_asked_of, _head(row)["asked"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Unsound from error


def _asked_of(row: Row) -> Asked:
    words, documents, looked, least, counts = row
    return Asked(tuple(words), frozenset(documents), frozenset(looked), least, tuple(counts))


def _head(row: bytes) -> dict[str, Any]:
    told = json.loads(row[: row.index(b"\n")])
    if not isinstance(told, dict):
        raise Unsound
    return told


def unpacked(row: bytes, chapter: Chapter, facts: FactBase) -> Kept:
    """What was found in a chapter; its body is unpacked, and the chapter read, when first asked for. Raises Unsound."""
    try:
        return Kept.of(row, chapter, facts)
    except (KeyError, TypeError, ValueError) as error:
        raise Unsound from error


_HEAD = frozenset({"findings", "problems", "asked"})


class Kept(Checked):
    """What was found in a chapter at an earlier time; each part is made when it is first asked for."""

    __slots__ = ("_head", "_make", "_outline", "asked_for", "consulted", "digest", "row")

    _make: Callable[[str], Fields]
    _head: Fields
    _outline: Outline
    row: bytes
    digest: str
    """A digest of all that was found."""
    consulted: bytes
    """Of the entries that were looked up for it what each says of its own, where it has just been checked."""
    asked_for: bytes
    """All that was looked up for it."""

    @classmethod
    def of(cls, row: bytes, chapter: Chapter, facts: FactBase) -> Kept:
        made, head = object.__new__(cls), _head(row)
        told = {
            "chapter": chapter,
            "row": row,
            "digest": hashlib.sha256(row).hexdigest(),
            "_head": head,
            "_outline": _outline_of(head["outline"]),
            "_make": partial(_part, head, row[row.index(b"\n") + 1 :], chapter, facts),
        }
        for name, value in told.items():
            object.__setattr__(made, name, value)
        return made

    def __getattr__(self, name: str) -> Any:
        if name not in Checked.__slots__:
            raise AttributeError(name)
        for key, value in self._make(name).items():
            object.__setattr__(self, key, value)
        return object.__getattribute__(self, name)

    def having(self, consulted: bytes, asked_for: bytes) -> Kept:
        """The same, told what was looked up for it."""
        object.__setattr__(self, "consulted", consulted)
        object.__setattr__(self, "asked_for", asked_for)
        return self

    def telling(self, findings: tuple[Finding, ...], problems: tuple[Problem, ...]) -> Checked:
        if not self._is_kept:
            return super().telling(findings, problems)
        made = object.__new__(Kept)
        for name in ("chapter", "_head", "_outline", "_make"):
            object.__setattr__(made, name, getattr(self, name))
        object.__setattr__(made, "findings", findings)
        object.__setattr__(made, "problems", problems)
        object.__setattr__(made, "asked", ())
        return made

    @property
    def coverage(self) -> Coverage:
        return Coverage(*self._head["counted"]) if self._is_kept else super().coverage

    @property
    def own_problems(self) -> tuple[Problem, ...]:
        return tuple(map(problem_of, self._head["own"])) if self._is_kept else super().own_problems

    @property
    def outline(self) -> Outline:
        return self._outline if self._is_kept else super().outline

    @property
    def _is_kept(self) -> bool:
        """Whether it came from a row, and not by `replace` from another."""
        return hasattr(self, "_head")

    def __reduce__(self) -> tuple[Any, ...]:
        return Checked, tuple(getattr(self, name) for name in Checked.__slots__)


def _part(head: Fields, body: bytes, chapter: Chapter, facts: FactBase, name: str) -> Fields:
    if name in _HEAD:
        return {
            "findings": tuple(_finding_of(row, facts) for row in head["findings"]),
            "problems": tuple(map(problem_of, head["problems"])),
            "asked": tuple(map(_asked_of, head["asked"])),
        }
    told = json.loads(zlib.decompress(body))
    if name == "anchored":
        notes = chapter.annotations.notes
        return {"anchored": tuple(Anchored(notes[number], Span(*span)) for number, span in told["anchored"])}
    return {
        "mentions": tuple(Mention(Span(*row[:3]), *row[3:]) for row in told["mentions"]),
        "claims": tuple(_claim_of(row, facts) for row in told["claims"]),
    }


def _outline_of(row: Row) -> Outline:
    path, date, document, witness_of, source, signed, touched, signs, explained = row
    when = parse(date) if date else None
    named = tuple(signed), frozenset(touched)
    return Outline(path, when, document, witness_of, source, *named, tuple(signs), explained)


def problem_of(row: Row) -> Problem:
    rule, place, message, mend, text = row
    return Problem(rule, Place(*place), message, mend, text)


def _cited_of(rows: Iterable[Row], facts: FactBase) -> tuple[Cited, ...]:
    return tuple(Cited(at, place_of(facts, at), tuple((id, url) for id, url in sources)) for at, sources in rows)


def _finding_of(row: Row, facts: FactBase) -> Finding:
    rule, severity, place, text, message, line, letter, verdict, *rest = row
    kind, subject, value, expected, cited, also, mend, by, why = rest
    return Finding(
        rule, Severity(severity), Place(*place), text, message, line, letter, Verdict(verdict) if verdict else None,
        kind, subject, value, expected, _cited_of(cited, facts), tuple(also), mend, by, why,
    )  # fmt: skip


def _claim_of(row: Row, facts: FactBase) -> JudgedClaim:
    kind, subject, value, span, (verdict, message, expected, cited, also, unread), place, text, letter, by = row
    ruling = Ruling(Verdict(verdict), message, expected, _cited_of(cited, facts), tuple(also), unread)
    return JudgedClaim(Claim(kind, subject, value, Span(*span)), ruling, Place(*place), text, letter, by)
