"""The one function everything calls: letters and a fact base in, claims, verdicts and findings out.

Everything here is pure: the same in a thread, a worker, a cluster, an editor or a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import starmap

from sphinx_factcheck import binding
from sphinx_factcheck.claims.base import Claim, Kind, Reading
from sphinx_factcheck.claims.registry import kinds as registered_kinds
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.findings import Coverage, Finding, Ruling, Severity, Verdict
from sphinx_factcheck.letters.anchors import Unanchored
from sphinx_factcheck.letters.annotations import Anchored, Annotation, Annotations, anchor_all
from sphinx_factcheck.letters.text import Letter, Span
from sphinx_factcheck.mentions import Mention, Mentions, NameIndex
from sphinx_factcheck.places import Place, Problem

_SEVERITY = {Verdict.CONTRADICTED: Severity.ERROR, Verdict.CONTESTED: Severity.WARNING}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A letter with the annotations that belong to it."""

    letter: Letter
    annotations: Annotations = field(default_factory=Annotations)


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim with its verdict and its place in the file. `letter` is its id in a collection."""

    claim: Claim
    ruling: Ruling
    place: Place
    text: str
    letter: str = ""
    acknowledged_by: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """All that was found in one chapter. `problems` are what is wrong with the letter and its notes themselves."""

    chapter: Chapter
    mentions: tuple[Mention, ...] = ()
    claims: tuple[JudgedClaim, ...] = ()
    findings: tuple[Finding, ...] = ()
    anchored: tuple[Anchored, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> bool:
        return bool(self.problems)


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in many chapters. `broken` says that some of the input could not be read as it should.

    `others` are findings that belong to no chapter.
    """

    checked: tuple[Checked, ...] = ()
    problems: tuple[Problem, ...] = ()
    others: tuple[Finding, ...] = ()

    @property
    def claims(self) -> tuple[JudgedClaim, ...]:
        return tuple(claim for one in self.checked for claim in one.claims)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*(_broken(p) for p in self.problems), *self.others, *(f for one in self.checked for f in one.findings))

    @property
    def letters(self) -> int:
        return len(self.checked)

    @property
    def coverage(self) -> Coverage:
        return Coverage.of(claim.ruling.verdict for claim in self.claims)

    @property
    def broken(self) -> bool:
        return bool(self.problems) or any(one.broken for one in self.checked)

    def exit_code(self, fail_under: float = 0.0) -> int:
        """0 where the gate is open, 1 where it is shut, 2 where the input itself is broken."""
        if self.broken:
            return 2
        shut = any(finding.closes_gate for finding in self.findings)
        return int(shut or self.coverage.percent < fail_under)


def check(chapters: Iterable[Chapter], facts: FactBase, problems: Iterable[Problem] = ()) -> Report:
    """Check chapters against a fact base. `problems` are those of files that could not be read at all."""
    told = tuple(chapters)
    checker = Checker(facts, held_texts(chapter.letter for chapter in told))
    return Report(tuple(checker.check(chapter) for chapter in told), tuple(problems))


def held_texts(letters: Iterable[Letter]) -> dict[str, str]:
    """The texts of the documents that the letters carry, by the id of the document; witnesses carry none."""
    return {letter.document: letter.text for letter in letters if letter.document}


class Checker:
    """Checks one chapter after another against the same fact base; all it keeps is made from its arguments."""

    def __init__(
        self, facts: FactBase, held: Mapping[str, str] | None = None, kinds: Sequence[Kind] | None = None
    ) -> None:
        self._facts = facts
        self._held = held or {}
        self._names = NameIndex(facts)
        self._kinds = tuple(registered_kinds() if kinds is None else kinds)

    def holding(self, held: Mapping[str, str]) -> Checker:
        """The same checker with other texts held."""
        other = copy(self)
        other._held = held
        return other

    def mentions(self, chapter: Chapter) -> tuple[Mention, ...]:
        """The mentions of one chapter alone."""
        anchored, _ = anchor_all(chapter.letter, chapter.annotations)
        return _outside_links(chapter.letter, self._named(chapter.letter, anchored).found)

    def _named(self, letter: Letter, anchored: Iterable[Anchored]) -> Mentions:
        told = [(a.span, a.annotation.options.get("entity", "")) for a in anchored if a.annotation.kind == "mention"]
        bound = [(span, id if id in self._facts.entities else "") for span, id in told]
        return self._names.find(letter, bound)

    def check(self, chapter: Chapter) -> Checked:
        """Find and judge everything in one chapter."""
        letter = chapter.letter
        anchored, lost = anchor_all(letter, chapter.annotations)
        named = self._named(letter, anchored)
        mentions = _outside_links(letter, named.found)
        reading = Reading(letter, named.found, self._facts, self._held)
        found = [(claim, kind.judge(claim, reading)) for kind in self._kinds for claim in reading.claims_of(kind)]
        bound, misbound = binding.judge_bound(anchored, self._facts)
        judged = sorted([*_freed(found, bound), *bound], key=_by_place)
        raw = [
            *(_decided(claim, ruling, chapter) for claim, ruling in judged if ruling.verdict in _SEVERITY),
            *(_naming(problem, letter) for problem in named.problems),
        ]
        findings, stale = _acknowledge(raw, anchored, letter, self._facts, [kind.name for kind in self._kinds])
        broken = (*letter.problems, *binding.broken_identity(letter, self._facts), *chapter.annotations.problems)
        references = binding.broken_references(chapter.annotations, self._facts)
        told = [*map(_broken, broken), *findings, *starmap(_lost, lost), *misbound, *stale, *references]
        return Checked(
            chapter,
            mentions,
            _judged_claims(judged, findings, letter),
            tuple(sorted(told, key=lambda f: (f.place.path, f.place.start))),
            tuple(anchored),
            broken,
        )


def _by_place(judged: tuple[Claim, Ruling]) -> tuple[int, int, str]:
    span = judged[0].span
    return span.start, span.end, span.field


def _judged_claims(
    judged: Iterable[tuple[Claim, Ruling]], findings: Iterable[Finding], letter: Letter
) -> tuple[JudgedClaim, ...]:
    acknowledged = {(f.place, f.kind, f.value): f.acknowledged_by for f in findings if f.acknowledged_by}
    told = []
    for claim, ruling in judged:
        place = letter.place(claim.span)
        by = acknowledged.get((place, claim.kind, claim.value), "") if acknowledged else ""
        told.append(JudgedClaim(claim, ruling, place, letter.words(claim.span), letter.id, by))
    return tuple(told)


def _outside_links(letter: Letter, found: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions outside the links that the letter's own author made."""
    if not letter.links:
        return tuple(found)
    return tuple(m for m in found if not any(m.span.overlaps(link) for link in letter.links))


def _lost(note: Annotation, why: Unanchored) -> Finding:
    return Finding("anchor", Severity.ERROR, note.place, note.selector.exact, why.message, mend=why.mend)


def _freed(found: list[tuple[Claim, Ruling]], bound: list[tuple[Claim, Ruling]]) -> Iterator[tuple[Claim, Ruling]]:
    """The claims that no hand has bound: within a place bound by hand, what no grammar could decide gives way."""
    for claim, ruling in found:
        by_hand = any(claim.span.overlaps(other.span) for other, _ in bound)
        if not (by_hand and ruling.verdict is Verdict.UNVERIFIED):
            yield claim, ruling


def _decided(claim: Claim, ruling: Ruling, chapter: Chapter) -> Finding:
    letter = chapter.letter
    place = letter.place(claim.span)
    words = letter.words(claim.span)
    mend = ""
    if ruling.verdict is Verdict.CONTRADICTED and chapter.annotations.path:
        quoted = " ".join(words.split())
        mend = f"if the source really has this, acknowledge it: {chapter.annotations.path}  :::{{sic}} {quoted}"
    return Finding(
        rule=claim.kind,
        severity=_SEVERITY[ruling.verdict],
        place=place,
        text=words,
        message=ruling.message or f"expected {ruling.expected}",
        line=line_of(letter, place),
        letter=letter.id,
        verdict=ruling.verdict,
        kind=claim.kind,
        subject=claim.subject,
        value=claim.value,
        expected=ruling.expected,
        cited=ruling.cited,
        also=ruling.also,
        mend=mend,
    )


def _naming(problem: Problem, letter: Letter) -> Finding:
    return Finding(
        problem.rule, Severity.WARNING, problem.place, problem.text, problem.message,
        line=line_of(letter, problem.place), letter=letter.id, mend=problem.mend,
    )  # fmt: skip


def _broken(problem: Problem) -> Finding:
    return Finding(problem.rule, Severity.ERROR, problem.place, problem.text, problem.message, mend=problem.mend)


def line_of(letter: Letter, place: Place) -> str:
    """The line of the source on which a place starts."""
    start = letter.lines.starts[place.line - 1]
    following = letter.lines.starts[place.line : place.line + 1]
    return letter.source[start : following[0] if following else None].rstrip("\r\n")


def _acknowledge(
    findings: Sequence[Finding], anchored: Sequence[Anchored], letter: Letter, facts: FactBase, rules: Sequence[str]
) -> tuple[list[Finding], list[Finding]]:
    """Mark the findings that a `{sic}` explains; every `{sic}` that explains none is itself a finding."""
    kept = list(findings)
    stale: list[Finding] = []
    for one in anchored:
        if one.annotation.kind != "sic":
            continue
        rule = one.annotation.options.get("rule", "")
        place = letter.place(one.span)
        here = [n for n, finding in enumerate(kept) if finding.place.overlaps(place)]
        known = [n for n in here if kept[n].rule == rule]
        matched = [n for n in known if _accepts(one.annotation, kept[n])]
        by, why = str(one.annotation.place), binding.plainly(one.annotation.body, facts)
        for n in matched:
            kept[n] = replace(kept[n], acknowledged_by=by, justification=why)
        if known and not matched:
            stale.append(_changed(one.annotation, kept[known[0]]))
        elif not matched:
            stale.append(_stale(one.annotation, rule, sorted({kept[n].rule for n in here}), rules))
    return _follow(kept, letter), stale


def _follow(findings: Sequence[Finding], letter: Letter) -> list[Finding]:
    """Where the letter's printed date is acknowledged as false, so is every anachronism, for it follows from that."""
    if "date" not in letter.fields:
        return list(findings)
    printed = letter.place(Span(0, len(letter.fields["date"].value), "date"))
    explained = next((f for f in findings if f.rule == "date" and f.place == printed and f.acknowledged_by), None)
    if explained is None:
        return list(findings)
    by, why = explained.acknowledged_by, explained.justification
    return [
        replace(f, acknowledged_by=by, justification=why) if f.rule == "anachronism" and not f.acknowledged_by else f
        for f in findings
    ]


def _accepts(note: Annotation, finding: Finding) -> bool:
    """Whether a finding expects what an acknowledgement was written for, where that says it."""
    expected = note.options.get("expected")
    return expected is None or " ".join(expected.split()) == _expected(finding)


def _expected(finding: Finding) -> str:
    return " ".join((finding.expected or finding.message).split())


def _changed(note: Annotation, finding: Finding) -> Finding:
    expected = _expected(finding)
    message = f"this accepts [{finding.rule}] where “{note.options['expected']}” is expected; now it is “{expected}”"
    mend = f"read the note again; if it still holds, say :expected: {expected}"
    return Finding("stale", Severity.ERROR, note.place, note.selector.exact, message, mend=mend)


def _stale(note: Annotation, rule: str, here: Sequence[str], rules: Sequence[str]) -> Finding:
    near = [] if rule in rules else get_close_matches(rule, rules, 1)
    if here:
        mend = f"what is found here is [{', '.join(here)}]: say :rule: {here[0]}"
    else:
        mend = f"did you mean :rule: {near[0]}?" if near else "delete this {sic}"
    message = f"nothing is found under [{rule}] at “{note.selector.exact}”: the acknowledgement is stale"
    if not rule:
        message = f"without a :rule: nothing is acknowledged at “{note.selector.exact}”"
    return Finding("stale", Severity.ERROR, note.place, note.selector.exact, message, mend=mend)
