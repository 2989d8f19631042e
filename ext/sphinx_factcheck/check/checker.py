"""The one function everything calls: letters and a fact base in, claims, verdicts and findings out.

Everything here is pure: the same in a thread, a worker, a cluster, an editor or a build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from itertools import starmap

from sphinx_factcheck.base.findings import Finding, Ruling, Severity, Verdict
from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.check import binding
from sphinx_factcheck.check.acknowledging import acknowledge
from sphinx_factcheck.check.carrying import carried_twice
from sphinx_factcheck.check.overruling import overruling
from sphinx_factcheck.check.report import Chapter, Checked, JudgedClaim, Report, broken_input, line_of
from sphinx_factcheck.check.unread import UNREAD, unread
from sphinx_factcheck.engine.claims.base import Claim, Kind, Reading
from sphinx_factcheck.engine.claims.held import Held
from sphinx_factcheck.engine.claims.quotation import ready_for_many
from sphinx_factcheck.engine.claims.registry import kinds as registered_kinds
from sphinx_factcheck.engine.mentions import Mention, Mentions, NameIndex
from sphinx_factcheck.engine.mentions.folding import fold_name
from sphinx_factcheck.facts.model import FactBase
from sphinx_factcheck.letters.anchors import Unanchored
from sphinx_factcheck.letters.annotations import Anchored, Annotation, anchor_all
from sphinx_factcheck.letters.hidden import Hidden, hidden
from sphinx_factcheck.letters.plain import PlainLetter, plain_letter_of
from sphinx_factcheck.letters.text import Letter, Span

HIDDEN = "hidden"
_OFTEN = 100
_SEVERITY = {Verdict.CONTRADICTED: Severity.ERROR, Verdict.CONTESTED: Severity.WARNING}


def check(
    chapters: Iterable[Chapter],
    facts: FactBase,
    problems: Iterable[Problem] = (),
    forgiving: frozenset[str] = frozenset(),
) -> Report:
    """Check chapters against a fact base. `problems` are those of files that could not be read at all, `forgiving` the
    kinds of differences that a quotation may have.
    """
    told = tuple(chapters)
    checker = Checker(facts, held_texts(chapter.letter for chapter in told), forgiving=forgiving)
    twice = carried_twice(chapter.letter for chapter in told)
    return Report(tuple(checker.check(chapter) for chapter in told), tuple(problems), twice)


def held_texts(letters: Iterable[Letter]) -> dict[str, str]:
    """The plain texts of the documents that the letters carry, by the id of the document; witnesses carry none.

    They stand in the order of the letters' paths, whatever the order in which these are given.
    """
    carried = sorted((letter for letter in letters if letter.document), key=lambda letter: letter.path)
    return {letter.document: plain_letter_of(letter).letter.text for letter in carried}


class Stopped(Exception):
    """A check was given up, for nobody waits for it any more."""


def _never() -> bool:
    return False


class Checker:
    """Checks one chapter after another against the same fact base; all it keeps is made from its arguments."""

    def __init__(
        self,
        facts: FactBase,
        held: Mapping[str, str] | None = None,
        kinds: Sequence[Kind] | None = None,
        forgiving: frozenset[str] = frozenset(),
    ) -> None:
        self._facts = facts
        self._held = held if isinstance(held, Held) else Held(held or {})
        self._forgiving = forgiving
        self._names = NameIndex(facts)
        self._kinds = tuple(registered_kinds() if kinds is None else kinds)

    def holding(self, held: Mapping[str, str]) -> Checker:
        """The same checker with other texts held."""
        other = copy(self)
        other._held = held if isinstance(held, Held) else Held(held)
        return other

    def ready_for_many(self) -> None:
        """Make now what only many letters are worth, so that processes born after this have it."""
        ready_for_many(self._held)

    def mentions(self, chapter: Chapter) -> tuple[Mention, ...]:
        """The mentions of one chapter alone."""
        anchored, _ = anchor_all(chapter.letter, chapter.annotations)
        plain = plain_letter_of(chapter.letter)
        return tuple(_mentions_back(plain, _outside_links(plain.letter, self._named(plain, anchored).found)))

    def _named(self, plain: PlainLetter, anchored: Iterable[Anchored]) -> Mentions:
        told = [(a.span, a.annotation.options.get("entity", "")) for a in anchored if a.annotation.kind == "mention"]
        bound = [(plain.forth(span), id if id in self._facts.entities else "") for span, id in told]
        return self._names.find(plain.letter, bound)

    def check(self, chapter: Chapter, stop: Callable[[], bool] = _never) -> Checked:
        """Find and judge everything in one chapter. Raises Stopped soon after `stop` says that nobody waits for it."""
        letter = chapter.letter
        anchored, lost = anchor_all(letter, chapter.annotations)
        plain = plain_letter_of(letter)
        named = self._named(plain, anchored)
        mentions = tuple(_mentions_back(plain, _outside_links(plain.letter, named.found)))
        overruled = tuple(_mentions_back(plain, named.overruled))
        reading = Reading(plain.letter, named.found, self._facts, self._held, self._forgiving, self._kinds)
        bound, misbound = binding.judge_bound(anchored, self._facts)
        found = [
            (replace(claim, span=plain.back(claim.span)) if plain.plain.runs else claim, ruling)
            for claim, ruling in self._found(reading, [plain.forth(claim.span) for claim, _ in bound], stop)
        ]
        judged = sorted([*_freed(found, bound), *bound], key=_by_place)
        raw = [
            *(_decided(claim, ruling, chapter) for claim, ruling in judged if ruling.verdict in _SEVERITY),
            *(_naming(problem, letter, grave=grave) for problem, grave in self._namings(named, letter)),
            *(_hiding(one, letter) for one in hidden(letter.text)),
        ]
        findings, stale = acknowledge(
            raw, anchored, letter, self._facts, [*(kind.name for kind in self._kinds), HIDDEN]
        )
        broken = (*letter.problems, *binding.broken_identity(letter, self._facts), *chapter.annotations.problems)
        references = binding.broken_references(chapter.annotations, self._facts)
        told = [*map(broken_input, broken), *findings, *starmap(_lost, lost), *misbound, *stale, *references]
        told += (_naming(problem, letter, grave=False) for problem in binding.unsourced(letter))
        told += overruling(anchored, overruled, letter, self._facts)
        return Checked(
            chapter,
            mentions,
            _judged_claims(judged, findings, letter),
            tuple(sorted(told, key=lambda f: (f.place.path, f.place.start))),
            tuple(anchored),
            broken,
            tuple(reading.asked),
        )

    def _namings(self, named: Mentions, letter: Letter) -> Iterator[tuple[Problem, bool]]:
        """The problems of names, and whether each shuts the gate.

        That is so in a chapter, where a name in full is that of two entries: whoever adds an entry can so unsay what a
        letter claims, and an editor can say who is meant.
        """
        for problem, doubt in named.told:
            said = sorted(fold_name(problem.text).split())
            bearers = sum(self._is_name(said, id) for id in doubt.candidates) if said[1:] and not letter.plain else 0
            yield problem, doubt.rule == "ambiguous" and bearers > 1

    def _is_name(self, said: list[str], id: str) -> bool:
        """Whether these words, in whatever order, are a name of an entity."""
        return any(sorted(fold_name(alias.name).split()) == said for alias in self._facts.entities[id].aliases())

    def _found(
        self, reading: Reading, by_hand: Sequence[Span], stop: Callable[[], bool]
    ) -> Iterator[tuple[Claim, Ruling]]:
        """The claims of all kinds with their verdicts, and what only looks like one where nothing else was found."""
        told: list[tuple[Claim, Kind]] = []
        for kind in self._kinds:
            if stop():
                raise Stopped
            told += [(claim, kind) for claim in reading.claims_of(kind)]
        for number, (claim, kind) in enumerate(told):
            if number % _OFTEN == 0 and stop():
                raise Stopped
            yield claim, reading.ruling_on(claim, kind)
        taken = [*(claim.span for claim, _ in told), *by_hand]
        yield from ((claim, UNREAD) for claim in unread(reading, taken))


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


def _mentions_back(plain: PlainLetter, found: Iterable[Mention]) -> Iterator[Mention]:
    if not plain.plain.runs:
        return iter(found)
    return (replace(mention, span=plain.back(mention.span)) for mention in found)


def _hiding(one: Hidden, letter: Letter) -> Finding:
    place, words = letter.place(one.span), letter.words(one.span)
    as_seen = letter.plain and words.isascii() and words.isprintable()  # no page shows it otherwise: a slip of a copy
    severity = Severity.ERROR if one.grave and not as_seen else Severity.WARNING
    return Finding(
        HIDDEN, severity, place, words, one.message,
        line=line_of(letter, place), letter=letter.id, mend=one.mend,
    )  # fmt: skip


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


def _naming(problem: Problem, letter: Letter, *, grave: bool) -> Finding:
    severity = Severity.ERROR if grave else Severity.WARNING
    return Finding(
        problem.rule, severity, problem.place, problem.text, problem.message,
        line=line_of(letter, problem.place), letter=letter.id, mend=problem.mend,
    )  # fmt: skip
