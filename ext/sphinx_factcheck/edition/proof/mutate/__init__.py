"""What would the gate not notice? Changes one checkable thing at a time in a letter, and checks again.

After mutation testing of programs (DeMillo, Lipton, Sayward 1978): a change of meaning that no claim reports shows a
hole in the fact base or in the grammar; a change of wording alone must stay quiet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sphinx_factcheck.base.findings import Verdict
from sphinx_factcheck.check import Chapter, Checked, Checker
from sphinx_factcheck.edition.proof.mutate.change import Change
from sphinx_factcheck.edition.proof.mutate.exchanges import exchanges
from sphinx_factcheck.edition.proof.mutate.hiding import Attempt, hide
from sphinx_factcheck.edition.proof.mutate.rewrites import rewrites
from sphinx_factcheck.letters.myst import read_letter
from sphinx_factcheck.letters.text import Letter, plain_letter

__all__ = ["Attempt", "Change", "Outcome", "Score", "changes", "hide", "mutate", "score"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change, and the rules of the claims that reported it."""

    change: Change
    reported: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Noticed where the meaning changed, quiet where it did not."""
        return bool(self.reported) != self.change.rewording


def mutate(chapter: Chapter, checker: Checker) -> Iterator[Outcome]:
    """Try every change and every rewording of one chapter."""
    checked = checker.check(chapter)
    known = _told(checked)
    for change in changes(checked):
        told = _told(checker.check(replace(chapter, letter=_changed(chapter.letter, change))))
        yield Outcome(change, tuple(sorted({rule for rule, *_ in told - known})))


def _changed(letter: Letter, change: Change) -> Letter:
    """The letter as it would be read with a change made to its source."""
    source = change.applied_to(letter.source)
    if letter.plain:
        return plain_letter(letter.path, source, date=letter.date, id=letter.id)
    return replace(read_letter(letter.path, source), id=letter.id)


def _told(checked: Checked) -> set[tuple[str, str, str, str]]:
    """What the claims of a chapter report to the gate."""
    return {(f.rule, f.subject, f.value, f.message) for f in checked.findings if f.kind and f.closes_gate}


def changes(checked: Checked) -> Iterator[Change]:
    """Every change to the claims that the fact base supports, each once.

    A rewording inside of a quotation would be a misquotation: there is none.
    """
    seen: set[tuple[int, int, str]] = set()
    quoted = [judged.place for judged in checked.claims if judged.claim.kind == "quotation"]
    for judged in checked.claims:
        if judged.ruling.verdict is not Verdict.SUPPORTED:
            continue
        for change in (*rewrites(judged, checked.chapter.letter), *exchanges(judged, checked)):
            key = (change.place.start, change.place.end, change.after)
            misquotes = change.rewording and any(change.place.overlaps(place) for place in quoted)
            if change.before != change.after and key not in seen and not misquotes:
                seen.add(key)
                yield change


@dataclass(frozen=True, slots=True)
class Score:
    """How many changes of one sort came out right."""

    right: int
    tried: int

    @property
    def percent(self) -> float:
        return 100.0 * self.right / self.tried if self.tried else 100.0


def score(outcomes: Iterable[Outcome], *, rewording: bool) -> Score:
    """The score of the changes of meaning, or of the rewordings."""
    told = [outcome for outcome in outcomes if outcome.change.rewording is rewording]
    return Score(sum(outcome.right for outcome in told), len(told))
